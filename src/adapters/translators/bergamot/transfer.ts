import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { codeOf } from './disk.ts';

/** A request or a file of a registry failed. The message says what, without the address: the caller knows which. */
export class TransferError extends Error {
  /** Whether trying again may help. */
  readonly retryable: boolean;
  /** `content`: what came is not what was asked for. `transport`: nothing usable came. */
  readonly kind: 'transport' | 'content';
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    detail: { kind?: 'content'; retryable?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause });
    this.kind = detail.kind ?? 'transport';
    this.retryable = detail.retryable ?? false;
    this.retryAfterMs = detail.retryAfterMs;
  }
}

export interface Patience {
  /** Until a connection stands. @default 5000 */
  readonly connectTimeoutMs: number;
  /** Without a byte. @default 20000 */
  readonly idleTimeoutMs: number;
}

const MAX_REDIRECTS = 3;

/**
 * One GET. Node's own client rather than `fetch`, which undoes a `Content-Encoding` by itself: ranges and hashes are
 * about the stored bytes.
 * @returns the answer whatever its status, redirects aside; its body must be read or destroyed
 */
export async function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  patience: Patience,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let address = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await getOnce(address, headers, patience, signal);
    const location = answer.headers.location;
    if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0)) return answer;
    answer.destroy();
    const next = URL.canParse(location, address.href) ? new URL(location, address) : null;
    if (next === null || (next.protocol !== 'https:' && next.origin !== url.origin)) {
      throw new TransferError('the answer leads to an address that is not https', { kind: 'content' });
    }
    address = next;
  }
  throw new TransferError(`the answer leads on more than ${MAX_REDIRECTS} times`, { kind: 'content' });
}

function getOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { connectTimeoutMs, idleTimeoutMs }: Patience,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, { headers: { 'user-agent': 'precis', ...headers }, signal, timeout: idleTimeoutMs });
    const giveUp = (what: string) => request.destroy(new TransferError(what, { retryable: true }));
    const timer = setTimeout(() => giveUp(`no connection within ${connectTimeoutMs / 1000} s`), connectTimeoutMs);
    request.on('socket', (socket: Socket) => {
      if (!socket.connecting) clearTimeout(timer);
      else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => clearTimeout(timer));
    });
    request.on('timeout', () => giveUp(`no byte for ${idleTimeoutMs / 1000} s`));
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(asTransferError(error, signal));
    });
    request.on('response', (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    request.end();
  });
}

/** What a network failure is called in a message. */
export function asTransferError(error: unknown, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason instanceof Error ? signal.reason : new DOMException('stopped', 'AbortError');
  if (error instanceof TransferError) return error;
  const code = codeOf(error);
  const unreachable = UNREACHABLE.has(code) || code.startsWith('ERR_TLS') || code.startsWith('CERT_');
  const what = unreachable ? 'cannot be reached' : 'broke the connection off';
  return new TransferError(`${what} (${code || 'no reason given'})`, { retryable: !unreachable, cause: error });
}

/** Nobody there, or no way there: trying again in a second will not change it. */
const UNREACHABLE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

/** The failure that a status means, or null for 200 and 206. */
export function statusFailure(answer: IncomingMessage): TransferError | null {
  const status = answer.statusCode ?? 0;
  if (status === 200 || status === 206) return null;
  const retryable = status === 429 || status === 408 || status >= 500;
  const seconds = Number(answer.headers['retry-after']);
  return new TransferError(`answered with status ${status}`, {
    retryable,
    retryAfterMs: retryable && Number.isFinite(seconds) ? seconds * 1000 : undefined,
  });
}

/** What lets a resumed transfer know that the file is still the same: a strong ETag, else the date, else null. */
export function validatorOf(headers: IncomingHttpHeaders): string | null {
  const etag = headers.etag;
  if (etag !== undefined && !etag.startsWith('W/')) return etag;
  return headers['last-modified'] ?? null;
}
