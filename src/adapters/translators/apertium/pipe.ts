import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { AdapterError } from '../../../core/index.ts';
import type { Stage } from './modes.ts';

/** Answers wait for each other in a pipe: so many may be under way, which keeps all its stages busy. */
const WINDOW = 32;

/** How long the stages may take to end by themselves once their input is closed. */
const CLOSE_GRACE_MS = 2_000;

/** A pipe that dies so often without a single answer is broken, whatever the text. */
const MOST_FRUITLESS_STARTS = 3;

export interface PipeSetting {
  /** For messages: `fr-es,spa-eng`. */
  readonly route: string;
  readonly stages: readonly Stage[];
  /** The longest silence while an answer is due, in milliseconds; then the processes are killed. */
  readonly timeoutMs: number;
  readonly env: Readonly<Record<string, string>>;
}

interface Job {
  readonly stream: string;
  /** Goes with the request as a blank and must come back with its answer. */
  mark: string;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: unknown) => void;
  /** Times the pipe died while this was the oldest unanswered request. */
  deaths: number;
  /** The caller gave up: an answer still due is thrown away. */
  dropped: boolean;
}

/**
 * The programs of one route, kept running: a process per article would cost one to two seconds, this costs
 * milliseconds. Requests are answered in order, each ended by a NUL in both directions; a number that goes through all
 * programs as a blank shows that an answer belongs to its request.
 *
 * The programs are started directly, each reading the one before, without a shell: so the death of any one of them is
 * seen at once (in a shell's pipeline the others would wait for ever), and no text can become a command. Each is the
 * leader of its own process group: a Ctrl-C meant for precis does not reach it, and what it starts dies with it. When
 * precis itself is killed, the first program sees the end of its input and all end one after the other.
 */
export class Pipe {
  readonly #setting: PipeSetting;
  #children: ChildProcess[] = [];
  #input: Writable | null = null;
  #waiting: Job[] = [];
  #due: Job[] = [];
  #received: Buffer[] = [];
  #timer: NodeJS.Timeout | null = null;
  #fruitlessStarts = 0;
  #requests = 0;
  /** After a death the requests concerned go one at a time, so that the guilty one is known. */
  #suspects = 0;
  #closed = false;
  #ending: Promise<void> = Promise.resolve();

  constructor(setting: PipeSetting) {
    this.#setting = setting;
  }

  /**
   * @param stream one request in stream format, without NUL
   * @throws AdapterError `timeout` after a silence, `bad-response` where the programs died twice over this request,
   *   `unavailable` where they cannot be kept running at all or the pipe was closed
   */
  ask(stream: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#error('the engine was closed', 'unavailable', false));
      if (signal.aborted) return reject(abortReason(signal));
      const onAbort = (): void => {
        job.dropped = true;
        const at = this.#waiting.indexOf(job);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(abortReason(signal));
      };
      const job: Job = {
        stream,
        mark: '',
        deaths: 0,
        dropped: false,
        resolve: (answer) => {
          signal.removeEventListener('abort', onAbort);
          resolve(answer);
        },
        reject: (error) => {
          signal.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(job);
      this.#advance();
    });
  }

  /** Ends the programs and waits until they are gone. Requests still under way fail. Safe to call twice. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#failAll(this.#error('the engine was closed', 'unavailable', false));
    this.#setTimer();
    const children = this.#children;
    this.#children = [];
    this.#input?.end();
    this.#input = null;
    await Promise.all([this.#ending, end(children, CLOSE_GRACE_MS)]);
  }

  #advance(): void {
    const window = this.#suspects > 0 ? 1 : WINDOW;
    while (this.#waiting.length > 0 && this.#due.length < window && !this.#closed) {
      if (this.#input === null) this.#start();
      const input = this.#input;
      if (input === null) return;
      const job = this.#waiting.shift()!;
      this.#due.push(job);
      this.#requests += 1;
      job.mark = `[${this.#requests}]`;
      input.write(`${job.stream}${job.mark}\0`);
    }
    this.#setTimer();
    // An idle pipe does not keep the program of someone who forgot to close it from ending.
    for (const child of this.#children)
      if (this.#due.length > 0) child.ref();
      else child.unref();
  }

  #start(): void {
    const { stages, env } = this.#setting;
    const children: ChildProcess[] = [];
    let previous: Readable | null = null;
    for (const [index, stage] of stages.entries()) {
      const child: ChildProcess = spawn(stage.program, stage.args, {
        stdio: [previous ?? 'pipe', 'pipe', 'ignore'],
        detached: true,
        env,
      });
      children.push(child);
      // Handed over: the next program reads it, this process must not.
      previous?.destroy();
      previous = child.stdout;
      child.once('error', () => this.#died(children, stage, 'could not be started'));
      child.once('exit', (code, killedBy) => {
        const how = killedBy === null ? `ended with code ${code}` : `was killed by ${killedBy}`;
        // The last one's answers may still be in its pipe: its end is the end of the output below.
        if (index < stages.length - 1 || code !== 0) this.#died(children, stage, how);
      });
      if (child.pid === undefined) break;
    }
    this.#children = children;
    const input = children[0]?.stdin ?? null;
    const output = children.length === stages.length ? previous : null;
    if (input === null || output === null) return;
    // A broken pipe is learnt from the program's end.
    input.on('error', () => {});
    output.on('data', (chunk: Buffer) => this.#receive(children, chunk));
    output.on('error', () => {});
    output.once('end', () => this.#died(children, stages.at(-1)!, 'closed its output'));
    for (const stream of [input, output]) if (stream instanceof Socket) stream.unref();
    this.#input = input;
  }

  #receive(children: readonly ChildProcess[], chunk: Buffer): void {
    if (this.#children !== children) return;
    let from = 0;
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      this.#received.push(chunk.subarray(from, at));
      from = at + 1;
      const answer = Buffer.concat(this.#received).toString('utf8');
      this.#received = [];
      const job = this.#due[0];
      // A program that swallows an answer would give every sentence the translation of the one before it.
      if (job !== undefined && !answer.endsWith(job.mark)) {
        return this.#died(children, this.#setting.stages.at(-1)!, 'answered another request');
      }
      this.#due.shift();
      if (this.#suspects > 0) this.#suspects -= 1;
      this.#fruitlessStarts = 0;
      if (job !== undefined && !job.dropped) job.resolve(answer.slice(0, -job.mark.length));
    }
    if (from < chunk.length) this.#received.push(chunk.subarray(from));
    this.#advance();
  }

  /** One of the programs is gone, or hangs: all are ended, what is unanswered is tried again or given up. */
  #died(
    children: readonly ChildProcess[],
    stage: Stage,
    how: string,
    code: 'bad-response' | 'timeout' = 'bad-response',
  ): void {
    if (this.#children !== children) return;
    this.#children = [];
    this.#input = null;
    this.#received = [];
    this.#fruitlessStarts += 1;
    this.#ending = both(this.#ending, end(children, 0));
    const [first, ...others] = this.#due.filter((job) => !job.dropped);
    this.#due = [];
    if (first === undefined) return this.#advance();
    first.deaths += 1;
    const { route } = this.#setting;
    const again = [...others];
    const part = `${stage.program} ${how} (route ${route})`;
    if (code === 'timeout') {
      first.reject(this.#error(`no answer for ${this.#setting.timeoutMs} ms (route ${route})`, 'timeout', true));
    } else if (this.#fruitlessStarts >= MOST_FRUITLESS_STARTS) {
      const error = this.#error(
        `${part}; install the language pair again or see "precis doctor"`,
        'unavailable',
        false,
      );
      first.reject(error);
      this.#failAll(error);
    } else if (first.deaths > 1) {
      first.reject(this.#error(`${part} twice over the same sentence`, 'bad-response', false));
    } else {
      again.unshift(first);
    }
    this.#suspects = again.length;
    this.#waiting.unshift(...again.filter((job) => !job.dropped));
    this.#advance();
  }

  #setTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#due.length === 0) return;
    const children = this.#children;
    const last = this.#setting.stages.at(-1)!;
    this.#timer = setTimeout(() => this.#died(children, last, 'hangs', 'timeout'), this.#setting.timeoutMs);
  }

  #failAll(error: AdapterError): void {
    const jobs = [...this.#due, ...this.#waiting];
    this.#due = [];
    this.#waiting = [];
    for (const job of jobs) if (!job.dropped) job.reject(error);
  }

  #error(message: string, code: 'unavailable' | 'bad-response' | 'timeout', retryable: boolean): AdapterError {
    return new AdapterError(message, { adapter: 'apertium', code, retryable });
  }
}

async function both(first: Promise<void>, second: Promise<void>): Promise<void> {
  await Promise.all([first, second]);
}

function abortReason(signal: AbortSignal): unknown {
  return signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError');
}

/** Waits for processes to end; after `graceMs` their process groups are killed. */
async function end(children: readonly ChildProcess[], graceMs: number): Promise<void> {
  const running = children.filter((child) => child.pid !== undefined && !hasEnded(child));
  const ended = Promise.all(
    running.map((child) => new Promise<void>((resolve) => child.once('exit', () => resolve()))),
  );
  for (const child of running) child.ref();
  const kill = (): void => {
    for (const child of running) if (!hasEnded(child)) killGroup(child.pid!);
  };
  const timer = graceMs > 0 ? setTimeout(kill, graceMs) : null;
  if (timer === null) kill();
  await ended;
  if (timer !== null) clearTimeout(timer);
  // What a program left behind in its group: nothing, as a rule.
  for (const child of children) if (child.pid !== undefined && graceMs === 0) killGroup(child.pid);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
