import { parentPort } from 'node:worker_threads';
import { parseHtml } from './html.ts';

/** The thread of `html-pool.ts`: a page in, what was parsed out. */
// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.on('message', ({ id, html }: { id: number; html: string }) => {
  try {
    parentPort?.postMessage({ id, parsed: parseHtml(html) });
  } catch {
    parentPort?.postMessage({ id, parsed: null });
  }
});
