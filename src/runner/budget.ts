import { BudgetError, ConfigError } from '../core/index.ts';

/** Money is counted in whole billionths of a dollar: sums of floats would drift past a cap by their rounding. */
const NANO = 1e9;

/** A cap on what a run may cost. Nothing is sent before its upper bound is reserved. */
export interface Budget {
  /** US dollars, or null where there is no cap. */
  readonly capUsd: number | null;
  /** What is settled, in US dollars. Never more than the cap. */
  spentUsd(): number;
  /**
   * Reserves an upper bound. Where it does not fit beside the reservations of others, waits for them to be settled.
   * @throws BudgetError where it does not fit even alone
   * @throws ConfigError where there is a cap and no price is known
   */
  reserve(boundUsd: number | null, adapter: string, signal: AbortSignal): Promise<Reservation>;
}

/** Money set aside for one request. Settled once. */
export interface Reservation {
  /** Replaces the reservation by what it really cost; null where that is unknown: the whole bound stays charged. */
  settle(costUsd: number | null): void;
}

/**
 * @param capUsd the most that may be spent, or null
 * @param spentUsd what an earlier, interrupted part of the same run has spent already
 */
export function createBudget(capUsd: number | null, spentUsd = 0): Budget {
  const cap = capUsd === null ? Infinity : Math.floor(capUsd * NANO + 1e-6);
  let spent = Math.ceil(spentUsd * NANO);
  let reserved = 0;
  let waiting: (() => void)[] = [];

  function wake(): void {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  }

  async function untilSettled(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve) => {
      const resume = () => {
        signal.removeEventListener('abort', resume);
        resolve();
      };
      signal.addEventListener('abort', resume, { once: true });
      waiting.push(resume);
    });
    signal.throwIfAborted();
  }

  return {
    capUsd,
    spentUsd: () => spent / NANO,
    async reserve(boundUsd, adapter, signal) {
      if (boundUsd === null && capUsd !== null) {
        throw new ConfigError(
          `${adapter}: no price is known for it, so --max-cost cannot be kept; add its price to the price table, or run without --max-cost`,
        );
      }
      const bound = Math.ceil((boundUsd ?? 0) * NANO);
      while (spent + reserved + bound > cap) {
        if (reserved === 0) {
          throw new BudgetError(
            `the budget of $${capUsd} does not cover the next request: $${(spent / NANO).toFixed(4)} is spent, and it may cost $${(bound / NANO).toFixed(4)}`,
          );
        }
        await untilSettled(signal);
      }
      reserved += bound;
      let open = true;
      return {
        settle(costUsd) {
          if (!open) return;
          open = false;
          reserved -= bound;
          spent += costUsd === null ? bound : Math.ceil(costUsd * NANO);
          wake();
        },
      };
    },
  };
}
