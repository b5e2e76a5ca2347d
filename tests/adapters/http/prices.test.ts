import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costOf, loadPrices, priceOf } from '../../../src/adapters/http/prices.ts';
import { ConfigError } from '../../../src/core/index.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'precis-prices-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function file(content: string): Promise<string> {
  const path = join(directory, 'own.json');
  await writeFile(path, content);
  return path;
}

const usage = { inputTokens: 1_000_000, outputTokens: 100_000, characters: 0 };

describe('the price table', () => {
  it('is dated, in dollars, and complete', async () => {
    const table = await loadPrices();
    expect(Number.isNaN(Date.parse(table.asOf))).toBe(false);
    const wrong = Object.entries(table.prices).filter(([name, price]) => {
      const { inputPerMillionTokens: input = 0, outputPerMillionTokens: output = 0 } = price;
      const { cachedInputPerMillionTokens: cached = 0, perMillionCharacters = 0 } = price;
      return name.includes('/') ? input <= 0 || output < input || cached > input : perMillionCharacters <= 0;
    });
    expect(wrong).toEqual([]);
    expect(Object.keys(table.prices).length).toBeGreaterThan(20);
  });

  it("has the user's prices over its own", async () => {
    const path = await file('{"asOf":"2026-12-01","prices":{"deepl":{"perMillionCharacters":18.5},"openai/own":{}}}');
    const table = await loadPrices(path);
    expect(table.asOf).toBe('2026-12-01');
    expect(table.prices['deepl']?.perMillionCharacters).toBe(18.5);
    expect(table.prices['google']).toBeDefined();
  });

  it.each(['{', '{"asOf":"soon","prices":{}}', '{"asOf":"2026-12-01","prices":{"x":{"perMillionTokens":1}}}'])(
    'refuses %s',
    async (content) => {
      await expect(loadPrices(await file(content))).rejects.toThrow(ConfigError);
    },
  );
});

describe('priceOf', () => {
  const price = { inputPerMillionTokens: 1 };
  const table = { asOf: '2026-11-22', prices: { 'openai/gpt-5': price, 'anthropic/claude-opus-4': price, deepl: {} } };

  it.each([
    ['openai', 'gpt-5', price],
    ['openai', 'gpt-5-2026-08-07', price],
    ['openai', 'gpt-5-mini', null],
    ['openai', 'gpt-5.1', null],
    ['anthropic', 'claude-opus-4@20250514', price],
    ['anthropic', 'claude-opus-4-8', null],
    ['deepl', null, {}],
    ['google', null, null],
  ])('%s %s', (service, model, expected) => {
    expect(priceOf(table, service, model)).toEqual(expected);
  });
});

describe('costOf', () => {
  const price = { inputPerMillionTokens: 2, outputPerMillionTokens: 10, cachedInputPerMillionTokens: 0.2 };

  it('adds input, output, cache and characters', () => {
    expect(costOf(usage, price)).toBeCloseTo(3, 10);
    expect(costOf(usage, price, 500_000)).toBeCloseTo(1 + 0.1 + 1, 10);
    expect(costOf({ ...usage, inputTokens: 0, outputTokens: 0, characters: 40 }, { perMillionCharacters: 25 })).toBe(
      0.001,
    );
  });

  it('does not know what it was not told', () => {
    expect(costOf(usage, null)).toBeNull();
    expect(costOf(usage, { inputPerMillionTokens: 2 })).toBeNull();
    expect(costOf({ ...usage, outputTokens: 0 }, { inputPerMillionTokens: 2 })).toBe(2);
  });
});
