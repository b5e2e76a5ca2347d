import { z } from 'zod';
import { connectChat } from './connect.ts';
import type { ChatProtocol, ChatReply, ChatRequest, Dialect } from './protocol.ts';
import type { ChatProvider } from './provider.ts';
import { accessTo, chatOptions, chatPacing, keyNeeds, limitsFrom, parseChatOptions, priceFor } from './provider.ts';

const HOME = 'https://api.openai.com/v1';
const VARIABLES = { key: 'OPENAI_API_KEY', url: 'OPENAI_BASE_URL' };

const options = z.strictObject({
  ...chatOptions,
  /** Base address with the version, such as `http://127.0.0.1:8000/v1`. @default OPENAI_BASE_URL or OpenAI's */
  baseUrl: z.url().optional(),
  /** 0 to 2. Not sent when left out: several models refuse it. */
  temperature: z.number().min(0).max(2).optional(),
  /** For models that think before they answer. Not sent when left out. */
  reasoningEffort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
  /** How the answer's form is asked for. Left out: what the server takes is found by trying. */
  answerForm: z.enum(['json_schema', 'json_object', 'text']).optional(),
  /** The header of the key. @default 'api-key' at Azure, else 'bearer' */
  auth: z.enum(['bearer', 'api-key']).optional(),
});

/** What of the options stands in each body. */
interface Settings {
  readonly model: string;
  readonly temperature?: number | undefined;
  readonly reasoningEffort?: string | undefined;
}

const usageSchema = z.looseObject({
  prompt_tokens: z.number().nonnegative(),
  completion_tokens: z.number().nonnegative().default(0),
  prompt_tokens_details: z.looseObject({ cached_tokens: z.number().nullish() }).nullish(),
});

const replySchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({
          content: z
            .union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().nullish() }))])
            .nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage: usageSchema.nullish().catch(null),
});

/**
 * The chat completions of OpenAI and of every server that speaks them: vLLM, llama.cpp, Ollama, OpenRouter, Azure.
 * Written from https://platform.openai.com/docs/api-reference/chat/create and OpenAI's OpenAPI description 2.3.0
 * (2026-08-21).
 */
export function openaiProtocol(settings: Settings): ChatProtocol {
  return {
    path: 'chat/completions',
    forms: ['json_schema', 'json_object', 'text'],
    buildBody: (request, dialect) => ({
      model: settings.model,
      messages: chatMessages(request),
      [dialect.limitField]: request.maxOutputTokens,
      ...responseFormat(request, dialect),
      ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
      ...(settings.reasoningEffort === undefined ? {} : { reasoning_effort: settings.reasoningEffort }),
    }),
    parseBody: parseOpenaiBody,
  };
}

/** `messages` with the system's first, as OpenAI, Mistral and Ollama want them. */
export function chatMessages(request: ChatRequest): { role: string; content: string }[] {
  return [
    { role: 'system', content: request.system },
    ...request.messages.map(({ role, text }) => ({ role, content: text })),
  ];
}

/** `response_format`, the same for OpenAI and Mistral. */
export function responseFormat(request: ChatRequest, dialect: Dialect): Record<string, unknown> {
  const { name, schema } = request.answer;
  if (dialect.form === 'json_schema') {
    return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
  }
  return dialect.form === 'json_object' ? { response_format: { type: 'json_object' } } : {};
}

function parseOpenaiBody(body: unknown): ChatReply {
  const { choices, usage } = replySchema.parse(body);
  const { message, finish_reason: reason } = choices[0]!;
  const refused = (message.refusal ?? '') !== '' || reason === 'content_filter';
  return {
    text: contentText(message.content),
    finish: refused ? 'refused' : reason === 'length' || reason === 'model_length' ? 'truncated' : 'complete',
    tokens:
      usage == null
        ? null
        : {
            inputTokens: usage.prompt_tokens,
            cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
            cacheWriteTokens: 0,
            outputTokens: usage.completion_tokens,
          },
  };
}

/** The text of a message whose content is a string or a list of parts; thoughts and references are left out. */
export function contentText(
  content: string | { type: string; text?: string | null | undefined }[] | null | undefined,
): string {
  if (typeof content === 'string') return content;
  return (content ?? [])
    .filter((part) => part.type === 'text' || part.type === 'output_text')
    .map((part) => part.text ?? '')
    .join('');
}

export const openaiProvider: ChatProvider = {
  name: 'openai',
  summary: 'OpenAI, and any server that speaks its chat API (vLLM, llama.cpp, OpenRouter, Azure)',
  needs: async (setting) =>
    keyNeeds(VARIABLES, setting).map((need) => `${need}, or OPENAI_BASE_URL to a server on this machine`),
  connect: async (given, setting, prefix = '') => {
    const chosen = parseChatOptions('openai', options, given);
    const { model, answerForm } = chosen;
    const adapter = `${prefix}openai:${model}`;
    const { url, hostname, isLocal, key, keyName } = accessTo(adapter, VARIABLES, HOME, chosen, setting);
    const isAzure = hostname.endsWith('.openai.azure.com');
    const isHome = isAzure || hostname === 'api.openai.com';
    return connectChat(
      {
        endpoint: { adapter, url, key, keyName, model, ...chatPacing(chosen, isLocal) },
        headers: keyHeader(key, chosen.auth ?? (isAzure ? 'api-key' : 'bearer')),
        protocol: openaiProtocol(chosen),
        price: priceFor(setting, isHome || isLocal ? 'openai' : hostname, model, isLocal),
        limits: limitsFrom(chosen, isHome ? { contextTokens: 128_000 } : { contextTokens: 8192, tokenFactor: 1.5 }),
        // Servers that do not know the newer field ignore it, and the output would have no limit.
        dialect: { form: answerForm ?? 'json_schema', limitField: isHome ? 'max_completion_tokens' : 'max_tokens' },
        formFixed: answerForm !== undefined,
        settings: { temperature: chosen.temperature, reasoningEffort: chosen.reasoningEffort },
      },
      setting,
    );
  },
};

function keyHeader(key: string | null, auth: 'bearer' | 'api-key'): Record<string, string> {
  if (key === null) return {};
  return auth === 'bearer' ? { authorization: `Bearer ${key}` } : { 'api-key': key };
}
