import { z } from 'zod';
import { ConfigError, CONTRACT } from '../../core/index.ts';
import type { AdapterDefinition, Translator } from '../../core/index.ts';
import { connect, connectionOptions, pacing, parseOptions, parseReply, priceOf } from '../http/index.ts';
import { codeSet, sourceCode, translatorOver } from '../http/translation.ts';
import type { TextBatch } from '../http/translation.ts';
import { tokensFromFile } from './google-token.ts';

/**
 * Google Cloud Translation, version 3 (Advanced). Written from
 * https://cloud.google.com/translate/docs/reference/rest/v3/projects.locations/translateText and
 * https://cloud.google.com/translate/docs/languages (2026-11-22). It takes no API key, only an OAuth access token.
 */
const optionsSchema = z.strictObject({
  ...connectionOptions,
  /** @default 'https://translation.googleapis.com' */
  url: z.string().default('https://translation.googleapis.com'),
  /** The project that pays. @default the environment variable GOOGLE_CLOUD_PROJECT */
  project: z.string().optional(),
  /** A glossary needs a location other than `global`. @default 'global' */
  location: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('global'),
  /**
   * The environment variable that holds an access token, which runs out within the hour. For longer runs
   * GOOGLE_APPLICATION_CREDENTIALS names a file that tokens are got with. @default 'GOOGLE_ACCESS_TOKEN'
   */
  keyEnv: z.string().min(1).default('GOOGLE_ACCESS_TOKEN'),
  /** Such as `general/nmt` or `general/translation-llm`. */
  model: z
    .string()
    .regex(/^[\w/.-]+$/)
    .optional(),
  /** The name of a glossary of the project in that location. */
  glossary: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
});

export type GoogleOptions = z.output<typeof optionsSchema> & { readonly project: string };

const LANGUAGES = codeSet(`
  ab ace ach af alz am ar as awa ay az ba ban bbc be bem bew bg bho bik bm bn br bs bts btx bua ca ceb cgg chm ckb cnh
  co crh crs cs cv cy da de din doi dov dv dz ee el en eo es et eu fa ff fi fil fj fr fy ga gaa gd gl gn gom gu ha haw
  he hi hil hmn hr hrx ht hu hy id ig ilo is it ja jv ka kk km kn ko kri ktu ku ky la lb lg li lij lmo ln lo lt ltg luo
  lus lv mai mak mg mi min mk ml mn mr ms mt my ne new nl no nr nso nus ny oc om or pa pag pam pap pl ps pt qu rn ro rom
  ru rw sa scn sd sg shn si sk sl sm sn so sq sr ss st su sv sw szl ta te tet tg th ti tk tl tn tr ts tt ug uk ur uz vi
  wo xh yi yo yua yue zh zh-tw zu`);

const OTHER_CODES = { nb: 'no', nn: 'no', iw: 'he', 'zh-hant': 'zh-tw', 'zh-hk': 'zh-tw' };

const translations = z.array(z.object({ translatedText: z.string() }));
const replySchema = z.object({ translations, glossaryTranslations: translations.optional() });

export function buildBody(batch: TextBatch, options: GoogleOptions): Record<string, unknown> {
  const parent = `projects/${options.project}/locations/${options.location}`;
  return {
    contents: batch.texts,
    // Left out, it is HTML, and an ampersand in the text would come back as an entity.
    mimeType: batch.marked ? 'text/html' : 'text/plain',
    sourceLanguageCode: sourceCode(batch.pair, LANGUAGES, OTHER_CODES),
    targetLanguageCode: 'en',
    ...(options.model === undefined ? {} : { model: `${parent}/models/${options.model}` }),
    ...(options.glossary === undefined
      ? {}
      : { glossaryConfig: { glossary: `${parent}/glossaries/${options.glossary}`, ignoreCase: true } }),
  };
}

export function parseBody(reply: string): readonly string[] {
  const { translations: plain, glossaryTranslations } = parseReply('google', replySchema, reply);
  const chosen = glossaryTranslations?.length === plain.length ? glossaryTranslations : plain;
  return chosen.map((translation) => translation.translatedText);
}

export const googleDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'google',
  summary: 'Google Cloud Translation v3 (translation.googleapis.com); text leaves this machine',
  async needs({ env }) {
    const missing: string[] = [];
    if (!env['GOOGLE_ACCESS_TOKEN'] && !env['GOOGLE_APPLICATION_CREDENTIALS']) {
      missing.push(
        'set GOOGLE_APPLICATION_CREDENTIALS to the path of a service account\'s key file, or GOOGLE_ACCESS_TOKEN to the output of "gcloud auth print-access-token"',
      );
    }
    if (!env['GOOGLE_CLOUD_PROJECT'] && !env['GOOGLE_APPLICATION_CREDENTIALS']) {
      missing.push('set GOOGLE_CLOUD_PROJECT to the id of the project that pays');
    }
    return missing;
  },
  async create(given, setting) {
    const parsed = parseOptions('google', optionsSchema, given);
    const key = setting.env[parsed.keyEnv] || null;
    const file = setting.env['GOOGLE_APPLICATION_CREDENTIALS'];
    if (key === null && !file) {
      throw new ConfigError(`google: no access; set GOOGLE_APPLICATION_CREDENTIALS or ${parsed.keyEnv}`);
    }
    const tokens = key === null && file ? await tokensFromFile(file, setting) : null;
    const project = parsed.project ?? setting.env['GOOGLE_CLOUD_PROJECT'] ?? tokens?.project;
    if (!project || !/^[\w.:-]+$/.test(project)) {
      throw new ConfigError('google: no project; set GOOGLE_CLOUD_PROJECT or the option project');
    }
    if (parsed.glossary !== undefined && parsed.location === 'global') {
      throw new ConfigError('google: a glossary needs a location, such as us-central1; set the option location');
    }
    const options: GoogleOptions = { ...parsed, project };
    const { url, location, model, glossary } = options;
    const connection = connect(
      {
        adapter: 'google',
        url,
        key,
        keyName: key === null ? 'GOOGLE_APPLICATION_CREDENTIALS' : options.keyEnv,
        model: model ?? null,
        authorise: async (context) => ({ authorization: `Bearer ${key ?? (await tokens?.token(context)) ?? ''}` }),
        ...pacing(options),
      },
      setting,
    );
    return translatorOver({
      name: 'google',
      settings: { url, location, model, glossary },
      connection,
      // At most 1024 texts and 30k code points; about 5k are advised, for speed.
      limits: { textsPerRequest: 128, sizePerRequest: 5000, charsPerText: 5000 },
      noTranslate: { open: '<span translate="no">', close: '</span>' },
      protects: 'always',
      price: priceOf(setting.prices, 'google', null),
      supports: async (pair) => sourceCode(pair, LANGUAGES, OTHER_CODES) !== null,
      remedy: 'name another translator for it',
      url: () => `${url.replace(/\/+$/, '')}/v3/projects/${project}/locations/${location}:translateText`,
      headers: () => ({ 'x-goog-user-project': project }),
      body: (batch) => buildBody(batch, options),
      read: parseBody,
      charged: () => null,
    });
  },
};
