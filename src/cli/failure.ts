import { AdapterError, BudgetError, ConfigError, InputError, isAbort, messageOf } from '../core/index.ts';
import { EXIT } from './io.ts';
import type { Io } from './io.ts';
import { paintFor, printable } from './terminal.ts';

/** Says what ended the program, once, and gives its exit code. A stack only where the fault is our own. */
export function reportFailure(error: unknown, io: Io): number {
  const paint = paintFor(io.stderr, io.env);
  if (isAbort(error)) return EXIT.interrupted;
  const known =
    error instanceof ConfigError ||
    error instanceof AdapterError ||
    error instanceof InputError ||
    error instanceof BudgetError;
  io.stderr.write(`${paint.red('precis:')} ${printable(messageOf(error))}\n`);
  if (!known && error instanceof Error && error.stack !== undefined) {
    io.stderr.write(`${paint.dim(error.stack.split('\n').slice(1).join('\n'))}\nThis is a fault of precis.\n`);
  }
  return EXIT.usage;
}
