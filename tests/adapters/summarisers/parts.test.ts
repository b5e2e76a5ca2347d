import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitIntoParts, tokensOfLines } from '../../../src/adapters/summarisers/llm/parts.ts';
import { estimateTokens } from '../../../src/text/prompt-tokens.ts';

const tokensOf = (text: string): number => estimateTokens(text, 'fr', 1.3);
const lines = (texts: readonly string[]) => texts.map((text, index) => ({ number: index + 1, text }));
const bare = (text: string): string => text.replaceAll(/\s+/g, '');

describe('splitIntoParts', () => {
  test('what fits stays whole', () => {
    const given = lines(['Un.', 'Deux.']);
    expect(splitIntoParts(given, tokensOf, 1000)).toEqual([given]);
  });

  test('parts are of about the same size', () => {
    const given = lines(Array.from({ length: 100 }, (_, index) => `Phrase numéro ${index} sur un sujet.`));
    const total = tokensOfLines(given, tokensOf);
    const parts = splitIntoParts(given, tokensOf, total * 0.35);
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(tokensOfLines(part, tokensOf)).toBeGreaterThan(total * 0.3);
  });

  test('nothing is lost, order is kept, and every part is within the budget', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('中', '文', 'a', ' ', '。', '😀'), minLength: 1, maxLength: 900 }),
    );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 60, max: 800 }),
        (texts, budget) => {
          const given = lines(texts);
          const parts = splitIntoParts(given, tokensOf, budget);
          const flat = parts.flat();
          for (const line of given) {
            const pieces = flat.filter(({ number }) => number === line.number);
            expect(bare(pieces.map((piece) => piece.text).join(''))).toBe(bare(line.text));
          }
          const numbers = flat.map(({ number }) => number);
          expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
          for (const part of parts) expect(tokensOfLines(part, tokensOf)).toBeLessThanOrEqual(budget);
        },
      ),
    );
  });

  test('a megabyte without a space is split at once', () => {
    const startedAt = performance.now();
    const parts = splitIntoParts(lines(['x'.repeat(1_000_000)]), tokensOf, 5000);
    expect(
      parts
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toHaveLength(1_000_000);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
