import { findFigures } from '../figures/index.ts';
import type { Figure } from '../figures/index.ts';
import { matchFigures } from './figures.ts';
import { ENGLISH_FUNCTION_WORDS } from './languages/english.ts';
import { holdsName } from './names/check.ts';
import { findNames } from './names/find.ts';
import type { Name } from './names/find.ts';
import { fold, similarity, toLatin } from './names/letters.ts';
import { segmentOf, wordsOf } from './source.ts';
import type { Source } from './source.ts';
import { figuresOf } from './statement.ts';

/** English of each segment by a local translator, where there is one. */
export type Renderings = readonly (string | null)[] | undefined;

/** Evidence stays a small window: a claim that needs more sentences than this is no claim but a summary of its own. */
const MOST_SEGMENTS = 4;
/** Cognates: words of two languages this much alike in sound are one word, mostly. */
const COGNATE = 0.8;
/** Share of a claim's words that a segment must hold before one figure or name more makes it evidence. */
const RELATED = 0.25;

interface Anchors {
  readonly figures: readonly Figure[];
  readonly names: readonly Name[];
  readonly stems: readonly string[];
}

function anchorsOf(text: string): Anchors {
  return {
    figures: findFigures(text, 'en').filter((figure) => !figure.weak),
    names: findNames(text).filter((name) => name.parts.some((part) => part.kind !== 'common')),
    stems: contentStems(text),
  };
}

/** Words that carry meaning, cut to a stem: enough to find "announces" in "announced". */
export function contentStems(text: string): string[] {
  const stems = new Set<string>();
  for (const { text: word } of wordsOf(text)) {
    const folded = fold(word);
    if (folded.length < 4 || /\d/u.test(folded) || ENGLISH_FUNCTION_WORDS.has(folded)) continue;
    stems.add(stemOf(folded));
  }
  return [...stems];
}

function stemOf(word: string): string {
  const stem = word.replace(/(?:ations?|ments?|ings?|ed|ers?|ies|es|s|ly|al|e|y)$/u, '');
  return stem.length >= 3 ? stem : word;
}

/** The share of stems that a segment holds: in its rendering, or as cognates in the original. 0 to 1. */
export function overlap(source: Source, index: number, stems: readonly string[], renderings: Renderings): number {
  if (stems.length === 0) return 0;
  const rendering = renderings?.[index];
  if (rendering !== null && rendering !== undefined && rendering !== '') {
    const there = new Set(contentStems(rendering));
    return stems.filter((stem) => there.has(stem)).length / stems.length;
  }
  const own = wordsOf(segmentOf(source, index))
    .map((word) => toLatin(word.text))
    .filter((latin) => latin.length >= 4);
  return (
    stems.filter((stem) => stem.length >= 4 && own.some((word) => similarity(stem, word) >= COGNATE)).length /
    stems.length
  );
}

interface Score {
  readonly index: number;
  /** Places of the claim's figures and names that the segment holds. */
  readonly held: ReadonlySet<number>;
  readonly overlap: number;
}

function scoreSegment(source: Source, index: number, anchors: Anchors, renderings: Renderings): Score {
  const held = new Set<number>();
  const there = figuresOf(source).segments[index] ?? [];
  if (anchors.figures.length > 0 && there.length > 0) {
    for (const match of matchFigures(anchors.figures, there, [], { articleDate: figuresOf(source).articleDate })) {
      if (match.outcome === 'traced' || match.outcome === 'converted') held.add(match.figure.start);
    }
  }
  for (const name of anchors.names) {
    if (holdsName(source, [index], name)) held.add(name.start);
  }
  return { index, held, overlap: overlap(source, index, anchors.stems, renderings) };
}

/**
 * The segments that really hold what a claim says: those that it names, as far as they hold anything of it, and others
 * that hold figures or names which the named ones lack. A segment is added only where it has two facts of the claim in
 * common with it, or one and its words: a bag of all numbers of an article proves nothing.
 * @param named valid indexes of segments
 * @returns ascending; `named` itself where nothing better is found
 */
export function alignEvidence(
  source: Source,
  text: string,
  named: readonly number[],
  renderings: Renderings,
): number[] {
  const anchors = anchorsOf(text);
  const wanted = new Set([
    ...anchors.figures.map((figure) => figure.start),
    ...anchors.names.map((name) => name.start),
  ]);
  const own = named.map((index) => scoreSegment(source, index, anchors, renderings));
  const covered = new Set(own.flatMap((score) => [...score.held]));
  const related = Math.max(0, ...own.map((score) => score.overlap));
  const missing = (): number => [...wanted].filter((at) => !covered.has(at)).length;
  const idle = wanted.size === 0 ? related >= RELATED : missing() === 0;
  if (named.length > 0 && idle) return [...named];
  const others = source.segments
    .map((_, index) => index)
    .filter((index) => !named.includes(index))
    .map((index) => scoreSegment(source, index, anchors, renderings));
  const chosen = own.filter((score) => score.held.size > 0 || score.overlap >= RELATED);
  const gain = (score: Score): number => [...score.held].filter((at) => !covered.has(at)).length;
  const worth = (score: Score): number => gain(score) + score.overlap + 0.1 * score.held.size;
  const fits = (score: Score): boolean => {
    if (gain(score) === 0) return chosen.length === 0 && wanted.size === 0 && score.overlap >= 0.5;
    return score.held.size >= 2 || score.overlap >= RELATED;
  };
  while (chosen.length < MOST_SEGMENTS) {
    const best = others
      .filter((score) => !chosen.includes(score) && fits(score))
      .toSorted((a, b) => worth(b) - worth(a) || a.index - b.index)[0];
    if (best === undefined) break;
    chosen.push(best);
    for (const at of best.held) covered.add(at);
    if (missing() === 0) break;
  }
  if (chosen.length === 0) return [...named];
  return chosen.map((score) => score.index).toSorted((a, b) => a - b);
}
