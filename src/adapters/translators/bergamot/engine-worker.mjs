/**
 * The worker thread in which the WASM engine runs. Plain JavaScript, because Node 20 cannot start a worker from
 * TypeScript: the same file runs from src (in tests) and from dist (copied there by the build).
 *
 * Request, one at a time: `{model: {key, files: [{path, sha256, size}], gemmPrecision}, modelsKept, texts}`; the files
 * are the model, the lexical shortlist and one or two vocabularies.
 * Answer: `{texts, heapBytes}` or `{failure: 'files' | 'load' | 'translate', message}`. After a failure other than
 * `files` the engine is in an unknown state and the thread must be thrown away.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';

/** What the engine imports as `wasm_gemm` outside Firefox: it exports these fall-backs itself. */
const MATRIX_FUNCTIONS = {
  int8_prepare_a: 'int8PrepareAFallback',
  int8_prepare_b: 'int8PrepareBFallback',
  int8_prepare_b_from_transposed: 'int8PrepareBFromTransposedFallback',
  int8_prepare_b_from_quantized_transposed: 'int8PrepareBFromQuantizedTransposedFallback',
  int8_prepare_bias: 'int8PrepareBiasFallback',
  int8_multiply_and_add_bias: 'int8MultiplyAndAddBiasFallback',
  int8_select_columns_of_b: 'int8SelectColumnsOfBFallback',
};

/** Alignment in bytes that the engine wants of each file. */
const MODEL_ALIGNMENT = 256;
const OTHER_ALIGNMENT = 64;

/**
 * As Firefox configures the engine, but for `ssplit-mode`: a segment is one sentence already, found with knowledge
 * of abbreviations that the engine does not have.
 */
const ENGINE_CONFIG = {
  'beam-size': 1,
  normalize: '1.0',
  'word-penalty': 0,
  'max-length-break': 128,
  'mini-batch-words': 1024,
  workspace: 128,
  'max-length-factor': '2.0',
  'skip-cost': true,
  'cpu-threads': 0,
  quiet: true,
  'quiet-translation': true,
  alignment: 'soft',
  'ssplit-mode': 'sentence',
};

/** A file is not what the manifest says: the engine has not been touched. */
class FilesError extends Error {}

/** Least recently used first. */
const models = new Map();
let engine;

function startEngine() {
  return new Promise((resolve, reject) => {
    const module = {
      print() {},
      printErr() {},
      onAbort: (reason) => reject(new Error(String(reason))),
      instantiateWasm(imports, accept) {
        const gemm = {};
        for (const [name, fallback] of Object.entries(MATRIX_FUNCTIONS)) {
          gemm[name] = (...numbers) => module.asm[fallback](...numbers);
        }
        WebAssembly.instantiate(workerData.wasm, { ...imports, wasm_gemm: gemm }).then(accept, reject);
        return {};
      },
      onRuntimeInitialized() {
        resolve({ module, service: new module.BlockingService({ cacheSize: 0 }) });
      },
    };
    // The glue is a classic script that looks for its settings in a global.
    globalThis.Module = module;
    globalThis.self = globalThis;
    runInThisContext(readFileSync(workerData.glue, 'utf8'), { filename: workerData.glue });
  });
}

/** The very bytes that the engine gets are hashed, so that nothing can change them in between. */
function verifiedBytes({ path, sha256, size }) {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new FilesError(`${path} cannot be read (${error.code})`);
  }
  if (bytes.length !== size) throw new FilesError(`${path} has ${bytes.length} bytes instead of ${size}`);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new FilesError(`${path} does not have the content that was downloaded (SHA-256 differs)`);
  }
  return bytes;
}

function alignedMemory(bytes, alignment) {
  const memory = new engine.module.AlignedMemory(bytes.length, alignment);
  memory.getByteArrayView().set(bytes);
  return memory;
}

function loadModel({ files, gemmPrecision }) {
  const [model, lex, ...vocabularies] = files.map(verifiedBytes);
  const list = new engine.module.AlignedMemoryList();
  for (const vocabulary of vocabularies) list.push_back(alignedMemory(vocabulary, OTHER_ALIGNMENT));
  const settings = Object.entries({ ...ENGINE_CONFIG, 'gemm-precision': gemmPrecision });
  const config = settings.map(([name, value]) => `${name}: ${value}\n`).join('');
  return new engine.module.TranslationModel(
    config,
    alignedMemory(model, MODEL_ALIGNMENT),
    alignedMemory(lex, OTHER_ALIGNMENT),
    list,
    null,
  );
}

function modelFor(wanted, modelsKept) {
  const loaded = models.get(wanted.key);
  models.delete(wanted.key);
  if (loaded === undefined) {
    while (models.size >= modelsKept) {
      const [oldest, model] = models.entries().next().value;
      models.delete(oldest);
      model.delete();
    }
  }
  const model = loaded ?? loadModel(wanted);
  // The engine builds a model when it is first used: what is wrong with it must show here, not in somebody's text.
  if (loaded === undefined) translate(model, ['.']);
  models.set(wanted.key, model);
  return model;
}

function translate(model, texts) {
  const input = new engine.module.VectorString();
  const options = new engine.module.VectorResponseOptions();
  for (const text of texts) {
    input.push_back(text);
    options.push_back({ alignment: false, html: false, qualityScores: false });
  }
  const responses = engine.service.translate(model, input, options);
  const translations = texts.map((_, index) => responses.get(index).getTranslatedText());
  responses.delete();
  options.delete();
  input.delete();
  return translations;
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
const answer = (message) => parentPort.postMessage(message);

parentPort.on('message', async ({ model: wanted, modelsKept, texts }) => {
  let stage = 'load';
  try {
    engine ??= await startEngine();
    const model = modelFor(wanted, modelsKept);
    stage = 'translate';
    const translations = translate(model, texts);
    answer({ texts: translations, heapBytes: engine.module.HEAP8.length });
  } catch (error) {
    const failure = error instanceof FilesError ? 'files' : stage;
    // What the engine says while it translates might quote the text.
    const message = failure === 'translate' ? 'the engine aborted' : String(error?.message ?? error).split('\n', 1)[0];
    answer({ failure, message });
  }
});
