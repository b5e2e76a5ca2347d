import { baseLanguage, UNDETERMINED, type LanguageTag } from '../core/language.ts';

/** A date at the beginning of a text. */
export interface HeadDate {
  /** ISO 8601 at the precision that stands there: `2020`, `2020-04` or `2020-04-16`. */
  readonly value: string;
  /** Where the date begins. */
  readonly start: number;
  /** Where it ends, with its time of day and the punctuation that sets it off from what follows. */
  readonly end: number;
  /** Whether nothing but a label ("Publié le", a weekday) stands before it; otherwise a place does ("Paris, le …"). */
  readonly bare: boolean;
}

const months = new Map<string, ReadonlyMap<string, number>>();

/** Month names of a language, long and short, as they stand alone and in a date, lower case, without a final stop. */
function monthNames(language: LanguageTag): ReadonlyMap<string, number> {
  const base = baseLanguage(language);
  let names = months.get(base);
  if (names !== undefined) return names;
  const found = new Map<string, number>();
  for (const style of ['long', 'short'] as const) {
    for (const parts of [{ month: style }, { month: style, day: 'numeric', year: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(`${base}-u-ca-gregory-nu-latn`, { ...parts, timeZone: 'UTC' });
      for (let month = 0; month < 12; month += 1) {
        const part = format.formatToParts(Date.UTC(2015, month, 15)).find(({ type }) => type === 'month');
        if (part === undefined || /^\d+$/u.test(part.value)) continue;
        const name = fold(part.value.replace(/^(?:de |d['’])/u, ''));
        if (name.length >= 3 && !found.has(name)) found.set(name, month + 1);
      }
    }
  }
  names = found;
  months.set(base, names);
  return names;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '').normalize('NFC');
}

const LABEL =
  /^(?:(?:date|publié|créé|paru|mis en ligne|mis à jour|posté|datum|veröffentlicht|stand|erstellt|fecha|publicado|actualizado|data|pubblicato|aggiornato|publicado|atualizado|gepubliceerd|geplaatst|publicat|actualitzat|published|posted|updated)(?:\s?:\s?|\s)(?:(?:le|am|el|il|em|op|on|on:)\s)?|(?:le|am|el|il|den|em|op|on)\s)/iu;
const WEEKDAY_OR_WORD = /^\p{L}{3,13}(?:-feira)?[.,]?\s(?:(?:le|den|el|de|dia)\s)?/u;
/** Whether a line announces a date ("date 16 février 2015"), so that it continues no sentence. */
export function announcesDate(line: string): boolean {
  const label = LABEL.exec(line)?.[0] ?? '';
  return /^\p{L}{4,}/u.test(label) && /^.{0,30}\d{4}/u.test(line.slice(label.length));
}

/** A place before the date: "Paris, le", "BERLIN,", "Madrid (AFP), ", "Rio de Janeiro -". */
const PLACE =
  /^\p{Lu}[\p{L}.'’-]{1,30}(?:[\s/][\p{L}.'’-]{1,20}){0,4}(?:\s\([\p{L}\d\s/.-]{2,20}\))?\s?(?:,|\s[-–—])\s(?:(?:le|am|den|el|il|em|op|on)\s)?/u;
const TIME =
  /^(?:,?\s(?:à|a las|alle(?: ore)?|às|om|a les|at|um|-|–|\|)\s?|[T,]?\s?)(?:\d{1,2}(?:[:.]\d{2}(?::\d{2}(?:\.\d{1,6})?)?|\s?h\s?(?:\d{2})?)(?!\d)(?:\s?(?:Uhr|UTC|GMT|CET|CEST|h|Z)\b|[+-]\d{2}:?\d{2}|Z\b)?)/u;
/** What sets a date off from the text: "22 mai 2012. - Prévu …", "(AFP) –". */
const SET_OFF = /^(?:\s?\([\p{L}\d\s/.-]{2,20}\))?(?:\s?[.:,|]?\s?(?:[-–—]{1,2}|[|•·:])|\.)?(?=\s|$)/u;

/** "22 août 2012, Espagne. - Le Parti …" */
const PLACE_AFTER = /^,\s\p{Lu}[\p{L}'’-]{1,30}(?:\s[\p{L}'’-]{1,20}){0,3}\.?\s?[-–—](?=\s)/u;

/**
 * The date with which a text begins, if it does: ISO (`2020-04`, `2020-04-16`), figures (`16.02.2015`), words in the
 * given language or in English (`16 février 2015`, `February 16, 2015`), with or without a label, a weekday or a place.
 */
export function dateAtHead(text: string, language: LanguageTag): HeadDate | null {
  const head = text.slice(0, 200);
  // No date is without a year in four figures.
  if (!/\d{4}/.test(head)) return null;
  for (const { offset, isBare, labelled } of beginnings(head)) {
    const date = dateAt(head.slice(offset), language, labelled);
    if (date === null) continue;
    let end = offset + date.length;
    const time = TIME.exec(head.slice(end));
    if (time !== null) end += time[0].length;
    const place = PLACE_AFTER.exec(head.slice(end));
    if (place !== null) return { value: date.value, start: offset, end: end + place[0].length, bare: false };
    const setOff = SET_OFF.exec(head.slice(end));
    if (setOff !== null) end += setOff[0].length;
    return { value: date.value, start: offset, end, bare: isBare() };
  }
  return null;
}

interface Beginning {
  readonly offset: number;
  /** As in `HeadDate`; asked where a date is found, as the names of the days take long to make. */
  readonly isBare: () => boolean;
  readonly labelled: boolean;
}

function* beginnings(head: string): Generator<Beginning> {
  yield { offset: 0, isBare: () => true, labelled: false };
  const label = LABEL.exec(head)?.[0].length ?? 0;
  if (label > 0) yield { offset: label, isBare: () => true, labelled: true };
  const weekday = WEEKDAY_OR_WORD.exec(head.slice(label))?.[0];
  if (weekday !== undefined) {
    yield { offset: label + weekday.length, isBare: () => isWeekday(weekday), labelled: label > 0 };
  }
  const place = PLACE.exec(head)?.[0].length ?? 0;
  if (place > 0) yield { offset: place, isBare: () => false, labelled: false };
}

const weekdays = new Set<string>();

function isWeekday(words: string): boolean {
  if (weekdays.size === 0) {
    for (const language of ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'ca', 'pl', 'cs', 'sv', 'da', 'fi', 'ru', 'uk']) {
      for (const style of ['long', 'short'] as const) {
        const format = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
        for (let day = 1; day <= 7; day += 1) weekdays.add(fold(format.format(Date.UTC(2015, 1, day))));
      }
    }
  }
  const word = words.split(/[\s,]/u, 1)[0]!;
  return weekdays.has(fold(word));
}

/** Some date that begins at the first character. */
function dateAt(text: string, language: LanguageTag, labelled: boolean): { value: string; length: number } | null {
  return /^\d/.test(text) ? dateInFigures(text, language, labelled) : dateInWords(text, language);
}

/** One that begins with a figure. */
function dateInFigures(
  text: string,
  language: LanguageTag,
  labelled: boolean,
): { value: string; length: number } | null {
  let match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u.exec(text);
  if (match !== null) return dated(match[0], match[1]!, match[2], match[3]);
  match = /^(\d{4})-(\d{2})(?![\d-])/u.exec(text);
  if (match !== null) return dated(match[0], match[1]!, match[2]);
  match = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?/u.exec(text);
  if (match !== null) return dated(match[0], match[1]!, match[2], match[3]);
  match = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/u.exec(text);
  if (match !== null) {
    // English writes the month first in America and the day first elsewhere: unknown unless the figures tell.
    const [first, second] = [Number(match[1]), Number(match[3])];
    if (match[2] === '/' && baseLanguage(language) === 'en' && first <= 12 && second <= 12 && first !== second) {
      return null;
    }
    const [month, day] = second > 12 ? [match[1]!, match[3]!] : [match[3]!, match[1]!];
    return dated(match[0], match[4]!, month, day);
  }
  match =
    /^(\d{1,2})(?:er|re|º|°|\.|st|nd|rd|th)?\s(?:(?:de|di|of)\s|d['’]\s?)?(\p{L}[\p{L}\p{M}]{2,14})\.?,?\s(?:(?:de|del|of)\s)?(\d{4})(?!\d)/iu.exec(
      text,
    );
  if (match !== null) {
    const month = monthNumber(match[2]!, language);
    if (month !== null) return dated(match[0], match[3]!, month, match[1]);
  }
  if (labelled) {
    match = /^(\d{1,2})[/.-](\d{4})(?!\d)/u.exec(text);
    if (match !== null) return dated(match[0], match[2]!, match[1]);
    match = /^(\d{4})(?!\d|\s?%)/u.exec(text);
    if (match !== null) return dated(match[0], match[1]!);
  }
  return null;
}

/** One that begins with the name of a month. */
function dateInWords(text: string, language: LanguageTag): { value: string; length: number } | null {
  let match = /^(\p{L}[\p{L}\p{M}]{2,14})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/u.exec(text);
  if (match !== null) {
    const month = monthNumber(match[1]!, language);
    if (month !== null) return dated(match[0], match[3]!, month, match[2]);
  }
  match = /^(\p{L}[\p{L}\p{M}]{2,14})\.?,?\s(?:(?:de|del|of)\s)?(\d{4})(?!\d)/u.exec(text);
  if (match !== null) {
    const month = monthNumber(match[1]!, language);
    if (month !== null) return dated(match[0], match[2]!, month);
  }
  return null;
}

function monthNumber(name: string, language: LanguageTag): string | null {
  const folded = fold(name);
  const own = language === UNDETERMINED ? undefined : monthNames(language).get(folded);
  const month = own ?? monthNames('en').get(folded);
  return month === undefined ? null : String(month);
}

function dated(matched: string, year: string, month?: string, day?: string): { value: string; length: number } | null {
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)];
  if (y < 1800 || y > 2100) return null;
  const date = new Date(Date.UTC(y, m - 1, d));
  // 31 February is no date.
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null;
  const parts = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined);
  return { value: parts.join('-'), length: matched.length };
}

/**
 * A date from metadata in ISO 8601 at its own precision, or null. Takes ISO dates and instants, RFC 2822 dates of feeds
 * and mail, and whatever `dateAtHead` reads.
 */
export function normaliseDate(text: string, language: LanguageTag): string | null {
  const trimmed = text.trim().slice(0, 100);
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2})([T\s]\d{2}:\d{2}.{0,20})?)?)?$/u.exec(trimmed);
  if (iso !== null) {
    const plain = dated(iso[0], iso[1]!, iso[2], iso[3]);
    if (plain === null || iso[4] === undefined) return plain?.value ?? null;
    const instant = trimmed
      .replace(' ', 'T')
      .replace(/\s/gu, '')
      .replace(/([+-]\d{2})(\d{2})$/u, '$1:$2');
    // Without a zone the clock time says nothing certain: the day does.
    return /(?:Z|[+-]\d{2}:\d{2})$/iu.test(instant) && !Number.isNaN(Date.parse(instant)) ? instant : plain.value;
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T|$)/u.exec(trimmed);
  if (compact !== null) return dated(compact[0], compact[1]!, compact[2], compact[3])?.value ?? null;
  const mail = /^(?:[A-Z][a-z]{2},\s)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d{2}:\d{2}/u.test(trimmed)
    ? Date.parse(trimmed)
    : Number.NaN;
  if (!Number.isNaN(mail)) return new Date(mail).toISOString();
  return dateAtHead(trimmed, language)?.value ?? null;
}
