import { createHash } from 'node:crypto';
import type { AdapterError } from '../../core/index.ts';
import { Bucket } from './bucket.ts';
import type { StatedLimits } from './headers.ts';
import { reasonOf, wait } from './wait.ts';

/** What is known of a service's pace. What is left out is taken from reply headers or found by trying. */
export interface LaneLimits {
  readonly requestsPerMinute?: number | undefined;
  /** Tokens for a language model, characters for a translation service. */
  readonly unitsPerMinute?: number | undefined;
  /** The most requests in flight. */
  readonly concurrency?: number | undefined;
}

/**
 * `fatal`: the same request will never succeed. `rate`: the service asks to slow down.
 * `server`: the service or the way to it failed.
 */
export type FailureClass = 'fatal' | 'rate' | 'server';

/** How one attempt went. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly units: number; readonly limits: StatedLimits | null }
  | {
      readonly ok: false;
      readonly class: FailureClass;
      readonly error: AdapterError;
      readonly retryAfterMs: number | null;
      readonly limits: StatedLimits | null;
    };

export interface Patience {
  readonly signal: AbortSignal;
  /** The most attempts, the first one included. */
  readonly attempts: number;
  /** Milliseconds from the first attempt until the last one must be over. */
  readonly deadlineMs: number;
  /** Whether somebody else would do it: then a service that is down is left after `STANDBY_FAILURES`. @default false */
  readonly standby?: boolean | undefined;
}

/** What a lane did so far; for reports. */
export interface LaneReport {
  readonly lane: string;
  readonly requests: number;
  readonly succeeded: number;
  readonly rateLimited: number;
  readonly failed: number;
  /** Requests that may be in flight now. */
  readonly concurrency: number;
  /** Milliseconds that the lane still rests, because the service asked for it or is down; 0 when it does not. */
  readonly restsMs: number;
}

/** First wait before a retry without `Retry-After`, doubled each time, in milliseconds. */
const BACKOFF_BASE_MS = 500;
const BACKOFF_CAP_MS = 60_000;
const CONCURRENCY_START = 8;
const CONCURRENCY_CAP = 64;
/** Multiplicative decrease, and the slower growth close to the last limit that failed. */
const DECREASE = 0.75;
const NEAR_FAILURE = 0.85;
const NEAR_FAILURE_GAIN = 0.15;
/** Each further refusal near the same limit divides that growth by three, to this share; each half minute doubles it. */
const CAUTION_STEP = 3;
const CAUTION_CAP = 100;
const CAUTION_HALVES_MS = 30_000;
/** So many refusals in a row mean that the whole account is to wait, not one request. */
const REFUSALS_BEFORE_PAUSE = 3;
/** A longer `Retry-After` is about a window of time that is used up, and tells little about the number in flight. */
const WINDOW_MS = 5000;
/** The most that is added to a `Retry-After`, so that not all come back at once. */
const JITTER_CAP_MS = 5000;
/** While requests are in flight, the next ones are made ready: a quarter of their number, as answers come in waves. */
const AHEAD_SHARE = 1 / 4;
const FAILURES_BEFORE_BREAK = 5;
/** Failures of a service, one after the other, that a request bears for which another service stands by. */
const STANDBY_FAILURES = 3;
/** A service that is down is tried again after a fifth of the time that it has been down, within these bounds. */
const REST_FRACTION = 0.2;
const REST_MIN_MS = 2500;
const REST_MAX_MS = 60_000;

interface Admission {
  readonly startedAt: number;
  /** Whether it is the one request that finds out if a broken service is back. */
  readonly probe: boolean;
}

interface Waiting<T> {
  readonly units: number;
  readonly admit: (admission: T) => void;
  /** Null for a request that nobody else would do. */
  readonly turnAway: ((failure: AdapterError) => void) | null;
}

/** A request that is ready to leave. */
export interface Ready<T> {
  /** @param remainingMs milliseconds that it may take */
  send(remainingMs: number): Promise<Outcome<T>>;
  /** Called in place of `send` where it is not to be sent any more. */
  cancel(): Promise<void>;
}

/**
 * Paces all requests of one account and model: two token buckets, additive increase and multiplicative decrease of
 * the number in flight, a pause for the whole lane, a circuit breaker, and the program's only retry loop.
 */
export class Lane {
  readonly name: string;
  readonly #requests: Bucket;
  readonly #units: Bucket;
  #configured: LaneLimits = {};
  readonly #queue: Waiting<Admission>[] = [];
  readonly #unready: Waiting<void>[] = [];
  /** Being made ready, or ready and in `#queue`. */
  #ahead = 0;
  #cap = CONCURRENCY_CAP;
  #limit = CONCURRENCY_START;
  #failingLimit = Infinity;
  #caution = 1;
  /** Milliseconds that a request takes, smoothed. */
  #latencyMs = 0;
  #leftAt = 0;
  #active = 0;
  #pausedUntil = 0;
  #windowUntil = -Infinity;
  #lastCutAt = -1;
  #refusals = 0;
  /** When those requests began that failed and were begun after the last one that was answered. */
  #failures: number[] = [];
  #answeredStart = -1;
  #brokenUntil = 0;
  /** The failure that broke it last. */
  #broken: AdapterError | null = null;
  #downSince = 0;
  #probing = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #count = { requests: 0, succeeded: 0, rateLimited: 0, failed: 0 };

  constructor(name: string, limits: LaneLimits) {
    const now = performance.now();
    this.name = name;
    this.#requests = new Bucket(Infinity, now);
    this.#units = new Bucket(Infinity, now);
    this.configure(limits);
  }

  /** Takes over the limits that are given here; others stay as they are. */
  configure(limits: LaneLimits): void {
    const { requestsPerMinute, unitsPerMinute, concurrency } = limits;
    const now = performance.now();
    const paced = requestsPerMinute !== undefined || unitsPerMinute !== undefined;
    if (requestsPerMinute !== undefined) this.#requests.setRate(requestsPerMinute, now);
    if (unitsPerMinute !== undefined) this.#units.setRate(unitsPerMinute, now);
    if (concurrency !== undefined) this.#cap = concurrency;
    // Known limits are used from the start; with a known rate the buckets do the pacing.
    if (concurrency !== undefined || paced) this.#limit = this.#cap;
    this.#configured = {
      requestsPerMinute: requestsPerMinute ?? this.#configured.requestsPerMinute,
      unitsPerMinute: unitsPerMinute ?? this.#configured.unitsPerMinute,
      concurrency: concurrency ?? this.#configured.concurrency,
    };
  }

  report(): LaneReport {
    const restsMs = Math.max(0, Math.max(this.#pausedUntil, this.#brokenUntil) - performance.now());
    return { lane: this.name, ...this.#count, concurrency: Math.floor(this.#limit), restsMs };
  }

  /** As `runReady`, for requests that need nothing before they leave. */
  run<T>(units: number, patience: Patience, attempt: (remainingMs: number) => Promise<Outcome<T>>): Promise<T> {
    return this.runReady(units, patience, async () => ({ send: attempt, cancel: async () => {} }));
  }

  /**
   * Sends a request when the lane allows it, again after failures that may pass.
   * The place in flight is free while a retry waits. What `makeReady` and `send` throw is passed on without a retry.
   * @param units upper bound of the tokens or characters of the request
   * @param makeReady called anew for each attempt, shortly before its turn
   */
  async runReady<T>(units: number, patience: Patience, makeReady: () => Promise<Ready<T>>): Promise<T> {
    let deadline = Infinity;
    let failure: AdapterError | null = null;
    for (let number = 1; ; number++) {
      if (patience.standby === true && this.#brokenUntil > performance.now() && this.#broken !== null)
        throw this.#broken;
      const { ready, admission } = await this.#enter(units, number > 1, patience, makeReady);
      const { startedAt, probe } = admission;
      deadline = Math.min(deadline, startedAt + patience.deadlineMs);
      if (failure !== null && startedAt >= deadline) {
        this.#units.give(units, startedAt);
        this.#leave(probe);
        await ready.cancel();
        throw failure;
      }
      let outcome: Outcome<T>;
      this.#count.requests++;
      try {
        outcome = await ready.send(deadline - startedAt);
      } catch (error) {
        this.#leave(probe);
        throw error;
      }
      const now = performance.now();
      if (outcome.limits !== null) this.#learn(outcome.limits, now);
      if (outcome.ok) {
        this.#units.give(units - outcome.units, now);
        this.#succeeded(startedAt, now);
        this.#leave(false);
        return outcome.value;
      }
      failure = outcome.error;
      const backoffMs = Math.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (number - 1));
      const askedMs = outcome.retryAfterMs;
      const waitMs = askedMs === null ? backoffMs : askedMs + Math.random() * Math.min(askedMs * 0.2, JITTER_CAP_MS);
      if (outcome.class === 'rate') this.#refused(units, startedAt, now, askedMs ?? waitMs);
      else if (outcome.class === 'server') this.#failed(probe, startedAt, now, failure);
      else this.#answered(startedAt);
      this.#leave(false);
      if (outcome.class === 'fatal' || number >= patience.attempts || now + waitMs >= deadline) throw failure;
      if (patience.standby === true && outcome.class === 'server' && number >= STANDBY_FAILURES) throw failure;
      await wait(waitMs, patience.signal);
    }
  }

  /** Has a request made ready, and waits until it may leave. */
  async #enter<T>(units: number, again: boolean, patience: Patience, makeReady: () => Promise<Ready<T>>) {
    await this.#wait(this.#unready, units, again, patience);
    try {
      const ready = await makeReady();
      try {
        return { ready, admission: await this.#wait(this.#queue, units, again, patience) };
      } catch (error) {
        await ready.cancel();
        throw error;
      }
    } finally {
      this.#ahead--;
      this.#pump();
    }
  }

  #wait<T>(line: Waiting<T>[], units: number, again: boolean, { signal, standby }: Patience): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const stop = (): void => {
        const at = line.indexOf(waiting);
        if (at >= 0) line.splice(at, 1);
        reject(reasonOf(signal));
        this.#pump();
      };
      const waiting: Waiting<T> = {
        units,
        admit: (admission) => {
          signal.removeEventListener('abort', stop);
          resolve(admission);
        },
        turnAway:
          standby === true
            ? (failure) => {
                signal.removeEventListener('abort', stop);
                reject(failure);
              }
            : null,
      };
      signal.addEventListener('abort', stop, { once: true });
      if (again) line.unshift(waiting);
      else line.push(waiting);
      this.#pump();
    });
  }

  #leave(unfinishedProbe: boolean): void {
    this.#active--;
    this.#leftAt = performance.now();
    if (unfinishedProbe) this.#probing = false;
    this.#pump();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#unready.length > 0 && this.#ahead < Math.ceil(this.#limit * AHEAD_SHARE)) {
      this.#ahead++;
      this.#unready.shift()!.admit();
    }
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (this.#active >= Math.ceil(this.#limit)) return;
      const now = performance.now();
      if (this.#brokenUntil > 0 && this.#probing) return;
      const waitMs = Math.max(
        this.#brokenUntil - now,
        this.#pausedUntil - now,
        this.#partialPlaceMs(now),
        this.#requests.waitMs(1, now),
        this.#units.waitMs(next.units, now),
      );
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#pump(), Math.min(Math.max(1, waitMs), 2 ** 31 - 1));
        return;
      }
      const probe = this.#brokenUntil > 0;
      if (probe) this.#probing = true;
      this.#queue.shift();
      this.#requests.take(1, now);
      this.#units.take(next.units, now);
      this.#active++;
      next.admit({ startedAt: now, probe });
    }
  }

  /** A limit of 2.8 is three places, each of which rests a little between two requests. */
  #partialPlaceMs(now: number): number {
    const places = Math.ceil(this.#limit);
    if (this.#active < places - 1 || places === this.#limit) return 0;
    return this.#leftAt + this.#latencyMs * (places / this.#limit - 1) - now;
  }

  #cautionAt(now: number): number {
    return this.#caution / 2 ** ((now - this.#lastCutAt) / CAUTION_HALVES_MS);
  }

  #succeeded(startedAt: number, now: number): void {
    this.#count.succeeded++;
    this.#refusals = 0;
    this.#answered(startedAt);
    const latencyMs = now - startedAt;
    this.#latencyMs = this.#latencyMs === 0 ? latencyMs : this.#latencyMs * 0.9 + latencyMs * 0.1;
    const near = this.#limit >= this.#failingLimit * NEAR_FAILURE;
    const gain = near ? Math.min(1, NEAR_FAILURE_GAIN / this.#cautionAt(now)) : 1;
    this.#limit = Math.min(this.#cap, this.#limit + gain / this.#limit);
  }

  /**
   * Any answer but a failure shows that the service was there when the request began. What counts is the order in
   * which requests began: those begun before an outage may well succeed while it lasts.
   */
  #answered(startedAt: number): void {
    this.#answeredStart = Math.max(this.#answeredStart, startedAt);
    this.#failures = this.#failures.filter((start) => start > this.#answeredStart);
    if (this.#failures.length > 0) return;
    this.#brokenUntil = 0;
    this.#probing = false;
  }

  #refused(units: number, startedAt: number, now: number, waitMs: number): void {
    this.#count.rateLimited++;
    this.#answered(startedAt);
    this.#units.give(units, now);
    const inWindow = now < this.#windowUntil;
    const isWindow = waitMs > WINDOW_MS && now > this.#windowUntil + waitMs;
    if (waitMs > WINDOW_MS) this.#windowUntil = Math.max(this.#windowUntil, now + waitMs);
    // Requests that were under way at the last cut say nothing about the new limit.
    if (startedAt > this.#lastCutAt && !inWindow) {
      // A window that is used up for the first time in a while is no reason to remember this limit as one that fails.
      if (!isWindow) {
        const again = this.#limit >= this.#failingLimit * NEAR_FAILURE;
        this.#caution = Math.min(CAUTION_CAP, Math.max(1, this.#cautionAt(now)) * (again ? CAUTION_STEP : 1));
        this.#failingLimit = this.#limit;
      }
      this.#lastCutAt = now;
      this.#limit = Math.max(1, this.#limit * DECREASE);
    }
    this.#refusals++;
    if (this.#refusals >= REFUSALS_BEFORE_PAUSE) this.#pausedUntil = Math.max(this.#pausedUntil, now + waitMs);
  }

  #failed(probe: boolean, startedAt: number, now: number, failure: AdapterError): void {
    this.#count.failed++;
    if (probe) this.#probing = false;
    if (startedAt <= this.#answeredStart) return;
    if (this.#failures.length === 0) this.#downSince = now;
    if (this.#failures.length < FAILURES_BEFORE_BREAK) this.#failures.push(startedAt);
    if (!probe && (this.#failures.length < FAILURES_BEFORE_BREAK || this.#brokenUntil > 0)) return;
    const restMs = Math.min(REST_MAX_MS, Math.max(REST_MIN_MS, (now - this.#downSince) * REST_FRACTION));
    this.#brokenUntil = now + restMs;
    this.#broken = failure;
    turnAway(this.#unready, failure);
    turnAway(this.#queue, failure);
  }

  /** Limits from the configuration stand; others are taken from what the service states. */
  #learn(limits: StatedLimits, now: number): void {
    if (limits.requests !== null) {
      if (this.#configured.requestsPerMinute === undefined) this.#requests.setRate(limits.requests.perMinute, now);
      if (limits.requests.remaining !== null) this.#requests.atMost(limits.requests.remaining, now);
    }
    if (limits.units !== null) {
      if (this.#configured.unitsPerMinute === undefined) this.#units.setRate(limits.units.perMinute, now);
      if (limits.units.remaining !== null) this.#units.atMost(limits.units.remaining, now);
    }
  }
}

/** Sends those away who have somewhere else to go. */
function turnAway(line: Waiting<never>[], failure: AdapterError): void {
  for (const waiting of line.splice(0)) {
    if (waiting.turnAway === null) line.push(waiting);
    else waiting.turnAway(failure);
  }
}

const lanes = new Map<string, Lane>();

/**
 * The lane of an account and model, one for the whole process. Of limits given twice the later hold.
 * @param account the key, of which only a hash is kept; null where there is none
 */
export function laneFor(service: string, account: string | null, model: string | null, limits: LaneLimits): Lane {
  const hash = account === null ? '-' : createHash('sha256').update(account).digest('hex').slice(0, 12);
  const name = [service, hash, model ?? '-'].join(' ');
  let lane = lanes.get(name);
  if (lane === undefined) {
    lane = new Lane(name, limits);
    lanes.set(name, lane);
  } else {
    lane.configure(limits);
  }
  return lane;
}

/** The services that are left alone for now, because they asked for it or are down, and for how many milliseconds. */
export function restingServices(): { readonly service: string; readonly restsMs: number }[] {
  return [...lanes.values()].flatMap((lane) => {
    const { restsMs } = lane.report();
    return restsMs === 0 ? [] : [{ service: lane.name.split(' ', 1)[0]!, restsMs }];
  });
}

/** Forgets all lanes: for tests, where one server stands for many. */
export function forgetLanes(): void {
  lanes.clear();
}
