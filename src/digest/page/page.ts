import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Brief } from '../../core/index.ts';
import { tellable } from '../content.ts';
import type { DigestContent } from '../content.ts';
import { html, trusted } from '../markup.ts';
import type { Markup } from '../markup.ts';
import type { Story } from '../stories.ts';
import { count, languageOf, listing, longDay, outletOf, VERDICT_ORDER, VERDICTS } from '../words.ts';
import { anchorsOf, briefArticle } from './brief.ts';
import type { BriefView } from './brief.ts';
import { runSection } from './run.ts';
import { storyAnchor, storySection } from './story.ts';

const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const STYLE = asset('./style.css');
const SCRIPT = asset('./script.js');

const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Where a reader can decide on briefs: what the page of `precis serve` needs besides. */
export interface Reviewing {
  /** Runs after the page's own script. */
  readonly script: string;
  /** Proves that a request comes from this page. */
  readonly token: string;
}

/**
 * The policy of the page: its own style and script, and nothing else from anywhere; served pages may also talk to their
 * own server.
 */
export function contentSecurityPolicy(reviewing: Reviewing | null): string {
  const scripts = reviewing === null ? [SCRIPT] : [SCRIPT, reviewing.script];
  return [
    "default-src 'none'",
    `style-src ${sourceHash(STYLE)}`,
    `script-src ${scripts.map(sourceHash).join(' ')}`,
    ...(reviewing === null ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Stories that are named on the front. */
const ON_FRONT = 12;

/**
 * The digest as one HTML page that needs nothing else, in pieces, so that a large one is never held twice.
 * @param reviewing null for the page that is a file
 */
export function* digestPage(content: DigestContent, reviewing: Reviewing | null = null): Generator<string> {
  const briefs = tellable(content);
  const all = [...briefs, ...content.held];
  const topics = topicsOf(content.stories);
  const view: BriefView = {
    originals: content.originals,
    reviewing: reviewing !== null,
    anchors: anchorsOf(all),
    topics: topics.byBrief,
  };
  yield html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(reviewing)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="precis" />
        ${reviewing !== null && html`<meta name="precis-token" content="${reviewing.token}" />`}
        <title>Digest of ${longDay(content.madeAt)}</title>
        <style>
          ${trusted(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#briefs">Skip to the briefs</a>
        ${masthead(content, all)} ${controls(all, topics)}
        <main id="briefs" tabindex="-1">${front(content.stories, view)}</main>
      </body>
    </html>`.toString();
  for (const story of content.stories) yield storySection(story, view).toString();
  if (briefs.length === 0) yield html`<p class="empty">No brief is ready to be read here.</p>`.toString();
  yield html`<p class="empty" id="nothing" hidden="hidden">
    No brief matches. <button type="button" id="clear">Show all</button>
  </p>`.toString();
  if (content.held.length > 0) {
    yield html`<section class="story held" id="held">
      <div class="told">
        <h2>Held back</h2>
        <p>These contradict their originals. They are here so that someone looks at them, not to be used.</p>
      </div>
    </section>`.toString();
    for (const brief of content.held) yield briefArticle(brief, 3, view).toString();
    yield '</section>\n';
  }
  yield html`</main>
${content.report !== null && runSection(content.report, (id) => view.anchors.get(id))}
<script>${trusted(SCRIPT)}</script>
${
  reviewing !== null &&
  html`<script>
    ${trusted(reviewing.script)};
  </script>`
}
</body>
</html>
`.toString();
}

function masthead({ stories, held, madeAt, report }: DigestContent, all: readonly Brief[]): Markup {
  const languages = [...new Set(all.map(({ article }) => languageOf(article)))];
  const told = `${count(all.length, 'article')} in ${languages.length === 1 ? languages[0]! : count(languages.length, 'language')}, ${count(stories.length, 'story', 'stories')}`;
  const differing = stories.filter(({ contradictions }) => contradictions.length > 0).length;
  const tally = VERDICT_ORDER.map((verdict) => ({
    verdict,
    number: all.filter((brief) => brief.verdict === verdict).length,
  }));
  return html`<header class="masthead">
    <p class="date">${longDay(madeAt)}</p>
    <h1>The Digest</h1>
    <p class="told">
      ${told}${differing > 0 && `, ${differing} with contradictions between sources`}${languages.length > 1 && html`<span class="from">From ${listing(languages, 12)}</span>`}
    </p>
    <ul class="tally">
      ${tally.map(
        ({ verdict, number }) =>
          number > 0 &&
          html`<li>
            <span class="verdict ${verdict}"
              ><span aria-hidden="true">${VERDICTS[verdict].sign}</span> ${number}
              ${VERDICTS[verdict].word.toLowerCase()}</span
            >
            <span>${VERDICTS[verdict].meaning}</span>
          </li>`,
      )}
    </ul>
    <p class="links">
      ${held.length > 0 && html`<a href="#held">What was held back</a> `}${report !== null && html`<a href="#run">About this run</a>`}
    </p>
  </header> `;
}

function controls(all: readonly Brief[], topics: Topics): Markup {
  const options = (values: readonly (readonly [string, string])[]): Markup[] =>
    values.map(([value, label]) => html`<option value="${value}">${label}</option>`);
  const languages = tallied(all.map(({ article }) => [article.language, languageOf(article)]));
  const outlets = tallied(all.map(({ article }) => [outletOf(article), outletOf(article)]));
  const verdicts = VERDICT_ORDER.filter((verdict) => all.some((brief) => brief.verdict === verdict)).map(
    (verdict) => [verdict, VERDICTS[verdict].word] as const,
  );
  const dates = all
    .map(({ article }) => (article.publishedAt ?? '').slice(0, 10))
    .filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))
    .sort();
  const range = dates.length > 0 && html` min="${dates[0]!}" max="${dates.at(-1)!}"`;
  return html`<form class="controls" role="search" hidden="hidden">
      <div class="bar">
        <label class="find"
          ><span class="vh">Search</span
          ><input type="search" name="q" placeholder="Search briefs and originals" autocomplete="off" /></label
        ><button type="button" id="more" aria-expanded="false" aria-controls="filters">Filters</button
        ><button type="button" id="theme">Theme: auto</button
        ><button type="button" id="help" aria-haspopup="dialog">Keys</button
        ><output role="status" id="shown">${count(all.length, 'brief')}</output>
      </div>
      <div id="filters" hidden="hidden">
        <label
          >Verdict
          <select name="v">
            <option value="">All</option>
            ${options(verdicts)}
          </select></label
        ><label
          >Language
          <select name="l">
            <option value="">All</option>
            ${options(languages)}
          </select></label
        ><label
          >Outlet
          <select name="o">
            <option value="">All</option>
            ${options(outlets)}
          </select></label
        ><label
          >Topic
          <select name="t">
            <option value="">All</option>
            ${topics.stories.length > 0 && html`<optgroup label="Stories">${options(topics.stories)}</optgroup>`}${topics.names.length > 0 && html`<optgroup label="Names">${options(topics.names)}</optgroup>`}
          </select></label
        ><label>From <input type="date" name="since" ${range} /></label
        ><label>Until <input type="date" name="until" ${range} /></label><button type="reset">Clear</button>
      </div>
    </form>
    <dialog id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl>
        <div>
          <dt><kbd>/</kbd></dt>
          <dd>search</dd>
        </div>
        <div>
          <dt><kbd>j</kbd> <kbd>k</kbd></dt>
          <dd>next, previous brief</dd>
        </div>
        <div>
          <dt><kbd>o</kbd></dt>
          <dd>open or close the original text</dd>
        </div>
        <div>
          <dt><kbd>c</kbd></dt>
          <dd>copy the brief as Markdown</dd>
        </div>
        <div>
          <dt><kbd>Esc</kbd></dt>
          <dd>clear the search</dd>
        </div>
      </dl>
      <p>
        <label><input type="checkbox" id="keys-on" checked="checked" /> Single keys are on</label>
      </p>
      <form method="dialog"><button>Close</button></form>
    </dialog> `;
}

/** Options for a filter with how often each occurs, most frequent first. */
function tallied(pairs: readonly (readonly [value: string, label: string])[]): [string, string][] {
  const tally = new Map<string, { label: string; number: number }>();
  for (const [value, label] of pairs) {
    const entry = tally.get(value) ?? { label, number: 0 };
    entry.number += 1;
    tally.set(value, entry);
  }
  return [...tally]
    .toSorted(([, a], [, b]) => b.number - a.number || (a.label < b.label ? -1 : 1))
    .map(([value, { label, number }]) => [value, `${label} (${number})`]);
}

interface Topics {
  /** Key and label of stories that several briefs tell. */
  readonly stories: readonly [string, string][];
  /** Key and label of names that several stories hold. */
  readonly names: readonly [string, string][];
  readonly byBrief: ReadonlyMap<string, readonly string[]>;
}

/** Entries of each kind in the filter by topic. */
const MOST_TOPICS = 60;

/** What a reader may want to follow: stories of several briefs, and names that run through several stories. */
function topicsOf(stories: readonly Story[]): Topics {
  const byBrief = new Map<string, string[]>();
  const tag = (brief: Brief, key: string): void => {
    byBrief.set(brief.id, [...(byBrief.get(brief.id) ?? []), key]);
  };
  const told = stories.filter(({ briefs }) => briefs.length > 1).slice(0, MOST_TOPICS);
  for (const [index, { briefs }] of told.entries()) for (const brief of briefs) tag(brief, `s${index}`);
  const names = new Map<string, Set<Story>>();
  for (const story of stories) {
    for (const name of story.briefs.flatMap(namesOf)) names.set(name, (names.get(name) ?? new Set()).add(story));
  }
  const followed = [...names]
    .filter(([, inStories]) => inStories.size > 1)
    .toSorted(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
    .slice(0, MOST_TOPICS);
  const keys = new Map(followed.map(([name], index) => [name, `n${index}`]));
  for (const brief of stories.flatMap(({ briefs }) => briefs)) {
    for (const name of namesOf(brief)) {
      const key = keys.get(name);
      if (key !== undefined) tag(brief, key);
    }
  }
  return {
    stories: told.map(({ headline, briefs }, index) => [`s${index}`, `${shortened(headline)} (${briefs.length})`]),
    names: followed.map(([name, { size }]) => [
      keys.get(name)!,
      `${shortened(name)} (${count(size, 'story', 'stories')})`,
    ]),
    byBrief,
  };
}

function namesOf(brief: Brief): string[] {
  return [
    ...new Set(
      brief.facts.filter(({ kind, verdict }) => kind === 'name' && verdict === 'traced').map(({ text }) => text),
    ),
  ];
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}

/** The stories that several sources tell, as an editor would put them on the front. */
function front(stories: readonly Story[], view: BriefView): Markup | false {
  const leading = stories
    .filter(({ sources }) => sources > 1)
    .toSorted((a, b) => b.sources - a.sources)
    .slice(0, ON_FRONT);
  if (leading.length === 0 || stories.length === 1) return false;
  return html`<nav class="front" aria-labelledby="front-title">
    <h2 id="front-title">Told by several sources</h2>
    <ol>
      ${leading.map(
        (story) =>
          html`<li>
            <a href="#${storyAnchor(story, view)}"><bdi>${story.headline}</bdi></a>
            <span class="by"
              >${count(story.sources, 'source')}${story.contradictions.length > 0 && html` · <span class="odd">≠ ${count(story.contradictions.length, 'contradiction')}</span>`}
              · ${listing([...new Set(story.briefs.map(({ article }) => outletOf(article)))], 4)}</span
            >
          </li>`,
      )}
    </ol>
  </nav> `;
}
