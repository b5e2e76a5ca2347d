import { baseLanguage, type LanguageTag } from '../core/index.ts';

/** A numeral with whatever separators stand in it: groups of three set off by spaces, or digits with other marks. */
const NUMERAL = /(?<!\d)\d{1,3}(?:[\u0020\u00A0\u2009\u202F]\d{3}(?!\d))+(?:[.,]\d+)*|\d+(?:[.,'’]\d+)*/g;

/** White space that groups digits. */
const SPACE = /[\u0020\u00A0\u2009\u202F]/;

interface Separators {
  readonly decimal: string;
  /** What groups thousands besides white space; a comma or a full stop. */
  readonly group: string;
  /** Whether writers of the language group by it: French ones by spaces, so that `2.500` may be a decimal. */
  readonly groupIsUsual: boolean;
}

const separatorsByLanguage = new Map<string, Separators>();

function separatorsOf(language: LanguageTag): Separators {
  const known = separatorsByLanguage.get(language);
  if (known !== undefined) return known;
  let decimal = '.';
  let usualGroup = ',';
  try {
    const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(1_234_567.5);
    decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.';
    usualGroup = parts.find((part) => part.type === 'group')?.value ?? '';
  } catch {
    // A tag that Intl does not know: digits are taken as English has them.
  }
  const group = decimal === ',' ? '.' : ',';
  const separators = { decimal: decimal === ',' ? ',' : '.', group, groupIsUsual: usualGroup === group };
  separatorsByLanguage.set(language, separators);
  return separators;
}

/**
 * A numeral of a language in English style (`1.234,5` in Spanish → `1,234.5`; `200 000` → `200,000`), or null where its
 * reading is not certain: `1,234` in a language with a decimal comma, `2.50`, dates, addresses, versions.
 *
 * Separators are CLDR's for the language. White space groups in every language. A group separator is believed only
 * where every group has three digits, and a single group only where the language groups so; a lone decimal separator before exactly three digits is believed only after a
 * group or a leading zero, since writers in a hurry set thousands the English way.
 */
export function numeralInEnglish(numeral: string, language: LanguageTag): string | null {
  const { decimal, group, groupIsUsual } = separatorsOf(language);
  const plain = numeral.replaceAll(/[\u00A0\u2009\u202F]/g, ' ');
  if (/^\d+$/.test(plain)) return plain;
  const [whole, fraction, ...more] = plain.split(decimal);
  if (more.length > 0 || whole === undefined || whole === '') return null;
  const groupers = new Set(whole.replaceAll(/\d/g, ''));
  if (groupers.size > 1) return null;
  const [grouper] = groupers;
  if (grouper !== undefined && grouper !== group && grouper !== ' ' && !/['’]/.test(grouper)) return null;
  const parts = grouper === undefined ? [whole] : whole.split(grouper);
  if (parts.length > 1 && (parts[0]!.length > 3 || parts[0]!.startsWith('0'))) return null;
  if (parts.slice(1).some((part) => part.length !== 3)) return null;
  if (grouper === group && !groupIsUsual && parts.length === 2 && fraction === undefined) return null;
  if (fraction !== undefined) {
    if (!/^\d+$/.test(fraction)) return null;
    const doubtful = fraction.length === 3 && parts.length === 1 && whole !== '0' && decimal === ',';
    if (doubtful) return null;
  }
  const grouped = parts.length > 1 ? parts.join(',') : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** The numerals of a text as they stand there. */
export function numeralsOf(text: string): string[] {
  return text.match(NUMERAL) ?? [];
}

/**
 * Writes the numerals that a translation took over from its source in English style. A numeral is changed only where
 * the very same stands in the source and its reading there is certain, so that no value can change: what an engine
 * already put into English stays.
 */
export function numeralsInEnglish(translation: string, source: string, language: LanguageTag): string {
  if (baseLanguage(language) === 'en') return translation;
  const known = new Map<string, string>();
  for (const numeral of numeralsOf(source)) {
    const english = numeralInEnglish(numeral, language);
    if (english === null) continue;
    known.set(normalSpaces(numeral), english);
    // As `joinDigitGroups` leaves it.
    known.set(numeral.replaceAll(/\s/g, ''), english);
  }
  return translation.replaceAll(NUMERAL, (numeral: string, at: number) => {
    const english = known.get(normalSpaces(numeral));
    if (english === undefined) return numeral;
    return isPartOfLargerToken(translation, at, at + numeral.length) ? numeral : english;
  });
}

/**
 * Without the spaces that group digits ("9 800" → "9800"): an engine that takes each group for a number of its own may
 * set them apart. `numeralsInEnglish` groups them again.
 */
export function joinDigitGroups(text: string): string {
  return text.replaceAll(/(?<![\d.,])\d{1,3}(?:[\u0020\u00A0\u2009\u202F]\d{3}(?!\d))+/g, (numeral) =>
    numeral.replaceAll(/\s/g, ''),
  );
}

function normalSpaces(text: string): string {
  return text.replaceAll(new RegExp(SPACE, 'g'), ' ');
}

/** Inside `192.168.1.1`, `v2.5,3` or `COVID-19` nothing is a number to be restyled. */
function isPartOfLargerToken(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text.slice(end, end + 2);
  return /[\p{L}\d_/]/u.test(before) || /^(?:[\p{L}_/]|[.,]\d)/u.test(after);
}
