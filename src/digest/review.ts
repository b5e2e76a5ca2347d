import type { Brief, Claim, DraftClaim, Finding, Glossary } from '../core/index.ts';
import { readableDate } from '../adapters/writers/markdown.ts';
import { recheckBrief } from '../verify/index.ts';
import type { Verification } from '../verify/index.ts';

/*
 * What a reader decides about a brief. Each decision makes a new brief, checked again; what was noted before and the
 * check cannot see (a service's warning, an approval) is carried over.
 */

/** A decision that cannot be carried out, in words for the reader. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
}

const APPROVED = /^Approved by a reader on /u;

/**
 * A brief in review becomes verified on a reader's word, which stays written in it.
 * @throws ReviewError where it is not in review
 */
export function approved(brief: Brief, at: Date): Brief {
  if (brief.verdict !== 'review') throw new ReviewError(`This brief is not for review: it is ${brief.verdict}.`);
  const message = `Approved by a reader on ${day(at)}.`;
  return { ...brief, verdict: 'verified', findings: [...brief.findings, note(message)] };
}

/**
 * Moves a claim to what was left out.
 * @throws ReviewError where there is no such claim, or it is the last one
 */
export function withoutClaim(brief: Brief, index: number, at: Date): Brief {
  const claim = brief.claims[index];
  if (claim === undefined) throw new ReviewError(`This brief has no point ${index + 1} any more.`);
  if (brief.claims.length === 1)
    throw new ReviewError('This is the last point of the brief: without it nothing is left.');
  const about = brief.findings.filter((finding) => finding.claim === index);
  const shifted = brief.findings
    .filter((finding) => finding.claim !== index)
    .map((finding) =>
      finding.claim !== null && finding.claim > index ? { ...finding, claim: finding.claim - 1 } : finding,
    );
  const dropped = {
    text: claim.text,
    evidence: claim.evidence,
    findings: [...about.map((finding) => ({ ...finding, claim: null })), note(`Dropped by a reader on ${day(at)}.`)],
  };
  return rechecked(
    {
      ...brief,
      claims: brief.claims.filter((_, position) => position !== index),
      facts: [],
      findings: shifted,
      dropped: [...brief.dropped, dropped],
    },
    null,
    () => true,
  );
}

/**
 * Replaces a rendering of a name in headline and claims, as whole words. The brief itself where it does not hold it.
 * @param glossary holds the new rendering, so that the check knows it
 */
export function renamed(brief: Brief, from: string, to: string, glossary: Glossary, at: Date): Brief {
  const touched = (made: DraftClaim): boolean => replaced(made.text, from, to) !== made.text;
  if (![brief.headline, ...brief.claims].some(touched)) return brief;
  const headline = { ...brief.headline, text: replaced(brief.headline.text, from, to) };
  const claims = brief.claims.map((claim): Claim => ({ ...claim, text: replaced(claim.text, from, to) }));
  const changed = (claim: number | null): boolean => {
    const before = claim === null ? brief.headline : brief.claims[claim];
    return before === undefined || touched(before);
  };
  const message = `A reader put “${to}” for “${from}” on ${day(at)}.`;
  return rechecked(
    { ...brief, headline, claims, facts: [], findings: [...brief.findings, note(message)] },
    glossary,
    // The places of these findings are in the old words: the check finds again what still holds.
    (finding) => !(finding.target !== null && changed(finding.claim)),
  );
}

/** @param keep which findings may be carried over when the check does not repeat them */
function rechecked(brief: Brief, glossary: Glossary | null, keep: (finding: Finding) => boolean): Brief {
  const check = recheckBrief(brief, glossary);
  const repeated = new Set(check.findings.map(identity));
  const carried = brief.findings.filter(
    (finding) => keep(finding) && isLasting(finding) && !repeated.has(identity(finding)),
  );
  const findings = [...check.findings, ...carried];
  return {
    ...brief,
    headline: check.headline,
    claims: check.claims,
    facts: check.facts,
    findings,
    verdict: verdictOf(check, findings),
  };
}

/** Approval stands as long as nothing is wrong; a doubt that the check cannot see stays a doubt. */
function verdictOf(check: Verification, findings: readonly Finding[]): Brief['verdict'] {
  if (check.verdict === 'rejected' || findings.some(({ severity }) => severity === 'error')) return 'rejected';
  if (findings.some(({ severity, message }) => severity === 'info' && APPROVED.test(message))) return 'verified';
  return findings.some(({ severity }) => severity === 'warning') ? 'review' : check.verdict;
}

/** Information about the source is found again by the check, if it still holds; a reader's notes are not. */
function isLasting({ severity, check, claim }: Finding): boolean {
  return severity !== 'info' || (check === 'support' && claim === null);
}

function identity({ check, severity, message, claim }: Finding): string {
  return JSON.stringify([check, severity, message, claim]);
}

/** Whether `text` holds `name` as whole words. */
export function holdsName(text: string, name: string): boolean {
  return placesOf(text, name).length > 0;
}

function replaced(text: string, from: string, to: string): string {
  let result = '';
  let at = 0;
  for (const place of placesOf(text, from)) {
    result += text.slice(at, place) + to;
    at = place + from.length;
  }
  return result + text.slice(at);
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** Where a name stands as whole words: not within a longer one. */
function placesOf(text: string, name: string): number[] {
  const places: number[] = [];
  if (name === '') return places;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(0, at).match(/.$/su)?.[0] ?? '';
    const after = /^./su.exec(text.slice(at + name.length))?.[0] ?? '';
    if (!WORD.test(before) && !WORD.test(after)) places.push(at);
  }
  return places;
}

function note(message: string): Finding {
  return { check: 'support', severity: 'info', message, claim: null, target: null, source: null };
}

const day = (at: Date): string => readableDate(at.toISOString());
