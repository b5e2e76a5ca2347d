import { collectNames, namesCsv, readBatch } from '../../digest/index.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { pathFrom } from '../session.ts';
import { count, printable } from '../terminal.ts';

/** `precis names DIR`: the names of a batch with their renderings, inconsistent ones first. */
export async function namesCommand(io: Io, [dir]: string[], flags: Record<string, unknown>): Promise<number> {
  const abort = new AbortController();
  const close = io.onInterrupt(() => abort.abort(new DOMException('interrupted', 'AbortError')));
  try {
    const { briefs, problems } = await readBatch(pathFrom(io, dir!), abort.signal);
    const names = collectNames(briefs);
    for (const problem of problems) io.stderr.write(`precis: ${printable(problem)}\n`);
    if (flags['json'] === true) {
      io.stdout.write(`${JSON.stringify(names, null, 2)}\n`);
    } else if (flags['csv'] === true) {
      io.stdout.write(namesCsv(names));
    } else {
      for (const { source, language, renderings, consistent } of names) {
        const shown = renderings.map((rendering) => `${printable(rendering.text)} (${rendering.count})`).join(', ');
        io.stdout.write(`${consistent ? ' ' : '!'} ${printable(source)} [${language}]: ${shown}\n`);
      }
    }
    const odd = names.filter(({ consistent }) => !consistent).length;
    io.stderr.write(`${count(names.length, 'name')}, ${odd} rendered in more than one way\n`);
    return problems.length > 0 ? EXIT.problem : EXIT.done;
  } finally {
    close();
  }
}
