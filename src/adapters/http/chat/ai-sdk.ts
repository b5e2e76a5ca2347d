import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { CallContext, Journal, Price, Usage } from '../../../core/index.ts';
import { AdapterError, ConfigError, messageOf, NO_USAGE } from '../../../core/index.ts';
import type { Connection } from '../exchange.ts';
import { connect, isLoopback } from '../exchange.ts';
import { badResponse, parseReply } from '../options.ts';
import { protectSecret, redact } from '../redact.ts';
import type { ChatAnswer } from './connect.ts';
import { boundOf, classifyChat, isPromptTooLong, usageOf } from './connect.ts';
import type { ChatReply, ChatRequest, TokenCount } from './protocol.ts';
import type { ChatProvider } from './provider.ts';
import { chatOptions, chatPacing, limitsFrom, parseChatOptions, priceFor } from './provider.ts';

const options = z.strictObject({
  ...chatOptions,
  /** `PROVIDER/MODEL`; the provider is the package `@ai-sdk/PROVIDER` unless `package` names another. */
  model: z.string().regex(/^[a-z0-9-]+\/./, 'has the form PROVIDER/MODEL'),
  package: z
    .string()
    .regex(/^(?:@[a-z0-9-]+\/)?[a-z0-9._-]+$/, 'is the name of a package')
    .optional(),
  /** What the provider's `create…()` takes besides a key, such as `{"baseURL": "https://…"}`. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

type Fetch = typeof globalThis.fetch;
type Factory = (settings: Record<string, unknown>) => (model: string) => unknown;

/** The part of the package `ai` 6 that is used here; its own types would make every consumer install it. */
interface Sdk {
  generateText(
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly text: string; readonly finishReason: string }>;
  jsonSchema(schema: unknown): unknown;
  readonly Output: { object(options: { readonly name: string; readonly schema: unknown }): unknown };
  readonly NoObjectGeneratedError: { isInstance(error: unknown): error is SdkAnswerError };
}

/** The model answered, but not with the object asked for. */
interface SdkAnswerError extends Error {
  readonly text?: string | undefined;
  readonly finishReason?: string | undefined;
}

/** What a provider sends without anything being sent: where to, and with which key. */
interface Destination {
  readonly origin: string;
  readonly key: string | null;
}

/**
 * A bridge to the AI SDK 6 (https://ai-sdk.dev/docs/reference/ai-sdk-core/generate-text, 2026-11-22): its provider
 * packages know the wire formats, while every request leaves through this program's own connection, which paces,
 * retries, redacts and remembers. The SDK itself retries nothing.
 */
export const aiSdkProvider: ChatProvider = {
  name: 'ai-sdk',
  summary: 'Any provider of the AI SDK 6 that is installed (npm install ai@6 @ai-sdk/PROVIDER)',
  needs: async () =>
    (await resolves('ai')) ? [] : ['npm install ai@6 and the package of a provider, such as @ai-sdk/groq'],
  connect: async (given, setting, prefix = '') => {
    const chosen = parseChatOptions('ai-sdk', options, given);
    const adapter = `${prefix}ai-sdk:${chosen.model}`;
    const slash = chosen.model.indexOf('/');
    const [provider, model] = [chosen.model.slice(0, slash), chosen.model.slice(slash + 1)];
    const packageName = chosen.package ?? `@ai-sdk/${provider}`;
    const secret = Object.keys(chosen.settings).find((name) => /key|token|secret|password/i.test(name));
    if (secret !== undefined)
      throw new ConfigError(`${adapter}: settings.${secret}: keys come from the environment only`);

    const ai = await load(adapter, 'ai', 'npm install ai@6');
    if (!isSdk(ai)) throw new ConfigError(`${adapter}: the package ai is not of version 6; npm install ai@6`);
    const factory = factoryIn(adapter, packageName, await load(adapter, packageName, `npm install ${packageName}`));
    const keyName = chosen.keyVariable ?? `${provider.replaceAll('-', '_').toUpperCase()}_API_KEY`;
    const apiKey = setting.env[keyName];
    const modelWith = (fetch: Fetch): unknown =>
      factory({ name: provider, ...chosen.settings, ...(apiKey ? { apiKey } : {}), fetch })(model);

    const { origin, key } = await destinationOf(adapter, ai, modelWith);
    const isLocal = isLoopback(new URL(origin).hostname);
    const limits = limitsFrom(chosen, { contextTokens: 32_768, tokenFactor: 1.6 });
    const connection = connect(
      {
        adapter,
        url: origin,
        key,
        keyName,
        model: chosen.model,
        classify: classifyChat,
        ...chatPacing(chosen, isLocal),
      },
      setting,
    );
    const price = priceFor(setting, provider, model, isLocal);
    return {
      name: adapter,
      signature: JSON.stringify([adapter, packageName, chosen.settings, limits]),
      sendsTextTo: connection.host,
      usualLimits: limits,
      limits: async () => limits,
      ask: async (request, read, context) =>
        await askThroughSdk({ adapter, ai, modelWith, connection, price }, request, read, context),
    };
  },
};

interface Bridge {
  readonly adapter: string;
  readonly ai: Sdk;
  readonly modelWith: (fetch: Fetch) => unknown;
  readonly connection: Connection;
  readonly price: Price | null;
}

async function askThroughSdk<T>(
  bridge: Bridge,
  request: ChatRequest,
  read: (reply: ChatReply) => T,
  context: CallContext,
): Promise<ChatAnswer<T>> {
  let usage: Usage = NO_USAGE;
  let key: string | null = null;
  let thrown: { readonly error: unknown } | null = null;
  // The SDK reads the reply only after the connection has let go of it: to forget it, its name has to be known.
  const journal: Journal = {
    recall: (name) => context.journal.recall((key = name)),
    begin: (name, adapter, bound) => context.journal.begin((key = name), adapter, bound),
    discard: (name) => context.journal.discard(name),
  };
  const fetch: Fetch = async (input, init) => {
    try {
      const body = typeof init?.body === 'string' ? init.body : '';
      const bound = boundOf(body, request.maxOutputTokens, bridge.price);
      const answer = await bridge.connection.ask(
        {
          url: addressOf(input),
          headers: Object.fromEntries(new Headers(init?.headers)),
          body,
          bound,
          usageOf: (reply) => usageOf(tokensIn(reply), bound, bridge.price),
          parse: (reply) => {
            parseReply(bridge.adapter, z.unknown(), reply);
            return reply;
          },
          texts: request.messages.map((message) => message.text),
        },
        { ...context, journal },
      );
      usage = answer.usage;
      return new Response(answer.value, { headers: { 'content-type': 'application/json' } });
    } catch (error) {
      thrown = { error };
      throw error;
    }
  };
  try {
    const reply = await generate(bridge, request, fetch, context.signal);
    return { value: read(reply), usage };
  } catch (error) {
    // The SDK wraps some errors; ours say what to do.
    const own = thrown as { readonly error: unknown } | null;
    if (own !== null) throw own.error;
    context.signal.throwIfAborted();
    if (key !== null && !isPromptTooLong(error)) await context.journal.discard(key);
    if (error instanceof AdapterError) throw error;
    throw badResponse(bridge.adapter, `the AI SDK could not read the answer: ${redact(nameOf(error))}`);
  }
}

// The SDK prints its warnings on the terminal, over precis's own lines; what matters of them reaches us as errors.
(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

async function generate(bridge: Bridge, request: ChatRequest, fetch: Fetch, signal: AbortSignal): Promise<ChatReply> {
  const { ai, modelWith } = bridge;
  const { name, schema } = request.answer;
  try {
    const { text, finishReason } = await ai.generateText({
      model: modelWith(fetch),
      system: request.system,
      messages: request.messages.map(({ role, text: content }) => ({ role, content })),
      output: ai.Output.object({ name, schema: ai.jsonSchema(schema) }),
      maxOutputTokens: request.maxOutputTokens,
      maxRetries: 0,
      abortSignal: signal,
    });
    return { text, finish: finishOf(finishReason), tokens: null };
  } catch (error) {
    // Text that is no JSON: it is read leniently, as from every other provider.
    if (!ai.NoObjectGeneratedError.isInstance(error)) throw error;
    return { text: error.text ?? '', finish: finishOf(error.finishReason), tokens: null };
  }
}

function finishOf(reason: string | undefined): ChatReply['finish'] {
  return reason === 'length' ? 'truncated' : reason === 'content-filter' ? 'refused' : 'complete';
}

const usageSchema = z.union([
  z
    .looseObject({ usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number() }) })
    .transform(({ usage }) => [usage.prompt_tokens, usage.completion_tokens] as const),
  z
    .looseObject({ usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number() }) })
    .transform(({ usage }) => [usage.input_tokens, usage.output_tokens] as const),
  z
    .looseObject({
      usageMetadata: z.looseObject({ promptTokenCount: z.number(), candidatesTokenCount: z.number().default(0) }),
    })
    .transform(({ usageMetadata: usage }) => [usage.promptTokenCount, usage.candidatesTokenCount] as const),
]);

/** The count in a reply of one of the three usual shapes; null elsewhere, and then the bound counts. */
function tokensIn(reply: string): TokenCount | null {
  let body: unknown;
  try {
    body = JSON.parse(reply);
  } catch {
    return null;
  }
  const result = usageSchema.safeParse(body);
  if (!result.success) return null;
  const [inputTokens, outputTokens] = result.data;
  return { inputTokens, outputTokens, cachedInputTokens: 0, cacheWriteTokens: 0 };
}

class Stop extends Error {}

/** Has the provider build a request and catches it before it leaves. */
async function destinationOf(adapter: string, ai: Sdk, modelWith: (fetch: Fetch) => unknown): Promise<Destination> {
  let found: Destination | null = null;
  const fetch: Fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const bearer = headers.get('authorization')?.replace(/^Bearer /i, '');
    const key = bearer ?? headers.get('x-api-key') ?? headers.get('x-goog-api-key') ?? headers.get('api-key');
    found = { origin: new URL(addressOf(input)).origin, key: key ?? null };
    throw new Stop();
  };
  try {
    await ai.generateText({ model: modelWith(fetch), prompt: 'x', maxRetries: 0 });
  } catch (error) {
    if (found === null) throw new ConfigError(`${adapter}: ${redact(messageOf(error))}`, { cause: error });
  }
  const destination = found as Destination | null;
  if (destination === null) throw new ConfigError(`${adapter}: the provider sends nothing that can be paced`);
  if (destination.key !== null) protectSecret(destination.key);
  return destination;
}

function addressOf(input: Parameters<Fetch>[0]): string {
  return typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
}

function isFactory(value: unknown): value is Factory {
  return typeof value === 'function';
}

function factoryIn(adapter: string, packageName: string, module: object): Factory {
  for (const [name, value] of Object.entries<unknown>({ ...module })) {
    if (/^create[A-Z]/.test(name) && isFactory(value)) return value;
  }
  throw new ConfigError(`${adapter}: ${packageName} has no create…() as providers of the AI SDK have`);
}

function isSdk(module: object): module is Sdk {
  return ['generateText', 'jsonSchema', 'Output', 'NoObjectGeneratedError'].every((name) => name in module);
}

async function load(adapter: string, name: string, remedy: string): Promise<object> {
  const address = await resolves(name);
  if (address === null) throw new ConfigError(`${adapter}: the package ${name} is not installed; ${remedy}`);
  try {
    const module: unknown = await import(address);
    if (typeof module === 'object' && module !== null) return module;
  } catch (error) {
    throw new ConfigError(`${adapter}: the package ${name} cannot be loaded: ${messageOf(error)}`, { cause: error });
  }
  throw new ConfigError(`${adapter}: the package ${name} is no module`);
}

/** Where a package is, beside precis or in the user's project; null where it is not. */
async function resolves(name: string): Promise<string | null> {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href]) {
    try {
      return pathToFileURL(createRequire(from).resolve(name)).href;
    } catch {
      // Not from there.
    }
  }
  return null;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
