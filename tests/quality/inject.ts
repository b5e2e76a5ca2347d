import { findFigures } from '../../src/figures/index.ts';
import type { Figure } from '../../src/figures/index.ts';

/** One wrong figure put into an English sentence. */
export interface Injection {
  readonly kind: 'figure' | 'unit' | 'currency' | 'month' | 'weekday';
  readonly text: string;
  /** Where the wrong characters stand in `text`. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const WORDS = 'two three four five six seven eight nine ten eleven twelve'.split(' ');
const UNIT_SWAPS: readonly (readonly [RegExp, string])[] = [
  [/\bkilomet(?:re|er)s?\b/u, 'miles'],
  [/\bkm\b/u, 'miles'],
  [/\bmiles?\b/u, 'kilometres'],
  [/\bhours?\b/u, 'days'],
  [/\bminutes?\b/u, 'hours'],
  [/\bdays?\b/u, 'weeks'],
  [/\bweeks?\b/u, 'months'],
  [/\bmonths?\b/u, 'years'],
  [/\byears?\b/u, 'months'],
  [/\bmillion\b/u, 'billion'],
  [/\bbillion\b/u, 'million'],
  [/\bthousand\b/u, 'million'],
  [/\btonn?e?s\b/u, 'kilograms'],
  [/\bkg\b/u, 'tonnes'],
  [/%|\bper ?cent\b/u, ' million'],
];
const CURRENCY_SWAPS: readonly (readonly [RegExp, string])[] = [
  [/US\$|\$/u, '€'],
  [/€/u, '$'],
  [/£/u, '€'],
  [/\bdollars?\b/u, 'euros'],
  [/\beuros?\b/u, 'dollars'],
  [/\bpounds\b/u, 'euros'],
  [/\byen\b/u, 'dollars'],
];

/** A generator with a seed, so that a run can be repeated (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Every kind of error that the figures of a sentence allow, one at a time. */
export function injections(sentence: string, random: () => number): Injection[] {
  const made: Injection[] = [];
  const add = (kind: Injection['kind'], start: number, end: number, after: string): void => {
    const before = sentence.slice(start, end);
    const text = sentence.slice(0, start) + after + sentence.slice(end);
    if (before !== after) made.push({ kind, text, start, end: start + after.length, before, after });
  };
  for (const figure of findFigures(sentence, 'en')) {
    if (figure.weak || figure.vague) continue;
    changeNumber(figure, random, add);
    swapFirst(figure, UNIT_SWAPS, 'unit', add);
    if (figure.kind === 'money') swapFirst(figure, CURRENCY_SWAPS, 'currency', add);
    if (figure.kind === 'date') {
      swapName(figure, MONTHS, 'month', random, add);
      swapName(figure, WEEKDAYS, 'weekday', random, add);
    }
  }
  return made;
}

type Add = (kind: Injection['kind'], start: number, end: number, after: string) => void;

/** Another number of the same length and shape, or another number word. */
function changeNumber(figure: Figure, random: () => number, add: Add): void {
  const digits = /\d+/u.exec(figure.text);
  if (digits !== null) {
    const old = digits[0];
    let changed = old;
    while (changed === old) {
      const place = Math.floor(random() * old.length);
      const digit = String(Math.floor(random() * (place === 0 ? 9 : 10)) + (place === 0 ? 1 : 0));
      changed = old.slice(0, place) + digit + old.slice(place + 1);
    }
    const at = figure.start + digits.index;
    add('figure', at, at + old.length, changed);
    return;
  }
  const word = WORDS.find((candidate) => new RegExp(`\\b${candidate}\\b`, 'iu').test(figure.text));
  if (word === undefined) return;
  const at = figure.start + figure.text.toLowerCase().search(new RegExp(`\\b${word}\\b`, 'u'));
  const others = WORDS.filter((candidate) => candidate !== word);
  add('figure', at, at + word.length, others[Math.floor(random() * others.length)]!);
}

function swapFirst(
  figure: Figure,
  swaps: readonly (readonly [RegExp, string])[],
  kind: Injection['kind'],
  add: Add,
): void {
  for (const [pattern, after] of swaps) {
    const match = pattern.exec(figure.text);
    if (match === null) continue;
    add(kind, figure.start + match.index, figure.start + match.index + match[0].length, after);
    return;
  }
}

function swapName(
  figure: Figure,
  names: readonly string[],
  kind: Injection['kind'],
  random: () => number,
  add: Add,
): void {
  const name = names.find((candidate) => figure.text.includes(candidate));
  if (name === undefined) return;
  const others = names.filter((candidate) => candidate !== name);
  const at = figure.start + figure.text.indexOf(name);
  add(kind, at, at + name.length, others[Math.floor(random() * others.length)]!);
}
