import type { Brief, Evidence, FactKind } from '../core/index.ts';
import { MEASURE_KEYS } from './stories-terms.ts';
import { statedFacts, type StatedFact } from './stories-facts.ts';

/** What one brief says of something that several speak about. */
export interface StorySide {
  /** Comparable: a decimal number, or a date as `--12-15`, `2026-09`, `2026-09-01`. Sides with one value agree. */
  readonly value: string;
  /** The figure as the claim writes it: `€3.5 million`. */
  readonly written: string;
  /** The claim, or the headline. */
  readonly text: string;
  readonly briefId: string;
  /** Index into the brief's claims, or null for its headline. */
  readonly claim: number | null;
  /** Place of the figure in `text`: UTF-16, half-open. */
  readonly start: number;
  readonly end: number;
  readonly evidence: readonly Evidence[];
}

/** One thing that at least two independent sources put a figure or date to. */
export interface Comparison {
  /** The words that the sides have in common, for people: `direct jobs`. */
  readonly about: string;
  readonly kind: FactKind;
  /** ISO 4217 code, unit of measure, `%`, or null. */
  readonly unit: string | null;
  /** In the order of first report; at least two, of different briefs. */
  readonly sides: readonly StorySide[];
}

export interface Comparisons {
  /** All sides have one value. */
  readonly agreements: readonly Comparison[];
  /** At least two values that cannot both be right. */
  readonly contradictions: readonly Comparison[];
}

/** Similarity of context from which two figures are about the same thing; less where they count the same noun. */
const SAME_CONTEXT = 0.34;
const SAME_CONTEXT_COUNTED = 0.2;
/** "about 400" and 412 are no contradiction: roundings stay within this share of each other. */
const ROUNDING = 0.15;
/** Two exact figures of which one is the other to fewer digits: 1.62 and 1.6. */
const FEWER_DIGITS = 0.05;
/** What a place named by both adds. */
const SAME_PLACE = 0.1;
/** What a measure named by both adds: two fines, two profits. */
const SAME_MEASURE = 0.15;
/** Words from the rest of a sentence count less than those of the figure's own clause. */
const REST_WEIGHT = 0.4;
/** Nouns that are counted for any reason. */
const GENERIC = new Set([
  'people',
  'person',
  'man',
  'men',
  'women',
  'times',
  'cases',
  'years',
  'days',
  'million',
  'points',
]);

/**
 * Compares the figures and dates of briefs about one event. Conservative: what is found is shown to readers as "these
 * sources disagree", so a pair counts only where kind, unit and context agree and no innocent reading is left (another
 * place or year, a part of the whole, a limit, a rounding, an earlier value).
 *
 * @param briefs in the order of first report
 * @param independent whether a brief is no near-copy of another; copies neither agree nor contradict
 */
export function compareBriefs(briefs: readonly Brief[], independent: readonly boolean[]): Comparisons {
  const facts = briefs.map((brief, index) => (independent[index] === true ? statedFacts(brief, index) : []));
  const weights = contextWeights(facts.flat());
  const slots = new Slots(facts.flat());

  for (let a = 0; a < facts.length; a += 1) {
    for (let b = a + 1; b < facts.length; b += 1) {
      const { same, other } = align(
        facts[a]!,
        facts[b]!,
        weights,
        publishedYear(briefs[a]!),
        publishedYear(briefs[b]!),
      );
      for (const [x, y] of same) slots.join(x, y, false);
      for (const [x, y] of other) slots.join(x, y, true);
    }
  }

  const comparisons = slots
    .all()
    .map(({ members, disputed }) => ({ comparison: comparisonOf(members, briefs), disputed }));
  return {
    // What they agree on must be told in words to be worth showing.
    agreements: comparisons
      .filter(({ comparison, disputed }) => !disputed && comparison.about !== '')
      .map(({ comparison }) => comparison),
    contradictions: comparisons.filter(({ disputed }) => disputed).map(({ comparison }) => comparison),
  };
}

type Pair = readonly [StatedFact, StatedFact];

/** Pairs up the figures of two briefs: first those that agree, then, among what is left, those that cannot both hold. */
function align(
  a: readonly StatedFact[],
  b: readonly StatedFact[],
  weights: ReadonlyMap<string, number>,
  yearOfA: number | null,
  yearOfB: number | null,
): { same: Pair[]; other: Pair[] } {
  const same: Pair[] = [];
  const settledA = new Set<StatedFact>();
  const settledB = new Set<StatedFact>();
  for (const x of a) {
    for (const y of b) {
      if (x.kind !== y.kind || x.unit !== y.unit || !agrees(x, y)) continue;
      const likeness = contextLikeness(x, y, weights);
      // Figures as particular as 1,340 are the same figure in whatever words; a 3 is not.
      if (likeness === 0 && !(isParticular(x) && x.value === y.value)) continue;
      settledA.add(x);
      settledB.add(y);
      if (!x.aside && !y.aside && !x.limit && !y.limit) same.push([x, y]);
    }
  }

  const candidates: { pair: Pair; likeness: number }[] = [];
  for (const x of a) {
    if (settledA.has(x) || !isClaimed(x)) continue;
    for (const y of b) {
      if (settledB.has(y) || !isClaimed(y) || !comparable(x, y, yearOfA, yearOfB)) continue;
      const likeness = contextLikeness(x, y, weights);
      const counts = x.kind === 'count' ? countedAlike(x, y) : 'no';
      if (x.kind === 'count' && counts === 'no') continue;
      if (likeness >= (counts === 'yes' ? SAME_CONTEXT_COUNTED : SAME_CONTEXT))
        candidates.push({ pair: [x, y], likeness });
    }
  }
  const other: Pair[] = [];
  const taken = new Set<StatedFact>();
  for (const { pair } of candidates.toSorted((p, q) => q.likeness - p.likeness)) {
    if (taken.has(pair[0]) || taken.has(pair[1])) continue;
    if (pair[0].number === null && differOtherwise(pair, a, b)) continue;
    taken.add(pair[0]).add(pair[1]);
    other.push(pair);
  }
  return { same, other };
}

/** "2.1% in May", "2.6% in April": dates of claims that differ in another figure too tell two things, not one twice. */
function differOtherwise([x, y]: Pair, a: readonly StatedFact[], b: readonly StatedFact[]): boolean {
  const besideY = beside(y, b);
  return beside(x, a).some((figure) => {
    const alike = besideY.filter(({ kind, unit }) => kind === figure.kind && unit === figure.unit);
    return alike.length > 0 && !alike.some((other) => agrees(figure, other));
  });
}

/** The other figures of the claim. */
function beside(fact: StatedFact, all: readonly StatedFact[]): StatedFact[] {
  return all.filter((other) => other.claim === fact.claim && other.number !== null);
}

function isClaimed(fact: StatedFact): boolean {
  return !fact.limit && !fact.aside;
}

function isParticular({ value, number, kind }: StatedFact): boolean {
  return number === null || kind !== 'count' || value.replace(/0+$/u, '').length >= 2;
}

function agrees(x: StatedFact, y: StatedFact): boolean {
  if (x.value === y.value) return true;
  if (x.number === null || y.number === null) return datesAgree(x.value, y.value);
  const apart = Math.abs(x.number - y.number) / Math.max(Math.abs(x.number), Math.abs(y.number));
  if (x.approximate || y.approximate || x.limit || y.limit) return apart <= ROUNDING;
  return apart <= FEWER_DIGITS && (isRoundingOf(x.number, y.number) || isRoundingOf(y.number, x.number));
}

/** Whether the first is the second to fewer significant digits. */
function isRoundingOf(rough: number, fine: number): boolean {
  const digits = String(rough)
    .replace(/[.]/u, '')
    .replace(/^0+|0+$/gu, '').length;
  const fineDigits = String(fine)
    .replace(/[.]/u, '')
    .replace(/^0+|0+$/gu, '').length;
  return digits < fineDigits && Number(fine.toPrecision(Math.max(1, digits))) === rough;
}

/** `--12-15` and `2024-12-15`, `2024-12` and `2024-12-15`: one says more than the other. */
function datesAgree(a: string, b: string): boolean {
  const [yearA, monthA, dayA] = dateParts(a);
  const [yearB, monthB, dayB] = dateParts(b);
  return (
    (yearA === null || yearB === null || yearA === yearB) &&
    monthA === monthB &&
    (dayA === null || dayB === null || dayA === dayB)
  );
}

function dateParts(date: string): readonly [string | null, string | null, string | null] {
  const match = /^(\d{4}|-)-(\d\d)(?:-(\d\d))?$/u.exec(date);
  return [match?.[1] === '-' ? null : (match?.[1] ?? null), match?.[2] ?? null, match?.[3] ?? null];
}

function comparable(x: StatedFact, y: StatedFact, yearOfX: number | null, yearOfY: number | null): boolean {
  if (x.kind !== y.kind || x.unit !== y.unit) return false;
  // Dates of different precision are stated for different purposes.
  if (x.number === null && (dateParts(x.value)[2] === null) !== (dateParts(y.value)[2] === null)) return false;
  if (x.rate !== y.rate || x.contrast !== y.contrast) return false;
  if (
    x.clauseNames.size > 0 &&
    y.clauseNames.size > 0 &&
    !shares(x.clauseNames, y.names) &&
    !shares(y.clauseNames, x.names)
  ) {
    return false;
  }
  if (x.measures.size > 0 && y.measures.size > 0 && !shares(x.measures, y.measures)) return false;
  if (x.times.size > 0 && y.times.size > 0 && !shares(x.times, y.times)) return false;
  if (x.purpose.size > 0 && y.purpose.size > 0 && !shares(x.purpose, y.purpose)) return false;
  if (x.share.size > 0 && y.share.size > 0 && !shares(x.share, stemsOf(y)) && !shares(y.share, stemsOf(x)))
    return false;
  return samePlaces(x, y) && sameYears(x.years, y.years, yearOfX, yearOfY);
}

/** A place that only one of them names makes it a figure for that place. */
function samePlaces(x: StatedFact, y: StatedFact): boolean {
  if (x.places.size === 0 && y.places.size === 0) return true;
  return shares(x.places, y.names) || shares(y.places, x.names);
}

function stemsOf({ clause, rest }: StatedFact): ReadonlySet<string> {
  return new Set([...clause, ...rest].map(({ stem }) => stem));
}

function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((item) => b.has(item));
}

/** A claim that names no year speaks of the year it was published in, or of what is to come. */
function sameYears(
  a: ReadonlySet<number>,
  b: ReadonlySet<number>,
  yearOfA: number | null,
  yearOfB: number | null,
): boolean {
  if (a.size === 0 && b.size === 0) return true;
  if (a.size > 0 && b.size > 0) return [...a].some((year) => b.has(year));
  const [stated, published] = a.size > 0 ? [a, yearOfB] : [b, yearOfA];
  return published !== null && [...stated].every((year) => year >= published);
}

/**
 * Whether two counts count the same: `generic` where it is but "people". What became of them counts as much as who they
 * were: "killed 12 people", "15 dead".
 */
function countedAlike(x: StatedFact, y: StatedFact): 'yes' | 'generic' | 'no' {
  if (shares(x.measures, y.measures) && isAnyone(x) && isAnyone(y)) return 'yes';
  const stems = new Set(x.counted.map(({ stem }) => stem));
  const shared = new Set(y.counted.map(({ stem }) => stem).filter((stem) => stems.has(stem)));
  if (shared.size === 0) return 'no';
  // "200 pages" of what? Something else must be shared.
  const counted = new Set([x.counted[0]?.stem, y.counted[0]?.stem]);
  const others = new Set([...x.clause, ...x.rest].map(({ stem }) => stem));
  const sharesMore = [...y.clause, ...y.rest].some(({ stem }) => others.has(stem) && !counted.has(stem));
  if (!sharesMore) return 'no';
  return [...shared].every((stem) => GENERIC.has(stem)) ? 'generic' : 'yes';
}

/** Whether those counted are only people, or only what became of them. */
function isAnyone({ counted }: StatedFact): boolean {
  const first = counted[0]?.stem ?? '';
  return GENERIC.has(first) || MEASURE_KEYS.has(first);
}

/** Weighted Dice coefficient of the words around two figures, 0 to 1. */
function contextLikeness(x: StatedFact, y: StatedFact, weights: ReadonlyMap<string, number>): number {
  const contextX = contextOf(x, weights);
  const contextY = contextOf(y, weights);
  let shared = 0;
  for (const [key, weight] of contextX) {
    const other = contextY.get(key);
    if (other !== undefined) shared += weight + other;
  }
  const total = sumOf(contextX) + sumOf(contextY);
  if (total === 0) return 0;
  const samePlace = shares(x.places, y.names) || shares(y.places, x.names);
  const bonus = (samePlace ? SAME_PLACE : 0) + (shares(x.measures, y.measures) ? SAME_MEASURE : 0);
  return Math.min(1, shared / total + (shared > 0 ? bonus : 0));
}

function contextOf(fact: StatedFact, weights: ReadonlyMap<string, number>): Map<string, number> {
  const context = new Map<string, number>();
  for (const { stem } of fact.rest) context.set(stem, REST_WEIGHT * (weights.get(stem) ?? 0));
  for (const { stem } of fact.clause) context.set(stem, weights.get(stem) ?? 0);
  return context;
}

function sumOf(context: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const weight of context.values()) sum += weight;
  return sum;
}

/** A word in every claim of the story tells little about a figure; words that news uses for each other tell most. */
function contextWeights(facts: readonly StatedFact[]): ReadonlyMap<string, number> {
  const lines = new Map<string, Set<string>>();
  const all = new Set<string>();
  for (const { brief, claim, clause, rest } of facts) {
    const line = `${brief}/${claim}`;
    all.add(line);
    for (const { stem } of [...clause, ...rest]) {
      const seen = lines.get(stem);
      if (seen === undefined) lines.set(stem, new Set([line]));
      else seen.add(line);
    }
  }
  return new Map(
    [...lines].map(([key, seen]) => [key, Math.log(1 + all.size / seen.size) * (/^\p{Lu}+$/u.test(key) ? 1.5 : 1)]),
  );
}

function publishedYear(brief: Brief): number | null {
  const year = Number.parseInt(brief.article.publishedAt ?? '', 10);
  return Number.isNaN(year) ? null : year;
}

/** Figures that were paired up, directly or through others, are about one thing. */
class Slots {
  readonly #parent: Map<StatedFact, StatedFact>;
  readonly #disputed = new Set<StatedFact>();

  constructor(facts: readonly StatedFact[]) {
    this.#parent = new Map(facts.map((fact) => [fact, fact]));
  }

  join(a: StatedFact, b: StatedFact, disputed: boolean): void {
    const rootA = this.#root(a);
    const rootB = this.#root(b);
    const isDisputed = disputed || this.#disputed.has(rootA) || this.#disputed.has(rootB);
    if (rootA !== rootB) this.#parent.set(rootB, rootA);
    if (isDisputed) this.#disputed.add(rootA);
  }

  all(): { members: readonly StatedFact[]; disputed: boolean }[] {
    const slots = new Map<StatedFact, StatedFact[]>();
    for (const fact of this.#parent.keys()) {
      const root = this.#root(fact);
      const members = slots.get(root);
      if (members === undefined) slots.set(root, [fact]);
      else members.push(fact);
    }
    return [...slots]
      .filter(([, members]) => members.length > 1)
      .map(([root, members]) => ({ members, disputed: this.#disputed.has(root) }));
  }

  #root(fact: StatedFact): StatedFact {
    let root = fact;
    for (let parent = this.#parent.get(root)!; parent !== root; parent = this.#parent.get(root)!) root = parent;
    this.#parent.set(fact, root);
    return root;
  }
}

function comparisonOf(members: readonly StatedFact[], briefs: readonly Brief[]): Comparison {
  const [first] = members;
  const isDay = members.some(({ number, value }) => number === null && dateParts(value)[2] !== null);
  // One statement a brief: the claim rather than the headline that repeats it.
  const said = new Map<string, StatedFact>();
  for (const fact of members) {
    // "in December" takes no side between two days in December.
    if (isDay && dateParts(fact.value)[2] === null) continue;
    const key = `${fact.brief} ${fact.value}`;
    const earlier = said.get(key);
    if (earlier === undefined || (earlier.claim === null && fact.claim !== null)) said.set(key, fact);
  }
  const sides = [...said.values()].toSorted((a, b) => a.brief - b.brief || (a.claim ?? -1) - (b.claim ?? -1));
  return {
    about: aboutOf(sides),
    kind: first!.kind,
    unit: first!.unit,
    sides: sides.map(({ value, written, text, brief, claim, start, end, evidence }) => ({
      value,
      written,
      text,
      briefId: briefs[brief]!.id,
      claim,
      start,
      end,
      evidence,
    })),
  };
}

/** The words of the first side that another side shares, in their order and as they are written there. */
function aboutOf(sides: readonly StatedFact[]): string {
  const [first, ...others] = sides;
  if (first === undefined) return '';
  const stems = new Set(others.flatMap(({ clause, rest }) => [...clause, ...rest].map(({ stem }) => stem)));
  const wordsOf = (terms: readonly { start: number; end: number; stem: string }[]) =>
    terms
      .filter(({ stem }) => stems.has(stem))
      .slice(0, 5)
      .map(({ start, end }) => first.text.slice(start, end));
  const counted = first.kind === 'count' ? wordsOf(first.counted) : [];
  // One word is too little to go by: "direct", "people".
  const words = counted.length > 1 ? counted : wordsOf(first.clause);
  return words.length > 0 ? words.join(' ') : wordsOf(first.rest).join(' ');
}
