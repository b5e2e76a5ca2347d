import type { BriefVerdict, Route, Usage } from './brief.ts';

/** Version of the event shapes: `v` of every event. */
export const EVENT_VERSION = 1;

/**
 * `written`: a brief was made. `unchanged`: its brief was there already. `held`: rejected, in `held/`.
 * `skipped`: no engine at hand can do its language. `failed`: it could not be read, translated or summarised.
 */
export type Outcome = 'written' | 'unchanged' | 'held' | 'skipped' | 'failed';

export interface RunStartEvent {
  readonly v: typeof EVENT_VERSION;
  readonly type: 'run-start';
  readonly startedAt: string;
  readonly out: string;
  readonly route: Route | 'auto';
  readonly translator: string;
  readonly summariser: string;
  /** Hosts that article text goes to; empty when it stays on this machine. */
  readonly sendsTextTo: readonly string[];
}

/** The last event of an article. */
export interface ArticleEvent {
  readonly v: typeof EVENT_VERSION;
  readonly type: 'article';
  readonly path: string;
  /** Null where the article could not be read. */
  readonly id: string | null;
  readonly outcome: Outcome;
  readonly verdict: BriefVerdict | null;
  readonly language: string | null;
  /** Why, for every outcome but `written` and `unchanged`; the path of the twin for a duplicate. */
  readonly reason?: string | undefined;
  readonly usage: Usage;
  readonly elapsedMs: number;
}

/** Something that the user should know and that concerns no single article. */
export interface WarningEvent {
  readonly v: typeof EVENT_VERSION;
  readonly type: 'warning';
  readonly message: string;
}

export interface RunEndEvent {
  readonly v: typeof EVENT_VERSION;
  readonly type: 'run-end';
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly verdicts: Readonly<Record<BriefVerdict, number>>;
  readonly usage: Usage;
  readonly elapsedMs: number;
  /**
   * Why the run stopped before all inputs were done, or null: the user, the budget, settings that cannot work (a key
   * that is refused), a service that will refuse every further request (quota used up), or a disk that takes no more.
   */
  readonly stopped: Stop | null;
  /** How far off `precis estimate` would have been, over the articles that were paid for; null where none was. */
  readonly estimate?: EstimateComparison | null | undefined;
}

export interface EstimateComparison {
  readonly articles: number;
  /** What the estimate expects for them. */
  readonly expectedUsd: number;
  /** What their briefs did cost, repairs included. */
  readonly costUsd: number;
}

export interface Stop {
  readonly by: 'interrupt' | 'budget' | 'configuration' | 'service' | 'storage';
  readonly reason: string;
}

/** Where the time of an article goes. */
export type Stage = 'read' | 'translate' | 'summarise' | 'check' | 'write';

/** What one adapter's requests came to in a run. */
export interface ServiceReport {
  /** Requests that left the machine, repeats included. */
  readonly requests: number;
  /** Of these, the ones that failed and were sent again or given up. */
  readonly failed: number;
  /** Requests that did not have to be sent because their reply was stored. */
  readonly cacheHits: number;
  readonly usage: Usage;
}

/** What `run.json` holds. */
export interface RunReport extends Omit<RunEndEvent, 'v' | 'type'> {
  readonly schema: 'precis/run@1';
  readonly startedAt: string;
  readonly endedAt: string;
  readonly precis: string;
  readonly route: Route | 'auto';
  readonly translator: string;
  readonly summariser: string;
  readonly sendsTextTo: readonly string[];
  /** Milliseconds by stage, summed over articles that ran side by side. */
  readonly stagesMs: Readonly<Record<Stage, number>>;
  readonly services: Readonly<Record<string, ServiceReport>>;
  readonly languages: Readonly<Record<string, number>>;
  readonly slowest: readonly ArticleEvent[];
  readonly costliest: readonly ArticleEvent[];
  /** Every article that was not briefed, at most the first 1,000. */
  readonly unbriefed: readonly ArticleEvent[];
  readonly warnings: readonly string[];
}

export type RunEvent = RunStartEvent | ArticleEvent | WarningEvent | RunEndEvent;
