import { stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { CONTRACT, type ArticleReference, type Reader } from '../../core/adapters.ts';
import type { Article } from '../../core/article.ts';
import { InputError, isAbort, messageOf } from '../../core/errors.ts';
import type { LanguageTag } from '../../core/language.ts';
import type { ArticleParts } from '../../text/article.ts';
import { isBinary } from './decode.ts';
import type { Format } from './format.ts';
import { htmlFormat } from './html-format.ts';
import { pageParser } from './html-pool.ts';
import { fileSource, inputError, streamSource, type InputSource } from './input-bytes.ts';
import { markdown } from './markdown.ts';
import { plainText } from './plain.ts';
import { walk } from './walk.ts';

export interface FileReaderOptions {
  /** Globs of files to take from folders, in place of all files of a known kind; `*.log` matches at any depth. */
  readonly include?: readonly string[] | undefined;
  /** Globs of files to leave out of folders. */
  readonly exclude?: readonly string[] | undefined;
  /** The largest file taken for an article, in bytes. @default 10 MB */
  readonly maxBytes?: number | undefined;
  /** The language of all articles, in place of what they are identified as. */
  readonly language?: LanguageTag | undefined;
  /** Told what was not read and why, in words for the user. @default nobody */
  readonly warn?: ((message: string) => void) | undefined;
  /** Makes the article of what was read, perhaps in another thread. @default composeArticle */
  readonly compose?: ((parts: ArticleParts) => Promise<Article>) | undefined;
  /** What `-` reads. @default process.stdin */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined;
}

const DEFAULT_MAX_BYTES = 10_000_000;

/** In the order in which content is tried where the extension says nothing; the last takes anything. */
const FORMATS: readonly Format[] = [htmlFormat(pageParser()), markdown, plainText];
const EXTENSIONS = new Set(FORMATS.flatMap(({ extensions }) => extensions));

/**
 * Reads articles from files, folders (recursively), globs and stdin (`-`). Folders give their files of a known kind in
 * the order of their names; a file that is named is read whatever its name. An input that cannot be read is still
 * listed, and fails when it is loaded.
 */
export function fileReader(options: FileReaderOptions = {}): Reader {
  return {
    contract: CONTRACT,
    kind: 'reader',
    name: 'files',
    list: (inputs, signal) => listInputs(inputs, options, signal),
  };
}

async function* listInputs(
  inputs: readonly string[],
  options: FileReaderOptions,
  signal: AbortSignal,
): AsyncGenerator<ArticleReference> {
  // Remembered only where one file can come up twice: 100,000 names are not kept for nothing.
  const seen = inputs.length > 1 ? new Set<string>() : null;
  for (const input of inputs) {
    signal.throwIfAborted();
    for await (const reference of listInput(input, options, signal)) {
      if (seen !== null) {
        const key = reference.path === '-' ? '-' : resolve(reference.path);
        if (seen.has(key)) continue;
        seen.add(key);
      }
      yield reference;
    }
  }
}

async function* listInput(
  input: string,
  options: FileReaderOptions,
  signal: AbortSignal,
): AsyncGenerator<ArticleReference> {
  if (input === '-') {
    yield referenceTo(
      streamSource('-', () => options.stdin ?? process.stdin),
      options,
    );
    return;
  }
  let isFolder: boolean;
  try {
    isFolder = (await stat(input)).isDirectory();
  } catch (error) {
    const pattern = slashed(input);
    if (picomatch.scan(pattern).isGlob) yield* listGlob(pattern, options, signal);
    else yield failing(input, inputError(slashed(input), error));
    return;
  }
  if (!isFolder) yield referenceTo(fileSource(slashed(input), input), options);
  else yield* listFolder(input, (path) => isWanted(path, options), options, signal);
}

/** The files of a folder in the user's naming of it. */
async function* listFolder(
  folder: string,
  wanted: (inside: string) => boolean,
  options: FileReaderOptions,
  signal: AbortSignal,
): AsyncGenerator<ArticleReference> {
  const leftAlone = new Map<string, number>();
  for await (const entry of walk(folder, { signal, warn: options.warn ?? (() => {}) })) {
    if (entry.kind === 'unreadable') {
      const path = slashed(entry.path);
      yield failing(
        path,
        new InputError(path, `${path}: the folder may not be listed (${entry.why}); check its rights`),
      );
      continue;
    }
    const inside = slashed(relative(folder, entry.path));
    if (wanted(inside)) yield referenceTo(fileSource(slashed(entry.path), entry.path), options);
    else {
      const extension = extname(inside).toLowerCase() || 'no extension';
      if (leftAlone.has(extension) || leftAlone.size < 50)
        leftAlone.set(extension, (leftAlone.get(extension) ?? 0) + 1);
    }
  }
  if (leftAlone.size > 0) {
    const counts = [...leftAlone].map(([extension, count]) => `${count} ${extension}`).join(', ');
    options.warn?.(`${slashed(folder)}: files of other kinds, or left out by a pattern, were not read (${counts})`);
  }
}

async function* listGlob(
  pattern: string,
  options: FileReaderOptions,
  signal: AbortSignal,
): AsyncGenerator<ArticleReference> {
  const { base } = picomatch.scan(pattern);
  const folder = base === '' ? '.' : base;
  const matches = picomatch(pattern.replace(/^\.\//u, ''));
  const excluded = matcherOf(options.exclude);
  let found = 0;
  try {
    const quiet = { ...options, warn: undefined };
    const wanted = (inside: string): boolean => matches(slashed(join(folder, inside))) && excluded?.(inside) !== true;
    for await (const one of listFolder(folder, wanted, quiet, signal)) {
      found += 1;
      yield one;
    }
  } catch (error) {
    if (isAbort(error)) throw error;
  }
  if (found === 0) yield failing(pattern, new InputError(pattern, `${pattern}: no file matches; check the pattern`));
}

function isWanted(inside: string, options: FileReaderOptions): boolean {
  if (matcherOf(options.exclude)?.(inside) === true) return false;
  const included = matcherOf(options.include);
  return included === null ? EXTENSIONS.has(extname(inside).toLowerCase()) : included(inside);
}

const matchers = new WeakMap<readonly string[], (path: string) => boolean>();

/** A pattern without a slash matches a file's name, others its path inside the folder. */
function matcherOf(patterns: readonly string[] | undefined): ((path: string) => boolean) | null {
  if (patterns === undefined || patterns.length === 0) return null;
  let matcher = matchers.get(patterns);
  if (matcher === undefined) {
    const single = patterns.map((pattern) => picomatch(pattern, { basename: !pattern.includes('/'), dot: true }));
    matcher = (path) => single.some((matches) => matches(path));
    matchers.set(patterns, matcher);
  }
  return matcher;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

function failing(path: string, error: Error): ArticleReference {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return { path: slashed(path), fingerprint: fail, load: fail };
}

function referenceTo(source: InputSource, options: FileReaderOptions): ArticleReference {
  return {
    path: source.path,
    fingerprint: (signal) => source.fingerprint(signal),
    load: (signal) => loadArticle(source, options, signal),
  };
}

async function loadArticle(source: InputSource, options: FileReaderOptions, signal: AbortSignal): Promise<Article> {
  const { path } = source;
  const bytes = await source.read(options.maxBytes ?? DEFAULT_MAX_BYTES, signal);
  if (isBinary(bytes)) {
    throw new InputError(
      path,
      `${path}: is a binary file (${kindOf(bytes)}), not an article; save its text as .txt, .md or .html`,
    );
  }
  const format = formatOf(path, bytes);
  let article: Article;
  try {
    const { language, ...parsed } = await format.parse(bytes, signal);
    const compose = options.compose ?? (await import('../../text/article.ts')).composeArticle;
    article = await compose({ ...parsed, path, declaredLanguage: language, language: options.language });
  } catch (error) {
    if (isAbort(error) || error instanceof InputError) throw error;
    throw new InputError(
      path,
      `${path}: could not be read as ${format.name} (${messageOf(error)}); try saving it as plain text`,
      { cause: error },
    );
  }
  if (!article.segments.some(({ kind }) => kind !== 'title')) {
    throw new InputError(
      path,
      `${path}: holds no text of an article (read as ${format.name}); check that it was saved completely`,
    );
  }
  return article;
}

function formatOf(path: string, bytes: Uint8Array): Format {
  const head = bytes.subarray(0, 4_096);
  const extension = extname(path).toLowerCase();
  const named = FORMATS.find(({ extensions }) => extensions.includes(extension));
  // A page saved as .txt is still a page; front matter is Markdown's under any name.
  if (named !== undefined && named !== plainText) return named;
  return FORMATS.find((format) => format.sniff(head)) ?? plainText;
}

/** What a binary file most likely is, for the message. */
function kindOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1');
  if (head.startsWith('%PDF')) return 'PDF';
  if (head.startsWith('PK')) return 'a ZIP archive, such as .docx';
  if (head.startsWith('\u0089PNG') || head.startsWith('GIF8') || head.startsWith('\u00ff\u00d8')) return 'an image';
  if (head.startsWith('\u007fELF') || head.startsWith('MZ')) return 'a program';
  return 'no text in any known encoding';
}
