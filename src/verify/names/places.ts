import { ENGLISH_PLACES, PLACES } from '../data/places.ts';
import { RULED_LANGUAGES, rulesFor } from '../languages/index.ts';
import { fold } from './letters.ts';
import { PEOPLES } from './peoples.ts';

/** A place, people or faith, by its English label. */
export type Concept = string;

/** A place where the source names a concept. */
export interface Mention {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
}

interface EnglishConcepts {
  readonly concepts: ReadonlyMap<string, readonly Concept[]>;
  /** The most words of a name, by its first word. */
  readonly longest: ReadonlyMap<string, number>;
}

let english: EnglishConcepts | null = null;

/** The words of an English name as they are looked up: folded, dots and typographic apostrophes gone. */
export function placeKey(name: string): string {
  const folded = fold(name);
  if (/^[a-z]*$/u.test(folded)) return folded;
  return folded
    .replaceAll(/[.’']/gu, '')
    .replaceAll('&', 'and')
    .replaceAll(/[-\s]+/gu, ' ')
    .trim();
}

function englishConcepts(): EnglishConcepts {
  if (english !== null) return english;
  const concepts = new Map<string, Concept[]>();
  const longest = new Map<string, number>();
  const add = (name: string, concept: Concept): void => {
    const key = placeKey(name);
    if (key === '') return;
    const known = concepts.get(key);
    if (known === undefined) {
      concepts.set(key, [concept]);
      const [first, ...rest] = key.split(' ');
      longest.set(first!, Math.max(longest.get(first!) ?? 1, rest.length + 1));
    } else if (!known.includes(concept)) known.push(concept);
  };
  for (const line of PEOPLES.trim().split('\n')) {
    const colon = line.indexOf(':');
    const label = line.slice(0, colon);
    add(label, label);
    for (const name of line.slice(colon + 1).split(',')) add(name.trim(), label);
  }
  for (const name of ENGLISH_PLACES.split('\n')) {
    // "world" is a territory (001) to CLDR.
    if (/^\p{Lu}/u.test(name) && !concepts.has(placeKey(name))) add(name, name);
  }
  for (const language of RULED_LANGUAGES) {
    for (const name of rulesFor(language)?.places.keys() ?? []) {
      if (!concepts.has(placeKey(name))) add(name, name);
    }
  }
  english = { concepts, longest };
  return english;
}

/** The concepts that an English name stands for, or none. @param key by `placeKey` */
export function conceptsOf(key: string): readonly Concept[] {
  return englishConcepts().concepts.get(key) ?? [];
}

/** The most words of a place name that begins with this one; 0 where none does. @param first by `placeKey` */
export function mostPlaceWords(first: string): number {
  return englishConcepts().longest.get(first) ?? 0;
}

interface Form {
  readonly concept: Concept;
  /** Folded words after the first; each may take an ending. */
  readonly rest: readonly string[];
  /** Whether the first word was written out in the table, not shortened to a stem. */
  readonly whole: boolean;
  /** A hand-written stem: any ending may follow, also on a word in lower case. */
  readonly open: boolean;
}

/** The names of places in one language. */
export interface Gazetteer {
  readonly spaced: boolean;
  /** By the folded first word or its stem. */
  readonly forms: ReadonlyMap<string, readonly Form[]>;
  /** Unspaced languages: the names themselves, by concept. */
  readonly names: ReadonlyMap<Concept, readonly string[]>;
  /** Concepts that the tables name in this language, not only in English. */
  readonly own: ReadonlySet<Concept>;
  readonly endings: ReadonlySet<string>;
}

const VOWEL_END = /[aeiouyаеиоуыэюяіїє]$/u;

const gazetteers = new Map<string, Gazetteer>();

/** The names of places in a language with rules; null elsewhere. */
export function gazetteerFor(language: string): Gazetteer | null {
  const known = gazetteers.get(language);
  if (known !== undefined) return known;
  const rules = rulesFor(language);
  if (rules === null) return null;
  const forms = new Map<string, Form[]>();
  const names = new Map<Concept, string[]>();
  const addForm = (key: string, form: Form): void => {
    const list = forms.get(key);
    if (list === undefined) forms.set(key, [form]);
    else list.push(form);
  };
  const add = (concept: Concept, rendering: string): void => {
    const list = names.get(concept);
    if (list === undefined) names.set(concept, [rendering]);
    else list.push(rendering);
    if (!rules.spaced) return;
    const open = rendering.endsWith('*');
    const words = fold(rendering.replace('*', ''))
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .filter(Boolean);
    const [first, ...rest] = words;
    if (first === undefined) return;
    addForm(first, { concept, rest, whole: !open, open });
    if (open) return;
    // The ending of the nominative: "Francia" to "franc-", "Polska" to "pols-", "Россия" to "росс-".
    for (const cut of first.length >= 6
      ? [1, 2]
      : first.length >= 5 || (first.length === 4 && VOWEL_END.test(first))
        ? [1]
        : []) {
      addForm(first.slice(0, -cut), { concept, rest, whole: false, open: false });
    }
  };
  const addName = (name: string, rendering: string): void => {
    for (const concept of conceptsOf(placeKey(name))) add(concept, rendering);
  };
  for (const line of (PLACES[language] ?? '').split('\n')) {
    const equals = line.indexOf('=');
    if (equals < 1) continue;
    for (const rendering of line.slice(equals + 1).split('/')) addName(line.slice(0, equals), rendering);
  }
  for (const [name, renderings] of rules.places) {
    for (const rendering of renderings) addName(name, rendering);
  }
  const own = new Set(names.keys());
  if (rules.spaced) {
    // A name that is the same in both languages is not in the tables of CLDR.
    for (const [key, concepts] of englishConcepts().concepts) {
      for (const concept of concepts) add(concept, key);
    }
  }
  const gazetteer: Gazetteer = { spaced: rules.spaced, forms, names, own, endings: new Set(rules.endings.map(fold)) };
  gazetteers.set(language, gazetteer);
  return gazetteer;
}

/** The places that a run of words of the source names, best reading of each word. Linear in the words. */
export function mentions(
  gazetteer: Gazetteer,
  words: readonly { readonly text: string; readonly start: number; readonly end: number }[],
): Mention[] {
  const folded = words.map((word) => fold(word.text));
  const found: Mention[] = [];
  for (const [index, word] of words.entries()) {
    const text = folded[index]!;
    if (text.length > 40) continue;
    const capital = /^\p{Lu}/u.test(word.text);
    let best = 0;
    for (let length = text.length; length >= 2 && length >= best; length--) {
      const forms = gazetteer.forms.get(text.slice(0, length));
      if (forms === undefined) continue;
      const ending = text.slice(length);
      for (const form of forms) {
        if (!endingFits(form, ending, length, capital, gazetteer)) continue;
        const last = restFits(form.rest, folded, index);
        if (last < 0) continue;
        found.push({ concept: form.concept, start: word.start, end: words[last]!.end });
        best = length;
      }
    }
  }
  return found;
}

/** The longest ending of a hand-written stem, as of Finnish "englanninkielinen" from "englan*". */
const MOST_ENDING = 13;

function endingFits(form: Form, ending: string, length: number, capital: boolean, gazetteer: Gazetteer): boolean {
  if (ending === '') return form.whole || form.open || length >= 4;
  if (form.open) return ending.length <= MOST_ENDING;
  if (length < 3) return false;
  if (gazetteer.endings.has(ending)) return length >= 4 || capital;
  // Demonyms are written small in most languages; a long stem is enough to know them.
  if (length >= 6 && ending.length <= 6) return true;
  return capital && length >= 4 && ending.length <= (form.whole ? 5 : 4);
}

function restFits(rest: readonly string[], folded: readonly string[], first: number): number {
  let at = first;
  for (const word of rest) {
    at++;
    const text = folded[at];
    if (text === undefined) return -1;
    const stem = word.length > 5 ? word.slice(0, -2) : word.length > 3 ? word.slice(0, -1) : word;
    if (!text.startsWith(stem) || text.length > word.length + 3) return -1;
  }
  return at;
}
