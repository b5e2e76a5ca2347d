import { openModelStore } from '../../adapters/translators/bergamot/index.ts';
import { adapterSetting } from '../../config/index.ts';
import { canonicalLanguage, ConfigError, languageName, messageOf } from '../../core/index.ts';
import type { LanguagePair } from '../../core/index.ts';
import { showDownloads } from '../download.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { settingsFrom } from '../session.ts';
import { createStatusLine, paintFor } from '../terminal.ts';

const megabytes = (bytes: number | null) => (bytes === null ? '' : `${(bytes / 1e6).toFixed(1)} MB`);

/** `precis models list|pull|remove` */
export async function modelsCommand(
  io: Io,
  [action, ...languages]: string[],
  flags: Record<string, unknown>,
): Promise<number> {
  const store = openModelStore(await adapterSetting(await settingsFrom(io, flags), io));
  const interrupted = new AbortController();
  const off = io.onInterrupt(() => interrupted.abort(new DOMException('interrupted', 'AbortError')));
  const { signal } = interrupted;
  const json = flags['json'] === true;
  try {
    switch (action) {
      case 'list': {
        const installed = await store.listModels();
        const available = flags['available'] === true ? await store.availableModels(signal) : [];
        if (json) {
          io.stdout.write(`${JSON.stringify({ directory: store.directory, installed, available }, null, 2)}\n`);
          return EXIT.done;
        }
        const paint = paintFor(io.stdout, io.env);
        io.stdout.write(`${paint.dim(store.directory)}\n`);
        for (const { pair, architecture, bytes, pulledAt } of installed) {
          io.stdout.write(
            `${paint.green(pair)}  ${architecture}, ${megabytes(bytes)}, since ${pulledAt.slice(0, 10)}\n`,
          );
        }
        if (installed.length === 0) io.stdout.write('No model yet: precis models pull fr\n');
        for (const { pair, architecture, bytes } of available) {
          io.stdout.write(`${pair}  ${architecture} ${megabytes(bytes)} (can be pulled)\n`);
        }
        return EXIT.done;
      }
      case 'pull': {
        let failed = false;
        for (const pair of pairsOf(languages)) {
          const status = createStatusLine(io.stderr, json);
          try {
            const model = await store.pullModel(pair, { signal, refresh: true, ...showDownloads(status) });
            status.stop();
            if (json) io.stdout.write(`${JSON.stringify(model)}\n`);
            else io.stderr.write(`${model.pair}: ready, ${model.architecture}, ${megabytes(model.bytes)}\n`);
          } catch (error) {
            status.stop();
            if (signal.aborted) return EXIT.interrupted;
            failed = true;
            io.stderr.write(`precis: ${messageOf(error)}\n`);
          }
        }
        return failed ? EXIT.problem : EXIT.done;
      }
      case 'remove': {
        for (const pair of pairsOf(languages)) {
          const removed = await store.removeModel(pair, signal);
          const name = languageName(pair.source);
          io.stderr.write(
            removed.length === 0 ? `no model for ${name} was there\n` : `the model for ${name} is removed\n`,
          );
        }
        return EXIT.done;
      }
      case undefined:
      default:
        throw new ConfigError(`precis models ${action ?? ''}: there is list, pull and remove`);
    }
  } finally {
    off();
  }
}

/** @throws ConfigError where a language is none, or none is named */
function pairsOf(languages: readonly string[]): LanguagePair[] {
  if (languages.length === 0) throw new ConfigError('name languages, such as fr de');
  return languages.map((language) => {
    const source = canonicalLanguage(language);
    if (source === null) throw new ConfigError(`"${language}" is no language tag; use fr, de, pt-BR`);
    return { source, target: 'en' };
  });
}
