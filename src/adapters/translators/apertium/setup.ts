import { spawn } from 'node:child_process';
import { access, readdir, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { languageName, messageOf, type LanguageTag } from '../../../core/index.ts';
import { installedModes, missingParts, routeToEnglish, stagesOf, SYSTEM_MODE_DIRECTORIES } from './modes.ts';
import { distinctLanguages, pairsFor, type PairPackage } from './packages.ts';

/** Package lists older than this are fetched anew: what they name may be gone from the mirrors. */
const LISTS_MAX_AGE_MS = 7 * 24 * 3_600_000;

const LISTS_DIRECTORY = '/var/lib/apt/lists';

/** The machine, as far as an installation needs it. Tests hand in another. */
export interface SetupMachine {
  /** Runs a program to its end; `inherit` connects it to the terminal. Its lines go to `onLine`. */
  run(
    program: string,
    args: readonly string[],
    options?: {
      readonly signal?: AbortSignal | undefined;
      readonly onLine?: ((line: string) => void) | undefined;
      readonly inheritInput?: boolean | undefined;
    },
  ): Promise<{ readonly code: number; readonly output: string }>;
  hasProgram(name: string): Promise<boolean>;
  readonly isRoot: boolean;
  /** Age of the newest package list in milliseconds, or null where there is none. */
  packageListsAgeMs(): Promise<number | null>;
  /** Whether a route from the language to English is installed, with all its parts. */
  hasRoute(language: LanguageTag): Promise<boolean>;
}

export interface InstallSetting {
  /** Install; without it, only say what would be installed. */
  readonly yes: boolean;
  readonly signal: AbortSignal;
  /** Progress: what apt prints. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Whether somebody sits at a terminal who can type a password for sudo. @default false */
  readonly interactive?: boolean | undefined;
  readonly machine?: SetupMachine | undefined;
}

/**
 * - `ready`: every language asked for had a route already, or has none in Debian (see `unsupported`).
 * - `installed`: packages were installed and the routes were found to work.
 * - `needs-consent`: `packages` would do it; nothing was installed since `yes` was not given.
 * - `no-apt`: this is no machine with apt.
 * - `no-permission`: not root, and sudo is not there or wants a password that nobody can type.
 * - `failed`: apt could not find or install the packages, or no route came of them; `message` says what.
 */
export type InstallOutcome = 'ready' | 'installed' | 'needs-consent' | 'no-apt' | 'no-permission' | 'failed';

export interface InstallResult {
  readonly outcome: InstallOutcome;
  /** Languages asked for that have a working route now. */
  readonly ready: readonly LanguageTag[];
  /** Languages asked for that Apertium has no packages for. */
  readonly unsupported: readonly LanguageTag[];
  /** Debian packages that were, or would have to be, installed. */
  readonly packages: readonly string[];
  /** A command that does the same by hand, or null where nothing is to be done. */
  readonly command: string | null;
  /** One or two sentences for the user. */
  readonly message: string;
}

/** What could be installed for a language: package names as this machine's apt knows them. */
export interface Installable {
  readonly language: LanguageTag;
  /** Empty where Apertium has no pair for the language, or apt knows none of its names. */
  readonly packages: readonly string[];
}

/** Which packages this machine's apt would install for each language; asks apt's lists only, without network. */
export async function installable(
  languages: readonly LanguageTag[],
  machine: SetupMachine = thisMachine,
): Promise<Installable[]> {
  const wanted = distinctLanguages(languages);
  const names = [...new Set(wanted.flatMap((language) => pairsFor(language).flat(2)))];
  const available = await candidates(names, machine);
  return wanted.map((language) => ({ language, packages: choose(pairsFor(language), available) }));
}

/**
 * Makes Apertium ready for languages: names the Debian packages and, with `yes`, installs them through apt-get, as root
 * or with sudo. Never waits for an answer that nobody can give. Checks afterwards that the routes really are there.
 */
export async function installApertium(
  languages: readonly LanguageTag[],
  setting: InstallSetting,
): Promise<InstallResult> {
  const { yes, signal, onLine, interactive = false, machine = thisMachine } = setting;
  const asked = distinctLanguages(languages);
  const unsupported = asked.filter((language) => pairsFor(language).length === 0);
  const supported = asked.filter((language) => pairsFor(language).length > 0);
  const ready = await withRoute(supported, machine);
  const missing = supported.filter((language) => !ready.includes(language));
  const result = (outcome: InstallOutcome, packages: readonly string[], message: string): InstallResult => ({
    outcome,
    ready,
    unsupported,
    packages,
    command: packages.length === 0 ? null : commandFor(packages, machine),
    message: message + unsupportedNote(unsupported),
  });
  if (missing.length === 0) {
    const readyNote = ready.length === 0 ? 'Apertium has nothing to install.' : `Apertium is ready for ${list(ready)}.`;
    return result('ready', [], readyNote);
  }
  const usual = [...new Set(missing.flatMap((language) => pairsFor(language)[0]!.map((names) => names[0]!)))];
  if (!(await machine.hasProgram('apt-get'))) {
    return result(
      'no-apt',
      [],
      `Apertium for ${list(missing)} comes as packages of Debian or Ubuntu (${usual.join(' ')}), and there is no apt-get here: install these pairs by other means, or use another translator.`,
    );
  }
  if (!yes) {
    const known = (await installable(missing, machine)).flatMap(({ packages }) => packages);
    const packages = known.length === 0 ? usual : [...new Set(known)];
    return result(
      'needs-consent',
      packages,
      `Apertium (rough translations) would do ${list(missing)}: packages ${packages.join(' ')}. Run again with --yes to install them.`,
    );
  }
  const asRoot = await rootCommand(machine, interactive, signal);
  if (asRoot === null) {
    return result(
      'no-permission',
      usual,
      `No right to install packages: not root, and sudo ${(await machine.hasProgram('sudo')) ? 'asks for a password' : 'is not installed'}. Let an administrator run: ${commandFor(usual, machine)}`,
    );
  }
  const apt = async (args: readonly string[]): Promise<{ code: number; output: string }> => {
    const [program, ...before] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...APT_OPTIONS];
    return machine.run(program!, [...before, ...args], { signal, onLine, inheritInput: interactive });
  };
  const age = await machine.packageListsAgeMs();
  let updated = age === null || age > LISTS_MAX_AGE_MS;
  let updateFailed = updated ? (await apt(['update'])).code !== 0 : false;
  let plan = await installable(missing, machine);
  if (plan.some(({ packages }) => packages.length === 0) && !updated) {
    updated = true;
    updateFailed = (await apt(['update'])).code !== 0;
    plan = await installable(missing, machine);
  }
  const packages = [...new Set(plan.flatMap((entry) => entry.packages))];
  const unknown = plan.filter((entry) => entry.packages.length === 0).map((entry) => entry.language);
  if (packages.length === 0) {
    const why = updateFailed ? 'apt-get update failed: is there a network?' : 'this system has no such packages.';
    return result('failed', usual, `Apertium for ${list(missing)} cannot be installed; ${why}`);
  }
  let installed = await apt(['install', '--yes', '--no-install-recommends', ...packages]);
  if (installed.code !== 0 && !updated) {
    // The lists may be fresh and yet name versions that the mirror has replaced.
    await apt(['update']);
    installed = await apt(['install', '--yes', '--no-install-recommends', ...packages]);
  }
  signal.throwIfAborted();
  ready.push(...(await withRoute(missing, machine)));
  const still = missing.filter((language) => !ready.includes(language));
  if (installed.code !== 0) {
    return result(
      'failed',
      packages,
      `apt-get install failed (code ${installed.code}): ${lastError(installed.output)}`,
    );
  }
  if (still.length > 0) {
    const missingNote = unknown.length > 0 ? ' (this system has no packages for it)' : '';
    return result(
      'failed',
      packages,
      `Packages were installed, but there is still no route from ${list(still)}${missingNote}.`,
    );
  }
  return result('installed', packages, `Apertium is ready for ${list(ready)} (installed ${packages.join(' ')}).`);
}

const APT_OPTIONS = ['-q', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120'];

function commandFor(packages: readonly string[], machine: SetupMachine): string {
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  return machine.isRoot ? command : `sudo ${command}`;
}

/** What to put before a command so that it runs as root; null where that cannot be. */
async function rootCommand(
  machine: SetupMachine,
  interactive: boolean,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (machine.isRoot) return [];
  if (!(await machine.hasProgram('sudo'))) return null;
  const { code } = await machine.run('sudo', ['-n', 'true'], { signal });
  if (code === 0) return ['sudo', '-n'];
  return interactive ? ['sudo'] : null;
}

/** The first set of pairs of which apt knows every package, by the first name it knows. */
function choose(sets: readonly (readonly PairPackage[])[], available: ReadonlySet<string>): string[] {
  for (const set of sets) {
    const names = set.map((pair) => pair.find((name) => available.has(name)));
    if (names.every((name) => name !== undefined)) return names;
  }
  return [];
}

/** Those of the packages that apt could install, from `apt-cache policy`. */
async function candidates(names: readonly string[], machine: SetupMachine): Promise<Set<string>> {
  if (names.length === 0 || !(await machine.hasProgram('apt-cache'))) return new Set();
  const { output } = await machine.run('apt-cache', ['policy', ...names]);
  const found = new Set<string>();
  let current = '';
  for (const line of output.split('\n')) {
    const name = /^(\S+):$/.exec(line)?.[1];
    if (name !== undefined) current = name.split(':', 1)[0]!;
    const version = /^\s+Candidate: (\S+)/.exec(line)?.[1];
    if (version !== undefined && version !== '(none)') found.add(current);
  }
  return found;
}

async function withRoute(languages: readonly LanguageTag[], machine: SetupMachine): Promise<LanguageTag[]> {
  const ready: LanguageTag[] = [];
  for (const language of languages) if (await machine.hasRoute(language)) ready.push(language);
  return ready;
}

function unsupportedNote(languages: readonly LanguageTag[]): string {
  return languages.length === 0 ? '' : ` Apertium has no way from ${list(languages)} to English.`;
}

function list(languages: readonly LanguageTag[]): string {
  return new Intl.ListFormat('en-GB').format(languages.map((language) => languageName(language)));
}

/** What apt says went wrong: its last line that starts with `E:`. */
function lastError(output: string): string {
  const lines = output.split('\n').filter((line) => line.startsWith('E: '));
  return lines.at(-1)?.slice(3) ?? 'see the lines above';
}

/** The machine this runs on. */
export const thisMachine: SetupMachine = {
  isRoot: process.getuid?.() === 0,

  run(program, args, { signal, onLine, inheritInput = false } = {}) {
    return new Promise((resolve) => {
      // English messages, whatever the locale: "Candidate:" is read from them.
      const child = spawn(program, args, {
        stdio: [inheritInput ? 'inherit' : 'ignore', 'pipe', 'pipe'],
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
        ...(signal === undefined ? {} : { signal }),
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          output += `${line}\n`;
          onLine?.(line);
        });
      }
      child.once('error', (error) => resolve({ code: 127, output: `${output}E: ${messageOf(error)}\n` }));
      child.once('close', (code) => resolve({ code: code ?? 130, output }));
    });
  },

  async hasProgram(name) {
    // apt and sudo may lie where an ordinary user's path does not lead.
    const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
    const found = await Promise.allSettled(directories.map((directory) => access(join(directory, name))));
    return found.some(({ status }) => status === 'fulfilled');
  },

  async packageListsAgeMs() {
    const names = await readdir(LISTS_DIRECTORY).catch(() => []);
    const lists = names.filter((name) => name.includes('_Packages'));
    const times = await Promise.all(lists.map(async (name) => (await stat(join(LISTS_DIRECTORY, name))).mtimeMs));
    // A list keeps the mirror's date: that of the directory is the one of the last update.
    return times.length === 0 ? null : Date.now() - (await stat(LISTS_DIRECTORY)).mtimeMs;
  },

  async hasRoute(language) {
    const route = routeToEnglish(language, await installedModes(SYSTEM_MODE_DIRECTORIES));
    if (route === null) return false;
    try {
      return (await missingParts(await stagesOf(route), process.env['PATH'] ?? '/usr/bin:/bin')).length === 0;
    } catch {
      return false;
    }
  },
};
