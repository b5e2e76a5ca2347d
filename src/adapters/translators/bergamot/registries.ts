import { gunzipSync } from 'node:zlib';
import { ConfigError } from '../../../core/index.ts';
import { wait } from '../../http/wait.ts';
import type { DownloadSettings } from './download.ts';
import type { Pins } from './pins.ts';
import { type ModelOffer, parseRemoteSettings, parseStorageRegistry } from './registry.ts';
import { type Patience, TransferError, asTransferError, get, statusFailure } from './transfer.ts';

/** Where the registries are; each ends in `/`. */
export interface RegistryAddresses {
  /** The bucket with `db/models.json` and the files below it. */
  readonly storage: URL;
  /** A Remote Settings server, up to its version: `…/v1/`. */
  readonly settings: URL;
  /** The files of the Remote Settings. */
  readonly attachments: URL;
}

/** Mozilla's, as of November 2026; not reachable from where this was written. */
const DEFAULT_ADDRESSES = {
  storage: 'https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/',
  settings: 'https://firefox.settings.services.mozilla.com/v1/',
  attachments: 'https://firefox-settings-attachments.cdn.mozilla.net/',
} as const;

const VARIABLES = {
  storage: 'PRECIS_MODELS_URL',
  settings: 'PRECIS_MODELS_SETTINGS_URL',
  attachments: 'PRECIS_MODELS_ATTACHMENTS_URL',
} as const;

const STORAGE_LIST = 'db/models.json';
const SETTINGS_LIST = 'buckets/main/collections/translations-models-v2/records';

const LARGEST_LIST_BYTES = 32 * 1024 * 1024;
/** A list that was fetched is good for a while: a setup of ten languages asks once. */
const LIST_LIFETIME_MS = 10 * 60_000;
/** So long a failure is good for the next language, too: a network that swallows everything costs its timeout once. */
const FAILURE_LIFETIME_MS = 30_000;
/** The whole of a list, from the first byte asked for. */
const LIST_DEADLINE_MS = 30_000;

/** One place that models come from. */
export interface Registry {
  readonly host: string;
  /** All models that it offers. @throws TransferError, or the signal's reason */
  offers(signal: AbortSignal): Promise<readonly ModelOffer[]>;
}

/** @throws ConfigError where one is not an http or https address */
export function registryAddresses(
  env: Readonly<Record<string, string | undefined>>,
  given: Partial<RegistryAddresses> = {},
): RegistryAddresses {
  const address = (name: keyof RegistryAddresses): URL => {
    const text = given[name]?.href ?? env[VARIABLES[name]] ?? DEFAULT_ADDRESSES[name];
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || !['http:', 'https:'].includes(url.protocol)) {
      throw new ConfigError(`bergamot: ${VARIABLES[name]} is not an http or https address`);
    }
    url.search = '';
    url.hash = '';
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  };
  return { storage: address('storage'), settings: address('settings'), attachments: address('attachments') };
}

/** In the order in which they are asked. */
export function openRegistries(addresses: RegistryAddresses, pins: Pins, settings: DownloadSettings): Registry[] {
  return [
    remembering(addresses.storage.host, async (signal) => {
      const answer = await getJson(new URL(STORAGE_LIST, addresses.storage), settings, signal);
      return parseStorageRegistry(answer, addresses.storage, pins);
    }),
    remembering(addresses.settings.host, async (signal) => {
      const answer = await getJson(new URL(SETTINGS_LIST, addresses.settings), settings, signal);
      return parseRemoteSettings(answer, addresses.attachments, pins, addresses.settings.host);
    }),
  ];
}

function remembering(host: string, fetchOffers: (signal: AbortSignal) => Promise<ModelOffer[] | null>): Registry {
  let known: { readonly offers: readonly ModelOffer[]; readonly until: number } | null = null;
  let failed: { readonly error: TransferError; readonly until: number } | null = null;
  return {
    host,
    async offers(signal) {
      const now = performance.now();
      if (known !== null && now < known.until) return known.offers;
      if (failed !== null && now < failed.until) throw failed.error;
      try {
        const offers = await fetchOffers(signal);
        if (offers === null) throw notAList();
        known = { offers, until: performance.now() + LIST_LIFETIME_MS };
        return offers;
      } catch (error) {
        if (error instanceof TransferError) failed = { error, until: performance.now() + FAILURE_LIFETIME_MS };
        throw error;
      }
    },
  };
}

/** Tries again after a passing failure, as long as that begins within the connect timeout. */
async function getJson(url: URL, settings: DownloadSettings, signal: AbortSignal): Promise<unknown> {
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return parseJson(await getBytes(url, settings, signal));
    } catch (error) {
      const failure = asTransferError(error, signal);
      if (!(failure instanceof TransferError) || !failure.retryable || attempt >= settings.tries) throw failure;
      const pause = failure.retryAfterMs ?? settings.backoffMs;
      if (performance.now() - started + pause > settings.connectTimeoutMs) throw failure;
      await wait(pause, signal);
    }
  }
}

async function getBytes(url: URL, patience: Patience, signal: AbortSignal): Promise<Buffer> {
  const deadline = AbortSignal.timeout(LIST_DEADLINE_MS);
  const headers = { accept: 'application/json', 'accept-encoding': 'gzip' };
  try {
    const answer = await get(url, headers, patience, AbortSignal.any([signal, deadline]));
    try {
      const failure = statusFailure(answer);
      if (failure !== null) throw failure;
      const chunks: Buffer[] = [];
      let size = 0;
      const body: AsyncIterable<Buffer> = answer;
      for await (const chunk of body) {
        size += chunk.length;
        if (size > LARGEST_LIST_BYTES) throw notAList();
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      answer.destroy();
    }
  } catch (error) {
    if (!deadline.aborted || signal.aborted) throw error;
    throw new TransferError(`did not send its list within ${LIST_DEADLINE_MS / 1000} s`);
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: LARGEST_LIST_BYTES }) : bytes;
    return JSON.parse(plain.toString('utf8'));
  } catch {
    throw notAList();
  }
}

const notAList = () =>
  new TransferError('answered with something that is not its list of models: a proxy or a sign-in page?', {
    kind: 'content',
  });
