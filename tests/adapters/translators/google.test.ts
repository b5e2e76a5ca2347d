import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../../src/adapters/http/index.ts';
import { googleDefinition } from '../../../src/adapters/translators/google.ts';
import { answering, callContext, fixture, FRENCH, settingOf } from './service.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const URL = 'https://translation.googleapis.com/v3/projects/press-review/locations/:location';
const TEXTS = ['Le pont est fermé.', 'Les travaux dureront six semaines.'];
const env = { GOOGLE_ACCESS_TOKEN: 'ya29.token-0123456789', GOOGLE_CLOUD_PROJECT: 'press-review' };
const make = (options = {}) => googleDefinition.create(options, settingOf(env));

describe('google', () => {
  it('sends plain text as such, to the project', async () => {
    const requests = answering(server, URL, await fixture('google-translate'));
    const google = await make();
    const result = await google.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(result.segments).toEqual(['The bridge is closed.', 'The work will take six weeks.']);
    expect(result.usage).toMatchObject({ requests: 1, characters: 52, costUsd: 0.00104 });
    expect(requests[0]!.url).toBe(
      'https://translation.googleapis.com/v3/projects/press-review/locations/global:translateText',
    );
    expect(requests[0]!.headers.get('authorization')).toBe('Bearer ya29.token-0123456789');
    expect(requests[0]!.headers.get('x-goog-user-project')).toBe('press-review');
    expect(requests[0]!.body).toEqual({
      contents: TEXTS,
      mimeType: 'text/plain',
      sourceLanguageCode: 'fr',
      targetLanguageCode: 'en',
    });
    expect(google.sendsTextTo).toBe('translation.googleapis.com');
  });

  it('sends HTML only where something must stay', async () => {
    const requests = answering(server, URL, await fixture('google-marked'));
    const entry = { source: 'Dupont', target: 'Dupont', language: null, doNotTranslate: true };
    const result = await (
      await make()
    ).translate(
      { segments: ['Dupont ne paie pas.'], pair: FRENCH, glossary: { entries: [entry], sha256: 'x' } },
      callContext(),
    );
    expect(requests[0]!.body).toMatchObject({
      contents: ['<span translate="no">Xq1x</span> ne paie pas.'],
      mimeType: 'text/html',
    });
    expect(result.segments[0]).toMatch(/^Dupont isn['’]t paying\.$/);
  });

  it('uses a glossary of the project, and its translations', async () => {
    const requests = answering(server, URL, await fixture('google-glossary'));
    const google = await make({ location: 'us-central1', glossary: 'press', model: 'general/nmt' });
    const result = await google.translate(
      { segments: ['La mairie ferme.'], pair: FRENCH, glossary: null },
      callContext(),
    );
    expect(result.segments).toEqual(['The town hall closes.']);
    const parent = 'projects/press-review/locations/us-central1';
    expect(requests[0]!.body).toMatchObject({
      model: `${parent}/models/general/nmt`,
      glossaryConfig: { glossary: `${parent}/glossaries/press`, ignoreCase: true },
    });
    await expect(make({ glossary: 'press' })).rejects.toThrow('location');
  });

  it('slows down for a 403 that is about rates, and stops for one that is about the day', async () => {
    const rate = answering(server, URL, await fixture('google-403-rate'), await fixture('google-translate'));
    const google = await make();
    await google.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    expect(rate).toHaveLength(2);
    const daily = answering(server, URL, await fixture('google-403-daily'));
    const failing = google.translate({ segments: ['Autre.'], pair: FRENCH, glossary: null }, callContext());
    await expect(failing).rejects.toMatchObject({ code: 'quota', retryable: false });
    expect(daily).toHaveLength(1);
  });

  it('names the variable of a token that ran out', async () => {
    answering(server, URL, await fixture('google-401'));
    const failing = (await make()).translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
    await expect(failing).rejects.toMatchObject({
      code: 'unauthorised',
      message: expect.stringContaining('set GOOGLE_ACCESS_TOKEN'),
    });
  });

  it.each([
    ['nb', 'no'],
    ['zh-Hant-TW', 'zh-tw'],
    ['zh-Hans', 'zh'],
    ['iw', 'he'],
  ])('writes %s as %s', async (source, code) => {
    const requests = answering(server, URL, {
      ...(await fixture('google-translate')),
      reply: { translations: [{ translatedText: 'x y' }] },
    });
    await (
      await make()
    ).translate({ segments: ['Tekst.'], pair: { source, target: 'en' }, glossary: null }, callContext());
    expect(requests[0]!.body).toMatchObject({ sourceLanguageCode: code });
  });

  it('says what it needs', async () => {
    expect(await googleDefinition.needs(settingOf({}))).toHaveLength(2);
    expect(await googleDefinition.needs(settingOf(env))).toEqual([]);
    await expect(googleDefinition.create({}, settingOf({}))).rejects.toThrow('set GOOGLE_ACCESS_TOKEN');
    await expect(googleDefinition.create({}, settingOf({ GOOGLE_ACCESS_TOKEN: 'token-01234' }))).rejects.toThrow(
      'GOOGLE_CLOUD_PROJECT',
    );
    await expect(make({ project: '../other' })).rejects.toThrow('no project');
  });
});
