import { describe, expect, it } from 'vitest';
import { identifyLanguage } from '../../src/text/language.ts';

describe('identifyLanguage', () => {
  it.each([
    ['fr', 'Le groupe américain va investir cent millions de dollars dans les jeunes entreprises françaises.'],
    ['de', 'Die Firma will im kommenden Jahr mehr als hundert neue Stellen in Deutschland schaffen.'],
    ['es', 'El Gobierno anunció este martes un nuevo plan para ayudar a las pequeñas empresas del país.'],
    ['it', 'Il governo ha annunciato martedì un nuovo piano per aiutare le piccole imprese del paese.'],
    ['pt', 'O governo anunciou na terça-feira um novo plano para ajudar as pequenas empresas do país.'],
    ['nl', 'De regering heeft dinsdag een nieuw plan aangekondigd om kleine bedrijven te helpen.'],
    ['ca', 'El govern va anunciar dimarts un nou pla per ajudar les petites empreses del país.'],
    ['en', 'The government announced a new plan on Tuesday to help small businesses in the country.'],
    ['ja', '政府は火曜日、国内の中小企業を支援するための新しい計画を発表した。首相は記者会見で述べた。'],
    ['zh', '政府星期二宣布了一项帮助国内中小企业的新计划，总理在新闻发布会上表示，该计划将于明年开始实施。'],
    ['id', 'Presiden mengatakan bahwa pemerintah akan membantu usaha kecil di seluruh negeri tahun depan.'],
  ])('%s', (language, text) => {
    expect(identifyLanguage(text)).toEqual({ language, confident: true });
  });

  it('takes Han characters without kana for Chinese even in a headline', () => {
    expect(identifyLanguage('政府宣布帮助国内中小企业').language).toBe('zh');
  });

  it('says nothing of fewer than 20 letters, or of none', () => {
    for (const text of ['', 'Bonjour à tous', '12 345 678 901 234', '😀😀😀😀😀😀😀😀😀😀😀😀😀']) {
      expect(identifyLanguage(text)).toEqual({ language: 'und', confident: false });
    }
  });

  it('does not judge by addresses', () => {
    const address = 'https://www.example.com/the/english/words/in/this/address/are/many/and/long';
    expect(identifyLanguage(`${address} ${address} Le groupe va investir en France cette année`).language).toBe('fr');
    expect(identifyLanguage(address).language).toBe('und');
  });

  it('is not confident of a short text', () => {
    expect(identifyLanguage('Le groupe investit en France').confident).toBe(false);
  });

  it('looks at a bounded part of a long text', () => {
    const began = performance.now();
    identifyLanguage('Le groupe va investir en France. '.repeat(60_000));
    identifyLanguage('a'.repeat(2_000_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
