/** Characters with a meaning in Apertium's stream format. */
const RESERVED = /[\\[\]{}^$/@<>]/g;

/**
 * Characters that carry no text: controls (NUL delimits requests), soft hyphens and zero-width marks, which only keep
 * the engine from finding a word in its dictionaries.
 */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g;
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF\uE05E\uE07E]/g;

/**
 * Characters that the programs lose or stumble over, with what stands in for them: characters of the private use area,
 * which no text has a reason to hold. A tilde asks for a contraction after generation and disappears; an escaped
 * circumflex makes lrx-proc 0.4.2 (Debian 12) overlook the end of the request, so that no answer comes.
 */
const STAND_INS: readonly (readonly [character: string, standIn: string])[] = [
  ['~', '\uE07E'],
  ['^', '\uE05E'],
];

/** Ends every request: an empty blank and a line end make the stages answer without waiting for more words. */
const REQUEST_END = '[][\n]';

/**
 * One piece of text in Apertium's stream format. Its result holds no NUL and no line end of its own: a line end inside
 * a sentence is a space, since to the engine a line end would be the end of the sentence.
 */
export function toStream(text: string): string {
  const plain = text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(INVISIBLE, '')
    .replaceAll(CONTROL, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  let stream = plain;
  for (const [character, standIn] of STAND_INS) stream = stream.replaceAll(character, standIn);
  return stream.replaceAll(RESERVED, '\\$&') + REQUEST_END;
}

/**
 * The text of an answer in Apertium's stream format: blanks opened, escapes resolved. What stands in unescaped angle
 * brackets is no text but a tag of a word that the generator did not know (`<prn>`), and goes.
 */
export function fromStream(stream: string): string {
  let text = stream.replaceAll(
    /\\(.)|\[((?:\\.|[^\]\\])*)\]|<[\w:+-]*>/gsu,
    (_match, escaped?: string, blank?: string) => escaped ?? blank?.replaceAll(/\\(.)/gsu, '$1') ?? '',
  );
  for (const [character, standIn] of STAND_INS) text = text.replaceAll(standIn, character);
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * Cuts a text that is too long for one request, at white space where there is some, after sentence ends by preference.
 * Joined again with nothing between them, the pieces are the text.
 * @param limit UTF-16 code units, at least 2
 */
export function cutLong(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const head = rest.slice(0, limit);
    const sentence = Math.max(head.lastIndexOf('. '), head.lastIndexOf('; '), head.lastIndexOf(': '));
    let at = sentence + 2 > limit / 2 && sentence >= 0 ? sentence + 2 : afterLastSpace(head);
    if (at === 0) at = limit;
    // Never between the halves of a surrogate pair.
    if (at > 1 && /[\uD800-\uDBFF]/.test(rest[at - 1]!) && /[\uDC00-\uDFFF]/.test(rest[at] ?? '')) at -= 1;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  pieces.push(rest);
  return pieces;
}

function afterLastSpace(text: string): number {
  let at = text.length;
  while (at > 0 && !/\s/.test(text[at - 1]!)) at -= 1;
  return at;
}
