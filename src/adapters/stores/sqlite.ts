import { existsSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AdapterError, CONTRACT, ConfigError, messageOf } from '../../core/index.ts';
import type { Store } from '../../core/index.ts';
import { openSqliteFile } from './sqlite-file.ts';
import type { Change, SqliteFile } from './sqlite-file.ts';
import type { CommitAnswer } from './sqlite-worker.ts';

/** Rows fetched at a time by `list`, so that a long listing neither holds a lock nor fills memory. */
const PAGE = 500;

/**
 * The compiled thread stands beside this file in `dist`. Under vitest this file is TypeScript, which a worker thread of
 * Node 20 cannot run; then commits block the main thread, and are the same otherwise.
 */
const WORKER = new URL('./sqlite-worker.js', import.meta.url);

/**
 * Milliseconds from the begin of one commit to that of the next. A commit costs about the same for one put as for twenty,
 * and nobody is kept by it for long: requests are made ready before their turn.
 */
const BETWEEN_COMMITS_MS = 10;

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * A store in one SQLite file, safe against `kill -9` and shared by several processes on one machine.
 *
 * A put is durable (WAL, `synchronous=FULL`) once its promise resolves. One commit is under way at a time, in a thread
 * of its own, and carries all puts that arrived during the one before: at 64 requests in flight one fsync for each put
 * would stand in the way of the work itself (about 800 a second, see bench/resume). Puts made in one turn of the event
 * loop are in one commit, so they hold together or not at all. A read sees the puts of this process at once. Local
 * disks only: SQLite's locks do not hold on network shares.
 *
 * @param file path of the database; its directory is made
 * @throws ConfigError where the file cannot be opened or is not a database
 */
export function openSqliteStore(file: string): Store {
  const database = open(file);
  const committer = createCommitter(file, database);
  /** What is not committed yet, by key: the newest value, and how many commits with this key are to come. */
  const unwritten = new Map<string, { value: string | null; pending: number }>();
  let next = new Map<string, string | null>();
  let waiting: Waiter[] = [];
  let underWay: Promise<void> | null = null;
  let begunAt = -Infinity;
  let closed = false;

  async function commitAll(): Promise<void> {
    // The puts of this turn first.
    await setImmediate();
    while (next.size > 0) {
      const restMs = begunAt + BETWEEN_COMMITS_MS - performance.now();
      if (restMs > 0 && !closed) await setTimeout(restMs);
      begunAt = performance.now();
      const changes = [...next];
      const waiters = waiting;
      next = new Map();
      waiting = [];
      let failure: AdapterError | null = null;
      try {
        await committer.commit(changes);
      } catch (error) {
        failure = storeError(file, error);
      }
      for (const [key] of changes) {
        const entry = unwritten.get(key)!;
        entry.pending -= 1;
        if (entry.pending === 0) unwritten.delete(key);
      }
      for (const waiter of waiters) {
        if (failure === null) waiter.resolve();
        else waiter.reject(failure);
      }
    }
    underWay = null;
  }

  function enqueue(key: string, value: string | null): Promise<void> {
    if (closed) return Promise.reject(storeError(file, new Error('it is closed')));
    return new Promise((resolve, reject) => {
      const commits = (unwritten.get(key)?.pending ?? 0) + (next.has(key) ? 0 : 1);
      unwritten.set(key, { value, pending: commits });
      next.set(key, value);
      waiting.push({ resolve, reject });
      underWay ??= commitAll();
    });
  }

  return {
    contract: CONTRACT,
    kind: 'store',
    name: 'sqlite',
    async get(key) {
      const entry = unwritten.get(key);
      if (entry !== undefined) return entry.value;
      try {
        return database.get(key);
      } catch (error) {
        throw storeError(file, error);
      }
    },
    put: enqueue,
    delete: (key) => enqueue(key, null),
    async *list(prefix) {
      await underWay;
      // U+FFFF is no character: it sorts after every key with this prefix.
      const end = `${prefix}\uffff`;
      let from = prefix;
      for (;;) {
        const rows = database.page(from, end, PAGE);
        yield* rows;
        if (rows.length < PAGE) return;
        // Keys hold no control characters, so nothing stands between a key and this.
        from = `${rows[rows.length - 1]![0]}\u0001`;
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      await underWay;
      await committer.close();
      database.close();
    },
  };
}

interface Committer {
  /** Rejects with what SQLite said; then nothing of it stands. */
  commit(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * The thread starts with the first commit: whoever only reads needs none. Until it is there, which takes longer than
 * some commits, they are made in place.
 */
function createCommitter(file: string, database: SqliteFile): Committer {
  if (!existsSync(fileURLToPath(WORKER))) {
    return { commit: async (changes) => database.commit(changes), close: async () => {} };
  }
  let worker: Worker | null = null;
  let online = false;
  let dead: Error | null = null;
  let waiter: Waiter | null = null;
  let ended: () => void = () => {};

  function settle(error: Error | null): void {
    const settled = waiter;
    waiter = null;
    worker?.unref();
    if (error === null) settled?.resolve();
    else settled?.reject(error);
  }
  function start(): Worker {
    const thread = new Worker(WORKER, { workerData: { file } });
    thread.on('online', () => (online = true));
    // A commit in place may be all that there was to do.
    thread.unref();
    thread.on('message', (answer: CommitAnswer) => settle(answer === null ? null : new Error(answer)));
    thread.on('error', (error: Error) => settle((dead = error)));
    thread.on('exit', () => {
      dead ??= new Error('its thread has ended');
      settle(dead);
      ended();
    });
    return thread;
  }

  return {
    commit: (changes) =>
      new Promise((resolve, reject) => {
        if (dead !== null) {
          reject(dead);
          return;
        }
        worker ??= start();
        if (!online) {
          database.commit(changes);
          resolve();
          return;
        }
        waiter = { resolve, reject };
        worker.ref();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage(changes);
      }),
    async close() {
      const thread = worker;
      if (thread === null || dead !== null) return;
      thread.ref();
      await new Promise<void>((resolve) => {
        ended = resolve;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        thread.postMessage('close');
      });
    },
  };
}

function open(file: string): SqliteFile {
  try {
    return openSqliteFile(file);
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
