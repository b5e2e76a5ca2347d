import { displayable } from '../adapters/writers/markdown.ts';
import type { Brief } from '../core/index.ts';
import { generateAtomFeed, generateJsonFeed } from 'feedsmith';
import { tellable } from './content.ts';
import type { DigestContent } from './content.ts';
import { safeLink } from './markup.ts';
import type { Markup } from './markup.ts';
import { briefReading, storyReading } from './reading.ts';
import { languageOf, longDay, outletOf, VERDICTS } from './words.ts';

/** One entry of a feed: a brief, or what several sources together say about a story. */
interface Entry {
  /** A tag URI (RFC 4151): the same in every digest that holds the brief. */
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
  readonly author: string;
  /** When the article came out, so that a digest that is made again shows nothing as new. */
  readonly at: Date;
  readonly tags: readonly string[];
  readonly body: Markup;
}

/** Held briefs are no news: a feed has none. */
function entriesOf(content: DigestContent): Entry[] {
  const { stories, madeAt, originals } = content;
  const told = stories
    .filter(({ briefs }) => briefs.length > 1)
    .map((story): Entry => {
      const dates = story.briefs.map((brief) => publication(brief, madeAt));
      return {
        id: tagUri(`story/${story.id}`),
        title: displayable(`${story.headline} (${story.sources} ${story.sources === 1 ? 'source' : 'sources'})`),
        url: null,
        author: 'precis',
        at: new Date(Math.max(...dates.map(Number))),
        tags: ['Story', ...(story.contradictions.length > 0 ? ['Contradictions'] : [])],
        body: storyReading(story),
      };
    });
  const briefs = tellable(content).map((brief): Entry => ({
    id: tagUri(`brief/${brief.id}`),
    title: displayable(
      `${brief.verdict === 'verified' ? '' : `[${VERDICTS[brief.verdict].word}] `}${brief.headline.text}`,
    ),
    url: safeLink(brief.article.url)?.href ?? null,
    author: displayable(outletOf(brief.article)),
    at: publication(brief, madeAt),
    tags: [VERDICTS[brief.verdict].word, displayable(languageOf(brief.article))],
    body: briefReading(brief, originals),
  }));
  return [...told, ...briefs];
}

const tagUri = (specific: string): string => `tag:precis.invalid,2026:${encodeURI(displayable(specific))}`;

/** A day or a month begins at midnight UTC. The end of the batch stands in where no date is known. */
function publication({ article }: Brief, otherwise: Date): Date {
  const date = new Date(article.publishedAt ?? Number.NaN);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1900 || year > 9999 ? otherwise : date;
}

const title = ({ madeAt }: DigestContent): string => `Digest of ${longDay(madeAt)}`;

/** `digest.atom`: Atom 1.0 (RFC 4287). */
export function digestAtom(content: DigestContent): string {
  return generateAtomFeed(
    {
      id: tagUri('digest'),
      title: { value: title(content), type: 'text' },
      updated: content.madeAt,
      authors: [{ name: 'precis' }],
      generator: { text: 'precis' },
      entries: entriesOf(content).map(({ id, title: name, url, author, at, tags, body }) => ({
        id,
        title: { value: name, type: 'text' },
        updated: at,
        published: at,
        authors: [{ name: author }],
        categories: tags.map((term) => ({ term })),
        ...(url === null ? {} : { links: [{ href: url, rel: 'alternate' }] }),
        content: { value: body.toString(), type: 'html' },
      })),
    },
    { strict: true },
  );
}

/** `digest.json`: JSON Feed 1.1. */
export function digestJsonFeed(content: DigestContent): string {
  const feed = generateJsonFeed(
    {
      title: title(content),
      language: 'en',
      authors: [{ name: 'precis' }],
      items: entriesOf(content).map(({ id, title: name, url, author, at, tags, body }) => ({
        id,
        title: name,
        ...(url === null ? {} : { url }),
        date_published: at,
        tags: [...tags],
        authors: [{ name: author }],
        language: 'en',
        content_html: body.toString(),
      })),
    },
    { strict: true },
  );
  return `${JSON.stringify(feed, null, 2)}\n`;
}
