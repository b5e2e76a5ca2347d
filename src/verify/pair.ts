import type { Fact, Finding } from '../core/index.ts';
import { decide } from './decide.ts';
import { checkTrust } from './draft.ts';
import { rulesFor } from './languages/index.ts';
import { checkNames } from './names/check.ts';
import { checkShape } from './shape.ts';
import type { Source, Statement } from './source.ts';
import type { PairRequest, PairVerification } from './types.ts';

/**
 * Checks one English text against the source that it renders, as `precis check --pairs` does: the whole source is the
 * evidence. The sentence is taken to be a translation; whether its wording is right is not judged beyond its facts,
 * its modality and its shape. Never throws on any text.
 */
export function checkPair(request: PairRequest): PairVerification {
  const source: Source = {
    text: request.source,
    language: request.sourceLanguage,
    rules: rulesFor(request.sourceLanguage),
    segments: [{ start: 0, end: request.source.length, kind: 'sentence' }],
    publishedAt: request.articleDate ?? null,
    glossary: request.glossary ?? null,
  };
  const statement: Statement = { text: request.target, claim: 0, segments: [0] };
  const names = checkNames(source, statement);
  const facts: readonly Fact[] = names.facts;
  const findings: readonly Finding[] = [
    ...checkShape(source, statement),
    ...names.findings,
    ...checkTrust(source, false),
  ];
  const { verdict } = decide('supported', ['supported'], findings);
  return { verdict, facts, findings };
}
