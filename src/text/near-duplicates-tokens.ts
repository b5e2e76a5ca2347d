/**
 * What texts are cut into to be compared: words, figures, and single characters of scripts without spaces. By a table
 * of what each character is, in one pass and without a string for each: a `\p{}` expression takes five times as long.
 */

/** What a character is, in bits; a letter of Han may be a numeral, too. */
const NUMBER = 1;
/** Or a mark on one. */
const LETTER = 2;
/** Of a script that puts no space between words. */
const UNSPACED = 4;
/** Han, hiragana or katakana. */
const IDEOGRAPH = 8;
const HAN_NUMERAL = 16;
const SIGN = 32;
const STOP = 64;
const LOOKED_UP = 128;

const CLASSES: readonly (readonly [bit: number, pattern: RegExp])[] = [
  [NUMBER, /\p{N}/u],
  [LETTER, /[\p{L}\p{M}]/u],
  [UNSPACED, /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u],
  [IDEOGRAPH, /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u],
  [HAN_NUMERAL, /[〇零一二三四五六七八九十百千万萬億亿兆]/u],
  [SIGN, /[%€$£¥]/u],
  [STOP, /[.!?…。！？]/u],
];

/** The bits of each character up to U+FFFF, 0 where none has asked for it yet. */
const bitsOfCharacter = new Uint8Array(0x10000);

function bitsOf(code: number): number {
  return bitsOfCharacter[code] || lookUp(code);
}

function lookUp(code: number): number {
  const character = String.fromCodePoint(code);
  let bits = LOOKED_UP;
  for (const [bit, pattern] of CLASSES) if (pattern.test(character)) bits |= bit;
  // Characters beyond the table are ignored by it, and looked up again.
  bitsOfCharacter[code] = bits;
  return bits;
}

/** Where a run of such characters ends that goes on at `from`. */
function runEnd(text: string, from: number, bit: number): number {
  let end = from;
  while (end < text.length) {
    const code = text.codePointAt(end)!;
    if ((bitsOf(code) & bit) === 0) break;
    end += widthOf(code);
  }
  return end;
}

function widthOf(code: number): number {
  return code > 0xffff ? 2 : 1;
}

/**
 * Hashes of the tokens of a text in its order: numbers with their separators (`1.5`), words, and each character of an
 * unspaced script that no word has begun before. @returns with how many tokens are such single characters
 */
export function tokenHashes(text: string): { hashes: readonly number[]; unspaced: number } {
  const hashes: number[] = [];
  let unspaced = 0;
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at)!;
    const bits = bitsOf(code);
    const next = at + widthOf(code);
    let end = next;
    if ((bits & NUMBER) !== 0) end = separatedEnd(text, runEnd(text, next, NUMBER));
    else if ((bits & (LETTER | UNSPACED)) === LETTER) end = runEnd(text, next, LETTER);
    if ((bits & (NUMBER | LETTER | UNSPACED)) !== 0) {
      hashes.push(hashText(text, at, end));
      if (end === next && (bits & UNSPACED) !== 0) unspaced += 1;
    }
    at = end;
  }
  return { hashes, unspaced };
}

/** Where a number ends whose first digits end at `from`: more may follow behind points and commas. */
function separatedEnd(text: string, from: number): number {
  let end = from;
  while (text[end] === '.' || text[end] === ',') {
    const digits = runEnd(text, end + 1, NUMBER);
    if (digits === end + 1) break;
    end = digits;
  }
  return end;
}

type FactKind = 'number' | 'han-number' | 'word' | 'stop' | 'other';

/** Walks over the tokens of a line that facts are told by: numbers, words, units and stops. */
export class FactTokens {
  /** Of the token at hand. */
  kind: FactKind = 'other';
  start = 0;
  end = 0;
  readonly #text: string;

  /** @param text in small letters */
  constructor(text: string, from = 0) {
    this.#text = text;
    this.end = from;
  }

  /** Goes on to the next token. @returns whether there is one */
  next(): boolean {
    const text = this.#text;
    for (let at = this.end; at < text.length;) {
      const code = text.codePointAt(at)!;
      const bits = bitsOf(code);
      const next = at + widthOf(code);
      if (bits !== LOOKED_UP && this.#take(bits, next)) {
        this.start = at;
        return true;
      }
      at = next;
    }
    this.end = text.length;
    return false;
  }

  get token(): string {
    return this.#text.slice(this.start, this.end);
  }

  /** Takes the token that begins with a character of these bits, before `next`; false where none does. */
  #take(bits: number, next: number): boolean {
    this.end = next;
    if ((bits & NUMBER) !== 0) {
      this.kind = 'number';
      this.end = groupedEnd(this.#text, runEnd(this.#text, next, NUMBER));
    } else if ((bits & HAN_NUMERAL) !== 0) {
      this.kind = 'han-number';
      this.end = runEnd(this.#text, next, HAN_NUMERAL);
    } else if ((bits & (LETTER | IDEOGRAPH)) === LETTER) {
      this.kind = 'word';
      this.end = runEnd(this.#text, next, LETTER);
    } else if ((bits & STOP) !== 0) this.kind = 'stop';
    else if ((bits & (IDEOGRAPH | SIGN)) !== 0) this.kind = 'other';
    else return false;
    return true;
  }
}

/** Where a number ends whose first digits end at `from`: groups of three may follow, and decimals. */
function groupedEnd(text: string, from: number): number {
  let end = from;
  for (let group = groupEnd(text, end); group !== end; group = groupEnd(text, end)) end = group;
  const mark = text[end];
  if (mark !== '.' && mark !== ',' && mark !== ':') return end;
  const digits = runEnd(text, end + 1, NUMBER);
  return digits === end + 1 ? end : digits;
}

const GROUP_SEPARATORS = '.,\u00a0\u202f ';

/** Where a separator and the three digits behind it end; `from` where they do not stand there. */
function groupEnd(text: string, from: number): number {
  if (from >= text.length || !GROUP_SEPARATORS.includes(text[from]!)) return from;
  let end = from + 1;
  for (let digits = 0; digits < 3; digits += 1) {
    const code = text.codePointAt(end);
    if (code === undefined || (bitsOf(code) & NUMBER) === 0) return from;
    end += widthOf(code);
  }
  return end;
}

/** FNV-1a over the UTF-16 units of a stretch of text, 32 bits, unsigned and never 0. */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5;
  for (let index = start; index < end; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0 || 1;
}
