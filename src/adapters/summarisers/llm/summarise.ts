import { createHash } from 'node:crypto';
import type {
  CallContext,
  Draft,
  DraftClaim,
  Evidence,
  Summariser,
  SummariseRequest,
  SummariseResult,
  Usage,
} from '../../../core/index.ts';
import {
  AdapterError,
  addUsage,
  CONTRACT,
  languageName,
  NO_USAGE,
  sameLanguage,
  UNDETERMINED,
} from '../../../core/index.ts';
import type { FencedLine } from '../../../text/prompt-fence.ts';
import { fence } from '../../../text/prompt-fence.ts';
import { speaksToModel } from '../../../text/prompt-injection.ts';
import { estimateTokens } from '../../../text/prompt-tokens.ts';
import type { Prompt, RenderedPrompt } from '../../../text/prompt.ts';
import { glossaryLines, loadPrompt, renderPrompt } from '../../../text/prompt.ts';
import type { Asking } from '../../http/chat/ask.ts';
import { askJson } from '../../http/chat/ask.ts';
import type { ChatModel, ModelLimits } from '../../http/chat/connect.ts';
import { isPromptTooLong } from '../../http/chat/connect.ts';
import type { BriefAnswer, NumberedClaim } from './answer.ts';
import { BRIEF_ANSWER, readBriefAnswer } from './answer.ts';
import { repairConversation } from './repair.ts';
import { splitIntoParts, tokensOfLines } from './parts.ts';

/** Part of the signature: raised whenever this file makes other drafts of the same replies. */
const REVISION = 1;

/** Tokens of a reply: enough for a brief and some thinking; a reply cut at it is asked for with more. */
const OUTPUT_TOKENS = 4096;

/** Below this many tokens of article, a window is too small to work with. */
const SMALLEST_PART_TOKENS = 200;

/** The fewest words asked of one part of a long article. */
const FEWEST_WORDS = 60;

/** Rounds of combining notes of notes; an article of a million tokens in a window of 8,000 needs three. */
const MOST_ROUNDS = 6;

interface Prompts {
  readonly summarise: Prompt;
  readonly combine: Prompt;
  readonly repairSummary: Prompt;
  readonly repairJson: Prompt;
}

/**
 * A summariser on a chat model. An article that is too long for the model's window is read in parts and the notes of
 * the parts are combined, each keeping the segments it came from.
 * @param promptDirectory the user's own prompts
 * @throws ConfigError where a prompt is malformed
 */
export function createLlmSummariser(model: ChatModel, promptDirectory?: string): Summariser {
  const prompts: Prompts = {
    summarise: loadPrompt('summarise', promptDirectory),
    combine: loadPrompt('combine', promptDirectory),
    repairSummary: loadPrompt('repair-summary', promptDirectory),
    repairJson: loadPrompt('repair-json', promptDirectory),
  };
  const hashes = Object.values(prompts).map((prompt: Prompt) => prompt.id.sha256);
  return {
    contract: CONTRACT,
    kind: 'summariser',
    method: 'abstractive',
    name: model.name,
    signature: createHash('sha256')
      .update(JSON.stringify([REVISION, model.signature, hashes]))
      .digest('hex'),
    sendsTextTo: model.sendsTextTo,
    limits: {
      tokensPerCall: Math.max(
        SMALLEST_PART_TOKENS,
        model.usualLimits.contextTokens - outputTokens(model.usualLimits) - 2000,
      ),
    },
    supports: async ({ source, target }) => source !== UNDETERMINED && sameLanguage(target, 'en'),
    summarise: async (request, context) => await new Summarising(model, prompts, request, context).run(),
  };
}

function outputTokens(limits: ModelLimits): number {
  return Math.min(OUTPUT_TOKENS, limits.maxOutputTokens, Math.floor(limits.contextTokens / 4));
}

/** One call of `summarise`: what it has used and warned of so far. */
class Summarising {
  readonly #model: ChatModel;
  readonly #prompts: Prompts;
  readonly #request: SummariseRequest;
  readonly #context: CallContext;
  readonly #lines: readonly FencedLine[];
  readonly #glossary: string;
  readonly #warnings = new Set<string>();
  #usage: Usage = NO_USAGE;

  constructor(model: ChatModel, prompts: Prompts, request: SummariseRequest, context: CallContext) {
    this.#model = model;
    this.#prompts = prompts;
    this.#request = request;
    this.#context = context;
    this.#lines = linesOf(request);
    this.#glossary = glossaryLines(request.glossary, request.language, request.segments);
  }

  async run(): Promise<SummariseResult> {
    if (this.#lines.length === 0) throw this.#failure('bad-request', 'the article has no text');
    for (const { number, text } of this.#lines) {
      if (!speaksToModel(text)) continue;
      this.#warnings.add(
        `segment ${number} reads like an order to a language model; check what the brief takes from it`,
      );
    }
    const limits = await this.#model.limits(this.#context);
    const { repair } = this.#request;
    let budget = this.#budget(limits);
    for (;;) {
      try {
        const draft =
          repair === undefined ? await this.#draft(budget, limits) : await this.#repair(repair, budget, limits);
        const prompt = this.#prompts.summarise.id;
        return { draft, usage: this.#usage, warnings: [...this.#warnings], prompt };
      } catch (error) {
        // The estimate was too low, or the window is smaller than stated: smaller parts fit.
        if (!isPromptTooLong(error) || budget / 2 < SMALLEST_PART_TOKENS) throw error;
        budget = Math.min(budget, tokensOfLines(this.#lines, this.#tokensOf(limits))) / 2;
        if (budget < SMALLEST_PART_TOKENS) throw error;
      }
    }
  }

  /** The most tokens of article that fit beside the prompt and the reply. */
  #budget(limits: ModelLimits): number {
    const { system, user } = this.#render([], this.#request.maxWords);
    // Prompts are in English, which the estimate for the article's language may value otherwise; a tenth is kept back.
    const fixed = (estimateTokens(system + user, 'en') + 300) * limits.tokenFactor;
    const budget = (limits.contextTokens - fixed - outputTokens(limits)) * 0.9;
    if (budget >= SMALLEST_PART_TOKENS) return budget;
    const needed = Math.ceil(((fixed + 2 * SMALLEST_PART_TOKENS) * 2) / 1024) * 1024;
    throw this.#failure(
      'bad-request',
      `a context window of ${limits.contextTokens} tokens is too small for the prompt; set contextTokens to ${needed} or more, or name a model with a larger one`,
    );
  }

  #tokensOf(limits: ModelLimits): (text: string) => number {
    return (text) => estimateTokens(text, this.#request.language, limits.tokenFactor);
  }

  async #draft(budget: number, limits: ModelLimits): Promise<Draft> {
    const { maxWords, segments } = this.#request;
    const parts = splitIntoParts(this.#lines, this.#tokensOf(limits), budget);
    if (parts.length === 1) {
      return this.#toDraft(
        await this.#ask(this.#asking(parts[0]!, maxWords), segments.length, limits, () =>
          this.#asking(parts[0]!, fewer(maxWords)),
        ),
      );
    }
    this.#warnings.add(
      `the article was read in ${parts.length} parts, for it is longer than the model's context window`,
    );
    const wordsEach = Math.min(maxWords, Math.max(FEWEST_WORDS, Math.ceil((3 * maxWords) / parts.length)));
    const notes: NumberedClaim[] = [];
    for (const part of parts) {
      const answer = await this.#ask(this.#asking(part, wordsEach), segments.length, limits, () =>
        this.#asking(part, fewer(wordsEach)),
      );
      notes.push(...answer.claims);
    }
    return this.#toDraft(await this.#combine(notes, budget, limits));
  }

  /** Makes one brief of notes; where they do not fit together, first fewer notes of each group of them. */
  async #combine(notes: readonly NumberedClaim[], budget: number, limits: ModelLimits): Promise<BriefAnswer> {
    const { maxWords } = this.#request;
    const tokensOf = (text: string): number => estimateTokens(text, 'en', limits.tokenFactor);
    let left = notes;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const lines = left.map((note, index) => ({ number: index + 1, text: note.text }));
      const groups = splitIntoParts(lines, tokensOf, budget);
      const combined: NumberedClaim[] = [];
      for (const group of groups) {
        const answer = await this.#ask(this.#combining(group, maxWords), left.length, limits, () =>
          this.#combining(group, fewer(maxWords)),
        );
        const traced = {
          ...answer,
          headline: traceBack(answer.headline, left),
          claims: answer.claims.map((claim) => traceBack(claim, left)),
        };
        if (groups.length === 1) return traced;
        combined.push(...traced.claims);
      }
      left = combined;
    }
    throw this.#failure(
      'truncated',
      'the notes of its parts stay longer than the context window; set contextTokens higher',
    );
  }

  async #repair(repair: NonNullable<SummariseRequest['repair']>, budget: number, limits: ModelLimits): Promise<Draft> {
    const tokensOf = this.#tokensOf(limits);
    const asking = repairConversation({
      repair,
      request: this.#request,
      lines: this.#lines,
      prompt: this.#prompts.repairSummary,
      tokensOf,
      // Draft and findings take room, too.
      budget: budget * 0.7,
      opening: (lines) => this.#asking(lines, this.#request.maxWords),
    });
    return this.#toDraft(await this.#ask(asking, this.#request.segments.length, limits, null));
  }

  async #ask(
    asking: Asking,
    lineCount: number,
    limits: ModelLimits,
    shorter: (() => Asking) | null,
  ): Promise<BriefAnswer> {
    const question = {
      asking,
      outputTokens: outputTokens(limits),
      shorter,
      read: (value: unknown) => readBriefAnswer(value, lineCount),
    };
    const asked = await askJson(this.#model, limits, question, this.#prompts.repairJson, this.#context);
    this.#usage = addUsage(this.#usage, asked.usage);
    for (const warning of [...asked.warnings, ...asked.value.warnings]) this.#warnings.add(warning);
    return asked.value;
  }

  #render(lines: readonly FencedLine[], maxWords: number): RenderedPrompt {
    const { article, language } = this.#request;
    return renderPrompt(this.#prompts.summarise, {
      language: languageName(language),
      publishedAt: dateWithWeekday(article.publishedAt),
      maxWords: String(maxWords),
      glossary: this.#glossary,
      article: fence('article', lines),
    });
  }

  #asking(lines: readonly FencedLine[], maxWords: number): Asking {
    return asAsking(this.#render(lines, maxWords));
  }

  #combining(lines: readonly FencedLine[], maxWords: number): Asking {
    return asAsking(
      renderPrompt(this.#prompts.combine, {
        publishedAt: dateWithWeekday(this.#request.article.publishedAt),
        maxWords: String(maxWords),
        glossary: this.#glossary,
        notes: fence('notes', lines),
      }),
    );
  }

  #toDraft(answer: BriefAnswer): Draft {
    const { article, target } = this.#request;
    const toClaim = ({ text, numbers }: NumberedClaim): DraftClaim => ({
      text,
      evidence: numbers.flatMap((number): Evidence[] => {
        const segment = article.segments[number - 1];
        return segment === undefined ? [] : [{ segment: number - 1, start: segment.start, end: segment.end }];
      }),
    });
    return { language: target, headline: toClaim(answer.headline), claims: answer.claims.map(toClaim) };
  }

  #failure(code: 'bad-request' | 'truncated', message: string): AdapterError {
    return new AdapterError(message, { adapter: this.#model.name, code, retryable: false });
  }
}

function asAsking({ system, user }: RenderedPrompt): Asking {
  return { system, messages: [{ role: 'user', text: user }], answer: BRIEF_ANSWER };
}

/** The segments that have text, numbered from 1 as they stand in the article. */
function linesOf({ article, segments }: SummariseRequest): FencedLine[] {
  return segments.flatMap((text, index): FencedLine[] => {
    if (text.trim() === '') return [];
    const kind = article.segments[index]?.kind ?? 'sentence';
    return [{ number: index + 1, text, label: kind === 'sentence' ? undefined : kind }];
  });
}

/** From the numbers of notes to the numbers of the segments that the notes came from. */
function traceBack(claim: NumberedClaim, notes: readonly NumberedClaim[]): NumberedClaim {
  const numbers = new Set(claim.numbers.flatMap((number) => notes[number - 1]?.numbers ?? []));
  return { text: claim.text, numbers: [...numbers].toSorted((a, b) => a - b) };
}

function fewer(maxWords: number): number {
  return Math.max(20, Math.floor(maxWords / 2));
}

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });

/** `2015-02-16 (a Monday)`, so that "last Friday" can be resolved; `unknown` where there is no date. */
function dateWithWeekday(publishedAt: string | null): string {
  if (publishedAt === null) return 'unknown';
  const day = /^\d{4}-\d{2}-\d{2}/.exec(publishedAt)?.[0];
  if (day === undefined) return /^\d{4}(?:-\d{2})?$/.test(publishedAt) ? publishedAt : 'unknown';
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? 'unknown' : `${day} (a ${WEEKDAY.format(date)})`;
}
