import { z } from 'zod';
import { ConfigError, CONTRACT } from '../../core/index.ts';
import type { AdapterDefinition, Translator } from '../../core/index.ts';
import { connect, connectionOptions, pacing, parseOptions, parseReply, priceOf } from '../http/index.ts';
import type { Classify } from '../http/index.ts';
import { codeSet, sourceCode, translatorOver } from '../http/translation.ts';
import type { TextBatch } from '../http/translation.ts';

/**
 * Azure Translator, in both versions of its interface. Written from
 * https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate and
 * https://learn.microsoft.com/azure/ai-services/translator/text-translation/how-to/migrate-to-2026-06-06
 * and the descriptions in https://github.com/Azure/azure-rest-api-specs (2026-11-22).
 */
const optionsSchema = z.strictObject({
  ...connectionOptions,
  /** @default 'https://api.cognitive.microsofttranslator.com' */
  url: z.string().default('https://api.cognitive.microsofttranslator.com'),
  apiVersion: z.enum(['3.0', '2026-06-06']).default('2026-06-06'),
  /** The environment variable that holds the key. @default 'AZURE_TRANSLATOR_KEY' */
  keyEnv: z.string().min(1).default('AZURE_TRANSLATOR_KEY'),
  /** The resource's region; none for a global one. @default the environment variable AZURE_TRANSLATOR_REGION */
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/i)
    .optional(),
  /** The category of a custom model (3.0) or the name of a deployment (2026-06-06). */
  deployment: z.string().min(1).optional(),
});

export type AzureOptions = z.output<typeof optionsSchema>;

const LANGUAGES = codeSet(`
  af am ar as az ba be bg bho bn bo brx bs ca cs cy da de doi dsb dv el en es et eu fa fi fil fj fo fr fr-ca ga gl gom gu
  ha he hi hne hr hsb ht hu hy id ig ikt is it iu iu-latn ja ka kk km kmr kn ko ks ku ky ln lo lt lug lv lzh mai mg mi
  mk ml mn-cyrl mn-mong mni mr ms mt mww my nb ne nl nso nya or otq pa pl prs ps pt pt-pt ro ru run rw sd si sk sl sm sn
  so sq sr-cyrl sr-latn st sv sw ta te th ti tk tlh-latn tlh-piqd tn to tr tt ty ug uk ur uz vi xh yo yua yue zh-hans
  zh-hant zu`);

const OTHER_CODES = {
  no: 'nb',
  nn: 'nb',
  iw: 'he',
  tl: 'fil',
  sr: 'sr-cyrl',
  mn: 'mn-cyrl',
  zh: 'zh-hans',
  'zh-cn': 'zh-hans',
  'zh-tw': 'zh-hant',
  'zh-hk': 'zh-hant',
};

const oldReply = z.array(z.object({ translations: z.array(z.object({ text: z.string() })).min(1) }));
const newReply = z.object({
  value: z.array(
    z.object({ translations: z.array(z.object({ text: z.string(), sourceCharacters: z.number().optional() })).min(1) }),
  ),
});

/** The service writes scripts with a capital: `zh-Hans`. */
function azureCode(batch: TextBatch): string | null {
  const code = sourceCode(batch.pair, LANGUAGES, OTHER_CODES);
  return (
    code?.replace(/-([a-z])([a-z]{3})$/, (_, first: string, rest: string) => `-${first.toUpperCase()}${rest}`) ?? null
  );
}

export function buildPath(batch: TextBatch, options: AzureOptions): string {
  if (options.apiVersion !== '3.0') return `/translate?api-version=${options.apiVersion}`;
  const query = new URLSearchParams({ 'api-version': '3.0', from: azureCode(batch) ?? '', to: 'en' });
  query.set('textType', batch.marked ? 'html' : 'plain');
  if (options.deployment !== undefined) query.set('category', options.deployment);
  return `/translate?${query.toString()}`;
}

export function buildBody(batch: TextBatch, options: AzureOptions): unknown {
  if (options.apiVersion === '3.0') return batch.texts.map((text) => ({ Text: text }));
  const target = {
    language: 'en',
    ...(options.deployment === undefined ? {} : { deploymentName: options.deployment }),
  };
  return {
    inputs: batch.texts.map((text) => ({
      text,
      language: azureCode(batch),
      textType: batch.marked ? 'Html' : 'Plain',
      targets: [target],
    })),
  };
}

export function parseBody(reply: string, apiVersion: AzureOptions['apiVersion']): readonly string[] {
  const items =
    apiVersion === '3.0' ? parseReply('azure', oldReply, reply) : parseReply('azure', newReply, reply).value;
  return items.map((item) => item.translations[0]!.text);
}

/** The free quota is used up: error 403001, among refusals of access. */
const classify: Classify = (status, body) =>
  status === 403 && body.includes('403001') ? { class: 'fatal', code: 'quota' } : null;

export const azureDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'azure',
  summary: 'Azure Translator (api.cognitive.microsofttranslator.com or your own resource); text leaves this machine',
  async needs({ env }) {
    return env['AZURE_TRANSLATOR_KEY']
      ? []
      : ['set AZURE_TRANSLATOR_KEY, and AZURE_TRANSLATOR_REGION for a resource that belongs to a region'];
  },
  async create(given, setting) {
    const options = parseOptions('azure', optionsSchema, given);
    const key = setting.env[options.keyEnv];
    if (!key) throw new ConfigError(`azure: no key; set ${options.keyEnv}`);
    const region = options.region ?? setting.env['AZURE_TRANSLATOR_REGION'];
    const { url, apiVersion, deployment } = options;
    const connection = connect(
      { adapter: 'azure', url, key, keyName: options.keyEnv, model: deployment ?? null, classify, ...pacing(options) },
      setting,
    );
    return translatorOver({
      name: 'azure',
      settings: { url, apiVersion, deployment },
      connection,
      limits: { textsPerRequest: 1000, sizePerRequest: 40_000, charsPerText: 10_000 },
      noTranslate: { open: '<span class="notranslate">', close: '</span>' },
      protects: 'always',
      price: priceOf(setting.prices, 'azure', null),
      supports: async (pair) => sourceCode(pair, LANGUAGES, OTHER_CODES) !== null,
      remedy: 'name another translator for it',
      // An own resource has a path before the method's.
      url: (batch) => url.replace(/\/+$/, '') + buildPath(batch, options),
      headers: () => ({
        'ocp-apim-subscription-key': key,
        ...(region === undefined ? {} : { 'ocp-apim-subscription-region': region }),
      }),
      body: (batch) => buildBody(batch, options),
      read: (reply) => parseBody(reply, apiVersion),
      charged: (reply) => {
        if (apiVersion === '3.0') return null;
        const counts = parseReply('azure', newReply, reply).value.map((item) => item.translations[0]!.sourceCharacters);
        return counts.includes(undefined) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      },
    });
  },
};
