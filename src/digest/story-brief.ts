import { readableDate } from '../adapters/writers/markdown.ts';
import type { Brief } from '../core/index.ts';
import type { Comparison, Story, StorySide } from './stories.ts';
import { count, languageOf, listing, outletOf } from './words.ts';

/** One statement of a source about a figure. */
export interface Statement {
  readonly side: StorySide;
  readonly brief: Brief;
}

/** What some sources say alike. */
export interface Position {
  /** As the first of them writes it: `€3.5 million`. */
  readonly written: string;
  /** The places of the figures in the first statement's text, in its order: several where several agree alike. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
  /** In the order of first report; near-copies of one another count once. */
  readonly statements: readonly Statement[];
  /** Independent sources among them. */
  readonly sources: number;
}

export interface Point {
  /** What it is about, in a word or two: `direct jobs`. */
  readonly about: string;
  /** One where all agree, else two or more, the one most stated first. */
  readonly positions: readonly Position[];
}

/** The brief of a story: who reported it, what they say alike, and where they contradict each other. */
export interface StoryBrief {
  /** `4 sources in 3 languages · first reported by Le Courrier, 12 March 2024`. */
  readonly lead: string;
  /** Briefs that stand for a source each, in the order of first report. */
  readonly reports: readonly Brief[];
  /** Near-copies by the id of the brief that they copy. */
  readonly copies: ReadonlyMap<string, readonly Brief[]>;
  readonly agreements: readonly Point[];
  readonly contradictions: readonly Point[];
}

export function storyBrief(story: Story): StoryBrief {
  const byId = new Map(story.briefs.map((brief) => [brief.id, brief]));
  const copies = new Map<string, Brief[]>();
  const reports: Brief[] = [];
  for (const brief of story.briefs) {
    const original = originalOf(story, brief.id);
    if (original === brief.id || !byId.has(original)) reports.push(brief);
    else copies.set(original, [...(copies.get(original) ?? []), brief]);
  }
  const point = (comparison: Comparison): Point => ({
    about: comparison.about,
    positions: positions(comparison, story, byId),
  });
  return {
    lead: lead(story, reports),
    reports,
    copies,
    agreements: merged(story.agreements.map(point)),
    contradictions: story.contradictions.map(point),
  };
}

/** Figures of one sentence that the same sources state are one point: it is not repeated for each of them. */
function merged(points: readonly Point[]): Point[] {
  const byStatement = new Map<string, Point>();
  for (const point of points) {
    const [position] = point.positions;
    const first = position?.statements[0];
    if (position === undefined || first === undefined) continue;
    const key = JSON.stringify([first.side.claim, ...position.statements.map(({ brief }) => brief.id)]);
    const known = byStatement.get(key)?.positions[0];
    const places = [...(known?.places ?? []), ...position.places]
      .toSorted((a, b) => a.start - b.start)
      .filter((place, index, all) => index === 0 || place.start >= all[index - 1]!.end);
    byStatement.set(key, { ...point, positions: [{ ...position, places }] });
  }
  return [...byStatement.values()];
}

/** A copy of a copy is one of the first. */
function originalOf(story: Story, id: string): string {
  const seen = new Set<string>();
  let original = id;
  for (let next = story.copies.get(original); next !== undefined && !seen.has(next); next = story.copies.get(next)) {
    seen.add(next);
    original = next;
  }
  return original;
}

function positions(comparison: Comparison, story: Story, byId: ReadonlyMap<string, Brief>): Position[] {
  const byValue = new Map<string, Statement[]>();
  for (const side of comparison.sides) {
    const brief = byId.get(side.briefId);
    if (brief === undefined) continue;
    const statements = byValue.get(side.value) ?? [];
    if (!statements.some((statement) => statement.brief.id === brief.id)) statements.push({ side, brief });
    byValue.set(side.value, statements);
  }
  return [...byValue.values()]
    .map((statements) => ({
      written: statements[0]!.side.written,
      places: [{ start: statements[0]!.side.start, end: statements[0]!.side.end }],
      statements,
      sources: new Set(statements.map(({ brief }) => originalOf(story, brief.id))).size,
    }))
    .toSorted((a, b) => b.sources - a.sources);
}

function lead(story: Story, reports: readonly Brief[]): string {
  const [first] = reports;
  const languages = [...new Set(story.briefs.map(({ article }) => languageOf(article)))];
  const where =
    languages.length === 1 ? `in ${languages[0]!}` : `in ${languages.length} languages (${listing(languages)})`;
  const date = first?.article.publishedAt ?? null;
  const report =
    first === undefined || date === null ? null : `first reported by ${outletOf(first.article)}, ${readableDate(date)}`;
  return [`${count(story.sources, 'source')} ${where}`, report].filter((part) => part !== null).join(' · ');
}

/** The sentences of the original that a statement rests on. */
export function originalSentences({ side, brief }: Statement): string[] {
  const segments = [...new Set(side.evidence.map(({ segment }) => segment))].sort((a, b) => a - b);
  return segments.flatMap((segment) => {
    const place = brief.article.segments[segment];
    return place === undefined ? [] : [brief.article.text.slice(place.start, place.end)];
  });
}
