import { fold } from './fold.ts';
import { calendarNames, compactScales, currencyNames } from './intl.ts';
import type { LanguageRules, WordList } from './languages/types.ts';
import { CURRENCY_SYMBOLS } from './units.ts';

/** What a word can be in a figure. `value` is a number, a power of ten, a code or a unit id, by role. */
export interface Lexeme {
  readonly role: Role;
  readonly value: string;
}

export type Role =
  | 'cardinal'
  | 'scale'
  | 'and'
  | 'ordinal'
  | 'ordinalSuffix'
  | 'ordinalPrefix'
  | 'fraction'
  | 'andHalf'
  | 'fractionOf'
  | 'collective'
  | 'multiple'
  | 'several'
  | 'percent'
  | 'pp'
  | 'currency'
  | 'unit'
  | 'month'
  | 'weekday'
  | 'calendarWeak'
  | 'calendarShort'
  | 'decadeAfter'
  | 'per'
  | 'outOf'
  | 'idiom'
  | 'between'
  | 'caseSuffix'
  | 'century'
  | 'decade'
  | 'decades'
  | 'year'
  | 'bce'
  | 'relative'
  | 'datePreposition'
  | 'of'
  | 'hour'
  | 'minute'
  | 'am'
  | 'pm'
  | 'namedHour'
  | 'halfBefore'
  | 'halfPast'
  | 'quarterPast'
  | 'quarterTo'
  | 'at'
  | 'to'
  | 'approx'
  | 'numberSign'
  | 'decimalWord'
  | 'offset'
  | 'weak'
  | 'tail'
  | 'teen'
  | 'reign'
  | 'namedCentury';

/** An entry of one or several words; a pattern that ended in `*` takes any ending of up to {@link MAX_ENDING}. */
interface Entry {
  readonly words: readonly { readonly text: string; readonly open: boolean }[];
  readonly lexeme: Lexeme;
}

/** English phrases that other languages have taken over as they are. */
const ENGLISH_LOANS: Readonly<Record<string, string>> = {
  '3': 'top three, top - three',
  '4': 'big four',
  '5': 'top five, top - five, big five',
  '10': 'top ten, top - ten',
};

const MAX_ENDING = 5;
const MAX_LONG_STEM = 14;
const MAX_COMPOUND = 100;
const CACHE_SIZE = 20_000;
/** Longer words are not worth remembering. */
const LONGEST_KEPT = 40;

const NO_LEXEMES: readonly Lexeme[] = [];

/** The part of a compound word: where it stands in the word, and what it is. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly lexemes: readonly Lexeme[];
}

/** A word or sign as written, with all that is known of it before its neighbours are looked at. */
export interface Form {
  /** Folded. */
  readonly word: string;
  /** Whether the first letter is a capital. */
  readonly capital: boolean;
  /** What it is by itself, where nothing that follows can change that; else empty. */
  readonly lexemes: readonly Lexeme[];
  /** Neither begins a phrase nor is taken apart: it stands as it is. */
  readonly settled: boolean;
  /** Entries whose first word it may be. */
  readonly entries: readonly Entry[];
  /** The parts of a compound; null where it is none, or folding changed its length so that they cannot be placed. */
  readonly parts: readonly Part[] | null;
}

/** All words of one language that matter to figures, ready for look-up. */
export class Lexicon {
  readonly rules: LanguageRules;
  readonly #exact = new Map<string, Entry[]>();
  readonly #open = new Map<string, Entry[]>();
  /** Number words as typed without accents: `milhoes`, `treizieme`. */
  readonly #unaccented = new Map<string, Entry[]>();
  /** Stems that take any ending at all. */
  readonly #stems = new Map<string, Entry[]>();
  readonly #forms = new Map<string, Form>();
  readonly #parts = new Map<string, Lexeme[]>();
  readonly #openParts = new Map<string, Lexeme[]>();
  readonly #partStarts = new Set<string>();
  #longestPart = 0;
  readonly #prefixes: { readonly text: string; readonly lexemes: readonly Lexeme[] }[] = [];
  readonly #single = new Map<string, readonly Lexeme[]>();
  readonly #longest = new Map<string, number>();

  constructor(rules: LanguageRules) {
    this.rules = rules;
    this.#addRules(rules);
    this.#addIntl(rules);
    if (rules.compounds === true) this.#addCompounds(rules);
  }

  /**
   * A word or sign as it stands in a text. Words repeat without end, so the last many are remembered.
   * @param surface one word or one sign
   */
  form(surface: string, isWord: boolean): Form {
    const known = this.#forms.get(surface);
    if (known !== undefined) return known;
    const made = this.#formOf(surface, isWord);
    if (this.#forms.size >= CACHE_SIZE) this.#forms.clear();
    if (surface.length <= LONGEST_KEPT) this.#forms.set(surface, made);
    return made;
  }

  #formOf(surface: string, isWord: boolean): Form {
    const word = isWord ? fold(surface) : surface === '’' ? "'" : surface;
    const entries = this.#candidates(word);
    const phrases = entries.some((entry) => entry.words.length > 1);
    const whole = entries.length > 0 && !phrases;
    const parts = isWord && !whole && word.length === surface.length ? this.split(word) : null;
    return {
      word,
      capital: isWord && surface[0] !== word[0],
      lexemes: whole ? entries.map((entry) => entry.lexeme) : NO_LEXEMES,
      settled: !phrases && parts === null,
      entries,
      parts,
    };
  }

  /** Entries whose first word may be `word` (folded). */
  #candidates(word: string): readonly Entry[] {
    const entries: Entry[] = [];
    const exact = this.#exact.get(word);
    if (exact !== undefined) entries.push(...exact);
    if (exact === undefined) entries.push(...(this.#unaccented.get(word) ?? []));
    const long = Math.min(MAX_LONG_STEM, word.length);
    for (let length = long; length >= 3 && entries.length === 0; length--) {
      entries.push(...(this.#stems.get(word.slice(0, length)) ?? []));
    }
    if (word.length <= 64) {
      for (let length = word.length; length >= Math.max(1, word.length - MAX_ENDING); length--) {
        const open = this.#open.get(word.slice(0, length));
        if (open === undefined) continue;
        // A longer stem is the more telling one: shorter ones are other words.
        entries.push(...open);
        if (entries.some((entry) => entry.words.length === 1)) break;
      }
    }
    return entries;
  }

  /** Lexemes of one word alone. */
  lexemes(word: string): readonly Lexeme[] {
    let known = this.#single.get(word);
    if (known === undefined) {
      known = this.#candidates(word)
        .filter((entry) => entry.words.length === 1)
        .map((entry) => entry.lexeme);
      if (this.#single.size >= CACHE_SIZE) this.#single.clear();
      this.#single.set(word, known);
    }
    return known;
  }

  /** The length of the longest entry that begins with this sign: how far to look in a language without spaces. */
  longestFrom(sign: string): number {
    return this.#longest.get(sign) ?? 0;
  }

  /** Takes a word like `einundzwanzigjährig` apart, or null where it is not made of number words. */
  split(word: string): readonly Part[] | null {
    if (this.#longestPart === 0 || word.length > MAX_COMPOUND || word.length < 4) return null;
    if (!this.#partStarts.has(word.slice(0, 2))) return null;
    const dead = new Set<number>();
    const parts: Part[] = [];
    const descend = (at: number): boolean => {
      if (at === word.length) return true;
      if (dead.has(at)) return false;
      for (let length = Math.min(this.#longestPart, word.length - at); length >= 1; length--) {
        const stem = word.slice(at, at + length);
        const closed = this.#parts.get(stem);
        if (closed !== undefined && this.#fits(closed, at, at + length === word.length)) {
          parts.push({ start: at, end: at + length, lexemes: closed });
          if (descend(at + length)) return true;
          parts.pop();
        }
        const open = this.#openParts.get(stem);
        if (open === undefined) continue;
        for (let ending = 0; ending <= MAX_ENDING && at + length + ending <= word.length; ending++) {
          if (!this.#fits(open, at, at + length + ending === word.length)) continue;
          parts.push({ start: at, end: at + length + ending, lexemes: open });
          if (descend(at + length + ending)) return true;
          parts.pop();
        }
      }
      dead.add(at);
      return false;
    };
    if (descend(0) && parts.length > 1) return parts;
    const prefix = this.#prefixes.find(({ text }) => word.startsWith(text) && word.length >= text.length + 4);
    return prefix === undefined ? null : [{ start: 0, end: word.length, lexemes: prefix.lexemes }];
  }

  /** A tail ends a word and never begins one; a link neither. */
  #fits(lexemes: readonly Lexeme[], at: number, last: boolean): boolean {
    return lexemes.some((lexeme) => {
      if (lexeme.role === 'tail') return last && at > 0;
      if (lexeme.role === 'and') return !last && at > 0;
      if (lexeme.role === 'teen' || lexeme.role === 'andHalf') return at > 0;
      return true;
    });
  }

  #add(list: WordList | undefined, role: Role, value: string): void {
    if (list === undefined || list === '') return;
    for (const item of list.split(',')) {
      const trimmed = item.trim();
      const stem = trimmed.endsWith('**');
      const words = splitWords(stem ? trimmed.slice(0, -2) : trimmed, this.rules.spaced);
      if (words.length === 0) continue;
      const entry: Entry = { words, lexeme: { role, value } };
      const first = words[0]!;
      const index = stem ? this.#stems : first.open ? this.#open : this.#exact;
      const entries = index.get(first.text) ?? [];
      if (entries.some((e) => same(e, entry))) continue;
      entries.push(entry);
      index.set(first.text, entries);
      const bare = words.length === 1 && !first.open && BARE_ROLES.has(role) ? withoutAccents(first.text) : first.text;
      if (bare !== first.text && bare.length >= 4) {
        this.#unaccented.set(bare, [...(this.#unaccented.get(bare) ?? []), entry]);
      }
      const sign = first.text[0] ?? '';
      this.#longest.set(sign, Math.max(this.#longest.get(sign) ?? 0, first.text.length));
    }
  }

  #addAll(table: Readonly<Record<string, WordList>> | undefined, role: Role): void {
    for (const [value, list] of Object.entries(table ?? {})) this.#add(list, role, value);
  }

  #addRules(rules: LanguageRules): void {
    this.#addAll(rules.cardinals, 'cardinal');
    this.#addAll(rules.scales, 'scale');
    this.#add(rules.and, 'and', '');
    this.#addAll(rules.ordinals, 'ordinal');
    this.#add(rules.ordinalSuffixes, 'ordinalSuffix', '');
    this.#add(rules.ordinalPrefixes, 'ordinalPrefix', '');
    this.#addAll(rules.fractions, 'fraction');
    this.#add(rules.andHalf, 'andHalf', '0.5');
    this.#add(rules.fractionOf, 'fractionOf', '');
    this.#addAll(rules.collectives, 'collective');
    this.#addAll(rules.multiples, 'multiple');
    this.#add(rules.several, 'several', '');
    this.#add(rules.percent, 'percent', '');
    this.#add('%, ％, ﹪', 'percent', '');
    this.#add(rules.percentagePoints, 'pp', '');
    this.#addAll(rules.currencies, 'currency');
    for (const symbol of Object.keys(CURRENCY_SYMBOLS)) {
      if (!/[.,]/.test(symbol)) this.#add(symbol, 'currency', CURRENCY_SYMBOLS[symbol]!.join(' '));
    }
    this.#addAll(rules.units, 'unit');
    this.#addAll(rules.months, 'month');
    this.#addAll(rules.weekdays, 'weekday');
    this.#add(rules.calendarWeak, 'calendarWeak', '');
    this.#add(rules.century, 'century', '');
    this.#add(rules.decade, 'decade', '');
    this.#add(rules.decadeAfter, 'decadeAfter', '');
    this.#add(rules.per, 'per', '');
    this.#addAll(rules.idioms, 'idiom');
    this.#add(rules.between, 'between', '');
    this.#add(rules.caseSuffixes, 'caseSuffix', '');
    this.#add(rules.outOf, 'outOf', '');
    this.#addAll(rules.decades, 'decades');
    this.#add(rules.year, 'year', '');
    this.#add(rules.beforeCommonEra, 'bce', '');
    this.#addAll(rules.relativeDays, 'relative');
    this.#add(rules.datePrepositions, 'datePreposition', '');
    this.#add(rules.of, 'of', '');
    this.#add(rules.hour, 'hour', '');
    this.#add(rules.minute, 'minute', '');
    this.#add(rules.am, 'am', '');
    this.#add(rules.pm, 'pm', '');
    this.#addAll(rules.namedHours, 'namedHour');
    this.#add(rules.halfBefore, 'halfBefore', '');
    this.#add(rules.halfPast, 'halfPast', '');
    this.#add(rules.quarterPast, 'quarterPast', '');
    this.#add(rules.quarterTo, 'quarterTo', '');
    this.#add(rules.at, 'at', '');
    this.#add(rules.to, 'to', '');
    this.#add(rules.approximately, 'approx', '');
    this.#add('~, ≈, ca, approx', 'approx', '');
    this.#add(rules.numberSign, 'numberSign', '');
    this.#add('№, #, n°, nº', 'numberSign', '');
    this.#add(rules.decimalWord, 'decimalWord', '');
    this.#addAll(rules.offsets, 'offset');
    this.#add(rules.weak, 'weak', '');
    this.#add(rules.teens, 'teen', '');
    this.#addAll(rules.reigns, 'reign');
    this.#addAll(rules.namedCenturies, 'namedCentury');
    if (rules.spaced) this.#addAll(ENGLISH_LOANS, 'cardinal');
  }

  #addIntl(rules: LanguageRules): void {
    for (const part of ['month', 'weekday'] as const) {
      for (const { name, value, short } of calendarNames(rules.language, part)) {
        // Japanese 日 is short for Sunday, but more often a day.
        if (!rules.spaced && name.length === 1) continue;
        this.#add(name, part, value);
        if (short && rules.spaced) this.#add(name, 'calendarShort', '');
      }
    }
    for (const [name, power] of compactScales(rules.language)) {
      // Czech `mil` is short for million, but the tables have it as miles.
      if (!this.lexemes(fold(name)).some((known) => known.role === 'unit')) this.#add(name, 'scale', power);
    }
    this.#single.clear();
    for (const [name, code] of currencyNames(rules.language)) this.#add(name, 'currency', code);
  }

  #addCompounds(rules: LanguageRules): void {
    for (const [value, list] of Object.entries(rules.prefixes ?? {})) {
      for (const item of list.split(',')) {
        const text = fold(item.trim());
        this.#prefixes.push({ text, lexemes: [{ role: 'multiple', value }] });
        this.#partStarts.add(text.slice(0, 2));
      }
    }
    const tables: [Readonly<Record<string, WordList>> | undefined, Role][] = [
      [rules.cardinals, 'cardinal'],
      [rules.compoundParts, 'cardinal'],
      [rules.scales, 'scale'],
      [rules.ordinals, 'ordinal'],
      [rules.fractions, 'fraction'],
      [rules.tails, 'tail'],
      [{ '': rules.and ?? '' }, 'and'],
      [{ '': rules.teens ?? '' }, 'teen'],
      [{ '0.5': rules.andHalf ?? '' }, 'andHalf'],
    ];
    for (const [table, role] of tables) {
      for (const [value, list] of Object.entries(table ?? {})) {
        for (const item of list.split(',')) {
          const word = fold(item.trim());
          if (word === '' || word.includes(' ')) continue;
          const open = word.endsWith('*');
          const text = open ? word.slice(0, -1) : word;
          const index = open ? this.#openParts : this.#parts;
          const lexemes = index.get(text) ?? [];
          lexemes.push({ role, value });
          index.set(text, lexemes);
          if (role !== 'tail' && role !== 'and' && role !== 'teen') this.#partStarts.add(text.slice(0, 2));
          this.#longestPart = Math.max(this.#longestPart, text.length);
        }
      }
    }
  }
}

function same(a: Entry, b: Entry): boolean {
  return (
    a.lexeme.role === b.lexeme.role &&
    a.lexeme.value === b.lexeme.value &&
    a.words.length === b.words.length &&
    a.words.every((word, index) => word.text === b.words[index]!.text && word.open === b.words[index]!.open)
  );
}

const BARE_ROLES: ReadonlySet<Role> = new Set(['cardinal', 'scale', 'ordinal']);

function withoutAccents(word: string): string {
  return /\p{Script=Latin}/u.test(word) ? word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l') : word;
}

/** The words of an entry, cut as text is cut: letters together, every other sign alone. */
function splitWords(item: string, spaced: boolean): Entry['words'] {
  if (!spaced) return item === '' ? [] : [{ text: fold(item), open: false }];
  const words: { text: string; open: boolean }[] = [];
  for (const match of fold(item).matchAll(/([\p{L}\p{M}]+(?:['ʼ](?=[\p{L}])[\p{L}\p{M}]+)*)(\*)?|[^\s\p{L}\p{M}*]/gu)) {
    words.push({ text: match[1] ?? match[0], open: match[2] !== undefined });
  }
  return words;
}
