import { displayable, escapeMarkdown, readableDate } from '../adapters/writers/markdown.ts';
import type { Brief } from '../core/index.ts';
import { tellable } from './content.ts';
import type { DigestContent } from './content.ts';
import { citations } from './marks.ts';
import { safeLink } from './markup.ts';
import type { Story } from './stories.ts';
import { originalSentences, storyBrief } from './story-brief.ts';
import {
  claimNote,
  count,
  languageOf,
  longDay,
  madeBy,
  outletOf,
  reasons,
  tracing,
  VERDICT_ORDER,
  VERDICTS,
} from './words.ts';

/** How text of unknown origin is put into lines, and how sure words stand out. */
interface Manner {
  readonly escape: (text: string) => string;
  readonly strong: (text: string) => string;
}

const MARKDOWN: Manner = { escape: escapeMarkdown, strong: (text) => `**${text}**` };
const PLAIN: Manner = { escape: (text) => displayable(text).replace(/\s+/g, ' ').trim(), strong: (text) => text };

/** `digest.md`: the digest as Markdown that shows exactly the texts, whatever they hold. */
export function digestMarkdown(content: DigestContent): string {
  return outline(content, MARKDOWN);
}

/** The text part of the e-mail: laid out as Markdown is, without its escapes. */
export function digestText(content: DigestContent): string {
  return outline(content, PLAIN);
}

function outline(content: DigestContent, manner: Manner): string {
  const { stories, held, madeAt, originals } = content;
  const briefs = [...tellable(content), ...held];
  const tally = VERDICT_ORDER.map(
    (verdict) => [verdict, briefs.filter((brief) => brief.verdict === verdict).length] as const,
  )
    .filter(([, number]) => number > 0)
    .map(([verdict, number]) => `${number} ${VERDICTS[verdict].word.toLowerCase()}`);
  const lines = [
    `# Digest of ${longDay(madeAt)}`,
    '',
    `${count(briefs.length, 'article')}, ${count(stories.length, 'story', 'stories')}: ${tally.join(', ')}`,
    '',
  ];
  for (const story of stories) lines.push(...storyLines(story, originals, manner));
  if (held.length > 0) {
    lines.push('## Held back: not to be used', '');
    for (const brief of held) lines.push(...briefLines(brief, 3, false, manner));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function storyLines(story: Story, originals: boolean, manner: Manner): string[] {
  const { escape, strong } = manner;
  if (story.briefs.length === 1) return story.briefs.flatMap((brief) => briefLines(brief, 2, originals, manner));
  const told = storyBrief(story);
  const lines = [`## ${escape(story.headline)}`, '', escape(told.lead), ''];
  for (const { about, positions } of told.contradictions) {
    lines.push(`${strong('The sources contradict each other')} on ${escape(about)}:`, '');
    for (const { written, statements } of positions) {
      for (const statement of statements) {
        const { side, brief } = statement;
        lines.push(`- ${strong(escape(written))} (${escape(outletOf(brief.article))}): ${escape(side.text)}`);
        for (const sentence of originalSentences(statement)) lines.push(`  > ${escape(sentence)}`);
      }
    }
    lines.push('');
  }
  if (told.agreements.length > 0) {
    lines.push('What they say alike:', '');
    for (const { positions } of told.agreements) {
      for (const { sources, statements } of positions) {
        const by = statements.map(({ brief }) => outletOf(brief.article)).join(', ');
        lines.push(`- ${escape(statements[0]!.side.text)} (${sources} of ${story.sources}: ${escape(by)})`);
      }
    }
    lines.push('');
  }
  for (const brief of told.reports) {
    lines.push(...briefLines(brief, 3, originals, manner));
    const copies = told.copies.get(brief.id) ?? [];
    if (copies.length > 0) {
      const outlets = copies.map(({ article }) => outletOf(article)).join(', ');
      lines.push(`${count(copies.length, 'near-copy', 'near-copies')} of this, counted once: ${escape(outlets)}`, '');
    }
  }
  return lines;
}

function briefLines(brief: Brief, level: number, originals: boolean, { escape, strong }: Manner): string[] {
  const { article, verdict } = brief;
  const { sign, word } = VERDICTS[verdict];
  const link = safeLink(article.url);
  const about = [
    `${sign} ${word}`,
    escape(outletOf(article)),
    escape(languageOf(article)),
    article.publishedAt === null ? 'no date' : escape(readableDate(article.publishedAt)),
    ...(link === null ? [] : [`<${displayable(link.href)}>`]),
  ];
  const heading = '#'.repeat(level);
  const lines = [`${heading} ${escape(brief.headline.text)}`, '', about.join(' · '), ''];
  for (const { place, message } of reasons(brief)) {
    lines.push(`> ${strong('To be checked:')} ${place === null ? '' : `${place}: `}${escape(message)}`);
  }
  for (const { severity, message } of brief.findings) if (severity === 'info') lines.push(`> ${escape(message)}`);
  if (lines.at(-1) !== '') lines.push('');

  const sentence = (segment: number): string => {
    const place = article.segments[segment];
    return place === undefined ? '' : escape(article.text.slice(place.start, place.end));
  };
  for (const [index, { text, evidence, verdict: support }] of brief.claims.entries()) {
    const note = claimNote(support);
    lines.push(`${index + 1}. ${escape(text)}${note === null ? '' : ` ${strong(`(${note})`)}`}`);
    for (const segment of new Set(evidence.map((place) => place.segment))) lines.push(`   > ${sentence(segment)}`);
  }
  lines.push('');
  for (const { text, findings } of brief.dropped) {
    const why = findings.map(({ message }) => escape(message)).join(' ');
    lines.push(`Left out, because the original does not bear it: ${escape(text)} ${why}`.trimEnd(), '');
  }
  if (originals) {
    const used = citations(brief).size;
    lines.push(`${strong('The original text')} (${count(article.segments.length, 'sentence')}, ${used} used)`, '');
    for (const paragraph of article.text.split(/\n{2,}/)) lines.push(`> ${escape(paragraph)}`, '>');
    lines.pop();
    lines.push('');
  }
  lines.push(escape([tracing(brief), `made by ${madeBy(brief)}`, article.path, ...brief.duplicates].join(' · ')), '');
  return lines;
}
