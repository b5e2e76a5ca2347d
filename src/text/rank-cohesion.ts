import type { Segment } from '../core/article.ts';
import type { LanguageTag } from '../core/language.ts';
import { enclosedSpans, type EnclosedSpan } from './quotations.ts';
import { opensDangling } from './rank-openers.ts';
import { countWords } from './tokens.ts';

/** A segment as the ranking sees it: its text in the language to read, and its place. */
export type RankableSegment = Pick<Segment, 'kind' | 'paragraph'> & { readonly text: string };

/** Whether a segment says something, where titles and headings announce it. */
export function isBody(segment: RankableSegment): boolean {
  return segment.kind === 'sentence' || segment.kind === 'post';
}

/** A bundle of more segments than this is not worth its words. */
const MAX_BUNDLE = 5;
/** Under this many words a segment is a fragment ("Pas question."), which says nothing on its own. */
const MIN_WORDS = 4;
/** Characters in which so many words are looked for. */
const BEGINNING = 200;
/** Quoted words beside which no one is named, as in "« … », a-t-il dit": at most this many words of attribution. */
const BARE_ATTRIBUTION_WORDS = 2;

/** What is left of a web page and is no sentence: "© …", "Photo: …", "Lire aussi : …". */
const FURNITURE =
  /^\s*(?:©|\(c\)|copyright\b|photo\b|foto\b|lire aussi|lea también|leia também|leggi anche|lees ook|lesen sie|read (?:also|more)|vegeu)/iu;

/**
 * Which segments must come along with each, so that what is selected can be read on its own: the sentence that a
 * pronoun or connective refers to, the whole of a quotation and who says it, what a colon announces.
 *
 * @returns for each segment the indices of its bundle in the order of the text, itself included; null where it must
 *   not be selected: titles, headings, fragments, page furniture, and what lacks its other half
 */
export function bundleSegments(
  segments: readonly RankableSegment[],
  language: LanguageTag,
): (readonly number[] | null)[] {
  const quotes = readQuotations(segments);
  const selectable = segments.map((segment) => isClaim(segment, language));
  const needs = segments.map((_, index) =>
    selectable[index] === true ? neighboursNeeded(index, segments, selectable, quotes, language) : null,
  );
  return segments.map((_, index) => closure(index, needs));
}

function isClaim(segment: RankableSegment, language: LanguageTag): boolean {
  if (!isBody(segment)) return false;
  if (segment.kind === 'post') return /\p{L}/u.test(segment.text);
  return (
    countWords(segment.text.slice(0, BEGINNING), language) >= MIN_WORDS &&
    /\p{L}/u.test(segment.text) &&
    !FURNITURE.test(segment.text)
  );
}

function neighboursNeeded(
  index: number,
  segments: readonly RankableSegment[],
  selectable: readonly boolean[],
  quotes: readonly Quotation[],
  language: LanguageTag,
): readonly number[] | null {
  const { text, kind, paragraph } = segments[index]!;
  const needed: number[] = [];
  const sameParagraph = (other: number) => segments[other]?.paragraph === paragraph;

  if (kind === 'post') {
    for (const other of [index - 1, index + 1]) {
      if (segments[other]?.kind === 'post' && sameParagraph(other)) needed.push(other);
    }
    return needed;
  }

  const quote = quotes[index]!;
  if (quote.continues) needed.push(index - 1);
  if (quote.continued) needed.push(index + 1);
  // What is announced must follow, and a fragment that is announced comes to nothing.
  if (/[:：]\s*$/u.test(text)) needed.push(index + 1);

  const previous = previousClaim(index, segments, selectable);
  if (quote.whole && !quote.continues && !namesSpeaker(index, quotes)) {
    const speaker = attributionOf(index, segments, selectable, quotes);
    if (speaker === null) return null;
    needed.push(speaker);
  } else if (quote.bareAttribution || leansOnPrevious(segments, index, language)) {
    // The first sentence leans on the title, which stands above the brief: "C'est aujourd'hui que …" is a lead.
    if (previous === null) return !quote.bareAttribution && segments[0]?.kind === 'title' ? needed : null;
    needed.push(previous);
  }
  return needed;
}

/** Points back at a date wherever it stands in a sentence. */
const THAT_DATE =
  /(?<!\p{L})(?:cette (?:date|époque|occasion)|diese[mnrs]? (?:Zeitpunkt|Datum|Gelegenheit)|(?:esa|esta|aquella) (?:fecha|ocasión)|quella (?:data|occasione)|(?:essa|esta|aquela) (?:data|ocasião)|die (?:datum|gelegenheid)|aquesta data|(?:tej|ta) dat[ay]|(?:that|this) date)(?!\p{L})/iu;

/**
 * By the table of the language where there is one. The neutral rule: a sentence within a paragraph that holds neither
 * a figure nor a name is taken to continue the one before.
 */
function leansOnPrevious(segments: readonly RankableSegment[], index: number, language: LanguageTag): boolean {
  const { text, paragraph } = segments[index]!;
  if (/^[\s\p{P}]{0,10}\p{Ll}/u.test(text)) return true;
  if (THAT_DATE.test(text)) return true;
  const dangling = opensDangling(text, language);
  if (dangling !== null) return dangling;
  const before = segments[index - 1];
  if (before === undefined || before.paragraph !== paragraph) return false;
  return !/\p{N}/u.test(text) && !/[^\s.!?:]\s+\p{Lu}/u.test(text);
}

function previousClaim(
  index: number,
  segments: readonly RankableSegment[],
  selectable: readonly boolean[],
): number | null {
  for (let other = index - 1; other >= 0; other -= 1) {
    if (selectable[other] === true && segments[other]!.kind === 'sentence') return other;
  }
  return null;
}

/** Whether a quotation that begins here and runs on has words beside it in one of its later segments. */
function namesSpeaker(index: number, quotes: readonly Quotation[]): boolean {
  let other = index;
  while (quotes[other]?.continued === true) {
    other += 1;
    if (quotes[other]?.whole === false) return true;
  }
  return false;
}

/** Who says a sentence that is nothing but quoted words: the neighbour that carries words outside quotation marks. */
function attributionOf(
  index: number,
  segments: readonly RankableSegment[],
  selectable: readonly boolean[],
  quotes: readonly Quotation[],
): number | null {
  const { paragraph } = segments[index]!;
  const usable = (other: number) =>
    segments[other]?.kind === 'sentence' && selectable[other] === true && segments[other].paragraph === paragraph;
  const previous = index - 1;
  const next = index + 1;
  if (usable(previous)) return previous;
  // After a break of the paragraph, only a colon hands the word over.
  const handing = segments[previous];
  if (handing?.kind === 'sentence' && selectable[previous] === true && /[:：]\s*$/u.test(handing.text)) return previous;
  if (usable(next) && !quotes[next]!.whole) return next;
  return null;
}

/** All that a segment needs, and what that needs in turn. */
function closure(index: number, needs: readonly (readonly number[] | null)[]): readonly number[] | null {
  const bundle = new Set<number>();
  const open = [index];
  while (open.length > 0) {
    const current = open.pop()!;
    if (bundle.has(current)) continue;
    const further = needs[current];
    if (further === undefined || further === null || bundle.size >= MAX_BUNDLE) return null;
    bundle.add(current);
    open.push(...further);
  }
  return [...bundle].toSorted((a, b) => a - b);
}

/** How a segment takes part in a quotation. */
interface Quotation {
  /** A quotation is open where the segment begins. */
  readonly continues: boolean;
  /** A quotation is still open where it ends. */
  readonly continued: boolean;
  /** Nothing but quoted words. */
  readonly whole: boolean;
  /** Quoted words and one or two others, none of them a name: "he said". */
  readonly bareAttribution: boolean;
}

/** Reads the quotations of each paragraph; they may run over several of its segments. */
function readQuotations(segments: readonly RankableSegment[]): Quotation[] {
  const result: Quotation[] = [];
  let start = 0;
  while (start < segments.length) {
    let end = start + 1;
    while (end < segments.length && segments[end]!.paragraph === segments[start]!.paragraph) end += 1;
    result.push(...readParagraph(segments.slice(start, end).map(({ text }) => text)));
    start = end;
  }
  return result;
}

function readParagraph(texts: readonly string[]): Quotation[] {
  const quoted = quotedSpans(texts.join(' '));
  let start = 0;
  let first = 0;
  return texts.map((text) => {
    const end = start + text.length;
    while (first < quoted.length && quoted[first]!.end <= start) first += 1;
    let outside = '';
    let inside = '';
    let from = start;
    let continued = false;
    for (let index = first; index < quoted.length && quoted[index]!.start < end; index += 1) {
      const span = quoted[index]!;
      outside += `${text.slice(from - start, Math.max(from, span.start) - start)} `;
      inside += text.slice(Math.max(start, span.start) - start, Math.min(end, span.end) - start);
      from = Math.min(end, span.end);
      continued = span.end > end;
    }
    outside += text.slice(from - start);
    const continues = (quoted[first]?.start ?? start) < start;
    start = end + 1;
    return { continues, continued, ...attribution(outside, inside) };
  });
}

/** Quotations without those within others, in order and disjoint; brackets are none. */
function quotedSpans(text: string): EnclosedSpan[] {
  const outermost: EnclosedSpan[] = [];
  const spans = enclosedSpans(text)
    .filter(({ start }) => !/[([（]/u.test(text[start]!))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const span of spans) if (span.start >= (outermost.at(-1)?.end ?? 0)) outermost.push(span);
  return outermost;
}

function attribution(outside: string, inside: string): Pick<Quotation, 'whole' | 'bareAttribution'> {
  const words = outside.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const quoted = (inside.match(/\p{L}/gu) ?? []).length >= 3;
  const few = words.length <= BARE_ATTRIBUTION_WORDS && !words.some((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
  const inverted = words.length <= 6 && /-(?:il|elle|ils|elles)(?![\p{L}-])/u.test(outside);
  return { whole: quoted && words.length === 0, bareAttribution: quoted && words.length > 0 && (few || inverted) };
}
