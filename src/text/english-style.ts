import { type LanguageTag } from '../core/index.ts';
import { articlesInEnglish } from './english-articles.ts';
import { beginAsSource, capitalsInEnglish } from './english-capitals.ts';
import { datesInEnglish } from './english-dates.ts';
import { numeralsInEnglish } from './english-numerals.ts';
import { quotesInEnglish } from './english-quotes.ts';

export interface EnglishStyleSetting {
  /** The segment that was translated: a numeral is restyled only where its reading there is certain. */
  readonly source: string;
  /** The language of `source`. */
  readonly language: LanguageTag;
}

/**
 * Sets a machine translation in English style: “quotation marks”, `95%`, `200,000`, `2.5`, `16 February 2015`, no
 * space before a colon. Works on the output of any engine and never changes a value; on English text it changes at most
 * spaces, capitals of function words and the form of quotation marks. Running it twice gives the same as once.
 */
export function toEnglishStyle(translation: string, { source, language }: EnglishStyleSetting): string {
  let text = translation.replaceAll(/[\u00AD\u200B\u2060\uFEFF]/g, '');
  text = numeralsInEnglish(text, source, language);
  text = quotesInEnglish(text, language);
  text = datesInEnglish(text, language);
  return finishEnglish(capitalsInEnglish(spacesInEnglish(text), source), source);
}

/**
 * What can be set right only once every stand-in is replaced: articles, plurals after a number, the first capital.
 * @param source the segment that was translated
 */
export function finishEnglish(text: string, source: string): string {
  return beginAsSource(articlesInEnglish(pluralsInEnglish(text)), source);
}

/** Singular nouns that engines leave after a number because their Romance word has one form (pays, mois, cas, fois). */
const PLURALS: Readonly<Record<string, string>> = {
  country: 'countries',
  month: 'months',
  time: 'times',
  case: 'cases',
  price: 'prices',
  choice: 'choices',
  trial: 'trials',
};

const COUNTED_SINGULAR = new RegExp(
  `(?<![\\d.,])(\\d[\\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|several|million|billion) (${Object.keys(PLURALS).join('|')})(?=[.,;:!?)”’]|$| (?:of|in|to|for|from|and|or|before|after|ago|at|on|with|that|which|are|were|have|more|less|will|can|must)\\b)`,
  'g',
);

function pluralsInEnglish(text: string): string {
  return text.replaceAll(COUNTED_SINGULAR, (match, number: string, noun: string) =>
    /^[01]$/.test(number) ? match : `${number} ${PLURALS[noun]!}`,
  );
}

/** Spaces as English sets them: none before closing punctuation and the percent sign, one between words. */
export function spacesInEnglish(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/(?<![\p{L}\d.,€£$])(\d+(?:[.,]\d+)*) ?([€£$])(?![\p{L}\d€£$])/gu, '$2$1')
      .replaceAll(/(\d) %/g, '$1%')
      // Not before a name such as `.NET`, nor between the two numbers of a score.
      .replaceAll(/ ([;,!?…)\]”]|\.(?!\p{L})|:)/gu, (match, mark: string, at: number, whole: string) =>
        mark === ':' && /\d/.test(whole[at - 1] ?? '') && /^ ?\d/.test(whole.slice(at + 2)) ? match : mark,
      )
      .replaceAll(/([([“]) /g, '$1')
      .trim()
  );
}
