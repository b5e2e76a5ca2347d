import type { Fact, Finding } from '../core/index.ts';
import type { Figure } from '../figures/index.ts';
import { checkOf } from './check-figures.ts';
import type { SourceFigures } from './check-figures.ts';
import { englishNames } from './english-facts.ts';
import { figureUnit, figureValue } from './figures-words.ts';
import { fold, similarity, toLatin } from './names/letters.ts';
import { gazetteerFor, mentions } from './names/places.ts';
import { figuresOf, spanOf, wordsOf } from './source.ts';
import type { Source, Word } from './source.ts';

const MOST_FINDINGS = 5;
const MOST_NAMES = 2;
/** A name that the article mentions this often is one of those it is about; in its first sentences, two are enough. */
const TELLING_MENTIONS = 3;
const LEAD_MENTIONS = 2;
const LEAD_SEGMENTS = 3;
/** A count below this says little without its sentence. */
const TELLING_COUNT = 100;
const TELLING_MONEY = 1000;
const TELLING_QUANTITY = 10;

/** The most telling figures and names of the article that the brief leaves out. Information, never a fault. */
export function omissions(source: Source, texts: readonly string[], facts: readonly Fact[]): Finding[] {
  const names = missingNames(source, texts);
  return [...missingFigures(figuresOf(source), facts, MOST_FINDINGS - names.length, source.publishedAt), ...names];
}

/**
 * The figures of the article that the brief leaves out, the most telling first: money, percentages, quantities, large
 * counts, full dates; of equals the one that stands first. Small sums and counts, weekdays, months and bare years are
 * left alone: without their sentence they tell nothing.
 * @param facts all facts of the brief
 * @param limit the most that are listed
 * @param publishedAt ISO 8601, or null: the day of the article itself is no omission
 */
export function missingFigures(
  source: SourceFigures,
  facts: readonly Fact[],
  limit = MOST_FINDINGS,
  publishedAt: string | null = null,
): Finding[] {
  const told = facts.flatMap((fact) => (fact.source === null ? [] : [fact.source]));
  // A number is told whatever unit stands beside it, and a year by any date in it.
  const values = new Set(facts.map((fact) => fact.value));
  if (publishedAt !== null) values.add(publishedAt.slice(0, 10)).add(`-${publishedAt.slice(4, 10)}`);
  const candidates: { figure: Figure; weight: number }[] = [];
  source.segments.forEach((list, segment) => {
    const bounds = source.bounds[segment]!;
    const near = told.filter((span) => span.start < bounds.end && bounds.start < span.end);
    for (const figure of list) {
      const weight = weightOf(figure);
      if (weight === 0) continue;
      const value = figureValue(figure);
      if (values.has(value) || near.some((span) => span.start < figure.end && figure.start < span.end)) continue;
      values.add(value);
      candidates.push({ figure, weight: weight - segment / source.segments.length });
    }
  });
  return candidates
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .map(({ figure }) => {
      const end = figure.kind === 'count' ? withNoun(source.text, figure) : figure.end;
      const text = source.text.slice(figure.start, end);
      return {
        check: checkOf(figure),
        severity: 'info',
        message: `The brief leaves out “${text}”.`,
        claim: null,
        target: null,
        source: { start: figure.start, end, text },
      };
    });
}

/** How much a figure tells by itself; 0 for one that is not worth a word. */
function weightOf(figure: Figure): number {
  if (figure.weak || figure.vague) return 0;
  const { value } = figure.readings[0]!;
  const size = value.type === 'number' ? Number(value.number) : value.type === 'range' ? Number(value.to) : 0;
  switch (figure.kind) {
    case 'money':
      return size >= TELLING_MONEY ? 6 : 3;
    case 'percentage':
      return 5;
    case 'quantity':
      return size >= TELLING_QUANTITY ? 4 : 0;
    case 'range':
      return figureUnit(figure) !== null && size >= TELLING_QUANTITY ? 3 : 0;
    case 'count':
      return size >= TELLING_COUNT ? 3.5 : 0;
    case 'date':
      return value.type === 'date' && value.date.day !== undefined && value.date.month !== undefined ? 2 : 0;
    case 'duration':
      return size >= TELLING_QUANTITY ? 1 : 0;
    case 'time':
    case 'ordinal':
      return 0;
  }
}

/** Where a count ends with the word that it counts: "70 000 visiteurs". */
function withNoun(text: string, figure: Figure): number {
  const noun = /^[\s\u00a0](?:(?:de|d|di)[\s\u00a0'’])?\p{L}{4,24}(?![\p{L}\p{N}])/u.exec(
    text.slice(figure.end, figure.end + 40),
  );
  return noun === null ? figure.end : figure.end + noun[0].length;
}

interface Mentioned {
  count: number;
  /** Whether it stands in the first sentences. */
  lead: boolean;
  /** Its first mention. */
  readonly first: Word;
  /** The fullest mention, first name and all. */
  whole: { readonly start: number; readonly end: number };
}

function missingNames(source: Source, texts: readonly string[]): Finding[] {
  const rules = source.rules;
  // German writes every noun with a capital; other scripts write none.
  if (rules === null || !rules.spaced || rules.language === 'de' || rules.language === 'hi') return [];
  const counts = new Map<string, Mentioned>();
  const initials: string[] = [];
  for (const [segment, { start, end }] of source.segments.entries()) {
    const words = wordsOf(source.text, start, end);
    for (const [index, word] of words.entries()) {
      if (word.text.length < 4 || !/^\p{Lu}\p{Ll}/u.test(word.text)) continue;
      if (index === 0) {
        initials.push(fold(word.text));
        continue;
      }
      if (rules.functionWords.has(word.text.toLowerCase())) continue;
      const key = fold(word.text);
      const before = words[index - 1]!;
      const joined = source.text.slice(before.end, word.start) === ' ' && /^\p{Lu}\p{Ll}/u.test(before.text);
      const whole = {
        start: joined && !rules.functionWords.has(before.text.toLowerCase()) ? before.start : word.start,
        end: word.end,
      };
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { count: 1, lead: segment < LEAD_SEGMENTS, first: word, whole });
      else {
        known.count++;
        if (whole.end - whole.start > known.whole.end - known.whole.start) known.whole = whole;
      }
    }
  }
  // Any word has a capital at the head of a sentence: it counts where it is a name elsewhere.
  for (const key of initials) {
    const known = counts.get(key);
    if (known !== undefined) known.count++;
  }
  const telling = [...counts.values()].filter(({ count, lead }) => count >= (lead ? LEAD_MENTIONS : TELLING_MENTIONS));
  if (telling.length === 0) return [];
  const english = texts.flatMap((text) => wordsOf(text).map((word) => toLatin(word.text)));
  const concepts = new Set(
    texts.flatMap((text) => englishNames(text).flatMap((name) => name.parts.flatMap((part) => part.concepts))),
  );
  const gazetteer = gazetteerFor(rules.language);
  const missing = telling
    .filter(({ first }) => {
      const latin = toLatin(first.text);
      if (english.some((word) => similarity(word, latin, 0.7) >= 0.7)) return false;
      // Written small elsewhere, it is a noun that was given a capital here.
      if (source.text.includes(` ${first.text.toLowerCase()}`)) return false;
      return gazetteer === null || !mentions(gazetteer, [first]).some((mention) => concepts.has(mention.concept));
    })
    .toSorted((a, b) => b.count - a.count || a.first.start - b.first.start);
  const chosen: Mentioned[] = [];
  for (const candidate of missing) {
    if (chosen.length === MOST_NAMES) break;
    // "Jean" and "Dupont" are one person.
    const apart = chosen.every(({ whole }) => candidate.whole.end <= whole.start || whole.end <= candidate.whole.start);
    if (apart) chosen.push(candidate);
  }
  return chosen.map(({ count, whole }): Finding => ({
    check: 'name',
    severity: 'info',
    message: `The brief does not mention “${source.text.slice(whole.start, whole.end)}”, which the article names ${count === 2 ? 'twice' : `${count} times`}.`,
    claim: null,
    target: null,
    source: spanOf(source.text, whole.start, whole.end),
  }));
}
