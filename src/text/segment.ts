import type { LanguageTag } from '../core/language.ts';
import { enclosedSpans } from './quotations.ts';
import { abbreviationKind, isSentenceStarter, writesOrdinalsWithStop } from './segment-words.ts';

/** A sentence: UTF-16 offsets, half-open, without surrounding white space. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * `Intl.Segmenter` takes time quadratic in the length of its input (113 s for 1 MB of short sentences on Node 20), so
 * it is given pieces of about this many characters.
 */
const PIECE_LENGTH = 3_000;
/** A quotation of several sentences stays whole up to this many characters, some 50 words. */
const WHOLE_QUOTATION = 300;
/** How far the rules look to either side of a boundary. */
const CONTEXT = 80;

/**
 * Splits one paragraph into sentences. Everything but white space belongs to exactly one sentence.
 *
 * `Intl.Segmenter` proposes, the rules here dispose: it breaks after abbreviations, initials and German ordinals and
 * inside 「…」, and does not break after "…" or where sentences run into each other. Linear in the length of the text.
 */
export function splitSentences(text: string, language: LanguageTag): SentenceSpan[] {
  const keptWhole = wholeSpans(text);
  const sentences: SentenceSpan[] = [];
  let start = 0;
  let span = 0;
  for (const boundary of boundaries(text, language)) {
    while (span < keptWhole.length && keptWhole[span]!.end <= boundary) span += 1;
    const inside = span < keptWhole.length && keptWhole[span]!.start < boundary;
    if (inside || !endsSentence(text, start, boundary, language)) continue;
    pushTrimmed(sentences, text, start, boundary);
    start = boundary;
  }
  pushTrimmed(sentences, text, start, text.length);
  return sentences;
}

function pushTrimmed(sentences: SentenceSpan[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(text[start]!)) start += 1;
  while (end > start && /\s/u.test(text[end - 1]!)) end -= 1;
  if (start < end) sentences.push({ start, end });
}

/** Short quotations and brackets, as disjoint spans in order: no boundary inside them counts. */
function wholeSpans(text: string): SentenceSpan[] {
  const short = enclosedSpans(text)
    .filter((span) => span.end - span.start <= WHOLE_QUOTATION)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: SentenceSpan[] = [];
  for (const span of short) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end };
  }
  return merged;
}

/** Making one takes as long as segmenting a page. Tags come from articles: no more than a few are kept. */
const segmenters = new Map<LanguageTag, Intl.Segmenter>();
const MOST_SEGMENTERS = 100;

function segmenterFor(language: LanguageTag): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    if (segmenters.size >= MOST_SEGMENTERS) segmenters.clear();
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** Every place where a sentence could end, ascending. */
function boundaries(text: string, language: LanguageTag): number[] {
  const found = new Set<number>();
  const segmenter = segmenterFor(language === 'und' ? 'en' : language);
  for (let from = 0; from < text.length;) {
    const to = pieceEnd(text, from);
    const sentences = segmenter.segment(text.slice(from, to));
    // Asked for one by one: walking over them makes ICU copy its iterator once more for each paragraph.
    for (let at = from; at < to; at += sentences.containing(at - from)!.segment.length) if (at > from) found.add(at);
    // The end of a piece counts only where punctuation says so; the rules below decide.
    if (to < text.length && /[.!?。！？…]["»”’)\]\s]*$/u.test(text.slice(Math.max(from, to - 10), to))) found.add(to);
    from = to;
  }
  for (const index of missedBoundaries(text, language)) found.add(index);
  return [...found].toSorted((a, b) => a - b);
}

function pieceEnd(text: string, from: number): number {
  const limit = from + PIECE_LENGTH;
  if (limit >= text.length) return text.length;
  const piece = text.slice(from, limit);
  const ends = [...piece.matchAll(/[.!?。！？…]["»”’)\]]{0,3}\s+(?=["«“„(\p{Lu}])|[。！？]/gu)];
  const last = ends.at(-1);
  if (last !== undefined && last.index > 0) return from + last.index + last[0].length;
  const space = Math.max(piece.lastIndexOf(' '), piece.lastIndexOf('\n'));
  if (space > 0) return from + space + 1;
  // Never cut a surrogate pair.
  return /[\ud800-\udbff]/u.test(piece.slice(-1)) ? limit - 1 : limit;
}

const MISSED = [
  /…["»”)\]]?\s+(?=["«“„(]?\s?\p{Lu})/gu,
  // A sentence that begins with a figure; the long word keeps abbreviations out. (It is looked at only behind a stop.)
  /[.!?](?<=\p{Ll}{4}.)\s+(?=\d)/gu,
  // Spaced guillemets: "… pas. » Puis …".
  /[.!?…]\s["»”)\]]\s+(?=["«“„(]?\s?\p{Lu})/gu,
  // A brand that begins small: "… won. iPhone sales …".
  /[.!?]["»”)\]]?\s+(?=\p{Ll}\p{Lu}\p{Ll})/gu,
  // The source after a quotation: « … » (AFP) Le groupe …
  /[.!?…]\s?["»”]\s\([^().]{1,60}\)\s+(?=["«“„]?\s?\p{Lu})/gu,
];

/** Ends that Intl.Segmenter does not see: after an ellipsis, and where the space between sentences is missing. */
function missedBoundaries(text: string, language: LanguageTag): number[] {
  const found = runTogether(text, language);
  for (const pattern of MISSED) {
    // Without `matchAll`, which makes a copy of the expression for each of many short texts.
    pattern.lastIndex = 0;
    while (pattern.test(text)) found.push(pattern.lastIndex);
  }
  return found;
}

/** Last parts of domain names, which also come capitalised ("Booking.Com"), and of products ("Node.Js"). */
const AFTER_DOT = new Set(
  'com org net info eu fr de es it pt nl be ch at uk us ca cat io ai co tv me js net gov edu biz app dev news'.split(
    ' ',
  ),
);

/** A stop with what could begin a sentence right behind it, which few texts have. */
const STOP_AND_MORE = /[.!?…]["»”)]?(?:«\s?|["“„])?[^\s\d.,:;!?…"»”)«“„a-z]/;

/**
 * Where one sentence runs into the next without a space ("Allemagne.Le groupe"): the offsets at which a space is
 * missing. Domain names, initials, acronyms and abbreviations are no such places.
 */
export function runTogether(text: string, language: LanguageTag): number[] {
  const found: number[] = [];
  if (!STOP_AND_MORE.test(text)) return found;
  const joint = /([.!?…])(["»”)]?)(?=(?:«\s?|["“„])?(\p{Lu}\p{Ll}*)(.?))/gu;
  let [counted, straight] = [0, 0];
  for (const match of text.matchAll(joint)) {
    const [, stop, mark, word, next] = match;
    // A straight quotation mark after an even number of others opens, so it belongs to what follows.
    for (; counted <= match.index; counted += 1) if (text[counted] === '"') straight += 1;
    const opens = mark === '"' && straight % 2 === 0;
    const closer = opens ? '' : mark;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const token = /[^\s"«“„(]*$/u.exec(before)![0];
    const at = match.index + match[0].length - (opens ? 1 : 0);
    if (/[@/_#]|^www\b/iu.test(token) || token.includes('.')) continue;
    const opened = /["“„«]/u.test(text[at] ?? '');
    // The word that follows has a small letter after its capital, or is a capital alone: never an acronym.
    if (word!.length === 1 && !/[\s'’]/u.test(next!)) continue;
    if (stop === '.' && closer === '' && !opened) {
      if (!/(?:\p{Ll}{2}|\d{3}|[%€$)\]»”"])$/u.test(token)) continue;
      if (AFTER_DOT.has(word!.toLowerCase())) continue;
      if (abbreviationKind(token.replace(/^\p{L}['’]/u, ''), language) !== null) continue;
      if (/[./@]/u.test(next!)) continue;
    } else if (!/(?:\p{L}|\d|[%€$)\]»”"])$/u.test(token)) continue;
    found.push(at);
  }
  return found;
}

/** Whether the sentence that began at `start` really ends at `boundary`. */
function endsSentence(text: string, start: number, boundary: number, language: LanguageTag): boolean {
  const left = text.slice(Math.max(start, boundary - CONTEXT), boundary).trimEnd();
  const right = text.slice(boundary, boundary + CONTEXT).trimStart();
  if (left === '' || right === '') return false;
  if (!/[\p{L}\p{N}]/u.test(left)) return false;
  if (!/[\p{L}\p{N}]/u.test(right) && boundary + CONTEXT >= text.length) return false;
  if (continues(left, right, language)) return false;
  if (!left.endsWith('.')) return true;
  return !stopBelongsToWord(text, start, left, right, language);
}

/** Whether what follows cannot begin a sentence. */
function continues(left: string, right: string, language: LanguageTag): boolean {
  // A plain capital can begin one whatever stands before it: all that follows asks for something else.
  if (/^[A-Z]/.test(right)) return false;
  // "iPhone" and "’s Avonds" do begin sentences; "a-t-il dit" does not.
  if (/^\p{Ll}(?!\p{Lu})/u.test(right)) return true;
  if (/^[,;:)\]%”’›」』）]/u.test(right)) return true;
  if (/^»(?!\p{L})/u.test(right)) return true;
  if (/^[-–—]\s?\p{Ll}/u.test(right)) return true;
  if (/[」』]$/u.test(left) && /^\p{Script=Hiragana}/u.test(right)) return true;
  // The source after a quotation: « … » (AFP).
  if (/["»”]$/u.test(left) && /^\([^().]{1,60}\)[.,]?(?:\s|$)/u.test(right)) return true;
  // A dateline: "MADRID, 3 Mar. (EUROPA PRESS) - …".
  if (left.length <= 40 && /^\([\p{L}\d /.-]{2,30}\)\s?[-–—]/u.test(right)) return true;
  // « Non ! » Jean Dupont ne veut pas … is a new sentence; an ellipsis before a small letter is not an end.
  return /(?:…|\.\.\.)["»”)]?$/u.test(left) && /^["«“„(]\s?\p{Ll}/u.test(right) && !writesOrdinalsWithStop(language);
}

const SCALE_WORD = /^(?:mio|mia|mrd|mld|mln|bio|bln|tsd|mill|тыс|млн|млрд|трлн|тис|tis)$/iu;

/** Whether the final stop of `left` marks an abbreviation, an initial or an ordinal rather than the end. */
function stopBelongsToWord(text: string, start: number, left: string, right: string, language: LanguageTag): boolean {
  if (left.endsWith('..')) return false;
  let tokenAt = left.length - 1;
  while (tokenAt > 0 && !/[\s"«“„(‚‘[]/.test(left[tokenAt - 1]!)) tokenAt -= 1;
  const bare = left.slice(tokenAt, -1).replace(/^\p{L}{1,2}['’]/u, '');
  const nextWord = /^["«“„(]?\s?([\p{L}\p{M}\p{N}]+)/u.exec(right)?.[1] ?? '';
  const starter = isSentenceStarter(nextWord, language);
  if (bare === '') return false;
  if (/^\d{1,3}$/u.test(bare)) {
    // "3. Le groupe …" numbers a paragraph; "16. Februar" is an ordinal; "en 12. Le" is an end.
    if (left.length === bare.length + 1 && text.slice(start).trimStart().startsWith(left)) return true;
    return writesOrdinalsWithStop(language) && bare.length <= 2 && !starter;
  }
  if (/^[IVX]{1,5}$/u.test(bare) && bare.length > 1) return writesOrdinalsWithStop(language) && !starter;
  // "5,2 Mio. Euro": a figure torn from its unit is a wrong figure.
  if (SCALE_WORD.test(bare)) return !starter;
  switch (abbreviationKind(bare, language)) {
    case 'never-last':
      return true;
    case 'before-number':
      if (/^(?:\d|§|[IVX]{1,5}(?![\p{L}’']))/u.test(right)) return true;
      break;
    case 'sometimes-last':
      // "Apple Inc. Chairman", but "… et des noix, etc. Paris …".
      return /^\p{Lu}/u.test(bare) ? !starter && /^[\p{L}\d]/u.test(right) : /^[\p{Ll}\d]/u.test(right);
    case null:
      break;
  }
  // Initials and acronyms: "J. Smith", "George W. Bush", "J.-C. Trichet", "U.S. Congress".
  if (/^(?:\p{Lu}\p{M}*|\p{Lu}\p{Ll}?)(?:\.-?\p{Lu}\p{Ll}?)*$/u.test(bare) && /^(?:\p{Lu}\.?-?){1,6}$/u.test(bare)) {
    return !starter;
  }
  // "z. B.", "d. h.": single small letters are parts of an abbreviation where stops are written so.
  return /^\p{Ll}$/u.test(bare) && writesOrdinalsWithStop(language);
}
