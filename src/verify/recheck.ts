import { createHash } from 'node:crypto';
import type { Brief, DraftClaim, Finding, Glossary } from '../core/index.ts';
import { decide } from './decide.ts';
import { ROUGH_TRANSLATOR, verifySource } from './draft.ts';
import { rulesFor } from './languages/index.ts';
import type { Source } from './source.ts';
import type { Verification } from './types.ts';

/**
 * Checks a written brief again from its JSON alone, offline: the text that it carries against the claims that it
 * carries. Offsets, evidence, facts and verdict that do not fit together (a file edited by hand) are errors.
 * @param brief of the shape of `schemas/brief.json`; values of the right type may hold anything
 * @param glossary renderings that are settled, such as names that a reader corrected
 */
export function recheckBrief(brief: Brief, glossary: Glossary | null = null): Verification {
  const { article } = brief;
  const source: Source = {
    text: article.text,
    language: article.language,
    rules: rulesFor(article.language),
    // A brief does not say which segments were posts.
    segments: article.segments
      .filter((segment) => segment.start >= 0 && segment.end <= article.text.length && segment.start < segment.end)
      .map((segment) => ({ ...segment, kind: 'unknown' })),
    publishedAt: article.publishedAt,
    glossary,
  };
  const verification = verifySource(
    source,
    {
      draft: { language: 'en', headline: brief.headline, claims: brief.claims },
      article: { ...article, segments: [], warnings: [] },
      glossary,
      maxWords: Number.MAX_SAFE_INTEGER,
      // As the runner has it: only in extract-first does each claim render the segments that it names. A service
      // without a prompt of ours (`http`) writes sentences of its own all the same.
      method: brief.made.route === 'extract-first' ? 'extractive' : 'abstractive',
      roughTranslator: brief.findings.some((finding) => finding.message === ROUGH_TRANSLATOR),
    },
    // The translation that the wording was compared with is not in the file: an earlier "supported" stands, as long as
    // the facts of the claim do.
    {
      supported: (claim) =>
        claim === null ? brief.verdict === 'verified' : brief.claims[claim]?.verdict === 'supported',
      quoted: (claim, text) =>
        brief.facts.some(
          (fact) =>
            fact.kind === 'quotation' && fact.verdict === 'traced' && fact.claim === claim && fact.text === text,
        ),
    },
  );
  const tampered = inconsistencies(brief);
  if (tampered.length === 0) return verification;
  const findings = [...tampered, ...verification.findings];
  const decision = decide(
    'supported',
    verification.claims.map((claim) => (claim.verdict === 'unchecked' ? 'unchecked' : 'supported')),
    findings,
  );
  return {
    ...verification,
    claims: verification.claims.map((claim, index) => ({ ...claim, verdict: decision.claims[index]! })),
    findings,
    verdict: decision.verdict,
    blocking: decision.blocking,
  };
}

/** What in the JSON contradicts itself. */
function inconsistencies(brief: Brief): Finding[] {
  const findings: Finding[] = [];
  const { article } = brief;
  const add = (message: string, claim: number | null): void => {
    findings.push({ check: 'support', severity: 'error', message, claim, target: null, source: null });
  };
  const sha256 = createHash('sha256').update(article.text, 'utf8').digest('hex');
  if (sha256 !== article.sha256)
    add('The text of the article is not the one that was briefed: its hash differs.', null);
  let end = 0;
  for (const [index, segment] of article.segments.entries()) {
    if (!(segment.start >= end && segment.end > segment.start && segment.end <= article.text.length)) {
      add(`Segment ${index} of the article (${segment.start} to ${segment.end}) is out of place.`, null);
      break;
    }
    end = segment.end;
  }
  const checkEvidence = (made: DraftClaim, claim: number | null): void => {
    for (const evidence of made.evidence) {
      const segment = article.segments[evidence.segment];
      const inside =
        segment !== undefined &&
        evidence.start >= segment.start &&
        evidence.end <= segment.end &&
        evidence.start < evidence.end;
      if (!inside) add(`Evidence points outside segment ${evidence.segment} of the article.`, claim);
    }
  };
  checkEvidence(brief.headline, null);
  for (const [index, claim] of brief.claims.entries()) checkEvidence(claim, index);
  const textOf = (claim: number | null): string | undefined =>
    claim === null ? brief.headline.text : brief.claims[claim]?.text;
  for (const fact of brief.facts) {
    const claim = fact.claim !== null && brief.claims[fact.claim] === undefined ? null : fact.claim;
    if (textOf(fact.claim)?.slice(fact.start, fact.end) !== fact.text) {
      add(`The brief no longer holds “${fact.text}” where its list of facts says so.`, claim);
    }
    if (fact.source !== null && article.text.slice(fact.source.start, fact.source.end) !== fact.source.text) {
      add(`The article no longer holds “${fact.source.text}” where the list of facts says so.`, claim);
    }
  }
  return findings;
}
