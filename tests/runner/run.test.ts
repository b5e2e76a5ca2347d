import { describe, expect, it, vi } from 'vitest';
import { AdapterError, BudgetError, NO_USAGE } from '../../src/core/index.ts';
import type { CallContext, RunEndEvent, RunEvent, Store, SummariseRequest, Summariser } from '../../src/core/index.ts';
import { createMemoryStore } from '../../src/adapters/stores/memory.ts';
import { createLedger, run } from '../../src/runner/index.ts';
import { eventsOf, memoryWriter, outcomes, requestOf, selectAll, tableReader, tableTranslator } from './fakes.ts';
import type { Files } from './fakes.ts';

const NORTH = 'North Line opens a bridge\nThe North Line opened a bridge near Leeds on Monday.\n';
const SOUTH = 'South Line closes a tunnel\nThe South Line closed a tunnel near Dover on Friday.\n';

const endOf = (events: readonly RunEvent[]) => events.at(-1) as RunEndEvent;

function failing(error: () => Error, when: (path: string) => boolean = () => true) {
  return selectAll(async ({ path }) => {
    if (when(path)) throw error();
  });
}

const adapterError = (code: 'unavailable' | 'bad-response' | 'unauthorised' | 'quota') =>
  new AdapterError('it failed', { adapter: 'fake', code, retryable: false });

describe('a run', () => {
  it('briefs every article, reports it, and ends with one run-end', async () => {
    const writer = memoryWriter();
    const events = await eventsOf(requestOf({ reader: tableReader({ a: NORTH, b: SOUTH }), writer }));
    expect(events.map(({ type }) => type)).toEqual(['run-start', 'article', 'article', 'run-end']);
    expect(outcomes(events)).toEqual({ a: 'written', b: 'written' });
    expect(writer.briefs.size).toBe(2);
    expect(endOf(events)).toMatchObject({ outcomes: { written: 2 }, stopped: null });
    expect(writer.report).toMatchObject({ schema: 'precis/run@1', outcomes: { written: 2 }, languages: { en: 2 } });
  });

  it('does nothing twice, and only what changed', async () => {
    const files: Files = { a: NORTH, b: SOUTH };
    const reader = tableReader(files);
    const request = requestOf({ reader });
    await eventsOf(request);
    reader.loads.length = 0;
    expect(outcomes(await eventsOf(request))).toEqual({ a: 'unchanged', b: 'unchanged' });
    expect(reader.loads).toEqual([]);

    files['b'] = SOUTH.replace('Friday', 'Sunday');
    expect(outcomes(await eventsOf(request))).toEqual({ a: 'unchanged', b: 'written' });
    // The brief of the earlier wording stands for nothing any more.
    expect((request.writer as ReturnType<typeof memoryWriter>).briefs.size).toBe(2);

    const fewer = { ...request, options: { ...request.options, maxWords: 80 } };
    expect(outcomes(await eventsOf(fewer))).toEqual({ a: 'written', b: 'written' });
    expect(outcomes(await eventsOf({ ...fewer, force: true }))).toEqual({ a: 'written', b: 'written' });
  });

  it('makes a brief again whose file is gone', async () => {
    const writer = memoryWriter();
    const request = requestOf({ reader: tableReader({ a: NORTH }), writer });
    await eventsOf(request);
    writer.briefs.clear();
    expect(outcomes(await eventsOf(request))).toEqual({ a: 'written' });
    expect(writer.briefs.size).toBe(1);
  });

  it('briefs one article under several names once, and lists them', async () => {
    const writer = memoryWriter();
    const files: Files = { a: NORTH, b: NORTH, c: NORTH };
    let summaries = 0;
    const summariser = selectAll(async () => {
      summaries += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    const request = requestOf({
      reader: tableReader(files),
      writer,
      parts: { translator: null, summariser, witness: null },
    });
    const events = await eventsOf(request);
    expect(summaries).toBe(1);
    expect(endOf(events).outcomes).toMatchObject({ written: 1, unchanged: 2 });
    const [brief] = writer.briefs.values();
    expect([brief!.article.path, ...brief!.duplicates].sort()).toEqual(['a', 'b', 'c']);

    // A copy that turns into another article leaves the brief to the others.
    files['a'] = SOUTH;
    await eventsOf(request);
    expect(writer.briefs.size).toBe(2);
    expect([...writer.briefs.values()].find(({ article }) => article.text.startsWith('North'))).toMatchObject({
      duplicates: ['c'],
      article: { path: 'b' },
    });
  });

  it('lists a near-copy with its original, also in a later run, but not an update with another figure', async () => {
    const body = Array.from(
      { length: 30 },
      (_, index) =>
        `Passengers on the ${index}th platform waited ${20 + index} minutes while the crews inspected rail number ${index}.`,
    ).join('\n');
    const original = `North Line opens a bridge\n${body}`;
    const files: Files = { a: original, b: `A bridge for the north\n${body}` };
    const writer = memoryWriter();
    const request = requestOf({ reader: tableReader(files), writer, concurrency: 1 });
    const events = await eventsOf(request);
    expect(outcomes(events)).toEqual({ a: 'written', b: 'unchanged' });
    expect(events.find((event) => event.type === 'article' && event.path === 'b')).toMatchObject({
      reason: 'nearly the same article as a',
    });
    expect([...writer.briefs.values()].map(({ duplicates }) => duplicates)).toEqual([['b']]);

    files['c'] = `Bridge opened at last\n${body}`;
    files['d'] = original.replace('waited 25 minutes', 'waited 95 minutes');
    expect(outcomes(await eventsOf(request))).toEqual({ a: 'unchanged', b: 'unchanged', c: 'unchanged', d: 'written' });
    expect([...writer.briefs.values()].find(({ article }) => article.path === 'a')!.duplicates).toEqual(['b', 'c']);
  });

  it('lets a bad input cost only itself', async () => {
    const events = await eventsOf(requestOf({ reader: tableReader({ a: NORTH, b: '!', c: SOUTH }) }));
    expect(outcomes(events)).toEqual({ a: 'written', b: 'failed', c: 'written' });
    expect(events.find((event) => event.type === 'article' && event.path === 'b')).toMatchObject({
      id: null,
      reason: 'b: cannot be read',
    });
  });

  it('skips a language that no engine can do, and takes it up when one can', async () => {
    const files: Files = { a: 'Un titre\nUne phrase sur le pont.' };
    const request = requestOf({ reader: tableReader(files, 'fr') });
    const events = await eventsOf(request);
    expect(outcomes(events)).toEqual({ a: 'skipped' });
    expect(events.find((event) => event.type === 'article')).toMatchObject({
      reason: 'no engine at hand can translate French into English',
    });
    const parts = {
      ...request.parts,
      translator: tableTranslator({ 'Un titre': 'A title', 'Une phrase sur le pont.': 'A sentence about the bridge.' }),
    };
    const again = await eventsOf({ ...request, parts });
    expect(outcomes(again)).not.toEqual({ a: 'skipped' });
  });

  it('tries again what may pass, and what will not only when asked', async () => {
    for (const [code, next] of [
      ['unavailable', 'written'],
      ['bad-response', 'failed'],
    ] as const) {
      const request = requestOf({ reader: tableReader({ a: NORTH }) });
      const broken = { ...request, parts: { ...request.parts, summariser: failing(() => adapterError(code)) } };
      expect(outcomes(await eventsOf(broken))).toEqual({ a: 'failed' });
      expect(outcomes(await eventsOf(request))).toEqual({ a: next });
      expect(outcomes(await eventsOf({ ...request, retryFailed: true }))['a']).toBe(
        next === 'written' ? 'unchanged' : 'written',
      );
    }
  });

  it('says what a failure has cost, and asks again for a stored reply only when retrying it', async () => {
    const paid = { ...NO_USAGE, requests: 1, inputTokens: 100, costUsd: 0.5 };
    let good = false;
    let sent = 0;
    const inner = selectAll();
    const summariser = {
      ...inner,
      async summarise(given: SummariseRequest, context: CallContext) {
        const stored = await context.journal.recall('key');
        if (stored === null) {
          sent += 1;
          await (await context.journal.begin('key', 'fake', paid)).settle(good ? 'good' : 'bad', paid);
        }
        if ((stored ?? (good ? 'good' : 'bad')) === 'bad') throw adapterError('bad-response');
        return inner.summarise(given, context);
      },
    };
    const request = requestOf({
      reader: tableReader({ a: NORTH }),
      parts: { translator: null, summariser, witness: null },
    });
    const first = await eventsOf(request);
    expect(first.find(({ type }) => type === 'article')).toMatchObject({ outcome: 'failed', usage: { costUsd: 0.5 } });
    expect(endOf(first).usage.costUsd).toBe(0.5);
    good = true;
    expect(outcomes(await eventsOf(request))).toEqual({ a: 'failed' });
    expect(sent).toBe(1);
    expect(outcomes(await eventsOf({ ...request, retryFailed: true }))).toEqual({ a: 'written' });
    expect(sent).toBe(2);
  });

  it('tells in its report what adapters warned of, once', async () => {
    const warning = 'deepl: its quota is used up; bergamot translated instead';
    const inner = selectAll();
    const summariser: Summariser = {
      ...inner,
      summarise: async (given, context) => ({ ...(await inner.summarise(given, context)), warnings: [warning] }),
    };
    const writer = memoryWriter();
    await eventsOf(
      requestOf({
        reader: tableReader({ a: NORTH, b: SOUTH }),
        writer,
        parts: { translator: null, summariser, witness: null },
      }),
    );
    expect(writer.report!.warnings).toEqual([warning]);
    expect([...writer.briefs.values()].map(({ warnings }) => warnings)).toEqual([[warning], [warning]]);
  });

  it('stops where every further article would fail alike', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`f${index}`, NORTH.replace('Leeds', `Place ${index}`)]),
    );
    for (const [error, by] of [
      [() => adapterError('unauthorised'), 'configuration'],
      [() => adapterError('quota'), 'service'],
      [() => new BudgetError('the budget is used up'), 'budget'],
    ] as const) {
      const parts = { translator: null, summariser: failing(error), witness: null };
      const events = await eventsOf(requestOf({ reader: tableReader(files), parts }));
      expect(endOf(events).stopped).toMatchObject({ by });
      expect(Object.keys(outcomes(events))).toEqual([]);
    }
  });

  it('says so where nothing can be kept any more', async () => {
    const inner = createMemoryStore();
    const full: Store = {
      ...inner,
      put: (key, value) =>
        key.startsWith('article/')
          ? Promise.reject(
              new AdapterError('cannot write: the disk is full', {
                adapter: 'sqlite',
                code: 'unavailable',
                retryable: false,
              }),
            )
          : inner.put(key, value),
    };
    const events = await eventsOf(
      requestOf({ reader: tableReader({ a: NORTH, b: SOUTH }), ledgerStore: full, concurrency: 1 }),
    );
    expect(endOf(events).stopped).toMatchObject({
      by: 'storage',
      reason: expect.stringContaining('disk is full') as string,
    });
  });

  it('finishes what is under way after a stop, and goes on next time', async () => {
    const stop = new AbortController();
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`f${10 + index}`, NORTH.replace('Leeds', `Place ${index}`)]),
    );
    const summariser = selectAll(async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      stop.abort();
    });
    const request = requestOf({ reader: tableReader(files), parts: { translator: null, summariser, witness: null } });
    const events = await eventsOf({ ...request, stop: stop.signal });
    expect(endOf(events).stopped).toMatchObject({ by: 'interrupt' });
    const { written } = endOf(events).outcomes;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(20);
    const rest = await eventsOf(request);
    expect(endOf(rest).outcomes).toMatchObject({ written: 20 - written, unchanged: written, failed: 0 });
  });

  it('keeps its order and its budget when the clock jumps', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2020, 3, 16) });
    try {
      const files = Object.fromEntries(
        Array.from({ length: 12 }, (_, index) => [`f${10 + index}`, NORTH.replace('Leeds', `Place ${index}`)]),
      );
      let jumps = 0;
      const summariser = selectAll(async () => {
        // Years back and forth, between articles and while their requests are under way.
        jumps += 1;
        vi.setSystemTime(Date.UTC(2020 + (jumps % 2 ? -9 : 9), 3, 16));
      });
      const paid: typeof summariser = {
        ...summariser,
        async summarise(request, context) {
          const usage = { ...NO_USAGE, requests: 1, costUsd: 0.01 };
          const ticket = await context.journal.begin(request.article.sha256, 'fake', { ...usage, costUsd: 0.02 });
          const result = await summariser.summarise(request, context);
          await ticket.settle('r', usage);
          return { ...result, usage };
        },
      };
      const request = requestOf({
        reader: tableReader(files),
        parts: { translator: null, summariser: paid, witness: null },
        concurrency: 2,
      });
      const first = await eventsOf({ ...request, maxCostUsd: 0.065 });
      expect(endOf(first).stopped).toMatchObject({ by: 'budget' });
      expect(endOf(first).elapsedMs).toBeLessThan(10_000);
      const { written } = endOf(first).outcomes;
      expect(written).toBeGreaterThan(2);
      vi.setSystemTime(Date.UTC(1999, 0, 1));
      const rest = await eventsOf({ ...request, maxCostUsd: 1 });
      expect(endOf(rest)).toMatchObject({ stopped: null, outcomes: { written: 12 - written, unchanged: written } });
      expect((await createLedger(request.ledgerStore).run())!.spentUsd).toBeCloseTo(0.12, 9);
    } finally {
      vi.useRealTimers();
    }
  });

  it('stops when its loop is left', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`f${100 + index}`, NORTH.replace('Leeds', `Place ${index}`)]),
    );
    const reader = tableReader(files);
    for await (const event of run(requestOf({ reader, concurrency: 2 }))) if (event.type === 'article') break;
    const { length } = reader.loads;
    expect(length).toBeLessThan(100);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reader.loads.length).toBe(length);
  });

  it('holds a bounded number of articles, however many there are', async () => {
    let alive = 0;
    let most = 0;
    const summariser = selectAll(async () => {
      alive += 1;
      most = Math.max(most, alive);
      await new Promise((resolve) => setImmediate(resolve));
      alive -= 1;
    });
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`f${index}`, NORTH.replace('Leeds', `Place ${index}`)]),
    );
    const events = await eventsOf(
      requestOf({ reader: tableReader(files), concurrency: 3, parts: { translator: null, summariser, witness: null } }),
    );
    expect(endOf(events).outcomes.written).toBe(300);
    expect(most).toBe(3);
  });
});

describe('after a kill', () => {
  it('counts what was in flight, and never buys a stored reply again', async () => {
    const ledgerStore = createMemoryStore();
    const cacheStore = createMemoryStore();
    const ledger = createLedger(ledgerStore);
    await ledger.recordRun({
      startedAt: '2020-04-16T00:00:00.000Z',
      endedAt: null,
      stopped: null,
      spentUsd: 0.5,
      services: {},
    });
    await ledger.takeOff('stored', { adapter: 'fake', boundUsd: 0.2, ticket: '1', at: '2020-04-16T00:00:01.000Z' });
    await cacheStore.put(
      'reply/stored',
      JSON.stringify({
        adapter: 'fake',
        reply: 'r',
        usage: { ...NO_USAGE, costUsd: 0.1 },
        ticket: '1',
        // The clock was set back meanwhile: what belongs together is told by tickets, not by time.
        at: '2019-12-31T23:59:59.000Z',
      }),
    );
    await ledger.takeOff('lost', { adapter: 'fake', boundUsd: 0.3, ticket: '2', at: '2020-04-16T00:00:02.000Z' });

    let spent = -1;
    const writer = memoryWriter();
    const events = await eventsOf(
      requestOf({ ledgerStore, cacheStore, writer, reader: tableReader({ a: NORTH }), maxCostUsd: 1 }),
    );
    expect(events.find(({ type }) => type === 'warning')).toMatchObject({
      message: expect.stringContaining('1 request was in flight') as string,
    });
    spent = (await ledger.run())!.spentUsd;
    expect(spent).toBeCloseTo(0.9, 9);
    const flights: string[] = [];
    for await (const [key] of ledger.flights()) flights.push(key);
    expect(flights).toEqual([]);
    expect((await ledger.run())!.endedAt).not.toBeNull();
  });
});
