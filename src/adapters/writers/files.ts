import { randomBytes } from 'node:crypto';
import { existsSync, writeFile as writeFileWithCallback } from 'node:fs';
import { mkdir, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AdapterError, BRIEF_SCHEMA, CONTRACT, messageOf } from '../../core/index.ts';
import type { Brief, Writer } from '../../core/index.ts';
import { briefMarkdown } from './markdown.ts';

// A file handle of fs/promises takes more time than the system calls behind it: with two files an article, that adds up.
const writeWhole = promisify(writeFileWithCallback);

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

  async function removeFrom(id: string, held: boolean): Promise<void> {
    for (const extension of ['md', 'json']) await unlinkIfThere(placeOf(id, extension, held));
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
      await removeFrom(brief.id, !held);
    },
    async remove(id) {
      await removeFrom(id, false);
      await removeFrom(id, true);
    },
    async has(id) {
      return (await isWhole(placeOf(id, 'json', false))) || (await isWhole(placeOf(id, 'json', true)));
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
 * @param content in one piece, or in several that are written one after the other
 * @param durable whether the new content must survive a power cut; costs an fsync
 * @throws AdapterError where the disk is full or the folder cannot be written
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array | Iterable<string>,
  durable = false,
): Promise<void> {
  const temporary = join(dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const pieces = typeof content !== 'string' && !(content instanceof Uint8Array);
    if (durable || pieces) await writeByHandle(temporary, content, durable);
    else await inFolder(temporary, () => writeWhole(temporary, content, { flag: 'wx' }));
    await rename(temporary, file);
  } catch (error) {
    await unlinkIfThere(temporary).catch(() => {});
    throw writeError(file, error);
  }
}

async function writeByHandle(file: string, content: string | Uint8Array | Iterable<string>, durable: boolean) {
  const handle = await inFolder(file, () => open(file, 'wx'));
  try {
    await writeFile(handle, content);
    if (durable) await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the file's folder where it is missing. */
async function inFolder<T>(file: string, create: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(file), { recursive: true });
    return create();
  }
}

async function unlinkIfThere(file: string): Promise<void> {
  if (!existsSync(file)) return;
  try {
    await unlink(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** How a brief's JSON ends: a file cut short or filled with zeros ends otherwise. */
const JSON_END = '}\n';

async function isWhole(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const tail = Buffer.alloc(JSON_END.length);
      await handle.read(tail, 0, tail.length, Math.max(0, size - tail.length));
      return tail.toString('latin1') === JSON_END;
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

function writeError(file: string, cause: unknown): AdapterError {
  const { code } = cause as NodeJS.ErrnoException;
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
