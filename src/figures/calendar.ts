import { eraAfter, yearAt } from './dates.ts';
import type { Lexicon } from './lexicon.ts';
import type { ParsedNumber } from './numbers.ts';
import type { Piece, PieceMaker } from './pieces.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Figure, PartialDate, Reading } from './types.ts';

/** Reads what is a date without naming a day or month: centuries, decades, years, "yesterday", Roman numerals. */
export class CalendarReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #lexicon: Lexicon;
  readonly #pieces: PieceMaker;
  readonly #articleDate: PartialDate | null;

  constructor(
    text: string,
    tokens: readonly Token[],
    lexicon: Lexicon,
    pieces: PieceMaker,
    articleDate: PartialDate | null,
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#lexicon = lexicon;
    this.#pieces = pieces;
    this.#articleDate = articleDate;
  }

  relative(at: number): Piece | null {
    const relative = lexeme(this.#tokens[at], 'relative');
    if (relative === undefined) return null;
    const relativeDays = Number(relative.value);
    const readings: Reading[] = [{ value: { type: 'date', date: { relativeDays } }, unit: null }];
    const resolved = addDays(this.#articleDate, relativeDays);
    if (resolved !== null) readings.unshift({ value: { type: 'date', date: resolved }, unit: null });
    const figure: Figure = {
      kind: 'date',
      ...this.#pieces.span(at, at + 1),
      readings,
      approximate: false,
      vague: false,
      weak: true,
    };
    return { figures: [figure], next: at + 1 };
  }

  decadeWord(at: number): Piece | null {
    const decade = lexeme(this.#tokens[at], 'decades');
    if (decade === undefined) return null;
    return this.#pieces.dateFigure(at, at + 1, { decade: Number(decade.value) }, false);
  }

  /** `XIXe siècle`, `siglo XX`, `Louis XIV`: capital Roman numerals of two letters and more, and centuries. */
  roman(at: number): Piece | null {
    const token = this.#tokens[at]!;
    if (!token.capital || token.end - token.start > 8 || !ROMAN_INITIALS.includes(token.word[0]!)) return null;
    const surface = this.#text.slice(token.start, token.end);
    const match = /^([IVXІХ]+)(e|ème|er|o|a|th|й|го|е)?$/u.exec(surface);
    if (match === null) return null;
    const value = romanValue(match[1]!.replace(/І/g, 'I').replace(/Х/g, 'X'));
    if (value === null) return null;
    let next = at + 1;
    if (lexeme(this.#tokens[next], 'ordinalSuffix') !== undefined && !this.#tokens[next]!.spaced) next++;
    else if (this.#tokens[next]?.word === '.' || this.#tokens[next]?.word === '-') {
      const skip = this.#tokens[next]!.word === '-' ? 2 : 1;
      if (lexeme(this.#tokens[next + skip], 'century') !== undefined) next += skip;
    }
    const after = lexeme(this.#tokens[next], 'century') !== undefined;
    const before = this.#centuryBefore(at);
    if (after || before) return this.#century(at, after ? next + 1 : next, value);
    if (match[1]!.length < 2 && match[2] === undefined) return null;
    const figure: Figure = {
      kind: 'ordinal',
      ...this.#pieces.span(at, next),
      readings: [{ value: { type: 'number', number: String(value) }, unit: null }],
      approximate: false,
      vague: false,
      weak: true,
    };
    return { figures: [figure], next };
  }

  #centuryBefore(at: number): boolean {
    if (!this.#lexicon.rules.spaced) return false;
    const before = this.#tokens[at - 1];
    if (lexeme(before, 'century') !== undefined) return true;
    return before?.word === '.' && lexeme(this.#tokens[at - 2], 'century') !== undefined;
  }

  #century(first: number, next: number, century: number): Piece {
    const before = lexeme(this.#tokens[first - 1], 'bce') !== undefined;
    const bce = before || lexeme(this.#tokens[next], 'bce') !== undefined;
    if (before) return this.#pieces.dateFigure(first, next, { century: -century }, false);
    return this.#pieces.dateFigure(first, bce ? next + 1 : next, { century: bce ? -century : century }, false);
  }

  /** Centuries, decades and years: numbers that a neighbouring word makes a date. */
  calendar(start: number, parsed: ParsedNumber): Piece | null {
    const value = parsed.values[0]!;
    const number = Number(value);
    if (!Number.isInteger(number) || parsed.vague || parsed.fraction || parsed.power > 3) return null;
    const tokens = this.#tokens;
    let next = parsed.next;
    // Marks of an ordinal between number and "century" or "decade".
    let marked = next;
    if (tokens[marked]?.word === '-' && !tokens[marked]!.spaced) marked++;
    if (lexeme(tokens[marked], 'ordinalSuffix') !== undefined && !tokens[marked]!.spaced) marked++;
    else if (tokens[marked]?.word === '.' && !tokens[marked]!.spaced) marked++;
    else if (tokens[marked]?.word === '°' || tokens[marked]?.word === 'º') marked++;
    else marked = next;
    if (number >= 1 && number <= 30) {
      // "Two centuries" is a length of time: only an ordinal, or digits for one, names a century.
      const named = parsed.ordinal || marked > next || !this.#lexicon.rules.spaced || (parsed.digits && number > 2);
      for (const place of named ? [next, marked] : []) {
        const follows = lexeme(tokens[place], 'century') !== undefined;
        if (follows) return this.#century(start, place + 1, number);
      }
      // Joined by a hyphen: "19th-century".
      const hyphen = named && tokens[marked]?.word === '-' && lexeme(tokens[marked + 1], 'century') !== undefined;
      if (hyphen) return this.#century(start, marked + 2, number);
      if (
        this.#tokens[start - 1] !== undefined &&
        this.#tokens[start - 1]!.word.length > 2 &&
        this.#centuryBefore(start)
      )
        return this.#century(start, marked, number);
    }
    const decadeNumber = number % 10 === 0 && ((number < 100 && number > 0) || (number >= 1000 && number < 2200));
    if (decadeNumber && !(parsed.digits && !parsed.plain)) {
      const before = lexeme(tokens[start - 1], 'decade') !== undefined && !parsed.ordinal;
      let after = -1;
      let place = next;
      if (tokens[place]?.word === '-' && !tokens[place]!.spaced) place++;
      if (lexeme(tokens[place], 'decadeAfter') !== undefined && (place > next || !tokens[place]!.spaced)) {
        after = place + 1;
      } else if (marked > next && lexeme(tokens[marked], 'decadeAfter') !== undefined) after = marked + 1;
      if ((tokens[next]?.word === "'" || tokens[next]?.word === '’') && tokens[next + 1]?.word === 's')
        after = next + 2;
      if (before || after > 0) {
        if (after > 0 && lexeme(tokens[after], 'decadeAfter') !== undefined) after++;
        return this.#pieces.dateFigure(start, after > 0 ? after : marked, { decade: number }, false);
      }
    }
    const era = parsed.power === 0 && !parsed.ordinal ? eraAfter(tokens, next) : null;
    if (era !== null) return this.#pieces.dateFigure(start, era, { year: -number }, false);
    const year = yearAt(tokens[start]);
    if (year !== null && parsed.plain) {
      const yearWord = lexeme(tokens[next], 'year');
      if (yearWord !== undefined) {
        next++;
        if (tokens[next]?.word === '.') next++;
        const bce = lexeme(tokens[next], 'bce') !== undefined;
        if (!bce && tokens[next - 1]!.word === '.') next--;
        return this.#pieces.dateFigure(start, bce ? next + 1 : next, { year: bce ? -year : year }, false);
      }
    }
    return null;
  }
}

/** The full date so many days after another, with its weekday; null where the other is not a full date. */
export function addDays(date: PartialDate | null, days: number): PartialDate | null {
  if (date?.year === undefined || date.month === undefined || date.day === undefined) return null;
  const day = new Date(Date.UTC(date.year, date.month - 1, date.day + days));
  return {
    year: day.getUTCFullYear(),
    month: day.getUTCMonth() + 1,
    day: day.getUTCDate(),
    weekday: ((day.getUTCDay() + 6) % 7) + 1,
  };
}

/** Of Roman numerals in small letters, Latin and Cyrillic. */
const ROMAN_INITIALS = 'ivxіх';

function romanValue(letters: string): number | null {
  const worth: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  let sum = 0;
  for (let index = 0; index < letters.length; index++) {
    const value = worth[letters[index]!]!;
    sum += value < (worth[letters[index + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum > 0 && toRoman(sum) === letters ? sum : null;
}

function toRoman(value: number): string {
  if (value > 39) return '';
  return 'X'.repeat(Math.floor(value / 10)) + ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][value % 10]!;
}
