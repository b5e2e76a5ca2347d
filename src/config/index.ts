/** One strict schema for file, environment and flags; resolves adapter names. */
export { adapterSetting, assemble, outputFiles } from './assemble.ts';
export type { Assembly } from './assemble.ts';
export { directories } from './directories.ts';
export { parseGlossary, readGlossary } from './glossary.ts';
export { jsonSchemas } from './json-schemas.ts';
export { loadSettings } from './load.ts';
export { listAdapters, makeSummariser, makeTranslator } from './registry.ts';
export type { AdapterListing } from './registry.ts';
export type { AdapterName, Settings } from './schema.ts';
