/**
 * What a reply's headers say about pace. Read from the documentation, looked up on 2026-11-22:
 * Retry-After: RFC 9110, section 10.2.3; `retry-after-ms` and `x-ratelimit-*`:
 * https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers;
 * `anthropic-ratelimit-*`: https://docs.anthropic.com/en/api/rate-limits#response-headers;
 * `x-ratelimit-*-minute`: https://docs.mistral.ai/deployment/laplateforme/tier.
 */
export interface StatedLimit {
  readonly perMinute: number;
  /** What is left right now, or null where the service does not say. */
  readonly remaining: number | null;
}

export interface StatedLimits {
  readonly requests: StatedLimit | null;
  /** Tokens, for a language model. */
  readonly units: StatedLimit | null;
}

/**
 * How long the service asks to be left alone, in milliseconds, or null. `Retry-After` holds seconds or an HTTP date.
 * @param now wall clock in milliseconds since 1970, for dates
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const precise = number(headers.get('retry-after-ms'));
  if (precise !== null) return precise;
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  const seconds = number(value);
  if (seconds !== null) return seconds * 1000;
  // Date.parse makes a date of nearly anything; an HTTP date names day and month.
  const date = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(date)) return null;
  // A server's own Date header removes the difference between its clock and ours.
  const served = Date.parse(headers.get('date') ?? '');
  return Math.max(0, date - (Number.isNaN(served) ? now : served));
}

/** The limits that a reply states for this account and model. */
export function statedLimits(headers: Headers, now: number): StatedLimits {
  const requests =
    stated(
      headers,
      now,
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-reset-requests',
    ) ??
    stated(
      headers,
      now,
      'anthropic-ratelimit-requests-limit',
      'anthropic-ratelimit-requests-remaining',
      'anthropic-ratelimit-requests-reset',
    ) ??
    stated(headers, now, 'x-ratelimit-limit-req-minute', 'x-ratelimit-remaining-req-minute', '');
  const units =
    stated(headers, now, 'x-ratelimit-limit-tokens', 'x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens') ??
    stated(
      headers,
      now,
      'anthropic-ratelimit-tokens-limit',
      'anthropic-ratelimit-tokens-remaining',
      'anthropic-ratelimit-tokens-reset',
    ) ??
    stated(headers, now, 'x-ratelimit-limit-tokens-minute', 'x-ratelimit-remaining-tokens-minute', '');
  return { requests, units };
}

function stated(
  headers: Headers,
  now: number,
  limitName: string,
  remainingName: string,
  resetName: string,
): StatedLimit | null {
  const limit = number(headers.get(limitName));
  if (limit === null || limit <= 0) return null;
  const remaining = number(headers.get(remainingName));
  const resetMs = resetName === '' ? null : duration(headers.get(resetName), now);
  return { perMinute: limit * (60_000 / windowMs(limit, remaining, resetMs)), remaining };
}

/**
 * Over which time a limit holds: a minute, unless the time until all of it is back shows that it is longer
 * (OpenAI states limits per day in the same headers). Shorter times are too coarse to tell anything.
 */
function windowMs(limit: number, remaining: number | null, resetMs: number | null): number {
  if (resetMs === null || remaining === null || remaining >= limit || resetMs <= 60_000) return 60_000;
  return (resetMs * limit) / (limit - remaining);
}

/** `1s`, `6m0s`, `20ms`, `1.5` (seconds) or an RFC 3339 instant, in milliseconds. */
function duration(value: string | null, now: number): number | null {
  if (value === null || value.length > 40) return null;
  const seconds = number(value);
  if (seconds !== null) return seconds * 1000;
  if (/^\d{4}-/.test(value)) {
    const instant = Date.parse(value);
    return Number.isNaN(instant) ? null : Math.max(0, instant - now);
  }
  const scale: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  let total: number | null = null;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total = (total ?? 0) + Number(amount) * scale[unit!]!;
  }
  return total;
}

function number(value: string | null): number | null {
  if (value === null || !/^\s*\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)) return null;
  return Number(value);
}
