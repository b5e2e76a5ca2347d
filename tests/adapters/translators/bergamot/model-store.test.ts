import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ModelStoreOptions,
  type PullProgress,
  openModelStore,
} from '../../../../src/adapters/translators/bergamot/model-store.ts';
import { AdapterError, ConfigError } from '../../../../src/core/index.ts';
import { FRENCH } from '../../../fixtures/bergamot/lexicon.ts';
import { lexicalModel } from '../../../fixtures/bergamot/models.ts';
import { RegistryServer, sendFile, sha256 } from '../../../fixtures/bergamot/registry-server.ts';

const files = lexicalModel(FRENCH);
const FR_EN = { source: 'fr', target: 'en' };
const signal = new AbortController().signal;

const MODEL_GZ = /^\/bucket\/.*model\..*\.gz$/;
const LEX_GZ = /^\/bucket\/.*lex\..*\.gz$/;
const BUCKET_FILES = /^\/bucket\/models\//;
const SETTINGS = /^\/v1\//;

let directory: string;
let server: RegistryServer;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'precis-models-'));
  server = await RegistryServer.start({ source: 'fr', files });
});

afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

function store(options: ModelStoreOptions = {}, offline = false) {
  return openModelStore(
    { env: server.env, offline, modelDirectory: directory },
    {
      pins: {},
      ...options,
      download: { backoffMs: 10, connectTimeoutMs: 1000, idleTimeoutMs: 1000, ...options.download },
    },
  );
}

/** Takes the second registry away, so that what the first one does shows. */
function withoutSettings() {
  server.on(SETTINGS, (_request, response) => {
    response.writeHead(503).end();
    return true;
  });
}

const pin = (pattern: RegExp) => ({ size: server.file(pattern).length, sha256: sha256(server.file(pattern)) });

async function failure(promise: Promise<unknown>): Promise<Error> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('it did not fail');
  return error;
}

/** Nothing that could be taken for a model. */
async function expectEmptyStore() {
  expect(await store().listModels()).toEqual([]);
}

describe('pullModel', () => {
  it('downloads, verifies and unpacks a model from the first registry', async () => {
    const model = await store().pullModel(FR_EN, { signal });
    expect(model).toMatchObject({ pair: 'fr-en', architecture: 'base-memory', pinned: false });
    expect(model.directory).toBe(join(directory, 'fr-en', `base-memory-${sha256(files.model).slice(0, 12)}`));
    const contents = await Promise.all(model.files.map(({ path }) => readFile(path)));
    expect(contents.map((bytes) => sha256(bytes))).toEqual([files.model, files.lex, files.vocab].map(sha256));
    expect(server.paths().some((path) => path.startsWith('/attachments/'))).toBe(false);
    expect((await readdir(model.directory)).toSorted()).toEqual(['lex.bin', 'manifest.json', 'model.bin', 'vocab.spm']);
    expect(await readdir(directory)).toEqual(['fr-en']);
  });

  it('takes what is in the store without asking anybody', async () => {
    const first = await store().pullModel(FR_EN, { signal });
    const asked = server.requests.length;
    expect(await store().pullModel({ source: 'fr-CA', target: 'en-GB' }, { signal })).toEqual(first);
    expect(await store({}, true).pullModel(FR_EN, { signal })).toEqual(first);
    expect(server.requests).toHaveLength(asked);
  });

  it('falls back to the second registry, which serves zstd', async () => {
    server.on(/^\/bucket\//, (_request, response) => {
      response.writeHead(500).end();
      return true;
    });
    const model = await store().pullModel(FR_EN, { signal });
    expect(model.version).toBe('1.0');
    const contents = await Promise.all(model.files.map(({ path }) => readFile(path)));
    expect(contents.map((bytes) => sha256(bytes))).toEqual([files.model, files.lex, files.vocab].map(sha256));
  });

  it('reports progress up to the whole of each file', async () => {
    const seen: PullProgress[] = [];
    await store().pullModel(FR_EN, { signal, onProgress: (progress) => seen.push(progress) });
    for (const role of ['model', 'lex', 'vocab']) {
      const last = seen.findLast(({ file }) => file === `fr-en ${role}`);
      expect(last?.total).toBe(server.file(new RegExp(`^/bucket/.*${role}\\.`)).length);
      expect(last?.received).toBe(last?.total);
    }
  });

  it('checks the gzip files against the pins of the same release', async () => {
    const vocab = pin(/^\/bucket\/.*vocab/);
    const raw = { size: files.model.length, sha256: sha256(files.model) };
    const good = { raw, model: pin(MODEL_GZ), lex: pin(LEX_GZ), vocab };
    const wrong = { ...good, lex: { ...good.lex, sha256: 'a'.repeat(64) } };
    withoutSettings();
    const error = await failure(store({ pins: { fr: { 'base-memory': wrong } } }).pullModel(FR_EN, { signal }));
    expect(error).toMatchObject({ code: 'bad-response', retryable: false });
    expect(error.message).toMatch(/fr-en.*lex file.*SHA-256 differs/);
    await expectEmptyStore();
    const model = await store({ pins: { fr: { 'base-memory': good } } }).pullModel(FR_EN, { signal });
    expect(model.pinned).toBe(true);
  });

  it.each<[string, RegExp, (bytes: Buffer) => Buffer, RegExp]>([
    ['other content', MODEL_GZ, (bytes) => gzipSync(gunzipSync(bytes).fill(1, 600, 700)), /SHA-256 differs/],
    ['a file cut short', MODEL_GZ, (bytes) => bytes.subarray(0, 5_000), /cut short or damaged/],
    ['a shortlist cut short', LEX_GZ, (bytes) => bytes.subarray(0, bytes.length - 9), /cut short or damaged/],
    [
      'bytes changed',
      LEX_GZ,
      (bytes) => Buffer.concat([bytes.subarray(0, 40), Buffer.alloc(60), bytes.subarray(100)]),
      /damaged/,
    ],
    ['a raw file', MODEL_GZ, (bytes) => gunzipSync(bytes), /not a gzip file/],
    [
      'more than announced',
      MODEL_GZ,
      (bytes) => gzipSync(Buffer.concat([gunzipSync(bytes), Buffer.alloc(1)])),
      /larger than announced/,
    ],
    ['an HTML page', MODEL_GZ, () => Buffer.from('<!DOCTYPE html><title>Sign in</title>'), /web page/],
  ])('refuses %s and installs nothing', async (_name, path, change, message) => {
    withoutSettings();
    server.on(path, (request, response, bytes) => {
      sendFile(request, response, change(bytes));
      return true;
    });
    const error = await failure(store().pullModel(FR_EN, { signal }));
    expect(error).toBeInstanceOf(AdapterError);
    expect(error).toMatchObject({ code: 'bad-response', retryable: false });
    expect(error.message).toMatch(message);
    expect(error.message).toContain('fr-en');
    await expectEmptyStore();
    // What was refused is not gone on with.
    server.on(path, () => false);
    server.on(path, (request, response, bytes) => {
      sendFile(request, response, bytes);
      return true;
    });
    await expect(store().pullModel(FR_EN, { signal })).resolves.toMatchObject({ pair: 'fr-en' });
  });

  it('refuses a zstd file of other content, cut short, or no zstd at all', async () => {
    server.on(/^\/bucket\//, (_request, response) => {
      response.writeHead(404).end();
      return true;
    });
    const changes: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, bytes.length - 100),
      (bytes) => Buffer.concat([bytes.subarray(0, 2000), Buffer.alloc(10, 7), bytes.subarray(2010)]),
      (bytes) => gzipSync(bytes),
    ];
    for (const change of changes) {
      server.on(/^\/attachments\//, (request, response, bytes) => {
        sendFile(request, response, change(bytes));
        return true;
      });
      const error = await failure(store().pullModel(FR_EN, { signal }));
      expect(error).toMatchObject({ code: 'bad-response' });
    }
    await expectEmptyStore();
  });

  it('says that a web page came where the list of models should be', async () => {
    server.on(/models\.json$|\/records$/, (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
      return true;
    });
    const error = await failure(store().pullModel(FR_EN, { signal }));
    expect(error).toMatchObject({ code: 'bad-response' });
    expect(error.message).toMatch(/not its list of models.*sign-in page/);
  });

  it('names both registries where their files are gone (404), without trying again', async () => {
    server.on(/^\/(bucket\/models|attachments)\//, (_request, response) => {
      response.writeHead(404).end();
      return true;
    });
    const error = await failure(store().pullModel(FR_EN, { signal }));
    expect(error).toMatchObject({ code: 'unavailable', retryable: true });
    expect(error.message).toMatch(/status 404.*status 404/);
    expect(error.message).toMatch(/PRECIS_MODELS_URL/);
    expect(server.paths().filter((path) => BUCKET_FILES.test(path))).toHaveLength(1);
  });

  it('tries again after a 503, waiting as long as asked', async () => {
    withoutSettings();
    let refused = 0;
    server.on(MODEL_GZ, (_request, response) => {
      if (refused++ >= 2) return false;
      response.writeHead(503, { 'retry-after': '0' }).end();
      return true;
    });
    await store().pullModel(FR_EN, { signal });
    expect(refused).toBe(3);
  });

  it('goes on with an interrupted transfer, within a call and in the next one', async () => {
    withoutSettings();
    let left = 3;
    server.on(MODEL_GZ, (request, response, bytes) => {
      if (left === 0) return false;
      left--;
      const start = Number(/\d+/.exec(request.headers.range ?? '0')?.[0] ?? 0);
      response.writeHead(start === 0 ? 200 : 206, {
        etag: `"${sha256(bytes).slice(0, 16)}"`,
        'content-length': bytes.length - start,
        ...(start > 0 && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
      });
      response.write(bytes.subarray(start, start + 4000));
      setTimeout(() => response.destroy(), 30);
      return true;
    });
    const error = await failure(store({ download: { tries: 1 } }).pullModel(FR_EN, { signal }));
    expect(error).toMatchObject({ code: 'unavailable' });
    const model = await store().pullModel(FR_EN, { signal });
    expect(sha256(await readFile(model.files[0]!.path))).toBe(sha256(files.model));
    const ranges = server.requests.filter(({ path }) => MODEL_GZ.test(path)).map(({ range }) => range);
    expect(ranges).toEqual([undefined, 'bytes=4000-', 'bytes=8000-', 'bytes=12000-']);
  });

  it('starts over where the file has changed in between, or the server knows no ranges', async () => {
    withoutSettings();
    const part = join(directory, 'fr-en', '.incoming', `base-memory-${sha256(files.model).slice(0, 12)}-gzip`);
    const published = server.file(MODEL_GZ);
    for (const validator of ['"another"', null]) {
      await mkdir(part, { recursive: true });
      await writeFile(join(part, 'model.bin.part'), Buffer.alloc(3000, 1));
      const url = `${server.origin}${server.pathOf(MODEL_GZ)}`;
      await writeFile(join(part, 'model.bin.part.json'), JSON.stringify({ url, validator, total: published.length }));
      await store().pullModel(FR_EN, { signal });
      await store().removeModel(FR_EN, signal);
    }
    server.on(MODEL_GZ, (_request, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
      return true;
    });
    await mkdir(part, { recursive: true });
    await writeFile(join(part, 'model.bin.part'), published.subarray(0, 3000));
    const note = { url: `${server.origin}${server.pathOf(MODEL_GZ)}`, validator: '"x"', total: published.length };
    await writeFile(join(part, 'model.bin.part.json'), JSON.stringify(note));
    await expect(store().pullModel(FR_EN, { signal })).resolves.toMatchObject({ pair: 'fr-en' });
  });

  it('starts over once where what was put together from two tries is wrong', async () => {
    withoutSettings();
    const raw = { size: files.model.length, sha256: sha256(files.model) };
    const pins = {
      fr: { 'base-memory': { raw, model: pin(MODEL_GZ), lex: pin(LEX_GZ), vocab: pin(/^\/bucket\/.*vocab/) } },
    };
    const part = join(directory, 'fr-en', '.incoming', `base-memory-${sha256(files.model).slice(0, 12)}-gzip`);
    await mkdir(part, { recursive: true });
    const damaged = Buffer.from(server.file(MODEL_GZ).subarray(0, 3000)).fill(9, 100, 200);
    await writeFile(join(part, 'model.bin.part'), damaged);
    const note = { url: `${server.origin}${server.pathOf(MODEL_GZ)}`, validator: null, total: null };
    await writeFile(join(part, 'model.bin.part.json'), JSON.stringify(note));
    await store({ pins }).pullModel(FR_EN, { signal });
    const ranges = server.requests.filter(({ path }) => MODEL_GZ.test(path)).map(({ range }) => range);
    expect(ranges.slice(-2)).toEqual(['bytes=3000-', undefined]);
  });

  it('stops at once when aborted, and goes on later', async () => {
    withoutSettings();
    const stop = new AbortController();
    server.on(MODEL_GZ, (request, response, bytes) => {
      if (request.headers.range !== undefined) return false;
      response.writeHead(200, { etag: `"${sha256(bytes).slice(0, 16)}"`, 'content-length': bytes.length });
      response.write(bytes.subarray(0, 5000));
      setTimeout(() => stop.abort(), 50);
      return true;
    });
    const error = await failure(store().pullModel(FR_EN, { signal: stop.signal }));
    expect(error.name).toBe('AbortError');
    await expectEmptyStore();
    expect(existsSync(join(directory, '.fr-en.lock'))).toBe(false);
    await store().pullModel(FR_EN, { signal });
    expect(server.requests.at(-3)?.range).toBe('bytes=5000-');
  });

  it('gives up on a server that accepts and then says nothing', async () => {
    server.on(/./, () => true);
    const started = performance.now();
    const impatient = store({ download: { idleTimeoutMs: 200, tries: 1 } });
    const error = await failure(impatient.pullModel(FR_EN, { signal }));
    expect(error).toMatchObject({ code: 'unavailable', retryable: true });
    expect(error.message).toMatch(/no byte for 0.2 s/);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('says that a language has no model', async () => {
    const error = await failure(store().pullModel({ source: 'xx', target: 'en' }, { signal }));
    expect(error).toMatchObject({ code: 'unsupported-language', retryable: false });
    const odd = await failure(store().pullModel({ source: '../etc', target: 'en' }, { signal }));
    expect(odd).toMatchObject({ code: 'unsupported-language' });
    expect(await readdir(directory)).toEqual([]);
  });

  it('asks nobody offline', async () => {
    const offline = store({}, true);
    for (const call of [() => offline.pullModel(FR_EN, { signal }), () => offline.availableModels(signal)]) {
      const error = await failure(call());
      expect(error).toBeInstanceOf(ConfigError);
      expect(error.message).toMatch(/offline.*precis setup/);
    }
    expect(await offline.reachable(signal)).toMatchObject({ reachable: false });
    expect(server.requests).toEqual([]);
  });

  it.runIf(existsSync('/dev/full'))('says that the disk is full', async () => {
    const staging = join(directory, 'fr-en', '.incoming', `base-memory-${sha256(files.model).slice(0, 12)}-gzip`);
    await mkdir(staging, { recursive: true });
    await symlink('/dev/full', join(staging, 'model.bin.part'));
    const error = await failure(store().pullModel(FR_EN, { signal }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(/disk is full.*another directory/);
    expect(error.message).toContain(directory);
  });

  it('says that the directory cannot be used', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const blocked = openModelStore({ env: server.env, offline: false, modelDirectory: join(file, 'models') });
    const error = await failure(blocked.pullModel(FR_EN, { signal }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain('a part of this path is a file');
  });

  it('replaces a model by a better one only when asked', async () => {
    await store().pullModel(FR_EN, { signal });
    const better = { ...files, model: Buffer.concat([files.model, Buffer.alloc(256)]) };
    await server.close();
    server = await RegistryServer.start({ source: 'fr', files: better });
    expect((await store().pullModel(FR_EN, { signal })).files[0]!.sha256).toBe(sha256(files.model));
    const refreshed = await store().pullModel(FR_EN, { signal, refresh: true });
    expect(refreshed.files[0]!.sha256).toBe(sha256(better.model));
    expect(await readdir(join(directory, 'fr-en'))).toEqual([refreshed.directory.split('/').at(-1)]);
  });
});

describe('a store that was tampered with', () => {
  it('pulls a damaged model again', async () => {
    const model = await store().pullModel(FR_EN, { signal });
    const bytes = await readFile(model.files[1]!.path);
    await writeFile(model.files[1]!.path, bytes.fill(0, 100, 200));
    const again = await store().pullModel(FR_EN, { signal });
    expect(sha256(await readFile(again.files[1]!.path))).toBe(sha256(files.lex));
  });

  it('mends a damaged model that is asked for anew, though the same one is offered', async () => {
    const model = await store().pullModel(FR_EN, { signal });
    await writeFile(model.files[0]!.path, (await readFile(model.files[0]!.path)).fill(0, 100, 200));
    await store().pullModel(FR_EN, { signal, refresh: true });
    expect(sha256(await readFile(model.files[0]!.path))).toBe(sha256(files.model));
  });

  it('says offline that a model is damaged, and what to do', async () => {
    const model = await store().pullModel(FR_EN, { signal });
    await writeFile(model.files[2]!.path, (await readFile(model.files[2]!.path)).fill(0, 0, 10));
    const error = await failure(store({}, true).pullModel(FR_EN, { signal }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(/damaged.*precis models pull fr/);
  });

  it('does not list what is incomplete', async () => {
    const model = await store().pullModel(FR_EN, { signal });
    await truncate(model.files[0]!.path, 1000);
    await expectEmptyStore();
    expect(await store().findModel(FR_EN)).toBeNull();
    await store().pullModel(FR_EN, { signal });
    expect(await store().listModels()).toHaveLength(1);
    await rm(join(model.directory, 'manifest.json'));
    await expectEmptyStore();
    await writeFile(join(model.directory, 'manifest.json'), '{"format":1,"pair":"fr-en"');
    await expectEmptyStore();
  });

  it('opens no file that a manifest names outside its directory', async () => {
    const model = await store().pullModel(FR_EN, { signal });
    const path = join(model.directory, 'manifest.json');
    const manifest = await readFile(path, 'utf8');
    await writeFile(path, manifest.replace('"lex.bin"', '"../../../../etc/passwd"'));
    await expectEmptyStore();
    expect(await store().findModel(FR_EN)).toBeNull();
  });
});

const openWith = (env: Record<string, string>) => () =>
  openModelStore({ env, offline: false, modelDirectory: directory });

describe('listing and removing', () => {
  it('lists, finds and removes models', async () => {
    await store().pullModel(FR_EN, { signal });
    expect(await store().listModels()).toMatchObject([
      { pair: 'fr-en', bytes: files.model.length + files.lex.length + files.vocab.length },
    ]);
    expect(await store().removeModel(FR_EN, signal)).toHaveLength(1);
    expect(await store().listModels()).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
    expect(await store().removeModel(FR_EN, signal)).toEqual([]);
  });

  it('lists what can be had, from whichever registry answers', async () => {
    server.publish({ source: 'de', architecture: 'tiny', files });
    server.publish({ source: 'en', target: 'de', files });
    const first = await store().availableModels(signal);
    expect(first.map(({ pair }) => pair)).toEqual(['de-en', 'fr-en']);
    server.on(/models\.json$/, (_request, response) => {
      response.writeHead(500).end();
      return true;
    });
    const second = await store().availableModels(signal);
    expect(second.map(({ pair }) => pair)).toEqual(['de-en', 'fr-en']);
    expect(second[0]!.bytes).toBeGreaterThan(0);
  });

  it('finds out within seconds whether a registry can be reached', async () => {
    expect(await store().reachable(signal)).toMatchObject({ reachable: true });
    await server.close();
    const started = performance.now();
    const { reachable, registries } = await store().reachable(signal);
    expect(reachable).toBe(false);
    expect(registries.map(({ problem }) => problem)).toEqual([
      'cannot be reached (ECONNREFUSED)',
      'cannot be reached (ECONNREFUSED)',
    ]);
    expect(performance.now() - started).toBeLessThan(1000);
    server = await RegistryServer.start();
  });

  it('meets a network that swallows everything once, not for each language', async () => {
    server.on(/./, () => true);
    const one = store({ download: { idleTimeoutMs: 200, tries: 1 } });
    for (const source of ['fr', 'de', 'es']) await failure(one.pullModel({ source, target: 'en' }, { signal }));
    expect(server.requests).toHaveLength(2);
  });

  it('refuses an address that is none', () => {
    expect(openWith({ PRECIS_MODELS_URL: 'file:///etc' })).toThrow(ConfigError);
    expect(openWith({ PRECIS_MODELS_SETTINGS_URL: 'nonsense' })).toThrow(/PRECIS_MODELS_SETTINGS_URL/);
  });
});
