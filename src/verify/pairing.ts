import type { Fact, Finding } from '../core/index.ts';
import type { Figure } from '../figures/index.ts';
import { englishFigures } from './english-facts.ts';
import { matchFigures } from './figures.ts';
import { figuresOf, spanOf } from './source.ts';
import type { Source, Statement } from './source.ts';

interface Anchor {
  readonly fact: Fact;
  /** Which clause of the statement it stands in, counted from 0. */
  readonly clause: number;
  /** Segment of the source that it was traced to. */
  readonly segment: number;
}

const CLAUSE = /[,;:.–—](?=\s)|\s(?:and then|then|while|whereas|but|and)\s/giu;

/**
 * Figures that are all in the evidence, but told of one another's matter: "nothing for five months, then 1% for three"
 * of "nothing for three months. 1% for five months". Where a clause holds figures of two segments, and another clause
 * has the figure that would make both clauses of one piece, the two were exchanged.
 * @param facts of this statement
 */
export function checkPairing(source: Source, statement: Statement, facts: readonly Fact[]): Finding[] {
  if (statement.segments.length < 2) return [];
  const boundaries = [...statement.text.matchAll(CLAUSE)].map((match) => match.index);
  if (boundaries.length === 0) return [];
  const anchors: Anchor[] = [];
  for (const fact of facts) {
    if (fact.source === null || fact.verdict !== 'traced' || fact.kind === 'quotation' || fact.kind === 'ordinal')
      continue;
    const at = fact.source.start;
    const segment = statement.segments.find(
      (index) => source.segments[index]!.start <= at && at < source.segments[index]!.end,
    );
    if (segment === undefined) continue;
    anchors.push({ fact, segment, clause: boundaries.filter((boundary) => boundary < fact.start).length });
  }
  const figures = englishFigures(statement.text);
  const beside = (anchor: Anchor): Anchor[] =>
    anchors.filter((other) => other !== anchor && other.clause === anchor.clause);
  for (const one of anchors) {
    if (one.fact.kind === 'name') continue;
    const company = beside(one);
    const home = company[0]?.segment;
    if (home === undefined || home === one.segment || company.some((other) => other.segment !== home)) continue;
    if (stands(source, figures, one, home)) continue;
    const other = anchors.find(
      (candidate) =>
        candidate.clause !== one.clause &&
        candidate.segment === home &&
        comparable(one.fact, candidate.fact) &&
        beside(candidate).every((companion) => companion.segment === one.segment) &&
        !stands(source, figures, candidate, one.segment),
    );
    if (other === undefined) continue;
    return [
      {
        check: 'figure',
        severity: 'error',
        message: `“${one.fact.text}” and “${other.fact.text}” are exchanged: the source says them of each other's matter.`,
        claim: statement.claim,
        target: spanOf(statement.text, one.fact.start, one.fact.end),
        source: other.fact.source,
      },
    ];
  }
  return [];
}

/** Whether the figure could as well be from another segment. */
function stands(source: Source, figures: readonly Figure[], anchor: Anchor, segment: number): boolean {
  const own = figures.filter((figure) => figure.start === anchor.fact.start);
  const there = figuresOf(source).segments[segment] ?? [];
  return matchFigures(own, there, [], { articleDate: figuresOf(source).articleDate }).some(
    (match) => match.outcome === 'traced' || match.outcome === 'converted',
  );
}

/** Two figures that could stand for each other: of one unit, or one of them without. */
function comparable(a: Fact, b: Fact): boolean {
  if (b.kind === 'name') return false;
  return a.unit === b.unit || ((a.unit === null || b.unit === null) && a.unit !== '%' && b.unit !== '%');
}
