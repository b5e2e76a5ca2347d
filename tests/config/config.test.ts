import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  assemble,
  directories,
  jsonSchemas,
  loadSettings,
  makeSummariser,
  makeTranslator,
  parseGlossary,
} from '../../src/config/index.ts';
import { ConfigError } from '../../src/core/index.ts';
import type { AdapterSetting } from '../../src/core/index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'precis-config-'));
  mkdirSync(join(directory, 'user'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const load = (over: Partial<Parameters<typeof loadSettings>[0]> = {}) =>
  loadSettings({ flags: {}, env: {}, cwd: directory, userDirectory: join(directory, 'user'), ...over });
const write = (name: string, content: unknown) =>
  writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));

describe('settings', () => {
  it('come from flag, environment, project file, user file, in this order', async () => {
    write('user/precis.config.json', { maxWords: 50, route: 'direct', concurrency: 2, out: 'u' });
    write('precis.config.json', { maxWords: 60, route: 'extract-first', concurrency: 3 });
    const env = { PRECIS_MAX_WORDS: '70', PRECIS_ROUTE: 'translate-first', PRECIS_OFFLINE: '1' };
    expect(await load({ env, flags: { maxWords: 80, translator: undefined } })).toEqual({
      out: 'u',
      concurrency: 3,
      route: 'translate-first',
      offline: true,
      maxWords: 80,
    });
  });

  it('may be a module', async () => {
    write('precis.config.mjs', 'export default { maxWords: 99 };');
    expect(await load()).toEqual({ maxWords: 99 });
  });

  it('name the file and the nearest right key where a key is unknown', async () => {
    write('precis.config.json', { maxWord: 60 });
    await expect(load()).rejects.toThrow(
      /precis\.config\.json: there is no setting "maxWord"; did you mean "maxWords"\?/,
    );
  });

  it.each([
    [{ maxWords: 3 }, /--max-words/],
    [{ route: 'sideways' }, /route/],
    [{ concurrency: 0 }, /concurrency/],
    [{ summariser: [['openai', { model: 'm' }]] }, /summariser: name it as "deepl" or "openai:MODEL"/],
    [{ translator: 5 }, /or several as/],
    [{ maxCostUsd: Number.NaN }, /--max-cost/],
  ])('refuse %j', async (flags, message) => {
    await expect(load({ flags })).rejects.toThrow(message);
    await expect(load({ flags })).rejects.toBeInstanceOf(ConfigError);
  });

  it('refuse a file that is no JSON, a missing file, and two files', async () => {
    await expect(load({ file: 'nowhere.json' })).rejects.toThrow(/no such file/);
    write('precis.config.json', '{');
    await expect(load()).rejects.toThrow(/precis\.config\.json: cannot be read/);
    write('precis.config.mjs', 'export default {};');
    await expect(load()).rejects.toThrow(/two configurations/);
  });

  it('take variables from the environment, and say which one is missing', async () => {
    write('precis.config.json', { translator: ['http', { url: '${TRANSLATOR_URL}/v1' }] });
    expect(await load({ env: { TRANSLATOR_URL: 'http://localhost:1' } })).toEqual({
      translator: ['http', { url: 'http://localhost:1/v1' }],
    });
    await expect(load()).rejects.toThrow(/TRANSLATOR_URL is not set/);
  });
});

describe('a glossary', () => {
  it('is read from a CSV of a spreadsheet', () => {
    const { entries } = parseGlossary(
      '\uFEFFsource;english;language;do_not_translate\r\n"Ministère; de ""l\'Économie""";Ministry of the Economy;fr;\r\nValls;;;yes\r\n\r\n',
      'g.csv',
    );
    expect(entries).toEqual([
      {
        source: 'Ministère; de "l\'Économie"',
        target: 'Ministry of the Economy',
        language: 'fr',
        doNotTranslate: false,
      },
      { source: 'Valls', target: 'Valls', language: null, doNotTranslate: true },
    ]);
  });

  it('changes its hash with its entries', () => {
    const hash = (english: string) => parseGlossary(`source,english\nNord,${english}\n`, 'g').sha256;
    expect(hash('North')).toBe(hash('North'));
    expect(hash('North')).not.toBe(hash('Nord'));
  });

  it.each([
    ['a,b\n1,2\n', /first line must name the columns/],
    ['source,english\nNord,\n', /line 2: "english" is empty/],
    ['source,english,language\nNord,North,not a tag\n', /line 2: "not a tag" is no language tag/],
    ['source,english\n"Nord,North\n', /g\.csv/],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseGlossary(text, 'g.csv')).toThrow(message);
  });
});

describe('folders', () => {
  it('follow the XDG variables and a home of the caller', () => {
    expect(directories({ HOME: '/h', XDG_CACHE_HOME: '/c' })).toEqual({
      config: '/h/.config/precis',
      cache: '/c/precis',
      models: '/h/.local/share/precis/models',
    });
    expect(directories({ HOME: '/h', PRECIS_CACHE: '/x', PRECIS_MODELS: '/m' })).toMatchObject({
      cache: '/x',
      models: '/m',
    });
  });
});

describe('adapters by name', () => {
  const setting: AdapterSetting = {
    env: {},
    offline: false,
    modelDirectory: '/nowhere',
    prices: { asOf: '2026-01-01', prices: {} },
  };
  const foreign = (body: string) =>
    `export default { contract: 1, kind: 'translator', name: 'mine', summary: '', needs: async () => [], create: async (options) => (${body}) };`;
  const good = `{ contract: 1, kind: 'translator', name: 'mine', signature: JSON.stringify(options), sendsTextTo: null, quality: 'standard', limits: {}, supports: async () => true, translate: async () => ({}) }`;

  it('are the built-in ones', async () => {
    expect((await makeSummariser('extractive', setting, directory)).name).toBe('extractive');
  });

  it('may be a file with options, or a package of the project', async () => {
    write('mine.mjs', foreign(good));
    expect((await makeTranslator(['./mine.mjs', { tone: 'dry' }], setting, directory)).signature).toBe(
      '{"tone":"dry"}',
    );
    mkdirSync(join(directory, 'node_modules', 'precis-translator-x'), { recursive: true });
    write('package.json', {});
    write('node_modules/precis-translator-x/package.json', {
      name: 'precis-translator-x',
      type: 'module',
      main: 'index.js',
    });
    write('node_modules/precis-translator-x/index.js', foreign(good));
    expect((await makeTranslator('precis-translator-x', setting, directory)).name).toBe('mine');
  });

  it.each([
    ['depl', /did you mean "deepl"\? Built in: bergamot, apertium/],
    ['./nowhere.mjs', /no such file/],
    ['../../etc/passwd\u0000', /no such file|no translator/],
    ['some-package-that-is-not-there', /there is no translator/],
  ])('refuse %s', async (name, message) => {
    await expect(makeTranslator(name, setting, directory)).rejects.toThrow(message);
    await expect(makeTranslator(name, setting, directory)).rejects.toBeInstanceOf(ConfigError);
  });

  it.each([
    ['export default 3;', /no adapter definition/],
    ['export default { contract: 2 };', /written for contract 2/],
    ["export default { contract: 1, kind: 'summariser' };", /it is a summariser/],
    ["export default { contract: 1, kind: 'translator', create() {} };", /no needs\(\)/],
    [foreign('null'), /returned no adapter/],
    [foreign(good.replace('translate: async', 'translat: async')), /no translate\(\)/],
    ['throw new Error("broken");', /cannot be loaded: broken/],
  ])('are checked when they are loaded: %s', async (module, message) => {
    write('bad.mjs', module);
    await expect(makeTranslator('./bad.mjs', setting, directory)).rejects.toThrow(message);
  });
});

describe('the parts of a run', () => {
  it('use no service because a key is there', async () => {
    const env = { OPENAI_API_KEY: 'sk-canary', DEEPL_API_KEY: 'canary:fx', HOME: directory };
    const assembly = await assemble({ offline: true }, { env, cwd: directory });
    expect(assembly.translator.sendsTextTo).toBeNull();
    expect(assembly.summariser).toMatchObject({ name: 'extractive', sendsTextTo: null });
    await assembly.close();
  });

  it('refuse a language that is none', async () => {
    await expect(assemble({ from: 'not a tag' }, { env: {}, cwd: directory })).rejects.toThrow(/--from not a tag/);
  });
});

describe('the JSON Schemas', () => {
  it.each(Object.entries(jsonSchemas()))('%s is up to date; else: npm run generate', (name, schema) => {
    const file = new URL(`../../schemas/${name}`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
