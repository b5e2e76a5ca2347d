import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLongText } from '../../../../src/adapters/translators/bergamot/long-text.ts';

const texts = (text: string, language = 'fr') => cutLongText(text, language).map((piece) => piece.text);

/** Fifteen words, about as many tokens as the engine's own count for French. */
const clause = (end: string) =>
  `le gouvernement a annoncé mardi une réforme des retraites que la ville attend depuis mars${end}`;

describe('cutLongText', () => {
  it('leaves a sentence of ordinary length whole', () => {
    const sentence = `${clause(',')} ${clause(',')} ${clause('.')}`;
    expect(texts(sentence)).toEqual([sentence]);
  });

  it('cuts a long sentence at its clauses, into pieces of about equal length', () => {
    const parts = [clause(','), clause(' ;'), clause(','), clause(','), clause(' ;'), clause(','), clause('.')];
    const pieces = texts(parts.join(' '));
    expect(pieces.join(' ')).toBe(parts.join(' '));
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece).toMatch(/[,;.]$/);
    const lengths = pieces.map((piece) => piece.length);
    expect(Math.max(...lengths)).toBeLessThan(3 * Math.min(...lengths));
  });

  it('cuts at white space where there is nothing better', () => {
    const words = Array.from({ length: 300 }, (_, index) => `mot${'a'.repeat(index % 7)}`).join(' ');
    const pieces = texts(words);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join(' ')).toBe(words);
  });

  it('gives the engine one sentence at a time', () => {
    expect(texts('Le ministre part. M. Dupont reste à 12,5 %. La ville attend.')).toEqual([
      'Le ministre part.',
      'M. Dupont reste à 12,5 %.',
      'La ville attend.',
    ]);
  });

  it('cuts scripts without spaces, at punctuation where there is some', () => {
    const sentence = `${'政府は火曜日に改革を発表した'.repeat(5)}、${'政府は火曜日に改革を発表した'.repeat(5)}。`;
    const pieces = texts(sentence, 'ja');
    expect(pieces.join('')).toBe(sentence);
    expect(pieces[0]).toMatch(/、$/);
  });

  it('passes on what is no language', () => {
    const blob = 'QUJD'.repeat(100);
    expect(cutLongText(`Voir ${blob} ici.`, 'fr')).toEqual([
      { text: 'Voir', translatable: true },
      { text: blob, translatable: false },
      { text: 'ici.', translatable: true },
    ]);
    expect(cutLongText('12,5 % — 3', 'fr')).toEqual([{ text: '12,5 % — 3', translatable: false }]);
  });

  it('makes white space, NUL and broken characters harmless', () => {
    expect(texts(' le\n\nprésident\t a\0annoncé \uD800 ')).toEqual(['le président a annoncé \uFFFD']);
    expect(texts('  \n ')).toEqual([]);
  });

  it('loses nothing but white space, whatever comes', () => {
    const part = oneof(string(), string({ unit: 'grapheme' }), constantFrom(...', ; . « » 大 a Z9 — ('.split(' ')));
    assert(
      property(array(part, { maxLength: 400 }), constantFrom(' ', ''), (parts, joint) => {
        const text = parts
          .join(joint)
          .replaceAll('\0', ' ')
          .replaceAll(/\p{Surrogate}/gu, '\uFFFD');
        expect(texts(text).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
      { numRuns: 200 },
    );
  });

  it('takes a megabyte without a space, and a megabyte of one sentence', () => {
    const started = performance.now();
    expect(cutLongText('a'.repeat(1_000_000), 'fr')).toHaveLength(1);
    expect(cutLongText('大'.repeat(300_000), 'zh').length).toBeGreaterThan(2_000);
    expect(cutLongText('mot, '.repeat(200_000), 'fr').length).toBeGreaterThan(2_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
