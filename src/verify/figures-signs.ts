import { baseLanguage } from '../core/index.ts';
import type { Figure } from '../figures/index.ts';
import { isRange } from './figures-agree.ts';
import type { Objection, Surroundings } from './figures-context.ts';

/** Words for the sign, directly before a number. */
const MINUS: Readonly<Record<string, string>> = {
  ca: 'menys',
  cs: 'minus|mínus',
  de: 'minus',
  en: 'minus|negative',
  es: 'menos',
  fi: 'miinus',
  fr: 'moins',
  hi: 'माइनस|ऋण',
  it: 'meno',
  ja: 'マイナス|氷点下|零下',
  nl: 'min|minus',
  pl: 'minus',
  pt: 'menos',
  ru: 'минус',
  uk: 'мінус',
  zh: '零下|负',
};

/** Makes "at least" of the word for "minus": "au moins", "al menos", "por lo menos", "pelo menos", "al menys". */
const AT_LEAST = /(?<!\p{L})(?:au|du|al|ao|pelo|lo|no|ni|nem|ne|pas|és|o|ou)\s*$/iu;

/** English that says a fall or a negative value without the sign; stems, at the start of a word. */
const NEGATIVE =
  /(?<!\p{L})(?:fall|fell|down|drop|declin|decreas|low|below|minus|negative|loss|lose|losing|lost|shr[aiu]nk|contract|cut|reduc|slump|slid|plung|plummet|tumbl|dip|sank|sink|slip|shed|deficit|short|less|fewer|under|frost|freez|sub-?zero|recession|off(?!\p{L})|discount|cheaper|sav(?:e|ing)|worse|deteriorat|weak|retreat|eas(?:e|ed|ing)(?!\p{L})|eras|wip|cold)/iu;

/** How far from the figure such a word may stand, in characters. */
const REACH = 90;

/** "12 degrees" where the source has minus 12: the sign is part of the value, unless a word of the claim says it. */
export function signObjection(figure: Figure, source: Figure, around: Surroundings): Objection | null {
  if (isRange(figure) || isRange(source) || figure.weak || source.weak) return null;
  const sign = signBefore(around.source, source, around.language);
  if (sign === null || signBefore(around.claim, figure, 'en') !== null) return null;
  const near = around.claim.slice(Math.max(0, figure.start - REACH), figure.end + REACH);
  if (NEGATIVE.test(near) || /[-−–]\s?[$€£¥]?$/u.test(around.claim.slice(0, figure.start))) return null;
  const unit = source.readings[0]!.unit;
  const temperature = unit !== null && unit.startsWith('°');
  return {
    severity: temperature && /\p{L}/u.test(sign) ? 'error' : 'warning',
    message: `“${figure.text}” lost the sign: the original has “${sign.trim()}${/\p{Script=Latin}|\p{Script=Cyrillic}/u.test(sign) ? ' ' : ''}${source.text}”.`,
  };
}

/**
 * The sign that stands directly before a figure, or null. A hyphen or dash counts only before a digit or currency, after
 * a space or bracket, before a figure with a unit, and not after another number.
 */
function signBefore(text: string, figure: Figure, language: string): string | null {
  const lead = text.slice(Math.max(0, figure.start - 16), figure.start);
  if (figure.readings[0]!.unit === null) return null;
  const words = MINUS[baseLanguage(language)];
  if (words !== undefined) {
    const spaced = !/^(?:ja|zh)/iu.test(language);
    const word = new RegExp(spaced ? `(?:^|[\\s(])(${words})\\s$` : `(${words})$`, 'iu').exec(lead);
    if (word !== null) {
      const ahead = lead.slice(0, word.index);
      return /\d\S{0,3}\s*$/u.test(ahead) || AT_LEAST.test(ahead) ? null : word[1]!;
    }
  }
  const symbol = /(?:^|[\s([])([-−])$/u.exec(lead);
  if (symbol === null || !/^[\d$€£¥]/u.test(figure.text)) return null;
  const ahead = lead.slice(0, symbol.index);
  if (symbol[1] === '-' && ahead.trim() === '' && symbol.index === 0 && lead.length === 1) return null;
  return /[\d%°]\s*$/u.test(ahead) ? null : symbol[1]!;
}
