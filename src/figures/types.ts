import type { FactKind } from '../core/index.ts';

/** The kinds of fact that are figures. */
export type FigureKind = Exclude<FactKind, 'name' | 'quotation'>;

/**
 * An exact number as canonical text: a decimal without exponent, without leading or trailing zeros and without sign
 * (`2500000000`, `0.5`), or a reduced fraction that has no finite decimal (`1/3`).
 */
export type Decimal = string;

/** A calendar date as far as a text states it. At least one part is there. */
export interface PartialDate {
  /** Negative before the common era: -44 is 44 BC. */
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  /** 1 to 31. */
  readonly day?: number;
  /** 1 (Monday) to 7 (Sunday), as in ISO 8601. */
  readonly weekday?: number;
  /** First year of the decade: 1980; 0 to 90 where the century is not stated ("the 80s"). */
  readonly decade?: number;
  /** 19 for the 19th century, negative before the common era. */
  readonly century?: number;
  /** Days from the day of publication: -1 for yesterday. */
  readonly relativeDays?: number;
}

/** A time of day. */
export interface ClockTime {
  /** 0 to 24 as written, or the 24-hour value where "pm" or its like says so. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
  /** Whether the half of the day is not stated: "9:30" may be 21:30. */
  readonly ambiguousHalf: boolean;
}

/** One value that a figure may have. */
export type Value =
  | { readonly type: 'number'; readonly number: Decimal }
  /** Also scores and ratios (`3-2`), in the order of the text. */
  | { readonly type: 'range'; readonly from: Decimal; readonly to: Decimal }
  | { readonly type: 'date'; readonly date: PartialDate }
  | { readonly type: 'time'; readonly time: ClockTime };

/** One way to understand a figure. */
export interface Reading {
  readonly value: Value;
  /**
   * What is counted: an ISO 4217 code (`USD`), `%`, `pp` (percentage points), or a unit of `units.ts` (`km`, `h`,
   * `month`); null for a bare number, a date or a time of day.
   */
  readonly unit: string | null;
}

/** A figure as it stands in a text. */
export interface Figure {
  readonly kind: FigureKind;
  /** UTF-16 offsets into the text, half-open. */
  readonly start: number;
  readonly end: number;
  /** The characters that stand there. */
  readonly text: string;
  /** At least one, the most likely first; more where separators, currency or order of date parts are ambiguous. */
  readonly readings: readonly Reading[];
  /** "about", "environ", "plus de": the text does not claim exactness. */
  readonly approximate: boolean;
  /** "hundreds", "数十億": an order of magnitude, not a number. Its value is that order (100, 1000000000). */
  readonly vague: boolean;
  /**
   * A word that may well be no figure here (the article "un", "one of", "first", "second"). It can support a claim,
   * but is never demanded of a source.
   */
  readonly weak: boolean;
}

export interface FindFiguresSetting {
  /** ISO date at any precision; resolves "yesterday" and weekdays. Null where it is not known. */
  readonly articleDate?: string | null | undefined;
}
