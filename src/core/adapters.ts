import type { Article, Glossary } from './article.ts';
import type { Brief, Draft, Finding, PromptId, Usage } from './brief.ts';
import type { RunReport } from './events.ts';
import type { LanguagePair, LanguageTag } from './language.ts';

/** The version of the contracts below. An adapter states the one it was written for; others are refused at load. */
export const CONTRACT = 1;

/** A ticket for one request that may cost money. Exactly one of the three methods is called, once. */
export interface RequestTicket {
  /** The reply arrived: it is stored durably, then the reservation is settled by `usage`. Await before using it. */
  settle(reply: string, usage: Usage): Promise<void>;
  /** The service certainly charged nothing (refused before work: 4xx, connection refused). */
  release(): Promise<void>;
  /** Nobody knows whether it was charged (timeout, closed socket, 5xx): the reservation stays charged. */
  abandon(): Promise<void>;
}

/** Remembers requests: what is in flight, what was answered, and what it may still cost. */
export interface Journal {
  /** The stored reply of an earlier request with this key, or null. */
  recall(key: string): Promise<string | null>;
  /**
   * Writes a request down as in flight and reserves its upper bound.
   * @param key hash of all that determines the reply: adapter, address, model, body; no secret.
   * @param bound the most that it can cost; `costUsd` null means that no price is known.
   * @throws BudgetError where the budget does not cover the bound
   */
  begin(key: string, adapter: string, bound: Usage): Promise<RequestTicket>;
  /**
   * Told of a request that has no stored reply, before it waits for its turn. What it throws ends the call: nothing is
   * sent, and no limit of the service is used up. For estimates.
   */
  foresee?(adapter: string, bound: Usage): void;
  /** Forgets a stored reply that turned out to be unusable, so that another run asks again. */
  discard(key: string): Promise<void>;
}

/** What every call into an adapter carries. */
export interface CallContext {
  /** Aborted when the user stops the run. An adapter passes it on and stops waiting at once. */
  readonly signal: AbortSignal;
  readonly journal: Journal;
  /** Whether another adapter would do this call: then a service that is down is not waited for. @default false */
  readonly standby?: boolean | undefined;
}

interface AdapterBase {
  readonly contract: typeof CONTRACT;
  /** As the user names it and as it stands in a brief's `made`: `deepl`, `openai:gpt-x`. */
  readonly name: string;
  /** All settings that influence results (model, address, options, prompt hash), hashed into signatures. No secret. */
  readonly signature: string;
  /** Where article text goes, such as `api.deepl.com`; null where it stays on this machine. */
  readonly sendsTextTo: string | null;
  /** Frees processes, workers and sockets. Called once, at the end of the run; safe to call twice. */
  close?(): Promise<void>;
}

export interface TranslationRequest {
  /** In the order of the text; none is empty. */
  readonly segments: readonly string[];
  readonly pair: LanguagePair;
  /** Neighbouring source sentences, for adapters that can use context. */
  readonly context?: { readonly before: string; readonly after: string } | undefined;
  readonly glossary: Glossary | null;
  /** Asks for another rendering after a check failed: per segment what must stand in the English, or null. */
  readonly repair?: readonly (TranslationRepair | null)[] | undefined;
}

/** What went wrong with an earlier rendering of one segment. */
export interface TranslationRepair {
  readonly previous: string;
  readonly findings: readonly Finding[];
}

export interface TranslationResult {
  /** Exactly as many as were asked for, in the same order. */
  readonly segments: readonly string[];
  readonly usage: Usage;
  readonly warnings: readonly string[];
  /** What really translated, where it is not the adapter itself (a fallback chain). */
  readonly madeBy?: string | undefined;
  /** The quality of what really translated, where it is not the adapter's own. */
  readonly quality?: 'rough' | 'standard' | undefined;
}

/** Turns N segments into exactly N segments. */
export interface Translator extends AdapterBase {
  readonly kind: 'translator';
  /** `rough`: a gist, such as Apertium's. A brief made with it is never better than `review`. */
  readonly quality: 'rough' | 'standard';
  readonly limits: {
    /** The most source characters that one call takes; longer requests are split by the adapter itself. */
    readonly charsPerCall: number;
    readonly segmentsPerCall: number;
  };
  /** Whether it can do this pair now, without any further set-up. Makes no paid call. */
  supports(pair: LanguagePair, context: CallContext): Promise<boolean>;
  /**
   * @throws AdapterError with code `unsupported-language` where `supports` is false, without any call to a service
   */
  translate(request: TranslationRequest, context: CallContext): Promise<TranslationResult>;
}

export interface SummariseRequest {
  readonly article: Article;
  /** The text of each of `article.segments`, in the language to read: the original, or its translation. */
  readonly segments: readonly string[];
  /** The language of `segments`. */
  readonly language: LanguageTag;
  /** The language to write: English. */
  readonly target: LanguageTag;
  /** The most words that all claims may have together. In extract-first: source words of the selection. */
  readonly maxWords: number;
  readonly glossary: Glossary | null;
  /** Asks for a corrected draft: the earlier one and what the checks found in it. */
  readonly repair?: { readonly draft: Draft; readonly findings: readonly Finding[] } | undefined;
}

export interface SummariseResult {
  readonly draft: Draft;
  readonly usage: Usage;
  readonly warnings: readonly string[];
  readonly prompt: PromptId | null;
}

/** Turns segments into a draft whose claims carry evidence. */
export interface Summariser extends AdapterBase {
  readonly kind: 'summariser';
  /** `extractive`: it selects segments verbatim, in their language. `abstractive`: it writes new sentences. */
  readonly method: 'extractive' | 'abstractive';
  readonly limits: {
    /** The most tokens of source that one call takes; a longer article is split by the adapter itself. */
    readonly tokensPerCall: number;
  };
  /** Whether it can read `source` and write `target`. An extractive one supports only equal languages. */
  supports(pair: LanguagePair, context: CallContext): Promise<boolean>;
  summarise(request: SummariseRequest, context: CallContext): Promise<SummariseResult>;
}

/** One input that may be an article. */
export interface ArticleReference {
  /** As `Article.path`. */
  readonly path: string;
  /** SHA-256 of the raw bytes, so that an unchanged input is known without parsing it. */
  fingerprint(signal: AbortSignal): Promise<string>;
  /** Reads it. @throws InputError */
  load(signal: AbortSignal): Promise<Article>;
}

/** Lists inputs lazily and loads one article at a time. */
export interface Reader {
  readonly contract: typeof CONTRACT;
  readonly kind: 'reader';
  readonly name: string;
  list(inputs: readonly string[], signal: AbortSignal): AsyncIterable<ArticleReference>;
}

/** Writes briefs. Atomic (a reader never sees half a file) and idempotent (the same brief twice changes nothing). */
export interface Writer {
  readonly contract: typeof CONTRACT;
  readonly kind: 'writer';
  readonly name: string;
  /** Writes one brief; a rejected one goes where it cannot be taken for a good one. */
  write(brief: Brief): Promise<void>;
  /** Removes what `write` made for an id, if anything. */
  remove(id: string): Promise<void>;
  /** Whether the files of this brief are in place. */
  has(id: string): Promise<boolean>;
  /** The brief as it was written, or null where there is none or its file is damaged. */
  read(id: string): Promise<Brief | null>;
  /** Writes what the run came to. Called once, last. */
  finish(report: RunReport): Promise<void>;
  close?(): Promise<void>;
}

/** Moves strings by key and never parses them. Durable once a promise resolves. */
export interface Store {
  readonly contract: typeof CONTRACT;
  readonly kind: 'store';
  readonly name: string;
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  /** Every entry whose key starts with `prefix`, in the order of the keys, lazily. */
  list(prefix: string): AsyncIterable<readonly [key: string, value: string]>;
  close?(): Promise<void>;
}

/** A journal that remembers nothing and allows everything: for a single call outside a run, and for tests. */
export const noJournal: Journal = {
  recall: async () => null,
  begin: async () => ({ settle: async () => {}, release: async () => {}, abandon: async () => {} }),
  discard: async () => {},
};

/** What an adapter is given when it is made. It reads nothing else of the outside world. */
export interface AdapterSetting {
  /** Environment variables: the only place for keys. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** No download and no service. */
  readonly offline: boolean;
  /** Directory of translation models, shared by all outputs of a user. */
  readonly modelDirectory: string;
  /** Prices by service and model; see `data/prices.json`. */
  readonly prices: PriceTable;
}

/** US dollars for one million units. */
export interface Price {
  readonly inputPerMillionTokens?: number | undefined;
  readonly outputPerMillionTokens?: number | undefined;
  readonly cachedInputPerMillionTokens?: number | undefined;
  readonly perMillionCharacters?: number | undefined;
}

export interface PriceTable {
  /** ISO date on which the prices were looked up. */
  readonly asOf: string;
  /** By `provider/model`, or `provider` for a service without models. */
  readonly prices: Readonly<Record<string, Price>>;
}

/** How an adapter is announced: what `precis adapters` lists and the configuration resolves. */
export interface AdapterDefinition<A extends Translator | Summariser> {
  readonly contract: typeof CONTRACT;
  readonly kind: A['kind'];
  readonly name: string;
  /** One line for people. */
  readonly summary: string;
  /**
   * What is missing before it can be used, each with its remedy (`set DEEPL_API_KEY`); empty when it is ready.
   * Looks at the machine only; calls no service.
   */
  needs(setting: AdapterSetting): Promise<readonly string[]>;
  /**
   * @param options settings from the configuration; checked strictly
   * @throws ConfigError where an option is wrong or something needed is missing
   */
  create(options: Readonly<Record<string, unknown>>, setting: AdapterSetting): Promise<A>;
}
