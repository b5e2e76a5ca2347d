import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWriter, writeAtomically } from '../../../src/adapters/writers/files.ts';
import { briefMarkdown, escapeMarkdown, readableDate } from '../../../src/adapters/writers/markdown.ts';
import { BRIEF_SCHEMA, NO_USAGE } from '../../../src/core/index.ts';
import type { Brief, Finding } from '../../../src/core/index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'precis-writer-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const TEXT = 'Le pont\n\nLe pont coûte 3 millions.';

function briefOf(over: Partial<Brief> = {}): Brief {
  return {
    schema: BRIEF_SCHEMA,
    id: 'the-bridge-0123456789ab',
    article: {
      path: 'in/pont.txt',
      url: 'https://example.org/pont',
      outlet: 'La Gazette',
      sha256: '0'.repeat(64),
      language: 'fr',
      title: 'Le pont',
      publishedAt: '2020-04-16',
      text: TEXT,
      segments: [
        { start: 0, end: 7 },
        { start: 9, end: TEXT.length },
      ],
    },
    headline: { text: 'The bridge', evidence: [{ segment: 0, start: 0, end: 7 }] },
    claims: [
      {
        text: 'The bridge costs 3 million.',
        evidence: [{ segment: 1, start: 9, end: TEXT.length }],
        verdict: 'supported',
      },
    ],
    facts: [],
    findings: [],
    dropped: [],
    duplicates: [],
    verdict: 'verified',
    made: { route: 'direct', translator: null, summariser: 'fake', prompt: null, precis: '0.1.0' },
    usage: NO_USAGE,
    warnings: [],
    signature: 'f'.repeat(64),
    ...over,
  };
}

describe('the file writer', () => {
  it('writes ID.md and ID.json and nothing else, and reads the brief back', async () => {
    const writer = createFileWriter(directory);
    const brief = briefOf();
    await writer.write(brief);
    await writer.write(brief);
    expect(readdirSync(directory).sort()).toEqual([`${brief.id}.json`, `${brief.id}.md`]);
    expect(await writer.read(brief.id)).toEqual(brief);
    expect(await writer.has(brief.id)).toBe(true);
  });

  it('puts a rejected brief into held/, and moves it when its verdict changes', async () => {
    const writer = createFileWriter(directory);
    await writer.write(briefOf({ verdict: 'rejected' }));
    expect(readdirSync(directory)).toEqual(['held']);
    await writer.write(briefOf());
    expect(readdirSync(join(directory, 'held'))).toEqual([]);
    expect(readdirSync(directory)).toContain('the-bridge-0123456789ab.md');
    await writer.remove('the-bridge-0123456789ab');
    expect(await writer.has('the-bridge-0123456789ab')).toBe(false);
  });

  it('does not take a file that is empty or cut short for a brief', async () => {
    const writer = createFileWriter(directory);
    const brief = briefOf();
    await writer.write(brief);
    truncateSync(join(directory, `${brief.id}.json`), 100);
    expect(await writer.has(brief.id)).toBe(false);
    expect(await writer.read(brief.id)).toBeNull();
    writeFileSync(join(directory, `${brief.id}.json`), '');
    expect(await writer.has(brief.id)).toBe(false);
  });

  it('leaves no temporary file behind when it fails', async () => {
    writeFileSync(join(directory, 'a-file'), '');
    await expect(writeAtomically(join(directory, 'a-file', 'x.json'), 'x')).rejects.toThrow(/cannot write/);
    expect(readdirSync(directory)).toEqual(['a-file']);
  });

  it('says that the disk is full where it is', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const { vi } = await import('vitest');
    vi.doMock('node:fs', async (original) => ({
      ...(await original<object>()),
      renameSync: () => {
        throw full;
      },
    }));
    vi.resetModules();
    const mocked = await import('../../../src/adapters/writers/files.ts');
    await expect(mocked.createFileWriter(directory).write(briefOf())).rejects.toThrow(
      /the disk is full: free some space/,
    );
    expect(readdirSync(directory)).toEqual([]);
    vi.doUnmock('node:fs');
    vi.resetModules();
  });
});

describe('a brief in Markdown', () => {
  it('numbers the source sentences that its claims point at', () => {
    const markdown = briefMarkdown(briefOf());
    expect(markdown).toContain('# The bridge');
    expect(markdown).toContain('French · 16 April 2020 · La Gazette');
    expect(markdown).toContain('- The bridge costs 3 million. [2]');
    expect(markdown).toContain('2. Le pont coûte 3 millions.');
    expect(markdown).not.toContain('review');
  });

  it('points the headline at its source too', () => {
    expect(briefMarkdown(briefOf())).toMatch(/^# The bridge \[1\]$/m);
  });

  it('tells what the original holds besides in its own words, in one line', () => {
    const left = (start: number, end: number): Finding => ({
      check: 'figure',
      severity: 'info',
      message: '--04',
      claim: null,
      target: null,
      source: { start, end, text: TEXT.slice(start, end) },
    });
    const other: Finding = { ...left(0, 2), check: 'name', message: 'The brief does not mention "Le".' };
    const markdown = briefMarkdown(briefOf({ findings: [left(0, 2), other, left(3, 7)] }));
    expect(markdown).toContain('- In the original, but not in the brief: “Le”, “pont”.');
    expect(markdown).toContain('does not mention');
    expect(markdown).not.toContain('--04');
  });

  it('says at the top what is doubtful and why', () => {
    const markdown = briefMarkdown(
      briefOf({
        verdict: 'review',
        findings: [
          {
            check: 'figure',
            severity: 'warning',
            message: 'The source says 4 million.',
            claim: 0,
            target: null,
            source: null,
          },
        ],
      }),
    );
    expect(markdown.indexOf('For review')).toBeLessThan(markdown.indexOf('- The bridge costs'));
    expect(markdown).toContain('Point 1: The source says 4 million.');
  });

  it('lists what was dropped with its reason, and the copies', () => {
    const markdown = briefMarkdown(
      briefOf({
        duplicates: ['in/copy.txt'],
        dropped: [
          {
            text: 'It costs 5 million.',
            evidence: [],
            findings: [
              {
                check: 'figure',
                severity: 'error',
                message: 'No 5 million there.',
                claim: 1,
                target: null,
                source: null,
              },
            ],
          },
        ],
      }),
    );
    expect(markdown).toContain('~~It costs 5 million.~~ No 5 million there.');
    expect(markdown).toContain('- in/copy.txt');
  });

  it('shows hostile text as text', () => {
    const hostile =
      '<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://evil/x.png)\n# heading\n| a | `b` **c**';
    const markdown = briefMarkdown(
      briefOf({
        headline: { text: hostile, evidence: [] },
        article: { ...briefOf().article, title: hostile, outlet: hostile, url: 'javascript:alert(1)', path: hostile },
      }),
    );
    expect(markdown).not.toMatch(/<script|[^\\]\]\(|[^\\]!?\[x|javascript:alert\(1\)\s·/);
    expect(markdown.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
  });

  it('escapes any text into one line without live markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[<>\n\r]/);
        expect(escaped).not.toMatch(/(^|[^\\])[*_`[\]|~]/);
      }),
    );
  });

  it.each([
    ['2020-04-16', '16 April 2020'],
    ['2020-04-16T08:00:00Z', '16 April 2020'],
    ['2020-04', 'April 2020'],
    ['2020', '2020'],
    ['whenever', 'whenever'],
  ])('shows the date %s as %s', (iso, shown) => {
    expect(readableDate(iso)).toBe(shown);
  });
});
