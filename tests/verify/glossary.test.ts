import { describe, expect, it } from 'vitest';
import type { GlossaryEntry } from '../../src/core/index.ts';
import { checkPair } from '../../src/verify/index.ts';
import { articleOf, claim, verify } from './articles.ts';

const entry = (source: string, target: string, language: string | null = 'de'): GlossaryEntry => ({
  source,
  target,
  language,
  doNotTranslate: source === target,
});
const glossaryOf = (...entries: GlossaryEntry[]) => ({ entries, sha256: 'x' });
const CHIEF = entry('Vorstandschefin', 'chief executive');

const article = articleOf('de', [
  'Die Vorstandschefin Karin Vogt kündigte am Montag in Halle an, dass Novatel 200 Stellen streicht.',
  'Das Amtsblatt berichtete darüber.',
]);
const headline = claim(article, 'Novatel cuts 200 jobs', 'Vogt');
const judged = (text: string, entries: GlossaryEntry[], method: 'abstractive' | 'translation', evidence = 'Vogt') => {
  const { findings, verdict } = verify(article, headline, [claim(article, text, evidence)], {
    method,
    glossary: glossaryOf(...entries),
  });
  return {
    verdict,
    told: findings
      .filter(({ message, claim: index }) => message.startsWith('The glossary') && index === 0)
      .map(({ severity, message, source }) => [severity, message, source?.text]),
  };
};
const pair = (source: string, target: string, ...entries: GlossaryEntry[]) =>
  checkPair({ source, sourceLanguage: 'de', target, glossary: glossaryOf(...entries) }).findings.filter(({ message }) =>
    message.startsWith('The glossary'),
  );

describe('a term of the glossary', () => {
  const other = 'The boss Karin Vogt announced in Halle on Monday that Novatel is cutting 200 jobs.';
  const right = other.replace('boss', 'Chief Executive');

  it('must be rendered as the glossary says', () => {
    expect(judged(other, [CHIEF], 'abstractive')).toEqual({
      verdict: 'review',
      told: [
        [
          'warning',
          'The glossary renders “Vorstandschefin” as “chief executive”; the brief does not.',
          'Vorstandschefin',
        ],
      ],
    });
    expect(judged(other, [CHIEF], 'translation').told.map(([severity]) => severity)).toEqual(['warning']);
    expect(judged(right, [CHIEF], 'abstractive').told).toEqual([]);
    expect(judged(right, [CHIEF], 'translation').told).toEqual([]);
  });

  it('is an error where it is not to be translated and the claim renders the whole sentence', () => {
    const gazette = entry('Amtsblatt', 'Amtsblatt');
    const text = 'The official gazette reported on it.';
    const translated = judged(text, [gazette], 'translation', 'Amtsblatt');
    expect(translated.verdict).toBe('rejected');
    expect(translated.told.map(([severity]) => severity)).toEqual(['error']);
    expect(judged(text, [gazette], 'abstractive', 'Amtsblatt').told.map(([severity]) => severity)).toEqual(['warning']);
    expect(judged('The Amtsblatt reported on it.', [gazette], 'translation', 'Amtsblatt').told).toEqual([]);
  });

  it('may be left out by a claim that says something else of the sentence', () => {
    const short = 'There will be 200 redundancies.';
    expect(judged(short, [CHIEF], 'abstractive').told).toEqual([]);
    expect(judged(short, [CHIEF], 'translation').told).toHaveLength(1);
    expect(judged('Karin Vogt axes 200 jobs.', [CHIEF], 'abstractive').told).toHaveLength(1);
  });

  it('stands between the borders of words, however it is capitalised, in its own language', () => {
    expect(pair('Die VORSTANDSCHEFIN sprach.', 'The boss spoke.', CHIEF)).toHaveLength(1);
    expect(pair('Die Vorstandschefinnen sprachen.', 'The bosses spoke.', CHIEF)).toEqual([]);
    expect(pair('Die Vorstandschefin sprach.', 'The boss spoke.', entry('Vorstandschefin', 'x', 'nl'))).toEqual([]);
    expect(pair('Die Vorstandschefin sprach.', 'The boss spoke.', { ...CHIEF, language: null })).toHaveLength(1);
    // "Art" is a way in German; "art" within "party" is not its rendering.
    expect(pair('Die Art gefiel.', 'The party was pleasing.', entry('Art', 'art'))).toHaveLength(1);
  });

  it('may have several renderings, plurals, and a longer term around it', () => {
    const boss = entry('Vorstandschefin', 'boss');
    expect(pair('Die Vorstandschefin sprach.', 'The boss spoke.', CHIEF, boss)).toEqual([]);
    expect(pair('Die Tochter wurde verkauft.', 'The subsidiaries were sold.', entry('Tochter', 'subsidiary'))).toEqual(
      [],
    );
    const bank = entry('Bank', 'lender');
    const whole = entry('Deutsche Bank', 'Deutsche Bank');
    expect(pair('Die Deutsche Bank wächst.', 'Deutsche Bank is growing.', bank, whole)).toEqual([]);
    expect(pair('Die Bank wächst.', 'The bank is growing.', bank, whole)).toHaveLength(1);
  });

  it('is found in a script without spaces', () => {
    const request = {
      source: '董事会昨天开会。',
      sourceLanguage: 'zh',
      glossary: glossaryOf(entry('董事会', 'board', 'zh')),
    };
    const told = (target: string) =>
      checkPair({ ...request, target }).findings.filter(({ message }) => message.startsWith('The glossary')).length;
    expect(told('The council met yesterday.')).toBe(1);
    expect(told('The board met yesterday.')).toBe(0);
  });

  it('takes linear time where it stands thousands of times', () => {
    const started = performance.now();
    pair('Vorstandschefin Bank '.repeat(20_000), 'The boss spoke.', CHIEF, entry('Bank', 'lender'));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
