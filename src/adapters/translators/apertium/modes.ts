import { access, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { baseLanguage, type LanguageTag } from '../../../core/index.ts';

/** Where packages put their `.mode` files: Debian's, and that of a local `make install`. */
export const SYSTEM_MODE_DIRECTORIES: readonly string[] = [
  '/usr/share/apertium/modes',
  '/usr/local/share/apertium/modes',
];

/** One program of a pipeline with its arguments, as read from a `.mode` file. */
export interface Stage {
  readonly program: string;
  readonly args: readonly string[];
}

/** One installed direction, such as `fr-es` or `spa-eng_US`. */
export interface Mode {
  readonly name: string;
  readonly file: string;
  /** Node keys as `nodeOf` gives them. */
  readonly source: string;
  readonly target: string;
  /** Whether it is for a variety (`_US`, `_valencia`) rather than for the language as such. */
  readonly variety: boolean;
}

/** The directions that lead from a language to English, in order. */
export interface EngineRoute {
  /** Such as `fr-es,spa-eng`: part of signatures, since another route gives another text. */
  readonly name: string;
  readonly modes: readonly Mode[];
}

/** Croatian, Bosnian, Montenegrin and Serbian in Latin script are one language to Apertium: `hbs`. */
const SERBO_CROATIAN = 'hbs';
const SERBO_CROATIAN_CODES: ReadonlySet<string> = new Set(['hbs', 'sh', 'hr', 'bs', 'cnr', 'sr']);

const ENGLISH = 'en';

/** More pivots than this lose more meaning than a gist can bear. */
const MAX_HOPS = 3;

/**
 * Which pivot to take among routes of one length; lower is better. FLORES-200 devtest BLEU into English by pivot:
 * French by Spanish 15.2, by Catalan 14.4 (and twice as fast by Spanish); the rest was not measured against each
 * other and follows by the size of the pair's dictionary.
 */
const PIVOT_PREFERENCE: Readonly<Record<string, number>> = { es: 0, ca: 1, mk: 2, [SERBO_CROATIAN]: 3 };
const OTHER_PIVOT = 4;

/**
 * The node of Apertium's graph for a language code of a mode's name (`fra`, `fr` → `fr`; `hbs`, `hr` → `hbs`), or null
 * where it is no language code.
 */
export function nodeOf(code: string): string | null {
  if (SERBO_CROATIAN_CODES.has(code)) return SERBO_CROATIAN;
  try {
    return new Intl.Locale(code).language;
  } catch {
    return null;
  }
}

/** The node for the language of an article. Serbian counts only in Latin script: the engine knows no other. */
export function nodeOfTag(tag: LanguageTag): string | null {
  const base = baseLanguage(tag);
  if (!SERBO_CROATIAN_CODES.has(base)) return nodeOf(base);
  if (base === 'sh' || base === 'hbs') return SERBO_CROATIAN;
  return new Intl.Locale(tag).maximize().script === 'Latn' ? SERBO_CROATIAN : null;
}

/** Lists the translation directions whose `.mode` files lie in these directories; a missing directory holds none. */
export async function installedModes(directories: readonly string[]): Promise<Mode[]> {
  const modes: Mode[] = [];
  for (const directory of directories) {
    const names = await readdir(directory).catch(() => []);
    for (const fileName of names.toSorted((a, b) => (a < b ? -1 : 1))) {
      const mode = modeOf(fileName, directory);
      if (mode !== null) modes.push(mode);
    }
  }
  return modes;
}

function modeOf(fileName: string, directory: string): Mode | null {
  // Exactly two languages: `eco-fr-es.mode` (an economical variant) and `fr-es-anmor.mode` (a debugging one) are not.
  const match = /^([a-z]{2,3})(_\w+)?-([a-z]{2,3})(_\w+)?\.mode$/.exec(fileName);
  if (match === null) return null;
  const source = nodeOf(match[1]!);
  const target = nodeOf(match[3]!);
  if (source === null || target === null || source === target) return null;
  const variety = match[2] !== undefined || match[4] !== undefined;
  return { name: fileName.slice(0, -'.mode'.length), file: join(directory, fileName), source, target, variety };
}

/**
 * The best route from a language to English over installed directions: fewest hops, then the preferred pivot, then the
 * language as such before its varieties, then by name so that every machine chooses alike. Null where there is none.
 */
export function routeToEnglish(source: LanguageTag, modes: readonly Mode[]): EngineRoute | null {
  const start = nodeOfTag(source);
  if (start === null || start === ENGLISH) return null;
  let best: { readonly modes: readonly Mode[]; readonly cost: number; readonly name: string } | null = null;
  let paths: (readonly Mode[])[] = [[]];
  for (let hop = 1; hop <= MAX_HOPS && best === null; hop++) {
    const longer: (readonly Mode[])[] = [];
    for (const path of paths) {
      const at = path.at(-1)?.target ?? start;
      const visited = new Set([start, ...path.map((mode) => mode.target)]);
      for (const mode of modes) {
        if (mode.source !== at || visited.has(mode.target)) continue;
        longer.push([...path, mode]);
      }
    }
    for (const path of longer) {
      if (path.at(-1)!.target !== ENGLISH) continue;
      const cost = costOf(path);
      const name = path.map((mode) => mode.name).join(',');
      if (best === null || cost < best.cost || (cost === best.cost && name < best.name)) {
        best = { modes: path, cost, name };
      }
    }
    paths = longer;
  }
  return best === null ? null : { name: best.name, modes: best.modes };
}

function costOf(path: readonly Mode[]): number {
  let cost = 0;
  for (const [index, mode] of path.entries()) {
    if (index < path.length - 1) cost += 10 * (PIVOT_PREFERENCE[mode.target] ?? OTHER_PIVOT);
    if (mode.variety) cost += 1;
  }
  return cost;
}

/** All languages (as `nodeOf` names them) with a route to English. */
export function languagesToEnglish(modes: readonly Mode[]): string[] {
  const sources = new Set(modes.map((mode) => mode.source));
  return [...sources].filter((source) => routeToEnglish(source, modes) !== null).toSorted();
}

/** Programs that take `-z`: flush and answer at each NUL. Others of a pipeline pass NUL through by themselves. */
const NULL_FLUSH_PROGRAMS =
  /^(?:lt-proc|lrx-proc|lsx-proc|rtx-proc|cg-proc|hfst-proc|apertium-(?:tagger|pretransfer|posttransfer|transfer|interchunk|postchunk|anaphora|extract-caps|restore-caps|wblank-\w+))$/;

/**
 * The programs of a route's modes, in order, each told to answer at every NUL.
 *
 * A mode file holds one shell pipeline. It is read into words here and never given to a shell, so that neither it nor
 * article text can run anything but the programs named in it.
 * @throws Error where a file cannot be read or is no plain pipeline
 */
export async function stagesOf(route: EngineRoute): Promise<Stage[]> {
  const stages: Stage[] = [];
  for (const mode of route.modes) stages.push(...(await parseModeFile(mode)));
  return stages;
}

/** The programs of one direction. @throws as `stagesOf` */
export async function parseModeFile(mode: Mode): Promise<Stage[]> {
  return parseMode(await readFile(mode.file, 'utf8'), mode.name);
}

/**
 * @param text content of a `.mode` file; `$1` stands for the generator's flag (`-n`: unknown words without a mark),
 *   `$2` for one of the tagger's (none)
 */
export function parseMode(text: string, name: string): Stage[] {
  const stages: Stage[] = [];
  for (const command of splitUnquoted(text.trim(), name)) {
    const words = command.flatMap(({ word, quoted }) => {
      if (quoted) return [word];
      if (word === '$1') return ['-n'];
      return word === '$2' ? [] : [word];
    });
    const [program, ...args] = words;
    if (program === undefined) throw new Error(`the mode file of ${name} holds an empty command`);
    stages.push({ program, args: NULL_FLUSH_PROGRAMS.test(program) ? ['-z', ...args] : args });
  }
  return stages;
}

/** Words of each command of a pipeline. Knows both kinds of quotes; any other shell syntax is refused. */
function splitUnquoted(text: string, name: string): { word: string; quoted: boolean }[][] {
  const commands: { word: string; quoted: boolean }[][] = [[]];
  const token = /\s+|\|(?!\|)|'([^']*)'|"([^"$`\\]*)"|(\$[12](?=\s|$|\|)|[^\s|'"`;&<>(){}$\\*?#~!]+)/gy;
  let at = 0;
  for (const match of text.matchAll(token)) {
    at = match.index + match[0].length;
    const quoted = match[1] ?? match[2];
    if (match[0] === '|') commands.push([]);
    else if (quoted !== undefined) commands.at(-1)!.push({ word: quoted, quoted: true });
    else if (match[3] !== undefined) commands.at(-1)!.push({ word: match[3], quoted: false });
  }
  if (at !== text.length) throw new Error(`the mode file of ${name} is no plain pipeline of programs`);
  return commands;
}

/** What a route needs and this machine lacks: programs not on the path, data files that are gone. */
export async function missingParts(stages: readonly Stage[], path: string): Promise<string[]> {
  const wanted = new Set<string>();
  const missing: string[] = [];
  for (const { program, args } of stages) {
    wanted.add(program);
    for (const arg of args) if (arg.startsWith('/')) wanted.add(arg);
  }
  for (const part of wanted) {
    const places = part.includes('/') ? [part] : path.split(delimiter).map((directory) => join(directory, part));
    const found = await Promise.any(places.map((place) => access(place))).then(
      () => true,
      () => false,
    );
    if (!found) missing.push(part);
  }
  return missing;
}
