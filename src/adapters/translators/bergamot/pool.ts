import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../../core/index.ts';
import { reasonOf } from '../../http/wait.ts';
import type { GemmPrecision } from './registry.ts';

/** What the engine loads: the files are the model, the lexical shortlist, then one or two vocabularies. */
export interface EngineModel {
  /** Tells models apart. */
  readonly key: string;
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
  readonly gemmPrecision: GemmPrecision;
}

export interface PoolSettings {
  /** The most threads. */
  readonly workers: number;
  /** The most models that one thread keeps loaded. */
  readonly modelsPerWorker: number;
  /** For one batch, the loading of its model included. */
  readonly timeoutMs: number;
}

/** A file of the model is missing or not what it was when it was installed. The engine has not seen it. */
export class DamagedModelError extends Error {
  readonly model: EngineModel;

  constructor(model: EngineModel, message: string) {
    super(message);
    this.model = model;
  }
}

/** The engine aborted, hung or died, twice with the same batch. */
export class EngineError extends Error {
  readonly kind: 'load' | 'translate' | 'timeout';

  constructor(kind: EngineError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Source characters in one batch: enough for the engine to work on many sentences at once, little enough that
 * requests take turns and that threads share an article.
 */
const BATCH_CHARS = 1_500;
const TRIES = 2;
/**
 * A thread whose engine has grown beyond this is replaced: WebAssembly memory never shrinks, and the engine can have
 * 2 GiB. One model takes about 550 MB, each further one 110 MB (measured with base-memory and tiny).
 */
const LARGEST_HEAP_BYTES = 1.5 * 1024 * 1024 * 1024;

interface Batch {
  readonly request: Request;
  readonly model: EngineModel;
  readonly texts: readonly string[];
  /** Index of the first text in the request. */
  readonly first: number;
  tries: number;
}

interface Request {
  readonly waiting: Batch[];
  readonly results: string[];
  missing: number;
  readonly finish: (error: Error | null) => void;
}

interface Thread {
  readonly worker: Worker;
  batch: Batch | null;
  timer: NodeJS.Timeout | undefined;
  /** Keys of models that it has translated with, the last one first. */
  recent: string[];
  discarded: boolean;
}

interface Answer {
  readonly texts?: readonly string[];
  readonly heapBytes?: number;
  readonly failure?: 'files' | 'load' | 'translate';
  readonly message?: string;
}

/** Node has it, the types of Node 20 do not. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

interface Engine {
  /** The compiled module. */
  readonly wasm: object;
  readonly glue: string;
}

/**
 * Threads that run the engine. Requests take turns batch by batch, so that a long article does not hold up short
 * ones. A thread that failed is thrown away, since the engine cannot recover; idle threads do not keep the process
 * alive.
 */
export class EnginePool {
  readonly #settings: PoolSettings;
  readonly #threads = new Set<Thread>();
  #queue: Request[] = [];
  readonly #open = new Set<Request>();
  #engine: Promise<Engine> | undefined;
  #closed = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  /** Threads that exist now. */
  get threads(): number {
    return this.#threads.size;
  }

  /**
   * Translates texts one to one; each must be short enough for the engine (`cutLongText`).
   * @throws DamagedModelError, EngineError, or the signal's reason
   */
  async translate(model: EngineModel, texts: readonly string[], signal: AbortSignal): Promise<string[]> {
    signal.throwIfAborted();
    if (texts.length === 0) return [];
    this.#engine ??= loadEngine();
    const engine = await this.#engine;
    return new Promise((resolve, reject) => {
      const stop = () => request.finish(reasonOf(signal));
      const request: Request = {
        waiting: [],
        results: Array.from({ length: texts.length }, () => ''),
        missing: texts.length,
        finish: (error) => {
          signal.removeEventListener('abort', stop);
          this.#open.delete(request);
          this.#queue = this.#queue.filter((one) => one !== request);
          if (error === null) resolve(request.results);
          else reject(error);
        },
      };
      this.#open.add(request);
      if (this.#closed) return request.finish(new DOMException('the translator is closed', 'AbortError'));
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      request.waiting.push(...batchesOf(request, model, texts));
      this.#queue.push(request);
      return this.#dispatch(engine);
    });
  }

  /** Ends all threads; what is still wanted of them is rejected. Safe to call twice. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const request of this.#open) request.finish(new DOMException('the translator is closed', 'AbortError'));
    await Promise.all([...this.#threads].map((thread) => this.#discard(thread)));
  }

  #dispatch(engine: Engine): void {
    for (let request = this.#queue.shift(); request !== undefined; request = this.#queue.shift()) {
      const thread = this.#threadFor(request.waiting[0]!.model, engine);
      if (thread === null) {
        this.#queue.unshift(request);
        return;
      }
      const batch = request.waiting.shift()!;
      if (request.waiting.length > 0) this.#queue.push(request);
      this.#give(thread, batch, engine);
    }
  }

  /** An idle thread, rather one that has the model loaded; a new one while there may be more; else null. */
  #threadFor(model: EngineModel, engine: Engine): Thread | null {
    const idle = [...this.#threads].filter((thread) => thread.batch === null);
    const loaded = idle.find((thread) => thread.recent.slice(0, this.#settings.modelsPerWorker).includes(model.key));
    if (loaded !== undefined) return loaded;
    return this.#threads.size < this.#settings.workers ? this.#start(engine) : (idle[0] ?? null);
  }

  #start(engine: Engine): Thread {
    const worker = new Worker(new URL('./engine-worker.mjs', import.meta.url), {
      workerData: engine,
      name: 'bergamot',
      // Neither keys nor a test runner's or user's loaders belong in there.
      env: {},
      execArgv: [],
    });
    const thread: Thread = { worker, batch: null, timer: undefined, recent: [], discarded: false };
    worker.on('message', (answer: Answer) => this.#receive(thread, answer, engine));
    worker.on('error', (error) => this.#fail(thread, 'translate', messageOf(error), engine));
    worker.on('exit', () => this.#fail(thread, 'translate', 'the engine ended by itself', engine));
    this.#threads.add(thread);
    return thread;
  }

  #give(thread: Thread, batch: Batch, engine: Engine): void {
    const { model, texts } = batch;
    batch.tries++;
    thread.batch = batch;
    thread.recent = [model.key, ...thread.recent.filter((key) => key !== model.key)];
    thread.worker.ref();
    const { timeoutMs, modelsPerWorker } = this.#settings;
    const late = `the engine did not answer within ${timeoutMs / 1000} s`;
    thread.timer = setTimeout(() => this.#fail(thread, 'timeout', late, engine), timeoutMs);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
    thread.worker.postMessage({ model, modelsKept: modelsPerWorker, texts });
  }

  #receive(thread: Thread, answer: Answer, engine: Engine): void {
    const batch = thread.batch;
    if (thread.discarded || batch === null) return;
    if (answer.failure === 'load' || answer.failure === 'translate') {
      this.#fail(thread, answer.failure, answer.message ?? 'the engine aborted', engine);
      return;
    }
    this.#rest(thread);
    if (answer.failure === 'files') {
      this.#finish(batch.request, new DamagedModelError(batch.model, answer.message ?? 'a file is damaged'));
    } else {
      deliver(batch, answer.texts ?? []);
      if ((answer.heapBytes ?? 0) > LARGEST_HEAP_BYTES) void this.#discard(thread);
    }
    this.#dispatch(engine);
  }

  #rest(thread: Thread): void {
    clearTimeout(thread.timer);
    thread.batch = null;
    thread.worker.unref();
  }

  #fail(thread: Thread, kind: EngineError['kind'], message: string, engine: Engine): void {
    if (thread.discarded) return;
    const batch = thread.batch;
    void this.#discard(thread);
    if (batch !== null && this.#open.has(batch.request)) {
      if (batch.tries < TRIES) {
        batch.request.waiting.unshift(batch);
        if (!this.#queue.includes(batch.request)) this.#queue.unshift(batch.request);
      } else {
        this.#finish(batch.request, new EngineError(kind, message));
      }
    }
    this.#dispatch(engine);
  }

  #finish(request: Request, error: Error): void {
    if (this.#open.has(request)) request.finish(error);
  }

  async #discard(thread: Thread): Promise<void> {
    thread.discarded = true;
    clearTimeout(thread.timer);
    thread.batch = null;
    this.#threads.delete(thread);
    await thread.worker.terminate();
  }
}

function batchesOf(request: Request, model: EngineModel, texts: readonly string[]): Batch[] {
  const batches: Batch[] = [];
  let first = 0;
  let chars = 0;
  for (const [index, text] of texts.entries()) {
    if (index > first && chars + text.length > BATCH_CHARS) {
      batches.push({ request, model, texts: texts.slice(first, index), first, tries: 0 });
      first = index;
      chars = 0;
    }
    chars += text.length;
  }
  batches.push({ request, model, texts: texts.slice(first), first, tries: 0 });
  return batches;
}

function deliver(batch: Batch, texts: readonly string[]): void {
  const { request, first } = batch;
  for (const [index, text] of texts.entries()) request.results[first + index] = text;
  request.missing -= texts.length;
  if (request.missing === 0) request.finish(null);
}

/** Compiled once and shared by all threads. */
async function loadEngine(): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const wasm = require.resolve('@browsermt/bergamot-translator/worker/bergamot-translator-worker.wasm');
  const glue = require.resolve('@browsermt/bergamot-translator/worker/bergamot-translator-worker.js');
  return { wasm: await WebAssembly.compile(await readFile(wasm)), glue };
}
