import type { BriefVerdict, ClaimVerdict, Finding } from '../core/index.ts';
import type { Blocking } from './types.ts';

/** Whether a sentence's wording was tied to its evidence, besides its facts. */
export type Support = 'supported' | 'unchecked';

export interface Decision {
  readonly headline: ClaimVerdict;
  readonly claims: readonly ClaimVerdict[];
  readonly verdict: BriefVerdict;
  readonly blocking: readonly Blocking[];
}

/**
 * The rules by which findings become verdicts; nothing else decides.
 *
 * - A sentence with an error is unsupported. Otherwise it is what its support says.
 * - A brief with any error is rejected.
 * - It is verified only where every claim and the headline are supported and there is no warning.
 * - Everything else is for review. Information changes no verdict.
 */
export function decide(headline: Support, claims: readonly Support[], findings: readonly Finding[]): Decision {
  const errors = new Map<number | null, Finding[]>();
  let warned = false;
  for (const finding of findings) {
    if (finding.severity === 'warning') warned = true;
    if (finding.severity !== 'error') continue;
    const known = errors.get(finding.claim);
    if (known === undefined) errors.set(finding.claim, [finding]);
    else known.push(finding);
  }
  const verdictOf = (claim: number | null, support: Support): ClaimVerdict =>
    errors.has(claim) ? 'unsupported' : support;
  const verdicts = claims.map((support, index) => verdictOf(index, support));
  const headlineVerdict = verdictOf(null, headline);
  const settled = headlineVerdict === 'supported' && verdicts.every((verdict) => verdict === 'supported') && !warned;
  const blocking = [...errors]
    .map(([claim, found]) => ({ claim, findings: found }))
    .toSorted((a, b) => (a.claim ?? -1) - (b.claim ?? -1));
  return {
    headline: headlineVerdict,
    claims: verdicts,
    verdict: errors.size > 0 ? 'rejected' : settled ? 'verified' : 'review',
    blocking,
  };
}
