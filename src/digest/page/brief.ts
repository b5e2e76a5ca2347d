import { createHash } from 'node:crypto';
import { readableDate } from '../../adapters/writers/markdown.ts';
import type { Brief } from '../../core/index.ts';
import { citations, claimText, sourceSentences } from '../marks.ts';
import { html, inLanguage, safeLink } from '../markup.ts';
import type { Markup } from '../markup.ts';
import { count, languageOf, madeBy, outletOf, reasons, tracing, VERDICTS } from '../words.ts';

/** How briefs are shown on the page. */
export interface BriefView {
  /** Whether the full text of the original is shown. */
  readonly originals: boolean;
  /** Whether a reader can decide on the brief here: in `precis serve`. */
  readonly reviewing: boolean;
  /** Element ids of briefs, by brief id. */
  readonly anchors: ReadonlyMap<string, string>;
  /** What the filter by topic finds a brief under, by brief id: keys of the page's topics. */
  readonly topics: ReadonlyMap<string, readonly string[]>;
}

/**
 * Element ids: short, the same in every digest that holds the brief, so that links to a claim can be sent. Claim 3 is
 * `ANCHOR-3`, sentence 7 of the original `ANCHOR-s7`.
 */
export function anchorsOf(briefs: readonly Brief[]): Map<string, string> {
  const anchors = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of briefs.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const hash = createHash('sha256').update(id).digest('hex');
    let length = 8;
    while (taken.has(hash.slice(0, length))) length += 1;
    taken.add(hash.slice(0, length));
    anchors.set(id, `b${hash.slice(0, length)}`);
  }
  return anchors;
}

/** @param level of the headline: 2 where the brief is a story of its own, else 3 */
export function briefArticle(brief: Brief, level: 2 | 3, view: BriefView): Markup {
  const { article, verdict } = brief;
  const anchor = view.anchors.get(brief.id)!;
  const { sign, word } = VERDICTS[verdict];
  const headline = claimText(brief, null);
  return html`<article
    class="b"
    id="${anchor}"
    tabindex="-1"
    data-id="${view.reviewing && brief.id}"
    data-l="${article.language}"
    data-v="${verdict}"
    data-o="${outletOf(article)}"
    data-d="${(article.publishedAt ?? '').slice(0, 10)}"
    data-t="${(view.topics.get(brief.id) ?? []).join(' ')}"
  >
    <p class="about">
      <span class="verdict ${verdict}"><span aria-hidden="true">${sign}</span> ${word}</span> ${about(brief)}
    </p>
    <div class="row head">
      ${level === 2 ? html`<h2>${headline}</h2>` : html`<h3>${headline}</h3>`}${source(brief, null, anchor, view)}
    </div>
    ${standing(brief, anchor)}
    <ol class="claims">
      ${brief.claims.map(
        (claim, index) =>
          html`<li class="row" id="${anchor}-${index + 1}">
            <p class="claim">
              <a class="no" href="#${anchor}-${index + 1}" aria-label="Link to point ${index + 1}">${index + 1}</a>
              ${claimText(brief, index)}${claim.verdict === 'unsupported' && html` <strong class="mark">not supported</strong>`}${view.reviewing && html` <button type="button" class="drop" data-claim="${index}" aria-label="Drop point ${index + 1}">Drop</button>`}
            </p>
            ${source(brief, index, anchor, view)}
          </li> `,
      )}
    </ol>
    ${leftOut(brief)}${view.originals && original(brief, anchor)}
    <footer>
      <p>${[tracing(brief), `made by ${madeBy(brief)}`, ...copies(brief)].join(' · ')}</p>
      <p class="tools">
        <a href="#${anchor}">Link</a
        ><button type="button" class="copy">Copy as Markdown</button>${view.reviewing && review(brief)}
      </p>
    </footer>
  </article> `;
}

function about(brief: Brief): Markup {
  const { article } = brief;
  const link = safeLink(article.url);
  const outlet = html`<bdi>${outletOf(article)}</bdi>`;
  const date = article.publishedAt;
  return html`${link === null ? html`<span class="outlet">${outlet}</span>` : html`<a class="outlet" href="${link.href}" rel="noopener noreferrer nofollow">${outlet}</a>`}
    <span class="lang">${languageOf(article)}</span>
    ${date === null ? html`<span>no date</span>` : html`<time datetime="${isoDate(date)}">${readableDate(date)}</time>`}`;
}

/** Only what HTML takes for a date; anything else would be invalid and says nothing. */
function isoDate(date: string): string {
  return /^\d{4}(-\d{2}){0,2}/.exec(date)?.[0] ?? '';
}

/** The sentences of the original behind a claim or the headline. */
function source(brief: Brief, claim: number | null, anchor: string, view: BriefView): Markup {
  const sentences = sourceSentences(brief, claim);
  if (sentences.length === 0) return html`<div class="src none"><p>No sentence of the original carries this.</p></div>`;
  return html`<div class="src" ${inLanguage(brief.article.language)}>
    ${sentences.map(
      ({ segment, text, cited }) =>
        html`<p${!cited && html` class="also"`}>${text}${view.originals && html` <a href="#${anchor}-s${segment + 1}" lang="en" aria-label="Sentence ${segment + 1} in the original text">↓</a>`}</p>`,
    )}
  </div>`;
}

/** Why a brief is not verified; or who approved it. */
function standing(brief: Brief, anchor: string): Markup {
  const why = reasons(brief);
  const notes = brief.findings.filter(({ severity }) => severity === 'info');
  const flagged = brief.verdict === 'verified' ? [] : why;
  return html`${
    flagged.length > 0 &&
    html`<div class="why ${brief.verdict}">
      <p><strong>${brief.verdict === 'rejected' ? 'Held. Do not use it as it stands:' : 'To be checked:'}</strong></p>
      <ul>
        ${flagged.map(
          ({ place, claim, message }) =>
            html`<li>
              ${place !== null && (claim === null ? html`${place}: ` : html`<a href="#${anchor}-${claim + 1}">${place}</a>: `)}<bdi
                >${message}</bdi
              >
            </li>`,
        )}
      </ul>
    </div>`
  }${
    notes.length > 0 &&
    html`<ul class="notes">
      ${notes.map(({ message }) => html`<li><bdi>${message}</bdi></li>`)}
    </ul>`
  }`;
}

function leftOut(brief: Brief): Markup | false {
  if (brief.dropped.length === 0) return false;
  return html`<details class="left">
    <summary>
      ${count(brief.dropped.length, 'point')} left out, because the original does not bear
      ${brief.dropped.length === 1 ? 'it' : 'them'}
    </summary>
    <ul>
      ${brief.dropped.map(
        ({ text, findings }) =>
          html`<li><s>${text}</s> ${findings.map(({ message }) => html`<bdi>${message}</bdi> `)}</li>`,
      )}
    </ul>
  </details>`;
}

/**
 * The whole original as one element of pre-wrapped text, so that thousands of them weigh little: only sentences that
 * were used are elements of their own, with links back to the points that use them.
 */
function original(brief: Brief, anchor: string): Markup {
  const { text, segments, language } = brief.article;
  const used = citations(brief);
  const also = new Set<number>();
  for (const claim of [null, ...brief.claims.keys()])
    for (const { segment } of sourceSentences(brief, claim)) also.add(segment);
  const parts: Markup[] = [];
  let at = 0;
  for (const segment of [...also].sort((a, b) => a - b)) {
    const { start, end } = segments[segment]!;
    if (start < at) continue;
    const points = used.get(segment) ?? [];
    parts.push(
      html`${text.slice(at, start)}<span class="${points.length > 0 ? 'u' : 'seen'}" id="${anchor}-s${segment + 1}"
          >${text.slice(start, end)}</span
        >${points.map((claim) => (claim === null ? html`<a class="back" lang="en" href="#${anchor}" aria-label="Back to the headline">↑</a>` : html`<a class="back" lang="en" href="#${anchor}-${claim + 1}" aria-label="Back to point ${claim + 1}">${claim + 1}</a>`))}`,
    );
    at = end;
  }
  parts.push(html`${text.slice(at)}`);
  return html`<details class="orig"><summary>The original text <small>${count(segments.length, 'sentence')}, ${used.size} used</small></summary><div${inLanguage(language)}>${parts}</div></details>`;
}

/** Further copies of the article, which count as one source. */
function copies({ duplicates, article }: Brief): string[] {
  return [
    article.path,
    ...(duplicates.length === 0 ? [] : [`the same article also as ${duplicates.join(', ')} (counted once)`]),
  ];
}

function review(brief: Brief): Markup {
  const approve = brief.verdict === 'review' && html`<button type="button" class="approve">Approve</button>`;
  const names = brief.facts.filter(({ kind }) => kind === 'name');
  return html`${approve}${names.length > 0 && html`<button type="button" class="name" aria-haspopup="dialog">Correct a name</button>`}`;
}
