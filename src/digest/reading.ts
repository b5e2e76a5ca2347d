import { readableDate } from '../adapters/writers/markdown.ts';
import type { Brief } from '../core/index.ts';
import { inLanguage, markup, safeLink } from './markup.ts';
import type { Markup } from './markup.ts';
import type { Story } from './stories.ts';
import { originalSentences, storyBrief } from './story-brief.ts';
import { claimNote, count, languageOf, madeBy, outletOf, reasons, tracing, VERDICTS } from './words.ts';

/*
 * Briefs and stories as plain XHTML for readers that style by themselves and run no script: feeds, mail, e-books. Only
 * elements and attributes that all of them keep.
 */

/** What precedes the points of a brief: verdict, outlet, language, date. */
export function aboutLine({ article, verdict }: Brief): Markup {
  const { sign, word } = VERDICTS[verdict];
  const link = safeLink(article.url);
  const outlet = outletOf(article);
  const named = link === null ? markup`${outlet}` : markup`<a href="${link.href}">${outlet}</a>`;
  const date = article.publishedAt === null ? 'no date' : readableDate(article.publishedAt);
  return markup`<p>${sign} <strong>${word}</strong> · ${named} · ${languageOf(article)} · ${date}</p>`;
}

/** A brief without its headline. */
export function briefReading(brief: Brief, originals: boolean): Markup {
  const why = reasons(brief).map(({ place, message }) => markup`<li>${place !== null && `${place}: `}${message}</li>`);
  const notes = brief.findings.filter(({ severity }) => severity === 'info');
  const foot = [tracing(brief), `made by ${madeBy(brief)}`, brief.article.path, ...brief.duplicates].join(' · ');
  return markup`${aboutLine(brief)}
${
  why.length > 0 &&
  markup`<p><strong>${brief.verdict === 'rejected' ? 'Held. Do not use it as it stands:' : 'To be checked:'}</strong></p><ul>${why}</ul>
`
}${
    notes.length > 0 &&
    markup`<ul>${notes.map(({ message }) => markup`<li>${message}</li>`)}</ul>
`
  }${
    brief.claims.length > 0 &&
    markup`<ol>${brief.claims.map((_, index) => point(brief, index))}</ol>
`
  }${leftOut(brief)}${originals && original(brief)}<p><small>${foot}</small></p>
`;
}

function point({ article, claims }: Brief, index: number): Markup {
  const { text, evidence, verdict } = claims[index]!;
  const note = claimNote(verdict);
  const sentences = [...new Set(evidence.map(({ segment }) => segment))].flatMap((segment) => {
    const place = article.segments[segment];
    return place === undefined ? [] : [article.text.slice(place.start, place.end)];
  });
  return markup`<li><p>${text}${note !== null && markup` <strong>(${note})</strong>`}</p>${quoted(sentences, article.language)}</li>
`;
}

function quoted(sentences: readonly string[], language: string): Markup | false {
  return (
    sentences.length > 0 &&
    markup`<blockquote${inLanguage(language)}>${sentences.map((sentence) => markup`<p>${sentence}</p>`)}</blockquote>`
  );
}

function leftOut({ dropped }: Brief): Markup | false {
  if (dropped.length === 0) return false;
  return markup`<p>Left out, because the original does not bear it:</p><ul>${dropped.map(
    ({ text, findings }) => markup`<li>${text} ${findings.map(({ message }) => markup`${message} `)}</li>`,
  )}</ul>
`;
}

function original({ article }: Brief): Markup {
  const paragraphs = article.text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return markup`<p><strong>The original text</strong></p><blockquote${inLanguage(article.language)}>${paragraphs.map(
    (paragraph) => markup`<p>${paragraph}</p>`,
  )}</blockquote>
`;
}

/** What a story comes to, without its headline and without the briefs. */
export function storyReading(story: Story): Markup {
  const told = storyBrief(story);
  const differ = told.contradictions.map(
    ({ about, positions }) =>
      markup`<p><strong>The sources contradict each other</strong> on ${about}:</p><ul>${positions.map(
        ({ written, statements }) =>
          statements.map(
            (statement) =>
              markup`<li><p><strong>${written}</strong> (${outletOf(statement.brief.article)}): ${statement.side.text}</p>${quoted(originalSentences(statement), statement.brief.article.language)}</li>`,
          ),
      )}</ul>
`,
  );
  const alike = told.agreements.map(({ positions }) =>
    positions.map(({ sources, statements }) => {
      const outlets = statements.map(({ brief }) => outletOf(brief.article)).join(', ');
      return markup`<li>${statements[0]!.side.text} (${sources} of ${count(story.sources, 'source')}: ${outlets})</li>`;
    }),
  );
  const copies = [...told.copies.values()].flat().map(({ article }) => outletOf(article));
  return markup`<p>${told.lead}</p>
${differ}${
    alike.length > 0 &&
    markup`<p><strong>What they say alike</strong></p><ul>${alike}</ul>
`
  }${
    copies.length > 0 &&
    markup`<p>Near-copies, counted once: ${copies.join(', ')}</p>
`
  }`;
}
