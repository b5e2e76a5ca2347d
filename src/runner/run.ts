import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { AdapterError, BudgetError, ConfigError, EVENT_VERSION, isAbort, messageOf, NO_USAGE } from '../core/index.ts';
import type {
  Article,
  ArticleEvent,
  ArticleReference,
  Brief,
  PriceTable,
  Reader,
  RunEvent,
  Stage,
  Stop,
  Store,
  Writer,
} from '../core/index.ts';
import { briefArticle, settingsSignature } from './brief-article.ts';
import type { BriefOptions, Parts, StageContext } from './brief-article.ts';
import { createBudget } from './budget.ts';
import { createChannel } from './channel.ts';
import { createCopies } from './copies.ts';
import type { Standing } from './copies.ts';
import { briefId } from './identity.ts';
import { createJournal, flightsLeft, meterJournal } from './journal.ts';
import type { Meter } from './journal.ts';
import { watchCost } from './estimate.ts';
import { createLedger } from './ledger.ts';
import type { ArticleRecord, Ledger } from './ledger.ts';
import { createTally } from './report.ts';
import type { Tally } from './report.ts';
import { UnsupportedLanguageError } from './route.ts';
import { precisVersion } from './version.ts';
import type { Workbench } from './workbench.ts';

/** Everything a run is made of. The runner opens nothing itself: what it is handed, the caller closes. */
export interface RunRequest {
  readonly inputs: readonly string[];
  readonly reader: Reader;
  readonly writer: Writer;
  readonly parts: Parts;
  readonly options: BriefOptions;
  /** The memory of this output; see `Ledger`. */
  readonly ledgerStore: Store;
  /** Replies already paid for, shared by all outputs. */
  readonly cacheStore: Store;
  /** Where the briefs go, for the events. */
  readonly out: string;
  /** Articles in flight, at least 1. */
  readonly concurrency: number;
  readonly maxCostUsd: number | null;
  /** Redoes what is done, and asks services again. */
  readonly force: boolean;
  /** Takes up articles whose failure was the article's or the model's own, too. */
  readonly retryFailed: boolean;
  /** With them, the end tells how far off an estimate would have been. */
  readonly prices?: PriceTable | undefined;
  /** Takes the processor's work off this thread. The caller closes it. @default it is done here */
  readonly workbench?: Workbench | undefined;
  /** Ends the run gracefully: nothing new is begun, what is under way is finished. */
  readonly stop?: AbortSignal | undefined;
  /** Ends the run at once. Everything finished is kept. */
  readonly signal?: AbortSignal | undefined;
}

/** Failures that the same request would meet again: another run repeats them only when asked to. */
const LASTING = new Set(['bad-response', 'refused', 'truncated']);

/** Adapters whose failure means that nothing can be kept any more. */
const KEEPERS = new Set(['sqlite', 'files']);

/** Articles that wait for one of those under way to end. */
const WAITING = 4;

/** Events that may wait for a slow consumer before the run waits for it. */
const EVENTS_WAITING = 256;

/**
 * Briefs every article that `inputs` name and that is not done yet, and yields what happens. Listing is lazy, a
 * bounded number of articles is held in memory, and leaving the loop stops the run.
 *
 * @throws ConfigError where the settings cannot work for any article
 */
export async function* run(request: RunRequest): AsyncGenerator<RunEvent, void, void> {
  const { writer, parts, options } = request;
  const startedMs = performance.now();
  const hard = new AbortController();
  const signal = request.signal === undefined ? hard.signal : AbortSignal.any([hard.signal, request.signal]);
  // Every request in flight listens to it: many listeners are no leak here.
  setMaxListeners(0, signal);
  const ledger = createLedger(request.ledgerStore);
  const tally = createTally();

  const { opening, startedAt, spentUsd, services } = await openRun(ledger, request);
  const budget = createBudget(request.maxCostUsd, spentUsd);
  const journal = createJournal({
    ledger,
    cache: request.cacheStore,
    budget,
    force: request.force,
    signal,
    startedAt,
    services,
  });

  const head = {
    route: options.route,
    translator: parts.translator?.name ?? 'none',
    summariser: parts.summariser.name,
    sendsTextTo: destinations(parts),
  };
  yield { v: EVENT_VERSION, type: 'run-start', startedAt, out: request.out, ...head };
  for (const message of opening) {
    tally.warn(message);
    yield { v: EVENT_VERSION, type: 'warning', message };
  }

  let stopped: Stop | null = null;
  const channel = createChannel<RunEvent>(EVENTS_WAITING);
  const context: StageContext = { signal, journal, onStage: tally.time };
  const announce = (message: string) => channel.send({ v: EVENT_VERSION, type: 'warning', message });
  const brief = createArticleWork({ request, ledger, context, tally, announce });

  const feed = async (): Promise<void> => {
    const limit = pLimit(Math.max(1, request.concurrency));
    const under = new Set<Promise<void>>();
    let onEnded = (): void => {};
    const mayBegin = () => stopped === null && !signal.aborted && request.stop?.aborted !== true;
    try {
      for await (const reference of request.reader.list(request.inputs, signal)) {
        if (!mayBegin()) break;
        const work = limit(async () => {
          if (!mayBegin()) return;
          const result = await brief(reference);
          if ('stop' in result) stopped ??= result.stop;
          if (result.event !== null) {
            tally.add(result.event);
            await channel.send(result.event);
          }
        }).finally(() => {
          under.delete(work);
          onEnded();
        });
        under.add(work);
        // A few wait beside those at work, so that none of the slots stands idle while the next one is listed.
        if (under.size >= request.concurrency + WAITING) await new Promise<void>((resolve) => (onEnded = resolve));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await Promise.all(under);
    }
  };
  const fed = feed().then(
    () => channel.end(),
    (error: unknown) => channel.end(error),
  );

  try {
    yield* channel.receive();
    if (stopped === null && (signal.aborted || request.stop?.aborted === true)) {
      stopped = { by: 'interrupt', reason: 'interrupted; the same command goes on where it stopped' };
    }
    let end = tally.end(stopped, performance.now() - startedMs);
    const endedAt = new Date().toISOString();
    if (end.stopped?.by !== 'storage') {
      try {
        const { elapsedMs } = end;
        const counted = journal.services();
        const spent = budget.spentUsd();
        await ledger.recordRun({ startedAt, endedAt, stopped, spentUsd: spent, services: counted });
        await writer.finish({
          schema: 'precis/run@1',
          startedAt,
          endedAt,
          precis: precisVersion(),
          ...head,
          ...tally.report(),
          stopped,
          elapsedMs,
          services: counted,
        });
      } catch (error) {
        const stop = stopOf(error);
        if (stop === null) throw error;
        end = tally.end(stop, performance.now() - startedMs);
      }
    }
    yield end;
  } finally {
    hard.abort(new DOMException('the run was left', 'AbortError'));
    await fed;
  }
}

/**
 * Settles what a killed run left behind. A run that did not come to its end, by a kill or because it was stopped, is
 * gone on with: on the same budget, so that a cap holds however often the same command is started again.
 */
async function openRun(ledger: Ledger, request: RunRequest) {
  const previous = await ledger.run();
  const left = await flightsLeft(ledger, request.cacheStore);
  const goesOn = previous !== null && (previous.endedAt === null || previous.stopped !== null);
  const opening: string[] = [];
  if (left.unknown > 0) {
    opening.push(
      `${left.unknown} ${left.unknown === 1 ? 'request was' : 'requests were'} in flight when the last run was killed; what they may have cost (at most $${left.costUsd.toFixed(4)}) is counted, and they are sent again where needed`,
    );
  }
  if (goesOn && request.maxCostUsd !== null && previous.spentUsd > 0) {
    opening.push(
      `going on with the run that was begun at ${previous.startedAt}: the $${previous.spentUsd.toFixed(4)} that it has spent count towards --max-cost`,
    );
  }
  const startedAt = goesOn ? previous.startedAt : new Date().toISOString();
  const spentUsd = goesOn ? previous.spentUsd + left.costUsd : 0;
  const services = goesOn ? previous.services : {};
  // In one commit: a kill in between would charge the flights twice, or never.
  await Promise.all([
    ledger.recordRun({ startedAt, endedAt: null, stopped: null, spentUsd, services }),
    ...left.keys.map((key) => ledger.land(key)),
  ]);
  return { opening, startedAt, spentUsd, services };
}

function destinations(parts: Parts): string[] {
  const hosts = [parts.translator?.sendsTextTo, parts.summariser.sendsTextTo];
  return [...new Set(hosts.filter((host): host is string => typeof host === 'string'))];
}

type Result = { readonly event: ArticleEvent | null } | { readonly event: ArticleEvent | null; readonly stop: Stop };

interface WorkParts {
  readonly request: RunRequest;
  readonly ledger: Ledger;
  readonly context: StageContext;
  readonly tally: Tally;
  /** Tells the consumer of the run something that concerns no single article. */
  announce(message: string): Promise<void>;
}

/** The work on one input: known already, a copy, briefed, or failed. Never rejects. */
function createArticleWork({
  request,
  ledger,
  context,
  tally,
  announce,
}: WorkParts): (reference: ArticleReference) => Promise<Result> {
  const { options, writer, workbench } = request;
  const parts: Parts = workbench === undefined ? request.parts : { ...request.parts, verify: workbench.verify };
  const settings = settingsSignature(parts, options);
  const copies = createCopies({ ledger, writer, settings, sketch: workbench?.sketch });

  const timed = async <T>(stage: Stage, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    try {
      return await work();
    } finally {
      tally.time(stage, performance.now() - from);
    }
  };

  async function briefOne(reference: ArticleReference): Promise<ArticleEvent> {
    const from = performance.now();
    const { path } = reference;
    let article: Article | null = null;
    let fingerprint = '';
    let meter: Meter | null = null;
    const finish = async (result: Partial<ArticleRecord> & Pick<ArticleRecord, 'outcome'>): Promise<ArticleEvent> => {
      const record: ArticleRecord = {
        path,
        fingerprint,
        settings,
        id: article === null ? null : briefId(article),
        duplicateOf: null,
        verdict: null,
        language: article?.language ?? null,
        reason: null,
        retry: false,
        usage: NO_USAGE,
        elapsedMs: Math.round(performance.now() - from),
        at: new Date().toISOString(),
        ...result,
      };
      await ledger.record(record);
      return eventOf(record);
    };

    try {
      fingerprint = await timed('read', () => reference.fingerprint(context.signal));
      const known = await ledger.article(path);
      if (known !== null && !request.force && (await isDone(known, fingerprint))) {
        return eventOf({
          ...known,
          outcome: known.outcome === 'failed' ? 'failed' : 'unchanged',
          usage: NO_USAGE,
          elapsedMs: 0,
        });
      }
      article = await timed('read', () => reference.load(context.signal));
      for (const message of article.warnings) tally.warn(`${path}: ${message}`);
      const id = briefId(article);
      if (known?.id !== undefined && known.id !== null && known.id !== id) await copies.leave(known.id, path);

      const claim = await copies.claim(article, path, request.force);
      if (claim.of !== null) {
        return await finish({
          id: claim.of.id,
          outcome: 'unchanged',
          verdict: claim.of.verdict,
          duplicateOf: claim.of.path === path ? null : claim.of.path,
          reason: claim.of.path === path ? null : sameAs(claim.of),
        });
      }
      try {
        const { prices } = request;
        meter = meterJournal(context.journal, request.retryFailed && known?.outcome === 'failed');
        const metered: StageContext = { ...context, journal: meter.journal };
        const watch = prices === undefined ? null : watchCost(metered, parts, options.maxWords, prices);
        const brief: Brief = await briefArticle(article, parts, options, watch?.context ?? metered);
        context.signal.throwIfAborted();
        // A fallback taken, a setting not honoured: the same for many articles, and told once.
        for (const message of brief.warnings) {
          if (!article.warnings.includes(message) && tally.warn(message)) await announce(message);
        }
        const expectedUsd = watch?.expectedUsd(article, brief.made.route) ?? null;
        if (expectedUsd !== null && brief.usage.costUsd !== null) tally.compare(expectedUsd, brief.usage.costUsd);
        const held = brief.verdict === 'rejected';
        const result = {
          outcome: held ? 'held' : 'written',
          verdict: brief.verdict,
          usage: brief.usage,
          reason: held ? whyHeld(brief) : null,
        } as const;
        return await timed('write', () => claim.keep(brief, () => finish(result)));
      } finally {
        claim.release();
      }
    } catch (error) {
      if (
        error instanceof UnsupportedLanguageError ||
        (error instanceof AdapterError && error.code === 'unsupported-language')
      ) {
        return finish({ outcome: 'skipped', reason: messageOf(error), retry: true });
      }
      if (isStop(error) || context.signal.aborted || isAbort(error)) throw error;
      const retry = !(error instanceof AdapterError && LASTING.has(error.code));
      // What was paid for a failure is paid all the same.
      return finish({ outcome: 'failed', reason: messageOf(error), retry, usage: meter?.used() ?? NO_USAGE });
    }
  }

  async function isDone(known: ArticleRecord, fingerprint: string): Promise<boolean> {
    if (known.fingerprint !== fingerprint || known.settings !== settings || known.outcome === 'skipped') return false;
    if (known.outcome === 'failed') return !known.retry && !request.retryFailed;
    return known.id !== null && (await writer.has(known.id));
  }

  return async (reference) => {
    try {
      return { event: await briefOne(reference) };
    } catch (error) {
      if (context.signal.aborted || isAbort(error)) return { event: null };
      const stop = stopOf(error);
      if (stop !== null) return { event: null, stop };
      // Recording a failure failed, or a bug: said once for this article, and the run goes on.
      return { event: failed(reference.path, messageOf(error)) };
    }
  };
}

function isStop(error: unknown): boolean {
  return stopOf(error) !== null;
}

/** Whether an error ends the run rather than one article. */
function stopOf(error: unknown): Stop | null {
  if (error instanceof BudgetError) return { by: 'budget', reason: error.message };
  if (error instanceof ConfigError) return { by: 'configuration', reason: error.message };
  if (!(error instanceof AdapterError)) return null;
  const { message: reason } = error;
  if (KEEPERS.has(error.adapter)) return { by: 'storage', reason };
  // Every further article would meet the same refusal: better to stop than to fail thousands of them.
  if (error.code === 'unauthorised') return { by: 'configuration', reason };
  if (error.code === 'quota') return { by: 'service', reason };
  return null;
}

function sameAs({ path, similarity }: Standing): string {
  return similarity === 1 ? `the same article as ${path}` : `nearly the same article as ${path}`;
}

function whyHeld(brief: Brief): string {
  return brief.findings.find(({ severity }) => severity === 'error')?.message ?? 'rejected';
}

function failed(path: string, reason: string): ArticleEvent {
  return {
    v: EVENT_VERSION,
    type: 'article',
    path,
    id: null,
    outcome: 'failed',
    verdict: null,
    language: null,
    reason,
    usage: NO_USAGE,
    elapsedMs: 0,
  };
}

function eventOf(record: ArticleRecord): ArticleEvent {
  return {
    v: EVENT_VERSION,
    type: 'article',
    path: record.path,
    id: record.id,
    outcome: record.outcome,
    verdict: record.verdict,
    language: record.language,
    ...(record.reason === null ? {} : { reason: record.reason }),
    usage: record.usage,
    elapsedMs: record.elapsedMs,
  };
}
