import { describe, expect, it } from 'vitest';
import type { Article, Glossary } from '../../src/core/index.ts';
import { createWorkbench } from '../../src/runner/workbench.ts';
import type * as Workbench from '../../src/runner/workbench.ts';
import { composeArticle } from '../../src/text/article.ts';
import { signatureOf } from '../../src/text/near-duplicates.ts';
import { verifyDraft } from '../../src/verify/index.ts';
import type { VerifyRequest } from '../../src/verify/index.ts';

// Threads run compiled files only: `npm test` builds first.
const compiled = (await import(new URL('../../dist/runner/workbench.js', import.meta.url).href)) as typeof Workbench;

function createAfterThread() {
  compiled.beginThread();
  return compiled.createWorkbench(1);
}

const NUMBERS = Array.from({ length: 200 }, (_, index) => index);

const partsOf = (number: number) => ({
  path: `a/${number}.txt`,
  publishedAt: '2020-04-16',
  body: `La ligne ${number} rouvre\n\nLa ligne ${number} a rouvert lundi à Bourg-en-Marne après ${number + 3} mois. « Elle transporte ${number * 13 + 900} voyageurs », a dit Anne Morel.\n`,
});

const glossary: Glossary = {
  entries: [{ source: 'ligne', target: 'line', language: 'fr', doNotTranslate: false }],
  sha256: 'g1',
};

function requestFor(article: Article, over: Partial<VerifyRequest> = {}): VerifyRequest {
  const number = /\d+/.exec(article.path)![0];
  const claim = (text: string, segment: number) => {
    const { start, end } = article.segments[segment]!;
    return { text, evidence: [{ segment, start, end }] };
  };
  return {
    draft: {
      language: 'en',
      headline: claim(`Line ${number} reopens`, 0),
      claims: [claim(`Line ${number} reopened on Monday in Bourg-en-Marne after 999 months.`, 1)],
    },
    article,
    glossary: null,
    maxWords: 100,
    method: 'abstractive',
    roughTranslator: false,
    ...over,
  };
}

describe.each([
  ['in threads', () => compiled.createWorkbench(2)],
  ['in a thread begun ahead', createAfterThread],
  ['in place', () => createWorkbench(0)],
])('the workbench, %s', (_, create) => {
  it('makes the same articles, sketches and checks as this thread', async () => {
    const workbench = create();
    try {
      const articles = await Promise.all(NUMBERS.map((number) => workbench.compose(partsOf(number))));
      expect(articles).toEqual(NUMBERS.map((number) => composeArticle(partsOf(number))));
      for (const article of articles) expect(workbench.sketch(article)).toEqual(signatureOf(article.text));
      const requests = articles.map((article, index) => requestFor(article, { glossary: index % 2 ? glossary : null }));
      const checks = await Promise.all(requests.map((request) => workbench.verify(request)));
      expect(checks).toEqual(requests.map((request) => verifyDraft(request)));
      // Something was there to find.
      expect(checks.every(({ findings }) => findings.some(({ message }) => message.includes('999')))).toBe(true);
    } finally {
      await workbench.close();
    }
  });

  it('finishes what its threads had not done when it is closed', async () => {
    const workbench = create();
    const work = Promise.all(NUMBERS.map((number) => workbench.compose(partsOf(number))));
    await workbench.close();
    expect(await work).toHaveLength(NUMBERS.length);
    expect((await workbench.compose(partsOf(7))).title).toBe('La ligne 7 rouvre');
  });

  it('sketches an article that it did not make', () => {
    const article = composeArticle(partsOf(1));
    expect(create().sketch(article)).toEqual(signatureOf(article.text));
  });
});
