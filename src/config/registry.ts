import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTRACT, ConfigError, messageOf } from '../core/index.ts';
import type { AdapterDefinition, AdapterSetting, Summariser, Translator } from '../core/index.ts';
import { nearest } from './nearest.ts';
import type { AdapterName } from './schema.ts';

type Kind = 'translator' | 'summariser';
type Definition<K extends Kind> = AdapterDefinition<K extends 'translator' ? Translator : Summariser>;
type Loader<K extends Kind> = () => Promise<Definition<K>>;

/** The built-in adapters, each loaded only when it is named. */
const TRANSLATORS: Readonly<Record<string, Loader<'translator'>>> = {
  bergamot: async () => (await import('../adapters/translators/bergamot/index.ts')).bergamotDefinition,
  apertium: async () => (await import('../adapters/translators/apertium/index.ts')).apertiumDefinition,
  deepl: async () => (await import('../adapters/translators/deepl.ts')).deeplDefinition,
  google: async () => (await import('../adapters/translators/google.ts')).googleDefinition,
  azure: async () => (await import('../adapters/translators/azure.ts')).azureDefinition,
  libretranslate: async () => (await import('../adapters/translators/libretranslate.ts')).libretranslateDefinition,
  llm: async () => (await import('../adapters/translators/llm.ts')).llmDefinition,
  http: async () => (await import('../adapters/translators/http.ts')).httpTranslatorDefinition,
};

const SUMMARISERS: Readonly<Record<string, Loader<'summariser'>>> = {
  extractive: async () => (await import('../adapters/summarisers/extractive.ts')).extractiveDefinition,
  openai: async () => (await import('../adapters/summarisers/llm.ts')).openaiDefinition,
  anthropic: async () => (await import('../adapters/summarisers/llm.ts')).anthropicDefinition,
  gemini: async () => (await import('../adapters/summarisers/llm.ts')).geminiDefinition,
  mistral: async () => (await import('../adapters/summarisers/llm.ts')).mistralDefinition,
  ollama: async () => (await import('../adapters/summarisers/llm.ts')).ollamaDefinition,
  'ai-sdk': async () => (await import('../adapters/summarisers/llm.ts')).aiSdkDefinition,
  http: async () => (await import('../adapters/summarisers/http.ts')).httpSummariserDefinition,
};

/**
 * Engines on this machine, in the order in which `auto` tries them; Bergamot may fetch a model when it is first
 * needed, unless offline. No service is ever used unless it is named.
 */
export const LOCAL_TRANSLATORS: readonly AdapterName[] = [['bergamot', { download: true }], 'apertium'];

export interface AdapterListing {
  readonly name: string;
  readonly kind: Kind;
  readonly summary: string;
  readonly ready: boolean;
  /** What is missing, each with its remedy. */
  readonly needs: readonly string[];
}

/** Every built-in adapter and what it still needs. Calls no service. */
export async function listAdapters(setting: AdapterSetting): Promise<AdapterListing[]> {
  const loaders: [Kind, Loader<Kind>][] = [
    ...Object.values(TRANSLATORS).map((load): [Kind, Loader<Kind>] => ['translator', load]),
    ...Object.values(SUMMARISERS).map((load): [Kind, Loader<Kind>] => ['summariser', load]),
  ];
  return Promise.all(
    loaders.map(async ([kind, load]) => {
      const definition = await load();
      const { name, summary } = definition;
      const missing = await definition.needs(setting);
      return { name, kind, summary, ready: missing.length === 0, needs: missing };
    }),
  );
}

/**
 * Makes a translator by name: built in, a package, or a file.
 * @param name as in the settings; `openai:MODEL` is short for `["openai", {model: "MODEL"}]`
 * @throws ConfigError naming the right names where there is no such adapter, or what it needs
 */
export function makeTranslator(name: AdapterName, setting: AdapterSetting, cwd: string): Promise<Translator> {
  return make('translator', TRANSLATORS, name, setting, cwd);
}

/** As `makeTranslator`. */
export function makeSummariser(name: AdapterName, setting: AdapterSetting, cwd: string): Promise<Summariser> {
  return make('summariser', SUMMARISERS, name, setting, cwd);
}

async function make<K extends Kind>(
  kind: K,
  builtIn: Readonly<Record<string, Loader<K>>>,
  asked: AdapterName,
  setting: AdapterSetting,
  cwd: string,
): Promise<K extends 'translator' ? Translator : Summariser> {
  const { name, options } = splitName(asked);
  const load = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  const definition = load === undefined ? await loadForeign(kind, name, cwd, Object.keys(builtIn)) : await load();
  const adapter = await definition.create(options, setting);
  checkAdapter(kind, name, adapter);
  return adapter;
}

function splitName(asked: AdapterName): { name: string; options: Record<string, unknown> } {
  const [full, options] = typeof asked === 'string' ? [asked, {}] : asked;
  // A path may hold a colon (`C:\…`), and a package name never does.
  const match = /^([a-z][a-z0-9-]*):(.+)$/s.exec(full);
  if (match === null || match[2]!.startsWith('\\') || match[1]!.length === 1) return { name: full, options };
  return { name: match[1]!, options: { model: match[2]!, ...options } };
}

/** Loads an adapter from a file or a package of the user's project: only what is named, nothing is searched for. */
async function loadForeign<K extends Kind>(
  kind: K,
  name: string,
  cwd: string,
  builtIn: readonly string[],
): Promise<Definition<K>> {
  const isPath = name.startsWith('.') || isAbsolute(name);
  const unknown = () => {
    const meant = nearest(name, builtIn);
    return new ConfigError(
      `there is no ${kind} "${name}"${meant === null ? '.' : `; did you mean "${meant}"?`} Built in: ${builtIn.join(', ')}. A file is named with ./, a package by its full name.`,
    );
  };
  let address: string;
  if (isPath) {
    const file = resolve(cwd, name);
    if (!existsSync(file)) throw new ConfigError(`${kind} ${name}: there is no such file`);
    address = pathToFileURL(file).href;
  } else {
    if (!/^(?:@[a-z0-9._~-]+\/)?[a-z0-9._~-]+$/i.test(name)) throw unknown();
    try {
      address = pathToFileURL(createRequire(join(cwd, 'package.json')).resolve(name)).href;
    } catch {
      throw unknown();
    }
  }
  let module: { default?: unknown };
  try {
    module = (await import(address)) as { default?: unknown };
  } catch (error) {
    throw new ConfigError(`${kind} ${name}: cannot be loaded: ${messageOf(error)}`, { cause: error });
  }
  return checkDefinition(kind, name, module.default);
}

function checkDefinition<K extends Kind>(kind: K, name: string, exported: unknown): Definition<K> {
  const definition = exported as Partial<Definition<K>> | null | undefined;
  const wrong = (what: string) => new ConfigError(`${kind} ${name}: ${what}; see docs/adapters.md`);
  if (typeof definition !== 'object' || definition === null) throw wrong('its default export is no adapter definition');
  if (definition.contract !== CONTRACT) {
    throw wrong(`it is written for contract ${String(definition.contract)}, and this precis has contract ${CONTRACT}`);
  }
  if (definition.kind !== kind) throw wrong(`it is a ${String(definition.kind)}`);
  for (const method of ['create', 'needs'] as const) {
    if (typeof definition[method] !== 'function') throw wrong(`it has no ${method}()`);
  }
  return definition as Definition<K>;
}

/** What every adapter must be, checked when it is loaded rather than in the middle of the night. */
export function checkAdapter(kind: Kind, name: string, adapter: Translator | Summariser): void {
  const wrong = (what: string) => new ConfigError(`${kind} ${name}: ${what}; see docs/adapters.md`);
  if (typeof adapter !== 'object' || adapter === null) throw wrong('create() returned no adapter');
  if (adapter.contract !== CONTRACT) throw wrong(`it is written for contract ${String(adapter.contract)}`);
  if (adapter.kind !== kind) throw wrong(`create() returned a ${adapter.kind}`);
  if (typeof adapter.name !== 'string' || adapter.name === '') throw wrong('it has no name');
  if (typeof adapter.signature !== 'string') throw wrong('it has no signature');
  if (typeof adapter.supports !== 'function') throw wrong('it has no supports()');
  const work = kind === 'translator' ? 'translate' : 'summarise';
  if (typeof (adapter as unknown as Record<string, unknown>)[work] !== 'function') throw wrong(`it has no ${work}()`);
}
