/**
 * The settings, the command line or the machine are wrong: nothing can be done until the user mends them.
 * Stops the run; exit code 2.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** One input could not be read. Costs that article only. The message names the file, the cause and the way out. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/** The budget does not cover the next request: the run ends cleanly and can be resumed. Never retried. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
}

/** What is wrong with a finding-laden brief is a finding, not an error: these are failures of a service or engine. */
export type AdapterErrorCode =
  | 'unauthorised'
  | 'rate-limited'
  | 'unavailable'
  | 'timeout'
  | 'bad-request'
  | 'bad-response'
  | 'truncated'
  | 'refused'
  | 'unsupported-language'
  | 'quota';

export interface AdapterErrorDetail {
  readonly adapter: string;
  readonly code: AdapterErrorCode;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** How long the service asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** HTTP status where there was one. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/**
 * A translator, summariser, reader, writer or store failed. The message says who, what, and the way out, and holds
 * neither a key nor article text: `deepl: the service refused the key (401); set DEEPL_API_KEY`.
 */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
  readonly adapter: string;
  readonly code: AdapterErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(message: string, detail: AdapterErrorDetail) {
    super(message.startsWith(`${detail.adapter}: `) ? message : `${detail.adapter}: ${message}`, {
      cause: detail.cause,
    });
    this.adapter = detail.adapter;
    this.code = detail.code;
    this.retryable = detail.retryable;
    this.retryAfterMs = detail.retryAfterMs;
    this.status = detail.status;
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether this is the abort of a signal rather than a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
