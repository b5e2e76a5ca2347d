import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Brief } from '../../src/core/index.ts';
import { identifyLanguage } from '../../src/text/language.ts';
import { BIN } from '../recovery/workplace.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const WIKINEWS = fileURLToPath(new URL('../../../shared/data/wikinews-fr/documents', import.meta.url));

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'precis-main-job-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function precis(argv: readonly string[], before: readonly string[] = []) {
  const [program, ...rest] = [...before, process.execPath, BIN, ...argv];
  return spawnSync(program!, rest, {
    encoding: 'utf8',
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: root },
    maxBuffer: 64e6,
  });
}

function briefsIn(out: string): Brief[] {
  return [out, join(out, 'held')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json') && name !== 'run.json')
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Brief),
    );
}

/** What must hold for every brief, whatever the article. */
function expectSound(brief: Brief): void {
  const { article } = brief;
  expect(brief.headline.text.trim()).not.toBe('');
  expect(brief.claims.length).toBeGreaterThan(0);
  for (const claim of brief.claims) {
    // Extract-first: each sentence is the rendering of exactly one source segment.
    expect(claim.evidence).toHaveLength(1);
    const [{ segment, start, end }] = claim.evidence as [{ segment: number; start: number; end: number }];
    expect(article.segments[segment]).toEqual({ start, end });
    expect(claim.text).not.toBe(article.text.slice(start, end));
    expect(claim.text).not.toMatch(/\u00ad|<\/?[a-z]+[^>]*>|&[a-z]+;|[«»]|\*\w|#\w+\b(?<!#FrenchTech)/);
  }
  const english = brief.claims.map(({ text }) => text).join(' ');
  if (english.length > 200) expect(identifyLanguage(english).language).toBe('en');
  for (const fact of brief.facts) {
    if (fact.verdict === 'traced' || fact.verdict === 'converted') continue;
    // What is not traced is never passed over in silence.
    const said = brief.findings.filter(({ severity, claim }) => severity === 'warning' && claim === fact.claim);
    expect(said, `${fact.text} in ${brief.id}`).not.toEqual([]);
  }
}

const figures = (brief: Brief) => brief.facts.map(({ kind, value, unit }) => `${kind} ${value} ${unit ?? ''}`.trim());

describe('the main job with the real Apertium, offline', () => {
  let briefs: Brief[];
  let run: ReturnType<typeof precis>;
  const out = () => join(root, 'briefs');

  beforeAll(() => {
    // `unshare -n` gives a network without any interface: whatever was sent would fail.
    const cut = spawnSync('unshare', ['-n', 'true']).status === 0 ? ['unshare', '-n'] : [];
    run = precis(
      ['run', CONTENT, '--out', out(), '--glossary', join(CONTENT, 'glossary.csv'), '--offline', '--json'],
      cut,
    );
    briefs = briefsIn(out());
  });

  it('briefs every article in a language that it can do, and names the others', () => {
    expect(run.status, run.stderr).toBeLessThanOrEqual(1);
    const languages = new Set(briefs.map(({ article }) => article.language));
    expect([...languages].sort()).toEqual(['ca', 'es', 'fr', 'it', 'pt']);
    expect(briefs.length).toBeGreaterThanOrEqual(13);
    expect(run.stderr).toContain('in German');
    expect(run.stderr).toContain('in Dutch');
    expect(run.stderr).toContain('precis setup de');
  });

  it('makes sound briefs, at most for review, and says why', () => {
    for (const brief of briefs) {
      if (brief.verdict === 'rejected') continue;
      expectSound(brief);
      expect(brief.verdict).toBe('review');
      expect(brief.made).toMatchObject({ route: 'extract-first', translator: 'apertium', summariser: 'extractive' });
      const markdown = readFileSync(join(out(), `${brief.id}.md`), 'utf8');
      expect(markdown).toMatch(/For review[^#]*> - .*rough translator/);
    }
    // A held brief is the exception: the checks must not reject what the rules of this engine get right.
    expect(briefs.filter(({ verdict }) => verdict === 'rejected').length).toBeLessThanOrEqual(1);
  });

  it('gets the figures of the two Cisco articles right', () => {
    const financing = briefs.find(({ article }) => article.path.endsWith('cisco-financement.txt'))!;
    expect(financing.article.publishedAt).toBe('2020-04');
    const english = [financing.headline, ...financing.claims].map(({ text }) => text).join('\n');
    expect(english).toContain('$2.5 billion');
    expect(english).toContain('95%');
    expect(english).toMatch(/1%/);
    expect(figures(financing)).toEqual(expect.arrayContaining(['money 2500000000 USD', 'percentage 95 %']));

    const startups = briefs.find(({ article }) => article.path.endsWith('cisco-startups.txt'))!;
    expect(startups.article.publishedAt).toBe('2015-02-16');
    const text = [startups.headline, ...startups.claims].map((claim) => claim.text).join('\n');
    for (const figure of ['$100 million', '€88 million', '200,000', '1997', '165', '16 February 2015', '6,000']) {
      expect(text).toContain(figure);
    }
    for (const name of ['Cisco', 'Manuel Valls', 'John Chambers', 'Networking Academy']) expect(text).toContain(name);
  });

  it('does nothing twice', () => {
    const again = precis([
      'run',
      CONTENT,
      '--out',
      out(),
      '--glossary',
      join(CONTENT, 'glossary.csv'),
      '--offline',
      '--json',
    ]);
    const end = JSON.parse(again.stdout.trim().split('\n').at(-1)!) as { outcomes: Record<string, number> };
    expect(end.outcomes).toMatchObject({ written: 0, unchanged: briefs.length });
  });
});

// Extra: real articles, where the shared data is at hand.
describe.skipIf(!existsSync(WIKINEWS))('100 real articles of French Wikinews', () => {
  it('become 100 sound briefs', { timeout: 300_000 }, () => {
    const out = join(root, 'wikinews');
    const run = precis(['run', WIKINEWS, '--out', out, '--offline', '--format', 'none', '--fail-on', 'never']);
    expect(run.status, run.stderr).toBe(0);
    const briefs = briefsIn(out);
    expect(briefs).toHaveLength(100);
    for (const brief of briefs) {
      expect(brief.article.language).toBe('fr');
      expect(brief.article.text).not.toMatch(/\u00ad|<[a-z/]/);
      if (brief.verdict !== 'rejected') expectSound(brief);
    }
  });
});
