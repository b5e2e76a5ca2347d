import { baseLanguage, type LanguageTag } from '../core/language.ts';
import { isBody, type RankableSegment } from './rank-cohesion.ts';
import { contentStems, countWords, stemOf, wordsOf } from './tokens.ts';

/** A segment with what the ranking found out about it. */
export interface RankedSegment {
  /** Index into the segments that were ranked. */
  readonly index: number;
  /** Words that it counts against `maxWords`; see `countWords`. */
  readonly words: number;
  /** 0 to about 1; comparable within one article only. 0 for titles and headings. */
  readonly score: number;
  /** Content terms with their weights, of length 1 as a vector: for redundancy by `cosine`. */
  readonly terms: ReadonlyMap<string, number>;
}

/**
 * What each signal counts. Chosen on the 100 articles of French Wikinews against their own lead paragraph, by
 * `bench/extractive`; position outweighs the rest in news, as everyone who measured it found (Kryściński and others,
 * EMNLP 2019).
 */
const WEIGHTS = { lead: 0.12, position: 0.26, centrality: 0.26, title: 0.34, figures: 0.1, names: 0.07 } as const;

/** The position counts half after this many sentences. */
const POSITION_HALF = 4;
/** Sentences outside this length in words are seldom good claims. */
const GOOD_LENGTH = { min: 8, max: 45 } as const;

const SENTENCE_END = /[.!?…。！？｡।؟][\s"'’”“»«」』)\]]*$/u;

/**
 * Scores each segment of an article by position, centrality (closeness to what the whole article talks about), overlap
 * with the title, figures and names. Deterministic; linear in the length of the text; needs no resource but stop words
 * and does without those in languages that have no list.
 *
 * @param segments in the order of the text; titles and headings are context and score 0
 */
export function rankSegments(segments: readonly RankableSegment[], language: LanguageTag): RankedSegment[] {
  const words = segments.map(({ text }) => wordsOf(text, language));
  const stems = segments.map(({ text }, index) => contentStems(text, language, words[index]));
  const frequency = new Map<string, number>();
  stems.forEach((list, index) => {
    if (!isBody(segments[index]!)) return;
    for (const stem of new Set(list)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  });
  const vectors = stems.map((list) => termVector(list, frequency));
  const centroid = sum(vectors.filter((_, index) => isBody(segments[index]!)));
  const titleTerms = new Set(segments.flatMap(({ kind }, index) => (kind === 'title' ? stems[index]! : [])));

  const closeness = vectors.map((vector, index) => (isBody(segments[index]!) ? dot(vector, centroid) : 0));
  const closest = closeness.reduce((most, value) => Math.max(most, value), 0);

  let position = 0;
  let paragraph = -1;
  return segments.map((segment, index) => {
    const count = countWords(segment.text, language, words[index]);
    const terms = vectors[index]!;
    if (!isBody(segment)) return { index, words: count, score: 0, terms };
    const figures = figureCount(segment.text);
    const names = nameCount(segment.text, language);
    const opensParagraph = segment.paragraph !== paragraph;
    paragraph = segment.paragraph;
    const signals =
      (position === 0 ? WEIGHTS.lead : 0) +
      WEIGHTS.position * (POSITION_HALF / (POSITION_HALF + position)) * (opensParagraph ? 1 : 0.85) +
      WEIGHTS.centrality * (closest === 0 ? 0 : closeness[index]! / closest) +
      WEIGHTS.title * overlap(stems[index]!, titleTerms) +
      WEIGHTS.figures * Math.min(1, figures / 2) +
      WEIGHTS.names * Math.min(1, names / 3);
    position += 1;
    return { index, words: count, score: signals * fitness(segment, count, figures + names > 0, language), terms };
  });
}

/** Similarity of two segments, 0 to 1. */
export function cosine(a: RankedSegment, b: RankedSegment): number {
  return dot(a.terms, b.terms);
}

const QUOTED = /«[^«»]{0,2000}»|“[^“”]{0,2000}”|„[^„“”]{0,2000}[“”]|"[^"]{0,2000}"/gu;

/** The first person singular, by language. */
const FIRST_PERSON: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(?:je(?=\s)|j['’](?=\p{L}))/iu,
  de: /(?<!\p{L})ich(?!\p{L})/iu,
  es: /(?<!\p{L})(?:yo|me|mi|mis)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:io|mi|mia|mio)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:eu|meu|minha)(?!\p{L})/iu,
  nl: /(?<!\p{L})(?:ik|mijn)(?!\p{L})/iu,
  ca: /(?<!\p{L})(?:jo|meva|meu)(?!\p{L})/iu,
  pl: /(?<!\p{L})(?:ja|mnie|mój|moja)(?!\p{L})/iu,
  en: /(?<!\p{L})(?:I|my)(?!\p{L})/u,
};

/** What makes a sentence a poor claim whatever it is about. */
function fitness({ text, kind }: RankableSegment, words: number, holdsFacts: boolean, language: LanguageTag): number {
  let factor = 1;
  // Someone speaks whose quotation marks were lost; in a column, where all sentences do, it changes nothing.
  if (kind !== 'post' && FIRST_PERSON[baseLanguage(language)]?.test(text.replace(QUOTED, ' ')) === true) factor *= 0.35;
  // "Le principe est simple." announces; "La Chine accepte." says something.
  if (words < GOOD_LENGTH.min) factor *= holdsFacts ? 0.6 + (0.4 * words) / GOOD_LENGTH.min : 0.3;
  if (words > GOOD_LENGTH.max) factor *= Math.max(0.6, GOOD_LENGTH.max / words);
  if (kind === 'post') factor *= 0.6;
  else if (!SENTENCE_END.test(text)) factor *= 0.6;
  if (/[?？؟]\s*$/u.test(text)) factor *= 0.5;
  // A brief is first of all facts; what people say about them comes after.
  if (/[«»„“”"「」『』]/u.test(text)) factor *= 0.82;
  return factor;
}

/** Frequent terms of the article weigh more, a repeated term within a sentence hardly; unit length. */
function termVector(stems: readonly string[], frequency: ReadonlyMap<string, number>): Map<string, number> {
  const vector = new Map<string, number>();
  for (const stem of stems) vector.set(stem, 1 + Math.log(frequency.get(stem) ?? 1));
  let square = 0;
  for (const weight of vector.values()) square += weight * weight;
  const length = Math.sqrt(square);
  if (length > 0) for (const [stem, weight] of vector) vector.set(stem, weight / length);
  return vector;
}

function sum(vectors: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const vector of vectors) {
    for (const [stem, weight] of vector) total.set(stem, (total.get(stem) ?? 0) + weight);
  }
  return total;
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [stem, weight] of small) product += weight * (large.get(stem) ?? 0);
  return product;
}

/** The share of the title's terms that the sentence has. */
function overlap(stems: readonly string[], title: ReadonlySet<string>): number {
  if (title.size === 0) return 0;
  let shared = 0;
  for (const stem of new Set(stems)) if (title.has(stem)) shared += 1;
  return shared / title.size;
}

function figureCount(text: string): number {
  return text.match(/\p{N}+(?:[.,\u00a0\u202f ]\p{N}+)*/gu)?.length ?? 0;
}

/** Capitalised words after the first, where capitals tell names: not in German, and in no script without case. */
function nameCount(text: string, language: LanguageTag): number {
  if (/^(?:de|lb|gsw)\b/u.test(language)) return 0;
  const names = text.match(/(?<=[\p{L}\p{N},;»”"’'(]\s?)\p{Lu}[\p{L}\p{M}]+/gu) ?? [];
  return new Set(names.map((name) => stemOf(name))).size;
}
