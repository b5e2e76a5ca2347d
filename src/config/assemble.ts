import { isAbsolute, join, resolve } from 'node:path';
import { canonicalLanguage, ConfigError } from '../core/index.ts';
import type { AdapterSetting, Glossary, LanguageTag, Route, Summariser, Translator } from '../core/index.ts';
import { loadPrices } from '../adapters/http/prices.ts';
import { directories } from './directories.ts';
import { readGlossary } from './glossary.ts';
import { LOCAL_TRANSLATORS, makeSummariser, makeTranslator } from './registry.ts';
import { DEFAULTS } from './schema.ts';
import type { AdapterName, Settings } from './schema.ts';

/** Where settings come true: the outside world as far as adapters may see it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export interface Assembly {
  readonly translator: Translator;
  readonly summariser: Summariser;
  /** A local translator for the check of wording, or null. */
  readonly witness: Translator | null;
  readonly glossary: Glossary | null;
  readonly route: Route | 'auto';
  readonly from: LanguageTag | undefined;
  readonly maxWords: number;
  readonly concurrency: number;
  readonly failOn: 'rejected' | 'review' | 'never';
  close(): Promise<void>;
}

/** What adapters are given when they are made. */
export async function adapterSetting(settings: Settings, { env, cwd }: Surroundings): Promise<AdapterSetting> {
  const prices = settings.prices;
  return {
    env,
    offline: settings.offline ?? DEFAULTS.offline,
    modelDirectory: directories(env).models,
    prices: await loadPrices(prices === undefined ? undefined : absolute(cwd, prices)),
  };
}

/**
 * Makes the parts of a run from its settings. Only adapters that are named are made: a key in the environment uses
 * nothing.
 *
 * @throws ConfigError
 */
export async function assemble(settings: Settings, surroundings: Surroundings): Promise<Assembly> {
  const { cwd } = surroundings;
  const setting = await adapterSetting(settings, surroundings);
  const from = settings.from === undefined ? undefined : canonicalLanguage(settings.from);
  if (from === null) throw new ConfigError(`--from ${settings.from}: this is no language tag; use fr, de, pt-BR`);
  const glossary = settings.glossary === undefined ? null : readGlossary(absolute(cwd, settings.glossary));

  const made: (Translator | Summariser)[] = [];
  const close = async () => {
    for (const adapter of made) await adapter.close?.();
  };
  try {
    const summariser = await makeSummariser(settings.summariser ?? DEFAULTS.summariser, setting, cwd);
    made.push(summariser);
    const names = translatorNames(settings.translator ?? DEFAULTS.translator);
    const translators: Translator[] = [];
    for (const name of names) {
      const translator = await makeTranslator(name, setting, cwd);
      made.push(translator);
      translators.push(translator);
    }
    const translator = await chained(translators, names);
    const local = translators.every(({ sendsTextTo }) => sendsTextTo === null);
    return {
      translator,
      summariser,
      // A service is never asked for a second opinion: it would be paid for.
      witness: summariser.method === 'abstractive' && local ? translator : null,
      glossary,
      route: settings.route ?? DEFAULTS.route,
      from,
      maxWords: settings.maxWords ?? DEFAULTS.maxWords,
      concurrency: settings.concurrency ?? DEFAULTS.concurrency,
      failOn: settings.failOn ?? DEFAULTS.failOn,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `deepl,bergamot` and lists alike; `auto` stands for the local engines, wherever it stands. */
function translatorNames(asked: AdapterName | readonly AdapterName[]): AdapterName[] {
  const list: readonly AdapterName[] = isList(asked) ? asked : [asked];
  return list.flatMap((entry): AdapterName[] => {
    if (typeof entry !== 'string') return [entry];
    return entry
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .flatMap((name): AdapterName[] => (name === 'auto' ? [...LOCAL_TRANSLATORS] : [name]));
  });
}

/** A tuple of name and options is one adapter; any other array is a list of them. */
function isList(asked: AdapterName | readonly AdapterName[]): asked is readonly AdapterName[] {
  if (typeof asked === 'string') return false;
  return !(
    asked.length === 2 &&
    typeof asked[0] === 'string' &&
    typeof asked[1] === 'object' &&
    !Array.isArray(asked[1])
  );
}

async function chained(translators: readonly Translator[], names: readonly AdapterName[]): Promise<Translator> {
  if (translators.length === 1) return translators[0]!;
  if (names.length === 0) throw new ConfigError('--translator is empty; leave it out, or name one');
  const { chain } = await import('../adapters/translators/chain.ts');
  return chain(translators);
}

function absolute(cwd: string, path: string): string {
  return isAbsolute(path) ? path : resolve(cwd, path);
}

/** The files that precis keeps beside the briefs of an output folder. */
export function outputFiles(out: string): { readonly ledger: string; readonly lock: string } {
  return { ledger: join(out, '.precis', 'ledger.db'), lock: join(out, '.precis', 'lock.db') };
}
