import type { Figure } from '../figures/index.ts';

/** A figure of the claim and the figure of the source that carries it. */
export interface Pairing {
  readonly claim: Figure;
  readonly source: Figure;
}

/** A figure of the claim that is said of what another figure of the source is said of. */
export interface Swap {
  readonly claim: Figure;
  /** What the source has in its place. */
  readonly source: Figure;
}

/** The index of the clause in which an offset lies; offsets of different clauses have different indexes. */
export type ClauseOf = (offset: number) => number;

const BOUNDARY =
  /[,;:.!?()—…](?=\s|$)|[、，。；：（）！？]|\s[–-]\s|(?<!\p{L})(?:then|while|whereas|but|puis|ensuite|dann|danach|luego|después|poi|depois|daarna|potem|następnie|pak|poté|затем|потом|потім|sitten)(?!\p{L})/giu;

/** Cuts a text into clauses at punctuation and words of sequence. Commas inside numbers do not count. */
export function clausesOf(text: string): ClauseOf {
  const cuts: number[] = [];
  for (const match of text.matchAll(BOUNDARY)) cuts.push(match.index);
  return (offset) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/**
 * Finds numbers that a claim holds rightly but says of the wrong thing: "nothing for five months, then 1% for three"
 * where the source has three months and 1 % for five. Looks only at figures that stand beside figures of another kind,
 * and only where both texts leave no doubt what belongs together; word order alone proves nothing across languages.
 */
export function swappedFigures(pairings: readonly Pairing[], claimClause: ClauseOf, sourceClause: ClauseOf): Swap[] {
  if (pairings.length < 3) return [];
  return [...swappedBetweenClauses(pairings, claimClause, sourceClause), ...swappedInSeries(pairings)];
}

/** What a figure measures: two figures can be exchanged only where this is the same. */
function measureOf(figure: Figure): string {
  const reading = figure.readings[0]!;
  if (reading.value.type === 'date') return 'date';
  if (reading.value.type === 'time') return 'time';
  return reading.unit === null ? figure.kind : `${figure.kind} ${reading.unit}`;
}

const text = (figure: Figure): string => JSON.stringify(figure.readings[0]!.value);

interface Placed extends Pairing {
  readonly measure: string;
  /** Clauses of claim and source. */
  readonly here: number;
  readonly there: number;
}

/** Clause indexes of more figures than this say little; and pairs of pairs must stay few. */
const MOST_PLACED = 24;

/** A and B in two clauses each, and an anchor that stands with A here and with B there. */
function swappedBetweenClauses(pairings: readonly Pairing[], claimClause: ClauseOf, sourceClause: ClauseOf): Swap[] {
  if (pairings.length > MOST_PLACED) return [];
  const measures = pairings.map((pairing) => measureOf(pairing.source));
  // Two that can be exchanged, and an anchor of another kind: without them the clauses need not be looked for.
  const kinds = new Set(measures).size;
  if (kinds === 1 || kinds === measures.length) return [];
  const placed = pairings.map(({ claim, source }, index): Placed => ({
    claim,
    source,
    measure: measures[index]!,
    here: claimClause(claim.start),
    there: sourceClause(source.start),
  }));
  const alone = placed.filter(
    (one) =>
      !placed.some(
        (other) =>
          other !== one && other.measure === one.measure && (other.here === one.here || other.there === one.there),
      ),
  );
  const swaps: Swap[] = [];
  for (const a of alone) {
    for (const b of alone) {
      if (a === b || a.measure !== b.measure || a.here === b.here || a.there === b.there) continue;
      if (a.source === b.source || text(a.source) === text(b.source)) continue;
      const anchored = alone.some(
        (anchor) =>
          anchor.measure !== a.measure &&
          anchor.here === a.here &&
          anchor.there === b.there &&
          placed.every(
            (other) => other === anchor || other.measure !== anchor.measure || text(other.claim) !== text(anchor.claim),
          ),
      );
      if (anchored) swaps.push({ claim: a.claim, source: b.source });
    }
  }
  return swaps;
}

/** Figures of two measures in strict turns (5m 2019, 7m 2020) make pairs; the same pairs must stand in the source. */
function swappedInSeries(pairings: readonly Pairing[]): Swap[] {
  const measures = new Set(pairings.map((pairing) => measureOf(pairing.source)));
  if (measures.size !== 2 || pairings.length % 2 !== 0 || pairings.length > 12 || pairings.length < 4) return [];
  const here = inTurns([...pairings].sort((a, b) => a.claim.start - b.claim.start));
  const there = inTurns([...pairings].sort((a, b) => a.source.start - b.source.start));
  if (here === null || there === null) return [];
  const swaps: Swap[] = [];
  for (const [x, y] of here) {
    const [first] = there.find((pair) => pair[1] === y) ?? [];
    if (first !== undefined && first !== x && text(first.source) !== text(x.source)) {
      swaps.push({ claim: x.claim, source: first.source });
    }
  }
  return swaps;
}

/** Neighbours two by two, the measure of the first figure of the claim first; null where they do not take turns. */
function inTurns(ordered: readonly Pairing[]): [Pairing, Pairing][] | null {
  const pairs: [Pairing, Pairing][] = [];
  const names = [...new Set(ordered.map((pairing) => measureOf(pairing.source)))].sort();
  for (let index = 0; index < ordered.length; index += 2) {
    const [a, b] = [ordered[index]!, ordered[index + 1]!];
    if (measureOf(a.source) === measureOf(b.source)) return null;
    if (index > 0 && measureOf(a.source) !== measureOf(ordered[0]!.source)) return null;
    pairs.push(measureOf(a.source) === names[0] ? [a, b] : [b, a]);
  }
  return pairs;
}
