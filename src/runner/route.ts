import { AdapterError, languageName, sameLanguage, UNDETERMINED } from '../core/index.ts';
import type { CallContext, LanguageTag, Route, Summariser, Translator } from '../core/index.ts';

/** How one article will be briefed. */
export interface Plan {
  readonly route: Route;
  /** Null where nothing has to be translated: the summariser reads the foreign text, or the article is English. */
  readonly translator: Translator | null;
}

export const TARGET: LanguageTag = 'en';

/** No engine at hand can do the article's language: it is skipped, which is no failure. */
export class UnsupportedLanguageError extends Error {
  override readonly name = 'UnsupportedLanguageError';
  readonly language: LanguageTag;

  constructor(language: LanguageTag, message: string) {
    super(message);
    this.language = language;
  }
}

/**
 * Picks the route for an article by what the adapters can do; `auto` prefers the one that puts the fewest steps
 * between the source and the English.
 *
 * An English article is never translated. An abstractive summariser that reads the language goes direct; one that
 * reads only English gets a translation; an extractive one selects first, so that only the selection is translated.
 *
 * @throws UnsupportedLanguageError where no engine at hand can do the language
 * @throws AdapterError (`bad-request`) where a route was asked for that the summariser cannot take
 */
export async function planRoute(
  language: LanguageTag,
  asked: Route | 'auto',
  parts: { readonly translator: Translator | null; readonly summariser: Summariser },
  context: CallContext,
): Promise<Plan> {
  const { summariser, translator } = parts;
  if (language === UNDETERMINED) {
    throw new UnsupportedLanguageError(language, 'its language could not be told; state it with --from');
  }
  const extractive = summariser.method === 'extractive';
  if (sameLanguage(language, TARGET)) {
    return { route: extractive ? 'extract-first' : 'direct', translator: null };
  }

  if (extractive && asked === 'direct') {
    throw new AdapterError(
      'it selects sentences and writes no English, so the route cannot be direct; leave --route out',
      {
        adapter: summariser.name,
        code: 'bad-request',
        retryable: false,
      },
    );
  }
  if (!extractive && asked === 'extract-first') {
    throw new AdapterError('the route extract-first wants the summariser "extractive"; leave --route out', {
      adapter: summariser.name,
      code: 'bad-request',
      retryable: false,
    });
  }

  if (
    !extractive &&
    asked !== 'translate-first' &&
    (await summariser.supports({ source: language, target: TARGET }, context))
  ) {
    return { route: 'direct', translator: null };
  }
  if (asked === 'direct') {
    throw new UnsupportedLanguageError(language, `${summariser.name} cannot read ${languageName(language)}`);
  }
  if (translator === null || !(await translator.supports({ source: language, target: TARGET }, context))) {
    throw new UnsupportedLanguageError(
      language,
      `no engine at hand can translate ${languageName(language)} into English`,
    );
  }
  return { route: extractive && asked !== 'translate-first' ? 'extract-first' : 'translate-first', translator };
}
