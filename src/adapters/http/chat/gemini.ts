import { z } from 'zod';
import { connectChat } from './connect.ts';
import type { AnswerSchema, ChatProtocol, ChatReply, ChatRequest, Dialect } from './protocol.ts';
import type { ChatProvider } from './provider.ts';
import { accessTo, chatOptions, chatPacing, keyNeeds, limitsFrom, parseChatOptions, priceFor } from './provider.ts';

const HOME = 'https://generativelanguage.googleapis.com';
const VARIABLES = { key: 'GEMINI_API_KEY', url: 'GEMINI_BASE_URL' };

const options = z.strictObject({
  ...chatOptions,
  /** Another address that speaks the Gemini API. @default GEMINI_BASE_URL or 'https://generativelanguage.googleapis.com' */
  baseUrl: z.url().optional(),
  /** 0 to 2. Not sent when left out. */
  temperature: z.number().min(0).max(2).optional(),
  /** Tokens for thinking; 0 turns it off where the model allows. Not sent when left out. */
  thinkingBudgetTokens: z.int().min(0).max(100_000).optional(),
  /** Threshold of the adjustable safety filters. Reports of war and crime are news: `off` lets them through. */
  safety: z.enum(['service', 'off']).default('service'),
});

const FILTERS = [
  'HARM_CATEGORY_HARASSMENT',
  'HARM_CATEGORY_HATE_SPEECH',
  'HARM_CATEGORY_SEXUALLY_EXPLICIT',
  'HARM_CATEGORY_DANGEROUS_CONTENT',
];

/** Reasons to end that leave an answer. Every other one but `MAX_TOKENS` is a filter's or a failure's. */
const ENDED = new Set(['STOP', 'FINISH_REASON_UNSPECIFIED', 'MALFORMED_RESPONSE', 'MALFORMED_FUNCTION_CALL', 'OTHER']);

const replySchema = z.looseObject({
  candidates: z
    .array(
      z.looseObject({
        content: z
          .looseObject({
            parts: z.array(z.looseObject({ text: z.string().nullish(), thought: z.boolean().nullish() })).nullish(),
          })
          .nullish(),
        finishReason: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.looseObject({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: z.number().nonnegative().default(0),
      candidatesTokenCount: z.number().nullish(),
      thoughtsTokenCount: z.number().nullish(),
      cachedContentTokenCount: z.number().nullish(),
    })
    .nullish()
    .catch(null),
});

/**
 * Google's Gemini API. Written from https://ai.google.dev/api/generate-content and
 * https://ai.google.dev/gemini-api/docs/structured-output (2026-11-22).
 */
export function geminiProtocol(settings: {
  readonly model: string;
  readonly temperature?: number | undefined;
  readonly thinkingBudgetTokens?: number | undefined;
  readonly safety: 'service' | 'off';
}): ChatProtocol {
  return {
    path: `v1beta/models/${encodeURIComponent(settings.model)}:generateContent`,
    forms: ['json_schema', 'json_object', 'text'],
    buildBody: (request, dialect) => ({
      systemInstruction: { parts: [{ text: request.system }] },
      contents: request.messages.map(({ role, text }) => ({
        role: role === 'assistant' ? 'model' : 'user',
        parts: [{ text }],
      })),
      generationConfig: {
        candidateCount: 1,
        maxOutputTokens: request.maxOutputTokens,
        ...responseFields(request, dialect),
        ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
        ...(settings.thinkingBudgetTokens === undefined
          ? {}
          : { thinkingConfig: { thinkingBudget: settings.thinkingBudgetTokens } }),
      },
      ...(settings.safety === 'service'
        ? {}
        : { safetySettings: FILTERS.map((category) => ({ category, threshold: 'BLOCK_NONE' })) }),
    }),
    parseBody: parseGeminiBody,
  };
}

function responseFields({ answer }: ChatRequest, dialect: Dialect): Record<string, unknown> {
  if (dialect.form === 'text') return {};
  if (dialect.form === 'json_object') return { responseMimeType: 'application/json' };
  return { responseMimeType: 'application/json', responseSchema: asOpenApi(answer.schema) };
}

/** Gemini's `Schema` is a subset of OpenAPI's: no `additionalProperties`, types in capitals, properties in order. */
function asOpenApi(schema: AnswerSchema): Record<string, unknown> {
  const { type, description, properties, required, items } = schema;
  const inner = Object.entries(properties ?? {}).filter(
    (entry): entry is [string, AnswerSchema] => typeof entry[1] === 'object',
  );
  return {
    type: typeof type === 'string' ? type.toUpperCase() : type,
    ...(description === undefined ? {} : { description }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(inner.map(([name, property]) => [name, asOpenApi(property)])),
          propertyOrdering: inner.map(([name]) => name),
        }),
    ...(required === undefined ? {} : { required }),
    ...(typeof items === 'object' && !Array.isArray(items) ? { items: asOpenApi(items) } : {}),
  };
}

function parseGeminiBody(body: unknown): ChatReply {
  const { candidates, promptFeedback, usageMetadata: usage } = replySchema.parse(body);
  const candidate = candidates?.[0];
  const reason = candidate?.finishReason ?? null;
  const blocked = (promptFeedback?.blockReason ?? null) !== null && candidate === undefined;
  const text = (candidate?.content?.parts ?? [])
    .filter((part) => part.thought !== true)
    .map((part) => part.text ?? '')
    .join('');
  return {
    text,
    finish:
      reason === 'MAX_TOKENS'
        ? 'truncated'
        : blocked || (reason !== null && !ENDED.has(reason))
          ? 'refused'
          : 'complete',
    tokens:
      usage == null
        ? null
        : {
            inputTokens: usage.promptTokenCount,
            cachedInputTokens: usage.cachedContentTokenCount ?? 0,
            cacheWriteTokens: 0,
            outputTokens: (usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0),
          },
  };
}

export const geminiProvider: ChatProvider = {
  name: 'gemini',
  summary: "Google's Gemini",
  needs: async (setting) => keyNeeds(VARIABLES, setting),
  connect: async (given, setting, prefix = '') => {
    const chosen = parseChatOptions('gemini', options, given);
    const { model } = chosen;
    const adapter = `${prefix}gemini:${model}`;
    const { url, isLocal, key, keyName } = accessTo(adapter, VARIABLES, HOME, chosen, setting);
    return connectChat(
      {
        endpoint: { adapter, url, key, keyName, model, ...chatPacing(chosen, isLocal) },
        headers: key === null ? {} : { 'x-goog-api-key': key },
        protocol: geminiProtocol(chosen),
        price: priceFor(setting, 'gemini', model, isLocal),
        limits: limitsFrom(chosen, { contextTokens: 1_000_000 }),
        dialect: { form: 'json_schema', limitField: 'max_tokens' },
        formFixed: false,
        settings: { temperature: chosen.temperature, thinking: chosen.thinkingBudgetTokens, safety: chosen.safety },
      },
      setting,
    );
  },
};
