import picocolors from 'picocolors';
import type { Io } from './io.ts';

export type Paint = ReturnType<typeof picocolors.createColors>;

/** Colours for a stream: `NO_COLOR` and `TERM=dumb` turn them off, `FORCE_COLOR` on; a pipe has none. */
export function paintFor(stream: { readonly isTTY?: boolean }, env: Io['env']): Paint {
  const off = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  const forced = (env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0';
  return picocolors.createColors(!off && (forced || stream.isTTY === true));
}

/** Text of unknown origin for a terminal: control characters, which could move the cursor or lie, become visible. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to show
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === '\n' || character === '\t' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `3.2 s`, `4 min 10 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `$0.0042`, `$12.30`; `unknown cost` for null. */
export function dollars(amount: number | null): string {
  if (amount === null) return 'unknown cost';
  return amount !== 0 && amount < 0.1 ? `$${amount.toFixed(4)}` : `$${amount.toFixed(2)}`;
}

/** `1 article`, `2 articles`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? singular : plural}`;
}

/** How often the state is told where it cannot be redrawn, in milliseconds. */
const LINE_INTERVAL_MS = 10_000;
const REDRAW_INTERVAL_MS = 100;

/** One line that tells how far things are: redrawn on a terminal, repeated every 10 s elsewhere. */
export interface StatusLine {
  /** Shows `text()` from now on. */
  start(text: () => string): void;
  /** Writes a line for good, above the status. */
  log(line: string): void;
  stop(): void;
}

export function createStatusLine(stream: Io['stderr'], quiet: boolean): StatusLine {
  const live = stream.isTTY === true;
  let timer: NodeJS.Timeout | null = null;
  let current: (() => string) | null = null;
  const clear = () => {
    if (live && current !== null) stream.write('\r\u001b[K');
  };
  const draw = () => {
    if (current === null) return;
    const width = Math.max(20, (stream.columns ?? 80) - 1);
    stream.write(live ? `\r\u001b[K${current().slice(0, width)}` : `${current()}\n`);
  };
  return {
    start(text) {
      if (quiet) return;
      current = text;
      if (live) draw();
      timer = setInterval(draw, live ? REDRAW_INTERVAL_MS : LINE_INTERVAL_MS);
      timer.unref();
    },
    log(line) {
      clear();
      stream.write(`${line}\n`);
      if (live) draw();
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      clear();
      current = null;
    },
  };
}
