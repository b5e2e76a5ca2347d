import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWriter } from '../../src/adapters/writers/files.ts';
import { batchReader } from '../../src/digest/read.ts';
import { folderOf, sampleBriefs, sampleReport } from './briefs.ts';

const signal = new AbortController().signal;
let directory: string;
beforeEach(async () => {
  directory = await folderOf(sampleBriefs());
});
afterEach(() => rm(directory, { recursive: true }));

describe('reading a folder of briefs', () => {
  it('finds briefs, held ones and the report, and takes nothing else for a brief', async () => {
    for (const name of ['digest.json', '.abc.tmp', '.hidden.json', 'notes.txt'])
      await writeFile(join(directory, name), '{}');
    const { briefs, report, problems } = await batchReader(directory).read(signal);
    expect(briefs.map(({ id }) => id).toSorted()).toEqual([
      'bank-de',
      'novalia-es',
      'novalia-fr',
      'olive-oil',
      'port-ar',
    ]);
    expect(report).toEqual(sampleReport());
    expect(problems).toEqual([]);
  });

  it('does without a report that is damaged', async () => {
    await writeFile(join(directory, 'run.json'), '{"schema":"precis/run@1"');
    expect((await batchReader(directory).read(signal)).report).toBeNull();
  });

  it('says of each file that is no brief what is wrong, and reads the others', async () => {
    await writeFile(join(directory, 'zeros.json'), '\0'.repeat(100));
    await writeFile(join(directory, 'list.json'), '[]');
    const wrong = { ...sampleBriefs()[0]!, id: 'wrong', claims: [{ text: 7 }] };
    await writeFile(join(directory, 'wrong.json'), JSON.stringify(wrong));
    const { briefs, problems } = await batchReader(directory).read(signal);
    expect(briefs).toHaveLength(5);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['list.json', 'wrong.json', 'zeros.json']);
    expect(problems[1]).toContain('claims.0.text');
  });

  it('reads again only what changed', async () => {
    const reader = batchReader(directory);
    const first = await reader.read(signal);
    const fresh = { ...sampleBriefs()[0]!, duplicates: ['new.txt'] };
    await createFileWriter(directory).write(fresh);
    const second = await reader.read(signal);
    const of = (batch: typeof first, id: string) => batch.briefs.find((brief) => brief.id === id);
    expect(of(second, 'olive-oil')).toBe(of(first, 'olive-oil'));
    expect(of(second, 'novalia-fr')!.duplicates).toEqual(['new.txt']);
    await rm(join(directory, 'olive-oil.json'));
    expect(of(await reader.read(signal), 'olive-oil')).toBeUndefined();
  });

  it('takes the newer of a brief that is seen on its way out of held/', async () => {
    const [brief] = sampleBriefs();
    const held = join(directory, 'held', 'novalia-fr.json');
    await writeFile(held, JSON.stringify({ ...brief!, verdict: 'rejected' }));
    await utimes(held, new Date(0), new Date(0));
    const verdict = async () =>
      (await batchReader(directory).read(signal)).briefs.find(({ id }) => id === 'novalia-fr')!.verdict;
    expect(await verdict()).toBe('verified');
    await utimes(held, new Date(), new Date(Date.now() + 60_000));
    expect(await verdict()).toBe('rejected');
  });

  it('refuses more briefs than a page can show', async () => {
    await rename(join(directory, 'olive-oil.json'), join(directory, 'other.json'));
    await expect(batchReader(directory, 4).read(signal)).rejects.toThrow(
      '5 briefs are too many for one digest (4 at most)',
    );
  });

  it('stops when it is told to', async () => {
    const stop = AbortSignal.abort(new DOMException('interrupted', 'AbortError'));
    await expect(batchReader(directory).read(stop)).rejects.toThrow('interrupted');
  });
});
