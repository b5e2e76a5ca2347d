import { AdapterError } from '../../core/index.ts';
import type { AdapterErrorCode } from '../../core/index.ts';
import type { FailureClass } from './governor.ts';
import { quotable, redact } from './redact.ts';

/** What an adapter knows better than the status: which class and code this answer really is; null for no opinion. */
export type Classify = (status: number, body: string) => { class: FailureClass; code: AdapterErrorCode } | null;

export interface FailureDetail {
  readonly class: FailureClass;
  readonly error: AdapterError;
  /** Whether the service certainly charged nothing. */
  readonly free: boolean;
}

/** Who asked whom, for messages. */
export interface Origin {
  readonly adapter: string;
  readonly host: string;
  /** The environment variable that holds the key, or null where the service needs none. */
  readonly keyName: string | null;
  readonly texts: readonly string[];
}

/** What became of an answer whose status is not 2xx. */
export function failureOfStatus(
  origin: Origin,
  status: number,
  body: string,
  retryAfterMs: number | null,
  classify: Classify | undefined,
): FailureDetail {
  const { class: failureClass, code } = classify?.(status, body) ?? classOfStatus(status, body);
  const said = quotable(messageIn(body), origin.texts);
  const answer = said === null ? String(status) : `${status}: ${said}`;
  const error = new AdapterError(`${origin.adapter}: ${wording(origin, code, status, answer, retryAfterMs)}`, {
    adapter: origin.adapter,
    code,
    retryable: failureClass !== 'fatal',
    status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
  return { class: failureClass, error, free: status < 500 || status === 529 };
}

/** What became of a request that got no answer: no connection, a closed socket. */
export function failureOfConnection(origin: Origin, cause: unknown): FailureDetail {
  const code = systemCode(cause);
  const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'];
  const untrusted = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code);
  const free = untrusted || unsent.includes(code);
  const what = untrusted
    ? `the certificate of ${origin.host} is not trusted (${code}); set NODE_EXTRA_CA_CERTS to your authority's file`
    : free
      ? `cannot reach ${origin.host} (${code}); is it running, and is the address right?`
      : `the connection to ${origin.host} broke (${code}); try again later`;
  const error = new AdapterError(`${origin.adapter}: ${what}`, {
    adapter: origin.adapter,
    code: 'unavailable',
    retryable: !untrusted,
  });
  return { class: untrusted ? 'fatal' : 'server', error, free };
}

export function failureOfTimeout(origin: Origin, timeoutMs: number): FailureDetail {
  const error = new AdapterError(
    `${origin.adapter}: no full answer from ${origin.host} within ${timeoutMs / 1000} s; raise timeoutMs or try later`,
    { adapter: origin.adapter, code: 'timeout', retryable: true },
  );
  return { class: 'server', error, free: false };
}

function classOfStatus(status: number, body: string): { class: FailureClass; code: AdapterErrorCode } {
  const quota = /insufficient_quota|dailyLimitExceeded|credit balance is too low/.test(body.slice(0, 4000));
  if (status === 402 || status === 456 || (quota && status < 500)) return { class: 'fatal', code: 'quota' };
  if (status === 429 || status === 529) return { class: 'rate', code: 'rate-limited' };
  // Google answers 403 where others answer 429.
  if (status === 403 && /rate ?limit ?exceeded/i.test(body.slice(0, 4000)))
    return { class: 'rate', code: 'rate-limited' };
  if (status === 401 || status === 403 || status === 407) return { class: 'fatal', code: 'unauthorised' };
  if (status === 408) return { class: 'server', code: 'timeout' };
  if (status >= 500) return { class: 'server', code: 'unavailable' };
  return { class: 'fatal', code: 'bad-request' };
}

function wording(
  origin: Origin,
  code: AdapterErrorCode,
  status: number,
  answer: string,
  retryAfterMs: number | null,
): string {
  const { host, keyName } = origin;
  switch (code) {
    case 'unauthorised':
      return keyName === null
        ? `${host} refused access (${answer}); check what it asks of its callers`
        : `the service refused the key (${answer}); set ${keyName} to a valid key`;
    case 'quota':
      return `the account's quota is used up (${answer}); raise it at the service, wait for its next period, or name a second service to fall back on`;
    case 'rate-limited': {
      const when = retryAfterMs === null ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} s`;
      return `${host} asks to slow down (${answer}); run it again ${when}, or set concurrency or requestsPerMinute lower`;
    }
    case 'unavailable':
      return `${host} is not available (${answer}); try again later, what is done is kept`;
    case 'timeout':
      return `${host} gave up waiting (${answer}); try again later`;
    case 'unsupported-language':
      return `the service does not do this language (${answer}); name another translator for it`;
    case 'refused':
      return `the service declined this text (${answer})`;
    case 'bad-response':
    case 'truncated':
      return `the answer cannot be used (${answer})`;
    case 'bad-request':
      break;
  }
  if (status >= 300 && status < 400) return `${host} redirects elsewhere (${status}); give the final address as url`;
  if (status === 404) return `${host} knows no such address or model (${answer}); check url and model`;
  if (status === 413) return `the request is too long for ${host} (${answer}); set smaller limits`;
  return `${host} refused the request (${answer}); check the adapter's options`;
}

/** The service's own words in an error body of any of the usual shapes; empty where there are none. */
export function messageIn(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return '';
  }
  if (Array.isArray(value)) value = value[0];
  for (let depth = 0; depth < 3; depth++) {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) return '';
    const object: object = value;
    const name = ['error', 'message', 'detail', 'title'].find((field) => field in object);
    value = name === undefined ? undefined : Reflect.get(object, name);
  }
  return typeof value === 'string' ? value : '';
}

function systemCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code: unknown = Reflect.get(cause, 'code');
    if (typeof code === 'string' && code !== '') return redact(code);
    const nested: unknown = Reflect.get(cause, 'errors');
    if (Array.isArray(nested) && nested.length > 0) return systemCode(nested[0]);
  }
  return 'no answer';
}
