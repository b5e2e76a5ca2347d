import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chain } from '../../../src/adapters/translators/chain.ts';
import { AdapterError, BudgetError, CONTRACT, NO_USAGE } from '../../../src/core/index.ts';
import type { AdapterErrorCode, Translator } from '../../../src/core/index.ts';
import { callContext, FRENCH } from './service.ts';

interface Fake extends Translator {
  fail: Error | null;
  calls: number;
  closed: number;
}

function fake(name: string, languages: readonly string[] = ['fr'], part: Partial<Translator> = {}): Fake {
  const translator: Fake = {
    contract: CONTRACT,
    kind: 'translator',
    name,
    signature: `${name}-signature`,
    sendsTextTo: `${name}.example.org`,
    quality: 'standard',
    limits: { charsPerCall: 1000, segmentsPerCall: 50 },
    fail: null,
    calls: 0,
    closed: 0,
    supports: async ({ source }) => languages.includes(source),
    async translate({ segments, pair }) {
      if (!languages.includes(pair.source)) throw error(name, 'unsupported-language');
      translator.calls++;
      if (translator.fail !== null) throw translator.fail;
      return { segments: segments.map((text) => `${name}: ${text}`), usage: NO_USAGE, warnings: [`${name} warns`] };
    },
    async close() {
      translator.closed++;
    },
    ...part,
  };
  return translator;
}

function error(adapter: string, code: AdapterErrorCode, retryAfterMs?: number): AdapterError {
  return new AdapterError(`${code} it said`, { adapter, code, retryable: true, retryAfterMs });
}

const request = { segments: ['Bonjour.'], pair: FRENCH, glossary: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('chain', () => {
  it('takes the first that can, and names it', async () => {
    const [one, two] = [fake('one'), fake('two')];
    const result = await chain([one, two]).translate(request, callContext());
    expect(result).toMatchObject({ segments: ['one: Bonjour.'], madeBy: 'one', warnings: ['one warns'] });
    expect(two.calls).toBe(0);
  });

  it('tells all but the last that another stands by', async () => {
    const told: [string, boolean | undefined][] = [];
    const links = ['one', 'two', 'three'].map((name) =>
      fake(name, ['fr'], {
        translate: async (_, { standby }) => {
          told.push([name, standby]);
          throw error(name, 'unavailable');
        },
      }),
    );
    const joined = chain(links);
    await expect(joined.translate(request, callContext())).rejects.toThrow('it said');
    // All rest now, and are tried all the same.
    await expect(joined.translate(request, callContext())).rejects.toThrow('it said');
    const once = [
      ['one', true],
      ['two', true],
      ['three', false],
    ];
    expect(told).toEqual([...once, ...once]);
  });

  it('is one translator: joined names, hosts, signatures, and the narrowest limits', async () => {
    const local = fake('local', ['fr', 'it'], { sendsTextTo: null, limits: { charsPerCall: 10, segmentsPerCall: 99 } });
    const joined = chain([fake('one'), local, fake('two')]);
    expect(joined).toMatchObject({
      name: 'one,local,two',
      sendsTextTo: 'one.example.org, two.example.org',
      limits: { charsPerCall: 10, segmentsPerCall: 50 },
    });
    expect(joined.signature).toContain('two-signature');
    expect(await joined.supports({ source: 'it', target: 'en' }, callContext())).toBe(true);
    expect(await joined.supports({ source: 'de', target: 'en' }, callContext())).toBe(false);
    expect(chain([local]).sendsTextTo).toBeNull();
  });

  it.each(['quota', 'unavailable', 'timeout', 'rate-limited', 'bad-response', 'truncated', 'refused'] as const)(
    'moves on for %s, and says so',
    async (code) => {
      const [one, two] = [fake('one'), fake('two', ['fr'], { quality: 'rough' })];
      one.fail = error('one', code);
      const result = await chain([one, two]).translate(request, callContext());
      expect(result).toMatchObject({ segments: ['two: Bonjour.'], madeBy: 'two', quality: 'rough' });
      expect(result.warnings[0]).toBe(`translated by two instead: one: ${code} it said`);
      expect(result.warnings[1]).toBe('two warns');
    },
  );

  it('moves on for a language that the first does not do', async () => {
    const result = await chain([fake('one', ['de']), fake('two')]).translate(request, callContext());
    expect(result.warnings[0]).toBe('translated by two instead: one does not do French');
  });

  it('stops for a wrong key, a spent budget and a fault of its own', async () => {
    for (const fail of [
      error('one', 'unauthorised'),
      error('one', 'bad-request'),
      new BudgetError('spent'),
      new TypeError('bug'),
    ]) {
      const [one, two] = [fake('one'), fake('two')];
      one.fail = fail;
      await expect(chain([one, two]).translate(request, callContext())).rejects.toBe(fail);
      expect(two.calls).toBe(0);
    }
  });

  it('passes by what is out of order, and comes back to it', async () => {
    const [one, two] = [fake('one'), fake('two')];
    const both = chain([one, two]);
    one.fail = error('one', 'unavailable');
    const atFirst = await both.translate(request, callContext());
    one.fail = null;
    const meanwhile = await both.translate(request, callContext());
    // The same words as before: a run tells them once.
    expect(meanwhile.warnings).toEqual(atFirst.warnings);
    expect(one.calls).toBe(1);
    await vi.advanceTimersByTimeAsync(61_000);
    expect((await both.translate(request, callContext())).madeBy).toBe('one');
  });

  it('stays away as long as the service asks', async () => {
    const [one, two] = [fake('one'), fake('two')];
    const both = chain([one, two]);
    one.fail = error('one', 'rate-limited', 600_000);
    await both.translate(request, callContext());
    one.fail = null;
    await vi.advanceTimersByTimeAsync(590_000);
    expect((await both.translate(request, callContext())).madeBy).toBe('two');
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await both.translate(request, callContext())).madeBy).toBe('one');
  });

  it('does not pass by a service for one bad answer', async () => {
    const [one, two] = [fake('one'), fake('two')];
    const both = chain([one, two]);
    one.fail = error('one', 'bad-response');
    await both.translate(request, callContext());
    one.fail = null;
    expect((await both.translate(request, callContext())).madeBy).toBe('one');
  });

  it('tries what rests where nothing else can', async () => {
    const [one, two] = [fake('one'), fake('two', ['de'])];
    const both = chain([one, two]);
    one.fail = error('one', 'unavailable');
    await expect(both.translate(request, callContext())).rejects.toBe(one.fail);
    one.fail = null;
    expect((await both.translate(request, callContext())).madeBy).toBe('one');
  });

  it('fails with the last error, or says that none does the language', async () => {
    const [one, two] = [fake('one'), fake('two')];
    one.fail = error('one', 'quota');
    two.fail = error('two', 'timeout');
    await expect(chain([one, two]).translate(request, callContext())).rejects.toBe(two.fail);
    const german = { ...request, pair: { source: 'de', target: 'en' } };
    await expect(chain([one, two]).translate(german, callContext())).rejects.toMatchObject({
      code: 'unsupported-language',
      message: 'one,two: none of these translates German into English; name one that does',
    });
  });

  it('does not take a service that cannot be asked for one that cannot', async () => {
    const down = fake('down', [], {
      supports: async () => {
        throw error('down', 'unavailable');
      },
    });
    expect(await chain([down, fake('two')]).supports(FRENCH, callContext())).toBe(true);
    await expect(chain([down, fake('two', ['de'])]).supports(FRENCH, callContext())).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('closes all', async () => {
    const [one, two] = [fake('one'), fake('two')];
    await chain([one, two]).close?.();
    expect([one.closed, two.closed]).toEqual([1, 1]);
  });
});
