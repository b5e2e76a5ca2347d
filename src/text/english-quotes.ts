import { baseLanguage, type LanguageTag } from '../core/index.ts';

const MARKS = /[«»„“”‟"‹›]/g;

/** Languages that set guillemets pointing inwards: »so« . */
const INWARD_GUILLEMETS: ReadonlySet<string> = new Set(['de', 'da', 'hr', 'sl', 'cs', 'sk', 'hu']);

/** How deep quotations nest before the marks alternate no further; deeper is a sign of unbalanced marks. */
const DEEPEST = 3;

/**
 * Sets double quotation marks in the English way: “…”, nested ‘…’. Takes whatever came through a translation: guillemets
 * with or without spaces, „German“ and straight marks. A quotation may begin or end outside the text.
 *
 * Single marks are left alone: they may be apostrophes.
 * @param language the language that the marks come from
 */
export function quotesInEnglish(text: string, language: LanguageTag): string {
  // English already.
  if (!/[«»„‟"‹›]/.test(text)) return text;
  const inward = INWARD_GUILLEMETS.has(baseLanguage(language));
  let depth = 0;
  let out = '';
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    const mark = match[0];
    const between = text.slice(at, match.index);
    at = match.index + 1;
    const opens = isOpening(text, match.index, mark, inward, depth);
    if (opens) {
      depth = Math.min(depth + 1, DEEPEST);
      out += between + (depth % 2 === 1 ? '“' : '‘');
      at = skipSpaces(text, at);
    } else {
      out += between.trimEnd() + (depth % 2 === 1 || depth === 0 ? '”' : '’');
      depth = Math.max(depth - 1, 0);
    }
  }
  return out + text.slice(at);
}

function isOpening(text: string, at: number, mark: string, inward: boolean, depth: number): boolean {
  if (mark === '„') return true;
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  const spaceBefore = /[\s([{—–\-'’“‘«]/u.test(before);
  const spaceAfter = /[\s)\]}.,;:!?…”’»]/u.test(after);
  // A mark that touches a word on one side only says itself what it is.
  if (spaceBefore && !spaceAfter) return true;
  if (!spaceBefore && spaceAfter) return false;
  if (mark === '«' || mark === '‹') return !inward;
  if (mark === '»' || mark === '›') return inward;
  if (mark === '”') return false;
  return depth === 0;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at]!)) at += 1;
  return at;
}
