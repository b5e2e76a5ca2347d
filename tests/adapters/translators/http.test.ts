import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { httpTranslatorDefinition } from '../../../src/adapters/translators/http.ts';
import { answering, callContext, FRENCH, settingOf } from './service.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const URL = 'https://mt.example.org/translate';
const TEXTS = ['Le programme atteint 2,5 milliards de dollars.', 'La mairie ferme.'];
const reply = (...segments: string[]) => ({
  page: 'docs/wire-format.md',
  date: '2026-11-22',
  status: 200,
  reply: { segments },
});
const make = (options = {}, env: Record<string, string> = { PRECIS_HTTP_TRANSLATOR_URL: URL }) =>
  httpTranslatorDefinition.create(options, settingOf(env));

describe('http translator', () => {
  it('sends segments as they stand, with context and glossary beside them', async () => {
    const requests = answering(server, URL, reply('The programme comes to $2.5 billion.', 'The town hall closes.'));
    const entry = { source: 'mairie', target: 'town hall', language: 'fr', doNotTranslate: false };
    const translator = await make(
      {},
      { PRECIS_HTTP_TRANSLATOR_URL: URL, PRECIS_HTTP_TRANSLATOR_KEY: 'own-key-0123456789' },
    );
    const result = await translator.translate(
      {
        segments: TEXTS,
        pair: FRENCH,
        glossary: { entries: [entry], sha256: 'x' },
        context: { before: 'Avant.', after: '' },
      },
      callContext(),
    );
    expect(result).toEqual({
      segments: ['The programme comes to $2.5 billion.', 'The town hall closes.'],
      usage: { requests: 1, inputTokens: 0, outputTokens: 0, characters: 62, costUsd: 0 },
      warnings: [],
    });
    expect(requests[0]!.headers.get('authorization')).toBe('Bearer own-key-0123456789');
    expect(requests[0]!.body).toEqual({
      v: 1,
      source: 'fr',
      target: 'en',
      segments: TEXTS,
      context: { before: 'Avant.', after: '' },
      glossary: [entry],
    });
  });

  it('puts a stand-in where a check found a figure damaged', async () => {
    const requests = answering(server, URL, reply('The programme comes to Xq1x.'));
    const result = await (
      await make()
    ).translate(
      { segments: TEXTS.slice(0, 1), pair: FRENCH, glossary: null, repair: [{ previous: 'x', findings: [] }] },
      callContext(),
    );
    expect(requests[0]!.body).toMatchObject({ segments: ['Le programme atteint Xq1x.'] });
    expect(result.segments).toEqual(['The programme comes to $2.5 billion.']);
  });

  it('is as rough as it is said to be, and does the languages that it is said to', async () => {
    const translator = await make({ quality: 'rough', languages: ['fr'], headers: { 'x-team': 'desk' } });
    expect(translator.quality).toBe('rough');
    expect(await translator.supports({ source: 'fr-BE', target: 'en' }, callContext())).toBe(true);
    expect(await translator.supports({ source: 'de', target: 'en' }, callContext())).toBe(false);
    const requests = answering(server, URL, reply('One.', 'Two.'));
    await translator.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(requests[0]!.headers.get('x-team')).toBe('desk');
    expect(requests[0]!.headers.has('authorization')).toBe(false);
  });

  it('says what it needs', async () => {
    expect(await httpTranslatorDefinition.needs(settingOf({}))).toHaveLength(1);
    await expect(make({}, {})).rejects.toThrow('set PRECIS_HTTP_TRANSLATOR_URL');
    await expect(make({ url: 'nonsense' })).rejects.toThrow('not an http or https URL');
  });
});
