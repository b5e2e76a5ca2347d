import type { Dirent } from 'node:fs';
import { opendir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { messageOf } from '../../core/errors.ts';

/** A file found, or a folder that could not be listed. */
export type WalkEntry =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly why: string };

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Told of links that are not followed and folders that are left out, in words for the user. */
  readonly warn: (message: string) => void;
}

/** Rules in the syntax of .gitignore, for the folder they lie in and all below. */
export const IGNORE_FILE = '.precisignore';
/** What marks a folder that precis wrote briefs to. */
const LEDGER_FOLDER = '.precis';

interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

/**
 * All files below a folder, in the order of their names, one folder's names in memory at a time. Leaves out dot files,
 * `node_modules`, output folders of precis, and what `.precisignore` files say. Links are followed within the folder,
 * each folder once, so that loops end; never out of it.
 */
export async function* walk(root: string, options: WalkOptions): AsyncGenerator<WalkEntry> {
  const realRoot = await realpath(root);
  yield* walkFolder(root, realRoot, realRoot, [], new Set(), options);
}

async function* walkFolder(
  folder: string,
  realFolder: string,
  realRoot: string,
  inherited: readonly Rules[],
  visited: Set<string>,
  options: WalkOptions,
): AsyncGenerator<WalkEntry> {
  options.signal.throwIfAborted();
  if (visited.has(realFolder)) return;
  visited.add(realFolder);
  let entries: Dirent[];
  try {
    entries = await entriesOf(folder);
  } catch (error) {
    yield { kind: 'unreadable', path: folder, why: messageOf(error) };
    return;
  }
  if (entries.some((entry) => entry.name === LEDGER_FOLDER && entry.isDirectory())) {
    options.warn(`${folder}: is an output folder of precis; its briefs were not read as articles`);
    return;
  }
  const own = entries.some((entry) => entry.name === IGNORE_FILE) ? await rulesOf(folder, options) : null;
  const rules = own === null ? inherited : [...inherited, own];
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    options.signal.throwIfAborted();
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    let isFolder = entry.isDirectory();
    let isFile = entry.isFile();
    let real = join(realFolder, entry.name);
    if (entry.isSymbolicLink()) {
      const target = await followed(path, realRoot, options);
      if (target === null) continue;
      ({ real, isFolder, isFile } = target);
    }
    if (isIgnored(path, isFolder, rules)) continue;
    if (isFolder) yield* walkFolder(path, real, realRoot, rules, visited, options);
    else if (isFile) yield { kind: 'file', path };
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder, { bufferSize: 512 })) entries.push(entry);
  return entries;
}

async function rulesOf(folder: string, options: WalkOptions): Promise<Rules | null> {
  try {
    return { folder, matcher: ignore().add(await readFile(join(folder, IGNORE_FILE), 'utf8')) };
  } catch (error) {
    options.warn(`${join(folder, IGNORE_FILE)}: could not be read and was not followed (${messageOf(error)})`);
    return null;
  }
}

function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  return rules.some(({ folder, matcher }) => {
    const inside = relative(folder, path).split(sep).join('/');
    return matcher.ignores(isFolder ? `${inside}/` : inside);
  });
}

async function followed(
  path: string,
  realRoot: string,
  options: WalkOptions,
): Promise<{ real: string; isFolder: boolean; isFile: boolean } | null> {
  try {
    const real = await realpath(path);
    if (real !== realRoot && !real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
      options.warn(`${path}: leads out of the folder and was not followed; name its target as an input to read it`);
      return null;
    }
    const found = await stat(real);
    return { real, isFolder: found.isDirectory(), isFile: found.isFile() };
  } catch {
    options.warn(`${path}: is a link that leads nowhere or in a circle, and was not followed`);
    return null;
  }
}
