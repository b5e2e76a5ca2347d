import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { azureDefinition } from '../../../src/adapters/translators/azure.ts';
import { answering, callContext, fixture, FRENCH, settingOf } from './service.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const URL = 'https://api.cognitive.microsofttranslator.com/translate';
const TEXTS = ['Le pont est fermé.', 'Les travaux dureront six semaines.'];
const env = { AZURE_TRANSLATOR_KEY: 'azure-key-0123456789', AZURE_TRANSLATOR_REGION: 'westeurope' };
const make = (options = {}, given: Record<string, string> = env) => azureDefinition.create(options, settingOf(given));
const ENGLISH = ['The bridge is closed.', 'The work will take six weeks.'];

describe('azure', () => {
  it('speaks 2026-06-06', async () => {
    const requests = answering(server, URL, await fixture('azure-2026-06-06'));
    const azure = await make();
    const result = await azure.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(result.segments).toEqual(ENGLISH);
    expect(result.usage).toMatchObject({ requests: 1, characters: 52, costUsd: 0.00052 });
    expect(requests[0]!.url).toBe(`${URL}?api-version=2026-06-06`);
    expect(requests[0]!.headers.get('ocp-apim-subscription-key')).toBe('azure-key-0123456789');
    expect(requests[0]!.headers.get('ocp-apim-subscription-region')).toBe('westeurope');
    expect(requests[0]!.body).toEqual({
      inputs: TEXTS.map((text) => ({ text, language: 'fr', textType: 'Plain', targets: [{ language: 'en' }] })),
    });
    expect(azure.sendsTextTo).toBe('api.cognitive.microsofttranslator.com');
  });

  it('speaks 3.0', async () => {
    const requests = answering(server, URL, await fixture('azure-3.0'));
    const azure = await make(
      { apiVersion: '3.0', deployment: 'press' },
      { AZURE_TRANSLATOR_KEY: 'azure-key-0123456789' },
    );
    const result = await azure.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(result.segments).toEqual(ENGLISH);
    expect(requests[0]!.url).toBe(`${URL}?api-version=3.0&from=fr&to=en&textType=plain&category=press`);
    expect(requests[0]!.headers.has('ocp-apim-subscription-region')).toBe(false);
    expect(requests[0]!.body).toEqual(TEXTS.map((text) => ({ Text: text })));
  });

  it('reaches a resource of its own by its path', async () => {
    const own = 'https://press.cognitiveservices.azure.com/translator/text/';
    const requests = answering(server, `${own}translate`, await fixture('azure-2026-06-06'));
    const azure = await make({ url: own });
    await azure.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(requests[0]!.url).toBe(`${own}translate?api-version=2026-06-06`);
  });

  it.each([
    ['zh', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['sr', 'sr-Cyrl'],
    ['sr-Latn', 'sr-Latn'],
    ['pt-PT', 'pt-pt'],
    ['no', 'nb'],
  ])('writes %s as %s', async (source, code) => {
    const requests = answering(server, URL, {
      ...(await fixture('azure-2026-06-06')),
      reply: { value: [{ translations: [{ language: 'en', text: 'a b' }] }] },
    });
    await (
      await make()
    ).translate({ segments: ['Tekst.'], pair: { source, target: 'en' }, glossary: null }, callContext());
    expect(requests[0]!.body).toMatchObject({ inputs: [{ language: code }] });
  });

  it.each([
    ['azure-401', 'unauthorised', 'set AZURE_TRANSLATOR_KEY'],
    ['azure-400', 'bad-request', 'The source language is not valid.'],
    ['azure-403-quota', 'quota', 'quota is used up'],
  ])('%s: %s', async (name, code, message) => {
    const requests = answering(server, URL, await fixture(name));
    const failing = (await make()).translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    await expect(failing).rejects.toMatchObject({ code, retryable: false, message: expect.stringContaining(message) });
    expect(requests).toHaveLength(1);
  });

  it('says what it needs', async () => {
    expect(await azureDefinition.needs(settingOf({}))).toHaveLength(1);
    await expect(azureDefinition.create({}, settingOf({}))).rejects.toThrow('set AZURE_TRANSLATOR_KEY');
    await expect(make({ apiVersion: '2.0' })).rejects.toThrow('apiVersion');
  });
});
