import { baseLanguage } from '../core/index.ts';
import { eraAfter, parseDate, yearAt } from './dates.ts';
import { add, fromInteger, ratio, shift, toNumber } from './decimal.ts';
import { CURRENCY_CODES } from './intl.ts';
import { lexiconOf } from './languages/index.ts';
import type { Lexicon } from './lexicon.ts';
import { kindOfUnit, UnitReader } from './measures.ts';
import type { UnitFound } from './measures.ts';
import { parseNumber } from './numbers.ts';
import type { ParsedNumber } from './numbers.ts';
import { parseTime } from './times.ts';
import { FRACTION_SIGNS, lexeme, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Decimal, Figure, FigureKind, FindFiguresSetting, PartialDate, Reading } from './types.ts';

/**
 * Finds the figures of a text: in order, never overlapping. Never throws, takes time linear in the text.
 * @param language BCP 47 tag; without rules for it, digits, symbols and ISO dates are still found
 */
export function findFigures(text: string, language: string, setting: FindFiguresSetting = {}): Figure[] {
  const lexicon = lexiconOf(baseLanguage(language));
  return new Finder(text, lexicon, setting.articleDate ?? null).find();
}

const DASHES = new Set(['-', '–', '—', '‑', '−', '~', '～', '〜', '―', '/', ':', '：', '‐', '‒', '至']);

/** What was made of the tokens from one place on. */
interface Piece {
  readonly figures: readonly Figure[];
  readonly next: number;
}

class Finder {
  readonly #text: string;
  readonly #lexicon: Lexicon;
  readonly #tokens: readonly Token[];
  readonly #articleDate: PartialDate | null;
  readonly #units: UnitReader;

  constructor(text: string, lexicon: Lexicon, articleDate: string | null) {
    this.#text = text;
    this.#lexicon = lexicon;
    this.#tokens = readTokens(text, lexicon);
    this.#units = new UnitReader(text, this.#tokens, lexicon.rules);
    this.#articleDate = articleDate === null ? null : isoDate(articleDate);
  }

  find(): Figure[] {
    const figures: Figure[] = [];
    for (let at = 0; at < this.#tokens.length;) {
      const piece = this.#pieceAt(at);
      if (piece === null) {
        at++;
        continue;
      }
      figures.push(...piece.figures);
      at = Math.max(at + 1, piece.next);
    }
    return figures;
  }

  #pieceAt(at: number): Piece | null {
    const token = this.#tokens[at]!;
    const telling =
      (token.capital && token.word.length === 3 && this.#currencyBefore(at) !== null) ||
      token.kind === 'numeral' ||
      token.lexemes.length > 0 ||
      FRACTION_SIGNS.has(token.word);
    if (!telling) return token.kind === 'word' ? this.#roman(at) : null;
    return this.#date(at) ?? this.#time(at) ?? this.#number(at) ?? this.#word(at);
  }

  #span(first: number, next: number, end?: number): { start: number; end: number; text: string } {
    const start = this.#tokens[first]!.start;
    const stop = end ?? this.#tokens[next - 1]!.end;
    return { start, end: stop, text: this.#text.slice(start, stop) };
  }

  #approximate(first: number, next: number): boolean {
    return (
      lexeme(this.#tokens[first - 1], 'approx') !== undefined || lexeme(this.#tokens[next], 'approx') !== undefined
    );
  }

  #date(at: number): Piece | null {
    const found = parseDate(this.#tokens, at, this.#lexicon);
    if (found === null) return null;
    const readings = found.dates.map((date): Reading => ({ value: { type: 'date', date }, unit: null }));
    const numeral = this.#tokens[at]!.numeral;
    // 1.1. at the end of a sentence may be 1.1.
    if (numeral?.groups.length === 2 && found.next === at + 2) readings.push(...numberReadings(numeral.values, [null]));
    const figure: Figure = {
      kind: 'date',
      ...this.#span(found.first, found.next),
      readings,
      approximate: this.#approximate(found.first, found.next),
      vague: false,
      weak: found.weak,
    };
    return { figures: [figure], next: found.next };
  }

  #time(at: number): Piece | null {
    const found = parseTime(this.#tokens, at, this.#lexicon.rules);
    if (found === null) return null;
    const { minute } = found.time;
    const hour = Math.floor(found.minutes / 60);
    const readings: Reading[] = [{ value: { type: 'time', time: found.time }, unit: null }];
    if (found.orDuration) {
      const inWords = this.#tokens[at]!.kind === 'word' && this.#lexicon.rules.spaced;
      const duration: Reading =
        minute === 30 && inWords
          ? { value: { type: 'number', number: `${hour}.5` }, unit: 'h' }
          : minute === 0
            ? { value: { type: 'number', number: String(hour) }, unit: 'h' }
            : { value: { type: 'number', number: String(found.minutes) }, unit: 'min' };
      // A length of time unless a preposition or minutes make it an hour of the day.
      const isTime = (minute > 0 && !inWords) || lexeme(this.#tokens[at - 1], 'at') !== undefined;
      if (isTime) readings.push(duration);
      else readings.unshift(duration);
      const pair = this.#tokens[at + 1]?.word === ':';
      if (pair) {
        readings.push({ value: { type: 'range', from: String(hour), to: String(minute) }, unit: null });
      }
    }
    const figure: Figure = {
      kind: readings[0]!.value.type === 'time' ? 'time' : 'duration',
      ...this.#span(found.first, found.next),
      readings,
      approximate: this.#approximate(found.first, found.next),
      vague: false,
      weak: found.weak,
    };
    return { figures: [figure], next: found.next };
  }

  /** Words that are figures by themselves: `yesterday`, `the nineties`, `round the clock`. */
  #word(at: number): Piece | null {
    return this.#relative(at) ?? this.#decadeWord(at) ?? this.#idiom(at) ?? this.#unitAndHalf(at);
  }

  /** `hora y media`. */
  #unitAndHalf(at: number): Piece | null {
    const unit = lexeme(this.#tokens[at], 'unit');
    const next = unit === undefined ? null : this.#halfAfter(at + 1);
    if (unit === undefined || next === null || kindOfUnit(unit.value) !== 'duration') return null;
    const figure: Figure = {
      kind: 'duration',
      ...this.#span(at, next),
      readings: [{ value: { type: 'number', number: '1.5' }, unit: unit.value }],
      approximate: false,
      vague: false,
      weak: false,
    };
    return { figures: [figure], next };
  }

  #idiom(at: number): Piece | null {
    const idiom = lexeme(this.#tokens[at], 'idiom');
    if (idiom === undefined) return null;
    const [number, unit] = idiom.value.split(' ', 2) as [string, string];
    const figure: Figure = {
      kind: kindOfUnit(unit),
      ...this.#span(at, at + 1),
      readings: [{ value: { type: 'number', number }, unit }],
      approximate: false,
      vague: false,
      weak: true,
    };
    return { figures: [figure], next: at + 1 };
  }

  #relative(at: number): Piece | null {
    const relative = lexeme(this.#tokens[at], 'relative');
    if (relative === undefined) return null;
    const relativeDays = Number(relative.value);
    const readings: Reading[] = [{ value: { type: 'date', date: { relativeDays } }, unit: null }];
    const resolved = addDays(this.#articleDate, relativeDays);
    if (resolved !== null) readings.unshift({ value: { type: 'date', date: resolved }, unit: null });
    const figure: Figure = {
      kind: 'date',
      ...this.#span(at, at + 1),
      readings,
      approximate: false,
      vague: false,
      weak: true,
    };
    return { figures: [figure], next: at + 1 };
  }

  #decadeWord(at: number): Piece | null {
    const decade = lexeme(this.#tokens[at], 'decades');
    if (decade === undefined) return null;
    return this.#dateFigure(at, at + 1, { decade: Number(decade.value) }, false);
  }

  #dateFigure(first: number, next: number, date: PartialDate, weak: boolean): Piece {
    const figure: Figure = {
      kind: 'date',
      ...this.#span(first, next),
      readings: [{ value: { type: 'date', date }, unit: null }],
      approximate: false,
      vague: false,
      weak,
    };
    return { figures: [figure], next };
  }

  /** `XIXe siècle`, `siglo XX`, `Louis XIV`: capital Roman numerals of two letters and more, and centuries. */
  #roman(at: number): Piece | null {
    const token = this.#tokens[at]!;
    if (!token.capital || token.end - token.start > 8) return null;
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
      ...this.#span(at, next),
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
    if (before) return this.#dateFigure(first, next, { century: -century }, false);
    return this.#dateFigure(first, bce ? next + 1 : next, { century: bce ? -century : century }, false);
  }

  #number(at: number): Piece | null {
    const before = this.#currencyBefore(at);
    const start = before?.next ?? at;
    if (start >= this.#tokens.length) return null;
    const parsed = parseNumber(this.#tokens, start, this.#lexicon.rules);
    if (parsed === null || parsed.next <= start) return null;
    if (before !== null) return this.#money(at, start, parsed, before.codes);
    const special = this.#calendar(start, parsed);
    if (special !== null) return special;
    return this.#range(start, parsed) ?? this.#plain(start, parsed);
  }

  /** A currency sign, word or ISO code directly before a number. */
  #currencyBefore(at: number): { codes: readonly string[]; next: number } | null {
    const token = this.#tokens[at]!;
    // Rs. 500
    const dotted = token.end - token.start < 4 && this.#tokens[at + 1]?.word === '.' && !this.#tokens[at + 1]!.spaced;
    const next = dotted ? at + 2 : at + 1;
    const following = this.#tokens[next];
    if (following === undefined) return null;
    const isNumber = following.kind === 'numeral' || lexeme(following, 'cardinal') !== undefined;
    if (!isNumber) return null;
    const named = lexeme(token, 'currency');
    if (named !== undefined && !named.value.startsWith('/') && this.#standsBefore(token, at)) {
      return { codes: named.value.split(' '), next };
    }
    const code = this.#text.slice(token.start, token.end);
    return CURRENCY_CODES.has(code) ? { codes: [code], next } : null;
  }

  /** Signs and abbreviations stand before numbers, and names in headings ("Rupees 500"); "won 5 games" is no money. */
  #standsBefore(token: Token, at: number): boolean {
    if (token.kind === 'sign' || token.end - token.start < 3) return true;
    const surface = this.#text.slice(token.start, token.end);
    if (surface.toLowerCase() === surface.toUpperCase() || /\p{Sc}/u.test(surface)) return true;
    const before = this.#tokens[at - 1];
    return token.capital && before !== undefined && before.kind !== 'sign';
  }

  #money(first: number, start: number, parsed: ParsedNumber, codes: readonly string[]): Piece {
    let { next, values } = parsed;
    const letter = this.#units.scaleLetter(next);
    if (letter !== null) {
      values = values.map((value) => shift(value, letter.power));
      next = letter.next;
    } else if (lexeme(this.#tokens[next], 'currency') !== undefined && !this.#tokens[next]!.spaced) {
      next++; // US$5 USD
    }
    const range = this.#rangeEnd(next, parsed);
    if (range !== null) {
      const scaled = this.#shareScale(values, range.parsed);
      const last = this.#units.scaleLetter(range.parsed.next);
      next = last?.next ?? range.parsed.next;
      const to = last === null ? range.parsed.values[0]! : shift(range.parsed.values[0]!, last.power);
      const from = last === null || letter !== null ? scaled[0]! : shift(scaled[0]!, last.power);
      const readings: Reading[] = codes.map((unit) => ({ value: { type: 'range', from, to }, unit }));
      return this.#figure('money', first, next, undefined, readings, parsed);
    }
    return this.#figure('money', first, next, undefined, numberReadings(values, codes), parsed, start);
  }

  /** Centuries, decades and years: numbers that a neighbouring word makes a date. */
  #calendar(start: number, parsed: ParsedNumber): Piece | null {
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
        return this.#dateFigure(start, after > 0 ? after : marked, { decade: number }, false);
      }
    }
    const era = parsed.power === 0 && !parsed.ordinal ? eraAfter(tokens, next) : null;
    if (era !== null) return this.#dateFigure(start, era, { year: -number }, false);
    const year = yearAt(tokens[start]);
    if (year !== null && parsed.plain) {
      const yearWord = lexeme(tokens[next], 'year');
      if (yearWord !== undefined) {
        next++;
        if (tokens[next]?.word === '.') next++;
        const bce = lexeme(tokens[next], 'bce') !== undefined;
        if (!bce && tokens[next - 1]!.word === '.') next--;
        return this.#dateFigure(start, bce ? next + 1 : next, { year: bce ? -year : year }, false);
      }
    }
    return null;
  }

  #rangeEnd(at: number, from: ParsedNumber): { parsed: ParsedNumber; joint: string } | null {
    const joint = this.#tokens[at];
    const after = this.#tokens[at + 1];
    if (joint === undefined || after === undefined || from.ordinal || from.vague) return null;
    const dash = DASHES.has(joint.word);
    if (!dash && lexeme(joint, 'to') === undefined) return null;
    // "1500 - 2" with one space is a list mark, not a range.
    if (dash && joint.spaced !== after.spaced) return null;
    if (after.kind === 'sign' || (after.kind === 'word' && after.lexemes.length === 0)) return null;
    if (dash && (after.kind === 'numeral') !== from.digits) return null;
    if (dash && !from.digits && (joint.spaced || after.spaced)) return null;
    const parsed = parseNumber(this.#tokens, at + 1, this.#lexicon.rules);
    if (parsed === null || parsed.ordinal || parsed.vague || parsed.weak || (parsed.fraction && !from.fraction))
      return null;
    return { parsed, joint: joint.word };
  }

  /** `2 to 3 million`: the scale counts for both. */
  #shareScale(values: readonly Decimal[], to: ParsedNumber): readonly Decimal[] {
    if (to.power < 3) return values;
    const last = toNumber(to.values[0]!);
    return values.map((value) => (toNumber(value) * 10 ** to.power <= last ? shift(value, to.power) : value));
  }

  #range(start: number, parsed: ParsedNumber): Piece | null {
    if (parsed.weak) return null;
    // `5 % à 10 %`, `10 km – 15 km`: the unit may stand at both ends.
    const own = this.#units.after(parsed);
    const early = this.#rangeEnd(parsed.next, parsed);
    const late = own === null || early !== null ? null : this.#rangeEnd(own.next, parsed);
    const found = early ?? late;
    if (found === null || (late !== null && this.#coinsAfter(own!) !== null)) return null;
    const to = found.parsed;
    // "en 2019 à 7 millions": a year does not lead to an amount
    if (parsed.plain && yearOf(parsed.values[0]!) !== null && !(to.plain && /^(?:\d{4}|\d\d)$/u.test(to.values[0]!))) {
      return null;
    }
    const chained = this.#tokens[to.next];
    if (chained !== undefined && DASHES.has(chained.word) && this.#tokens[to.next + 1]?.kind === 'numeral') return null;
    const unit = this.#units.after(to);
    if (late !== null && (unit === null || unit.units[0] !== own!.units[0])) return null;
    const scaled = own !== null && early === null ? parsed.values : this.#shareScale(parsed.values, to);
    const power = unit?.power ?? 0;
    const [from, until] = [shift(scaled[0]!, power), shift(to.values[0]!, power)];
    const readings: Reading[] = (unit?.units ?? [null]).map((id) => ({
      value: { type: 'range', from, to: until },
      unit: id,
    }));
    // 1995-96
    if (unit === null && yearOf(from) !== null && until.length === 2 && Number(until) > Number(from.slice(2))) {
      readings.push({ value: { type: 'range', from, to: from.slice(0, 2) + until }, unit: null });
    }
    // 1/2 hour, 3/4 of the voters; else a date, a score or a school year
    const [top, bottom] = [Number(from), Number(until)];
    if (found.joint === '/' && top >= 1 && top < bottom && [2, 3, 4, 5, 8, 10].includes(bottom)) {
      const parts = (unit?.units ?? [null]).map((id): Reading => {
        return { value: { type: 'number', number: ratio(from, until) }, unit: id };
      });
      if (unit === null) readings.push(...parts);
      else readings.unshift(...parts);
    }
    let last = unit?.next ?? to.next;
    if (unit === null && lexeme(this.#tokens[last], 'ordinalSuffix') !== undefined && !this.#tokens[last]!.spaced)
      last++;
    const kind = readings[0]!.value.type === 'number' ? unit!.kind : 'range';
    const figure = this.#figure(kind, start, last, unit?.end, readings, {
      ...parsed,
      approximate: parsed.approximate || to.approximate,
    });
    return figure;
  }

  #plain(start: number, parsed: ParsedNumber): Piece {
    // "The duo won" is no Korean money.
    const alone = parsed.weak && parsed.next === start + 1 && lexeme(this.#tokens[start], 'multiple') !== undefined;
    const unit = alone ? null : this.#units.after(parsed);
    if (unit !== null) {
      const values = unit.power === 0 ? parsed.values : parsed.values.map((value) => shift(value, unit.power));
      const readings = numberReadings(values, unit.units);
      if (unit.unscaledUnits?.length) readings.push(...numberReadings(parsed.values, unit.unscaledUnits));
      const coins = this.#coinsAfter(unit);
      if (coins !== null) {
        const whole = values.map((value) => add(value, coins.value) ?? value);
        return this.#figure('money', start, coins.next, coins.end, numberReadings(whole, unit.units), parsed);
      }
      const compound = this.#compoundDuration(unit, values);
      if (compound !== null) {
        const kind = kindOfUnit(compound.reading.unit!);
        return this.#figure(kind, start, compound.next, undefined, [compound.reading], parsed);
      }
      const half = this.#halfAfter(unit.next);
      if (half !== null && unit.kind !== 'money' && unit.kind !== 'percentage') {
        const more = values.map((value) => add(value, '0.5') ?? value);
        return this.#figure(unit.kind, start, half, undefined, numberReadings(more, unit.units), {
          ...parsed,
          values: more,
        });
      }
      return this.#figure(unit.kind, start, unit.next, unit.end, readings, parsed);
    }
    const share = this.#share(start, parsed);
    if (share !== null) return share;
    const ordinal = this.#ordinalMark(parsed);
    const first = this.#signBefore(start);
    if (parsed.ordinal || ordinal !== null || first < start) {
      const readings = numberReadings(parsed.values, [null]);
      return this.#figure('ordinal', first, ordinal ?? parsed.next, undefined, readings, { ...parsed });
    }
    const readings = numberReadings(parsed.values, [null]);
    const ages = lexeme(this.#tokens[start], 'namedCentury');
    if (ages !== undefined && this.#tokens[start]!.capital && parsed.next === start + 1) {
      readings.unshift({ value: { type: 'date', date: { century: Number(ages.value) } }, unit: null });
      return this.#figure('date', start, parsed.next, undefined, readings, parsed);
    }
    // A half-time score, a half-brother
    const joined = this.#tokens[parsed.next + 1];
    const hyphen = this.#tokens[parsed.next]?.word === '-' && !this.#tokens[parsed.next]!.spaced;
    if (parsed.values[0] === '0.5' && !parsed.digits && hyphen && joined?.spaced === false) {
      return this.#figure('count', start, parsed.next, undefined, readings, { ...parsed, weak: true });
    }
    const year = parsed.plain ? yearOf(parsed.values[0]!) : null;
    let kind: FigureKind = 'count';
    if (year !== null) {
      const reading: Reading = { value: { type: 'date', date: { year } }, unit: null };
      const before = this.#tokens[start - 1];
      const isDate =
        lexeme(before, 'datePreposition') !== undefined ||
        lexeme(before, 'year') !== undefined ||
        lexeme(before, 'month') !== undefined ||
        (before?.word === '(' && this.#tokens[parsed.next]?.word === ')');
      if (isDate) {
        kind = 'date';
        readings.unshift(reading);
      } else readings.push(reading);
    }
    return this.#figure(kind, start, parsed.next, undefined, readings, parsed);
  }

  /** `an hour and a half`, `un an et demi`: the token after the half, or null. */
  #halfAfter(at: number): number | null {
    if (lexeme(this.#tokens[at], 'andHalf') !== undefined) return at + 1;
    const linked = lexeme(this.#tokens[at], 'and') !== undefined;
    return linked && lexeme(this.#tokens[at + 1], 'fraction')?.value === '2' ? at + 2 : null;
  }

  /** `one in three`, `un sur trois`, `dwóch na trzech`: a fraction, or two numbers. */
  #share(start: number, parsed: ParsedNumber): Piece | null {
    // un Français sur trois: what is counted may stand between
    const between = this.#tokens[parsed.next];
    const noun = parsed.weak && between?.kind === 'word' && between.lexemes.length === 0 ? 1 : 0;
    const at = parsed.next + noun;
    const joint = this.#tokens[at];
    if (lexeme(joint, 'outOf') === undefined || parsed.vague || parsed.ordinal || parsed.fraction) return null;
    const after = this.#tokens[at + 1];
    if (after === undefined || after.kind === 'sign') return null;
    // uma reunião em 20 de março
    if (parseDate(this.#tokens, at + 1, this.#lexicon) !== null) return null;
    const of = parseNumber(this.#tokens, at + 1, this.#lexicon.rules);
    if (of === null || of.vague || of.ordinal || of.fraction || of.power > 0) return null;
    const [part, whole] = [Number(parsed.values[0]), Number(of.values[0])];
    if (!Number.isInteger(part) || !Number.isInteger(whole) || part < 1 || part >= whole || whole > 100) return null;
    const dash = this.#tokens[of.next];
    if (this.#units.after(of) !== null || (dash !== undefined && DASHES.has(dash.word))) return null;
    const readings: Reading[] = [
      { value: { type: 'number', number: ratio(String(part), String(whole)) }, unit: null },
      { value: { type: 'range', from: String(part), to: String(whole) }, unit: null },
    ];
    return this.#figure('count', start, of.next, undefined, readings, { ...parsed, weak: false });
  }

  /** `73 rubles 35 kopecks`, `132円23銭`. */
  #coinsAfter(unit: UnitFound): { value: Decimal; next: number; end: number } | null {
    if (unit.kind !== 'money' || unit.unscaledUnits !== undefined) return null;
    const next = lexeme(this.#tokens[unit.next], 'and') === undefined ? unit.next : unit.next + 1;
    const token = this.#tokens[next];
    if (token === undefined || token.kind === 'sign') return null;
    const parsed = parseNumber(this.#tokens, next, this.#lexicon.rules);
    if (parsed === null || parsed.vague || parsed.ordinal || parsed.fraction || parsed.power > 0) return null;
    const coins = this.#units.after(parsed);
    if (coins?.unscaledUnits === undefined || !coins.units.some((id) => unit.units.includes(id))) return null;
    const number = Number(parsed.values[0]);
    if (!(number < 100)) return null;
    return { value: shift(parsed.values[0]!, coins.power), next: coins.next, end: coins.end };
  }

  /** `1 hour 20 minutes`, `3 Stunden und 5 Minuten`. */
  #compoundDuration(unit: UnitFound, values: readonly Decimal[]): { next: number; reading: Reading } | null {
    const smaller = SMALLER_UNIT[unit.units.find((id) => id in SMALLER_UNIT) ?? ''];
    if (smaller === undefined) return null;
    let next = unit.next;
    if (this.#tokens[next]?.word === ',') next++;
    if (lexeme(this.#tokens[next], 'and') !== undefined) next++;
    const token = this.#tokens[next];
    if (token === undefined || token.kind === 'sign') return null;
    const parsed = parseNumber(this.#tokens, next, this.#lexicon.rules);
    if (parsed === null || parsed.vague || parsed.ordinal || parsed.power > 0) return null;
    const lower = this.#units.after(parsed);
    if (lower === null || !lower.units.includes(smaller.id)) return null;
    const [a, b] = [Number(values[0]), Number(parsed.values[0])];
    if (!Number.isInteger(a) || !Number.isInteger(b) || b >= smaller.times) return null;
    const number = fromInteger(a * smaller.times + b);
    return { next: lower.next, reading: { value: { type: 'number', number }, unit: smaller.id } };
  }

  #figure(
    kind: FigureKind,
    first: number,
    next: number,
    end: number | undefined,
    readings: readonly Reading[],
    parsed: ParsedNumber,
    start = first,
  ): Piece {
    const figure: Figure = {
      kind,
      ...this.#span(first, next, end),
      readings,
      approximate: parsed.approximate || this.#approximate(first, next) || this.#approximate(start, next),
      vague: parsed.vague,
      weak:
        (parsed.weak && (readings[0]!.unit === null || parsed.values[0] === '1')) ||
        this.#isName(start) ||
        this.#inName(start, next),
    };
    return { figures: [figure], next };
  }

  /** "Six Flags", "the Thirty Years' War": in English, a capital number word before another capital, amid small letters. */
  #inName(start: number, next: number): boolean {
    const token = this.#tokens[start]!;
    if (this.#lexicon.rules.language !== 'en' || !token.capital || token.kind !== 'word') return false;
    const last = this.#tokens[next - 1]!;
    const after = last.capital && next - 1 > start ? last : this.#tokens[next];
    const before = this.#tokens[start - 1];
    if (before === undefined || before.kind === 'sign' || after?.capital !== true) return false;
    return !before.capital;
  }

  /** COVID-19 is the name of a disease, not a number of anything. */
  #isName(start: number): boolean {
    const token = this.#tokens[start]!;
    return token.word === '19' && this.#tokens[start - 1]?.word === '-' && this.#tokens[start - 2]?.word === 'covid';
  }

  /** `No. 5`, `n° 5`, `第5`. */
  #signBefore(start: number): number {
    let at = start - 1;
    if (this.#tokens[at]?.word === '.') at--;
    const token = this.#tokens[at];
    return lexeme(token, 'numberSign') !== undefined || lexeme(token, 'ordinalPrefix') !== undefined ? at : start;
  }

  /** The token after the mark of an ordinal that follows directly, or null. */
  #ordinalMark(parsed: ParsedNumber): number | null {
    if (!parsed.digits || parsed.power > 0) return null;
    let next = parsed.next;
    const mark = this.#tokens[next];
    if (mark === undefined) return null;
    if (lexeme(mark, 'ordinalSuffix') !== undefined && (!mark.spaced || !this.#lexicon.rules.spaced)) return next + 1;
    if ((mark.word === '-' || mark.word === '.') && !mark.spaced) {
      const suffix = this.#tokens[++next];
      if (lexeme(suffix, 'ordinalSuffix') !== undefined && !suffix!.spaced) return next + 1;
    }
    const dotted = this.#lexicon.rules.ordinalDot === true && mark.word === '.' && !mark.spaced && parsed.plain;
    if (dotted && parsed.values[0]!.length <= 3) {
      const after = this.#tokens[parsed.next + 1];
      // At the end of a sentence the full stop is a full stop.
      if (after !== undefined && after.spaced && after.kind === 'word') return parsed.next + 1;
    }
    return null;
  }
}

const SMALLER_UNIT: Readonly<Record<string, { id: string; times: number }>> = {
  lb: { id: 'oz', times: 16 },
  ft: { id: 'in', times: 12 },
  h: { id: 'min', times: 60 },
  min: { id: 's', times: 60 },
  year: { id: 'month', times: 12 },
};

function numberReadings(values: readonly Decimal[], units: readonly (string | null)[]): Reading[] {
  const list = units.length === 0 ? [null] : units;
  return values.flatMap((number) => list.map((unit): Reading => ({ value: { type: 'number', number }, unit })));
}

function yearOf(digits: Decimal): number | null {
  const year = Number(digits);
  return digits.length === 4 && year >= 1000 && year <= 2199 ? year : null;
}

function isoDate(text: string): PartialDate | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text);
  if (match === null) return null;
  return {
    year: Number(match[1]),
    ...(match[2] === undefined ? {} : { month: Number(match[2]) }),
    ...(match[3] === undefined ? {} : { day: Number(match[3]) }),
  };
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
