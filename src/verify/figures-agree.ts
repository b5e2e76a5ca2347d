import { dimensionOf, shift, toNumber, UNITS } from '../figures/index.ts';
import type { ClockTime, Decimal, Figure, PartialDate, Reading } from '../figures/index.ts';

/**
 * How well one reading of the claim agrees with one of the source.
 * `same`: one value; `converted`: one value in another unit; `rounded`: within the rounding that a hedge allows;
 * `points`: percentage points against per cent; `unit`: the same number of something else.
 */
export type Relation = 'same' | 'converted' | 'rounded' | 'points' | 'unit';

export interface Agreement {
  readonly relation: Relation;
  /** Higher is better; tells apart agreements of equal relation. */
  readonly score: number;
}

const agreement = (relation: Relation, score: number): Agreement => ({ relation, score });

/** A number with its unit, cut out of a figure: one end of a range, or the whole. */
export interface Quantity {
  readonly number: Decimal;
  readonly unit: string | null;
}

/** The length in a speed. */
const SPEED_LENGTHS: Readonly<Record<string, string>> = {
  'km/h': 'km',
  'km/s': 'km',
  mph: 'mi',
  'mi/s': 'mi',
  'm/s': 'm',
};

/** How much of the larger number a hedged rounding may leave out. */
const ROUNDING = 0.05;
/** How far a conversion between systems of units may be off: journalists round to two digits. */
const CONVERSION = 0.05;

/**
 * @param hedged whether the claim says that its number is not exact
 * @param loose whether it counts by the dozen, and neither side claims exactness: half a dozen is then no difference
 * @returns null where the two are different things
 */
export function agreeNumbers(claim: Quantity, source: Quantity, hedged: boolean, loose = false): Agreement | null {
  const [a, b] = [claim.unit, source.unit];
  if (a === b || a === null || b === null) {
    const bonus = a === b ? 20 : 0;
    if (claim.number === source.number) return agreement('same', 80 + bonus);
    const percent = fractionAsPercent(claim, source);
    if (percent !== null) return percent;
    if (hedged && roundsTo(source.number, claim.number)) return agreement('rounded', 30 + bonus);
    if (loose && Math.abs(toNumber(claim.number) - toNumber(source.number)) <= 6) return agreement('rounded', 25);
    return null;
  }
  const same = claim.number === source.number;
  const [p, q] = [dimensionOf(a), dimensionOf(b)];
  if (p === q) {
    if (p === 'money') return same ? agreement('unit', 10) : null;
    const converted = convert(claim, source);
    if (converted !== null) return converted;
    return same ? agreement('unit', 10) : null;
  }
  if ((a === 'pp' && b === '%') || (a === '%' && b === 'pp')) return same ? agreement('points', 60) : null;
  // One "per hour" may stand for two speeds, or before the number.
  if ((p === 'length' && q === 'speed') || (p === 'speed' && q === 'length')) {
    const [speed, length] = p === 'speed' ? [a, b] : [b, a];
    if (SPEED_LENGTHS[speed] === length) return same ? agreement('same', 65) : null;
  }
  // A bare degree is of temperature as often as of arc.
  if ((p === 'angle' && q === 'temperature') || (p === 'temperature' && q === 'angle')) {
    return same ? agreement('same', 75) : null;
  }
  return same ? agreement('unit', 5) : null;
}

/** "half" and 50 %, "a quarter" and 25 %, "a third" and about 33 %. */
function fractionAsPercent(claim: Quantity, source: Quantity): Agreement | null {
  if (claim.unit === source.unit) return null;
  const [fraction, percent] =
    claim.unit === '%' ? [source, claim] : source.unit === '%' ? [claim, source] : [null, null];
  if (fraction === null || percent === null || toNumber(fraction.number) >= 1) return null;
  if (shift(fraction.number, 2) === percent.number) return agreement('same', 70);
  const off = Math.abs(toNumber(fraction.number) * 100 - toNumber(percent.number));
  return fraction.number.includes('/') && off < 0.7 ? agreement('same', 60) : null;
}

/** Whether `rounded` is `exact` rounded, up or down, to the digits that it shows. */
function roundsTo(exact: Decimal, rounded: Decimal): boolean {
  const [x, y] = [toNumber(exact), toNumber(rounded)];
  const digits = significantDigits(rounded);
  if (x === 0 || y === 0 || digits >= significantDigits(exact)) return false;
  const step = 10 ** (Math.floor(Math.log10(x)) + 1 - digits);
  return Math.abs(x - y) < step && Math.abs(x - y) <= ROUNDING * Math.max(x, y);
}

function significantDigits(number: Decimal): number {
  return number.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
}

function convert(claim: Quantity, source: Quantity): Agreement | null {
  const [from, to] = [claim.unit!, source.unit!];
  const temperature = convertTemperature(toNumber(source.number), to, from);
  if (temperature !== null) {
    return Math.abs(temperature - toNumber(claim.number)) <= 1.1 ? agreement('converted', 55) : null;
  }
  const [p, q] = [UNITS[from], UNITS[to]];
  if (p?.factor == null || q?.factor == null) return null;
  const [x, y] = [toNumber(claim.number) * p.factor, toNumber(source.number) * q.factor];
  if (p.dimension === 'duration') return sameDuration(claim, source, x, y) ? agreement('same', 78) : null;
  const metric = Math.log10(p.factor / q.factor);
  if (Math.abs(metric - Math.round(metric)) < 1e-9) {
    // 1.5 km is 1500 m: exactly, or it is another length.
    return Math.abs(x - y) <= 1e-9 * Math.max(x, y) ? agreement('same', 76) : null;
  }
  return Math.abs(x - y) <= CONVERSION * Math.max(x, y) ? agreement('converted', 55) : null;
}

/** Units whose lengths are whole multiples of each other: seconds to weeks, and months to centuries. */
const CLOCK_UNITS = new Set(['ms', 's', 'min', 'h', 'day', 'week']);

function sameDuration(claim: Quantity, source: Quantity, x: number, y: number): boolean {
  const [a, b] = [claim.unit!, source.unit!];
  if (CLOCK_UNITS.has(a) === CLOCK_UNITS.has(b)) {
    if (Math.abs(x - y) <= 1e-9 * Math.max(x, y)) return true;
    // "quinze jours", "quindici giorni": a fortnight; "huit jours", "acht Tage": a week.
    return idiomaticWeeks(claim, source) || idiomaticWeeks(source, claim);
  }
  return false;
}

function idiomaticWeeks(weeks: Quantity, days: Quantity): boolean {
  if (days.unit !== 'day') return false;
  const span = weeks.unit === 'week' ? toNumber(weeks.number) : weeks.unit === 'day' ? toNumber(weeks.number) / 7 : 0;
  return (span === 2 && days.number === '15') || (span === 1 && days.number === '8');
}

function convertTemperature(value: number, from: string, to: string): number | null {
  if (from === '°C' && to === '°F') return value * 1.8 + 32;
  if (from === '°F' && to === '°C') return (value - 32) / 1.8;
  return null;
}

/** Whether two times of day are one, given that either may leave the half of the day open. */
export function sameTime(a: ClockTime, b: ClockTime): boolean {
  if (a.minute !== b.minute) return false;
  if (a.hour === b.hour) return true;
  return (a.ambiguousHalf || b.ambiguousHalf) && a.hour % 12 === b.hour % 12;
}

/** The parts that dates are compared by. */
export const DATE_PARTS = ['year', 'month', 'day', 'weekday', 'decade', 'century'] as const;
export type DatePart = (typeof DATE_PARTS)[number];

/**
 * Compares the stated parts of two dates.
 * @returns the parts of `claim` that `source` states too, or null where one of them differs
 */
export function commonParts(claim: PartialDate, source: PartialDate): DatePart[] | null {
  const common: DatePart[] = [];
  for (const part of DATE_PARTS) {
    const [a, b] = [claim[part], source[part]];
    if (a === undefined || b === undefined) continue;
    if (a !== b && !(part === 'decade' && sameDecade(a, b))) return null;
    common.push(part);
  }
  if (claim.century !== undefined && source.century === undefined && sameCentury(claim.century, source)) {
    common.push('century');
  }
  if (source.century !== undefined && claim.century === undefined && sameCentury(source.century, claim)) {
    if (claim.decade !== undefined) common.push('decade');
    if (claim.year !== undefined) common.push('year');
  }
  if (claim.decade !== undefined && source.year !== undefined && sameDecade(claim.decade, source.year)) {
    common.push('decade');
  }
  return common;
}

/** The 1980s are the 80s; "the 2000s" may be the decade. */
function sameDecade(a: number, b: number): boolean {
  return a === b || ((a < 100 || b < 100) && a % 100 === b % 100);
}

/** The 1800s are the 19th century. */
function sameCentury(century: number, other: PartialDate): boolean {
  const start = other.decade ?? other.year;
  return start !== undefined && start % 100 === 0 && start / 100 + 1 === century;
}

/** All numbers with units that a figure may mean; both ends of a range are told apart by `end`. */
export function quantitiesOf(reading: Reading, end: 'from' | 'to' | null): Quantity | null {
  const { value, unit } = reading;
  if (value.type === 'number') return end === null ? { number: value.number, unit } : null;
  if (value.type === 'range' && end !== null) return { number: value[end], unit };
  return null;
}

/** Whether a figure is a range or score in its first reading. */
export function isRange(figure: Figure): boolean {
  return figure.readings[0]!.value.type === 'range';
}
