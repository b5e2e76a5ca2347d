import type { Brief } from '../core/index.ts';
import { stemOf } from '../text/tokens.ts';
import { figureKeys, nameKey, termsOf } from './stories-terms.ts';

/** Two briefs may tell one event from this similarity on; tuned on the first half of `tests/digest/stories-corpus.ts`. */
const SAME_STORY = 0.3;
/** Two groups join where their members are as alike as this on average, so that no chain of look-alikes forms. */
const SAME_GROUP = 0.25;
/** ...and where so many of the pairs between them share something at all: else one brief that mentions both joins two events. */
const LINKED_SHARE = 2 / 3;

/** Bulletins of one mould (weather, markets, accidents) share every word: without this much of a name they are strangers. */
const MIN_NAMES = 0.16;
/** Links weaker than this are not kept. */
const MIN_LINK = 0.05;
/** Figures that both state count half as much as all that both say. */
const FIGURE_WEIGHT = 0.5;
/** What is in the headline counts more. */
const HEADLINE_WEIGHT = 1.6;

/** A name in more briefs than this share (or number) of them makes no pair worth a look. */
const COMMON_SHARE = 0.1;
const COMMON_MIN = 40;
const COMMON_MAX = 400;

/** Similarity counts less the further apart two articles were published: [days, factor]. */
const DATE_FACTORS: readonly (readonly [number, number])[] = [
  [2, 1],
  [5, 0.9],
  [10, 0.7],
  [21, 0.45],
  [60, 0.25],
];
const FAR_FACTOR = 0;
const UNDATED_FACTOR = 0.85;

interface Profile {
  /** Term to weight; the terms of each kind together are a vector of length 1. */
  readonly terms: ReadonlyMap<string, number>;
  readonly days: Interval | null;
}

/** Days since 1970, both inclusive. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Indices of the briefs about one event, each group in ascending order, with the similarity of linked pairs. */
export interface Groups {
  readonly groups: readonly (readonly number[])[];
  readonly similarity: (a: number, b: number) => number;
}

/**
 * Groups briefs about one event by their English; average linkage. Deterministic, and near-linear: only briefs that
 * share a name which few have are compared.
 *
 * Names alone make no event (a company has many in a year), words alone neither (trains derail everywhere): similarity is
 * the geometric mean of the TF-IDF cosine of the names and that of words and figures, less the further apart the two
 * were published.
 */
export function groupBriefs(briefs: readonly Brief[]): Groups {
  const profiles = profilesOf(briefs);
  const links = linksOf(profiles);
  const neighbours = briefs.map(() => new Map<number, number>());
  for (const { a, b, similarity } of links) {
    neighbours[a]!.set(b, similarity);
    neighbours[b]!.set(a, similarity);
  }

  const group = briefs.map((_, index) => index);
  const members = briefs.map((_, index) => [index]);
  const strong = links
    .filter(({ similarity }) => similarity >= SAME_STORY)
    .toSorted((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  for (const { a, b } of strong) {
    const [small, large] = [group[a]!, group[b]!].toSorted((x, y) => members[x]!.length - members[y]!.length || y - x);
    if (small === undefined || large === undefined || small === large) continue;
    let sum = 0;
    let linked = 0;
    for (const member of members[small]!) {
      for (const [other, similarity] of neighbours[member]!) {
        if (group[other] !== large) continue;
        sum += similarity;
        linked += 1;
      }
    }
    const pairs = members[small]!.length * members[large]!.length;
    if (sum / pairs < SAME_GROUP || linked / pairs < LINKED_SHARE) continue;
    for (const member of members[small]!) group[member] = large;
    members[large]!.push(...members[small]!);
    members[small] = [];
  }
  return {
    groups: members.filter((list) => list.length > 0).map((list) => list.toSorted((x, y) => x - y)),
    similarity: (a, b) => neighbours[a]?.get(b) ?? 0,
  };
}

function profilesOf(briefs: readonly Brief[]): Profile[] {
  const texts = briefs.map(({ headline, claims }) => [headline.text, ...claims.map(({ text }) => text)]);
  const lines = texts.map((list) => list.map((text) => termsOf(text)));
  const names = new Set<string>();
  const words = new Set<string>();
  lines.forEach((list, index) =>
    list.forEach((line, at) => {
      for (const { start, end, key, name } of line) {
        const word = texts[index]![at]!.slice(start, end);
        if (name) names.add(key);
        else if (!/^\p{Lu}/u.test(word)) words.add(word);
      }
    }),
  );

  const counts = briefs.map((_, index) => {
    const weights = new Map<string, number>();
    texts[index]!.forEach((text, line) => {
      const factor = line === 0 ? HEADLINE_WEIGHT : 1;
      const add = (key: string) => weights.set(key, (weights.get(key) ?? 0) + factor);
      for (const { start, end, key, name } of lines[index]![line]!) {
        const word = text.slice(start, end);
        const lower = word.toLowerCase();
        const whole = nameKey(lower);
        // At the start of a sentence a word is a name where it is one elsewhere, or is nowhere written small.
        const initial = !name && word !== lower && (names.has(whole) || (!words.has(lower) && key === stemOf(lower)));
        add(name || initial ? `n:${whole}` : `t:${key}`);
      }
      for (const key of figureKeys(text)) add(`f:${key}`);
    });
    return weights;
  });

  const frequency = new Map<string, number>();
  for (const weights of counts) for (const key of weights.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  return counts.map((weights, index) => {
    const terms = new Map<string, number>();
    const squares = new Map<string, number>();
    for (const [key, weight] of weights) {
      // A repeated term counts more, but ever less.
      const value = (1 + Math.log(Math.max(1, weight))) * Math.log(1 + briefs.length / frequency.get(key)!);
      terms.set(key, value);
      squares.set(kindOf(key), (squares.get(kindOf(key)) ?? 0) + value * value);
    }
    for (const [key, value] of terms) terms.set(key, value / Math.sqrt(squares.get(kindOf(key))!));
    return { terms, days: intervalOf(briefs[index]!.article.publishedAt) };
  });
}

/** `n` for names, `t` for other words, `f` for figures. */
function kindOf(key: string): string {
  return key[0]!;
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

function linksOf(profiles: readonly Profile[]): Link[] {
  const common = Math.min(COMMON_MAX, Math.max(COMMON_MIN, profiles.length * COMMON_SHARE));
  const bearers = new Map<string, number[]>();
  profiles.forEach(({ terms }, index) => {
    for (const key of terms.keys()) {
      if (kindOf(key) !== 'n') continue;
      const list = bearers.get(key);
      if (list === undefined) bearers.set(key, [index]);
      else list.push(index);
    }
  });
  const links: Link[] = [];
  profiles.forEach((profile, a) => {
    const candidates = new Set<number>();
    for (const key of profile.terms.keys()) {
      const list = bearers.get(key) ?? [];
      if (list.length <= common) for (const b of list) if (b > a) candidates.add(b);
    }
    for (const b of candidates) {
      const factor = dateFactor(profile.days, profiles[b]!.days);
      if (factor === 0) continue;
      const similarity = factor * likeness(profile.terms, profiles[b]!.terms);
      if (similarity > MIN_LINK) links.push({ a, b, similarity });
    }
  });
  return links;
}

/** Geometric mean of the cosine of the names and that of words and figures, 0 to 1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let names = 0;
  let words = 0;
  for (const [key, weight] of a) {
    const other = b.get(key);
    if (other === undefined) continue;
    const kind = kindOf(key);
    if (kind === 'n') names += weight * other;
    else words += weight * other * (kind === 'f' ? FIGURE_WEIGHT : 1);
  }
  return names < MIN_NAMES ? 0 : Math.sqrt(names * Math.min(1, words));
}

function dateFactor(a: Interval | null, b: Interval | null): number {
  if (a === null || b === null) return UNDATED_FACTOR;
  const apart = Math.max(0, a.from - b.to, b.from - a.to);
  return DATE_FACTORS.find(([days]) => apart <= days)?.[1] ?? FAR_FACTOR;
}

/** Days since 1970; the month counts from 0. */
function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month, day) / 86_400_000);
}

/** What an ISO date covers at its precision: a day, a month or a year. */
function intervalOf(date: string | null): Interval | null {
  const match = date === null ? null : /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/u.exec(date);
  if (match === null) return null;
  const [, year, month, day] = match;
  const y = Number(year);
  if (month === undefined) return { from: dayNumber(y, 0, 1), to: dayNumber(y, 11, 31) };
  const m = Number(month) - 1;
  if (day === undefined) return { from: dayNumber(y, m, 1), to: dayNumber(y, m + 1, 0) };
  return { from: dayNumber(y, m, Number(day)), to: dayNumber(y, m, Number(day)) };
}
