import { relative } from 'node:path';
import { parseFormats, writeDigest } from '../../digest/index.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { pathFrom } from '../session.ts';
import { count, printable } from '../terminal.ts';

/** `precis digest DIR`: makes the digest of a folder of briefs again, in the forms asked for. */
export async function digestCommand(io: Io, [dir]: string[], flags: Record<string, unknown>): Promise<number> {
  const abort = new AbortController();
  const close = io.onInterrupt(() => abort.abort(new DOMException('interrupted', 'AbortError')));
  try {
    const asked = flags['format'] as string | undefined;
    const { files, briefs, stories, problems } = await writeDigest(pathFrom(io, dir!), {
      formats: asked === undefined ? undefined : parseFormats(asked),
      originals: flags['originals'] !== false,
      signal: abort.signal,
    });
    for (const problem of problems) io.stderr.write(`precis: ${printable(problem)}\n`);
    if (flags['json'] === true) {
      io.stdout.write(`${JSON.stringify({ files, briefs, stories, problems })}\n`);
    } else {
      io.stderr.write(`${count(briefs, 'brief')} in ${count(stories, 'story', 'stories')}\n`);
      for (const file of files) io.stdout.write(`${relative(io.cwd, file) || file}\n`);
    }
    return problems.length > 0 ? EXIT.problem : EXIT.done;
  } finally {
    close();
  }
}
