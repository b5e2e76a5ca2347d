import { adapterSetting, listAdapters } from '../../config/index.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { settingsFrom } from '../session.ts';
import { paintFor } from '../terminal.ts';

/** `precis adapters`: every adapter, whether it is ready, and what it needs. */
export async function adaptersCommand(io: Io, _: string[], flags: Record<string, unknown>): Promise<number> {
  const listings = await listAdapters(await adapterSetting(await settingsFrom(io, flags), io));
  if (flags['json'] === true) {
    const shown = listings.map(({ name, kind, ready, needs, summary }) => ({ name, kind, ready, needs, summary }));
    io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return EXIT.done;
  }
  const paint = paintFor(io.stdout, io.env);
  const width = Math.max(...listings.map(({ name }) => name.length));
  for (const kind of ['translator', 'summariser'] as const) {
    io.stdout.write(`${paint.bold(kind === 'translator' ? 'Translators' : 'Summarisers')}\n`);
    for (const { name, ready, needs, summary } of listings.filter((listing) => listing.kind === kind)) {
      const mark = ready ? paint.green('ready') : paint.dim('     ');
      io.stdout.write(
        `  ${name.padEnd(width)}  ${mark}  ${summary}${ready ? '' : paint.dim(` (${needs.join('; ')})`)}\n`,
      );
    }
  }
  io.stdout.write('A service is used only where it is named with --translator, --summariser or in the settings.\n');
  return EXIT.done;
}
