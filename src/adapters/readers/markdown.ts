import { parseDocument } from 'yaml';
import { decodeEntities, stripMarkup } from '../../text/clean-markup.ts';
import type { Paragraph } from '../../text/clean.ts';
import { decodeText } from './decode.ts';
import { asciiHead, type Format, type ParsedInput } from './format.ts';
import { guessWarning } from './plain.ts';

/** Markdown with optional front matter in YAML. */
export const markdown: Format = {
  name: 'Markdown',
  extensions: ['.md', '.markdown'],
  sniff: (head) => /^(?:\u00ef\u00bb\u00bf)?---\r?\n/u.test(asciiHead(head)),
  parse: async (bytes): Promise<ParsedInput> => {
    const { text, encoding, certain } = decodeText(bytes);
    const parsed = parseMarkdown(text);
    return certain ? parsed : { ...parsed, warnings: [...parsed.warnings, guessWarning(encoding)] };
  },
};

/** Front matter keys that mean something here, by what they mean. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'titre', 'titel', 'titulo', 'título', 'titolo', 'títol'],
  publishedAt: ['date', 'published', 'publishedat', 'published_at', 'pubdate'],
  language: ['lang', 'language', 'locale'],
  url: ['url', 'link', 'canonical', 'permalink', 'source_url'],
  outlet: ['source', 'outlet', 'publisher', 'site', 'publication'],
};

export function parseMarkdown(raw: string): ParsedInput {
  const text = raw.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n');
  const warnings: string[] = [];
  const { matter, body, isOpen } = splitFrontMatter(text);
  if (isOpen)
    warnings.push(
      'the front matter is never closed by a line of three dashes; it was taken to end at the first blank line',
    );
  const values = matter === null ? new Map<string, string>() : readFrontMatter(matter, warnings);
  const field = (name: string): string | null => {
    for (const key of FIELDS[name] ?? []) {
      const value = values.get(key);
      if (value !== undefined && value.trim() !== '') return value.trim();
    }
    return null;
  };
  const source = field('outlet');
  const sourceIsAddress = source !== null && /^https?:\/\//iu.test(source);
  const paragraphs = markdownParagraphs(body);
  const title = field('title') ?? titleOf(paragraphs);
  return {
    title,
    publishedAt: field('publishedAt'),
    language: field('language'),
    url: field('url') ?? (sourceIsAddress ? source : null),
    outlet: sourceIsAddress ? null : source,
    body: paragraphs,
    warnings,
  };
}

function titleOf(paragraphs: readonly Paragraph[]): string | null {
  const [first] = paragraphs;
  return first?.kind === 'heading' && paragraphs.length > 1 ? first.text : null;
}

const FIELD_LINE = /^[\p{L}_][\p{L}\p{N}_-]*[ \t]*:/mu;

/**
 * Front matter stands between two lines of three dashes at the very beginning. Where the second is missing, fields
 * right below the first one are front matter up to a blank line.
 */
function splitFrontMatter(text: string): { matter: string | null; body: string; isOpen: boolean } {
  const none = { matter: null, body: text, isOpen: false };
  const open = /^---[ \t]*\n/u.exec(text);
  if (open === null) return none;
  const inside = text.slice(open[0].length);
  const close = /^(?:---|\.\.\.)[ \t]*$/mu.exec(inside);
  if (close === null) {
    const blank = inside.search(/\n[ \t]*\n/u);
    if (blank < 0 || !FIELD_LINE.test(inside.slice(0, inside.indexOf('\n')))) return none;
    return { matter: inside.slice(0, blank), body: inside.slice(blank), isOpen: true };
  }
  const matter = inside.slice(0, close.index);
  // A thematic break and a later one are no front matter.
  if (!FIELD_LINE.test(matter)) return none;
  return { matter, body: inside.slice(close.index + close[0].length), isOpen: false };
}

/** Only scalar fields, as they are written: a date stays text. Never runs anything of the file. */
function readFrontMatter(matter: string, warnings: string[]): Map<string, string> {
  const values = new Map<string, string>();
  try {
    const document = parseDocument(matter, { schema: 'failsafe', prettyErrors: false, logLevel: 'silent' });
    if (document.errors.length === 0) {
      const content: unknown = document.toJS({ maxAliasCount: 10 });
      if (typeof content === 'object' && content !== null) {
        for (const [key, value] of Object.entries(content)) {
          if (typeof value === 'string') values.set(key.toLowerCase(), value);
        }
        return values;
      }
    }
  } catch {
    // Read by line below, as with any other fault.
  }
  warnings.push('the front matter is not valid YAML and was read line by line');
  for (const line of matter.split('\n')) {
    const match = /^([\p{L}_][\p{L}\p{N}_-]{0,40})[ \t]*:[ \t]*(.*)$/u.exec(line);
    if (match === null) continue;
    const value = match[2]!.trim().replace(/^(["'])(.*)\1$/u, '$2');
    if (value !== '' && !/^[[{|>&*]/u.test(value)) values.set(match[1]!.toLowerCase(), value);
  }
  return values;
}

/** Paragraphs of Markdown as text: markup goes, words stay; links keep their text, images and code blocks go. */
export function markdownParagraphs(body: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current: string[] = [];
  let kind: Paragraph['kind'] = 'text';
  let fence: string | null = null;
  const flush = (): void => {
    const text = inlineText(current.join('\n'));
    if (text !== '') paragraphs.push({ text, kind });
    current = [];
    kind = 'text';
  };
  for (const line of stripMarkup(body).split('\n')) {
    const fenced = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence !== null) {
      if (fenced?.startsWith(fence) === true) fence = null;
      continue;
    }
    if (fenced !== undefined) {
      flush();
      fence = fenced;
      continue;
    }
    const plain = line.replace(/^(?: {0,3}> ?){1,8}/u, '').trim();
    if (plain === '') {
      flush();
      continue;
    }
    // The underline of a heading; or a thematic break.
    if (/^(?:=+|-{2,})$/u.test(plain) && current.length > 0) {
      kind = 'heading';
      flush();
      continue;
    }
    if (
      /^(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$/u.test(plain) ||
      /^\[[^\]]{1,100}\]:\s/u.test(plain) ||
      /^:{3,}/u.test(plain)
    ) {
      flush();
      continue;
    }
    const heading = /^#{1,6}\s+(.*)$/u.exec(plain)?.[1];
    if (heading !== undefined) {
      flush();
      kind = 'heading';
      current = [heading.replace(/\s#+$/u, '')];
      flush();
      continue;
    }
    if (/^\|.*\|$/u.test(plain)) {
      flush();
      if (/^[|\s:-]+$/u.test(plain)) continue;
      kind = 'item';
      current = [
        plain
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim())
          .filter((cell) => cell !== '')
          .join(' · '),
      ];
      flush();
      continue;
    }
    const item = /^[*+-]\s+(.*)$/u.exec(plain)?.[1];
    if (item !== undefined) {
      flush();
      kind = 'item';
      current = [item];
      continue;
    }
    // "1. Un point": the number stays, since "16. Februar" may begin a paragraph too.
    if (/^\d{1,3}[.)]\s/u.test(plain) && (current.length === 0 || kind === 'item')) {
      flush();
      kind = 'item';
    }
    // Two spaces or a backslash at the end break the line.
    current.push(plain.replace(/\\$/u, ''));
  }
  flush();
  return paragraphs;
}

function inlineText(text: string): string {
  return decodeEntities(
    text
      .replace(/!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,100}\])?/gu, '')
      .replace(/\[([^\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}?\)/gu, '$1')
      .replace(/\[([^\]\n]{1,500})\]\[[^\]\n]{0,100}\]/gu, '$1')
      .replace(/\[\^[^\]\n]{1,40}\]/gu, '')
      .replace(/<(https?:\/\/[^\s<>]{1,2000})>/gu, '$1')
      .replace(/(`{1,2})([^`\n]{1,500})\1/gu, '$2')
      .replace(/(?<![\p{L}\p{N}*])(\*{1,3})(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\1(?!\*)/gu, '$2')
      .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
      // Struck out is taken back: "~~45~~ 54 millions" has one figure.
      .replace(/~~[^~\n]{1,2000}~~ ?/gu, '')
      .replace(/\\([\\`*_{}[\]()#+.!~>|-])/gu, '$1'),
  ).trim();
}
