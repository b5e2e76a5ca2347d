import { languageName } from '../core/index.ts';
import type { ArticleEvent, EstimateComparison, RunEndEvent } from '../core/index.ts';
import { count, dollars, duration, printable } from './terminal.ts';
import type { Paint } from './terminal.ts';

/** How many articles of a kind are named one by one. */
const NAMED = 8;

/** What a run came to, on one page of a terminal. */
export interface Summary {
  add(event: ArticleEvent): void;
  lines(end: RunEndEvent, out: string, paint: Paint): string[];
}

export function createSummary(): Summary {
  const held: ArticleEvent[] = [];
  const failed: ArticleEvent[] = [];
  const skipped = new Map<string, { paths: string[]; total: number; reason: string }>();
  const totals = { held: 0, failed: 0 };

  return {
    add(event) {
      if (event.outcome === 'held') {
        totals.held += 1;
        if (held.length < NAMED) held.push(event);
      }
      if (event.outcome === 'failed') {
        totals.failed += 1;
        if (failed.length < NAMED) failed.push(event);
      }
      if (event.outcome === 'skipped') {
        const language = event.language ?? 'und';
        const entry = skipped.get(language) ?? { paths: [], total: 0, reason: event.reason ?? '' };
        entry.total += 1;
        if (entry.paths.length < NAMED) entry.paths.push(event.path);
        skipped.set(language, entry);
      }
    },
    lines(end, out, paint) {
      const { outcomes, verdicts } = end;
      const lines = [''];
      const made = outcomes.written + outcomes.unchanged + outcomes.held;
      const parts = [
        verdicts.verified > 0 ? paint.green(`${verdicts.verified} verified`) : null,
        verdicts.review > 0 ? paint.yellow(`${verdicts.review} for review`) : null,
        verdicts.rejected > 0 ? paint.red(`${verdicts.rejected} held`) : null,
      ].filter((part) => part !== null);
      const fresh = outcomes.unchanged > 0 ? ` (${outcomes.unchanged} unchanged)` : '';
      lines.push(
        `${paint.bold(count(made, 'brief'))} in ${printable(out)}${fresh}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`,
      );
      lines.push(
        paint.dim(
          `${duration(end.elapsedMs)} · ${count(end.usage.requests, 'request')} · ${dollars(end.usage.costUsd)}`,
        ),
      );
      if (end.estimate != null && end.estimate.costUsd > 0) lines.push(paint.dim(comparison(end.estimate)));
      lines.push(...named('Held, in held/', held, totals.held, paint.red));
      lines.push(...named('Failed', failed, totals.failed, paint.red));
      for (const [language, { paths, total, reason }] of [...skipped].sort(([a], [b]) => (a < b ? -1 : 1))) {
        lines.push(
          '',
          `${paint.yellow('Skipped')}: ${count(total, 'article')} in ${languageName(language)}: ${printable(reason)}.`,
        );
        for (const path of paths) lines.push(`  ${printable(path)}`);
        if (total > paths.length) lines.push(`  … and ${total - paths.length} more`);
        lines.push(`  ${remedy(language)}`);
      }
      if (end.stopped !== null) lines.push('', paint.yellow(`Stopped: ${printable(end.stopped.reason)}`));
      return lines;
    },
  };
}

function named(
  title: string,
  events: readonly ArticleEvent[],
  total: number,
  colour: (text: string) => string,
): string[] {
  if (total === 0) return [];
  const lines = ['', `${colour(title)}: ${count(total, 'article')}`];
  for (const { path, reason } of events)
    lines.push(`  ${printable(path)}: ${printable(withoutPath(reason ?? '', path))}`);
  if (total > events.length) lines.push(`  … and ${total - events.length} more: see run.json`);
  return lines;
}

function comparison({ articles, expectedUsd, costUsd }: EstimateComparison): string {
  const off = Math.round((expectedUsd / costUsd - 1) * 100);
  const how = off === 0 ? 'as much' : `${Math.abs(off)} % too ${off > 0 ? 'much' : 'little'}`;
  return `${count(articles, 'article')} paid for: an estimate would have said ${dollars(expectedUsd)} for ${dollars(costUsd)}, ${how}`;
}

/** An input error names its file by itself. */
function withoutPath(reason: string, path: string): string {
  return reason.startsWith(`${path}: `) ? reason.slice(path.length + 2) : reason;
}

/** What would do a language, said once for all its articles. */
function remedy(language: string): string {
  if (language === 'und') return 'State it with --from, for example --from fr.';
  return `What would do it: precis setup ${language} · --translator deepl with DEEPL_API_KEY · --summariser ollama:MODEL`;
}
