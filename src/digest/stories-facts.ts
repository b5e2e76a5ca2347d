import type { Brief, Evidence, FactKind } from '../core/index.ts';
import { findFigures, toNumber, type Figure, type PartialDate, type Reading } from '../figures/index.ts';
import { MEASURE_KEYS, termsOf, type Term } from './stories-terms.ts';

/** One figure of one brief with all that tells what it is about. */
export interface StatedFact {
  readonly brief: number;
  readonly kind: FactKind;
  readonly unit: string | null;
  /** Comparable: a decimal number, or a date as `--12-15`, `2026-09` or `2026-09-01`. */
  readonly value: string;
  /** The value as a number; null for dates. */
  readonly number: number | null;
  /** "about": may be off by some. */
  readonly approximate: boolean;
  /** "up to", "at least", "almost": the value itself is not claimed. */
  readonly limit: boolean;
  /** "up from 300", "of the 500": another time or the whole, beside which the fact itself stands. */
  readonly aside: boolean;
  /** Index of the claim, or null for the headline. */
  readonly claim: number | null;
  readonly start: number;
  readonly end: number;
  /** The figure as it stands there. */
  readonly written: string;
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** What is counted: the first content words after the figure, else the last before. */
  readonly counted: readonly Term[];
  /** Content words of its clause, then of the rest of its claim. */
  readonly clause: readonly Term[];
  readonly rest: readonly Term[];
  /** What it measures, as far as its clause says: `DEATH`, `PROFIT`. */
  readonly measures: ReadonlySet<string>;
  /** Names that follow "in", "at", "near": where it holds. */
  readonly places: ReadonlySet<string>;
  /** All names of the claim, and those of its clause. */
  readonly names: ReadonlySet<string>;
  readonly clauseNames: ReadonlySet<string>;
  /** "a day", "monthly", null: over what time. */
  readonly rate: string | null;
  /** "rival", "former", "last": it is about another than the one that everybody speaks of. */
  readonly contrast: boolean;
  /** "for schools": the words of what it is meant for. */
  readonly purpose: ReadonlySet<string>;
  /** "of adults": the words of what a percentage is a share of. */
  readonly share: ReadonlySet<string>;
  /** Weekdays and months that the claim names, the fact itself aside. */
  readonly times: ReadonlySet<string>;
  /** Years that the claim names. */
  readonly years: ReadonlySet<number>;
}

const APPROXIMATE =
  /\b(?:about|around|some|roughly|approximately|circa|close to|an estimated|estimated at|in the region of)\s+$/iu;
const LIMIT =
  /\b(?:up to|as many as|at least|at most|more than|less than|fewer than|no more than|over|under|above|below|nearly|almost|from|minimum of|maximum of|not even|only just)\s+$/iu;
const ASIDE =
  /\b(?:up from|down from|against|compared (?:with|to)|previously|formerly|instead of|rather than|after|than|out of(?: the| its)?|of (?:the|its|their|these|those)|another|further|additional|other)\s+$/iu;
/** "300 more", "25 of them", "25 of whom": a part, or something on top. */
const ASIDE_AFTER = /^\s*(?:of (?:the|them|whom|which|these|those|its|their)|more\b|others?\b|further\b)/iu;

/** A date is no limit to itself, but may be one to something else. */
const DATE_LIMIT = /\b(?:before|after|by|until|till|since|to)\s+$/iu;

const CONTRAST =
  /\b(?:rivals?|others?|another|opposing|old|first|second|third|former|formerly|previous|previously|earlier|last|before|ago|since|until|so far|to date|had been|had had)\b/iu;
const RATE = /^\s*(?:\p{L}+\s+){0,3}?(?:a|an|per|each|every)\s+(hour|day|week|month|quarter|year)\b/iu;
const RATE_WORD = /\b(hourly|daily|weekly|monthly|quarterly|annual|annually|yearly)\b/iu;
const RATES: Readonly<Record<string, string>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  annual: 'year',
  annually: 'year',
  yearly: 'year',
};

/** Words around a figure in which a hedge is looked for. */
const NEARBY_CHARS = 24;

/** "in Tui", "in the town of Tui", "on the Spanish side", "to Toulouse" of a rough engine. */
const PLACE =
  /\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Aa]cross|[Aa]round|[Oo]utside)\s+(?:the\s+)?(?:\p{Ll}+\s+){0,2}((?:\p{Lu}[\p{L}’'-]*[ ]?){1,4})/gu;

/**
 * The figures of a brief that can be compared with those of another. Left out: ordinals, times, ranges, weekdays, small
 * words ("a", "one"), and every figure that the checks could not trace to the brief's own source.
 */
export function statedFacts(brief: Brief, index: number): StatedFact[] {
  const lines: { claim: number | null; text: string; evidence: readonly Evidence[] }[] = [
    { claim: null, ...brief.headline },
    ...brief.claims.map(({ text, evidence }, claim) => ({ claim, text, evidence })),
  ];
  return lines.flatMap(({ claim, text, evidence }) => {
    const figures = findFigures(text, 'en', { articleDate: brief.article.publishedAt });
    const terms = termsOf(text);
    const years = new Set(figures.flatMap(({ readings }) => yearOf(readings[0]!)));
    const names = new Set(
      terms.filter((term) => /^\p{Lu}/u.test(text.slice(term.start, term.end))).map(({ stem }) => stem),
    );
    return figures.flatMap((figure): StatedFact[] => {
      const value = valueOf(figure);
      if (value === null || isUntraced(brief, claim, figure)) return [];
      const { start, end } = figure;
      const before = text.slice(Math.max(0, start - NEARBY_CHARS), start);
      const [from, to] = clauseAround(text, start, end);
      const free = terms.filter((term) => !figures.some((other) => term.start < other.end && term.end > other.start));
      const clause = free.filter((term) => term.start >= from && term.end <= to);
      const following = clause.filter((term) => term.start >= end).slice(0, 2);
      return [
        {
          brief: index,
          kind: figure.kind,
          unit: figure.readings[0]!.unit,
          value: value.text,
          number: value.number,
          approximate: figure.approximate || APPROXIMATE.test(before),
          limit: isLimit(figure, before, text.slice(end)),
          aside: isAside(figure, before, text.slice(end)),
          claim,
          start,
          end,
          written: figure.text,
          text,
          evidence,
          counted: following.length > 0 ? following : clause.filter((term) => term.end <= start).slice(-1),
          clause,
          rest: free.filter((term) => !clause.includes(term)),
          measures: new Set(clause.map(({ key }) => key).filter((key) => MEASURE_KEYS.has(key))),
          purpose: purposeOf(text, clause),
          share: figure.kind === 'percentage' ? shareOf(text, end, clause) : NONE,
          times: timesOf(figures.filter((other) => other !== figure)),
          // A place named after its clause is where something else happened.
          places: placesOf(text.slice(0, to)),
          names,
          clauseNames: new Set(clause.filter((term) => term.name).map(({ stem }) => stem)),
          rate: rateOf(text.slice(from, to), text.slice(end, to)),
          contrast: CONTRAST.test(text.slice(from, to)),
          years,
        },
      ];
    });
  });
}

function isLimit({ kind }: Figure, before: string, after: string): boolean {
  if (kind === 'date') return DATE_LIMIT.test(before);
  return LIMIT.test(before) || /^\s*(?:or|and) (?:more|less|fewer)\b/iu.test(after);
}

/** "25 of the 40" is a part of a count; "95% of the invoice" is what is said. */
function isAside({ kind }: Figure, before: string, after: string): boolean {
  return ASIDE.test(before) || (kind === 'count' && ASIDE_AFTER.test(after));
}

function valueOf(figure: Figure): { text: string; number: number | null } | null {
  if (figure.weak || figure.vague) return null;
  const { value } = figure.readings[0]!;
  if (value.type === 'number' && figure.kind !== 'ordinal' && !isYear(figure)) {
    return { text: value.number, number: toNumber(value.number) };
  }
  const text = value.type === 'date' ? dateText(value.date) : null;
  return text === null ? null : { text, number: null };
}

/** "closed 2024 with a profit": a bare number that reads as a year is not counted. */
function isYear({ kind, text }: Figure): boolean {
  return kind === 'count' && /^(?:19|20)\d\d$/u.test(text);
}

/** Only dates with a month: a year alone is stated for too many reasons, and a weekday for none that can be compared. */
function dateText({ year, month, day }: PartialDate): string | null {
  if (month === undefined) return null;
  return `${year ?? '-'}-${twoDigits(month)}${day === undefined ? '' : `-${twoDigits(day)}`}`;
}

const NONE: ReadonlySet<string> = new Set();

function shareOf(text: string, end: number, clause: readonly Term[]): ReadonlySet<string> {
  if (!/^\s*of\b/u.test(text.slice(end))) return NONE;
  return new Set(
    clause
      .filter(({ start }) => start >= end)
      .slice(0, 2)
      .map(({ stem }) => stem),
  );
}

/** The word after "for": clause by clause, since "for €2 million" is none. */
function purposeOf(text: string, clause: readonly Term[]): ReadonlySet<string> {
  const isPurpose = ({ start }: Term) =>
    /\bfor\s+(?:the\s+|its\s+|his\s+|their\s+)?$/u.test(text.slice(Math.max(0, start - 12), start));
  return new Set(clause.filter(isPurpose).map(({ stem }) => stem));
}

function timesOf(figures: readonly Figure[]): ReadonlySet<string> {
  const times = new Set<string>();
  for (const { readings } of figures) {
    const { value } = readings[0]!;
    if (value.type !== 'date') continue;
    if (value.date.weekday !== undefined) times.add(`weekday ${value.date.weekday}`);
    if (value.date.month !== undefined) times.add(`month ${value.date.month}`);
  }
  return times;
}

function rateOf(clause: string, after: string): string | null {
  const word = RATE.exec(after)?.[1] ?? RATE_WORD.exec(clause)?.[1];
  return word === undefined ? null : (RATES[word.toLowerCase()] ?? word.toLowerCase());
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

function yearOf({ value }: Reading): number[] {
  return value.type === 'date' && value.date.year !== undefined ? [value.date.year] : [];
}

/** Where the checks found that the source does not hold it, the brief is wrong and not the other source. */
function isUntraced(brief: Brief, claim: number | null, { start, end }: Figure): boolean {
  return brief.facts.some(
    (fact) =>
      fact.claim === claim &&
      fact.start < end &&
      fact.end > start &&
      (fact.verdict === 'contradicted' || fact.verdict === 'not-found'),
  );
}

/** The clause that a figure stands in: up to the next comma, semicolon, colon, bracket or conjunction. */
function clauseAround(text: string, start: number, end: number): readonly [number, number] {
  let from = 0;
  let to = text.length;
  for (const match of text.matchAll(/[,;:()–—]\s|\b(?:and|but|while|whereas|with)\b/gu)) {
    if (match.index + match[0].length <= start) from = match.index + match[0].length;
    else if (match.index >= end) {
      to = match.index;
      break;
    }
  }
  return [from, to];
}

function placesOf(text: string): ReadonlySet<string> {
  const places = new Set<string>();
  for (const [, name] of text.matchAll(PLACE)) {
    for (const { stem, name: isName } of termsOf(`x ${name}`)) if (isName) places.add(stem);
  }
  return places;
}
