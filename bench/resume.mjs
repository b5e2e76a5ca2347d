// What the memory of a run costs. A second run over 20,000 articles that are done: seconds and memory. And a first run
// with ledger and cache on disk against one that keeps both in memory, 64 requests in flight, the two by turns so that
// a busy machine slows both: the ratio of their times. After `npm run build`:
//   npm run bench -- resume [ARTICLES DONE] [ARTICLES OF A FIRST RUN]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { articleText } from './throughput.mjs';

const IN_FLIGHT = 64;
const PAIRS = 3;
const MOST_SECONDS = 20;
const MOST_MB = 300;
const MOST_RATIO = 1.1;
const BIN = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
const SERVER = fileURLToPath(new URL('throughput-server.mjs', import.meta.url));
const FIRST_RUN = fileURLToPath(new URL('resume-first-run.mjs', import.meta.url));

function makeInputs(root, name, articles, text) {
  const inputs = join(root, name);
  mkdirSync(inputs);
  for (let number = 0; number < articles; number += 1) {
    writeFileSync(join(inputs, `${String(number).padStart(6, '0')}.txt`), text(number));
  }
  return inputs;
}

/** Short: a first run over many of them is only made so that there is something to resume. */
function shortText(number) {
  return `${articleText(number).split('\n').slice(0, 3).join('\n')}\n`;
}

async function run(argv, env) {
  const usage = join(env.PRECIS_CACHE, '..', 'usage.json');
  const probe = `data:text/javascript,import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(usage)},JSON.stringify(process.resourceUsage())))`;
  const from = performance.now();
  const child = spawn(process.execPath, ['--import', probe, ...argv], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${argv[0]} ended with ${code}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'));
  return {
    seconds: (performance.now() - from) / 1000,
    peakMb: maxRSS / 1024,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
  };
}

async function secondRun(root, articles) {
  const inputs = makeInputs(root, 'done', articles, shortText);
  const out = join(root, 'briefs');
  const argv = [BIN, 'run', inputs, '--out', out, '--concurrency', '16', '--quiet', '--format', 'none'];
  const env = { PRECIS_CACHE: join(root, 'cache') };
  await run(argv, env);
  const second = await run(argv, env);
  const { outcomes } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  if (outcomes.unchanged !== articles) throw new Error(`only ${outcomes.unchanged} of ${articles} were known`);
  return second;
}

async function firstRuns(root, articles, url) {
  const inputs = makeInputs(root, 'new', articles, articleText);
  const firstRun = async (stores, name) => {
    const env = { PRECIS_CACHE: join(root, `cache-${name}`) };
    const argv = [FIRST_RUN, inputs, join(root, `out-${name}`), url, stores, env.PRECIS_CACHE, String(IN_FLIGHT)];
    return run(argv, env);
  };
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const kept = await firstRun('sqlite', `kept-${pair}`);
    const unkept = await firstRun('memory', `unkept-${pair}`);
    pairs.push({ kept, unkept, ratio: kept.seconds / unkept.seconds });
  }
  return pairs.toSorted((a, b) => a.ratio - b.ratio);
}

export default async function resume(argv = []) {
  const [done = 20_000, fresh = 2_000] = argv.map(Number);
  const root = mkdtempSync(join(tmpdir(), 'precis-bench-'));
  const server = spawn(process.execPath, [SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(server.stdout, 'data');
    const second = await secondRun(root, done);
    const pairs = await firstRuns(root, fresh, `http://127.0.0.1:${String(port).trim()}`);
    const median = pairs[Math.floor(pairs.length / 2)];
    const row = (what, articles, { seconds, peakMb, cpuMs }) => ({
      run: what,
      articles,
      seconds: seconds.toFixed(1),
      'peak MB': peakMb.toFixed(0),
      'CPU ms/article': (cpuMs / articles).toFixed(2),
    });
    const goal = (value, most) => ({ wanted: `<= ${most}`, value: value.toFixed(2), met: value <= most });
    return {
      table: [
        row('second, all done', done, second),
        row('first, ledger and cache on disk', fresh, median.kept),
        row('first, both in memory', fresh, median.unkept),
      ],
      figures: { second, pairs },
      goals: {
        'seconds of a second run': goal(second.seconds, MOST_SECONDS),
        'peak MB of a second run': goal(second.peakMb, MOST_MB),
        'time with ledger and cache over without, median': goal(median.ratio, MOST_RATIO),
      },
    };
  } finally {
    server.kill();
    rmSync(root, { recursive: true, force: true });
  }
}
