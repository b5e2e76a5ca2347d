import { fold } from './fold.ts';
import type { Lexeme, Lexicon, Role } from './lexicon.ts';
import { digitValue, readNumeral } from './numerals.ts';
import type { Numeral } from './numerals.ts';

/** A piece of text: a numeral, a word (or a phrase or word part that the lexicon knows), or one sign. */
export interface Token {
  readonly kind: 'numeral' | 'word' | 'sign';
  readonly start: number;
  readonly end: number;
  /** Folded. */
  readonly word: string;
  /** Whether the first letter is a capital. */
  readonly capital: boolean;
  readonly numeral: Numeral | null;
  readonly lexemes: readonly Lexeme[];
  /** Whether white space (or the start of the text) stands before it. */
  readonly spaced: boolean;
}

export const NO_LEXEMES: readonly Lexeme[] = [];

/** The lexeme of a token in a role, if it has one. */
export function lexeme(token: Token | undefined, role: Role): Lexeme | undefined {
  if (token === undefined) return undefined;
  const lexemes = token.lexemes;
  for (let index = 0; index < lexemes.length; index++) if (lexemes[index]!.role === role) return lexemes[index];
  return undefined;
}

/** Vulgar fraction signs. */
export const FRACTION_SIGNS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['½', [1, 2]],
  ['⅓', [1, 3]],
  ['⅔', [2, 3]],
  ['¼', [1, 4]],
  ['¾', [3, 4]],
  ['⅕', [1, 5]],
  ['⅛', [1, 8]],
]);

const LETTERS = /[\p{L}\p{M}]+/uy;
const LETTERS_WITH_APOSTROPHE = /[\p{L}\p{M}]+(?:['’ʼ](?=\p{L})[\p{L}\p{M}]+)*/uy;
const LATIN_LETTERS = /[\p{Script=Latin}\p{M}]+/uy;
const SPACE = /\s/u;

/** Cuts a text into tokens, with phrases joined and compound number words taken apart. Linear in the text. */
export function readTokens(text: string, lexicon: Lexicon): Token[] {
  const raw = cut(text, lexicon);
  const tokens: Token[] = [];
  for (let index = 0; index < raw.length;) {
    const joined = phraseAt(raw, index, lexicon);
    index += joined.count;
    if (joined.tokens.length === 1 && joinsNumeral(tokens, joined.tokens[0]!)) {
      // 3-х мільйонів: the case ending becomes part of the digits.
      tokens.pop();
      tokens.push({ ...tokens.pop()!, end: joined.tokens[0]!.end });
      continue;
    }
    for (const token of joined.tokens) tokens.push(token);
  }
  return tokens;
}

/** A case ending after digits and a hyphen; `80-х` is left alone, as it may be a decade. */
function joinsNumeral(tokens: readonly Token[], token: Token): boolean {
  if (token.spaced || lexeme(token, 'caseSuffix') === undefined) return false;
  const [numeral, hyphen] = [tokens[tokens.length - 2], tokens[tokens.length - 1]];
  if (numeral?.kind !== 'numeral' || hyphen?.word !== '-' || hyphen.spaced) return false;
  return !numeral.numeral!.plain || !numeral.numeral!.groups[0]!.endsWith('0');
}

function cut(text: string, lexicon: Lexicon): Token[] {
  const { decimal, spaceGroups, spaced: wordsSpaced, wordApostrophe } = lexicon.rules;
  const letters = !wordsSpaced ? LATIN_LETTERS : wordApostrophe === true ? LETTERS_WITH_APOSTROPHE : LETTERS;
  const tokens: Token[] = [];
  let spaced = true;
  let at = 0;
  const push = (kind: Token['kind'], end: number, numeral: Numeral | null, lexemes: readonly Lexeme[]): void => {
    const surface = text.slice(at, end);
    const word = kind === 'word' ? fold(surface) : surface === '’' ? "'" : surface;
    tokens.push({
      kind,
      start: at,
      end,
      word,
      capital: kind === 'word' && surface[0] !== word[0],
      numeral,
      lexemes,
      spaced,
    });
    spaced = false;
    at = end;
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (digitValue(code) >= 0) {
      const numeral = readNumeral(text, at, decimal, spaceGroups);
      push('numeral', numeral.end, numeral, NO_LEXEMES);
      continue;
    }
    if (code <= 0x20 || (code >= 0xa0 && SPACE.test(text[at]!))) {
      spaced = true;
      at++;
      continue;
    }
    letters.lastIndex = at;
    if ((code >= 0x41 && code < 0x7b) || code >= 0xaa) {
      if (letters.test(text)) {
        push('word', letters.lastIndex, null, NO_LEXEMES);
        continue;
      }
      if (!wordsSpaced) {
        const found = longestEntryAt(text, at, lexicon);
        if (found !== null) {
          push('word', at + found.length, null, found.lexemes);
          continue;
        }
      }
    }
    push('sign', at + (code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1), null, NO_LEXEMES);
  }
  return tokens;
}

/** In a language without spaces: the longest entry of the lexicon that stands here. */
function longestEntryAt(
  text: string,
  at: number,
  lexicon: Lexicon,
): { length: number; lexemes: readonly Lexeme[] } | null {
  for (let length = Math.min(lexicon.longestFrom(fold(text[at]!)), text.length - at); length >= 1; length--) {
    const lexemes = lexicon.lexemes(fold(text.slice(at, at + length)));
    if (lexemes.length > 0) return { length, lexemes };
  }
  return null;
}

/** Joins the longest phrase that begins at a token, or takes a compound apart, or leaves the token as it is. */
function phraseAt(raw: readonly Token[], index: number, lexicon: Lexicon): { tokens: Token[]; count: number } {
  const first = raw[index]!;
  if (first.kind === 'numeral') return { tokens: [first], count: 1 };
  if (first.lexemes.length > 0) return { tokens: [first], count: 1 };
  let count = 1;
  let lexemes: Lexeme[] = [];
  for (const entry of lexicon.candidates(first.word)) {
    const length = entry.words.length;
    if (length < count) continue;
    if (length > 1 && !entry.words.every((word, offset) => offset === 0 || fits(raw[index + offset], word))) continue;
    if (length > count) [count, lexemes] = [length, []];
    lexemes.push(entry.lexeme);
  }
  if (lexemes.length > 0) {
    const last = raw[index + count - 1]!;
    return { tokens: [{ ...first, end: last.end, kind: 'word', lexemes }], count };
  }
  const parts = first.kind === 'word' ? lexicon.split(first.word) : null;
  // Folding may change the length of a word; its parts can then not be placed.
  if (parts === null || first.word.length !== first.end - first.start) return { tokens: [first], count: 1 };
  return {
    count: 1,
    tokens: parts.map((part, place) => ({
      ...first,
      start: first.start + part.start,
      end: first.start + part.end,
      word: first.word.slice(part.start, part.end),
      capital: place === 0 && first.capital,
      lexemes: part.lexemes,
      spaced: place === 0 && first.spaced,
    })),
  };
}

function fits(token: Token | undefined, word: { readonly text: string; readonly open: boolean }): boolean {
  if (token === undefined || token.kind === 'numeral') return false;
  // "a $5 ticket" costs no Australian dollars.
  if (token.word === '$' && token.spaced) return false;
  return word.open
    ? token.word.startsWith(word.text) && token.word.length - word.text.length <= 5
    : token.word === word.text;
}
