import { readFile, rm } from 'node:fs/promises';
import { parseAtomFeed } from 'feedsmith';
import { strFromU8, unzipSync } from 'fflate';
import { DOMParser, parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIGEST_FORMATS, writeDigest } from '../../src/digest/index.ts';
import { folderOf, makeBrief, sampleReport } from './briefs.ts';
import { readable } from './readable.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  ']]><script>alert(1)</script>',
  '<!--',
  '[link](javascript:alert(1)) ![x](http://evil.example/p.png)',
  '${process.exit()}',
  '&lt;script&gt;',
  '\u202e0001\u202c euros \u2066hidden\u2069',
  'control\u0000\u0008\u001b[31m and \ud800 alone',
];
const HOSTILE = ATTACKS.join(' ');

/** Every field of a brief that comes from outside holds every attack. */
const hostile = [0, 1].map((number) =>
  makeBrief({
    id: `hostile-${number}`,
    language: number === 0 ? 'fr' : 'ar',
    path: `articles/${HOSTILE}`,
    outlet: `${HOSTILE} outlet`,
    url: number === 0 ? 'javascript:alert(1)//https://x.example' : 'https://user:pass@evil.example/"><script>',
    publishedAt: number === 0 ? '"><script>alert(1)</script>' : '2024-03-12T10:00:00Z<script>',
    verdict: number === 0 ? 'review' : 'verified',
    lines: [
      {
        original: `Titre ${HOSTILE}`,
        claim: `Novalia plant in Tarragona hit by storm Irina ${HOSTILE}`,
        facts: [['name', ATTACKS[0]!, ATTACKS[0]!]],
      },
      {
        original: `Corps ${HOSTILE} 500 emplois.`,
        claim: `The Novalia plant in Tarragona loses ${number === 0 ? 500 : 300} jobs ${HOSTILE}`,
        facts: [
          ['name', '"><svg onload=alert(1)>', '"><svg onload=alert(1)>'],
          ['count', number === 0 ? '500' : '300', '500'],
        ],
      },
    ],
    findings: [
      { message: `Finding ${HOSTILE}`, claim: 0 },
      { message: `Note ${HOSTILE}`, severity: 'info' },
    ],
    dropped: [`Dropped ${HOSTILE}`],
    duplicates: [`copy ${HOSTILE}`],
  }),
);
const report = {
  ...sampleReport(),
  translator: HOSTILE,
  summariser: HOSTILE,
  sendsTextTo: [HOSTILE],
  services: { [HOSTILE]: sampleReport().services['openai:test']! },
  languages: { [`x-${HOSTILE}`]: 1 },
  warnings: [HOSTILE],
  slowest: sampleReport().slowest.map((event) => ({ ...event, path: HOSTILE })),
  unbriefed: sampleReport().unbriefed.map((event) => ({ ...event, path: HOSTILE, reason: HOSTILE })),
};

type ParsedDocument = ReturnType<typeof parseHTML>['document'];

/** Elements and attributes that could run something or fetch something. */
function expectInert(document: ParsedDocument, allowedScripts = 0): void {
  expect(document.querySelectorAll('script')).toHaveLength(allowedScripts);
  expect(document.querySelectorAll('img, iframe, object, embed, link[href^="http"], base, audio, video')).toHaveLength(
    0,
  );
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/i);
      if (name === 'href' || name === 'src') expect(value).toMatch(/^(#|https?:\/\/|[a-z0-9-]+\.(xhtml|css)$)/);
    }
  }
}

/** Characters that turn text round or hide it, that end documents, or that no document may hold. */
// eslint-disable-next-line no-control-regex -- these are the characters
const DECEIVING = /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

describe('hostile articles', () => {
  let directory: string;
  const forms = new Map<string, string>();
  beforeAll(async () => {
    directory = await folderOf(hostile, report);
    const signal = new AbortController().signal;
    await writeDigest(directory, { formats: DIGEST_FORMATS, signal });
    for (const format of DIGEST_FORMATS) forms.set(format, await readable(`${directory}/digest.${format}`, format));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it.each(DIGEST_FORMATS)('hide and turn nothing round in %s', (format) => {
    expect(forms.get(format)).toContain('Finding');
    expect(forms.get(format)).not.toMatch(DECEIVING);
  });

  it('run nothing in the page, and show what they tried', () => {
    const { document } = parseHTML(forms.get('html')!);
    expectInert(document, 1);
    expect(document.querySelector('.claim')!.textContent).toContain('</script><script>alert(1)</script>');
    expect(document.querySelectorAll('a[href*="javascript"], a[href*="evil"]')).toHaveLength(0);
    expect(document.querySelectorAll('style')).toHaveLength(1);
  });

  it('are text in Markdown', () => {
    const markdown = forms.get('md')!;
    expect(markdown).not.toMatch(/<(script|img|svg|!--)/i);
    expect(markdown).not.toMatch(/(^|[^\\])\]\(/m);
    expect(markdown).toContain('\\[link\\](javascript:alert(1))');
  });

  it('run nothing in the feeds', () => {
    const contents = [
      ...parseAtomFeed(forms.get('atom')!).entries!.map(({ content }) => content?.value ?? ''),
      ...(JSON.parse(forms.get('json')!) as { items: { content_html: string; url?: string }[] }).items.map(
        ({ content_html, url }) => {
          expect(url).toBeUndefined();
          return content_html;
        },
      ),
    ];
    expect(contents).toHaveLength(6);
    for (const content of contents) {
      expectInert(parseHTML(`<!doctype html><body>${content}</body>`).document);
      expect(content).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
    expect(forms.get('atom')).not.toContain('javascript:alert(1)//');
  });

  it('run nothing in the mail and make no header of their own', async () => {
    const message = await readFile(`${directory}/digest.eml`, 'utf8');
    const head = message.slice(0, message.indexOf('\r\n\r\n'));
    expect(head).not.toMatch(/alert|script|evil/);
    const html = forms.get('eml')!;
    expectInert(parseHTML(html.slice(html.indexOf('<!doctype'))).document);
  });

  it('run nothing in the EPUB, whose documents are well-formed', async () => {
    const files = unzipSync(await readFile(`${directory}/digest.epub`));
    expect(
      Object.keys(files).filter(
        (name) => !/^(mimetype|META-INF\/container\.xml|EPUB\/[a-z0-9-]+\.(xhtml|opf|css))$/.test(name),
      ),
    ).toEqual([]);
    for (const [name, bytes] of Object.entries(files)) {
      if (!name.endsWith('.xhtml')) continue;
      expectInert(new DOMParser().parseFromString(strFromU8(bytes), 'text/xml'));
    }
  });
});
