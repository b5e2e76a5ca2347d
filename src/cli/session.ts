import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { createFileWriter } from '../adapters/writers/files.ts';
import { lockFolder } from '../adapters/stores/lock.ts';
import { openSqliteStore } from '../adapters/stores/sqlite.ts';
import { directories, loadSettings, outputFiles } from '../config/index.ts';
import type { Settings } from '../config/index.ts';
import type { Store, Writer } from '../core/index.ts';
import type { Io } from './io.ts';

/** Flags that are settings, by their names in commander. */
const SETTINGS = [
  'out',
  'translator',
  'summariser',
  'route',
  'from',
  'maxWords',
  'glossary',
  'concurrency',
  'failOn',
  'offline',
] as const;

/** Settings of one invocation; flags win. */
export function settingsFrom(io: Io, flags: Readonly<Record<string, unknown>>): Promise<Settings> {
  const given: Record<string, unknown> = {};
  for (const key of SETTINGS) if (flags[key] !== undefined) given[key] = flags[key];
  if (flags['maxCost'] !== undefined) given['maxCostUsd'] = flags['maxCost'];
  return loadSettings({
    flags: given,
    env: io.env,
    cwd: io.cwd,
    file: flags['config'] as string | undefined,
    userDirectory: directories(io.env).config,
  });
}

export function pathFrom(io: Io, path: string): string {
  return isAbsolute(path) ? path : resolve(io.cwd, path);
}

export const DEFAULT_OUT = 'briefs';

/** Everything that one output folder keeps, opened for one run. */
export interface OutputSession {
  readonly writer: Writer;
  readonly ledgerStore: Store;
  readonly cacheStore: Store;
  close(): Promise<void>;
}

/** @throws ConfigError where another run has the folder, or it cannot be written */
export async function openOutput(io: Io, out: string): Promise<OutputSession> {
  const files = outputFiles(out);
  const lock = lockFolder(files.lock);
  const opened: Store[] = [];
  const close = async () => {
    for (const store of opened) await store.close?.();
    lock.release();
  };
  try {
    const ledgerStore = openSqliteStore(files.ledger);
    opened.push(ledgerStore);
    const cacheStore = openSqliteStore(usableCache(io, dirname(files.ledger)));
    opened.push(cacheStore);
    return { writer: createFileWriter(out), ledgerStore, cacheStore, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The cache of this user; beside the ledger where that cannot be written (a container or a cron job without a home),
 * unless it was named.
 */
function usableCache(io: Io, beside: string): string {
  const file = cacheFile(io);
  if (io.env['PRECIS_CACHE'] !== undefined) return file;
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
    return file;
  } catch {
    io.stderr.write(
      `precis: ${dirname(file)} cannot be written, so replies are kept in ${beside}, for this output alone; PRECIS_CACHE names another folder\n`,
    );
    return join(beside, 'replies.db');
  }
}

/** Replies already paid for, of all outputs of this user. */
export function cacheFile(io: Io): string {
  return join(directories(io.env).cache, 'replies.db');
}
