import { randomUUID } from 'node:crypto';
import { addUsage, NO_USAGE } from '../core/index.ts';
import type { Journal, ServiceReport, Store, Usage } from '../core/index.ts';
import type { Budget } from './budget.ts';
import type { Ledger, RunRecord } from './ledger.ts';

/** Parts of a journal, all handed in. */
export interface JournalParts {
  readonly ledger: Ledger;
  /** Replies by request key, shared by all outputs of a user. */
  readonly cache: Store;
  readonly budget: Budget;
  /** Asks again for what is stored, but for the replies of this very run. */
  readonly force: boolean;
  readonly signal: AbortSignal;
  /** When this run (or the interrupted one it goes on with) started, ISO. */
  readonly startedAt: string;
  /** What the interrupted part of this run has counted already. */
  readonly services: Readonly<Record<string, ServiceReport>>;
}

export interface RunJournal extends Journal {
  /** Counts by adapter so far. */
  services(): Readonly<Record<string, ServiceReport>>;
}

interface StoredReply {
  readonly adapter: string;
  readonly reply: string;
  readonly usage: Usage;
  /** As `Flight.ticket`. */
  readonly ticket: string;
  readonly at: string;
}

const NOTHING: ServiceReport = { requests: 0, failed: 0, cacheHits: 0, usage: NO_USAGE };

/**
 * The journal of a run. A request is durable in the ledger before it leaves and its reply durable in the cache before
 * anyone uses it, so a kill loses at most the replies of the requests in flight.
 */
export function createJournal(parts: JournalParts): RunJournal {
  const { ledger, cache, budget } = parts;
  const services = new Map<string, ServiceReport>(Object.entries(parts.services));
  const storedInThisRun = new Set<string>();

  function count(adapter: string, change: (report: ServiceReport) => ServiceReport): void {
    services.set(adapter, change(services.get(adapter) ?? NOTHING));
  }
  const runRecord = (): RunRecord => ({
    startedAt: parts.startedAt,
    endedAt: null,
    stopped: null,
    spentUsd: budget.spentUsd(),
    services: Object.fromEntries(services),
  });

  /**
   * Nobody has to wait for a landing: should it be lost, the flight is found with its stored reply and charged by it.
   * But where it cannot be written, nothing further is sent.
   */
  let failure: unknown = null;
  function inTheBackground(...writes: readonly Promise<void>[]): void {
    Promise.all(writes).catch((error: unknown) => {
      failure ??= error;
    });
  }

  return {
    services: () => Object.fromEntries(services),
    async recall(key) {
      if (parts.force && !storedInThisRun.has(key)) return null;
      const stored = await cache.get(replyKey(key));
      if (stored === null) return null;
      const { reply, adapter } = JSON.parse(stored) as StoredReply;
      count(adapter, (report) => ({ ...report, cacheHits: report.cacheHits + 1 }));
      return reply;
    },
    async begin(key, adapter, bound) {
      if (failure !== null) throw failure;
      const reservation = await budget.reserve(bound.costUsd, adapter, parts.signal);
      const at = new Date().toISOString();
      const ticket = randomUUID();
      try {
        await ledger.takeOff(key, { adapter, boundUsd: bound.costUsd, ticket, at });
      } catch (error) {
        reservation.settle(0);
        throw error;
      }
      count(adapter, (report) => ({ ...report, requests: report.requests + 1 }));
      const fail = (report: ServiceReport): ServiceReport => ({ ...report, failed: report.failed + 1 });
      return {
        async settle(reply, usage) {
          const entry: StoredReply = { adapter, reply, usage, ticket, at };
          await cache.put(replyKey(key), JSON.stringify(entry));
          if (parts.force) storedInThisRun.add(key);
          // A service that names no price for what it did is charged what was set aside for it.
          reservation.settle(usage.costUsd);
          count(adapter, (report) => ({ ...report, usage: addUsage(report.usage, usage) }));
          inTheBackground(ledger.land(key), ledger.recordRun(runRecord()));
        },
        async release() {
          reservation.settle(0);
          count(adapter, fail);
          inTheBackground(ledger.land(key));
        },
        async abandon() {
          reservation.settle(null);
          count(adapter, (report) =>
            fail({ ...report, usage: addUsage(report.usage, { ...NO_USAGE, costUsd: bound.costUsd }) }),
          );
          await Promise.all([ledger.land(key), ledger.recordRun(runRecord())]);
        },
      };
    },
    async discard(key) {
      await cache.delete(replyKey(key));
    },
  };
}

/** Requests that were in flight at a kill. */
export interface FlightsLeft {
  readonly keys: readonly string[];
  /** How many have no stored reply: nobody knows their outcome, and they are sent again when they are needed. */
  readonly unknown: number;
  /** What all may have cost beyond what was written down, at most. */
  readonly costUsd: number;
}

/** What a killed run left in flight: a stored reply is charged by its usage, an unknown outcome by its bound. */
export async function flightsLeft(ledger: Ledger, cache: Store): Promise<FlightsLeft> {
  const keys: string[] = [];
  let unknown = 0;
  let costUsd = 0;
  for await (const [key, flight] of ledger.flights()) {
    keys.push(key);
    const stored = await cache.get(replyKey(key));
    const reply = stored === null ? null : (JSON.parse(stored) as StoredReply);
    // The ticket, not the time: a clock may jump, and an earlier reply with this key was paid for by an earlier ticket.
    if (reply !== null && reply.ticket === flight.ticket) costUsd += reply.usage.costUsd ?? flight.boundUsd ?? 0;
    else {
      unknown += 1;
      costUsd += flight.boundUsd ?? 0;
    }
  }
  return { keys, unknown, costUsd };
}

function replyKey(key: string): string {
  return `reply/${key}`;
}

/** A journal that counts what one article's requests cost, whatever becomes of the article. */
export interface Meter {
  readonly journal: Journal;
  used(): Usage;
}

/** @param forgetful asks again for what is stored: the article failed on its stored replies, and is to be retried */
export function meterJournal(journal: Journal, forgetful: boolean): Meter {
  let used = NO_USAGE;
  return {
    used: () => used,
    journal: {
      ...journal,
      recall: (key) => (forgetful ? Promise.resolve(null) : journal.recall(key)),
      async begin(key, adapter, bound) {
        const ticket = await journal.begin(key, adapter, bound);
        return {
          async settle(reply, usage) {
            used = addUsage(used, usage);
            await ticket.settle(reply, usage);
          },
          release: () => ticket.release(),
          async abandon() {
            used = addUsage(used, { ...NO_USAGE, requests: 1, costUsd: bound.costUsd });
            await ticket.abandon();
          },
        };
      },
    },
  };
}
