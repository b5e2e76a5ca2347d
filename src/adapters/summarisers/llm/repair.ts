import type { Article, DraftClaim, Finding, SummariseRequest } from '../../../core/index.ts';
import type { FencedLine } from '../../../text/prompt-fence.ts';
import { fenceLines } from '../../../text/prompt-fence.ts';
import type { Prompt } from '../../../text/prompt.ts';
import { renderPrompt } from '../../../text/prompt.ts';
import type { Asking } from '../../http/chat/ask.ts';
import { tokensOfLines } from './parts.ts';

interface RepairInput {
  readonly repair: NonNullable<SummariseRequest['repair']>;
  readonly request: SummariseRequest;
  readonly lines: readonly FencedLine[];
  /** `repair-summary` */
  readonly prompt: Prompt;
  readonly tokensOf: (text: string) => number;
  /** The most tokens of article that the conversation may hold. */
  readonly budget: number;
  /** The conversation as it began, over these lines. */
  readonly opening: (lines: readonly FencedLine[]) => Asking;
}

/**
 * The conversation that asks for a corrected draft: the article, the draft as the model's own reply, and each finding
 * with the segments that it is to be measured by. It begins with the bytes of the first request, so that a service's
 * prompt cache has them; where the article is too long for that, with the segments that matter.
 */
export function repairConversation(input: RepairInput): Asking {
  const { repair, request, prompt } = input;
  const opening = input.opening(linesThatFit(input));
  const draft = {
    headline: numbered(repair.draft.headline),
    claims: repair.draft.claims.map(numbered),
  };
  const { user } = renderPrompt(prompt, {
    maxWords: String(request.maxWords),
    findings: fenceLines('findings', describe(repair.draft.headline, repair.draft.claims, repair.findings, request)),
  });
  return {
    ...opening,
    messages: [...opening.messages, { role: 'assistant', text: JSON.stringify(draft) }, { role: 'user', text: user }],
  };
}

function numbered({ text, evidence }: DraftClaim): { text: string; segments: number[] } {
  return { text, segments: evidence.map(({ segment }) => segment + 1) };
}

/** All lines, or, where these are too many, those of the evidence and the findings first and their neighbours next. */
function linesThatFit({ lines, repair, request, tokensOf, budget }: RepairInput): readonly FencedLine[] {
  if (tokensOfLines(lines, tokensOf) <= budget) return lines;
  const named = new Set<number>();
  for (const claim of [repair.draft.headline, ...repair.draft.claims]) {
    for (const { segment } of claim.evidence) named.add(segment + 1);
  }
  for (const { source } of repair.findings) {
    const index = source === null ? -1 : segmentAt(request.article, source.start);
    if (index >= 0) named.add(index + 1);
  }
  if (named.size === 0) named.add(1);
  const distance = (line: FencedLine): number =>
    Math.min(...Array.from(named, (number) => Math.abs(number - line.number)));
  const kept = new Set<FencedLine>();
  let left = budget;
  for (const line of lines.toSorted((a, b) => distance(a) - distance(b))) {
    const cost = tokensOfLines([line], tokensOf);
    if (cost > left) break;
    left -= cost;
    kept.add(line);
  }
  return lines.filter((line) => kept.has(line));
}

/** Each claim with findings, what was found, and the text of the segments that carry it. */
function describe(
  headline: DraftClaim,
  claims: readonly DraftClaim[],
  findings: readonly Finding[],
  request: SummariseRequest,
): string[] {
  const described: string[] = [];
  for (const claimIndex of [null, ...claims.keys()]) {
    const about = findings.filter((finding) => finding.claim === claimIndex);
    if (about.length === 0) continue;
    const claim = claimIndex === null ? headline : claims[claimIndex]!;
    described.push(`${claimIndex === null ? 'Headline' : `Claim ${claimIndex + 1}`}: ${claim.text}`);
    const measures = new Set(claim.evidence.map(({ segment }) => segment));
    for (const { message, target, source } of about) {
      described.push(`Finding: ${message}${target === null ? '' : ` (at "${target.text}")`}`);
      const index = source === null ? -1 : segmentAt(request.article, source.start);
      if (index >= 0) measures.add(index);
    }
    for (const index of [...measures].toSorted((a, b) => a - b)) {
      const text = request.segments[index] ?? '';
      described.push(`Measured by [${index + 1}]: ${text}`);
      // Where a translation was read, it may be what is wrong.
      const original = originalOf(request.article, index);
      if (original !== text) described.push(`Original of [${index + 1}]: ${original}`);
    }
  }
  return described;
}

function originalOf({ text, segments }: Article, index: number): string {
  const segment = segments[index];
  return segment === undefined ? '' : text.slice(segment.start, segment.end);
}

function segmentAt({ segments }: Article, offset: number): number {
  return segments.findIndex(({ start, end }) => offset >= start && offset < end);
}
