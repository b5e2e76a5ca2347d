import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIGURE_LANGUAGES, findFigures } from '../../src/figures/index.ts';
import { checkFigures, sourceFigures } from '../../src/verify/check-figures.ts';

const language = fc.constantFrom(...FIGURE_LANGUAGES, 'und', 'ar', 'ko');

/** Digits aside, what figures are made of; some of it broken. */
const PIECES = [
  'million milliards Mrd. 万 亿 % $ € . , : - – ½ h km/h et und vingt einundzwanzig двадцать первый 三 十 分之 лет avril',
  "May 年 月 XIX century १२ ٣ साढ़े kaksi kymmentä half past demi 1.2.3.4 22.2222.2 1.234.56 constructor __proto__ toString of to ' ( )",
]
  .join(' ')
  .split(' ')
  .concat([' ', '\u00a0', '\ud800']);

/** Text that is likely to hold figures, mixed with anything at all. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer({ min: 0, max: 3_000_000 }).map(String),
      fc.constantFrom(...PIECES),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('findFigures', () => {
  it('never throws, keeps order, never overlaps, and gives the characters that stand there', () => {
    fc.assert(
      fc.property(text, language, (input, tag) => {
        let end = 0;
        for (const figure of findFigures(input, tag)) {
          expect(figure.start).toBeGreaterThanOrEqual(end);
          expect(figure.end).toBeGreaterThan(figure.start);
          expect(input.slice(figure.start, figure.end)).toBe(figure.text);
          expect(figure.readings.length).toBeGreaterThan(0);
          end = figure.end;
        }
        expect(end).toBeLessThanOrEqual(input.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads back any number in digits, with the separators of the language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.constantFrom('fr', 'de', 'en', 'pl', 'ru'),
        (number, tag) => {
          const written = new Intl.NumberFormat(tag).format(number);
          const figures = findFigures(`x ${written} x`, tag);
          expect(figures.map((figure) => figure.readings[0]!.value)).toEqual([
            { type: 'number', number: String(number) },
          ]);
        },
      ),
    );
  });

  it('finds in a claim copied from its source nothing wrong', () => {
    fc.assert(
      fc.property(text, (input) => {
        const source = sourceFigures(input, [{ start: 0, end: input.length }], 'en', null);
        const { findings } = checkFigures({ claim: input, claimIndex: 0, source, evidence: [0] });
        expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  const HALF = 500_000;
  const HUGE: [string, string][] = [
    ['digits', '1'.repeat(2 * HALF)],
    ['a scale word again and again', 'million '.repeat(HALF / 8)],
    ['groups of digits', '123 '.repeat(HALF / 4)],
    ['brackets', '('.repeat(HALF)],
    ['one word without end', 'einund'.repeat(HALF / 6)],
    ['dashes', '1-'.repeat(HALF / 4)],
    ['Chinese digits', '一'.repeat(HALF / 4)],
    ['Chinese scales', '万亿'.repeat(HALF / 8)],
    ['Chinese fractions', '三分之'.repeat(HALF / 8)],
    ['links', 'one and '.repeat(HALF / 16)],
    ['days', '1, 2, '.repeat(HALF / 24)],
    ['lone surrogates', '\ud800'.repeat(HALF / 2)],
  ];

  /** Twice the text may not take much more than twice the time; one slow machine is forgiven by a floor. */
  it.each(HUGE)('takes time linear in %s', (_, huge) => {
    for (const tag of ['en', 'de', 'zh']) {
      const took = (input: string): number => {
        const begun = performance.now();
        findFigures(input, tag);
        return performance.now() - begun;
      };
      const half = took(huge.slice(0, huge.length / 2));
      expect(took(huge)).toBeLessThan(Math.max(1500, 6 * half));
    }
  });

  it('answers a megabyte of digits at once', () => {
    const digits = '7'.repeat(1_000_000);
    const begun = performance.now();
    const source = sourceFigures(digits, [{ start: 0, end: digits.length }], 'fr', null);
    checkFigures({ claim: digits, claimIndex: 0, source, evidence: [0] });
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
