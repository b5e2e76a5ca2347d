import type { ArticleEvent, RunReport } from '../../core/index.ts';
import { languageName } from '../../core/index.ts';
import { html } from '../markup.ts';
import type { Markup } from '../markup.ts';
import { count, VERDICTS, VERDICT_ORDER } from '../words.ts';

interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value for people. */
  readonly shown: string;
}

/** What the last run came to, in numbers and bars. */
export function runSection(report: RunReport, anchorOf: (id: string) => string | undefined): Markup {
  const { outcomes, verdicts, usage } = report;
  const stages = Object.entries(report.stagesMs).map(([stage, ms]) => ({
    label: stage,
    value: ms,
    shown: duration(ms),
  }));
  const languages = Object.entries(report.languages)
    .toSorted(([, a], [, b]) => b - a)
    .map(([tag, number]) => ({ label: languageName(tag), value: number, shown: count(number, 'article') }));
  const results = VERDICT_ORDER.map((verdict) => ({
    label: VERDICTS[verdict].word,
    value: verdicts[verdict],
    shown: count(verdicts[verdict], 'brief'),
  }));
  return html`<section class="run" id="run" tabindex="-1">
    <h2>About this run</h2>
    <p>${summary(report)}</p>
    <dl>
      <div>
        <dt>Articles</dt>
        <dd>
          ${outcomes.written} briefed, ${outcomes.unchanged} there already, ${outcomes.held} held, ${outcomes.skipped}
          skipped, ${outcomes.failed} failed
        </dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd>${dollars(usage.costUsd)} for ${count(usage.requests, 'request')}</dd>
      </div>
      <div>
        <dt>Time</dt>
        <dd>${duration(report.elapsedMs)}</dd>
      </div>
      <div>
        <dt>Text went to</dt>
        <dd>
          ${report.sendsTextTo.length === 0 ? 'nowhere: it stayed on this machine' : report.sendsTextTo.join(', ')}
        </dd>
      </div>
    </dl>
    <div class="charts">
      ${bars('Verdicts', results)}${bars('Languages', languages)}${bars('Time by stage, summed over articles side by side', stages)}${costs(report)}
    </div>
    ${services(report)}${articles('Slowest articles', report.slowest, anchorOf, ({ elapsedMs }) => elapsedMs, duration)}${articles(
      'Dearest articles',
      report.costliest.filter(({ usage: { costUsd } }) => costUsd === null || costUsd > 0),
      anchorOf,
      ({ usage: { costUsd } }) => costUsd ?? 0,
      (_, event) => dollars(event.usage.costUsd),
    )}${unbriefed(report)}${
      report.warnings.length > 0 &&
      html`<h3>Warnings</h3>
        <ul>
          ${report.warnings.map((warning) => html`<li><bdi>${warning}</bdi></li>`)}
        </ul>`
    }
  </section> `;
}

function summary(report: RunReport): string {
  const how = `Route ${report.route}, summariser ${report.summariser}, translator ${report.translator}, precis ${report.precis}.`;
  const stopped = report.stopped === null ? '' : ` It stopped before all was done: ${report.stopped.reason}`;
  return `Ended ${report.endedAt.slice(0, 16).replace('T', ' ')} UTC. ${how}${stopped}`;
}

/** A table whose rows are drawn as bars, too: the numbers are the truth, the bars are for the eye. */
function bars(caption: string, rows: readonly Bar[]): Markup | false {
  const most = Math.max(...rows.map(({ value }) => value), 0);
  if (most === 0) return false;
  return html`<table class="bars">
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows.map(
        ({ label, value, shown }) =>
          html`<tr>
            <th scope="row"><bdi>${label}</bdi></th>
            <td class="draw">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width="${Math.round((1000 * value) / most) / 10}" height="10" />
              </svg>
            </td>
            <td class="num">${shown}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function costs({ services: used }: RunReport): Markup | false {
  return bars(
    'Cost by service',
    Object.entries(used).map(([label, { usage }]) => ({
      label,
      value: usage.costUsd ?? 0,
      shown: dollars(usage.costUsd),
    })),
  );
}

function services({ services: used }: RunReport): Markup | false {
  const entries = Object.entries(used);
  if (entries.length === 0) return false;
  return html`<div class="wide" tabindex="0" role="region" aria-label="Services">
    <table class="list">
      <caption>
        Services
      </caption>
      <thead>
        <tr>
          <th scope="col">Service</th>
          <th scope="col">Requests</th>
          <th scope="col">Failed</th>
          <th scope="col">From the cache</th>
          <th scope="col">Tokens in</th>
          <th scope="col">Tokens out</th>
          <th scope="col">Characters</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ([name, { requests, failed, cacheHits, usage }]) =>
            html`<tr>
              <th scope="row"><bdi>${name}</bdi></th>
              ${[requests, failed, cacheHits, usage.inputTokens, usage.outputTokens, usage.characters].map((number) => html`<td>${number.toLocaleString('en-GB')}</td>`)}
              <td>${dollars(usage.costUsd)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Articles named in a table of the run. */
const NAMED = 10;

function articles(
  caption: string,
  events: readonly ArticleEvent[],
  anchorOf: (id: string) => string | undefined,
  value: (event: ArticleEvent) => number,
  shown: (value: number, event: ArticleEvent) => string,
): Markup | false {
  const rows = events.slice(0, NAMED);
  const most = Math.max(...rows.map(value), 0);
  if (most === 0) return false;
  return html`<table class="bars">
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${rows.map((event) => {
        const anchor = event.id === null ? undefined : anchorOf(event.id);
        const name = html`<bdi>${event.path}</bdi>`;
        return html`<tr>
          <th scope="row">${anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`}</th>
          <td class="draw">
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width="${Math.round((1000 * value(event)) / most) / 10}" height="10" />
            </svg>
          </td>
          <td class="num">${shown(value(event), event)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function unbriefed({ unbriefed: events }: RunReport): Markup | false {
  const left = events.filter(({ outcome }) => outcome !== 'held');
  if (left.length === 0) return false;
  return html`<details class="unbriefed">
    <summary>${count(left.length, 'article')} without a brief</summary>
    <ul>
      ${left.map(
        ({ path, outcome, reason }) =>
          html`<li><bdi>${path}</bdi>: ${outcome}${reason !== undefined && html`, <bdi>${reason}</bdi>`}</li>`,
      )}
    </ul>
  </details>`;
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
