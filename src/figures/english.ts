import type { LanguageTag } from '../core/index.ts';
import { numeralInEnglish, numeralsOf } from '../text/english-numerals.ts';
import type { ClockTime, Decimal, Figure, PartialDate, Reading } from './types.ts';

/** Signs set before the amount in English; other currencies stand as their ISO code: `CHF 2.5 billion`. */
const CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  KRW: '₩',
  CAD: 'C$',
  AUD: 'A$',
  NZD: 'NZ$',
  HKD: 'HK$',
  BRL: 'R$',
};

/** Short scale, as English counts. */
const SCALES: readonly { readonly zeros: number; readonly word: string }[] = [
  { zeros: 12, word: 'trillion' },
  { zeros: 9, word: 'billion' },
  { zeros: 6, word: 'million' },
];

/** More decimals than this before a scale word are written as plain digits instead: `1,234,567`. */
const MOST_SCALE_DECIMALS = 3;

const MONTHS = calendarNames({ month: 'long' }, 12, (index) => Date.UTC(2001, index, 15));
/** 1 January 2001 was a Monday. */
const WEEKDAYS = calendarNames({ weekday: 'long' }, 7, (index) => Date.UTC(2001, 0, 1 + index));

function calendarNames(format: Intl.DateTimeFormatOptions, count: number, at: (index: number) => number): string[] {
  const names = new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' });
  return Array.from({ length: count }, (_, index) => names.format(at(index)));
}

/**
 * The figure in English style (`$2.5 billion`, `200,000`, `95%`, `16 February 2015`, `21:30`), or null where what it
 * says is not certain (several readings, an order of magnitude, a word that may be no figure) or where its English form
 * depends on the words around it (ordinals, durations, relative dates). Hedges before it are not rendered.
 * @param language the language it stands in; decides between readings that differ in what a separator means
 */
export function renderEnglish(figure: Figure, language: LanguageTag): string | null {
  if (figure.weak || figure.vague) return null;
  const reading = certainReading(figure, language);
  if (reading === null) return null;
  const { value, unit } = reading;
  switch (figure.kind) {
    case 'money':
      return value.type === 'number' && unit !== null ? moneyInEnglish(value.number, unit) : null;
    case 'percentage':
      return value.type === 'number' ? percentageInEnglish(value.number, unit) : null;
    case 'count':
      return value.type === 'number' && unit === null ? numberInEnglish(value.number) : null;
    case 'quantity':
      return value.type === 'number' && unit !== null ? quantityInEnglish(value.number, unit, figure.text) : null;
    case 'date':
      // A day in words may be no day ("un des sept"); a month alone is one.
      return value.type === 'date' && (value.date.day === undefined || /\d/.test(figure.text))
        ? dateInEnglish(value.date)
        : null;
    case 'time':
      return value.type === 'time' ? timeInEnglish(value.time) : null;
    case 'range':
      return value.type === 'range' && unit !== null && /^[A-Z]{3}$/.test(unit)
        ? rangeInEnglish(value.from, value.to, unit, figure.text)
        : null;
    case 'ordinal':
    case 'duration':
      return null;
    default:
      return figure.kind satisfies never;
  }
}

/**
 * The reading that is beyond doubt, or null: the only one; the first of several that differ only in the kind of dollar or
 * crown; the first where the separators of its numerals mean one thing in the language (`3.400` in Spanish).
 */
export function certainReading(figure: Figure, language: LanguageTag): Reading | null {
  const [first, ...others] = figure.readings;
  if (first === undefined) return null;
  const value = JSON.stringify(first.value);
  // 2.500 in French: surely no decimal, but better left as it stands.
  if (numeralsOf(figure.text).some((n) => /^\d+[.,]\d\d0$/.test(n) && numeralInEnglish(n, language) === null))
    return null;
  const sameUnit = others.every((other) => other.unit === first.unit);
  if (others.every((other) => JSON.stringify(other.value) === value)) {
    return sameUnit || figure.kind === 'money' || figure.kind === 'range' ? first : null;
  }
  const numerals = numeralsOf(figure.text);
  const separatorsAreCertain =
    numerals.length > 0 && numerals.every((numeral) => numeralInEnglish(numeral, language) !== null);
  const numbersOnly = figure.readings.every((reading) => reading.value.type === first.value.type);
  return separatorsAreCertain && numbersOnly && first.value.type === 'number' ? first : null;
}

/** `€3 billion to €5 billion`; after "between", which keeps its own "and". Only from a million on: else engines do well. */
function rangeInEnglish(from: Decimal, to: Decimal, currency: string, text: string): string | null {
  const [low, high] = [moneyInEnglish(from, currency), moneyInEnglish(to, currency)];
  if (low === null || high === null || withScaleWord(to) === null) return null;
  const joiner = /\s(?:et|y|e|i|und|en|och|og|és|si|și)\s/u.test(text) ? 'and' : 'to';
  return `${low} ${joiner} ${high}`;
}

function moneyInEnglish(number: Decimal, currency: string): string | null {
  if (number.includes('/')) return null;
  const sign = CURRENCY_SIGNS[currency] ?? `${currency} `;
  const scaled = withScaleWord(number);
  if (scaled !== null) return sign + scaled;
  // Cents have two digits: 12.5 is written 12.50.
  const cents = /^\d+\.\d$/.test(number) ? `${number}0` : number;
  return plainNumber(cents, '', sign);
}

function percentageInEnglish(number: Decimal, unit: string | null): string | null {
  if (unit === 'pp') return plainNumber(number, number === '1' ? ' percentage point' : ' percentage points');
  return unit === '%' ? plainNumber(number, '%') : null;
}

/** `3 billion`, `1.25 million`, `200,000`, `0.5`; null for a fraction without finite decimals. */
export function numberInEnglish(number: Decimal): string | null {
  return withScaleWord(number) ?? plainNumber(number, '');
}

/** With a scale word from a million on where few decimals remain, else null. */
function withScaleWord(number: Decimal): string | null {
  const [whole = '', fraction = ''] = number.split('.');
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction)) return null;
  for (const { zeros, word } of SCALES) {
    if (whole.length <= zeros) continue;
    const digits = whole + fraction;
    const decimals = digits.slice(whole.length - zeros).replace(/0+$/, '');
    if (decimals.length > MOST_SCALE_DECIMALS) return null;
    const head = grouped(whole.slice(0, whole.length - zeros));
    return `${head}${decimals === '' ? '' : `.${decimals}`} ${word}`;
  }
  return null;
}

function plainNumber(number: Decimal, after: string, before = ''): string | null {
  const match = /^(\d+)(\.\d+)?$/.exec(number);
  return match === null ? null : `${before}${grouped(match[1]!)}${match[2] ?? ''}${after}`;
}

function grouped(digits: string): string {
  let out = '';
  for (let end = digits.length; end > 0; end -= 3) {
    const group = digits.slice(Math.max(0, end - 3), end);
    out = out === '' ? group : `${group},${out}`;
  }
  return out;
}

/** Units of two words, which engines translate word by word ("mètres cubes" → "metres cubes"). */
const COMPOUND_UNITS: Readonly<Record<string, string>> = {
  'm²': 'square metre',
  'km²': 'square kilometre',
  'm³': 'cubic metre',
  'km³': 'cubic kilometre',
};

function quantityInEnglish(number: Decimal, unit: string, text: string): string | null {
  if (isSymbol(unit, text)) return plainNumber(number, ` ${unit}`);
  const name = COMPOUND_UNITS[unit];
  const amount = numberInEnglish(number);
  return name === undefined || amount === null ? null : `${amount} ${name}${number === '1' ? '' : 's'}`;
}

/** Whether the unit stands in the text as its symbol, so that it can stand in English as well. */
function isSymbol(unit: string, text: string): boolean {
  return text.endsWith(unit) && !/\p{L}$/u.test(text.slice(0, -unit.length)) && !['in', 'min', 'month'].includes(unit);
}

function dateInEnglish(date: PartialDate): string | null {
  const { year, month, day, weekday } = date;
  if (date.decade !== undefined || date.century !== undefined || date.relativeDays !== undefined) return null;
  if (year !== undefined && (year < 1 || (month === undefined && day !== undefined))) return null;
  const parts: string[] = [];
  if (weekday !== undefined) parts.push(WEEKDAYS[weekday - 1] ?? '');
  if (day !== undefined) {
    if (month === undefined) return null;
    parts.push(String(day));
  }
  if (month !== undefined) parts.push(MONTHS[month - 1] ?? '');
  if (year !== undefined) parts.push(String(year));
  return parts.length === 0 || parts.includes('') ? null : parts.join(' ');
}

/** `21:30`; without a leading zero (`7:44`) where the half of the day is as open as in the source. */
function timeInEnglish({ hour, minute, ambiguousHalf }: ClockTime): string | null {
  if (hour > 23) return null;
  return `${ambiguousHalf ? hour : String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
