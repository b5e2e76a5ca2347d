import { readableDate } from '../../adapters/writers/markdown.ts';
import { sourceSentences } from '../marks.ts';
import { inLanguage, markup } from '../markup.ts';
import type { Markup } from '../markup.ts';
import type { Story } from '../stories.ts';
import { storyBrief } from '../story-brief.ts';
import type { Point, Position, Statement, StoryBrief } from '../story-brief.ts';
import { count, languageOf, outletOf } from '../words.ts';
import { briefArticle } from './brief.ts';
import type { BriefView } from './brief.ts';

/** A story: its own brief where several sources tell it, then theirs. */
export function storySection(story: Story, view: BriefView): Markup {
  const [only] = story.briefs;
  if (story.briefs.length === 1 && only !== undefined) {
    return markup`<section class="story">${briefArticle(only, 2, view)}</section>
`;
  }
  const told = storyBrief(story);
  return markup`<section class="story many" id="${storyAnchor(story, view)}" tabindex="-1">
<div class="told"><p class="about"><span class="kind">Story</span> ${told.lead}</p>
<h2><bdi>${story.headline}</bdi></h2>
${contradictions(told, view)}${agreements(told, story, view)}${reports(told, view)}</div>
${told.reports.map((brief) => [briefArticle(brief, 3, view), copies(told, brief.id, view)])}</section>
`;
}

/** `s` and the anchor of the brief that reported first: the same as long as no earlier report comes in. */
export function storyAnchor(story: Story, view: BriefView): string {
  return `s${view.anchors.get(story.briefs[0]?.id ?? '') ?? ''}`;
}

function copies(told: StoryBrief, id: string, view: BriefView): Markup | false {
  const found = told.copies.get(id) ?? [];
  if (found.length === 0) return false;
  const summary = `${count(found.length, 'near-copy', 'near-copies')} of this, counted once: ${found.map(({ article }) => outletOf(article)).join(', ')}`;
  return markup`<details class="copies"><summary>${summary}</summary>${found.map((copy) => briefArticle(copy, 3, view))}</details>
`;
}

function contradictions(told: StoryBrief, view: BriefView): Markup | false {
  if (told.contradictions.length === 0) return false;
  return markup`<div class="differ"><h3 class="sub">Where the sources contradict each other</h3>${told.contradictions.map(
    ({ about, positions }) =>
      markup`<div class="point"><p class="on">On <strong>${about}</strong></p><ul>${positions.map((position) => side(position, view))}</ul></div>`,
  )}</div>
`;
}

/** What one side of a contradiction says, in English and in the original. */
function side({ written, sources, statements }: Position, view: BriefView): Markup {
  return markup`<li><p class="value">${written} <small>${count(sources, 'source')}</small></p><div>${statements.map(
    (statement) =>
      markup`<div class="row"><p>${stated(statement, [statement.side])} <span class="by">${byline(statement, view)}</span></p><div class="src"${inLanguage(statement.brief.article.language)}>${originalOf(statement)}</div></div>`,
  )}</div></li>`;
}

/** The sentences of the original, with the figure marked that is at issue. */
function originalOf({ side: { claim, evidence, start, end }, brief }: Statement): Markup[] {
  const cited = new Set(evidence.map(({ segment }) => segment));
  const fact = brief.facts.findIndex((one) => one.claim === claim && one.start < end && one.end > start);
  const only = { ...brief, facts: fact < 0 ? [] : [brief.facts[fact]!], findings: [] };
  return sourceSentences(only, claim)
    .filter(({ segment }) => cited.has(segment))
    .map(({ text }) => markup`<p>${text}</p>`);
}

/** The words of a statement with its figures marked. */
function stated({ side: { text } }: Statement, places: Position['places']): Markup {
  let at = 0;
  const parts = places.map(({ start, end }) => {
    const part = markup`${text.slice(at, start)}<mark class="fig">${text.slice(start, end)}</mark>`;
    at = end;
    return part;
  });
  return markup`${parts}${text.slice(at)}`;
}

function byline({ side: { claim }, brief }: Statement, view: BriefView): Markup {
  const anchor = view.anchors.get(brief.id)!;
  const place = claim === null ? anchor : `${anchor}-${claim + 1}`;
  return markup`<a href="#${place}"><bdi>${outletOf(brief.article)}</bdi></a>`;
}

function agreements(told: StoryBrief, story: Story, view: BriefView): Markup | false {
  if (told.agreements.length === 0) return false;
  return markup`<div class="agree"><h3 class="sub">What they say alike</h3><ul>${told.agreements.map((point) => agreement(point, story, view))}</ul></div>
`;
}

function agreement({ positions: [position] }: Point, story: Story, view: BriefView): Markup | false {
  const first = position?.statements[0];
  if (position === undefined || first === undefined) return false;
  const by = position.statements.map((statement, index) => [index > 0 && ', ', byline(statement, view)]);
  return markup`<li class="row"><p>${stated(first, position.places)}</p><p class="src"><strong>${position.sources} of ${count(story.sources, 'source')}:</strong> ${by}</p></li>`;
}

function reports(told: StoryBrief, view: BriefView): Markup {
  return markup`<details class="reports"><summary>Who reported it, in order</summary><ol>${told.reports.map(
    ({ id, article, headline }) =>
      markup`<li><a href="#${view.anchors.get(id)}"><bdi>${headline.text}</bdi></a> <span class="by"><bdi>${outletOf(article)}</bdi>, ${languageOf(article)}, ${article.publishedAt === null ? 'no date' : readableDate(article.publishedAt)}</span></li>`,
  )}</ol></details>
`;
}
