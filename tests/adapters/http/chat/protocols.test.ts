import { describe, expect, test } from 'vitest';
import { anthropicProtocol } from '../../../../src/adapters/http/chat/anthropic.ts';
import { geminiProtocol } from '../../../../src/adapters/http/chat/gemini.ts';
import { mistralProtocol } from '../../../../src/adapters/http/chat/mistral.ts';
import { ollamaProtocol } from '../../../../src/adapters/http/chat/ollama.ts';
import { openaiProtocol } from '../../../../src/adapters/http/chat/openai.ts';
import type { ChatProtocol, Finish } from '../../../../src/adapters/http/chat/protocol.ts';
import {
  anthropicReply,
  anthropicToolReply,
  GEMINI_BLOCKED,
  geminiReply,
  mistralReply,
  ollamaReply,
  openaiReply,
} from '../../summarisers/chat-fixtures.ts';

const PROTOCOLS: Record<string, ChatProtocol> = {
  openai: openaiProtocol({ model: 'm' }),
  mistral: mistralProtocol({ model: 'm' }),
  anthropic: anthropicProtocol({ model: 'm', cache: true }),
  gemini: geminiProtocol({ model: 'm', safety: 'service' }),
  ollama: ollamaProtocol({ model: 'm', temperature: 0, contextTokens: 8192 }),
};

const COUNT = { inputTokens: 2000, outputTokens: 100, cachedInputTokens: 1024, cacheWriteTokens: 0 };

describe('parseBody', () => {
  test.each<[string, object, string, Finish]>([
    ['openai', openaiReply('Yes.'), 'Yes.', 'complete'],
    ['openai', openaiReply('Y', { finish: 'length' }), 'Y', 'truncated'],
    ['openai', openaiReply('', { finish: 'content_filter' }), '', 'refused'],
    ['openai', openaiReply(null, { refusal: 'No.' }), '', 'refused'],
    ['openai', openaiReply('Yes.', { finish: 'something new' }), 'Yes.', 'complete'],
    ['mistral', mistralReply('Yes.'), 'Yes.', 'complete'],
    ['mistral', mistralReply('Y', 'truncated'), 'Y', 'truncated'],
    [
      'mistral',
      mistralReply([
        { type: 'thinking', thinking: [] },
        { type: 'text', text: 'Yes.' },
      ]),
      'Yes.',
      'complete',
    ],
    ['anthropic', anthropicReply('Yes.'), 'Yes.', 'complete'],
    ['anthropic', anthropicReply('Y', 'truncated'), 'Y', 'truncated'],
    ['anthropic', anthropicReply('', 'refused'), '', 'refused'],
    ['anthropic', { ...anthropicReply('Y'), stop_reason: 'model_context_window_exceeded' }, 'Y', 'truncated'],
    ['anthropic', anthropicToolReply({ a: 1 }), '{"a":1}', 'complete'],
    ['gemini', geminiReply('Yes.'), 'Yes.', 'complete'],
    ['gemini', geminiReply('Y', 'truncated'), 'Y', 'truncated'],
    ['gemini', geminiReply('', 'refused'), '', 'refused'],
    ['gemini', GEMINI_BLOCKED, '', 'refused'],
    ['gemini', { candidates: [{ finishReason: 'RECITATION' }] }, '', 'refused'],
    ['ollama', ollamaReply('Yes.'), 'Yes.', 'complete'],
    ['ollama', ollamaReply('Y', 'truncated'), 'Y', 'truncated'],
  ])('%s %#: text and how it ended', (name, body, text, finish) => {
    expect(PROTOCOLS[name]!.parseBody(body)).toMatchObject({ text, finish });
  });

  test.each<[string, object, object]>([
    ['openai', openaiReply(''), COUNT],
    ['mistral', mistralReply(''), COUNT],
    ['anthropic', anthropicReply(''), { ...COUNT, cacheWriteTokens: 500 }],
    // Thoughts are paid for as output.
    ['gemini', geminiReply(''), COUNT],
    ['ollama', ollamaReply(''), { ...COUNT, cachedInputTokens: 0 }],
  ])('%s: tokens', (name, body, tokens) => {
    expect(PROTOCOLS[name]!.parseBody(body).tokens).toEqual(tokens);
  });

  test.each(['openai', 'mistral', 'anthropic', 'gemini'])('%s: no count is no count, not zero', (name) => {
    const bodies: Record<string, object> = {
      openai: { ...openaiReply('x'), usage: undefined },
      mistral: { ...mistralReply('x'), usage: { odd: true } },
      anthropic: { ...anthropicReply('x'), usage: null },
      gemini: { ...geminiReply('x'), usageMetadata: undefined },
    };
    expect(PROTOCOLS[name]!.parseBody(bodies[name])).toMatchObject({ tokens: null });
  });

  test.each(Object.keys(PROTOCOLS).filter((name) => name !== 'gemini'))(
    '%s: a body of another shape throws',
    (name) => {
      for (const body of [null, [], 'x', {}, { choices: [] }, { choices: [{}] }, { content: 'x' }, { message: 1 }]) {
        expect(() => PROTOCOLS[name]!.parseBody(body)).toThrow(/expected|required|too small/i);
      }
    },
  );
});
