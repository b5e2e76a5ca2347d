import type { Fact, Finding } from '../core/index.ts';
import { checkFigures } from './check-figures.ts';
import { checkGlossary } from './glossary.ts';
import { checkModality } from './modality.ts';
import { checkNames } from './names/check.ts';
import { checkPairing } from './pairing.ts';
import { checkQuotations } from './quotations.ts';
import type { QuotationSetting } from './quotations.ts';
import { checkShape } from './shape.ts';
import { figuresOf } from './source.ts';
import type { Source, Statement } from './source.ts';

/** All checks of one sentence against its evidence. */
export function checkStatement(
  source: Source,
  statement: Statement,
  rendering: boolean,
  quoted: QuotationSetting = {},
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
  const quotations = checkQuotations(source, statement, traced, quoted);
  const modality = checkModality(source, statement, traced, { rendering });
  return {
    facts: [...traced, ...quotations.facts].toSorted((a, b) => a.start - b.start || b.end - a.end),
    findings: [
      ...shape,
      ...numbers.findings,
      // Where figures are wrong in themselves, that is said already.
      ...(numbers.findings.some((finding) => finding.severity === 'error')
        ? []
        : checkPairing(source, statement, traced)),
      ...names.findings,
      ...checkGlossary(source, statement, names.facts, rendering),
      ...quotations.findings,
      ...modality,
    ],
  };
}
