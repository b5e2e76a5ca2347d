import type { Fact, Finding } from '../core/index.ts';
import { checkFigures, sourceFigures } from './check-figures.ts';
import type { SourceFigures } from './check-figures.ts';
import { checkModality } from './modality.ts';
import { checkNames } from './names/check.ts';
import { checkQuotations } from './quotations.ts';
import { checkShape } from './shape.ts';
import type { Source, Statement } from './source.ts';

const figures = new WeakMap<Source, SourceFigures>();

/** The figures of a source, found when first asked for. */
export function figuresOf(source: Source): SourceFigures {
  let known = figures.get(source);
  if (known === undefined) {
    known = sourceFigures(source.text, source.segments, source.language, source.publishedAt);
    figures.set(source, known);
  }
  return known;
}

/** All checks of one sentence against its evidence. */
export function checkStatement(
  source: Source,
  statement: Statement,
  rendering: boolean,
): { facts: Fact[]; findings: Finding[] } {
  const shape = checkShape(source, statement);
  // A sentence in another language or without words has no facts to look for.
  if (shape.some((finding) => finding.severity === 'error' && finding.check === 'language')) {
    return { facts: [], findings: shape };
  }
  const numbers = checkFigures({
    claim: statement.text,
    claimIndex: statement.claim,
    source: figuresOf(source),
    evidence: statement.segments,
  });
  const names = checkNames(source, statement, { rendering });
  const traced = [...numbers.facts, ...names.facts];
  const quotations = checkQuotations(source, statement, traced);
  const modality = checkModality(source, statement, traced, { rendering });
  return {
    facts: [...traced, ...quotations.facts].toSorted((a, b) => a.start - b.start || b.end - a.end),
    findings: [
      ...shape,
      ...numbers.findings,
      ...names.findings,
      ...quotations.findings,
      ...modality,
    ],
  };
}
