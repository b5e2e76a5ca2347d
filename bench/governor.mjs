// Hidden limits, an outage and a long Retry-After: how much gets done, lost and wasted, and how long it takes.
// Each service runs in a process of its own; the governor with and without known limits, and p-limit with plain
// retries, meet one each.
import { fork } from 'node:child_process';
import pLimit from 'p-limit';
import { noJournal, NO_USAGE } from '../dist/core/index.js';
import { connect } from '../dist/adapters/http/index.js';

const LATENCY_MS = 300;
const JOBS = 800;
const sizes = Array.from({ length: JOBS }, (_, index) => 600 + ((index * 7919) % 1001));
const tokensInAll = sizes.reduce((sum, size) => sum + size, 0);

const scenarios = [
  {
    name: 'Retry-After 90',
    server: { inFlight: 8, block: { afterRequests: 200, forMs: 90_000 } },
    known: { concurrency: 8 },
    idealMs: Math.ceil(JOBS / 8) * LATENCY_MS + 90_000,
  },
  {
    name: '20 requests/s',
    server: { requestsPerSecond: 20 },
    known: { requestsPerMinute: 1200 },
    idealMs: (JOBS / 20) * 1000,
  },
  {
    name: '6 in flight',
    server: { inFlight: 6 },
    known: { concurrency: 6 },
    idealMs: Math.ceil(JOBS / 6) * LATENCY_MS,
  },
  {
    name: '16k tokens/s',
    server: { tokensPerSecond: 16_000 },
    known: { unitsPerMinute: 960_000 },
    idealMs: (tokensInAll / 16_000) * 1000,
  },
  {
    name: '10 s outage',
    server: { inFlight: 8, outage: { fromMs: 5000, toMs: 15_000 } },
    known: { concurrency: 8 },
    idealMs: Math.ceil(JOBS / 8) * LATENCY_MS + 10_000,
  },
  {
    name: 'all of these',
    server: { requestsPerSecond: 20, inFlight: 6, tokensPerSecond: 16_000, outage: { fromMs: 5000, toMs: 15_000 } },
    known: { requestsPerMinute: 1200, concurrency: 6, unitsPerMinute: 960_000 },
    idealMs: (tokensInAll / 16_000) * 1000 + 10_000,
  },
];

const ways = {
  'limits given': (url, scenario) => governed(url, scenario.known),
  'limits unknown': (url) => governed(url, {}),
  'p-limit with retries': (url) => plain(url),
};

export default async function bench(only) {
  const chosen = scenarios.filter((scenario) => only.length === 0 || only.some((word) => scenario.name.includes(word)));
  // Waiting is most of it: three scenarios at a time.
  const limit = pLimit(3);
  const rows = (await Promise.all(chosen.map((scenario) => limit(() => runScenario(scenario))))).flat();
  const governor = rows.filter((row) => row.way !== 'p-limit with retries');
  const worst = (way) => Math.max(...rows.filter((row) => row.way === way).map((row) => row.overIdeal));
  const lost = governor.reduce((sum, row) => sum + row.lost, 0);
  const wasted = Math.max(...governor.map((row) => row.wastedPercent));
  return {
    table: rows,
    figures: rows,
    goals: {
      'jobs lost': goal('0', lost, lost === 0 && governor.every((row) => row.done === JOBS)),
      'requests wasted, %': goal('< 3', wasted, wasted < 3),
      'time over ideal, limits given': goal('<= 1.1', worst('limits given'), worst('limits given') <= 1.1),
      'time over ideal, limits unknown': goal('<= 1.2', worst('limits unknown'), worst('limits unknown') <= 1.2),
    },
  };
}

function goal(wanted, value, met) {
  return { wanted, value, met };
}

async function runScenario(scenario) {
  return await Promise.all(
    Object.entries(ways).map(async ([way, make]) => {
      const server = fork(new URL('governor-server.mjs', import.meta.url), [
        JSON.stringify({ latencyMs: LATENCY_MS, ...scenario.server }),
      ]);
      try {
        const { port } = await message(server);
        const job = make(`http://127.0.0.1:${port}/`, scenario);
        const startedAt = performance.now();
        const results = await Promise.allSettled(sizes.map((tokens, index) => job(tokens, index)));
        const elapsedMs = performance.now() - startedAt;
        const count = message(server);
        server.send('count');
        const { requests, done } = await count;
        const fulfilled = results.filter((result) => result.status === 'fulfilled').length;
        return {
          service: scenario.name,
          way,
          done: fulfilled,
          lost: JOBS - fulfilled,
          wasted: requests - done,
          wastedPercent: Number((((requests - done) / requests) * 100).toFixed(2)),
          seconds: Number((elapsedMs / 1000).toFixed(1)),
          overIdeal: Number((elapsedMs / scenario.idealMs).toFixed(3)),
        };
      } finally {
        server.kill();
      }
    }),
  );
}

function message(child) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
  });
}

function governed(url, limits) {
  const endpoint = { adapter: 'bench', url, key: null, keyName: null, model: null, limits };
  const connection = connect(endpoint, { env: {}, offline: false });
  const context = { signal: new AbortController().signal, journal: noJournal };
  return (tokens, index) =>
    connection.ask(
      {
        url: '/',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tokens, index }),
        bound: { ...NO_USAGE, requests: 1, inputTokens: tokens },
        usageOf: (reply) => ({ ...NO_USAGE, requests: 1, inputTokens: JSON.parse(reply).tokens }),
        parse: (reply) => JSON.parse(reply),
        texts: [],
      },
      context,
    );
}

/** What many programs do: sixteen at a time, five tries, exponential backoff with jitter, no look at the headers. */
function plain(url) {
  const limit = pLimit(16);
  return (tokens, index) =>
    limit(async () => {
      for (let attempt = 0; ; attempt++) {
        const response = await fetch(url, { method: 'POST', body: JSON.stringify({ tokens, index }) });
        const body = await response.text();
        if (response.ok) return body;
        if (attempt === 4) throw new Error(`gave up after ${response.status}`);
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt * (0.5 + Math.random())));
      }
    });
}
