import { addDays, ratio, toNumber } from '../figures/index.ts';
import type { Figure, PartialDate } from '../figures/index.ts';
import { agreeNumbers, commonParts, DATE_PARTS, isRange, quantitiesOf, sameTime } from './figures-agree.ts';
import type { Agreement, DatePart, Relation } from './figures-agree.ts';
import { swappedFigures } from './figures-roles.ts';
import type { ClauseOf } from './figures-roles.ts';

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

export interface MatchSetting {
  /** Resolves what a text leaves out: the year of "16 April", the weekday of a date. Null where not known. */
  readonly articleDate: PartialDate | null;
  /** Clauses of claim and source; without them it is not checked which figures belong together. */
  readonly clauses?: { readonly claim: ClauseOf; readonly source: ClauseOf } | undefined;
  /** Where the evidence holds a text of the claim as it is (`Six Days`), as a figure; null where it does not. */
  readonly verbatim?: ((figure: Figure) => Figure | null) | undefined;
}

type End = 'from' | 'to' | null;

/** A figure, or one end of a range. */
interface Item {
  readonly figure: Figure;
  readonly end: End;
  /** Index of the figure in its list. */
  readonly index: number;
}

interface Edge {
  readonly item: number;
  readonly slot: number;
  readonly agreement: Agreement;
  /** Parts of a date of the claim that the slot states; null where all are or it is no date. */
  readonly parts: readonly DatePart[] | null;
}

/** More pairs than this are compared by value only, so that huge inputs stay linear. */
const MAX_PAIRS = 250_000;

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

function itemsOf(figure: Figure, index: number): Item[] {
  if (!isRange(figure)) return [{ figure, end: null, index }];
  return [
    { figure, end: 'from', index },
    { figure, end: 'to', index },
  ];
}

/** A source figure that may be a range serves as a whole and by its ends. */
function slotsOf(figure: Figure, index: number): Item[] {
  const range = figure.readings.some((reading) => reading.value.type === 'range');
  const ends: Item[] = range
    ? [
        { figure, end: 'from', index },
        { figure, end: 'to', index },
      ]
    : [];
  return isRange(figure) ? ends : [{ figure, end: null, index }, ...ends];
}

function edgesBetween(items: readonly Item[], slots: readonly Item[], setting: MatchSetting): Edge[] {
  const edges: Edge[] = [];
  if (items.length * slots.length > MAX_PAIRS) return edgesByValue(items, slots, setting);
  for (let i = 0; i < items.length; i++) {
    for (let s = 0; s < slots.length; s++) {
      const edge = compare(items[i]!, slots[s]!, i, s, setting);
      if (edge !== null) edges.push(edge);
    }
  }
  return edges;
}

/** Compares only what has the same number or the same date; at most eight slots for each item. */
function edgesByValue(items: readonly Item[], slots: readonly Item[], setting: MatchSetting): Edge[] {
  const byKey = new Map<string, number[]>();
  slots.forEach((slot, place) => {
    for (const key of keysOf(slot)) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [place]);
      else if (list.length < 4096) list.push(place);
    }
  });
  const edges: Edge[] = [];
  const turn = new Map<string, number>();
  items.forEach((item, place) => {
    for (const key of keysOf(item)) {
      const list = byKey.get(key) ?? [];
      const from = turn.get(key) ?? 0;
      turn.set(key, from + 1);
      for (let k = 0; k < Math.min(8, list.length); k++) {
        const slot = list[(from + k) % list.length]!;
        const edge = compare(item, slots[slot]!, place, slot, setting);
        if (edge !== null) edges.push(edge);
      }
    }
  });
  return edges;
}

function keysOf(item: Item): string[] {
  const keys = new Set<string>();
  for (const reading of item.figure.readings) {
    const quantity = quantitiesOf(reading, item.end);
    if (quantity !== null) keys.add(quantity.number);
    else if (reading.value.type === 'date') {
      const { year, month, day, weekday } = reading.value.date;
      keys.add(month === undefined ? String(year ?? `w${weekday}`) : `${month}-${day}`);
    } else if (reading.value.type === 'time') keys.add(`${reading.value.time.hour}:${reading.value.time.minute}`);
  }
  return [...keys];
}

/** The best agreement between any two readings. */
function compare(item: Item, slot: Item, i: number, s: number, setting: MatchSetting): Edge | null {
  let best: Edge | null = null;
  const offer = (agreement: Agreement | null, parts: readonly DatePart[] | null = null): void => {
    if (agreement !== null && (best === null || agreement.score > best.agreement.score)) {
      best = { item: i, slot: s, agreement, parts };
    }
  };
  const hedged = item.figure.approximate;
  const dozens = hedged && item.figure.text.toLowerCase().includes('dozen');
  if (item.figure.vague && !slot.figure.vague) return null;
  for (const reading of item.figure.readings) {
    const claimed = quantitiesOf(reading, item.end);
    for (const other of slot.figure.readings) {
      const held = quantitiesOf(other, slot.end);
      if (claimed !== null && held !== null && slot.figure.vague && !item.figure.vague) {
        // A bare scale word is a number where a language has no article: "тысячи", a thousand.
        const same = claimed.number === held.number ? agreeNumbers(claimed, held, false) : null;
        if (same !== null) offer({ relation: same.relation, score: Math.min(68, same.score) });
      } else if (claimed !== null && held !== null) {
        // Every sixth: one in six.
        const share = slot.figure.kind === 'ordinal' && held.unit === null && claimed.unit === null;
        if (share && claimed.number === ratio('1', held.number)) offer({ relation: 'same', score: 55 });
        offer(agreeNumbers(claimed, held, hedged, dozens && slot.figure.approximate));
      } else if (reading.value.type === 'time') {
        if (other.value.type === 'time' && slot.end === null) {
          if (sameTime(reading.value.time, other.value.time)) offer({ relation: 'same', score: 100 });
        } else if (held !== null && isHour(reading.value.time.hour, reading.value.time.minute, held.number)) {
          offer({ relation: 'same', score: 62 });
        }
      } else if (other.value.type === 'time' && claimed !== null && item.end === null && claimed.unit === null) {
        if (isHour(other.value.time.hour, other.value.time.minute, claimed.number)) {
          offer({ relation: 'same', score: 61 });
        }
      } else if (reading.value.type === 'date' && slot.end === null && other.value.type === 'date') {
        const date = reading.value.date;
        const parts = commonParts(date, completed(other.value.date, setting));
        if (parts === null || parts.length === 0) continue;
        const all = DATE_PARTS.filter((part) => date[part] !== undefined);
        const full = all.every((part) => parts.includes(part));
        offer({ relation: 'same', score: full ? 100 : 50 + (40 * parts.length) / all.length }, full ? null : parts);
      } else if (reading.value.type === 'date' && held !== null) {
        const parts = partsAsNumber(reading.value.date, held.number, held.unit);
        if (parts === null) continue;
        const all = DATE_PARTS.filter((part) => (reading.value as { date: PartialDate }).date[part] !== undefined);
        const full = parts.length === all.length;
        offer({ relation: 'same', score: full ? 70 : 40 }, full ? null : parts);
      } else if (
        other.value.type === 'date' &&
        claimed !== null &&
        (claimed.unit === null || claimed.unit === 'year')
      ) {
        if (partsAsNumber(other.value.date, claimed.number, claimed.unit) !== null) {
          offer({ relation: 'same', score: 60 });
        }
      }
    }
  }
  return best;
}

function isHour(hour: number, minute: number, number: string): boolean {
  const value = toNumber(number);
  const whole = Math.floor(value);
  if (whole !== hour && whole !== hour - 12) return false;
  return minute === 0 ? value === whole : Math.abs(value - whole - minute / 100) < 1e-9;
}

/** Which single part of a date a bare number states: the year, the day, the decade or the century. */
function partsAsNumber(date: PartialDate, number: string, unit: string | null): DatePart[] | null {
  // "In the 90s" may be a temperature.
  if (unit?.startsWith('°') === true) return date.decade === Number(number) ? ['decade'] : null;
  if (unit !== null && unit !== 'year' && unit !== 'century' && unit !== 'day') return null;
  const value = Number(number);
  if (date.year !== undefined && Math.abs(date.year) === value) return ['year'];
  if (unit === 'year' || unit === null) {
    if (date.decade !== undefined && (date.decade === value || date.decade % 100 === value)) return ['decade'];
  }
  if (date.century !== undefined && Math.abs(date.century) === value) return ['century'];
  if (date.day !== undefined && date.day === value) return ['day'];
  return null;
}

/** The weekday of a date follows from its other parts, and its year from the day of publication. */
function completed(date: PartialDate, setting: MatchSetting): PartialDate {
  if (date.weekday !== undefined || date.day === undefined || date.month === undefined) return date;
  const year = date.year ?? setting.articleDate?.year;
  if (year === undefined) return date;
  const weekday = addDays({ year, month: date.month, day: date.day }, 0)?.weekday;
  return weekday === undefined ? date : { ...date, weekday };
}

/** One to one, best agreements first, nearest places first among equals; then augmented so that none is left in vain. */
function assign(items: readonly Item[], slots: readonly Item[], edges: readonly Edge[]): Map<number, Edge> {
  const weight = (edge: Edge): number =>
    edge.agreement.score - 8 * Math.abs(edge.item / items.length - edge.slot / slots.length);
  const sorted = edges
    .filter((edge) => edge.agreement.relation !== 'unit')
    .map((edge) => ({ edge, weight: weight(edge) - (slots[edge.slot]!.figure.weak ? 15 : 0) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ edge }) => edge);
  const byItem = new Map<number, Edge>();
  const bySlot = new Map<number, Edge>();
  for (const edge of sorted) {
    if (byItem.has(edge.item) || bySlot.has(edge.slot)) continue;
    byItem.set(edge.item, edge);
    bySlot.set(edge.slot, edge);
  }
  const edgesOf = new Map<number, Edge[]>();
  for (const edge of sorted) {
    const list = edgesOf.get(edge.item);
    if (list === undefined) edgesOf.set(edge.item, [edge]);
    else list.push(edge);
  }
  const augment = (item: number, seen: Set<number>, depth: number): boolean => {
    if (depth > 50) return false;
    for (const edge of edgesOf.get(item) ?? []) {
      if (seen.has(edge.slot)) continue;
      seen.add(edge.slot);
      const holder = bySlot.get(edge.slot);
      if (holder === undefined || augment(holder.item, seen, depth + 1)) {
        byItem.set(item, edge);
        bySlot.set(edge.slot, edge);
        return true;
      }
    }
    return false;
  };
  if (edges.length <= 20_000) {
    for (let item = 0; item < items.length; item++) if (!byItem.has(item)) augment(item, new Set(), 0);
  }
  return byItem;
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
