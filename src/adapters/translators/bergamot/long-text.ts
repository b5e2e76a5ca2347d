import type { LanguageTag } from '../../../core/index.ts';
import { splitSentences } from '../../../text/segment.ts';

/** A piece of a text that the engine takes whole. */
export interface Piece {
  readonly text: string;
  /** False for what is no language: it stands in the result as it is. */
  readonly translatable: boolean;
}

/** The engine cuts what has more than about 127 tokens by itself, inside clauses and without a space. */
const MOST_TOKENS = 100;
/** A run of characters without a space, in a script that writes spaces, is no word beyond this. */
const LONGEST_WORD = 120;

/** Letters to a token of the published 32,000-piece vocabularies, on the careful side; not measured on them. */
const LETTERS_PER_TOKEN = 5;
const CAPITALISED_LETTERS_PER_TOKEN = 3;
const OTHER_SCRIPT_LETTERS_PER_TOKEN = 4;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** How good a place is to cut after: the higher, the better. */
const INSIDE = 0;
const SPACE = 1;
const COMMA = 2;
const CLAUSE = 3;

interface Unit {
  /** Offset after it, white space included. */
  readonly end: number;
  /** Estimated tokens. */
  readonly tokens: number;
  readonly cut: number;
}

/**
 * Cuts a text into sentences, and a sentence that is too long for the engine at clause punctuation, else at white
 * space, else (in scripts without spaces) anywhere. White space is folded. Linear in the text.
 */
export function cutLongText(text: string, language: LanguageTag): Piece[] {
  // The engine takes text as UTF-8 up to the first NUL, and a line break as the end of a sentence.
  const clean = text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[\s\0]+/gu, ' ')
    .trim();
  if (clean === '') return [];
  return splitSentences(clean, language).flatMap(({ start, end }) => cutSentence(clean.slice(start, end).trim()));
}

function cutSentence(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let units: Unit[] = [];
  let from = 0;
  const flush = () => {
    if (units.length > 0) pieces.push(...cutUnits(sentence, from, units));
    units = [];
  };
  for (const unit of unitsOf(sentence)) {
    const previous = units.at(-1)?.end ?? from;
    if (unit.tokens <= MOST_TOKENS) {
      units.push(unit);
      continue;
    }
    flush();
    pieces.push({ text: sentence.slice(previous, unit.end).trim(), translatable: false });
    from = unit.end;
  }
  flush();
  return pieces;
}

function cutUnits(sentence: string, from: number, units: readonly Unit[]): Piece[] {
  const pieces: Piece[] = [];
  let start = from;
  let first = 0;
  let left = units.reduce((sum, unit) => sum + unit.tokens, 0);
  while (first < units.length) {
    const last = left <= MOST_TOKENS ? units.length - 1 : bestCut(units, first, left);
    const end = units[last]!.end;
    const text = sentence.slice(start, end).trim();
    if (text !== '') pieces.push({ text, translatable: /\p{L}/u.test(text) });
    for (let index = first; index <= last; index++) left -= units[index]!.tokens;
    first = last + 1;
    start = end;
  }
  return pieces;
}

/** The last unit of the next piece: at the best kind of place, and there nearest to pieces of equal length. */
function bestCut(units: readonly Unit[], first: number, left: number): number {
  const aim = left / Math.ceil(left / MOST_TOKENS);
  let best = first;
  let bestScore = -Infinity;
  let tokens = 0;
  for (let index = first; index < units.length; index++) {
    const unit = units[index]!;
    tokens += unit.tokens;
    if (tokens > MOST_TOKENS) break;
    // A comma near the middle is better than a semicolon after three words.
    const score = unit.cut - (2.5 * Math.abs(tokens - aim)) / aim;
    if (score > bestScore) [best, bestScore] = [index, score];
  }
  return best;
}

/** Words with the white space after them; single characters where words are not parted by spaces. */
function unitsOf(sentence: string): Unit[] {
  const units: Unit[] = [];
  for (const { 0: word, index } of sentence.matchAll(/\S+\s*/gu)) {
    const visible = word.trimEnd();
    if (UNSPACED.test(visible)) {
      let at = index;
      for (const character of word) {
        at += character.length;
        units.push({ end: at, tokens: character === ' ' ? 0 : 1, cut: cutAfter(character, INSIDE) });
      }
    } else {
      const end = index + word.length;
      const tokens = visible.length > LONGEST_WORD ? Infinity : tokensOf(visible);
      units.push({ end, tokens, cut: cutAfter(visible, SPACE) });
    }
  }
  return units;
}

function cutAfter(text: string, otherwise: number): number {
  if (/[;:。；：!?！？…][»”"')\]]*$/u.test(text)) return CLAUSE;
  if (/[,،、，)\]»]$/u.test(text) || /^[–—-]$/u.test(text)) return COMMA;
  return otherwise;
}

function tokensOf(word: string): number {
  let tokens = 0;
  for (const [run] of word.matchAll(/\p{L}[\p{L}\p{M}]*|[^\p{L}]/gu)) {
    if (!/^\p{L}/u.test(run)) tokens += 1;
    else tokens += Math.ceil(run.length / lettersPerToken(run));
  }
  return tokens;
}

function lettersPerToken(run: string): number {
  if (!/^\p{Script=Latin}/u.test(run)) return OTHER_SCRIPT_LETTERS_PER_TOKEN;
  return /^\p{Lu}/u.test(run) ? CAPITALISED_LETTERS_PER_TOKEN : LETTERS_PER_TOKEN;
}
