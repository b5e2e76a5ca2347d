import type {
  Article,
  BriefVerdict,
  Claim,
  Draft,
  DraftClaim,
  Fact,
  Finding,
  Glossary,
  LanguageTag,
} from '../core/index.ts';

/**
 * How the claims came to be. `translation`: each is the rendering of the segments it names;
 * `extractive`: a selection of segments, verbatim or rendered one to one; `abstractive`: new sentences by a model.
 */
export type DraftMethod = 'translation' | 'extractive' | 'abstractive';

export interface VerifyRequest {
  /** The English draft. */
  readonly draft: Draft;
  readonly article: Article;
  readonly glossary: Glossary | null;
  /** The most English words that all claims may have together; a tenth more is tolerated. */
  readonly maxWords: number;
  readonly method: DraftMethod;
  /** A translator that gives the gist only: the brief is at most for review. */
  readonly roughTranslator: boolean;
  /**
   * English of each of `article.segments` by a local translator, null where there is none. A second opinion on
   * whether a claim follows from its evidence; without it an abstractive claim is supported by its anchors alone.
   */
  readonly renderings?: readonly (string | null)[] | undefined;
}

/** A claim that must not go out as it is, with the errors to quote in a repair request. */
export interface Blocking {
  /** Index of the claim; null for the headline or the brief as a whole. */
  readonly claim: number | null;
  /** Errors only; never empty. */
  readonly findings: readonly Finding[];
}

export interface Verification {
  /** The headline, its evidence possibly re-aligned. */
  readonly headline: DraftClaim;
  /** As many as the draft has, in its order; evidence possibly re-aligned. */
  readonly claims: readonly Claim[];
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  readonly verdict: BriefVerdict;
  /** Ordered by claim, the headline and the brief as a whole first. Empty unless the verdict is `rejected`. */
  readonly blocking: readonly Blocking[];
}

export interface PairRequest {
  /** One or more sentences of the original: the offsets of `source` spans in the answer count from its start. */
  readonly source: string;
  readonly sourceLanguage: LanguageTag;
  /** English. */
  readonly target: string;
  /** ISO 8601 date of publication, against which relative dates are resolved. */
  readonly articleDate?: string | null | undefined;
  readonly glossary?: Glossary | null | undefined;
}

export interface PairVerification {
  readonly verdict: BriefVerdict;
  /** `claim` is 0 throughout. */
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
}
