import { sameLanguage } from '../core/index.ts';
import type { Span } from '../core/index.ts';
import { ENGLISH_FUNCTION_WORDS } from './languages/english.ts';
import { isCommonWord } from './names/words.ts';
import { evidenceText, spanOf, wordsOf } from './source.ts';
import type { Source, Statement, Word } from './source.ts';

/** Source words in a row that no translator leaves standing by chance; a quoted title may be longer. */
const LEAST_RUN = 4;
const LEAST_QUOTED_RUN = 8;
/** Different words of a run that are not English too. */
const LEAST_FOREIGN = 2;
/** The same, and the share of the whole sentence, where the runs are short because figures stand between them. */
const LEAST_SCATTERED = 3;
const SCATTERED_SHARE = 0.6;

/** What joins the words of a name: they make no sentence of it. */
const NAME_JOINTS = new Set(
  `de du des d la le les l et en al aux au y e i del della delle dello dei degli di da do dos das von van der den des
   die das zu zur und für het ten ter a z w na o pour per para por sur s`
    .split(/\s+/u)
    .filter(Boolean),
);

const QUOTED = /[“"«„][^“”"«»„]{1,600}[”"»“]/gu;
const BRACKETED = /\([^()]{1,300}\)|\[[^[\]]{1,300}\]/gu;

/**
 * The first stretch of a sentence that was left in the language of its source: a run of source words, letter for
 * letter, that is no name, no quoted title and no English. Null where there is none. Linear in both texts.
 */
export function untranslated(source: Source, statement: Statement): Span | null {
  if (sameLanguage(source.language, 'en')) return null;
  const { text } = statement;
  const words = wordsOf(text);
  const quoted = rangesOf(text, QUOTED);
  const otherScript = leftInOtherScript(text, words, [...quoted, ...rangesOf(text, BRACKETED)]);
  if (otherScript !== null) return otherScript;
  const evidence = wordsOf(evidenceText(source, statement)).map((word) => word.text.toLowerCase());
  const there = new Set(evidence);
  if (words.filter((word) => there.has(word.text.toLowerCase())).length < LEAST_RUN) return null;
  const copied = copiedWords(words, evidence);
  let first: Span | null = null;
  let foreign = 0;
  let scattered = 0;
  let counted = 0;
  for (const [at, word] of words.entries()) {
    if (/^\p{N}/u.test(word.text)) continue;
    counted++;
    if (!copied[at]) continue;
    scattered++;
    if (isForeign(word)) foreign++;
  }
  for (let from = 0; from < words.length; from++) {
    if (!copied[from]) continue;
    let to = from;
    while (to + 1 < words.length && copied[to + 1] === true && adjoining(text, words[to]!, words[to + 1]!)) to++;
    const run = words.slice(from, to + 1);
    const inQuotes = quoted.some(({ start, end }) => start < run[0]!.start && run.at(-1)!.end < end);
    if (isSentence(text, run, inQuotes ? LEAST_QUOTED_RUN : LEAST_RUN)) {
      return spanOf(text, run[0]!.start, run.at(-1)!.end);
    }
    if (!inQuotes) first ??= spanOf(text, run[0]!.start, run.at(-1)!.end);
    from = to;
  }
  if (foreign >= LEAST_SCATTERED && scattered >= LEAST_RUN && scattered >= SCATTERED_SHARE * counted) return first;
  return null;
}

function rangesOf(text: string, expression: RegExp): { start: number; end: number }[] {
  return [...text.matchAll(expression)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** For each word of the statement, whether it stands in the evidence beside the same neighbour. */
function copiedWords(words: readonly Word[], evidence: readonly string[]): boolean[] {
  const pairs = new Set<string>();
  let before = '';
  for (const word of evidence) {
    pairs.add(`${before} ${word}`);
    before = word;
  }
  const copied = words.map(() => false);
  for (let at = 1; at < words.length; at++) {
    if (!pairs.has(`${words[at - 1]!.text.toLowerCase()} ${words[at]!.text.toLowerCase()}`)) continue;
    copied[at - 1] = true;
    copied[at] = true;
  }
  return copied;
}

function adjoining(text: string, before: Word, word: Word): boolean {
  return word.start - before.end <= 3 && !/[.!?;:()“”"«»]/u.test(text.slice(before.end, word.start));
}

/** Written small, and no English word. */
function isForeign(word: Word): boolean {
  if (!/^\p{Ll}/u.test(word.text) || word.text.length < 2) return false;
  return !ENGLISH_FUNCTION_WORDS.has(word.text) && !isCommonWord(word.text);
}

/**
 * Whether a run of copied words is more than a name. A name begins with a capital letter that stands within the
 * sentence, and joins its nouns by articles and prepositions only ("Institut national de la statistique").
 */
function isSentence(text: string, run: readonly Word[], least: number): boolean {
  const small = run.filter((word) => /^\p{Ll}/u.test(word.text));
  const foreign = new Set(small.filter((word) => isForeign(word)).map((word) => word.text)).size;
  if (run.length < least || foreign < LEAST_FOREIGN || 2 * small.length <= run.length) return false;
  const capital = run.findIndex((word) => /^\p{Lu}/u.test(word.text));
  const joints = small.filter((word) => NAME_JOINTS.has(word.text)).length;
  const named = capital === 0 && (joints > 0 || !/[.!?:;]\s*$|^\s*$/u.test(text.slice(0, run[0]!.start)));
  if (!named) return true;
  return small.some((word) => CLAUSE_WORDS.has(word.text));
}

/** Verbs, pronouns and conjunctions that make a clause, which no name of an organisation holds. */
const CLAUSE_WORDS = new Set(
  `est sont a ont été était étaient sera seront que qui qu dans avec il elle ils elles ce cette pas plus mais où
   ist sind war waren hat haben wird werden wurde wurden nicht dass sich auch er sie es ein eine einen hatte
   es son era fue ha han está están será no se lo su sus una un más pero con ser había
   è sono era ha hanno che non si più suo sua loro una anche stato
   é são foi ser tem têm está não que se mais uma um com seu sua
   is zijn was heeft hebben wordt worden werd niet dat een ook zich deze dit naar bij
   jest są był była było nie się że jak od po dla ale jego ich
   je jsou byl byla bylo se že jako ale jeho jejich pro
   on ovat oli ei että kun joka mutta myös se ne
   és són va van ha han no que es una un amb per`
    .split(/\s+/u)
    .filter(Boolean),
);

/** Words of one kind of another script outside quotation marks and brackets: three, or four letters without spaces. */
function leftInOtherScript(
  text: string,
  words: readonly Word[],
  apart: readonly { readonly start: number; readonly end: number }[],
): Span | null {
  let first: Word | null = null;
  let last: Word | null = null;
  let count = 0;
  for (const word of words) {
    const other =
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Cyrillic}\p{Script=Devanagari}\p{M}ー]{2,}$/u;
    if (!other.test(word.text) || apart.some(({ start, end }) => start <= word.start && word.end <= end)) continue;
    first ??= word;
    last = word;
    const letters = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word.text) ? word.text.length : 0;
    count += letters >= 4 ? 3 : 1;
  }
  return count >= 3 && first !== null && last !== null ? spanOf(text, first.start, last.end) : null;
}
