import { type LanguageTag } from '../core/index.ts';
import { capitalsInEnglish } from './english-capitals.ts';
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
  return capitalsInEnglish(spacesInEnglish(text), source);
}

/** Spaces as English sets them: none before closing punctuation and the percent sign, one between words. */
export function spacesInEnglish(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/(\d) %/g, '$1%')
      // Not before a name such as `.NET`, nor between the two numbers of a score.
      .replaceAll(/ ([;,!?…)\]”]|\.(?!\p{L})|:)/gu, (match, mark: string, at: number, whole: string) =>
        mark === ':' && /\d/.test(whole[at - 1] ?? '') && /^ ?\d/.test(whole.slice(at + 2)) ? match : mark,
      )
      .replaceAll(/([([“]) /g, '$1')
      .trim()
  );
}
