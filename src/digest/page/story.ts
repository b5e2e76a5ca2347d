import { readableDate } from '../../adapters/writers/markdown.ts';
import { sourceSentences } from '../marks.ts';
import { html, inLanguage } from '../markup.ts';
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
    return html`<section class="story">${briefArticle(only, 2, view)}</section> `;
  }
  const told = storyBrief(story);
  return html`<section class="story many" id="${storyAnchor(story, view)}" tabindex="-1">
    <div class="told">
      <p class="about"><span class="kind">Story</span> ${told.lead}</p>
      <h2><bdi>${story.headline}</bdi></h2>
      ${contradictions(told, view)}${agreements(told, story, view)}${reports(told, view)}
    </div>
    ${told.reports.map((brief) => {
      const copies = told.copies.get(brief.id) ?? [];
      return html`${briefArticle(brief, 3, view)}${
        copies.length > 0 &&
        html`<details class="copies">
          <summary>
            ${count(copies.length, 'near-copy', 'near-copies')} of this, counted once:
            ${copies.map(({ article }) => outletOf(article)).join(', ')}
          </summary>
          ${copies.map((copy) => briefArticle(copy, 3, view))}
        </details>`
      }`;
    })}
  </section> `;
}

/** `story-` of the brief that reported first: the same as long as no earlier report comes in. */
export function storyAnchor(story: Story, view: BriefView): string {
  return `s${view.anchors.get(story.briefs[0]?.id ?? '') ?? ''}`;
}

function contradictions(told: StoryBrief, view: BriefView): Markup | false {
  if (told.contradictions.length === 0) return false;
  return html`<div class="differ">
    <h3 class="sub"><span aria-hidden="true">≠ </span>Where the sources contradict each other</h3>
    ${told.contradictions.map(
      (point) =>
        html`<div class="point">
          <p class="on">On <strong>${point.about}</strong></p>
          <ul>
            ${point.positions.map((position) => side(position, view))}
          </ul>
        </div>`,
    )}
  </div> `;
}

/** What one side of a contradiction says, in English and in the original. */
function side(position: Position, view: BriefView): Markup {
  return html`<li>
    <p class="value">${position.written} <small>${count(position.sources, 'source')}</small></p>
    <div>
      ${position.statements.map(
        (statement) =>
          html`<div class="row">
            <p>${stated(statement)} <span class="by">${byline(statement, view)}</span></p>
            <div class="src" ${inLanguage(statement.brief.article.language)}>${originalOf(statement)}</div>
          </div>`,
      )}
    </div>
  </li>`;
}

/** The sentences of the original, with the figure marked that is at issue. */
function originalOf({ side: { claim, evidence, start, end }, brief }: Statement): Markup[] {
  const cited = new Set(evidence.map(({ segment }) => segment));
  const fact = brief.facts.findIndex((one) => one.claim === claim && one.start <= start && one.end >= end);
  const only = { ...brief, facts: fact < 0 ? [] : [brief.facts[fact]!], findings: [] };
  return sourceSentences(only, claim)
    .filter(({ segment }) => cited.has(segment))
    .map(({ text }) => html`<p>${text}</p>`);
}

function stated({ side: { text, start, end } }: Statement): Markup {
  return html`${text.slice(0, start)}<mark class="fig">${text.slice(start, end)}</mark>${text.slice(end)}`;
}

function byline({ side: { claim }, brief }: Statement, view: BriefView): Markup {
  const anchor = view.anchors.get(brief.id)!;
  const place = claim === null ? anchor : `${anchor}-${claim + 1}`;
  return html`<a href="#${place}"><bdi>${outletOf(brief.article)}</bdi></a>`;
}

function agreements(told: StoryBrief, story: Story, view: BriefView): Markup | false {
  if (told.agreements.length === 0) return false;
  return html`<div class="agree">
    <h3 class="sub">What they say alike</h3>
    <ul>
      ${told.agreements.map((point) => agreement(point, story, view))}
    </ul>
  </div> `;
}

function agreement({ positions: [position] }: Point, story: Story, view: BriefView): Markup | false {
  const first = position?.statements[0];
  if (position === undefined || first === undefined) return false;
  return html`<li>
    ${stated(first)}
    <span class="by"
      ><strong>${position.sources} of ${story.sources}</strong>:
      ${position.statements.map((statement, index) => html`${index > 0 && ', '}${byline(statement, view)}`)}</span
    >
  </li>`;
}

function reports(told: StoryBrief, view: BriefView): Markup {
  return html`<details class="reports">
    <summary>Who reported it, in order</summary>
    <ol>
      ${told.reports.map(
        ({ id, article, headline }) =>
          html`<li>
            <a href="#${view.anchors.get(id)!}"><bdi>${headline.text}</bdi></a>
            <span class="by"
              ><bdi>${outletOf(article)}</bdi>, ${languageOf(article)},
              ${article.publishedAt === null ? 'no date' : readableDate(article.publishedAt)}</span
            >
          </li>`,
      )}
    </ol>
  </details> `;
}
