import type { Brief } from '../../core/index.ts';
import type { DigestContent } from '../content.ts';
import { markup } from '../markup.ts';
import type { Markup } from '../markup.ts';
import type { Story } from '../stories.ts';
import { count, languageOf, listing, longDay, outletOf, VERDICT_ORDER, VERDICTS } from '../words.ts';
import type { BriefView } from './brief.ts';
import { storyAnchor } from './story.ts';
import type { Topics } from './topics.ts';

/** Date, name, and what the digest holds at a glance; the tally is the legend of the verdicts, too. */
export function masthead({ stories, held, madeAt, report }: DigestContent, all: readonly Brief[]): Markup {
  const languages = [...new Set(all.map(({ article }) => languageOf(article)))];
  const differing = stories.filter(({ contradictions }) => contradictions.length > 0).length;
  const sum = [
    `${count(all.length, 'article')} in ${languages.length === 1 ? languages[0]! : count(languages.length, 'language')}`,
    count(stories.length, 'story', 'stories'),
    ...(differing > 0 ? [`${differing} with contradictions between sources`] : []),
  ].join(', ');
  const from = markup`<span class="from">From ${listing(languages, 12)}</span>`;
  const tally = VERDICT_ORDER.map((verdict) => {
    const number = all.filter((brief) => brief.verdict === verdict).length;
    const { sign, word, meaning } = VERDICTS[verdict];
    return (
      number > 0 &&
      markup`<li><span class="verdict ${verdict}"><span aria-hidden="true">${sign}</span> ${number.toLocaleString('en-GB')} ${word.toLowerCase()}</span> <span>${meaning}</span></li>`
    );
  });
  return markup`<header class="masthead"><p class="date">${longDay(madeAt)}</p><h1>The Digest</h1>
<p class="sum">${sum}${languages.length > 1 && from}</p>
<ul class="tally">${tally}</ul>
<p class="links">${held.length > 0 && markup`<a href="#held">What was held back</a> `}${report !== null && markup`<a href="#run">About this run</a>`}</p></header>
`;
}

/** Search and filters: of use only with JavaScript, and hidden without it. */
export function controls(all: readonly Brief[], topics: Topics): Markup {
  const verdicts = VERDICT_ORDER.filter((verdict) => all.some((brief) => brief.verdict === verdict));
  const languages = tallied(all.map(({ article }) => [article.language, languageOf(article)]));
  const outlets = tallied(all.map(({ article }) => [outletOf(article), outletOf(article)]));
  const groups = [
    ['Stories', topics.stories],
    ['Names', topics.names],
  ] as const;
  return markup`<form class="controls" role="search" hidden="hidden"><div class="bar"><label class="find"><span class="vh">Search</span><input type="search" name="q" placeholder="Search briefs and originals" autocomplete="off" /></label><button type="button" id="more" aria-expanded="false" aria-controls="filters">Filters</button><button type="button" id="theme">Theme: auto</button><button type="button" id="help" aria-haspopup="dialog">Keys</button><output role="status" id="shown">${count(all.length, 'brief')}</output></div>
<div id="filters" hidden="hidden">${[
    select('Verdict', 'v', options(verdicts.map((verdict) => [verdict, VERDICTS[verdict].word]))),
    select('Language', 'l', options(languages)),
    select('Outlet', 'o', options(outlets)),
    select(
      'Topic',
      't',
      groups.map(
        ([label, entries]) => entries.length > 0 && markup`<optgroup label="${label}">${options(entries)}</optgroup>`,
      ),
    ),
    ...(['From', 'Until'] as const).map((label) => dateField(label, all)),
  ]}<button type="reset">Clear</button></div></form>
${keysDialog()}
`;
}

type Option = readonly [value: string, label: string];

function options(entries: readonly Option[]): Markup[] {
  return entries.map(([value, label]) => markup`<option value="${value}">${label}</option>`);
}

function select(label: string, name: string, choices: readonly (Markup | false)[]): Markup {
  return markup`<label>${label} <select name="${name}"><option value="">All</option>${choices}</select></label>`;
}

function dateField(label: 'From' | 'Until', all: readonly Brief[]): Markup {
  const days = all.flatMap(({ article }) => /^\d{4}-\d{2}-\d{2}/.exec(article.publishedAt ?? '')?.[0] ?? []).sort();
  const range = days.length > 0 && markup` min="${days[0]}" max="${days.at(-1)}"`;
  return markup`<label>${label} <input type="date" name="${label === 'From' ? 'since' : 'until'}"${range} /></label>`;
}

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['/'], 'search'],
  [['j', 'k'], 'next, previous brief'],
  [['o'], 'open or close the original text'],
  [['c'], 'copy the brief as Markdown'],
  [['?'], 'this list'],
  [['Esc'], 'clear the search'],
];

function keysDialog(): Markup {
  return markup`<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">Keys</h2><dl>${KEYS.map(
    ([keys, what]) => markup`<div><dt>${keys.map((key) => markup`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd></div>`,
  )}</dl><p><label><input type="checkbox" id="keys-on" checked="checked" /> Single keys are on</label></p><form method="dialog"><button>Close</button></form></dialog>`;
}

/** Options for a filter with how often each occurs, most frequent first. */
function tallied(pairs: readonly Option[]): Option[] {
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

/** Stories that are named on the front. */
const ON_FRONT = 12;

/** The stories that several sources tell, as an editor would put them on the front. */
export function front(stories: readonly Story[], view: BriefView): Markup | false {
  const leading = stories
    .filter(({ sources }) => sources > 1)
    .toSorted((a, b) => b.sources - a.sources)
    .slice(0, ON_FRONT);
  if (leading.length === 0 || stories.length === 1) return false;
  const line = (story: Story): Markup => {
    const { length } = story.contradictions;
    const odd = length > 0 && markup` · <span class="odd">${count(length, 'contradiction')}</span>`;
    const outlets = listing([...new Set(story.briefs.map(({ article }) => outletOf(article)))], 4);
    return markup`<li><a href="#${storyAnchor(story, view)}"><bdi>${story.headline}</bdi></a> <span class="by">${count(story.sources, 'source')}${odd} · ${outlets}</span></li>`;
  };
  return markup`<nav class="front" aria-labelledby="front-title"><h2 id="front-title">Told by several sources</h2><ol>${leading.map(line)}</ol></nav>
`;
}
