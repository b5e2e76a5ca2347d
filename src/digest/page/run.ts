import type { ArticleEvent, RunReport } from '../../core/index.ts';
import { languageName } from '../../core/index.ts';
import { markup } from '../markup.ts';
import type { Markup } from '../markup.ts';
import { count, VERDICT_ORDER, VERDICTS } from '../words.ts';

interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value for people. */
  readonly shown: string;
  /** Element id of the brief that it is about. */
  readonly anchor?: string | undefined;
}

/** What the last run came to, in numbers and bars. */
export function runSection(report: RunReport, anchorOf: (id: string) => string | undefined): Markup {
  const stages = Object.entries(report.stagesMs).map(([label, ms]) => ({ label, value: ms, shown: duration(ms) }));
  const languages = Object.entries(report.languages)
    .toSorted(([, a], [, b]) => b - a)
    .map(([tag, number]) => ({ label: languageName(tag), value: number, shown: count(number, 'article') }));
  const results = VERDICT_ORDER.map((verdict) => ({
    label: VERDICTS[verdict].word,
    value: report.verdicts[verdict],
    shown: count(report.verdicts[verdict], 'brief'),
  }));
  const costs = Object.entries(report.services).map(([label, { usage }]) => ({
    label,
    value: usage.costUsd ?? 0,
    shown: dollars(usage.costUsd),
  }));
  const article = (event: ArticleEvent, value: number, shown: string): Bar => ({
    label: event.path,
    value,
    shown,
    anchor: event.id === null ? undefined : anchorOf(event.id),
  });
  const slowest = report.slowest
    .slice(0, NAMED)
    .map((event) => article(event, event.elapsedMs, duration(event.elapsedMs)));
  const dearest = report.costliest
    .filter(({ usage: { costUsd } }) => costUsd === null || costUsd > 0)
    .slice(0, NAMED)
    .map((event) => article(event, event.usage.costUsd ?? 0, dollars(event.usage.costUsd)));
  return markup`<section class="run" id="run" tabindex="-1"><h2>About this run</h2>
<p>${howItRan(report)}</p>
${inShort(report)}
<div class="charts">${bars('Verdicts', results)}${bars('Languages', languages)}${bars('Time by stage, summed over articles side by side', stages)}${bars('Cost by service', costs)}${bars('Slowest articles', slowest)}${bars('Dearest articles', dearest)}</div>
${services(report)}${unbriefed(report)}${warnings(report)}</section>
`;
}

/** Articles named in a chart. */
const NAMED = 10;

function howItRan(report: RunReport): string {
  const how = `Route ${report.route}, summariser ${report.summariser}, translator ${report.translator}, precis ${report.precis}.`;
  const stopped = report.stopped === null ? '' : ` It stopped before all was done: ${report.stopped.reason}`;
  return `Ended ${report.endedAt.slice(0, 16).replace('T', ' ')} UTC. ${how}${stopped}`;
}

function inShort({ outcomes, usage, elapsedMs, sendsTextTo }: RunReport): Markup {
  const { written, unchanged, held, skipped, failed } = outcomes;
  const told = [
    ['Articles', `${written} briefed, ${unchanged} there already, ${held} held, ${skipped} skipped, ${failed} failed`],
    ['Cost', `${dollars(usage.costUsd)} for ${count(usage.requests, 'request')}`],
    ['Time', duration(elapsedMs)],
    ['Text went to', sendsTextTo.length === 0 ? 'nowhere: it stayed on this machine' : sendsTextTo.join(', ')],
  ] as const;
  return markup`<dl>${told.map(([term, text]) => markup`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}

/** A table whose rows are drawn as bars, too: the numbers are the truth, the bars are for the eye. */
function bars(caption: string, rows: readonly Bar[]): Markup | false {
  const most = Math.max(...rows.map(({ value }) => value), 0);
  if (most === 0) return false;
  const width = (value: number) => Math.round((1000 * value) / most) / 10;
  const name = ({ label, anchor }: Bar) =>
    anchor === undefined ? markup`<bdi>${label}</bdi>` : markup`<a href="#${anchor}"><bdi>${label}</bdi></a>`;
  return markup`<table class="bars"><caption>${caption}</caption><tbody>${rows.map(
    (row) =>
      markup`<tr><th scope="row">${name(row)}</th><td class="draw"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width(row.value)}" height="10" /></svg></td><td class="num">${row.shown}</td></tr>`,
  )}</tbody></table>`;
}

const COLUMNS = ['Service', 'Requests', 'Failed', 'From the cache', 'Tokens in', 'Tokens out', 'Characters', 'Cost'];

function services({ services: used }: RunReport): Markup | false {
  const entries = Object.entries(used);
  if (entries.length === 0) return false;
  const row = ([name, { requests, failed, cacheHits, usage }]: (typeof entries)[number]): Markup => {
    const { inputTokens, outputTokens, characters, costUsd } = usage;
    const numbers = [requests, failed, cacheHits, inputTokens, outputTokens, characters];
    return markup`<tr><th scope="row"><bdi>${name}</bdi></th>${numbers.map((number) => markup`<td>${number.toLocaleString('en-GB')}</td>`)}<td>${dollars(costUsd)}</td></tr>`;
  };
  return markup`<div class="wide" tabindex="0" role="region" aria-label="Services"><table class="list"><caption>Services</caption><thead><tr>${COLUMNS.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>${entries.map(row)}</tbody></table></div>
`;
}

function unbriefed({ unbriefed: events }: RunReport): Markup | false {
  const left = events.filter(({ outcome }) => outcome !== 'held');
  if (left.length === 0) return false;
  return markup`<details class="unbriefed"><summary>${count(left.length, 'article')} without a brief</summary><ul>${left.map(
    ({ path, outcome, reason }) =>
      markup`<li><bdi>${path}</bdi>: ${outcome}${reason !== undefined && markup`, <bdi>${reason}</bdi>`}</li>`,
  )}</ul></details>
`;
}

function warnings({ warnings: list }: RunReport): Markup | false {
  if (list.length === 0) return false;
  return markup`<details class="unbriefed"><summary>${count(list.length, 'warning')}</summary><ul>${list.map((warning) => markup`<li><bdi>${warning}</bdi></li>`)}</ul></details>
`;
}

/** `850 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`. */
function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function dollars(amount: number | null): string {
  if (amount === null) return 'unknown';
  return amount !== 0 && amount < 0.1 ? `$${amount.toFixed(4)}` : `$${amount.toFixed(2)}`;
}
