import { baseLanguage, type LanguageTag } from '../../../core/index.ts';
import { takesArticle } from '../../../text/english-articles.ts';
import type { SettledSpan } from '../../../figures/protect.ts';

/** What the engine can say about a piece of text by itself. Answers are remembered by the caller. */
export interface NameOracle {
  /** One entry per word or fixed expression that the route's first analyser sees. */
  analyse(text: string): Promise<readonly Analysis[]>;
  translate(text: string): Promise<string>;
}

/** A lexical unit with the tags of all its analyses: `np.ant` for a given name; empty where it is unknown. */
export interface Analysis {
  readonly surface: string;
  readonly tags: readonly string[];
}

/** Courtesy titles before a name, which engines drop or translate into their pivot's. */
const TITLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: { 'M.': 'Mr', Mme: 'Ms', Mlle: 'Ms', 'MM.': 'Messrs' },
  es: { 'Sr.': 'Mr', 'Sra.': 'Ms', 'Srta.': 'Ms' },
  it: { 'sig.': 'Mr', 'Sig.': 'Mr', 'sig.ra': 'Ms', 'Sig.ra': 'Ms' },
  pt: { 'Sr.': 'Mr', 'Sra.': 'Ms' },
  ca: { 'Sr.': 'Mr', 'Sra.': 'Ms', Sra: 'Ms' },
  gl: { 'Sr.': 'Mr', 'Sra.': 'Ms' },
};

/** A word with inner apostrophes and hyphens. */
const WORD = /[\p{L}\p{M}\d]+(?:[-'’][\p{L}\p{M}\d]+)*\.?/gu;

/** Articles and prepositions that lean on the next word: `l'Insee`, `dell'Eni`. */
const ELISION = /^(?:[ldjmtscn]|qu|lorsqu|puisqu|jusqu|(?:de|a|ne|da|su|que)ll|un|quest)['’](?=.)/iu;

/** Between capitalised words these belong to a name: `Ursula von der Leyen`, `José Luis de la Torre`. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de del della dei di da do dos das du la le van von der den ten ter zu ben bin ibn al el y i e'.split(' '),
);

const ARTICLES: ReadonlySet<string> = new Set('le la les el los las il lo gli i o a os as els'.split(' '));

/** After these a capitalised noun is an institution rather than a person: `chef d'État`. */
const OF: ReadonlySet<string> = new Set("de d' du des di del dello della dei do da dos das".split(' '));

/** A headline in capitals or Title Case says nothing about which words are names. */
const TITLE_CASE_SHARE = 0.7;
const TITLE_CASE_MIN_WORDS = 4;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Starts a sentence, a quotation or a list item, so that its capital may mean nothing. */
  readonly initial: boolean;
}

/**
 * Finds the names of each segment that the engine would damage: names of several words of which it knows some as
 * common words ("Pablo Iglesias" → "Pablo Churches"), surnames known from such a name, titles before a name, and
 * single capitalised words inside a sentence that to the engine are common nouns without an article ("según Casado").
 * What the engine knows as a name (countries, institutions) is left for it to translate.
 */
export async function damagedNames(
  segments: readonly string[],
  language: LanguageTag,
  oracle: NameOracle,
): Promise<SettledSpan[][]> {
  const found: SettledSpan[][] = [];
  const surnames = new Set<string>();
  const singles: { readonly segment: number; readonly word: Word; readonly before: Word | undefined }[] = [];
  const allWords = segments.map((segment) => wordsOf(segment));
  // Asked together, the engine answers in the time of one question.
  await Promise.all(
    allWords
      .flat()
      .filter(isCapitalised)
      .map(({ text }) => oracle.analyse(text)),
  );
  for (const [index, segment] of segments.entries()) {
    const spans: SettledSpan[] = [];
    found.push(spans);
    const words = allWords[index]!;
    if (isTitleCase(words)) continue;
    for (let at = 0; at < words.length; at++) {
      const titled = titleAt(segment, words, at, language);
      if (titled !== null) {
        spans.push(titled.span);
        surnames.add(titled.surname);
        at = titled.next - 1;
        continue;
      }
      if (!isCapitalised(words[at]!)) continue;
      const end = sequenceEnd(segment, words, at);
      const sequence = words.slice(at, end);
      const name = end - at === 1 ? sequence : await withoutPlace(await stripCommon(sequence, oracle), oracle);
      if (name.length > 1) {
        const span = await damagedSequence(segment, name, surnames, oracle);
        if (span !== null) spans.push(span);
      } else if (name.length === 1) {
        singles.push({ segment: index, word: name[0]!, before: name[0] === words[at] ? words[at - 1] : undefined });
      }
      at = end - 1;
    }
  }
  const regions = regionsOf(language);
  for (const [index, segment] of segments.entries())
    found[index]!.push(...(await damagedRegions(segment, regions, oracle)));
  for (const { segment, word, before } of singles) {
    if (await isDamagedSingle(word, before, surnames, oracle)) {
      found[segment]!.push({ start: word.start, end: word.end, english: word.text });
    }
  }
  return found;
}

function wordsOf(segment: string): Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  for (const match of segment.matchAll(WORD)) {
    let text = match[0];
    let start = match.index;
    const gap = segment.slice(previousEnd, start);
    const initial = words.length === 0 || /[.!?:…«“"„‘•–—(]/u.test(gap) || /[.!?]$/.test(words.at(-1)!.text);
    const elision = ELISION.exec(text)?.[0];
    if (elision !== undefined) {
      words.push({ text: elision.toLowerCase(), start, end: start + elision.length, initial });
      text = text.slice(elision.length);
      start += elision.length;
    }
    previousEnd = start + text.length;
    // The full stop belongs to initials and abbreviations (J., Sr.), else it ends the sentence.
    if (text.endsWith('.') && text.length > 4 && text !== 'Srta.') text = text.slice(0, -1);
    words.push({ text, start, end: start + text.length, initial: elision === undefined && initial });
  }
  return words;
}

function isCapitalised({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}

function isAcronym(text: string): boolean {
  return text.length > 1 && text === text.toUpperCase();
}

function isTitleCase(words: readonly Word[]): boolean {
  const letters = words.filter(({ text }) => /^\p{L}{2}/u.test(text));
  const capitals = letters.filter(isCapitalised).length;
  return letters.length >= TITLE_CASE_MIN_WORDS && capitals / letters.length > TITLE_CASE_SHARE;
}

/** The index after the last word of the sequence of capitalised words that starts at `from`. */
function sequenceEnd(segment: string, words: readonly Word[], from: number): number {
  let end = from + 1;
  while (end < words.length && words[end - 1]!.text.length > 0) {
    let next = end;
    while (next < words.length && next - end < 2 && PARTICLES.has(words[next]!.text)) next += 1;
    const word = words[next];
    // Only proper particles join, and "de" only what starts with a capital on both sides.
    if (word === undefined || !isCapitalised(word) || !areAdjacent(segment, words, end - 1, next)) break;
    end = next + 1;
  }
  return end;
}

function areAdjacent(segment: string, words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!/^[ \u00A0]?$/.test(segment.slice(words[at]!.end, words[at + 1]!.start))) return false;
  }
  return true;
}

/** Without the common words before a name: "Selon Manuel Valls", "Président François Hollande" → the name alone. */
async function stripCommon(words: readonly Word[], oracle: NameOracle): Promise<readonly Word[]> {
  let from = 0;
  while (from < words.length) {
    const word = words[from]!;
    // A capital article inside a sentence belongs to a name: Le Havre, El País.
    const isArticle = !word.initial && isCapitalised(word) && ARTICLES.has(word.text.toLowerCase());
    if (isArticle || (!PARTICLES.has(word.text) && !(await isCommon(word.text, oracle)))) break;
    from += 1;
  }
  return words.slice(from);
}

/** Without "of" and a place at its end, which English renders: "Generalitat de Catalogne" → "Generalitat". */
async function withoutPlace(words: readonly Word[], oracle: NameOracle): Promise<readonly Word[]> {
  const of = words.findIndex(({ text }) => OF.has(text));
  const place = words[of + 1];
  if (of < 1 || place === undefined || of + 2 !== words.length) return words;
  const [unit] = await oracle.analyse(place.text);
  return unit?.tags.some((tag) => /^np\.(?:loc|top)/.test(tag)) === true ? words.slice(0, of) : words;
}

async function isCommon(text: string, oracle: NameOracle): Promise<boolean> {
  const units = await oracle.analyse(text);
  return units.length > 0 && units.every(({ tags }) => tags.length > 0 && tags.every((tag) => !tag.startsWith('np')));
}

/** Whether the engine takes it for the name of a person or an organisation, or does not know it. */
async function isProper(text: string, oracle: NameOracle): Promise<boolean> {
  const units = await oracle.analyse(text);
  return units.some(({ tags }) => tags.length === 0 || tags.some((tag) => /^np(?!\.(?:loc|top))/.test(tag)));
}

async function damagedSequence(
  segment: string,
  words: readonly Word[],
  surnames: Set<string>,
  oracle: NameOracle,
): Promise<SettledSpan | null> {
  const start = words[0]!.start;
  const end = words.at(-1)!.end;
  const text = segment.slice(start, end);
  const rendered = await oracle.translate(text);
  if (isSame(rendered, text)) return null;
  // Viana do Castelo → "Viana of the Castle": half a name in English is no name in English.
  const first = rendered.split(' ', 1)[0] === words[0]!.text;
  if (first && words.slice(1).some(({ text: word }) => PARTICLES.has(word))) return { start, end, english: text };
  // The engine has the whole expression in its dictionary: Nations Unies, La Haye, Le Monde.
  const asWhole = await oracle.analyse(text);
  if (asWhole.length === 1 && asWhole[0]!.tags.length > 0) return null;
  const capitals = words.filter(isCapitalised);
  const article = isCapitalised(words[0]!) && ARTICLES.has(words[0]!.text.toLowerCase());
  const proper = await Promise.all(capitals.map((word) => isProper(word.text, oracle)));
  if (!article && !proper.includes(true)) return null;
  if (proper[0] === true && !article && !isAcronym(capitals.at(-1)!.text)) surnames.add(capitals.at(-1)!.text);
  return { start, end, english: text };
}

async function isDamagedSingle(
  word: Word,
  before: Word | undefined,
  surnames: ReadonlySet<string>,
  oracle: NameOracle,
): Promise<boolean> {
  const { text } = word;
  if (/^\P{L}*$/u.test(text) || text.length < 3) return false;
  const rendered = await oracle.translate(text);
  if (isSame(rendered, text)) return false;
  if (isAcronym(text)) {
    // "SUD-PTT" is no south; ONU and PIB are acronyms to the engine as well.
    const units = await oracle.analyse(text);
    return text.includes('-') && !units.some(({ tags }) => tags.some((tag) => /^np|\bacr\b/.test(tag)));
  }
  // The pivot's name for it is no English one: Bretagne → "Bretaña".
  if (!word.initial && /[^\p{ASCII}]/u.test(rendered)) return true;
  if (surnames.has(text)) return true;
  // "Bourg-en-Bresse": a town's name of this form has no English one.
  if (/\p{L}-(?:\p{Ll}{1,4}-)+\p{Lu}/u.test(text)) return true;
  if (word.initial) return false;
  if (!(await isCommon(text, oracle))) {
    const units = await oracle.analyse(text);
    if (units.every(({ tags }) => tags.length === 0)) return true;
    // A name and a common word as well (Porto, Pierre): inside a sentence its capital says that it is the name.
    return (
      units.length === 1 &&
      units[0]!.tags.some((tag) => !tag.startsWith('np')) &&
      units[0]!.tags.some((tag) => /^np\.(?:loc|top|ant|cog)/.test(tag))
    );
  }
  if (before === undefined || before.end + 1 !== word.start || isCapitalised(before)) return false;
  if (OF.has(before.text) || /^\d/.test(before.text)) return false;
  const article = await oracle.analyse(before.text);
  if (article.some(({ tags }) => tags.some((tag) => /\b(?:det|num|adj)\b/.test(tag)))) return false;
  // Demonyms, months and weekdays are capitalised in English as well: the engine's word for them stands.
  return !/^\p{Lu}/u.test(await oracle.translate(text.toLowerCase()));
}

function isSame(a: string, b: string): boolean {
  return a.replaceAll(/\s+/g, ' ').trim() === b.replaceAll(/\s+/g, ' ').trim();
}

function titleAt(
  segment: string,
  words: readonly Word[],
  at: number,
  language: LanguageTag,
): { readonly span: SettledSpan; readonly surname: string; readonly next: number } | null {
  const word = words[at]!;
  const title = TITLES[baseLanguage(language)]?.[word.text];
  const first = words[at + 1];
  if (title === undefined || first === undefined || !isCapitalised(first)) return null;
  if (!areAdjacent(segment, words, at, at + 1)) return null;
  const next = sequenceEnd(segment, words, at + 1);
  const last = words[next - 1]!;
  const name = segment.slice(first.start, last.end);
  return { span: { start: word.start, end: last.end, english: `${title} ${name}` }, surname: last.text, next };
}

/** English names of countries by their names in the language, with a pattern that finds them. */
interface Regions {
  readonly english: ReadonlyMap<string, string>;
  readonly pattern: RegExp;
}

const regionsByLanguage = new Map<string, Regions>();

/** European Union, euro area, United Nations, outlying Oceania, and codes for tests. */
const NO_COUNTRY = /^(?:EU|EZ|UN|QO|X[AB]|ZZ)$/;

/** Names that the press uses where CLDR has the official ones. */
const PRESS_NAMES: Readonly<Record<string, string>> = { Türkiye: 'Turkey', Czechia: 'Czech Republic' };

/** From CLDR, by way of `Intl.DisplayNames`. Names with a comment in brackets are left out. */
function regionsOf(language: LanguageTag): Regions {
  const base = baseLanguage(language);
  const known = regionsByLanguage.get(base);
  if (known !== undefined) return known;
  const english = new Map<string, string>();
  const foreignNames = new Intl.DisplayNames(base, { type: 'region', fallback: 'none' });
  const englishNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const foreign = foreignNames.of(first + second);
      const name = englishNames.of(first + second);
      if (NO_COUNTRY.test(first + second) || foreign === undefined || name === undefined) continue;
      if (/[()]|SAR/.test(foreign + name)) continue;
      english.set(foreign.replaceAll('’', "'"), name);
    }
  }
  const names = [...english.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[.()]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\d-])(?:${names.join('|')})(?![\\p{L}\\d-])`, 'gu');
  const regions = { english, pattern };
  regionsByLanguage.set(base, regions);
  return regions;
}

/** Countries that the engine gets wrong after the word that stands before them: Spanish "en India" → "in Indian". */
async function damagedRegions(segment: string, regions: Regions, oracle: NameOracle): Promise<SettledSpan[]> {
  const spans: SettledSpan[] = [];
  for (const occurrence of regionsIn(segment, regions)) {
    const { before, name, english } = occurrence;
    if (!namesRegion(await oracle.translate(before + name), english)) spans.push(settledRegion(occurrence));
  }
  return spans;
}

/** Countries of a segment that its finished rendering does not name, nor their people: they get a stand-in. */
export function missingRegions(segment: string, translation: string, language: LanguageTag): SettledSpan[] {
  return regionsIn(segment, regionsOf(language))
    .filter(({ english }) => !namesRegion(translation, english))
    .map(settledRegion);
}

interface RegionOccurrence {
  readonly start: number;
  readonly name: string;
  readonly english: string;
  /** The word before it, with what parts them. */
  readonly before: string;
}

function regionsIn(segment: string, { english, pattern }: Regions): RegionOccurrence[] {
  return [...segment.replaceAll('’', "'").matchAll(pattern)].map((match) => ({
    start: match.index,
    name: match[0],
    english: english.get(match[0])!,
    before: /(?:\p{L}+ |\p{L}+['’])$/u.exec(segment.slice(Math.max(0, match.index - 20), match.index))?.[0] ?? '',
  }));
}

/** The article goes with the name, since a stand-in is a name that takes none. */
function settledRegion({ start, name, english, before }: RegionOccurrence): SettledSpan {
  const article = /^(?:l['’]|la |le |les |el |los |il |lo |i |gli |o |a |os |as |els )$/iu.test(before)
    ? before.length
    : 0;
  const settled = PRESS_NAMES[english] ?? english;
  const the = article > 0 && takesArticle(settled) ? 'the ' : '';
  return { start: start - article, end: start + name.length, english: the + settled };
}

function namesRegion(text: string, english: string): boolean {
  return holdsWords(text, english) || holdsWords(text, PRESS_NAMES[english] ?? english);
}

function holdsWords(text: string, name: string): boolean {
  return ` ${text.replaceAll(/[^\p{L}\p{M}-]+/gu, ' ')} `.includes(` ${name.replaceAll(/[^\p{L}\p{M}-]+/gu, ' ')} `);
}
