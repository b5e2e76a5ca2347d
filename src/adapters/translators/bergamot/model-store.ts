import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AdapterError,
  type AdapterSetting,
  ConfigError,
  type LanguagePair,
  baseLanguage,
  languageName,
  messageOf,
} from '../../../core/index.ts';
import { reasonOf } from '../../http/wait.ts';
import { diskError, hashOf, namesIn, removeDirectory, syncDirectory, writeDurably } from './disk.ts';
import { type DownloadSettings, downloadFile, removePart } from './download.ts';
import { type Lock, takeLock } from './lock.ts';
import {
  FILE_NAMES,
  type InstalledModel,
  MANIFEST,
  MANIFEST_FORMAT,
  type Manifest,
  PAIR,
  readInstalled,
} from './manifest.ts';
import { loadPins, type Pins } from './pins.ts';
import { type Registry, type RegistryAddresses, openRegistries, registryAddresses } from './registries.ts';
import { type ModelOffer, type OfferedFile, architectureRank, bestOffers } from './registry.ts';
import { TransferError } from './transfer.ts';
import { unpack } from './unpack.ts';

const ADAPTER = 'bergamot';

/** The best model that a registry offers for a pair. */
export interface AvailableModel {
  readonly pair: string;
  readonly source: string;
  readonly target: string;
  readonly architecture: string;
  readonly version: string | null;
  readonly release: boolean;
  readonly pinned: boolean;
  readonly registry: string;
  /** To download; null where the registry does not say. */
  readonly bytes: number | null;
}

export interface Reachability {
  readonly reachable: boolean;
  /** One line a registry: its host, and what is wrong or null. */
  readonly registries: readonly { readonly host: string; readonly problem: string | null }[];
}

export interface PullProgress {
  /** What is being downloaded: `fr-en model`, `fr-en lex`, `fr-en vocab`. */
  readonly file: string;
  /** Bytes, those of an earlier, interrupted download included. */
  readonly received: number;
  /** Bytes, or null where the server does not say. */
  readonly total: number | null;
}

export interface PullOptions {
  readonly signal: AbortSignal;
  /** At most ten times a second, and at the end of each file. */
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  /** Called once when another process is pulling this pair, with its process id; then waits for it. */
  readonly onWait?: ((pid: number) => void) | undefined;
  /** Asks the registry even if a model is there, and replaces it where a better or newer one is offered. */
  readonly refresh?: boolean | undefined;
}

export interface ModelStoreOptions {
  readonly addresses?: Partial<RegistryAddresses> | undefined;
  readonly download?: Partial<DownloadSettings> | undefined;
  /** @default those of `data/bergamot-pins.json` */
  readonly pins?: Pins | undefined;
}

const DOWNLOAD_DEFAULTS: DownloadSettings = {
  connectTimeoutMs: 5_000,
  idleTimeoutMs: 20_000,
  tries: 3,
  backoffMs: 500,
};
const PROGRESS_INTERVAL_MS = 100;

/** Downloads that are not complete yet. */
const INCOMING = '.incoming';

/** Languages that Mozilla's models know under another name. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', iw: 'he', in: 'id', tl: 'fil' };

/** The name of a pair in store and registries, by base languages: `{source: 'pt-BR', target: 'en'}` → `pt-en`. */
export function pairName(pair: LanguagePair): string {
  return [pair.source, pair.target].map((tag) => ALIASES[baseLanguage(tag)] ?? baseLanguage(tag)).join('-');
}

/**
 * The store that an adapter's setting describes. Registry addresses come from the options, else from
 * `PRECIS_MODELS_URL`, `PRECIS_MODELS_SETTINGS_URL` and `PRECIS_MODELS_ATTACHMENTS_URL`, else they are Mozilla's.
 * Touches neither disk nor network.
 * @throws ConfigError where an address is not one
 */
export function openModelStore(
  setting: Pick<AdapterSetting, 'env' | 'offline' | 'modelDirectory'>,
  options: ModelStoreOptions = {},
): ModelStore {
  return new ModelStore(
    setting.modelDirectory,
    setting.offline,
    registryAddresses(setting.env, options.addresses),
    options,
  );
}

/**
 * Translation models on this machine: `DIRECTORY/PAIR/ARCHITECTURE-CONTENT/`, with a manifest of hashes that is
 * written last. Several processes may use and fill it at once.
 */
export class ModelStore {
  readonly #directory: string;
  readonly #offline: boolean;
  readonly #registries: readonly Registry[];
  readonly #download: DownloadSettings;

  constructor(directory: string, offline: boolean, addresses: RegistryAddresses, options: ModelStoreOptions) {
    this.#directory = directory;
    this.#offline = offline;
    this.#download = { ...DOWNLOAD_DEFAULTS, ...options.download };
    this.#registries = openRegistries(addresses, options.pins ?? loadPins(), this.#download);
  }

  get directory(): string {
    return this.#directory;
  }

  /** All complete models, by pair. Reads manifests and file sizes, not the files. */
  async listModels(): Promise<InstalledModel[]> {
    const pairs = (await namesIn(this.#directory)).filter((name) => PAIR.test(name)).toSorted();
    return (await Promise.all(pairs.map((pair) => this.#installed(pair)))).flat();
  }

  /** The model that translation of this pair uses, or null. */
  async findModel(pair: LanguagePair): Promise<InstalledModel | null> {
    const name = pairName(pair);
    return PAIR.test(name) ? ((await this.#installed(name))[0] ?? null) : null;
  }

  /**
   * The best model for each pair into English, from the first registry that answers.
   * @throws ConfigError offline; AdapterError `unavailable` where no registry answers
   */
  async availableModels(signal: AbortSignal): Promise<AvailableModel[]> {
    this.#refuseOffline('no list of models can be fetched');
    const problems: string[] = [];
    for (const registry of this.#registries) {
      try {
        const offers = await registry.offers(signal);
        return bestOffers(offers.filter((offer) => offer.target === 'en')).map(availableModel);
      } catch (error) {
        problems.push(`${registry.host} ${problemOf(error, signal)}`);
      }
    }
    throw unavailable(`no registry of models can be used: ${problems.join('; ')}`);
  }

  /** Asks both registries at once; answers within the connect timeout plus the time their lists take. */
  async reachable(signal: AbortSignal): Promise<Reachability> {
    const registries = await Promise.all(
      this.#registries.map(async (registry) => {
        if (this.#offline) return { host: registry.host, problem: 'not asked: offline' };
        try {
          await registry.offers(signal);
          return { host: registry.host, problem: null };
        } catch (error) {
          return { host: registry.host, problem: problemOf(error, signal) };
        }
      }),
    );
    return { reachable: registries.some((registry) => registry.problem === null), registries };
  }

  /**
   * Makes the model of a pair ready: takes the one in the store if its hashes are right, else downloads, verifies
   * and unpacks it. Interrupted at any point, the next call goes on where it stopped.
   * @throws ConfigError where it is offline or the disk is full or not writable; AdapterError `unsupported-language`
   *   where no registry offers the pair, `unavailable` where none can be reached, `bad-response` where what came
   *   could not be verified; the signal's reason when aborted
   */
  async pullModel(pair: LanguagePair, options: PullOptions): Promise<InstalledModel> {
    const name = pairName(pair);
    if (!PAIR.test(name)) throw unsupported(pair, 'the language is not one that models are named by');
    if (options.refresh !== true) {
      const found = await this.#intact(name, options.signal);
      if (found !== null) return found;
    }
    this.#refuseOffline(`the model ${name} is not in ${this.#directory} and cannot be downloaded`);
    try {
      await mkdir(this.#directory, { recursive: true });
      for (;;) {
        const model = await this.#pullLocked(pair, name, options);
        if (model !== 'lost') return model;
      }
    } catch (error) {
      throw diskError(error, this.#directory) ?? error;
    }
  }

  /** Removes all models of a pair and what was downloaded of them. @returns the models that were there */
  async removeModel(pair: LanguagePair, signal: AbortSignal): Promise<InstalledModel[]> {
    const name = pairName(pair);
    if (!PAIR.test(name)) return [];
    if (!(await namesIn(this.#directory)).includes(name)) return [];
    try {
      const lock = await takeLock(this.#lockPath(name), signal);
      try {
        const installed = await this.#installed(name);
        await removeDirectory(join(this.#directory, name));
        return installed;
      } finally {
        await lock.release();
      }
    } catch (error) {
      throw diskError(error, this.#directory) ?? error;
    }
  }

  /** Throws away one model whose files turned out to be damaged. */
  async discardModel(model: InstalledModel): Promise<void> {
    await removeDirectory(model.directory);
  }

  #lockPath(name: string): string {
    return join(this.#directory, `.${name}.lock`);
  }

  #refuseOffline(what: string): void {
    if (this.#offline) throw new ConfigError(`bergamot: ${what} offline; run \`precis setup\` once with the network`);
  }

  /** Best first. */
  async #installed(name: string): Promise<InstalledModel[]> {
    const directory = join(this.#directory, name);
    const candidates = (await namesIn(directory)).filter((entry) => !entry.startsWith('.'));
    const models = await Promise.all(candidates.map((entry) => readInstalled(join(directory, entry), name)));
    return models
      .filter((model) => model !== null)
      .toSorted(
        (a, b) =>
          architectureRank(a.architecture) - architectureRank(b.architecture) ||
          b.pulledAt.localeCompare(a.pulledAt, 'en'),
      );
  }

  /** The model in the store with every byte checked; a damaged one is removed. */
  async #intact(name: string, signal: AbortSignal): Promise<InstalledModel | null> {
    for (const model of await this.#installed(name)) {
      const hashes = await Promise.all(model.files.map((file) => hashOf(file.path, signal)));
      if (model.files.every((file, index) => file.sha256 === hashes[index])) return model;
      if (this.#offline) {
        throw new ConfigError(
          `bergamot: the model in ${model.directory} is damaged and cannot be downloaded again offline; ` +
            `run \`precis models pull ${model.source}\` with the network`,
        );
      }
      await this.discardModel(model);
    }
    return null;
  }

  /** @returns `lost` where another process took the lock from this one while it slept: what that one does counts */
  async #pullLocked(pair: LanguagePair, name: string, options: PullOptions): Promise<InstalledModel | 'lost'> {
    const lock = await takeLock(this.#lockPath(name), options.signal, options.onWait);
    try {
      // A refresh checks as well: a damaged model must not be taken for the one that is offered.
      const found = await this.#intact(name, options.signal);
      if (found !== null && options.refresh !== true) return found;
      return await this.#pull(pair, name, options, lock);
    } catch (error) {
      if (error instanceof LockLost) return 'lost';
      throw error;
    } finally {
      await lock.release();
    }
  }

  async #pull(pair: LanguagePair, name: string, options: PullOptions, lock: Lock): Promise<InstalledModel> {
    const problems: { readonly host: string; readonly error: unknown }[] = [];
    for (const registry of this.#registries) {
      try {
        const offers = await registry.offers(options.signal);
        const offer = bestOffers(offers.filter((one) => `${one.source}-${one.target}` === name))[0];
        if (offer === undefined) throw new NotOffered(`does not offer ${name}`);
        return await this.#fetch(offer, name, options, lock);
      } catch (error) {
        if (options.signal.aborted) throw reasonOf(options.signal);
        if (!(error instanceof TransferError) && !(error instanceof NotOffered)) throw error;
        problems.push({ host: registry.host, error });
      }
    }
    throw pullFailure(pair, name, problems);
  }

  async #fetch(offer: ModelOffer, name: string, options: PullOptions, lock: Lock): Promise<InstalledModel> {
    const content = offer.files[0]!.raw.sha256!.slice(0, 12);
    const directoryName = `${offer.architecture}-${content}`;
    const target = join(this.#directory, name, directoryName);
    const present = await readInstalled(target, name);
    if (present !== null) return present;
    const staging = join(this.#directory, name, INCOMING, `${directoryName}-${offer.files[0]!.compression}`);
    await mkdir(staging, { recursive: true });
    const files: Manifest['files'] = [];
    for (const file of offer.files) {
      const report = progressOf(`${name} ${file.role}`, options.onProgress);
      files.push(await this.#fetchFile(file, staging, report, options.signal));
    }
    const manifest: Manifest = {
      format: MANIFEST_FORMAT,
      pair: name,
      architecture: offer.architecture,
      version: offer.version,
      pinned: offer.pinned,
      registry: offer.registry,
      pulledAt: new Date().toISOString(),
      gemmPrecision: offer.gemmPrecision,
      files,
    };
    if (!(await lock.held())) throw new LockLost();
    await Promise.all(offer.files.map((file) => removePart(partPath(staging, file))));
    await writeDurably(join(staging, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await removeDirectory(target); // an incomplete one: a complete one was returned above
    await rename(staging, target);
    await syncDirectory(join(this.#directory, name));
    await this.#removeOthers(name, directoryName);
    const installed = await readInstalled(target, name);
    if (installed === null) throw new ConfigError(`bergamot: ${target} changed while it was written; pull again`);
    return installed;
  }

  async #fetchFile(
    file: OfferedFile,
    staging: string,
    report: (received: number, total: number | null) => void,
    signal: AbortSignal,
  ): Promise<Manifest['files'][number]> {
    const part = partPath(staging, file);
    const name = FILE_NAMES[file.role];
    try {
      await downloadFile(file, part, this.#download, report, signal);
      return { name, ...(await unpack(part, join(staging, name), file, signal)) };
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      // What is wrong stays wrong: nothing of it may be gone on with.
      if (error.kind === 'content') await removePart(part);
      throw new TransferError(`(${file.role} file) ${error.message}`, {
        ...(error.kind === 'content' ? { kind: 'content' } : {}),
        cause: error,
      });
    }
  }

  /** Older models and unfinished downloads of the pair. One that a process still loads from is read whole by then. */
  async #removeOthers(name: string, keep: string): Promise<void> {
    const directory = join(this.#directory, name);
    const others = (await namesIn(directory)).filter((entry) => entry !== keep);
    await Promise.all(others.map((entry) => removeDirectory(join(directory, entry))));
  }
}

/** A registry answered and has no model for the pair. */
class NotOffered extends Error {}

class LockLost extends Error {}

const partPath = (staging: string, file: OfferedFile) => join(staging, `${FILE_NAMES[file.role]}.part`);

function availableModel(offer: ModelOffer): AvailableModel {
  const { source, target, architecture, version, release, pinned, registry, files } = offer;
  const bytes = files.reduce<number | null>((sum, file) => {
    return sum === null || file.compressed.size === null ? null : sum + file.compressed.size;
  }, 0);
  return { pair: `${source}-${target}`, source, target, architecture, version, release, pinned, registry, bytes };
}

function progressOf(file: string, onProgress: PullOptions['onProgress']) {
  let reportedAt = 0;
  return (received: number, total: number | null): void => {
    if (onProgress === undefined) return;
    const now = performance.now();
    if (received !== total && now - reportedAt < PROGRESS_INTERVAL_MS) return;
    reportedAt = now;
    onProgress({ file, received, total });
  };
}

/** What is wrong with a registry, for a message; passes on what is not about it. */
function problemOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) throw reasonOf(signal);
  if (!(error instanceof TransferError)) throw error;
  return error.message;
}

function pullFailure(
  pair: LanguagePair,
  name: string,
  problems: readonly { readonly host: string; readonly error: unknown }[],
): AdapterError {
  const listed = problems.map(({ host, error }) => `${host} ${messageOf(error)}`).join('; ');
  if (problems.every(({ error }) => error instanceof NotOffered)) {
    return unsupported(pair, 'no registry of models offers it');
  }
  const wrong = problems.some(({ error }) => error instanceof TransferError && error.kind === 'content');
  if (!wrong) return unavailable(`the model ${name} cannot be downloaded: ${listed}`);
  return new AdapterError(
    `the model ${name} could not be verified and was not installed: ${listed}; try again later, or set PRECIS_MODELS_URL to a mirror`,
    { adapter: ADAPTER, code: 'bad-response', retryable: false },
  );
}

function unavailable(message: string): AdapterError {
  return new AdapterError(`${message}; check the network and its proxy, or set PRECIS_MODELS_URL to a mirror`, {
    adapter: ADAPTER,
    code: 'unavailable',
    retryable: true,
  });
}

function unsupported(pair: LanguagePair, why: string): AdapterError {
  const names = `${languageName(pair.source)} to ${languageName(pair.target)}`;
  return new AdapterError(`there is no model for ${names}: ${why}; name another translator`, {
    adapter: ADAPTER,
    code: 'unsupported-language',
    retryable: false,
  });
}
