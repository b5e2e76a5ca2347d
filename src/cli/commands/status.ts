import { existsSync } from 'node:fs';
import { openSqliteStore } from '../../adapters/stores/sqlite.ts';
import { outputFiles } from '../../config/index.ts';
import { ConfigError } from '../../core/index.ts';
import type { Outcome } from '../../core/index.ts';
import { createLedger } from '../../runner/index.ts';
import type { ArticleRecord, Flight } from '../../runner/index.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { DEFAULT_OUT, pathFrom } from '../session.ts';
import { count, dollars, paintFor, printable } from '../terminal.ts';

/** Inputs of one kind that are named one by one for people. */
const NAMED = 20;

/** `precis status [DIR]`: what an output folder remembers. Reads only, also while a run is under way. */
export async function statusCommand(
  io: Io,
  [dir = DEFAULT_OUT]: string[],
  flags: Record<string, unknown>,
): Promise<number> {
  const out = pathFrom(io, dir);
  const file = outputFiles(out).ledger;
  if (!existsSync(file)) throw new ConfigError(`${dir}: no run has written here; name the folder of --out`);
  const store = openSqliteStore(file);
  try {
    const ledger = createLedger(store);
    const outcomes: Record<Outcome, number> = { written: 0, unchanged: 0, held: 0, skipped: 0, failed: 0 };
    const problems: ArticleRecord[] = [];
    for await (const article of ledger.articles()) {
      outcomes[article.outcome] += 1;
      if (article.outcome === 'failed' || article.outcome === 'held' || article.outcome === 'skipped')
        problems.push(article);
    }
    const flights: Flight[] = [];
    for await (const [, flight] of ledger.flights()) flights.push(flight);
    const run = await ledger.run();

    if (flags['json'] === true) {
      const shown = problems.map(({ path, id, outcome, reason, language, retry }) => ({
        path,
        id,
        outcome,
        reason,
        language,
        retry,
      }));
      io.stdout.write(
        `${JSON.stringify({ done: outcomes.written, copies: outcomes.unchanged, held: outcomes.held, failed: outcomes.failed, skipped: outcomes.skipped, inFlight: flights, run, problems: shown }, null, 2)}\n`,
      );
      return EXIT.done;
    }
    const paint = paintFor(io.stdout, io.env);
    const say = (line: string) => io.stdout.write(`${line}\n`);
    say(
      `${paint.bold(count(outcomes.written, 'brief'))}, ${count(outcomes.unchanged, 'further copy', 'further copies')}, ${outcomes.held} held, ${outcomes.failed} failed, ${outcomes.skipped} skipped`,
    );
    if (run !== null) {
      say(
        `Last run: started ${run.startedAt}, ${run.endedAt === null ? 'not ended' : `ended ${run.endedAt}`}, ${dollars(run.spentUsd)} spent`,
      );
      if (run.stopped !== null) say(`Stopped before all was done: ${printable(run.stopped.reason)}`);
      for (const [name, service] of Object.entries(run.services)) {
        say(
          `  ${name}: ${count(service.requests, 'request')}, ${service.failed} failed, ${service.cacheHits} from the cache, ${dollars(service.usage.costUsd)}`,
        );
      }
    }
    if (flights.length > 0) {
      say(`In flight, or cut off by a kill: ${count(flights.length, 'request')}`);
      for (const { adapter, at, boundUsd } of flights) say(`  ${adapter}, sent ${at}, at most ${dollars(boundUsd)}`);
    }
    for (const outcome of ['held', 'failed', 'skipped'] as const) {
      const some = problems.filter((article) => article.outcome === outcome);
      if (some.length === 0) continue;
      say('');
      say(`${outcome[0]!.toUpperCase()}${outcome.slice(1)}:`);
      for (const { path, reason } of some.slice(0, NAMED)) say(`  ${printable(path)}: ${printable(reason ?? '')}`);
      if (some.length > NAMED) say(`  … and ${some.length - NAMED} more: --json lists them all`);
    }
    if (outcomes.failed > 0) say('\nFailures that may pass are taken up by the next run; --retry-failed takes up all.');
    return EXIT.done;
  } finally {
    await store.close?.();
  }
}
