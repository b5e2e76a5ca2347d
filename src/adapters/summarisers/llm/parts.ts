import type { FencedLine } from '../../../text/prompt-fence.ts';

/** Beside its text, a line costs its number and brackets. */
const TOKENS_PER_LINE = 8;

export function tokensOfLines(lines: readonly FencedLine[], tokensOf: (text: string) => number): number {
  return lines.reduce((sum, line) => sum + tokensOf(line.text) + TOKENS_PER_LINE, 0);
}

/**
 * Splits lines, in order, into as few parts as fit and these of about the same size. Nothing is left out: a line that
 * alone is too long becomes several with the same number.
 * @param budget the most tokens of a part
 */
export function splitIntoParts(
  lines: readonly FencedLine[],
  tokensOf: (text: string) => number,
  budget: number,
): FencedLine[][] {
  const total = tokensOfLines(lines, tokensOf);
  if (total <= budget) return [[...lines]];
  const target = total / Math.ceil(total / budget);
  const parts: FencedLine[][] = [];
  let part: FencedLine[] = [];
  let used = 0;
  for (const line of lines.flatMap((whole) => pieces(whole, tokensOf, budget))) {
    const cost = tokensOf(line.text) + TOKENS_PER_LINE;
    if (part.length > 0 && (used + cost > budget || used >= target)) {
      parts.push(part);
      part = [];
      used = 0;
    }
    part.push(line);
    used += cost;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

function pieces(line: FencedLine, tokensOf: (text: string) => number, budget: number): FencedLine[] {
  const tokens = tokensOf(line.text) + TOKENS_PER_LINE;
  if (tokens <= budget || line.text.length <= 2) return [line];
  // A tenth below what the average allows, for characters are not spread evenly.
  const length = Math.max(1, Math.floor((line.text.length * 0.9 * Math.max(1, budget - TOKENS_PER_LINE)) / tokens));
  const found: FencedLine[] = [];
  for (let start = 0; start < line.text.length;) {
    const end = start + length >= line.text.length ? line.text.length : breakBefore(line.text, start, start + length);
    // Where characters are dearer than the average, a piece may still be too long.
    found.push(...pieces({ ...line, text: line.text.slice(start, end) }, tokensOf, budget));
    start = end;
  }
  return found;
}

/** The last white space in the last fifth before `end`, else `end`, moved off the middle of a surrogate pair. */
function breakBefore(text: string, start: number, end: number): number {
  const earliest = start + Math.ceil((end - start) * 0.8);
  for (let at = end; at > earliest; at -= 1) if (/\s/.test(text[at - 1]!)) return at;
  const splitsPair = /[\uD800-\uDBFF]/.test(text[end - 1]!) && /[\uDC00-\uDFFF]/.test(text[end] ?? '');
  return splitsPair && end - 1 > start ? end - 1 : splitsPair ? end + 1 : end;
}
