import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FactTokens, hashText, tokenHashes } from '../../src/text/near-duplicates-tokens.ts';

/** What the tables stand for. */
const TOKEN =
  /\p{N}+(?:[.,]\p{N}+)*|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}]+/gu;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
const FACT =
  /\p{N}+(?:[.,\u00a0\u202f ]\p{N}{3})*(?:[.,:]\p{N}+)?|[〇零一二三四五六七八九十百千万萬億亿兆]+|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}]+|[%€$£¥]|[.!?…。！？]/gu;

const PIECES =
  "1 12 345 6789 1.5 1,200 1\u00a0200 1\u202f200,5 12:30 1.2345 1,23, ٣٤ １２ 𝟏𝟐 ๓๔ Ⅳ ½ 〇 一千二百 三〇 l’usine don't naïve e\u0301 \u0301 Ünïted пʼять ไทยคำ ລາວ ខ្មែរ မြန်၅ か\u3099き aあb カタカナ 漢字仮名 𠀀𠀁 𝐀𝐁 한국어 नमस्ते مرحبا % € $5 . ... … 。 ！ - — “ ” \ud83d \udc00 👍".split(
    ' ',
  );
const texts = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 30 })
  .chain((pieces) => fc.constantFrom('', ' ', ', ').map((between) => pieces.join(between)));

describe('tokens that texts are compared by', () => {
  it('are those of the expression, each by its hash', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = text.match(TOKEN) ?? [];
        const { hashes, unspaced } = tokenHashes(text);
        expect(hashes).toEqual(tokens.map((token) => hashText(token)));
        expect(unspaced).toBe(tokens.filter((token) => UNSPACED.test(token)).length);
      }),
      { numRuns: 500 },
    );
  });

  it('are those of the expression for facts, from any of them on', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const expected = [...text.matchAll(FACT)].map((match) => [match.index, match[0]]);
        const tokens = new FactTokens(text);
        const found: (string | number)[][] = [];
        while (tokens.next()) found.push([tokens.start, tokens.token]);
        expect(found).toEqual(expected);
        const [first, second] = expected;
        if (first === undefined) return;
        const rest = new FactTokens(text, Number(first[0]) + String(first[1]).length);
        expect(rest.next() ? rest.token : undefined).toBe(second?.[1]);
      }),
      { numRuns: 500 },
    );
  });

  it('says what kind a token is', () => {
    const tokens = new FactTokens('on 1 200 三千 字 % end.');
    const kinds: string[] = [];
    while (tokens.next()) kinds.push(`${tokens.token}: ${tokens.kind}`);
    expect(kinds).toEqual([
      'on: word',
      '1 200: number',
      '三千: han-number',
      '字: other',
      '%: other',
      'end: word',
      '.: stop',
    ]);
  });
});
