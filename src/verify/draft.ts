import type { Claim, DraftClaim, Evidence, Fact, Finding } from '../core/index.ts';
import { languageName, sameLanguage } from '../core/index.ts';
import { alignEvidence } from './align.ts';
import { checkAddressed } from './addressed.ts';
import { decide } from './decide.ts';
import type { Support } from './decide.ts';
import { omissions } from './omissions.ts';
import { checkWhole } from './shape.ts';
import { articleSource, evidenceSegments } from './source.ts';
import type { Source, Statement } from './source.ts';
import { checkStatement } from './statement.ts';
import { judgeSupport } from './support.ts';
import type { Verification, VerifyRequest } from './types.ts';

/**
 * Checks a draft against its article by rules alone: no model, no clock, no network; the same request always gives the
 * same answer. Takes time linear in the article for each claim. Never throws on any text.
 */
export function verifyDraft(request: VerifyRequest): Verification {
  return verifySource(articleSource(request.article, request.glossary), request, null);
}

/** What is known of a brief's wording from an earlier check. */
export interface KnownWording {
  /** Whether the wording of a claim was tied to its evidence; null asks for the headline. */
  readonly supported: (claim: number | null) => boolean;
  /** Whether these quoted words of a claim were traced. */
  readonly quoted: (claim: number | null, text: string) => boolean;
}

/** As `verifyDraft`, of a source that was read otherwise. */
export function verifySource(source: Source, request: VerifyRequest, known: KnownWording | null): Verification {
  const { draft, method } = request;
  const rendering = method !== 'abstractive';
  const facts: Fact[] = [];
  const findings: Finding[] = [];

  const checkOne = (draftClaim: DraftClaim, claim: number | null): { made: DraftClaim; support: Support } => {
    const named = evidenceSegments(draftClaim.evidence, source);
    const segments = rendering ? named : alignEvidence(source, draftClaim.text, named, request.renderings);
    const statement: Statement = { text: draftClaim.text, claim, segments };
    const checked = checkStatement(source, statement, rendering, {
      aligned: rendering,
      renderings: request.renderings,
      known: (text) => known?.quoted(claim, text) === true,
    });
    const judged = judgeSupport(source, statement, checked.facts, rendering, request.renderings);
    const settled = judged.support === 'supported' || (segments.length > 0 && known?.supported(claim) === true);
    facts.push(...checked.facts);
    findings.push(...checked.findings, ...(settled ? [] : judged.findings));
    const made =
      named.length === segments.length && named.every((index, place) => index === segments[place])
        ? { ...draftClaim, evidence: validEvidence(draftClaim.evidence, source) }
        : { ...draftClaim, evidence: realigned(draftClaim.evidence, segments, source) };
    return { made, support: settled ? 'supported' : 'unchecked' };
  };

  const headline = checkOne(draft.headline, null);
  const claims = draft.claims.map((claim, index) => checkOne(claim, index));
  const texts = draft.claims.map((claim) => claim.text);
  findings.push(
    ...checkWhole(texts, request.maxWords, !rendering),
    ...checkTrust(source, request.roughTranslator),
    ...(rendering ? [] : checkAddressed(source)),
    ...omissions(source, [draft.headline.text, ...texts], facts),
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

/** Evidence as given, cut to the segments that it names; what names no segment is left out. */
function validEvidence(evidence: readonly Evidence[], source: Source): Evidence[] {
  const valid: Evidence[] = [];
  for (const given of evidence) {
    const segment = source.segments[given.segment];
    if (segment === undefined) continue;
    const start = Math.max(segment.start, given.start);
    const end = Math.min(segment.end, given.end);
    valid.push(
      start < end ? { ...given, start, end } : { segment: given.segment, start: segment.start, end: segment.end },
    );
  }
  return valid;
}

function realigned(given: readonly Evidence[], segments: readonly number[], source: Source): Evidence[] {
  const kept = validEvidence(given, source);
  return segments.map((index) => {
    const segment = source.segments[index]!;
    return (
      kept.find((evidence) => evidence.segment === index) ?? { segment: index, start: segment.start, end: segment.end }
    );
  });
}

/** What keeps the whole brief from being trusted further than the checks reach. */
export function checkTrust(source: Source, roughTranslator: boolean): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string): void => {
    findings.push({ check: 'support', severity: 'warning', message, claim: null, target: null, source: null });
  };
  if (roughTranslator) add(ROUGH_TRANSLATOR);
  if (source.rules === null && !sameLanguage(source.language, 'en')) {
    add(
      `precis has no rules for ${languageName(source.language)}: only what needs no knowledge of the language was checked.`,
    );
  }
  return findings;
}

/** The reason why a brief made with a rough translator is at most for review. */
export const ROUGH_TRANSLATOR =
  'A rough translator made the English: its figures and names were checked, its wording was not.';
