import { createHash } from 'node:crypto';
import { readableDate } from '../../adapters/writers/markdown.ts';
import type { Brief } from '../../core/index.ts';
import { citations, claimText, sourceSentences } from '../marks.ts';
import { inLanguage, markup, safeLink } from '../markup.ts';
import type { Markup } from '../markup.ts';
import { claimNote, count, languageOf, madeBy, outletOf, reasons, tracing, VERDICTS } from '../words.ts';

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
  const id = view.reviewing && markup` data-id="${brief.id}"`;
  const filters = markup` data-l="${article.language}" data-v="${verdict}" data-o="${outletOf(article)}" data-d="${(article.publishedAt ?? '').slice(0, 10)}" data-t="${(view.topics.get(brief.id) ?? []).join(' ')}"`;
  const headline = claimText(brief, null);
  return markup`<article class="b" id="${anchor}" tabindex="-1"${id}${filters}>
<p class="about"><span class="verdict ${verdict}"><span aria-hidden="true">${sign}</span> ${word}</span> ${about(brief)}</p>
<div class="row head">${level === 2 ? markup`<h2>${headline}</h2>` : markup`<h3>${headline}</h3>`}${source(brief, null, anchor, view)}</div>
${standing(brief, anchor)}<ol class="claims">${brief.claims.map((_, index) => claimItem(brief, index, anchor, view))}</ol>
${asides(brief)}${leftOut(brief)}${view.originals && original(brief, anchor)}
<footer><p>${[tracing(brief), `made by ${madeBy(brief)}`, ...copies(brief)].join(' · ')}</p><p class="tools"><a href="#${anchor}">Link</a><button type="button" class="copy">Copy as Markdown</button>${view.reviewing && review(brief)}</p></footer>
</article>
`;
}

function claimItem(brief: Brief, index: number, anchor: string, view: BriefView): Markup {
  const number = index + 1;
  const { text, verdict } = brief.claims[index]!;
  const note = claimNote(verdict);
  const drop = markup` <button type="button" class="drop" data-claim="${index}" data-text="${text}" aria-label="Drop point ${number}">Drop</button>`;
  return markup`
<li class="row" id="${anchor}-${number}"><p class="claim"><a class="no" href="#${anchor}-${number}" aria-label="Link to point ${number}">${number}</a> ${claimText(brief, index)}${note !== null && markup` <strong class="mark ${verdict}">${note}</strong>`}${view.reviewing && drop}</p>${source(brief, index, anchor, view)}</li>`;
}

function about(brief: Brief): Markup {
  const { article } = brief;
  const link = safeLink(article.url);
  const outlet = markup`<bdi>${outletOf(article)}</bdi>`;
  const named =
    link === null
      ? markup`<span class="outlet">${outlet}</span>`
      : markup`<a class="outlet" href="${link.href}" rel="noopener noreferrer nofollow">${outlet}</a>`;
  const date = article.publishedAt;
  const dated =
    date === null
      ? markup`<span>no date</span>`
      : markup`<time datetime="${isoDate(date)}">${readableDate(date)}</time>`;
  return markup`${named} <span class="lang">${languageOf(article)}</span> ${dated}`;
}

/** Only what HTML takes for a date; anything else would be invalid and says nothing. */
function isoDate(date: string): string {
  return /^\d{4}(-\d{2}){0,2}/.exec(date)?.[0] ?? '';
}

/** The sentences of the original behind a claim or the headline. */
function source(brief: Brief, claim: number | null, anchor: string, view: BriefView): Markup {
  const sentences = sourceSentences(brief, claim);
  if (sentences.length === 0) {
    return markup`<div class="src none"><p>No sentence of the original carries this.</p></div>`;
  }
  const place = (segment: number) =>
    view.originals &&
    markup`&#160;<a href="#${anchor}-s${segment + 1}" lang="en" aria-label="Sentence ${segment + 1} in the original text">↓</a>`;
  return markup`<div class="src"${inLanguage(brief.article.language)}>${sentences.map(
    ({ segment, text, cited }) => markup`<p${!cited && markup` class="also"`}>${text}${place(segment)}</p>`,
  )}</div>`;
}

/** Why a brief is not verified, and what was decided about it: who approved it, say. */
function standing(brief: Brief, anchor: string): Markup {
  const flagged = reasons(brief);
  const notes = brief.findings.filter(({ severity, check }) => severity === 'info' && check === 'support');
  const lead = brief.verdict === 'rejected' ? 'Held. Do not use it as it stands:' : 'To be checked:';
  const where = (place: string | null, claim: number | null) =>
    place !== null && (claim === null ? markup`${place}: ` : markup`<a href="#${anchor}-${claim + 1}">${place}</a>: `);
  const told = flagged.map(({ place, claim, message }) => markup`${where(place, claim)}<bdi>${message}</bdi>`);
  const why =
    told.length === 1
      ? markup`<div class="why ${brief.verdict}"><p><strong>${lead}</strong> <span class="reason">${told}</span></p></div>
`
      : markup`<div class="why ${brief.verdict}"><p><strong>${lead}</strong></p><ul>${told.map((reason) => markup`<li class="reason">${reason}</li>`)}</ul></div>
`;
  const noted = markup`<ul class="notes">${notes.map(({ message }) => markup`<li><bdi>${message}</bdi></li>`)}</ul>
`;
  return markup`${flagged.length > 0 && why}${notes.length > 0 && noted}`;
}

/** What the original holds besides: for those who want to know, after the points. */
function asides({ findings }: Brief): Markup | false {
  const notes = findings.filter(({ severity, check }) => severity === 'info' && check !== 'support');
  if (notes.length === 0) return false;
  return markup`<ul class="asides">${notes.map(({ message }) => markup`<li><bdi>${message}</bdi></li>`)}</ul>
`;
}

function leftOut({ dropped }: Brief): Markup | false {
  if (dropped.length === 0) return false;
  const summary = `${count(dropped.length, 'point')} left out, because the original does not bear ${dropped.length === 1 ? 'it' : 'them'}`;
  return markup`<details class="left"><summary>${summary}</summary><ul>${dropped.map(
    ({ text, findings }) =>
      markup`<li><s>${text}</s> ${findings.map(({ message }) => markup`<bdi>${message}</bdi> `)}</li>`,
  )}</ul></details>
`;
}

/**
 * The whole original as one element of pre-wrapped text, so that thousands of them weigh little: only sentences that
 * were used are elements of their own, with links back to the points that use them.
 */
function original(brief: Brief, anchor: string): Markup {
  const { text, segments, language } = brief.article;
  const used = citations(brief);
  const shown = new Set<number>();
  for (const claim of [null, ...brief.claims.keys()])
    for (const { segment } of sourceSentences(brief, claim)) shown.add(segment);
  const parts: Markup[] = [];
  let at = 0;
  for (const segment of [...shown].sort((a, b) => a - b)) {
    const { start, end } = segments[segment]!;
    if (start < at) continue;
    const points = used.get(segment) ?? [];
    const kind = points.length > 0 ? 'u' : 'seen';
    parts.push(
      markup`${text.slice(at, start)}<span class="${kind}" id="${anchor}-s${segment + 1}">${text.slice(start, end)}</span>${points.map((claim) => backLink(anchor, claim))}`,
    );
    at = end;
  }
  parts.push(markup`${text.slice(at)}`);
  return markup`<details class="orig"><summary>The original text <small>${count(segments.length, 'sentence')}, ${used.size} used</small></summary><div${inLanguage(language)}>${parts}</div></details>`;
}

function backLink(anchor: string, claim: number | null): Markup {
  if (claim === null)
    return markup`<a class="back" lang="en" href="#${anchor}" aria-label="Back to the headline">↑</a>`;
  const number = claim + 1;
  return markup`<a class="back" lang="en" href="#${anchor}-${number}" aria-label="Back to point ${number}">${number}</a>`;
}

/** Where the article was read from, and its further copies, which count as one source with it. */
function copies({ duplicates, article }: Brief): string[] {
  const further = duplicates.length === 0 ? [] : [`the same article also as ${duplicates.join(', ')} (counted once)`];
  return [article.path, ...further];
}

function review(brief: Brief): Markup {
  const approve = markup`<button type="button" class="approve">Approve</button>`;
  const names = new Map(
    brief.facts.flatMap(({ kind, text, source: place }) =>
      kind === 'name' && place !== null ? [[text, place.text]] : [],
    ),
  );
  const rename = markup`<button type="button" class="rename" aria-haspopup="dialog" data-names="${JSON.stringify([...names])}">Correct a name</button>`;
  return markup`${brief.verdict === 'review' && approve}${names.size > 0 && rename}`;
}
