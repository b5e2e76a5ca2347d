import { baseLanguage, type LanguageTag } from '../core/index.ts';

/**
 * Words before a figure that say how exact it is, or what it amounts to, and their English. Rule-based engines take
 * them for something else ("jusqu'à 6 000 emplois" → "until 6,000 jobs", ", soit 8 %" → "was 8%"), which changes what
 * the figure says. Only those are listed that are unambiguous directly before an amount.
 */
const HEDGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: {
    'soit environ': 'or about',
    'soit près de': 'or nearly',
    'soit plus de': 'or more than',
    'soit moins de': 'or less than',
    soit: 'or',
    "jusqu'à": 'up to',
    'pas moins de': 'no less than',
    'près de': 'nearly',
    'autour de': 'around',
    'aux alentours de': 'around',
    'à peine': 'barely',
    'au-delà de': 'more than',
    'au plus': 'at most',
    'tout au plus': 'at most',
  },
  es: { hasta: 'up to', 'cerca de': 'nearly', 'en torno a': 'around', 'en torno al': 'around', 'a lo sumo': 'at most' },
  it: { 'fino a': 'up to', 'fino al': 'up to', oltre: 'more than', quasi: 'nearly', 'non oltre': 'no more than' },
  pt: { até: 'up to', 'cerca de': 'about', 'em torno de': 'around', 'perto de': 'nearly' },
  ca: {
    'fins a': 'up to',
    'prop de': 'nearly',
    'més de': 'more than',
    'menys de': 'less than',
    'no menys de': 'no less than',
    'al voltant de': 'around',
  },
};

const LONGEST = 24;

const patterns = new Map<string, RegExp>();

/**
 * The hedge that ends where a figure starts, with the place where it starts itself; null where there is none.
 * @param end the start of the figure
 */
export function hedgeBefore(
  text: string,
  end: number,
  language: LanguageTag,
): { readonly start: number; readonly end: number; readonly english: string } | null {
  const base = baseLanguage(language);
  const table = HEDGES[base];
  if (table === undefined) return null;
  const pattern = patterns.get(base) ?? hedgePattern(Object.keys(table));
  patterns.set(base, pattern);
  const from = Math.max(0, end - LONGEST);
  const before = text
    .slice(from, end)
    .replaceAll('’', "'")
    .replaceAll(/[\u00A0\u202F]/g, ' ');
  const match = pattern.exec(before);
  if (match === null) return null;
  const hedge = match[1]!;
  // "soit" opens an apposition after a comma only; elsewhere it is a subjunctive.
  if (hedge.startsWith('soit') && !/[,(–—-]\s*$/u.test(before.slice(0, match.index + match[0].indexOf(hedge))))
    return null;
  const english = table[hedge.toLowerCase()];
  const start = from + match.index + match[0].indexOf(hedge);
  return english === undefined ? null : { start, end: start + hedge.length, english };
}

function hedgePattern(hedges: readonly string[]): RegExp {
  const alternatives = hedges.toSorted((a, b) => b.length - a.length).join('|');
  return new RegExp(`(?:^|[^\\p{L}\\d])(${alternatives}) $`, 'iu');
}
