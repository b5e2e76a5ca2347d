import type { Decimal } from './types.ts';

/** Longer numbers are kept as their digits: nobody computes with them, and BigInt parsing is not linear. */
const MAX_DIGITS = 60;

const PLAIN = /^\d+(?:\.\d+)?$/;

/** The canonical form of digits with an optional `.`: no leading zeros, no trailing zeros after the point. */
export function canonical(digits: string): Decimal {
  const point = digits.indexOf('.');
  if (point < 0 && digits !== '' && digits.charCodeAt(0) !== 48) return digits;
  let whole = point < 0 ? digits : digits.slice(0, point);
  let fraction = point < 0 ? '' : digits.slice(point + 1);
  let from = 0;
  while (from < whole.length - 1 && whole.charCodeAt(from) === 48) from++;
  if (from > 0) whole = whole.slice(from);
  let to = fraction.length;
  while (to > 0 && fraction.charCodeAt(to - 1) === 48) to--;
  fraction = fraction.slice(0, to);
  if (whole === '') whole = '0';
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

export function fromInteger(value: number): Decimal {
  return canonical(Number.isInteger(value) ? BigInt(value).toString() : String(value));
}

/** Multiplies by a power of ten, exactly. */
export function shift(value: Decimal, power: number): Decimal {
  if (value.includes('/')) {
    const [top, bottom] = value.split('/', 2) as [string, string];
    return ratio(shift(top, power), bottom);
  }
  const point = value.indexOf('.');
  const whole = point < 0 ? value : value.slice(0, point);
  const fraction = point < 0 ? '' : value.slice(point + 1);
  if (power >= 0) {
    const padded = fraction.padEnd(power, '0');
    return canonical(`${whole}${padded.slice(0, power)}.${padded.slice(power)}`);
  }
  const padded = whole.padStart(1 - power, '0');
  const cut = padded.length + power;
  return canonical(`${padded.slice(0, cut)}.${padded.slice(cut)}${fraction}`);
}

interface Scaled {
  readonly units: bigint;
  readonly decimals: number;
}

function scaled(value: Decimal): Scaled | null {
  // Parts of a version or address (192.168.1.2) are kept as they are, and are no number to compute with.
  if (value.length > MAX_DIGITS || !PLAIN.test(value)) return null;
  const point = value.indexOf('.');
  if (point < 0) return { units: BigInt(value), decimals: 0 };
  return { units: BigInt(value.slice(0, point) + value.slice(point + 1)), decimals: value.length - point - 1 };
}

function unscaled(units: bigint, decimals: number): Decimal {
  return decimals === 0 ? units.toString() : shift(units.toString(), -decimals);
}

/** The sum, or null where a number is too long or has no finite decimal. */
export function add(a: Decimal, b: Decimal): Decimal | null {
  const [x, y] = [scaled(a), scaled(b)];
  if (x === null || y === null) return null;
  const decimals = Math.max(x.decimals, y.decimals);
  const lift = (n: Scaled): bigint => n.units * 10n ** BigInt(decimals - n.decimals);
  return unscaled(lift(x) + lift(y), decimals);
}

/** The product; null where a number is too long. A fraction times its denominator becomes a decimal again. */
export function multiply(a: Decimal, b: Decimal): Decimal | null {
  if (a.includes('/')) {
    const [top, bottom] = a.split('/', 2) as [string, string];
    const product = multiply(top, b);
    return product === null ? null : ratio(product, bottom);
  }
  if (b.includes('/')) return multiply(b, a);
  const [x, y] = [scaled(a), scaled(b)];
  if (x === null || y === null) return null;
  return unscaled(x.units * y.units, x.decimals + y.decimals);
}

/** `top / bottom`: a decimal where it is finite, else a reduced fraction. */
export function ratio(top: Decimal, bottom: Decimal): Decimal {
  const [x, y] = [scaled(top), scaled(bottom)];
  if (x === null || y === null || y.units === 0n) return top;
  let a = x.units * 10n ** BigInt(y.decimals);
  let b = y.units * 10n ** BigInt(x.decimals);
  const divisor = gcd(a, b);
  a /= divisor;
  b /= divisor;
  let rest = b;
  let power = 0;
  while (rest % 10n === 0n) [rest, power] = [rest / 10n, power + 1];
  while (rest % 2n === 0n) [rest, power] = [rest / 2n, power + 1];
  while (rest % 5n === 0n) [rest, power] = [rest / 5n, power + 1];
  return rest === 1n ? unscaled((a * 10n ** BigInt(power)) / b, power) : `${a}/${b}`;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

/** The nearest floating-point number, for tolerances only. */
export function toNumber(value: Decimal): number {
  const slash = value.indexOf('/');
  return slash < 0 ? Number(value) : Number(value.slice(0, slash)) / Number(value.slice(slash + 1));
}
