import { z } from 'zod';
import { AdapterError, ConfigError } from '../../core/index.ts';
import type { Endpoint } from './exchange.ts';

/** Settings that every remote adapter takes; spread into its own `z.strictObject`. */
export const connectionOptions = {
  /** The service's limits where they are known; otherwise read from its replies or found by trying. */
  requestsPerMinute: z.number().positive().optional(),
  /** Tokens for a language model, characters for a translation service. */
  unitsPerMinute: z.number().positive().optional(),
  /** The most requests in flight. Given, it is used from the start; else the number in flight is found. */
  concurrency: z.int().min(1).max(1000).optional(),
  /** Milliseconds for one attempt. */
  timeoutMs: z.int().min(1).max(3_600_000).optional(),
  /** Milliseconds from the first attempt by which the answer must be there. */
  deadlineMs: z.int().min(1).max(86_400_000).optional(),
  /** The most attempts, the first included. */
  attempts: z.int().min(1).max(50).optional(),
};

const connectionSchema = z.object(connectionOptions);

/** The part of an `Endpoint` that `connectionOptions` decide. */
export function pacing(
  options: z.infer<typeof connectionSchema>,
): Pick<Endpoint, 'limits' | 'timeoutMs' | 'deadlineMs' | 'attempts'> {
  const { requestsPerMinute, unitsPerMinute, concurrency, timeoutMs, deadlineMs, attempts } = options;
  return { limits: { requestsPerMinute, unitsPerMinute, concurrency }, timeoutMs, deadlineMs, attempts };
}

/** Checks an adapter's options. @throws ConfigError that names the option and what it should be */
export function parseOptions<S extends z.ZodType>(adapter: string, schema: S, options: unknown): z.output<S> {
  const result = schema.safeParse(options);
  if (result.success) return result.data;
  throw new ConfigError(`${adapter}: wrong options: ${issues(result.error)}`);
}

/**
 * Reads a reply as JSON of a certain shape. Neither the reply nor the parser's own words reach the message: both
 * hold text.
 * @throws AdapterError with code `bad-response`
 */
export function parseReply<S extends z.ZodType>(adapter: string, schema: S, reply: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(reply);
  } catch {
    throw badResponse(adapter, 'the answer is not JSON; is the address right?');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw badResponse(adapter, `the answer has not the documented shape: ${issues(result.error)}`);
}

export function badResponse(adapter: string, message: string): AdapterError {
  return new AdapterError(message, { adapter, code: 'bad-response', retryable: true });
}

function issues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`))
    .join('; ');
}
