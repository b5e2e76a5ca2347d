import { z } from 'zod';
import { ConfigError, CONTRACT, languageName, sameLanguage } from '../../core/index.ts';
import type { AdapterDefinition, CallContext, Translator } from '../../core/index.ts';
import { connect, connectionOptions, pacing, parseOptions, parseReply } from '../http/index.ts';
import type { Connection } from '../http/index.ts';
import { sourceCode, translatorOver } from '../http/translation.ts';
import type { TextBatch } from '../http/translation.ts';

/**
 * LibreTranslate, on a server of one's own or at libretranslate.com. Written from https://docs.libretranslate.com and
 * the source of its server, https://github.com/LibreTranslate/LibreTranslate (2026-11-22).
 */
const optionsSchema = z.strictObject({
  ...connectionOptions,
  /** @default the environment variable LIBRETRANSLATE_URL */
  url: z.string().optional(),
  /** The environment variable that holds the key; many servers need none. @default 'LIBRETRANSLATE_API_KEY' */
  keyEnv: z.string().min(1).default('LIBRETRANSLATE_API_KEY'),
  /** The most characters of one request, as the server is set up. @default 2000 */
  charsPerRequest: z.int().min(100).max(1_000_000).default(2000),
});

/** Codes that its models have and BCP 47 writes otherwise. */
const OTHER_CODES = {
  no: 'nb',
  nn: 'nb',
  iw: 'he',
  'zh-hant': 'zt',
  'zh-tw': 'zt',
  'zh-hk': 'zt',
  zh: 'zh',
  fil: 'tl',
};

const replySchema = z.object({ translatedText: z.union([z.string(), z.array(z.string())]) });
const languagesSchema = z.array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }));

export function buildBody(batch: TextBatch, codes: ReadonlySet<string>, key: string | null): Record<string, unknown> {
  return {
    // `auto` would take one language for all texts.
    q: batch.texts,
    source: sourceCode(batch.pair, codes, otherCodes(codes)),
    target: 'en',
    format: 'text',
    ...(key === null ? {} : { api_key: key }),
  };
}

export function parseBody(reply: string): readonly string[] {
  const { translatedText } = parseReply('libretranslate', replySchema, reply);
  return typeof translatedText === 'string' ? [translatedText] : translatedText;
}

/** Newer servers name the two forms of Chinese by script. */
function otherCodes(codes: ReadonlySet<string>): Readonly<Record<string, string>> {
  return codes.has('zh-hans')
    ? { ...OTHER_CODES, zh: 'zh-hans', 'zh-hant': 'zh-hant', 'zh-tw': 'zh-hant' }
    : OTHER_CODES;
}

export const libretranslateDefinition: AdapterDefinition<Translator> = {
  contract: CONTRACT,
  kind: 'translator',
  name: 'libretranslate',
  summary: 'a LibreTranslate server, your own or another; text goes to the address that you give',
  async needs({ env }) {
    return env['LIBRETRANSLATE_URL'] ? [] : ['set LIBRETRANSLATE_URL to the address of a server'];
  },
  async create(given, setting) {
    const options = parseOptions('libretranslate', optionsSchema, given);
    const url = options.url ?? setting.env['LIBRETRANSLATE_URL'];
    if (!url) throw new ConfigError('libretranslate: no address; set LIBRETRANSLATE_URL or the option url');
    const key = setting.env[options.keyEnv] || null;
    const connection = connect(
      { adapter: 'libretranslate', url, key, keyName: options.keyEnv, model: null, ...pacing(options) },
      setting,
    );
    const base = url.replace(/\/+$/, '');
    const codes = lazily((context: CallContext) => readLanguages(connection, base, context));
    let known: ReadonlySet<string> = new Set();
    return translatorOver({
      name: 'libretranslate',
      settings: { url },
      connection,
      limits: { textsPerRequest: 50, sizePerRequest: options.charsPerRequest, charsPerText: options.charsPerRequest },
      // The server takes `class="notranslate"` only in HTML, where it rewrites the text around it.
      noTranslate: null,
      protects: 'always',
      // What a server of one's own costs is not known here, and nobody sends a bill for a request.
      price: { perMillionCharacters: 0 },
      async supports(pair, context) {
        if (
          !sameLanguage(pair.target, 'en') ||
          sameLanguage(pair.source, 'en') ||
          languageName(pair.source) === pair.source
        ) {
          return false;
        }
        known = await codes(context);
        return sourceCode(pair, known, otherCodes(known)) !== null;
      },
      remedy: 'install its model on the server, or name another translator for it',
      url: () => `${base}/translate`,
      headers: () => ({}),
      body: (batch) => buildBody(batch, known, key),
      read: parseBody,
      charged: () => null,
    });
  },
};

/** Languages that the server translates into English, in lower case. Free, and carries no text. */
async function readLanguages(connection: Connection, base: string, context: CallContext): Promise<ReadonlySet<string>> {
  const { value } = await connection.ask(
    {
      url: `${base}/languages`,
      method: 'GET',
      headers: { accept: 'application/json' },
      body: null,
      bound: null,
      usageOf: () => ({ requests: 1, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 }),
      parse: (reply) => parseReply('libretranslate', languagesSchema, reply),
      texts: [],
    },
    context,
  );
  const sources = value.filter(({ targets }) => targets === undefined || targets.includes('en'));
  return new Set(sources.map(({ code }) => code.toLowerCase()));
}

/** Runs once; again after a failure. */
function lazily<A, T>(make: (argument: A) => Promise<T>): (argument: A) => Promise<T> {
  let made: Promise<T> | null = null;
  return (argument) => {
    made ??= make(argument).catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
