import type { Fact, Finding } from '../core/index.ts';
import { missingFigures } from './check-figures.ts';
import { findNames } from './names/find.ts';
import { fold, similarity, toLatin } from './names/letters.ts';
import { gazetteerFor, mentions } from './names/places.ts';
import { figuresOf, spanOf, wordsOf } from './source.ts';
import type { Source, Word } from './source.ts';

const MOST_FINDINGS = 5;
const MOST_NAMES = 2;
/** A name that the article mentions this often is one of those it is about. */
const TELLING_MENTIONS = 3;

/** The most telling figures and names of the article that the brief leaves out. Information, never a fault. */
export function omissions(source: Source, texts: readonly string[], facts: readonly Fact[]): Finding[] {
  const names = missingNames(source, texts);
  return [...missingFigures(figuresOf(source), facts, MOST_FINDINGS - names.length), ...names];
}

function missingNames(source: Source, texts: readonly string[]): Finding[] {
  const rules = source.rules;
  // German writes every noun with a capital; other scripts write none.
  if (rules === null || !rules.spaced || rules.language === 'de' || rules.language === 'hi') return [];
  const counts = new Map<string, { count: number; first: Word }>();
  for (const segment of source.segments) {
    const words = wordsOf(source.text, segment.start, segment.end);
    for (const [index, word] of words.entries()) {
      if (index === 0 || word.text.length < 4 || !/^\p{Lu}\p{Ll}/u.test(word.text)) continue;
      if (rules.functionWords.has(word.text.toLowerCase())) continue;
      const key = fold(word.text);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { count: 1, first: word });
      else known.count++;
    }
  }
  const english = texts.flatMap((text) => wordsOf(text).map((word) => toLatin(word.text)));
  const told = new Set(
    texts.flatMap((text) => findNames(text).flatMap((name) => name.parts.flatMap((part) => part.concepts))),
  );
  const gazetteer = gazetteerFor(rules.language);
  return [...counts.values()]
    .filter(({ count, first }) => {
      if (count < TELLING_MENTIONS) return false;
      const latin = toLatin(first.text);
      if (english.some((word) => similarity(word, latin) >= 0.7)) return false;
      return gazetteer === null || !mentions(gazetteer, [first]).some((mention) => told.has(mention.concept));
    })
    .toSorted((a, b) => b.count - a.count || a.first.start - b.first.start)
    .slice(0, MOST_NAMES)
    .map(({ count, first }): Finding => ({
      check: 'name',
      severity: 'info',
      message: `The brief does not mention “${first.text}”, which the article names ${count} times.`,
      claim: null,
      target: null,
      source: spanOf(source.text, first.start, first.end),
    }));
}
