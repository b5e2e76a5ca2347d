import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { ConfigError, messageOf } from '../../core/index.ts';

/** Held by one process until it releases it or dies. */
export interface Lock {
  release(): void;
}

/**
 * Takes a folder for one run. The lock is the operating system's, through SQLite: it vanishes with the process, also
 * at `kill -9`, so there is never a stale one to judge. Who holds it stands beside it, for the message only.
 *
 * @param file path of the lock's database
 * @throws ConfigError naming who holds it
 */
export function lockFolder(file: string): Lock {
  const holder = `${file}.holder`;
  let database: InstanceType<typeof DatabaseSync>;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file);
  } catch (error) {
    throw unwritable(file, error);
  }
  try {
    database.exec('PRAGMA busy_timeout = 500');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!/locked|busy/i.test(messageOf(error))) {
      throw unwritable(file, error);
    }
    throw new ConfigError(
      `another run is writing into this folder (${readHolder(holder)}); wait until it has ended, or name another folder with --out`,
    );
  }
  try {
    writeFileSync(holder, `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}\n`);
  } catch {
    // Only the message of a second run would be poorer.
  }
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function unwritable(file: string, cause: unknown): ConfigError {
  const { code } = cause as NodeJS.ErrnoException;
  const because =
    code === 'ENOSPC'
      ? 'the disk is full'
      : code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file stands in its place'
        : messageOf(cause);
  return new ConfigError(
    `cannot write ${dirname(file)}: ${because}; change its permissions, or name another folder with --out`,
    { cause },
  );
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'its process is not known';
  }
}
