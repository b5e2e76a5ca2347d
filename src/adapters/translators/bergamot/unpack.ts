import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { codeOf } from './disk.ts';
import { LARGEST_RAW_BYTES, type OfferedFile } from './registry.ts';
import { TransferError } from './transfer.ts';

/** zstd is decoded in steps of this many compressed bytes, so that memory stays flat. */
const ZSTD_STEP_BYTES = 64 * 1024;

/**
 * Decompresses a downloaded file to `target` and checks it against what the registry says of it.
 * @returns size and SHA-256 of the decompressed bytes
 * @throws TransferError of kind `content` where the file is cut short, damaged, or not what was announced; or what
 *   the file system throws
 */
export async function unpack(
  part: string,
  target: string,
  file: OfferedFile,
  signal: AbortSignal,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  const largest = file.raw.size ?? LARGEST_RAW_BYTES;
  let size = 0;
  const handle = await open(target, 'w');
  const write = async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > largest) throw new TransferError('the file is larger than announced', { kind: 'content' });
      hash.update(chunk);
      for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten;
    }
  };
  try {
    const source = createReadStream(part, { highWaterMark: ZSTD_STEP_BYTES });
    if (file.compression === 'gzip') await pipeline(source, createGunzip(), write, { signal });
    else await pipeline(source, unzstd, write, { signal });
    await handle.sync();
  } catch (error) {
    if (isDamage(error)) {
      throw new TransferError(`the ${file.compression} file is cut short or damaged`, {
        kind: 'content',
        cause: error,
      });
    }
    throw error;
  } finally {
    await handle.close();
  }
  const sha256 = hash.digest('hex');
  if (file.raw.size !== null && size !== file.raw.size) {
    throw new TransferError(`the file has ${size} bytes instead of ${file.raw.size}`, { kind: 'content' });
  }
  if (file.raw.sha256 !== null && sha256 !== file.raw.sha256) {
    throw new TransferError('the file is not the one that was published (SHA-256 differs)', { kind: 'content' });
  }
  return { size, sha256 };
}

async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoded: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => decoded.push(chunk));
  for await (const chunk of source) {
    decoder.push(chunk);
    yield* decoded;
    decoded = [];
  }
  decoder.push(new Uint8Array(0), true);
  yield* decoded;
}

/** zlib names its errors `Z_…`; fzstd numbers its own, and on some garbage runs out of its tables. */
function isDamage(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  return /^(Z_|\d)/.test(codeOf(error));
}
