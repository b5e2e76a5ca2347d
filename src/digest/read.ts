import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { z } from 'zod';
import { HELD } from '../adapters/writers/files.ts';
import { BRIEF_SCHEMA, ConfigError, messageOf } from '../core/index.ts';
import type { Brief, RunReport } from '../core/index.ts';

const place = z.int().nonnegative();
const span = z.object({ start: place, end: place, text: z.string() });
const evidence = z.object({ segment: place, start: place, end: place });
const finding = z.object({
  check: z.enum(['figure', 'date', 'name', 'quotation', 'modality', 'language', 'shape', 'support']),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  claim: place.nullable(),
  target: span.nullable(),
  source: span.nullable(),
});
const draftClaim = z.object({ text: z.string(), evidence: z.array(evidence) });
const fact = z.object({
  kind: z.enum([
    'count',
    'percentage',
    'money',
    'quantity',
    'ordinal',
    'range',
    'time',
    'date',
    'duration',
    'name',
    'quotation',
  ]),
  text: z.string(),
  claim: place.nullable(),
  start: place,
  end: place,
  value: z.string(),
  unit: z.string().nullable(),
  verdict: z.enum(['traced', 'converted', 'contradicted', 'not-found']),
  source: span.nullable(),
});

/** The shape of a brief's file. Briefs are edited and moved by people: nothing is taken on trust. */
const briefSchema = z.object({
  schema: z.literal(BRIEF_SCHEMA),
  id: z.string().regex(/^[a-z0-9-]{1,80}$/),
  article: z.object({
    path: z.string(),
    url: z.string().nullable(),
    outlet: z.string().nullable(),
    sha256: z.string(),
    language: z.string(),
    title: z.string().nullable(),
    publishedAt: z.string().nullable(),
    text: z.string(),
    segments: z.array(z.object({ start: place, end: place })),
  }),
  headline: draftClaim,
  claims: z.array(draftClaim.extend({ verdict: z.enum(['supported', 'unchecked', 'unsupported']) })),
  facts: z.array(fact),
  findings: z.array(finding),
  dropped: z.array(draftClaim.extend({ findings: z.array(finding) })),
  duplicates: z.array(z.string()),
  verdict: z.enum(['verified', 'review', 'rejected']),
  made: z.object({
    route: z.enum(['direct', 'translate-first', 'extract-first']),
    translator: z.string().nullable(),
    summariser: z.string(),
    prompt: z.object({ name: z.string(), version: z.string(), sha256: z.string() }).nullable(),
    precis: z.string(),
  }),
  usage: z.object({
    requests: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    characters: z.number(),
    costUsd: z.number().nullable(),
  }),
  warnings: z.array(z.string()).default([]),
  signature: z.string(),
}) satisfies z.ZodType<Brief>;

/** Files read at once. */
const FILES_IN_FLIGHT = 32;

/** What an output folder holds. */
export interface Batch {
  /** By id. */
  readonly briefs: readonly Brief[];
  /** The report of the last run, or null where there is none. */
  readonly report: RunReport | null;
  /** Files that are no briefs though they look like some, each with the reason, for the user. */
  readonly problems: readonly string[];
}

/** Reads an output folder, and again when it has changed: files that did not change are not read twice. */
export interface BatchReader {
  /** @throws ConfigError where the folder cannot be read */
  read(signal: AbortSignal): Promise<Batch>;
}

interface Known {
  readonly stamp: string;
  readonly brief: Brief | null;
  readonly problem: string | null;
}

export function batchReader(directory: string): BatchReader {
  let known = new Map<string, Known>();
  return {
    async read(signal) {
      const limit = pLimit(FILES_IN_FLIGHT);
      const files = await briefFiles(directory);
      const entries = await Promise.all(
        files.map((file) =>
          limit(async () => {
            signal.throwIfAborted();
            return [file, await readOne(directory, file, known.get(file))] as const;
          }),
        ),
      );
      known = new Map(entries.filter((entry): entry is [string, Known] => entry[1] !== null));
      // A brief on its way into or out of held/ may be seen in both places for a moment: the newer counts.
      const briefs = new Map<string, Known>();
      for (const entry of known.values()) {
        if (entry.brief === null) continue;
        const other = briefs.get(entry.brief.id);
        if (other === undefined || entry.stamp > other.stamp) briefs.set(entry.brief.id, entry);
      }
      return {
        briefs: [...briefs.values()].map(({ brief }) => brief!),
        report: await readReport(directory),
        problems: [...known.values()].flatMap(({ problem }) => problem ?? []),
      };
    },
  };
}

/** Names relative to the folder, in order. */
async function briefFiles(directory: string): Promise<string[]> {
  const isBrief = (name: string) => name.endsWith('.json') && !name.startsWith('.') && !RESERVED.has(name);
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    throw new ConfigError(`${directory}: this folder cannot be read (${messageOf(error)}); name the folder of --out`, {
      cause: error,
    });
  }
  const held = await readdir(join(directory, HELD)).catch(() => []);
  return [
    ...names.filter(isBrief).sort(),
    ...held
      .filter(isBrief)
      .sort()
      .map((name) => join(HELD, name)),
  ];
}

/** JSON files in an output folder that are no briefs. */
const RESERVED = new Set(['run.json', 'digest.json']);

async function readOne(directory: string, file: string, known: Known | undefined): Promise<Known | null> {
  const path = join(directory, file);
  try {
    const { mtimeMs, size } = await stat(path);
    const stamp = `${mtimeMs.toFixed(3).padStart(20, '0')}/${size}`;
    if (known?.stamp === stamp) return known;
    const parsed = briefSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (parsed.success) return { stamp, brief: parsed.data, problem: null };
    const [issue] = parsed.error.issues;
    return {
      stamp,
      brief: null,
      problem: `${file}: no brief (${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong shape'})`,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const why = error instanceof SyntaxError ? 'it is no JSON, perhaps cut short' : messageOf(error);
    return { stamp: '', brief: null, problem: `${file}: cannot be read: ${why}` };
  }
}

const usageSchema = briefSchema.shape.usage;
const articleEvent = z.object({
  v: z.literal(1),
  type: z.literal('article'),
  path: z.string(),
  id: z.string().nullable(),
  outcome: z.enum(['written', 'unchanged', 'held', 'skipped', 'failed']),
  verdict: z.enum(['verified', 'review', 'rejected']).nullable(),
  language: z.string().nullable(),
  reason: z.string().optional(),
  usage: usageSchema,
  elapsedMs: z.number(),
});
const reportSchema = z.object({
  schema: z.literal('precis/run@1'),
  startedAt: z.string(),
  endedAt: z.string(),
  precis: z.string(),
  route: z.enum(['direct', 'translate-first', 'extract-first', 'auto']),
  translator: z.string(),
  summariser: z.string(),
  sendsTextTo: z.array(z.string()),
  outcomes: z.record(z.enum(['written', 'unchanged', 'held', 'skipped', 'failed']), z.number()),
  verdicts: z.record(z.enum(['verified', 'review', 'rejected']), z.number()),
  usage: usageSchema,
  elapsedMs: z.number(),
  stopped: z
    .object({ by: z.enum(['interrupt', 'budget', 'configuration', 'service', 'storage']), reason: z.string() })
    .nullable(),
  stagesMs: z.record(z.enum(['read', 'translate', 'summarise', 'check', 'write']), z.number()),
  services: z.record(
    z.string(),
    z.object({ requests: z.number(), failed: z.number(), cacheHits: z.number(), usage: usageSchema }),
  ),
  languages: z.record(z.string(), z.number()),
  slowest: z.array(articleEvent),
  costliest: z.array(articleEvent),
  unbriefed: z.array(articleEvent),
  warnings: z.array(z.string()),
}) satisfies z.ZodType<RunReport>;

async function readReport(directory: string): Promise<RunReport | null> {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(await readFile(join(directory, 'run.json'), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // No run has ended here yet, or its report is damaged: the digest does without.
    return null;
  }
}
