import { addDays, ratio, toNumber } from '../figures/index.ts';
import type { Figure, PartialDate } from '../figures/index.ts';
import { agreeNumbers, commonParts, DATE_PARTS, isRange, quantitiesOf, sameTime } from './figures-agree.ts';
import type { Agreement, DatePart } from './figures-agree.ts';
import type { ClauseOf } from './figures-roles.ts';

export interface MatchSetting {
  /** Resolves what a text leaves out: the year of "16 April", the weekday of a date. Null where not known. */
  readonly articleDate: PartialDate | null;
  /** Clauses of claim and source; without them it is not checked which figures belong together. */
  readonly clauses?: { readonly claim: ClauseOf; readonly source: ClauseOf } | undefined;
  /** Where the evidence holds a text of the claim as it is (`Six Days`), as a figure; null where it does not. */
  readonly verbatim?: ((figure: Figure) => Figure | null) | undefined;
}

type End = 'from' | 'to' | null;

/** A figure, or one end of a range. */
export interface Item {
  readonly figure: Figure;
  readonly end: End;
  /** Index of the figure in its list. */
  readonly index: number;
}

export interface Edge {
  readonly item: number;
  readonly slot: number;
  readonly agreement: Agreement;
  /** Parts of a date of the claim that the slot states; null where all are or it is no date. */
  readonly parts: readonly DatePart[] | null;
}

export function itemsOf(figure: Figure, index: number): Item[] {
  if (!isRange(figure)) return [{ figure, end: null, index }];
  return [
    { figure, end: 'from', index },
    { figure, end: 'to', index },
  ];
}

/** A source figure that may be a range serves as a whole and by its ends. */
export function slotsOf(figure: Figure, index: number): Item[] {
  const range = figure.readings.some((reading) => reading.value.type === 'range');
  const ends: Item[] = range
    ? [
        { figure, end: 'from', index },
        { figure, end: 'to', index },
      ]
    : [];
  return isRange(figure) ? ends : [{ figure, end: null, index }, ...ends];
}

/** What figures of equal value have in common: their number, year, day or hour. */
export function keysOf(item: Item): string[] {
  const keys = new Set<string>();
  for (const reading of item.figure.readings) {
    const quantity = quantitiesOf(reading, item.end);
    if (quantity !== null) keys.add(quantity.number);
    else if (reading.value.type === 'date') {
      const { year, month, day, weekday } = reading.value.date;
      keys.add(month === undefined ? String(year ?? `w${weekday}`) : `${month}-${day}`);
    } else if (reading.value.type === 'time') keys.add(`${reading.value.time.hour}:${reading.value.time.minute}`);
  }
  return [...keys];
}

/** The best agreement between any two readings. */
export function compare(item: Item, slot: Item, i: number, s: number, setting: MatchSetting): Edge | null {
  if (item.figure.vague && !slot.figure.vague) return null;
  let best: Agreement | null = null;
  let bestParts: readonly DatePart[] | null = null;
  const offer = (agreement: Agreement | null, parts: readonly DatePart[] | null = null): void => {
    if (agreement !== null && (best === null || agreement.score > best.score)) [best, bestParts] = [agreement, parts];
  };
  const hedged = item.figure.approximate;
  const dozens = hedged && item.figure.text.toLowerCase().includes('dozen');
  for (const reading of item.figure.readings) {
    const claimed = quantitiesOf(reading, item.end);
    for (const other of slot.figure.readings) {
      const held = quantitiesOf(other, slot.end);
      if (claimed !== null && held !== null && slot.figure.vague && !item.figure.vague) {
        // A bare scale word is a number where a language has no article: "тысячи", a thousand.
        const same = claimed.number === held.number ? agreeNumbers(claimed, held, false) : null;
        if (same !== null) offer({ relation: same.relation, score: Math.min(68, same.score) });
      } else if (claimed !== null && held !== null) {
        // Every sixth: one in six.
        const share = slot.figure.kind === 'ordinal' && held.unit === null && claimed.unit === null;
        if (share && claimed.number === ratio('1', held.number)) offer({ relation: 'same', score: 55 });
        offer(agreeNumbers(claimed, held, hedged, dozens && slot.figure.approximate));
      } else if (reading.value.type === 'time') {
        if (other.value.type === 'time' && slot.end === null) {
          if (sameTime(reading.value.time, other.value.time)) offer({ relation: 'same', score: 100 });
        } else if (held !== null && isHour(reading.value.time.hour, reading.value.time.minute, held.number)) {
          offer({ relation: 'same', score: 62 });
        }
      } else if (other.value.type === 'time' && claimed !== null && item.end === null && claimed.unit === null) {
        if (isHour(other.value.time.hour, other.value.time.minute, claimed.number)) {
          offer({ relation: 'same', score: 61 });
        }
      } else if (reading.value.type === 'date' && slot.end === null && other.value.type === 'date') {
        const date = reading.value.date;
        const parts = commonParts(date, completed(other.value.date, setting));
        if (parts === null || parts.length === 0) continue;
        const all = DATE_PARTS.filter((part) => date[part] !== undefined);
        const full = all.every((part) => parts.includes(part));
        offer({ relation: 'same', score: full ? 100 : 50 + (40 * parts.length) / all.length }, full ? null : parts);
      } else if (reading.value.type === 'date' && held !== null) {
        const parts = partsAsNumber(reading.value.date, held.number, held.unit);
        if (parts === null) continue;
        const all = DATE_PARTS.filter((part) => (reading.value as { date: PartialDate }).date[part] !== undefined);
        const full = parts.length === all.length;
        offer({ relation: 'same', score: full ? 70 : 40 }, full ? null : parts);
      } else if (
        other.value.type === 'date' &&
        claimed !== null &&
        (claimed.unit === null || claimed.unit === 'year')
      ) {
        if (partsAsNumber(other.value.date, claimed.number, claimed.unit) !== null) {
          offer({ relation: 'same', score: 60 });
        }
      }
    }
  }
  return best === null ? null : { item: i, slot: s, agreement: best, parts: bestParts };
}

function isHour(hour: number, minute: number, number: string): boolean {
  const value = toNumber(number);
  const whole = Math.floor(value);
  if (whole !== hour && whole !== hour - 12) return false;
  return minute === 0 ? value === whole : Math.abs(value - whole - minute / 100) < 1e-9;
}

/** Which single part of a date a bare number states: the year, the day, the decade or the century. */
function partsAsNumber(date: PartialDate, number: string, unit: string | null): DatePart[] | null {
  // "In the 90s" may be a temperature.
  if (unit?.startsWith('°') === true) return date.decade === Number(number) ? ['decade'] : null;
  if (unit !== null && unit !== 'year' && unit !== 'century' && unit !== 'day') return null;
  const value = Number(number);
  if (date.year !== undefined && Math.abs(date.year) === value) return ['year'];
  if (unit === 'year' || unit === null) {
    if (date.decade !== undefined && (date.decade === value || date.decade % 100 === value)) return ['decade'];
  }
  if (date.century !== undefined && Math.abs(date.century) === value) return ['century'];
  if (date.day !== undefined && date.day === value) return ['day'];
  return null;
}

/** The weekday of a date follows from its other parts, and its year from the day of publication. */
function completed(date: PartialDate, setting: MatchSetting): PartialDate {
  if (date.weekday !== undefined || date.day === undefined || date.month === undefined) return date;
  const year = date.year ?? setting.articleDate?.year;
  if (year === undefined) return date;
  const weekday = addDays({ year, month: date.month, day: date.day }, 0)?.weekday;
  return weekday === undefined ? date : { ...date, weekday };
}
