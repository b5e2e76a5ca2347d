import type { Claim, DraftClaim, Fact, Finding } from '../core/index.ts';
import { languageName, sameLanguage } from '../core/index.ts';
import { decide } from './decide.ts';
import type { Support } from './decide.ts';
import { checkNames } from './names/check.ts';
import { checkShape, checkWhole } from './shape.ts';
import { articleSource, evidenceSegments } from './source.ts';
import type { Source, Statement } from './source.ts';
import type { Verification, VerifyRequest } from './types.ts';

/**
 * Checks a draft against its article by rules alone: no model, no clock, no network; the same request always gives the
 * same answer. Takes time linear in the article for each claim. Never throws on any text.
 */
export function verifyDraft(request: VerifyRequest): Verification {
  const { draft, article, method } = request;
  const source = articleSource(article, request.glossary);
  const facts: Fact[] = [];
  const findings: Finding[] = [];

  const checkOne = (made: DraftClaim, claim: number | null): { made: DraftClaim; support: Support } => {
    const statement: Statement = { text: made.text, claim, segments: evidenceSegments(made.evidence, source) };
    const names = checkNames(source, statement);
    facts.push(...names.facts);
    findings.push(...checkShape(source, statement), ...names.findings);
    const support: Support = statement.segments.length === 0 || method === 'abstractive' ? 'unchecked' : 'supported';
    return { made, support };
  };

  const headline = checkOne(draft.headline, null);
  const claims = draft.claims.map((claim, index) => checkOne(claim, index));
  findings.push(
    ...checkWhole(
      draft.claims.map((claim) => claim.text),
      request.maxWords,
      method === 'abstractive',
    ),
    ...checkTrust(source, request.roughTranslator),
  );
  const decision = decide(
    headline.support,
    claims.map((claim) => claim.support),
    findings,
  );
  return {
    headline: headline.made,
    claims: claims.map(({ made }, index): Claim => ({ ...made, verdict: decision.claims[index]! })),
    facts,
    findings,
    verdict: decision.verdict,
    blocking: decision.blocking,
  };
}

/** What keeps the whole brief from being trusted further than the checks reach. */
export function checkTrust(source: Source, roughTranslator: boolean): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string): void => {
    findings.push({ check: 'support', severity: 'warning', message, claim: null, target: null, source: null });
  };
  if (roughTranslator) {
    add('A rough translator made the English: figures and names were checked, the wording was not.');
  }
  if (source.rules === null && !sameLanguage(source.language, 'en')) {
    add(
      `precis has no rules for ${languageName(source.language)}: only what needs no knowledge of the language was checked.`,
    );
  }
  return findings;
}
