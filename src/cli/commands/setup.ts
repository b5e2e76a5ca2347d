import { createInterface } from 'node:readline/promises';
import { installApertium } from '../../adapters/translators/apertium/setup.ts';
import type { InstallResult } from '../../adapters/translators/apertium/setup.ts';
import { openModelStore } from '../../adapters/translators/bergamot/index.ts';
import type { ModelStore } from '../../adapters/translators/bergamot/index.ts';
import { fileReader } from '../../adapters/readers/files.ts';
import { adapterSetting } from '../../config/index.ts';
import {
  baseLanguage,
  canonicalLanguage,
  ConfigError,
  languageName,
  messageOf,
  UNDETERMINED,
} from '../../core/index.ts';
import type { LanguageTag } from '../../core/index.ts';
import { showDownloads } from '../download.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { settingsFrom } from '../session.ts';
import { createStatusLine, paintFor, printable } from '../terminal.ts';

interface Ready {
  readonly language: LanguageTag;
  /** What will translate it, or null. */
  readonly engine: 'bergamot' | 'apertium' | null;
  /** Why not, or what else would do it. */
  readonly note: string;
}

/**
 * `precis setup fr de`: a Bergamot model for each language where the registry can be reached, else Apertium from
 * Debian's packages, else what would do it.
 */
export async function setupCommand(io: Io, operands: string[], flags: Record<string, unknown>): Promise<number> {
  const setting = await adapterSetting(await settingsFrom(io, flags), io);
  const interrupted = new AbortController();
  const off = io.onInterrupt(() => interrupted.abort(new DOMException('interrupted', 'AbortError')));
  const { signal } = interrupted;
  const json = flags['json'] === true;
  const say = (line: string) => void io.stderr.write(`${line}\n`);
  try {
    const inputs = (flags['for'] as string[] | undefined) ?? [];
    const languages = await languagesOf(operands, inputs, signal);
    if (languages.length === 0) {
      throw new ConfigError(
        inputs.length > 0
          ? 'no foreign article was found there'
          : 'name languages (precis setup fr de), or articles with --for',
      );
    }
    say(`Making a translator ready for ${list(languages)}.`);
    const results = new Map<LanguageTag, Ready>();
    const engine = flags['engine'] as string | undefined;
    if (engine !== undefined && engine !== 'bergamot' && engine !== 'apertium') {
      throw new ConfigError(`--engine ${engine}: there is bergamot and apertium`);
    }

    if (engine !== 'apertium')
      await withBergamot(openModelStore(setting), languages, results, { io, signal, json, say });
    const left = languages.filter((language) => !results.has(language));
    if (left.length > 0 && engine !== 'bergamot')
      await withApertium(left, results, { io, signal, flags, say, offline: setting.offline });
    if (signal.aborted) return EXIT.interrupted;

    const shown = languages.map(
      (language): Ready => results.get(language) ?? { language, engine: null, note: elsewhere(language) },
    );
    if (json) io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    else report(shown, io);
    const ready = shown.filter((entry) => entry.engine !== null).length;
    return ready === shown.length ? EXIT.done : ready > 0 ? EXIT.problem : EXIT.usage;
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    off();
  }
}

/** The languages named, and those of the articles given with `--for`; English needs nothing. */
async function languagesOf(
  operands: readonly string[],
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<LanguageTag[]> {
  const languages = new Set<LanguageTag>();
  for (const operand of operands) {
    const tag = canonicalLanguage(operand);
    if (tag === null) throw new ConfigError(`"${operand}" is no language tag; use fr, de, pt-BR`);
    languages.add(baseLanguage(tag));
  }
  for await (const reference of inputs.length === 0 ? [] : fileReader().list(inputs, signal)) {
    try {
      languages.add(baseLanguage((await reference.load(signal)).language));
    } catch {
      // An input that cannot be read is the run's to report.
      signal.throwIfAborted();
    }
  }
  languages.delete('en');
  languages.delete(UNDETERMINED);
  return [...languages].sort();
}

interface BergamotSetting {
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly json: boolean;
  readonly say: (line: string) => void;
}

async function withBergamot(
  store: ModelStore,
  languages: readonly LanguageTag[],
  results: Map<LanguageTag, Ready>,
  { io, signal, json, say }: BergamotSetting,
): Promise<void> {
  const wanted: LanguageTag[] = [];
  for (const source of languages) {
    const model = await store.findModel({ source, target: 'en' });
    if (model === null) wanted.push(source);
    else results.set(source, { language: source, engine: 'bergamot', note: `model ${model.pair}, there already` });
  }
  if (wanted.length === 0) return;
  const { reachable, registries } = await store.reachable(signal);
  if (!reachable) {
    say(`Bergamot's models cannot be had: ${registries.map(({ host, problem }) => `${host}: ${problem}`).join('; ')}.`);
    return;
  }
  for (const source of wanted) {
    const status = createStatusLine(io.stderr, json);
    try {
      const model = await store.pullModel({ source, target: 'en' }, { signal, ...showDownloads(status) });
      results.set(source, { language: source, engine: 'bergamot', note: `model ${model.pair}, ${model.architecture}` });
    } catch (error) {
      signal.throwIfAborted();
      status.log(messageOf(error));
    } finally {
      status.stop();
    }
  }
}

interface ApertiumSetting {
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly flags: Record<string, unknown>;
  readonly offline: boolean;
  readonly say: (line: string) => void;
}

async function withApertium(
  languages: readonly LanguageTag[],
  results: Map<LanguageTag, Ready>,
  { io, signal, flags, offline, say }: ApertiumSetting,
): Promise<void> {
  const interactive = io.stdin.isTTY === true && io.stderr.isTTY === true && flags['input'] !== false;
  const paint = paintFor(io.stderr, io.env);
  const install = (yes: boolean): Promise<InstallResult> =>
    installApertium(languages, { yes, signal, interactive, onLine: (line) => say(paint.dim(`  ${printable(line)}`)) });

  let result = await install(flags['yes'] === true && !offline);
  if (result.outcome === 'needs-consent') {
    if (offline) {
      say(`Offline, so nothing is installed. With the network: ${result.command ?? ''}`);
    } else if (
      interactive &&
      (await agrees(io, `Install ${result.packages.join(' ')} now (Apertium, rough translations)? [y/N] `, signal))
    ) {
      result = await install(true);
    }
  }
  say(result.message);
  for (const language of result.ready) {
    results.set(language, {
      language,
      engine: 'apertium',
      note: 'rough translations: each brief says so and is for review',
    });
  }
  for (const language of languages) {
    if (results.has(language)) continue;
    const note =
      result.command !== null && !result.unsupported.includes(language)
        ? `run: ${result.command}`
        : elsewhere(language);
    results.set(language, { language, engine: null, note });
  }
}

async function agrees(io: Io, question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: io.stdin, output: io.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(question, { signal })).trim());
  } finally {
    terminal.close();
  }
}

/** What would do a language that no local engine at hand does. */
function elsewhere(language: LanguageTag): string {
  return `precis models pull ${language} where Mozilla's registry can be reached, --translator deepl with DEEPL_API_KEY, or --summariser ollama:MODEL`;
}

function report(results: readonly Ready[], io: Io): void {
  const paint = paintFor(io.stdout, io.env);
  const width = Math.max(...results.map(({ language }) => languageName(language).length));
  for (const { language, engine, note } of results) {
    const mark = engine === null ? paint.yellow('not ready') : paint.green('ready    ');
    io.stdout.write(
      `${mark}  ${languageName(language).padEnd(width)}  ${engine === null ? note : `${engine}: ${note}`}\n`,
    );
  }
}

function list(languages: readonly LanguageTag[]): string {
  return new Intl.ListFormat('en-GB').format(languages.map(languageName));
}
