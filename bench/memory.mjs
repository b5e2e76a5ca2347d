// Memory of a run over a folder of 100,000 articles, and how soon the first brief is there. The summariser is a fake in
// this process that takes no time, so that the rest of the chain goes as fast as it can: reading, checks, ledger, cache,
// files, and the index of copies, which grows by about 1.4 KB an article. After `npm run build`:
//   npm run bench -- memory [ARTICLES BRIEFED] [ARTICLES IN THE FOLDER]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileReader } from '../dist/adapters/readers/files.js';
import { openSqliteStore } from '../dist/adapters/stores/sqlite.js';
import { createFileWriter } from '../dist/adapters/writers/files.js';
import { createWorkbench, run } from '../dist/runner/index.js';
import { articleText } from './throughput.mjs';

const SAMPLES = 10;
const MOST_GROWTH = 1.5;
const FIRST_BRIEF_S = 5;

/** The first sentences, each with itself as evidence. */
const summariser = {
  contract: 1,
  kind: 'summariser',
  name: 'fake',
  signature: 'fake',
  sendsTextTo: null,
  method: 'abstractive',
  limits: { tokensPerCall: 1e6 },
  supports: async () => true,
  async summarise({ article, segments }) {
    const claim = (segment) => {
      const { start, end } = article.segments[segment];
      return { text: segments[segment], evidence: [{ segment, start, end }] };
    };
    const draft = { language: 'en', headline: claim(0), claims: [1, 2, 3, 4].map(claim) };
    const usage = { requests: 0, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 };
    return { draft, usage, warnings: [], prompt: null };
  },
};

export default async function memory(argv = []) {
  const [briefed = 20_000, articles = 100_000] = argv.map(Number);
  const root = mkdtempSync(join(tmpdir(), 'precis-bench-'));
  const inputs = join(root, 'in');
  mkdirSync(inputs);
  for (let number = 0; number < articles; number += 1) {
    writeFileSync(join(inputs, `${String(number).padStart(6, '0')}.txt`), articleText(number));
  }
  const ledgerStore = openSqliteStore(join(root, 'out', '.precis', 'ledger.db'));
  const cacheStore = openSqliteStore(join(root, 'replies.db'));
  const workbench = createWorkbench();
  const rows = [];
  const from = performance.now();
  let done = 0;
  let firstSeconds = 0;
  try {
    for await (const event of run({
      inputs: [inputs],
      reader: fileReader({ compose: workbench.compose }),
      writer: createFileWriter(join(root, 'out')),
      parts: { translator: null, summariser, witness: null },
      options: { route: 'auto', maxWords: 160, glossary: null },
      ledgerStore,
      cacheStore,
      out: join(root, 'out'),
      concurrency: 64,
      maxCostUsd: null,
      force: false,
      retryFailed: false,
      workbench,
    })) {
      if (event.type !== 'article') continue;
      if (event.outcome !== 'written') throw new Error(`${event.path}: ${event.outcome}: ${event.reason}`);
      done += 1;
      const seconds = (performance.now() - from) / 1000;
      if (done === 1) firstSeconds = seconds;
      if (done % Math.ceil(briefed / SAMPLES) === 0) {
        const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
        rows.push({
          articles: done,
          seconds,
          rssMb: rss / 2 ** 20,
          heapMb: heapUsed / 2 ** 20,
          outsideMb: (external + arrayBuffers) / 2 ** 20,
        });
      }
      if (done === briefed) break;
    }
  } finally {
    await workbench.close();
    await ledgerStore.close();
    await cacheStore.close();
    rmSync(root, { recursive: true, force: true });
  }
  // The first tenth is the time in which heaps and caches fill.
  const growth = rows.at(-1).rssMb / rows[0].rssMb;
  return {
    table: rows.map(({ articles: number, seconds, rssMb, heapMb, outsideMb }) => ({
      articles: number,
      seconds: seconds.toFixed(1),
      'RSS MB': rssMb.toFixed(0),
      'heap MB': heapMb.toFixed(0),
      'outside MB': outsideMb.toFixed(0),
    })),
    figures: { rows, firstSeconds },
    goals: {
      'seconds to the first brief': {
        wanted: `<= ${FIRST_BRIEF_S}`,
        value: firstSeconds.toFixed(2),
        met: firstSeconds <= FIRST_BRIEF_S,
      },
      'memory at the end over that after a tenth': {
        wanted: `<= ${MOST_GROWTH}`,
        value: growth.toFixed(2),
        met: growth <= MOST_GROWTH,
      },
    },
  };
}
