import { AdapterError } from '../../core/index.ts';
import { failureOfConnection, failureOfStatus, failureOfTimeout } from './failure.ts';
import type { Classify, FailureDetail, Origin } from './failure.ts';
import { retryAfterMs } from './headers.ts';
import { reasonOf } from './wait.ts';

/** How long Node's fetch waits for the head of an answer, and between two pieces of it, before it gives up by itself. */
const FETCH_PATIENCE_MS = 300_000;

/** The most bytes of a reply that are read. */
const REPLY_CAP_BYTES = 32 * 1024 * 1024;

export interface Sending {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  /** For messages. */
  readonly origin: Origin;
  readonly classify: Classify | undefined;
}

export type Attempt =
  | { readonly reply: string; readonly headers: Headers }
  | { readonly failure: FailureDetail; readonly headers: Headers | null }
  /** `sent`: whether the service may have got it. */
  | { readonly aborted: Error; readonly sent: boolean };

/** Sends one request, once, and says what became of it. Never throws. */
export async function attemptOnce(sending: Sending, signal: AbortSignal): Promise<Attempt> {
  if (signal.aborted) return { aborted: reasonOf(signal), sent: false };
  const { url, method, headers, body, timeoutMs, origin } = sending;
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  signal.addEventListener('abort', stop, { once: true });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  try {
    const dispatcher = timeoutMs > FETCH_PATIENCE_MS ? await patientDispatcher() : undefined;
    const response = await fetch(url, {
      ...(dispatcher === undefined ? {} : { dispatcher }),
      method,
      headers,
      body,
      signal: controller.signal,
      // A redirect could carry key and text to another host.
      redirect: 'manual',
    });
    const answer = await readCapped(response, origin.adapter);
    if (response.ok) return { reply: answer, headers: response.headers };
    const after = retryAfterMs(response.headers, Date.now());
    const failure = failureOfStatus(origin, response.status, answer, after, sending.classify);
    return { failure, headers: response.headers };
  } catch (error) {
    if (signal.aborted) return { aborted: reasonOf(signal), sent: true };
    if (error instanceof AdapterError) return { failure: { class: 'fatal', error, free: false }, headers: null };
    const failure = timedOut ? failureOfTimeout(origin, timeoutMs) : failureOfConnection(origin, error);
    return { failure, headers: null };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

let patient: Promise<RequestInit['dispatcher']> | null = null;

/** Leaves waiting to our own timeout. Loaded only for it: undici takes a tenth of a second. */
function patientDispatcher(): Promise<RequestInit['dispatcher']> {
  patient ??= import('undici').then(({ Agent }) => {
    // Node's own fetch takes it; its types know an older dispatcher.
    const agent: unknown = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return agent as RequestInit['dispatcher'];
  });
  return patient;
}

async function readCapped(response: Response, adapter: string): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    bytes += chunk.byteLength;
    if (bytes > REPLY_CAP_BYTES) {
      reader.cancel().catch(() => {});
      throw new AdapterError(
        `${adapter}: the answer is longer than ${REPLY_CAP_BYTES / 2 ** 20} MiB; is the address right?`,
        {
          adapter,
          code: 'bad-response',
          retryable: false,
        },
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
