import type { PageDocument } from './html-dom.ts';

/** What a page says of itself in its head. Raw strings. */
export interface PageMetadata {
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
}

/** Names of meta elements that hold a date of publication, the most reliable first. */
const DATE_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dcterms.date',
  'dcterms.created',
  'parsely-pub-date',
  'sailthru.date',
  'publish-date',
  'publish_date',
  'pubdate',
  'publication_date',
  'citation_publication_date',
  'citation_date',
  'date',
];

export function pageMetadata(document: PageDocument, html: string): PageMetadata {
  const meta = metaElements(document);
  const linked = linkedData(document);
  const canonical = attribute(document, 'link[rel="canonical"]', 'href') ?? meta.get('og:url') ?? linked?.url ?? null;
  return {
    title: titleOf(document, meta, linked),
    url: canonical,
    outlet: meta.get('og:site_name') ?? linked?.publisher ?? meta.get('application-name') ?? null,
    publishedAt: dateOf(document, html, meta, linked, canonical),
    language:
      document.documentElement?.getAttribute('lang') ??
      linked?.language ??
      meta.get('content-language') ??
      meta.get('og:locale') ??
      null,
  };
}

function metaElements(document: PageDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content')?.trim();
    if (!content) continue;
    for (const attributeName of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attributeName)?.toLowerCase();
      if (name && !found.has(name)) found.set(name, content);
    }
  }
  return found;
}

function attribute(document: PageDocument, selector: string, name: string): string | null {
  return document.querySelector(selector)?.getAttribute(name)?.trim() || null;
}

function textOf(document: PageDocument, selector: string): string | null {
  return document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() || null;
}

/** The heading of the page, unless it is not the article's: then what the page calls itself. */
function titleOf(document: PageDocument, meta: ReadonlyMap<string, string>, linked: LinkedData | null): string | null {
  const stated = meta.get('og:title') ?? linked?.headline ?? meta.get('twitter:title') ?? null;
  const page = textOf(document, 'head title') ?? textOf(document, 'title');
  const headings = [...document.querySelectorAll('h1')]
    .map((heading) => (heading.textContent ?? '').replace(/\s+/gu, ' ').trim())
    .filter((text) => text !== '' && text.length <= 300);
  const agreed = headings.find((heading) => [stated, page].some((other) => other !== null && overlaps(heading, other)));
  if (agreed !== undefined) return agreed;
  if (stated !== null) return stated;
  if (headings.length === 1) return headings[0]!;
  return page === null ? null : withoutSite(page, meta.get('og:site_name') ?? null);
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [words(a), words(b)];
  if (one.length === 0 || other.length === 0) return false;
  const known = new Set(other);
  const shared = one.filter((word) => known.has(word)).length;
  return shared / Math.min(one.length, other.length) >= 0.6;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** "Cisco investit en France - Le Monde" → the part before the site's name. */
function withoutSite(title: string, site: string | null): string {
  const parts = title.split(/\s+[|–—·»-]\s+/u);
  if (parts.length < 2) return title;
  const last = parts.at(-1)!;
  const isSite =
    site !== null ? overlaps(last, site) : words(last).length <= 4 && words(last).length * 2 < words(title).length;
  return isSite
    ? title
        .slice(0, title.lastIndexOf(last))
        .replace(/\s+[|–—·»-]\s*$/u, '')
        .trim()
    : title;
}

interface LinkedData {
  readonly headline: string | null;
  readonly datePublished: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly language: string | null;
}

/** The first article of the page's JSON-LD, whatever it is nested in. */
function linkedData(document: PageDocument): LinkedData | null {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length > 1_000_000) continue;
    let content: unknown;
    try {
      content = JSON.parse(text.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/)|(?:-->|\/\*\]\]>\*\/)\s*$/gu, ''));
    } catch {
      continue;
    }
    const article = findArticle(content);
    if (article !== null) {
      return {
        headline: stringOf(article['headline']) ?? stringOf(article['name']),
        datePublished: stringOf(article['datePublished']) ?? stringOf(article['dateCreated']),
        publisher: nameOf(article['publisher']),
        url:
          stringOf(article['url']) ??
          stringOf(record(article['mainEntityOfPage'])?.['@id']) ??
          stringOf(article['mainEntityOfPage']),
        language: stringOf(article['inLanguage']),
      };
    }
  }
  return null;
}

function findArticle(content: unknown): Record<string, unknown> | null {
  const queue: unknown[] = [content];
  // A breadth-first look at a bounded number of nodes.
  for (let looked = 0; looked < Math.min(queue.length, 2_000); looked += 1) {
    const node = queue[looked];
    if (Array.isArray(node)) queue.push(...node.slice(0, 200));
    const object = record(node);
    if (object === null) continue;
    const types = Array.isArray(object['@type']) ? object['@type'] : [object['@type']];
    if (types.some((type) => typeof type === 'string' && /(?:Article|BlogPosting|Report)$/u.test(type))) return object;
    for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage']) queue.push(object[key]);
  }
  return null;
}

function record(value: unknown): Record<string, unknown> | null {
  return isRecord(value) ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function nameOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return stringOf(first) ?? stringOf(record(first)?.['name']);
}

/** A cascade, the most reliable source first; a date in the text itself is looked for later. */
function dateOf(
  document: PageDocument,
  html: string,
  meta: ReadonlyMap<string, string>,
  linked: LinkedData | null,
  url: string | null,
): string | null {
  if (linked?.datePublished) return linked.datePublished;
  for (const name of DATE_NAMES) {
    const content = meta.get(name);
    if (content !== undefined && /\d{4}/u.test(content)) return content;
  }
  const raw = /"datePublished"\s{0,5}:\s{0,5}"([^"]{4,40})"/u.exec(html)?.[1];
  if (raw !== undefined) return raw;
  const inUrl = /\/((?:19|20)\d{2})\/(\d{2})\/(\d{2})(?:\/|$)/u.exec(url ?? '');
  if (inUrl !== null) return `${inUrl[1]!}-${inUrl[2]!}-${inUrl[3]!}`;
  for (const selector of [
    '[itemprop="datePublished"]',
    'time[pubdate]',
    'article time[datetime]',
    'main time[datetime]',
    'time[datetime]',
  ]) {
    const element = document.querySelector(selector);
    const value = element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? null;
    if (value !== null && /\d{4}/u.test(value)) return value;
  }
  for (const selector of ['[class*="publish"]', '[class*="pubdate"]', '[class*="date"]', '[id*="date"]', 'time']) {
    const text = textOf(document, selector);
    if (text !== null && text.length <= 80 && /\d{4}/u.test(text)) return text;
  }
  return null;
}
