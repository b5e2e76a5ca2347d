import type { Finding } from '../core/index.ts';
import { contentStems, heldStems } from './align.ts';
import { decide } from './decide.ts';
import type { Support } from './decide.ts';
import { checkTrust } from './draft.ts';
import { rulesFor } from './languages/index.ts';
import type { Source, Statement } from './source.ts';
import { checkStatement } from './statement.ts';
import type { PairRequest, PairVerification } from './types.ts';

/** Words that must sound like words of the source where no fact ties the two. */
const LEAST_COGNATES = 2;

/**
 * Checks one English text against the source that it renders, as `precis check --pairs` does: the whole source is the
 * evidence, one to one. `verified` needs a traced fact or words in common; two sentences that share nothing that can be
 * compared are for review. Never throws on any text.
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
  const statement: Statement = { text: request.target, claim: 0, segments: request.source.trim() === '' ? [] : [0] };
  const checked = checkStatement(source, statement, true);
  const findings: Finding[] = [...checked.findings, ...checkTrust(source, false)];
  const support = tied(
    source,
    request.target,
    checked.facts.some((fact) => fact.source !== null),
  );
  if (support === 'unchecked') {
    findings.push({
      check: 'support',
      severity: 'info',
      message: 'The two hold no figure, date, name or word that could be compared.',
      claim: 0,
      target: null,
      source: null,
    });
  }
  const { verdict } = decide('supported', [support], findings);
  return { verdict, facts: checked.facts, findings };
}

function tied(source: Source, target: string, anchored: boolean): Support {
  if (anchored) return 'supported';
  const held = heldStems(source, 0, contentStems(target), undefined, LEAST_COGNATES);
  return held.size >= LEAST_COGNATES ? 'supported' : 'unchecked';
}
