/** One article, or thousands: the pipeline, the run around it, and its memory. */
export { briefArticle, settingsSignature } from './brief-article.ts';
export type { BriefOptions, Parts, StageContext } from './brief-article.ts';
export { createBudget } from './budget.ts';
export type { Budget, Reservation } from './budget.ts';
export { estimateArticle, sumSteps } from './estimate.ts';
export type { ArticleEstimate, StepEstimate } from './estimate.ts';
export { briefId, sha256 } from './identity.ts';
export { createJournal, flightsLeft } from './journal.ts';
export type { JournalParts, RunJournal, FlightsLeft } from './journal.ts';
export { createLedger } from './ledger.ts';
export type { ArticleRecord, BriefRecord, Flight, Ledger, RunRecord } from './ledger.ts';
export { planRoute, UnsupportedLanguageError } from './route.ts';
export type { Plan } from './route.ts';
export { run } from './run.ts';
export type { RunRequest } from './run.ts';
export { precisVersion } from './version.ts';
