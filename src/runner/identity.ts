import { createHash } from 'node:crypto';
import type { Article } from '../core/index.ts';

const SLUG_LENGTH = 48;
/** Characters of the text that the slug is made from; decomposed, they may grow. */
const SLUG_SOURCE = 120;

/** SHA-256 in lower-case hexadecimal over the parts, each ended by a NUL so that no two lists run together. */
export function sha256(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/**
 * The id of an article's brief and the stem of its file names.
 *
 * It comes from the content alone, so it is the same on every machine, under every path, and for every copy. Readable
 * letters of the title (or of the first sentence) stand first; only `a-z`, `0-9` and `-` occur, at most 61 characters, so no title can name a
 * path, a reserved device or a hidden file. The hash tells articles of one title apart.
 */
export function briefId(article: Pick<Article, 'text' | 'language' | 'sha256'>): string {
  let id = ids.get(article);
  if (id === undefined) ids.set(article, (id = makeId(article)));
  return id;
}

/** Asked for at every step of an article. */
const ids = new WeakMap<object, string>();

function makeId(article: Pick<Article, 'text' | 'language' | 'sha256'>): string {
  const slug = article.text
    .slice(0, SLUG_SOURCE)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
  const stem = slug.length >= 3 ? slug : article.language.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${stem}-${article.sha256.slice(0, 12)}`;
}
