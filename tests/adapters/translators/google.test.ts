import { createVerify, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { http, HttpResponse } from 'msw';
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

  describe('with a key file', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    let directory = '';
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'precis-google-'));
    });
    afterAll(() => rm(directory, { recursive: true }));

    const withFile = async (content: unknown) => {
      const path = join(directory, 'key.json');
      await writeFile(path, JSON.stringify(content));
      return googleDefinition.create({}, settingOf({ GOOGLE_APPLICATION_CREDENTIALS: path }));
    };

    it('gets a token with a signed assertion, once for many requests and again when it runs out', async () => {
      const grants: URLSearchParams[] = [];
      server.use(
        http.post('https://oauth2.googleapis.com/token', async ({ request }) => {
          grants.push(new URLSearchParams(await request.text()));
          const expires_in = grants.length === 1 ? 3599 : 301;
          return HttpResponse.json({
            access_token: `ya29.made-${grants.length}-0123456789`,
            expires_in,
            token_type: 'Bearer',
          });
        }),
      );
      const requests = answering(server, URL, await fixture('google-translate'));
      const google = await withFile({
        type: 'service_account',
        client_email: 'precis@press-review.iam.gserviceaccount.com',
        private_key: pem,
        private_key_id: 'k1',
        project_id: 'press-review',
      });
      await Promise.all(
        [1, 2, 3].map((n) =>
          google.translate(
            { segments: TEXTS.map((text) => `${text} ${'bis '.repeat(n)}`), pair: FRENCH, glossary: null },
            callContext(),
          ),
        ),
      );
      expect(grants).toHaveLength(1);
      expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(
        Array.from({ length: 3 }, () => 'Bearer ya29.made-1-0123456789'),
      );
      expect(grants[0]!.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
      const [header, claims, signature] = grants[0]!.get('assertion')!.split('.');
      const verified = createVerify('RSA-SHA256')
        .update(`${header}.${claims}`)
        .verify(publicKey, signature!, 'base64url');
      expect(verified).toBe(true);
      expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toMatchObject({
        iss: 'precis@press-review.iam.gserviceaccount.com',
        scope: 'https://www.googleapis.com/auth/cloud-translation',
        aud: 'https://oauth2.googleapis.com/token',
      });
    });

    it('refreshes the token of a user', async () => {
      const grants: string[] = [];
      server.use(
        http.post('https://oauth2.googleapis.com/token', async ({ request }) => {
          grants.push(await request.text());
          return HttpResponse.json({ access_token: `ya29.user-${grants.length}-0123456789`, expires_in: 200 });
        }),
      );
      const requests = answering(server, URL, await fixture('google-translate'));
      const google = await withFile({
        type: 'authorized_user',
        client_id: 'id',
        client_secret: 'secret-0123456789',
        refresh_token: 'refresh-0123456789',
        quota_project_id: 'press-review',
      });
      for (const n of [1, 2]) {
        await google.translate(
          { segments: TEXTS.map((text) => `${text} ${'bis '.repeat(n)}`), pair: FRENCH, glossary: null },
          callContext(),
        );
      }
      expect(grants[0]).toBe(
        'grant_type=refresh_token&client_id=id&client_secret=secret-0123456789&refresh_token=refresh-0123456789',
      );
      // It had less than five minutes left, so that the second request got one of its own.
      expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
        'Bearer ya29.user-1-0123456789',
        'Bearer ya29.user-2-0123456789',
      ]);
    });

    it('refuses a file that is none, and names the variable where the service refuses it', async () => {
      await expect(withFile({ type: 'external_account' })).rejects.toThrow('neither a service account');
      await expect(
        googleDefinition.create({}, settingOf({ GOOGLE_APPLICATION_CREDENTIALS: '/nowhere.json' })),
      ).rejects.toThrow('cannot read /nowhere.json');
      server.use(
        http.post('https://oauth2.googleapis.com/token', () =>
          HttpResponse.json({ error: 'invalid_grant', error_description: 'Token has been expired' }, { status: 401 }),
        ),
      );
      const google = await withFile({
        type: 'authorized_user',
        client_id: 'id',
        client_secret: 'secret-0123456789',
        refresh_token: 'refresh-0123456789',
        quota_project_id: 'press-review',
      });
      const failing = google.translate({ segments: TEXTS, pair: FRENCH, glossary: null }, callContext());
      await expect(failing).rejects.toMatchObject({
        code: 'unauthorised',
        message: expect.stringContaining('set GOOGLE_APPLICATION_CREDENTIALS'),
      });
    });
  });

  it('says what it needs', async () => {
    expect(await googleDefinition.needs(settingOf({}))).toHaveLength(2);
    expect(await googleDefinition.needs(settingOf(env))).toEqual([]);
    await expect(googleDefinition.create({}, settingOf({}))).rejects.toThrow(
      'set GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_ACCESS_TOKEN',
    );
    await expect(googleDefinition.create({}, settingOf({ GOOGLE_ACCESS_TOKEN: 'token-01234' }))).rejects.toThrow(
      'GOOGLE_CLOUD_PROJECT',
    );
    await expect(make({ project: '../other' })).rejects.toThrow('no project');
  });
});
