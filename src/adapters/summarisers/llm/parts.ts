import { splitLong } from '../../http/batches.ts';
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
  // Where characters are dearer than the average, a piece may still be too long.
  return splitLong(line.text, length).flatMap((text) => pieces({ ...line, text }, tokensOf, budget));
}
