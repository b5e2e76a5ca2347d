import { AdapterError, CONTRACT, languageName } from '../../core/index.ts';
import type { AdapterErrorCode, LanguagePair, TranslationResult, Translator } from '../../core/index.ts';

/**
 * What makes the next translator of a chain take over, and for how long the failed one is passed by, in milliseconds.
 * `unauthorised` is left out: a wrong key is a mistake to mend, and quiet use of another service would hide it.
 * `bad-request`, `refused` and the like concern one text, not the service, so that nothing is passed by for longer.
 */
const REST_MS: Partial<Record<AdapterErrorCode, number>> = {
  quota: 3_600_000,
  'rate-limited': 120_000,
  unavailable: 60_000,
  timeout: 60_000,
  'bad-response': 0,
  truncated: 0,
  refused: 0,
  'unsupported-language': 0,
};

interface Link {
  readonly translator: Translator;
  /** Passed by until then; milliseconds of the monotonic clock. */
  restsUntil: number;
  /** The failure for which it rests. */
  why: string;
}

/**
 * Translators in the order of preference, as one. The first that does the language and is not out of order
 * translates; a result names who made it and why it was not the first. A failed one is tried again after a while:
 * a minute when it was down, an hour when its quota was used up, or as long as the service asked for.
 *
 * @throws AdapterError of the last one tried where none could; of the first that refuses its key
 */
export function chain(translators: readonly Translator[]): Translator {
  const [first] = translators;
  if (first === undefined) throw new RangeError('a chain of no translators');
  const last = translators.at(-1);
  const name = translators.map((translator) => translator.name).join(',');
  const links = translators.map((translator): Link => ({ translator, restsUntil: 0, why: '' }));
  const hosts = new Set(translators.flatMap(({ sendsTextTo }) => (sendsTextTo === null ? [] : [sendsTextTo])));
  return {
    contract: CONTRACT,
    kind: 'translator',
    name,
    signature: JSON.stringify(['chain', ...translators.map((translator) => translator.signature)]),
    sendsTextTo: hosts.size === 0 ? null : [...hosts].join(', '),
    quality: first.quality,
    limits: {
      charsPerCall: Math.min(...translators.map(({ limits }) => limits.charsPerCall)),
      segmentsPerCall: Math.min(...translators.map(({ limits }) => limits.segmentsPerCall)),
    },
    async supports(pair, context) {
      let failure: unknown = null;
      for (const { translator } of links) {
        try {
          if (await translator.supports(pair, { ...context, standby: translator !== last })) return true;
        } catch (error) {
          if (!(error instanceof AdapterError) || REST_MS[error.code] === undefined) throw error;
          failure = error;
        }
      }
      // One that cannot be asked might do it: that is a failure, and no language that nothing does.
      if (failure !== null) throw failure;
      return false;
    },
    async translate(request, context) {
      // A set: one that rests and is asked again, as the last resort, may fail as it did.
      const passedBy = new Set<string>();
      let failure: unknown;
      // Those that rest come last: better late than not at all.
      const now = performance.now();
      const rested = links.filter((link) => link.restsUntil <= now);
      const resting = links.filter((link) => link.restsUntil > now);
      // In the words of its failure, so that a run tells it once and not again for each article that follows.
      for (const { why } of resting) passedBy.add(why);
      const order = [...rested, ...resting];
      for (const link of order) {
        const { translator } = link;
        try {
          const result = await translator.translate(request, { ...context, standby: link !== order.at(-1) });
          if (link.restsUntil > 0) passedBy.delete(link.why);
          link.restsUntil = 0;
          return translator === first ? madeBy(result, translator) : explained(result, translator, passedBy);
        } catch (error) {
          const restMs = error instanceof AdapterError ? REST_MS[error.code] : undefined;
          if (!(error instanceof AdapterError) || restMs === undefined) throw error;
          if (error.code === 'unsupported-language') {
            passedBy.add(`${translator.name} does not do ${languageName(request.pair.source)}`);
            continue;
          }
          failure = error;
          if (restMs > 0) {
            link.restsUntil = performance.now() + Math.max(restMs, error.retryAfterMs ?? 0);
            link.why = error.message;
          }
          passedBy.add(error.message);
        }
      }
      throw failure ?? unsupported(name, request.pair);
    },
    async close() {
      await Promise.all(translators.map(async (translator) => await translator.close?.()));
    },
  };
}

function madeBy(result: TranslationResult, translator: Translator): TranslationResult {
  return { ...result, madeBy: result.madeBy ?? translator.name, quality: result.quality ?? translator.quality };
}

function explained(
  result: TranslationResult,
  translator: Translator,
  passedBy: ReadonlySet<string>,
): TranslationResult {
  const reasons = passedBy.size === 0 ? '' : `: ${[...passedBy].join('; ')}`;
  return {
    ...madeBy(result, translator),
    warnings: [`translated by ${translator.name} instead${reasons}`, ...result.warnings],
  };
}

function unsupported(name: string, pair: LanguagePair): AdapterError {
  return new AdapterError(
    `${name}: none of these translates ${languageName(pair.source)} into ${languageName(pair.target)}; name one that does`,
    { adapter: name, code: 'unsupported-language', retryable: false },
  );
}
