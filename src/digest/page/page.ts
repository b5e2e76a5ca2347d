import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tellable } from '../content.ts';
import type { DigestContent } from '../content.ts';
import { markup, trusted } from '../markup.ts';
import { longDay } from '../words.ts';
import { anchorsOf, briefArticle } from './brief.ts';
import type { BriefView } from './brief.ts';
import { controls, front, masthead } from './frame.ts';
import { runSection } from './run.ts';
import { storySection } from './story.ts';
import { topicsOf } from './topics.ts';

const STYLE = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const SCRIPT = readFileSync(new URL('./script.js', import.meta.url), 'utf8');

const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Where a reader can decide on briefs: what the page of `precis serve` needs besides. */
export interface Reviewing {
  /** Runs after the page's own script. */
  readonly script: string;
  /** Proves that a request comes from this page. */
  readonly token: string;
}

/**
 * The policy of the page: its own style and script, and nothing else from anywhere; a served page may also talk to the
 * server that it came from.
 */
export function contentSecurityPolicy(reviewing: Reviewing | null): string {
  const scripts = reviewing === null ? [SCRIPT] : [SCRIPT, reviewing.script];
  return [
    "default-src 'none'",
    `style-src ${hashSource(STYLE)}`,
    `script-src ${scripts.map(hashSource).join(' ')}`,
    ...(reviewing === null ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * The digest as one HTML page that needs nothing else, in pieces, so that a large one is never held twice.
 * @param reviewing null for the page that is a file
 */
export function* digestPage(content: DigestContent, reviewing: Reviewing | null = null): Generator<string> {
  const { stories, held, report } = content;
  const briefs = tellable(content);
  const all = [...briefs, ...held];
  const topics = topicsOf(stories);
  const view: BriefView = {
    originals: content.originals,
    reviewing: reviewing !== null,
    anchors: anchorsOf(all),
    topics: topics.byBrief,
  };
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(reviewing)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="referrer" content="no-referrer" />
<meta name="color-scheme" content="light dark" />
<meta name="generator" content="precis" />
${reviewing !== null && markup`<meta name="precis-token" content="${reviewing.token}" />`}
<title>Digest of ${longDay(content.madeAt)}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#briefs">Skip to the briefs</a>
${masthead(content, all)}${controls(all, topics)}<main id="briefs" tabindex="-1">
${front(stories, view)}`.toString();
  for (const story of stories) yield storySection(story, view).toString();
  if (briefs.length === 0) yield markup`<p class="empty">No brief is ready to be read here.</p>`.toString();
  yield markup`<p class="empty" id="nothing" hidden="hidden">No brief matches. <button type="button" id="clear">Show all</button></p>
`.toString();
  if (held.length > 0) {
    yield markup`<section class="story held" id="held" tabindex="-1"><div class="told"><h2>Held back</h2><p>These say something that their originals do not. They are here so that someone looks at them, not to be used.</p></div>
`.toString();
    for (const brief of held) yield briefArticle(brief, 3, view).toString();
    yield '</section>\n';
  }
  yield markup`</main>
${report !== null && runSection(report, (id) => view.anchors.get(id))}<script>${trusted(SCRIPT)}</script>
${reviewing !== null && markup`<script>${trusted(reviewing.script)}</script>`}
</body>
</html>
`.toString();
}
