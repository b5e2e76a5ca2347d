import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { Brief } from '../core/index.ts';
import { tellable } from './content.ts';
import type { DigestContent } from './content.ts';
import { markup } from './markup.ts';
import type { Content, Markup } from './markup.ts';
import { briefReading, storyReading } from './reading.ts';
import type { Story } from './stories.ts';
import { count, longDay, VERDICT_ORDER, VERDICTS } from './words.ts';

interface Chapter {
  readonly name: string;
  readonly title: string;
  readonly body: Markup;
}

/**
 * `digest.epub`: EPUB 3.3, a chapter a story, without script and without anything from outside. The same digest makes
 * the same file.
 */
export function digestEpub(content: DigestContent): Uint8Array {
  const title = `Digest of ${longDay(content.madeAt)}`;
  const chapters = [titleChapter(title, content), ...content.stories.map(storyChapter(content.originals))];
  const held = heldChapter(content.held);
  if (held !== null) chapters.push(held);

  const documents = chapters.map(({ name, title: heading, body }) => [`EPUB/${name}`, xhtml(heading, body)] as const);
  const hash = createHash('sha256');
  for (const [, text] of documents) hash.update(text);
  const files: Zippable = {
    // First and stored: by its place in the file a reader knows what it is.
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(CONTAINER),
    'EPUB/package.opf': strToU8(packageDocument(title, uuid(hash.digest()), content.madeAt, chapters)),
    'EPUB/nav.xhtml': strToU8(navigation(title, chapters)),
    'EPUB/style.css': strToU8(STYLE),
  };
  for (const [name, text] of documents) files[name] = strToU8(text);
  return zipSync(files, { mtime: zipTime(content.madeAt) });
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`;

const STYLE = `body { line-height: 1.45; }
h1, h2 { line-height: 1.2; }
blockquote { margin: 0.3em 0 0.8em 0.8em; padding-left: 0.8em; border-left: 2px solid; font-size: 0.9em; }
li > p { margin: 0.3em 0; }
`;

function titleChapter(title: string, content: DigestContent): Chapter {
  const briefs = [...tellable(content), ...content.held];
  const tally = VERDICT_ORDER.map(
    (verdict) => [verdict, briefs.filter((brief) => brief.verdict === verdict).length] as const,
  );
  const body = markup`<h1>${title}</h1>
<p>${count(briefs.length, 'article')}, ${count(content.stories.length, 'story', 'stories')}</p>
<ul>${tally.map(([verdict, number]) => number > 0 && markup`<li>${VERDICTS[verdict].sign} ${number} ${VERDICTS[verdict].word.toLowerCase()}: ${VERDICTS[verdict].meaning}</li>`)}</ul>`;
  return { name: 'front.xhtml', title, body };
}

function storyChapter(originals: boolean): (story: Story, index: number) => Chapter {
  return (story, index) => {
    const single = story.briefs.length === 1;
    const briefs = story.briefs.map(
      (brief) =>
        markup`${
          !single &&
          markup`<h2>${brief.headline.text}</h2>
`
        }${briefReading(brief, originals)}`,
    );
    return {
      name: `story-${index + 1}.xhtml`,
      title: story.headline,
      body: markup`<h1>${story.headline}</h1>
${!single && storyReading(story)}${briefs}`,
    };
  };
}

function heldChapter(held: readonly Brief[]): Chapter | null {
  if (held.length === 0) return null;
  const list = held.map(({ article }) => markup`<li>${article.path}</li>`);
  return {
    name: 'held.xhtml',
    title: 'Held back',
    body: markup`<h1>Held back</h1><p>These say something that their originals do not. They are in the folder of the briefs, and not to be used.</p><ul>${list}</ul>`,
  };
}

function xhtml(title: string, body: Content): string {
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>${named(title)}</title><link rel="stylesheet" type="text/css" href="style.css" /></head>
<body>${body}</body>
</html>
`.toString();
}

/** A document and an entry of the contents must have a name. */
const named = (title: string): string => (title.trim() === '' ? 'Untitled' : title);

function navigation(title: string, chapters: readonly Chapter[]): string {
  const list = chapters.map(
    ({ name, title: heading }) => markup`<li><a href="${name}">${named(heading)}</a></li>
`,
  );
  return xhtml(
    title,
    markup`<nav epub:type="toc"><h1>Contents</h1><ol>
${list}</ol></nav>`,
  );
}

function packageDocument(title: string, id: string, madeAt: Date, chapters: readonly Chapter[]): string {
  const items = chapters.map(
    ({ name }, index) => markup`<item id="c${index}" href="${name}" media-type="application/xhtml+xml"/>
`,
  );
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${id}</dc:identifier>
<dc:title>${title}</dc:title>
<dc:language>en</dc:language>
<dc:creator>precis</dc:creator>
<meta property="dcterms:modified">${madeAt.toISOString().slice(0, 19)}Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
${items}</manifest>
<spine>${chapters.map((_, index) => markup`<itemref idref="c${index}"/>`)}</spine>
</package>
`.toString();
}

/** A name-based UUID (RFC 9562, version 8) from a hash. */
function uuid(hash: Buffer): string {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Zip files know the years 1980 to 2107. */
function zipTime(date: Date): Date {
  const year = date.getUTCFullYear();
  return year >= 1981 && year <= 2106 ? date : new Date(Date.UTC(2000, 0, 1));
}
