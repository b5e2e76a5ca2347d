import { describe, expect, it } from 'vitest';
import type { AdapterDefinition, AdapterSetting, Translator } from '../../src/core/index.ts';
import { azureDefinition } from '../../src/adapters/translators/azure.ts';
import { deeplDefinition } from '../../src/adapters/translators/deepl.ts';
import { googleDefinition } from '../../src/adapters/translators/google.ts';
import { httpTranslatorDefinition } from '../../src/adapters/translators/http.ts';
import { libretranslateDefinition } from '../../src/adapters/translators/libretranslate.ts';
import { unmark } from '../../src/adapters/http/markup.ts';
import { translatorContract } from '../../src/testing/index.ts';
import type { TranslatorContract } from '../../src/testing/index.ts';

type Service = Pick<TranslatorContract, 'textsIn' | 'replyWith' | 'answerOther'>;

interface Wire {
  text: string[];
  tag_handling?: string;
  contents: string[];
  mimeType: string;
  inputs: { text: string; textType: string }[];
  q: string[];
  segments: string[];
}

const read = (body: string): Wire => JSON.parse(body);

const readList = (body: string): { Text: string }[] => JSON.parse(body);

/** Markup is written by the adapter and must come back as it went out; here it is taken off, translated, put back. */
const plain = (texts: readonly string[], marked: boolean) => (marked ? texts.map(unmark) : texts);

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const asMarkup = (texts: readonly string[], marked: boolean) => (marked ? texts.map(escape) : texts);

const cases: [name: string, definition: AdapterDefinition<Translator>, options: object, keyName: string, Service][] = [
  [
    'http',
    httpTranslatorDefinition,
    { languages: ['fr'] },
    'PRECIS_HTTP_TRANSLATOR_KEY',
    {
      textsIn: ({ body }) => read(body).segments,
      replyWith: (segments) => JSON.stringify({ segments }),
    },
  ],
  [
    'deepl',
    deeplDefinition,
    {},
    'DEEPL_API_KEY',
    {
      textsIn: ({ body }) => plain(read(body).text, read(body).tag_handling !== undefined),
      replyWith: (texts, { body }) =>
        JSON.stringify({
          translations: asMarkup(texts, read(body).tag_handling !== undefined).map((text) => ({
            detected_source_language: 'FR',
            text,
            billed_characters: 5,
          })),
        }),
    },
  ],
  [
    'google',
    googleDefinition,
    { project: 'press-review' },
    'GOOGLE_ACCESS_TOKEN',
    {
      textsIn: ({ body }) => plain(read(body).contents, read(body).mimeType === 'text/html'),
      replyWith: (texts, { body }) =>
        JSON.stringify({
          translations: asMarkup(texts, read(body).mimeType === 'text/html').map((text) => ({ translatedText: text })),
        }),
    },
  ],
  [
    'azure 2026-06-06',
    azureDefinition,
    { apiVersion: '2026-06-06' },
    'AZURE_TRANSLATOR_KEY',
    {
      textsIn: ({ body }) => read(body).inputs.flatMap((input) => plain([input.text], input.textType === 'Html')),
      replyWith: (texts, { body }) =>
        JSON.stringify({
          value: asMarkup(texts, read(body).inputs[0]?.textType === 'Html').map((text) => ({
            translations: [{ language: 'en', text, sourceCharacters: 5 }],
          })),
        }),
    },
  ],
  [
    'azure 3.0',
    azureDefinition,
    { apiVersion: '3.0' },
    'AZURE_TRANSLATOR_KEY',
    {
      textsIn: ({ body, url }) => readList(body).flatMap(({ Text }) => plain([Text], url.includes('textType=html'))),
      replyWith: (texts, { url }) =>
        JSON.stringify(
          asMarkup(texts, url.includes('textType=html')).map((text) => ({ translations: [{ text, to: 'en' }] })),
        ),
    },
  ],
  [
    'libretranslate',
    libretranslateDefinition,
    {},
    'LIBRETRANSLATE_API_KEY',
    {
      textsIn: ({ body }) => read(body).q,
      replyWith: (translatedText) => JSON.stringify({ translatedText }),
      answerOther: () =>
        JSON.stringify([
          { code: 'fr', name: 'French', targets: ['en', 'fr'] },
          { code: 'en', name: 'English', targets: ['en', 'fr'] },
        ]),
    },
  ],
];

describe.each(cases)('%s holds the contract of a translator:', (_, definition, options, keyName, service) => {
  const contract = translatorContract({
    make: ({ url, key }) => {
      const setting: AdapterSetting = {
        env: { [keyName]: key },
        offline: false,
        modelDirectory: '/nowhere',
        prices: { asOf: '2026-11-22', prices: {} },
      };
      return definition.create({ url, attempts: 3, ...options }, setting);
    },
    ...service,
  });
  it.concurrent.each(contract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
