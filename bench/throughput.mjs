// Articles a second with a service of 200 ms latency, 64 requests in flight, one request an article: reading, the
// check, the ledger, the cache and the files all on. Ideal time: articles × 0.2 s / 64. After `npm run build`:
//   npm run bench -- throughput [ARTICLES]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const IN_FLIGHT = 64;
const LATENCY_S = 0.2;
const GOAL = 0.9;
const BIN = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
const SERVER = fileURLToPath(new URL('throughput-server.mjs', import.meta.url));

const PLACES = ['Leeds', 'Dover', 'Derby', 'Hull', 'Perth', 'Cardiff', 'Exeter', 'Oxford', 'York', 'Truro'];

/** About 3 KB of English prose that no other article shares. */
export function articleText(number) {
  const place = (offset) => PLACES[(number + offset) % PLACES.length];
  const lines = [`Line ${number} reopens near ${place(0)}`, ''];
  for (let part = 0; lines.join('\n').length < 3000; part += 1) {
    const base = number * 31 + part * 7;
    lines.push(
      `The operator of line ${number} spent ${base + 11} million pounds on section ${part + 1} near ${place(part)}, and ${base % 90}% of it went into rails number ${base}. Trains carry ${base * 13 + 900} passengers each day between the ${place(part + 3)} depot and stop ${base + 40}, which crews inspected for ${part + 3} months. “Nobody waits longer than ${(base % 50) + 2} minutes at platform ${base + 1},” said inspector Mary Field ${base}.`,
      '',
    );
  }
  return lines.join('\n');
}

/** Microseconds to make a file in a folder. */
function creationUs(folder) {
  const inside = mkdtempSync(join(folder, 'probe-'));
  const from = performance.now();
  for (let number = 0; number < 200; number += 1) writeFileSync(join(inside, `${number}`), '');
  return ((performance.now() - from) / 200) * 1000;
}

/**
 * A new folder for the run: 10 to 20 µs a file where it is at rest. Near where thousands of files were deleted
 * in the last five minutes (by the tests, or by this bench) ext4 takes up to 400 µs, twice an article, and the file
 * system would be measured in place of precis.
 */
function restingFolder() {
  const places = [tmpdir(), '/var/tmp', homedir(), fileURLToPath(new URL('../node_modules', import.meta.url))];
  const folders = places.flatMap((place) => {
    try {
      const folder = mkdtempSync(join(place, 'precis-bench-'));
      return [{ folder, fileUs: creationUs(folder) }];
    } catch {
      return [];
    }
  });
  if (folders.length === 0) throw new Error(`none of ${places.join(', ')} can be written`);
  const best = folders.reduce((least, other) => (other.fileUs < least.fileUs ? other : least));
  for (const { folder } of folders) if (folder !== best.folder) rmSync(folder, { recursive: true });
  return best.folder;
}

/** Resident memory of a process in MB; 0 when it has ended. */
function residentMb(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs precis over so many articles. @returns seconds, peak MB, how much higher the second half's is, CPU ms */
async function measure(articles, url, root) {
  const inputs = join(root, `in-${articles}`);
  mkdirSync(inputs);
  for (let number = 0; number < articles; number += 1) {
    writeFileSync(join(inputs, `${String(number).padStart(6, '0')}.txt`), articleText(number));
  }
  const config = join(root, 'precis.config.json');
  writeFileSync(
    config,
    JSON.stringify({ summariser: ['http', { url, concurrency: IN_FLIGHT }], concurrency: IN_FLIGHT * 6 }),
  );
  const usage = join(root, 'usage.json');
  // The process's own count of its time and memory, written when it ends.
  const probe = `data:text/javascript,import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(usage)},JSON.stringify(process.resourceUsage())))`;
  const out = join(root, `out-${articles}`);
  const child = spawn(
    process.execPath,
    ['--import', probe, BIN, 'run', inputs, '--out', out, '--config', config, '--quiet', '--format', 'none'],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, PRECIS_CACHE: join(root, `cache-${articles}`) } },
  );
  const samples = [];
  const sampling = setInterval(() => samples.push(residentMb(child.pid)), 250);
  const [code] = await once(child, 'close');
  clearInterval(sampling);
  if (code !== 0) throw new Error(`precis ended with ${code}`);
  const report = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  if (report.outcomes.written !== articles)
    throw new Error(`only ${report.outcomes.written} of ${articles} were briefed`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'));
  return {
    articles,
    seconds: report.elapsedMs / 1000,
    peakMb: maxRSS / 1024,
    growth: Math.max(...samples.slice(samples.length / 2)) / Math.max(...samples.slice(0, samples.length / 2)),
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
  };
}

export default async function throughput(argv = []) {
  const counts = argv.length > 0 ? argv.map(Number) : [2_000, 20_000];
  const root = restingFolder();
  const server = spawn(process.execPath, [SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  const url = `http://127.0.0.1:${String(port).trim()}`;
  const rows = [];
  try {
    for (const articles of counts) {
      const fileUs = creationUs(root);
      const row = { ...(await measure(articles, url, root)), fileUs };
      const ideal = (articles * LATENCY_S) / IN_FLIGHT;
      const { most } = await (await fetch(`${url}/statistics`)).json();
      rows.push({ ...row, ideal, share: ideal / row.seconds, inFlight: most });
    }
  } finally {
    server.kill();
    rmSync(root, { recursive: true, force: true });
  }
  const longest = rows.at(-1);
  return {
    table: rows.map(({ articles, seconds, ideal, share, peakMb, growth, cpuMs, inFlight, fileUs }) => ({
      articles,
      seconds: seconds.toFixed(1),
      ideal: ideal.toFixed(1),
      'of ideal': share.toFixed(2),
      'peak MB': peakMb.toFixed(0),
      'second half over first': growth.toFixed(2),
      'CPU ms/article': (cpuMs / articles).toFixed(2),
      'most in flight': inFlight,
      'µs to make a file': fileUs.toFixed(0),
    })),
    figures: { rows },
    goals: {
      ...Object.fromEntries(
        rows.map(({ articles, share }) => [
          `share of the ideal rate, ${articles} articles`,
          { wanted: `>= ${GOAL}`, value: share.toFixed(3), met: share >= GOAL },
        ]),
      ),
      // From run to run the peak differs with what V8 has not yet collected: flat is what does not grow with the articles.
      [`peak memory of the second half over the first, ${longest.articles} articles`]: {
        wanted: '<= 1.1',
        value: longest.growth.toFixed(2),
        met: longest.growth <= 1.1,
      },
    },
  };
}
