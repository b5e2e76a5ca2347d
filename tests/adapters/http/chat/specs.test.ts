import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseYaml } from 'yaml';
import { describe, expect, test } from 'vitest';
import { mistralProtocol } from '../../../../src/adapters/http/chat/mistral.ts';
import { openaiProtocol } from '../../../../src/adapters/http/chat/openai.ts';
import type { AnswerForm, ChatRequest } from '../../../../src/adapters/http/chat/protocol.ts';
import { BRIEF_ANSWER } from '../../../../src/adapters/summarisers/llm/answer.ts';
import { errorBody, mistralReply, openaiReply } from '../../summarisers/chat-fixtures.ts';

/** The services' own OpenAPI descriptions. An extra test: it runs only where they lie beside the project. */
const SPECS = new URL('../../../../../shared/specs/', import.meta.url);

function checker(file: string): (schema: string, value: unknown) => string[] {
  const text = readFileSync(new URL(file, SPECS), 'utf8');
  const document: unknown = file.endsWith('.json') ? JSON.parse(text) : parseYaml(text);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false });
  // `nullable` is of OpenAPI 3.0 and means nothing in 3.1, yet ajv objects to it.
  ajv.addSchema(
    JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'nullable' ? undefined : value))),
    'spec',
  );
  return (schema, value) => {
    const validate = ajv.compile({ $ref: `spec#/components/schemas/${schema}` });
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
}

const FORMS: readonly AnswerForm[] = ['json_schema', 'json_object', 'text'];

const request: ChatRequest = {
  system: 'Answer in JSON.',
  messages: [
    { role: 'user', text: 'Un article.' },
    { role: 'assistant', text: '{}' },
    { role: 'user', text: 'Again.' },
  ],
  answer: BRIEF_ANSWER,
  maxOutputTokens: 4096,
};

describe.skipIf(!existsSync(SPECS))("the services' own descriptions", () => {
  test('every request that openai can send is valid', () => {
    const check = checker('openai.openapi.json');
    for (const form of FORMS) {
      for (const limitField of ['max_tokens', 'max_completion_tokens'] as const) {
        for (const settings of [{}, { temperature: 0.2 }, { reasoningEffort: 'low' }]) {
          const protocol = openaiProtocol({ model: 'gpt-test', ...settings });
          expect(check('CreateChatCompletionRequest', protocol.buildBody(request, { form, limitField }))).toEqual([]);
        }
      }
    }
    expect(check('CreateChatCompletionRequest', { model: 'gpt-test' })).not.toEqual([]);
  });

  test('the fixtures of openai are valid', () => {
    const check = checker('openai.openapi.json');
    for (const reply of [
      openaiReply('{}'),
      openaiReply(null, { refusal: 'No.' }),
      openaiReply('{', { finish: 'length' }),
      openaiReply('', { finish: 'content_filter' }),
    ]) {
      expect(check('CreateChatCompletionResponse', reply)).toEqual([]);
    }
    expect(check('ErrorResponse', errorBody('no'))).toEqual([]);
    expect(check('CreateChatCompletionResponse', openaiReply('', { finish: 'tired' }))).not.toEqual([]);
  });

  test('every request that mistral can send is valid', () => {
    const check = checker('mistral.openapi.yaml');
    for (const form of FORMS) {
      for (const settings of [{}, { temperature: 0.2 }, { reasoningEffort: 'high' }]) {
        const protocol = mistralProtocol({ model: 'mistral-test', ...settings });
        const body = protocol.buildBody(request, { form, limitField: 'max_tokens' });
        expect(check('ChatCompletionRequest', body)).toEqual([]);
      }
    }
    expect(check('ChatCompletionRequest', { model: 'm', messages: [], colour: 1 })).not.toEqual([]);
  });

  test('the fixtures of mistral are valid', () => {
    const check = checker('mistral.openapi.yaml');
    const chunks = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
      { type: 'text', text: '{}' },
    ];
    for (const reply of [
      mistralReply('{}'),
      mistralReply(chunks),
      mistralReply('{', 'truncated'),
      mistralReply(null),
    ]) {
      // The description asks for a `data` that its own example does not have.
      expect(check('ChatCompletionResponse', { ...reply, data: [] })).toEqual([]);
    }
  });
});
