import type { Figure } from '../figures/index.ts';
import { DATE_PARTS, isRange } from './figures-agree.ts';
import type { Relation } from './figures-agree.ts';
import { assign, edgesBetween } from './figures-assign.ts';
import { compare, itemsOf, keysOf, slotsOf } from './figures-compare.ts';
import type { Edge, Item, MatchSetting } from './figures-compare.ts';
import { swappedFigures } from './figures-roles.ts';

/** What became of one figure of a claim. */
export interface FigureMatch {
  readonly figure: Figure;
  /**
   * `elsewhere`: only outside the evidence. `contradicted`: the evidence holds another value in its role.
   * `skipped`: a word that is no figure for certain, and nothing speaks against it.
   */
  readonly outcome: 'traced' | 'converted' | 'elsewhere' | 'contradicted' | 'not-found' | 'skipped';
  /** How it agrees, for `traced` and `converted`; `swapped` where its number belongs to another thing. */
  readonly relation: Relation | 'swapped' | null;
  /** The figure of the source: what carries it, or what stands there instead. Offsets as given. */
  readonly source: Figure | null;
}

/**
 * Matches the figures of a claim with those of its evidence, one to one: a number that the evidence holds once carries
 * one number of the claim, unless the claim repeats itself.
 * @param claim figures of the English sentence
 * @param evidence figures of the segments that it names, in their order
 * @param rest figures of the rest of the article
 */
export function matchFigures(
  claim: readonly Figure[],
  evidence: readonly Figure[],
  rest: readonly Figure[],
  setting: MatchSetting,
): FigureMatch[] {
  const situation = survey(
    claim.map((figure) => asHeld(figure, evidence, setting)),
    evidence,
    rest,
    setting,
  );
  const own: number[][] = claim.map(() => []);
  situation.items.forEach((item, place) => own[item.index]!.push(place));
  const matches = claim.map((figure, index): FigureMatch => {
    // "one", "a": an article or pronoun as often as a number.
    if (figure.weak && figure.kind === 'count') return { figure, outcome: 'skipped', relation: null, source: null };
    return judge(figure, own[index]!, situation);
  });
  const converted = withExchanged(matches, situation.freeUnits);
  return setting.clauses === undefined ? converted : withSwaps(converted, setting.clauses);
}

/** Between an amount and its value in another currency: `$100 million (about €88 million)`. */
const MAX_GAP = 14;

/**
 * An amount in a currency that the source does not use is a conversion where the source's own amount stands beside it.
 * Nobody can check the rate of exchange from the article.
 */
function withExchanged(matches: readonly FigureMatch[], freeUnits: ReadonlySet<string>): FigureMatch[] {
  return matches.map((match, index) => {
    if (match.figure.kind !== 'money' || (match.outcome !== 'contradicted' && match.outcome !== 'not-found'))
      return match;
    // The source has an amount of its own in that currency: that one is meant.
    const held = match.figure.readings.some(({ unit }) => unit !== null && freeUnits.has(unit));
    if (match.relation === 'unit' || held) return match;
    for (const neighbour of [matches[index - 1], matches[index + 1]]) {
      if (neighbour?.outcome !== 'traced' || neighbour.source?.kind !== 'money') continue;
      const gap =
        neighbour.figure.start > match.figure.start
          ? neighbour.figure.start - match.figure.end
          : match.figure.start - neighbour.figure.end;
      const same = neighbour.figure.readings[0]!.unit === match.figure.readings[0]!.unit;
      if (!same && gap <= MAX_GAP)
        return { ...match, outcome: 'converted', relation: 'converted', source: neighbour.source };
    }
    return match;
  });
}

/** Marks what is traced as contradicted where it is said of the wrong thing. */
function withSwaps(matches: readonly FigureMatch[], clauses: NonNullable<MatchSetting['clauses']>): FigureMatch[] {
  const pairings = matches.flatMap((match) =>
    match.outcome === 'traced' && match.source !== null && !match.figure.weak
      ? [{ claim: match.figure, source: match.source }]
      : [],
  );
  const swaps = new Map(
    swappedFigures(pairings, clauses.claim, clauses.source).map((swap) => [swap.claim, swap.source]),
  );
  return matches.map((match) => {
    const source = swaps.get(match.figure);
    return source === undefined ? match : { ...match, outcome: 'contradicted', relation: 'swapped', source };
  });
}

/** "Six in ten" is a share or two numbers: the latter where the evidence does not have the share. */
function asHeld(figure: Figure, evidence: readonly Figure[], setting: MatchSetting): Figure {
  if (isRange(figure) || !figure.text.includes(' ') || evidence.length > 500) return figure;
  const range = figure.readings.filter((reading) => reading.value.type === 'range');
  if (range.length === 0) return figure;
  const whole: Item = { figure, end: null, index: 0 };
  const held = evidence.some((other) => slotsOf(other, 0).some((slot) => compare(whole, slot, 0, 0, setting) !== null));
  return held ? figure : { ...figure, readings: range };
}

interface Situation {
  readonly items: readonly Item[];
  readonly slots: readonly Item[];
  readonly edgesOf: ReadonlyMap<number, readonly Edge[]>;
  readonly assigned: ReadonlyMap<number, Edge>;
  readonly evidence: readonly Figure[];
  /** Places in `slots` of what is certain and carries nothing; at most {@link MAX_FREE}. */
  readonly free: readonly number[];
  readonly freeUnits: ReadonlySet<string>;
  /** Families that have equally many certain figures in claim and evidence, one of them free in the evidence. */
  readonly displaced: ReadonlySet<string>;
  readonly rest: () => ReadonlyMap<string, readonly Item[]>;
  readonly setting: MatchSetting;
}

/** Candidates for what a wrong figure stands in the place of; more would only cost time. */
const MAX_FREE = 500;

function survey(
  claim: readonly Figure[],
  evidence: readonly Figure[],
  rest: readonly Figure[],
  setting: MatchSetting,
): Situation {
  const items = claim.flatMap((figure, index) => itemsOf(figure, index));
  const slots = evidence.flatMap((figure, index) => slotsOf(figure, index));
  const edges = edgesBetween(items, slots, setting);
  const edgesOf = new Map<number, Edge[]>();
  for (const edge of edges) {
    const list = edgesOf.get(edge.item);
    if (list === undefined) edgesOf.set(edge.item, [edge]);
    else list.push(edge);
  }
  const assigned = assign(items, slots, edges);
  const used = new Set<number>();
  for (const edge of assigned.values()) used.add(edge.slot);
  const free: number[] = [];
  const freeUnits = new Set<string>();
  const freeFamilies = new Set<string>();
  slots.forEach((slot, place) => {
    if (used.has(place)) return;
    for (const { unit } of slot.figure.readings) if (unit !== null) freeUnits.add(unit);
    if (slot.figure.weak || slot.figure.vague) return;
    if (free.length < MAX_FREE) free.push(place);
    freeFamilies.add(familyOf(slot.figure));
  });
  const [here, there] = [countFamilies(claim), countFamilies(evidence)];
  const displaced = new Set([...freeFamilies].filter((family) => here.get(family) === there.get(family)));
  let byKey: Map<string, Item[]> | null = null;
  const restByKey = (): Map<string, Item[]> => (byKey ??= indexByKey(rest.flatMap((figure) => slotsOf(figure, 0))));
  return { items, slots, edgesOf, assigned, evidence, free, freeUnits, displaced, rest: restByKey, setting };
}

function countFamilies(figures: readonly Figure[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const figure of figures) {
    if (figure.weak || figure.vague) continue;
    const family = familyOf(figure);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return counts;
}

function indexByKey(items: readonly Item[]): Map<string, Item[]> {
  const byKey = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [item]);
      else if (list.length < 64) list.push(item);
    }
  }
  return byKey;
}

function judge(figure: Figure, own: readonly number[], situation: Situation): FigureMatch {
  const { assigned, slots } = situation;
  const units = figure.readings.map((reading) => reading.unit);
  let relation: Relation = 'same';
  let source: Figure | null = null;
  for (const place of own) {
    const direct = assigned.get(place);
    const edge = direct ?? situation.edgesOf.get(place)?.find((e) => e.agreement.relation !== 'unit');
    if (edge === undefined) return unassigned(figure, own, situation);
    const slot = slots[edge.slot]!;
    // A second use of one number, or of a word that is hardly one, may stand in the place of another.
    const doubtful = direct === undefined || (slot.figure.weak && !figure.weak);
    if (edge.agreement.relation === 'converted') {
      if (units.some((unit) => unit !== null && situation.freeUnits.has(unit)))
        return unassigned(figure, own, situation);
    } else if (doubtful && situation.displaced.has(familyOf(figure))) return unassigned(figure, own, situation);
    if (edge.parts !== null && !otherPartsHeld(figure, edge, situation)) return unassigned(figure, own, situation);
    source ??= slot.figure;
    if (edge.agreement.relation !== 'same') relation = edge.agreement.relation;
  }
  return { figure, outcome: relation === 'converted' ? 'converted' : 'traced', relation, source };
}

/** Kinds that stand for each other in translations. */
function familyOf(figure: Figure): string {
  const reading = figure.readings[0]!;
  if (reading.value.type === 'date') return reading.value.date.year !== undefined ? 'number' : 'date';
  if (reading.value.type === 'time') return 'time';
  if (reading.unit === null) return 'number';
  return figure.kind;
}

/** The parts of a date that its slot leaves open, found in other figures of the evidence or in the day of publication. */
function otherPartsHeld(figure: Figure, edge: Edge, situation: Situation): boolean {
  const { evidence, setting } = situation;
  return figure.readings.some((reading) => {
    if (reading.value.type !== 'date') return false;
    const date = reading.value.date;
    return DATE_PARTS.every((part) => {
      const value = date[part];
      if (value === undefined || edge.parts!.includes(part)) return true;
      if (part === 'year' && setting.articleDate?.year === value) return true;
      return evidence.some((other) =>
        other.readings.some((held) => {
          if (held.value.type === 'date') return held.value.date[part] === value;
          return (
            part === 'year' && held.value.type === 'number' && held.unit === null && held.value.number === String(value)
          );
        }),
      );
    });
  });
}

function unassigned(figure: Figure, own: readonly number[], situation: Situation): FigureMatch {
  const { edgesOf, slots, setting, items } = situation;
  if (figure.vague) return { figure, outcome: 'skipped', relation: null, source: null };
  const verbatim = setting.verbatim?.(figure) ?? null;
  if (verbatim !== null) return { figure, outcome: 'traced', relation: 'same', source: verbatim };
  const place = own[0]!;
  // The same number of something else is the surest contradiction.
  const mismatch = own.flatMap((p) => edgesOf.get(p) ?? []).find((e) => e.agreement.relation === 'unit');
  if (mismatch !== undefined && !figure.weak) {
    return { figure, outcome: 'contradicted', relation: 'unit', source: slots[mismatch.slot]!.figure };
  }
  const rival = rivalOf(figure, place, situation);
  if (figure.weak) {
    const ordinalRival = rival !== null && figure.kind === 'ordinal' && rival.kind === 'ordinal';
    if (!ordinalRival) return { figure, outcome: 'skipped', relation: null, source: null };
  }
  const held = own.map((p) =>
    keysOf(items[p]!)
      .flatMap((key) => situation.rest().get(key) ?? [])
      .find((slot) => {
        const edge = compare(items[p]!, slot, p, 0, setting);
        return edge !== null && edge.parts === null && edge.agreement.relation === 'same' && !slot.figure.weak;
      }),
  );
  const elsewhere = held.every((slot) => slot !== undefined) ? held[0]?.figure : undefined;
  if (elsewhere !== undefined) return { figure, outcome: 'elsewhere', relation: 'same', source: elsewhere };
  return rival === null
    ? { figure, outcome: 'not-found', relation: null, source: null }
    : { figure, outcome: 'contradicted', relation: null, source: rival };
}

/** A figure of the evidence of the same kind that nothing in the claim carries: what should stand there. */
function rivalOf(figure: Figure, place: number, situation: Situation): Figure | null {
  const { slots, free, items } = situation;
  let best: Figure | null = null;
  let bestScore = -Infinity;
  for (const s of free) {
    const slot = slots[s]!;
    if (familyOf(slot.figure) !== familyOf(figure) && slot.figure.kind !== figure.kind) continue;
    const [a, b] = [figure.readings[0]!.unit, slot.figure.readings[0]!.unit];
    const score =
      (slot.figure.kind === figure.kind ? 2 : 0) +
      (a === b ? 2 : 0) -
      Math.abs(place / items.length - s / slots.length) -
      (slot.end === null ? 0 : 0.5);
    if (score > bestScore) [best, bestScore] = [slot.figure, score];
  }
  return best;
}
