import { existsSync } from 'node:fs';
import { fileReader } from '../../adapters/readers/files.ts';
import { createMemoryStore } from '../../adapters/stores/memory.ts';
import { openSqliteStore } from '../../adapters/stores/sqlite.ts';
import { adapterSetting, assemble, outputFiles } from '../../config/index.ts';
import type { Settings } from '../../config/index.ts';
import { addUsage, languageName, messageOf, NO_USAGE } from '../../core/index.ts';
import type { Store, Usage } from '../../core/index.ts';
import {
  createLedger,
  estimateArticle,
  settingsSignature,
  sumSteps,
  UnsupportedLanguageError,
} from '../../runner/index.ts';
import type { Ledger, StepEstimate } from '../../runner/index.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { cacheFile, DEFAULT_OUT, pathFrom, settingsFrom } from '../session.ts';
import { count, createStatusLine, dollars, duration, paintFor } from '../terminal.ts';

/** What a run would come to. */
interface Totals {
  articles: number;
  characters: number;
  done: number;
  /** Articles that need no request because the replies are stored. */
  cached: number;
  copies: number;
  unreadable: number;
  readonly languages: Record<string, number>;
  readonly skipped: Record<string, number>;
  readonly routes: Record<string, number>;
  readonly steps: Record<string, StepEstimate>;
}

/** `precis estimate INPUTS…` and `precis run --dry-run`: what it would cost and take. Sends nothing, writes nothing. */
export async function estimateCommand(io: Io, inputs: string[], flags: Record<string, unknown>): Promise<number> {
  const settings = await settingsFrom(io, flags);
  const assembly = await assemble(settings, io);
  const out = pathFrom(io, settings.out ?? DEFAULT_OUT);
  const cache = openIfThere(cacheFile(io));
  const ledgerStore = openIfThere(outputFiles(out).ledger);
  const interrupted = new AbortController();
  const off = io.onInterrupt(() => interrupted.abort(new DOMException('interrupted', 'AbortError')));
  const { signal } = interrupted;
  const limits = statedLimits(settings);
  const totals: Totals = {
    articles: 0,
    characters: 0,
    done: 0,
    cached: 0,
    copies: 0,
    unreadable: 0,
    languages: {},
    skipped: {},
    routes: {},
    steps: {},
  };
  const status = createStatusLine(io.stderr, flags['quiet'] === true || flags['json'] === true);
  try {
    const { prices } = await adapterSetting(settings, io);
    const options = { route: assembly.route, maxWords: assembly.maxWords, glossary: assembly.glossary };
    const signature = settingsSignature(assembly, options);
    const ledger = createLedger(ledgerStore);
    let recalled = 0;
    const recall = async (key: string): Promise<string | null> => {
      const stored = flags['force'] === true ? null : await cache.get(`reply/${key}`);
      if (stored !== null) recalled += 1;
      return stored === null ? null : (JSON.parse(stored) as { reply: string }).reply;
    };
    const reader = fileReader({ stdin: io.stdin, ...(assembly.from === undefined ? {} : { language: assembly.from }) });
    const texts = new Set<string>();
    status.start(() => `${count(totals.articles, 'article')} looked at`);
    for await (const reference of reader.list(inputs, signal)) {
      totals.articles += 1;
      try {
        if (
          flags['force'] !== true &&
          (await isDone(ledger, reference.path, signature, () => reference.fingerprint(signal)))
        ) {
          totals.done += 1;
          continue;
        }
        const article = await reference.load(signal);
        totals.characters += article.text.length;
        add(totals.languages, article.language);
        if (texts.has(article.sha256)) {
          totals.copies += 1;
          continue;
        }
        texts.add(article.sha256);
        recalled = 0;
        const estimate = await estimateArticle(article, assembly, options, prices, recall, signal);
        add(totals.routes, estimate.route);
        if (estimate.cached && recalled > 0) totals.cached += 1;
        Object.assign(totals.steps, sumSteps([...Object.values(totals.steps), ...estimate.steps]));
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof UnsupportedLanguageError) add(totals.skipped, error.language);
        else {
          totals.unreadable += 1;
          status.log(`precis: ${messageOf(error)}`);
        }
      }
    }
  } finally {
    status.stop();
    off();
    await Promise.all([assembly.close(), cache.close?.(), ledgerStore.close?.()]);
  }
  if (flags['json'] === true)
    io.stdout.write(`${JSON.stringify({ ...shown(totals), minutes: minutesByService(totals, limits) }, null, 2)}\n`);
  else io.stdout.write(`${page(totals, limits, io).join('\n')}\n`);
  return totals.articles === 0 ? EXIT.usage : EXIT.done;
}

/** The pace that the settings state for each service, a minute. */
type Limits = ReadonlyMap<string, { readonly requests: number; readonly units: number }>;

function statedLimits({ translator, summariser }: Settings): Limits {
  const limits = new Map<string, { requests: number; units: number }>();
  const read = (entry: unknown): void => {
    if (!Array.isArray(entry)) return;
    const [name, options] = entry as unknown[];
    if (typeof name !== 'string' || typeof options !== 'object' || options === null) {
      for (const each of entry) read(each);
      return;
    }
    const number = (key: string): number => {
      const value: unknown = Reflect.get(options, key);
      return typeof value === 'number' && value > 0 ? value : Infinity;
    };
    limits.set(name.split(':', 1)[0]!, { requests: number('requestsPerMinute'), units: number('unitsPerMinute') });
  };
  read(translator);
  read(summariser);
  return limits;
}

/** Minutes at the stated pace, or null where none is stated: then the service's own answers set it during the run. */
function minutesAtLimits(adapter: string, requests: number, usage: Usage, limits: Limits): number | null {
  const pace = limits.get(adapter.split(':', 1)[0]!);
  if (pace === undefined) return null;
  const units = usage.inputTokens + usage.outputTokens + usage.characters;
  const minutes = Math.max(requests / pace.requests, units / pace.units);
  return minutes > 0 ? minutes : null;
}

function minutesByService(totals: Totals, limits: Limits): Record<string, number | null> {
  const steps = Object.values(totals.steps);
  return Object.fromEntries(
    steps.map(({ adapter, requests, expected }) => [adapter, minutesAtLimits(adapter, requests, expected, limits)]),
  );
}

function timeAtLimits(adapter: string, requests: number, usage: Usage, limits: Limits): string {
  const minutes = minutesAtLimits(adapter, requests, usage, limits);
  return minutes === null ? 'time not known: no limit is set' : `${duration(minutes * 60_000)} at its limits`;
}

/** An estimate leaves no file behind: what is not there is taken as empty. */
function openIfThere(file: string): Store {
  return existsSync(file) ? openSqliteStore(file) : createMemoryStore();
}

async function isDone(
  ledger: Ledger,
  path: string,
  settings: string,
  fingerprint: () => Promise<string>,
): Promise<boolean> {
  const known = await ledger.article(path);
  if (known === null || known.settings !== settings || known.outcome === 'skipped' || known.outcome === 'failed')
    return false;
  return known.fingerprint === (await fingerprint());
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function shown(totals: Totals) {
  const steps = Object.values(totals.steps);
  const expected = steps.reduce((sum, step) => addUsage(sum, step.expected), NO_USAGE);
  const most = steps.reduce<number | null>(
    (sum, { mostUsd }) => (sum === null || mostUsd === null ? null : sum + mostUsd),
    0,
  );
  return { ...totals, expected, mostUsd: most };
}

function page(totals: Totals, limits: Limits, io: Io): string[] {
  const paint = paintFor(io.stdout, io.env);
  const { expected, mostUsd, steps } = shown(totals);
  const list = (counts: Record<string, number>, name: (key: string) => string) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([key, number]) => `${name(key)} ${number}`)
      .join(', ');
  const lines = [
    paint.bold(`${count(totals.articles, 'article')}, ${count(totals.characters, 'character')} to brief`),
    `Languages: ${list(totals.languages, languageName) || 'none'}`,
  ];
  if (totals.done > 0) lines.push(`Done already: ${totals.done}`);
  if (totals.copies > 0) lines.push(`Copies of another: ${totals.copies}`);
  if (totals.unreadable > 0) lines.push(`Cannot be read: ${totals.unreadable}`);
  if (Object.keys(totals.skipped).length > 0) lines.push(`No engine at hand: ${list(totals.skipped, languageName)}`);
  if (Object.keys(totals.routes).length > 0) lines.push(`Routes: ${list(totals.routes, (route) => route)}`);
  const services = Object.values(steps);
  if (services.length === 0) {
    lines.push(
      totals.cached > 0
        ? `Cost: nothing; every reply that is needed is stored already (${count(totals.cached, 'article')}).`
        : 'Cost: nothing; no request to a service is needed.',
    );
    return lines;
  }
  for (const { adapter, requests, expected: usage, mostUsd: most } of services) {
    const amounts = [
      count(requests, 'request'),
      usage.characters > 0 ? count(usage.characters, 'character') : null,
      usage.inputTokens > 0
        ? `${count(usage.inputTokens, 'token')} in, ${usage.outputTokens.toLocaleString('en-GB')} out`
        : null,
      `about ${dollars(usage.costUsd)}, at most ${dollars(most)}`,
      timeAtLimits(adapter, requests, usage, limits),
    ];
    lines.push(`${adapter}: ${amounts.filter((amount) => amount !== null).join(' · ')}`);
  }
  if (totals.cached > 0) lines.push(`Free, because the replies are stored: ${count(totals.cached, 'article')}`);
  lines.push(
    paint.bold(
      `Together about ${dollars(expected.costUsd)}, at most ${dollars(mostUsd)}. Repairs that the checks ask for come on top, within --max-cost.`,
    ),
  );
  return lines;
}
