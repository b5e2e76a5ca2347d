import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bergamotDefinition, openModelStore } from '../../../../src/adapters/translators/bergamot/index.ts';
import {
  AdapterError,
  type AdapterSetting,
  ConfigError,
  type LanguagePair,
  type TranslationRequest,
  type Translator,
  noJournal,
} from '../../../../src/core/index.ts';
import { FRENCH, GERMAN } from '../../../fixtures/bergamot/lexicon.ts';
import { lexicalModel } from '../../../fixtures/bergamot/models.ts';
import { RegistryServer } from '../../../fixtures/bergamot/registry-server.ts';

const FR_EN: LanguagePair = { source: 'fr', target: 'en' };
const DE_EN: LanguagePair = { source: 'de', target: 'en' };
const signal = new AbortController().signal;
const context = { signal, journal: noJournal };

let directory: string;
let server: RegistryServer;
const translators: Translator[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'precis-models-'));
  server = await RegistryServer.start(
    { source: 'fr', files: lexicalModel(FRENCH) },
    { source: 'de', files: lexicalModel(GERMAN) },
  );
});

afterEach(async () => {
  for (const translator of translators.splice(0)) await translator.close?.();
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

function setting(changes: Partial<AdapterSetting> = {}): AdapterSetting {
  return {
    env: server.env,
    offline: false,
    modelDirectory: directory,
    prices: { asOf: '2026-01-01', prices: {} },
    ...changes,
  };
}

async function open(options: Record<string, unknown> = {}, changes: Partial<AdapterSetting> = {}) {
  const translator = await bergamotDefinition.create({ workers: 1, ...options }, setting(changes));
  translators.push(translator);
  return translator;
}

async function install(...languages: string[]): Promise<void> {
  const store = openModelStore(setting());
  for (const source of languages) await store.pullModel({ source, target: 'en' }, { signal });
}

function request(segments: readonly string[], changes: Partial<TranslationRequest> = {}): TranslationRequest {
  return { segments, pair: FR_EN, glossary: null, ...changes };
}

async function failure(promise: Promise<unknown>): Promise<AdapterError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AdapterError)) throw new Error(`no AdapterError: ${String(error)}`);
  return error;
}

describe('with a model in the store', () => {
  it('translates segments one to one, its text staying on this machine', async () => {
    await install('fr');
    const translator = await open({}, { offline: true });
    expect(translator).toMatchObject({ name: 'bergamot', quality: 'standard', sendsTextTo: null });
    expect(await translator.supports({ source: 'fr-FR', target: 'en-GB' }, context)).toBe(true);
    const result = await translator.translate(request(['Le président a annoncé une réforme.', 'La grève']), context);
    expect(result.segments).toEqual(['The president has announced one reform.', 'The strike']);
    expect(result.usage).toEqual({ requests: 0, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 });
  });

  it('renders money by rule, percentages and addresses in English', async () => {
    await install('fr');
    const translator = await open();
    const { segments, warnings } = await translator.translate(
      request([
        'Le ministre a annoncé 2,5 milliards de dollars et 95 % de la réforme.',
        'La ville a < 3 & <b>grève</b> https://example.org/la/ville et 12 345 M. Dupont',
      ]),
      context,
    );
    expect(segments[0]).toBe('The minister has announced $2.5 billion and 95% of the reform.');
    expect(segments[1]).toContain('has < 3 & <b>');
    expect(segments[1]).toContain('https://example.org/la/ville');
    expect(segments[1]).toContain('12,345');
    expect(warnings).toEqual([]);
  });

  it('joins a sentence that is too long for the engine again, with spaces', async () => {
    await install('fr');
    const translator = await open();
    const source = `${Array<string>(80).fill('le président et la ville').join(' ')}.`;
    const { segments } = await translator.translate(request([source]), context);
    expect(segments).toEqual([`${Array<string>(80).fill('the president and the city').join(' ')}.`]);
  });

  it('gives a blank segment back blank, and every other in its place', async () => {
    await install('fr');
    const translator = await open();
    const { segments } = await translator.translate(request(['la ville', ' ', '***', '', 'la grève']), context);
    expect(segments.map((text) => text.trim())).toEqual(['the city', '', '***', '', 'the strike']);
  });

  it('protects what a check found wrong', async () => {
    await install('fr');
    const translator = await open();
    const source = 'Le ministre a annoncé 1 200 millions et la ville';
    const at = source.indexOf('1 200 millions');
    const finding = {
      check: 'figure' as const,
      severity: 'error' as const,
      message: 'not found',
      claim: 0,
      target: null,
      source: { start: at, end: at + 14, text: '1 200 millions' },
    };
    const { segments } = await translator.translate(
      request([source], { repair: [{ previous: 'x', findings: [finding] }] }),
      context,
    );
    expect(segments[0]).toMatch(/1\.2 billion|1,200 million/);
  });

  it('works on several languages and calls at once', async () => {
    await install('fr', 'de');
    const translator = await open({ workers: 2 });
    const calls = Array.from({ length: 8 }, (_, index) =>
      index % 2 === 0
        ? translator.translate(request(['la ville']), context)
        : translator.translate(request(['Die Stadt'], { pair: DE_EN }), context),
    );
    const results = await Promise.all(calls);
    expect(results.map(({ segments }) => segments[0])).toEqual(
      results.map((_, index) => (index % 2 === 0 ? 'the city' : 'The city')),
    );
  });

  it('stops at once when aborted', async () => {
    await install('fr');
    const translator = await open();
    const stop = new AbortController();
    const segments = Array<string>(3000).fill('Le président a annoncé une réforme.');
    const call = translator.translate(request(segments), { ...context, signal: stop.signal });
    setTimeout(() => stop.abort(), 300);
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('without a model', () => {
  it('supports nothing, asks nobody and says what to run', async () => {
    const translator = await open();
    expect(await translator.supports(FR_EN, context)).toBe(false);
    const error = await failure(translator.translate(request(['la ville']), context));
    expect(error).toMatchObject({ code: 'unsupported-language', retryable: false });
    expect(error.message).toBe('bergamot: there is no model for French to English; run `precis setup fr`');
    expect(server.requests).toEqual([]);
    expect(await bergamotDefinition.needs(setting())).toEqual([expect.stringContaining('precis setup')]);
    await install('fr');
    expect(await bergamotDefinition.needs(setting())).toEqual([]);
    expect(await translator.supports(FR_EN, context)).toBe(true);
  });

  it('translates into English only', async () => {
    const translator = await open({ download: true });
    for (const pair of [
      { source: 'fr', target: 'de' },
      { source: 'en', target: 'en' },
    ]) {
      expect(await translator.supports(pair, context)).toBe(false);
      expect(await failure(translator.translate(request(['x'], { pair }), context))).toMatchObject({
        code: 'unsupported-language',
      });
    }
    expect(server.requests).toEqual([]);
  });

  it('downloads it on first use where that is allowed, once for all calls', async () => {
    const translator = await open({ download: true });
    expect(await translator.supports(FR_EN, context)).toBe(true);
    expect(await translator.supports({ source: 'xx', target: 'en' }, context)).toBe(false);
    const calls = [1, 2, 3].map(() => translator.translate(request(['la ville']), context));
    const results = await Promise.all(calls);
    expect(results.map(({ segments }) => segments)).toEqual([['the city'], ['the city'], ['the city']]);
    expect(server.paths().filter((path) => /model\./.test(path))).toHaveLength(1);
  });

  it('downloads nothing offline', async () => {
    const translator = await open({ download: true }, { offline: true });
    expect(await translator.supports(FR_EN, context)).toBe(false);
    await failure(translator.translate(request(['la ville']), context));
    expect(server.requests).toEqual([]);
  });

  it('asks a registry that cannot be used once, not for each article', async () => {
    server.on(/./, (_request, response) => {
      response.writeHead(404).end();
      return true;
    });
    const translator = await open({ download: true });
    for (let article = 0; article < 5; article++) {
      expect(await translator.supports(FR_EN, context)).toBe(false);
      const error = await failure(translator.translate(request(['la ville']), context));
      expect(error).toMatchObject({ code: 'unavailable' });
    }
    expect(server.requests).toHaveLength(2);
  });
});

async function damage(): Promise<void> {
  const [pair] = await readdir(directory);
  const [model] = await readdir(join(directory, pair!));
  const path = join(directory, pair!, model!, 'model.bin');
  await writeFile(path, (await readFile(path)).fill(7, 5000, 6000));
}

describe('with a damaged model', () => {
  it('pulls it again, once for all articles that notice', async () => {
    await install('fr');
    await damage();
    const asked = server.requests.length;
    const translator = await open({ workers: 2 });
    const calls = [1, 2, 3, 4].map(() => translator.translate(request(['la ville']), context));
    expect((await Promise.all(calls)).map(({ segments }) => segments[0])).toEqual(Array(4).fill('the city'));
    expect(
      server
        .paths()
        .slice(asked)
        .filter((path) => /model\./.test(path)),
    ).toHaveLength(1);
  });

  it('says offline what is wrong and what to do', async () => {
    await install('fr');
    await damage();
    const translator = await open({}, { offline: true });
    const error = await failure(translator.translate(request(['la ville']), context));
    expect(error).toMatchObject({ code: 'unavailable', retryable: false });
    expect(error.message).toMatch(/fr-en is damaged.*SHA-256.*precis models pull fr/);
    expect(error.message).not.toContain('la ville');
  });

  it('says that the engine cannot load what a registry published, and does other languages', async () => {
    await server.close();
    const { lex, vocab } = lexicalModel(FRENCH);
    server = await RegistryServer.start(
      { source: 'fr', files: { model: Buffer.from('this is no model'), lex, vocab } },
      { source: 'de', files: lexicalModel(GERMAN) },
    );
    await install('fr', 'de');
    const translator = await open();
    const error = await failure(translator.translate(request(['la ville']), context));
    expect(error).toMatchObject({ code: 'unavailable', retryable: false });
    expect(error.message).toMatch(/cannot load the model.*precis models remove fr/);
    const german = await translator.translate(request(['Die Stadt'], { pair: DE_EN }), context);
    expect(german.segments).toEqual(['The city']);
  });
});

describe('options', () => {
  it.each([{ workers: 0 }, { worker: 2 }, { modelsUrl: 'ftp://x' }, { timeoutMs: '5' }])(
    'refuses %j',
    async (options) => {
      await expect(bergamotDefinition.create(options, setting())).rejects.toThrow(ConfigError);
    },
  );

  it('takes addresses of registries', async () => {
    const addresses = {
      modelsUrl: server.addresses.storage.href,
      settingsUrl: server.addresses.settings.href,
      attachmentsUrl: server.addresses.attachments.href,
    };
    const translator = await open({ download: true, ...addresses }, { env: {} });
    expect((await translator.translate(request(['la ville']), context)).segments).toEqual(['the city']);
  });
});
