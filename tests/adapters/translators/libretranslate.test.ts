import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { libretranslateDefinition } from '../../../src/adapters/translators/libretranslate.ts';
import { answering, callContext, fixture, FRENCH, settingOf } from './service.ts';

const server = setupServer();
const BASE = 'https://mt.example.org/libre';
const TEXTS = ['Le pont est fermé.', 'Les travaux dureront six semaines.'];
let listings = 0;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(async () => {
  listings = 0;
  const languages = await fixture('libretranslate-languages');
  server.use(
    http.get(`${BASE}/languages`, () => {
      listings++;
      return HttpResponse.text(JSON.stringify(languages.reply));
    }),
  );
});
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const make = (options = {}, env: Record<string, string> = { LIBRETRANSLATE_URL: BASE }) =>
  libretranslateDefinition.create(options, settingOf(env));

describe('libretranslate', () => {
  it('sends segments of one language under its name, never as auto', async () => {
    const requests = answering(server, `${BASE}/translate`, await fixture('libretranslate-translate'));
    const translator = await make(
      {},
      { LIBRETRANSLATE_URL: `${BASE}/`, LIBRETRANSLATE_API_KEY: 'libre-key-0123456789' },
    );
    const result = await translator.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(result.segments).toEqual(['The bridge is closed.', 'The work will take six weeks.']);
    expect(result.usage).toMatchObject({ requests: 1, characters: 52, costUsd: 0 });
    expect(requests.map(({ body }) => body)).toEqual([
      { q: TEXTS, source: 'fr', target: 'en', format: 'text', api_key: 'libre-key-0123456789' },
    ]);
    expect(translator.sendsTextTo).toBe('mt.example.org');
  });

  it('sends no key where there is none', async () => {
    const requests = answering(server, `${BASE}/translate`, await fixture('libretranslate-single'));
    await (await make()).translate({ segments: TEXTS.slice(0, 1), pair: FRENCH, glossary: null }, callContext());
    expect(requests[0]!.body).toEqual({ q: TEXTS.slice(0, 1), source: 'fr', target: 'en', format: 'text' });
  });

  it('asks the server once which languages it does', async () => {
    const translator = await make();
    const supported = async (source: string, target = 'en') => translator.supports({ source, target }, callContext());
    expect(await supported('fr')).toBe(true);
    expect(await supported('zh')).toBe(true);
    expect(await supported('no')).toBe(true);
    expect(await supported('de')).toBe(false);
    expect(await supported('sq')).toBe(false);
    expect(await supported('fr', 'de')).toBe(false);
    expect(listings).toBe(1);
  });

  it('asks again for the languages where that failed', async () => {
    server.use(http.get(`${BASE}/languages`, () => new HttpResponse(null, { status: 404 }), { once: true }));
    const translator = await make();
    await expect(translator.supports(FRENCH, callContext())).rejects.toMatchObject({ status: 404 });
    expect(await translator.supports(FRENCH, callContext())).toBe(true);
  });

  it('keeps to the server’s limit of characters', async () => {
    const requests = answering(server, `${BASE}/translate`, {
      ...(await fixture('libretranslate-single')),
      reply: { translatedText: ['A sentence in English that is long enough to pass.'] },
    });
    const long = 'Une phrase en français. '.repeat(20).trim();
    const translator = await make({ charsPerRequest: 120 });
    const result = await translator.translate({ segments: [long], pair: FRENCH, glossary: null }, callContext());
    expect(result.segments).toHaveLength(1);
    expect(requests.length).toBeGreaterThan(3);
    for (const { body } of requests) expect(JSON.stringify(body).length).toBeLessThan(220);
  });

  it('reports a refused key, and slows down when told', async () => {
    answering(server, `${BASE}/translate`, await fixture('libretranslate-403'));
    const translator = await make();
    const failing = translator.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    await expect(failing).rejects.toMatchObject({
      code: 'unauthorised',
      message:
        'libretranslate: the service refused the key (403: Invalid API key); set LIBRETRANSLATE_API_KEY to a valid key',
    });
    const slow = answering(
      server,
      `${BASE}/translate`,
      await fixture('libretranslate-429'),
      await fixture('libretranslate-translate'),
    );
    await translator.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(slow).toHaveLength(2);
  });

  it('says what it needs', async () => {
    expect(await libretranslateDefinition.needs(settingOf({}))).toEqual([
      'set LIBRETRANSLATE_URL to the address of a server',
    ]);
    await expect(make({}, {})).rejects.toThrow('set LIBRETRANSLATE_URL');
  });
});
