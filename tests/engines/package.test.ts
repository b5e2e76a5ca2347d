import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

describe('the packed package, installed into an empty folder', () => {
  let folder: string;
  const precis = (...argv: string[]) =>
    spawnSync(process.execPath, [join(folder, 'node_modules/.bin/precis'), ...argv], { encoding: 'utf8', cwd: folder });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'precis-package-'));
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: PROJECT, encoding: 'utf8' }),
    ) as [{ filename: string; files: { path: string }[] }];
    writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, packed.filename)], {
      cwd: folder,
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answers --help, and brings its prompts, prices and language tables', () => {
    expect(precis('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('precis') as string });
    const listed = precis('adapters', '--json');
    expect(listed.status, listed.stderr).toBe(0);
    writeFileSync(
      join(folder, 'bridge.txt'),
      'North Line opens a bridge\n\nThe North Line opened a bridge near Leeds on Monday.\n',
    );
    const run = precis('run', 'bridge.txt', '--offline', '--out', 'briefs');
    expect(run.status, run.stderr).toBe(0);
  });

  it('is a library, too', () => {
    writeFileSync(
      join(folder, 'use.mjs'),
      `import { checkPair, run } from 'precis';
       import * as testing from 'precis/testing';
       if (typeof run !== 'function' || Object.keys(testing).length === 0) process.exit(1);
       console.log(checkPair({ source: 'Il a payé 5 millions.', sourceLanguage: 'fr', target: 'He paid 6 million.' }).verdict);`,
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, ['use.mjs'], { encoding: 'utf8', cwd: folder });
    expect(status, stderr).toBe(0);
    expect(stdout.trim()).toBe('rejected');
  });

  it('takes the template of a translator as a stranger would write it: its contract, then its name on the command line', () => {
    const installed = join(folder, 'node_modules', 'precis-translator-example');
    cpSync(join(PROJECT, 'examples', 'precis-translator-example'), installed, { recursive: true });
    const contract = spawnSync(process.execPath, ['--test'], { encoding: 'utf8', cwd: installed });
    expect(contract.status, contract.stdout).toBe(0);
    expect(contract.stdout).toMatch(/# pass [1-9]\d/);

    writeFileSync(
      join(folder, 'pont.txt'),
      'Le pont est ouvert\n\nLe pont de Roubaix a été ouvert lundi par le maire de la ville voisine.\n',
    );
    // The address answers nothing: what counts is that the adapter was found, made and asked.
    writeFileSync(
      join(folder, 'precis.config.json'),
      JSON.stringify({ translator: ['precis-translator-example', { url: 'http://127.0.0.1:9', attempts: 1 }] }),
    );
    const run = precis('run', 'pont.txt', '--out', 'briefs-example', '--json');
    expect(run.stdout).toContain('"translator":"example"');
    expect(run.stdout).toMatch(/"outcome":"failed".*example: /);
  });
});
