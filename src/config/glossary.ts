import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { canonicalLanguage, ConfigError, messageOf } from '../core/index.ts';
import type { Glossary, GlossaryEntry } from '../core/index.ts';

const COLUMNS = ['source', 'english', 'language', 'do_not_translate'] as const;

/**
 * Reads a glossary: CSV with a header line of `source,english,language,do_not_translate` (the last two may be
 * missing or empty). A term that is not to be translated needs no `english`.
 *
 * @throws ConfigError naming the file and the line
 */
export function readGlossary(file: string): Glossary {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`glossary ${file}: cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return parseGlossary(text, file);
}

/** @param origin names the glossary in errors */
export function parseGlossary(text: string, origin: string): Glossary {
  const [header, ...rows] = parseRows(text, origin);
  if (header === undefined) return glossaryOf([]);
  const columns = header.cells.map((name) => name.trim().toLowerCase().replaceAll('-', '_'));
  const place = Object.fromEntries(COLUMNS.map((name) => [name, columns.indexOf(name)])) as Record<
    (typeof COLUMNS)[number],
    number
  >;
  if (place.source < 0 || place.english < 0) {
    throw new ConfigError(`glossary ${origin}: its first line must name the columns ${COLUMNS.join(',')}`);
  }
  const entries: GlossaryEntry[] = [];
  for (const { cells, line } of rows) {
    const cell = (name: (typeof COLUMNS)[number]) => (place[name] < 0 ? '' : (cells[place[name]] ?? '').trim());
    const source = cell('source').normalize('NFC');
    if (source === '') continue;
    const doNotTranslate = /^(1|y|yes|true|x)$/i.test(cell('do_not_translate'));
    const target = doNotTranslate ? source : cell('english').normalize('NFC');
    if (target === '') throw new ConfigError(`glossary ${origin}, line ${line}: "english" is empty`);
    const stated = cell('language');
    const language = stated === '' || stated === '*' ? null : canonicalLanguage(stated);
    if (stated !== '' && stated !== '*' && language === null) {
      throw new ConfigError(`glossary ${origin}, line ${line}: "${stated}" is no language tag (use fr, de, pt-BR)`);
    }
    entries.push({ source, target, language, doNotTranslate });
  }
  return glossaryOf(entries);
}

function glossaryOf(entries: readonly GlossaryEntry[]): Glossary {
  return { entries, sha256: createHash('sha256').update(JSON.stringify(entries)).digest('hex') };
}

interface Row {
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
}

/** With `,` or `;` between cells, whichever the first line has more of: spreadsheets write either. */
function parseRows(text: string, origin: string): Row[] {
  const first = text.slice(0, text.search(/\r?\n|$/));
  try {
    const records = parse(text, {
      delimiter: first.split(';').length > first.split(',').length ? ';' : ',',
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    throw new ConfigError(`glossary ${origin}: ${messageOf(error)}`, { cause: error });
  }
}
