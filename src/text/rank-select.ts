import type { LanguageTag } from '../core/language.ts';
import { bundleSegments, isBody, type RankableSegment } from './rank-cohesion.ts';
import { cosine, rankSegments, type RankedSegment } from './rank.ts';

export interface Selection {
  /** Indices of the selected segments in the order of the text. */
  readonly claims: readonly number[];
  /** The title; without one a short sentence that is not among the claims where that can be. Null without any text. */
  readonly headline: number | null;
  /** Words of the selected segments together. */
  readonly words: number;
  /** The one sentence that is there takes more words than were allowed. */
  readonly overLimit: boolean;
}

export interface SelectionLimit {
  /** The most words that the claims may have together. */
  readonly maxWords: number;
  /** Segments that must not be selected. */
  readonly excluded?: ReadonlySet<number> | undefined;
}

/** How much a sentence loses for repeating one that was already chosen. */
const REDUNDANCY = 0.5;
/** Sentences as alike as this say the same: only the better one is taken. */
const SAME = 0.8;
/** What is worth less than this share of the best is left out, even where there is room. */
const WORTHWHILE = 0.15;
/** Only this many of the best segments are compared with each other, so that a long article stays linear. */
const MAX_COMPARED = 300;
/** A brief takes at most this share of its article's words... */
const MAX_SHARE = 0.6;
/** ...but need not be shorter than this many words. */
const SHORT_BRIEF_WORDS = 60;
/** A headline made of a sentence has about this many words at most. */
const HEADLINE_WORDS = 24;

/**
 * Selects segments for a brief: the best by `rankSegments`, each bundled with what it needs to be understood
 * (`bundleSegments`), greedily by maximal marginal relevance (Carbonell and Goldstein, 1998) until the words are spent.
 */
export function selectSegments(
  segments: readonly RankableSegment[],
  language: LanguageTag,
  limit: SelectionLimit,
): Selection {
  const ranked = rankSegments(segments, language);
  const bundles = withoutExcluded(bundleSegments(segments, language), limit.excluded);
  const title = segments.findIndex(({ kind }) => kind === 'title');
  const headline = title >= 0 ? title : headlineOf(ranked, bundles);
  // A sentence that stands above the brief is not said twice, unless it is all there is.
  const kept = title >= 0 ? null : headline;

  const wish = Math.max(SHORT_BRIEF_WORDS, Math.floor(MAX_SHARE * bodyWords(segments, ranked)));
  const budget = Math.min(limit.maxWords, wish);
  let chosen = choose(ranked, kept === null ? bundles : withoutExcluded(bundles, new Set([kept])), budget);
  if (chosen.size === 0) chosen = choose(ranked, bundles, limit.maxWords);
  if (chosen.size === 0) chosen = lastResort(segments, ranked, bundles, limit);
  const claims = [...chosen].toSorted((a, b) => a - b);
  const words = claims.reduce((sum, index) => sum + ranked[index]!.words, 0);
  return { claims, headline: headline ?? claims[0] ?? null, words, overLimit: words > limit.maxWords };
}

function choose(
  ranked: readonly RankedSegment[],
  bundles: readonly (readonly number[] | null)[],
  budget: number,
): Set<number> {
  const chosen = new Set<number>();
  const candidates = ranked
    .filter(({ index, score }) => bundles[index] !== null && score > 0)
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, MAX_COMPARED);
  const likeness = new Map<number, number>();
  const worthwhile = WORTHWHILE * (candidates[0]?.score ?? 0);
  let left = budget;

  while (candidates.length > 0) {
    let best = -1;
    let bestGain = worthwhile;
    let bestCost = 0;
    for (const [place, candidate] of candidates.entries()) {
      const missing = bundles[candidate.index]!.filter((index) => !chosen.has(index));
      const cost = missing.reduce((sum, index) => sum + ranked[index]!.words, 0);
      if (cost > left) continue;
      const similar = likeness.get(candidate.index) ?? 0;
      if (similar >= SAME) continue;
      // A bundle is worth what its best and its average segment are worth.
      const mean = missing.reduce((sum, index) => sum + ranked[index]!.score, 0) / Math.max(1, missing.length);
      const gain = (candidate.score + mean) / 2 - REDUNDANCY * similar * candidate.score;
      if (gain > bestGain) [best, bestGain, bestCost] = [place, gain, cost];
    }
    if (best < 0) break;
    const [candidate] = candidates.splice(best, 1);
    left -= bestCost;
    for (const index of bundles[candidate!.index]!) {
      if (chosen.has(index)) continue;
      chosen.add(index);
      for (const other of candidates) {
        likeness.set(other.index, Math.max(likeness.get(other.index) ?? 0, cosine(other, ranked[index]!)));
      }
    }
    for (let place = candidates.length - 1; place >= 0; place -= 1) {
      if (chosen.has(candidates[place]!.index)) candidates.splice(place, 1);
    }
  }
  return chosen;
}

/** The best of the sentences that need no other and are short enough to stand above a brief. */
function headlineOf(ranked: readonly RankedSegment[], bundles: readonly (readonly number[] | null)[]): number | null {
  let best: number | null = null;
  let bestValue = 0;
  for (const { index, words, score } of ranked) {
    if (bundles[index]?.length !== 1) continue;
    const value = score * Math.min(1, HEADLINE_WORDS / words);
    if (value > bestValue) [best, bestValue] = [index, value];
  }
  return best;
}

/** Where no bundle fits: the best sentence that does by itself, else the shortest, so that no sentence means no brief. */
function lastResort(
  segments: readonly RankableSegment[],
  ranked: readonly RankedSegment[],
  bundles: readonly (readonly number[] | null)[],
  limit: SelectionLimit,
): Set<number> {
  const sentences = ranked
    .filter(({ index, words }) => words > 0 && isBody(segments[index]!) && limit.excluded?.has(index) !== true)
    .toSorted((a, b) => b.score - a.score || a.index - b.index);
  const independent = sentences.filter(({ index }) => bundles[index]?.length === 1);
  const pool = independent.length > 0 ? independent : sentences;
  const fitting = pool.find(({ words }) => words <= limit.maxWords);
  const taken = fitting ?? pool.toSorted((a, b) => a.words - b.words || a.index - b.index)[0];
  return new Set(taken === undefined ? [] : [taken.index]);
}

function withoutExcluded(
  bundles: readonly (readonly number[] | null)[],
  excluded: ReadonlySet<number> | undefined,
): readonly (readonly number[] | null)[] {
  if (excluded === undefined || excluded.size === 0) return bundles;
  return bundles.map((bundle) => (bundle?.some((index) => excluded.has(index)) === true ? null : bundle));
}

function bodyWords(segments: readonly RankableSegment[], ranked: readonly RankedSegment[]): number {
  let words = 0;
  for (const { index, words: count } of ranked) {
    if (isBody(segments[index]!)) words += count;
  }
  return words;
}
