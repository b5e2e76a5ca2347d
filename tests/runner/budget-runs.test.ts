import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRACT, NO_USAGE } from '../../src/core/index.ts';
import type { RunEndEvent, RunEvent, Summariser, Usage } from '../../src/core/index.ts';
import { forgetLanes } from '../../src/adapters/http/governor.ts';
import { createMemoryStore } from '../../src/adapters/stores/memory.ts';
import { httpSummariserDefinition } from '../../src/adapters/summarisers/http.ts';
import { createLedger } from '../../src/runner/index.ts';
import { eventsOf, outcomes, requestOf, tableReader } from './fakes.ts';
import type { Files } from './fakes.ts';

const CONCURRENCY = 64;
const ARTICLES = 80;
const NANO = 1e9;

/** Numbers that look random and are the same in every run of the tests (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const files: Files = Object.fromEntries(
  Array.from({ length: ARTICLES }, (_, index) => [
    `f${100 + index}`,
    `Line ${index} opens\nLine ${index} opened near stop ${index + 500} for ${index * 3 + 700} people.\n`,
  ]),
);

const endOf = (events: readonly RunEvent[]) => events.at(-1) as RunEndEvent;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Ledgered {
  /** What the service has charged, in billionths of a dollar, whatever its caller knows of it. */
  billedNano: number;
  /** The most that one request may cost, in dollars. */
  boundUsd: number;
}

/** A paid summariser whose requests cost anything up to their bound; some fail, with or without being charged. */
function paidSummariser(next: () => number, bill: Ledgered): Summariser {
  return {
    contract: CONTRACT,
    kind: 'summariser',
    name: 'paid',
    signature: 'paid@1',
    sendsTextTo: 'paid.example',
    method: 'abstractive',
    limits: { tokensPerCall: 1e6 },
    supports: async () => true,
    async summarise({ article, segments }, { journal }) {
      const claim = (segment: number) => {
        const { start, end } = article.segments[segment]!;
        return { text: segments[segment]!, evidence: [{ segment, start, end }] };
      };
      for (let attempt = 1; ; attempt += 1) {
        const key = `${article.sha256}/${attempt}`;
        const usage = (costUsd: number): Usage => ({ ...NO_USAGE, requests: 1, costUsd });
        if ((await journal.recall(key)) === null) {
          const boundUsd = bill.boundUsd * (0.5 + next() / 2);
          const ticket = await journal.begin(key, 'paid', usage(boundUsd));
          const kind = next();
          const cost = boundUsd * (next() < 0.2 ? 1 : next());
          await pause(Math.floor(next() * 3));
          if (kind < 0.15 && attempt < 4) {
            await ticket.release();
            continue;
          }
          bill.billedNano += cost * NANO;
          if (kind < 0.3 && attempt < 4) {
            await ticket.abandon();
            continue;
          }
          await ticket.settle('done', usage(cost));
        }
        const draft = { language: 'en', headline: claim(0), claims: [claim(1)] };
        return { draft, usage: NO_USAGE, warnings: [], prompt: null };
      }
    },
  };
}

describe('a budget, with 64 articles in flight', () => {
  it(
    'is never exceeded by a cent in 100 random runs, each gone on with until all is done',
    { timeout: 60_000 },
    async () => {
      let stops = 0;
      for (let number = 1; number <= 100; number += 1) {
        const next = random(number);
        const bill: Ledgered = { billedNano: 0, boundUsd: 0.002 + next() * 0.05 };
        const parts = { translator: null, summariser: paidSummariser(next, bill), witness: null };
        const request = requestOf({ reader: tableReader(files), parts, concurrency: CONCURRENCY });
        const ledger = createLedger(request.ledgerStore);
        // From less than one request to more than all of them.
        let maxCostUsd = bill.boundUsd * ARTICLES * next() * 0.8;
        for (let resumed = 0; ; resumed += 1) {
          const events = await eventsOf({ ...request, maxCostUsd });
          const { spentUsd, stopped } = (await ledger.run())!;
          expect(bill.billedNano / NANO).toBeLessThanOrEqual(maxCostUsd + 1e-9);
          // What is written down is never less than what was charged.
          expect(spentUsd).toBeGreaterThanOrEqual(bill.billedNano / NANO - 1e-9);
          expect(spentUsd).toBeLessThanOrEqual(maxCostUsd + 1e-9);
          const end = endOf(events);
          if (end.stopped === null) {
            expect(Object.values(outcomes(events)).filter((outcome) => outcome === 'failed')).toEqual([]);
            expect(Object.keys(outcomes(events))).toHaveLength(ARTICLES);
            break;
          }
          stops += 1;
          expect(end.stopped).toMatchObject({ by: 'budget', reason: expect.stringMatching(/budget of \$/) as string });
          expect(stopped).toEqual(end.stopped);
          if (resumed === 0) {
            // The same cap again: what is left of it may do for requests with smaller bounds than the one that did
            // not fit, now and then for all that were missing; the cap still holds over both.
            const again = await eventsOf({ ...request, maxCostUsd });
            const { stopped: stoppedAgain } = endOf(again);
            expect(stoppedAgain?.by ?? 'nothing').toBe(
              Object.values(outcomes(again)).length === ARTICLES ? 'nothing' : 'budget',
            );
            expect(bill.billedNano / NANO).toBeLessThanOrEqual(maxCostUsd + 1e-9);
            // A run that is through has no budget to hand on: the next one would start at nothing spent.
            if (stoppedAgain === null) break;
          }
          expect(resumed).toBeLessThan(40);
          maxCostUsd = maxCostUsd * 1.5 + bill.boundUsd;
        }
      }
      expect(stops).toBeGreaterThan(50);
    },
  );

  describe('spent at a service over HTTP', () => {
    /** Dollars for a token in and a token out. */
    const PRICE = { inputPerMillionTokens: 10, outputPerMillionTokens: 20 };
    const MAX_OUTPUT = 200;
    let next = random(1);
    let billedUsd = 0;
    let server: Server;
    let url: string;
    beforeAll(async () => {
      server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8');
        request.on('data', (chunk: string) => (body += chunk));
        request.on('end', () => {
          const { segments } = JSON.parse(body) as { segments: { id: number; text: string }[] };
          const usage = {
            inputTokens: Math.floor(next() * Buffer.byteLength(body)),
            outputTokens: Math.floor(next() * MAX_OUTPUT),
          };
          billedUsd +=
            (usage.inputTokens * PRICE.inputPerMillionTokens + usage.outputTokens * PRICE.outputPerMillionTokens) / 1e6;
          const kind = next();
          if (kind < 0.05) {
            response.destroy();
            return;
          }
          if (kind < 0.1) {
            response.writeHead(500).end();
            return;
          }
          const claim = ({ id, text }: { id: number; text: string }) => ({ text, evidence: [id] });
          const reply = { headline: claim(segments[0]!), claims: segments.slice(1).map(claim), usage };
          setTimeout(() => response.end(JSON.stringify(reply)), next() * 4);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it('covers what the service charges, answered or not', { timeout: 60_000 }, async () => {
      let stops = 0;
      for (let number = 1; number <= 8; number += 1) {
        next = random(1000 + number);
        billedUsd = 0;
        forgetLanes();
        const summariser = await httpSummariserDefinition.create(
          { url, concurrency: CONCURRENCY, maxOutputTokens: MAX_OUTPUT },
          {
            env: {},
            offline: false,
            modelDirectory: '/nowhere',
            prices: { asOf: '2026-01-01', prices: { http: PRICE } },
          },
        );
        const request = requestOf({
          reader: tableReader(files),
          parts: { translator: null, summariser, witness: null },
          concurrency: CONCURRENCY,
          cacheStore: createMemoryStore(),
        });
        const maxCostUsd = 0.02 + next() * 0.4;
        const events = await eventsOf({ ...request, maxCostUsd });
        const { spentUsd } = (await createLedger(request.ledgerStore).run())!;
        expect(billedUsd).toBeLessThanOrEqual(maxCostUsd + 1e-9);
        expect(spentUsd).toBeGreaterThanOrEqual(billedUsd - 1e-9);
        if (endOf(events).stopped !== null) {
          stops += 1;
          expect(endOf(events).stopped).toMatchObject({ by: 'budget' });
          const rest = await eventsOf({ ...request, maxCostUsd: 100 });
          expect(endOf(rest).stopped).toBeNull();
          expect(Object.keys(outcomes(rest))).toHaveLength(ARTICLES);
        }
      }
      expect(stops).toBeGreaterThan(3);
    });
  });
});
