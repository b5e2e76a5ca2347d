import { join } from 'node:path';
import { writeAtomically } from '../adapters/writers/files.ts';
import { ConfigError } from '../core/index.ts';
import { digestContent } from './content.ts';
import type { DigestContent } from './content.ts';
import { batchReader } from './read.ts';
import type { Batch } from './read.ts';

export { collectNames, namesCsv } from './names.ts';
export { batchReader } from './read.ts';
export type { Batch } from './read.ts';

/** The forms that a digest can take, by the extension of its file. */
export const DIGEST_FORMATS = ['html', 'md', 'atom', 'json', 'eml', 'epub'] as const;
export type DigestFormat = (typeof DIGEST_FORMATS)[number];

export interface DigestRequest {
  /** @default ['html'] */
  readonly formats?: readonly DigestFormat[] | undefined;
  /** Whether the full source texts are part of it; evidence sentences always are. @default true */
  readonly originals?: boolean | undefined;
  readonly signal: AbortSignal;
}

export interface WrittenDigest {
  /** Paths of the files, in the order of the formats. */
  readonly files: readonly string[];
  readonly briefs: number;
  readonly stories: number;
  /** Files of the folder that look like briefs and are none, for the user. */
  readonly problems: readonly string[];
}

/**
 * Makes the digest of a folder of briefs: `digest.html` and what else is asked for, beside them. Files appear whole or
 * not at all.
 *
 * @throws ConfigError where the folder cannot be read or holds no brief
 */
export async function writeDigest(directory: string, request: DigestRequest): Promise<WrittenDigest> {
  const { formats = ['html'], originals = true, signal } = request;
  const batch = await readBatch(directory, signal);
  const content = digestContent(batch, originals, new Date());
  const files: string[] = [];
  for (const format of formats) {
    signal.throwIfAborted();
    const file = join(directory, `digest.${format}`);
    await writeAtomically(file, await render(format, content));
    files.push(file);
  }
  return { files, briefs: batch.briefs.length, stories: content.stories.length, problems: batch.problems };
}

/**
 * Reads a folder of briefs.
 * @throws ConfigError where the folder cannot be read or holds no brief
 */
export async function readBatch(directory: string, signal: AbortSignal): Promise<Batch> {
  const batch = await batchReader(directory).read(signal);
  if (batch.briefs.length > 0) return batch;
  const [problem] = batch.problems;
  throw new ConfigError(
    `${directory}: no brief in this folder${problem === undefined ? '; name the folder of --out' : ` (${problem})`}`,
  );
}

/** Feed, mail and archive libraries are loaded only for the forms that want them. */
async function render(format: DigestFormat, content: DigestContent): Promise<string | Uint8Array | Iterable<string>> {
  switch (format) {
    case 'html':
      return (await import('./page/page.ts')).digestPage(content);
    case 'md':
      return (await import('./outline.ts')).digestMarkdown(content);
    case 'atom':
      return (await import('./feeds.ts')).digestAtom(content);
    case 'json':
      return (await import('./feeds.ts')).digestJsonFeed(content);
    case 'eml':
      return (await import('./mail.ts')).digestMail(content);
    case 'epub':
      return (await import('./epub.ts')).digestEpub(content);
  }
}

/**
 * @param names separated by commas, as `--format` has them
 * @throws ConfigError naming the forms there are
 */
export function parseFormats(names: string): DigestFormat[] {
  const asked = names
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
    .map((name) => {
      const format = DIGEST_FORMATS.find((known) => known === name);
      if (format !== undefined) return format;
      throw new ConfigError(`--format ${name}: there is no such form; use ${DIGEST_FORMATS.join(', ')}`);
    });
  if (asked.length === 0) throw new ConfigError(`--format is empty; use ${DIGEST_FORMATS.join(', ')}`);
  return [...new Set(asked)];
}
