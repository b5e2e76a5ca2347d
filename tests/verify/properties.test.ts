import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPair, RULED_LANGUAGES } from '../../src/verify/index.ts';
import { articleOf, verify } from './articles.ts';

const languages = fc.constantFrom(...RULED_LANGUAGES, 'en', 'sv', 'ar', 'und', 'zh-Hant', 'x-made-up');
/** Text of any script, spiced with what the checks look for. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '«',
        '»',
        '"',
        '“',
        '„',
        '「',
        '」',
        "n'",
        'ne',
        'pas',
        'nicht',
        '2,5',
        '€',
        'Mrd.',
        '%',
        'Путин',
      ),
      fc.constantFrom(
        'selon',
        'Macron',
        'U.S.',
        "O'Neill",
        'ーー',
        '北京',
        '\u202e',
        '\ud800',
        '<b>',
        '](',
        'not',
        'will',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(' '));

describe('any text', () => {
  it('never throws, and every place that is pointed at holds what it says', () => {
    fc.assert(
      fc.property(text, text, languages, (source, target, sourceLanguage) => {
        const { facts, findings } = checkPair({ source, target, sourceLanguage });
        for (const fact of facts) {
          expect(target.slice(fact.start, fact.end)).toBe(fact.text);
          if (fact.source !== null) expect(source.slice(fact.source.start, fact.source.end)).toBe(fact.source.text);
        }
        for (const { target: at, source: from, message } of findings) {
          expect(message).not.toBe('');
          if (at !== null) expect(target.slice(at.start, at.end)).toBe(at.text);
          if (from !== null) expect(source.slice(from.start, from.end)).toBe(from.text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers the same twice', () => {
    fc.assert(
      fc.property(text, text, languages, (source, target, sourceLanguage) => {
        const first = checkPair({ source, target, sourceLanguage });
        expect(checkPair({ source, target, sourceLanguage })).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it('takes any evidence', () => {
    const evidence = fc.array(fc.record({ segment: fc.integer(), start: fc.integer(), end: fc.integer() }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(text, text, evidence, (source, target, named) => {
        const article = articleOf('fr', [source || 'x', 'Paris.']);
        const claim = { text: target, evidence: named };
        const { claims } = verify(article, claim, [claim]);
        for (const { segment, start, end } of claims[0]!.evidence) {
          const at = article.segments[segment]!;
          expect(start >= at.start && end <= at.end && start < end).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('hostile length', () => {
  const million = 1_000_000;
  it.each([
    ['a word without end', 'a'.repeat(million)],
    ['capitals', 'A'.repeat(million)],
    ['digits', '1'.repeat(million)],
    ['names', 'Paris '.repeat(million / 6)],
    ['quotation marks', '"“«'.repeat(million / 3)],
    ['apostrophes', "n' ".repeat(million / 3)],
    ['han', '北京'.repeat(million / 2)],
    ['tags', '<a '.repeat(million / 3)],
    ['brackets', '['.repeat(million)],
    ['spaces', ' '.repeat(million)],
  ])('%s: a megabyte of source takes no more than linear time', (_, source) => {
    const started = performance.now();
    checkPair({
      source,
      sourceLanguage: 'fr',
      target: 'Paris said "no" to 3 of 1,000 people in Germany, John Smith said.',
    });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it.each([
    ['a word without end', 'a'.repeat(200_000)],
    ['quotation marks', '"'.repeat(200_000)],
    ['capitals', 'Aa '.repeat(60_000)],
    ['tags', '<a '.repeat(60_000)],
    ['brackets', '[a]('.repeat(50_000)],
    ['sure', 'Here is the '.repeat(20_000)],
  ])('%s: so is a long claim', (_, target) => {
    const started = performance.now();
    checkPair({ source: 'Le ministre a dit « non » à Paris.', sourceLanguage: 'fr', target });
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
