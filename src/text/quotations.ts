/** A quotation or a bracketed passage with its marks: UTF-16, half-open. */
export interface EnclosedSpan {
  readonly start: number;
  readonly end: number;
}

/** Marks that may close each other: writers mix “ with " and ”, but never with ». */
type Family = 'double' | 'guillemet' | 'angle' | 'corner' | 'white-corner' | 'round' | 'square';

const OPEN: Readonly<Record<string, Family>> = {
  '“': 'double',
  '„': 'double',
  '‟': 'double',
  '«': 'guillemet',
  '‹': 'angle',
  '「': 'corner',
  '『': 'white-corner',
  '(': 'round',
  '（': 'round',
  '[': 'square',
};
const CLOSE: Readonly<Record<string, Family>> = {
  '”': 'double',
  '»': 'guillemet',
  '›': 'angle',
  '」': 'corner',
  '』': 'white-corner',
  ')': 'round',
  '）': 'round',
  ']': 'square',
};

/** Openers that nothing closes pile up on hostile input; beyond this depth they are not quotations. */
const MAX_DEPTH = 16;

/**
 * Quotations and bracketed passages of a paragraph, nested ones included, those never closed left out.
 *
 * Marks are judged by what stands around them rather than by language: German writes »so« and French « ainsi », German
 * closes with the “ that English opens with, Swedish uses ” on both sides, and scraped text mixes all of them with ".
 */
export function enclosedSpans(text: string): EnclosedSpan[] {
  const spans: EnclosedSpan[] = [];
  const stack: { family: Family; start: number }[] = [];
  const marks = /["“”„‟«»‹›「」『』()（）[\]]/gu;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const at = match.index;
    const role = roleOf(match[0], text, at, stack);
    if (role.opens) {
      if (stack.length === MAX_DEPTH) stack.shift();
      stack.push({ family: role.family, start: at });
      continue;
    }
    const open = stack.findLastIndex((entry) => entry.family === role.family);
    if (open === -1) continue;
    spans.push({ start: stack[open]!.start, end: at + 1 });
    stack.length = open;
  }
  return spans;
}

function roleOf(
  mark: string,
  text: string,
  at: number,
  stack: readonly { family: Family }[],
): { family: Family; opens: boolean } {
  const family = mark === '"' ? 'double' : (OPEN[mark] ?? CLOSE[mark] ?? 'double');
  if (family === 'corner' || family === 'white-corner' || family === 'round' || family === 'square') {
    return { family, opens: OPEN[mark] !== undefined };
  }
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1] ?? ' ';
  const freeBefore = /[\s([{«“„"'’‘—–-]/u.test(before);
  const freeAfter = /[\s.,;:!?…)\]}»”"—–-]/u.test(after);
  // A mark that leans on a word on one side only says by that what it is.
  if (freeBefore && !freeAfter) return { family, opens: true };
  if (!freeBefore && freeAfter) return { family, opens: false };
  if (mark === '"' || mark === '”' || mark === '“') {
    const isOpen = stack.some((entry) => entry.family === family);
    return { family, opens: mark === '“' && !isOpen ? true : !isOpen };
  }
  return { family, opens: OPEN[mark] !== undefined };
}
