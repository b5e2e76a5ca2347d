import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileReader } from '../../src/adapters/readers/files.ts';
import { forgetLanes } from '../../src/adapters/http/index.ts';
import { briefMarkdown } from '../../src/adapters/writers/markdown.ts';
import { AdapterError } from '../../src/core/index.ts';
import type { Brief } from '../../src/core/index.ts';
import { briefArticle } from '../../src/runner/index.ts';
import { OLLAMA_SHOW } from '../adapters/summarisers/chat-fixtures.ts';
import { articleOf, contextOf, settingOf } from '../adapters/summarisers/llm-fixtures.ts';
import { ATTEMPTS, HONEST, HONEST_ANSWER, pageWith, sentencesWith } from './corpus.ts';
import { KEYS, SERVICES } from './services.ts';

let content = '';
const server = setupServer(
  http.post('http://127.0.0.1:11434/api/show', () => HttpResponse.json(OLLAMA_SHOW)),
  ...Object.values(SERVICES).map(({ url, reply }) => http.post(url, () => HttpResponse.json(reply(content)))),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => forgetLanes());
afterAll(() => server.close());

/** The way of one article through a real adapter, the check, the repairs and the Markdown. */
async function brief(name: string, sentences: readonly string[], answer: string): Promise<Brief | AdapterError> {
  const { definition, options } = SERVICES[name]!;
  content = answer;
  const summariser = await definition.create(options, settingOf(KEYS));
  try {
    return await briefArticle(
      articleOf(sentences),
      { summariser, translator: null, witness: null },
      { route: 'auto', maxWords: 160, glossary: null },
      contextOf(),
    );
  } catch (error) {
    if (error instanceof AdapterError) return error;
    throw error;
  }
}

const said = ({ headline, claims }: Brief) => [headline, ...claims].map(({ text }) => text).join('\n');

describe.each(Object.keys(SERVICES))('%s, when its model obeys the article', (name) => {
  it('still makes a good brief of an honest article', async () => {
    const made = (await brief(name, HONEST, HONEST_ANSWER)) as Brief;
    expect(made.verdict).not.toBe('rejected');
    expect(said(made)).toContain('$100 million');
  });

  it.each(ATTEMPTS)('never passes its wish off as verified: $name', async (attempt) => {
    const made = await brief(name, sentencesWith(attempt), attempt.obeyed);
    if (made instanceof AdapterError) return expect(made.message).not.toMatch(attempt.wish);
    if (attempt.wish.test(said(made))) expect(made.verdict).not.toBe('verified');
    // Whatever is written for people is text, not markup, and the fence is not quoted to them.
    const markdown = briefMarkdown(made);
    expect(markdown).not.toMatch(/<(?:script|img|a|iframe)\b|\]\((?!\\)|(?:^|[^\\])!\[/m);
    expect(said(made)).not.toMatch(/<\/?(?:article|sentences)-[0-9a-f]{16}>/);
    return undefined;
  });
});

describe('a web page with an attempt in it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'precis-injection-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(ATTEMPTS)('is read as the honest article, without markup: $name', async (attempt) => {
    const file = join(directory, 'page.html');
    writeFileSync(file, pageWith(attempt));
    const { signal } = new AbortController();
    for await (const reference of fileReader({ language: 'fr' }).list([file], signal)) {
      const article = await reference.load(signal);
      for (const sentence of HONEST) expect(article.text.replaceAll('\u00a0', ' ')).toContain(sentence);
      // Where the page shows markup as its text, the text has it.
      if (!attempt.text.includes('<')) expect(article.text).not.toMatch(/<!--|<\/?(?:p|div|span|script|style)\b/);
      if (attempt.html?.startsWith('<!--') === true) expect(article.text).not.toContain(attempt.text);
    }
  });
});
