import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  DamagedModelError,
  type EngineModel,
  EngineError,
  EnginePool,
  type PoolSettings,
} from '../../../../src/adapters/translators/bergamot/pool.ts';
import { writeModel } from '../../../fixtures/bergamot/installed.ts';
import { FRENCH, GERMAN } from '../../../fixtures/bergamot/lexicon.ts';
import { lexicalModel, randomModel } from '../../../fixtures/bergamot/models.ts';

const signal = new AbortController().signal;
const SENTENCE = 'Le président a annoncé mardi une réforme de 12,5 millions.';
const ENGLISH = 'The president has announced Tuesday one reform of 12,5 million.';

let directory: string;
let french: EngineModel;
let german: EngineModel;
const pools: EnginePool[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'precis-engine-'));
  french = await writeModel(directory, 'fr-en', lexicalModel(FRENCH));
  german = await writeModel(directory, 'de-en', lexicalModel(GERMAN));
});

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

function openPool(settings: Partial<PoolSettings> = {}): EnginePool {
  const pool = new EnginePool({ workers: 1, modelsPerWorker: 2, timeoutMs: 20_000, ...settings });
  pools.push(pool);
  return pool;
}

describe('the real engine', () => {
  it('translates with a generated model, one to one and in order', async () => {
    const pool = openPool();
    const texts = [SENTENCE, 'la ville', 'Le ministre et la grève'];
    expect(await pool.translate(french, texts, signal)).toEqual([ENGLISH, 'the city', 'The minister and the strike']);
    expect(await pool.translate(french, [], signal)).toEqual([]);
  });

  it('takes text for text, not for HTML', async () => {
    const text = 'la ville a < b & c > d, <b>la</b> &amp; ville';
    expect(await openPool().translate(french, [text], signal)).toEqual([
      'the city has < b & c > d, <b>la</b> &amp; city',
    ]);
  });

  it('does not break a sentence after an abbreviation', async () => {
    // Were it cut into sentences by the engine, this would not reach the length at which it cuts by tokens.
    const text = 'M. Président a. '.repeat(40).trim();
    const [translated] = await openPool().translate(french, [text], signal);
    expect(translated).toMatch(/^Mr\. Président has\./);
    expect(translated).not.toBe(text.replaceAll('M.', 'Mr.').replaceAll(' a.', ' has.'));
  });

  it('keeps many texts apart, over several threads', async () => {
    const pool = openPool({ workers: 2 });
    const texts = Array.from({ length: 300 }, (_, index) => `la ville ${index}`);
    expect(await pool.translate(french, texts, signal)).toEqual(texts.map((_, index) => `the city ${index}`));
    expect(pool.threads).toBe(2);
  });

  it('runs an encoder and several decoder layers, the same way each time', async () => {
    const dimensions = { embedding: 32, feedForward: 64, encoderLayers: 2, decoderLayers: 2, heads: 4 };
    const generated = randomModel({ ...dimensions, vocabularySize: 512 }, ['▁la', '▁ville']);
    const model = await writeModel(directory, 'random', generated);
    const first = await openPool().translate(model, ['la ville'], signal);
    expect(first[0]).not.toBe('');
    expect(await openPool().translate(model, ['la ville'], signal)).toEqual(first);
  });

  it('switches between more models than it keeps loaded', async () => {
    const pool = openPool({ modelsPerWorker: 1 });
    for (let round = 0; round < 3; round++) {
      expect(await pool.translate(french, ['la ville'], signal)).toEqual(['the city']);
      expect(await pool.translate(german, ['der Präsident und Die Stadt'], signal)).toEqual([
        'the president and The city',
      ]);
    }
    expect(pool.threads).toBe(1);
  });
});

describe('taking turns', () => {
  it('lets a short request through while a long one runs', async () => {
    const pool = openPool();
    await pool.translate(french, ['la'], signal);
    const finished: string[] = [];
    const long = pool.translate(french, Array<string>(400).fill(SENTENCE), signal).then(() => finished.push('long'));
    const short = pool.translate(french, ['la ville'], signal).then(() => finished.push('short'));
    await Promise.all([long, short]);
    expect(finished).toEqual(['short', 'long']);
  });

  it('stops at once when aborted, and works on', async () => {
    const pool = openPool();
    await pool.translate(french, ['la'], signal);
    const stop = new AbortController();
    const long = pool.translate(french, Array<string>(2000).fill(SENTENCE), stop.signal);
    const started = performance.now();
    setTimeout(() => stop.abort(), 20);
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - started).toBeLessThan(500);
    expect(await pool.translate(french, ['la ville'], signal)).toEqual(['the city']);
    await expect(pool.translate(french, ['la ville'], stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('rejects what is waiting when closed, and afterwards', async () => {
    const pool = openPool();
    const waiting = pool.translate(french, Array<string>(2000).fill(SENTENCE), signal);
    const rejected = waiting.catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await pool.close();
    expect(await rejected).toMatchObject({ name: 'AbortError' });
    expect(pool.threads).toBe(0);
    await expect(pool.translate(french, ['la'], signal)).rejects.toMatchObject({ name: 'AbortError' });
    await pool.close();
  });
});

describe('failures', () => {
  const garbage: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['garbage', () => Buffer.from('this is no model')],
    ['gzip passed raw', (bytes) => gzipSync(bytes)],
    ['a model cut short', (bytes) => bytes.subarray(0, 100_000)],
    ['zeros', (bytes) => Buffer.alloc(bytes.length)],
  ];

  it.each(garbage)('%s fails, its thread is thrown away, and the next request works', async (name, change) => {
    const good = lexicalModel(FRENCH);
    const bad = await writeModel(directory, name, { ...good, model: change(good.model) });
    const pool = openPool({ timeoutMs: 5_000 });
    expect(await pool.translate(german, ['Die Stadt'], signal)).toEqual(['The city']);
    await expect(pool.translate(bad, ['la ville'], signal)).rejects.toMatchObject({ kind: 'load' });
    expect(await pool.translate(french, ['la ville'], signal)).toEqual(['the city']);
    expect(await pool.translate(german, ['Die Stadt'], signal)).toEqual(['The city']);
  });

  it('a failing request does not touch the others that wait', async () => {
    const bad = await writeModel(directory, 'bad', { ...lexicalModel(FRENCH), model: Buffer.from('no model') });
    const pool = openPool({ workers: 2 });
    const requests = Array.from({ length: 6 }, (_, index) =>
      pool.translate(index % 2 === 0 ? bad : french, ['la ville'], signal).catch((error: unknown) => error),
    );
    const results = await Promise.all(requests);
    expect(results.map((result) => result instanceof EngineError)).toEqual([true, false, true, false, true, false]);
    expect(results[1]).toEqual(['the city']);
  });

  it('a file that changed since its installation never reaches the engine', async () => {
    const model = await writeModel(directory, 'changed', lexicalModel(FRENCH));
    const path = model.files[0]!.path;
    const bytes = await readFile(path);
    const pool = openPool();
    expect(await pool.translate(german, ['Die Stadt'], signal)).toEqual(['The city']);
    await writeFile(path, Buffer.from(bytes).fill(1, 1000, 1100));
    await expect(pool.translate(model, ['la ville'], signal)).rejects.toThrow(/SHA-256 differs/);
    await truncate(path, 1000);
    await expect(pool.translate(model, ['la ville'], signal)).rejects.toThrow(/1000 bytes instead of/);
    await rm(path);
    await expect(pool.translate(model, ['la ville'], signal)).rejects.toBeInstanceOf(DamagedModelError);
    expect(pool.threads).toBe(1);
    await writeFile(path, bytes);
    expect(await pool.translate(model, ['la ville'], signal)).toEqual(['the city']);
  });

  it('a thread that does not answer in time is replaced', async () => {
    const pool = openPool({ timeoutMs: 1 });
    const error: unknown = await pool.translate(french, [SENTENCE], signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'timeout' });
    expect(pool.threads).toBe(0);
  });

  it('no article text is in an error', async () => {
    const bad = await writeModel(directory, 'bad', { ...lexicalModel(FRENCH), model: Buffer.from('no model') });
    const error: unknown = await openPool()
      .translate(bad, ['secret words'], signal)
      .catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('secret');
  });
});
