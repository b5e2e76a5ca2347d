import * as provider from '@ai-sdk/openai-compatible';
import * as ai from 'ai';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { aiSdkDefinition } from '../../../src/adapters/summarisers/llm.ts';
import type { Journal } from '../../../src/core/index.ts';
import { errorBody } from './chat-fixtures.ts';
import { CISCO_ANSWER, contextOf, failureOf, openaiReply, requestOf, settingOf } from './llm-fixtures.ts';

const URL = 'https://models.test/v1/chat/completions';
const KEY = 'canary-key-0123456789';

let sent: { headers: Headers; body: { messages: { content: string }[]; max_tokens: number } }[] = [];
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  sent = [];
  forgetLanes();
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function answering(...replies: { status?: number; json: object }[]): void {
  server.use(
    http.post(URL, async ({ request }) => {
      const body: (typeof sent)[number]['body'] = JSON.parse(await request.text());
      sent.push({ headers: request.headers, body });
      const { status = 200, json } = replies[Math.min(sent.length, replies.length) - 1]!;
      return HttpResponse.json(json, { status });
    }),
  );
}

const OPTIONS = {
  model: 'acme/chat-1',
  package: '@ai-sdk/openai-compatible',
  settings: { baseURL: 'https://models.test/v1', supportsStructuredOutputs: true },
};

async function make(options: Record<string, unknown> = {}) {
  return await aiSdkDefinition.create({ ...OPTIONS, ...options }, settingOf({ ACME_API_KEY: KEY }));
}

const answer = JSON.stringify(CISCO_ANSWER);

describe('ai-sdk', () => {
  test('the packages have what the bridge uses of them', () => {
    expect(Object.keys(ai)).toEqual(
      expect.arrayContaining(['generateText', 'jsonSchema', 'Output', 'NoObjectGeneratedError']),
    );
    expect(Object.keys(provider).filter((name) => /^create[A-Z]/.test(name))).toHaveLength(1);
  });

  test('the provider writes the request, and it leaves by our own way', async () => {
    answering({ json: openaiReply(answer) });
    const summariser = await make();
    expect(summariser).toMatchObject({ name: 'ai-sdk:acme/chat-1', sendsTextTo: 'models.test' });
    const { draft, usage } = await summariser.summarise(requestOf(), contextOf());
    expect(draft.claims.map(({ evidence }) => evidence.map(({ segment }) => segment))).toEqual([[1], [2]]);
    expect(usage).toEqual({ requests: 1, inputTokens: 2000, outputTokens: 100, characters: 0, costUsd: null });
    expect(sent).toHaveLength(1);
    expect(sent[0]!.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(sent[0]!.body.messages[1]!.content).toContain('[2] Le groupe');
    expect(JSON.stringify(sent[0]!.body)).toContain('json_schema');
  });

  test('text around the JSON is read as from every other provider', async () => {
    answering({ json: openaiReply('Here you are:\n```json\n' + answer + '\n```') });
    const { draft } = await (await make()).summarise(requestOf(), contextOf());
    expect(draft.claims).toHaveLength(2);
  });

  test('an unusable reply is repaired once; in the end it is forgotten', async () => {
    answering({ json: openaiReply('No.') });
    const stored = new Map<string, string>();
    const journal: Journal = {
      recall: async (key) => stored.get(key) ?? null,
      begin: async (key) => ({
        settle: async (reply) => void stored.set(key, reply),
        release: async () => {},
        abandon: async () => {},
      }),
      discard: async (key) => void stored.delete(key),
    };
    await expect((await make()).summarise(requestOf(), { ...contextOf(), journal })).rejects.toMatchObject({
      code: 'bad-response',
    });
    expect(sent).toHaveLength(2);
    expect(stored.size).toBe(1);
  });

  test('cut short: truncated; refused by a filter: refused', async () => {
    answering({ json: openaiReply(answer.slice(0, 40), { finish: 'length' }) });
    await expect((await make()).summarise(requestOf(), contextOf())).rejects.toMatchObject({ code: 'truncated' });
    answering({ json: openaiReply('', { finish: 'content_filter' }) });
    await expect((await make()).summarise(requestOf(), contextOf())).rejects.toMatchObject({ code: 'refused' });
  });

  test('failures of the service come through as ours, without the key', async () => {
    answering({ status: 401, json: errorBody(`bad key ${KEY}`) });
    const failure = await failureOf((await make()).summarise(requestOf(), contextOf()));
    expect(failure).toMatchObject({ name: 'AdapterError', code: 'unauthorised', adapter: 'ai-sdk:acme/chat-1' });
    expect(String(failure)).toContain('set ACME_API_KEY');
    expect(String(failure)).not.toContain(KEY);
  });

  test('stopping stops the request', async () => {
    const controller = new AbortController();
    server.use(
      http.post(URL, async () => {
        controller.abort();
        return await new Promise<Response>(() => {});
      }),
    );
    const context = { ...contextOf(), signal: controller.signal };
    await expect((await make()).summarise(requestOf(), context)).rejects.toThrow(/abort/i);
  });

  test.each([
    [{ package: '@ai-sdk/absent-provider' }, 'npm install @ai-sdk/absent-provider'],
    [{ package: 'zod' }, 'has no create…()'],
    [{ model: 'chat-1' }, 'PROVIDER/MODEL'],
    [{ settings: { baseURL: 'https://models.test/v1', apiKey: 'x' } }, 'keys come from the environment only'],
  ])('%o is refused with the remedy', async (options, message) => {
    await expect(make(options)).rejects.toThrow(message);
  });

  test('offline it is refused when it is made', async () => {
    const setting = { ...settingOf({ ACME_API_KEY: KEY }), offline: true };
    await expect(aiSdkDefinition.create(OPTIONS, setting)).rejects.toThrow('--offline');
  });
});
