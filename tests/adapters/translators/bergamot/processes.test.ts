import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openModelStore } from '../../../../src/adapters/translators/bergamot/model-store.ts';
import { buildAdapter } from '../../../fixtures/bergamot/built-sources.ts';
import { FRENCH } from '../../../fixtures/bergamot/lexicon.ts';
import { lexicalModel } from '../../../fixtures/bergamot/models.ts';
import { RegistryServer, sha256 } from '../../../fixtures/bergamot/registry-server.ts';

const files = lexicalModel(FRENCH);
const FR_EN = { source: 'fr', target: 'en' };
const MODEL_GZ = /^\/bucket\/.*model\..*\.gz$/;
const signal = new AbortController().signal;

let built: string;
let directory: string;
let server: RegistryServer;
const children: ChildProcess[] = [];

beforeAll(async () => {
  built = await buildAdapter('processes');
}, 60_000);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'precis-models-'));
  server = await RegistryServer.start({ source: 'fr', files });
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

/** Starts a process that runs one of the built scripts. */
function run(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(built, script), directory, 'fr', ...args], {
    env: { ...process.env, ...server.env },
  });
  children.push(child);
  const output = { text: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.errors += text));
  const done = once(child, 'close').then(() => ({ code: child.exitCode, ...output }));
  return { child, done };
}

const pull = () => run('pull.mjs');

/** Lets the first transfer of the model stop half-way until `release` is called. */
function holdTransfer() {
  let release: (() => void) | undefined;
  const halfWay = new Promise<void>((resolve) => {
    let first = true;
    server.on(MODEL_GZ, (_request, response, bytes) => {
      if (!first) return false;
      first = false;
      const half = Math.floor(bytes.length / 2);
      response.writeHead(200, { etag: `"${sha256(bytes).slice(0, 16)}"`, 'content-length': bytes.length });
      response.write(bytes.subarray(0, half));
      release = () => response.end(bytes.subarray(half));
      setTimeout(resolve, 300);
      return true;
    });
  });
  return { halfWay, release: () => release?.() };
}

const store = () => openModelStore({ env: server.env, offline: false, modelDirectory: directory });

describe('processes that pull at once', () => {
  it('download once: the second waits and takes what the first one brought', async () => {
    const transfer = holdTransfer();
    const first = pull();
    await transfer.halfWay;
    const second = pull();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await readdir(directory)).toContain('.fr-en.lock');
    transfer.release();
    const results = await Promise.all([first.done, second.done]);
    expect(results.map(({ code, errors }) => ({ code, errors }))).toEqual(results.map(() => ({ code: 0, errors: '' })));
    expect(results[1].text).toContain(`{"waitsFor":${first.child.pid}}`);
    expect(server.paths().filter((path) => MODEL_GZ.test(path))).toHaveLength(1);
    const [model] = await store().listModels();
    expect(sha256(await readFile(model!.files[0]!.path))).toBe(sha256(files.model));
  });

  it('start at the same moment and both end well', async () => {
    const results = await Promise.all([pull(), pull(), pull()].map(({ done }) => done));
    expect(results.map(({ code, errors }) => ({ code, errors }))).toEqual(results.map(() => ({ code: 0, errors: '' })));
    expect(server.paths().filter((path) => MODEL_GZ.test(path))).toHaveLength(1);
  });

  it('do not wait for a killed one, and go on with what it had', async () => {
    const transfer = holdTransfer();
    const first = pull();
    await transfer.halfWay;
    first.child.kill('SIGKILL');
    await first.done;
    expect(await readdir(directory)).toContain('.fr-en.lock');
    expect(await store().listModels()).toEqual([]);
    const started = performance.now();
    const second = await pull().done;
    expect(second).toMatchObject({ code: 0, errors: '' });
    expect(performance.now() - started).toBeLessThan(5_000);
    const half = Math.floor(server.file(MODEL_GZ).length / 2);
    const ranges = server.requests.filter(({ path }) => MODEL_GZ.test(path)).map(({ range }) => range);
    expect(ranges).toEqual([undefined, `bytes=${half}-`]);
    const [model] = await store().listModels();
    expect(sha256(await readFile(model!.files[0]!.path))).toBe(sha256(files.model));
  });
});

const lock = () => join(directory, '.fr-en.lock');
const holder = (changes: object) =>
  JSON.stringify({ token: 'x', pid: process.pid, host: hostname(), processStart: null, ...changes });

describe('a lock that was left behind', () => {
  it.each([
    ['by a process whose id belongs to another one now', () => holder({ processStart: '1' })],
    ['by a process that is gone', () => holder({ pid: 2 ** 22 + 1 })],
  ])('%s is taken over at once', async (_name, content) => {
    await writeFile(lock(), content());
    await store().pullModel(FR_EN, { signal: AbortSignal.timeout(5_000) });
    expect(await readdir(directory)).toEqual(['fr-en']);
  });

  it.each([
    ['on another machine', () => holder({ host: 'elsewhere' })],
    ['and is empty', () => ''],
  ])('%s is taken over once nobody has touched it for a while', async (_name, content) => {
    await writeFile(lock(), content());
    const minuteAgo = new Date(Date.now() - 60_000);
    await utimes(lock(), minuteAgo, minuteAgo);
    await store().pullModel(FR_EN, { signal });
    expect(await readdir(directory)).toEqual(['fr-en']);
  });

  it('is lost by a process that slept: it publishes nothing and waits for the one that took it', async () => {
    const transfer = holdTransfer();
    let waits: (() => void) | undefined;
    const waiting = new Promise<void>((resolve) => (waits = resolve));
    const pulling = store().pullModel(FR_EN, { signal, onWait: () => waits?.() });
    await transfer.halfWay;
    await rm(lock());
    await writeFile(lock(), holder({ host: 'elsewhere' }));
    transfer.release();
    await waiting;
    expect(await store().listModels()).toEqual([]);
    await rm(lock());
    await expect(pulling).resolves.toMatchObject({ pair: 'fr-en' });
    expect(server.paths().filter((path) => MODEL_GZ.test(path))).toHaveLength(1);
  });

  it('is respected while it is fresh, and waiting for it can be stopped', async () => {
    await writeFile(lock(), holder({ host: 'elsewhere' }));
    const waitsFor: number[] = [];
    const stop = AbortSignal.timeout(700);
    const pulling = store().pullModel(FR_EN, { signal: stop, onWait: (pid) => waitsFor.push(pid) });
    await expect(pulling).rejects.toThrow(/timeout/);
    expect(stop.aborted).toBe(true);
    expect(waitsFor).toEqual([process.pid]);
    expect(server.requests).toEqual([]);
    expect(await readdir(directory)).toEqual(['.fr-en.lock']);
  });
});

describe('the built adapter', () => {
  it('translates, and the process ends though nobody closes the translator', async () => {
    await store().pullModel(FR_EN, { signal });
    const result = await run('translate.mjs', 'Le président a annoncé une réforme.').done;
    expect(result).toMatchObject({ code: 0, errors: '', text: '["The president has announced one reform."]\n' });
  });
});
