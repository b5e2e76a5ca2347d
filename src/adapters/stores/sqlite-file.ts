import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';

/** A change of one entry: null deletes it. */
export type Change = readonly [key: string, value: string | null];

/** One connection to a file of entries. All calls block until the disk has answered. */
export interface SqliteFile {
  get(key: string): string | null;
  /** At most `limit` entries from `from` up to, not including, `end`, in the order of their keys. */
  page(from: string, end: string, limit: number): (readonly [key: string, value: string])[];
  /** All of the changes or, where it throws, none; durable when it returns. */
  commit(changes: readonly Change[]): void;
  close(): void;
}

/** @throws what SQLite throws, where the file cannot be opened or is no database */
export function openSqliteFile(file: string): SqliteFile {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout = 30000');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS entry (key TEXT NOT NULL UNIQUE, value BLOB NOT NULL)');
  const select = database.prepare('SELECT value FROM entry WHERE key = ?');
  const page = database.prepare('SELECT key, value FROM entry WHERE key >= ? AND key < ? ORDER BY key LIMIT ?');
  const upsert = database.prepare(
    'INSERT INTO entry (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM entry WHERE key = ?');
  return {
    get(key) {
      const row = select.get(key) as { value: Uint8Array } | undefined;
      return row === undefined ? null : textOf(row.value);
    },
    page(from, end, limit) {
      const rows = page.all(from, end, limit) as { key: string; value: Uint8Array }[];
      return rows.map(({ key, value }) => [key, textOf(value)] as const);
    },
    commit(changes) {
      try {
        database.exec('BEGIN IMMEDIATE');
        for (const [key, value] of changes) {
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
        throw error;
      }
    },
    close: () => database.close(),
  };
}

/** Values are kept as bytes: read as TEXT, a value would end at its first NUL. */
function textOf(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
}
