/**
 * For authors of adapters: the contracts that precis holds its own adapters to, as cases for any test runner, and
 * fakes of what an adapter is given.
 */
export { CANARY_KEY } from './harness.ts';
export type { ContractCase, RemoteAdapter } from './harness.ts';
export { recordingJournal } from './journal.ts';
export type { JournalEntry, RecordingJournal } from './journal.ts';
export { extractiveContract, localTranslatorContract } from './local.ts';
export type { LocalTranslatorContract } from './local.ts';
export { startServer } from './server.ts';
export type { Behaviour, ReceivedRequest, TestServer } from './server.ts';
export { sampleArticle, summariserContract } from './summariser.ts';
export type { ServiceClaim, SummariserContract } from './summariser.ts';
export { translatorContract } from './translator.ts';
export type { TranslatorContract } from './translator.ts';
