import { Readability } from '@mozilla/readability';
import type { Paragraph } from '../../text/clean.ts';
import type { ParsedInput } from './format.ts';
import { parsePage, type PageDocument, type PageNode } from './html-dom.ts';
import { plainPage } from './html-format.ts';
import { pageMetadata } from './html-metadata.ts';
import { blockText, EMBEDS } from './html-text.ts';

/** Pages shorter than this, in characters of text, are too short for Readability's statistics. */
const SHORT_PAGE = 1_500;
/** From this share of linked text on, a page has more than an article in it. */
const LINKED_SHARE = 0.15;

/** The article of a page and what the page says of it. Never throws: what defeats the parser is read as plain text. */
export function parseHtml(html: string): ParsedInput {
  try {
    const document = parsePage(html);
    // Before Readability, which takes the document apart.
    const metadata = pageMetadata(document, html);
    unlinkPosts(document);
    const everything = blockText(document.body, true);
    const body = isArticleAlone(document, everything) ? everything : (mainText(document, everything) ?? everything);
    return { ...metadata, body, warnings: [] };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      return plainPage(html, 'its markup is too broken to parse');
    throw error;
  }
}

/** Embedded posts are half links, so that Readability takes them for navigation and drops them. */
function unlinkPosts(document: PageDocument): void {
  for (const post of document.querySelectorAll(EMBEDS.map((name) => `blockquote.${name}`).join(', '))) {
    for (const link of post.querySelectorAll('a')) link.replaceWith(document.createTextNode(link.textContent ?? ''));
  }
}

/** A page without navigation: nothing to leave out, and Readability would drop short paragraphs and headings. */
function isArticleAlone(document: PageDocument, paragraphs: readonly Paragraph[]): boolean {
  const length = lengthOf(paragraphs);
  if (document.querySelector('nav, footer, aside, [role="navigation"]') !== null && length > SHORT_PAGE) return false;
  let linked = 0;
  for (const link of document.querySelectorAll('a[href]')) linked += link.textContent?.length ?? 0;
  const divisions = document.querySelectorAll('div, section').length;
  return (
    linked < length * LINKED_SHARE && (divisions === 0 || length <= SHORT_PAGE || divisions < paragraphs.length / 2)
  );
}

function mainText(document: PageDocument, everything: readonly Paragraph[]): Paragraph[] | null {
  const reader = new Readability<PageNode>(document, {
    serializer: (node) => node,
    charThreshold: 200,
    disableJSONLD: true,
    maxElemsToParse: 100_000,
    // Keeps what marks an embedded post.
    classesToPreserve: [...EMBEDS],
  });
  let content: PageNode | null | undefined;
  try {
    content = reader.parse()?.content;
  } catch {
    return null;
  }
  if (content === null || content === undefined) return null;
  const paragraphs = blockText(content, false);
  // Less than a tenth of the page's text: it took a teaser for the article.
  return lengthOf(paragraphs) * 10 < lengthOf(everything) && lengthOf(paragraphs) < 1_000 ? null : paragraphs;
}

function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}
