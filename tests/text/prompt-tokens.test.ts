import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { estimateTokens, mostTokens } from '../../src/text/prompt-tokens.ts';

const exact = (text: string): number => encode(text).length;

const SAMPLES: [string, string][] = [
  [
    'fr',
    'Le groupe américain va investir cent millions de dollars dans des entreprises françaises, a annoncé lundi son président lors d’une conférence de presse à Paris.',
  ],
  [
    'de',
    'Der Konzern will in den nächsten drei Jahren rund zweihunderttausend Menschen ausbilden, wie die Geschäftsführung am Montag in Berlin mitteilte.',
  ],
  [
    'es',
    'El grupo anunció el lunes que invertirá cien millones de dólares en empresas jóvenes y que formará a doscientas mil personas en tres años.',
  ],
  [
    'ru',
    'Компания сообщила в понедельник, что вложит сто миллионов долларов в молодые предприятия и обучит двести тысяч человек за три года.',
  ],
  ['ja', '同社は月曜日、新興企業に一億ドルを投資し、三年間で二十万人を育成すると発表した。'],
  ['zh', '该公司周一宣布将向初创企业投资一亿美元，并在三年内培训二十万人。'],
];

describe('token estimates', () => {
  test.each(SAMPLES)('%s is estimated within a third of the exact count, seldom below', (language, text) => {
    const ratio = estimateTokens(text, language) / exact(text);
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.4);
  });

  test.each([...SAMPLES, ['xx', '😀𝒳\u{10FFFF}ꙮ ﷽'] as [string, string]])(
    '%s never has more tokens than the bound',
    (_, text) => {
      expect(exact(text)).toBeLessThanOrEqual(mostTokens(text));
    },
  );

  test('a factor for another vocabulary multiplies', () => {
    expect(estimateTokens('a'.repeat(4850), 'en', 2) / 2000).toBeCloseTo(1, 2);
  });

  test('Chinese in a French text is not counted as French', () => {
    expect(estimateTokens('中'.repeat(100), 'fr')).toBeGreaterThanOrEqual(80);
  });

  test('a megabyte is estimated at once', () => {
    const startedAt = performance.now();
    for (const unit of ['中', 'a', ' ', '한']) estimateTokens(unit.repeat(1_000_000), 'zh');
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  test('an unknown language is counted dearly', () => {
    expect(estimateTokens('x'.repeat(1000), 'und')).toBe(400);
  });

  // Extra, where the shared data is present: whole FLORES sentences, by language.
  const flores = new URL('../../../shared/data/flores-dev/', import.meta.url);
  describe.skipIf(!existsSync(flores))('on FLORES', () => {
    const files = existsSync(flores) ? readdirSync(flores).filter((file) => file.startsWith('dev.')) : [];
    test.each(files)('%s is met within a tenth, Chinese within a seventh', (file) => {
      const lines = readFileSync(new URL(file, flores), 'utf8').split('\n').slice(0, 200).join(' ');
      const ratio = estimateTokens(lines, file.slice(4)) / exact(lines);
      expect(ratio).toBeGreaterThan(0.94);
      expect(ratio).toBeLessThan(file === 'dev.zh' ? 1.15 : 1.1);
    });
  });
});
