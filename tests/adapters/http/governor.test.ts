import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AdapterError } from '../../../src/core/index.ts';
import { forgetLanes, Lane, laneFor, restingServices } from '../../../src/adapters/http/governor.ts';
import type { LaneLimits, Outcome } from '../../../src/adapters/http/governor.ts';

const signal = new AbortController().signal;
setMaxListeners(0, signal);
const patience = { signal, attempts: 8, deadlineMs: 3_600_000 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What a promise is rejected with; listens at once, so that no rejection goes unhandled. */
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing',
    (error: unknown) => error,
  );

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const done: Outcome<string> = { ok: true, value: 'done', units: 0, limits: null };

function failure(kind: 'fatal' | 'rate' | 'server', retryAfterMs: number | null = null): Outcome<string> {
  const error = new AdapterError(kind, { adapter: 'test', code: 'unavailable', retryable: kind !== 'fatal' });
  return { ok: false, class: kind, error, retryAfterMs, limits: null };
}

/** Starts `count` requests of `latencyMs` and says when each began, in milliseconds from now. */
function start(limits: LaneLimits, count: number, latencyMs: number, units = 0) {
  const lane = new Lane('test', limits);
  const from = performance.now();
  const begun: number[] = [];
  let active = 0;
  let most = 0;
  const all = Promise.all(
    Array.from({ length: count }, () =>
      lane.run(units, patience, async () => {
        begun.push(performance.now() - from);
        most = Math.max(most, ++active);
        await sleep(latencyMs);
        active--;
        return { ...done, units };
      }),
    ),
  );
  return { lane, all, begun, most: () => most };
}

describe('limits that are known', () => {
  it('keeps to requests per minute, without a burst at the start', async () => {
    const { all, begun } = start({ requestsPerMinute: 600 }, 30, 10);
    await vi.advanceTimersByTimeAsync(10_000);
    await all;
    for (let at = 0; at + 13 < begun.length; at++) {
      expect(begun[at + 13]! - begun[at]!).toBeGreaterThanOrEqual(990);
    }
    expect(begun.at(-1)).toBeLessThan(3000);
  });

  it('keeps to units per minute and gives back what was reserved and not used', async () => {
    const reserved = start({ unitsPerMinute: 6000 }, 20, 10, 100);
    await vi.advanceTimersByTimeAsync(60_000);
    await reserved.all;
    expect(reserved.begun.at(-1)).toBeGreaterThan(18_000);

    const lane = new Lane('test', { unitsPerMinute: 6000 });
    const from = performance.now();
    let last = 0;
    const all = Promise.all(
      Array.from({ length: 20 }, () =>
        lane.run(100, patience, async () => {
          last = performance.now() - from;
          return { ...done, units: 10 };
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    await all;
    expect(last).toBeLessThan(2500);
  });

  it('lets a request through that is larger than the bucket, and makes the next one wait for it', async () => {
    const { all, begun } = start({ unitsPerMinute: 600 }, 2, 10, 100);
    await vi.advanceTimersByTimeAsync(30_000);
    await all;
    expect(begun[0]).toBe(0);
    expect(begun[1]).toBeGreaterThanOrEqual(9900);
    expect(begun[1]).toBeLessThan(11_000);
  });

  it('never has more in flight than told, and has that many at once', async () => {
    const { all, most, begun } = start({ concurrency: 6 }, 60, 100);
    await vi.advanceTimersByTimeAsync(5000);
    await all;
    expect(most()).toBe(6);
    expect(begun.at(-1)).toBeLessThan(1000);
  });

  it('takes limits from the reply where none are configured', async () => {
    const lane = new Lane('test', {});
    const limits = { requests: { perMinute: 60, remaining: 0 }, units: null };
    await lane.run(0, patience, async () => ({ ...done, limits }));
    const from = performance.now();
    const begun: number[] = [];
    const all = Promise.all(
      [1, 2, 3].map(() =>
        lane.run(0, patience, async () => {
          begun.push(performance.now() - from);
          return done;
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    await all;
    expect(begun.map((ms) => Math.round(ms / 1000))).toEqual([1, 2, 3]);
  });

  it('prefers configured limits to stated ones', async () => {
    const lane = new Lane('test', { requestsPerMinute: 6000 });
    const limits = { requests: { perMinute: 1, remaining: null }, units: null };
    await lane.run(0, patience, async () => ({ ...done, limits }));
    const second = lane.run(0, patience, async () => done);
    await vi.advanceTimersByTimeAsync(100);
    await expect(second).resolves.toBe('done');
  });
});

describe('limits that are not known', () => {
  it('grows while all goes well', async () => {
    const { all, most } = start({}, 400, 100);
    await vi.advanceTimersByTimeAsync(60_000);
    await all;
    expect(most()).toBeGreaterThan(24);
  });

  it('cuts the number in flight by a quarter on a refusal, once for those that were under way', async () => {
    const lane = new Lane('test', { concurrency: 16 });
    const all = Promise.all(
      Array.from({ length: 16 }, (_, index) => {
        let tried = 0;
        return lane.run(0, patience, async () => {
          await sleep(100);
          return tried++ === 0 && index < 2 ? failure('rate') : done;
        });
      }),
    );
    await vi.advanceTimersByTimeAsync(101);
    // 16 × 0.75, and what fourteen successes add; two cuts would make it 9.
    expect([12, 13]).toContain(lane.report().concurrency);
    await vi.advanceTimersByTimeAsync(60_000);
    await all;
  });

  it('does not take a long Retry-After for a sign that too many were in flight', async () => {
    const lane = new Lane('test', { concurrency: 16 });
    let tried = 0;
    const all = Promise.all(
      Array.from({ length: 40 }, () =>
        lane.run(0, patience, async () => {
          await sleep(10);
          return tried++ < 10 ? failure('rate', 60_000) : done;
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(lane.report().concurrency).toBe(12);
    await vi.advanceTimersByTimeAsync(100_000);
    await all;
    expect(lane.report().concurrency).toBeGreaterThanOrEqual(14);
  });
});

describe('retries', () => {
  it('waits as long as it is asked to, even for an hour', async () => {
    const lane = new Lane('test', {});
    const tries: number[] = [];
    const from = performance.now();
    const answer = lane.run(0, { ...patience, deadlineMs: 7_200_000 }, async () => {
      tries.push(performance.now() - from);
      return tries.length === 1 ? failure('rate', 3_600_000) : done;
    });
    await vi.advanceTimersByTimeAsync(3_599_000);
    expect(tries).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(answer).resolves.toBe('done');
    expect(tries[1]).toBeGreaterThanOrEqual(3_600_000);
  });

  it('fails at once where it would have to wait beyond the deadline', async () => {
    const lane = new Lane('test', {});
    const answer = lane.run(0, { ...patience, deadlineMs: 60_000 }, async () => failure('rate', 61_000));
    await expect(answer).rejects.toThrow('rate');
  });

  it('gives the place in flight to others while it waits', async () => {
    const lane = new Lane('test', { concurrency: 1 });
    let first = true;
    const slow = lane.run(0, patience, async () => {
      if (!first) return done;
      first = false;
      return failure('rate', 10_000);
    });
    const other = lane.run(0, patience, async () => done);
    await vi.advanceTimersByTimeAsync(100);
    await expect(other).resolves.toBe('done');
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(slow).resolves.toBe('done');
  });

  it('makes one request wait after one refusal, and the whole lane after three in a row', async () => {
    const lane = new Lane('test', { concurrency: 4 });
    let refusals = 0;
    const refused = [1, 2, 3].map(() =>
      lane.run(0, patience, async () => (refusals++ < 3 ? failure('rate', 30_000) : done)),
    );
    await vi.advanceTimersByTimeAsync(10);
    let began = false;
    const other = lane.run(0, patience, async () => {
      began = true;
      return done;
    });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(began).toBe(false);
    expect(lane.report().restsMs).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all([...refused, other]);
    expect(lane.report().restsMs).toBe(0);
  });

  it('spreads waits without a header between nothing and a doubling bound', async () => {
    const waits: number[] = [];
    for (const random of [0, 0.999]) {
      vi.spyOn(Math, 'random').mockReturnValue(random);
      const lane = new Lane('test', {});
      const at: number[] = [];
      const answer = lane.run(0, { ...patience, attempts: 4 }, async () => {
        at.push(performance.now());
        return at.length < 4 ? failure('server') : done;
      });
      await vi.advanceTimersByTimeAsync(60_000);
      await answer;
      for (let index = 1; index < 4; index++) waits.push(Math.round(at[index]! - at[index - 1]!));
    }
    expect(Math.max(...waits.slice(0, 3))).toBeLessThanOrEqual(1);
    expect(waits.slice(3).map((ms) => Math.ceil(ms / 500) * 500)).toEqual([500, 1000, 2000]);
  });

  it('does not repeat what will never succeed, nor more often than told', async () => {
    for (const [kind, attempts, expected] of [
      ['fatal', 8, 1],
      ['server', 3, 3],
      ['rate', 2, 2],
    ] as const) {
      const lane = new Lane('test', {});
      let tries = 0;
      const answer = lane.run(0, { ...patience, attempts }, async () => {
        tries++;
        return failure(kind);
      });
      const rejected = caught(answer);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(await rejected).toMatchObject({ name: 'AdapterError', message: `test: ${kind}` });
      expect(tries).toBe(expected);
    }
  });

  it('passes on what the attempt throws, and frees its place', async () => {
    const lane = new Lane('test', { concurrency: 1 });
    await expect(
      lane.run(0, patience, async () => {
        throw new Error('budget');
      }),
    ).rejects.toThrow('budget');
    await expect(lane.run(0, patience, async () => done)).resolves.toBe('done');
  });
});

describe('a service that is down', () => {
  it('is left alone after five failures in a row, and then asked by one request at a time', async () => {
    const lane = new Lane('test', { concurrency: 8 });
    let up = false;
    const at: number[] = [];
    const from = performance.now();
    const all = Promise.all(
      Array.from({ length: 20 }, () =>
        lane.run(0, { ...patience, attempts: 50 }, async () => {
          at.push(performance.now() - from);
          await sleep(20);
          return up ? done : failure('server');
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    const before = at.length;
    expect(at.filter((ms) => ms < 1900).length).toBeLessThanOrEqual(13);
    expect(at.filter((ms) => ms > 2100).length).toBeLessThanOrEqual(5);
    up = true;
    await vi.advanceTimersByTimeAsync(120_000);
    await all;
    expect(at.length - before).toBeLessThanOrEqual(21);
  });

  it('does not rest for failures with successes between them', async () => {
    const lane = new Lane('test', { concurrency: 4 });
    let tries = 0;
    const all = Promise.all(
      Array.from({ length: 200 }, () =>
        lane.run(0, { ...patience, attempts: 50 }, async () => {
          await sleep(20);
          return tries++ % 3 === 0 ? failure('server') : done;
        }),
      ),
    );
    for (let step = 0; step < 400; step++) {
      await vi.advanceTimersByTimeAsync(50);
      expect(lane.report().restsMs).toBe(0);
    }
    await all;
  });

  it('rests although requests from before still succeed', async () => {
    const lane = new Lane('test', { concurrency: 20 });
    const earlier = Array.from({ length: 10 }, (_, index) =>
      lane.run(0, patience, async () => {
        await sleep(500 + index * 10);
        return done;
      }),
    );
    await vi.advanceTimersByTimeAsync(495);
    const failing = Array.from({ length: 5 }, (_, index) =>
      caught(
        lane.run(0, { ...patience, attempts: 1 }, async () => {
          await sleep(10 + index * 10);
          return failure('server');
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all([...earlier, ...failing]);
    expect(lane.report().restsMs).toBeGreaterThan(2000);
  });

  it('does not rest for failures of requests that began before one that succeeded', async () => {
    const lane = new Lane('test', { concurrency: 20 });
    const failing = Array.from({ length: 6 }, () =>
      caught(
        lane.run(0, { ...patience, attempts: 1 }, async () => {
          await sleep(1000);
          return failure('server');
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(500);
    const later = lane.run(0, patience, async () => done);
    await vi.advanceTimersByTimeAsync(1000);
    await Promise.all([later, ...failing]);
    expect(lane.report().restsMs).toBe(0);
  });

  it('lets another request probe where the probing one is aborted', async () => {
    const lane = new Lane('test', { concurrency: 2 });
    const down = Array.from({ length: 5 }, () =>
      lane.run(0, { ...patience, attempts: 1 }, async () => failure('server')).catch(() => 'failed'),
    );
    await vi.advanceTimersByTimeAsync(10);
    await Promise.all(down);
    const probe = lane.run(0, patience, async () => {
      await sleep(100);
      throw new DOMException('stopped', 'AbortError');
    });
    const rejected = caught(probe);
    const next = lane.run(0, patience, async () => done);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await rejected).toMatchObject({ name: 'AbortError' });
    await expect(next).resolves.toBe('done');
  });
});

describe('requests that are made ready', () => {
  /** A request that takes 20 ms to make ready and 100 ms to answer. */
  const request = (lane: Lane, told: { ready: number; sent: number[]; cancelled: number }, by = signal) =>
    lane.runReady(0, { ...patience, signal: by }, async () => {
      told.ready += 1;
      await sleep(20);
      return {
        send: async () => {
          told.sent.push(performance.now());
          await sleep(100);
          return done;
        },
        cancel: async () => {
          told.cancelled += 1;
        },
      };
    });

  it('are a quarter of those in flight, and leave when a place falls free', async () => {
    const lane = new Lane('test', { concurrency: 16 });
    const told = { ready: 0, sent: [] as number[], cancelled: 0 };
    const from = performance.now();
    const all = Promise.all(Array.from({ length: 48 }, () => request(lane, told)));
    await vi.advanceTimersByTimeAsync(195);
    // Four at a time, until all places are taken; then four leave in the moment that four places fall free.
    const left = (at: number) => told.sent.filter((sent) => Math.round(sent - from) === at).length;
    expect([20, 40, 60, 80, 100, 120, 140, 160, 180].map(left)).toEqual([4, 4, 4, 4, 0, 4, 4, 4, 4]);
    expect(told.ready - told.sent.length).toBe(4);
    await vi.advanceTimersByTimeAsync(1000);
    await all;
    expect(told).toMatchObject({ ready: 48, cancelled: 0 });
  });

  it('are cancelled where the caller leaves, and asked for again after a failure', async () => {
    const lane = new Lane('test', { concurrency: 1 });
    const told = { ready: 0, sent: [] as number[], cancelled: 0 };
    const controller = new AbortController();
    const first = request(lane, told);
    const second = caught(request(lane, told, controller.signal));
    const third = caught(request(lane, told, controller.signal));
    await vi.advanceTimersByTimeAsync(50);
    expect(told).toMatchObject({ ready: 2, cancelled: 0 });
    controller.abort();
    expect(await second).toMatchObject({ name: 'AbortError' });
    expect(await third).toMatchObject({ name: 'AbortError' });
    expect(told).toMatchObject({ ready: 2, cancelled: 1 });
    await vi.advanceTimersByTimeAsync(100);
    expect(await first).toBe('done');

    let made = 0;
    const again = lane.runReady(0, patience, async () => {
      made += 1;
      return { send: async () => (made === 1 ? failure('rate', 100) : done), cancel: async () => {} };
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await again).toBe('done');
    expect(made).toBe(2);
  });

  it('pass on what stops them, and leave the way free for the next', async () => {
    const lane = new Lane('test', { concurrency: 1 });
    const broke = lane.runReady(0, patience, () => Promise.reject(new Error('the budget')));
    await expect(broke).rejects.toThrow('the budget');
    await expect(lane.run(0, patience, async () => done)).resolves.toBe('done');
  });
});

describe('another service that stands by', () => {
  it('is not kept waiting by one that is down', async () => {
    const lane = new Lane('test', { concurrency: 4 });
    let asked = 0;
    const answer = caught(
      lane.run(0, { ...patience, standby: true }, async () => {
        asked += 1;
        return failure('server');
      }),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toMatchObject({ message: 'test: server' });
    expect(asked).toBe(3);
  });

  it('gets all that wait once the service is known to be down, and only what it can do', async () => {
    const lane = new Lane('test', { concurrency: 4 });
    const from = performance.now();
    const left: number[] = [];
    const waiting = Array.from({ length: 40 }, () =>
      caught(
        lane.run(0, { ...patience, standby: true }, async () => {
          await sleep(10);
          return failure('server');
        }),
      ).then((error) => {
        left.push(performance.now() - from);
        return error;
      }),
    );
    const own = lane.run(0, patience, async () => (performance.now() - from < 20_000 ? failure('server') : done));
    await vi.advanceTimersByTimeAsync(5000);
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ message: 'test: server' });
    // The service is tried for a moment, not by each of them in turn.
    expect(Math.max(...left)).toBeLessThan(1500);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await own).toBe('done');
  });

  it('is not turned to while a service only asks to slow down', async () => {
    const lane = new Lane('test', { concurrency: 4 });
    let refusals = 0;
    const answer = lane.run(0, { ...patience, standby: true }, async () =>
      refusals++ < 5 ? failure('rate', 2000) : done,
    );
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toBe('done');
  });
});

describe('abort', () => {
  it.each([
    ['in the queue', 1],
    ['while it waits for a retry', 0],
  ])('ends at once %s', async (_, before) => {
    const lane = new Lane('test', { concurrency: 1 });
    const controller = new AbortController();
    if (before === 1) void lane.run(0, patience, () => new Promise(() => {}));
    const answer = lane.run(0, { ...patience, signal: controller.signal }, async () => failure('rate', 60_000));
    const rejected = caught(answer);
    await vi.advanceTimersByTimeAsync(50);
    controller.abort();
    expect(await rejected).toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('lanes', () => {
  it('are one for an account and model, and hold no key', () => {
    const one = laneFor('api.example.org', 'secret-key', 'm', {});
    expect(laneFor('api.example.org', 'secret-key', 'm', {})).toBe(one);
    expect(laneFor('api.example.org', 'other-key', 'm', {})).not.toBe(one);
    expect(laneFor('api.example.org', 'secret-key', 'n', {})).not.toBe(one);
    expect(JSON.stringify(one.report())).not.toContain('secret-key');
  });

  it('tell which service is left alone, and for how long', async () => {
    forgetLanes();
    const lane = laneFor('busy.example.org', 'secret-key', 'm', { concurrency: 8 });
    laneFor('idle.example.org', null, null, {});
    let refusals = 0;
    const all = Promise.all(
      Array.from({ length: 3 }, () =>
        lane.run(0, patience, async () => (refusals++ < 3 ? failure('rate', 90_000) : done)),
      ),
    );
    await vi.advanceTimersByTimeAsync(1000);
    const [resting, ...others] = restingServices();
    expect(others).toEqual([]);
    expect(resting!.service).toBe('busy.example.org');
    expect(resting!.restsMs).toBeGreaterThan(80_000);
    await vi.advanceTimersByTimeAsync(120_000);
    await all;
    expect(restingServices()).toEqual([]);
  });

  it('take over limits that are given later', () => {
    const lane = laneFor('later.example.org', null, null, {});
    expect(lane.report().concurrency).toBe(8);
    laneFor('later.example.org', null, null, { concurrency: 3 });
    expect(lane.report().concurrency).toBe(3);
    laneFor('later.example.org', null, null, {});
    expect(lane.report().concurrency).toBe(3);
    laneFor('later.example.org', null, null, { concurrency: 32 });
    expect(lane.report().concurrency).toBe(32);
  });
});
