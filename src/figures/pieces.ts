import type { Lexicon } from './lexicon.ts';
import type { ParsedNumber } from './numbers.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Decimal, Figure, FigureKind, PartialDate, Reading } from './types.ts';

/** What was made of the tokens from one place on. */
export interface Piece {
  readonly figures: readonly Figure[];
  readonly next: number;
}

/** Makes figures of tokens that were read: where they stand, how certain they are. */
export class PieceMaker {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #lexicon: Lexicon;

  constructor(text: string, tokens: readonly Token[], lexicon: Lexicon) {
    this.#text = text;
    this.#tokens = tokens;
    this.#lexicon = lexicon;
  }

  span(first: number, next: number, end?: number): { start: number; end: number; text: string } {
    const start = this.#tokens[first]!.start;
    const stop = end ?? this.#tokens[next - 1]!.end;
    return { start, end: stop, text: this.#text.slice(start, stop) };
  }

  approximate(first: number, next: number): boolean {
    return (
      lexeme(this.#tokens[first - 1], 'approx') !== undefined || lexeme(this.#tokens[next], 'approx') !== undefined
    );
  }

  dateFigure(first: number, next: number, date: PartialDate, weak: boolean): Piece {
    const figure: Figure = {
      kind: 'date',
      ...this.span(first, next),
      readings: [{ value: { type: 'date', date }, unit: null }],
      approximate: false,
      vague: false,
      weak,
    };
    return { figures: [figure], next };
  }

  figure(
    kind: FigureKind,
    first: number,
    next: number,
    end: number | undefined,
    readings: readonly Reading[],
    parsed: ParsedNumber,
    start = first,
  ): Piece {
    const { start: from, end: to, text } = this.span(first, next, end);
    const figure: Figure = {
      kind,
      start: from,
      end: to,
      text,
      readings,
      approximate: parsed.approximate || this.approximate(first, next) || this.approximate(start, next),
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
}

/** A reading for each value in each unit; without units, bare numbers. */
export function numberReadings(values: readonly Decimal[], units: readonly (string | null)[]): Reading[] {
  const readings: Reading[] = [];
  for (const number of values) {
    const value = { type: 'number', number } as const;
    if (units.length === 0) readings.push({ value, unit: null });
    for (const unit of units) readings.push({ value, unit });
  }
  return readings;
}

/** The year that four digits may be, or null. */
export function yearOf(digits: Decimal): number | null {
  const year = Number(digits);
  return digits.length === 4 && year >= 1000 && year <= 2199 ? year : null;
}
