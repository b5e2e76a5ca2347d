import { z } from 'zod';
import { connectChat } from './connect.ts';
import type { ChatProtocol, ChatReply, ChatRequest, Dialect } from './protocol.ts';
import type { ChatProvider } from './provider.ts';
import { accessTo, chatOptions, chatPacing, keyNeeds, limitsFrom, parseChatOptions, priceFor } from './provider.ts';

const HOME = 'https://api.anthropic.com';
const VARIABLES = { key: 'ANTHROPIC_API_KEY', url: 'ANTHROPIC_BASE_URL' };

/** The price of writing to the five-minute cache, relative to plain input. */
const CACHE_WRITE_FACTOR = 1.25;

const options = z.strictObject({
  ...chatOptions,
  /** Another address that speaks the Messages API. @default ANTHROPIC_BASE_URL or 'https://api.anthropic.com' */
  baseUrl: z.url().optional(),
  /** The `anthropic-version` header. */
  version: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'is a date')
    .default('2023-06-01'),
  /** Whether the key goes into `x-api-key` or `Authorization: Bearer`, as some gateways want it. */
  auth: z.enum(['x-api-key', 'bearer']).default('x-api-key'),
  /** Whether the fixed part of the prompt is marked for the five-minute cache. */
  cache: z.boolean().default(true),
});

const replySchema = z.looseObject({
  content: z.array(
    z.looseObject({
      type: z.string(),
      text: z.string().nullish(),
      name: z.string().nullish(),
      input: z.unknown().optional(),
    }),
  ),
  stop_reason: z.string().nullish(),
  usage: z
    .looseObject({
      input_tokens: z.number().nonnegative(),
      output_tokens: z.number().nonnegative().default(0),
      cache_creation_input_tokens: z.number().nullish(),
      cache_read_input_tokens: z.number().nullish(),
    })
    .nullish()
    .catch(null),
});

/**
 * Anthropic's Messages API. Written from https://platform.claude.com/docs/en/api/messages,
 * …/build-with-claude/structured-outputs (`output_config.format`; a forced tool for models without it),
 * …/build-with-claude/handling-stop-reasons and …/build-with-claude/prompt-caching (2026-11-22).
 * No temperature is ever sent: newer versions of the API refuse it.
 */
export function anthropicProtocol(settings: { readonly model: string; readonly cache: boolean }): ChatProtocol {
  return {
    path: 'v1/messages',
    forms: ['json_schema', 'tool', 'text'],
    buildBody: (request, dialect) => ({
      model: settings.model,
      max_tokens: request.maxOutputTokens,
      system: [
        {
          type: 'text',
          text: request.system,
          ...(settings.cache ? { cache_control: { type: 'ephemeral' } } : {}),
        },
      ],
      messages: request.messages.map(({ role, text }) => ({ role, content: [{ type: 'text', text }] })),
      ...answerFields(request, dialect),
    }),
    parseBody: parseAnthropicBody,
  };
}

function answerFields({ answer }: ChatRequest, dialect: Dialect): Record<string, unknown> {
  if (dialect.form === 'json_schema') {
    return { output_config: { format: { type: 'json_schema', schema: answer.schema } } };
  }
  if (dialect.form === 'tool') {
    return {
      tools: [{ name: answer.name, input_schema: answer.schema }],
      tool_choice: { type: 'tool', name: answer.name },
    };
  }
  return {};
}

function parseAnthropicBody(body: unknown): ChatReply {
  const { content, stop_reason: reason, usage } = replySchema.parse(body);
  const tool = content.find((block) => block.type === 'tool_use');
  const text = content
    .filter((block) => block.type === 'text')
    .map((block) => block.text ?? '')
    .join('');
  const read = usage?.cache_read_input_tokens ?? 0;
  const written = usage?.cache_creation_input_tokens ?? 0;
  return {
    text: tool === undefined ? text : JSON.stringify(tool.input ?? null),
    finish:
      reason === 'refusal'
        ? 'refused'
        : reason === 'max_tokens' || reason === 'model_context_window_exceeded'
          ? 'truncated'
          : 'complete',
    tokens:
      usage == null
        ? null
        : {
            // The service counts the three apart.
            inputTokens: usage.input_tokens + read + written,
            cachedInputTokens: read,
            cacheWriteTokens: written,
            outputTokens: usage.output_tokens,
          },
  };
}

export const anthropicProvider: ChatProvider = {
  name: 'anthropic',
  summary: "Anthropic's Claude",
  needs: async (setting) => keyNeeds(VARIABLES, setting),
  connect: async (given, setting, prefix = '') => {
    const chosen = parseChatOptions('anthropic', options, given);
    const { model } = chosen;
    const adapter = `${prefix}anthropic:${model}`;
    const { url, isLocal, key, keyName } = accessTo(adapter, VARIABLES, HOME, chosen, setting);
    const auth: Record<string, string> = {};
    if (key !== null && chosen.auth === 'bearer') auth['authorization'] = `Bearer ${key}`;
    if (key !== null && chosen.auth === 'x-api-key') auth['x-api-key'] = key;
    return connectChat(
      {
        endpoint: { adapter, url, key, keyName, model, ...chatPacing(chosen, isLocal) },
        headers: { 'anthropic-version': chosen.version, ...auth },
        protocol: anthropicProtocol(chosen),
        price: priceFor(setting, 'anthropic', model, isLocal),
        limits: limitsFrom(chosen, { contextTokens: 200_000, tokenFactor: 1.6 }),
        dialect: { form: 'json_schema', limitField: 'max_tokens' },
        formFixed: false,
        settings: { version: chosen.version },
        cacheWriteFactor: CACHE_WRITE_FACTOR,
      },
      setting,
    );
  },
};
