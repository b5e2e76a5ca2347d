import { describe, expect, it } from 'vitest';
import { contentStems, countWords, stopWordsOf, wordsOf } from '../../src/text/tokens.ts';

describe('wordsOf', () => {
  it.each([
    ['fr', "L'usine a coûté 2,5 millions.", ['l', 'usine', 'a', 'coûté', '2,5', 'millions']],
    ['de', '3.400 Mio. Euro – „viel“', ['3.400', 'mio', 'euro', 'viel']],
    ['ru', 'Москва, 5 мая', ['москва', '5', 'мая']],
    ['zh', '中国政府宣布', ['中国', '政府', '宣布']],
    ['ja', '東京に行く', ['東京', 'に', '行く']],
    ['und', '', []],
  ])('%s: %s', (language, text, words) => {
    expect(wordsOf(text, language)).toEqual(words);
  });

  it('takes a text of 1 MB without a space, in any script, in linear time', () => {
    const started = performance.now();
    expect(wordsOf('a'.repeat(1_000_000), 'fr')).toHaveLength(1);
    expect(wordsOf('1.'.repeat(500_000), 'fr').length).toBeGreaterThan(0);
    expect(wordsOf('政'.repeat(100_000), 'zh').length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('countWords', () => {
  it.each([
    ['fr', 'Le report de 95\u00a0% des paiements', 7],
    ['fr', '«\u202fOui\u202f», dit-il.', 4],
    ['en', '  ', 0],
    ['zh', '中国政府宣布。', 3],
  ])('%s: %s', (language, text, count) => {
    expect(countWords(text, language)).toBe(count);
  });

  it('counts as white space is counted elsewhere', () => {
    const text = 'un\u00a0deux\u2003trois\u3000quatre\ncinq\tsix';
    expect(countWords(text, 'fr')).toBe(text.split(/\s+/u).length);
  });
});

describe('contentStems', () => {
  it('leaves out stop words and matches inflected forms', () => {
    expect(contentStems("L'entreprise et les entreprises", 'fr')).toEqual(['entrep', 'entrep']);
    expect(contentStems('российского российский', 'ru')).toEqual(['россии', 'россии']);
  });

  it('keeps figures and the words of unspaced scripts whole', () => {
    expect(contentStems('95 % des paiements', 'fr')).toEqual(['95', 'paieme']);
    expect(contentStems('中国政府宣布', 'zh')).toEqual(['中国', '政府', '宣布']);
  });

  it('falls back to length in a language without a list', () => {
    expect(stopWordsOf('is').size).toBe(0);
    expect(contentStems('það er forsætisráðherra', 'is')).toEqual(['forsæt']);
  });
});
