import { baseLanguage } from '../core/index.ts';
import { AmountReader } from './amounts.ts';
import { CalendarReader } from './calendar.ts';
import { parseDate } from './dates.ts';
import { lexiconOf } from './languages/index.ts';
import type { Lexicon, Role } from './lexicon.ts';
import { kindOfUnit } from './measures.ts';
import { numberReadings, PieceMaker } from './pieces.ts';
import type { Piece } from './pieces.ts';
import { parseTime } from './times.ts';
import { FRACTION_SIGNS, lexeme, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Figure, FindFiguresSetting, PartialDate, Reading } from './types.ts';

/**
 * Finds the figures of a text: in order, never overlapping. Never throws, takes time linear in the text.
 * @param language BCP 47 tag; without rules for it, digits, symbols and ISO dates are still found
 */
export function findFigures(text: string, language: string, setting: FindFiguresSetting = {}): Figure[] {
  const lexicon = lexiconOf(baseLanguage(language));
  return new Finder(text, lexicon, setting.articleDate ?? null).find();
}

class Finder {
  readonly #lexicon: Lexicon;
  readonly #tokens: readonly Token[];
  readonly #pieces: PieceMaker;
  readonly #calendar: CalendarReader;
  readonly #amounts: AmountReader;

  constructor(text: string, lexicon: Lexicon, articleDate: string | null) {
    const tokens = readTokens(text, lexicon);
    const date = articleDate === null ? null : isoDate(articleDate);
    this.#lexicon = lexicon;
    this.#tokens = tokens;
    this.#pieces = new PieceMaker(text, tokens, lexicon);
    this.#calendar = new CalendarReader(text, tokens, lexicon, this.#pieces, date);
    this.#amounts = new AmountReader(text, tokens, lexicon, this.#pieces, this.#calendar);
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
      token.kind === 'numeral' ||
      (token.lexemes.length > 0 && (!this.#lexicon.rules.spaced || mayOpen(token))) ||
      (token.capital && token.word.length === 3 && this.#amounts.currencyBefore(at) !== null) ||
      (token.kind === 'sign' && FRACTION_SIGNS.has(token.word));
    if (!telling) return token.kind === 'word' && token.lexemes.length === 0 ? this.#calendar.roman(at) : null;
    return this.#date(at) ?? this.#time(at) ?? this.#amounts.number(at) ?? this.#word(at);
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
      ...this.#pieces.span(found.first, found.next),
      readings,
      approximate: this.#pieces.approximate(found.first, found.next),
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
      ...this.#pieces.span(found.first, found.next),
      readings,
      approximate: this.#pieces.approximate(found.first, found.next),
      vague: false,
      weak: found.weak,
    };
    return { figures: [figure], next: found.next };
  }

  /** Words that are figures by themselves: `yesterday`, `the nineties`, `round the clock`. */
  #word(at: number): Piece | null {
    return (
      this.#calendar.relative(at) ?? this.#calendar.decadeWord(at) ?? this.#idiom(at) ?? this.#amounts.unitAndHalf(at)
    );
  }

  #idiom(at: number): Piece | null {
    const idiom = lexeme(this.#tokens[at], 'idiom');
    if (idiom === undefined) return null;
    const [number, unit] = idiom.value.split(' ', 2) as [string, string];
    const figure: Figure = {
      kind: kindOfUnit(unit),
      ...this.#pieces.span(at, at + 1),
      readings: [{ value: { type: 'number', number }, unit }],
      approximate: false,
      vague: false,
      weak: true,
    };
    return { figures: [figure], next: at + 1 };
  }
}

/** The roles that a figure can begin with in a language with spaces: the other ones only go on or close it. */
const OPENING: ReadonlySet<Role> = new Set<Role>([
  'cardinal',
  'scale',
  'ordinal',
  'fraction',
  'collective',
  'multiple',
  'several',
  'offset',
  'currency',
  'unit',
  'month',
  'weekday',
  'namedHour',
  'halfBefore',
  'halfPast',
  'quarterPast',
  'quarterTo',
  'relative',
  'decades',
  'idiom',
]);

function mayOpen(token: Token): boolean {
  for (const { role } of token.lexemes) if (OPENING.has(role)) return true;
  return false;
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
