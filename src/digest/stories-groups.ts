import type { Brief } from '../core/index.ts';
import { figureKeys, nameKey, termsOf } from './stories-terms.ts';

/**
 * Briefs are the same story from this similarity on. INPUT.md's 0.36 was found on parallel texts; tuned on the
 * development half of `tests/digest/stories-corpus.ts`, where each outlet tells the event in its own way.
 */
const SAME_STORY = 0.24;
/** Two groups join where their members are as alike as this on average, so that no chain of look-alikes forms. */
const SAME_GROUP = 0.15;

const WEIGHT = { name: 2.2, figure: 1.4, word: 1, headline: 1.6 } as const;

/** A term in more briefs than this share (or number) of them tells nothing and is not looked up. */
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
  /** Term to weight; a vector of length 1. */
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
  similarity(a: number, b: number): number;
}

/**
 * Groups briefs about one event by TF-IDF cosine over their English names, figures and words, weighed by how far apart
 * they were published; average linkage. Deterministic. Near-linear: only terms that few briefs share are looked up.
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
    for (const member of members[small]!) {
      for (const [other, similarity] of neighbours[member]!) if (group[other] === large) sum += similarity;
    }
    if (sum / (members[small]!.length * members[large]!.length) < SAME_GROUP) continue;
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
  const names = new Set<string>();
  const terms = texts.map((list) => list.map((text) => termsOf(text)));
  for (const term of terms.flat(2)) if (term.name) names.add(term.key);

  const counts = briefs.map((_, index) => {
    const weights = new Map<string, number>();
    texts[index]!.forEach((text, line) => {
      const factor = line === 0 ? WEIGHT.headline : 1;
      const add = (key: string, weight: number) => weights.set(key, (weights.get(key) ?? 0) + weight * factor);
      for (const { start, end, key, name } of terms[index]![line]!) {
        // At the start of a sentence, a word is a name where it is one elsewhere.
        const whole = nameKey(text.slice(start, end).toLowerCase());
        if (name || (/^\p{Lu}/u.test(text.slice(start, end)) && names.has(whole))) add(`n:${whole}`, WEIGHT.name);
        else add(`t:${key}`, WEIGHT.word);
      }
      for (const key of figureKeys(text)) add(`f:${key}`, WEIGHT.figure);
    });
    return weights;
  });

  const frequency = new Map<string, number>();
  for (const weights of counts) for (const key of weights.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  return counts.map((weights, index) => {
    const vector = new Map<string, number>();
    let square = 0;
    for (const [key, weight] of weights) {
      // A repeated term counts more, but ever less.
      const value = (1 + Math.log(Math.max(1, weight))) * baseWeight(key) * Math.log(1 + briefs.length / frequency.get(key)!);
      vector.set(key, value);
      square += value * value;
    }
    const length = Math.sqrt(square) || 1;
    for (const [key, value] of vector) vector.set(key, value / length);
    return { terms: vector, days: intervalOf(briefs[index]!.article.publishedAt) };
  });
}

function baseWeight(key: string): number {
  return key.startsWith('n:') ? WEIGHT.name : key.startsWith('f:') ? WEIGHT.figure : WEIGHT.word;
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

function linksOf(profiles: readonly Profile[]): Link[] {
  const common = Math.min(COMMON_MAX, Math.max(COMMON_MIN, profiles.length * COMMON_SHARE));
  const postings = new Map<string, number[]>();
  profiles.forEach(({ terms }, index) => {
    for (const key of terms.keys()) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [index]);
      else list.push(index);
    }
  });
  const links: Link[] = [];
  profiles.forEach((profile, a) => {
    const products = new Map<number, number>();
    const anchored = new Set<number>();
    for (const [key, weight] of profile.terms) {
      const list = postings.get(key)!;
      if (list.length > common) continue;
      const isAnchor = !key.startsWith('t:');
      for (const b of list) {
        if (b <= a) continue;
        products.set(b, (products.get(b) ?? 0) + weight * profiles[b]!.terms.get(key)!);
        if (isAnchor) anchored.add(b);
      }
    }
    for (const [b, product] of products) {
      // Words alone make no story: a name or a figure must be shared.
      if (!anchored.has(b)) continue;
      const similarity = product * dateFactor(profile.days, profiles[b]!.days);
      if (similarity >= SAME_GROUP / 2) links.push({ a, b, similarity });
    }
  });
  return links;
}

function dateFactor(a: Interval | null, b: Interval | null): number {
  if (a === null || b === null) return UNDATED_FACTOR;
  const apart = Math.max(0, a.from - b.to, b.from - a.to);
  return DATE_FACTORS.find(([days]) => apart <= days)?.[1] ?? FAR_FACTOR;
}

/** What an ISO date covers at its precision: a day, a month or a year. */
function intervalOf(date: string | null): Interval | null {
  const match = date === null ? null : /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/u.exec(date);
  if (match === null) return null;
  const [, year, month, day] = match;
  const at = (y: number, m: number, d: number) => Math.floor(Date.UTC(y, m, d) / 86_400_000);
  const y = Number(year);
  if (month === undefined) return { from: at(y, 0, 1), to: at(y, 11, 31) };
  const m = Number(month) - 1;
  if (day === undefined) return { from: at(y, m, 1), to: at(y, m + 1, 0) };
  return { from: at(y, m, Number(day)), to: at(y, m, Number(day)) };
}
