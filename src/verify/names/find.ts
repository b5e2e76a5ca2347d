import { conceptsOf, mostPlaceWords, placeKey } from './places.ts';
import type { Concept } from './places.ts';
import { isAbbreviation, isCalendarWord, isCommonWord, isCompound, isCurrencyCode, isParticle } from './words.ts';

/**
 * What a capitalised word is by itself. `place`: in the tables; `acronym`: two or more capitals; `unknown`: no English
 * word, so part of a name; `common`: an English word that a capital makes part of a name or title at most.
 */
export type PartKind = 'place' | 'acronym' | 'unknown' | 'common';

/** One word of a name; several for a place name of several words. */
export interface NamePart {
  readonly start: number;
  readonly end: number;
  /** Without possessive ending. */
  readonly text: string;
  readonly kind: PartKind;
  /** What the tables know it as; empty unless `place`. */
  readonly concepts: readonly Concept[];
  /** Whether it begins a sentence or a quotation, where any word has a capital. */
  readonly initial: boolean;
}

/** A run of capitalised words, particles between them included. */
export interface Name {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly parts: readonly NamePart[];
}

// A word with inner apostrophes, full stops of initials ("U.S.") and digits ("Ka-52M"); hyphens separate.
const TOKEN = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
const POSSESSIVE = /['’]s?$/u;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly capital: boolean;
  /** First of its sentence or quotation, where English capitalises any word. */
  readonly initial: boolean;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let before = 0;
  for (const match of text.matchAll(TOKEN)) {
    const word = withoutPossessive(match[0]);
    const gap = text.slice(before, match.index);
    const initial =
      found.length === 0 ||
      (gap !== ' ' && (/[.!?:;"“”«»()[\]…—–]\s*["“«‘'(]?\s*$/u.test(gap) || /^\s*[-•*]\s*$/u.test(gap)));
    found.push({
      start: match.index,
      end: match.index + word.length,
      text: word,
      capital: /^(?:\p{Lu}|\p{Ll}{1,2}\p{Lu})/u.test(word),
      initial,
    });
    before = match.index + match[0].length;
  }
  return found;
}

function withoutPossessive(word: string): string {
  if (!/['’]/u.test(word)) return word;
  return word.replace(/['’]s$/u, '').replace(POSSESSIVE, '');
}

/**
 * The names in an English sentence, in order. Words that are capitalised only because they begin a sentence, name a
 * month or a weekday, or are function words make no name. Linear in the text.
 */
export function findNames(text: string): Name[] {
  const all = tokens(text);
  const parts: (NamePart & { readonly first: number; readonly last: number })[] = [];
  const titled = isTitleCase(all);
  for (let index = 0; index < all.length; index++) {
    const token = all[index]!;
    if (!token.capital) continue;
    const place = placeAt(all, index);
    if (place !== null) {
      const last = all[index + place.words - 1]!;
      parts.push({
        start: token.start,
        end: last.end,
        text: text.slice(token.start, last.end),
        kind: 'place',
        concepts: place.concepts,
        initial: token.initial,
        first: index,
        last: index + place.words - 1,
      });
      index += place.words - 1;
      continue;
    }
    const kind = kindOf(token, titled);
    if (kind === null || isAmount(text, token)) continue;
    parts.push({
      start: token.start,
      end: token.end,
      text: token.text,
      kind,
      concepts: [],
      initial: token.initial,
      first: index,
      last: index,
    });
  }
  return joinParts(text, all, parts);
}

function kindOf(token: Token, titled: boolean): PartKind | null {
  const lower = token.text.toLowerCase().replaceAll('.', '');
  if (token.text.length === 1 || isCalendarWord(lower) || isParticle(lower)) return null;
  if (/^[\p{Lu}\p{N}.]{2,}s?$/u.test(token.text) && /\p{Lu}.*\p{Lu}/u.test(token.text)) {
    // A headline all in capitals holds words, not acronyms.
    return isAbbreviation(lower) || (isCommonWord(lower) && lower.length > 4) ? 'common' : 'acronym';
  }
  if (isAbbreviation(lower)) return 'common';
  // A gerund or participle of a rare verb still begins a sentence.
  const common =
    isCommonWord(lower) ||
    (token.initial && ((lower.length >= 7 && /(?:ing|ed|ly)$/u.test(lower)) || isCompound(lower)));
  if (common) return token.initial || titled ? null : 'common';
  return 'unknown';
}

/** A currency code beside a figure belongs to the figure. */
function isAmount(text: string, token: Token): boolean {
  if (token.text.length !== 3 || !isCurrencyCode(token.text.toLowerCase())) return false;
  return (
    /\d[\s\u00a0]?(?:\p{Ll}+illion[\s\u00a0])?$/u.test(text.slice(Math.max(0, token.start - 12), token.start)) ||
    /^[\s\u00a0]?\d/u.test(text.slice(token.end, token.end + 2))
  );
}

/** A headline in title case: capitals there say nothing. */
function isTitleCase(all: readonly Token[]): boolean {
  let capital = 0;
  let long = 0;
  for (const token of all) {
    if (token.text.length < 4 || !/^\p{L}/u.test(token.text)) continue;
    long++;
    if (token.capital) capital++;
  }
  return long >= 4 && capital >= 0.8 * long;
}

/** The longest place name that begins at a token. */
function placeAt(all: readonly Token[], index: number): { words: number; concepts: readonly Concept[] } | null {
  let key = placeKey(all[index]!.text);
  // Folding may take one letter apart into several words.
  const most = Math.min(mostPlaceWords(key.split(' ', 1)[0]!), all.length - index, 6);
  let best: { words: number; concepts: readonly Concept[] } | null = null;
  for (let words = 1; words <= most; words++) {
    const token = all[index + words - 1]!;
    if (words > 1 && token.start - all[index + words - 2]!.end > 3) break;
    if (words > 1) key = `${key} ${placeKey(token.text)}`;
    if (!token.capital) continue;
    const concepts = conceptsOf(key);
    // "May", "March" and the like are never places; "us" is one only in capitals.
    if (concepts.length === 0 || (key === 'us' && token.text !== 'US' && token.text !== 'U.S.')) continue;
    if (words === 1 && (isCalendarWord(key) || (token.initial && isCommonWord(key) && key !== 'us'))) continue;
    best = { words, concepts };
  }
  return best;
}

function joinParts(
  text: string,
  all: readonly Token[],
  parts: readonly (NamePart & { readonly first: number; readonly last: number })[],
): Name[] {
  const names: Name[] = [];
  let run: (NamePart & { readonly first: number; readonly last: number })[] = [];
  const close = (): void => {
    const head = run[0];
    const tail = run.at(-1);
    if (head !== undefined && tail !== undefined) {
      names.push({ start: head.start, end: tail.end, text: text.slice(head.start, tail.end), parts: run });
    }
    run = [];
  };
  for (const part of parts) {
    const before = run.at(-1);
    if (before !== undefined && !joined(text, all, before, part)) close();
    run.push(part);
  }
  close();
  return names;
}

/** Whether two parts stand in one name: nothing but a space, a hyphen or particles between them. */
function joined(
  text: string,
  all: readonly Token[],
  before: { readonly last: number; readonly end: number },
  part: { readonly first: number; readonly start: number },
): boolean {
  if (!/^[ \u00a0\-–.&'’\p{L}]{0,16}$/u.test(text.slice(before.end, part.start))) return false;
  if (/\.\s/u.test(text.slice(before.end, part.start)) && part.first === before.last + 1 && all[part.first]!.initial) {
    return /^[\p{L}]{1,3}$/u.test(all[before.last]!.text);
  }
  for (let index = before.last + 1; index < part.first; index++) {
    const word = all[index]!.text.toLowerCase();
    if (
      !isParticle(word) ||
      word === 'and' ||
      word === 'in' ||
      word === 'on' ||
      word === 'at' ||
      word === 'to' ||
      word === 'for' ||
      word === 'a'
    ) {
      return /^\p{Lu}$/u.test(all[index]!.text);
    }
  }
  return true;
}
