/** One article, or thousands: the pipeline, the run around it, and its memory. */
export { briefArticle, settingsSignature } from './brief-article.ts';
export type { BriefOptions, Parts } from './brief-article.ts';
export { createBudget } from './budget.ts';
export type { Budget } from './budget.ts';
export { estimateArticle, sumSteps } from './estimate.ts';
export type { ArticleEstimate, StepEstimate } from './estimate.ts';
export { createLedger } from './ledger.ts';
export type { ArticleRecord, Flight, Ledger } from './ledger.ts';
export { planRoute, UnsupportedLanguageError } from './route.ts';
export { run } from './run.ts';
export type { RunRequest } from './run.ts';
export { precisVersion } from './version.ts';
export { createWorkbench } from './workbench.ts';
