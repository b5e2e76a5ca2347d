import type { BriefVerdict, Outcome, ServiceReport, Stop, Store, Usage } from '../core/index.ts';
import { sha256 } from './identity.ts';

/** What became of one input, as it is remembered between runs. */
export interface ArticleRecord {
  readonly path: string;
  /** SHA-256 of the raw bytes. */
  readonly fingerprint: string;
  /** Hash of all settings that determine the brief. */
  readonly settings: string;
  /** Null where the article could not be read. */
  readonly id: string | null;
  readonly outcome: Outcome;
  /** The path whose brief stands for this copy, or null. */
  readonly duplicateOf: string | null;
  readonly verdict: BriefVerdict | null;
  readonly language: string | null;
  readonly reason: string | null;
  /** Whether a later run takes it up by itself: true for failures that may pass. */
  readonly retry: boolean;
  readonly usage: Usage;
  readonly elapsedMs: number;
  /** ISO instant. */
  readonly at: string;
}

/** Which inputs one brief stands for. */
export interface BriefRecord {
  readonly settings: string;
  /** The one that was briefed first, then its copies. */
  readonly paths: readonly string[];
  readonly verdict: BriefVerdict;
  /** What near-duplicates are recognised by; see `text/near-duplicates`. */
  readonly sketch: string | null;
}

/** A request that was sent and whose outcome is not written down yet. */
export interface Flight {
  readonly adapter: string;
  readonly boundUsd: number | null;
  /** Tells this sending from others of the same request. */
  readonly ticket: string;
  readonly at: string;
}

/** The run under way, or the last one. */
export interface RunRecord {
  readonly startedAt: string;
  /** Null while it runs, and for ever if it was killed. */
  readonly endedAt: string | null;
  /** Why it ended before all was done, or null. The next run goes on with it, on the same budget. */
  readonly stopped: Stop | null;
  /** In US dollars, with that of the runs that it goes on with. */
  readonly spentUsd: number;
  readonly services: Readonly<Record<string, ServiceReport>>;
}

/** The memory of an output folder: what was done with which input, and what is in flight. */
export interface Ledger {
  article(path: string): Promise<ArticleRecord | null>;
  record(article: ArticleRecord): Promise<void>;
  articles(): AsyncIterable<ArticleRecord>;
  brief(id: string): Promise<BriefRecord | null>;
  recordBrief(id: string, brief: BriefRecord): Promise<void>;
  forgetBrief(id: string): Promise<void>;
  briefs(): AsyncIterable<readonly [id: string, brief: BriefRecord]>;
  takeOff(key: string, flight: Flight): Promise<void>;
  land(key: string): Promise<void>;
  flights(): AsyncIterable<readonly [key: string, flight: Flight]>;
  run(): Promise<RunRecord | null>;
  recordRun(run: RunRecord): Promise<void>;
}

/** A ledger in any store; each of its promises resolves once the store has made the entry durable. */
export function createLedger(store: Store): Ledger {
  const articleKey = (path: string) => `article/${sha256(path)}`;

  async function read<T>(key: string): Promise<T | null> {
    const value = await store.get(key);
    return value === null ? null : (JSON.parse(value) as T);
  }
  async function* list<T>(prefix: string): AsyncGenerator<readonly [string, T]> {
    for await (const [key, value] of store.list(prefix)) yield [key.slice(prefix.length), JSON.parse(value) as T];
  }

  return {
    article: (path) => read(articleKey(path)),
    record: (article) => store.put(articleKey(article.path), JSON.stringify(article)),
    async *articles() {
      for await (const [, article] of list<ArticleRecord>('article/')) yield article;
    },
    brief: (id) => read(`brief/${id}`),
    recordBrief: (id, brief) => store.put(`brief/${id}`, JSON.stringify(brief)),
    forgetBrief: (id) => store.delete(`brief/${id}`),
    briefs: () => list('brief/'),
    takeOff: (key, flight) => store.put(`flight/${key}`, JSON.stringify(flight)),
    land: (key) => store.delete(`flight/${key}`),
    flights: () => list('flight/'),
    run: () => read('run'),
    recordRun: (run) => store.put('run', JSON.stringify(run)),
  };
}
