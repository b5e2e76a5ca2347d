import type { GlossaryEntry, Span } from '../../core/index.ts';
import { baseLanguage, sameLanguage } from '../../core/index.ts';
import { spanOf, wordsOf } from '../source.ts';
import type { Source } from '../source.ts';
import { matchAcronym } from './acronyms.ts';
import type { Name, NamePart } from './find.ts';
import { givenNameVariants } from './given.ts';
import { fold, similarity, toLatin } from './letters.ts';
import { conceptsOf, gazetteerFor, placeKey } from './places.ts';
import type { Concept } from './places.ts';
import { FOUND, NO_MATCH, readSegment } from './read.ts';
import type { Match, ReadSegment, ReadWord } from './read.ts';
import { isCommonWord, isParticle } from './words.ts';

/** How alike a name and a word of the source must sound to be the same name. Measured in tests/quality/names.test.ts. */
export const NAME_THRESHOLD = 0.65;
/** The same where both are written in Latin letters, and only spelling and endings differ. */
export const LATIN_NAME_THRESHOLD = 0.75;

/** Languages whose names reach English by transliteration. */
const TRANSLITERATED = new Set([
  'ru',
  'uk',
  'zh',
  'ja',
  'hi',
  'bg',
  'sr',
  'mk',
  'be',
  'el',
  'ar',
  'he',
  'ko',
  'th',
  'fa',
]);

/** The threshold for a language. */
export function thresholdFor(source: Source): number {
  return TRANSLITERATED.has(baseLanguage(source.language)) ? NAME_THRESHOLD : LATIN_NAME_THRESHOLD;
}

/**
 * Whether segments hold a name, by the part of it that says most (the last: "Manuel Valls" by "Valls").
 * @param name as found by `findNames` in an English text
 */
export function holdsName(source: Source, segments: readonly number[], name: Name): boolean {
  const part = name.parts.findLast((candidate) => candidate.kind !== 'common') ?? name.parts.at(-1);
  return part !== undefined && matchPart(source, segments, part).score >= thresholdFor(source);
}

/** A glossary entry whose English holds the name and whose source stands in the article. */
export function glossaryMatch(source: Source, name: Name): Span | null {
  const entries: readonly GlossaryEntry[] = source.glossary?.entries ?? [];
  if (entries.length === 0) return null;
  const wanted = fold(name.text);
  const text = source.text.toLowerCase();
  for (const entry of entries) {
    if (entry.language !== null && !sameLanguage(entry.language, source.language)) continue;
    const target = fold(entry.target);
    if (entry.source === '' || target === '' || !(target.includes(wanted) || wanted.includes(target))) continue;
    const at = text.indexOf(entry.source.toLowerCase());
    if (at >= 0) return spanOf(source.text, at, at + entry.source.length);
  }
  return null;
}

/** The whole name written as one word, or one word of the source written as several: "Hong Kong", "Hongkong". */
export function joinedMatch(source: Source, segments: readonly number[], name: Name): Span | null {
  if (name.parts.length < 2 || name.parts.length > 4) return null;
  const joined = name.parts.map((part) => toLatin(part.text)).join('');
  if (joined.length < 5) return null;
  for (const index of segments) {
    for (const word of readSegment(source, index).words) {
      if (word.latin.length >= 5 && similarity(joined, word.latin, 0.85) >= 0.85) {
        return spanOf(source.text, word.start, word.end);
      }
    }
  }
  return null;
}

/** The best place for one part of a name in these segments. */
export function matchPart(source: Source, segments: readonly number[], part: NamePart): Match {
  let best = NO_MATCH;
  // The source is read word by word: of "O'Neill" it holds "Neill".
  const folded = fold(part.text.replace(/^\p{L}{1,2}['’](?=\p{L}{3})/u, '')).replaceAll('.', '');
  const latin = toLatin(folded);
  const variants = part.kind === 'unknown' ? [...givenNameVariants(latin), ...respellings(source, latin)] : [];
  for (const index of segments) {
    const match = matchInSegment(source, index, part, folded, latin, variants);
    if (match.score > best.score) best = match;
    if (best.score >= FOUND) break;
  }
  return best;
}

const OPPOSITE: Readonly<Record<string, string>> = { north: 'south', south: 'north', east: 'west', west: 'east' };
/** How far from a place the point of the compass may stand that belongs to it, in letters. */
const COMPASS_REACH = 16;

function compassOf(name: string): string | null {
  return /^(north|south|east|west)(?:ern)?(?=[\s-])/iu.exec(name)?.[1]?.toLowerCase() ?? null;
}

/** Whether the source names the opposite half: "Corée du Sud" for "North Korea". */
function contraryCompass(
  source: Source,
  name: string,
  mention: { readonly start: number; readonly end: number },
): boolean {
  const point = compassOf(name);
  const compass = source.rules?.compass;
  if (point === null || compass === undefined) return false;
  const from = Math.max(0, mention.start - 2 * COMPASS_REACH);
  const around = wordsOf(source.text, from, Math.min(source.text.length, mention.end + 2 * COMPASS_REACH))
    .filter((word) => word.end > mention.start - COMPASS_REACH && word.start < mention.end + COMPASS_REACH)
    .map((word) => fold(word.text));
  const stands = (stems: readonly string[]): boolean =>
    stems.some((stem) =>
      around.some((word) => (stem.endsWith('*') ? word.startsWith(fold(stem.slice(0, -1))) : word === fold(stem))),
    );
  return stands(compass.get(OPPOSITE[point]!) ?? []) && !stands(compass.get(point) ?? []);
}

/** English "j" and soft "g" are written as dzh in Cyrillic and in kana and Devanagari as the nearest sound they have. */
function respellings(source: Source, latin: string): string[] {
  if (!TRANSLITERATED.has(baseLanguage(source.language)) || !/j|g[eiy]/u.test(latin)) return [];
  return [latin.replaceAll('j', 'dzh').replaceAll(/g(?=[eiy])/gu, 'dzh')];
}

function matchInSegment(
  source: Source,
  index: number,
  part: NamePart,
  folded: string,
  latin: string,
  variants: readonly string[],
): Match {
  const segment = readSegment(source, index);
  for (const concept of part.concepts) {
    const mention = segment.places.get(concept)?.find((one) => !contraryCompass(source, part.text, one));
    if (mention !== undefined) {
      return { score: FOUND, span: spanOf(source.text, mention.start, mention.end) };
    }
  }
  if (part.concepts.length > 0) {
    const match = unspacedPlace(source, index, part.concepts);
    if (match !== null) return match;
    // "North Korea" is not there where South Korea is, whatever its other word.
    if (compassOf(part.text) !== null && part.concepts.some((concept) => segment.places.has(concept))) return NO_MATCH;
  }
  const expansion = segment.expansions.get(folded);
  if (expansion !== undefined) return { score: FOUND, span: spanOf(source.text, expansion.start, expansion.end) };
  if (part.kind === 'acronym') return matchAcronym(source, segment, folded);
  // Most names stand there letter for letter: no need to compare the sound of every word before that.
  const same = latin.length < LONG_NAME ? segment.words.find((word) => isSame(folded, latin, word)) : undefined;
  if (same !== undefined) return { score: FOUND, span: spanOf(source.text, same.start, same.end) };
  let best = NO_MATCH;
  // Between known places, likeness of sound means nothing: Austria is not Australia.
  const exactOnly = latin.length <= 3 || part.kind === 'place';
  for (const word of segment.words) {
    const score = exactOnly ? closeScore(folded, latin, word) : wordScore(folded, latin, variants, word, best.score);
    if (score > best.score) best = { score, span: spanOf(source.text, word.start, word.end) };
    if (score >= FOUND) return best;
  }
  // Chinese has a word of its own for either Korea.
  const halves = source.rules?.spaced === false && compassOf(part.text) !== null;
  if (best.score < FOUND && !halves && / /u.test(part.text)) {
    const match = wordByWord(source, index, part);
    if (match.score > best.score) best = match;
  }
  if (best.span !== null && contraryCompass(source, part.text, best.span)) return NO_MATCH;
  // Where the tables know the place, pinyin has nothing to add.
  if (part.kind === 'place') return best;
  if (segment.pinyin !== '' && latin.length >= 2) {
    const match = pinyinMatch(source, segment, latin);
    if (match.score > best.score) best = match;
  }
  return best;
}

/** A place of several words that the tables do not have whole: each of its words that is a name must be there. */
function wordByWord(source: Source, index: number, part: NamePart): Match {
  let worst: Match | null = null;
  let at = part.start;
  for (const text of part.text.split(/[\s-]+/u)) {
    const single: NamePart = {
      start: at,
      end: at + text.length,
      text,
      kind: 'unknown',
      initial: false,
      concepts: conceptsOf(placeKey(text)),
    };
    at += text.length + 1;
    if (isParticle(text.toLowerCase()) || (single.concepts.length === 0 && isCommonWord(text.toLowerCase()))) continue;
    const folded = fold(text);
    const match = matchInSegment(source, index, single, folded, toLatin(folded), []);
    if (worst === null || match.score < worst.score) worst = match;
  }
  return worst ?? NO_MATCH;
}

/** Words are compared by sound up to their 32nd letter: two that are longer may be alike without being the same. */
const LONG_NAME = 32;

function isSame(folded: string, latin: string, word: ReadWord): boolean {
  return word.folded === folded || (latin !== '' && word.latin === latin);
}

function closeScore(folded: string, latin: string, word: ReadWord): number {
  if (isSame(folded, latin, word)) return FOUND;
  if (latin.length >= 4 && word.latin.length >= latin.length && word.latin.includes(latin)) return 0.95;
  if (latin.length >= 4) {
    const score = similarity(latin, word.latin);
    // Spelling and endings only.
    return score >= 0.85 ? score : 0.3 * score;
  }
  return 0;
}

/** @param least a lower score is of no interest, and need not be exact */
function wordScore(folded: string, latin: string, variants: readonly string[], word: ReadWord, least: number): number {
  if (isSame(folded, latin, word)) return FOUND;
  if (word.latin === '' || latin === '') return 0;
  // German compounds and hyphenless joins hold the name within a longer word.
  if (latin.length >= 4 && word.latin.length > latin.length && word.latin.includes(latin)) return 0.95;
  for (const variant of variants) {
    if (word.latin.startsWith(variant) && word.latin.length <= variant.length + 4) return 0.9;
    if (variant.includes('dzh') && similarity(variant, word.latin, 0.8) >= 0.8) return 0.9;
  }
  if (isSlavicAdjectiveOf(latin, word)) return 0.9;
  let score = similarity(latin, word.latin, least);
  // A word in lower case is no name there: only a close cognate counts ("Mosasaurus", "mozazaur").
  if (/^\p{Ll}/u.test(word.text)) score -= score >= 0.7 ? 0.12 : 0.3;
  return score;
}

const SLAVIC_ADJECTIVE =
  /^(.{4,16}?)[scz]k(?:y|i|iy|a|e|ie|eho|iho|iego|ogo|emu|imu|iemu|omu|em|om|ym|im|ou|iej|oy|aya|uyu|oe|ich|ych|ikh|ykh|ymi|imi)$/u;

/** Whether a word written small is the adjective of a place: "ostravský" of Ostrava, "blanenský" of Blansko. */
function isSlavicAdjectiveOf(latin: string, word: ReadWord): boolean {
  if (latin.length < 5 || word.latin.length < 6 || latin.slice(0, 4) !== word.latin.slice(0, 4)) return false;
  if (!/^\p{Ll}/u.test(word.text)) return false;
  const stem = SLAVIC_ADJECTIVE.exec(word.latin)?.[1];
  if (stem === undefined) return false;
  if (latin.startsWith(stem)) return latin.length - stem.length <= 3;
  const base = latin.replace(/(?:sko|ice|ov|in|[aoeyi])$/u, '');
  return base.length >= 4 && stem.startsWith(base) && stem.length - base.length <= 3;
}

function unspacedPlace(source: Source, index: number, concepts: readonly Concept[]): Match | null {
  const gazetteer = gazetteerFor(baseLanguage(source.language));
  if (gazetteer === null || gazetteer.spaced) return null;
  const segment = source.segments[index]!;
  const text = source.text.slice(segment.start, segment.end);
  for (const concept of concepts) {
    for (const name of gazetteer.names.get(concept) ?? []) {
      const at = text.indexOf(name);
      if (at >= 0)
        return { score: FOUND, span: spanOf(source.text, segment.start + at, segment.start + at + name.length) };
    }
  }
  return null;
}

/** The best stretch of the pinyin for a name, by likeness of sound. Linear in the segment for a name of bounded length. */
function pinyinMatch(source: Source, segment: ReadSegment, latin: string): Match {
  const { pinyin, pinyinAt } = segment;
  const exact = pinyin.indexOf(latin);
  if (exact >= 0 && latin.length >= 3) {
    return { score: latin.length >= 5 ? FOUND : 0.9, span: spanAt(source, pinyinAt, exact, exact + latin.length) };
  }
  const short = latin.slice(0, 16);
  let best = NO_MATCH;
  // Windows begin at the first letter of each character.
  for (let start = 0; start < pinyin.length; start++) {
    if (start > 0 && pinyinAt[start] === pinyinAt[start - 1]) continue;
    for (const length of [short.length, short.length + 2, short.length + 5]) {
      const window = pinyin.slice(start, start + length);
      const score = similarity(short, window, best.score + 0.05) - 0.05;
      if (score > best.score) best = { score, span: spanAt(source, pinyinAt, start, start + window.length) };
    }
  }
  return best;
}

function spanAt(source: Source, at: readonly number[], from: number, to: number): Span {
  const start = at[from] ?? 0;
  const last = at[Math.min(to, at.length) - 1] ?? start;
  return spanOf(source.text, start, last + 1);
}
