import type { Lexicon } from './lexicon.ts';
import { parseNumber } from './numbers.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { PartialDate } from './types.ts';

/** A date found in tokens: which tokens it takes, and how it may be understood. */
export interface ParsedDate {
  /** First token that belongs to it. */
  readonly first: number;
  readonly next: number;
  readonly dates: readonly PartialDate[];
  readonly weak: boolean;
}

/** Languages that write `25.9.` for a day and month. */
const DOTTED_DATES = new Set(['de', 'fi', 'cs']);

const DASHES = new Set(['-', '–', '—', '‑', '−', '~', '～', '〜', '―', '/']);
const FIRST_YEAR = 1000;
const LAST_YEAR = 2199;

/** A plain four-digit number that may be a year. */
export function yearAt(token: Token | undefined): number | null {
  if (token?.kind !== 'numeral' || !token.numeral!.plain) return null;
  const digits = token.numeral!.groups[0]!;
  const year = Number(digits);
  return digits.length === 4 && year >= FIRST_YEAR && year <= LAST_YEAR ? year : null;
}

/** Reads the date that begins at token `at`, or null. */
export function parseDate(tokens: readonly Token[], at: number, lexicon: Lexicon): ParsedDate | null {
  const token = tokens[at]!;
  if (token.kind === 'numeral') {
    const numeric = numericDate(tokens, at, lexicon.rules.language);
    if (numeric !== null) return numeric;
  }
  if (!lexicon.rules.spaced) {
    const sino = sinoDate(tokens, at, lexicon);
    if (sino !== null) return sino;
  }
  const weekday = lexeme(token, 'weekday');
  if (weekday !== undefined) return weekdayDate(tokens, at, Number(weekday.value), lexicon);
  if (lexeme(token, 'month') !== undefined) return monthDate(tokens, at, lexicon);
  return dayMonth(tokens, at, lexicon);
}

function weekdayDate(tokens: readonly Token[], at: number, weekday: number, lexicon: Lexicon): ParsedDate | null {
  const token = tokens[at]!;
  let next = at + 1;
  for (let skipped = 0; skipped < 3; skipped++) {
    const filler = tokens[next];
    if (filler === undefined) break;
    const skip =
      filler.word === ',' ||
      filler.word === '.' ||
      filler.word === '(' ||
      lexeme(filler, 'of') !== undefined ||
      lexeme(filler, 'datePreposition') !== undefined;
    if (!skip) break;
    next++;
  }
  const inner =
    tokens[next] === undefined
      ? null
      : lexeme(tokens[next], 'month') !== undefined
        ? monthDate(tokens, next, lexicon)
        : (dayMonth(tokens, next, lexicon) ?? numericDate(tokens, next, lexicon.rules.language));
  if (inner !== null && inner.dates.some((date) => date.day !== undefined)) {
    return { first: at, next: inner.next, dates: inner.dates.map((date) => ({ ...date, weekday })), weak: false };
  }
  const ambiguous = (lexeme(token, 'calendarWeak') ?? lexeme(token, 'calendarShort')) !== undefined;
  if (ambiguous) {
    // "Sun", "Wed", "mar": a weekday only before a number or comma.
    const after = tokens[at + 1];
    if (after?.kind === 'numeral') return { first: at, next: at + 1, dates: [{ weekday }], weak: true };
    return null;
  }
  return { first: at, next: at + 1, dates: [{ weekday }], weak: false };
}

/** `16 avril 2020`, `1er mai`, `16. April`, and each day of `16, 17 et 18 avril`. */
function dayMonth(tokens: readonly Token[], at: number, lexicon: Lexicon): ParsedDate | null {
  const first = dayAt(tokens, at, lexicon);
  if (first === null) return null;
  let next = first.next;
  for (let item = 0; item < 5; item++) {
    const month = monthAfter(tokens, next);
    if (month !== null) {
      // "un des sept moteurs": abbreviated months stand beside digits.
      const short = lexeme(tokens[month.next - 1], 'calendarShort') !== undefined;
      if (short && tokens[month.next - 2]!.kind !== 'numeral' && tokens[at]!.kind !== 'numeral') return null;
      const year = yearAfter(tokens, month.next, lexicon);
      const date = { day: first.day, month: month.month, ...(year === null ? {} : { year: year.year }) };
      // Further days of the list are dates of their own: only the first is taken here.
      if (item > 0) return { first: at, next: first.next, dates: [date], weak: false };
      return { first: at, next: year?.next ?? month.next, dates: [date], weak: false };
    }
    const joint = tokens[next];
    if (joint === undefined) return null;
    const joins =
      DASHES.has(joint.word) ||
      joint.word === ',' ||
      lexeme(joint, 'and') !== undefined ||
      lexeme(joint, 'to') !== undefined;
    if (!joins) return null;
    const other = dayAt(tokens, next + 1, lexicon);
    if (other === null) return null;
    next = other.next;
  }
  return null;
}

function dayAt(tokens: readonly Token[], at: number, lexicon: Lexicon): { day: number; next: number } | null {
  const token = tokens[at];
  if (token === undefined || token.kind === 'sign') return null;
  let next: number;
  let day: number;
  if (token.kind === 'numeral') {
    if (!token.numeral!.plain || token.numeral!.groups[0]!.length > 2) return null;
    day = Number(token.numeral!.groups[0]);
    next = at + 1;
  } else {
    if (token.lexemes.length === 0) return null;
    const parsed = parseNumber(tokens, at, lexicon.rules);
    if (parsed === null || parsed.vague || parsed.fraction || parsed.values[0]!.length > 2) return null;
    day = Number(parsed.values[0]);
    next = parsed.next;
  }
  if (!Number.isInteger(day) || day < 1 || day > 31) return null;
  const mark = tokens[next];
  if (mark !== undefined && token.kind === 'numeral') {
    if (!mark.spaced && (lexeme(mark, 'ordinalSuffix') !== undefined || mark.word === '.' || mark.word === '°')) next++;
    else if (mark.word === '-' && lexeme(tokens[next + 1], 'ordinalSuffix') !== undefined) next += 2;
    if (tokens[next]?.word === '.' && !tokens[next]!.spaced) next++;
  }
  return { day, next };
}

function monthAfter(tokens: readonly Token[], at: number): { month: number; next: number } | null {
  let next = at;
  if (tokens[next]?.word === '-' && !tokens[next]!.spaced) next++;
  if (lexeme(tokens[next], 'of') !== undefined) next++;
  const month = lexeme(tokens[next], 'month');
  return month === undefined ? null : { month: Number(month.value), next: next + 1 };
}

function yearAfter(tokens: readonly Token[], at: number, lexicon: Lexicon): { year: number; next: number } | null {
  let next = at;
  for (let skipped = 0; skipped < 3; skipped++) {
    const ancient = tokens[next]?.numeral?.plain === true ? eraAfter(tokens, next + 1) : null;
    if (ancient !== null) return { year: -Number(tokens[next]!.numeral!.groups[0]!.slice(0, 5)), next: ancient };
    const year = yearAt(tokens[next]);
    if (year !== null) {
      // "16 April, 2020 people": a unit after it makes it no year.
      if (lexeme(tokens[next + 1], 'scale') !== undefined || lexeme(tokens[next + 1], 'percent') !== undefined)
        return null;
      const word = lexeme(tokens[next + 1], 'year') === undefined ? 0 : 1;
      return { year, next: next + 1 + word };
    }
    const filler = tokens[next];
    if (filler === undefined) return null;
    if (filler.kind === 'word') {
      if (filler.lexemes.length === 0) return null;
      const skip = lexeme(filler, 'of') ?? lexeme(filler, 'year') ?? lexeme(filler, 'datePreposition');
      if (skip === undefined) {
        const spelt = parseNumber(tokens, next, lexicon.rules);
        const value = spelt === null ? 0 : Number(spelt.values[0]);
        return spelt !== null && value >= FIRST_YEAR && value <= LAST_YEAR && !spelt.vague && !spelt.weak
          ? { year: value, next: spelt.next }
          : null;
      }
    } else if (filler.word !== ',' && filler.word !== '.' && filler.word !== '-') return null;
    next++;
  }
  return null;
}

/** The token after `BC`, `r. p.n.e.`, `года до н. э.`, or null. */
export function eraAfter(tokens: readonly Token[], at: number): number | null {
  let next = at;
  if (lexeme(tokens[next], 'year') !== undefined) next++;
  if (tokens[next]?.word === '.') next++;
  return lexeme(tokens[next], 'bce') === undefined ? null : next + 1;
}

/** `April 16, 2020`, `avril 2020`, `in May`. */
function monthDate(tokens: readonly Token[], at: number, lexicon: Lexicon): ParsedDate | null {
  const token = tokens[at]!;
  const month = Number(lexeme(token, 'month')!.value);
  let next = at + 1;
  if (tokens[next]?.word === '.' && !tokens[next]!.spaced && tokens[next + 1]?.kind === 'numeral') next++;
  const monthFirst = lexicon.rules.monthBeforeDay === true;
  const article = lexeme(tokens[next], 'of') !== undefined ? 1 : 0;
  const dotted =
    lexicon.rules.ordinalDot === true && tokens[next]?.kind === 'numeral' && tokens[next + 1]?.word === '.';
  const day = monthFirst || dotted ? dayAt(tokens, next + article, lexicon) : null;
  const isDay = day !== null && !dayIsCount(tokens, day.next);
  const year = yearAfter(tokens, isDay ? day.next : next, lexicon);
  const short = lexeme(token, 'calendarShort') !== undefined;
  // Touko- ja heinäkuun
  const cut = tokens[at + 1]?.word === '-' && !tokens[at + 1]!.spaced && tokens[at + 2]?.spaced === true;
  if (short && cut) return { first: at, next: at + 1, dates: [{ month }], weak: false };
  if (short && !isDay && year === null) return null;
  const ambiguous = lexeme(token, 'calendarWeak') !== undefined;
  if (ambiguous && !isDay && year === null) {
    // Elsewhere months have small letters, and what has a capital is a name.
    const { language } = lexicon.rules;
    const small = !token.capital && language !== 'en' && language !== 'de' && language !== 'hi';
    if (!token.capital && language === 'en') return null;
    if (
      !small &&
      lexeme(tokens[at - 1], 'datePreposition') === undefined &&
      lexeme(tokens[at - 1], 'ordinal') === undefined
    )
      return null;
  }
  const date: PartialDate = {
    month,
    ...(isDay ? { day: day.day } : {}),
    ...(year === null ? {} : { year: year.year }),
  };
  return { first: at, next: year?.next ?? (isDay ? day.next : at + 1), dates: [date], weak: false };
}

/** "In May 20 people": the number after a month is no day where a scale, percent or another count follows. */
function dayIsCount(tokens: readonly Token[], next: number): boolean {
  const after = tokens[next];
  if (after === undefined) return false;
  return (
    lexeme(after, 'scale') !== undefined ||
    lexeme(after, 'percent') !== undefined ||
    lexeme(after, 'currency') !== undefined ||
    (after.word === ':' && !after.spaced)
  );
}

/** `2020-04-16`, `16.04.2020`, `16/4/20`, `16. 4. 2020`. */
function numericDate(tokens: readonly Token[], at: number, language: string): ParsedDate | null {
  const numeral = tokens[at]?.numeral;
  if (numeral === undefined || numeral === null) return null;
  let parts: readonly string[] | null = null;
  let next = at + 1;
  if (numeral.groups.length === 3 && numeral.separators.every((s) => s === '.')) parts = numeral.groups;
  else if (numeral.plain) {
    const [sign, second, sign2, third] = [tokens[at + 1], tokens[at + 2], tokens[at + 3], tokens[at + 4]];
    const joined =
      sign !== undefined &&
      sign.kind === 'sign' &&
      (sign.word === '-' || sign.word === '/' || sign.word === '.') &&
      sign2?.word === sign.word &&
      second?.numeral?.plain === true &&
      third?.numeral?.plain === true &&
      !sign.spaced &&
      !sign2.spaced &&
      (sign.word === '.' || (!second.spaced && !third.spaced));
    if (joined) {
      parts = [numeral.groups[0]!, second.numeral.groups[0]!, third.numeral.groups[0]!];
      next = at + 5;
    }
  } else if (numeral.groups.length === 2 && numeral.separators[0] === '.' && tokens[at + 1]?.word === '.') {
    // 16.4. and 16.4. 2020
    const [day, month] = [Number(numeral.groups[0]), Number(numeral.groups[1])];
    if (tokens[at + 1]!.spaced || !isDayMonth(day, month) || language === 'en') return null;
    const year = yearAt(tokens[at + 2]);
    if (year !== null) return { first: at, next: at + 3, dates: [{ day, month, year }], weak: false };
    return DOTTED_DATES.has(language) ? { first: at, next: at + 2, dates: [{ day, month }], weak: false } : null;
  }
  if (parts === null) return null;
  const [a, b, c] = parts.map(Number) as [number, number, number];
  if (parts[0]!.length === 4) {
    return isDayMonth(c, b) ? { first: at, next, dates: [{ year: a, month: b, day: c }], weak: false } : null;
  }
  if (parts[0]!.length > 2 || parts[1]!.length > 2) return null;
  let year = c;
  if (parts[2]!.length === 2) year = c < 70 ? 2000 + c : 1900 + c;
  else if (parts[2]!.length !== 4) return null;
  const dates: PartialDate[] = [];
  if (isDayMonth(a, b)) dates.push({ year, month: b, day: a });
  if (isDayMonth(b, a) && a !== b) {
    if (language === 'en') dates.unshift({ year, month: a, day: b });
  }
  return dates.length === 0 ? null : { first: at, next, dates, weak: false };
}

function isDayMonth(day: number, month: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

const WEEKDAY_SIGNS = ['月', '火', '水', '木', '金', '土', '日'];
const DAY_JOINTS = new Set(['和', '、', '至', '到', '与', '及', '-', '～', '〜', '–', '~']);

function monthFollows(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === 'sign') return false;
  if (lexeme(token, 'month') !== undefined) return true;
  const parsed = parseNumber(tokens, at, lexicon.rules);
  return parsed !== null && tokens[parsed.next]?.word === '月' && Number(parsed.values[0]) <= 12;
}

/** `2020年4月16日`, `4月16日`, `16日`, `2020年`, in digits or characters. */
function sinoDate(tokens: readonly Token[], at: number, lexicon: Lexicon): ParsedDate | null {
  let next = at;
  const date: { year?: number; month?: number; day?: number } = {};
  const numberBefore = (mark: readonly string[], low: number, high: number): number | null => {
    const token = tokens[next];
    if (token === undefined || (token.kind === 'word' && token.lexemes.length === 0) || token.kind === 'sign')
      return null;
    const parsed = parseNumber(tokens, next, lexicon.rules);
    if (parsed === null || parsed.vague || parsed.fraction || parsed.values[0]!.length > 4) return null;
    const mark_ = tokens[parsed.next];
    const value = Number(parsed.values[0]);
    if (mark_ === undefined || !mark.includes(mark_.word) || !(value >= low && value <= high)) return null;
    next = parsed.next + 1;
    return value;
  };
  const era = lexeme(tokens[at], 'bce') !== undefined;
  if (era) next++;
  const begun = next;
  const reign = lexeme(tokens[at], 'reign');
  if (reign !== undefined) next++;
  const firstOfReign = reign !== undefined && tokens[next]?.word === '元' && tokens[next + 1]?.word === '年';
  let year = firstOfReign ? 1 : numberBefore(['年'], 1, LAST_YEAR);
  if (firstOfReign) next += 2;
  if (reign !== undefined) {
    if (year === null || year > 99) return null;
    year += Number(reign.value);
  }
  // 3年 is a length of time, 356年7月 and 公元前356年 are years.
  if (year !== null && year < FIRST_YEAR && !era && !monthFollows(tokens, next, lexicon)) [year, next] = [null, begun];
  if (year !== null) date.year = era ? -year : year;
  const named = lexeme(tokens[next], 'month');
  const month = named === undefined ? numberBefore(['月'], 1, 12) : Number(named.value);
  if (named !== undefined) next++;
  if (month !== null) date.month = month;
  const day = numberBefore(['日', '号', '號'], 1, 31);
  if (day !== null) {
    // 20日間 is a duration.
    if (tokens[next]?.word === '間' && month === null) return null;
    date.day = day;
    const weekday = WEEKDAY_SIGNS.indexOf(tokens[next + 1]?.word ?? '');
    const closed = tokens[next + 2]?.word === '）' || tokens[next + 2]?.word === ')';
    if (weekday >= 0 && closed) {
      return { first: at, next: next + 3, dates: [{ ...date, weekday: weekday + 1 }], weak: false };
    }
  } else if (month !== null && next < tokens.length) {
    // 7月17和7月22日
    const token = tokens[next]!;
    const joined = DAY_JOINTS.has(tokens[next + 1]?.word ?? '');
    const value = token.kind === 'numeral' && token.numeral!.plain ? Number(token.numeral!.groups[0]) : 0;
    if (joined && value >= 1 && value <= 31) {
      date.day = value;
      next++;
    }
  }
  if (next === begun) return null;
  return { first: at, next, dates: [date], weak: false };
}
