import { addUsage, EVENT_VERSION, NO_USAGE } from '../core/index.ts';
import type {
  ArticleEvent,
  BriefVerdict,
  EstimateComparison,
  Outcome,
  RunEndEvent,
  RunReport,
  Stage,
  Usage,
} from '../core/index.ts';

const LONGEST_LIST = 1000;
const EXTREMES = 10;

/** Collects what a run comes to, in memory that does not grow with the number of articles. */
export interface Tally {
  add(event: ArticleEvent): void;
  time(stage: Stage, ms: number): void;
  /** @returns whether it is said for the first time */
  warn(message: string): boolean;
  /** What an estimate would have said of an article, and what it cost. */
  compare(expectedUsd: number, costUsd: number): void;
  end(stopped: RunEndEvent['stopped'], elapsedMs: number): RunEndEvent;
  report(): Pick<
    RunReport,
    | 'estimate'
    | 'stagesMs'
    | 'languages'
    | 'slowest'
    | 'costliest'
    | 'unbriefed'
    | 'warnings'
    | 'outcomes'
    | 'verdicts'
    | 'usage'
  >;
}

export function createTally(): Tally {
  const outcomes: Record<Outcome, number> = { written: 0, unchanged: 0, held: 0, skipped: 0, failed: 0 };
  const verdicts: Record<BriefVerdict, number> = { verified: 0, review: 0, rejected: 0 };
  const stagesMs: Record<Stage, number> = { read: 0, translate: 0, summarise: 0, check: 0, write: 0 };
  const languages = new Map<string, number>();
  const unbriefed: ArticleEvent[] = [];
  const warnings: string[] = [];
  const slowest: ArticleEvent[] = [];
  const costliest: ArticleEvent[] = [];
  let usage: Usage = NO_USAGE;
  let estimate: EstimateComparison | null = null;

  return {
    add(event) {
      outcomes[event.outcome] += 1;
      if (event.verdict !== null) verdicts[event.verdict] += 1;
      if (event.language !== null) languages.set(event.language, (languages.get(event.language) ?? 0) + 1);
      usage = addUsage(usage, event.usage);
      if (event.outcome !== 'written' && event.outcome !== 'unchanged' && unbriefed.length < LONGEST_LIST) {
        unbriefed.push(event);
      }
      if (event.outcome === 'unchanged') return;
      keepExtremes(slowest, event, (entry) => entry.elapsedMs);
      if ((event.usage.costUsd ?? 0) > 0) keepExtremes(costliest, event, (entry) => entry.usage.costUsd ?? 0);
    },
    time(stage, ms) {
      stagesMs[stage] += ms;
    },
    warn(message) {
      if (warnings.length >= LONGEST_LIST || warnings.includes(message)) return false;
      warnings.push(message);
      return true;
    },
    compare(expectedUsd, costUsd) {
      const before: EstimateComparison = estimate ?? { articles: 0, expectedUsd: 0, costUsd: 0 };
      estimate = {
        articles: before.articles + 1,
        expectedUsd: before.expectedUsd + expectedUsd,
        costUsd: before.costUsd + costUsd,
      };
    },
    end: (stopped, elapsedMs) => ({
      v: EVENT_VERSION,
      type: 'run-end',
      outcomes: { ...outcomes },
      verdicts: { ...verdicts },
      usage,
      elapsedMs: Math.round(elapsedMs),
      stopped,
      estimate,
    }),
    report: () => ({
      outcomes,
      verdicts,
      usage,
      estimate,
      stagesMs: Object.fromEntries(Object.entries(stagesMs).map(([stage, ms]) => [stage, Math.round(ms)])) as Record<
        Stage,
        number
      >,
      languages: Object.fromEntries([...languages].sort(([a], [b]) => (a < b ? -1 : 1))),
      slowest,
      costliest,
      unbriefed,
      warnings,
    }),
  };
}

/** Inserts into a short list that is sorted from the largest down. */
function keepExtremes(list: ArticleEvent[], event: ArticleEvent, measure: (event: ArticleEvent) => number): void {
  const position = list.findIndex((entry) => measure(entry) < measure(event));
  if (position === -1) list.push(event);
  else list.splice(position, 0, event);
  if (list.length > EXTREMES) list.pop();
}
