import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { llmDefinition } from '../../../src/adapters/translators/llm.ts';
import type { Finding, TranslationRequest } from '../../../src/core/index.ts';
import { contextOf, openaiReply, settingOf } from '../summarisers/llm-fixtures.ts';

const URL = 'https://api.openai.com/v1/chat/completions';

interface Item {
  readonly id: number;
  readonly text: string;
}

let asked: string[] = [];
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  asked = [];
  forgetLanes();
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** The numbered sentences of a request. */
function linesIn(prompt: string): Item[] {
  const fenced = /<sentences-([0-9a-f]{16})>\n([^]*)\n<\/sentences-\1>/.exec(prompt)![2]!;
  return fenced.split('\n').map((line) => {
    const [, id, text] = /^\[(\d+)\] (.*)$/.exec(line)!;
    return { id: Number(id), text: text! };
  });
}

/** A model that says "EN …" of each sentence, after `change`. */
function translating(change: (items: Item[], turn: number) => readonly unknown[] = (items) => items): void {
  server.use(
    http.post(URL, async ({ request }) => {
      const body: { messages: { role: string; content: string }[] } = JSON.parse(await request.text());
      const prompt = body.messages.find(({ role }) => role === 'user')!.content;
      asked.push(prompt);
      const items = linesIn(prompt).map(({ id, text }) => ({ id, text: `EN ${text}` }));
      return HttpResponse.json(openaiReply(JSON.stringify({ translations: change(items, asked.length) })));
    }),
  );
}

const translator = await llmDefinition.create(
  { model: 'openai:gpt-test' },
  settingOf({ OPENAI_API_KEY: 'sk-canary-0123456789' }),
);

function requestOf(segments: readonly string[], more: Partial<TranslationRequest> = {}): TranslationRequest {
  return { segments, pair: { source: 'fr', target: 'en' }, glossary: null, ...more };
}

const THREE = ['Un investissement de 2,5 milliards de dollars.', 'Il durera trois ans.', 'Le groupe ne dit rien.'];

describe('llm translator', () => {
  test('N sentences in one request, N out in order', async () => {
    translating((items) => items.toReversed());
    const result = await translator.translate(requestOf(THREE), contextOf());
    expect(result.segments).toEqual(THREE.map((text) => `EN ${text}`));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('Language: French');
    expect(result.usage).toMatchObject({ requests: 1, inputTokens: 2000, outputTokens: 100 });
  });

  test.each<[string, (items: Item[]) => unknown[], number[]]>([
    [
      'a line left out is asked for alone, and the one before it',
      (items) => items.filter(({ id }) => id !== 2),
      [1, 2],
    ],
    ['two lines run together', (items) => [{ id: 1, text: `${items[0]!.text} ${items[1]!.text}` }, items[2]!], [1, 2]],
    ['a line given twice', (items) => [...items, { id: 3, text: 'Another.' }], [2, 3]],
    ['an empty line', (items) => items.map((item) => (item.id === 1 ? { ...item, text: ' ' } : item)), [1]],
    ['numbers that do not exist', (items) => [...items.slice(0, 2), { id: 9, text: 'Nine.' }], [2, 3]],
    ['a line that is no object', (items) => [null, items[1], items[2]], [1]],
    ['a line far too long', (items) => [{ ...items[0]!, text: 'x '.repeat(500) }, items[1]!, items[2]!], [1]],
  ])('%s', async (_, change, again) => {
    translating((items, turn) => (turn === 1 ? change(items) : items));
    const { segments, warnings } = await translator.translate(requestOf(THREE), contextOf());
    expect(segments).toEqual(THREE.map((text) => `EN ${text}`));
    expect(asked.slice(1).map((prompt) => linesIn(prompt).map(({ text }) => text))).toEqual(
      again.map((number) => [THREE[number - 1]]),
    );
    expect(warnings.join()).toContain('one by one');
  });

  test('a line that never comes is an error, not an empty sentence', async () => {
    translating((items) => items.filter(({ text }) => !text.includes('trois')));
    await expect(translator.translate(requestOf(THREE), contextOf())).rejects.toMatchObject({ code: 'bad-response' });
  });

  test('many sentences go in several calls, each with its neighbours as context', async () => {
    const many = Array.from({ length: 70 }, (_, index) => `Phrase ${index + 1}.`);
    translating();
    const { segments } = await translator.translate(
      requestOf(many, { context: { before: 'Avant tout.', after: 'Après tout.' } }),
      contextOf(),
    );
    expect(segments).toEqual(many.map((text) => `EN ${text}`));
    expect(asked.map((prompt) => linesIn(prompt).length)).toEqual([30, 30, 10]);
    expect(asked[0]).toMatch(/Before the sentences:\n<context-[0-9a-f]{16}>\nAvant tout\.\n/);
    expect(asked[1]).toContain('Phrase 30.\n</context-');
    expect(asked[1]).toMatch(/After the sentences:\n<context-[0-9a-f]{16}>\nPhrase 61\./);
    expect(asked[2]).toContain('Après tout.');
  });

  test('a segment longer than a call is split and rejoined', async () => {
    const long = 'Une phrase. '.repeat(1200).trim();
    translating((items) => items.map(({ id, text }) => ({ id, text: text.slice(3) })));
    const { segments } = await translator.translate(requestOf([long, 'Courte.']), contextOf());
    expect(segments).toEqual([long, 'Courte.']);
    expect(asked.length).toBeGreaterThan(2);
  });

  test('glossary terms that occur go into the prompt', async () => {
    const entry = { language: 'fr', doNotTranslate: false };
    const glossary = {
      sha256: 'x',
      entries: [
        { ...entry, source: 'groupe', target: 'company' },
        { ...entry, source: 'Bouygues', target: 'Bouygues SA' },
      ],
    };
    translating();
    await translator.translate(requestOf(THREE, { glossary }), contextOf());
    expect(asked[0]).toContain('groupe = company');
    expect(asked[0]).not.toContain('Bouygues');
  });

  test('repair quotes the earlier rendering and each finding, apart from what needs none', async () => {
    const finding: Finding = {
      check: 'figure',
      severity: 'error',
      message: 'The sentence has 2.5 billion where the translation has 2.5 million.',
      claim: 0,
      target: null,
      source: { start: 0, end: 10, text: '2,5 milliards' },
    };
    translating();
    const repair = [{ previous: 'A $2.5 million investment.', findings: [finding] }, null, null];
    await translator.translate(requestOf(THREE, { repair }), contextOf());
    expect(asked.map((prompt) => linesIn(prompt).map(({ text }) => text))).toEqual([[THREE[0]], THREE.slice(1)]);
    expect(asked[0]).toContain('[1] Earlier translation: A $2.5 million investment.');
    expect(asked[0]).toContain(`[1] Finding: ${finding.message} (the sentence has "2,5 milliards")`);
    expect(asked[1]).not.toContain('Earlier translation');
  });

  test('markup and addresses that the source does not have are taken out; its own stay', async () => {
    translating((items) =>
      items.map((item) => ({
        ...item,
        text: `${item.text} <img src=x> [here](https://evil.test/?q=1) https://evil.test/a`,
      })),
    );
    const source = 'Voir https://example.org/page pour la suite.';
    const { segments, warnings } = await translator.translate(requestOf(['Rien à voir ici.', source]), contextOf());
    expect(segments[0]).toBe('EN Rien à voir ici. here');
    expect(segments[1]).toContain('https://example.org/page');
    expect(warnings.join()).toContain('an address');
  });

  test('a language it cannot do makes no call', async () => {
    const pair = { source: 'fr', target: 'de' };
    expect(await translator.supports(pair, contextOf())).toBe(false);
    await expect(translator.translate(requestOf(THREE, { pair }), contextOf())).rejects.toMatchObject({
      code: 'unsupported-language',
    });
    expect(asked).toEqual([]);
  });

  test.each([
    [{}, /llm:openai:MODEL/],
    [{ model: 'gpt-test' }, /openai:MODEL/],
    [{ model: 'opnai:gpt' }, /there is no provider "opnai"; there are openai/],
    [{ model: 'openai:gpt', colour: 1 }, /colour/],
  ])('%o is refused', async (options, message) => {
    await expect(llmDefinition.create(options, settingOf({ OPENAI_API_KEY: 'sk-canary-0123456789' }))).rejects.toThrow(
      message,
    );
  });

  test('its name tells what it runs on', () => {
    expect(translator).toMatchObject({
      name: 'llm:openai:gpt-test',
      quality: 'standard',
      sendsTextTo: 'api.openai.com',
    });
  });
});
