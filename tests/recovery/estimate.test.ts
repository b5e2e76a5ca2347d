import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunEndEvent } from '../../src/core/index.ts';
import { honestDraft, sendJson, startBillingServer } from './billing-server.ts';
import type { BillingServer } from './billing-server.ts';
import { makeWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

// Each test starts several processes.
vi.setConfig({ testTimeout: 60_000 });

const ARTICLES = 12;

let server: BillingServer;
let place: Workplace;
beforeAll(async () => {
  server = await startBillingServer(2);
});
afterAll(() => server.close());
beforeEach(() => {
  server.billed.clear();
  server.answer = (wire, response) => sendJson(response, honestDraft(wire));
  place = makeWorkplace(ARTICLES, server.url);
});
afterEach(() => place.remove());

const requests = () => [...server.billed.values()].reduce((sum, times) => sum + times, 0);
const endOf = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1)!) as RunEndEvent;

interface Estimate {
  readonly articles: number;
  readonly done: number;
  readonly cached: number;
  readonly expected: { readonly requests: number; readonly costUsd: number };
  readonly mostUsd: number;
}

describe('an estimate', () => {
  it('sends and writes nothing, bounds what a run then costs, and the run tells how far off it was', async () => {
    const flags = ['--out', place.out, '--summariser', 'http', '--json'];
    for (const argv of [['estimate'], ['run', '--dry-run']]) {
      const { code, stdout } = await place.start(argv[0]!, place.inputs, ...argv.slice(1), ...flags).ended;
      expect([argv, code]).toEqual([argv, 0]);
      const estimate = JSON.parse(stdout) as Estimate;
      expect(estimate).toMatchObject({ articles: ARTICLES, expected: { requests: ARTICLES } });
    }
    expect(requests()).toBe(0);
    expect(existsSync(place.out)).toBe(false);
    expect(existsSync(place.cache)).toBe(false);

    const said = JSON.parse((await place.start('estimate', place.inputs, ...flags).ended).stdout) as Estimate;
    const run = await place.run('--json').ended;
    const end = endOf(run.stdout);
    expect(end.usage.costUsd).toBeGreaterThan(0);
    expect(end.usage.costUsd).toBeLessThanOrEqual(said.mostUsd);
    // 100 tokens in and 50 out at 10 and 20 dollars a million.
    expect(end.estimate).toMatchObject({ articles: ARTICLES, costUsd: expect.closeTo(ARTICLES * 0.002, 9) as number });
    // What the run says of the estimate is what the estimate did say.
    expect(end.estimate!.expectedUsd).toBeCloseTo(said.expected.costUsd, 6);
    expect((JSON.parse(readFileSync(join(place.out, 'run.json'), 'utf8')) as RunEndEvent).estimate).toEqual(
      end.estimate,
    );
    expect(run.stderr).toMatch(/12 articles paid for: an estimate would have said \$\S+ for \$0\.0240, \d+ % too/);

    const after = JSON.parse((await place.start('estimate', place.inputs, ...flags).ended).stdout) as Estimate;
    expect(after).toMatchObject({ articles: ARTICLES, done: ARTICLES, mostUsd: 0 });
    const elsewhere = join(place.root, 'other');
    const cached = await place.start('estimate', place.inputs, '--out', elsewhere, '--summariser', 'http', '--json')
      .ended;
    expect(JSON.parse(cached.stdout)).toMatchObject({ done: 0, cached: ARTICLES, mostUsd: 0 });
    expect(requests()).toBe(ARTICLES);
  });
});

describe('an estimate of a slow service', () => {
  it('tells the time at its limits, and does not take that time itself', async () => {
    const config = join(place.root, 'slow.config.json');
    const limits = { url: server.url, requestsPerMinute: 6, concurrency: 1 };
    writeFileSync(config, JSON.stringify({ summariser: ['http', limits] }));
    const from = performance.now();
    const { code, stdout } = await place.start('estimate', place.inputs, '--config', config, '--json').ended;
    expect(code).toBe(0);
    expect(performance.now() - from).toBeLessThan(15_000);
    expect(JSON.parse(stdout)).toMatchObject({ articles: ARTICLES, minutes: { http: 2 } });
    const text = (await place.start('estimate', place.inputs, '--config', config).ended).stdout;
    expect(text).toMatch(/http: 12 requests · .* · 2 min 0 s at its limits/);
    expect(requests()).toBe(0);
  });
});

describe('a second run', () => {
  it('buys nothing; with --force, or another output, the replies are bought again or taken from the cache', async () => {
    await place.run().ended;
    expect(requests()).toBe(ARTICLES);
    expect(endOf((await place.run('--json').ended).stdout).outcomes.unchanged).toBe(ARTICLES);
    expect(requests()).toBe(ARTICLES);
    const other = await place.start(
      'run',
      place.inputs,
      '--out',
      join(place.root, 'other'),
      '--summariser',
      'http',
      '--format',
      'none',
      '--json',
    ).ended;
    expect(endOf(other.stdout)).toMatchObject({
      outcomes: { written: ARTICLES },
      usage: { costUsd: 0 },
      estimate: null,
    });
    expect(requests()).toBe(ARTICLES);
    const forced = endOf((await place.run('--force', '--json').ended).stdout);
    expect(forced.outcomes.written).toBe(ARTICLES);
    expect(requests()).toBe(2 * ARTICLES);
    expect(forced.usage.costUsd).toBeCloseTo(ARTICLES * 0.002, 9);
  });

  it('status tells what was done and why something failed; failures are taken up when asked to', async () => {
    server.answer = (wire, response) => {
      if (wire.article.title!.startsWith('Line 3 ')) response.writeHead(400).end('{"error":"no such thing"}');
      else if (wire.article.title!.startsWith('Line 5 ')) response.end('<html>');
      else sendJson(response, honestDraft(wire));
    };
    expect((await place.run().ended).code).toBe(1);
    const status = async () => {
      const { stdout } = await place.start('status', place.out, '--json').ended;
      return JSON.parse(stdout) as {
        done: number;
        failed: number;
        problems: { path: string; reason: string }[];
        run: { spentUsd: number; services: Record<string, { requests: number; failed: number }> };
      };
    };
    const first = await status();
    expect(first).toMatchObject({ done: ARTICLES - 2, failed: 2, inFlight: [] });
    const reasons = Object.fromEntries(first.problems.map(({ path, reason }) => [path.slice(-8, -4), reason]));
    expect(reasons).toMatchObject({
      '0003': expect.stringContaining('refused the request (400: no such thing)') as string,
      '0005': expect.stringContaining('not JSON') as string,
    });
    // Asked twice for what was no JSON; both askings were charged, the refusal was not.
    expect(first.run.services['http']).toMatchObject({ requests: ARTICLES + 1, failed: 1 });
    const text = (await place.start('status', place.out).ended).stdout;
    expect(text).toMatch(/10 briefs, 0 further copies, 0 held, 2 failed/);
    expect(text).toMatch(/http: 13 requests, 1 failed, 0 from the cache, \$\d/);
    expect(text).toMatch(/article-0003\.txt: http: .*400/);

    server.answer = (wire, response) => sendJson(response, honestDraft(wire));
    const before = requests();
    expect((await place.run('--retry-failed').ended).code).toBe(0);
    expect(requests()).toBe(before + 2);
    expect(await status()).toMatchObject({ done: ARTICLES, failed: 0, problems: [] });
  });
});
