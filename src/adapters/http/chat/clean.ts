import { asPlainLine } from '../../../text/prompt-fence.ts';

export interface CleanSentence {
  /** Empty where nothing is left. */
  readonly text: string;
  /** Numbers of segments that stood in the text, such as `[3]` at its end. */
  readonly citations: readonly number[];
  /** What was taken out, in words for the user; never the thing itself. */
  readonly removed: readonly string[];
}

/** Longer than any sentence of a brief; beyond it the text is no claim. It also bounds every pattern below. */
const LONGEST_SENTENCE = 2000;

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
};

// Every repetition below is bounded or ends where the next attempt begins, so that no text takes quadratic time.
const SCRIPT = /<(script|style|iframe|svg)\b[^]{0,2000}?<\/\1\s*>/gi;
const TAG = /<[a-z/!?][^<>]*>/gi;
const IMAGE = /!\[[^\][]{0,300}\](?:\([^()]{0,2000}\)|\[[^\][]{0,300}\])?/g;
const LINK = /\[([^\][]{0,300})\]\([^()]{0,2000}\)/g;
/** Addresses with a scheme, `www.…`, and a host with a path. A bare `Booking.com` is a name and stays. */
const ADDRESS =
  /(?:(?:https?|ftp|file):\/\/|\bmailto:|\bwww\.(?=\S))(?:[^\s"'”’)\]]*[^\s"'”’)\].,;:!?])?|\b(?:javascript|data|vbscript):[^\s"'”’]+|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,20}\/[^\s"'”’)\]]*/gi;
const EMPHASIS = /(\*\*|__|``|`|~~)/g;
const LEADING_MARK = /^(?:#{1,6}|>|[-*•–])\s+/;
const CHATTER =
  /^(?:(?:sure|certainly|of course|okay|ok|absolutely)[,!.:]\s+)?(?:here(?: is|'s|’s| are)\s+(?:the|a|an|your|my)\b[^:.]{0,80}[:.]\s*)/i;
const EAGER = /^(?:sure|certainly|of course|okay|absolutely)[,!]\s+/i;
const LABEL = /^(?:headline|claim|summary|title|brief)\s*\d{0,3}\s*[:–—]\s+/i;
const CITATION = /\s*(?:[[【]\s*(?:segments?\s+)?|\(\s*segments?\s+)(\d{1,6}(?:\s*[,;–-]\s*\d{1,6})*)\s*[\]】)]/gi;

/**
 * Turns what a model wrote into a plain sentence: no markup, no address, no control or invisible character, no label,
 * no talk about the task. The words themselves are never changed.
 * @param lineCount a bracketed number up to this is a citation
 */
export function cleanSentence(raw: string, lineCount: number): CleanSentence {
  const removed = new Set<string>();
  if (raw.length > LONGEST_SENTENCE) {
    return { text: '', citations: [], removed: ['a text far too long for a sentence'] };
  }
  const strip = (text: string, pattern: RegExp, what: string | null, by = ''): string => {
    const stripped = text.replace(pattern, by);
    if (stripped !== text && what !== null) removed.add(what);
    return stripped;
  };

  let text = raw.replaceAll(/&(?:amp|lt|gt|quot|#39|apos|nbsp);/g, (entity) => ENTITIES[entity]!);
  const plain = asPlainLine(text);
  if (plain.length < text.replaceAll(/\s+/g, ' ').trim().length) removed.add('an invisible character');
  text = plain;
  text = strip(text, SCRIPT, 'markup', ' ');
  text = strip(text, TAG, 'markup', '');
  text = strip(text, IMAGE, 'markup', ' ');
  text = strip(text, LINK, 'a link', '$1');
  text = strip(text, ADDRESS, 'an address', ' ');
  text = strip(text, EMPHASIS, 'markup', '');
  text = strip(text.trim(), LEADING_MARK, 'markup', '');
  text = strip(text, CHATTER, 'talk about the task', '');
  text = strip(text, EAGER, 'talk about the task', '');
  text = strip(text, LABEL, 'a label', '');

  const citations: number[] = [];
  text = text.replaceAll(CITATION, (whole, list: string) => {
    const numbers = Array.from(list.matchAll(/\d{1,6}/g), (match) => Number(match[0]));
    // A larger number in brackets is the writer's insertion, such as a year in a quotation.
    if (numbers.some((number) => number < 1 || number > lineCount)) return whole;
    citations.push(...numbers);
    return '';
  });

  text = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\( | (?=\))/g, (found) => found.trim())
    .replaceAll(/ ?\(\)/g, '')
    .replaceAll(/ (?=[.,;:!?](?:\s|$))/g, '')
    .trim();
  return { text: /[\p{L}\p{N}]/u.test(text) ? text : '', citations, removed: [...removed] };
}

/**
 * Turns a translation that a model wrote into plain text: no control or invisible character, and neither markup nor an
 * address that the source does not have. The words themselves are never changed.
 */
export function cleanRendering(raw: string, source: string): CleanSentence {
  const removed = new Set<string>();
  let text = asPlainLine(raw);
  // A tag of the source went out defused, see `asData`.
  if (source.includes('<') && !source.includes('‹')) text = text.replaceAll('‹', '<');
  if (!source.includes('<')) {
    const without = text.replace(SCRIPT, ' ').replace(TAG, '');
    if (without !== text) removed.add('markup');
    text = without;
  }
  if (!/\]\(|!\[/.test(source)) {
    const without = text.replace(IMAGE, ' ').replace(LINK, '$1');
    if (without !== text) removed.add('a link');
    text = without;
  }
  if (source.search(ADDRESS) < 0) {
    const without = text.replace(ADDRESS, ' ');
    if (without !== text) removed.add('an address');
    text = without;
  }
  return { text: text.replaceAll(/\s+/g, ' ').trim(), citations: [], removed: [...removed] };
}
