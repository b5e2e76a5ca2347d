import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { ConfigError, messageOf } from '../core/index.ts';
import { nearest } from './nearest.ts';
import { settingsSchema } from './schema.ts';
import type { Settings } from './schema.ts';

const FILES = ['precis.config.json', 'precis.config.js', 'precis.config.mjs'];

/** Environment variables that stand for a setting. Keys of services have names of their own. */
const VARIABLES: Readonly<Record<string, keyof Settings>> = {
  PRECIS_OUT: 'out',
  PRECIS_TRANSLATOR: 'translator',
  PRECIS_SUMMARISER: 'summariser',
  PRECIS_ROUTE: 'route',
  PRECIS_FROM: 'from',
  PRECIS_MAX_WORDS: 'maxWords',
  PRECIS_GLOSSARY: 'glossary',
  PRECIS_CONCURRENCY: 'concurrency',
  PRECIS_MAX_COST: 'maxCostUsd',
  PRECIS_FAIL_ON: 'failOn',
  PRECIS_OFFLINE: 'offline',
  PRECIS_PRICES: 'prices',
};

const COMMAND_LINE = 'the command line';

export interface LoadRequest {
  /** Settings from flags, undefined where a flag was not given. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** `--config`: the only file read, where given. */
  readonly file?: string | undefined;
  /** The user's own settings folder. */
  readonly userDirectory: string;
}

/**
 * Settings by precedence: flag, environment, project file, user file.
 * @throws ConfigError naming the file or variable, the key, and the nearest right name
 */
export async function loadSettings(request: LoadRequest): Promise<Settings> {
  const layers: Settings[] = [];
  if (request.file === undefined) {
    layers.push(await fromDirectory(request.userDirectory, request.env), await fromDirectory(request.cwd, request.env));
  } else {
    const file = resolve(request.cwd, request.file);
    if (!existsSync(file)) throw new ConfigError(`${request.file}: there is no such file; check --config`);
    layers.push(await fromFile(file, request.env));
  }
  layers.push(check(fromEnvironment(request.env), 'the environment'));
  const flags = Object.fromEntries(Object.entries(request.flags).filter(([, value]) => value !== undefined));
  layers.push(check(flags, COMMAND_LINE));
  return Object.assign({}, ...layers) as Settings;
}

async function fromDirectory(directory: string, env: LoadRequest['env']): Promise<Settings> {
  const found = FILES.map((name) => join(directory, name)).filter((file) => existsSync(file));
  if (found.length > 1) throw new ConfigError(`${found.join(' and ')}: two configurations; keep one of them`);
  return found[0] === undefined ? {} : fromFile(found[0], env);
}

async function fromFile(file: string, env: LoadRequest['env']): Promise<Settings> {
  let content: unknown;
  try {
    content = file.endsWith('.json')
      ? (JSON.parse(readFileSync(file, 'utf8')) as unknown)
      : ((await import(pathToFileURL(file).href)) as { default: unknown }).default;
  } catch (error) {
    throw new ConfigError(`${file}: cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return check(expand(content, env, file), file);
}

/** `${VAR}` in the options of adapters and in paths becomes the variable's value; elsewhere it stays. */
function expand(content: unknown, env: LoadRequest['env'], file: string): unknown {
  if (typeof content === 'string') {
    return content.replace(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => {
      const value = env[name];
      if (value === undefined) throw new ConfigError(`${file}: the environment variable ${name} is not set`);
      return value;
    });
  }
  if (Array.isArray(content)) return content.map((item) => expand(item, env, file));
  if (typeof content === 'object' && content !== null) {
    return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, expand(value, env, file)]));
  }
  return content;
}

function fromEnvironment(env: LoadRequest['env']): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [variable, key] of Object.entries(VARIABLES)) {
    const value = env[variable];
    if (value === undefined || value === '') continue;
    const numeric = key === 'maxWords' || key === 'concurrency' || key === 'maxCostUsd';
    settings[key] = key === 'offline' ? value !== '0' && value !== 'false' : numeric ? Number(value) : value;
  }
  return settings;
}

function check(content: unknown, origin: string): Settings {
  const result = settingsSchema.safeParse(content);
  if (result.success) return result.data;
  const named = origin === COMMAND_LINE ? flagOf : (key: string) => key;
  throw new ConfigError(`${origin}: ${result.error.issues.map((issue) => explain(issue, named)).join('; ')}`);
}

/** `maxWords` → `--max-words`, as it was typed. */
function flagOf(key: string): string {
  if (key === 'maxCostUsd') return '--max-cost';
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function explain(issue: z.core.$ZodIssue, named: (key: string) => string): string {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .map((key) => {
        const meant = nearest(key, Object.keys(settingsSchema.shape));
        return `there is no setting "${key}"${meant === null ? '' : `; did you mean "${meant}"?`}`;
      })
      .join('; ');
  }
  const [key, ...inner] = issue.path;
  const place = key === undefined ? 'settings' : [named(String(key)), ...inner].join('.');
  if (key === 'translator' || key === 'summariser') {
    const several = key === 'translator' ? ', or several as [["deepl", {…}], "bergamot"]' : '';
    return `${place}: name it as "deepl" or "openai:MODEL", or with options as ["deepl", {…}]${several}`;
  }
  return `${place}: ${issue.message}`;
}
