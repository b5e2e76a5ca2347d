import { createHash } from 'node:crypto';
import type { Article, Segment, SegmentKind } from '../core/article.ts';
import { baseLanguage, canonicalLanguage, languageName, UNDETERMINED, type LanguageTag } from '../core/language.ts';
import { cleanParagraphs, splitParagraphs, type Paragraph } from './clean.ts';
import { readHead } from './head.ts';
import { normaliseDate } from './head-date.ts';
import { identifyLanguage } from './language.ts';
import { splitSentences } from './segment.ts';

/** What a reader knows of an article before it is cleaned. */
export interface ArticleParts {
  /** As `Article.path`. */
  readonly path: string;
  readonly url?: string | null | undefined;
  readonly outlet?: string | null | undefined;
  /** As the input states it; found at the head of the text where it is not stated. */
  readonly title?: string | null | undefined;
  /** In any form that `normaliseDate` reads; found at the head of the text where it is not stated. */
  readonly publishedAt?: string | null | undefined;
  /** What the input says of itself; the text outvotes it. */
  readonly declaredLanguage?: string | null | undefined;
  /** What the user says: nothing outvotes it. */
  readonly language?: LanguageTag | undefined;
  /** Raw text, in which stray markup is resolved and paragraphs are found, or paragraphs of a format that knows them. */
  readonly body: string | readonly (string | Paragraph)[];
  readonly warnings?: readonly string[] | undefined;
}

/**
 * Makes an article of what a reader found: cleaned, its title and date found, its language identified, cut into
 * segments. Never throws. An article without any text has no segments; the reader refuses it.
 */
export function composeArticle(parts: ArticleParts): Article {
  const warnings = [...(parts.warnings ?? [])];
  const raw =
    typeof parts.body === 'string'
      ? splitParagraphs(parts.body)
      : parts.body.map((part): Paragraph => (typeof part === 'string' ? { text: part, kind: 'text' } : part));
  const language = languageOf(raw, parts, warnings);
  const cleaned = cleanParagraphs(raw, language);
  if (cleaned.leftOut > 0) {
    const lines = cleaned.leftOut === 1 ? '1 line' : `${cleaned.leftOut} lines`;
    warnings.push(`left out ${lines} of the page around the article (share buttons, cross-references, notices)`);
  }
  const statedTitle =
    cleanParagraphs([{ text: parts.title ?? '', kind: 'post' }], language).paragraphs[0]?.text ?? null;
  const statedDate = parts.publishedAt ? normaliseDate(parts.publishedAt, language) : null;
  const head = readHead(cleaned.paragraphs, { title: statedTitle, publishedAt: statedDate, language });
  const { text, segments } = layOut(head.title, head.paragraphs, language);
  const damaged = text.split('\ufffd').length - 1;
  if (damaged > 0) warnings.push(`${damaged} characters of the input could not be decoded`);
  return {
    path: parts.path,
    url: webAddress(parts.url),
    outlet: nameOf(parts.outlet),
    sha256: createHash('sha256').update(text).digest('hex'),
    language,
    title: head.title,
    publishedAt: head.publishedAt,
    text,
    segments,
    warnings,
  };
}

function languageOf(paragraphs: readonly Paragraph[], parts: ArticleParts, warnings: string[]): LanguageTag {
  if (parts.language !== undefined) return parts.language;
  let sample = parts.title ?? '';
  for (const { text } of paragraphs) {
    sample += ` ${text}`;
    if (sample.length > 20_000) break;
  }
  const found = identifyLanguage(sample);
  const canonical = parts.declaredLanguage ? canonicalLanguage(parts.declaredLanguage) : null;
  const declared = canonical === null ? null : baseLanguage(canonical);
  if (declared === null || declared === found.language || declared === UNDETERMINED) return found.language;
  if (!found.confident) return declared;
  warnings.push(
    `the input says that it is in ${languageName(declared)}, but it reads as ${languageName(found.language)}; taken for the latter`,
  );
  return found.language;
}

/** Puts the text together and notes where each segment stands in it. */
function layOut(
  title: string | null,
  paragraphs: readonly Paragraph[],
  language: LanguageTag,
): { text: string; segments: Segment[] } {
  const blocks: string[] = [];
  const segments: Segment[] = [];
  let offset = 0;
  const add = (text: string, kind: SegmentKind): void => {
    const paragraph = blocks.length;
    const spans = kind === 'sentence' ? splitSentences(text, language) : [{ start: 0, end: text.length }];
    for (const span of spans) segments.push({ start: offset + span.start, end: offset + span.end, kind, paragraph });
    blocks.push(text);
    offset += text.length + 2;
  };
  if (title !== null) add(title, 'title');
  for (const [index, paragraph] of paragraphs.entries()) {
    add(paragraph.text, segmentKind(paragraph, index === paragraphs.length - 1));
  }
  return { text: blocks.join('\n\n'), segments };
}

/** A line longer than this is text even without a full stop. */
const MAX_HEADING = 120;
const ENDS = /[.!?…:;,。！？](?:["»”’)\]」]|\s[»)])*$/u;

function segmentKind(paragraph: Paragraph, isLast: boolean): SegmentKind {
  const { text, kind } = paragraph;
  if (kind === 'post') return 'post';
  // A standfirst set as a heading is a sentence of the article.
  if (kind === 'heading') {
    const words = text.split(' ').length;
    return words >= 15 || (words >= 8 && ENDS.test(text)) ? 'sentence' : 'heading';
  }
  if (kind === 'item' || isLast || ENDS.test(text) || text.length > MAX_HEADING) return 'sentence';
  return /^[«"“„]/u.test(text) ? 'sentence' : 'heading';
}

function webAddress(url: string | null | undefined): string | null {
  if (!url || url.length > 2_000) return null;
  try {
    const parsed = new URL(url.trim());
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
  } catch {
    return null;
  }
}

function nameOf(outlet: string | null | undefined): string | null {
  const name = (outlet ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return name === '' ? null : name.slice(0, 200).normalize('NFC');
}
