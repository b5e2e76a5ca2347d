import { z } from 'zod';
import type { AdapterSetting, Price } from '../../../core/index.ts';
import { ConfigError } from '../../../core/index.ts';
import type { Endpoint } from '../exchange.ts';
import { isLoopback } from '../exchange.ts';
import { connectionOptions, pacing, parseOptions } from '../options.ts';
import { priceOf } from '../prices.ts';
import type { ChatModel, ModelLimits } from './connect.ts';

/** A service that runs chat models: what summarisers and the `llm` translator are made of. */
export interface ChatProvider {
  /** `openai`, `ollama`. */
  readonly name: string;
  /** One line for people. */
  readonly summary: string;
  /** As `AdapterDefinition.needs`. */
  needs(setting: AdapterSetting): Promise<readonly string[]>;
  /**
   * @param prefix of the model's name, such as `llm:`
   * @throws ConfigError where an option is wrong or something needed is missing
   */
  connect(options: Readonly<Record<string, unknown>>, setting: AdapterSetting, prefix?: string): Promise<ChatModel>;
}

/** Options of every provider; spread into its own `z.strictObject`. */
export const chatOptions = {
  /** The model, as the service names it. */
  model: z.string().min(1).max(200),
  /** The environment variable that holds the key, for a second account. */
  keyVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/, 'is the name of an environment variable')
    .optional(),
  /** Tokens that the model takes, prompt and reply together. */
  contextTokens: z.int().min(2048).max(100_000_000).optional(),
  /** The most tokens of one reply, thinking included. */
  maxOutputTokens: z.int().min(256).max(1_000_000).optional(),
  /** Tokens of the model's vocabulary for one of OpenAI's o200k; up to 3.4 for small vocabularies. */
  tokenFactor: z.number().min(0.5).max(10).optional(),
  ...connectionOptions,
};

/** @throws ConfigError that names the option; a missing model gets its own words, for it is what people forget */
export function parseChatOptions<S extends z.ZodType>(
  provider: string,
  schema: S,
  given: Readonly<Record<string, unknown>>,
): z.output<S> {
  if (given['model'] === undefined) throw new ConfigError(`${provider}: name the model, as in ${provider}:MODEL`);
  return parseOptions(provider, schema, given);
}

/** Where a provider's requests go, and with which key. */
export interface Access {
  /** Base address, ended by a slash: relative paths are resolved against it. */
  readonly url: string;
  readonly hostname: string;
  readonly isLocal: boolean;
  readonly key: string | null;
  /** Null where no key is needed. */
  readonly keyName: string | null;
}

interface AccessOptions {
  readonly baseUrl?: string | undefined;
  readonly keyVariable?: string | undefined;
}

/**
 * @param variables the environment variables of key and address
 * @param home the service's own address
 * @throws ConfigError where the address is none, or where there is no key for a service off this machine
 */
export function accessTo(
  adapter: string,
  variables: { readonly key: string; readonly url: string },
  home: string,
  options: AccessOptions,
  { env }: AdapterSetting,
): Access {
  const text = options.baseUrl ?? (env[variables.url]?.trim() || home);
  if (!URL.canParse(text)) throw new ConfigError(`${adapter}: ${variables.url} is not an address: ${text}`);
  const { hostname } = new URL(text);
  const isLocal = isLoopback(hostname);
  const keyName = options.keyVariable ?? variables.key;
  const key = env[keyName]?.trim() || null;
  if (key === null && !isLocal) throw new ConfigError(`${adapter}: no key; set ${keyName}`);
  return { url: text.endsWith('/') ? text : `${text}/`, hostname, isLocal, key, keyName: isLocal ? null : keyName };
}

/** What is missing before a service with a key can be used; nothing where its address is on this machine. */
export function keyNeeds(variables: { readonly key: string; readonly url: string }, { env }: AdapterSetting): string[] {
  const url = env[variables.url]?.trim() ?? '';
  const isLocal = URL.canParse(url) && isLoopback(new URL(url).hostname);
  return isLocal || env[variables.key]?.trim() ? [] : [`set ${variables.key}`];
}

/** Milliseconds for one reply: a model may think for a while, and one on this machine for long. */
const TIMEOUT_MS = 180_000;
const LOCAL_TIMEOUT_MS = 900_000;

/** As `pacing`, with the patience that models need. */
export function chatPacing(
  options: Parameters<typeof pacing>[0],
  isLocal: boolean,
): Pick<Endpoint, 'limits' | 'timeoutMs' | 'deadlineMs' | 'attempts'> {
  const { timeoutMs = isLocal ? LOCAL_TIMEOUT_MS : TIMEOUT_MS, ...rest } = pacing(options);
  return { timeoutMs, ...rest };
}

interface LimitOptions {
  readonly contextTokens?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly tokenFactor?: number | undefined;
}

/** @param usual what to assume of this service's models where the options do not say */
export function limitsFrom(options: LimitOptions, usual: { contextTokens: number; tokenFactor?: number }): ModelLimits {
  const contextTokens = options.contextTokens ?? usual.contextTokens;
  return {
    contextTokens,
    // A reply never gets more than half of the window: the article needs the rest.
    maxOutputTokens: Math.min(options.maxOutputTokens ?? 16_384, Math.floor(contextTokens / 2)),
    tokenFactor: options.tokenFactor ?? usual.tokenFactor ?? 1.3,
  };
}

/**
 * The price of a model. A model on this machine that the table does not know costs nothing; one that it knows may be a
 * paid one behind a proxy.
 * @param service as in the price table, or a host
 */
export function priceFor(setting: AdapterSetting, service: string, model: string, isLocal: boolean): Price | null {
  const known = priceOf(setting.prices, service, model);
  return known ?? (isLocal ? { inputPerMillionTokens: 0, outputPerMillionTokens: 0 } : null);
}
