import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { InputError, isAbort, messageOf } from '../../core/errors.ts';

/** Raw bytes of one input. */
export interface InputSource {
  /** As it stands in messages. */
  readonly path: string;
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  fingerprint(signal: AbortSignal): Promise<string>;
  /** All bytes. @throws InputError where there are none, or more than `maxBytes` */
  read(maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
}

/** A file, read as a stream: a file that grows or a pipe cannot exceed the limit either. */
export function fileSource(path: string, file: string): InputSource {
  let pipe: InputSource | null = null;
  /** The bytes that the fingerprint was made of, for the reading that follows: both are of the same state of the file. */
  let kept: Uint8Array | null = null;
  /** The file's size in bytes, or the pipe that it is. */
  const source = (): InputSource | number => {
    if (pipe !== null) return pipe;
    const found = statSync(file);
    if (found.isDirectory()) throw new InputError(path, `${path}: is a folder`);
    if (found.isFile()) return found.size;
    // A pipe (`precis run <(…)`) can be read only once.
    return (pipe = streamSource(path, () => createReadStream(file)));
  };
  return {
    path,
    fingerprint: async (signal) => {
      try {
        const size = source();
        if (typeof size !== 'number') return await size.fingerprint(signal);
        if (size > KEPT_BYTES) return await hashOf(createReadStream(file, { signal, highWaterMark: 256 * 1024 }));
        kept = readFileSync(file);
        return createHash('sha256').update(kept).digest('hex');
      } catch (error) {
        throw inputError(path, error);
      }
    },
    read: async (maxBytes, signal) => {
      try {
        if (kept !== null) {
          const bytes = kept;
          kept = null;
          if (bytes.byteLength > maxBytes) throw tooLarge(path, maxBytes, bytes.byteLength);
          if (bytes.byteLength === 0) throw emptyInput(path);
          return bytes;
        }
        const size = source();
        if (typeof size !== 'number') return await size.read(maxBytes, signal);
        if (size > maxBytes) throw tooLarge(path, maxBytes, size);
        return await gather(createReadStream(file, { signal }), path, maxBytes);
      } catch (error) {
        throw inputError(path, error);
      }
    },
  };
}

/** Something that can be read once, such as stdin: kept in memory, because fingerprint and article both need it. */
export function streamSource(path: string, open: () => AsyncIterable<Uint8Array | string>): InputSource {
  let content: Promise<Uint8Array> | null = null;
  const bytes = async (limit: number): Promise<Uint8Array> => {
    content ??= gather(open(), path, limit);
    return await content;
  };
  return {
    path,
    fingerprint: async (signal) => {
      signal.throwIfAborted();
      return createHash('sha256')
        .update(await bytes(STREAM_LIMIT))
        .digest('hex');
    },
    read: async (maxBytes, signal) => {
      signal.throwIfAborted();
      const found = await bytes(Math.max(maxBytes, STREAM_LIMIT));
      if (found.byteLength > maxBytes) throw tooLarge(path, maxBytes, found.byteLength);
      if (found.byteLength === 0) throw emptyInput(path);
      return found;
    },
  };
}

/**
 * Files up to this size are read once for fingerprint and article, and in place: to hand the four system calls to other
 * threads takes five times as long as to make them.
 */
const KEPT_BYTES = 1_000_000;

/** A stream is cut off here even where only its fingerprint is asked for. */
const STREAM_LIMIT = 64 * 1024 * 1024;

async function hashOf(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

async function gather(stream: AsyncIterable<Uint8Array | string>, path: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    length += bytes.byteLength;
    if (length > maxBytes) throw tooLarge(path, maxBytes, null);
    chunks.push(bytes);
  }
  if (length === 0) throw emptyInput(path);
  return Buffer.concat(chunks);
}

function emptyInput(path: string): InputError {
  return new InputError(path, `${path}: is empty; remove it or fetch it again`);
}

function tooLarge(path: string, maxBytes: number, size: number | null): InputError {
  const actual = size === null ? 'is larger than' : `is ${megabytes(size)}, more than`;
  return new InputError(
    path,
    `${path}: ${actual} the limit of ${megabytes(maxBytes)} for one article; split it into single articles or raise the limit`,
  );
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.round(bytes / 100_000) / 10} MB`;
}

/** What a file system error means to the user. Aborts pass unchanged. */
export function inputError(path: string, error: unknown): Error {
  if (error instanceof InputError || (error instanceof Error && isAbort(error))) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  const because = (message: string): InputError => new InputError(path, `${path}: ${message}`, { cause: error });
  switch (code ?? '') {
    case 'ENOENT':
    case 'ENOTDIR':
      return because('no such file; check the name');
    case 'EACCES':
    case 'EPERM':
      return because('may not be read; give yourself the right to read it (chmod u+r)');
    case 'ELOOP':
      return because('is a link that leads in a circle; name the file itself');
    case 'ENAMETOOLONG':
      return because('the name is too long for the file system');
    case 'EMFILE':
    case 'ENFILE':
      return because('too many files are open; raise the limit (ulimit -n) or lower the concurrency');
    default:
      return because(`could not be read (${code ?? messageOf(error)}); check the disk and try again`);
  }
}
