import { baseLanguage, type LanguageTag } from '../core/index.ts';
import { renderEnglish } from './english.ts';
import type { Figure } from './types.ts';

/** A stretch of a text with its English; it starts before the figure where words before it belong to it. */
export interface Moment {
  readonly start: number;
  readonly end: number;
  readonly english: string;
}

/** Prepositions before a time of day; after one of these, "1 h 30" is no duration. */
const CLOCK_LEADS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: { à: 'at', dès: 'from', vers: 'at about', avant: 'before', après: 'after', "jusqu'à": 'until' },
  es: { 'a la': 'at', 'a las': 'at', 'sobre las': 'at about', 'hasta las': 'until' },
  it: { alle: 'at', 'alle ore': 'at', 'verso le': 'at about', 'fino alle': 'until' },
  pt: { às: 'at', 'por volta das': 'at about', 'até às': 'until' },
  ca: { 'a la': 'at', 'a les': 'at', 'cap a les': 'at about', 'fins a les': 'until' },
};

/** Words before a month or year that name a part of it. */
const DATE_LEADS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: {
    'mi-': 'mid-',
    'la mi-': 'mid-',
    'fin ': 'late ',
    'la fin ': 'late ',
    'début ': 'early ',
    'courant ': 'during ',
  },
  es: {
    'a mediados de ': 'mid-',
    'a finales de ': 'late ',
    'a fines de ': 'late ',
    'a principios de ': 'early ',
    'a comienzos de ': 'early ',
  },
  it: {
    'a metà ': 'mid-',
    'metà ': 'mid-',
    'a fine ': 'late ',
    'fine ': 'late ',
    'a inizio ': 'early ',
    'inizio ': 'early ',
  },
  pt: { 'em meados de ': 'mid-', 'no final de ': 'late ', 'no fim de ': 'late ', 'no início de ': 'early ' },
  ca: {
    'a mitjan ': 'mid-',
    'a mitjans de ': 'mid-',
    'a finals de ': 'late ',
    "a finals d'": 'late ',
    'a principis de ': 'early ',
  },
};

/** After one of these, "late March" needs no "in" of its own. */
const PREPOSITION =
  /(?:depuis|dès|d'ici|jusqu'à|avant|après|de|à|pour|vers|desde|hasta|antes|para|da|entro|fino|dal|prima|até|en|em|in|nel|des|fins|abans)\s$/iu;

const ZONE = /^\s?(?:UTC|GMT|CES?T|TU\b|heure\s|hora\s|ora\s)/u;

/**
 * A time of day with its preposition in English ("à 21 h 30" → "at 21:30"), or null where it may be a duration. Engines
 * take it for a place or an end ("to the 21 h 30").
 */
export function clockInEnglish(text: string, figure: Figure, language: LanguageTag): Moment | null {
  if (figure.kind !== 'time' || figure.readings[0]?.value.type !== 'time') return null;
  const lead = leadBefore(text, figure.start, CLOCK_LEADS[baseLanguage(language)], ' ');
  if (lead === null && !ZONE.test(text.slice(figure.end, figure.end + 8))) return null;
  const time = renderEnglish({ ...figure, readings: figure.readings.slice(0, 1) }, language);
  if (time === null) return null;
  return {
    start: lead?.start ?? figure.start,
    end: figure.end,
    english: lead === null ? time : `${lead.english} ${time}`,
  };
}

/**
 * A month with its year, a part of a month ("la mi-mars", "fin août 2020"), a decade or century in English, or null.
 * Full dates are not among them: engines render those well, with the right preposition.
 */
export function periodInEnglish(text: string, figure: Figure, language: LanguageTag): Moment | null {
  const value = figure.readings[0]?.value;
  if (figure.kind !== 'date' || value?.type !== 'date') return null;
  const { day, month, year, weekday, decade, century } = value.date;
  if (decade !== undefined || century !== undefined) {
    const english = decade === undefined ? centuryInEnglish(century!) : decade >= 1000 ? `${decade}s` : null;
    if (english === null || figure.vague || !/\d|[IVX]/.test(figure.text)) return null;
    const years = /(?:années|años|anni|anos|anys)\s$/iu.exec(text.slice(Math.max(0, figure.start - 8), figure.start));
    return { start: figure.start - (years?.[0].length ?? 0), end: figure.end, english };
  }
  if (day !== undefined || weekday !== undefined) return null;
  const english = renderEnglish({ ...figure, readings: figure.readings.slice(0, 1) }, language);
  if (english === null) return null;
  const lead = leadBefore(text, figure.start, DATE_LEADS[baseLanguage(language)], '');
  if (lead !== null && !(lead.english === 'mid-' && month === undefined)) {
    const free = !PREPOSITION.test(text.slice(Math.max(0, lead.start - 12), lead.start).replaceAll('’', "'"));
    const at = free && lead.english !== 'during ' ? 'in ' : '';
    return { start: lead.start, end: figure.end, english: `${at}${lead.english}${english}` };
  }
  return month !== undefined && year !== undefined ? { start: figure.start, end: figure.end, english } : null;
}

function centuryInEnglish(century: number): string | null {
  if (century < 1) return null;
  const tens = century % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][century % 10] ?? 'th');
  return `${century}${suffix} century`;
}

function leadBefore(
  text: string,
  end: number,
  table: Readonly<Record<string, string>> | undefined,
  space: string,
): { readonly start: number; readonly english: string } | null {
  const before = text
    .slice(Math.max(0, end - 24), end)
    .replaceAll('’', "'")
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .toLowerCase();
  let best: { readonly start: number; readonly english: string } | null = null;
  for (const [lead, english] of Object.entries(table ?? {})) {
    const start = end - lead.length - space.length;
    if (!before.endsWith(lead + space) || /[\p{L}\d]/u.test(text[start - 1] ?? ' ')) continue;
    if (best === null || start < best.start) best = { start, english };
  }
  return best;
}
