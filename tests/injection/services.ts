import type { AdapterDefinition, Summariser } from '../../src/core/index.ts';
import {
  aiSdkDefinition,
  anthropicDefinition,
  geminiDefinition,
  mistralDefinition,
  ollamaDefinition,
  openaiDefinition,
} from '../../src/adapters/summarisers/llm.ts';
import {
  anthropicReply,
  geminiReply,
  mistralReply,
  ollamaReply,
  openaiReply,
} from '../adapters/summarisers/chat-fixtures.ts';

export const KEYS = {
  OPENAI_API_KEY: 'canary-key-openai',
  MISTRAL_API_KEY: 'canary-key-mistral',
  ANTHROPIC_API_KEY: 'canary-key-anthropic',
  GEMINI_API_KEY: 'canary-key-gemini',
  ACME_API_KEY: 'canary-key-acme',
};

/** An LLM adapter and its service's side of it. */
export interface Service {
  readonly definition: AdapterDefinition<Summariser>;
  readonly options: Record<string, unknown>;
  readonly url: string;
  readonly reply: (text: string) => object;
}

export const SERVICES: Record<string, Service> = {
  openai: {
    definition: openaiDefinition,
    options: { model: 'm' },
    url: 'https://api.openai.com/v1/chat/completions',
    reply: openaiReply,
  },
  mistral: {
    definition: mistralDefinition,
    options: { model: 'm' },
    url: 'https://api.mistral.ai/v1/chat/completions',
    reply: mistralReply,
  },
  anthropic: {
    definition: anthropicDefinition,
    options: { model: 'm' },
    url: 'https://api.anthropic.com/v1/messages',
    reply: anthropicReply,
  },
  gemini: {
    definition: geminiDefinition,
    options: { model: 'm' },
    url: 'https://generativelanguage.googleapis.com/v1beta/models/:call',
    reply: geminiReply,
  },
  ollama: {
    definition: ollamaDefinition,
    options: { model: 'm' },
    url: 'http://127.0.0.1:11434/api/chat',
    reply: ollamaReply,
  },
  'ai-sdk': {
    definition: aiSdkDefinition,
    options: { model: 'acme/m', package: '@ai-sdk/openai-compatible', settings: { baseURL: 'https://acme.test/v1' } },
    url: 'https://acme.test/v1/chat/completions',
    reply: openaiReply,
  },
};
