import type { LanguageTag } from './language.ts';

/**
 * What a segment is in its article. A `post` is an embedded social-media post kept as a quotation.
 */
export type SegmentKind = 'title' | 'heading' | 'sentence' | 'post';

/** A sentence (or title, or heading) with its exact place in `Article.text`. */
export interface Segment {
  /** UTF-16 offset into `Article.text`, inclusive. */
  readonly start: number;
  /** UTF-16 offset into `Article.text`, exclusive. */
  readonly end: number;
  readonly kind: SegmentKind;
  /** Index of the paragraph, from 0, counting the title as paragraph 0 when there is one. */
  readonly paragraph: number;
}

/** One article as read: clean text, and what is known of it. Never changed after reading. */
export interface Article {
  /** How the user named it: a path with `/`, or `-` for stdin. For display and `run.json`; never opened again. */
  readonly path: string;
  /** Its address on the web where the input states one (front matter, canonical link), else null. Untrusted. */
  readonly url: string | null;
  /** The publishing outlet where the input states one, else null. Untrusted. */
  readonly outlet: string | null;
  /** SHA-256 of `text`, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly language: LanguageTag;
  readonly title: string | null;
  /** ISO 8601 at the precision that the input has: `2020`, `2020-04`, `2020-04-16` or an instant. Null if unknown. */
  readonly publishedAt: string | null;
  /** Cleaned plain text in NFC, paragraphs separated by a blank line; the title, when known, is the first paragraph. */
  readonly text: string;
  /** In the order of the text, without overlap. Only white space stands between segments. */
  readonly segments: readonly Segment[];
  /** What was odd about the input and how it was understood, in words for the user. */
  readonly warnings: readonly string[];
}

export function segmentText(article: Pick<Article, 'text' | 'segments'>, index: number): string {
  const segment = article.segments[index];
  if (segment === undefined) throw new RangeError(`segment ${index} of ${article.segments.length}`);
  return article.text.slice(segment.start, segment.end);
}

/** One settled rendering of a term or a name. */
export interface GlossaryEntry {
  readonly source: string;
  /** The English rendering; equal to `source` where the term is not to be translated. */
  readonly target: string;
  /** The source language it holds for, or null for every language. */
  readonly language: LanguageTag | null;
  readonly doNotTranslate: boolean;
}

export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
  /** Hash of the entries: part of every cache key and signature that the glossary influences. */
  readonly sha256: string;
}
