import type { Figure } from '../figures/index.ts';
import { matchFigures } from './figures.ts';
import { ENGLISH_FUNCTION_WORDS } from './languages/english.ts';
import { holdsName } from './names/match.ts';
import type { Name } from './names/find.ts';
import { fold, similarity, toLatin } from './names/letters.ts';
import { englishFigures, englishNames } from './english-facts.ts';
import { figuresOf, segmentOf, wordsOf } from './source.ts';
import type { Source } from './source.ts';

/** English of each segment by a local translator, where there is one. */
export type Renderings = readonly (string | null)[] | undefined;

/** Evidence stays a small window: a claim that needs more sentences than this is no claim but a summary of its own. */
const MOST_SEGMENTS = 4;
/** Cognates: words of two languages this much alike in sound are one word, mostly. */
const COGNATE = 0.8;
/** Share of a claim's words that its evidence must hold to be about the same thing. */
const RELATED = 0.25;
/** Words in common that are no accident. */
const LEAST_WORDS = 2;

interface Anchors {
  readonly figures: readonly Figure[];
  readonly names: readonly Name[];
  readonly stems: readonly string[];
}

function anchorsOf(text: string): Anchors {
  return {
    figures: englishFigures(text).filter((figure) => !figure.weak),
    names: englishNames(text).filter((name) => name.parts.some((part) => part.kind !== 'common')),
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

/**
 * The stems of a claim that a segment holds: in its rendering, or as cognates in the original.
 * @param enough stop looking for cognates at so many
 */
export function heldStems(
  source: Source,
  index: number,
  stems: readonly string[],
  renderings: Renderings,
  enough = Infinity,
): ReadonlySet<string> {
  const rendering = renderings?.[index];
  if (rendering !== null && rendering !== undefined && rendering !== '') {
    const there = new Set(contentStems(rendering));
    return new Set(stems.filter((stem) => there.has(stem)));
  }
  const own = latinWords(source, index);
  const held = new Set<string>();
  for (const stem of stems) {
    if (held.size >= enough) break;
    if (own.has(stem)) held.add(stem);
    else {
      for (const word of own) {
        if (similarity(stem, word, COGNATE) < COGNATE) continue;
        held.add(stem);
        break;
      }
    }
  }
  return held;
}

const latin = new WeakMap<Source, Map<number, ReadonlySet<string>>>();

/** The words of a segment in Latin letters, those of four and more; made once. */
function latinWords(source: Source, index: number): ReadonlySet<string> {
  let known = latin.get(source);
  if (known === undefined) latin.set(source, (known = new Map()));
  let words = known.get(index);
  if (words === undefined) {
    words = latinWordsOf(segmentOf(source, index));
    known.set(index, words);
  }
  return words;
}

/** The words of a text in Latin letters, those of four and more. */
export function latinWordsOf(text: string): ReadonlySet<string> {
  return new Set(
    wordsOf(text)
      .map((word) => toLatin(word.text))
      .filter((word) => word.length >= 4),
  );
}

interface Score {
  readonly index: number;
  /** Places of the claim's figures and names that the segment holds. */
  readonly held: ReadonlySet<number>;
  /** Stems of the claim that the segment holds. */
  readonly stems: ReadonlySet<string>;
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
  return { index, held, stems: heldStems(source, index, anchors.stems, renderings) };
}

/** Figures of the claim in whose place the named segments have another. */
function contradicted(source: Source, anchors: Anchors, named: readonly number[]): number[] {
  const { segments, articleDate } = figuresOf(source);
  const there = named.flatMap((index) => segments[index] ?? []);
  return matchFigures(anchors.figures, there, [], { articleDate })
    .filter((match) => match.outcome === 'contradicted')
    .map((match) => match.figure.start);
}

/**
 * The segments that really hold what a claim says: those that it names, as far as they hold anything of it, and others
 * that hold figures or names which the named ones lack. A segment is added only where it brings several facts, or one
 * and several words besides: a bag of all numbers of an article proves nothing. Words quoted by a named segment stay
 * there: whoever else is named in the claim must not bring along another quotation.
 * @param named valid indexes of segments
 * @returns ascending; `named` itself where nothing better is found
 */
export function alignEvidence(
  source: Source,
  text: string,
  named: readonly number[],
  renderings: Renderings,
): number[] {
  const verbatim = text.trim();
  if (verbatim !== '' && named.some((index) => segmentOf(source, index).includes(verbatim))) return [...named];
  const anchors = anchorsOf(text);
  const wanted = new Set([
    ...anchors.figures.map((figure) => figure.start),
    ...anchors.names.map((name) => name.start),
  ]);
  const own = named.map((index) => scoreSegment(source, index, anchors, renderings));
  const covered = new Set(own.flatMap((score) => [...score.held]));
  const stems = new Set(own.flatMap((score) => [...score.stems]));
  const related = stems.size >= LEAST_WORDS && stems.size >= RELATED * anchors.stems.length;
  if (covered.size > 0 || related) {
    // The named evidence is about this, and says another figure: that is an error to tell, not a figure to look for.
    for (const at of contradicted(source, anchors, named)) wanted.delete(at);
  }
  if (named.length > 0 && (wanted.size === 0 ? related : [...wanted].every((at) => covered.has(at)))) return [...named];
  if (QUOTED.test(text) && named.some((index) => QUOTED.test(segmentOf(source, index)))) return [...named];
  const chosen = own.filter((score) => score.held.size > 0 || score.stems.size >= LEAST_WORDS);
  const open = (at: number): boolean => wanted.has(at) && !covered.has(at);
  const figuresOpen = anchors.figures.some((figure) => open(figure.start));
  const namesOpen = anchors.names.filter((name) => open(name.start));
  // Beside evidence that holds something, a segment counts only for the facts that are still missing.
  const mayBring = (index: number): boolean =>
    (figuresOpen && (figuresOf(source).segments[index]?.length ?? 0) > 0) ||
    namesOpen.some((name) => holdsName(source, [index], name));
  const others = source.segments
    .map((_, index) => index)
    .filter((index) => !named.includes(index) && (chosen.length === 0 || mayBring(index)))
    .map((index) => scoreSegment(source, index, anchors, renderings));
  const facts = (score: Score): number => [...score.held].filter((at) => wanted.has(at) && !covered.has(at)).length;
  const words = (score: Score): number => [...score.stems].filter((stem) => !stems.has(stem)).length;
  const fits = (score: Score): boolean => {
    if (facts(score) >= 2 && (!related || words(score) >= 1)) return true;
    if (facts(score) >= 1 && words(score) >= (related ? LEAST_WORDS : 1)) return true;
    return chosen.length === 0 && words(score) >= Math.max(LEAST_WORDS, 0.5 * anchors.stems.length);
  };
  const worth = (score: Score): number => 2 * facts(score) + words(score) + 0.1 * score.held.size;
  while (chosen.length < MOST_SEGMENTS) {
    const best = others
      .filter((score) => !chosen.includes(score) && fits(score))
      .toSorted((a, b) => worth(b) - worth(a) || a.index - b.index)[0];
    if (best === undefined) break;
    chosen.push(best);
    for (const at of best.held) covered.add(at);
    for (const stem of best.stems) stems.add(stem);
    if ([...wanted].every((at) => covered.has(at))) break;
  }
  if (chosen.length === 0) return [...named];
  return chosen.map((score) => score.index).toSorted((a, b) => a - b);
}

const QUOTED = /["“”«»„‘]/u;
