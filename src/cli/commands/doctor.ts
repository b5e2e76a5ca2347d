import { access, constants, mkdir } from 'node:fs/promises';
import { openModelStore } from '../../adapters/translators/bergamot/index.ts';
import {
  installedModes,
  languagesToEnglish,
  SYSTEM_MODE_DIRECTORIES,
} from '../../adapters/translators/apertium/modes.ts';
import { adapterSetting, assemble, directories, listAdapters } from '../../config/index.ts';
import type { Settings } from '../../config/index.ts';
import { messageOf } from '../../core/index.ts';
import { precisVersion } from '../../runner/index.ts';
import { EXIT } from '../io.ts';
import type { Io } from '../io.ts';
import { settingsFrom } from '../session.ts';
import { count, paintFor } from '../terminal.ts';

interface Finding {
  readonly what: string;
  /** `warning`: something is missing that may not be wanted. */
  readonly state: 'good' | 'warning' | 'bad';
  readonly detail: string;
}

const OLDEST_NODE = [20, 19] as const;
/** Prices older than this are worth a look, in days. */
const PRICES_AGE_DAYS = 180;
/** Environment variables that hold keys of services. */
const KEYS = [
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'GEMINI_API_KEY',
  'MISTRAL_API_KEY',
  'DEEPL_API_KEY',
  'GOOGLE_ACCESS_TOKEN',
  'AZURE_TRANSLATOR_KEY',
  'LIBRETRANSLATE_API_KEY',
];

/** `precis doctor`: what this machine has and lacks. Asks no service unless `--online`. */
export async function doctorCommand(io: Io, _: string[], flags: Record<string, unknown>): Promise<number> {
  const settings = await settingsFrom(io, flags);
  const setting = await adapterSetting(settings, io);
  const store = openModelStore(setting);
  const folders = directories(io.env);
  const findings: Finding[] = [nodeVersion()];

  const models = await store.listModels();
  findings.push({
    what: 'Bergamot models',
    state: models.length > 0 ? 'good' : 'warning',
    detail: models.length > 0 ? models.map(({ pair }) => pair).join(', ') : 'none; precis setup fr pulls one',
  });
  const apertium = languagesToEnglish(await installedModes(SYSTEM_MODE_DIRECTORIES));
  findings.push({
    what: 'Apertium',
    state: apertium.length > 0 ? 'good' : 'warning',
    detail:
      apertium.length > 0
        ? `to English from ${apertium.join(', ')}`
        : 'not installed; precis setup fr --yes installs it',
  });
  for (const [what, folder] of [
    ['Settings folder', folders.config],
    ['Cache folder', folders.cache],
    ['Model folder', folders.models],
  ] as const) {
    findings.push(await writable(what, folder, what !== 'Settings folder'));
  }
  for (const name of KEYS) {
    const key = io.env[name];
    if (key !== undefined && key !== '')
      findings.push({
        what: name,
        state: 'good',
        detail: `set (${key.length} characters); used only where its service is named`,
      });
  }
  const age = Math.floor((Date.now() - Date.parse(setting.prices.asOf)) / 86_400_000);
  findings.push({
    what: 'Price table',
    state: age > PRICES_AGE_DAYS ? 'warning' : 'good',
    detail: `of ${setting.prices.asOf}${age > PRICES_AGE_DAYS ? `, ${age} days old: look the prices up and set "prices"` : ''}`,
  });
  if (flags['online'] === true) {
    const { registries } = await store.reachable(AbortSignal.timeout(15_000));
    for (const { host, problem } of registries) {
      findings.push({ what: host, state: problem === null ? 'good' : 'warning', detail: problem ?? 'answers' });
    }
  }
  const listings = await listAdapters(setting);
  const ready = listings.filter((listing) => listing.ready);
  findings.push({
    what: 'Adapters',
    state: ready.some(({ kind }) => kind === 'translator') ? 'good' : 'warning',
    detail: `ready: ${ready.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`,
  });

  const destination = await textGoesTo(settings, io, findings);
  const bad = findings.filter(({ state }) => state === 'bad').length;
  if (flags['json'] === true) {
    io.stdout.write(`${JSON.stringify({ precis: precisVersion(), findings, destination, ok: bad === 0 }, null, 2)}\n`);
    return bad === 0 ? EXIT.done : EXIT.usage;
  }
  const paint = paintFor(io.stdout, io.env);
  const width = Math.max(...findings.map(({ what }) => what.length));
  for (const { what, state, detail } of findings) {
    const mark =
      state === 'good' ? paint.green('ok  ') : state === 'warning' ? paint.yellow('note') : paint.red('bad ');
    io.stdout.write(`${mark}  ${what.padEnd(width)}  ${detail}\n`);
  }
  io.stdout.write(`${destination}\n`);
  if (bad > 0) io.stderr.write(`precis: ${count(bad, 'thing')} must be mended first\n`);
  return bad === 0 ? EXIT.done : EXIT.usage;
}

/** Where article text goes with the settings of this folder; what they lack is a finding. */
async function textGoesTo(settings: Settings, io: Io, findings: Finding[]): Promise<string> {
  try {
    const { translator, summariser, close } = await assemble(settings, io);
    await close();
    const hosts = [translator.sendsTextTo, summariser.sendsTextTo].filter((host) => host !== null);
    return hosts.length === 0
      ? 'With these settings the text stays on this machine.'
      : `With these settings article text goes to ${[...new Set(hosts)].join(' and ')}.`;
  } catch (error) {
    findings.push({ what: 'Settings', state: 'bad', detail: messageOf(error) });
    return 'With these settings nothing can be run.';
  }
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const old = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return {
    what: 'Node.js',
    state: old ? 'bad' : 'good',
    detail: `${process.versions.node}${old ? `; precis needs ${OLDEST_NODE.join('.')} or later` : ''}`,
  };
}

async function writable(what: string, folder: string, needed: boolean): Promise<Finding> {
  try {
    if (needed) await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { what, state: 'good', detail: folder };
  } catch (error) {
    if (!needed) return { what, state: 'good', detail: `${folder} (not there: defaults are used)` };
    return { what, state: 'bad', detail: `${folder} cannot be written: ${messageOf(error)}` };
  }
}
