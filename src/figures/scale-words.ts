import type { LanguageTag } from '../core/index.ts';
import { certainReading } from './english.ts';
import { findFigures } from './find.ts';
import type { Figure } from './types.ts';

/** Zeros of the English scale words, by word. */
const ZEROS: Readonly<Record<string, number>> = { thousand: 3, million: 6, billion: 9, trillion: 12, quadrillion: 15 };

const SCALE_WORD = /\b(thousand|million|billion|trillion|quadrillion)\b/i;

/**
 * Corrects scale words that a translation got wrong: French "billion" is a trillion, "milliard" and Spanish "mil
 * millones" are a billion. A word is changed only where the translated value is not in the source, exactly one figure
 * of the source has the same digits at another scale, and no other figure of the translation stands for that one.
 * @param source the segment that was translated, in `language`
 */
export function correctScaleWords(translation: string, source: string, language: LanguageTag): string {
  if (!SCALE_WORD.test(translation)) return translation;
  const sourceValues = valuesOf(findFigures(source, language), language);
  const figures = findFigures(translation, 'en');
  const rendered = new Set(valuesOf(figures, 'en'));
  const corrections: { readonly at: number; readonly length: number; readonly word: string }[] = [];
  for (const figure of figures) {
    const value = certainNumber(figure, 'en');
    const match = SCALE_WORD.exec(figure.text);
    if (value === null || match === null || sourceValues.includes(value)) continue;
    const [right, ...more] = [...new Set(sourceValues.filter((other) => differInScale(value, other)))];
    if (right === undefined || more.length > 0 || rendered.has(right)) continue;
    const word = Object.keys(ZEROS).find(
      (name) => ZEROS[name] === ZEROS[match[1]!.toLowerCase()]! + magnitude(right) - magnitude(value),
    );
    if (word !== undefined) corrections.push({ at: figure.start + match.index, length: match[1]!.length, word });
  }
  let text = translation;
  for (const { at, length, word } of corrections.toReversed()) {
    text = text.slice(0, at) + word + text.slice(at + length);
  }
  return text;
}

function valuesOf(figures: readonly Figure[], language: LanguageTag): string[] {
  return figures.flatMap((figure) => certainNumber(figure, language) ?? []);
}

function certainNumber(figure: Figure, language: LanguageTag): string | null {
  if (figure.vague || figure.weak) return null;
  const value = certainReading(figure, language)?.value;
  return value?.type === 'number' && !value.number.includes('/') ? value.number : null;
}

function differInScale(a: string, b: string): boolean {
  return a !== b && significant(a) === significant(b) && Math.abs(magnitude(a) - magnitude(b)) % 3 === 0;
}

/** Digits without leading and trailing zeros: `25` for 2500000000. */
function significant(number: string): string {
  return number.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
}

/** The place of the first significant digit: 9 for 2500000000, -1 for 0.5. */
function magnitude(number: string): number {
  const [whole = '', fraction = ''] = number.split('.');
  const digits = whole.replace(/^0+/, '');
  return digits === '' ? -(/^0*/.exec(fraction)![0].length + 1) : digits.length - 1;
}
