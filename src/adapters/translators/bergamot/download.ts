import { type FileHandle, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { reasonOf, wait } from '../../http/wait.ts';
import { codeOf, hashOf } from './disk.ts';
import { LARGEST_COMPRESSED_BYTES, type OfferedFile } from './registry.ts';
import { type Patience, TransferError, asTransferError, get, statusFailure, validatorOf } from './transfer.ts';

export interface DownloadSettings extends Patience {
  /** The most tries in a row that bring nothing new. */
  readonly tries: number;
  /** Before the second try; doubles each time. */
  readonly backoffMs: number;
}

/** What stands beside a `.part` file, so that another process can go on with it. */
const noteSchema = z.object({ url: z.string(), validator: z.string().nullable(), total: z.int().nullable() });
type PartNote = z.infer<typeof noteSchema>;

/** The server asked to be left alone for longer: then the other registry is the better way. */
const LONGEST_RETRY_AFTER_MS = 30_000;
/** A link that breaks again and again is given up even if each try brings a little. */
const MOST_TRIES = 50;

const MAGIC: Readonly<Record<OfferedFile['compression'], Buffer>> = {
  gzip: Buffer.from([0x1f, 0x8b]),
  zstd: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
};

/**
 * Brings a file of a registry to `part`, going on where an earlier try stopped, and checks its SHA-256 where it is
 * known. Bytes go to the disk as they come.
 * @param onBytes told how many bytes are there, and how many there will be (null where nobody says)
 * @throws TransferError; or what the file system throws (`ENOSPC`), or the signal's reason
 */
export async function downloadFile(
  file: OfferedFile,
  part: string,
  settings: DownloadSettings,
  onBytes: (received: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  for (let attempt = 1; ; attempt++) {
    const before = await sizeOf(part);
    try {
      await transfer(file, part, settings, onBytes, signal);
      await checkHash(file, part, before > 0, signal);
      return;
    } catch (error) {
      if (signal.aborted) throw reasonOf(signal);
      if (!(error instanceof TransferError) || !error.retryable || attempt >= MOST_TRIES) throw error;
      failures = (await sizeOf(part)) > before ? 1 : failures + 1;
      if (failures >= settings.tries || (error.retryAfterMs ?? 0) > LONGEST_RETRY_AFTER_MS) throw error;
      await wait(error.retryAfterMs ?? settings.backoffMs * 2 ** (failures - 1), signal);
    }
  }
}

/** Removes a partial file and its note. */
export async function removePart(part: string): Promise<void> {
  await Promise.all([rm(part, { force: true }), rm(noteOf(part), { force: true })]);
}

const noteOf = (part: string) => `${part}.json`;

async function transfer(
  file: OfferedFile,
  part: string,
  settings: DownloadSettings,
  onBytes: (received: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<void> {
  const note = await readNote(part, file);
  const size = await sizeOf(part);
  const knownTotal = file.compressed.size ?? note?.total ?? null;
  if (note !== null && size > 0 && size === knownTotal) {
    onBytes(size, knownTotal);
    return;
  }
  // Without a validator only a known hash can show that both halves are of one file.
  const resumable = note !== null && (note.validator !== null || file.compressed.sha256 !== null);
  const start = resumable && (knownTotal === null || size < knownTotal) ? size : 0;
  const headers: Record<string, string> = { 'accept-encoding': file.compression === 'gzip' ? 'gzip' : 'identity' };
  if (start > 0) {
    headers['range'] = `bytes=${start}-`;
    if (note?.validator != null) headers['if-range'] = note.validator;
  }
  const answer = await get(file.url, headers, settings, signal);
  try {
    const { from, total } = await placeOf(answer, start, part, file);
    await writeFile(
      noteOf(part),
      JSON.stringify({ url: file.url.href, validator: validatorOf(answer.headers), total }),
    );
    const end = await writeBody(answer, file, part, from, total, onBytes, signal);
    if (total !== null && end < total) throw new TransferError('the transfer broke off', { retryable: true });
  } finally {
    answer.destroy();
  }
}

/** Where in the file the answer's body starts, and how long the whole file is. */
async function placeOf(
  answer: IncomingMessage,
  start: number,
  part: string,
  file: OfferedFile,
): Promise<{ from: number; total: number | null }> {
  if (answer.statusCode === 416) {
    await removePart(part);
    throw new TransferError('the file on the server has changed', { retryable: true });
  }
  const failure = statusFailure(answer);
  if (failure !== null) throw failure;
  if (/^text\/html/i.test(answer.headers['content-type'] ?? '')) throw webPage();
  const length = answer.headers['content-length'];
  let from = 0;
  let total = length === undefined ? null : Number(length);
  if (answer.statusCode === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers['content-range'] ?? '');
    if (range === null || Number(range[1]) !== start) {
      await removePart(part);
      throw new TransferError('the server sent another part of the file than was asked for', { retryable: true });
    }
    from = start;
    total = Number(range[2]);
  }
  const expected = file.compressed.size;
  if (total !== null && expected !== null && total !== expected) {
    throw new TransferError(`the file has ${total} bytes instead of ${expected}`, { kind: 'content' });
  }
  if (total !== null && total > LARGEST_COMPRESSED_BYTES) throw tooLarge();
  return { from, total: total ?? expected };
}

async function writeBody(
  answer: IncomingMessage,
  file: OfferedFile,
  part: string,
  from: number,
  total: number | null,
  onBytes: (received: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<number> {
  const handle = await open(part, from === 0 ? 'w' : 'a');
  let position = from;
  try {
    for await (const chunk of bodyOf(answer, signal)) {
      if (position === 0) checkMagic(chunk, file.compression);
      position += chunk.length;
      if (position > Math.min(total ?? LARGEST_COMPRESSED_BYTES, LARGEST_COMPRESSED_BYTES)) throw tooLarge();
      await writeAll(handle, chunk);
      onBytes(position, total);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return position;
}

async function* bodyOf(answer: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    const chunks: AsyncIterable<Buffer> = answer;
    yield* chunks;
  } catch (error) {
    throw asTransferError(error, signal);
  }
}

async function writeAll(handle: FileHandle, chunk: Buffer): Promise<void> {
  let written = 0;
  while (written < chunk.length) written += (await handle.write(chunk, written)).bytesWritten;
}

function checkMagic(chunk: Buffer, compression: OfferedFile['compression']): void {
  const magic = MAGIC[compression];
  const head = chunk.subarray(0, magic.length);
  if (magic.subarray(0, head.length).equals(head)) return;
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(chunk.subarray(0, 200).toString('latin1'))) throw webPage();
  throw new TransferError(`what came is not a ${compression} file`, { kind: 'content' });
}

const webPage = () =>
  new TransferError('a web page came instead of the file: a proxy or a sign-in page may stand in between', {
    kind: 'content',
  });

const tooLarge = () => new TransferError('the file is larger than any model can be', { kind: 'content' });

/** A file that was put together from several tries gets one more from the start. */
async function checkHash(file: OfferedFile, part: string, resumed: boolean, signal: AbortSignal): Promise<void> {
  const expected = file.compressed.sha256;
  if (expected === null) return;
  if ((await hashOf(part, signal)) === expected) return;
  await removePart(part);
  throw new TransferError('the file is not the one that was published (SHA-256 differs)', {
    kind: 'content',
    retryable: resumed,
  });
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** The note beside a partial file, or null where it is missing, broken, or about another address. */
async function readNote(part: string, file: OfferedFile): Promise<PartNote | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(noteOf(part), 'utf8')));
    return note.url === file.url.href ? note : null;
  } catch {
    return null;
  }
}
