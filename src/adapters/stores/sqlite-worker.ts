import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../core/errors.ts';
import { openSqliteFile } from './sqlite-file.ts';
import type { Change, SqliteFile } from './sqlite-file.ts';

/** Answers of the thread: null for a commit that stands, else what went wrong. */
export type CommitAnswer = string | null;

// The thread of one store: waits for the disk in place of the main thread. It ends by itself when told to close.
const { file } = workerData as { readonly file: string };
let database: SqliteFile | null = null;
parentPort!.on('message', (changes: readonly Change[] | 'close') => {
  if (changes === 'close') {
    database?.close();
    parentPort!.close();
    return;
  }
  let answer: CommitAnswer = null;
  try {
    database ??= openSqliteFile(file);
    database.commit(changes);
  } catch (error) {
    answer = messageOf(error);
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(answer);
});
