import type { Fact, Finding, Severity, Span } from '../../core/index.ts';
import { baseLanguage, sameLanguage } from '../../core/index.ts';
import { spanOf, wordsOf } from '../source.ts';
import type { Source, Statement } from '../source.ts';
import { englishNames } from '../english-facts.ts';
import type { Name, NamePart } from './find.ts';
import { givenNameVariants } from './given.ts';
import { similarity, toLatin } from './letters.ts';
import { glossaryMatch, joinedMatch, matchPart, thresholdFor } from './match.ts';
import { gazetteerFor } from './places.ts';
import { readSegment } from './read.ts';
import type { Match, ReadWord } from './read.ts';
import { isCommonWord } from './words.ts';

/** Below this nothing of the source resembles the name: it is not a matter of spelling. */
const CLEARLY_ABSENT = 0.55;
const NEARLY_THERE = 0.7;

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
  const names = englishNames(statement.text);
  if (names.length === 0) return { facts, findings };
  const weak: Name[] = [];
  const others = source.segments.map((_, index) => index).filter((index) => !statement.segments.includes(index));
  for (const written of names) {
    const name = knownOnly(source, written);
    const strong = name.parts.filter((part) => part.kind !== 'common');
    const glossary = glossaryMatch(source, name);
    const whole = glossary ?? joinedMatch(source, statement.segments, name);
    const missing: { part: NamePart; match: Match }[] = [];
    const places: Span[] = whole === null ? [] : [whole];
    if (whole === null) {
      for (const part of name.parts) {
        const match = matchPart(source, statement.segments, part);
        if (match.score < threshold) {
          if (part.kind !== 'common') missing.push({ part, match });
        } else if (match.span !== null) places.push(match.span);
      }
    }
    const first = together(source, places);
    if (strong.length === 0 && first === null) {
      if (setting.rendering === true && !/^(?:I['’]\p{L}+|It|No)$/u.test(name.text)) weak.push(name);
      continue;
    }
    if (missing.length === 0) {
      facts.push(factOf(statement, name.start, name.end, 'traced', first));
      continue;
    }
    // A name that is only partly in the evidence may be told in full elsewhere ("Valls" here, "Manuel Valls" there).
    const elsewhere = missing.map(({ part }) => matchPart(source, others, part));
    const found = elsewhere.every((match) => match.score >= threshold);
    if (found) {
      const span = first ?? elsewhere[0]?.span ?? null;
      facts.push(factOf(statement, name.start, name.end, 'traced', span));
      // "Selon lui": the name that a pronoun stands for is in the sentences before. What an article is about is named at
      // its head, and "the company" after that.
      const antecedent = [...nearBefore(statement.segments), ...source.segments.slice(0, 2).map((_, index) => index)];
      const near = missing.every(({ part }) => matchPart(source, antecedent, part).score >= threshold);
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

/** Letters between two words of one name, at most: "Ministerio de la Economía", "Jean-Luc". */
const WITHIN_A_NAME = 8;

/** Of the places where the parts of a name stand, the stretch that holds most of them: "Manuel Valls", not "Manuel". */
function together(source: Source, places: readonly Span[]): Span | null {
  let best: readonly Span[] = [];
  let stretch: Span[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = stretch.at(-1);
    const between = last === undefined ? '' : source.text.slice(last.end, place.start);
    if (last !== undefined && (between.length > WITHIN_A_NAME || /[.!?;:,\n]/u.test(between))) stretch = [];
    stretch.push(place);
    if (stretch.length > best.length) best = [...stretch];
  }
  const start = best[0]?.start;
  return start === undefined ? null : spanOf(source.text, start, Math.max(...best.map(({ end }) => end)));
}

/**
 * Whether names of the evidence can be compared at all: not in a script without a table of letters (Arabic, Hangul,
 * Thai), where everything would seem to be missing.
 */
function readable(source: Source, segments: readonly number[]): boolean {
  if (source.rules !== null) return true;
  let lettered = 0;
  let latin = 0;
  for (const index of segments) {
    for (const word of readSegment(source, index).words) {
      if (!/\p{L}/u.test(word.text)) continue;
      lettered++;
      if (word.latin !== '') latin++;
    }
  }
  return lettered === 0 || latin > lettered / 2;
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
      if (isTranslatable(segment.words, position)) continue;
      // Written small elsewhere, it is a noun that was given a capital here.
      if (source.text.includes(` ${word.text.toLowerCase()}`)) continue;
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

const ARTICLES = new Set(
  `l le la les du des au aux un une el los las del al il lo gli i dell della dello dei degli delle nell nella nel all
   alla sull sulla o os as do da dos das no na nos nas ao aos à às de het een els dels`.split(/\s+/u),
);
const SLAVIC_ADJECTIVE =
  /(?:[scz]k|dzk|ow|n|ск|н)(?:y|i|a|e|ie|ego|iego|ej|iej|ym|im|ych|ich|ą|ý|í|á|é|ého|ém|ou|ích|ých|ый|ий|ая|ое|ые|ие|ого|его|ой|ей|ую|ом|ем|ым|им|ых|их|ому|ему)$/u;

/**
 * Whether a capitalised word of the source is by its place a noun or adjective that English translates, not a name of
 * its own: after an article ("l'État", "les Journées"), amid a list of such words ("Economía, Comercio e Industria"),
 * or an adjective of an institution ("Wojewódzki Inspektorat").
 */
function isTranslatable(words: readonly ReadWord[], at: number): boolean {
  const word = words[at]!;
  if (/^\p{Lu}+$/u.test(word.text)) return false;
  const before = words[at - 1]?.text ?? '';
  if (ARTICLES.has(before.toLowerCase())) return true;
  if (SLAVIC_ADJECTIVE.test(word.text) && word.text.length >= 7) return true;
  const capital = (from: number, step: number): boolean => {
    const next = words[from + step];
    const beyond = next !== undefined && next.text.length <= 2 ? words[from + 2 * step] : next;
    return beyond !== undefined && /^\p{Lu}/u.test(beyond.text);
  };
  return capital(at, -1) && capital(at, 1);
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:;…"“”«»„()—–-])\s*$/u.test(text.slice(Math.max(0, at - 4), at));
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
