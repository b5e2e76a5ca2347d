import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { AdapterError, CONTRACT, ConfigError, messageOf } from '../../core/index.ts';
import type { Store } from '../../core/index.ts';

/**
 * The shortest time between two commits, in milliseconds. Puts that arrive meanwhile share one fsync: at 64 requests
 * in flight one fsync for each put would stand in the way of the work itself (about 800 a second, see bench/resume).
 */
const COMMIT_INTERVAL_MS = 4;

/** Rows fetched at a time by `list`, so that a long listing neither holds a lock nor fills memory. */
const PAGE = 500;

interface Pending {
  readonly key: string;
  /** Null deletes. */
  readonly value: string | null;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * A store in one SQLite file, safe against `kill -9` and shared by several processes on one machine.
 *
 * A put is durable (WAL, `synchronous=FULL`) once its promise resolves; puts made close together share one commit.
 * A read sees the puts of this process at once. Local disks only: SQLite's locks do not hold on network shares.
 *
 * @param file path of the database; its directory is made
 * @throws ConfigError where the file cannot be opened or is not a database
 */
export function openSqliteStore(file: string): Store {
  const database = open(file);
  const select = database.prepare('SELECT value FROM entry WHERE key = ?');
  const upsert = database.prepare(
    'INSERT INTO entry (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM entry WHERE key = ?');
  const page = database.prepare('SELECT key, value FROM entry WHERE key >= ? AND key < ? ORDER BY key LIMIT ?');

  let pending: Pending[] = [];
  /** What is pending, by key: the newest value wins. */
  const unwritten = new Map<string, string | null>();
  let timer: NodeJS.Timeout | null = null;
  let lastCommit = 0;
  let closed = false;

  function commit(): void {
    timer = null;
    const batch = pending;
    pending = [];
    unwritten.clear();
    if (batch.length === 0) return;
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { key, value } of batch) {
        if (value === null) remove.run(key);
        else upsert.run(key, Buffer.from(value));
      }
      database.exec('COMMIT');
    } catch (error) {
      try {
        database.exec('ROLLBACK');
      } catch {
        // No transaction was open: BEGIN itself failed.
      }
      const failure = storeError(file, error);
      for (const entry of batch) entry.reject(failure);
      return;
    } finally {
      lastCommit = performance.now();
    }
    for (const entry of batch) entry.resolve();
  }

  function enqueue(key: string, value: string | null): Promise<void> {
    if (closed) return Promise.reject(storeError(file, new Error('it is closed')));
    return new Promise((resolve, reject) => {
      pending.push({ key, value, resolve, reject });
      unwritten.set(key, value);
      timer ??= setTimeout(commit, Math.max(0, lastCommit + COMMIT_INTERVAL_MS - performance.now()));
    });
  }

  return {
    contract: CONTRACT,
    kind: 'store',
    name: 'sqlite',
    async get(key) {
      const waiting = unwritten.get(key);
      if (waiting !== undefined) return waiting;
      try {
        const row = select.get(key) as { value: Uint8Array } | undefined;
        return row === undefined ? null : textOf(row.value);
      } catch (error) {
        throw storeError(file, error);
      }
    },
    put: enqueue,
    delete: (key) => enqueue(key, null),
    async *list(prefix) {
      if (timer !== null) {
        clearTimeout(timer);
        commit();
      }
      // U+FFFF is no character: it sorts after every key with this prefix.
      const end = `${prefix}\uffff`;
      let from = prefix;
      for (;;) {
        const rows = page.all(from, end, PAGE) as { key: string; value: Uint8Array }[];
        for (const { key, value } of rows) yield [key, textOf(value)];
        if (rows.length < PAGE) return;
        // Keys hold no control characters, so nothing stands between a key and this.
        from = `${rows[rows.length - 1]!.key}\u0001`;
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      if (timer !== null) clearTimeout(timer);
      commit();
      database.close();
    },
  };
}

/** Values are kept as bytes: read as TEXT, a value would end at its first NUL. */
function textOf(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
}

type Database = InstanceType<typeof DatabaseSync>;

function open(file: string): Database {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file);
    database.exec('PRAGMA busy_timeout = 30000');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('CREATE TABLE IF NOT EXISTS entry (key TEXT NOT NULL UNIQUE, value BLOB NOT NULL)');
    return database;
  } catch (error) {
    throw new ConfigError(
      `cannot open the store ${file}: ${messageOf(error)}; make its folder writable, or move a damaged file away`,
      { cause: error },
    );
  }
}

function storeError(file: string, cause: unknown): AdapterError {
  const full = /full|ENOSPC|disk I\/O/i.test(messageOf(cause));
  return new AdapterError(
    `cannot write ${file}: ${messageOf(cause)}${full ? '; free some space on this disk, then run the same command again' : ''}`,
    { adapter: 'sqlite', code: 'unavailable', retryable: false, cause },
  );
}
