import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Article, Glossary } from '../core/index.ts';
import type { ArticleParts } from '../text/article.ts';
import { signatureOf } from '../text/near-duplicates.ts';
import type { Signature } from '../text/near-duplicates.ts';
import type { Verification, VerifyRequest } from '../verify/index.ts';
import type { Composed, Task, TaskResult } from './workbench-tasks.ts';
import type { Delivery, Order } from './workbench-worker.ts';

/**
 * Where the work of the processor is done: cleaning and cutting articles, and checking briefs. In threads beside the
 * main one, which has the requests, the files and the memory of the run to see to. Results are the same in any thread.
 */
export interface Workbench {
  /** As `composeArticle`. */
  compose(parts: ArticleParts): Promise<Article>;
  /** As `signatureOf` of the article's text; at hand already where `compose` made the article. */
  sketch(article: Article): Signature;
  /** As `verifyDraft`. */
  verify(request: VerifyRequest): Promise<Verification>;
  /** Ends the threads; what they had not done is done by the caller's. */
  close(): Promise<void>;
}

/** A thread takes some 0.3 s and 80 MB to start: not for a handful of articles, unless it was begun ahead. */
const TASKS_BEFORE_THREADS = 3;
const MOST_THREADS = 4;
/** Tasks that a thread is sent ahead, so that it has something to do while the main thread is busy. */
const SENT_AHEAD = 4;
/**
 * Milliseconds after which a task that no thread could take is done by the main thread. It has others to serve, and
 * code that it does not run need not be compiled for it, which takes longer than a thousand of the tasks.
 */
const PATIENCE_MS = 1000;

/** The compiled thread stands beside this file in `dist`; under vitest there is none, and all is done in place. */
const WORKER = new URL('./workbench-worker.js', import.meta.url);

/** Begun before there is a workbench for it. */
let begun: Worker | null = null;

/** Begins a thread for the workbench to come, so that it loads while its owner does. */
export function beginThread(): void {
  if (begun !== null || mostThreads() === 0) return;
  const worker = new Worker(WORKER);
  begun = worker;
  const forget = (): void => {
    if (begun === worker) begun = null;
  };
  // What keeps it from loading keeps others from it, too: the work is done in place.
  worker.on('error', forget);
  worker.on('exit', forget);
  worker.unref();
}

const isCompiled = existsSync(fileURLToPath(WORKER));

function mostThreads(): number {
  return isCompiled ? Math.min(MOST_THREADS, availableParallelism() - 1) : 0;
}

/** Whether the main thread has the code of the tasks: one that has no task to do itself need not load it. */
let tasksLoaded = false;

interface Waiting {
  readonly id: number;
  /** When it was given, by `performance.now()`. */
  readonly since: number;
  readonly task: Task;
  readonly glossary: Glossary | null;
  resolve(result: TaskResult): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  /** Whether it has begun to work. */
  ready: boolean;
  /** Hash of the glossary that it has been sent. */
  glossary: string | null;
}

/** @param threads how many at most; 0 does everything in place */
export function createWorkbench(threads = mostThreads()): Workbench {
  const most = isCompiled ? threads : 0;
  const running: Thread[] = [];
  /** Tasks that no thread has been sent, in their order, those that requests wait for first. */
  const queue: Waiting[] = [];
  /** Each tells one who waits that his brief is checked. */
  const checked: (() => void)[] = [];
  const signatures = new WeakMap<Article, Signature>();
  let tasks = 0;
  let failures = 0;
  let closed = false;
  let helping = false;
  /** Until the main thread helps. */
  let rest: NodeJS.Timeout | null = null;

  function start(): void {
    const thread: Thread = { worker: begun ?? new Worker(WORKER), waiting: new Map(), ready: false, glossary: null };
    begun = null;
    thread.worker.on('message', ({ id, result, error }: Delivery) => {
      thread.ready = true;
      const task = thread.waiting.get(id)!;
      thread.waiting.delete(id);
      share();
      if (thread.waiting.size === 0) thread.worker.unref();
      if (result === undefined) task.reject(error);
      else if (task.task.kind === 'compose') task.resolve(result);
      else {
        checked.push(() => task.resolve(result));
        if (checked.length === 1) setImmediate(handOut);
      }
    });
    // Out of memory, or ended from outside: the work is done in place, and the thread is not missed.
    thread.worker.on('error', () => (failures += 1));
    thread.worker.on('exit', () => {
      const at = running.indexOf(thread);
      if (at !== -1) running.splice(at, 1);
      queue.unshift(...thread.waiting.values());
      thread.waiting.clear();
      // Nobody is left to be waited for, perhaps, and nothing else to keep the process alive.
      if (rest !== null) {
        clearTimeout(rest);
        rest = null;
        helping = false;
      }
      share();
    });
    running.push(thread);
  }

  /** One a turn of the event loop: a brief is written at once, and answers of services should not wait for twenty. */
  function handOut(): void {
    checked.shift()!();
    if (checked.length > 0) setImmediate(handOut);
  }

  async function inPlace({ task, glossary, resolve, reject }: Waiting): Promise<void> {
    try {
      const { perform } = await import('./workbench-tasks.ts');
      tasksLoaded = true;
      resolve(perform(task, glossary));
    } catch (error) {
      reject(error);
    }
  }

  /** An article is read before others are checked: a service must not stand idle while there are articles for it. */
  function enqueue(waiting: Waiting): void {
    const behind = waiting.task.kind === 'compose' ? queue.findIndex(({ task }) => task.kind === 'verify') : -1;
    if (behind === -1) queue.push(waiting);
    else queue.splice(behind, 0, waiting);
  }

  /** Sends the threads what they are short of. What is left then is for the main thread, one task a turn. */
  function share(): void {
    while (queue.length > 0) {
      const idlest = running.reduce<Thread | null>(
        (best, thread) => (best === null || thread.waiting.size < best.waiting.size ? thread : best),
        null,
      );
      if (idlest === null || idlest.waiting.size >= SENT_AHEAD) break;
      send(idlest, queue.shift()!);
    }
    if (queue.length === 0 || helping) return;
    helping = true;
    const restMs = msUntilHelp();
    // Threads with work keep the process alive: it need not wait for this once they are done.
    if (restMs > 0) rest = setTimeout(() => void help(), restMs).unref();
    else setImmediate(() => void help());
  }

  /**
   * Milliseconds for which the first task can wait for a thread. None while no thread has begun to work and the main
   * one can begin sooner: it has the code already, or no thread is loading it.
   */
  function msUntilHelp(): number {
    const [first] = queue;
    if (first === undefined) return Infinity;
    const waits = running.some(({ ready }) => ready) || (running.length > 0 && !tasksLoaded);
    return waits ? first.since + PATIENCE_MS - performance.now() : 0;
  }

  /** Requests and files come first: they have a turn of the event loop between any two tasks done here. */
  async function help(): Promise<void> {
    rest = null;
    if (msUntilHelp() <= 0) await inPlace(queue.shift()!);
    helping = false;
    share();
  }

  function send(thread: Thread, waiting: Waiting): void {
    const { id, task, glossary } = waiting;
    const post = (order: Order): void => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      thread.worker.postMessage(order);
    };
    thread.worker.ref();
    if (glossary !== null && thread.glossary !== glossary.sha256) {
      thread.glossary = glossary.sha256;
      post({ glossary });
    }
    thread.waiting.set(id, waiting);
    post({ id, task });
  }

  function give(task: Task, glossary: Glossary | null): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      tasks += 1;
      const waiting = { id: tasks, since: performance.now(), task, glossary, resolve, reject };
      if (closed || most === 0) {
        void inPlace(waiting);
        return;
      }
      const isWanted = tasks > TASKS_BEFORE_THREADS || (begun !== null && running.length === 0);
      if (isWanted && running.length < most && failures < most) start();
      enqueue(waiting);
      share();
    });
  }

  return {
    async compose(parts) {
      const { article, signature } = (await give({ kind: 'compose', parts }, null)) as Composed;
      signatures.set(article, signature);
      return article;
    },
    sketch: (article) => signatures.get(article) ?? signatureOf(article.text),
    async verify(request) {
      const { glossary } = request;
      const task: Task = {
        kind: 'verify',
        request: { ...request, glossary: null },
        glossary: glossary?.sha256 ?? null,
      };
      return (await give(task, glossary)) as Verification;
    },
    async close() {
      closed = true;
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}
