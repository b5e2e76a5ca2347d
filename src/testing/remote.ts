import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { AdapterError, BudgetError, messageOf } from '../core/index.ts';
import type { AdapterErrorCode, Journal } from '../core/index.ts';
import { CANARY_KEY, contextWith, failureOf, pause, withServer } from './harness.ts';
import type { ContractCase, Subject } from './harness.ts';
import { recordingJournal } from './journal.ts';
import { startServer } from './server.ts';
import type { Behaviour, ReceivedRequest } from './server.ts';

function failing(status: number): Behaviour {
  return { kind: 'reply', status, body: '{"error":{"message":"no"}}' };
}

/** What every adapter over HTTP must do when its service or its caller does not behave. */
export function remoteCases<A>(subject: Subject<A>): ContractCase[] {
  const good: Behaviour = { kind: 'reply', body: (request) => subject.answer(request) };
  const requests = subject.requestsPerCall ?? 1;
  const fails = async (
    behave: (request: ReceivedRequest, number: number) => Behaviour,
    codes: readonly AdapterErrorCode[],
    check: (error: AdapterError, sent: number) => void,
  ): Promise<void> => {
    await withServer(subject, behave, async (adapter, sent) => {
      const error = await failureOf(subject.call(adapter, contextWith(), 0));
      assert.ok(error instanceof AdapterError, `an AdapterError, not ${messageOf(error)}`);
      assert.ok(codes.includes(error.code), `code ${codes.join(' or ')}, not ${error.code}: ${error.message}`);
      check(error, sent().length);
    });
  };
  const cases: ContractCase[] = [
    {
      name: 'waits as long as Retry-After says, then succeeds',
      run: () =>
        withServer(
          subject,
          (_, number) =>
            number === 1 ? { kind: 'reply', status: 429, headers: { 'retry-after': '1' }, body: '' } : good,
          async (adapter, sent) => {
            const startedAt = performance.now();
            await subject.call(adapter, contextWith(), 0);
            assert.ok(performance.now() - startedAt >= 990, 'it came back before the second was over');
            assert.equal(sent().length, requests + 1);
          },
        ),
    },
    {
      name: 'tries again after 503',
      run: () =>
        withServer(
          subject,
          (_, number) => (number === 1 ? failing(503) : good),
          async (adapter, sent) => {
            await subject.call(adapter, contextWith(), 0);
            assert.equal(sent().length, requests + 1);
          },
        ),
    },
    {
      name: 'tries again after a closed connection and after a body cut short',
      run: () =>
        withServer(
          subject,
          (_, number) => {
            if (number === 1) return { kind: 'close' };
            return number === 2 ? { kind: 'cut', body: (request) => subject.answer(request) } : good;
          },
          async (adapter) => {
            await subject.call(adapter, contextWith(), 0);
          },
        ),
    },
    {
      name: 'gives up on a service that stays down',
      run: () =>
        fails(
          () => failing(503),
          ['unavailable'],
          (error, sent) => {
            assert.equal(error.retryable, true);
            assert.equal(error.status, 503);
            assert.ok(sent > 1 && sent <= 4, `${sent} requests`);
          },
        ),
    },
    {
      name: 'does not repeat a request that was refused: 401',
      run: () =>
        fails(
          () => failing(401),
          ['unauthorised'],
          (error, sent) => {
            assert.equal(error.retryable, false);
            assert.equal(sent, 1);
          },
        ),
    },
    {
      name: 'does not repeat a request that was wrong: 400',
      run: () =>
        fails(
          () => failing(400),
          ['bad-request', 'refused'],
          (error) => {
            assert.equal(error.retryable, false);
            assert.equal(error.status, 400);
          },
        ),
    },
    {
      name: 'asks once more, then reports, where the answer is not JSON',
      run: () =>
        fails(
          () => ({ kind: 'reply', body: '<html>Welcome to the guest network</html>' }),
          ['bad-response', 'refused', 'truncated'],
          (_, sent) => assert.ok(sent >= 2 && sent <= 3, `${sent} requests`),
        ),
    },
    {
      name: 'reports an answer that ends in the middle',
      run: () =>
        fails(
          () => ({ kind: 'reply', body: (request) => subject.answer(request).slice(0, -12) }),
          ['bad-response', 'truncated'],
          () => {},
        ),
    },
    {
      name: 'does not follow a redirect with key and text',
      run: async () => {
        const elsewhere = await startServer(() => ({ kind: 'reply', body: '{}' }));
        try {
          await withServer(
            subject,
            () => ({ kind: 'reply', status: 307, headers: { location: `${elsewhere.url}/x` }, body: '' }),
            async (adapter) => {
              assert.ok((await failureOf(subject.call(adapter, contextWith(), 0))) instanceof AdapterError);
              assert.equal(elsewhere.requests.length, 0);
            },
          );
        } finally {
          await elsewhere.close();
        }
      },
    },
    {
      name: 'stops at once when aborted in flight',
      run: () => stops(subject, () => ({ kind: 'stall' })),
    },
    {
      name: 'stops at once when aborted while it waits for a retry',
      run: () => stops(subject, () => ({ kind: 'reply', status: 429, headers: { 'retry-after': '60' }, body: '' })),
    },
    {
      name: 'sends nothing when it is aborted already',
      run: () =>
        withServer(
          subject,
          () => good,
          async (adapter, sent) => {
            const signal = AbortSignal.abort();
            await assert.rejects(subject.call(adapter, contextWith({ signal }), 0), { name: 'AbortError' });
            assert.equal(sent().length, 0);
          },
        ),
    },
    {
      name: 'names neither key nor text in any error',
      run: async () => {
        for (const status of [400, 401, 403, 404, 413, 422, 429, 456, 500, 503, 529]) {
          const body = JSON.stringify({
            error: { message: `the key ${CANARY_KEY} may not send "${subject.texts.join(' ')}"`, code: status },
            message: `${CANARY_KEY} ${subject.texts.join(' ')}`,
          });
          const headers = { 'retry-after': '0' };
          await withServer(
            subject,
            () => ({ kind: 'reply', status, headers, body }),
            async (adapter) => {
              const error = await failureOf(subject.call(adapter, contextWith(), 0));
              assertDiscreet(error, subject.texts, `${status}`);
            },
          );
        }
        const echoing: Behaviour = { kind: 'reply', body: `${CANARY_KEY} ${subject.texts.join(' ')}` };
        await withServer(
          subject,
          () => echoing,
          async (adapter) =>
            assertDiscreet(await failureOf(subject.call(adapter, contextWith(), 0)), subject.texts, '200'),
        );
      },
    },
    {
      name: 'writes a request down before it sends it, and stores the reply before it uses it',
      run: async () => {
        const journal = recordingJournal();
        const begunBefore: boolean[] = [];
        await withServer(
          subject,
          (_, number) => {
            begunBefore.push(journal.entries.filter((entry) => entry.what === 'begin').length >= number);
            return good;
          },
          async (adapter, sent) => {
            const { usage } = await subject.call(adapter, contextWith({ journal }), 0);
            assert.deepEqual(
              begunBefore,
              Array.from({ length: requests }, () => true),
            );
            const settled = journal.entries.filter((entry) => entry.what === 'settle');
            assert.equal(settled.length, sent().length, 'every reply is settled when the call returns');
            assert.equal(usage.requests, sent().length);
            for (const entry of settled) {
              const bound = journal.entries.find((other) => other.what === 'begin' && other.key === entry.key)?.usage;
              assert.ok(bound !== undefined && entry.usage !== undefined);
              for (const amount of ['requests', 'inputTokens', 'outputTokens', 'characters'] as const) {
                assert.ok(entry.usage[amount] <= bound[amount], `${amount} used is within the bound that was reserved`);
              }
            }
            for (const { key } of journal.entries)
              assert.ok(!key.includes(CANARY_KEY), 'a journal key holds no secret');
          },
        );
      },
    },
    {
      name: 'does not ask again for what the journal remembers',
      run: async () => {
        const journal = recordingJournal();
        await withServer(
          subject,
          () => good,
          async (adapter, sent) => {
            await subject.call(adapter, contextWith({ journal }), 0);
            const before = sent().length;
            const { usage } = await subject.call(adapter, contextWith({ journal }), 0);
            assert.equal(sent().length, before);
            assert.equal(usage.requests, 0);
            assert.equal(usage.costUsd, 0);
          },
        );
      },
    },
    {
      name: 'forgets a stored reply that it cannot use',
      run: async () => {
        const journal = recordingJournal();
        await withServer(
          subject,
          () => ({ kind: 'reply', body: 'nothing' }),
          async (adapter) => {
            await failureOf(subject.call(adapter, contextWith({ journal }), 0));
            assert.equal(journal.replies.size, 0);
          },
        );
      },
    },
    {
      name: 'gives back what certainly cost nothing, and keeps reserved what may have cost',
      run: async () => {
        assert.deepEqual(await fate(subject, failing(400)), ['release']);
        assert.deepEqual(await fate(subject, { kind: 'close' }), ['abandon']);
        assert.deepEqual(await fate(subject, failing(500)), ['abandon']);
      },
    },
    {
      name: 'sends nothing that the budget does not cover, and does not try again',
      run: async () => {
        const journal = recordingJournal();
        journal.exhaust();
        await withServer(
          subject,
          () => good,
          async (adapter, sent) => {
            const error = await failureOf(subject.call(adapter, contextWith({ journal }), 0));
            assert.ok(error instanceof BudgetError, `a BudgetError, not ${messageOf(error)}`);
            assert.equal(sent().length, 0);
          },
        );
      },
    },
  ];
  if (subject.usesKey === false) return cases;
  return [...cases, keepsKeyOut(subject)];
}

/** The key goes out, comes back in an answer, and must not be stored with it. */
function keepsKeyOut<A>(subject: Subject<A>): ContractCase {
  return {
    name: 'stores no key that the service sends back',
    run: async () => {
      const journal = recordingJournal();
      await withServer(
        subject,
        () => ({ kind: 'reply', body: (request) => `${subject.answer(request)} ${CANARY_KEY}` }),
        async (adapter) => {
          const kept: string[] = [];
          const keeping: Journal = {
            ...journal,
            async begin(key, name, bound) {
              const ticket = await journal.begin(key, name, bound);
              return {
                ...ticket,
                settle: async (reply, usage) => {
                  kept.push(reply);
                  await ticket.settle(reply, usage);
                },
              };
            },
          };
          await subject.call(adapter, contextWith({ journal: keeping }), 0).catch(() => null);
          assert.ok(kept.length > 0, 'a reply was stored');
          for (const reply of kept) assert.ok(!reply.includes(CANARY_KEY), 'the key stands in a stored reply');
        },
      );
    },
  };
}

/** How the reservation of a failing request ended. */
async function fate<A>(subject: Subject<A>, behaviour: Behaviour): Promise<readonly string[]> {
  const journal = recordingJournal();
  await withServer(
    subject,
    () => behaviour,
    async (adapter) => void (await failureOf(subject.call(adapter, contextWith({ journal }), 0))),
  );
  const ends = ['release', 'abandon', 'settle'];
  return [...new Set(journal.entries.map((entry) => entry.what).filter((what) => ends.includes(what)))];
}

async function stops<A>(subject: Subject<A>, behave: () => Behaviour): Promise<void> {
  await withServer(subject, behave, async (adapter, sent) => {
    const controller = new AbortController();
    const call = failureOf(subject.call(adapter, contextWith({ signal: controller.signal }), 0));
    for (let waited = 0; sent().length === 0 && waited < 5000; waited += 10) await pause(10);
    await pause(100);
    const abortedAt = performance.now();
    controller.abort();
    const error = await call;
    assert.ok(performance.now() - abortedAt < 1000, 'it went on for more than a second');
    assert.ok(error instanceof Error && error.name === 'AbortError', `an AbortError, not ${messageOf(error)}`);
    assert.equal(sent().length, 1);
  });
}

function assertDiscreet(error: unknown, texts: readonly string[], where: string): void {
  const shown = `${inspect(error, { depth: 8, showHidden: true })} ${JSON.stringify(error)} ${messageOf(error)}`;
  assert.ok(!shown.includes(CANARY_KEY), `${where}: the key stands in the error`);
  for (const text of texts) assert.ok(!shown.includes(text), `${where}: article text stands in the error`);
}
