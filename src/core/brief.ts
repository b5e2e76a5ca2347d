import type { LanguageTag } from './language.ts';

/** A place in a text: UTF-16 code units, half-open, with the text that stands there. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The part of the article that carries a claim. Offsets are into `Article.text` and lie within that segment. */
export interface Evidence {
  /** Index into `Article.segments`. */
  readonly segment: number;
  readonly start: number;
  readonly end: number;
}

/** One sentence of a brief with the segments that support it, as a summariser or translator made it. */
export interface DraftClaim {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/** What a summariser returns: unchecked text. */
export interface Draft {
  /** The language of headline and claims: English, or the article's own from an extractive summariser. */
  readonly language: LanguageTag;
  readonly headline: DraftClaim;
  readonly claims: readonly DraftClaim[];
}

export type Severity = 'error' | 'warning' | 'info';

export type Check = 'figure' | 'date' | 'name' | 'quotation' | 'modality' | 'language' | 'shape' | 'support';

/** Something that a check noticed, with the characters of the brief and of the source that it is about. */
export interface Finding {
  readonly check: Check;
  readonly severity: Severity;
  /** For the reader of the brief: plain words, one sentence, with the values concerned. */
  readonly message: string;
  /** Index of the claim, or null for the headline or the brief as a whole. */
  readonly claim: number | null;
  /** Place in the claim's (or headline's) text. Null where the finding is about the whole or about what is missing. */
  readonly target: Span | null;
  /** Place in `Article.text`. */
  readonly source: Span | null;
}

export type FactKind =
  | 'count'
  | 'percentage'
  | 'money'
  | 'quantity'
  | 'ordinal'
  | 'range'
  | 'time'
  | 'date'
  | 'duration'
  | 'name'
  | 'quotation';

/**
 * `traced`: the source holds it; `converted`: the source holds it in another unit or currency;
 * `contradicted`: the evidence holds another value of the same kind in the same role; `not-found`: neither.
 */
export type FactVerdict = 'traced' | 'converted' | 'contradicted' | 'not-found';

/** A checkable piece of a claim. */
export interface Fact {
  readonly kind: FactKind;
  /** As it stands in the claim. */
  readonly text: string;
  /** Index of the claim, or null for the headline. */
  readonly claim: number | null;
  /** UTF-16 offsets into the claim's text. */
  readonly start: number;
  readonly end: number;
  /** Normalised: a decimal number as text (`2500000000`), an ISO 8601 date or time, or the name or words themselves. */
  readonly value: string;
  /** ISO 4217 code, unit of measure, `%`, or null. */
  readonly unit: string | null;
  readonly verdict: FactVerdict;
  /** Where the article holds it (traced, converted) or holds another value instead (contradicted). */
  readonly source: Span | null;
}

export type ClaimVerdict = 'supported' | 'unchecked' | 'unsupported';

export interface Claim extends DraftClaim {
  readonly verdict: ClaimVerdict;
}

export interface DroppedClaim extends DraftClaim {
  readonly findings: readonly Finding[];
}

export type BriefVerdict = 'verified' | 'review' | 'rejected';

/**
 * `direct`: the summariser reads the foreign text. `translate-first`: translation, then summary.
 * `extract-first`: source segments are selected, then translated.
 */
export type Route = 'direct' | 'translate-first' | 'extract-first';

/** What something cost. Zero where a service does not count it; `costUsd` is null where no price is known. */
export interface Usage {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Source characters sent to translation services. */
  readonly characters: number;
  readonly costUsd: number | null;
}

export const NO_USAGE: Usage = { requests: 0, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 };

/** An unknown cost makes the sum unknown: it is never counted as nothing. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    characters: a.characters + b.characters,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}

/** The name, version and hash of the prompt file that made a brief. */
export interface PromptId {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

export interface Made {
  readonly route: Route;
  /** What translated, or null where nothing was translated. With a fallback chain: what really did. */
  readonly translator: string | null;
  readonly summariser: string;
  readonly prompt: PromptId | null;
  /** The version of precis. */
  readonly precis: string;
}

export const BRIEF_SCHEMA = 'precis/brief@1';

/** One article's brief as it is written to `ID.json`. */
export interface Brief {
  readonly schema: typeof BRIEF_SCHEMA;
  readonly id: string;
  readonly article: {
    readonly path: string;
    readonly url: string | null;
    readonly outlet: string | null;
    readonly sha256: string;
    readonly language: LanguageTag;
    readonly title: string | null;
    readonly publishedAt: string | null;
    readonly text: string;
    readonly segments: readonly { readonly start: number; readonly end: number }[];
  };
  readonly headline: DraftClaim;
  readonly claims: readonly Claim[];
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  readonly dropped: readonly DroppedClaim[];
  /** Paths of further copies of the same article. */
  readonly duplicates: readonly string[];
  readonly verdict: BriefVerdict;
  readonly made: Made;
  readonly usage: Usage;
  /** What adapters and reader wanted the user to know: a fallback taken, a setting not honoured. */
  readonly warnings: readonly string[];
  /** SHA-256 over all that determines the brief: text, adapters, models, settings, prompt, glossary, precis. */
  readonly signature: string;
}
