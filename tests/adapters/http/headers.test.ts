import { describe, expect, it } from 'vitest';
import { retryAfterMs, statedLimits } from '../../../src/adapters/http/headers.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('retryAfterMs', () => {
  it.each([
    [{ 'retry-after': '90' }, 90_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:02:00 GMT' }, 120_000],
    // The server's clock is an hour ahead of ours.
    [{ 'retry-after': 'Sun, 22 Nov 2026 13:02:00 GMT', date: 'Sun, 22 Nov 2026 13:00:00 GMT' }, 120_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
  ])('%j → %j', (headers, expected) => {
    expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(expected);
  });
});

describe('statedLimits', () => {
  it('reads what OpenAI states', () => {
    const headers = new Headers({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-limit-tokens': '150000',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-tokens': '6ms',
    });
    expect(statedLimits(headers, NOW)).toEqual({
      requests: { perMinute: 60, remaining: 59 },
      units: { perMinute: 150_000, remaining: 149_984 },
    });
  });

  it('knows a limit per day by how long it takes to come back', () => {
    const headers = new Headers({
      'x-ratelimit-limit-requests': '200',
      'x-ratelimit-remaining-requests': '199',
      'x-ratelimit-reset-requests': '7m12s',
    });
    expect(statedLimits(headers, NOW).requests?.perMinute).toBeCloseTo(200 / 1440, 5);
  });

  it('reads what Anthropic states', () => {
    const headers = new Headers({
      'anthropic-ratelimit-requests-limit': '4000',
      'anthropic-ratelimit-requests-remaining': '3999',
      'anthropic-ratelimit-requests-reset': '2026-11-22T12:00:01Z',
      'anthropic-ratelimit-tokens-limit': '400000',
      'anthropic-ratelimit-tokens-remaining': '398000',
      'anthropic-ratelimit-tokens-reset': '2026-11-22T12:00:00Z',
    });
    expect(statedLimits(headers, NOW)).toEqual({
      requests: { perMinute: 4000, remaining: 3999 },
      units: { perMinute: 400_000, remaining: 398_000 },
    });
  });

  it('takes nonsense for nothing', () => {
    const headers = new Headers({ 'x-ratelimit-limit-requests': 'many', 'x-ratelimit-limit-tokens': '0' });
    expect(statedLimits(headers, NOW)).toEqual({ requests: null, units: null });
  });
});
