import { createHash } from 'node:crypto';
import type { Brief, DraftClaim, Finding } from '../core/index.ts';
import { verifyDraft } from './draft.ts';
import type { DraftMethod, Verification } from './types.ts';

/**
 * Checks a written brief again from its JSON alone, offline: the text that it carries against the claims that it
 * carries. Offsets, evidence, facts and verdict that do not fit together (a file edited by hand) are errors.
 * @param brief of the shape of `schemas/brief.json`; values of the right type may hold anything
 */
export function recheckBrief(brief: Brief): Verification {
  const { article } = brief;
  const rough = brief.findings.some(
    (finding) => finding.check === 'support' && /rough translator/u.test(finding.message),
  );
  const verification = verifyDraft({
    draft: { language: 'en', headline: brief.headline, claims: brief.claims },
    article: {
      path: article.path,
      url: article.url,
      outlet: article.outlet,
      sha256: article.sha256,
      language: article.language,
      title: article.title,
      publishedAt: article.publishedAt,
      text: article.text,
      segments: article.segments.map((segment) => ({ ...segment, kind: 'sentence', paragraph: 0 })),
      warnings: [],
    },
    glossary: null,
    maxWords: Number.MAX_SAFE_INTEGER,
    method: methodOf(brief),
    roughTranslator: rough,
  });
  const tampered = inconsistencies(brief);
  if (tampered.length === 0) return verification;
  return {
    ...verification,
    findings: [...tampered, ...verification.findings],
    verdict: 'rejected',
    blocking: [{ claim: null, findings: tampered }, ...verification.blocking],
  };
}

function methodOf(brief: Brief): DraftMethod {
  if (brief.made.route === 'extract-first') return 'extractive';
  return 'abstractive';
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
      add(`The brief no longer holds "${fact.text}" where its list of facts says so.`, claim);
    }
    if (fact.source !== null && article.text.slice(fact.source.start, fact.source.end) !== fact.source.text) {
      add(`The article no longer holds "${fact.source.text}" where the list of facts says so.`, claim);
    }
  }
  return findings;
}
