import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunEndEvent } from '../../src/core/index.ts';
import { honestDraft, sendJson, startBillingServer } from './billing-server.ts';
import type { BillingServer } from './billing-server.ts';
import { chance } from './faults.ts';
import { makeWorkplace } from './workplace.ts';

vi.setConfig({ testTimeout: 120_000 });

const ARTICLES = 120;
const CONCURRENCY = 8;
const KILLS = 6;
/** The prices of `makeWorkplace`, and what the summariser asks for when it is not told otherwise. */
const IN_USD = 10 / 1e6;
const OUT_USD = 20 / 1e6;
const MAX_OUTPUT = 4096;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let server: BillingServer;
let billedUsd = 0;
beforeAll(async () => {
  server = await startBillingServer(10);
  // As dear as a request can be: the cap is met where an estimate would be far below it.
  server.answer = (wire, response) => {
    const usage = { inputTokens: Buffer.byteLength(JSON.stringify(wire)), outputTokens: MAX_OUTPUT };
    billedUsd += usage.inputTokens * IN_USD + usage.outputTokens * OUT_USD;
    sendJson(response, { ...honestDraft(wire), usage });
  };
});
afterAll(() => server.close());

describe('a budget of a run that is killed again and again', () => {
  it('holds over all its parts; what remains is told, and a larger one finishes', async () => {
    const place = makeWorkplace(ARTICLES, server.url);
    const start = (cap: number) => place.run('--concurrency', String(CONCURRENCY), '--max-cost', String(cap), '--json');
    const endOf = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1)!) as RunEndEvent;
    try {
      const cap = 60 * 0.09;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const run = start(cap);
        const sent = server.billed.size;
        // In the middle of the work, at a moment that differs from kill to kill.
        while (server.billed.size < sent + 3 && run.child.exitCode === null) await pause(2);
        await pause(chance('kill', kill) * 30);
        run.child.kill('SIGKILL');
        await run.ended;
        expect(billedUsd).toBeLessThanOrEqual(cap + 1e-9);
      }
      const stopped = await start(cap).ended;
      expect(stopped.code).toBe(1);
      expect(endOf(stopped.stdout).stopped).toMatchObject({ by: 'budget' });
      expect(billedUsd).toBeLessThanOrEqual(cap + 1e-9);
      expect(billedUsd).toBeGreaterThan(cap / 3);
      expect(stopped.stderr).toMatch(/going on with the run that was begun at/);
      expect(stopped.stderr).toMatch(/\d+ of 120 articles remain/);

      // Started again with the same cap, as a supervisor would: there is nothing left to spend.
      const before = billedUsd;
      expect((await start(cap).ended).code).toBe(1);
      expect(billedUsd - before).toBeLessThan(0.1);
      expect(billedUsd).toBeLessThanOrEqual(cap + 1e-9);

      const larger = cap + ARTICLES * 0.1;
      const finished = await start(larger).ended;
      expect(`${finished.code} ${finished.stderr}`).toMatch(/^0 /);
      expect(billedUsd).toBeLessThanOrEqual(larger);

      // A run that came to its end is over: the next one has its budget to itself.
      server.billed.clear();
      const forced = await place.run('--force', '--max-cost', '0.5', '--json').ended;
      expect(endOf(forced.stdout).stopped).toMatchObject({ by: 'budget' });
      expect(server.billed.size).toBeGreaterThan(0);
    } finally {
      place.remove();
    }
  });
});
