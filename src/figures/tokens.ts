import { fold } from './fold.ts';
import type { Form, Lexeme, Lexicon, Role } from './lexicon.ts';
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

/** Cuts a text into tokens, with phrases joined and compound number words taken apart. Linear in the text. */
export function readTokens(text: string, lexicon: Lexicon): Token[] {
  const { tokens: raw, unsettled } = cut(text, lexicon);
  const changes: Change[] = [];
  let next = 0;
  for (const { at, form } of unsettled) {
    // Within the phrase before.
    if (at < next) continue;
    const change = phraseAt(raw, at, form);
    if (change === null) continue;
    next = at + change.count;
    if (change.count === 1 && change.tokens.length === 1) raw[at] = change.tokens[0]!;
    else changes.push(change);
  }
  if (changes.length === 0 && lexicon.rules.caseSuffixes === undefined) return raw;
  const tokens: Token[] = [];
  let place = 0;
  for (let index = 0; index < raw.length;) {
    const change = changes[place]?.at === index ? changes[place++]! : null;
    index += change?.count ?? 1;
    const made = change?.tokens ?? [raw[index - 1]!];
    if (made.length === 1 && joinsNumeral(tokens, made[0]!)) {
      // 3-х мільйонів: the case ending becomes part of the digits.
      tokens.pop();
      tokens.push({ ...tokens.pop()!, end: made[0]!.end });
    } else tokens.push(...made);
  }
  return tokens;
}

/** Tokens that stand for others: the words of a phrase, or a compound. */
interface Change {
  readonly at: number;
  /** How many they stand for. */
  readonly count: number;
  readonly tokens: readonly Token[];
}

/** A case ending after digits and a hyphen; `80-х` is left alone, as it may be a decade. */
function joinsNumeral(tokens: readonly Token[], token: Token): boolean {
  if (token.spaced || lexeme(token, 'caseSuffix') === undefined) return false;
  const [numeral, hyphen] = [tokens[tokens.length - 2], tokens[tokens.length - 1]];
  if (numeral?.kind !== 'numeral' || hyphen?.word !== '-' || hyphen.spaced) return false;
  return !numeral.numeral!.plain || !numeral.numeral!.groups[0]!.endsWith('0');
}

/** A word or sign that may begin a phrase or be taken apart: the tokens around it decide. */
interface Unsettled {
  /** Index of its token. */
  readonly at: number;
  readonly form: Form;
}

function cut(text: string, lexicon: Lexicon): { tokens: Token[]; unsettled: Unsettled[] } {
  const { decimal, spaceGroups, spaced: wordsSpaced, wordApostrophe } = lexicon.rules;
  const letters = !wordsSpaced ? LATIN_LETTERS : wordApostrophe === true ? LETTERS_WITH_APOSTROPHE : LETTERS;
  const tokens: Token[] = [];
  const unsettled: Unsettled[] = [];
  let spaced = true;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      spaced = true;
      at++;
      continue;
    }
    const start = at;
    if (digitValue(code) >= 0) {
      const numeral = readNumeral(text, at, decimal, spaceGroups);
      at = numeral.end;
      const word = text.slice(start, at);
      tokens.push({ kind: 'numeral', start, end: at, word, capital: false, numeral, lexemes: NO_LEXEMES, spaced });
      spaced = false;
      continue;
    }
    const isLetter = (code >= 0x41 && code < 0x7b) || code >= 0xaa;
    at = isLetter ? wordEnd(text, at, letters) : start;
    const isWord = at > start;
    if (isLetter && !isWord && !wordsSpaced) {
      const found = longestEntryAt(text, start, lexicon);
      if (found !== null) {
        at += found.length;
        const surface = text.slice(start, at);
        const word = fold(surface);
        const capital = surface[0] !== word[0];
        tokens.push({ kind: 'word', start, end: at, word, capital, numeral: null, lexemes: found.lexemes, spaced });
        spaced = false;
        continue;
      }
    }
    if (!isWord) at += code >= 0xd800 && code < 0xdc00 && start + 1 < text.length ? 2 : 1;
    const form = lexicon.form(text.slice(start, at), isWord);
    if (!form.settled) unsettled.push({ at: tokens.length, form });
    const { word, capital, lexemes } = form;
    const kind = isWord || lexemes.length > 0 ? 'word' : 'sign';
    tokens.push({ kind, start, end: at, word, capital, numeral: null, lexemes, spaced });
    spaced = false;
  }
  return { tokens, unsettled };
}

/** White space as `\s` has it, and control characters. */
function isSpace(code: number): boolean {
  if (code < 0xa0) return code <= 0x20;
  return (
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x3000 ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x205f ||
    code === 0x1680 ||
    code === 0xfeff
  );
}

/** Where the word that begins at `start` ends; `start` itself where none does. */
function wordEnd(text: string, start: number, letters: RegExp): number {
  let end = start;
  let code = text.charCodeAt(end);
  while ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) code = text.charCodeAt(++end);
  // Most words are plain ASCII: the expression is only asked where another letter or an apostrophe may go on.
  if (end > start && (Number.isNaN(code) || (code < 0x80 && code !== APOSTROPHE))) return end;
  letters.lastIndex = start;
  return letters.test(text) ? letters.lastIndex : start;
}

const APOSTROPHE = 0x27;

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

/** Joins the longest phrase that begins at a token, or takes a compound apart; null where the token stays as it is. */
function phraseAt(raw: readonly Token[], index: number, form: Form): Change | null {
  const first = raw[index]!;
  let count = 1;
  let lexemes: Lexeme[] = [];
  for (const entry of form.entries) {
    const length = entry.words.length;
    if (length < count) continue;
    if (length > 1 && !entry.words.every((word, offset) => offset === 0 || fits(raw[index + offset], word))) continue;
    if (length > count) [count, lexemes] = [length, []];
    lexemes.push(entry.lexeme);
  }
  if (lexemes.length > 0) {
    const last = raw[index + count - 1]!;
    return { at: index, count, tokens: [{ ...first, end: last.end, kind: 'word', lexemes }] };
  }
  if (form.parts === null) return null;
  return {
    at: index,
    count: 1,
    tokens: form.parts.map((part, place) => ({
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
