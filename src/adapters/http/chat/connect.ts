import { z } from 'zod';
import type { AdapterSetting, CallContext, Price, Usage } from '../../../core/index.ts';
import { AdapterError } from '../../../core/index.ts';
import { loadPrompt, renderPrompt } from '../../../text/prompt.ts';
import { mostTokens } from '../../../text/prompt-tokens.ts';
import type { Connection, Endpoint } from '../exchange.ts';
import { connect } from '../exchange.ts';
import type { Classify } from '../failure.ts';
import { messageIn } from '../failure.ts';
import { badResponse } from '../options.ts';
import { costOf } from '../prices.ts';
import { quotable } from '../redact.ts';
import type { AnswerForm, ChatProtocol, ChatReply, ChatRequest, Dialect, TokenCount } from './protocol.ts';

/** How much a model takes and gives. */
export interface ModelLimits {
  /** Tokens of prompt and reply together. */
  readonly contextTokens: number;
  /** The most tokens that may be asked of one reply. */
  readonly maxOutputTokens: number;
  /** Tokens of this model's vocabulary for one of OpenAI's o200k, at worst. */
  readonly tokenFactor: number;
}

/** One model at one service, ready to be asked. */
export interface ChatModel {
  /** `openai:gpt-x`. */
  readonly name: string;
  /** All settings that influence replies; no secret. */
  readonly signature: string;
  readonly sendsTextTo: string | null;
  /** What the model is assumed to take before anybody asked it. */
  readonly usualLimits: ModelLimits;
  /**
   * Looks whether the model is there and how much it takes, where that can be asked for free.
   * @throws AdapterError that says how to get the model
   */
  limits(context: CallContext): Promise<ModelLimits>;
  /**
   * @param read turns the reply into what the caller wants. An AdapterError `bad-response` from it makes the reply
   *   forgotten and asked for once more.
   * @throws AdapterError; code `truncated` with a status where the prompt is too long for the model
   */
  ask<T>(request: ChatRequest, read: (reply: ChatReply) => T, context: CallContext): Promise<ChatAnswer<T>>;
}

export interface ChatAnswer<T> {
  readonly value: T;
  readonly usage: Usage;
}

export interface ChatEndpoint {
  readonly endpoint: Endpoint;
  readonly headers: Readonly<Record<string, string>>;
  readonly protocol: ChatProtocol;
  /** Null where no price is known. */
  readonly price: Price | null;
  readonly limits: ModelLimits;
  /** Where to begin; what the server refuses is found by trying. */
  readonly dialect: Dialect;
  /** Whether `dialect.form` is the user's wish, so that no other is tried. */
  readonly formFixed: boolean;
  /** Settings that change replies and stand in no field above, for the signature. */
  readonly settings: unknown;
  /** Asks the server about the model. Absent where it cannot be asked for free. */
  readonly discover?: ((connection: Connection, context: CallContext) => Promise<ModelLimits>) | undefined;
  /** What writing a token to the service's cache costs, relative to plain input. @default 1 */
  readonly cacheWriteFactor?: number | undefined;
  /** Whether this reply shows that the server cut the prompt without a word. */
  readonly promptWasCut?: ((request: ChatRequest, reply: ChatReply) => boolean) | undefined;
}

/** Markup that services add around messages and schema: roles, separators, a sentence on the answer's form. */
const OVERHEAD_TOKENS = 1024;

const INITIAL_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** @throws ConfigError where the address is unusable, or off this machine while working offline */
export function connectChat(chat: ChatEndpoint, setting: AdapterSetting): ChatModel {
  const { adapter } = chat.endpoint;
  const connection = connect({ classify: classifyChat, ...chat.endpoint }, setting);
  const schemaPrompt = loadPrompt('answer-schema');
  let dialect = chat.dialect;
  let limits: Promise<ModelLimits> | null = null;

  const withSchema = (request: ChatRequest, form: AnswerForm): ChatRequest => {
    if (form === 'json_schema' || form === 'tool') return request;
    const schema = JSON.stringify(request.answer.schema);
    const { system } = renderPrompt(schemaPrompt, { schema });
    return { ...request, system: `${request.system}\n\n${system}` };
  };

  const askIn = async <T>(
    request: ChatRequest,
    using: Dialect,
    read: (reply: ChatReply) => T,
    context: CallContext,
  ): Promise<ChatAnswer<T>> => {
    const body = JSON.stringify(chat.protocol.buildBody(withSchema(request, using.form), using));
    const bound = boundOf(body, request.maxOutputTokens, chat.price, chat.cacheWriteFactor);
    const texts = request.messages.map((message) => message.text);
    const parse = (reply: string): ChatReply => parseReplyBody(adapter, chat.protocol, reply, texts);
    return await connection.ask(
      {
        url: chat.protocol.path,
        headers: { ...INITIAL_HEADERS, ...chat.headers },
        body,
        bound,
        usageOf: (reply) => usageOf(parse(reply).tokens, bound, chat.price, chat.cacheWriteFactor),
        parse: (reply) => {
          const parsed = parse(reply);
          if (chat.promptWasCut?.(request, parsed) === true) throw promptTooLong(adapter);
          return read(parsed);
        },
        texts,
      },
      context,
    );
  };

  return {
    name: adapter,
    signature: JSON.stringify([
      adapter,
      chat.endpoint.url,
      chat.protocol.path,
      chat.dialect,
      chat.limits,
      chat.settings,
    ]),
    sendsTextTo: connection.host,
    usualLimits: chat.limits,
    limits: async (context) => {
      if (chat.discover === undefined) return chat.limits;
      limits ??= chat.discover(connection, context);
      try {
        return await limits;
      } catch (error) {
        limits = null;
        throw error;
      }
    },
    ask: async (request, read, context) => {
      for (let using = dialect; ;) {
        try {
          const answer = await askIn(request, using, read, context);
          dialect = using;
          return answer;
        } catch (error) {
          const next = refusedDialect(error) ? nextDialect(chat, using, error) : null;
          if (next === null) throw error;
          using = next;
        }
      }
    },
  };
}

/** Whether the service refused how something was asked, so that another way may do. */
function refusedDialect(error: unknown): error is AdapterError {
  return (
    error instanceof AdapterError && error.code === 'bad-request' && (error.status === 400 || error.status === 422)
  );
}

function nextDialect(chat: ChatEndpoint, dialect: Dialect, error: AdapterError): Dialect | null {
  // Only OpenAI's own message names the field to use instead.
  if (/\bmax_(?:completion_)?tokens\b/.test(error.message)) {
    const other = dialect.limitField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return chat.dialect.limitField === other ? null : { ...dialect, limitField: other };
  }
  if (chat.formFixed) return null;
  const { forms } = chat.protocol;
  const form = forms[forms.indexOf(dialect.form) + 1];
  return form === undefined ? null : { ...dialect, form };
}

/** Whether the prompt does not fit into the model's context window. */
export function isPromptTooLong(error: unknown): boolean {
  return error instanceof AdapterError && error.code === 'truncated' && error.status !== undefined;
}

function promptTooLong(adapter: string): AdapterError {
  return new AdapterError('the server cut the prompt to its context window; set contextTokens to what it really has', {
    adapter,
    code: 'truncated',
    retryable: false,
    status: 200,
  });
}

/**
 * What bodies say that statuses do not: OpenAI `context_length_exceeded`, Anthropic "prompt is too long", Gemini "input
 * token count … exceeds", llama.cpp "exceeds the available context size", vLLM "maximum context length"; Azure's
 * content filter; Gemini's 400 for a wrong key.
 */
export const classifyChat: Classify = (status, body) => {
  if (status !== 400 && status !== 413 && status !== 422 && status !== 500) return null;
  const start = body.slice(0, 4000);
  if (
    /context_length_exceeded|maximum context length|prompt is too long|prompt too long|context size|context length|context window|input token count|too many tokens|exceeds? the (?:max|model|limit)/i.test(
      start,
    )
  ) {
    return { class: 'fatal', code: 'truncated' };
  }
  if (status === 500) return null;
  if (/API_KEY_INVALID|API key not valid|invalid api key/i.test(start)) return { class: 'fatal', code: 'unauthorised' };
  if (/content_filter|content management policy|ResponsibleAIPolicyViolation|PROHIBITED_CONTENT/.test(start)) {
    return { class: 'fatal', code: 'refused' };
  }
  return null;
};

function parseReplyBody(adapter: string, protocol: ChatProtocol, reply: string, texts: readonly string[]): ChatReply {
  let body: unknown;
  try {
    body = JSON.parse(reply);
  } catch {
    throw badResponse(adapter, 'the answer is not JSON; is the address right?');
  }
  try {
    return protocol.parseBody(body);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    // Gateways report what failed behind them with status 200.
    const said = quotable(messageIn(reply), texts);
    if (said !== null) throw badResponse(adapter, `the service answered with an error: ${said}`);
    const at = error.issues[0]?.path.join('.') ?? '';
    throw badResponse(adapter, `the answer has not the documented shape${at === '' ? '' : ` at ${at}`}`);
  }
}

/** The most that a request can use: a token for each byte of the body, and the whole of the reply. */
export function boundOf(body: string, maxOutputTokens: number, price: Price | null, cacheWriteFactor = 1): Usage {
  const inputTokens = mostTokens(body) + OVERHEAD_TOKENS;
  const tokens = { inputTokens, cachedInputTokens: 0, cacheWriteTokens: inputTokens, outputTokens: maxOutputTokens };
  return usageWith(tokens, price, cacheWriteFactor);
}

/** What a request used; the bound where the service gave no count. */
export function usageOf(tokens: TokenCount | null, bound: Usage, price: Price | null, cacheWriteFactor = 1): Usage {
  return tokens === null ? bound : usageWith(tokens, price, cacheWriteFactor);
}

function usageWith(tokens: TokenCount, price: Price | null, cacheWriteFactor: number): Usage {
  const counts = { inputTokens: tokens.inputTokens, outputTokens: tokens.outputTokens, characters: 0 };
  const cost = costOf(counts, price, Math.min(tokens.cachedInputTokens, tokens.inputTokens));
  const writing = ((cacheWriteFactor - 1) * tokens.cacheWriteTokens * (price?.inputPerMillionTokens ?? 0)) / 1e6;
  return { requests: 1, ...counts, costUsd: cost === null ? null : cost + writing };
}
