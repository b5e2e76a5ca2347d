import { createHash } from 'node:crypto';
import { z } from 'zod';
import type {
  AdapterDefinition,
  CallContext,
  TranslationRepair,
  TranslationRequest,
  TranslationResult,
  Translator,
  Usage,
} from '../../core/index.ts';
import {
  AdapterError,
  addUsage,
  ConfigError,
  CONTRACT,
  languageName,
  NO_USAGE,
  sameLanguage,
  UNDETERMINED,
} from '../../core/index.ts';
import { fence, fenceLines } from '../../text/prompt-fence.ts';
import { estimateTokens } from '../../text/prompt-tokens.ts';
import type { Prompt } from '../../text/prompt.ts';
import { glossaryLines, loadPrompt, renderPrompt } from '../../text/prompt.ts';
import { splitLong } from '../http/batches.ts';
import { aiSdkProvider } from '../http/chat/ai-sdk.ts';
import { anthropicProvider } from '../http/chat/anthropic.ts';
import type { Asking, Reading } from '../http/chat/ask.ts';
import { askJson } from '../http/chat/ask.ts';
import { cleanRendering } from '../http/chat/clean.ts';
import type { ChatModel, ModelLimits } from '../http/chat/connect.ts';
import { isPromptTooLong } from '../http/chat/connect.ts';
import { geminiProvider } from '../http/chat/gemini.ts';
import { mistralProvider } from '../http/chat/mistral.ts';
import { ollamaProvider } from '../http/chat/ollama.ts';
import { openaiProvider } from '../http/chat/openai.ts';
import type { AnswerSchema } from '../http/chat/protocol.ts';
import type { ChatProvider } from '../http/chat/provider.ts';
import { parseOptions } from '../http/options.ts';

/** Part of the signature: raised whenever this file makes other translations of the same replies. */
const REVISION = 1;

/** More lines than this, and models begin to merge or to skip some. */
const SEGMENTS_PER_CALL = 30;
const CHARS_PER_CALL = 6000;

/** Characters of the neighbouring text that are shown as context on each side. */
const CONTEXT_CHARS = 600;

const ANSWER: { readonly name: string; readonly schema: AnswerSchema } = {
  name: 'translations',
  schema: {
    type: 'object',
    properties: {
      translations: {
        type: 'array',
        items: {
          type: 'object',
          properties: { id: { type: 'integer' }, text: { type: 'string' } },
          required: ['id', 'text'],
          additionalProperties: false,
        },
      },
    },
    required: ['translations'],
    additionalProperties: false,
  },
};

/** A segment, or a piece of one that is too long for a call. */
interface Line {
  readonly segment: number;
  readonly text: string;
  readonly repair: TranslationRepair | null;
}

interface Prompts {
  readonly translate: Prompt;
  readonly repairTranslation: Prompt;
  readonly repairJson: Prompt;
}

const PROVIDERS: readonly ChatProvider[] = [
  openaiProvider,
  anthropicProvider,
  geminiProvider,
  mistralProvider,
  ollamaProvider,
  aiSdkProvider,
];

const ownOptions = z.object({
  model: z
    .string('name the provider and its model, as in llm:openai:MODEL')
    .regex(/^[a-z-]+:./, 'names a provider and its model, such as openai:MODEL'),
  /** Directory of the user's own prompts: a file there takes the place of precis's prompt of the same name. */
  promptDirectory: z.string().min(1).optional(),
});

export const llmDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'llm',
  summary: 'Any chat model as a translator, named as in llm:openai:MODEL',
  needs: async (setting) => {
    const missing = await Promise.all(PROVIDERS.map((provider) => provider.needs(setting)));
    return missing.some((needs) => needs.length === 0) ? [] : [missing.flat().join('; or ')];
  },
  create: async ({ model, promptDirectory, ...rest }, setting) => {
    const own = parseOptions('llm', ownOptions, { model, promptDirectory });
    const [name = '', ...parts] = own.model.split(':');
    const provider = PROVIDERS.find((candidate) => candidate.name === name);
    if (provider === undefined) {
      const names = PROVIDERS.map((candidate) => candidate.name).join(', ');
      throw new ConfigError(`llm: there is no provider "${name}"; there are ${names}`);
    }
    const connected = await provider.connect({ ...rest, model: parts.join(':') }, setting, 'llm:');
    return createLlmTranslator(connected, own.promptDirectory);
  },
};

/**
 * A translator on a chat model. Sentences go in numbered; those that the reply leaves out or runs together are asked
 * for again one by one.
 * @throws ConfigError where a prompt is malformed
 */
export function createLlmTranslator(model: ChatModel, promptDirectory?: string): Translator {
  const prompts: Prompts = {
    translate: loadPrompt('translate', promptDirectory),
    repairTranslation: loadPrompt('repair-translation', promptDirectory),
    repairJson: loadPrompt('repair-json', promptDirectory),
  };
  const hashes = Object.values(prompts).map((prompt: Prompt) => prompt.id.sha256);
  return {
    contract: CONTRACT,
    kind: 'translator',
    quality: 'standard',
    name: model.name,
    signature: createHash('sha256')
      .update(JSON.stringify([REVISION, model.signature, hashes]))
      .digest('hex'),
    sendsTextTo: model.sendsTextTo,
    limits: { charsPerCall: CHARS_PER_CALL, segmentsPerCall: SEGMENTS_PER_CALL },
    supports: async ({ source, target }) => source !== UNDETERMINED && sameLanguage(target, 'en'),
    translate: async (request, context) => {
      const { source, target } = request.pair;
      if (source === UNDETERMINED || !sameLanguage(target, 'en')) {
        throw new AdapterError(`it translates known languages into English, not ${source} into ${target}`, {
          adapter: model.name,
          code: 'unsupported-language',
          retryable: false,
        });
      }
      return await new Translating(model, prompts, request, context).run();
    },
  };
}

/** One call of `translate`: what it has used and warned of so far. */
class Translating {
  readonly #model: ChatModel;
  readonly #prompts: Prompts;
  readonly #request: TranslationRequest;
  readonly #context: CallContext;
  readonly #warnings = new Set<string>();
  #usage: Usage = NO_USAGE;

  constructor(model: ChatModel, prompts: Prompts, request: TranslationRequest, context: CallContext) {
    this.#model = model;
    this.#prompts = prompts;
    this.#request = request;
    this.#context = context;
  }

  async run(): Promise<TranslationResult> {
    const { segments, repair } = this.#request;
    const limits = await this.#model.limits(this.#context);
    const lines = segments.flatMap((text, segment) =>
      splitLong(text, CHARS_PER_CALL).map((piece): Line => ({
        segment,
        text: piece,
        repair: repair?.[segment] ?? null,
      })),
    );
    const english = segments.map((): string[] => []);
    for (const batch of batches(lines)) {
      const rendered = await this.#renderAll(batch, limits);
      for (const [index, line] of batch.entries()) english[line.segment]!.push(rendered[index]!);
    }
    return {
      segments: english.map((parts) => parts.join(' ')),
      usage: this.#usage,
      warnings: [...this.#warnings],
    };
  }

  /** Renders every line of a batch; one that is too much for the model at once is halved. */
  async #renderAll(batch: readonly Line[], limits: ModelLimits): Promise<string[]> {
    try {
      return await this.#render(batch, limits);
    } catch (error) {
      const tooMuch = isPromptTooLong(error) || (error instanceof AdapterError && error.code === 'truncated');
      if (!tooMuch || batch.length === 1) throw error;
      const half = Math.ceil(batch.length / 2);
      const first = await this.#renderAll(batch.slice(0, half), limits);
      return [...first, ...(await this.#renderAll(batch.slice(half), limits))];
    }
  }

  async #render(batch: readonly Line[], limits: ModelLimits): Promise<string[]> {
    const found = await this.#ask(batch, limits);
    // A line that is missing may have been run together with the one before it: both are asked for alone.
    const doubtful = new Set<number>();
    if (batch.length === 1) return this.#counted(batch, [found.get(1)!]);
    for (const [index, line] of batch.entries()) {
      const rendering = found.get(index + 1);
      if (rendering !== undefined && isLikely(line.text, rendering)) continue;
      doubtful.add(index);
      if (index > 0) doubtful.add(index - 1);
    }
    if (doubtful.size > 0) {
      this.#warnings.add(
        `${this.#model.name}: left out or ran together sentences; these were asked for again one by one`,
      );
    }
    const rendered: string[] = [];
    for (const [index, line] of batch.entries()) {
      rendered.push(doubtful.has(index) ? (await this.#ask([line], limits)).get(1)! : found.get(index + 1)!);
    }
    return this.#counted(batch, rendered);
  }

  /** Warns of sentences that stayed as they were. */
  #counted(batch: readonly Line[], rendered: string[]): string[] {
    const untranslated = batch.filter((line, index) => isUntranslated(line.text, rendered[index]!)).length;
    if (untranslated > 0) {
      this.#warnings.add(`${this.#model.name}: left ${untranslated} of ${batch.length} sentences untranslated`);
    }
    return rendered;
  }

  /** The renderings by number from 1. Of a single line it is always there. */
  async #ask(batch: readonly Line[], limits: ModelLimits): Promise<Map<number, string>> {
    const source = batch.map((line) => line.text).join(' ');
    const tokens = estimateTokens(source, this.#request.pair.source, limits.tokenFactor);
    const question = {
      asking: this.#asking(batch),
      // English is seldom longer than its source; JSON and numbers come on top, and thinking.
      outputTokens: Math.max(2048, 2 * tokens + 40 * batch.length),
      shorter: null,
      read: (value: unknown) => readTranslations(value, batch),
    };
    const asked = await askJson(this.#model, limits, question, this.#prompts.repairJson, this.#context);
    this.#usage = addUsage(this.#usage, asked.usage);
    for (const warning of [...asked.warnings, ...asked.value.warnings]) this.#warnings.add(warning);
    return asked.value.renderings;
  }

  #asking(batch: readonly Line[]): Asking {
    const { pair, glossary, segments, context } = this.#request;
    const first = batch[0]!.segment;
    const last = batch.at(-1)!.segment;
    const before = [context?.before ?? '', ...segments.slice(0, first)].join(' ').trim();
    const after = [...segments.slice(last + 1), context?.after ?? ''].join(' ').trim();
    const values = {
      language: languageName(pair.source),
      glossary: glossaryLines(
        glossary,
        pair.source,
        batch.map((line) => line.text),
      ),
      before: around(before.slice(-CONTEXT_CHARS)),
      after: around(after.slice(0, CONTEXT_CHARS)),
      sentences: fence(
        'sentences',
        batch.map((line, index) => ({ number: index + 1, text: line.text })),
      ),
    };
    const opening = renderPrompt(this.#prompts.translate, values);
    if (batch.every((line) => line.repair === null)) {
      return { system: opening.system, messages: [{ role: 'user', text: opening.user }], answer: ANSWER };
    }
    const findings = batch.flatMap((line, index) => describe(line, index + 1));
    const { user } = renderPrompt(this.#prompts.repairTranslation, {
      ...values,
      findings: fenceLines('findings', findings),
    });
    return { system: opening.system, messages: [{ role: 'user', text: user }], answer: ANSWER };
  }
}

function around(text: string): string {
  return text === '' ? 'nothing' : fenceLines('context', [text]);
}

function describe({ repair }: Line, number: number): string[] {
  if (repair === null) return [];
  return [
    `[${number}] Earlier translation: ${repair.previous}`,
    ...repair.findings.map(({ message, source }) => {
      const at = source === null ? '' : ` (the sentence has "${source.text}")`;
      return `[${number}] Finding: ${message}${at}`;
    }),
  ];
}

interface Renderings {
  readonly renderings: Map<number, string>;
  readonly warnings: readonly string[];
}

const answerSchema = z.looseObject({
  translations: z.array(z.looseObject({ id: z.coerce.number().int(), text: z.string() }).nullable().catch(null)),
});

/** Reads `{translations: [{id, text}]}`. A number given twice or out of range counts as missing, as an empty text does. */
function readTranslations(value: unknown, batch: readonly Line[]): Reading<Renderings> {
  const result = answerSchema.safeParse(value);
  if (!result.success) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { ok: false, problem: isObject ? 'its object has no list "translations"' : null };
  }
  const renderings = new Map<number, string>();
  const twice = new Set<number>();
  const warnings = new Set<string>();
  for (const item of result.data.translations) {
    if (item === null) continue;
    // A single sentence may come back under the number that it has in the article.
    const number = batch.length === 1 ? 1 : item.id;
    const line = batch[number - 1];
    if (line === undefined) continue;
    const { text, removed } = cleanRendering(item.text, line.text);
    for (const what of removed) warnings.add(`${what} in a translation was removed`);
    if (text === '') continue;
    if (renderings.has(number)) twice.add(number);
    else renderings.set(number, text);
  }
  for (const number of twice) renderings.delete(number);
  if (renderings.size === 0) return { ok: false, problem: 'it has no translations' };
  return { ok: true, value: { renderings, warnings: [...warnings] } };
}

/** Whether one can be the translation of the other and no more; with room for Chinese, which is terse. */
function isLikely(source: string, rendering: string): boolean {
  const isCut = source.length > 60 && rendering.length < source.length / 5;
  return !isCut && rendering.length <= source.length * 6 + 80 && !isUntranslated(source, rendering);
}

/** A whole sentence that came back letter for letter: names and numbers alone may well do that. */
function isUntranslated(source: string, rendering: string): boolean {
  return source.trim() === rendering && (source.match(/\p{Ll}{2,}/gu)?.length ?? 0) >= 5;
}

/** Lines in calls of a size that models keep apart; what is to be repaired goes by itself. */
function batches(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [];
  let batch: Line[] = [];
  let chars = 0;
  for (const line of lines) {
    const isFull = batch.length >= SEGMENTS_PER_CALL || chars + line.text.length > CHARS_PER_CALL;
    const isOther = batch.length > 0 && (batch[0]!.repair === null) !== (line.repair === null);
    if (batch.length > 0 && (isFull || isOther)) {
      found.push(batch);
      batch = [];
      chars = 0;
    }
    batch.push(line);
    chars += line.text.length;
  }
  if (batch.length > 0) found.push(batch);
  return found;
}
