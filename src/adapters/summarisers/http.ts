import { z } from 'zod';
import {
  AdapterError,
  canonicalLanguage,
  ConfigError,
  CONTRACT,
  languageName,
  NO_USAGE,
  sameLanguage,
  UNDETERMINED,
} from '../../core/index.ts';
import type {
  AdapterDefinition,
  DraftClaim,
  SummariseRequest,
  SummariseResult,
  Summariser,
  Usage,
} from '../../core/index.ts';
import {
  badResponse,
  connect,
  connectionOptions,
  costOf,
  pacing,
  parseOptions,
  parseReply,
  priceOf,
} from '../http/index.ts';

/** Any service that speaks the wire format of docs/wire-format.md. */
const optionsSchema = z.strictObject({
  ...connectionOptions,
  /** @default the environment variable PRECIS_HTTP_SUMMARISER_URL */
  url: z.string().optional(),
  /** The environment variable that holds a bearer token. @default 'PRECIS_HTTP_SUMMARISER_KEY' */
  keyEnv: z.string().min(1).default('PRECIS_HTTP_SUMMARISER_KEY'),
  /** Further headers. No secret: the configuration file is no place for one. */
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  /** Languages that the service reads. @default any */
  languages: z.array(z.string()).optional(),
  /** The most tokens of source that one request takes. @default 100_000 */
  tokensPerRequest: z.int().min(500).default(100_000),
  /** The most output tokens that the service uses, for the budget's upper bound. @default 4096 */
  maxOutputTokens: z.int().min(1).default(4096),
});

const statement = z.object({ text: z.string().min(1), evidence: z.array(z.union([z.int(), z.string()])) });
const count = z.number().nonnegative().optional();
const replySchema = z.object({
  headline: statement,
  claims: z.array(statement).min(1),
  usage: z.object({ inputTokens: count, outputTokens: count, characters: count }).optional(),
});

export function buildBody(request: SummariseRequest): Record<string, unknown> {
  const { article, segments, language, target, maxWords, glossary, repair } = request;
  return {
    v: 1,
    source: language,
    target,
    maxWords,
    article: { title: article.title, language: article.language, publishedAt: article.publishedAt },
    segments: segments.map((text, id) => ({ id, text })),
    ...(glossary === null ? {} : { glossary: glossary.entries }),
    ...(repair === undefined
      ? {}
      : {
          repair: {
            headline: wireClaim(repair.draft.headline),
            claims: repair.draft.claims.map(wireClaim),
            findings: repair.findings.map(({ check, severity, message, claim, target: place }) => {
              return { check, severity, message, claim, text: place?.text ?? null };
            }),
          },
        }),
  };
}

function wireClaim(claim: DraftClaim): { text: string; evidence: number[] } {
  return { text: claim.text, evidence: claim.evidence.map(({ segment }) => segment) };
}

/** @throws AdapterError `bad-response` where the shape is wrong or evidence points at no segment */
export function parseBody(
  reply: string,
  request: Pick<SummariseRequest, 'article' | 'target'>,
): SummariseResult['draft'] {
  const { headline, claims } = parseReply('http', replySchema, reply);
  const { article } = request;
  const read = ({ text, evidence }: z.output<typeof statement>): DraftClaim => ({
    text: text.trim(),
    evidence: [...new Set(evidence.map(Number))].map((segment) => {
      const place = article.segments[segment];
      if (place === undefined)
        throw badResponse('http', 'the service named evidence that is no segment of the article');
      return { segment, start: place.start, end: place.end };
    }),
  });
  return { language: request.target, headline: read(headline), claims: claims.map(read) };
}

export const httpSummariserDefinition: AdapterDefinition<Summariser> = {
  contract: CONTRACT,
  kind: 'summariser',
  name: 'http',
  summary: 'any service that speaks the wire format of docs/wire-format.md; text goes to the address that you give',
  async needs({ env }) {
    return env['PRECIS_HTTP_SUMMARISER_URL'] ? [] : ['set PRECIS_HTTP_SUMMARISER_URL to the address of your service'];
  },
  async create(given, setting) {
    const options = parseOptions('http', optionsSchema, given);
    const url = options.url ?? setting.env['PRECIS_HTTP_SUMMARISER_URL'];
    if (!url) throw new ConfigError('http: no address; set PRECIS_HTTP_SUMMARISER_URL or the option url');
    const key = setting.env[options.keyEnv] || null;
    const connection = connect(
      { adapter: 'http', url, key, keyName: options.keyEnv, model: null, ...pacing(options) },
      setting,
    );
    const price = priceOf(setting.prices, 'http', null) ?? {
      inputPerMillionTokens: 0,
      outputPerMillionTokens: 0,
      perMillionCharacters: 0,
    };
    const reads = (language: string): boolean =>
      language !== UNDETERMINED &&
      canonicalLanguage(language) !== null &&
      (options.languages === undefined || options.languages.some((known) => sameLanguage(known, language)));
    const priced = (usage: Usage): Usage => ({ ...usage, costUsd: costOf(usage, price) });
    return {
      contract: CONTRACT,
      kind: 'summariser',
      name: 'http',
      signature: JSON.stringify(['http', { url, headers: options.headers }]),
      sendsTextTo: connection.host,
      method: 'abstractive',
      limits: { tokensPerCall: options.tokensPerRequest },
      supports: async ({ source }) => reads(source),
      async summarise(request, context) {
        if (!reads(request.language)) {
          throw new AdapterError(
            `does not read ${languageName(request.language)}; name another summariser, or add it to languages`,
            { adapter: 'http', code: 'unsupported-language', retryable: false },
          );
        }
        const body = JSON.stringify(buildBody(request));
        const { value, usage } = await connection.ask(
          {
            url,
            headers: {
              'content-type': 'application/json; charset=utf-8',
              accept: 'application/json',
              ...options.headers,
              ...(key === null ? {} : { authorization: `Bearer ${key}` }),
            },
            body,
            // A token has at least one byte.
            bound: priced({
              ...NO_USAGE,
              requests: 1,
              inputTokens: Buffer.byteLength(body),
              outputTokens: options.maxOutputTokens,
            }),
            usageOf: (reply) => {
              const { usage: stated } = parseReply('http', replySchema, reply);
              return priced({
                ...NO_USAGE,
                requests: 1,
                inputTokens: stated?.inputTokens ?? 0,
                outputTokens: stated?.outputTokens ?? 0,
                characters: stated?.characters ?? 0,
              });
            },
            parse: (reply) => parseBody(reply, request),
            texts: request.segments,
          },
          context,
        );
        return { draft: value, usage, warnings: [], prompt: null };
      },
    };
  },
};
