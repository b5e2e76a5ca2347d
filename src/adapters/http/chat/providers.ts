import { aiSdkProvider } from './ai-sdk.ts';
import { anthropicProvider } from './anthropic.ts';
import { geminiProvider } from './gemini.ts';
import { mistralProvider } from './mistral.ts';
import { ollamaProvider } from './ollama.ts';
import { openaiProvider } from './openai.ts';
import type { ChatProvider } from './provider.ts';

/** Every service that runs chat models. */
export const CHAT_PROVIDERS: readonly ChatProvider[] = [
  openaiProvider,
  anthropicProvider,
  geminiProvider,
  mistralProvider,
  ollamaProvider,
  aiSdkProvider,
];
