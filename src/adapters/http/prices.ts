import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError, messageOf } from '../../core/index.ts';
import type { Price, PriceTable, Usage } from '../../core/index.ts';

const dollars = z.number().nonnegative().optional();

const tableSchema = z.strictObject({
  asOf: z.iso.date(),
  /** What the table is and how far to trust it, for people. */
  note: z.string().optional(),
  prices: z.record(
    z.string(),
    z.strictObject({
      inputPerMillionTokens: dollars,
      outputPerMillionTokens: dollars,
      cachedInputPerMillionTokens: dollars,
      perMillionCharacters: dollars,
      /** The page that the price stands on. */
      source: z.string().optional(),
    }),
  ),
});

/**
 * The price table that comes with precis, with the user's own prices over it.
 * @param override path of a JSON file of the same shape; its date stands for the whole
 * @throws ConfigError where a file cannot be read or has another shape
 */
export async function loadPrices(override?: string): Promise<PriceTable> {
  const table = await readTable(new URL('../../../data/prices.json', import.meta.url));
  if (override === undefined) return table;
  const own = await readTable(override);
  return { asOf: own.asOf, prices: { ...table.prices, ...own.prices } };
}

async function readTable(path: string | URL): Promise<PriceTable> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(`prices: cannot read ${String(path)}: ${messageOf(error)}`);
  }
  const result = tableSchema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new ConfigError(`prices: ${String(path)}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  return { asOf: result.data.asOf, prices: result.data.prices };
}

/**
 * The price of a model, or null where none is known. A dated or suffixed model (`gpt-5-2026-01-01`) has the price of
 * the longest name in the table that it begins with, when a date or number of four digits follows.
 * @param model null for a service without models
 */
export function priceOf(table: PriceTable, service: string, model: string | null): Price | null {
  const wanted = model === null ? service : `${service}/${model}`;
  const exact = table.prices[wanted];
  if (exact !== undefined || model === null) return exact ?? null;
  let best: string | null = null;
  for (const name of Object.keys(table.prices)) {
    const fits =
      name.length > service.length + 1 && wanted.startsWith(name) && /^[-@:]\d{4}/.test(wanted.slice(name.length));
    if (fits && (best === null || name.length > best.length)) best = name;
  }
  return best === null ? null : table.prices[best]!;
}

/**
 * What a usage costs in US dollars, or null where the price does not say.
 * @param cachedInputTokens how many of `inputTokens` the service had in its cache; at the full price where the table
 *   has none for them
 */
export function costOf(
  usage: Pick<Usage, 'inputTokens' | 'outputTokens' | 'characters'>,
  price: Price | null,
  cachedInputTokens = 0,
): number | null {
  if (price === null) return null;
  const parts: [amount: number, perMillion: number | undefined][] = [
    [usage.inputTokens - cachedInputTokens, price.inputPerMillionTokens],
    [cachedInputTokens, price.cachedInputPerMillionTokens ?? price.inputPerMillionTokens],
    [usage.outputTokens, price.outputPerMillionTokens],
    [usage.characters, price.perMillionCharacters],
  ];
  let cost = 0;
  for (const [amount, perMillion] of parts) {
    if (amount === 0) continue;
    if (perMillion === undefined) return null;
    cost += (amount * perMillion) / 1_000_000;
  }
  return cost;
}
