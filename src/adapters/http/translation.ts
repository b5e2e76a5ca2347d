import { addUsage, CONTRACT, languageName, NO_USAGE, sameLanguage } from '../../core/index.ts';
import type { CallContext, LanguagePair, Price, TranslationRequest, Translator, Usage } from '../../core/index.ts';
import { translateProtected } from '../../figures/protected-translation.ts';
import { checkedTexts, translateAligned, unsupportedPair } from './batches.ts';
import type { BatchLimits } from './batches.ts';
import type { Answer, Connection } from './exchange.ts';
import { holdsStandIns, markUp, unmark } from './markup.ts';
import { costOf } from './prices.ts';

/** What one request carries. */
export interface TextBatch {
  /** Plain text, or markup where `marked`. */
  readonly texts: readonly string[];
  readonly marked: boolean;
  readonly pair: LanguagePair;
  readonly context: TranslationRequest['context'];
  readonly glossary: TranslationRequest['glossary'];
}

/** How a service differs from the others. */
export interface TranslationService {
  readonly name: string;
  /** All that influences results: address, options; no secret. */
  readonly settings: unknown;
  readonly connection: Connection;
  readonly limits: BatchLimits;
  /** How the service is told not to touch a stand-in; null where it takes plain text alone. */
  readonly noTranslate: { readonly open: string; readonly close: string } | null;
  /**
   * When stand-ins take the place of glossary terms, addresses and amounts. `in repairs`: only when a check asks for
   * another rendering.
   */
  readonly protects: 'always' | 'in repairs';
  readonly price: Price | null;
  supports(pair: LanguagePair, context: CallContext): Promise<boolean>;
  /** What to do about a pair that it does not support. */
  readonly remedy: string;
  url(batch: TextBatch): string;
  headers(): Readonly<Record<string, string>>;
  body(batch: TextBatch): unknown;
  /** The translations in a reply, as many as there are. @throws AdapterError `bad-response` */
  read(reply: string): readonly string[];
  /** Characters charged, where the reply says so; else null. */
  charged(reply: string): number | null;
}

/** A translator over a service that takes batches of texts. */
export function translatorOver(service: TranslationService): Translator {
  const { name, connection, limits } = service;
  return {
    contract: CONTRACT,
    kind: 'translator',
    name,
    signature: JSON.stringify([name, service.settings]),
    sendsTextTo: connection.host,
    quality: 'standard',
    limits: { charsPerCall: limits.sizePerRequest, segmentsPerCall: limits.textsPerRequest },
    supports: (pair, context) => service.supports(pair, context),
    async translate(request, context) {
      const { pair, segments, glossary, repair } = request;
      if (!(await service.supports(pair, context))) {
        throw unsupportedPair(name, languageName(pair.source), service.remedy);
      }
      const warnings: string[] = [];
      let usage = NO_USAGE;
      const translate = async (texts: readonly string[]): Promise<readonly string[]> => {
        const aligned = await translateAligned(name, texts, limits, async (batch) => {
          const answer = await send(service, batch, request, context);
          return { texts: answer.value, usage: answer.usage };
        });
        usage = addUsage(usage, aligned.usage);
        warnings.push(...aligned.warnings);
        return aligned.texts;
      };
      if (service.protects === 'in repairs' && repair === undefined) {
        return { segments: await translate(segments), usage, warnings };
      }
      const result = await translateProtected(segments, { language: pair.source, glossary, repair }, translate);
      return { segments: result.segments, usage, warnings: [...warnings, ...result.warnings] };
    },
  };
}

function send(
  service: TranslationService,
  texts: readonly string[],
  request: TranslationRequest,
  context: CallContext,
): Promise<Answer<readonly string[]>> {
  const { noTranslate } = service;
  const marked = noTranslate !== null && holdsStandIns(texts);
  const sent = marked ? texts.map((text) => markUp(text, noTranslate.open, noTranslate.close)) : texts;
  const { pair, context: neighbours, glossary } = request;
  const batch: TextBatch = { texts: sent, marked, pair, context: neighbours, glossary };
  const used = (characters: number): Usage => {
    const counted = { ...NO_USAGE, requests: 1, characters };
    return { ...counted, costUsd: costOf(counted, service.price) };
  };
  // Services count code points; markup may count too.
  const most = sent.reduce((sum, text) => sum + codePoints(text), 0);
  return service.connection.ask(
    {
      url: service.url(batch),
      headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json', ...service.headers() },
      body: JSON.stringify(service.body(batch)),
      bound: used(most),
      usageOf: (reply) => used(service.charged(reply) ?? most),
      parse: (reply) => {
        const received = service.read(reply);
        return checkedTexts(service.name, texts, marked ? received.map(unmark) : received);
      },
      texts: request.segments,
    },
    context,
  );
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // The second half of a pair belongs to the first.
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}

/**
 * Finds a service's code for a source language among those it lists: the tag itself, then shorter forms of it
 * (`pt-BR` → `pt`), then the service's own name for it. Null where there is none, where the source is English, or
 * where the target is not.
 * @param other codes that the service names otherwise than BCP 47, by lower-case tag
 */
export function sourceCode(
  pair: LanguagePair,
  codes: ReadonlySet<string>,
  other: Readonly<Record<string, string>>,
): string | null {
  if (!sameLanguage(pair.target, 'en') || sameLanguage(pair.source, 'en')) return null;
  const subtags = pair.source.toLowerCase().split('-');
  for (let length = subtags.length; length > 0; length--) {
    const tag = subtags.slice(0, length).join('-');
    const code = other[tag] ?? tag;
    if (codes.has(code)) return code;
  }
  return null;
}

/** A list of codes written as words. */
export function codeSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}
