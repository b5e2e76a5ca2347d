import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { writeAtomically } from '../adapters/writers/files.ts';
import { ConfigError, messageOf } from '../core/index.ts';
import type { GlossaryEntry } from '../core/index.ts';
import { csvCell, GLOSSARY_HEADER } from './names.ts';

/**
 * Settles a rendering in a glossary file, which need not exist. Another rendering of the same term in the same language
 * gives way; all other lines stay as they are, also their order and columns.
 *
 * @throws ConfigError where the file cannot be read or is no glossary
 */
export async function settleTerm(file: string, entry: GlossaryEntry): Promise<void> {
  const text = await readExisting(file);
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  const rows = parseRows(text, delimiter, file);
  const header = rows[0]?.cells.map((name) => name.trim().toLowerCase().replaceAll('-', '_')) ?? [];
  const place = (name: string): number => header.indexOf(name);
  if (place('source') < 0 || place('english') < 0) {
    throw new ConfigError(`glossary ${file}: its first line must name the columns ${GLOSSARY_HEADER}`);
  }
  const same = (cells: readonly string[]): boolean =>
    (cells[place('source')] ?? '').trim().normalize('NFC') === entry.source.normalize('NFC') &&
    (cells[place('language')] ?? '').trim().toLowerCase() === (entry.language ?? '').toLowerCase();
  const kept = rows
    .filter((row, index) => index === 0 || !same(row.cells))
    .map(({ raw }) => raw.replace(/[\r\n]+$/, ''));
  const cells: Record<string, string> = {
    source: entry.source,
    english: entry.target,
    language: entry.language ?? '',
    do_not_translate: entry.doNotTranslate ? 'true' : '',
  };
  const added = header.map((name) => csvCell(cells[name] ?? '', delimiter)).join(delimiter);
  await writeAtomically(file, `${[...kept, added].join('\n')}\n`, true);
}

async function readExisting(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    return text.trim() === '' ? GLOSSARY_HEADER : text.replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return GLOSSARY_HEADER;
    throw new ConfigError(`glossary ${file}: cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

interface Row {
  readonly cells: readonly string[];
  /** As it stands in the file. */
  readonly raw: string;
}

function parseRows(text: string, delimiter: string, file: string): Row[] {
  try {
    const records: unknown = parse(text, { delimiter, raw: true, relax_column_count: true, skip_empty_lines: true });
    return Array.isArray(records) ? records.flatMap(asRow) : [];
  } catch (error) {
    throw new ConfigError(`glossary ${file}: ${messageOf(error)}`, { cause: error });
  }
}

function asRow(record: unknown): Row[] {
  if (typeof record !== 'object' || record === null || !('record' in record) || !('raw' in record)) return [];
  const { record: cells, raw } = record;
  return Array.isArray(cells) && typeof raw === 'string' ? [{ cells: cells.map(String), raw }] : [];
}
