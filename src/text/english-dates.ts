import { baseLanguage, type LanguageTag } from '../core/index.ts';

const MONTHS = monthNames('en');
const WEEKDAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';

/** After these, a date needs no "on" of its own. */
const PREPOSITIONS: ReadonlySet<string> = new Set(
  'on of by until till from since to between and before after dated for than or'.split(' '),
);

function monthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2001, month, 15));
    return parts.find((part) => part.type === 'month')?.value ?? '';
  });
}

interface DatePatterns {
  /** English month by lower-case name. */
  readonly months: ReadonlyMap<string, string>;
  readonly dayMonth: RegExp;
}

const patternsByLanguage = new Map<string, DatePatterns>();

function patternsOf(language: string): DatePatterns {
  const known = patternsByLanguage.get(language);
  if (known !== undefined) return known;
  const months = new Map<string, string>();
  // Spanish too: an engine may leave its pivot's word standing.
  for (const from of new Set([language, 'es', 'en'])) {
    for (const [index, name] of safeMonthNames(from).entries()) {
      if (/^[\p{L}\p{M}]{3,}$/u.test(name)) months.set(name.toLowerCase(), MONTHS[index]!);
    }
  }
  const names = [...months.keys()].toSorted((a, b) => b.length - a.length).join('|');
  const dayMonth = new RegExp(
    `(?<![\\p{L}\\d.,])(?:((?!the )\\p{L}+) )?(the )?((?:${WEEKDAYS}),? )?(0?[1-9]|[12]\\d|3[01])(?:º|°|er|ère|r|st|nd|rd|th|\\.)? (?:of |de |d['’])?(${names})(?![\\p{L}\\d])(?:,? (?:of |de |del )?(\\d{4})(?!\\d))?`,
    'giu',
  );
  const patterns = { months, dayMonth };
  patternsByLanguage.set(language, patterns);
  return patterns;
}

function safeMonthNames(language: string): string[] {
  try {
    return monthNames(language);
  } catch {
    return [];
  }
}

/**
 * Sets dates in the British order and without particles: `the 16 of February of 2015` → `on 16 February 2015`,
 * `1er mars` → `1 March`. A month that the translation left in its own language becomes English where a day stands
 * before it. Numbers are never changed.
 * @param language the language that the text was translated from
 */
export function datesInEnglish(text: string, language: LanguageTag): string {
  const { months, dayMonth } = patternsOf(baseLanguage(language));
  const set = text.replaceAll(dayMonth, (match: string, ...groups: (string | undefined)[]) => {
    const [lead, the, weekday, day, month, year] = groups;
    const english = months.get((month ?? '').toLowerCase());
    if (english === undefined) return match;
    const date = `${weekday ?? ''}${Number(day)} ${english}${year === undefined ? '' : ` ${year}`}`;
    // "may" and "mars" are words of their own; a date in capitals or between words of a name is still a date.
    if (the === undefined) return lead === undefined ? date : `${lead} ${date}`;
    if (lead === undefined) return `${the.startsWith('T') ? 'On' : 'on'} ${date}`;
    return PREPOSITIONS.has(lead.toLowerCase()) ? `${lead} ${date}` : `${lead} on ${date}`;
  });
  return set.replaceAll(new RegExp(`(?<!\\p{L})(${MONTHS.join('|')}) of (?=(?:1[5-9]|20)\\d\\d(?!\\d))`, 'gu'), '$1 ');
}
