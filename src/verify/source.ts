import type { Article, Evidence, Glossary, LanguageTag, Span } from '../core/index.ts';
import { sourceFigures } from './check-figures.ts';
import type { SourceFigures } from './check-figures.ts';
import { rulesFor } from './languages/index.ts';
import type { CompiledRules } from './languages/index.ts';

/** A run of letters and digits with its place. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The original as the checks read it: text, segments, and what is known of its language. */
export interface Source {
  readonly text: string;
  readonly language: LanguageTag;
  /** Null where precis has no rules for the language. */
  readonly rules: CompiledRules | null;
  readonly segments: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
  readonly publishedAt: string | null;
  readonly glossary: Glossary | null;
}

/** A sentence of the brief and the segments that it is checked against. */
export interface Statement {
  readonly text: string;
  /** Index of the claim; null for the headline. */
  readonly claim: number | null;
  /** Indexes of segments, ascending, without repetition, all valid. */
  readonly segments: readonly number[];
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text from `from` to `to`. Apostrophes and hyphens separate. */
export function wordsOf(text: string, from = 0, to = text.length): readonly Word[] {
  if (from > 0 || to < text.length) return findWords(text.slice(from, to), from);
  const known = lastWords.find((entry) => entry.text === text);
  if (known !== undefined) return known.words;
  const words = findWords(text, 0);
  if (text.length > LONGEST_KEPT) return words;
  if (lastWords.length >= MOST_KEPT) lastWords.shift();
  lastWords.push({ text, words });
  return words;
}

/** One sentence is read by several checks in a row. */
const lastWords: { readonly text: string; readonly words: readonly Word[] }[] = [];
const MOST_KEPT = 4;
const LONGEST_KEPT = 2000;

function findWords(slice: string, from: number): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < slice.length;) {
    let end = at;
    while (isPlain(slice.charCodeAt(end))) end++;
    if (slice.charCodeAt(end) >= 0x80) {
      // Only beyond ASCII does it take the expression to tell letters from signs.
      WORD.lastIndex = at;
      const match = WORD.exec(slice);
      if (match === null) break;
      at = match.index;
      end = at + match[0].length;
    }
    if (end > at) words.push({ start: from + at, end: from + end, text: slice.slice(at, end) });
    at = end === at ? at + 1 : end;
  }
  return words;
}

/** Whether a code is an ASCII letter or digit. */
function isPlain(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

export function articleSource(article: Article, glossary: Glossary | null): Source {
  return {
    text: article.text,
    language: article.language,
    rules: rulesFor(article.language),
    segments: article.segments,
    publishedAt: article.publishedAt,
    glossary,
  };
}

/** The segments that evidence names: those that exist, ascending, each once. */
export function evidenceSegments(evidence: readonly Evidence[], source: Source): number[] {
  const segments = new Set<number>();
  for (const { segment } of evidence) {
    if (Number.isInteger(segment) && segment >= 0 && segment < source.segments.length) segments.add(segment);
  }
  return [...segments].toSorted((a, b) => a - b);
}

/** The text of one segment. */
export function segmentOf(source: Source, index: number): string {
  const segment = source.segments[index];
  return segment === undefined ? '' : source.text.slice(segment.start, segment.end);
}

/** The evidence of a statement as one text, segments separated by a line break. For checks that need no offsets. */
export function evidenceText(source: Source, statement: Statement): string {
  return statement.segments.map((index) => segmentOf(source, index)).join('\n');
}

export function spanOf(text: string, start: number, end: number): Span {
  return { start, end, text: text.slice(start, end) };
}

const figures = new WeakMap<Source, SourceFigures>();

/** The figures of a source, found when first asked for. */
export function figuresOf(source: Source): SourceFigures {
  let known = figures.get(source);
  if (known === undefined) {
    known = sourceFigures(source.text, source.segments, source.language, source.publishedAt);
    figures.set(source, known);
  }
  return known;
}
