import { readFileSync } from 'node:fs';
import type { Article, Draft, DraftClaim } from '../../src/core/index.ts';
import { composeArticle } from '../../src/text/article.ts';
import { verifyDraft } from '../../src/verify/index.ts';
import type { Verification, VerifyRequest } from '../../src/verify/index.ts';

/** One of the sample articles that come with precis. */
export function sampleArticle(path: string): Article {
  const body = readFileSync(new URL(`../../content/${path}`, import.meta.url), 'utf8');
  return composeArticle({ path, body });
}

/** An article of these sentences, one paragraph. */
export function articleOf(language: string, sentences: readonly string[], publishedAt: string | null = null): Article {
  const article = composeArticle({ path: 'test.txt', body: 'x', language });
  const text = sentences.join(' ');
  let start = 0;
  const segments = sentences.map((sentence) => {
    const segment = { start, end: start + sentence.length, kind: 'sentence' as const, paragraph: 0 };
    start = segment.end + 1;
    return segment;
  });
  return { ...article, text, segments, language, publishedAt };
}

/** A claim with the segments that hold these words as evidence. */
export function claim(article: Article, text: string, ...words: readonly string[]): DraftClaim {
  const evidence = words.map((word) => {
    const at = article.text.indexOf(word);
    const segment = article.segments.findIndex(({ start, end }) => at >= start && at < end);
    if (at < 0 || segment < 0) throw new Error(`no segment holds: ${word}`);
    const { start, end } = article.segments[segment]!;
    return { segment, start, end };
  });
  return { text, evidence };
}

export function verify(
  article: Article,
  headline: DraftClaim,
  claims: readonly DraftClaim[],
  setting: Partial<VerifyRequest> = {},
): Verification {
  const draft: Draft = { language: 'en', headline, claims };
  return verifyDraft({
    draft,
    article,
    glossary: null,
    maxWords: 200,
    method: 'abstractive',
    roughTranslator: false,
    ...setting,
  });
}
