import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { AnyValidateFunction } from 'ajv/dist/types/index.js';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { buildBody, deeplDefinition, parseBody } from '../../../src/adapters/translators/deepl.ts';
import { ConfigError } from '../../../src/core/index.ts';
import { answering, callContext, fixture, FRENCH, settingOf } from './service.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const PRO = 'https://api.deepl.com/v2/translate';
const FREE = 'https://api-free.deepl.com/v2/translate';
const TEXTS = ['Le pont est fermé.', 'Les travaux dureront six semaines.'];

const make = (options = {}, key = 'pro-key-0123456789') =>
  deeplDefinition.create(options, settingOf({ DEEPL_API_KEY: key }));

describe('deepl', () => {
  it('sends what the documentation asks for, and reads what it answers', async () => {
    const requests = answering(server, PRO, await fixture('deepl-translate'));
    const deepl = await make();
    const result = await deepl.translate(
      { segments: TEXTS, pair: FRENCH, glossary: null, context: { before: 'Avant.', after: 'Après.' } },
      callContext(),
    );
    expect(result).toEqual({
      segments: ['The bridge is closed.', 'The work will take six weeks.'],
      usage: { requests: 1, inputTokens: 0, outputTokens: 0, characters: 52, costUsd: 0.0013 },
      warnings: [],
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]!.headers.get('authorization')).toBe('DeepL-Auth-Key pro-key-0123456789');
    expect(requests[0]!.body).toEqual({
      text: TEXTS,
      source_lang: 'FR',
      target_lang: 'EN-GB',
      context: 'Avant. Après.',
      split_sentences: '0',
      preserve_formatting: true,
      show_billed_characters: true,
    });
    expect(deepl.sendsTextTo).toBe('api.deepl.com');
  });

  it('knows a free key by its end: another host, no cost', async () => {
    const requests = answering(server, FREE, await fixture('deepl-translate'));
    const deepl = await make({}, 'free-key-0123456789:fx');
    const { usage } = await deepl.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(requests).toHaveLength(1);
    expect(usage).toMatchObject({ characters: 52, costUsd: 0 });
    expect(deepl.sendsTextTo).toBe('api-free.deepl.com');
  });

  it('marks what must stay, escapes the rest, and takes both back', async () => {
    const requests = answering(server, PRO, await fixture('deepl-marked'));
    const entry = { source: 'Dupont', target: 'Dupont', language: 'fr', doNotTranslate: true };
    const result = await (
      await make()
    ).translate(
      { segments: ['Dupont & Cie paie.'], pair: FRENCH, glossary: { entries: [entry], sha256: 'x' } },
      callContext(),
    );
    expect(requests[0]!.body).toMatchObject({
      text: ['<x>Xq1x</x> &amp; Cie paie.'],
      tag_handling: 'xml',
      ignore_tags: ['x'],
    });
    expect(result.segments).toEqual(['Dupont & Co is paying.']);
  });

  it('renders an amount by rule when a check found it damaged', async () => {
    const requests = answering(server, PRO, {
      ...(await fixture('deepl-translate')),
      reply: { translations: [{ detected_source_language: 'FR', text: 'The programme comes to <x>Xq1x</x>.' }] },
    });
    const finding = {
      check: 'figure',
      severity: 'error',
      message: 'm',
      claim: 0,
      target: null,
      source: { start: 0, end: 24, text: '2,5 milliards de dollars' },
    } as const;
    const result = await (
      await make()
    ).translate(
      {
        segments: ['Le programme atteint 2,5 milliards de dollars.'],
        pair: FRENCH,
        glossary: null,
        repair: [{ previous: 'The programme comes to $2.5 million.', findings: [finding] }],
      },
      callContext(),
    );
    expect(requests).toHaveLength(1);
    expect(result.segments[0]).toBe('The programme comes to $2.5 billion.');
  });

  it.each([
    ['fr', 'FR'],
    ['fr-CA', 'FR'],
    ['pt-BR', 'PT'],
    ['zh-Hant', 'ZH'],
    ['no', 'NB'],
    ['nn', 'NB'],
    ['ca', 'CA'],
    ['iw', 'HE'],
  ])('writes %s as %s', async (source, code) => {
    const deepl = await make();
    expect(await deepl.supports({ source, target: 'en' }, callContext())).toBe(true);
    const { options } = bodyOptions({});
    const batch = { texts: ['x'], marked: false, pair: { source, target: 'en' }, context: undefined, glossary: null };
    expect(buildBody(batch, options)).toMatchObject({ source_lang: code });
  });

  it.each(['tlh', 'en', 'und', 'dsb'])('does not do %s', async (source) => {
    expect(await (await make()).supports({ source, target: 'en' }, callContext())).toBe(false);
  });

  it('writes no other language than English', async () => {
    expect(await (await make()).supports({ source: 'fr', target: 'de' }, callContext())).toBe(false);
  });

  it.each([
    ['deepl-403', 'unauthorised', 'set DEEPL_API_KEY'],
    ['deepl-400', 'bad-request', "Value for 'target_lang' not supported."],
    ['deepl-413', 'bad-request', 'too long'],
    ['deepl-456', 'quota', 'quota is used up'],
  ])('%s: %s', async (name, code, message) => {
    const requests = answering(server, PRO, await fixture(name));
    const deepl = await make();
    const failing = deepl.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    await expect(failing).rejects.toMatchObject({ code, retryable: false, message: expect.stringContaining(message) });
    expect(requests).toHaveLength(1);
  });

  it.each(['deepl-429', 'deepl-529'])('tries again after %s', async (name) => {
    const requests = answering(server, PRO, await fixture(name), await fixture('deepl-translate'));
    await (await make()).translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(requests).toHaveLength(2);
  });

  it('sends a glossary only for the language that it is for', async () => {
    const requests = answering(server, PRO, await fixture('deepl-translate'));
    const deepl = await make({ glossaryId: 'def3a26b-3e84-45b3-84ae-0c0aaf3525f7', glossaryLanguage: 'fr' });
    await deepl.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    await deepl.translate({ segments: TEXTS, pair: { source: 'es', target: 'en' }, glossary: null }, callContext());
    expect(requests[0]!.body).toHaveProperty('glossary_id', 'def3a26b-3e84-45b3-84ae-0c0aaf3525f7');
    expect(requests[1]!.body).not.toHaveProperty('glossary_id');
  });

  it('says what it needs, and refuses what it does not understand', async () => {
    expect(await deeplDefinition.needs(settingOf({}))).toEqual(['set DEEPL_API_KEY to a key of DeepL API Free or Pro']);
    expect(await deeplDefinition.needs(settingOf({ DEEPL_API_KEY: 'k' }))).toEqual([]);
    await expect(deeplDefinition.create({}, settingOf({}))).rejects.toThrow(
      new ConfigError('deepl: no key; set DEEPL_API_KEY'),
    );
    await expect(make({ formalty: 'default' })).rejects.toThrow(/formalty/);
    await expect(make({ glossaryId: 'x' })).rejects.toThrow(ConfigError);
    await expect(deeplDefinition.create({}, settingOf({ DEEPL_API_KEY: 'pro-key-0123456789' }, true))).rejects.toThrow(
      '--offline',
    );
  });
});

type Options = Parameters<typeof buildBody>[1];

function bodyOptions(given: Partial<Options>): { readonly options: Options } {
  return { options: { keyEnv: 'DEEPL_API_KEY', english: 'en-GB', ...given } };
}

function problems(validate: AnyValidateFunction | undefined, value: unknown): unknown[] {
  if (validate === undefined) return ['there is no such schema'];
  return validate(value) === true ? [] : (validate.errors ?? ['invalid']);
}

const SPEC = new URL('../../../../shared/specs/deepl.openapi.json', import.meta.url);

// Extra: the service's own description lies beside the project where it is developed, and is not part of it.
describe.skipIf(!existsSync(SPEC))("deepl's own description of its interface", () => {
  const spec: object = existsSync(SPEC) ? JSON.parse(readFileSync(SPEC, 'utf8')) : {};
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(spec, 'deepl');
  const path = 'deepl#/paths/~1v2~1translate/post';
  const content = 'content/application~1json/schema';
  const request = ajv.getSchema(`${path}/requestBody/${content}`);
  const properties = Object.keys(
    Object(Reflect.get(Object(ajv.getSchema(`${path}/requestBody/${content}`)?.schema), 'properties')),
  );

  const choices = {
    marked: [false, true],
    context: [undefined, { before: 'Avant.', after: '' }],
    english: ['en-GB', 'en-US'],
    glossary: [{}, { glossaryId: 'def3a26b-3e84-45b3-84ae-0c0aaf3525f7', glossaryLanguage: 'fr' }],
    modelType: [undefined, 'quality_optimized', 'prefer_quality_optimized', 'latency_optimized'],
    formality: [undefined, 'default', 'prefer_more', 'prefer_less'],
    texts: [['Le pont.'], ['x'.repeat(2000), 'y']],
  } as const;

  it('allows every request that the adapter can send', () => {
    let count = 0;
    for (const marked of choices.marked)
      for (const context of choices.context)
        for (const english of choices.english)
          for (const glossary of choices.glossary)
            for (const modelType of choices.modelType)
              for (const formality of choices.formality)
                for (const texts of choices.texts) {
                  const { options } = bodyOptions({ english, modelType, formality, ...glossary });
                  const batch = { texts, marked, context, pair: FRENCH, glossary: null };
                  const body: object = JSON.parse(JSON.stringify(buildBody(batch, options)));
                  expect(problems(request, body)).toEqual([]);
                  expect(Object.keys(body).filter((name) => !properties.includes(name))).toEqual([]);
                  count++;
                }
    expect(count).toBe(512);
  });

  it('answers as the fixtures do', async () => {
    for (const name of ['deepl-translate', 'deepl-marked']) {
      const { reply } = await fixture(name);
      const validate = ajv.getSchema(`${path}/responses/200/${content}`);
      expect(problems(validate, reply)).toEqual([]);
      expect(parseBody(JSON.stringify(reply)).length).toBeGreaterThan(0);
    }
    const validate = ajv.getSchema('deepl#/components/schemas/ErrorResponse');
    for (const status of [400, 403, 413, 429, 456, 529]) {
      const { reply, status: answered } = await fixture(`deepl-${status}`);
      expect(answered).toBe(status);
      expect(problems(validate, reply)).toEqual([]);
    }
  });
});
