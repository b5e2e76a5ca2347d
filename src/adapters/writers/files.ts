import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AdapterError, BRIEF_SCHEMA, CONTRACT, messageOf } from '../../core/index.ts';
import type { Brief, Writer } from '../../core/index.ts';
import { briefMarkdown } from './markdown.ts';

/** The folder for rejected briefs, inside the output folder. */
export const HELD = 'held';

/**
 * Writes `ID.md` and `ID.json` into a folder, and both into its `held/` where the brief is rejected. A file appears
 * whole or not at all: it is written beside its place and renamed.
 *
 * Briefs are not synced one by one (an fsync an article does not carry 320 articles a second). A killed process loses
 * nothing by that; after a power cut `has` sees that a file is empty or cut short, and the brief is made again from
 * the stored replies, which costs nothing.
 */
export function createFileWriter(directory: string): Writer {
  const placeOf = (id: string, extension: string, held: boolean) =>
    held ? join(directory, HELD, `${id}.${extension}`) : join(directory, `${id}.${extension}`);

  function removeFrom(id: string, held: boolean): void {
    for (const extension of ['md', 'json']) unlinkIfThere(placeOf(id, extension, held));
  }

  return {
    contract: CONTRACT,
    kind: 'writer',
    name: 'files',
    async write(brief) {
      const held = brief.verdict === 'rejected';
      // The JSON last: `has` looks at it, so a kill in between leaves a brief that is written again.
      await writeAtomically(placeOf(brief.id, 'md', held), briefMarkdown(brief));
      await writeAtomically(placeOf(brief.id, 'json', held), `${JSON.stringify(brief, null, 2)}\n`);
      removeFrom(brief.id, !held);
    },
    async remove(id) {
      removeFrom(id, false);
      removeFrom(id, true);
    },
    async has(id) {
      return isWhole(placeOf(id, 'json', false)) || isWhole(placeOf(id, 'json', true));
    },
    async read(id) {
      for (const held of [false, true]) {
        try {
          const brief = JSON.parse(await readFile(placeOf(id, 'json', held), 'utf8')) as Brief;
          if (brief.schema === BRIEF_SCHEMA && brief.id === id) return brief;
        } catch {
          // Missing or damaged: the other place, or none.
        }
      }
      return null;
    },
    async finish(report) {
      await writeAtomically(join(directory, 'run.json'), `${JSON.stringify(report, null, 2)}\n`, true);
    },
  };
}

/**
 * Replaces a file in one step: readers see the old content or the new, never half of it.
 * In place: each of its system calls takes some 10 µs, and handing one to another thread takes five times as long, which
 * adds up over the articles of a night.
 * @param content in one piece, or in several that are written one after the other
 * @param durable whether the new content must survive a power cut; costs an fsync
 * @throws AdapterError where the disk is full or the folder cannot be written
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array | Iterable<string>,
  durable = false,
): Promise<void> {
  const temporary = temporaryBeside(file);
  try {
    const descriptor = create(temporary);
    try {
      const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
      for (const piece of pieces) writeFileSync(descriptor, piece);
      if (durable) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    discard(temporary);
    throw writeError(file, error);
  }
}

/** Opens a new file, and makes its folder where that is missing. */
function create(file: string): number {
  try {
    return openSync(file, 'wx');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'wx');
  }
}

/** Of this process and no other that writes to the same folder, perhaps from another machine. */
const OURS = randomBytes(6).toString('hex');
let temporaries = 0;

function temporaryBeside(file: string): string {
  temporaries += 1;
  return join(dirname(file), `.${OURS}-${temporaries}.tmp`);
}

/** What is left of a file that could not be written: nothing more can be done where that fails, too. */
function discard(file: string): void {
  try {
    unlinkIfThere(file);
  } catch {
    // The failure that led here is the one to tell.
  }
}

function unlinkIfThere(file: string): void {
  if (!existsSync(file)) return;
  try {
    unlinkSync(file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** How a brief's JSON ends: a file cut short or filled with zeros ends otherwise. */
const JSON_END = '}\n';

function isWhole(file: string): boolean {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'r');
    const tail = Buffer.alloc(JSON_END.length);
    readSync(descriptor, tail, 0, tail.length, Math.max(0, fstatSync(descriptor).size - tail.length));
    return tail.toString('latin1') === JSON_END;
  } catch {
    return false;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function writeError(file: string, cause: unknown): AdapterError {
  const code = codeOf(cause);
  const remedy =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'the disk is full: free some space, then run the same command again'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'the folder cannot be written: change its permissions, or name another with --out'
        : messageOf(cause);
  return new AdapterError(`cannot write ${file}: ${remedy}`, {
    adapter: 'files',
    code: 'unavailable',
    retryable: false,
    cause,
  });
}
