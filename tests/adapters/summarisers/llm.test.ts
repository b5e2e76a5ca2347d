import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdapterDefinition, Summariser } from '../../../src/core/index.ts';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import {
  anthropicDefinition,
  geminiDefinition,
  mistralDefinition,
  ollamaDefinition,
} from '../../../src/adapters/summarisers/llm.ts';
import type { Ending } from './chat-fixtures.ts';
import {
  anthropicReply,
  anthropicToolReply,
  errorBody,
  GEMINI_BLOCKED,
  geminiReply,
  mistralReply,
  OLLAMA_SHOW,
  ollamaReply,
} from './chat-fixtures.ts';
import { articleOf, CISCO_ANSWER, contextOf, failureOf, requestOf, settingOf } from './llm-fixtures.ts';

/** The bodies of all four services, as far as they are looked at. */
interface Body {
  readonly [name: string]: unknown;
  /** A string, but with Anthropic. */
  readonly messages?: readonly { role: string; content: string | { text: string }[] }[];
  readonly contents?: readonly { role: string; parts: { text: string }[] }[];
}

interface Sent {
  readonly path: string;
  readonly headers: Headers;
  readonly body: Body;
}

let sent: Sent[] = [];
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  sent = [];
  forgetLanes();
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

interface Reply {
  readonly status?: number;
  readonly json: object;
}

/** Answers with these in turn, the last one for ever. */
function answering(url: string, ...replies: readonly Reply[]): void {
  let turn = 0;
  server.use(
    http.post(url, async ({ request }) => {
      const body: Body = JSON.parse(await request.text());
      sent.push({ path: new URL(request.url).pathname, headers: request.headers, body });
      const { status = 200, json } = replies[Math.min(turn, replies.length - 1)]!;
      turn += 1;
      return HttpResponse.json(json, { status });
    }),
  );
}

interface Service {
  readonly definition: AdapterDefinition<Summariser>;
  readonly model: string;
  readonly url: string;
  readonly env: Record<string, string>;
  readonly reply: (text: string, ending?: Ending) => object;
}

/** The first message of the user, which holds the article. */
function userText({ messages, contents }: Body): string {
  const content = messages?.find(({ role }) => role === 'user')?.content ?? contents![0]!.parts;
  return typeof content === 'string' ? content : content[0]!.text;
}

const KEY = 'canary-key-0123456789';

const SERVICES: Record<string, Service> = {
  mistral: {
    definition: mistralDefinition,
    model: 'mistral-test',
    url: 'https://api.mistral.ai/v1/chat/completions',
    env: { MISTRAL_API_KEY: KEY },
    reply: mistralReply,
  },
  anthropic: {
    definition: anthropicDefinition,
    model: 'claude-test',
    url: 'https://api.anthropic.com/v1/messages',
    env: { ANTHROPIC_API_KEY: KEY },
    reply: anthropicReply,
  },
  gemini: {
    definition: geminiDefinition,
    model: 'gemini-test',
    url: 'https://generativelanguage.googleapis.com/v1beta/models/:call',
    env: { GEMINI_API_KEY: KEY },
    reply: geminiReply,
  },
  ollama: {
    definition: ollamaDefinition,
    model: 'llama-test',
    url: 'http://127.0.0.1:11434/api/chat',
    env: {},
    reply: ollamaReply,
  },
};

const answer = JSON.stringify(CISCO_ANSWER);

async function make(service: Service, options: Record<string, unknown> = {}): Promise<Summariser> {
  server.use(http.post('http://127.0.0.1:11434/api/show', () => HttpResponse.json(OLLAMA_SHOW)));
  return await service.definition.create({ model: service.model, ...options }, settingOf(service.env));
}

describe.each(Object.entries(SERVICES))('%s', (name, service) => {
  test('sends one request with the article fenced, and reads the draft', async () => {
    answering(service.url, { json: service.reply(answer) });
    const { draft, usage } = await (await make(service)).summarise(requestOf(), contextOf());
    expect(sent).toHaveLength(1);
    expect(userText(sent[0]!.body)).toMatch(/<article-([0-9a-f]{16})>\n\[1\] \(title\) Cisco[^]*<\/article-\1>$/);
    expect(JSON.stringify(sent[0]!.body)).not.toContain(KEY);
    expect(draft.claims.map(({ text }) => text)).toEqual(CISCO_ANSWER.claims.map(({ text }) => text));
    expect(draft.claims.map(({ evidence }) => evidence.map(({ segment }) => segment))).toEqual([[1], [2]]);
    expect(usage).toMatchObject({ requests: 1, inputTokens: 2000, outputTokens: 100 });
  });

  test('a repair turn keeps the roles in order', async () => {
    answering(service.url, { json: service.reply('Sorry?') }, { json: service.reply(answer) });
    await (await make(service)).summarise(requestOf(), contextOf());
    const { body } = sent[1]!;
    const turns: readonly { role: string }[] = body.messages ?? body.contents!;
    const roles = turns.map(({ role }) => (role === 'model' ? 'assistant' : role)).filter((role) => role !== 'system');
    expect(roles).toEqual(['user', 'assistant', 'user']);
  });

  test('an empty reply is asked for again without an empty turn', async () => {
    answering(service.url, { json: service.reply('') }, { json: service.reply(answer) });
    await (await make(service)).summarise(requestOf(), contextOf());
    expect(userText(sent[1]!.body)).toContain('it was empty');
    expect(userText(sent[1]!.body)).not.toBe(userText(sent[0]!.body));
  });

  test('cut short for good: truncated', async () => {
    answering(service.url, { json: service.reply(answer.slice(0, 50), 'truncated') });
    await expect((await make(service)).summarise(requestOf(), contextOf())).rejects.toMatchObject({
      code: 'truncated',
      adapter: `${name}:${service.model}`,
    });
  });

  test('400 on the structured form: the next form carries the schema, too', async () => {
    const refusal = { status: 400, json: errorBody('this form of output is not supported by the model') };
    answering(service.url, refusal, refusal, { json: service.reply(answer) });
    const { draft } = await (await make(service)).summarise(requestOf(), contextOf());
    expect(draft.claims).toHaveLength(2);
    expect(sent).toHaveLength(3);
    for (const { body } of sent) expect(JSON.stringify(body)).toMatch(/propertyOrdering|additionalProperties/);
  });

  test('a wrong key is told apart, and stands in no message', async () => {
    answering(service.url, { status: 401, json: errorBody(`invalid key ${KEY}`) });
    const failure = await failureOf((await make(service)).summarise(requestOf(), contextOf()));
    expect(failure).toMatchObject({ name: 'AdapterError', code: 'unauthorised' });
    expect(String(failure)).not.toContain(KEY);
    expect(sent).toHaveLength(1);
  });

  test('supports every known language into English, and nothing else', async () => {
    const summariser = await make(service);
    expect(await summariser.supports({ source: 'fr', target: 'en' }, contextOf())).toBe(true);
    expect(await summariser.supports({ source: 'und', target: 'en' }, contextOf())).toBe(false);
    expect(await summariser.supports({ source: 'fr', target: 'de' }, contextOf())).toBe(false);
  });

  test('options are checked strictly', async () => {
    await expect(make(service, { tempratur: 1 })).rejects.toThrow(/tempratur/);
    await expect(service.definition.create({}, settingOf(service.env))).rejects.toThrow(`${name}:MODEL`);
  });
});

describe('anthropic', () => {
  const service = SERVICES['anthropic']!;

  test('sends version, key, cache mark and schema, and no temperature', async () => {
    answering(service.url, { json: anthropicReply(answer) });
    const { usage } = await (await make(service)).summarise(requestOf(), contextOf());
    const { headers, body } = sent[0]!;
    expect(headers.get('anthropic-version')).toBe('2023-06-01');
    expect(headers.get('x-api-key')).toBe(KEY);
    expect(body['system']).toMatchObject([{ type: 'text', cache_control: { type: 'ephemeral' } }]);
    expect(body['output_config']).toMatchObject({ format: { type: 'json_schema', schema: { type: 'object' } } });
    expect(body).not.toHaveProperty('temperature');
    // 976 at $3 (500 of them 1.25 times for the cache), 1024 read from it at $0.30, 100 out at $15 a million.
    expect(usage.costUsd).toBeCloseTo((976 * 3 + 500 * 0.25 * 3 + 1024 * 0.3 + 100 * 15) / 1e6, 12);
  });

  test('version and kind of key are settings; the cache can be left out', async () => {
    answering(service.url, { json: anthropicReply(answer) });
    const summariser = await make(service, { version: '2026-10-21', auth: 'bearer', cache: false });
    await summariser.summarise(requestOf(), contextOf());
    const { headers, body } = sent[0]!;
    expect(headers.get('anthropic-version')).toBe('2026-10-21');
    expect(headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(headers.get('x-api-key')).toBeNull();
    expect(JSON.stringify(body)).not.toContain('cache_control');
  });

  test('a model without output_config gets a forced tool', async () => {
    answering(
      service.url,
      {
        status: 400,
        json: {
          type: 'error',
          error: { type: 'invalid_request_error', message: 'output_config: Extra inputs are not permitted' },
        },
      },
      { json: anthropicToolReply(CISCO_ANSWER) },
    );
    const { draft } = await (await make(service)).summarise(requestOf(), contextOf());
    expect(draft.claims).toHaveLength(2);
    expect(sent[1]!.body).toMatchObject({ tools: [{ name: 'brief' }], tool_choice: { type: 'tool', name: 'brief' } });
  });

  test('a refusal is asked once more, then reported', async () => {
    answering(service.url, { json: anthropicReply('', 'refused') });
    await expect((await make(service)).summarise(requestOf(), contextOf())).rejects.toMatchObject({ code: 'refused' });
    expect(sent).toHaveLength(2);
  });
});

describe('gemini', () => {
  const service = SERVICES['gemini']!;

  test('sends the schema in its own dialect and the key in a header', async () => {
    answering(service.url, { json: geminiReply(answer) });
    await (await make(service)).summarise(requestOf(), contextOf());
    const { path, headers, body } = sent[0]!;
    expect(path).toBe('/v1beta/models/gemini-test:generateContent');
    expect(headers.get('x-goog-api-key')).toBe(KEY);
    expect(body['generationConfig']).toMatchObject({
      responseMimeType: 'application/json',
      responseSchema: { type: 'OBJECT', propertyOrdering: ['headline', 'claims'] },
    });
    expect(JSON.stringify(body)).not.toContain('additionalProperties');
  });

  test.each([
    ['a filtered answer', geminiReply('', 'refused')],
    ['a blocked prompt', GEMINI_BLOCKED],
  ])('%s is a refusal', async (_, json) => {
    answering(service.url, { json });
    await expect((await make(service)).summarise(requestOf(), contextOf())).rejects.toMatchObject({ code: 'refused' });
  });

  test('its 400 for a wrong key is no matter of form', async () => {
    const json = {
      error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' },
    };
    answering(service.url, { status: 400, json });
    await expect((await make(service)).summarise(requestOf(), contextOf())).rejects.toThrow('set GEMINI_API_KEY');
    expect(sent).toHaveLength(1);
  });
});

describe('mistral', () => {
  const service = SERVICES['mistral']!;

  test('shares its cache by the fixed part, and reads content in chunks', async () => {
    const chunks = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
      { type: 'text', text: answer },
    ];
    answering(service.url, { json: mistralReply(chunks) });
    const summariser = await make(service);
    const { draft } = await summariser.summarise(requestOf(), contextOf());
    expect(draft.claims).toHaveLength(2);
    await summariser.summarise(requestOf(undefined, { maxWords: 50 }), contextOf());
    expect(sent[0]!.body['prompt_cache_key']).toMatch(/^[0-9a-f]{32}$/);
    expect(sent[1]!.body['prompt_cache_key']).toBe(sent[0]!.body['prompt_cache_key']);
  });
});

describe('ollama', () => {
  const service = SERVICES['ollama']!;

  test('states its window and forbids the server to cut; stays on this machine, for nothing', async () => {
    answering(service.url, { json: ollamaReply(answer) });
    const summariser = await make(service, { contextTokens: 12_000 });
    expect(summariser.sendsTextTo).toBeNull();
    const { usage } = await summariser.summarise(requestOf(), contextOf());
    expect(usage.costUsd).toBe(0);
    expect(sent[0]!.body).toMatchObject({
      stream: false,
      truncate: false,
      shift: false,
      format: { type: 'object' },
      options: { num_ctx: 12_000, temperature: 0, seed: 0 },
    });
  });

  test('a model that is not there: how to get it, and nothing of the article is sent', async () => {
    answering(service.url, { json: ollamaReply(answer) });
    const summariser = await make(service);
    server.use(
      http.post('http://127.0.0.1:11434/api/show', () =>
        HttpResponse.json({ error: "model 'llama-test' not found" }, { status: 404 }),
      ),
    );
    await expect(summariser.summarise(requestOf(), contextOf())).rejects.toThrow('get it with: ollama pull llama-test');
    expect(sent).toHaveLength(0);
  });

  test('a model trained for less than the window asked for is not given more', async () => {
    answering(service.url, { json: ollamaReply(answer) });
    const summariser = await make(service, { contextTokens: 32_000 });
    const small = { ...OLLAMA_SHOW, model_info: { 'llama.context_length': 2048 } };
    server.use(http.post('http://127.0.0.1:11434/api/show', () => HttpResponse.json(small)));
    await expect(summariser.summarise(requestOf(), contextOf())).rejects.toThrow(/window of 2048 tokens is too small/);
  });

  test('a server that cut the prompt without a word is found out, and shown less', async () => {
    answering(service.url, { json: { ...ollamaReply(answer), prompt_eval_count: 300 } });
    // The user says that the vocabulary is better than it is.
    const summariser = await make(service, { contextTokens: 6000, tokenFactor: 0.5 });
    const sentences = Array.from({ length: 100 }, (_, index) => `Phrase ${index}${' de cet article'.repeat(7)}.`);
    const request = requestOf(articleOf(sentences));
    const { warnings } = await summariser.summarise(request, contextOf());
    // The first reply is thrown away, and the article read in smaller parts, then combined.
    expect(sent).toHaveLength(4);
    expect(warnings.join()).toContain('2 parts');
  });

  test.each([
    ['10.0.0.5', '10.0.0.5:11434'],
    ['0.0.0.0:11434', null],
    ['https://ollama.example.org', 'ollama.example.org'],
  ])('OLLAMA_HOST %s is read as Ollama reads it', async (host, sendsTextTo) => {
    const summariser = await service.definition.create({ model: 'm' }, settingOf({ OLLAMA_HOST: host }));
    expect(summariser.sendsTextTo).toBe(sendsTextTo);
  });

  test('not running: says so and what to look at', async () => {
    const summariser = await service.definition.create({ model: 'm', baseUrl: 'http://127.0.0.1:9' }, settingOf());
    server.use(http.post('http://127.0.0.1:9/api/show', () => HttpResponse.error()));
    await expect(summariser.summarise(requestOf(), contextOf())).rejects.toMatchObject({ code: 'unavailable' });
  });
});
