import { z } from 'zod';
import { createHash } from 'node:crypto';
import { connectChat } from './connect.ts';
import { chatMessages, contentText, responseFormat } from './openai.ts';
import type { ChatProtocol, ChatReply } from './protocol.ts';
import type { ChatProvider } from './provider.ts';
import { accessTo, chatOptions, chatPacing, keyNeeds, limitsFrom, parseChatOptions, priceFor } from './provider.ts';

const HOME = 'https://api.mistral.ai/v1';
const VARIABLES = { key: 'MISTRAL_API_KEY', url: 'MISTRAL_BASE_URL' };

const options = z.strictObject({
  ...chatOptions,
  /** Another address that speaks Mistral's API, version included. @default MISTRAL_BASE_URL or 'https://api.mistral.ai/v1' */
  baseUrl: z.url().optional(),
  /** 0 to 1.5. Not sent when left out. */
  temperature: z.number().min(0).max(1.5).optional(),
  /** For models that think before they answer. Not sent when left out. */
  reasoningEffort: z.enum(['high', 'none']).optional(),
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
        }),
      }),
    )
    .min(1),
  usage: z
    .looseObject({
      prompt_tokens: z.number().nonnegative(),
      completion_tokens: z.number().nonnegative().default(0),
      num_cached_tokens: z.number().nullish(),
      prompt_tokens_details: z.looseObject({ cached_tokens: z.number().nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
});

/**
 * Mistral's chat completions. Written from https://docs.mistral.ai/api/endpoint/chat and Mistral's OpenAPI description
 * 1.0.0 (2026-08-21).
 */
export function mistralProtocol(settings: {
  readonly model: string;
  readonly temperature?: number | undefined;
  readonly reasoningEffort?: string | undefined;
}): ChatProtocol {
  return {
    path: 'chat/completions',
    forms: ['json_schema', 'json_object', 'text'],
    buildBody: (request, dialect) => ({
      model: settings.model,
      messages: chatMessages(request),
      max_tokens: request.maxOutputTokens,
      ...responseFormat(request, dialect),
      // Requests with the same fixed part share Mistral's cache, at a tenth of the price.
      prompt_cache_key: createHash('sha256').update(request.system).digest('hex').slice(0, 32),
      ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
      ...(settings.reasoningEffort === undefined ? {} : { reasoning_effort: settings.reasoningEffort }),
    }),
    parseBody: parseMistralBody,
  };
}

function parseMistralBody(body: unknown): ChatReply {
  const { choices, usage } = replySchema.parse(body);
  const { message, finish_reason: reason } = choices[0]!;
  return {
    text: contentText(message.content),
    finish: reason === 'length' || reason === 'model_length' ? 'truncated' : 'complete',
    tokens:
      usage == null
        ? null
        : {
            inputTokens: usage.prompt_tokens,
            cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? usage.num_cached_tokens ?? 0,
            cacheWriteTokens: 0,
            outputTokens: usage.completion_tokens,
          },
  };
}

export const mistralProvider: ChatProvider = {
  name: 'mistral',
  summary: 'Mistral',
  needs: async (setting) => keyNeeds(VARIABLES, setting),
  connect: async (given, setting, prefix = '') => {
    const chosen = parseChatOptions('mistral', options, given);
    const { model } = chosen;
    const adapter = `${prefix}mistral:${model}`;
    const { url, isLocal, key, keyName } = accessTo(adapter, VARIABLES, HOME, chosen, setting);
    return connectChat(
      {
        endpoint: { adapter, url, key, keyName, model, ...chatPacing(chosen, isLocal) },
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
        protocol: mistralProtocol(chosen),
        price: priceFor(setting, 'mistral', model, isLocal),
        limits: limitsFrom(chosen, { contextTokens: 128_000, tokenFactor: 1.4 }),
        dialect: { form: 'json_schema', limitField: 'max_tokens' },
        formFixed: false,
        settings: { temperature: chosen.temperature, reasoningEffort: chosen.reasoningEffort },
      },
      setting,
    );
  },
};
