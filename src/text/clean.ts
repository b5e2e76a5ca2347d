import type { LanguageTag } from '../core/language.ts';
import { cleanCharacters } from './clean-characters.ts';
import { announcesLinks, isFurniture, isNetworkName } from './clean-furniture.ts';
import { decodeEntities, stripMarkup } from './clean-markup.ts';
import { separatePosts } from './clean-posts.ts';
import { announcesDate } from './head-date.ts';
import { runTogether } from './segment.ts';

/** What a format knows of a paragraph. `item`: of a list, so never a heading. */
export type ParagraphKind = 'text' | 'heading' | 'item' | 'post';

export interface Paragraph {
  readonly text: string;
  readonly kind: ParagraphKind;
}

export interface CleanedText {
  readonly paragraphs: readonly Paragraph[];
  /** Lines of page furniture that were left out. */
  readonly leftOut: number;
}

/** A quotation over several lines is put together up to this many characters. */
const MAX_QUOTED = 600;
/** A text file whose longest line is no longer than this was wrapped at a fixed width. */
const MAX_WRAP_WIDTH = 120;

/**
 * Cuts raw text into paragraphs: at blank lines and, unless lines were wrapped at a fixed width, at line ends. Tags and
 * character references of HTML that a scraper left in are resolved.
 */
export function splitParagraphs(raw: string): Paragraph[] {
  // Twice: a reference may have hidden a tag (&lt;br&gt;).
  const text = cleanCharacters(stripMarkup(decodeEntities(stripMarkup(cleanCharacters(raw)))));
  const lines = text.split('\n').map((line) => line.trim());
  const width = wrapWidth(lines);
  const paragraphs: Paragraph[] = [];
  let current = '';
  const flush = (): void => {
    if (current !== '') paragraphs.push(paragraphOf(current));
    current = '';
  };
  for (const [index, line] of lines.entries()) {
    if (line === '') {
      flush();
      continue;
    }
    const previous = lines[index - 1] ?? '';
    if (current !== '' && !runsOn(previous, line, width) && !closesLater(current, lines, index)) flush();
    current =
      current === '' ? line : /\p{L}-$/u.test(current) && /^\p{Ll}/u.test(line) ? current + line : `${current} ${line}`;
  }
  flush();
  return paragraphs;
}

/** The width at which a text was wrapped, in characters; null where its lines are paragraphs. */
function wrapWidth(lines: readonly string[]): number | null {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  if (width < 40 || width > MAX_WRAP_WIDTH) return null;
  // Of the lines that had no room for the next word, most end inside a sentence.
  let [full, open] = [0, 0];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1] ?? '';
    if (next === '' || !isFull(line, next, width)) continue;
    full += 1;
    if (!SENTENCE_END.test(line)) open += 1;
  }
  return open * 2 > full ? width : null;
}

function isFull(line: string, next: string, width: number): boolean {
  return line.length + 1 + next.split(' ', 1)[0]!.length > width;
}

const SENTENCE_END = /[.!?:;…]["»”)]?$/u;

/** Whether a line continues the one before it. */
function runsOn(previous: string, line: string, width: number | null): boolean {
  if (BULLET.test(line) || isFurniture(previous) || isFurniture(line)) return false;
  if (/^[—–―]\s?\p{Lu}[^\n]{0,60}\(@/u.test(line)) return true;
  // The link of an embedded post, under its words; its date, under its author.
  if (/^(?:https?:\/\/)?(?:pic\.twitter\.com|t\.co|pic\.x\.com)\/\S{1,40}$/u.test(line)) return true;
  if (/\(@[\w.@-]{1,60}\)$/u.test(previous) && line.length <= 40 && /\d{4}$/u.test(line)) return true;
  if (width !== null && isFull(previous, line, width)) return true;
  // A break inside a sentence.
  return !announcesDate(line) && /^\p{Ll}/u.test(line) && !SENTENCE_END.test(previous);
}

const QUOTED_LINES = 6;

/** Whether a quotation that these lines opened is closed in one of the next: its words belong together. */
function closesLater(current: string, lines: readonly string[], next: number): boolean {
  if (current.length > MAX_QUOTED) return false;
  const open = Math.max(current.lastIndexOf('«'), current.lastIndexOf('“'), current.lastIndexOf('„'));
  if (open < 0 || /[»”]|(?<=„.{0,600})“/su.test(current.slice(open))) return false;
  const closing = current[open] === '«' ? '»' : current[open] === '„' ? /[“”]/u : '”';
  for (let index = next; index < Math.min(lines.length, next + QUOTED_LINES); index += 1) {
    const line = lines[index]!;
    if (line === '' || isFurniture(line)) return false;
    const close = typeof closing === 'string' ? line.indexOf(closing) : line.search(closing);
    const reopened = line.search(/[«„]/u);
    if (close >= 0) return reopened < 0 || close < reopened;
    if (reopened >= 0) return false;
  }
  return false;
}

const BULLET = /^(?:[•▪◦‣●■∙·*]\s+|[-–]\s+(?=\p{L}))/u;

function paragraphOf(text: string): Paragraph {
  const bullet = /^[•▪◦‣●■∙·*]\s+/u.exec(text);
  if (bullet !== null) return { text: text.slice(bullet[0].length), kind: 'item' };
  return { text, kind: BULLET.test(text) ? 'item' : 'text' };
}

/**
 * Cleans paragraphs: characters normalised (`cleanCharacters`), page furniture left out, embedded posts made
 * quotations, one space between sentences that ran into each other. Words and figures are never changed.
 */
export function cleanParagraphs(paragraphs: readonly Paragraph[], language: LanguageTag): CleanedText {
  const cleaned: Paragraph[] = [];
  let leftOut = 0;
  // What the line before was: furniture, and a cross-reference whose links follow.
  let [afterFurniture, afterLinks] = [false, false];
  for (const { text, kind } of withAuthors(paragraphs)) {
    const plain = withoutFootnotes(oneLine(cleanCharacters(text)));
    if (plain === '') continue;
    const isLink: boolean = afterLinks && (kind === 'item' || kind === 'text') && isOpenLine(plain);
    if (kind !== 'post' && (isFurniture(plain) || isLink || (afterFurniture && isNetworkName(plain)))) {
      // A list of links goes whole; of lines, only the one that must be the link.
      afterLinks = isLink ? kind === 'item' : announcesLinks(plain);
      afterFurniture = true;
      leftOut += 1;
      continue;
    }
    [afterFurniture, afterLinks] = [false, false];
    for (const part of separatePosts(plain)) {
      const spaced = part.isPost ? part.text : spaceSentences(part.text, language);
      if (/[\p{L}\p{N}]/u.test(spaced)) cleaned.push({ text: spaced, kind: part.isPost ? 'post' : kind });
    }
  }
  return { paragraphs: cleaned, leftOut };
}

/** A line as links have it: short, without the stop that ends a sentence. */
function isOpenLine(line: string): boolean {
  return line.length <= 150 && !/[.…:;]["»”)]?$/u.test(line);
}

/** "— Name (@handle) 3 mars 2014" in a paragraph of its own belongs to the post before it. */
const AUTHOR_LINE = /^\s{0,20}(?:[—–―]|--?)\s?\p{Lu}[^\n()]{0,60}\(@[\w.@-]{1,60}\)/u;

function withAuthors(paragraphs: readonly Paragraph[]): Paragraph[] {
  const merged: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    const last = merged.at(-1);
    if (last !== undefined && last.kind === 'text' && AUTHOR_LINE.test(paragraph.text)) {
      merged[merged.length - 1] = { text: `${last.text} ${paragraph.text}`, kind: 'text' };
    } else merged.push(paragraph);
  }
  return merged;
}

/** "espagnol[1]": would count as a figure of the text. */
const FOOTNOTE_MARK = /(?<=[\p{L}»”").,])\[\d{1,3}\]/gu;

function withoutFootnotes(text: string): string {
  return text.includes('[') ? text.replace(FOOTNOTE_MARK, '') : text;
}

/** A paragraph on one line, single spaces. */
export function oneLine(text: string): string {
  // Most are: told in a glance, where replacing each space by itself takes long.
  return (/[\t\n]| {2}/.test(text) ? text.replace(/[ \t\n]+/gu, ' ') : text).trim();
}

function spaceSentences(text: string, language: LanguageTag): string {
  const places = runTogether(text, language);
  if (places.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const at of places) {
    parts.push(text.slice(from, at));
    from = at;
  }
  parts.push(text.slice(from));
  return parts.join(' ');
}
