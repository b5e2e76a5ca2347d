import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import {
  AdapterError,
  baseLanguage,
  CONTRACT,
  ConfigError,
  languageName,
  NO_USAGE,
  type AdapterDefinition,
  type CallContext,
  type LanguagePair,
  type LanguageTag,
  type TranslationRequest,
  type TranslationResult,
  type Translator,
} from '../../../core/index.ts';
import { translateProtected } from '../../../figures/protected-translation.ts';
import { Engine } from './engine.ts';
import { missingRegions } from './names.ts';
import {
  installedModes,
  languagesToEnglish,
  missingParts,
  parseModeFile,
  routeToEnglish,
  stagesOf,
  SYSTEM_MODE_DIRECTORIES,
  type EngineRoute,
  type Mode,
  type Stage,
} from './modes.ts';

const DEFAULT_TIMEOUT_MS = 60_000;

/** Changes when the same engine gives another text for a reason that lies here. */
const ADAPTER_VERSION = 1;

const optionsSchema = z.strictObject({
  /** Where to look for `.mode` files, instead of the system's directories. */
  modeDirectories: z.array(z.string().min(1)).min(1).optional(),
  /** The longest silence of the engine while an answer is due, in milliseconds. @default 60000 */
  timeoutMs: z.int().min(100).max(3_600_000).optional(),
});

/**
 * Apertium, the rule-based translator of Debian's packages: rough, fast, and wholly on this machine. It reads from the
 * `.mode` files which language pairs are installed, and goes through a pivot language where there is no direct one.
 */
export const apertiumDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'apertium',
  summary: 'Apertium, installed on this machine: rough translations, no network, no key',
  async needs() {
    const modes = await installedModes(SYSTEM_MODE_DIRECTORIES);
    if (languagesToEnglish(modes).length > 0) return [];
    return ['install a language pair: precis setup fr --yes (Debian packages; for example fr, es, it, pt, ca)'];
  },
  async create(options, setting) {
    const parsed = optionsSchema.safeParse(options);
    if (!parsed.success) throw new ConfigError(`apertium: wrong options: ${z.prettifyError(parsed.error)}`);
    const modes = await installedModes(parsed.data.modeDirectories ?? SYSTEM_MODE_DIRECTORIES);
    return new ApertiumTranslator({
      modes,
      signature: `apertium/${ADAPTER_VERSION} ${await fingerprintOf(modes)}`,
      timeoutMs: parsed.data.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      path: setting.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    });
  },
};

interface TranslatorSetting {
  readonly modes: readonly Mode[];
  readonly signature: string;
  readonly timeoutMs: number;
  readonly path: string;
}

interface UsableRoute {
  readonly route: EngineRoute;
  readonly stages: readonly Stage[];
}

class ApertiumTranslator implements Translator {
  readonly contract = CONTRACT;
  readonly kind = 'translator';
  readonly name = 'apertium';
  readonly quality = 'rough';
  readonly sendsTextTo = null;
  readonly limits = { charsPerCall: 1_000_000, segmentsPerCall: 10_000 };
  readonly signature: string;
  readonly #setting: TranslatorSetting;
  readonly #routes = new Map<LanguageTag, Promise<UsableRoute | null>>();
  readonly #engines = new Map<string, Engine>();
  #closed = false;

  constructor(setting: TranslatorSetting) {
    this.#setting = setting;
    this.signature = setting.signature;
  }

  async supports(pair: LanguagePair): Promise<boolean> {
    return baseLanguage(pair.target) === 'en' && (await this.#routeFrom(pair.source)) !== null;
  }

  async translate(request: TranslationRequest, { signal }: CallContext): Promise<TranslationResult> {
    const { segments, pair, glossary, repair } = request;
    signal.throwIfAborted();
    const engine = await this.#engineFor(pair);
    signal.throwIfAborted();
    // Hundreds of requests to the engine listen for the end of this call: not each on the caller's own signal.
    const own = new AbortController();
    setMaxListeners(0, own.signal);
    const onAbort = (): void => own.abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const names = await engine.namesIn(segments, own.signal);
      const setting = {
        language: pair.source,
        glossary,
        repair,
        names,
        countsAsDigits: true,
        review: (segment: string, english: string) => missingRegions(segment, english, pair.source),
      };
      const translated = await translateProtected(segments, setting, (texts) => engine.translate(texts, own.signal));
      return { ...translated, usage: NO_USAGE };
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#engines.values()].map((engine) => engine.close()));
  }

  async #engineFor(pair: LanguagePair): Promise<Engine> {
    const usable = baseLanguage(pair.target) === 'en' ? await this.#routeFrom(pair.source) : null;
    if (usable === null) {
      const from = languageName(pair.source);
      throw new AdapterError(
        `no installed route from ${from} to ${languageName(pair.target)}; precis setup ${baseLanguage(pair.source)} names what would do it`,
        { adapter: 'apertium', code: 'unsupported-language', retryable: false },
      );
    }
    if (this.#closed) {
      throw new AdapterError('the translator was closed', {
        adapter: 'apertium',
        code: 'unavailable',
        retryable: false,
      });
    }
    const known = this.#engines.get(usable.route.name);
    if (known !== undefined) return known;
    const { timeoutMs, path } = this.#setting;
    const engine = new Engine({ ...usable, language: baseLanguage(pair.source), timeoutMs, path });
    this.#engines.set(usable.route.name, engine);
    return engine;
  }

  #routeFrom(source: LanguageTag): Promise<UsableRoute | null> {
    const known = this.#routes.get(source) ?? this.#findRoute(source);
    this.#routes.set(source, known);
    return known;
  }

  /** Null also where a route's programs or data files are not there: half-removed packages leave mode files behind. */
  async #findRoute(source: LanguageTag): Promise<UsableRoute | null> {
    const route = routeToEnglish(source, this.#setting.modes);
    if (route === null) return null;
    try {
      const stages = await stagesOf(route);
      return (await missingParts(stages, this.#setting.path)).length === 0 ? { route, stages } : null;
    } catch {
      return null;
    }
  }
}

/** Names the installed dictionaries by the size of their compiled files: another release gives other translations. */
async function fingerprintOf(modes: readonly Mode[]): Promise<string> {
  const hash = createHash('sha256');
  for (const mode of modes) {
    hash.update(`${mode.name}\n`);
    for (const { args } of await parseModeFile(mode).catch(() => [])) {
      for (const arg of args) {
        if (!arg.startsWith('/')) continue;
        const size = await stat(arg).then(
          (found) => found.size,
          () => -1,
        );
        hash.update(`${size} `);
      }
    }
  }
  return hash.digest('hex').slice(0, 16);
}
