import { availableParallelism } from 'node:os';
import { z } from 'zod';
import {
  AdapterError,
  type AdapterDefinition,
  type AdapterSetting,
  CONTRACT,
  type CallContext,
  type LanguagePair,
  NO_USAGE,
  type TranslationRequest,
  type TranslationResult,
  type Translator,
  isAbort,
  languageName,
  messageOf,
  sameLanguage,
} from '../../../core/index.ts';
import { translateProtected } from '../../../figures/protected-translation.ts';
import { parseOptions } from '../../http/options.ts';
import { abortable } from '../../http/wait.ts';
import { cutLongText } from './long-text.ts';
import type { InstalledModel } from './manifest.ts';
import { type ModelStore, openModelStore, pairName } from './model-store.ts';
import { DamagedModelError, EngineError, EnginePool, type PoolSettings } from './pool.ts';

export type { InstalledModel } from './manifest.ts';
export { openModelStore, pairName } from './model-store.ts';
export type {
  AvailableModel,
  ModelStore,
  ModelStoreOptions,
  PullOptions,
  PullProgress,
  Reachability,
} from './model-store.ts';

const NAME = 'bergamot';
/** Of `@browsermt/bergamot-translator`; and the version of what is done to texts around it. */
const SIGNATURE = 'bergamot/0.4.9/1';

const url = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text));

const optionsSchema = z.strictObject({
  /** Threads. @default 2, or 1 on a single core */
  workers: z.int().min(1).max(64).optional(),
  /** Models that one thread keeps loaded. @default 2 */
  modelsPerWorker: z.int().min(1).max(6).default(2),
  /** Milliseconds for one batch of about 250 words, the loading of its model included. */
  timeoutMs: z.int().min(1_000).max(3_600_000).default(120_000),
  /** Whether a model that is not in the store may be downloaded when it is first needed. */
  download: z.boolean().default(false),
  /** Where models come from instead of Mozilla's registries; each also from the environment. */
  modelsUrl: url.optional(),
  settingsUrl: url.optional(),
  attachmentsUrl: url.optional(),
});
type Options = z.output<typeof optionsSchema>;

/** What made a pair impossible is not tried again for so long: a run has thousands of articles. */
const ASK_AGAIN_MS = 5 * 60_000;

/** The engine of Firefox Translations on this machine, with models from a local store. */
export const bergamotDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: NAME,
  summary: 'neural translation on this machine (the engine of Firefox Translations)',
  async needs(setting) {
    const installed = await openModelStore(setting).listModels();
    return installed.length > 0
      ? []
      : ['a translation model: run `precis setup fr` (or the language of your articles)'];
  },
  async create(options, setting) {
    return bergamotTranslator(parseOptions(NAME, optionsSchema, options), setting);
  },
};

function bergamotTranslator(options: Options, setting: AdapterSetting): Translator {
  const store = openModelStore(setting, {
    addresses: {
      ...(options.modelsUrl && { storage: options.modelsUrl }),
      ...(options.settingsUrl && { settings: options.settingsUrl }),
      ...(options.attachmentsUrl && { attachments: options.attachmentsUrl }),
    },
  });
  return new BergamotTranslator(store, options.download && !setting.offline, setting.offline, {
    workers: options.workers ?? Math.min(2, availableParallelism()),
    modelsPerWorker: options.modelsPerWorker,
    timeoutMs: options.timeoutMs,
  });
}

class BergamotTranslator implements Translator {
  readonly contract = CONTRACT;
  readonly kind = 'translator';
  readonly name = NAME;
  readonly signature = SIGNATURE;
  readonly sendsTextTo = null;
  readonly quality = 'standard';
  readonly limits = { charsPerCall: 1_000_000, segmentsPerCall: 10_000 };
  readonly #store: ModelStore;
  readonly #downloads: boolean;
  readonly #offline: boolean;
  readonly #pool: EnginePool;
  readonly #closing = new AbortController();
  /** By pair: the model, or its download on the way. */
  readonly #models = new Map<string, Promise<InstalledModel>>();
  /** By pair: why it cannot be had, and until when nobody is asked again. */
  readonly #refusals = new Map<string, { readonly error: unknown; readonly until: number }>();

  constructor(store: ModelStore, downloads: boolean, offline: boolean, pool: PoolSettings) {
    this.#store = store;
    this.#downloads = downloads;
    this.#offline = offline;
    this.#pool = new EnginePool(pool);
  }

  async supports(pair: LanguagePair, { signal }: CallContext): Promise<boolean> {
    if (!isIntoEnglish(pair)) return false;
    if ((await this.#store.findModel(pair)) !== null) return true;
    const name = pairName(pair);
    if (!this.#downloads || this.#refusal(name) !== null) return false;
    try {
      const available = await this.#store.availableModels(signal);
      return available.some((model) => model.pair === name);
    } catch (error) {
      if (signal.aborted || isAbort(error)) throw error;
      this.#refuse(name, error);
      return false;
    }
  }

  async translate(request: TranslationRequest, { signal }: CallContext): Promise<TranslationResult> {
    signal.throwIfAborted();
    const { pair, glossary, repair } = request;
    if (!isIntoEnglish(pair)) throw noModel(pair);
    const { segments, warnings } = await translateProtected(
      request.segments,
      { language: pair.source, glossary, repair },
      (texts) => this.#translateTexts(texts, pair, signal),
    );
    return { segments, usage: NO_USAGE, warnings };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#pool.close();
  }

  async #translateTexts(texts: readonly string[], pair: LanguagePair, signal: AbortSignal): Promise<string[]> {
    const cut = texts.map((text) => cutLongText(text, pair.source));
    const wanted = cut.flat().filter((piece) => piece.translatable);
    const rendered = await this.#render(
      wanted.map((piece) => piece.text),
      pair,
      signal,
    );
    let next = 0;
    return cut.map((pieces) =>
      pieces.map((piece) => (piece.translatable ? rendered[next++]!.trim() : piece.text)).join(' '),
    );
  }

  async #render(texts: readonly string[], pair: LanguagePair, signal: AbortSignal): Promise<string[]> {
    for (let attempt = 1; ; attempt++) {
      const model = await this.#model(pair, signal);
      try {
        return await this.#pool.translate({ ...model, key: model.directory }, texts, signal);
      } catch (error) {
        if (error instanceof EngineError) {
          const failure = engineFailure(error, model);
          if (error.kind === 'load') this.#refuse(model.pair, failure);
          throw failure;
        }
        if (!(error instanceof DamagedModelError)) throw error;
        if (this.#offline || attempt > 1) throw damaged(error, model);
        await this.#replace(model);
      }
    }
  }

  /** Forgets a damaged model and removes it, so that it is downloaded again; once, however many articles notice. */
  async #replace(model: InstalledModel): Promise<void> {
    const known = this.#models.get(model.pair);
    if (known === undefined || (await known) !== model) return;
    const again = this.#store
      .discardModel(model)
      .then(() => this.#store.pullModel(model, { signal: this.#closing.signal }));
    void this.#remember(model.pair, again);
  }

  async #model(pair: LanguagePair, signal: AbortSignal): Promise<InstalledModel> {
    const name = pairName(pair);
    const refusal = this.#refusal(name);
    if (refusal !== null) throw refusal.error;
    let model = this.#models.get(name);
    if (model === undefined) {
      const found = await this.#store.findModel(pair);
      if (found === null && !this.#downloads) throw noModel(pair);
      model =
        this.#models.get(name) ??
        this.#remember(name, found ?? this.#store.pullModel(pair, { signal: this.#closing.signal }));
    }
    return abortable(model, signal);
  }

  #remember(name: string, found: InstalledModel | Promise<InstalledModel>): Promise<InstalledModel> {
    const model = Promise.resolve(found);
    this.#models.set(name, model);
    model.catch((error: unknown) => {
      if (!isAbort(error)) this.#refuse(name, error);
    });
    return model;
  }

  #refusal(name: string): { readonly error: unknown } | null {
    const refusal = this.#refusals.get(name);
    if (refusal === undefined || performance.now() < refusal.until) return refusal ?? null;
    this.#refusals.delete(name);
    return null;
  }

  #refuse(name: string, error: unknown): void {
    this.#models.delete(name);
    this.#refusals.set(name, { error, until: performance.now() + ASK_AGAIN_MS });
  }
}

function isIntoEnglish(pair: LanguagePair): boolean {
  return sameLanguage(pair.target, 'en') && !sameLanguage(pair.source, 'en');
}

function noModel(pair: LanguagePair): AdapterError {
  const names = `${languageName(pair.source)} to ${languageName(pair.target)}`;
  const remedy = isIntoEnglish(pair)
    ? `run \`precis setup ${pairName(pair).split('-', 1)[0]}\``
    : 'it translates into English only';
  return new AdapterError(`there is no model for ${names}; ${remedy}`, {
    adapter: NAME,
    code: 'unsupported-language',
    retryable: false,
  });
}

function damaged(error: DamagedModelError, model: InstalledModel): AdapterError {
  return new AdapterError(
    `the model ${model.pair} is damaged: ${messageOf(error)}; run \`precis models pull ${model.source}\` with the network`,
    { adapter: NAME, code: 'unavailable', retryable: false, cause: error },
  );
}

function engineFailure(error: EngineError, model: InstalledModel): AdapterError {
  const detail = { adapter: NAME, cause: error };
  const what = messageOf(error);
  if (error.kind === 'timeout') {
    const message = `${what}, twice; give it more time with the option timeoutMs`;
    return new AdapterError(message, { ...detail, code: 'timeout', retryable: true });
  }
  const message =
    error.kind === 'load'
      ? `the engine cannot load the model in ${model.directory} (${what}); remove it with \`precis models remove ${model.source}\` and pull it again`
      : `the engine broke off twice in the same text (${what}); leave that article out or name another translator`;
  return new AdapterError(message, { ...detail, code: 'unavailable', retryable: false });
}
