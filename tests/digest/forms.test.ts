import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIGEST_FORMATS, parseFormats, writeDigest } from '../../src/digest/index.ts';
import type { WrittenDigest } from '../../src/digest/index.ts';
import { folderOf, sampleBriefs } from './briefs.ts';
import { partsOf, readable } from './readable.ts';

const signal = new AbortController().signal;

describe('the forms of the digest', () => {
  let directory: string;
  let written: WrittenDigest;
  const read = (name: string) => readFile(`${directory}/${name}`, 'utf8');
  beforeAll(async () => {
    directory = await folderOf(sampleBriefs());
    written = await writeDigest(directory, { formats: DIGEST_FORMATS, signal });
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('are written beside the briefs', () => {
    expect(written.files).toEqual(DIGEST_FORMATS.map((format) => join(directory, `digest.${format}`)));
    expect([written.briefs, written.stories, written.problems]).toEqual([5, 3, []]);
  });

  it('writes Markdown with stories, contradictions, claims and their sentences', async () => {
    const markdown = await read('digest.md');
    expect(markdown).toContain(
      '# Digest of Thursday 14 March 2024\n\n5 articles, 3 stories: 2 verified, 2 for review, 1 held\n',
    );
    expect(markdown).toContain(
      '- **450** (Le Courrier du Sud): The Novalia battery factory in Tarragona is to create 450',
    );
    expect(markdown).toContain("  > L'usine de Novalia doit créer 450 emplois directs.");
    expect(markdown).toContain(
      "1. Novalia will invest €620 million in the battery factory in Tarragona.\n   > L'investissement s'élève à 620 millions d'euros à Tarragone.",
    );
    expect(markdown).toContain('> **To be checked:** Point 1: The name "Seville" is not in the original.');
    expect(markdown).toContain('## Held back: not to be used');
  });

  it('writes an Atom feed that a parser understands, without held briefs', async () => {
    const feed = parseAtomFeed(await read('digest.atom'));
    expect(feed.id).toBe('tag:precis.invalid,2026:digest');
    expect(feed.updated).toBe('2024-03-14T04:30:00.000Z');
    const entries = feed.entries!;
    expect(entries.map((entry) => entry.title?.value ?? entry.title)).toHaveLength(5);
    const novalia = entries.find(({ id }) => id === 'tag:precis.invalid,2026:brief/novalia-fr')!;
    expect(novalia.links).toEqual([
      expect.objectContaining({ href: 'https://courrier.example/novalia?a=1&b=2', rel: 'alternate' }),
    ]);
    expect(novalia.authors).toEqual([expect.objectContaining({ name: 'Le Courrier du Sud' })]);
    expect(novalia.updated).toBe('2024-03-12T00:00:00.000Z');
    expect(JSON.stringify(entries)).not.toContain('bank-de');
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it('writes a JSON Feed that a parser understands', async () => {
    const text = await read('digest.json');
    expect(JSON.parse(text)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' });
    const { items } = parseJsonFeed(text);
    expect(items).toHaveLength(5);
    const story = items!.find(({ tags }) => tags?.includes('Contradictions'))!;
    expect(story.content_html).toContain('<strong>500</strong> (Diario de Levante)');
  });

  it('writes a message that any mailer opens, in text and HTML', async () => {
    const message = await read('digest.eml');
    expect(message).toMatch(/^X-Unsent: 1\r\n/);
    expect(message).toContain('Subject: Digest of Thursday 14 March 2024: 4 briefs\r\n');
    const parts = partsOf(message);
    expect([...parts.keys()]).toEqual(['text/plain', 'text/html']);
    expect(parts.get('text/html')).toContain('<h2>Olive oil rises by 12%</h2>');
    expect(parts.get('text/html')).toContain('ستبلغ الكلفة 300 مليون درهم.');
    expect(parts.get('text/plain')).toContain("   > L'usine de Novalia doit créer 450 emplois directs.");
    // No escapes of Markdown in a text that people read.
    expect(parts.get('text/plain')).not.toContain('\\');
  });

  it('writes an EPUB whose first entry is its stored type', async () => {
    const bytes = await readFile(`${directory}/digest.epub`);
    // Local file header, no compression, a name of eight characters: what readers look for.
    expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
    expect(bytes.readUInt16LE(8)).toBe(0);
    expect(bytes.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip');
    const files = unzipSync(bytes);
    const text = (name: string) => strFromU8(files[name]!);
    const items = [...text('EPUB/package.opf').matchAll(/href="([^"]+)"/g)].map(([, href]) => `EPUB/${href}`);
    expect(items.toSorted()).toEqual(
      Object.keys(files)
        .filter((name) => /^EPUB\/(?!package)/.test(name))
        .toSorted(),
    );
    expect(text('EPUB/nav.xhtml')).toContain('<a href="story-1.xhtml">');
    expect(Object.keys(files).map(text).join('')).toContain('توسعة الميناء في طنجة');
  });

  it('makes the same digest of the same folder', async () => {
    const before = await Promise.all(DIGEST_FORMATS.map((format) => readFile(`${directory}/digest.${format}`)));
    await writeDigest(directory, { formats: DIGEST_FORMATS, signal });
    const after = await Promise.all(DIGEST_FORMATS.map((format) => readFile(`${directory}/digest.${format}`)));
    for (const [index, format] of DIGEST_FORMATS.entries()) {
      expect(after[index]!.equals(before[index]!), format).toBe(true);
    }
  });

  it('leaves full texts out of every form with --no-originals, and keeps the evidence', async () => {
    const other = await folderOf(sampleBriefs());
    await writeDigest(other, { formats: DIGEST_FORMATS, originals: false, signal });
    const texts = await Promise.all(DIGEST_FORMATS.map((format) => readable(`${other}/digest.${format}`, format)));
    for (const [index, text] of texts.entries()) {
      expect(text, DIGEST_FORMATS[index]).not.toContain('économie mixte');
      expect(text, DIGEST_FORMATS[index]).toContain('emplois directs');
    }
    const full = await Promise.all(DIGEST_FORMATS.map((format) => readable(`${directory}/digest.${format}`, format)));
    for (const [index, text] of full.entries()) expect(text, DIGEST_FORMATS[index]).toContain('économie mixte');
    await rm(other, { recursive: true });
  });

  it('says what is wrong with a folder', async () => {
    const empty = await folderOf([]);
    await expect(writeDigest(empty, { signal })).rejects.toThrow('no brief in this folder');
    await expect(writeDigest(`${empty}/nowhere`, { signal })).rejects.toThrow('this folder cannot be read');
    await rm(empty, { recursive: true });
  });

  it('reads the formats as users write them', () => {
    expect(parseFormats('md, EPUB,md')).toEqual(['md', 'epub']);
    expect(() => parseFormats('html,pdf')).toThrow('--format pdf: there is no such form; use html, md, atom');
  });
});
