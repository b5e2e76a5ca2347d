import { openSqliteStore } from '../../adapters/stores/sqlite.ts';
import { outputFiles, readGlossary } from '../../config/index.ts';
import { ConfigError, messageOf } from '../../core/index.ts';
import type { Brief } from '../../core/index.ts';
import { batchReader } from '../../digest/index.ts';
import { createLedger } from '../../runner/index.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { pathFrom } from '../session.ts';
import { count, printable } from '../terminal.ts';

/** `precis serve DIR`: read and review a digest in the browser, on this machine, until Ctrl-C. */
export async function serveCommand(io: Io, [dir]: string[], flags: Record<string, unknown>): Promise<number> {
  const directory = pathFrom(io, dir!);
  const { port = 0, glossary } = flags;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError('--port takes a number from 0 to 65535');
  }
  const glossaryFile = typeof glossary === 'string' ? pathFrom(io, glossary) : join(directory, 'glossary.csv');
  if (existsSync(glossaryFile)) readGlossary(glossaryFile);

  const abort = new AbortController();
  const ended = new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve(), { once: true }));
  const close = io.onInterrupt(() => abort.abort(new DOMException('interrupted', 'AbortError')));
  const warn = (message: string) => io.stderr.write(`precis: ${printable(message)}\n`);
  try {
    // None yet is no fault: a run that has just begun adds them.
    const { briefs, problems } = await batchReader(directory).read(abort.signal);
    for (const problem of problems) warn(problem);
    const { serveDigest } = await import('../../digest/serve.ts');
    const server = await serveDigest({
      directory,
      port,
      glossaryFile,
      readGlossary,
      onChange: (brief) => remember(directory, brief, warn),
      signal: abort.signal,
      warn,
    });
    io.stderr.write(`${count(briefs.length, 'brief')}, for this machine only. Ctrl-C ends it. Open:\n`);
    io.stdout.write(`${server.url}\n`);
    await ended;
    await server.close();
    return EXIT.done;
  } finally {
    close();
  }
}

/** The ledger tells later runs and `precis status` what became of an article: a reader's decision counts there, too. */
async function remember(directory: string, brief: Brief, warn: (message: string) => void): Promise<void> {
  const file = outputFiles(directory).ledger;
  if (!existsSync(file)) return;
  try {
    const store = openSqliteStore(file);
    try {
      const ledger = createLedger(store);
      const record = await ledger.brief(brief.id);
      if (record === null) return;
      await ledger.recordBrief(brief.id, { ...record, verdict: brief.verdict });
      for (const path of record.paths) {
        const article = await ledger.article(path);
        if (article?.id !== brief.id) continue;
        const outcome =
          article.outcome === 'held' || article.outcome === 'written' ? outcomeOf(brief) : article.outcome;
        await ledger.record({ ...article, verdict: brief.verdict, outcome });
      }
    } finally {
      await store.close?.();
    }
  } catch (error) {
    warn(`the brief is written, but the ledger could not be told: ${messageOf(error)}`);
  }
}

function outcomeOf({ verdict }: Brief): 'held' | 'written' {
  return verdict === 'rejected' ? 'held' : 'written';
}
