import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BudgetError, ConfigError } from '../../src/core/index.ts';
import { createBudget } from '../../src/runner/index.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);

describe('the budget', () => {
  it('reserves a bound and settles by what it really cost', async () => {
    const budget = createBudget(1);
    const reservation = await budget.reserve(0.6, 'x', never);
    expect(budget.spentUsd()).toBe(0);
    reservation.settle(0.25);
    reservation.settle(0.25);
    expect(budget.spentUsd()).toBe(0.25);
  });

  it('keeps the whole bound where the outcome is unknown', async () => {
    const budget = createBudget(1);
    (await budget.reserve(0.6, 'x', never)).settle(null);
    expect(budget.spentUsd()).toBe(0.6);
    await expect(budget.reserve(0.5, 'x', never)).rejects.toBeInstanceOf(BudgetError);
  });

  it('lets a request wait for the reservations of others, and go on when they turn out cheaper', async () => {
    const budget = createBudget(1);
    const first = await budget.reserve(0.9, 'x', never);
    let served = false;
    const second = budget.reserve(0.5, 'x', never).then((reservation) => {
      served = true;
      return reservation;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(served).toBe(false);
    first.settle(0.1);
    (await second).settle(0.5);
    expect(budget.spentUsd()).toBeCloseTo(0.6, 9);
  });

  it('stops waiting when the run is stopped', async () => {
    const budget = createBudget(1);
    await budget.reserve(0.9, 'x', never);
    const controller = new AbortController();
    const waiting = budget.reserve(0.5, 'x', controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses what has no price only where there is a cap', async () => {
    await expect(createBudget(1).reserve(null, 'mystery', never)).rejects.toBeInstanceOf(ConfigError);
    (await createBudget(null).reserve(null, 'mystery', never)).settle(null);
  });

  it('goes on with what an interrupted run has spent', async () => {
    await expect(createBudget(1, 0.95).reserve(0.1, 'x', never)).rejects.toThrow(/\$0\.9500 is spent/);
  });

  it('is never exceeded, whatever is reserved side by side and however it settles', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 100 }), fc.boolean()), {
          minLength: 64,
          maxLength: 64,
        }),
        async (capCents, requests) => {
          const budget = createBudget(capCents / 100);
          await Promise.all(
            requests.map(async ([cents, share, unknown]) => {
              try {
                const reservation = await budget.reserve(cents / 100, 'x', never);
                await Promise.resolve();
                reservation.settle(unknown ? null : ((cents / 100) * share) / 100);
              } catch (error) {
                expect(error).toBeInstanceOf(BudgetError);
              }
              expect(budget.spentUsd()).toBeLessThanOrEqual(capCents / 100 + 1e-9);
            }),
          );
          expect(budget.spentUsd()).toBeLessThanOrEqual(capCents / 100 + 1e-9);
        },
      ),
      { numRuns: 100 },
    );
  });
});
