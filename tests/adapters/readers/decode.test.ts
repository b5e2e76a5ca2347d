import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText, isBinary } from '../../../src/adapters/readers/decode.ts';

const FRENCH =
  'Le président a déclaré : « L’été fut très chaud à Nîmes », où l’on a relevé 38,5 °C – un record. Prix : 5 €.';

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(FRENCH)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${FRENCH}`)],
    ['UTF-16 LE with a mark', iconv.encode(FRENCH, 'utf-16le', { addBOM: true })],
    ['UTF-16 BE with a mark', iconv.encode(FRENCH, 'utf-16be', { addBOM: true })],
    ['UTF-16 LE without a mark', iconv.encode(FRENCH, 'utf-16le')],
    ['Windows-1252', iconv.encode(FRENCH, 'windows-1252')],
  ])('%s', (_name, bytes) => {
    expect(decodeText(bytes).text).toBe(FRENCH);
  });

  it.each([
    ['windows-1251', 'Правительство объявило во вторник о новом плане поддержки малого бизнеса в стране.'],
    ['shift_jis', '政府は火曜日、国内の中小企業を支援するための新しい計画を発表した。首相は記者会見で述べた。'],
    ['euc-kr', '정부는 화요일 국내 중소기업을 지원하기 위한 새로운 계획을 발표했다고 밝혔다.'],
    ['gb18030', '政府星期二宣布了一项帮助国内中小企业的新计划，总理在新闻发布会上表示，该计划将于明年开始实施。'],
  ])('guesses %s', (encoding, text) => {
    const decoded = decodeText(iconv.encode(text, encoding));
    expect(decoded.text).toBe(text);
    expect(decoded.certain).toBe(false);
  });

  it('keeps the quotation marks of a page that says ISO-8859-1 and means Windows-1252', () => {
    expect(decodeText(iconv.encode('“l’été” €', 'windows-1252'), 'iso-8859-1').text).toBe('“l’été” €');
  });

  it('restores what was encoded twice, with what got lost on the way', () => {
    const twice = (text: string): Buffer => Buffer.from(iconv.decode(Buffer.from(text), 'windows-1252'));
    expect(decodeText(twice(FRENCH))).toMatchObject({ text: FRENCH, certain: false });
    const dropped = iconv.decode(Buffer.from('Né à Nîmes, l’été “chaud”, dit-il.'), 'windows-1252');
    const lossy = dropped.replaceAll('\u00a0', ' ').replaceAll(/[\u0081\u008d\u008f\u0090\u009d\ufffd]/gu, '');
    expect(decodeText(Buffer.from(lossy)).text).toBe('Né à Nîmes, l’été “chaud”, dit-il.');
  });

  it.each(['SÃO PAULO – “IRMÔ e “AMANHÔ, disse Â€.', 'Prix en £ : Ã© est une faute de codage, dit-il à l’été.'])(
    'leaves alone what only looks encoded twice: %s',
    (text) => {
      expect(decodeText(Buffer.from(text)).text).toBe(text);
    },
  );

  it('takes UTF-8 with one damaged byte for UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(FRENCH), Buffer.from([0xff]), Buffer.from(FRENCH)]);
    expect(decodeText(bytes).text).toBe(`${FRENCH}\ufffd${FRENCH}`);
  });
});

describe('isBinary', () => {
  it.each([
    ['zeros', Buffer.from([1, 2, 0, 3, 0, 0, 0, 9])],
    ['PDF', Buffer.from('%PDF-1.7 text')],
    ['ZIP', Buffer.from('PK\u0003\u0004rest')],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
  ])('%s', (_name, bytes) => {
    expect(isBinary(bytes)).toBe(true);
  });

  it('text of any encoding is not', () => {
    for (const encoding of ['utf8', 'utf-16le', 'windows-1252'])
      expect(isBinary(iconv.encode(FRENCH, encoding))).toBe(false);
    expect(isBinary(Buffer.from('a\fb\tc\r\n'))).toBe(false);
  });
});
