import type { Span } from '../../core/index.ts';
import { baseLanguage } from '../../core/index.ts';
import { wordsOf } from '../source.ts';
import type { Source, Word } from '../source.ts';
import { fold, toLatin } from './letters.ts';
import { gazetteerFor, mentions } from './places.ts';
import type { Concept, Mention } from './places.ts';

/** A word of the source in the forms that names are compared in. */
export interface ReadWord extends Word {
  readonly folded: string;
  readonly latin: string;
}

/** One segment as read for names. */
export interface ReadSegment {
  readonly words: readonly ReadWord[];
  readonly places: ReadonlyMap<Concept, readonly Mention[]>;
  /** What the acronyms of the segment stand for in English, whole and by word, folded. */
  readonly expansions: ReadonlyMap<string, Word>;
  /** Han text in pinyin, unspaced, with the place of each letter's character. Empty for other scripts. */
  readonly pinyin: string;
  readonly pinyinAt: readonly number[];
}

/** Where a part of a name was found, and how surely. */
export interface Match {
  readonly score: number;
  readonly span: Span | null;
}

export const NO_MATCH: Match = { score: 0, span: null };

/** The score of what is certainly the same name. */
export const FOUND = 1;

const readings = new WeakMap<Source, Map<number, ReadSegment>>();

/** One segment as read for names; read when first asked for. */
export function readSegment(source: Source, index: number): ReadSegment {
  let known = readings.get(source);
  if (known === undefined) readings.set(source, (known = new Map()));
  let read = known.get(index);
  if (read === undefined) known.set(index, (read = readNow(source, index)));
  return read;
}

const HAN_RUN = /[\p{Script=Han}]+|[\p{Script=Katakana}ー]+|[\p{Script=Hiragana}]+/gu;

function readNow(source: Source, index: number): ReadSegment {
  const segment = source.segments[index]!;
  let words: readonly Word[] = wordsOf(source.text, segment.start, segment.end);
  const places = new Map<Concept, Mention[]>();
  const language = baseLanguage(source.language);
  const gazetteer = gazetteerFor(language);
  let pinyin = '';
  const pinyinAt: number[] = [];
  if (gazetteer !== null && !gazetteer.spaced) {
    // Text without spaces: runs of one script are the words.
    words = words.flatMap((word) => splitScripts(word));
    if (language === 'zh') {
      for (const word of words) {
        let at = word.start;
        for (const character of word.text) {
          for (const letter of toLatin(character)) {
            pinyin += letter;
            pinyinAt.push(at);
          }
          at += character.length;
        }
      }
    }
  }
  const read = words.map((word) => ({
    start: word.start,
    end: word.end,
    text: word.text,
    folded: fold(word.text),
    latin: language === 'zh' && pinyin !== '' && !/[a-z]/iu.test(word.text) ? '' : toLatin(word.text),
  }));
  if (gazetteer !== null && gazetteer.spaced) {
    for (const mention of mentions(gazetteer, words)) {
      const known = places.get(mention.concept);
      if (known === undefined) places.set(mention.concept, [mention]);
      else known.push(mention);
    }
  }
  return { words: read, places, expansions: expansionsOf(source, read), pinyin, pinyinAt };
}

/** The longest acronym of the tables that has a name of as many words. */
const MOST_INITIALS = 5;

function expansionsOf(source: Source, words: readonly ReadWord[]): Map<string, Word> {
  const expansions = new Map<string, Word>();
  const acronyms = source.rules?.acronyms;
  if (acronyms === undefined || acronyms.size === 0) return expansions;
  const add = (acronym: string, word: Word): void => {
    for (const name of acronyms.get(acronym) ?? []) {
      const folded = fold(name).replaceAll('.', '');
      expansions.set(folded, word);
      for (const single of folded.split(' ')) if (single.length >= 4) expansions.set(single, word);
    }
  };
  for (const word of words) add(word.text.toLowerCase(), word);
  // Written out: "Organisation mondiale de la santé" has the initials of OMS.
  const content = words.filter((word) => word.text.length > 2 && !source.rules!.functionWords.has(word.folded));
  for (const [index, first] of content.entries()) {
    if (!/^\p{Lu}/u.test(first.text)) continue;
    let initials = '';
    for (const word of content.slice(index, index + MOST_INITIALS)) {
      initials += word.text.slice(0, 1).toLowerCase();
      if (initials.length >= 2) add(initials, { start: first.start, end: word.end, text: initials });
    }
  }
  return expansions;
}

function splitScripts(word: Word): Word[] {
  const parts: Word[] = [];
  let end = 0;
  const push = (from: number, to: number): void => {
    if (to > from) parts.push({ start: word.start + from, end: word.start + to, text: word.text.slice(from, to) });
  };
  for (const match of word.text.matchAll(HAN_RUN)) {
    push(end, match.index);
    end = match.index + match[0].length;
    push(match.index, end);
  }
  push(end, word.text.length);
  return parts;
}
