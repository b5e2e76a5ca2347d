import { assert, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLong, translateAligned } from '../../../src/adapters/http/batches.ts';
import { NO_USAGE } from '../../../src/core/index.ts';

const send = (answer: (texts: readonly string[]) => readonly string[]) => {
  const sent: (readonly string[])[] = [];
  return {
    sent,
    send: async (texts: readonly string[]) => {
      sent.push(texts);
      return { texts: answer(texts), usage: { ...NO_USAGE, requests: 1, characters: texts.join('').length } };
    },
  };
};

describe('splitLong', () => {
  it.each([
    ['Première phrase. Deuxième phrase.', 20, ['Première phrase.', 'Deuxième phrase.']],
    ['un deux trois, quatre cinq six sept', 20, ['un deux trois,', 'quatre cinq six sept']],
    ['un deux trois quatre', 10, ['un deux', 'trois', 'quatre']],
    ['今天天气很好。我们去公园。', 8, ['今天天气很好。', '我们去公园。']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['court', 100, ['court']],
  ])('%j at %i', (text, longest, expected) => {
    expect(splitLong(text, longest)).toEqual(expected);
  });

  it('loses nothing but white space, keeps to the length, parts no pair of surrogates', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 300 }), integer({ min: 2, max: 50 }), (text, longest) => {
        const pieces = splitLong(text, longest);
        expect(pieces.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(longest);
          expect(piece).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
        }
      }),
    );
  });

  it('takes time in proportion to a text without a space', () => {
    const startedAt = performance.now();
    expect(splitLong('x'.repeat(1_000_000), 5000)).toHaveLength(200);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('translateAligned', () => {
  const limits = { textsPerRequest: 3, sizePerRequest: 100, charsPerText: 60 };
  it('keeps batches within both limits and adds up what was used', async () => {
    const service = send((texts) => texts.map((text) => text.toUpperCase()));
    const texts = ['a'.repeat(50), 'b'.repeat(50), 'c'.repeat(50), 'd', 'e', 'f', 'g'];
    const result = await translateAligned('test', texts, limits, service.send);
    expect(result.texts).toEqual(texts.map((text) => text.toUpperCase()));
    expect(service.sent.map((batch) => batch.length)).toEqual([2, 3, 2]);
    expect(result.usage).toMatchObject({ requests: 3, characters: 154 });
    expect(result.warnings).toEqual([]);
  });

  it('sends nothing that holds no letter', async () => {
    const service = send((texts) => texts);
    const result = await translateAligned('test', ['***', ' 2015 ', '—'], limits, service.send);
    expect(result.texts).toEqual(['***', '2015', '—']);
    expect(service.sent).toEqual([]);
  });

  it('asks one by one where the number is wrong, and says so', async () => {
    const service = send((texts) => (texts.length > 1 ? texts.slice(1) : texts.map((text) => `t ${text}`)));
    const result = await translateAligned('test', ['un', 'deux', 'trois'], limits, service.send);
    expect(result.texts).toEqual(['t un', 't deux', 't trois']);
    expect(service.sent).toHaveLength(4);
    expect(result.warnings[0]).toContain('another number of segments');
  });

  it('doubts a text that is far too short or too long for its source', async () => {
    const long = 'mot '.repeat(30).trim();
    for (const strange of ['x', 'mot '.repeat(200)]) {
      const service = send((texts) => texts.map(() => (texts.length > 1 ? strange : 'a fair rendering of it')));
      const result = await translateAligned(
        'test',
        [long, 'deux', 'trois'],
        { ...limits, charsPerText: 200 },
        service.send,
      );
      expect(result.texts[0]).toBe('a fair rendering of it');
    }
  });

  it('leaves names and numbers that stay as they are', async () => {
    const service = send((texts) => texts);
    const result = await translateAligned('test', ['Cisco Systems 2015', 'Manuel Valls'], limits, service.send);
    expect(service.sent).toHaveLength(1);
    expect(result.warnings).toEqual([]);
  });
});
