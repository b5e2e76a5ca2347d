import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Summariser, SummariseResult } from '../../src/core/index.ts';
import { AdapterError } from '../../src/core/index.ts';
import { forgetLanes } from '../../src/adapters/http/index.ts';
import { fence } from '../../src/text/prompt-fence.ts';
import { llmDefinition } from '../../src/adapters/translators/llm.ts';
import { OLLAMA_SHOW } from '../adapters/summarisers/chat-fixtures.ts';
import { articleOf, contextOf, requestOf, settingOf } from '../adapters/summarisers/llm-fixtures.ts';
import type { Attempt } from './corpus.ts';
import { KEYS, SERVICES } from './services.ts';
import { ATTEMPTS, HONEST, HONEST_ANSWER, sentencesWith } from './corpus.ts';

/** What the model says next, by the request where it says so, and every request that it was sent. */
let content: string | ((body: string) => string) = '';
let sent: { url: string; body: string }[] = [];

const server = setupServer(
  http.post('http://127.0.0.1:11434/api/show', () => HttpResponse.json(OLLAMA_SHOW)),
  ...Object.values(SERVICES).map(({ url, reply }) =>
    http.post(url, async ({ request }) => {
      const body = await request.text();
      sent.push({ url: request.url, body });
      return HttpResponse.json(reply(typeof content === 'string' ? content : content(body)));
    }),
  ),
);
// A request to anywhere else fails the test.
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => forgetLanes());
afterAll(() => server.close());

const FENCED = /<(article|sentences)-([0-9a-f]{16})>(?:\\n|\n)([^]*?)(?:\\n|\n)<\/\1-\2>/;

function hostOf(address: string): string {
  return new URL(address.replace(':call', 'm')).host;
}

/** The request with what the fence holds taken out: all that the article must not be able to change. */
function frame(body: string): string {
  return body.replace(FENCED, '<fence>');
}

/** The lines of the fence, as the model gets them. */
function fenced(body: string): string[] {
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(JSON.parse(body));
  const holding = strings.filter((text) => FENCED.test(text));
  expect(holding).toHaveLength(1);
  return FENCED.exec(holding[0]!)![3]!.split('\n');
}

const honest = requestOf(articleOf(HONEST));

async function attempted(
  summariser: Summariser,
  sentences: readonly string[],
): Promise<SummariseResult | AdapterError> {
  try {
    return await summariser.summarise(requestOf(articleOf(sentences)), contextOf());
  } catch (error) {
    if (error instanceof AdapterError) return error;
    throw error;
  }
}

test('the corpus has at least 40 attempts, in at least 12 languages, each of its own', () => {
  expect(ATTEMPTS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(ATTEMPTS.map(({ language }) => language)).size).toBeGreaterThanOrEqual(12);
  expect(new Set(ATTEMPTS.map(({ name }) => name)).size).toBe(ATTEMPTS.length);
  expect(new Set(ATTEMPTS.map(({ text }) => text)).size).toBe(ATTEMPTS.length);
});

test.each(ATTEMPTS)('a model that obeys really grants the wish: $name', ({ obeyed, wish }) => {
  // JSON writes control characters as escapes.
  const said = obeyed.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  expect(said).toMatch(wish);
});

/** No address, no key, no article. */
function expectDiscreet(error: AdapterError, attempt: Attempt): void {
  expect(['bad-response', 'refused']).toContain(error.code);
  expect(error.message).not.toMatch(/canary|evil/);
  expect(error.message).not.toContain(attempt.text.slice(0, 20));
}

/** Sentences and evidence, and nothing else of what the model said. */
function expectOnlyBrief(result: SummariseResult, before: SummariseResult): void {
  expect(Object.keys(result).toSorted()).toEqual(['draft', 'prompt', 'usage', 'warnings']);
  expect(Object.keys(result.draft).toSorted()).toEqual(['claims', 'headline', 'language']);
  expect(result.prompt).toEqual(before.prompt);
  expect(result.draft.claims.length).toBeLessThanOrEqual(60);
  for (const claim of [result.draft.headline, ...result.draft.claims]) {
    expect(Object.keys(claim).toSorted()).toEqual(['evidence', 'text']);
    // oxlint-disable-next-line no-control-regex
    expect(claim.text).not.toMatch(/[\u0000-\u001F\u202A-\u202E]|:\/\/|javascript:|<[a-z/!]|\]\(|!\[/i);
    expect(claim.text.length).toBeLessThanOrEqual(2000);
    for (const { segment } of claim.evidence) {
      expect(segment).toBeGreaterThanOrEqual(0);
      expect(segment).toBeLessThanOrEqual(HONEST.length);
    }
  }
  expect(JSON.stringify(result.warnings)).not.toMatch(/evil|canary/);
}

describe.each(Object.entries(SERVICES))('%s', (name, { definition, options, url }) => {
  test.each(ATTEMPTS)('$name', async (attempt) => {
    const summariser = await definition.create(options, settingOf(KEYS));
    const { signature } = summariser;
    content = HONEST_ANSWER;
    sent = [];
    const before = await summariser.summarise(honest, contextOf());
    const [clean] = sent;

    sent = [];
    content = attempt.obeyed;
    const result = await attempted(summariser, sentencesWith(attempt));

    // The request: the article is data on lines of its own, and everything around it is as for any article.
    const [first] = sent;
    expect(frame(first!.body)).toBe(frame(clean!.body));
    const lines = fenced(first!.body);
    expect(lines).toHaveLength(HONEST.length + 1);
    for (const [index, line] of lines.entries()) expect(line.startsWith(`[${index + 1}] `)).toBe(true);
    // oxlint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/<[/|a-z]|\[\/?INST\]|[\u0000-\u001F\u200B\u202E\u{E0000}-\u{E007F}]/u);

    // Nothing went anywhere else, and at most one repair was asked for.
    for (const request of sent) expect(hostOf(request.url)).toBe(hostOf(url));
    expect(sent.length).toBeLessThanOrEqual(3);

    if (result instanceof AdapterError) expectDiscreet(result, attempt);
    else expectOnlyBrief(result, before);
    expect(summariser).toMatchObject({ name: `${name}:${String(options['model'])}`, signature });

    // The next article is asked for and read as if nothing had been.
    sent = [];
    content = HONEST_ANSWER;
    const after = await summariser.summarise(honest, contextOf());
    expect(sent.map(({ body }) => body)).toEqual([clean!.body]);
    expect(after).toEqual(before);
  });
});

describe('llm, as a translator', () => {
  test.each(ATTEMPTS)('$name', async (attempt) => {
    const translator = await llmDefinition.create({ model: 'openai:m' }, settingOf(KEYS));
    const sentences = sentencesWith(attempt);
    // It obeys within the form that it was asked for.
    const hostile = fence('x', [{ number: 1, text: attempt.text }])
      .split('\n')[1]!
      .slice(4);
    content = (body) =>
      JSON.stringify({
        translations: fenced(body).map((line, index) => {
          const text = line.replace(/^\[\d+\] /, '');
          return {
            id: index + 1,
            text: text === hostile ? attempt.obeyed.slice(0, 400) : `EN ${text}`,
            path: '/etc/x',
          };
        }),
        settings: { maxCost: 1e6 },
      });
    sent = [];
    const pair = { source: 'fr', target: 'en' };
    const result = await translator.translate({ segments: sentences, pair, glossary: null }, contextOf());
    expect(Object.keys(result).toSorted()).toEqual(['segments', 'usage', 'warnings']);
    expect(result.segments).toHaveLength(sentences.length);
    for (const segment of result.segments) {
      // oxlint-disable-next-line no-control-regex
      expect(segment).not.toMatch(/[\u0000-\u001F\u202A-\u202E]/);
    }
    // The honest sentences came through, whatever stood among them.
    for (const sentence of HONEST) expect(result.segments).toContain(`EN ${sentence}`);
    const lines = fenced(sent[0]!.body);
    expect(lines).toHaveLength(sentences.length);
    // oxlint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/<[/|a-z]|\[\/?INST\]|[\u0000-\u001F\u200B\u202E\u{E0000}-\u{E007F}]/u);
  });
});
