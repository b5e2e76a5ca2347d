import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));

/** A folder of articles with an output, a cache and settings of its own. */
export interface Workplace {
  readonly root: string;
  readonly inputs: string;
  readonly out: string;
  readonly cache: string;
  /** Settings file under which a failing service is given up at once. */
  readonly hasty: string;
  /** Starts `precis` here. */
  start(...argv: string[]): Invocation;
  /** Starts `precis run` with the HTTP summariser. */
  run(...argv: string[]): Invocation;
  /** Runs a shell script here, with these variables besides. */
  shell(script: string, env: Readonly<Record<string, string>>): Invocation;
  remove(): void;
}

export interface Invocation {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

const PLACES = ['Leeds', 'Dover', 'Derby', 'Hull', 'Perth', 'Cardiff', 'Exeter', 'Oxford', 'York', 'Truro'];

/** An English article that differs from the others in its names and figures. */
export function articleText(number: number): string {
  const place = PLACES[number % PLACES.length]!;
  return `Line ${number} reopens near ${place}

Line ${number} reopened near ${place} after ${number + 3} months of repairs. The operator spent ${number * 7 + 11} million pounds on it. Trains carry ${number * 13 + 900} passengers each day between the ${place} depot and stop ${number + 40}. Nobody was hurt in the works of section ${number * 3 + 5}.
`;
}

export function makeWorkplace(articles: number, summariserUrl: string): Workplace {
  const root = mkdtempSync(join(tmpdir(), 'precis-run-'));
  const inputs = join(root, 'in');
  mkdirSync(inputs);
  for (let number = 0; number < articles; number += 1) {
    writeFileSync(join(inputs, `article-${String(number).padStart(4, '0')}.txt`), articleText(number));
  }
  const prices = join(root, 'prices.json');
  writeFileSync(
    prices,
    JSON.stringify({ asOf: '2026-01-01', prices: { http: { inputPerMillionTokens: 10, outputPerMillionTokens: 20 } } }),
  );
  const hasty = join(root, 'hasty.config.json');
  writeFileSync(hasty, JSON.stringify({ summariser: ['http', { attempts: 2, timeoutMs: 2000 }] }));
  const place = { hasty, root, inputs, out: join(root, 'out'), cache: join(root, 'cache') };
  const start = (...argv: string[]): Invocation => invoke(process.execPath, [BIN, ...argv], {});
  const invoke = (command: string, argv: readonly string[], env: Readonly<Record<string, string>>): Invocation => {
    const child = spawn(command, argv, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: root,
        PRECIS_CACHE: place.cache,
        PRECIS_PRICES: prices,
        PRECIS_HTTP_SUMMARISER_URL: summariserUrl,
        PRECIS_HTTP_SUMMARISER_KEY: 'canary-key-0123456789',
        ...env,
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<Awaited<Invocation['ended']>>((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
    return { child, ended };
  };
  return {
    ...place,
    start,
    shell: (script, env) => invoke('sh', ['-c', script], env),
    run: (...argv) =>
      start(
        'run',
        inputs,
        '--out',
        place.out,
        '--quiet',
        '--format',
        'none',
        ...(argv.includes('--config') ? [] : ['--summariser', 'http']),
        ...argv,
      ),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
