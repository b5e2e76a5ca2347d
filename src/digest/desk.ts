import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFileWriter } from '../adapters/writers/files.ts';
import { displayable } from '../adapters/writers/markdown.ts';
import pLimit from 'p-limit';
import type { Brief, Glossary } from '../core/index.ts';
import { settleTerm } from './glossary-file.ts';
import { batchReader } from './read.ts';
import type { Batch } from './read.ts';
import { approved, holdsName, renamed, ReviewError, withoutClaim } from './review.ts';

export interface DeskRequest {
  readonly directory: string;
  /** CSV that corrected names go to. */
  readonly glossaryFile: string;
  readonly readGlossary: (file: string) => Glossary;
  /** Told of each brief that a decision changed, after it was written. */
  readonly onChange?: ((brief: Brief) => Promise<void>) | undefined;
  /** @default the clock */
  readonly now?: (() => Date) | undefined;
}

/** Where readers decide about the briefs of a folder, one decision at a time. */
export interface Desk {
  read(signal: AbortSignal): Promise<Batch>;
  /** @throws ReviewError */
  approve(id: string): Promise<void>;
  /**
   * @param claim index
   * @param text of the claim as the reader saw it: another one is not dropped in its place
   * @throws ReviewError
   */
  drop(id: string, claim: number, text: string): Promise<void>;
  /**
   * Settles a name once for all: the glossary takes it for every language, and every brief whose original spells the
   * name so loses the other rendering.
   * @returns how many briefs changed
   * @throws ReviewError
   */
  rename(id: string, rendering: string, correction: string): Promise<number>;
}

/** Characters of a name. */
const LONGEST_NAME = 120;

export function createDesk({
  directory,
  glossaryFile,
  readGlossary,
  onChange,
  now = () => new Date(),
}: DeskRequest): Desk {
  const reader = batchReader(directory);
  const writer = createFileWriter(directory);
  const inTurn = pLimit(1);
  const never = new AbortController().signal;

  async function find(id: string): Promise<Brief> {
    const brief = (await reader.read(never)).briefs.find((one) => one.id === id);
    if (brief === undefined) throw new ReviewError('This brief is no longer there.');
    return brief;
  }

  async function write(brief: Brief): Promise<void> {
    await writer.write(brief);
    await onChange?.(brief);
  }

  /** Who decided what, when, in the order of the decisions: for audits. */
  async function log(decision: Readonly<Record<string, unknown>>): Promise<void> {
    const folder = join(directory, '.precis');
    await mkdir(folder, { recursive: true });
    await appendFile(join(folder, 'reviews.jsonl'), `${JSON.stringify({ at: now().toISOString(), ...decision })}\n`);
  }

  return {
    read: (signal) => reader.read(signal),
    approve: (id) =>
      inTurn(async () => {
        await write(approved(await find(id), now()));
        await log({ decision: 'approve', id });
      }),
    drop: (id, claim, text) =>
      inTurn(async () => {
        const brief = await find(id);
        if (displayable(brief.claims[claim]?.text ?? '') !== text)
          throw new ReviewError('The brief has changed meanwhile: look again.');
        await write(withoutClaim(brief, claim, now()));
        await log({ decision: 'drop', id, text });
      }),
    rename: (id, rendering, correction) =>
      inTurn(async () => {
        const to = displayable(correction).replace(/\s+/g, ' ').trim().normalize('NFC');
        if (to === '' || to.length > LONGEST_NAME) throw new ReviewError(`A name has 1 to ${LONGEST_NAME} characters.`);
        const brief = await find(id);
        const fact = brief.facts.find(
          ({ kind, text, source }) => kind === 'name' && displayable(text) === rendering && source !== null,
        );
        if (fact?.source == null) throw new ReviewError('The brief has no such name any more.');
        const from = fact.text;
        if (to === from) throw new ReviewError('That is how the name stands there already.');
        const source = fact.source.text;
        await settleTerm(glossaryFile, { source, target: to, language: null, doNotTranslate: false });
        const glossary = readGlossary(glossaryFile);
        let changed = 0;
        for (const one of (await reader.read(never)).briefs) {
          if (!holdsName(one.article.text, source)) continue;
          const corrected = renamed(one, from, to, glossary, now());
          if (corrected === one) continue;
          await write(corrected);
          changed += 1;
        }
        await log({ decision: 'rename', id, source, from, to, changed });
        return changed;
      }),
  };
}
