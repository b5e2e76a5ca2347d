import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParsedInput } from '../../../src/adapters/readers/format.ts';
import { plainPage } from '../../../src/adapters/readers/html-format.ts';
import { parseHtml } from '../../../src/adapters/readers/html.ts';
import { pageParser } from '../../../src/adapters/readers/html-pool.ts';
import type { Paragraph } from '../../../src/text/clean.ts';

const SENTENCE =
  'Le groupe américain va investir cent millions de dollars dans les jeunes entreprises françaises, selon son président. ';

function paragraphsOf({ body }: ParsedInput): readonly Paragraph[] {
  if (typeof body === 'string') throw new Error('expected paragraphs');
  return body;
}

function plainTextOf({ body }: ParsedInput): string {
  if (typeof body !== 'string') throw new Error('expected plain text');
  return body;
}

function texts(html: string): string[] {
  return paragraphsOf(parseHtml(html)).map(({ text, kind }) => `${kind}: ${text}`);
}

describe('parseHtml', () => {
  it('keeps everything of a small page, inner headings included', () => {
    const html =
      '<!DOCTYPE html><html><head><title>Un titre</title><style>p{color:red}</style></head><body><h1>Un titre</h1><h2>Un chapeau.</h2><p>Un <b>pa­ragraphe</b>.</p><h2>Inter</h2><ul><li>un</li><li>deux</li></ul><script>alert(1)</script><p>Fin.</p></body></html>';
    expect(texts(html)).toEqual([
      'heading: Un titre',
      'heading: Un chapeau.',
      'text: Un pa­ragraphe.',
      'heading: Inter',
      'item: un',
      'item: deux',
      'text: Fin.',
    ]);
  });

  it('finds the article among navigation, teasers and hidden text', () => {
    const links = Array.from(
      { length: 40 },
      (_, index) => `<li><a href="/${index}">Une autre nouvelle du jour ${index}</a></li>`,
    ).join('');
    const paragraphs = Array.from({ length: 8 }, (_, index) => `<p>${index + 1}. ${SENTENCE.repeat(3)}</p>`).join('');
    const html = `<html><head><title>T</title></head><body><nav><ul>${links}</ul></nav><div class="content"><article><h1>Un titre</h1>${paragraphs}<h2>Un intertitre</h2>${paragraphs}<p hidden>caché</p></article></div><aside><ul>${links}</ul></aside><footer>Mentions légales</footer><script>var x = "fuite";</script></body></html>`;
    const found = texts(html).join('\n');
    expect(found.match(/Le groupe américain/gu)).toHaveLength(48);
    expect(found).toContain('Un intertitre');
    expect(found).not.toMatch(/autre nouvelle|Mentions|fuite|caché/u);
  });

  it.each([
    ['for screen readers alone', '<span class="sr-only">caché</span>'],
    ['invisible', '<div style="visibility: hidden">caché</div>'],
    ['written by readers', '<div class="post comments-area"><p>caché</p></div>'],
    ['written by readers, by its id', '<section id="comments"><p>caché</p></section>'],
    ['struck out', '<del>caché</del>'],
    ['the foot of the page', '<div class="site-footer">caché</div>'],
  ])('leaves out what is %s', (_name, html) => {
    const page = `<html><body class="comments open"><article class="comments"><p>Un.</p>${html}<p>Deux.</p></article></body></html>`;
    expect(texts(page)).toEqual(['text: Un.', 'text: Deux.']);
  });

  it('keeps a raised figure raised, and takes the mark of a footnote away', () => {
    expect(texts('<p>Il emploie 3 200 personnes<sup>2</sup> sur 40 m<sup>2</sup>, 10<sup>6</sup> litres.</p>')).toEqual(
      ['text: Il emploie 3 200 personnes sur 40 m², 10⁶ litres.'],
    );
  });

  it('keeps every embedded post of a page that has little else', () => {
    const html =
      '<body><h1>Réactions</h1><p>Le plan a été salué.</p><blockquote class="twitter-tweet"><p>Bravo ! <a>pic.twitter.com/x</a></p>— A B (@ab) <a>3 mars 2014</a></blockquote><p>Il attend.</p><blockquote class="bluesky-embed"><p>Nous attendons la suite.</p>— CGT (<a href="x">@cgt.bsky.social</a>) <a href="y">4 mars 2014 à 18:05</a></blockquote></body>';
    expect(texts(html)).toEqual([
      'heading: Réactions',
      'text: Le plan a été salué.',
      'text: Bravo ! pic.twitter.com/x — A B (@ab) 3 mars 2014',
      'text: Il attend.',
      'text: Nous attendons la suite. — CGT (@cgt.bsky.social) 4 mars 2014 à 18:05',
    ]);
  });

  it('breaks blocks and lines, joins posts and table rows', () => {
    expect(
      texts(
        '<body><div>Un.<br>Deux <br> trois</div>quatre<p>cinq</p><blockquote class="twitter-tweet"><p>Bravo !</p>— A B (@ab) <a>3 mars 2014</a></blockquote><table><tr><td>Inde</td><td>19</td></tr></table></body>',
      ),
    ).toEqual([
      'text: Un.',
      'text: Deux trois',
      'text: quatre',
      'text: cinq',
      'text: Bravo ! — A B (@ab) 3 mars 2014',
      'item: Inde · 19',
    ]);
  });

  it.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Un titre","datePublished":"2020-04-16T10:00:00Z","publisher":{"name":"Le Courrier"},"url":"https://example.org/a","inLanguage":"fr"}]}</script>',
    ],
    [
      'meta elements',
      '<meta property="og:title" content="Un titre"><meta property="article:published_time" content="2020-04-16T10:00:00Z"><meta property="og:site_name" content="Le Courrier"><link rel="canonical" href="https://example.org/a"><meta http-equiv="content-language" content="fr">',
    ],
  ])('reads title, date, address and outlet from %s', (_name, head) => {
    expect(parseHtml(`<html><head>${head}</head><body><p>Texte.</p></body></html>`)).toMatchObject({
      title: 'Un titre',
      publishedAt: '2020-04-16T10:00:00Z',
      outlet: 'Le Courrier',
      url: 'https://example.org/a',
      language: 'fr',
    });
  });

  it.each([
    [
      'the address',
      '<head><link rel="canonical" href="https://e.org/2020/04/16/a.html"></head><body><p>T</p></body>',
      '2020-04-16',
    ],
    ['a time element', '<body><p>T</p><time datetime="2020-04-16">hier</time></body>', '2020-04-16'],
    ['a class', '<body><span class="post-date">16 avril 2020</span><p>T</p></body>', '16 avril 2020'],
    ['nowhere', '<body><p>T</p></body>', null],
  ])('finds a date in %s', (_name, html, date) => {
    expect(parseHtml(`<html>${html}</html>`).publishedAt).toBe(date);
  });

  it('takes the name of the site off the title of the page', () => {
    expect(
      parseHtml('<html><head><title>Cisco investit en France - Le Courrier</title></head><body><p>T</p></body></html>')
        .title,
    ).toBe('Cisco investit en France');
  });

  it.each([
    ['nothing', ''],
    ['no markup', 'Le texte.'],
    ['a fragment', '<p>Le texte.'],
    ['broken JSON-LD', '<script type="application/ld+json">{"@type":</script><p>Le texte.</p>'],
    ['tags that close twice', '</p></div><p>Le texte.</p></p></html></body>'],
    ['a million open tags', '<div>'.repeat(20_000) + 'Le texte.'],
  ])('never throws: %s', (name, html) => {
    const { body } = parseHtml(html);
    const text = typeof body === 'string' ? body : body.map((paragraph) => paragraph.text).join(' ');
    expect(text.trim()).toBe(name === 'nothing' ? '' : 'Le texte.');
  });

  it('reads a page without its structure where it must', () => {
    const page = plainPage(
      '<html><head><title>Un &amp; titre</title><script>x</script></head><nav>Menu</nav><p>Un.</p><p>Deux.</p>',
      'so',
    );
    expect(page.title).toBe('Un & titre');
    expect(plainTextOf(page).trim().split(/\n+/u)).toEqual(['Un.', 'Deux.']);
  });
});

describe('pageParser in worker threads', () => {
  // Compiled inside the project, where the packages are found.
  const folder = resolve('node_modules/.cache-precis');
  let out = '';
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    out = mkdtempSync(join(folder, 'worker-'));
    try {
      execFileSync(
        process.execPath,
        ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', out],
        { stdio: 'ignore' },
      );
    } catch {
      // Type errors elsewhere do not keep the compiler from emitting.
    }
    writeFileSync(
      join(out, 'stalls.js'),
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { for (;;); });',
    );
    writeFileSync(
      join(out, 'dies.js'),
      'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(3));',
    );
  });
  afterAll(() => {
    rmSync(out, { recursive: true, force: true });
  });
  const worker = (name: string): URL => pathToFileURL(join(out, name));
  const page = `<html><head><title>T</title></head><body><article>${`<p>${SENTENCE}</p>`.repeat(1_000)}</article></body></html>`;
  const { signal } = new AbortController();

  it('gives what parsing in place gives', async () => {
    const parse = pageParser(20_000, worker('adapters/readers/html-worker.js'));
    const many = await Promise.all(Array.from({ length: 5 }, () => parse(page, signal)));
    for (const parsed of many) expect(parsed).toEqual(parseHtml(page));
    expect(paragraphsOf(many[0]!)).toHaveLength(1_000);
  });

  it.each([
    ['stalls.js', 'more than 0.3 s'],
    ['dies.js', 'exhausts the parser'],
  ])('reads a page as plain text when its thread fails: %s', async (file, why) => {
    const parse = pageParser(300, worker(file));
    const many = await Promise.all(Array.from({ length: 5 }, () => parse(page, signal)));
    for (const parsed of many) {
      expect(parsed.warnings.join()).toContain(why);
      expect(plainTextOf(parsed)).toContain(SENTENCE.trim());
    }
  });

  it('stops when aborted', async () => {
    const controller = new AbortController();
    const parsing = pageParser(20_000, worker('stalls.js'))(page, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(parsing).rejects.toThrow(/abort/u);
  });
});
