import { enclosedSpans } from './quotations.ts';

/** A paragraph, or a stretch of one, that is an embedded social-media post or text around it. */
export interface PostPart {
  readonly text: string;
  readonly isPost: boolean;
}

/** Links that stand for the post itself and for its pictures. Other addresses may be content and stay. */
const POST_LINKS = /(?:https?:\/\/)?(?:pic\.twitter\.com|t\.co|pic\.x\.com)\/[A-Za-z0-9]{1,20}/gu;

/** "— Name (@handle)", with the dash in any shape or missing where the link stood before it. */
const AUTHOR =
  /(?:[—–―]|--?)?\s?([\p{Lu}\p{N}#][^\n()@.!?:;«»“”"—–]{0,59}?)\s?\(@[A-Za-z0-9_.-]{1,60}(?:@[A-Za-z0-9.-]{1,60})?\)/gu;

const MONTH_WORD = '\\p{L}{3,12}\\.?';
/** The date that the embed code puts after the author: "3 mars 2014", "16 Février 2015", "March 3, 2014". */
const POST_DATE = new RegExp(
  `^[\\s,·-]{0,3}(\\d{1,2}(?:er|\\.|º)?(?:\\s(?:de|d['’])?)?\\s?${MONTH_WORD}(?:\\sde)?\\s\\d{4}|${MONTH_WORD}\\s\\d{1,2},\\s\\d{4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[./]\\d{1,2}[./]\\d{4})(?:,?\\s(?:à|at|um|a las|alle|às|om|o)\\s\\d{1,2}[:h.]\\d{2}(?!\\d))?`,
  'u',
);

/** The longest a classic post could be; beyond it the beginning belongs to the article. */
const MAX_POST = 290;

/**
 * Takes apart a paragraph that holds embedded posts. A post becomes “words” — Author, date; its link and handle go.
 * Where a post is not announced by a colon or does not fit into a post's length, only its last sentence is taken for
 * it: better a post too short than words put into someone's mouth.
 */
export function separatePosts(paragraph: string): PostPart[] {
  if (!paragraph.includes('(@')) return [{ text: withoutPostLinks(paragraph), isPost: false }];
  const parts: PostPart[] = [];
  let from = 0;
  for (const match of paragraph.matchAll(AUTHOR)) {
    if (match.index < from) continue;
    const before = paragraph.slice(from, match.index);
    const linked = new RegExp(POST_LINKS.source, 'u').test(before);
    const dashed = /^[—–―-]/u.test(match[0]);
    const authorEnd = match.index + match[0].length;
    const date = POST_DATE.exec(paragraph.slice(authorEnd, authorEnd + 60));
    // "Jean Dupont (@jdupont), député, …" in running text is no embed.
    if (!(linked || (dashed && date !== null))) continue;
    const words = beginningOf(withoutPostLinks(before));
    if (words.post === '') continue;
    if (words.lead !== '') parts.push({ text: words.lead, isPost: false });
    const author = match[1]!.trim();
    parts.push({
      text: `${quoted(words.post)} — ${author}${date === null ? '' : `, ${date[1]!.trim()}`}`,
      isPost: true,
    });
    from = authorEnd + (date === null ? 0 : date[0].length);
  }
  const rest = withoutPostLinks(paragraph.slice(from)).replace(/^[.,\s]{1,5}(?=\S)/u, from === 0 ? '$&' : '');
  if (/[\p{L}\p{N}]/u.test(rest)) parts.push({ text: rest.trim(), isPost: false });
  return parts;
}

function withoutPostLinks(text: string): string {
  // Each of the links holds it, and hardly a paragraph does.
  const unlinked = text.includes('.co') ? text.replace(POST_LINKS, ' ') : text;
  return (/ [ .,]/.test(unlinked) ? unlinked.replace(/ {2,}/gu, ' ').replace(/ (?=[.,])/gu, '') : unlinked).trim();
}

/** Splits what stands before the author into the article's lead-in and the post. */
function beginningOf(before: string): { lead: string; post: string } {
  const text = before.trim();
  const colon = [...text.matchAll(/:\s+(?=["«“„#@\p{Lu}\p{So}])/gu)].find(
    (match) => text.length - match.index <= MAX_POST,
  );
  if (colon !== undefined) {
    const at = colon.index + 1;
    return { lead: text.slice(0, at).trim(), post: text.slice(at).trim() };
  }
  // Quoted words right before the author are the post, and what stands before them is the article's.
  const quotation = enclosedSpans(text).findLast(
    (span) => span.end === text.length && /["«“„]/u.test(text[span.start]!),
  );
  if (quotation !== undefined && quotation.start > 0 && /[.!?…]\s*$/u.test(text.slice(0, quotation.start))) {
    return { lead: text.slice(0, quotation.start).trim(), post: text.slice(quotation.start) };
  }
  if (text.length <= MAX_POST) return { lead: '', post: text };
  const tail = text.slice(-MAX_POST);
  const stop = [...tail.matchAll(/[.!?…]["»”]?\s+(?=["«“„#@\p{Lu}])/gu)].at(-1);
  if (stop === undefined) return { lead: '', post: text };
  const at = text.length - tail.length + stop.index + stop[0].length;
  return { lead: text.slice(0, at).trim(), post: text.slice(at).trim() };
}

function quoted(words: string): string {
  return /^["«“„].*["»”]$/su.test(words) ? words : `“${words}”`;
}
