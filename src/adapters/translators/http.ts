import { z } from 'zod';
import { canonicalLanguage, ConfigError, CONTRACT, sameLanguage, UNDETERMINED } from '../../core/index.ts';
import type { AdapterDefinition, Translator } from '../../core/index.ts';
import { connect, connectionOptions, pacing, parseOptions, parseReply, priceOf } from '../http/index.ts';
import { translatorOver } from '../http/translation.ts';
import type { TextBatch } from '../http/translation.ts';

/** Any service that speaks the wire format of docs/wire-format.md. */
const optionsSchema = z.strictObject({
  ...connectionOptions,
  /** @default the environment variable PRECIS_HTTP_TRANSLATOR_URL */
  url: z.string().optional(),
  /** The environment variable that holds a bearer token. @default 'PRECIS_HTTP_TRANSLATOR_KEY' */
  keyEnv: z.string().min(1).default('PRECIS_HTTP_TRANSLATOR_KEY'),
  /** Further headers. No secret: they are part of no message, but of the configuration file. */
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  /** Source languages that the service does. @default any */
  languages: z.array(z.string()).optional(),
  segmentsPerRequest: z.int().min(1).max(10_000).default(50),
  charsPerRequest: z.int().min(100).max(10_000_000).default(10_000),
  /** `rough`: briefs made with it are never better than review. @default 'standard' */
  quality: z.enum(['rough', 'standard']).default('standard'),
});

const replySchema = z.object({ segments: z.array(z.string()) });

export function buildBody(batch: TextBatch): Record<string, unknown> {
  const { pair, texts, context, glossary } = batch;
  return {
    v: 1,
    source: pair.source,
    target: pair.target,
    segments: texts,
    ...(context === undefined ? {} : { context }),
    ...(glossary === null ? {} : { glossary: glossary.entries }),
  };
}

export function parseBody(reply: string): readonly string[] {
  return parseReply('http', replySchema, reply).segments;
}

export const httpTranslatorDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'http',
  summary: 'any service that speaks the wire format of docs/wire-format.md; text goes to the address that you give',
  async needs({ env }) {
    return env['PRECIS_HTTP_TRANSLATOR_URL'] ? [] : ['set PRECIS_HTTP_TRANSLATOR_URL to the address of your service'];
  },
  async create(given, setting) {
    const options = parseOptions('http', optionsSchema, given);
    const url = options.url ?? setting.env['PRECIS_HTTP_TRANSLATOR_URL'];
    if (!url) throw new ConfigError('http: no address; set PRECIS_HTTP_TRANSLATOR_URL or the option url');
    const key = setting.env[options.keyEnv] || null;
    const connection = connect(
      { adapter: 'http', url, key, keyName: options.keyEnv, model: null, ...pacing(options) },
      setting,
    );
    const { headers, languages, segmentsPerRequest, charsPerRequest, quality } = options;
    const translator = translatorOver({
      name: 'http',
      settings: { url, headers, quality },
      connection,
      limits: { textsPerRequest: segmentsPerRequest, sizePerRequest: charsPerRequest, charsPerText: charsPerRequest },
      noTranslate: null,
      // An in-house service gets the segments as they stand and the glossary beside them.
      protects: 'in repairs',
      price: priceOf(setting.prices, 'http', null) ?? { perMillionCharacters: 0 },
      supports: async ({ source, target }) =>
        source !== UNDETERMINED &&
        canonicalLanguage(source) !== null &&
        !sameLanguage(source, target) &&
        sameLanguage(target, 'en') &&
        (languages === undefined || languages.some((language) => sameLanguage(language, source))),
      remedy: 'name another translator for it',
      url: () => url,
      headers: () => ({ ...headers, ...(key === null ? {} : { authorization: `Bearer ${key}` }) }),
      body: buildBody,
      read: parseBody,
      charged: () => null,
    });
    return { ...translator, quality };
  },
};
