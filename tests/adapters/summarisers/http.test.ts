import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { httpSummariserDefinition, parseBody } from '../../../src/adapters/summarisers/http.ts';
import { segmentText } from '../../../src/core/index.ts';
import type { SummariseRequest } from '../../../src/core/index.ts';
import { sampleArticle } from '../../../src/testing/index.ts';
import { answering, callContext, settingOf } from '../translators/service.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const URL = 'https://llm.example.org/brief';
const article = sampleArticle();
const segments = article.segments.map((_, index) => segmentText(article, index));
const request: SummariseRequest = { article, segments, language: 'fr', target: 'en', maxWords: 60, glossary: null };
const good = {
  headline: { text: 'Roubaix closes bridge', evidence: [0] },
  claims: [{ text: ' The bridge is closed. ', evidence: [1, 1, '2'] }],
  usage: { inputTokens: 410, outputTokens: 36 },
};
const evidence = (segment: number) => ({
  segment,
  start: article.segments[segment]!.start,
  end: article.segments[segment]!.end,
});

const reply = (value: unknown) => ({ page: 'docs/wire-format.md', date: '2026-11-22', status: 200, reply: value });
const make = (options = {}, env: Record<string, string> = { PRECIS_HTTP_SUMMARISER_URL: URL }) =>
  httpSummariserDefinition.create(options, settingOf(env));

describe('http summariser', () => {
  it('sends numbered segments, and reads claims with their evidence', async () => {
    const requests = answering(server, URL, reply(good));
    const summariser = await make(
      {},
      { PRECIS_HTTP_SUMMARISER_URL: URL, PRECIS_HTTP_SUMMARISER_KEY: 'own-key-0123456789' },
    );
    const result = await summariser.summarise(request, callContext());
    expect(requests[0]!.headers.get('authorization')).toBe('Bearer own-key-0123456789');
    expect(requests[0]!.body).toEqual({
      v: 1,
      source: 'fr',
      target: 'en',
      maxWords: 60,
      article: { title: segments[0], language: 'fr', publishedAt: '2014-03-03' },
      segments: segments.map((text, id) => ({ id, text })),
    });
    expect(result).toEqual({
      draft: {
        language: 'en',
        headline: { text: 'Roubaix closes bridge', evidence: [evidence(0)] },
        claims: [{ text: 'The bridge is closed.', evidence: [evidence(1), evidence(2)] }],
      },
      usage: { requests: 1, inputTokens: 410, outputTokens: 36, characters: 0, costUsd: 0 },
      warnings: [],
      prompt: null,
    });
    expect(summariser.sendsTextTo).toBe('llm.example.org');
  });

  it('sends the earlier draft and the findings when it is asked to repair', async () => {
    const requests = answering(server, URL, reply(good));
    const summariser = await make();
    const { draft } = await summariser.summarise(request, callContext());
    const target = { start: 0, end: 3, text: 'The' };
    const finding = {
      check: 'date',
      severity: 'error',
      message: 'Tuesday is not in the source.',
      claim: 0,
      target,
      source: null,
    } as const;
    await summariser.summarise({ ...request, repair: { draft, findings: [finding] } }, callContext());
    expect(requests[1]!.body).toMatchObject({
      repair: {
        headline: { text: 'Roubaix closes bridge', evidence: [0] },
        claims: [{ text: 'The bridge is closed.', evidence: [1, 2] }],
        findings: [
          { check: 'date', severity: 'error', message: 'Tuesday is not in the source.', claim: 0, text: 'The' },
        ],
      },
    });
  });

  it('asks once more for an answer that it cannot use, and counts both', async () => {
    const requests = answering(server, URL, reply({ ...good, claims: [{ text: 'x', evidence: [99] }] }), reply(good));
    const result = await (await make()).summarise(request, callContext());
    expect(requests).toHaveLength(2);
    expect(result.usage).toMatchObject({ requests: 2, inputTokens: 820 });
  });

  it.each([
    ['no claims', { ...good, claims: [] }],
    ['no headline', { claims: good.claims }],
    ['an empty claim', { ...good, claims: [{ text: '', evidence: [1] }] }],
    ['evidence by name', { ...good, claims: [{ text: 'x', evidence: ['first'] }] }],
    ['evidence beyond the article', { ...good, claims: [{ text: 'x', evidence: [4] }] }],
    ['negative evidence', { ...good, headline: { text: 'x', evidence: [-1] } }],
    ['a list', [good]],
  ])('takes no answer with %s', (_, value) => {
    expect(() => parseBody(JSON.stringify(value), request)).toThrow(expect.objectContaining({ code: 'bad-response' }));
  });

  it('has a cost where the user says what a token costs', async () => {
    answering(server, URL, reply(good));
    const setting = settingOf({ PRECIS_HTTP_SUMMARISER_URL: URL });
    const prices = { asOf: '2026-11-22', prices: { http: { inputPerMillionTokens: 1, outputPerMillionTokens: 10 } } };
    const summariser = await httpSummariserDefinition.create({}, { ...setting, prices });
    const { usage } = await summariser.summarise(request, callContext());
    expect(usage.costUsd).toBeCloseTo(0.00077, 10);
  });

  it('says what it needs', async () => {
    expect(await httpSummariserDefinition.needs(settingOf({}))).toHaveLength(1);
    await expect(make({}, {})).rejects.toThrow('set PRECIS_HTTP_SUMMARISER_URL');
    await expect(make({ maxTokens: 5 })).rejects.toThrow('maxTokens');
  });
});
