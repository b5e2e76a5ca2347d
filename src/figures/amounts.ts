import type { CalendarReader } from './calendar.ts';
import { parseDate } from './dates.ts';
import { add, fromInteger, ratio, shift, toNumber } from './decimal.ts';
import { CURRENCY_CODES } from './intl.ts';
import type { Lexicon } from './lexicon.ts';
import { kindOfUnit, UnitReader } from './measures.ts';
import type { UnitFound } from './measures.ts';
import { parseNumber } from './numbers.ts';
import type { ParsedNumber } from './numbers.ts';
import { numberReadings, yearOf } from './pieces.ts';
import type { Piece, PieceMaker } from './pieces.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Decimal, Figure, FigureKind, Reading } from './types.ts';

const DASHES = new Set(['-', '–', '—', '‑', '−', '~', '～', '〜', '―', '/', ':', '：', '‐', '‒', '至']);

/** Reads numbers with what they count: money, quantities, percentages, ranges, shares, ordinals. */
export class AmountReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #lexicon: Lexicon;
  readonly #units: UnitReader;
  readonly #calendar: CalendarReader;
  readonly #pieces: PieceMaker;

  constructor(text: string, tokens: readonly Token[], lexicon: Lexicon, pieces: PieceMaker, calendar: CalendarReader) {
    this.#text = text;
    this.#tokens = tokens;
    this.#lexicon = lexicon;
    this.#units = new UnitReader(text, tokens, lexicon.rules);
    this.#calendar = calendar;
    this.#pieces = pieces;
  }

  number(at: number): Piece | null {
    const before = this.currencyBefore(at);
    const start = before?.next ?? at;
    if (start >= this.#tokens.length) return null;
    const parsed = parseNumber(this.#tokens, start, this.#lexicon.rules);
    if (parsed === null || parsed.next <= start) return null;
    if (before !== null) return this.#money(at, start, parsed, before.codes);
    const special = this.#calendar.calendar(start, parsed);
    if (special !== null) return special;
    return this.#range(start, parsed) ?? this.#plain(start, parsed);
  }

  /** A currency sign, word or ISO code directly before a number. */
  currencyBefore(at: number): { codes: readonly string[]; next: number } | null {
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
      return this.#pieces.figure('money', first, next, undefined, readings, parsed);
    }
    return this.#pieces.figure('money', first, next, undefined, numberReadings(values, codes), parsed, start);
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
    // "12 kopecks to 70.85 rubles" are two amounts.
    const sameUnit = unit !== null && unit.units[0] === own?.units[0] && unit.power === own?.power;
    if (late !== null && !sameUnit) return null;
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
    const figure = this.#pieces.figure(kind, start, last, unit?.end, readings, {
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
        return this.#pieces.figure('money', start, coins.next, coins.end, numberReadings(whole, unit.units), parsed);
      }
      const compound = this.#compoundDuration(unit, values);
      if (compound !== null) {
        const kind = kindOfUnit(compound.reading.unit!);
        return this.#pieces.figure(kind, start, compound.next, undefined, [compound.reading], parsed);
      }
      const half = this.#halfAfter(unit.next);
      if (half !== null && unit.kind !== 'money' && unit.kind !== 'percentage') {
        const more = values.map((value) => add(value, '0.5') ?? value);
        return this.#pieces.figure(unit.kind, start, half, undefined, numberReadings(more, unit.units), {
          ...parsed,
          values: more,
        });
      }
      return this.#pieces.figure(unit.kind, start, unit.next, unit.end, readings, parsed);
    }
    const share = this.#share(start, parsed);
    if (share !== null) return share;
    const ordinal = this.#ordinalMark(parsed);
    const first = this.#signBefore(start);
    if (parsed.ordinal || ordinal !== null || first < start) {
      const readings = numberReadings(parsed.values, [null]);
      return this.#pieces.figure('ordinal', first, ordinal ?? parsed.next, undefined, readings, { ...parsed });
    }
    const readings = numberReadings(parsed.values, [null]);
    const ages = lexeme(this.#tokens[start], 'namedCentury');
    if (ages !== undefined && this.#tokens[start]!.capital && parsed.next === start + 1) {
      readings.unshift({ value: { type: 'date', date: { century: Number(ages.value) } }, unit: null });
      return this.#pieces.figure('date', start, parsed.next, undefined, readings, parsed);
    }
    // A half-time score, a half-brother
    const joined = this.#tokens[parsed.next + 1];
    const hyphen = this.#tokens[parsed.next]?.word === '-' && !this.#tokens[parsed.next]!.spaced;
    if (parsed.values[0] === '0.5' && !parsed.digits && hyphen && joined?.spaced === false) {
      return this.#pieces.figure('count', start, parsed.next, undefined, readings, { ...parsed, weak: true });
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
    return this.#pieces.figure(kind, start, parsed.next, undefined, readings, parsed);
  }

  /** `hora y media`. */
  unitAndHalf(at: number): Piece | null {
    const unit = lexeme(this.#tokens[at], 'unit');
    const next = unit === undefined ? null : this.#halfAfter(at + 1);
    if (unit === undefined || next === null || kindOfUnit(unit.value) !== 'duration') return null;
    const figure: Figure = {
      kind: 'duration',
      ...this.#pieces.span(at, next),
      readings: [{ value: { type: 'number', number: '1.5' }, unit: unit.value }],
      approximate: false,
      vague: false,
      weak: false,
    };
    return { figures: [figure], next };
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
    return this.#pieces.figure('count', start, of.next, undefined, readings, { ...parsed, weak: false });
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
