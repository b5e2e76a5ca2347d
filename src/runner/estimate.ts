import { addUsage, NO_USAGE, segmentText } from '../core/index.ts';
import type {
  Article,
  CallContext,
  Journal,
  Price,
  PriceTable,
  Route,
  Summariser,
  Translator,
  Usage,
} from '../core/index.ts';
import { estimateTokens } from '../text/prompt-tokens.ts';
import type { BriefOptions, Parts, StageContext } from './brief-article.ts';
import { planRoute, TARGET } from './route.ts';

/** What one adapter would have to do for one article. */
export interface StepEstimate {
  readonly adapter: string;
  readonly requests: number;
  /** What it will probably use. Output is counted as if every word allowed were written. */
  readonly expected: Usage;
  /** The most it can cost: what the budget will reserve. Null where no price is known. */
  readonly mostUsd: number | null;
}

export interface ArticleEstimate {
  readonly route: Route;
  /** Only services: what is done on this machine costs nothing. */
  readonly steps: readonly StepEstimate[];
  /** Whether every reply that the article needs is stored already. */
  readonly cached: boolean;
}

/** Tokens of English JSON around each word of a brief: a word has about 1.3, the numbers and quotes of claims the rest. */
const TOKENS_PER_WORD = 2;

/** Tokens of a translation by a chat model, against its source's, at the very most. */
const MOST_FOR_TRANSLATION = 3;

/** UTF-8 bytes for one UTF-16 unit, to turn a byte bound back into characters; by the share of dense scripts. */
const bytesPerCharacter = (text: string) => Buffer.byteLength(text, 'utf8') / Math.max(1, text.length);

/** Thrown in place of sending: the request is not stored yet, and this is the most that it can cost. */
class NotSent extends Error {
  readonly bound: Usage;

  constructor(bound: Usage) {
    super('an estimate sends nothing');
    this.bound = bound;
  }
}

/**
 * What briefing one article would take. Nothing is sent: stored replies are looked up, and the first request that has
 * none tells its own upper bound. The output of a step that was not run is stood in for by its input.
 *
 * @throws UnsupportedLanguageError as `planRoute`
 */
export async function estimateArticle(
  article: Article,
  parts: Parts,
  options: BriefOptions,
  prices: PriceTable,
  recall: Journal['recall'],
  signal: AbortSignal,
): Promise<ArticleEstimate> {
  const context: CallContext = {
    signal,
    journal: {
      recall,
      foresee(_adapter, bound) {
        throw new NotSent(bound);
      },
      // An adapter that sends by itself foresees nothing.
      begin: (_key, _adapter, bound) => Promise.reject(new NotSent(bound)),
      discard: async () => {},
    },
  };
  const { route, translator } = await planRoute(article.language, options.route, parts, context);
  const steps: StepEstimate[] = [];
  let segments: readonly string[] = article.segments.map((_, index) => segmentText(article, index));

  const translate = async (wanted: readonly string[]): Promise<readonly string[]> => {
    if (translator === null || translator.sendsTextTo === null) return wanted;
    try {
      const pair = { source: article.language, target: TARGET };
      return (await translator.translate({ segments: wanted, pair, glossary: options.glossary }, context)).segments;
    } catch (error) {
      const unsent = isNotSent(error);
      if (!unsent) throw error;
      steps.push(translationStep(translator, wanted, article, unsent.bound, prices));
      return wanted;
    }
  };

  if (route === 'translate-first') segments = await translate(segments);
  const { summariser } = parts;
  const language = route === 'translate-first' ? TARGET : article.language;
  try {
    const { draft } = await summariser.summarise(
      {
        article,
        segments,
        language,
        target: route === 'extract-first' ? article.language : TARGET,
        maxWords: options.maxWords,
        glossary: options.glossary,
      },
      context,
    );
    if (route === 'extract-first') await translate([draft.headline, ...draft.claims].map(({ text }) => text));
  } catch (error) {
    const unsent = isNotSent(error);
    if (!unsent) throw error;
    steps.push(summaryStep(summariser, segments.join('\n'), language, options.maxWords, unsent.bound, prices));
  }
  return { route, steps, cached: steps.length === 0 };
}

function isNotSent(error: unknown): NotSent | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof NotSent) return cause;
  return null;
}

function translationStep(
  translator: Translator,
  segments: readonly string[],
  article: Article,
  bound: Usage,
  prices: PriceTable,
): StepEstimate {
  const characters = segments.reduce((sum, segment) => sum + segment.length, 0);
  const { charsPerCall, segmentsPerCall } = translator.limits;
  const requests = Math.max(Math.ceil(segments.length / segmentsPerCall), Math.ceil(characters / charsPerCall), 1);
  if (bound.characters > 0) {
    // The adapter knows what its account pays for a character, free ones included.
    const costUsd = bound.costUsd === null ? null : (bound.costUsd / bound.characters) * characters;
    return {
      adapter: translator.name,
      requests,
      expected: { ...NO_USAGE, requests, characters, costUsd },
      mostUsd: costUsd,
    };
  }
  // A chat model used as a translator is charged by tokens, about as many out as in.
  const inputTokens = estimateTokens(segments.join('\n'), article.language);
  const price = priceFor(prices, translator.name);
  const expected = withCost({ ...NO_USAGE, requests, inputTokens, outputTokens: inputTokens }, price);
  return { adapter: translator.name, requests, expected, mostUsd: scaled(expected.costUsd, MOST_FOR_TRANSLATION) };
}

function summaryStep(
  summariser: Summariser,
  text: string,
  language: string,
  maxWords: number,
  bound: Usage,
  prices: PriceTable,
): StepEstimate {
  const tokens = estimateTokens(text, language);
  const chunks = Math.max(1, Math.ceil(tokens / summariser.limits.tokensPerCall));
  const requests = chunks === 1 ? 1 : chunks + 1;
  // The bound counts a token a byte over prompt and article; a token is really several bytes of such text.
  const bytesPerToken = (text.length / Math.max(1, tokens)) * bytesPerCharacter(text);
  const inputTokens = Math.ceil(bound.inputTokens / Math.max(1, bytesPerToken)) * requests;
  const outputTokens = Math.min(Math.ceil(maxWords * TOKENS_PER_WORD), bound.outputTokens) * requests;
  // What has no price and reserves nothing is free, such as a service of one's own.
  const price = priceFor(prices, summariser.name) ?? (bound.costUsd === 0 ? {} : null);
  return {
    adapter: summariser.name,
    requests,
    expected: withCost({ ...NO_USAGE, requests, inputTokens, outputTokens }, price),
    mostUsd: scaled(bound.costUsd, requests),
  };
}

const scaled = (usd: number | null, factor: number) => (usd === null ? null : usd * factor);

/** An adapter's name is `service` or `service:model`, the table's key `service` or `service/model`. */
function priceFor(prices: PriceTable, name: string): Price | null {
  const [service = name, ...model] = name.split(':');
  return prices.prices[model.length === 0 ? service : `${service}/${model.join(':')}`] ?? null;
}

function withCost(usage: Usage, price: Price | null): Usage {
  if (price === null) return { ...usage, costUsd: null };
  const cost =
    usage.inputTokens * (price.inputPerMillionTokens ?? 0) +
    usage.outputTokens * (price.outputPerMillionTokens ?? 0) +
    usage.characters * (price.perMillionCharacters ?? 0);
  return { ...usage, costUsd: cost / 1e6 };
}

/** Listens to the requests for one article, to tell afterwards what an estimate would have said. */
export interface CostWatch {
  /** As the context given, listened to. */
  readonly context: StageContext;
  /** What `estimateArticle` expects for it, in US dollars; null where nothing was sent or no price is known. */
  expectedUsd(article: Article, route: Route): number | null;
}

/** The same sums as `estimateArticle`, from requests that are really sent: nothing is prepared twice for it. */
export function watchCost(context: StageContext, parts: Parts, maxWords: number, prices: PriceTable): CostWatch {
  const { translator, summariser } = parts;
  let bounds: Usage[] = [];
  /** Of the first summary; repairs are not foreseen. */
  let summaryBound: Usage | null = null;
  let translated: Usage | null = null;
  return {
    context: {
      ...context,
      journal: {
        ...context.journal,
        begin(key, adapter, bound) {
          bounds.push(bound);
          return context.journal.begin(key, adapter, bound);
        },
      },
      onStage(stage, ms) {
        if (stage === 'summarise') summaryBound ??= bounds[0] ?? null;
        if (stage === 'translate') translated ??= bounds.reduce(addUsage, NO_USAGE);
        bounds = [];
        context.onStage?.(stage, ms);
      },
    },
    expectedUsd(article, route) {
      const text = article.segments.map((_, index) => segmentText(article, index));
      const steps: StepEstimate[] = [];
      if (translator !== null && translated !== null && translated.requests > 0) {
        // In extract-first the selection is known only to the run: its characters are those that were reserved.
        const step = translationStep(translator, text, article, translated, prices);
        const share = Math.min(1, translated.characters / Math.max(1, step.expected.characters));
        steps.push(
          route === 'extract-first'
            ? { ...step, expected: { ...step.expected, costUsd: scaled(step.expected.costUsd, share) } }
            : step,
        );
      }
      if (summaryBound !== null) {
        const language = route === 'translate-first' ? TARGET : article.language;
        steps.push(summaryStep(summariser, text.join('\n'), language, maxWords, summaryBound, prices));
      }
      return steps.length === 0 ? null : steps.reduce((sum, { expected }) => addUsage(sum, expected), NO_USAGE).costUsd;
    },
  };
}

/** Sums over articles, by adapter. */
export function sumSteps(steps: Iterable<StepEstimate>): Record<string, StepEstimate> {
  const sums: Record<string, StepEstimate> = {};
  for (const step of steps) {
    const sum = sums[step.adapter];
    sums[step.adapter] =
      sum === undefined
        ? step
        : {
            adapter: step.adapter,
            requests: sum.requests + step.requests,
            expected: addUsage(sum.expected, step.expected),
            mostUsd: sum.mostUsd === null || step.mostUsd === null ? null : sum.mostUsd + step.mostUsd,
          };
  }
  return sums;
}
