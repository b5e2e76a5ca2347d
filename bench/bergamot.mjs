// How fast the Bergamot engine translates and what memory it takes, with random weights of the real dimensions: the
// work a token is that of a trained model of the same architecture, the words are nonsense and twice as many as in the
// source, so that a trained model is faster. Threads share the machine with whatever else runs. After `npm run build`:
//   npm run bench -- bergamot
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SECONDS = 6;
const SENTENCE =
  'Le gouvernement a annoncé mardi une réforme des retraites qui doit entrer en vigueur en mars, selon le ministre.';
const SENTENCES_A_REQUEST = 24;
/** Words of five letters and more are two tokens or more, as in a trained vocabulary. */
const PIECES = SENTENCE.split(' ').flatMap((word) => `▁${word}`.match(/.{1,6}/gu));
/** Dimensions of the models that Mozilla publishes. */
const ARCHITECTURES = {
  tiny: { embedding: 256, feedForward: 1536, encoderLayers: 6, decoderLayers: 2, heads: 8, vocabularySize: 32_000 },
  'base-memory': {
    embedding: 384,
    feedForward: 1536,
    encoderLayers: 6,
    decoderLayers: 4,
    heads: 8,
    vocabularySize: 32_000,
  },
};
const TOKENS_A_WORD = Math.round((100 * PIECES.length) / SENTENCE.split(' ').length) / 100;

export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'precis-bench-'));
  try {
    const generator = compileGenerator(folder);
    const rows = [];
    for (const architecture of Object.keys(ARCHITECTURES)) {
      for (const workers of [1, 2]) rows.push(measure(folder, generator, architecture, workers));
    }
    return report(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The generator is TypeScript, like the tests that it belongs to, and Node 20 cannot run that. */
function compileGenerator(folder) {
  const out = join(folder, 'generator');
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const language = [
    '--target',
    'es2023',
    '--lib',
    'es2023',
    '--module',
    'nodenext',
    '--rewriteRelativeImportExtensions',
  ];
  const source = join(ROOT, 'tests', 'fixtures', 'bergamot', 'models.ts');
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];
  execFileSync(process.execPath, [tsc, '--ignoreConfig', '--outDir', out, ...language, ...types, source]);
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  return pathToFileURL(join(out, 'models.js')).href;
}

/** Each measurement has a process of its own: memory that an earlier one took would count. */
function measure(folder, generator, architecture, workers) {
  const job = JSON.stringify({ folder, generator, architecture, workers });
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), job], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`the measurement failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

async function runJob({ folder, generator, architecture, workers }) {
  const { randomModel } = await import(generator);
  const { EnginePool } = await import(new URL('../dist/adapters/translators/bergamot/pool.js', import.meta.url).href);
  const model = writeModel(folder, architecture, () => randomModel(ARCHITECTURES[architecture], PIECES));
  const pool = new EnginePool({ workers, modelsPerWorker: 1, timeoutMs: 120_000 });
  const { signal } = new AbortController();
  const request = () => pool.translate(model, Array(SENTENCES_A_REQUEST).fill(SENTENCE), signal);
  const loading = performance.now();
  await Promise.all(
    Array.from({ length: workers }, () => pool.translate(model, Array(workers * 14).fill(SENTENCE), signal)),
  );
  const loadMs = performance.now() - loading;
  const started = performance.now();
  const before = process.cpuUsage();
  let sentences = 0;
  let outputTokens = 0;
  const end = started + SECONDS * 1000;
  const loops = Array.from({ length: 2 * workers }, async () => {
    while (performance.now() < end) {
      const texts = await request();
      sentences += texts.length;
      // Nearly all pieces of the vocabulary start a word.
      outputTokens += texts.join(' ').split(/\s+/).length;
    }
  });
  await Promise.all(loops);
  const seconds = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(before);
  const words = sentences * SENTENCE.split(' ').length;
  const figures = {
    architecture,
    workers,
    wordsPerSecond: Math.round(words / seconds),
    wordsPerCpuSecond: Math.round((words * 1e6) / (cpu.user + cpu.system)),
    outputPerSourceToken: Math.round((100 * outputTokens) / (sentences * PIECES.length)) / 100,
    rssMb: Math.round(process.memoryUsage.rss() / 1e6),
    startMs: Math.round(loadMs),
  };
  await pool.close();
  process.stdout.write(JSON.stringify(figures));
}

function writeModel(folder, key, make) {
  mkdirSync(join(folder, key), { recursive: true });
  const generated = make();
  const files = ['model', 'lex', 'vocab'].map((role) => {
    const path = join(folder, key, role);
    const bytes = generated[role];
    writeFileSync(path, bytes);
    return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  return { key, files, gemmPrecision: 'int8shiftAlphaAll' };
}

const least = (wanted, value) => ({ wanted: `at least ${wanted}`, value, met: value >= wanted });
const most = (wanted, value) => ({ wanted: `at most ${wanted}`, value, met: value <= wanted });

function report(rows) {
  const of = (architecture, workers) =>
    rows.find((row) => row.architecture === architecture && row.workers === workers);
  const ratio = of('base-memory', 2).wordsPerSecond / of('base-memory', 1).wordsPerSecond;
  const goals = {
    'tiny: words/s, one worker': least(200, of('tiny', 1).wordsPerSecond),
    'base-memory: words/s, one worker': least(100, of('base-memory', 1).wordsPerSecond),
    'base-memory: MB, one worker': most(700, of('base-memory', 1).rssMb),
    // A single core gains nothing by a second worker.
    ...(availableParallelism() > 1 && { 'base-memory: two workers to one': least(1.5, Math.round(100 * ratio) / 100) }),
  };
  return { table: rows, figures: { sentence: SENTENCE, tokensAWord: TOKENS_A_WORD, rows }, goals };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runJob(JSON.parse(process.argv[2]));
