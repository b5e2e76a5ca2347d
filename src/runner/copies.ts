import type { Article, Brief, BriefVerdict, Writer } from '../core/index.ts';
import { createDuplicateIndex, signatureOf } from '../text/near-duplicates.ts';
import type { Signature } from '../text/near-duplicates.ts';
import { briefId } from './identity.ts';
import type { Ledger } from './ledger.ts';

/** A brief that stands for further copies. */
export interface Standing {
  readonly id: string;
  /** The input that it was made from. */
  readonly path: string;
  readonly verdict: BriefVerdict;
  /** Share of the copy that the original holds; 1 for the same text. */
  readonly similarity: number;
}

/** What an article turned out to be: a copy of one that has a brief, or one to brief. */
export interface CopyClaim {
  /** The brief that stands for it already, or null: then the caller briefs it. */
  readonly of: Standing | null;
  /**
   * Writes the brief and remembers what it stands for, in one commit with what `done` puts, which is called once the files
   * are there.
   */
  keep<T>(brief: Brief, done: () => Promise<T>): Promise<T>;
  /** Lets waiting copies go on. Called in every case. */
  release(): void;
}

/** Sees to it that one article under several names, or with another headline or a line cut, is briefed once. */
export interface Copies {
  /** Waits while a copy of the article is being briefed. @param force briefs even where a brief exists */
  claim(article: Article, path: string, force: boolean): Promise<CopyClaim>;
  /** The path no longer holds the article with this brief: without any path left, the brief is removed. */
  leave(id: string, path: string): Promise<void>;
}

interface CopiesParts {
  readonly ledger: Ledger;
  readonly writer: Writer;
  readonly settings: string;
  /** @default `signatureOf` the article's text */
  readonly sketch?: ((article: Article) => Signature) | undefined;
}

export function createCopies({
  ledger,
  writer,
  settings,
  sketch = ({ text }) => signatureOf(text),
}: CopiesParts): Copies {
  /** By id: resolves when the one who works on it is done. */
  const busy = new Map<string, Promise<void>>();
  /** Ids that this run has briefed: with `force`, their copies are copies nevertheless. */
  const fresh = new Set<string>();
  const index = createDuplicateIndex();
  let restored: Promise<void> | null = null;

  /** Earlier briefs are indexed when the first article that is not done comes up: a run of nothing new needs none. */
  async function restore(): Promise<void> {
    for await (const [id, record] of ledger.briefs()) {
      if (record.settings === settings && record.sketch !== null) index.restore(id, record.sketch);
    }
  }

  async function lock(id: string): Promise<() => void> {
    for (let other = busy.get(id); other !== undefined; other = busy.get(id)) await other;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = () => {
        busy.delete(id);
        resolve();
      };
    });
    busy.set(id, held);
    return release;
  }

  /** The brief of an earlier article that says the same, or null. Waits where that article is being briefed. */
  async function nearCopy(article: Article, id: string, path: string, force: boolean): Promise<Standing | null> {
    // Without `force`, a brief of an earlier run stands; with it, only what this run has made.
    if (!force) await (restored ??= restore());
    const near = index.add(id, sketch(article));
    if (near === null || near.of === id) return null;
    const release = await lock(near.of);
    try {
      const record = await ledger.brief(near.of);
      if (record === null || record.settings !== settings || !(await writer.has(near.of))) return null;
      return await join(near.of, path, near.similarity);
    } finally {
      release();
    }
  }

  /** Adds a path to a brief on disk. */
  async function join(id: string, path: string, similarity: number): Promise<Standing | null> {
    const record = await ledger.brief(id);
    if (record === null) return null;
    const [first = path] = record.paths;
    if (!record.paths.includes(path)) {
      const paths = [first, ...[...record.paths.slice(1), path].sort()];
      const brief = await writer.read(id);
      if (brief === null) return null;
      await writer.write({ ...brief, duplicates: paths.slice(1) });
      await ledger.recordBrief(id, { ...record, paths });
    }
    return { id, path: first, verdict: record.verdict, similarity };
  }

  return {
    async claim(article, path, force) {
      const id = briefId(article);
      const release = await lock(id);
      try {
        const record = await ledger.brief(id);
        const stands =
          record !== null && record.settings === settings && (!force || fresh.has(id)) && (await writer.has(id));
        // The first path itself comes back here when its file was touched but its article is the same.
        const of = stands ? await join(id, path, 1) : await nearCopy(article, id, path, force);
        if (of !== null) {
          release();
          return { of, keep: (_, done) => done(), release: () => {} };
        }
        return {
          of: null,
          async keep(brief, done) {
            const paths = [path, ...(record?.paths ?? []).filter((other) => other !== path)];
            await writer.write({ ...brief, duplicates: paths.slice(1) });
            const standing = { settings, paths, verdict: brief.verdict, sketch: index.pack(id) };
            const [result] = await Promise.all([done(), ledger.recordBrief(id, standing)]);
            if (force) fresh.add(id);
            return result;
          },
          release,
        };
      } catch (error) {
        release();
        throw error;
      }
    },
    async leave(id, path) {
      const release = await lock(id);
      try {
        const record = await ledger.brief(id);
        if (record === null) return;
        const paths = record.paths.filter((other) => other !== path);
        if (paths.length === 0) {
          await writer.remove(id);
          await ledger.forgetBrief(id);
          return;
        }
        await ledger.recordBrief(id, { ...record, paths });
        const brief = await writer.read(id);
        if (brief !== null) {
          await writer.write({ ...brief, article: { ...brief.article, path: paths[0]! }, duplicates: paths.slice(1) });
        }
      } finally {
        release();
      }
    },
  };
}
