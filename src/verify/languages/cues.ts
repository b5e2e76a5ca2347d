/** Finds the places of a set of cues in a text. */
export interface Cues {
  /** Half-open UTF-16 ranges, in order, without overlap. Linear in the text. */
  find(text: string): readonly { readonly start: number; readonly end: number }[];
}

const NONE: Cues = { find: () => [] };

/** The words of a table field, in lower case. */
export function compileWords(list: string): ReadonlySet<string> {
  return new Set(list.toLowerCase().split(/\s+/u).filter(Boolean));
}

/**
 * Makes a matcher of `a|b c|d*|*e|ne … pas`: alternatives of words, of which the longest at a place wins. `*` stands for
 * any ending (at most twelve letters) or any beginning (two to fourteen), `…` for at most three words.
 * @param spaced whether words are separated; if not, cues are plain text found anywhere
 */
export function compileCues(list: string, spaced: boolean): Cues {
  if (list.trim() === '') return NONE;
  // Most cues of most languages are never asked for.
  let made: Cues | null = null;
  return {
    find: (text) => {
      if (made === null) {
        const cues = list
          .split('|')
          .map((cue) => cue.trim().toLowerCase())
          .filter(Boolean);
        made = spaced ? wordCues(cues) : textCues(cues);
      }
      return made.find(text);
    },
  };
}

/** One word of a cue. */
interface Piece {
  readonly text: string;
  readonly match: 'whole' | 'beginning' | 'ending';
  /** What joins it to the piece before: a space, an apostrophe, a hyphen, or a gap of words. */
  readonly joint: ' ' | "'" | '-' | '…';
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const GAP_WORDS = 3;
const MOST_ENDING = 12;
const MOST_BEGINNING = 14;

function piecesOf(cue: string): Piece[] {
  const pieces: Piece[] = [];
  let joint: Piece['joint'] = ' ';
  for (const [text] of cue.matchAll(/[\p{L}\p{M}\p{N}*]+|…|['’]|-/gu)) {
    // "n' … pas": a gap outweighs the apostrophe before it.
    if (text === '…' || text === '-') joint = text;
    else if (text === "'" || text === '’') joint = "'";
    else {
      const match = text.endsWith('*') ? 'beginning' : text.startsWith('*') ? 'ending' : 'whole';
      pieces.push({ text: text.replace('*', ''), match, joint });
      joint = ' ';
    }
  }
  return pieces;
}

function fits(piece: Piece, word: string): boolean {
  if (piece.match === 'whole') return word === piece.text;
  if (piece.match === 'beginning') {
    return word.length <= piece.text.length + MOST_ENDING && word.startsWith(piece.text);
  }
  const rest = word.length - piece.text.length;
  return rest >= 2 && rest <= MOST_BEGINNING && word.endsWith(piece.text);
}

function joins(piece: Piece, text: string, before: Word, word: Word): boolean {
  const between = text.slice(before.end, word.start);
  if (between.length > 3) return false;
  if (piece.joint === '-') return between === '-' || between === '‑';
  if (piece.joint === "'") return /^['’]\s?$/u.test(between);
  return /^[\s'’-]+$/u.test(between) && (piece.joint === '…' || /^\s/u.test(between));
}

function wordCues(cues: readonly string[]): Cues {
  const whole = new Map<string, Piece[][]>();
  const beginnings = new Map<string, Piece[][]>();
  const endings: Piece[][] = [];
  const lengths = new Set<number>();
  for (const cue of cues) {
    const pieces = piecesOf(cue);
    const first = pieces[0];
    if (first === undefined) continue;
    if (first.match === 'ending') {
      endings.push(pieces);
      continue;
    }
    const table = first.match === 'whole' ? whole : beginnings;
    if (first.match === 'beginning') lengths.add(first.text.length);
    const known = table.get(first.text);
    if (known === undefined) table.set(first.text, [pieces]);
    else known.push(pieces);
  }
  const ordered = [...lengths];
  return {
    find: (text) => {
      const words = lowerWords(text);
      const found: { start: number; end: number }[] = [];
      for (let index = 0; index < words.length; index++) {
        const word = words[index]!;
        let last = -1;
        const consider = (candidates: readonly Piece[][]): void => {
          for (const pieces of candidates) last = Math.max(last, matchFrom(pieces, text, words, index));
        };
        const exact = whole.get(word.text);
        if (exact !== undefined) consider(exact);
        for (const length of ordered) {
          const known = length <= word.text.length ? beginnings.get(word.text.slice(0, length)) : undefined;
          if (known !== undefined) consider(known);
        }
        if (endings.length > 0) consider(endings);
        if (last < 0) continue;
        found.push({ start: word.start, end: words[last]!.end });
        index = last;
      }
      return found;
    },
  };
}

/** The index of the last word of a match that begins at a word; -1 for none. */
function matchFrom(pieces: readonly Piece[], text: string, words: readonly Word[], first: number): number {
  if (!fits(pieces[0]!, words[first]!.text)) return -1;
  let at = first;
  for (const piece of pieces.slice(1)) {
    const most = piece.joint === '…' ? GAP_WORDS + 1 : 1;
    let next = -1;
    for (let step = 1; step <= most; step++) {
      const word = words[at + step];
      if (word === undefined || !joins(piece, text, words[at + step - 1]!, word)) break;
      if (fits(piece, word.text)) {
        next = at + step;
        break;
      }
    }
    if (next < 0) return -1;
    at = next;
  }
  return at;
}

const recent: { text: string; words: readonly Word[] }[] = [];
const MOST_RECENT = 6;

/** The words of a text in lower case. The same clause is searched for many cues in a row, so the last few are kept. */
function lowerWords(text: string): readonly Word[] {
  const known = recent.find((entry) => entry.text === text);
  if (known !== undefined) return known.words;
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    words.push({ text: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length });
  }
  if (recent.length >= MOST_RECENT) recent.shift();
  // A long text is searched once, and not worth keeping.
  if (text.length < 5000) recent.push({ text, words });
  return words;
}

function textCues(cues: readonly string[]): Cues {
  const alternatives = cues
    .toSorted((a, b) => b.length - a.length)
    .map((cue) => cue.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  const expression = new RegExp(alternatives.join('|'), 'gu');
  return {
    find: (text) =>
      [...text.matchAll(expression)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  };
}
