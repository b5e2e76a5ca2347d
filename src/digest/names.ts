import { baseLanguage } from '../core/index.ts';
import type { Brief, LanguageTag } from '../core/index.ts';

/** A name as originals write it, with its renderings in the briefs. */
export interface CollectedName {
  readonly source: string;
  readonly language: LanguageTag;
  /** The most frequent first. */
  readonly renderings: readonly { readonly text: string; readonly count: number; readonly briefs: readonly string[] }[];
  /** Occurrences in all briefs. */
  readonly count: number;
  /** Whether all briefs render it alike. */
  readonly consistent: boolean;
}

/** The names of a batch that were traced to their originals: inconsistent ones first, then the most frequent. */
export function collectNames(briefs: readonly Brief[]): CollectedName[] {
  const found = new Map<string, Map<string, { count: number; briefs: Set<string> }>>();
  for (const brief of briefs) {
    const language = baseLanguage(brief.article.language);
    for (const { kind, text, source } of brief.facts) {
      if (kind !== 'name' || source === null) continue;
      const key = `${language} ${source.text.normalize('NFC')}`;
      const renderings = found.get(key) ?? new Map<string, { count: number; briefs: Set<string> }>();
      const rendering = renderings.get(text) ?? { count: 0, briefs: new Set() };
      rendering.count += 1;
      rendering.briefs.add(brief.id);
      renderings.set(text, rendering);
      found.set(key, renderings);
    }
  }
  return [...found]
    .map(([key, texts]): CollectedName => {
      const space = key.indexOf(' ');
      const renderings = [...texts]
        .map(([text, { count, briefs: ids }]) => ({ text, count, briefs: [...ids].sort() }))
        .toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
      return {
        source: key.slice(space + 1),
        language: key.slice(0, space),
        renderings,
        count: renderings.reduce((sum, { count }) => sum + count, 0),
        consistent: renderings.length === 1,
      };
    })
    .toSorted(
      (a, b) =>
        Number(a.consistent) - Number(b.consistent) ||
        b.count - a.count ||
        (a.source < b.source ? -1 : a.source > b.source ? 1 : a.language < b.language ? -1 : 1),
    );
}

export const GLOSSARY_HEADER = 'source,english,language,do_not_translate';

/** The names as a glossary that `--glossary` reads, each with its most frequent rendering. */
export function namesCsv(names: readonly CollectedName[]): string {
  const rows = names.map(({ source, language, renderings }) => {
    const english = renderings[0]?.text ?? source;
    return [source, english, language === 'und' ? '' : language, ''].map((cell) => csvCell(cell, ',')).join(',');
  });
  return `${[GLOSSARY_HEADER, ...rows].join('\n')}\n`;
}

/** A cell as RFC 4180 has it, on one line. */
export function csvCell(text: string, delimiter: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.includes(delimiter) || line.includes('"') ? `"${line.replaceAll('"', '""')}"` : line;
}
