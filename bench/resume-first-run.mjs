// One run of bench/resume, as a process of its own: the command line's parts, with its stores or with stores in memory.
import { join } from 'node:path';
import { fileReader } from '../dist/adapters/readers/files.js';
import { createMemoryStore } from '../dist/adapters/stores/memory.js';
import { openSqliteStore } from '../dist/adapters/stores/sqlite.js';
import { httpSummariserDefinition } from '../dist/adapters/summarisers/http.js';
import { createFileWriter } from '../dist/adapters/writers/files.js';
import { createWorkbench, run } from '../dist/runner/index.js';

const [inputs, out, url, stores, cache, inFlight] = process.argv.slice(2);
const concurrency = Number(inFlight);
const open = (file) => (stores === 'memory' ? createMemoryStore() : openSqliteStore(file));
const ledgerStore = open(join(out, '.precis', 'ledger.db'));
const cacheStore = open(join(cache, 'replies.db'));
const setting = { env: {}, offline: false, modelDirectory: cache, prices: { asOf: '2026-01-01', prices: {} } };
const summariser = await httpSummariserDefinition.create({ url, concurrency }, setting);
const workbench = createWorkbench();
for await (const event of run({
  inputs: [inputs],
  reader: fileReader({ compose: workbench.compose }),
  workbench,
  writer: createFileWriter(out),
  parts: { translator: null, summariser, witness: null },
  options: { route: 'auto', maxWords: 160, glossary: null },
  ledgerStore,
  cacheStore,
  out,
  concurrency: concurrency * 2,
  maxCostUsd: null,
  force: false,
  retryFailed: false,
})) {
  if (event.type === 'run-end' && event.stopped !== null) throw new Error(event.stopped.reason);
}
await workbench.close();
await ledgerStore.close?.();
await cacheStore.close?.();
