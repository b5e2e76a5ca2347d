import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/stores/sqlite.ts';
import type { Brief } from '../../src/core/index.ts';
import { startBillingServer } from './billing-server.ts';
import type { BillingServer } from './billing-server.ts';
import { makeWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

const ARTICLES = 200;
const KILLS = 50;
const CONCURRENCY = 8;

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function briefs(place: Workplace): Brief[] {
  return readdirSync(place.out)
    .filter((name) => name.endsWith('.json') && name !== 'run.json')
    .map((name) => JSON.parse(readFileSync(join(place.out, name), 'utf8')) as Brief);
}

/** The titles of the articles whose replies are stored. */
async function storedTitles(place: Workplace): Promise<Set<string>> {
  const file = join(place.cache, 'replies.db');
  const titles = new Set<string>();
  if (!existsSync(file)) return titles;
  const store = openSqliteStore(file);
  for await (const [, value] of store.list('reply/')) {
    const { reply } = JSON.parse(value) as { reply: string };
    titles.add((JSON.parse(reply) as { headline: { text: string } }).headline.text);
  }
  await store.close?.();
  return titles;
}

let server: BillingServer;
beforeAll(async () => {
  server = await startBillingServer(15);
});
afterAll(() => server.close());

describe('a run of 200 articles, killed 50 times at random', () => {
  it('is resumed each time without losing or paying for anything twice', { timeout: 240_000 }, async () => {
    const next = random(20201116);
    let killed = 0;
    let repeats = 0;
    let mayRepeat = 0;
    while (killed < KILLS) {
      server.billed.clear();
      const place = makeWorkplace(ARTICLES, server.url);
      try {
        let mayRepeatHere = 0;
        const settled = new Map<string, number>();
        for (;;) {
          const run = place.run('--concurrency', String(CONCURRENCY));
          let over = false;
          const ended = run.ended.then((result) => {
            over = true;
            return result;
          });
          if (killed < KILLS) {
            // From before the stores are open to well into the work.
            await Promise.race([ended, pause(180 + next() * 420)]);
            if (!over) {
              const flying = server.inFlight();
              run.child.kill('SIGKILL');
              await ended;
              killed += 1;
              // Requests that were sent, or about to be, while the kill was on its way.
              mayRepeatHere += Math.max(flying, CONCURRENCY);
              await pause(25);
              for (const title of await storedTitles(place))
                settled.set(title, settled.get(title) ?? server.billed.get(title)!);
              continue;
            }
          }
          const { code, stderr } = await ended;
          expect(`${code} ${stderr}`).toMatch(/^0 /);
          break;
        }
        // Every article is briefed once, and every file is whole.
        const made = briefs(place);
        expect(new Set(made.map(({ article }) => article.path)).size).toBe(ARTICLES);
        expect(made).toHaveLength(ARTICLES);
        expect(readdirSync(place.out).filter((name) => name.endsWith('.md'))).toHaveLength(ARTICLES);
        // A stored reply was never bought again.
        for (const [title, billed] of settled) expect([title, server.billed.get(title)]).toEqual([title, billed]);
        const repeatsHere = [...server.billed.values()].reduce((sum, times) => sum + times - 1, 0);
        expect(repeatsHere).toBeLessThanOrEqual(mayRepeatHere);
        repeats += repeatsHere;
        mayRepeat += mayRepeatHere;
      } finally {
        place.remove();
      }
    }
    expect(killed).toBe(KILLS);
    expect(repeats).toBeLessThanOrEqual(mayRepeat);
  });
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  it('once ends the run gracefully and resumably; what is under way is finished', async () => {
    server.billed.clear();
    const place = makeWorkplace(ARTICLES, server.url);
    try {
      const run = place.run('--concurrency', String(CONCURRENCY), '--json');
      while (server.billed.size < 20) await pause(5);
      run.child.kill(signal);
      const { code, stdout } = await run.ended;
      expect(code).toBe(130);
      const end = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
        type: string;
        stopped: { by: string };
        outcomes: { written: number };
      };
      expect(end).toMatchObject({ type: 'run-end', stopped: { by: 'interrupt' } });
      // Nothing that was sent was thrown away.
      expect(end.outcomes.written).toBe(server.billed.size);
      expect((await place.run().ended).code).toBe(0);
      expect(Math.max(...server.billed.values())).toBe(1);
      expect(briefs(place)).toHaveLength(ARTICLES);
    } finally {
      place.remove();
    }
  });
});

describe('a second Ctrl-C', () => {
  it('stops at once, and the run goes on next time', async () => {
    server.billed.clear();
    const place = makeWorkplace(20, server.url);
    const honest = server.answer;
    try {
      // A service that never answers: only the second signal ends this.
      server.answer = () => {};
      const run = place.run();
      while (server.inFlight() === 0) await pause(5);
      run.child.kill('SIGINT');
      await pause(150);
      expect(run.child.exitCode).toBeNull();
      const from = performance.now();
      run.child.kill('SIGINT');
      expect((await run.ended).code).toBe(130);
      expect(performance.now() - from).toBeLessThan(5_000);
      server.answer = honest;
      expect((await place.run().ended).code).toBe(0);
      expect(briefs(place)).toHaveLength(20);
    } finally {
      server.answer = honest;
      place.remove();
    }
  });
});
