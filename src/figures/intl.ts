/** Tables that CLDR (through `Intl`) holds for every language: month, weekday, currency and scale names. */

/** Currencies whose names and symbols are looked for in every language. */
const CURRENCIES = (
  'USD EUR GBP JPY CNY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON ' +
  'RUB UAH TRY INR BRL MXN ARS CLP COP ZAR KRW HKD SGD TWD THB ILS ' +
  'SAR AED EGP NGN MAD TND DZD IDR MYR PHP VND PKR BGN RSD ISK'
).split(' ');

export interface CalendarName {
  readonly name: string;
  /** 1 to 12 for months, 1 (Monday) to 7 for weekdays. */
  readonly value: string;
  /** An abbreviation, often a word of its own: `sept`, `mar`, `dez`. */
  readonly short: boolean;
}

/** Month or weekday names, standing alone and in dates, in full and abbreviated. */
export function calendarNames(language: string, part: 'month' | 'weekday'): CalendarName[] {
  const count = part === 'month' ? 12 : 7;
  const styles: { style: 'long' | 'short'; day: boolean }[] = [
    { style: 'long', day: false },
    { style: 'long', day: true },
    { style: 'short', day: false },
    { style: 'short', day: true },
  ];
  const names = new Map<string, CalendarName>();
  for (const { style, day } of styles) {
    const formatter = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
      timeZone: 'UTC',
      [part]: style,
      ...(day ? { day: 'numeric' } : {}),
    });
    for (let index = 1; index <= count; index++) {
      // 1 January 2024 was a Monday.
      const date = part === 'month' ? Date.UTC(2024, index - 1, 15) : Date.UTC(2024, 0, index);
      for (const piece of formatter.formatToParts(date)) {
        const name = piece.value.replace(/[.,]/g, '').trim().toLowerCase();
        if (piece.type !== part || !/^\P{N}+$/u.test(name) || names.has(name)) continue;
        names.set(name, { name, value: String(index), short: style === 'short' });
      }
    }
  }
  return [...names.values()];
}

/** Scale words with their power of ten: `Mio` 6, `万` 4. */
export function compactScales(language: string): [string, string][] {
  const scales: [string, string][] = [];
  for (const compactDisplay of ['long', 'short'] as const) {
    const formatter = new Intl.NumberFormat(`${language}-u-nu-latn`, { notation: 'compact', compactDisplay });
    for (let power = 3; power <= 12; power++) {
      for (const mantissa of [1, 2, 5]) {
        const parts = formatter.formatToParts(mantissa * 10 ** power);
        const name = parts
          .find((piece) => piece.type === 'compact')
          ?.value.replace(/\.$/, '')
          .trim()
          .toLowerCase();
        const shown = parts
          .filter((piece) => piece.type === 'integer' || piece.type === 'decimal' || piece.type === 'fraction')
          .map((piece) => (piece.type === 'decimal' ? '.' : piece.value))
          .join('');
        const scale = Math.round(Math.log10((mantissa * 10 ** power) / Number(shown)));
        // One letter (`k`, `M`) is read as a symbol after digits only; that is the scanner's business.
        if (
          name === undefined ||
          /\s/u.test(name) ||
          scale < 3 ||
          (name.length < 2 && /\p{Script=Latin}|\p{Script=Cyrillic}/u.test(name))
        ) {
          continue;
        }
        scales.push([name, String(scale)]);
      }
    }
  }
  return scales;
}

/** Full names of currencies in all their plural forms: `amerických dolarů` USD. */
export function currencyNames(language: string): [string, string][] {
  const names: [string, string][] = [];
  for (const currency of CURRENCIES) {
    const formatter = new Intl.NumberFormat(`${language}-u-nu-latn`, {
      style: 'currency',
      currency,
      currencyDisplay: 'name',
    });
    for (const amount of [1, 2, 5, 1.5]) {
      const name = formatter.formatToParts(amount).find((piece) => piece.type === 'currency')?.value;
      if (name !== undefined && name !== currency && !/[,(]/.test(name)) names.push([name.toLowerCase(), currency]);
    }
  }
  return names;
}

/** ISO 4217 codes that may stand beside a number as they are. */
export const CURRENCY_CODES: ReadonlySet<string> = new Set(CURRENCIES);
