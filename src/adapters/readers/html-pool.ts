import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ParsedInput } from './format.ts';
import { plainPage, type PageParser } from './html-format.ts';

/** Pages up to this many characters are parsed in place: tens of milliseconds, less than a thread's start. */
const IN_PLACE = 50_000;
const THREADS = 2;
const HEAP_MB = 1_024;

/**
 * The compiled worker stands beside this file in `dist`. Under vitest this file is TypeScript, which a worker thread of
 * Node 20 cannot run; then pages are parsed in place, without the protection of a timeout.
 */
const WORKER = new URL('./html-worker.js', import.meta.url);

interface Thread {
  readonly worker: Worker;
  /** What ends the page in work; null while idle. */
  settle: ((parsed: ParsedInput | null, why: string) => void) | null;
}

/**
 * Parses pages, large ones in worker threads with a time limit, because hostile or broken markup can stall a parser for
 * minutes. A thread that exceeds it is ended, and the page is read as plain text. Threads start when first needed and
 * do not keep the process alive.
 *
 * @param timeoutMs limit for one page
 * @param worker the compiled worker; for tests
 */
export function pageParser(timeoutMs = 20_000, worker: URL = WORKER): PageParser {
  const idle: Thread[] = [];
  const waiting: ((thread: Thread) => void)[] = [];
  let started = 0;
  let nextId = 0;

  const release = (thread: Thread): void => {
    const next = waiting.shift();
    if (next !== undefined) return next(thread);
    thread.worker.unref();
    idle.push(thread);
  };
  const start = (): Thread => {
    const thread: Thread = {
      worker: new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } }),
      settle: null,
    };
    thread.worker.on('error', () => thread.settle?.(null, 'it exhausts the parser'));
    thread.worker.on('exit', () => {
      const at = idle.indexOf(thread);
      if (at !== -1) {
        idle.splice(at, 1);
        started -= 1;
      }
      thread.settle?.(null, 'it exhausts the parser');
    });
    return thread;
  };
  const acquire = async (): Promise<Thread> => {
    const free = idle.pop();
    if (free !== undefined) return free;
    if (started < THREADS) {
      started += 1;
      return start();
    }
    return await new Promise<Thread>((resolve) => {
      waiting.push(resolve);
    });
  };

  return async (html, signal) => {
    signal.throwIfAborted();
    // Not loaded for articles of other kinds: a hundred modules.
    if (html.length <= IN_PLACE || !existsSync(fileURLToPath(worker)))
      return (await import('./html.ts')).parseHtml(html);
    const thread = await acquire();
    return await new Promise<ParsedInput>((resolve, reject) => {
      const id = (nextId += 1);
      const finish = (healthy: boolean): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        thread.worker.off('message', onMessage);
        thread.settle = null;
        if (healthy) return release(thread);
        void thread.worker.terminate();
        const next = waiting.shift();
        if (next === undefined) started -= 1;
        else next(start());
      };
      const onMessage = (message: { id: number; parsed: ParsedInput | null }): void => {
        if (message.id !== id) return;
        finish(true);
        resolve(message.parsed ?? plainPage(html, 'its markup defeats the parser'));
      };
      const onAbort = (): void => {
        finish(false);
        reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
      };
      thread.settle = (_parsed, why) => {
        finish(false);
        resolve(plainPage(html, why));
      };
      const timer = setTimeout(() => {
        finish(false);
        resolve(plainPage(html, `parsing it took more than ${timeoutMs / 1_000} s`));
      }, timeoutMs);
      signal.addEventListener('abort', onAbort, { once: true });
      thread.worker.on('message', onMessage);
      thread.worker.ref();
      if (signal.aborted) onAbort();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      else thread.worker.postMessage({ id, html });
    });
  };
}
