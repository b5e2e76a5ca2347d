import type { Brief, Evidence, Fact, Finding } from '../core/index.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { factNote } from './words.ts';

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly wrap: (inside: readonly Markup[]) => Markup;
}

/** Text with some of its places wrapped. A place within another is nested; one that crosses another is left out. */
function wrapped(text: string, start: number, end: number, marks: readonly Mark[]): Markup[] {
  const inside = marks
    .filter((mark) => mark.start >= start && mark.end <= end && mark.start < mark.end)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const build = (from: number, to: number, next: number): [Markup[], number] => {
    const parts: Markup[] = [];
    let at = from;
    let index = next;
    while (index < inside.length) {
      const mark = inside[index]!;
      if (mark.start >= to) break;
      if (mark.start < at || mark.end > to) {
        index += 1;
        continue;
      }
      if (mark.start > at) parts.push(markup`${text.slice(at, mark.start)}`);
      const [nested, following] = build(mark.start, mark.end, index + 1);
      parts.push(mark.wrap(nested));
      at = mark.end;
      index = following;
    }
    if (at < to) parts.push(markup`${text.slice(at, to)}`);
    return [parts, index];
  };
  return build(start, end, 0)[0];
}

const CLASSES: Readonly<Record<Fact['verdict'], string>> = {
  traced: '',
  converted: 'v',
  contradicted: 'x',
  'not-found': 'n',
};

/** Figures stand out; names, which are many, are underlined. The number pairs the two sides. */
function factMark(fact: Fact, number: number, note: string | null): Mark['wrap'] {
  const kind = fact.kind === 'name' ? 'name' : fact.kind === 'quotation' ? 'said' : 'fig';
  const classes = `${kind} ${CLASSES[fact.verdict]}`.trimEnd();
  return (inside) =>
    note === null
      ? markup`<mark class="${classes}" data-f="${number}">${inside}</mark>`
      : markup`<mark class="${classes}" data-f="${number}">${inside}<span class="vh"> (${note})</span></mark>`;
}

/**
 * The text of a claim or headline with what was checked in it marked, and what was flagged.
 * @param claim index, or null for the headline
 */
export function claimText(brief: Brief, claim: number | null): Markup {
  const text = claim === null ? brief.headline.text : (brief.claims[claim]?.text ?? '');
  const marks: Mark[] = [];
  for (const [number, fact] of brief.facts.entries()) {
    if (fact.claim !== claim || text.slice(fact.start, fact.end) !== fact.text) continue;
    marks.push({ start: fact.start, end: fact.end, wrap: factMark(fact, number, factNote(fact)) });
  }
  for (const { claim: about, target, severity } of brief.findings) {
    if (about !== claim || target === null || severity === 'info') continue;
    if (text.slice(target.start, target.end) !== target.text) continue;
    if (marks.some(({ start, end }) => start === target.start && end === target.end)) continue;
    const wrap: Mark['wrap'] = (inside) =>
      markup`<mark class="flag">${inside}<span class="vh"> (flagged)</span></mark>`;
    marks.push({ start: target.start, end: target.end, wrap });
  }
  return markup`${wrapped(text, 0, text.length, marks)}`;
}

/** A sentence of the original that carries a claim, or that holds a fact of it. */
export interface SourceSentence {
  /** Index of the segment. */
  readonly segment: number;
  readonly text: Markup;
  /** False where the claim does not cite it: only a name or figure was found here. */
  readonly cited: boolean;
}

/** Sentences shown beside a claim besides those that it cites. */
const MOST_FURTHER = 2;

/** The sentences of the original behind a claim, in the order of the text, with the claim's facts marked in them. */
export function sourceSentences(brief: Brief, claim: number | null): SourceSentence[] {
  const made = claim === null ? brief.headline : brief.claims[claim];
  if (made === undefined) return [];
  const { segments } = brief.article;
  const cited = new Set(
    made.evidence.map(({ segment }) => segment).filter((segment) => segments[segment] !== undefined),
  );
  const marks: Mark[] = [];
  const further = new Set<number>();
  for (const [number, fact] of brief.facts.entries()) {
    if (fact.claim !== claim || fact.source === null) continue;
    const place = placeInOriginal(brief, fact, cited);
    if (place === null) continue;
    if (!cited.has(place.segment)) further.add(place.segment);
    marks.push({ start: place.start, end: place.end, wrap: factMark(fact, number, null) });
  }
  for (const finding of brief.findings) {
    if (finding.claim !== claim || finding.severity === 'info') continue;
    const mark = flagInOriginal(brief, finding, cited);
    if (mark !== null && !marks.some(({ start, end }) => start === mark.start && end === mark.end)) marks.push(mark);
  }
  const shown = [...cited, ...[...further].sort((a, b) => a - b).slice(0, MOST_FURTHER)].sort((a, b) => a - b);
  return shown.map((segment) => {
    const { start, end } = segments[segment]!;
    return { segment, text: markup`${wrapped(brief.article.text, start, end, marks)}`, cited: cited.has(segment) };
  });
}

function flagInOriginal(brief: Brief, finding: Finding, cited: ReadonlySet<number>): Mark | null {
  const { source } = finding;
  if (source === null || brief.article.text.slice(source.start, source.end) !== source.text) return null;
  const segment = segmentAt(brief.article.segments, source.start);
  if (segment === null || !cited.has(segment)) return null;
  return { start: source.start, end: source.end, wrap: (inside) => markup`<mark class="flag">${inside}</mark>` };
}

/**
 * Where a reader looks for a fact: in the sentences that the claim cites when the same words stand there (a name is
 * traced to its first mention, which is often another sentence), else where it was traced to.
 */
function placeInOriginal(brief: Brief, fact: Fact, cited: ReadonlySet<number>): Evidence | null {
  const source = fact.source!;
  const { text, segments } = brief.article;
  if (source.text === '' || text.slice(source.start, source.end) !== source.text) return null;
  const traced = segmentAt(segments, source.start);
  if (traced === null) return null;
  if (!cited.has(traced)) {
    for (const segment of cited) {
      const { start, end } = segments[segment]!;
      const at = text.slice(start, end).indexOf(source.text);
      if (at >= 0) return { segment, start: start + at, end: start + at + source.text.length };
    }
  }
  return { segment: traced, start: source.start, end: source.end };
}

/** The segment that holds an offset, by bisection; null for one between segments. */
function segmentAt(segments: Brief['article']['segments'], offset: number): number | null {
  let [low, high] = [0, segments.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { start, end } = segments[middle]!;
    if (offset < start) high = middle - 1;
    else if (offset >= end) low = middle + 1;
    else return middle;
  }
  return null;
}

/** The segments that headline and claims cite, each with the claims that do (null for the headline), by segment. */
export function citations(brief: Brief): Map<number, (number | null)[]> {
  const found = new Map<number, (number | null)[]>();
  const add = (evidence: readonly Evidence[], claim: number | null): void => {
    for (const { segment } of evidence) {
      if (brief.article.segments[segment] === undefined) continue;
      const claims = found.get(segment) ?? [];
      if (!claims.includes(claim)) claims.push(claim);
      found.set(segment, claims);
    }
  };
  add(brief.headline.evidence, null);
  for (const [index, claim] of brief.claims.entries()) add(claim.evidence, index);
  return new Map([...found].sort(([a], [b]) => a - b));
}
