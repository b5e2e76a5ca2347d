import type { Fact, Finding, Glossary, GlossaryEntry } from '../core/index.ts';
import { sameLanguage } from '../core/index.ts';
import { contentStems } from './align.ts';
import { fold } from './names/letters.ts';
import { segmentOf, spanOf, wordsOf } from './source.ts';
import type { Source, Statement } from './source.ts';

/** A term of the glossary where it stands in the source. */
interface Occurrence {
  readonly entry: GlossaryEntry;
  readonly start: number;
  readonly end: number;
}

/** A claim of at least this share of the letters of a sentence tells most of it. */
const TELLS_MOST = 0.5;
/** Characters between a term and a name that it belongs to: "Vorstandschefin Karin Vogt". */
const BESIDE = 30;

/**
 * Checks that a statement uses the settled English of the terms in its evidence. A statement that renders its evidence
 * must do so for each of them; one that sums it up, for those that it seems to speak of.
 * @param facts of the statement
 */
export function checkGlossary(
  source: Source,
  statement: Statement,
  facts: readonly Fact[],
  rendering: boolean,
): Finding[] {
  if (source.glossary === null || source.glossary.entries.length === 0) return [];
  const findings: Finding[] = [];
  const english = ` ${foldedWords(statement.text).join(' ')} `;
  const told = new Set<string>();
  for (const index of statement.segments) {
    for (const alternatives of termsIn(source, index)) {
      // Several settled renderings of one term: any of them will do.
      if (alternatives.some(({ entry }) => holds(english, entry.target))) continue;
      const { entry, start, end } = alternatives[0]!;
      if (told.has(entry.source)) continue;
      if (!rendering && !speaksOf(source, statement, index, alternatives, facts)) continue;
      told.add(entry.source);
      findings.push({
        check: 'name',
        severity: rendering && entry.doNotTranslate ? 'error' : 'warning',
        message: `The glossary renders “${entry.source}” as “${entry.target}”; the brief does not.`,
        claim: statement.claim,
        target: null,
        source: spanOf(source.text, start, end),
      });
    }
  }
  return findings;
}

/** Whether a summing-up tells what the term stands for: most of its sentence, a word of it, or a name beside it. */
function speaksOf(
  source: Source,
  statement: Statement,
  index: number,
  alternatives: readonly Occurrence[],
  facts: readonly Fact[],
): boolean {
  if (statement.text.length >= TELLS_MOST * segmentOf(source, index).length) return true;
  const stems = new Set(contentStems(statement.text));
  if (alternatives.some(({ entry }) => contentStems(`${entry.source} ${entry.target}`).some((stem) => stems.has(stem))))
    return true;
  const { start, end } = alternatives[0]!;
  return facts.some(
    (fact) =>
      fact.kind === 'name' &&
      fact.source !== null &&
      fact.source.start < end + BESIDE &&
      start - BESIDE < fact.source.end,
  );
}

/** The terms in a segment, those aside that are part of a longer one; entries for the same words together. */
function termsIn(source: Source, index: number): Occurrence[][] {
  const segment = source.segments[index]!;
  const words = wordsOf(source.text, segment.start, segment.end).map((word) => ({ ...word, folded: fold(word.text) }));
  const { byFirstWord, unspaced } = readGlossary(source.glossary!);
  const found: Occurrence[] = [];
  for (const [place, word] of words.entries()) {
    for (const term of byFirstWord.get(word.folded) ?? []) {
      if (!holdsFor(term.entry, source)) continue;
      if (!term.words.every((wanted, offset) => words[place + offset]?.folded === wanted)) continue;
      found.push({ entry: term.entry, start: word.start, end: words[place + term.words.length - 1]!.end });
    }
  }
  const text = segmentOf(source, index);
  for (const entry of unspaced) {
    const at = holdsFor(entry, source) ? text.indexOf(entry.source) : -1;
    if (at >= 0) {
      found.push({ entry, start: segment.start + at, end: segment.start + at + entry.source.length });
    }
  }
  const groups: Occurrence[][] = [];
  let last: Occurrence | undefined;
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (last !== undefined && one.start === last.start && one.end === last.end) groups.at(-1)!.push(one);
    else if (last === undefined || one.end > last.end) groups.push([(last = one)]);
  }
  return groups;
}

/** Whether the English holds a rendering, in the singular or plural. */
function holds(english: string, target: string): boolean {
  const words = foldedWords(target).join(' ');
  return [words, `${words}s`, `${words}es`, words.replace(/y$/u, 'ies')].some((form) => english.includes(` ${form} `));
}

function holdsFor(entry: GlossaryEntry, source: Source): boolean {
  return entry.language === null || sameLanguage(entry.language, source.language);
}

interface Terms {
  readonly byFirstWord: ReadonlyMap<string, readonly { readonly entry: GlossaryEntry; readonly words: string[] }[]>;
  /** Terms of a script that puts no spaces between words. */
  readonly unspaced: readonly GlossaryEntry[];
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;
const read = new WeakMap<Glossary, Terms>();

function readGlossary(glossary: Glossary): Terms {
  const known = read.get(glossary);
  if (known !== undefined) return known;
  const byFirstWord = new Map<string, { entry: GlossaryEntry; words: string[] }[]>();
  const unspaced: GlossaryEntry[] = [];
  for (const entry of glossary.entries) {
    const words = foldedWords(entry.source);
    const [first] = words;
    if (first === undefined || foldedWords(entry.target).length === 0) continue;
    if (UNSPACED.test(entry.source)) {
      unspaced.push(entry);
      continue;
    }
    const terms = byFirstWord.get(first);
    if (terms === undefined) byFirstWord.set(first, [{ entry, words }]);
    else terms.push({ entry, words });
  }
  const terms = { byFirstWord, unspaced };
  read.set(glossary, terms);
  return terms;
}

function foldedWords(text: string): string[] {
  return wordsOf(text).map((word) => fold(word.text));
}
