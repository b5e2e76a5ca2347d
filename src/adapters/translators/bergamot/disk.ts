import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ConfigError } from '../../../core/index.ts';
import { reasonOf } from '../../http/wait.ts';

/** The code of a failure of the system (`ENOENT`) or of a library, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** The entries of a directory; none where it does not exist. */
export async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** SHA-256 of a file in lower-case hexadecimal, or null where it does not exist. */
export async function hashOf(path: string, signal: AbortSignal): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    const chunks: AsyncIterable<Buffer> = createReadStream(path, { signal });
    for await (const chunk of chunks) hash.update(chunk);
  } catch (error) {
    if (isMissing(error)) return null;
    throw signal.aborted ? reasonOf(signal) : error;
  }
  return hash.digest('hex');
}

/** Moves it out of sight first, so that nobody finds half of it. */
export async function removeDirectory(directory: string): Promise<void> {
  const aside = join(directory, '..', `.removed-${process.pid}-${basename(directory)}`);
  try {
    await rename(directory, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

export async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flush: true });
}

/** Makes a rename survive a power cut; some systems cannot, and then it is as good as they are. */
export async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows does not open directories.
  }
}

const DISK_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free about 100 MB a language',
  EDQUOT: 'the disk quota is used up: free about 100 MB a language',
  EACCES: 'it may not be written to: change its owner or rights',
  EPERM: 'it may not be written to: change its owner or rights',
  EROFS: 'it is on a read-only file system',
  ENOTDIR: 'a part of this path is a file',
  EEXIST: 'a part of this path is a file',
  EISDIR: 'a file of the store is a directory: remove it',
};

/** A failure of the file system in words, or null where it is none. */
export function diskError(error: unknown, directory: string): ConfigError | null {
  const problem = DISK_PROBLEMS[codeOf(error)];
  if (problem === undefined) return null;
  return new ConfigError(`bergamot: cannot store a model in ${directory}: ${problem}, or choose another directory`, {
    cause: error,
  });
}
