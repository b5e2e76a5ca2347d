/** Function words that are capitalised only where a sentence or a title begins; "may" is a month too. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those of to in on at by for from with without as and or but if he she it we they me him ' +
    'her us them his its their our your my is are was were be been has have had do does did not no will would can ' +
    'could shall should must who which what whose where when there here'
  ).split(' '),
);

const WORD = /[\p{L}\p{M}\d]+(?:[-'’.][\p{L}\p{M}\d]+)*/gu;

/** After these a capital may begin a sentence or a title. */
const MAY_BEGIN = /(?:[.!?…]["”’»)\]\s]*|[:“‘"«„([—–-]\s*)$/u;

/**
 * Puts capitals right that an engine moved: it gives the capital of a sentence's first word to the word that comes
 * first in English, or keeps it on one that no longer does ("Il m'a dit" → "it has said Me"), and the word after a name
 * that it does not know gets one ("Cisco Launches"). Changes the case of single letters only, never that of words that
 * the source capitalises.
 */
export function capitalsInEnglish(translation: string, source: string): string {
  const sourceWords = source.match(WORD) ?? [];
  // With the parts of elided words: l'UNESCO.
  const capitals = new Set(
    sourceWords.flatMap((word) => [word, ...word.split(/['’-]/)]).filter((word) => /^\p{Lu}/u.test(word)),
  );
  // Where everything is capitalised, capitals say nothing.
  if (sourceWords.length > 2 && sourceWords.filter((word) => /^\p{Lu}/u.test(word)).length > sourceWords.length / 2)
    return translation;
  const hasAcronyms = sourceWords.some((word) => /^\p{Lu}{2,}$/u.test(word));
  let text = '';
  let at = 0;
  let position = 0;
  let afterSourceName = false;
  for (const match of translation.matchAll(WORD)) {
    const word = match[0];
    const before = translation.slice(at, match.index);
    text += before;
    at = match.index + word.length;
    const begins = position === 0 || MAY_BEGIN.test(before);
    if (isShouted(word, capitals, hasAcronyms)) {
      const quiet = word.toLowerCase();
      text += begins ? quiet[0]!.toUpperCase() + quiet.slice(1) : quiet;
      position += 1;
      continue;
    }
    const moved = !begins && /^\p{Lu}\p{Ll}*$/u.test(word) && !capitals.has(word) && word !== 'I';
    const lower = word.toLowerCase();
    const restored = moved && (FUNCTION_WORDS.has(lower) || (position === 1 && afterSourceName)) ? lower : word;
    text += restored;
    // The first word is the source's first, unchanged: a name, whose next word is capitalised only if a name as well.
    afterSourceName =
      position === 0 && /^\p{Lu}/u.test(word) && word === sourceWords[0] && !/^\p{Lu}/u.test(sourceWords[1] ?? 'A');
    position += 1;
  }
  text += translation.slice(at);
  return text;
}

/** With a capital at its beginning where the source has one; addresses and handles aside. */
export function beginAsSource(text: string, source: string): string {
  if (!/^[^\p{L}\d]*\p{Lu}/u.test(source) || /^[^\p{L}\d]*(?:[@#]|www\.|https?:)/u.test(text)) return text;
  return text.replace(/^([^\p{L}\d]*)(\p{Ll})/u, (_match, lead: string, letter: string) => lead + letter.toUpperCase());
}

/** Capitals throughout that the source does not have: an engine's "AROUND", or "GENERAL DIRECTOR" for "PDG". */
function isShouted(word: string, capitals: ReadonlySet<string>, hasAcronyms: boolean): boolean {
  if (!/^\p{Lu}{2,}$/u.test(word) || capitals.has(word)) return false;
  return word.length >= 5 || FUNCTION_WORDS.has(word.toLowerCase()) || (word.length >= 3 && !hasAcronyms);
}
