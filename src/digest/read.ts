import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { HELD } from '../adapters/writers/files.ts';
import { ConfigError, messageOf } from '../core/index.ts';
import { briefSchema, reportSchema } from '../runner/shapes.ts';
import type { Brief, RunReport } from '../core/index.ts';

/**
 * Briefs of one folder that are read: a page of more is more than browsers open (12 kB a brief), and all are held in
 * memory (45 kB a brief) to be grouped.
 */
const MOST_BRIEFS = 20_000;
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
  /** @throws ConfigError where the folder cannot be read or holds too many briefs */
  read(signal: AbortSignal): Promise<Batch>;
}

interface Known {
  readonly stamp: string;
  readonly brief: Brief | null;
  readonly problem: string | null;
}

export function batchReader(directory: string, mostBriefs = MOST_BRIEFS): BatchReader {
  let known = new Map<string, Known>();
  return {
    async read(signal) {
      const limit = pLimit(FILES_IN_FLIGHT);
      const files = await briefFiles(directory);
      if (files.length > mostBriefs) {
        throw new ConfigError(
          `${directory}: ${files.length} briefs are too many for one digest (${mostBriefs} at most); give each batch a folder of its own with --out`,
        );
      }
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

async function readReport(directory: string): Promise<RunReport | null> {
  try {
    const parsed = reportSchema.safeParse(JSON.parse(await readFile(join(directory, 'run.json'), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // No run has ended here yet, or its report is damaged: the digest does without.
    return null;
  }
}
