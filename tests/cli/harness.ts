import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Given {
  readonly stdin?: string;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** A home without settings, models or cache, so that nothing of the developer's machine is used. */
export const emptyHome = mkdtempSync(join(tmpdir(), 'precis-home-'));

/** One invocation in this process. */
export async function precis(argv: readonly string[], given: Given = {}): Promise<Result> {
  const output = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk: Buffer, _, done) {
        output[name] += chunk.toString();
        done();
      },
    });
  const code = await main(argv, {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    stdin: Readable.from(given.stdin === undefined ? [] : [Buffer.from(given.stdin)]),
    env: { HOME: emptyHome, PATH: '/nowhere', ...given.env },
    cwd: given.cwd ?? emptyHome,
    onInterrupt: () => () => {},
  });
  return { code, ...output };
}

/** The NDJSON of a stream. */
export function lines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
