import { describe, expect, it } from 'vitest';
import {
  aiSdkDefinition,
  anthropicDefinition,
  geminiDefinition,
  mistralDefinition,
  ollamaDefinition,
  openaiDefinition,
} from '../../src/adapters/summarisers/llm.ts';
import { llmDefinition } from '../../src/adapters/translators/llm.ts';
import type { AdapterDefinition, AdapterSetting, Summariser } from '../../src/core/index.ts';
import { summariserContract, translatorContract } from '../../src/testing/index.ts';
import type { ReceivedRequest, ServiceClaim, SummariserContract } from '../../src/testing/index.ts';
import {
  anthropicReply,
  geminiReply,
  mistralReply,
  OLLAMA_SHOW,
  ollamaReply,
  openaiReply,
} from '../adapters/summarisers/chat-fixtures.ts';

function settingWith(env: Record<string, string>): AdapterSetting {
  return { env, offline: false, modelDirectory: '/nowhere', prices: { asOf: '2026-11-22', prices: {} } };
}

interface Service {
  readonly definition: AdapterDefinition<Summariser>;
  /** The environment variable of the key; null for a service without one. */
  readonly keyName: string | null;
  readonly options: (url: string) => Record<string, unknown>;
  readonly reply: (text: string) => object;
  readonly more?: Pick<SummariserContract, 'carriesText' | 'answerOther'>;
}

const atRoot = (url: string) => ({ model: 'm', baseUrl: url });
const atVersion = (url: string) => ({ model: 'm', baseUrl: `${url}/v1` });

const SERVICES: Record<string, Service> = {
  openai: { definition: openaiDefinition, keyName: 'OPENAI_API_KEY', options: atVersion, reply: openaiReply },
  mistral: { definition: mistralDefinition, keyName: 'MISTRAL_API_KEY', options: atVersion, reply: mistralReply },
  anthropic: { definition: anthropicDefinition, keyName: 'ANTHROPIC_API_KEY', options: atRoot, reply: anthropicReply },
  gemini: { definition: geminiDefinition, keyName: 'GEMINI_API_KEY', options: atRoot, reply: geminiReply },
  ollama: {
    definition: ollamaDefinition,
    keyName: null,
    options: atRoot,
    reply: ollamaReply,
    more: {
      carriesText: ({ url }: ReceivedRequest) => url === '/api/chat',
      answerOther: () => JSON.stringify(OLLAMA_SHOW),
    },
  },
  'ai-sdk': {
    definition: aiSdkDefinition,
    keyName: 'ACME_API_KEY',
    options: (url) => ({ model: 'acme/m', package: '@ai-sdk/openai-compatible', settings: { baseURL: `${url}/v1` } }),
    reply: openaiReply,
  },
};

/** These services number segments from 1. */
const wire = ({ text, segments }: ServiceClaim) => ({ text, segments: segments.map((segment) => segment + 1) });

describe.each(Object.entries(SERVICES))('%s holds the contract of a summariser:', (_, service) => {
  const { definition, keyName, options, reply, more } = service;
  const contract = summariserContract({
    make: ({ url, key }) =>
      definition.create({ ...options(url), attempts: 3 }, settingWith(keyName === null ? {} : { [keyName]: key })),
    replyWith: ({ headline, claims }) =>
      JSON.stringify(reply(JSON.stringify({ headline: wire(headline), claims: claims.map(wire) }))),
    usesKey: keyName !== null,
    ...more,
  });
  it.concurrent.each(contract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

/** The sentences of a request to translate. */
function textsIn({ body }: ReceivedRequest): string[] {
  const { messages }: { messages: { role: string; content: string }[] } = JSON.parse(body);
  const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
  const fenced = /<sentences-([0-9a-f]{16})>\n([^]*)\n<\/sentences-\1>/.exec(prompt)?.[2] ?? '';
  // The adapter defuses tags; a model reads them as what they are.
  return fenced.split('\n').map((line) => line.replace(/^\[\d+\] /, '').replaceAll('‹', '<'));
}

describe('llm holds the contract of a translator:', () => {
  const contract = translatorContract({
    make: ({ url, key }) =>
      llmDefinition.create(
        { model: 'openai:m', baseUrl: `${url}/v1`, attempts: 3 },
        settingWith({ OPENAI_API_KEY: key }),
      ),
    textsIn,
    replyWith: (texts) =>
      JSON.stringify(
        openaiReply(JSON.stringify({ translations: texts.map((text, index) => ({ id: index + 1, text })) })),
      ),
    // A chat model reads every language, but writes English here.
    unsupported: { source: 'fr', target: 'de' },
  });
  it.concurrent.each(contract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
