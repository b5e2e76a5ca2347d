import { baseLanguage } from '../../core/index.ts';
import type { Span } from '../../core/index.ts';
import { spanOf } from '../source.ts';
import type { Source } from '../source.ts';
import { fold, spelledInDevanagari, toLatin } from './letters.ts';
import { FOUND, NO_MATCH } from './read.ts';
import type { Match, ReadSegment, ReadWord } from './read.ts';

/**
 * An acronym is found as itself, by the table of its language, or as the initials of consecutive words of the source
 * ("Organisation mondiale de la santé" for OMS; the English initials may be permuted, since word order differs).
 */
export function matchAcronym(source: Source, segment: ReadSegment, folded: string): Match {
  const rules = source.rules;
  const bare = folded.replace(/s$/u, '');
  const letters = sorted(bare);
  const written = literalAcronym(source, segment, folded);
  if (written !== null) return written;
  const contentWords: ReadWord[] = [];
  for (const word of segment.words) {
    const span = (): Span => spanOf(source.text, word.start, word.end);
    if (word.folded === folded || word.latin === folded || word.folded === bare) return { score: FOUND, span: span() };
    if (word.folded.startsWith(bare) && word.folded.length <= bare.length + 3 && bare.length >= 2) {
      return { score: 0.95, span: span() };
    }
    const english = rules?.acronyms.get(word.text.toLowerCase());
    if (english?.some((name) => fold(name).replaceAll('.', '') === folded) === true)
      return { score: FOUND, span: span() };
    const capitals = /^[\p{Lu}\p{N}]{2,}$/u.test(word.text);
    // ONU for UN is in the table; TPIY for ICTY and the like share all but a letter or two.
    if (
      capitals &&
      Math.abs(word.text.length - bare.length) <= 1 &&
      shared(sorted(toLatin(word.text)), letters) >= bare.length - 1 &&
      bare.length >= 3
    ) {
      return { score: 0.8, span: span() };
    }
    if (word.text.length > 2 && !(rules?.functionWords.has(word.folded) ?? false)) contentWords.push(word);
  }
  const size = bare.replaceAll(/\d/gu, '').length;
  const places = size >= 2 ? contentWords.length - size : -1;
  for (let first = 0; first <= places; first++) {
    const run = contentWords.slice(first, first + size);
    if (!/^\p{Lu}/u.test(run[0]!.text) && !run.some((word) => /^\p{Lu}/u.test(word.text))) continue;
    const initials = sorted(run.map((word) => word.latin.slice(0, 1)).join(''));
    if (initials.length === size && shared(initials, letters) >= (size <= 3 ? size : size - 1)) {
      return { score: 0.75, span: spanOf(source.text, run[0]!.start, run.at(-1)!.end) };
    }
  }
  return NO_MATCH;
}

/** "D.K." as "D. K.", XDR as एक्सडीआर: the letters of the source without what separates them. */
function literalAcronym(source: Source, segment: ReadSegment, folded: string): Match | null {
  const first = segment.words[0];
  const last = segment.words.at(-1);
  if (first === undefined || last === undefined || folded.length < 2) return null;
  let run = '';
  let from = 0;
  for (const word of segment.words) {
    if (word.folded.length > 1) {
      run = '';
      continue;
    }
    if (run === '') from = word.start;
    run += word.folded;
    if (run.endsWith(folded)) return { score: FOUND, span: spanOf(source.text, from, word.end) };
  }
  if (baseLanguage(source.language) !== 'hi') return null;
  const text = segment.words.map((word) => word.text).join('');
  return text.includes(spelledInDevanagari(folded)) ? { score: 0.9, span: null } : null;
}

function sorted(letters: string): string {
  return Array.from(letters).toSorted().join('');
}

/** How many letters two sorted strings have in common. */
function shared(a: string, b: string): number {
  let i = 0;
  let j = 0;
  let count = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      count++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return count;
}
