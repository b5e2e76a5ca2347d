import { z } from 'zod';
import type { ModelPins, Pins } from './pins.ts';

type FileRole = 'model' | 'lex' | 'vocab' | 'srcvocab' | 'trgvocab';

/** One file of a model as a registry offers it. Null where the registry (and no pin) says. */
export interface OfferedFile {
  readonly role: FileRole;
  readonly url: URL;
  readonly compression: 'gzip' | 'zstd';
  readonly compressed: { readonly size: number | null; readonly sha256: string | null };
  readonly raw: { readonly size: number | null; readonly sha256: string | null };
}

/** One model that a registry offers, with everything checked that can be checked before a download. */
export interface ModelOffer {
  readonly source: string;
  readonly target: string;
  readonly architecture: string;
  /** As the registry states it, else null. */
  readonly version: string | null;
  /** Whether it is released, rather than nightly, alpha or beta. */
  readonly release: boolean;
  /** Whether it is the very release that `data/bergamot-pins.json` knows. */
  readonly pinned: boolean;
  /** Host of the registry. */
  readonly registry: string;
  readonly gemmPrecision: GemmPrecision;
  readonly files: readonly OfferedFile[];
}

/** How the engine must read the model: with activation scales in the file (`alphas`) or without. */
export type GemmPrecision = 'int8shiftAlphaAll' | 'int8shiftAll';

/** Best first. By COMET on FLORES-200 wherever a language has several; base is half as fast as tiny. */
const ARCHITECTURE_ORDER = ['base-memory', 'base', 'tiny'];

/** No model comes near these: what claims to be larger is refused. */
export const LARGEST_COMPRESSED_BYTES = 256 * 1024 * 1024;
export const LARGEST_RAW_BYTES = 512 * 1024 * 1024;

const LANGUAGE = /^[a-z]{2,3}$/;
const ARCHITECTURE = /^[a-z0-9][a-z0-9._-]{0,39}$/i;
const SHA256 = /^[0-9a-f]{64}$/;

const sha256 = z.string().regex(SHA256);
const rawSize = z.int().min(1).max(LARGEST_RAW_BYTES);

const storageFile = z.object({
  path: z.string(),
  uncompressedSize: rawSize.optional().catch(undefined),
  uncompressedHash: sha256.optional().catch(undefined),
});
const storageModel = z.object({
  architecture: z.string().regex(ARCHITECTURE),
  releaseStatus: z.string().catch(''),
  sourceLanguage: z.string().regex(LANGUAGE),
  targetLanguage: z.string().regex(LANGUAGE),
  files: z.object({
    model: storageFile,
    lexicalShortlist: storageFile,
    vocab: storageFile.optional(),
    srcVocab: storageFile.optional(),
    trgVocab: storageFile.optional(),
  }),
});
const storageRegistry = z.object({ models: z.record(z.string(), z.array(z.unknown())) });

const settingsRecord = z.object({
  sourceLanguage: z.string().regex(LANGUAGE),
  targetLanguage: z.string().regex(LANGUAGE),
  name: z.string(),
  architecture: z.string().regex(ARCHITECTURE),
  version: z.string().max(40),
  fileType: z.enum(['model', 'lex', 'vocab', 'srcvocab', 'trgvocab']),
  decompressedSize: rawSize,
  decompressedHash: sha256,
  attachment: z.object({
    hash: sha256,
    size: z.int().min(1).max(LARGEST_COMPRESSED_BYTES),
    location: z.string(),
  }),
});
const settingsRegistry = z.object({ data: z.array(z.unknown()) });

/**
 * Reads `models.json` of the registry on Google Cloud Storage. Its `baseUrl` is not followed: files are taken from
 * where the user (or the default) says, so that a mirror works and no answer leads elsewhere. Entries of another
 * shape are left out, since a registry may learn new ones.
 * @returns null where the whole answer has another shape
 */
export function parseStorageRegistry(answer: unknown, base: URL, pins: Pins): ModelOffer[] | null {
  const registry = storageRegistry.safeParse(answer);
  if (!registry.success) return null;
  return Object.values(registry.data.models)
    .flat()
    .flatMap((entry) => {
      const model = storageModel.safeParse(entry);
      return model.success ? storageOffer(model.data, base, pins) : [];
    });
}

function storageOffer(entry: z.infer<typeof storageModel>, base: URL, pins: Pins): ModelOffer[] {
  const { model, lexicalShortlist, vocab, srcVocab, trgVocab } = entry.files;
  const known = pinsFor(pins, entry, model.uncompressedHash ?? null);
  const vocabularies: [FileRole, z.infer<typeof storageFile> | undefined][] =
    vocab === undefined
      ? [
          ['srcvocab', srcVocab],
          ['trgvocab', trgVocab],
        ]
      : [['vocab', vocab]];
  const entries: [FileRole, z.infer<typeof storageFile> | undefined][] = [
    ['model', model],
    ['lex', lexicalShortlist],
    ...vocabularies,
  ];
  const files: OfferedFile[] = [];
  for (const [role, file] of entries) {
    const url = file === undefined ? null : fileUrl(base, file.path);
    if (file === undefined || url === null) return [];
    const pin = known !== null && (role === 'model' || role === 'lex' || role === 'vocab') ? known[role] : null;
    files.push({
      role,
      url,
      compression: 'gzip',
      compressed: { size: pin?.size ?? null, sha256: pin?.sha256 ?? null },
      raw: { size: file.uncompressedSize ?? null, sha256: file.uncompressedHash ?? null },
    });
  }
  // Without the hash of its model nothing ties the bytes to the registry's answer.
  if (model.uncompressedHash === undefined) return [];
  return [
    {
      source: entry.sourceLanguage,
      target: entry.targetLanguage,
      architecture: entry.architecture,
      version: null,
      release: entry.releaseStatus.startsWith('Release'),
      pinned: known !== null,
      registry: base.host,
      gemmPrecision: precisionOf(model.path),
      files,
    },
  ];
}

/**
 * Reads the records of Firefox Remote Settings, one a file, into whole models.
 * @returns null where the answer has another shape
 */
export function parseRemoteSettings(answer: unknown, attachments: URL, pins: Pins, host: string): ModelOffer[] | null {
  const registry = settingsRegistry.safeParse(answer);
  if (!registry.success) return null;
  const groups = new Map<string, z.infer<typeof settingsRecord>[]>();
  for (const entry of registry.data.data) {
    const record = settingsRecord.safeParse(entry);
    if (!record.success) continue;
    const { sourceLanguage, targetLanguage, architecture, version } = record.data;
    const key = [sourceLanguage, targetLanguage, architecture, version].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), record.data]);
  }
  return [...groups.values()].flatMap((records) => settingsOffer(records, attachments, pins, host));
}

function settingsOffer(
  records: readonly z.infer<typeof settingsRecord>[],
  attachments: URL,
  pins: Pins,
  host: string,
): ModelOffer[] {
  const byRole = new Map(records.map((record) => [record.fileType, record]));
  const roles: FileRole[] = byRole.has('vocab') ? ['model', 'lex', 'vocab'] : ['model', 'lex', 'srcvocab', 'trgvocab'];
  const files: OfferedFile[] = [];
  for (const role of roles) {
    const record = byRole.get(role);
    const url = record === undefined ? null : fileUrl(attachments, record.attachment.location);
    if (record === undefined || url === null) return [];
    files.push({
      role,
      url,
      compression: 'zstd',
      compressed: { size: record.attachment.size, sha256: record.attachment.hash },
      raw: { size: record.decompressedSize, sha256: record.decompressedHash },
    });
  }
  const model = byRole.get('model')!;
  return [
    {
      source: model.sourceLanguage,
      target: model.targetLanguage,
      architecture: model.architecture,
      version: model.version,
      // `1.0a1` is an alpha; a release is numbers and dots alone.
      release: /^[0-9.]+$/.test(model.version),
      pinned: pinsFor(pins, model, model.decompressedHash) !== null,
      registry: host,
      gemmPrecision: precisionOf(model.name),
      files,
    },
  ];
}

function pinsFor(
  pins: Pins,
  model: { readonly sourceLanguage: string; readonly targetLanguage: string; readonly architecture: string },
  rawSha256: string | null,
): ModelPins | null {
  if (model.targetLanguage !== 'en' || !Object.hasOwn(pins, model.sourceLanguage)) return null;
  const known = pins[model.sourceLanguage]?.[model.architecture];
  return known?.raw.sha256 === rawSha256 ? known : null;
}

function precisionOf(fileName: string): GemmPrecision {
  return /\.intgemm8\.bin(\.gz|\.zst)?$/.test(fileName) ? 'int8shiftAll' : 'int8shiftAlphaAll';
}

/** The address of a file below `base`, or null where the path would lead anywhere else. */
export function fileUrl(base: URL, path: string): URL | null {
  if (path === '' || !/^[\w.~/+@=-]+$/.test(path) || path.startsWith('/')) return null;
  if (path.split('/').some((part) => part === '..' || part === '.' || part === '')) return null;
  const url = new URL(path, base);
  return url.href.startsWith(base.href) ? url : null;
}

/** The best model for each pair of the offers: released, then by architecture, then known beforehand, then newest. */
export function bestOffers(offers: readonly ModelOffer[]): ModelOffer[] {
  const best = new Map<string, ModelOffer>();
  for (const offer of [...offers].toSorted(compareOffers)) {
    const pair = `${offer.source}-${offer.target}`;
    if (!best.has(pair)) best.set(pair, offer);
  }
  return [...best.values()].toSorted((a, b) => a.source.localeCompare(b.source, 'en'));
}

function compareOffers(a: ModelOffer, b: ModelOffer): number {
  return (
    Number(b.release) - Number(a.release) ||
    architectureRank(a.architecture) - architectureRank(b.architecture) ||
    Number(b.pinned) - Number(a.pinned) ||
    (b.version ?? '').localeCompare(a.version ?? '', 'en', { numeric: true })
  );
}

/** Lower is better; unknown architectures come last. */
export function architectureRank(architecture: string): number {
  const rank = ARCHITECTURE_ORDER.indexOf(architecture);
  return rank === -1 ? ARCHITECTURE_ORDER.length : rank;
}
