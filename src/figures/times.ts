import { parseNumber } from './numbers.ts';
import type { LanguageRules } from './languages/types.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import { toNumber } from './decimal.ts';
import type { ClockTime } from './types.ts';

/** A time of day found in tokens. */
export interface ParsedTime {
  readonly first: number;
  readonly next: number;
  readonly time: ClockTime;
  /** Hours and minutes as they stand there, in minutes. */
  readonly minutes: number;
  /** Whether it may as well be a length of time (`3 h 30`). */
  readonly orDuration: boolean;
  readonly weak: boolean;
}

/** Reads the time of day that begins at token `at`, or null. */
export function parseTime(tokens: readonly Token[], at: number, rules: LanguageRules): ParsedTime | null {
  const token = tokens[at]!;
  const named = lexeme(token, 'namedHour');
  if (named !== undefined) {
    const time = { hour: Number(named.value), minute: 0, ambiguousHalf: false };
    return { first: at, next: at + 1, time, minutes: 0, orDuration: false, weak: true };
  }
  let start = at;
  let half: 'am' | 'pm' | null = null;
  if (!rules.spaced) {
    half = lexeme(token, 'am') !== undefined ? 'am' : lexeme(token, 'pm') !== undefined ? 'pm' : null;
    if (half !== null) start++;
  }
  const before = beforeTheHour(tokens, start);
  const clock = before === null ? clockAt(tokens, start, rules) : beforeHour(tokens, start, before, rules);
  if (clock === null) return null;
  let next = clock.next;
  const after = halfAfter(tokens, next);
  if (after !== null && half === null) {
    half = after.half;
    next = after.next;
  }
  // A bare hour needs something that makes it a time.
  if (clock.bare && half === null) return null;
  let hour = clock.hour;
  if (half === 'pm' && hour < 12) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  const ambiguousHalf = half === null && clock.hour <= 12 && clock.hour > 0;
  const time = { hour: hour === 24 ? 0 : hour, minute: clock.minute, ambiguousHalf };
  const minutes = clock.hour * 60 + clock.minute;
  return { first: at, next, time, minutes, orDuration: half === null && clock.orDuration, weak: false };
}

function beforeTheHour(tokens: readonly Token[], at: number): number | null {
  if (lexeme(tokens[at], 'halfBefore') !== undefined) return -30;
  if (lexeme(tokens[at], 'halfPast') !== undefined) return 30;
  if (lexeme(tokens[at], 'quarterPast') !== undefined) return 15;
  if (lexeme(tokens[at], 'quarterTo') !== undefined) return -15;
  return null;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly next: number;
  /** Only a number that could be an hour. */
  readonly bare: boolean;
  readonly orDuration: boolean;
}

/** `halb drei`, `half past two`, `Viertel nach neun`. */
function beforeHour(tokens: readonly Token[], at: number, minutes: number, rules: LanguageRules): Clock | null {
  const parsed = tokens[at + 1] === undefined ? null : parseNumber(tokens, at + 1, rules);
  if (parsed === null || parsed.fraction || parsed.vague) return null;
  const hour = toNumber(parsed.values[0]!);
  if (!Number.isInteger(hour) || hour < 0 || hour > 24) return null;
  const next = lexeme(tokens[parsed.next], 'hour') === undefined ? parsed.next : parsed.next + 1;
  const total = (hour * 60 + minutes + 1440) % 1440;
  return { hour: Math.floor(total / 60), minute: total % 60, next, bare: false, orDuration: false };
}

function minuteOf(token: Token | undefined): number | null {
  if (token?.kind !== 'numeral' || !token.numeral!.plain) return null;
  const digits = token.numeral!.groups[0]!;
  return digits.length <= 2 && Number(digits) < 60 ? Number(digits) : null;
}

function clockAt(tokens: readonly Token[], at: number, rules: LanguageRules): Clock | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'numeral') {
    const { groups, separators } = token.numeral!;
    const hour = Number(groups[0]);
    if (groups[0]!.length > 2 || hour > 24) return universalTime(tokens, at);
    const second = tokens[at + 1];
    // 9:30, 21:30:15
    if (separators.length === 0 && (second?.word === ':' || second?.word === '：') && !second.spaced) {
      const minuteToken = tokens[at + 2];
      const minute = minuteOf(minuteToken);
      if (minute === null || minuteToken!.spaced || minuteToken!.numeral!.groups[0]!.length !== 2) return null;
      let next = at + 3;
      if (tokens[next]?.word === ':' && minuteOf(tokens[next + 1]) !== null && !tokens[next + 1]!.spaced) next += 2;
      const marked = lexeme(tokens[next], 'hour') !== undefined;
      return { hour, minute, next: marked ? next + 1 : next, bare: false, orDuration: !marked };
    }
    // 11.29 Uhr, klo 9.30, 9.30 am
    if (separators.length === 1 && separators[0] === '.' && groups[1]!.length === 2 && Number(groups[1]) < 60) {
      const marked = lexeme(second, 'hour') !== undefined;
      if (!marked && lexeme(second, 'unit') !== undefined) return null;
      const evident = marked || lexeme(tokens[at - 1], 'at') !== undefined || halfAfter(tokens, at + 1) !== null;
      if (!evident) return null;
      return { hour, minute: Number(groups[1]), next: marked ? at + 2 : at + 1, bare: false, orDuration: false };
    }
    if (separators.length > 0) return null;
  } else if (token.kind === 'sign' || token.lexemes.length === 0) return null;
  return hourInWords(tokens, at, rules);
}

/** `9 h 30`, `11時20分`, `nine o'clock`, `las tres y media`. */
function hourInWords(tokens: readonly Token[], at: number, rules: LanguageRules): Clock | null {
  const parsed = parseNumber(tokens, at, rules);
  if (parsed === null || parsed.vague || parsed.fraction) return null;
  const value = toNumber(parsed.values[0]!);
  let hour = Math.floor(value);
  let minute = value === hour ? 0 : 30;
  if (hour > 24 || (value !== hour && value !== hour + 0.5) || (parsed.digits && !parsed.plain)) return null;
  const atHour = lexeme(tokens[at - 1], 'at') !== undefined;
  let next = parsed.next;
  const mark = tokens[next];
  const marked = lexeme(mark, 'hour') !== undefined;
  if (!marked) {
    // las tres y cuarto
    const quarter =
      atHour && lexeme(mark, 'and') !== undefined ? lexeme(tokens[next + 1], 'fraction')?.value : undefined;
    if (quarter === '4' && minute === 0) return { hour, minute: 15, next: next + 2, bare: false, orDuration: false };
    // в полтора раза: a word for one and a half is no hour
    const fractional = lexeme(tokens[at], 'cardinal')?.value.includes('.') === true;
    return { hour, minute, next, bare: fractional || !(atHour && minute === 30), orDuration: false };
  }
  const orDuration = lexeme(mark, 'unit') !== undefined;
  // 三点五 is 3.5.
  if (!rules.spaced && tokens[next + 1]?.kind === 'word' && lexeme(mark, 'decimalWord') !== undefined) {
    const digit = lexeme(tokens[next + 1], 'cardinal');
    const minutes =
      lexeme(tokens[next + 2], 'minute') ?? lexeme(tokens[next + 2], 'cardinal') ?? lexeme(tokens[next + 2], 'scale');
    if (digit !== undefined && !parsed.digits && (minutes === undefined || minutes.role === 'scale')) return null;
  }
  next++;
  if (tokens[next]?.word === '.' && minuteOf(tokens[next + 1]) !== null) next++;
  const linked = lexeme(tokens[next], 'and') !== undefined ? lexeme(tokens[next + 1], 'fraction')?.value : undefined;
  if (lexeme(tokens[next], 'andHalf') !== undefined) [minute, next] = [30, next + 1];
  else if (linked === '4' || linked === '2') [minute, next] = [linked === '4' ? 15 : 30, next + 2];
  else if (lexeme(tokens[next], 'quarterPast') !== undefined) [minute, next] = [15, next + 1];
  else if (lexeme(tokens[next], 'quarterTo') !== undefined) {
    [hour, minute, next] = [(hour + 23) % 24, 45, next + 1];
  } else {
    const skip = lexeme(tokens[next], 'and') === undefined ? 0 : 1;
    const minutes = tokens[next + skip];
    const spelt =
      minutes?.kind === 'word' && minutes.lexemes.length > 0 && !rules.spaced
        ? parseNumber(tokens, next + skip, rules)
        : null;
    const digits = minuteOf(minutes);
    const value2 = digits ?? (spelt === null ? null : toNumber(spelt.values[0]!));
    const after = digits === null ? (spelt?.next ?? next) : next + skip + 1;
    const closed = lexeme(tokens[after], 'minute') !== undefined;
    // `9 h 30`: two digits, or a word for minutes after them; "at 9 h 3 people" is nothing of the kind.
    if (
      value2 !== null &&
      value2 < 60 &&
      (closed || (digits !== null && minutes!.numeral!.groups[0]!.length === 2 && skip === 0))
    ) {
      minute = value2;
      next = closed ? after + 1 : after;
    }
  }
  return { hour, minute, next, bare: false, orDuration };
}

/** `0230 UTC`. */
function universalTime(tokens: readonly Token[], at: number): Clock | null {
  const { groups, separators } = tokens[at]!.numeral!;
  const digits = groups[0]!;
  if (separators.length > 0 || digits.length !== 4) return null;
  const after = tokens[at + 1]?.word;
  const zone = after === 'utc' || after === 'gmt' ? after : tokens[at - 1]?.word;
  const hour = Number(digits.slice(0, 2));
  const minute = Number(digits.slice(2));
  if ((zone !== 'utc' && zone !== 'gmt') || hour > 24 || minute > 59) return null;
  return { hour, minute, next: at + 1, bare: false, orDuration: false };
}

/** `am`, `in the evening`, `du soir`, after the hour. */
function halfAfter(tokens: readonly Token[], at: number): { half: 'am' | 'pm'; next: number } | null {
  const token = tokens[at];
  if (lexeme(token, 'am') !== undefined) return { half: 'am', next: at + 1 };
  if (lexeme(token, 'pm') !== undefined) return { half: 'pm', next: at + 1 };
  return null;
}
