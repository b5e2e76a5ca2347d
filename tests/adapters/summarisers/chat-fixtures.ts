/**
 * Replies of each service, of the shape that its documentation shows. Each takes the text of the answer and how the
 * model ended.
 */
import { openaiReply } from './llm-fixtures.ts';

export type Ending = 'complete' | 'truncated' | 'refused';

/** https://docs.mistral.ai/api/endpoint/chat (2026-08-21). Mistral has no refusal of its own. */
export function mistralReply(content: string | null | object[], ending: Ending = 'complete') {
  return {
    id: 'cmpl-e5cc70bb28c444948073e77776eb30ef',
    object: 'chat.completion',
    created: 1702256327,
    model: 'mistral-test',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, tool_calls: null, prefix: false },
        finish_reason: ending === 'truncated' ? 'length' : 'stop',
      },
    ],
    usage: { prompt_tokens: 2000, completion_tokens: 100, total_tokens: 2100, num_cached_tokens: 1024 },
  };
}

/** https://platform.claude.com/docs/en/api/messages and …/build-with-claude/handling-stop-reasons (2026-11-22). */
export function anthropicReply(text: string, ending: Ending = 'complete') {
  return {
    id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
    type: 'message',
    role: 'assistant',
    model: 'claude-test',
    content: text === '' ? [] : [{ type: 'text', text }],
    stop_reason: { complete: 'end_turn', truncated: 'max_tokens', refused: 'refusal' }[ending],
    stop_sequence: null,
    usage: {
      input_tokens: 476,
      cache_creation_input_tokens: 500,
      cache_read_input_tokens: 1024,
      output_tokens: 100,
      service_tier: 'standard',
    },
  };
}

/** The same with a forced tool: https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview (2026-11-22). */
export function anthropicToolReply(input: object) {
  return {
    ...anthropicReply(''),
    content: [{ type: 'tool_use', id: 'toolu_01D7FLrfh4GYq7yT1ULFeyMV', name: 'brief', input }],
    stop_reason: 'tool_use',
  };
}

/** https://ai.google.dev/api/generate-content#v1beta.GenerateContentResponse (2026-11-22). */
export function geminiReply(text: string, ending: Ending = 'complete') {
  return {
    candidates: [
      {
        content: { parts: [{ text: 'Weighing it.', thought: true }, { text }], role: 'model' },
        finishReason: { complete: 'STOP', truncated: 'MAX_TOKENS', refused: 'SAFETY' }[ending],
        index: 0,
        safetyRatings: [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' }],
      },
    ],
    usageMetadata: {
      promptTokenCount: 2000,
      cachedContentTokenCount: 1024,
      candidatesTokenCount: 60,
      thoughtsTokenCount: 40,
      totalTokenCount: 2100,
    },
    modelVersion: 'gemini-test',
    responseId: 'mAitaLmkHPPlz7IPvtfUqQ4',
  };
}

/** A prompt that a filter blocked: https://ai.google.dev/api/generate-content#PromptFeedback (2026-11-22). */
export const GEMINI_BLOCKED = {
  promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
  usageMetadata: { promptTokenCount: 2000, totalTokenCount: 2000 },
  modelVersion: 'gemini-test',
};

/** https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion (2026-11-22). */
export function ollamaReply(content: string, ending: Ending = 'complete') {
  return {
    model: 'llama-test',
    created_at: '2026-11-22T00:46:58.265747Z',
    message: { role: 'assistant', content },
    done_reason: ending === 'truncated' ? 'length' : 'stop',
    done: true,
    total_duration: 2254970291,
    load_duration: 574751416,
    prompt_eval_count: 2000,
    prompt_eval_duration: 341000000,
    eval_count: 100,
    eval_duration: 1337000000,
  };
}

/** https://github.com/ollama/ollama/blob/main/docs/api.md#show-model-information (2026-11-22). */
export const OLLAMA_SHOW = {
  details: { format: 'gguf', family: 'llama', parameter_size: '8.0B', quantization_level: 'Q4_0' },
  model_info: { 'general.architecture': 'llama', 'llama.context_length': 131072, 'llama.embedding_length': 4096 },
  capabilities: ['completion', 'tools'],
};

/** An error of OpenAI's shape, which most services share: https://platform.openai.com/docs/guides/error-codes (2026-08-21). */
export function errorBody(message: string, code: string | null = null) {
  return { error: { message, type: 'invalid_request_error', param: null, code } };
}

export { openaiReply };
