import { z } from 'zod';
import { baseLanguage, ConfigError, CONTRACT } from '../../core/index.ts';
import type { AdapterDefinition, Translator } from '../../core/index.ts';
import { connect, connectionOptions, pacing, parseOptions, parseReply, priceOf } from '../http/index.ts';
import { codeSet, sourceCode, translatorOver } from '../http/translation.ts';
import type { TextBatch } from '../http/translation.ts';

/**
 * DeepL's text translation. Written from https://developers.deepl.com/api-reference/translate and
 * https://developers.deepl.com/docs/getting-started/supported-languages (2026-06-30).
 */
const optionsSchema = z.strictObject({
  ...connectionOptions,
  /**
   * Address of a proxy or mock.
   * @default the environment variable DEEPL_SERVER_URL, as DeepL's own libraries have it; else by the key:
   * api-free.deepl.com where it ends in `:fx`, otherwise api.deepl.com
   */
  url: z.string().optional(),
  /** The environment variable that holds the key. @default 'DEEPL_API_KEY' */
  keyEnv: z.string().min(1).default('DEEPL_API_KEY'),
  /** Which English. @default 'en-GB' */
  english: z.enum(['en-GB', 'en-US']).default('en-GB'),
  /** A glossary of the account, for the one source language that it is for. */
  glossaryId: z.string().optional(),
  glossaryLanguage: z.string().optional(),
  modelType: z.enum(['quality_optimized', 'prefer_quality_optimized', 'latency_optimized']).optional(),
  formality: z.enum(['default', 'prefer_more', 'prefer_less']).optional(),
});

export type DeeplOptions = z.output<typeof optionsSchema>;

const LANGUAGES = codeSet(`
  ace af an ar as ay az ba be bg bho bn br bs ca ceb ckb cs cy da de el en eo es et eu fa fi fr ga gl gn gom gu ha he
  hi hr ht hu hy id ig is it ja jv ka kk kmr ko ky la lb lmo ln lt lv mai mg mi mk ml mn mr ms mt my nb ne nl oc om pa
  pag pam pl prs ps pt qu ro ru sa scn sk sl sq sr st su sv sw ta te tg th tk tl tn tr ts tt uk ur uz vi wo xh yi yue
  zh zu`);

const OTHER_CODES = { no: 'nb', nn: 'nb', iw: 'he', fil: 'tl' };

const replySchema = z.object({
  translations: z.array(z.object({ text: z.string(), billed_characters: z.number().optional() })),
});

export function buildBody(batch: TextBatch, options: DeeplOptions): Record<string, unknown> {
  const source = sourceCode(batch.pair, LANGUAGES, OTHER_CODES);
  const context = [batch.context?.before, batch.context?.after].filter(Boolean).join(' ');
  const glossary = options.glossaryId !== undefined && baseLanguage(batch.pair.source) === options.glossaryLanguage;
  return {
    text: batch.texts,
    source_lang: source?.toUpperCase(),
    target_lang: /^en-(?:gb|us)$/i.test(batch.pair.target)
      ? batch.pair.target.toUpperCase()
      : options.english.toUpperCase(),
    // Segments are sentences already, and abbreviations must not cut them; only what is far longer is cut.
    split_sentences: batch.texts.some((text) => text.length > 1000) ? 'nonewlines' : '0',
    preserve_formatting: true,
    show_billed_characters: true,
    ...(context === '' ? {} : { context }),
    ...(batch.marked ? { tag_handling: 'xml', ignore_tags: ['x'] } : {}),
    ...(glossary ? { glossary_id: options.glossaryId } : {}),
    ...(options.modelType === undefined ? {} : { model_type: options.modelType }),
    ...(options.formality === undefined ? {} : { formality: options.formality }),
  };
}

export function parseBody(reply: string): readonly string[] {
  return parseReply('deepl', replySchema, reply).translations.map((translation) => translation.text);
}

export const deeplDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'deepl',
  summary: 'DeepL (api.deepl.com or api-free.deepl.com, by the key); text leaves this machine',
  async needs({ env }) {
    return env['DEEPL_API_KEY'] ? [] : ['set DEEPL_API_KEY to a key of DeepL API Free or Pro'];
  },
  async create(given, setting) {
    const options = parseOptions('deepl', optionsSchema, given);
    if ((options.glossaryId === undefined) !== (options.glossaryLanguage === undefined)) {
      throw new ConfigError('deepl: glossaryId and glossaryLanguage go together');
    }
    const key = setting.env[options.keyEnv];
    if (!key) throw new ConfigError(`deepl: no key; set ${options.keyEnv}`);
    const free = key.endsWith(':fx');
    const url =
      options.url ?? setting.env['DEEPL_SERVER_URL'] ?? (free ? 'https://api-free.deepl.com' : 'https://api.deepl.com');
    const connection = connect(
      { adapter: 'deepl', url, key, keyName: options.keyEnv, model: null, ...pacing(options) },
      setting,
    );
    const { english, glossaryId, glossaryLanguage, modelType, formality } = options;
    return translatorOver({
      name: 'deepl',
      settings: { url, english, glossaryId, glossaryLanguage, modelType, formality },
      connection,
      // 128 KiB a body; context and settings have the rest.
      limits: { textsPerRequest: 50, sizePerRequest: 90_000, charsPerText: 8000, sizeOf: bytesInJson },
      noTranslate: { open: '<x>', close: '</x>' },
      protects: 'always',
      price: free ? { perMillionCharacters: 0 } : priceOf(setting.prices, 'deepl', null),
      supports: async (pair) => sourceCode(pair, LANGUAGES, OTHER_CODES) !== null,
      remedy: 'name another translator for it after deepl, such as --translator deepl,google',
      url: () => `${url.replace(/\/+$/, '')}/v2/translate`,
      headers: () => ({ authorization: `DeepL-Auth-Key ${key}` }),
      body: (batch) => buildBody(batch, options),
      read: parseBody,
      charged: (reply) => {
        const { translations } = parseReply('deepl', replySchema, reply);
        const counts = translations.map((translation) => translation.billed_characters);
        return counts.includes(undefined) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      },
    });
  },
};

/** What a text takes in the body, with room for the marks of protected spans. */
function bytesInJson(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) * 1.1 + 16;
}
