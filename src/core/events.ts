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
   * Why the run stopped before all inputs were done, or null: the user, the budget, or a service that will refuse
   * every further request (wrong key, quota used up).
   */
  readonly stopped: { readonly by: 'interrupt' | 'budget' | 'service'; readonly reason: string } | null;
}

export type RunEvent = RunStartEvent | ArticleEvent | WarningEvent | RunEndEvent;
