/** One strict schema for file, environment and flags; resolves adapter names. */
export { adapterSetting, assemble, outputFiles } from './assemble.ts';
export type { Assembly, Surroundings } from './assemble.ts';
export { directories } from './directories.ts';
export type { Directories } from './directories.ts';
export { parseGlossary, readGlossary } from './glossary.ts';
export { loadSettings } from './load.ts';
export type { LoadRequest } from './load.ts';
export { checkAdapter, listAdapters, LOCAL_TRANSLATORS, makeSummariser, makeTranslator } from './registry.ts';
export type { AdapterListing } from './registry.ts';
export { jsonSchemas } from './json-schemas.ts';
export { DEFAULTS, settingsSchema } from './schema.ts';
export type { AdapterName, Settings } from './schema.ts';
