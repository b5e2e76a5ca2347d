import type { AdapterSetting, Article, CallContext, Segment, SummariseRequest } from '../../../src/core/index.ts';
import { noJournal } from '../../../src/core/index.ts';

/** An article of these sentences; the first is the title. */
export function articleOf(sentences: readonly string[], language = 'fr'): Article {
  const text = sentences.join('\n\n');
  const segments: Segment[] = [];
  let start = 0;
  for (const [index, sentence] of sentences.entries()) {
    segments.push({ start, end: start + sentence.length, kind: index === 0 ? 'title' : 'sentence', paragraph: index });
    start += sentence.length + 2;
  }
  return {
    path: 'a.txt',
    url: null,
    outlet: null,
    sha256: '0'.repeat(64),
    language,
    title: sentences[0] ?? null,
    publishedAt: '2015-02-16',
    text,
    segments,
    warnings: [],
  };
}

export const CISCO = articleOf([
  'Cisco investit 100 millions de dollars en France',
  'Le groupe américain va investir 100 millions de dollars dans des start-up françaises.',
  'Il formera 200 000 personnes en trois ans.',
  'Six mille emplois pourraient être supprimés.',
]);

export function requestOf(article: Article = CISCO, more: Partial<SummariseRequest> = {}): SummariseRequest {
  return {
    article,
    segments: article.segments.map(({ start, end }) => article.text.slice(start, end)),
    language: article.language,
    target: 'en',
    maxWords: 100,
    glossary: null,
    ...more,
  };
}

export function settingOf(env: Record<string, string> = {}): AdapterSetting {
  return {
    env,
    offline: false,
    modelDirectory: '/nonexistent',
    prices: {
      asOf: '2026-11-01',
      prices: {
        'openai/gpt-test': { inputPerMillionTokens: 1, cachedInputPerMillionTokens: 0.1, outputPerMillionTokens: 10 },
        'anthropic/claude-test': {
          inputPerMillionTokens: 3,
          cachedInputPerMillionTokens: 0.3,
          outputPerMillionTokens: 15,
        },
      },
    },
  };
}

export const contextOf = (): CallContext => ({ signal: new AbortController().signal, journal: noJournal });

/** A right answer to `CISCO`. */
export const CISCO_ANSWER = {
  headline: { text: 'Cisco to invest $100 million in French start-ups', segments: [1, 2] },
  claims: [
    { text: 'Cisco will invest $100 million in French start-ups.', segments: [2] },
    { text: 'It will train 200,000 people in three years.', segments: [3] },
  ],
};

/** An OpenAI chat completion: shape of https://platform.openai.com/docs/api-reference/chat/object (2026-08-21). */
export function openaiReply(content: string | null, more: { finish?: string; refusal?: string } = {}) {
  return {
    id: 'chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT',
    object: 'chat.completion',
    created: 1741569952,
    model: 'gpt-test-2026-01-01',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: more.refusal ?? null, annotations: [] },
        logprobs: null,
        finish_reason: more.finish ?? 'stop',
      },
    ],
    usage: {
      prompt_tokens: 2000,
      completion_tokens: 100,
      total_tokens: 2100,
      prompt_tokens_details: { cached_tokens: 1024, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: 'default',
  };
}

/** What a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it succeeded where it had to fail');
}
