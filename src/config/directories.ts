import { homedir } from 'node:os';
import { join } from 'node:path';
import envPaths from 'env-paths';

/** The user's own folders. */
export interface Directories {
  readonly config: string;
  readonly cache: string;
  /** Translation models, shared by all outputs. */
  readonly models: string;
}

/** By the XDG variables, else the system's convention; `PRECIS_CACHE` and `PRECIS_MODELS` override. */
export function directories(env: Readonly<Record<string, string | undefined>>): Directories {
  const paths = envPaths('precis', { suffix: '' });
  const xdg = (variable: string, fallback: string) => {
    const base = env[variable];
    return base === undefined || base === '' ? fallback : join(base, 'precis');
  };
  const home = env['HOME'] ?? homedir();
  // env-paths asks the process for its home: a caller with an environment of its own (a test) gets that one.
  const moved = home !== homedir();
  const data = xdg('XDG_DATA_HOME', moved ? join(home, '.local/share/precis') : paths.data);
  return {
    config: xdg('XDG_CONFIG_HOME', moved ? join(home, '.config/precis') : paths.config),
    cache: env['PRECIS_CACHE'] ?? xdg('XDG_CACHE_HOME', moved ? join(home, '.cache/precis') : paths.cache),
    models: env['PRECIS_MODELS'] ?? join(data, 'models'),
  };
}
