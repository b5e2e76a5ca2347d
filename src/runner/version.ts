import { readFileSync } from 'node:fs';

let version: string | undefined;

/** The version of precis, from its own package.json. */
export function precisVersion(): string {
  version ??= (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
  return version;
}
