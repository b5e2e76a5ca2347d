import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import type { AdapterSetting, CallContext } from '../../../core/index.ts';
import { AdapterError, NO_USAGE } from '../../../core/index.ts';
import { estimateTokens } from '../../../text/prompt-tokens.ts';
import type { Connection } from '../exchange.ts';
import { isLoopback } from '../exchange.ts';
import { parseReply } from '../options.ts';
import type { ModelLimits } from './connect.ts';
import { connectChat } from './connect.ts';
import { chatMessages } from './openai.ts';
import type { ChatProtocol, ChatReply, ChatRequest, Dialect } from './protocol.ts';
import type { ChatProvider } from './provider.ts';
import { chatOptions, chatPacing, limitsFrom, parseChatOptions, priceFor } from './provider.ts';

/** Ollama's own default is 4096 tokens or less, whatever the model can do; more costs memory. */
const USUAL_CONTEXT_TOKENS = 8192;

const options = z.strictObject({
  ...chatOptions,
  /** Where the server listens. @default OLLAMA_HOST or `http://127.0.0.1:11434` */
  baseUrl: z.url().optional(),
  /** 0 gives the same answer again. */
  temperature: z.number().min(0).max(2).default(0),
  /** Whether a model that can think does so. Not sent when left out. */
  think: z.union([z.boolean(), z.enum(['low', 'medium', 'high'])]).optional(),
  /** How long the model stays in memory after a request, such as `10m`. Not sent when left out. */
  keepAlive: z.string().max(20).optional(),
});

const replySchema = z.looseObject({
  message: z.looseObject({ content: z.string().default('') }),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.number().nullish(),
  eval_count: z.number().nullish(),
});

const showSchema = z.looseObject({
  model_info: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Ollama's own chat API. Written from https://github.com/ollama/ollama/blob/main/docs/api.md (chat, show) and, for
 * `truncate` and `shift`, its `api/types.go` (2026-11-22). Without these two a prompt that is too long loses its
 * beginning without a word.
 */
export function ollamaProtocol(settings: {
  readonly model: string;
  readonly temperature: number;
  readonly contextTokens: number;
  readonly think?: boolean | string | undefined;
  readonly keepAlive?: string | undefined;
}): ChatProtocol {
  return {
    path: 'api/chat',
    forms: ['json_schema', 'json_object', 'text'],
    buildBody: (request, dialect) => ({
      model: settings.model,
      messages: chatMessages(request),
      stream: false,
      truncate: false,
      shift: false,
      ...format(request, dialect),
      ...(settings.think === undefined ? {} : { think: settings.think }),
      ...(settings.keepAlive === undefined ? {} : { keep_alive: settings.keepAlive }),
      options: {
        num_ctx: settings.contextTokens,
        num_predict: request.maxOutputTokens,
        temperature: settings.temperature,
        seed: 0,
      },
    }),
    parseBody: parseOllamaBody,
  };
}

function format(request: ChatRequest, dialect: Dialect): Record<string, unknown> {
  if (dialect.form === 'json_schema') return { format: request.answer.schema };
  return dialect.form === 'json_object' ? { format: 'json' } : {};
}

function parseOllamaBody(body: unknown): ChatReply {
  const reply = replySchema.parse(body);
  return {
    text: reply.message.content,
    finish: reply.done_reason === 'length' ? 'truncated' : 'complete',
    tokens: {
      inputTokens: reply.prompt_eval_count ?? 0,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: reply.eval_count ?? 0,
    },
  };
}

export const ollamaProvider: ChatProvider = {
  name: 'ollama',
  summary: 'Ollama: models on this machine, without a key',
  needs: async (setting) => {
    if (setting.env['OLLAMA_HOST'] || (await onPath('ollama', setting))) return [];
    return ['install Ollama (https://ollama.com), or set OLLAMA_HOST to where it runs'];
  },
  connect: async (given, setting, prefix = '') => {
    const chosen = parseChatOptions('ollama', options, given);
    const { model } = chosen;
    const adapter = `${prefix}ollama:${model}`;
    const url = chosen.baseUrl ?? hostUrl(setting.env['OLLAMA_HOST']);
    const isLocal = URL.canParse(url) && isLoopback(new URL(url).hostname);
    const key = (chosen.keyVariable && setting.env[chosen.keyVariable]) || null;
    const limits = limitsFrom(chosen, { contextTokens: USUAL_CONTEXT_TOKENS, tokenFactor: 1.5 });
    return connectChat(
      {
        endpoint: { adapter, url, key, keyName: chosen.keyVariable ?? null, model, ...chatPacing(chosen, isLocal) },
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
        protocol: ollamaProtocol({ ...chosen, contextTokens: limits.contextTokens }),
        price: priceFor(setting, 'ollama', model, isLocal),
        limits,
        dialect: { form: 'json_schema', limitField: 'max_tokens' },
        formFixed: false,
        settings: { temperature: chosen.temperature, think: chosen.think },
        discover: (connection, context) => discover(adapter, model, limits, connection, context),
        promptWasCut: (request, reply) => promptWasCut(request, reply, limits.contextTokens),
      },
      setting,
    );
  },
};

/** Asks whether the model is there, and for the window it was trained with: a larger `num_ctx` gives nonsense. */
async function discover(
  adapter: string,
  model: string,
  limits: ModelLimits,
  connection: Connection,
  context: CallContext,
): Promise<ModelLimits> {
  const parse = (reply: string): number | null => {
    const info = parseReply(adapter, showSchema, reply).model_info ?? {};
    const found = Object.entries(info).find(([name]) => name.endsWith('.context_length'));
    return typeof found?.[1] === 'number' && found[1] > 0 ? found[1] : null;
  };
  try {
    const { value: trained } = await connection.ask(
      {
        url: 'api/show',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model }),
        bound: null,
        usageOf: () => NO_USAGE,
        parse,
        texts: [],
        timeoutMs: 10_000,
        attempts: 2,
      },
      context,
    );
    if (trained === null || trained >= limits.contextTokens) return limits;
    const contextTokens = trained;
    return {
      ...limits,
      contextTokens,
      maxOutputTokens: Math.min(limits.maxOutputTokens, Math.floor(contextTokens / 2)),
    };
  } catch (error) {
    if (!(error instanceof AdapterError) || error.status !== 404) throw error;
    throw new AdapterError(`the model is not there; get it with: ollama pull ${model}`, {
      adapter,
      code: 'bad-request',
      retryable: false,
      status: 404,
    });
  }
}

/**
 * A server that does not know `truncate` keeps at most half of its window of a prompt that is too long. The estimate is
 * off by less than a factor of two, so fewer tokens than half of it mean that something is missing.
 */
function promptWasCut(request: ChatRequest, reply: ChatReply, contextTokens: number): boolean {
  const seen = reply.tokens?.inputTokens ?? 0;
  if (seen === 0) return false;
  const text = request.system + request.messages.map((message) => message.text).join('\n');
  const estimate = estimateTokens(text, 'en');
  return estimate > contextTokens / 2 && seen < estimate / 2;
}

/** `OLLAMA_HOST` as Ollama itself reads it: scheme and port may be missing, and 0.0.0.0 means here. */
function hostUrl(host: string | undefined): string {
  const given = host?.trim() ?? '';
  if (given === '') return 'http://127.0.0.1:11434';
  const hasScheme = /^https?:\/\//.test(given);
  const text = hasScheme ? given : `http://${given}`;
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.port === '' && !hasScheme) url.port = '11434';
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  return url.href;
}

async function onPath(command: string, { env }: AdapterSetting): Promise<boolean> {
  for (const directory of (env['PATH'] ?? '').split(delimiter)) {
    if (directory === '') continue;
    try {
      await access(join(directory, command), constants.X_OK);
      return true;
    } catch {
      // Not here: the next directory.
    }
  }
  return false;
}
