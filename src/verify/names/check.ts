import type { Fact, Finding, GlossaryEntry, Severity, Span } from '../../core/index.ts';
import { baseLanguage, languageName, sameLanguage } from '../../core/index.ts';
import { spanOf, wordsOf } from '../source.ts';
import type { Source, Statement, Word } from '../source.ts';
import { findNames } from './find.ts';
import type { Name, NamePart } from './find.ts';
import { givenNameVariants } from './given.ts';
import { fold, similarity, spelledInDevanagari, toLatin } from './letters.ts';
import { conceptsOf, gazetteerFor, mentions, placeKey } from './places.ts';
import type { Concept, Mention } from './places.ts';
import { isCommonWord, isParticle } from './words.ts';

/** How alike a name and a word of the source must sound to be the same name. Measured in tests/quality/names.test.ts. */
export const NAME_THRESHOLD = 0.65;
/** The same where both are written in Latin letters, and only spelling and endings differ. */
export const LATIN_NAME_THRESHOLD = 0.75;
/** Below this nothing of the source resembles the name: it is not a matter of spelling. */
const CLEARLY_ABSENT = 0.55;
const NEARLY_THERE = 0.7;

/** A word of the source in the forms that names are compared in. */
interface ReadWord extends Word {
  readonly folded: string;
  readonly latin: string;
}

/** One segment as read for names. */
interface ReadSegment {
  readonly words: readonly ReadWord[];
  readonly places: ReadonlyMap<Concept, readonly Mention[]>;
  /** What the acronyms of the segment stand for in English, whole and by word, folded. */
  readonly expansions: ReadonlyMap<string, Word>;
  /** Han text in pinyin, unspaced, with the place of each letter's character. Empty for other scripts. */
  readonly pinyin: string;
  readonly pinyinAt: readonly number[];
}

const readings = new WeakMap<Source, Map<number, ReadSegment>>();

function readSegment(source: Source, index: number): ReadSegment {
  let known = readings.get(source);
  if (known === undefined) readings.set(source, (known = new Map()));
  let read = known.get(index);
  if (read === undefined) known.set(index, (read = readNow(source, index)));
  return read;
}

const HAN_RUN = /[\p{Script=Han}]+|[\p{Script=Katakana}ー]+|[\p{Script=Hiragana}]+/gu;

function readNow(source: Source, index: number): ReadSegment {
  const segment = source.segments[index]!;
  let words: Word[] = wordsOf(source.text, segment.start, segment.end);
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
    ...word,
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

/** Where a part of a name was found, and how surely. */
interface Match {
  readonly score: number;
  readonly span: Span | null;
}

const NO_MATCH: Match = { score: 0, span: null };

/** Exactly the same text, in any case. */
const FOUND = 1;

export interface NameSetting {
  /** @default LATIN_NAME_THRESHOLD or NAME_THRESHOLD, by the script of the language */
  readonly threshold?: number | undefined;
  /**
   * The statement renders its evidence one to one, so that no name of the evidence may be missing: then a name made of
   * English words alone ("Senate") is doubted where the source has a name that the statement lacks.
   * @default false
   */
  readonly rendering?: boolean | undefined;
}

/**
 * Checks the names of a statement against its evidence and, failing that, against the rest of the source.
 * @returns a fact for each name that can be judged, and a finding for each that the evidence does not hold
 */
export function checkNames(
  source: Source,
  statement: Statement,
  setting: NameSetting = {},
): { facts: Fact[]; findings: Finding[] } {
  const threshold = setting.threshold ?? thresholdFor(source);
  if (!readable(source, statement.segments)) return { facts: [], findings: [] };
  const facts: Fact[] = [];
  const findings: Finding[] = [];
  const names = findNames(statement.text);
  if (names.length === 0) return { facts, findings };
  const weak: Name[] = [];
  const others = source.segments.map((_, index) => index).filter((index) => !statement.segments.includes(index));
  for (const written of names) {
    const name = knownOnly(source, written);
    const strong = name.parts.filter((part) => part.kind !== 'common');
    const glossary = glossaryMatch(source, name);
    const whole = glossary ?? joinedMatch(source, statement.segments, name);
    const missing: { part: NamePart; match: Match }[] = [];
    let first: Span | null = whole;
    if (whole === null) {
      for (const part of name.parts) {
        const match = matchPart(source, statement.segments, part, name);
        if (match.score >= threshold) first ??= match.span;
        else if (part.kind !== 'common') missing.push({ part, match });
      }
    }
    if (strong.length === 0 && first === null) {
      if (setting.rendering === true) weak.push(name);
      continue;
    }
    if (missing.length === 0) {
      facts.push(factOf(statement, name.start, name.end, 'traced', first));
      continue;
    }
    // A name that is only partly in the evidence may be told in full elsewhere ("Valls" here, "Manuel Valls" there).
    const elsewhere = missing.map(({ part }) => matchPart(source, others, part, name));
    const found = elsewhere.every((match) => match.score >= threshold);
    if (found) {
      const span = first ?? elsewhere[0]?.span ?? null;
      facts.push(factOf(statement, name.start, name.end, 'traced', span));
      // "Selon lui": the name that a pronoun stands for is in the sentences before. What an article is about is named at
      // its head, and "the company" after that.
      const antecedent = [...nearBefore(statement.segments), ...source.segments.slice(0, 2).map((_, index) => index)];
      const near = missing.every(({ part }) => matchPart(source, antecedent, part, name).score >= threshold);
      if (first === null && !near) {
        findings.push({
          check: 'name',
          severity: 'warning',
          message: `“${name.text}” is not in the sentences that this is based on, only elsewhere in the article.`,
          claim: statement.claim,
          target: spanOf(statement.text, name.start, name.end),
          source: span,
        });
      }
      continue;
    }
    const absent = missing.filter((_, index) => (elsewhere[index]?.score ?? 0) < threshold);
    const start = Math.min(...absent.map(({ part }) => part.start));
    const end = Math.max(...absent.map(({ part }) => part.end));
    const severity = severityOf(source, absent, elsewhere);
    facts.push(factOf(statement, name.start, name.end, 'not-found', null));
    findings.push({
      check: 'name',
      severity,
      message:
        severity === 'error'
          ? `The name “${statement.text.slice(start, end)}” is not in the source.`
          : `The name “${statement.text.slice(start, end)}” was not found in the source; it may be spelled otherwise there.`,
      claim: statement.claim,
      target: spanOf(statement.text, start, end),
      source: null,
    });
  }
  if (weak.length > 0) findings.push(...doubtWeakNames(source, statement, names, weak, threshold));
  return { facts, findings };
}

/**
 * Whether names of the evidence can be compared at all: not in a script without a table of letters (Arabic, Hangul,
 * Thai), where everything would seem to be missing.
 */
function readable(source: Source, segments: readonly number[]): boolean {
  if (source.rules !== null) return true;
  const words = segments.flatMap((index) => readSegment(source, index).words);
  const lettered = words.filter((word) => /\p{L}/u.test(word.text));
  return lettered.length === 0 || lettered.filter((word) => word.latin !== '').length > lettered.length / 2;
}

/** How far back a pronoun may refer, in segments. */
const ANTECEDENT_SEGMENTS = 4;

/** The segments just before those of the evidence. */
function nearBefore(segments: readonly number[]): number[] {
  const near = new Set<number>();
  for (const index of segments) {
    for (let back = 1; back <= ANTECEDENT_SEGMENTS && back <= index; back++) near.add(index - back);
  }
  return [...near];
}

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

function thresholdFor(source: Source): number {
  return TRANSLITERATED.has(baseLanguage(source.language)) ? NAME_THRESHOLD : LATIN_NAME_THRESHOLD;
}

/**
 * Names made of English words alone ("Senate", "Party") are translations of anything. Where the statement renders its
 * evidence one to one, and the evidence has a name of which the statement has no trace, they are doubted.
 */
function doubtWeakNames(
  source: Source,
  statement: Statement,
  names: readonly Name[],
  weak: readonly Name[],
  threshold: number,
): Finding[] {
  const rules = source.rules;
  // German writes every noun with a capital, and these scripts have none.
  if (rules === null || ['de', 'zh', 'ja', 'hi'].includes(rules.language)) return [];
  const concepts = new Set(names.flatMap((name) => name.parts.flatMap((part) => part.concepts)));
  const english = wordsOf(statement.text).map((word) => toLatin(word.text));
  for (const index of statement.segments) {
    const segment = readSegment(source, index);
    const named = new Set<number>();
    for (const [concept, places] of segment.places) {
      if (concepts.has(concept)) for (const mention of places) named.add(mention.start);
    }
    for (const [position, word] of segment.words.entries()) {
      if (position === 0 || word.latin.length < 4 || !/^\p{Lu}/u.test(word.text) || named.has(word.start)) continue;
      if (rules.functionWords.has(word.text.toLowerCase()) || rules.acronyms.has(word.text.toLowerCase())) continue;
      if (startsSentence(source.text, word.start)) continue;
      const known = english.some((latin) => {
        const score = similarity(latin, word.latin);
        return score >= threshold - 0.2 || givenNameVariants(latin).some((variant) => word.latin.startsWith(variant));
      });
      if (known) continue;
      const name = weak[0]!;
      return [
        {
          check: 'name',
          severity: 'warning',
          message: `The brief says “${name.text}”; the source names “${word.text}”, of which the brief has no trace.`,
          claim: statement.claim,
          target: spanOf(statement.text, name.start, name.end),
          source: spanOf(source.text, word.start, word.end),
        },
      ];
    }
  }
  return [];
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:;…"“”«»„()—–-])\s*$/u.test(text.slice(Math.max(0, at - 4), at));
}

/**
 * Whether segments hold a name, by the part of it that says most (the last: "Manuel Valls" by "Valls").
 * @param name as found by `findNames` in an English text
 */
export function holdsName(source: Source, segments: readonly number[], name: Name): boolean {
  const part = name.parts.findLast((candidate) => candidate.kind !== 'common') ?? name.parts.at(-1);
  return part !== undefined && matchPart(source, segments, part, name).score >= thresholdFor(source);
}

/**
 * A place that the tables cannot name in this language is checked by its words alone: "Earth" is then a common word,
 * "Osaka" an unknown one.
 */
function knownOnly(source: Source, name: Name): Name {
  const gazetteer = gazetteerFor(baseLanguage(source.language));
  const english = sameLanguage(source.language, 'en');
  const parts = name.parts.map((part): NamePart => {
    if (part.kind !== 'place' || english) return part;
    // "Earth" and "Pope" are places and names of the tables, but words as well.
    if (part.text !== 'US' && isCommonWord(part.text.toLowerCase())) return { ...part, kind: 'common' };
    if (gazetteer !== null && part.concepts.some((concept) => gazetteer.own.has(concept))) return part;
    const common = part.text.split(/[\s-]+/u).every((word) => isCommonWord(word.toLowerCase()));
    return { ...part, kind: common ? 'common' : 'unknown' };
  });
  return { ...name, parts };
}

function factOf(statement: Statement, start: number, end: number, verdict: Fact['verdict'], source: Span | null): Fact {
  const text = statement.text.slice(start, end);
  return { kind: 'name', text, claim: statement.claim, start, end, value: text, unit: null, verdict, source };
}

/**
 * An error where it is plain that the source does not hold the name: a place whose foreign names are known, or a word
 * that nothing in a source of the same or a fully transliterated script resembles.
 */
function severityOf(
  source: Source,
  absent: readonly { readonly part: NamePart; readonly match: Match }[],
  elsewhere: readonly Match[],
): Severity {
  const rules = source.rules;
  const plain = sameLanguage(source.language, 'en') || (rules !== null && rules.spaced && rules.language !== 'hi');
  if (!plain) return 'warning';
  return absent.some(
    ({ part, match }, index) =>
      ((part.kind === 'unknown' && !part.initial) || (part.kind === 'place' && part.concepts.includes(part.text))) &&
      part.text.length >= 4 &&
      match.score < CLEARLY_ABSENT &&
      // Among all words of an article, some sound a little alike.
      (elsewhere[index]?.score ?? 0) < NEARLY_THERE,
  )
    ? 'error'
    : 'warning';
}

/** A glossary entry whose English holds the name and whose source stands in the article. */
function glossaryMatch(source: Source, name: Name): Span | null {
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
function joinedMatch(source: Source, segments: readonly number[], name: Name): Span | null {
  if (name.parts.length < 2 || name.parts.length > 4) return null;
  const joined = name.parts.map((part) => toLatin(part.text)).join('');
  if (joined.length < 5) return null;
  for (const index of segments) {
    for (const word of readSegment(source, index).words) {
      if (word.latin.length >= 5 && similarity(joined, word.latin) >= 0.85) {
        return spanOf(source.text, word.start, word.end);
      }
    }
  }
  return null;
}

function matchPart(source: Source, segments: readonly number[], part: NamePart, name: Name): Match {
  let best = NO_MATCH;
  // The source is read word by word: of "O'Neill" it holds "Neill".
  const folded = fold(part.text.replace(/^\p{L}{1,2}['’](?=\p{L}{3})/u, '')).replaceAll('.', '');
  const latin = toLatin(folded);
  const variants = part.kind === 'unknown' ? [...givenNameVariants(latin), ...respellings(source, latin)] : [];
  for (const index of segments) {
    const match = matchInSegment(source, index, part, folded, latin, variants, name);
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
  name: Name,
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
  let best = NO_MATCH;
  // Between known places, likeness of sound means nothing: Austria is not Australia.
  const exactOnly = latin.length <= 3 || part.kind === 'place';
  for (const word of segment.words) {
    const score = exactOnly ? closeScore(folded, latin, word) : wordScore(folded, latin, variants, word);
    if (score > best.score) best = { score, span: spanOf(source.text, word.start, word.end) };
    if (score >= FOUND) return best;
  }
  // Chinese has a word of its own for either Korea.
  const halves = source.rules?.spaced === false && compassOf(part.text) !== null;
  if (best.score < FOUND && !halves && / /u.test(part.text)) {
    const match = wordByWord(source, index, part, name);
    if (match.score > best.score) best = match;
  }
  if (best.span !== null && contraryCompass(source, part.text, best.span)) return NO_MATCH;
  // Where the tables know the place, pinyin has nothing to add.
  if (part.kind === 'place') return best;
  if (segment.pinyin !== '' && latin.length >= 2) {
    const match = pinyinMatch(source, segment, latin, name);
    if (match.score > best.score) best = match;
  }
  return best;
}

/** A place of several words that the tables do not have whole: each of its words that is a name must be there. */
function wordByWord(source: Source, index: number, part: NamePart, name: Name): Match {
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
    const match = matchInSegment(source, index, single, folded, toLatin(folded), [], name);
    if (worst === null || match.score < worst.score) worst = match;
  }
  return worst ?? NO_MATCH;
}

function closeScore(folded: string, latin: string, word: ReadWord): number {
  if (word.folded === folded || (latin !== '' && word.latin === latin)) return FOUND;
  if (latin.length >= 4 && word.latin.length >= latin.length && word.latin.includes(latin)) return 0.95;
  if (latin.length >= 4) {
    const score = similarity(latin, word.latin);
    // Spelling and endings only.
    return score >= 0.85 ? score : 0.3 * score;
  }
  return 0;
}

function wordScore(folded: string, latin: string, variants: readonly string[], word: ReadWord): number {
  if (word.folded === folded || (latin !== '' && word.latin === latin)) return FOUND;
  if (word.latin === '' || latin === '') return 0;
  // German compounds and hyphenless joins hold the name within a longer word.
  if (latin.length >= 4 && word.latin.length > latin.length && word.latin.includes(latin)) return 0.95;
  for (const variant of variants) {
    if (word.latin.startsWith(variant) && word.latin.length <= variant.length + 4) return 0.9;
    if (variant.includes('dzh') && similarity(variant, word.latin) >= 0.8) return 0.9;
  }
  let score = similarity(latin, word.latin);
  // A word in lower case is no name there: only a close cognate counts ("Mosasaurus", "mozazaur").
  if (/^\p{Ll}/u.test(word.text)) score -= score >= 0.7 ? 0.12 : 0.3;
  return score;
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

/**
 * An acronym is found as itself, by the table of its language, or as the initials of consecutive words of the source
 * ("Organisation mondiale de la santé" for OMS; the English initials may be permuted, since word order differs).
 */
function matchAcronym(source: Source, segment: ReadSegment, folded: string): Match {
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

/** The best stretch of the pinyin for a name, by likeness of sound. Linear in the segment for a name of bounded length. */
function pinyinMatch(source: Source, segment: ReadSegment, latin: string, name: Name): Match {
  const { pinyin, pinyinAt } = segment;
  const exact = pinyin.indexOf(latin);
  void name;
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
      const score = similarity(short, window) - 0.05;
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

/** In words: what the names of a language were compared by. For the notes of a brief. */
export function namesUnderstood(source: Source): string | null {
  return source.rules === null ? `names in ${languageName(source.language)} were compared by spelling only` : null;
}
