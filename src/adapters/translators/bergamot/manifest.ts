import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing } from './disk.ts';
import type { GemmPrecision, OfferedFile } from './registry.ts';

/** A model in the store, all its files in place. */
export interface InstalledModel {
  /** `fr-en`. */
  readonly pair: string;
  readonly source: string;
  readonly target: string;
  readonly architecture: string;
  /** As the registry stated it, else null. */
  readonly version: string | null;
  /** Whether the files are the release that precis knows the hashes of. */
  readonly pinned: boolean;
  /** Host that it came from. */
  readonly registry: string;
  /** ISO 8601. */
  readonly pulledAt: string;
  /** Absolute directory; its name holds architecture and content, so that it tells models apart. */
  readonly directory: string;
  /** On the disk. */
  readonly bytes: number;
  readonly gemmPrecision: GemmPrecision;
  /** Model, lexical shortlist, then one or two vocabularies. */
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
}

/** The name of a pair in the store. */
export const PAIR = /^[a-z]{2,3}-[a-z]{2,3}$/;

export const MANIFEST = 'manifest.json';
export const MANIFEST_FORMAT = 1;

/** Names of ours, whatever the registry calls them. */
export const FILE_NAMES = {
  model: 'model.bin',
  lex: 'lex.bin',
  vocab: 'vocab.spm',
  srcvocab: 'srcvocab.spm',
  trgvocab: 'trgvocab.spm',
} as const satisfies Record<OfferedFile['role'], string>;

const manifestSchema = z.object({
  format: z.literal(MANIFEST_FORMAT),
  pair: z.string().regex(PAIR),
  architecture: z.string(),
  version: z.string().nullable(),
  pinned: z.boolean(),
  registry: z.string(),
  pulledAt: z.string(),
  gemmPrecision: z.enum(['int8shiftAlphaAll', 'int8shiftAll']),
  files: z
    .array(z.object({ name: z.enum(FILE_NAMES), size: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .min(3)
    .max(4),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The model in a directory of the store, or null where it is incomplete or no model of this pair. */
export async function readInstalled(directory: string, pair: string): Promise<InstalledModel | null> {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')));
    if (!parsed.success || parsed.data.pair !== pair) return null;
    const { format: _format, files, ...manifest } = parsed.data;
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(directory, file.name))).size));
    if (files.some((file, index) => file.size !== sizes[index])) return null;
    const [source, target] = pair.split('-');
    return {
      ...manifest,
      source: source!,
      target: target!,
      directory,
      bytes: files.reduce((sum, file) => sum + file.size, 0),
      files: files.map(({ name, size, sha256 }) => ({ path: join(directory, name), size, sha256 })),
    };
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}
