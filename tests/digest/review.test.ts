import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseGlossary, readGlossary } from '../../src/config/index.ts';
import type { Brief } from '../../src/core/index.ts';
import { createDesk } from '../../src/digest/desk.ts';
import { settleTerm } from '../../src/digest/glossary-file.ts';
import { collectNames, namesCsv } from '../../src/digest/index.ts';
import { approved, renamed, withoutClaim } from '../../src/digest/review.ts';
import { recheckBrief } from '../../src/verify/index.ts';
import { folderOf, makeBrief, sampleBriefs } from './briefs.ts';

const AT = new Date('2024-03-14T09:00:00Z');
const APPROVAL = 'Approved by a reader on 14 March 2024.';

/** Two claims, of which the second says what the original does not. */
function doubtful(): Brief {
  const brief = makeBrief({
    id: 'plant',
    language: 'fr',
    verdict: 'review',
    lines: [
      { original: 'Durand ouvre une usine à Lyon', claim: 'Durand opens a factory in Lyon' },
      { original: 'Durand investit 620 millions d’euros à Lyon.', claim: 'Durand invests €620 million in Lyon.' },
      { original: 'Durand créera 450 emplois à Lyon.', claim: 'Durand will create 800 jobs in Lyon.' },
    ],
  });
  const check = recheckBrief(brief);
  return { ...brief, claims: check.claims, facts: check.facts, findings: check.findings, verdict: check.verdict };
}

describe('a reader', () => {
  it('approves a brief in review, and stays named in it', () => {
    const brief = { ...sampleBriefs()[1]!, verdict: 'review' as const };
    const after = approved(brief, AT);
    expect(after.verdict).toBe('verified');
    expect(after.findings.at(-1)).toMatchObject({ severity: 'info', message: APPROVAL });
    expect(() => approved(after, AT)).toThrow('not for review');
    expect(() => approved({ ...brief, verdict: 'rejected' }, AT)).toThrow('it is rejected');
  });

  it('drops a claim: the rest is checked again, and what was wrong with it goes with it', () => {
    const before = doubtful();
    expect(before.verdict).toBe('rejected');
    const after = withoutClaim(before, 1, AT);
    expect(after.claims.map(({ text }) => text)).toEqual(['Durand invests €620 million in Lyon.']);
    expect(after.verdict).not.toBe('rejected');
    expect(after.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(after.dropped.at(-1)).toMatchObject({ text: 'Durand will create 800 jobs in Lyon.' });
    expect(after.dropped.at(-1)!.findings.map(({ message }) => message)).toContain(
      'Dropped by a reader on 14 March 2024.',
    );
    expect(after.facts.every(({ claim }) => claim === null || claim === 0)).toBe(true);
    // What is written passes the check of `precis check`.
    expect(recheckBrief(after).verdict).toBe(after.verdict);
    expect(() => withoutClaim(after, 0, AT)).toThrow('last point');
    expect(() => withoutClaim(before, 7, AT)).toThrow('no point 8');
  });

  it('keeps doubts about other claims when one is dropped, at their new places', () => {
    const warned: Brief = {
      ...doubtful(),
      findings: [
        {
          check: 'support',
          severity: 'warning',
          message: 'A service was unsure.',
          claim: 1,
          target: null,
          source: null,
        },
        {
          check: 'support',
          severity: 'warning',
          message: 'The first claim is odd.',
          claim: 0,
          target: null,
          source: null,
        },
      ],
    };
    const after = withoutClaim(warned, 0, AT);
    expect(after.findings).toContainEqual(expect.objectContaining({ message: 'A service was unsure.', claim: 0 }));
    expect(after.findings.map(({ message }) => message)).not.toContain('The first claim is odd.');
  });

  it('corrects a name as a whole word, everywhere in the brief', () => {
    const glossary = parseGlossary('source,english,language\nDurand,Durant,fr\n', 'test');
    const brief = makeBrief({
      id: 'a',
      language: 'fr',
      lines: [
        { original: 'Durand part', claim: 'Durand leaves', facts: [['name', 'Durand', 'Durand']] },
        { original: 'Durand et Durandal.', claim: 'Durand and Durandal; Durand’s word.' },
      ],
    });
    const after = renamed(brief, 'Durand', 'Durant', glossary, AT);
    expect(after.headline.text).toBe('Durant leaves');
    expect(after.claims[0]!.text).toBe('Durant and Durandal; Durant’s word.');
    expect(after.facts.filter(({ text }) => text === 'Durant').map(({ verdict }) => verdict)).not.toContain(
      'not-found',
    );
    expect(after.findings.map(({ message }) => message)).toContain(
      'A reader put “Durant” for “Durand” on 14 March 2024.',
    );
    expect(renamed(after, 'Nobody', 'X', glossary, AT)).toBe(after);
  });

  it('keeps an approval through a correction', () => {
    const glossary = parseGlossary('source,english,language\nDurand,Durant,fr\n', 'test');
    const clean = withoutClaim(doubtful(), 1, AT);
    const yes = approved({ ...clean, verdict: 'review' }, AT);
    expect(renamed(yes, 'Durand', 'Durant', glossary, AT)).toMatchObject({ verdict: 'verified' });
  });
});

describe('the glossary file', () => {
  let folder: string;
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const entry = { source: 'Durand', target: 'Durant', language: 'fr', doNotTranslate: false };

  it('is made where there is none', async () => {
    folder = mkdtempSync(join(tmpdir(), 'precis-glossary-'));
    const file = join(folder, 'g.csv');
    await settleTerm(file, entry);
    expect(readGlossary(file).entries).toEqual([entry]);
  });

  it('keeps its lines, columns and separator; the same term in the same language gives way', async () => {
    folder = mkdtempSync(join(tmpdir(), 'precis-glossary-'));
    const file = join(folder, 'g.csv');
    await writeFile(
      file,
      '\ufefflanguage;source;english;note\r\nfr;Durand;Durand;old\r\nde;Durand;Durand;other\r\nfr;"a;b";"c ""d""";\r\n',
    );
    await settleTerm(file, { ...entry, target: 'Du"rant; jr' });
    expect(await readFile(file, 'utf8')).toBe(
      'language;source;english;note\nde;Durand;Durand;other\nfr;"a;b";"c ""d""";\nfr;Durand;"Du""rant; jr";\n',
    );
    expect(readGlossary(file).entries.at(-1)).toMatchObject({
      source: 'Durand',
      target: 'Du"rant; jr',
      language: 'fr',
    });
  });

  it('is left alone where it is no glossary', async () => {
    folder = mkdtempSync(join(tmpdir(), 'precis-glossary-'));
    const file = join(folder, 'g.csv');
    await writeFile(file, 'a,b\n1,2\n');
    await expect(settleTerm(file, entry)).rejects.toThrow('must name the columns');
    expect(await readFile(file, 'utf8')).toBe('a,b\n1,2\n');
  });
});

describe('the names of a batch', () => {
  const named = (id: string, language: string, english: string, original: string) =>
    makeBrief({
      id,
      language,
      lines: [{ original: `${original} part`, claim: `${english} leaves`, facts: [['name', english, original]] }],
    });
  const names = collectNames([
    named('a', 'fr', 'Kyiv', 'Kiev'),
    named('b', 'fr', 'Kiev', 'Kiev'),
    named('c', 'fr-CA', 'Kyiv', 'Kiev'),
    named('d', 'es', 'Kyiv', 'Kiev'),
    named('e', 'fr', 'Paris', 'Paris'),
    named('f', 'fr', 'Paris', 'Paris'),
    named('g', 'fr', 'Paris', 'Paris'),
    named('h', 'fr', 'Paris', 'Paris'),
  ]);

  it('come with their renderings, those rendered in several ways first', () => {
    expect(names.map(({ source, language, count, consistent }) => [source, language, count, consistent])).toEqual([
      ['Kiev', 'fr', 3, false],
      ['Paris', 'fr', 4, true],
      ['Kiev', 'es', 1, true],
    ]);
    expect(names[0]!.renderings).toEqual([
      { text: 'Kyiv', count: 2, briefs: ['a', 'c'] },
      { text: 'Kiev', count: 1, briefs: ['b'] },
    ]);
  });

  it('make a glossary that precis reads', () => {
    expect(parseGlossary(namesCsv(names), 'test').entries[0]).toEqual({
      source: 'Kiev',
      target: 'Kyiv',
      language: 'fr',
      doNotTranslate: false,
    });
  });
});

describe('the desk', () => {
  let directory: string;
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const read = async (path: string) => JSON.parse(await readFile(join(directory, path), 'utf8')) as Brief;
  const deskOf = async (briefs: readonly Brief[]) => {
    directory = await folderOf(briefs);
    return createDesk({ directory, glossaryFile: join(directory, 'glossary.csv'), readGlossary, now: () => AT });
  };

  it('takes a held brief out of held/ once what was wrong is dropped', async () => {
    const desk = await deskOf([doubtful()]);
    expect((await read('held/plant.json')).verdict).toBe('rejected');
    await desk.drop('plant', 1, 'Durand will create 800 jobs in Lyon.');
    expect((await read('plant.json')).claims).toHaveLength(1);
    await expect(read('held/plant.json')).rejects.toThrow('ENOENT');
    expect(await readFile(join(directory, 'plant.md'), 'utf8')).toContain('~~Durand will create 800 jobs in Lyon.~~');
    const log = (await readFile(join(directory, '.precis/reviews.jsonl'), 'utf8')).trim().split('\n');
    expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: AT.toISOString(), decision: 'drop', id: 'plant', text: 'Durand will create 800 jobs in Lyon.' },
    ]);
  });

  it('drops no other claim than the one that was seen', async () => {
    const desk = await deskOf([doubtful()]);
    await expect(desk.drop('plant', 0, 'Durand will create 800 jobs in Lyon.')).rejects.toThrow(
      'has changed meanwhile',
    );
    await expect(desk.approve('nowhere')).rejects.toThrow('no longer there');
  });

  it('corrects a name in every brief whose original spells it so, and settles it for all languages', async () => {
    const brief = (id: string, language: string, original: string, english: string) =>
      makeBrief({
        id,
        language,
        lines: [
          {
            original: `${original} rencontre Paul`,
            claim: `${english} meets Paul`,
            facts: [['name', english, original]],
          },
          { original: `${original} parle.`, claim: `${english} speaks.` },
        ],
      });
    const desk = await deskOf([
      brief('a', 'fr', 'Zelenski', 'Zelenski'),
      brief('b', 'fr', 'Zelenski', 'Zelenski'),
      brief('c', 'es', 'Zelenski', 'Zelenski'),
      brief('d', 'fr', 'Dupont', 'Dupont'),
    ]);
    expect(await desk.rename('a', 'Zelenski', ' Zelensky ')).toBe(3);
    expect((await read('b.json')).claims[0]!.text).toBe('Zelensky speaks.');
    expect((await read('c.json')).claims[0]!.text).toBe('Zelensky speaks.');
    expect(readGlossary(join(directory, 'glossary.csv')).entries).toEqual([
      { source: 'Zelenski', target: 'Zelensky', language: null, doNotTranslate: false },
    ]);
    await expect(desk.rename('a', 'Nobody', 'X')).rejects.toThrow('no such name');
    await expect(desk.rename('a', 'Zelensky', '  ')).rejects.toThrow('1 to 120 characters');
  });
});
