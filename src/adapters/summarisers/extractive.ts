import {
  AdapterError,
  ConfigError,
  CONTRACT,
  NO_USAGE,
  languageName,
  sameLanguage,
  type AdapterDefinition,
  type DraftClaim,
  type SummariseRequest,
  type SummariseResult,
  type Summariser,
} from '../../core/index.ts';
import { selectSegments } from '../../text/rank-select.ts';

const NAME = 'extractive';

/** Changes whenever the same article may get another selection: it enters the signature of every brief. */
const VERSION = '2';

/**
 * Selects segments verbatim; no network, no model, no randomness. Each claim is exactly one segment, in the order of
 * the text; a headline is the title, or without one a short sentence.
 */
const extractive: Summariser = {
  contract: CONTRACT,
  kind: 'summariser',
  name: NAME,
  method: 'extractive',
  signature: `${NAME}/${VERSION}`,
  sendsTextTo: null,
  limits: { tokensPerCall: Number.POSITIVE_INFINITY },
  supports: async ({ source, target }) => sameLanguage(source, target),
  summarise: async (request, { signal }) => {
    signal.throwIfAborted();
    return summarise(request);
  },
};

export const extractiveDefinition: AdapterDefinition<Summariser> = {
  contract: CONTRACT,
  kind: 'summariser',
  name: NAME,
  summary: 'Selects the sentences that matter, word for word; needs no model and no network',
  needs: async () => [],
  create: async (options) => {
    const [unknown] = Object.keys(options);
    if (unknown !== undefined) throw new ConfigError(`${NAME}: unknown option "${unknown}"; it takes none`);
    return extractive;
  },
};

function summarise(request: SummariseRequest): SummariseResult {
  const { article, segments, language, target, maxWords } = request;
  if (!sameLanguage(language, target)) {
    throw new AdapterError(
      `it selects sentences and cannot turn ${languageName(language)} into ${languageName(target)}`,
      {
        adapter: NAME,
        code: 'unsupported-language',
        retryable: false,
      },
    );
  }
  if (segments.length !== article.segments.length) {
    throw new RangeError(`${segments.length} texts for ${article.segments.length} segments`);
  }

  const rankable = article.segments.map(({ kind, paragraph }, index) => ({ kind, paragraph, text: segments[index]! }));
  const selection = selectSegments(rankable, language, { maxWords, excluded: faulty(request) });
  const claim = (index: number): DraftClaim => {
    const { start, end } = article.segments[index]!;
    return { text: segments[index]!, evidence: [{ segment: index, start, end }] };
  };
  const warnings: string[] = [];
  if (selection.overLimit) {
    warnings.push(`its shortest sentence has ${selection.words} words, more than the ${maxWords} that were asked for`);
  }
  return {
    draft: {
      language,
      headline: selection.headline === null ? { text: '', evidence: [] } : claim(selection.headline),
      claims: selection.claims.map(claim),
    },
    usage: NO_USAGE,
    warnings,
    prompt: null,
  };
}

/** The segments of claims in which the checks found an error: another selection does without them. */
function faulty({ repair }: SummariseRequest): ReadonlySet<number> {
  const segments = new Set<number>();
  for (const { severity, claim } of repair?.findings ?? []) {
    if (severity !== 'error' || claim === null) continue;
    for (const { segment } of repair?.draft.claims[claim]?.evidence ?? []) segments.add(segment);
  }
  return segments;
}
