import type { JSONSchema } from 'zod/v4/core';

/** One turn of a conversation after the system message. The first and the last are the user's. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What a model is asked, whichever service it runs on. */
export interface ChatRequest {
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  /** The form of the answer: a JSON object. `name` has only letters, digits, `_` and `-`. */
  readonly answer: { readonly name: string; readonly schema: AnswerSchema };
  /** The most tokens that the reply may have, thinking included. Always sent along. */
  readonly maxOutputTokens: number;
}

/** A JSON Schema that every service accepts: objects closed, all properties required, no bounds. */
export type AnswerSchema = JSONSchema.BaseSchema;

/**
 * `complete`: the model ended by itself. `truncated`: cut at the output limit or the context window.
 * `refused`: the model or a filter declined.
 */
export type Finish = 'complete' | 'truncated' | 'refused';

/** What a service says it counted. */
export interface TokenCount {
  /** All tokens of the prompt, those from and for a cache included. */
  readonly inputTokens: number;
  /** Of these, read from a cache at a lower price. */
  readonly cachedInputTokens: number;
  /** Of these, written to a cache at a higher price (Anthropic). */
  readonly cacheWriteTokens: number;
  /** All tokens of the reply, thinking included. */
  readonly outputTokens: number;
}

export interface ChatReply {
  readonly text: string;
  readonly finish: Finish;
  /** Null where the service gave no count. */
  readonly tokens: TokenCount | null;
}

/**
 * How the answer's form is asked for, from the strictest down: a schema that the service enforces, a tool whose
 * input is the answer, any JSON object, nothing but the prompt. The schema stands in the request in every form.
 */
export type AnswerForm = 'json_schema' | 'tool' | 'json_object' | 'text';

/** What varies between servers of one protocol and is found by trying. */
export interface Dialect {
  readonly form: AnswerForm;
  /** The field that limits the output, in OpenAI's protocol. */
  readonly limitField: 'max_completion_tokens' | 'max_tokens';
}

/** One service's wire format. Pure: the same functions serve single requests and batch files. */
export interface ChatProtocol {
  /** Where requests go, relative to the base address; model included where the service has it in the path. */
  readonly path: string;
  /** The forms that this protocol knows, strictest first. */
  readonly forms: readonly AnswerForm[];
  buildBody(request: ChatRequest, dialect: Dialect): Record<string, unknown>;
  /** @throws ZodError where the body has not the documented shape */
  parseBody(body: unknown): ChatReply;
}
