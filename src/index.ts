/**
 * precis as a library: the contracts, the pipeline and the run around it, the check, and the built-in reader, writer
 * and stores. Adapters are made by name with `makeTranslator` and `makeSummariser`.
 */
export * from './core/index.ts';
export {
  briefArticle,
  createBudget,
  createLedger,
  estimateArticle,
  planRoute,
  precisVersion,
  run,
  UnsupportedLanguageError,
} from './runner/index.ts';
export type {
  ArticleEstimate,
  ArticleRecord,
  BriefOptions,
  Budget,
  Ledger,
  Parts,
  RunRequest,
  StepEstimate,
} from './runner/index.ts';
export { checkPair, recheckBrief, verifyDraft } from './verify/index.ts';
export type { PairRequest, PairVerification, Verification, VerifyRequest } from './verify/index.ts';
export {
  assemble,
  listAdapters,
  loadSettings,
  makeSummariser,
  makeTranslator,
  parseGlossary,
  readGlossary,
} from './config/index.ts';
export type { AdapterListing, AdapterName, Assembly, Settings } from './config/index.ts';
export { fileReader } from './adapters/readers/files.ts';
export type { FileReaderOptions } from './adapters/readers/files.ts';
export { createFileWriter } from './adapters/writers/files.ts';
export { createMemoryStore } from './adapters/stores/memory.ts';
export { openSqliteStore } from './adapters/stores/sqlite.ts';
