import { z } from 'zod';
import type { AdapterDefinition, Summariser } from '../../core/index.ts';
import { CONTRACT } from '../../core/index.ts';
import { aiSdkProvider } from '../http/chat/ai-sdk.ts';
import { anthropicProvider } from '../http/chat/anthropic.ts';
import { geminiProvider } from '../http/chat/gemini.ts';
import { mistralProvider } from '../http/chat/mistral.ts';
import { ollamaProvider } from '../http/chat/ollama.ts';
import { openaiProvider } from '../http/chat/openai.ts';
import type { ChatProvider } from '../http/chat/provider.ts';
import { parseOptions } from '../http/options.ts';
import { createLlmSummariser } from './llm/summarise.ts';

/** Options of the summariser itself; all others are the provider's. */
const ownOptions = z.object({
  /** Directory of the user's own prompts: a file there takes the place of precis's prompt of the same name. */
  promptDirectory: z.string().min(1).optional(),
});

/** Announces a chat provider as a summariser: options `{model, promptDirectory, …}` and those of the provider. */
export function llmSummariser(provider: ChatProvider): AdapterDefinition<Summariser> {
  return {
    contract: CONTRACT,
    kind: 'summariser',
    name: provider.name,
    summary: `${provider.summary}: reads the original and writes English`,
    needs: (setting) => provider.needs(setting),
    create: async ({ promptDirectory, ...options }, setting) => {
      const own = parseOptions(provider.name, ownOptions, { promptDirectory });
      return createLlmSummariser(await provider.connect(options, setting), own.promptDirectory);
    },
  };
}

export const openaiDefinition = llmSummariser(openaiProvider);
export const anthropicDefinition = llmSummariser(anthropicProvider);
export const geminiDefinition = llmSummariser(geminiProvider);
export const mistralDefinition = llmSummariser(mistralProvider);
export const ollamaDefinition = llmSummariser(ollamaProvider);
export const aiSdkDefinition = llmSummariser(aiSdkProvider);
