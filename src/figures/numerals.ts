import { canonical } from './decimal.ts';
import type { Decimal } from './types.ts';

/** First code points of the decimal digits of scripts in use; each block has ten digits in order. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810, 0xff10,
];

/** The value of a decimal digit of any script, or -1. */
export function digitValue(code: number): number {
  if (code < 0x80) return code >= 48 && code <= 57 ? code - 48 : -1;
  if (code < 0x660) return -1;
  for (const zero of ZEROS) if (code >= zero && code < zero + 10) return code - zero;
  return -1;
}

/** No number or date has more; keeps the reading linear. */
const MAX_GROUPS = 40;

const SPACES = new Set([' ', '\u00a0', '\u202f', '\u2009']);
const WIDE: Readonly<Record<string, string>> = { '，': ',', '．': '.' };
const APOSTROPHES = new Set(["'", '’']);

/** A run of digits with the separators inside it, understood in every way that its shape allows. */
export interface Numeral {
  readonly end: number;
  /** Most likely first. */
  readonly values: readonly Decimal[];
  /** The digits as ASCII, with separators reduced to `.`: `2020.04.16`. */
  readonly groups: readonly string[];
  /** The separators between the groups. */
  readonly separators: readonly string[];
  /** No separator of any kind stands between the digits. */
  readonly plain: boolean;
}

/**
 * Reads the numeral that starts at `start` (a digit).
 * @param decimal the decimal sign of the language, `,` or `.`: decides which reading comes first
 * @param spaceGroups whether an ordinary space may separate thousands
 */
export function readNumeral(text: string, start: number, decimal: ',' | '.', spaceGroups: boolean): Numeral {
  let group = readGroup(text, start);
  const groups = [group];
  const separators: string[] = [];
  let at = start + group.length;
  while (at < text.length - 1 && groups.length < MAX_GROUPS) {
    // Full-width digits take full-width separators; after others, ， ends a clause.
    const wide = text.charCodeAt(at - 1) >= 0xff10 ? WIDE[text[at]!] : undefined;
    const separator = wide ?? text[at]!;
    const isSpace = SPACES.has(separator);
    if (!(separator === ',' || separator === '.' || separator === '٫' || separator === '٬' || isSpace)) {
      if (!APOSTROPHES.has(separator)) break;
    }
    if (digitValue(text.charCodeAt(at + 1)) < 0) break;
    group = readGroup(text, at + 1);
    if (isSpace || APOSTROPHES.has(separator)) {
      // Thousands only: groups of three, the first of one to three, and no other kind of space in one number.
      const first = groups[0]!;
      if (group.length !== 3 || first.length > 3 || first.startsWith('0')) break;
      if (separator === ' ' && !spaceGroups) break;
      if (separators.some((s) => s !== separator)) break;
      const after = text[at + 4];
      if (isSpace && after !== undefined && (after === ':' || after === '/')) break;
    } else if (separators.some((s) => SPACES.has(s))) {
      // 1 234,5: one decimal sign may follow space groups, nothing after it.
      if (separators.includes(',') || separators.includes('.')) break;
    }
    groups.push(group);
    separators.push(separator === '٫' ? '.' : separator === '٬' ? ',' : separator);
    at += 1 + group.length;
  }
  return { end: at, values: valuesOf(groups, separators, decimal), groups, separators, plain: separators.length === 0 };
}

/** The digits that stand at a place, as ASCII. */
function readGroup(text: string, from: number): string {
  let index = from;
  let ascii = true;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (digitValue(code) < 0) break;
    if (code > 0x7f) ascii = false;
  }
  const raw = text.slice(from, index);
  return ascii ? raw : Array.from(raw, (digit) => digitValue(digit.charCodeAt(0))).join('');
}

/** All readings of digit groups: thousands, decimals, or (as text) the parts of a date or version. */
function valuesOf(groups: readonly string[], separators: readonly string[], decimal: ',' | '.'): Decimal[] {
  if (separators.length === 0) return [canonical(groups[0]!)];
  const last = separators[separators.length - 1]!;
  const joined = groups.join('');
  const head = groups.slice(0, -1).join('');
  const tail = groups[groups.length - 1]!;
  const thousands = isGrouped(groups) && separators.every((s) => s === separators[0]) ? canonical(joined) : null;
  const otherBefore = separators.slice(0, -1);
  const decimalAllowed =
    (last === ',' || last === '.') &&
    (otherBefore.length === 0 ||
      (otherBefore.every((s) => s === otherBefore[0] && s !== last) && isGrouped(groups.slice(0, -1))));
  const decimals = decimalAllowed ? canonical(`${head}.${tail}`) : null;
  // 3.500 where the comma is the decimal sign: nobody writes a trailing zero with the other sign.
  if (thousands !== null && separators.length === 1 && last !== decimal && tail.endsWith('0') && groups[0] !== '0') {
    return [thousands];
  }
  const values: Decimal[] = [];
  const decimalFirst = last === decimal;
  for (const value of decimalFirst ? [decimals, thousands] : [thousands, decimals]) {
    if (value !== null && !values.includes(value)) values.push(value);
  }
  // 0.123 and 0,123 are never thousands.
  if (groups[0] === '0' && decimals !== null) return [decimals];
  return values.length > 0 ? values : [groups.join('.')];
}

/** 1 234 567, and the Indian 12,34,567. */
function isGrouped(groups: readonly string[]): boolean {
  if (groups.length === 1) return true;
  const first = groups[0]!;
  if (first.length > 3 || first.length === 0) return false;
  if (groups[groups.length - 1]!.length !== 3) return false;
  const inner = groups.slice(1, -1);
  return inner.every((g) => g.length === 3) || (first.length <= 2 && inner.every((g) => g.length === 2));
}
