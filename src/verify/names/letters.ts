import { PINYIN } from '../data/pinyin.ts';

/** Letters that NFD does not take apart. */
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ŀ: 'l',
  ħ: 'h',
  ŋ: 'n',
};

/** Lower case without diacritics, full-width letters made plain; Latin ligatures and crossed letters taken apart. Other scripts only lose marks. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  let ascii = true;
  for (let index = 0; index < lower.length && ascii; index++) ascii = lower.charCodeAt(index) < 0x80;
  if (ascii) return lower;
  return lower
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f·]/gu, '')
    .normalize('NFC')
    .replaceAll(/[ßłøđðþæœıŀħŋ]/gu, (letter) => SPECIAL[letter]!);
}

/** The two sides of a table entry `a:b`. */
function both(pair: string): [string, string] {
  const colon = pair.indexOf(':');
  return [pair.slice(0, colon), pair.slice(colon + 1)];
}

/** Russian, Ukrainian, Belarusian, Bulgarian and Serbian letters, near BGN/PCGN and press usage. */
const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  `а:a б:b в:v г:g ґ:g д:d е:e ё:e є:ie ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:w ф:f х:kh
   ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ј:j љ:lj њ:nj ћ:c ђ:dj џ:dz`
    .split(/\s+/u)
    .map((pair) => both(pair)),
);

/** Modern Greek letters (ELOT 743, without its digraphs). */
const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o'
    .split(' ')
    .map((pair) => both(pair)),
);

/** Devanagari: consonants with an inherent vowel that is dropped here, since names write it or not (Hunterian). */
const DEVANAGARI: Readonly<Record<string, string>> = Object.fromEntries(
  `अ:a आ:a इ:i ई:i उ:u ऊ:u ऋ:ri ए:e ऐ:ai ओ:o औ:au ऑ:o ऍ:e ा:a ि:i ी:i ु:u ू:u ृ:ri े:e ै:ai ो:o ौ:au ॉ:o ॅ:e
   क:k ख:kh ग:g घ:gh ङ:n च:ch छ:chh ज:j झ:jh ञ:n ट:t ठ:th ड:d ढ:dh ण:n त:t थ:th द:d ध:dh न:n प:p फ:f ब:b भ:bh
   म:m य:y र:r ल:l ळ:l व:v श:sh ष:sh स:s ह:h ं:n ँ:n क़:k ख़:kh ग़:g ज़:z ड़:r ढ़:rh फ़:f`
    .normalize('NFC')
    .split(/\s+/u)
    .map((pair) => both(pair)),
);

/** Kana in Hepburn; small vowels and the digraphs are handled by `kanaToLatin`. */
const KANA: Readonly<Record<string, string>> = Object.fromEntries(
  `ア:a イ:i ウ:u エ:e オ:o カ:ka キ:ki ク:ku ケ:ke コ:ko ガ:ga ギ:gi グ:gu ゲ:ge ゴ:go サ:sa シ:shi ス:su セ:se ソ:so
   ザ:za ジ:ji ズ:zu ゼ:ze ゾ:zo タ:ta チ:chi ツ:tsu テ:te ト:to ダ:da ヂ:ji ヅ:zu デ:de ド:do ナ:na ニ:ni ヌ:nu ネ:ne
   ノ:no ハ:ha ヒ:hi フ:fu ヘ:he ホ:ho バ:ba ビ:bi ブ:bu ベ:be ボ:bo パ:pa ピ:pi プ:pu ペ:pe ポ:po マ:ma ミ:mi ム:mu
   メ:me モ:mo ヤ:ya ユ:yu ヨ:yo ラ:ra リ:ri ル:ru レ:re ロ:ro ワ:wa ヰ:i ヱ:e ヲ:o ン:n ヴ:vu`
    .split(/\s+/u)
    .map((pair) => both(pair)),
);
const SMALL_KANA: Readonly<Record<string, string>> = {
  ァ: 'a',
  ィ: 'i',
  ゥ: 'u',
  ェ: 'e',
  ォ: 'o',
  ャ: 'a',
  ュ: 'u',
  ョ: 'o',
};

let syllables: Map<string, string> | null = null;

/** The most usual Mandarin syllable of a Han character, without tone; null for a rare one. */
export function pinyinOf(character: string): string | null {
  if (syllables === null) {
    syllables = new Map();
    for (const line of PINYIN.split('\n')) {
      const space = line.indexOf(' ');
      for (const han of line.slice(space + 1)) syllables.set(han, line.slice(0, space).replace('v', 'u'));
    }
  }
  return syllables.get(character) ?? null;
}

function mapLetters(text: string, table: Readonly<Record<string, string>>): string {
  let out = '';
  for (const letter of text) out += table[letter] ?? (/[a-z0-9]/u.test(letter) ? letter : '');
  return out;
}

function kanaToLatin(text: string): string {
  let out = '';
  for (const letter of text) {
    // Hiragana lie 0x60 below katakana.
    const code = letter.codePointAt(0)!;
    const kana = code >= 0x3041 && code <= 0x3096 ? String.fromCodePoint(code + 0x60) : letter;
    const small = SMALL_KANA[kana];
    if (small !== undefined) {
      // フィ fi, チャ cha, ニュ nyu
      out = /[aeiou]$/u.test(out) ? out.slice(0, -1) + small : out + small;
      continue;
    }
    out += KANA[kana] ?? (/[a-z0-9]/u.test(kana) ? kana : '');
  }
  return out;
}

/**
 * A word in Latin letters a–z and digits, for comparison only. Cyrillic, Greek, Devanagari and kana are transliterated;
 * Han becomes Mandarin pinyin. Empty where nothing can be read.
 */
export function toLatin(word: string): string {
  if (/^[a-z0-9]*$/u.test(word)) return word;
  if (word.length > MOST_REMEMBERED) return transliterate(word);
  const known = latin.get(word);
  if (known !== undefined) return known;
  const made = transliterate(word);
  if (latin.size >= MOST_WORDS) latin.clear();
  latin.set(word, made);
  return made;
}

/** Words come back all the time, in one article and in the next. */
const latin = new Map<string, string>();
const MOST_WORDS = 20_000;
const MOST_REMEMBERED = 40;

function transliterate(word: string): string {
  const folded = fold(word).replaceAll(/[^\p{L}\p{M}\p{N}ー]+/gu, '');
  if (/^[a-z0-9]*$/u.test(folded)) return folded;
  const first = folded.match(/[^a-z0-9]/u)?.[0] ?? '';
  if (/\p{Script=Latin}/u.test(first)) return folded.replaceAll(/[^a-z0-9]/gu, '');
  if (/\p{Script=Cyrillic}/u.test(first)) return mapLetters(folded, CYRILLIC);
  if (/\p{Script=Greek}/u.test(first)) return mapLetters(folded, GREEK);
  if (/\p{Script=Devanagari}/u.test(first)) return mapLetters(folded, DEVANAGARI);
  if (/[\p{Script=Katakana}\p{Script=Hiragana}ー]/u.test(first)) return kanaToLatin(folded);
  if (/\p{Script=Han}/u.test(first)) {
    let out = '';
    for (const character of folded) out += pinyinOf(character) ?? '';
    return out;
  }
  return '';
}

const VOWEL = 0;
const A = 97;
/** Sound classes by which transliterations and spellings of one name differ. */
const CLASSES: readonly (readonly [letters: string, cost: number])[] = [
  ['aeiouy', 0.35],
  ['iyj', 0.15],
  ['ckq', 0.1],
  ['csz', 0.25],
  ['cx', 0.4],
  ['kx', 0.4],
  ['sx', 0.4],
  ['zj', 0.45],
  ['gj', 0.35],
  ['vwf', 0.2],
  ['bv', 0.4],
  ['bp', 0.4],
  ['pf', 0.45],
  ['uvw', 0.3],
  ['dt', 0.4],
  ['gh', 0.4],
  ['gk', 0.4],
  ['hk', 0.5],
  ['hx', 0.5],
  ['hj', 0.4],
  ['lr', 0.5],
  ['mn', 0.5],
  ['tc', 0.6],
  ['ts', 0.6],
  ['tz', 0.6],
];
const SUBSTITUTION = new Float64Array(26 * 26).fill(1);
for (const [letters, cost] of CLASSES) {
  for (const a of letters) {
    for (const b of letters) {
      const at = (a.charCodeAt(0) - A) * 26 + b.charCodeAt(0) - A;
      SUBSTITUTION[at] = Math.min(SUBSTITUTION[at]!, cost);
    }
  }
}
for (let letter = 0; letter < 26; letter++) SUBSTITUTION[letter * 27] = 0;
const GAP = new Float64Array(26).fill(0.9);
for (const vowel of 'aeiouy') GAP[vowel.charCodeAt(0) - A] = 0.45 + VOWEL;
GAP['h'.charCodeAt(0) - A] = 0.3;
/** Letters after the end of the shorter word: an ending, cheaper than a change inside. */
const ENDING = 0.35;
const FIRST_SOUND = 0.8;
/** What sums of costs may be off by: a likeness is never taken for less than it is. */
const ROUNDING = 1e-9;
/** Longer words are cut: a token of a megabyte must cost no more than a word. */
const MOST_LETTERS = 32;

/** Two rows of the table of distances, in turns. */
const ROWS = [new Float64Array(MOST_LETTERS + 2), new Float64Array(MOST_LETTERS + 2)] as const;
/** What it costs to leave out each letter of the word. */
const gaps = new Float64Array(MOST_LETTERS);

function gap(text: string, at: number): number {
  const code = text.charCodeAt(at) - A;
  if (code < 0 || code > 25) return 1;
  if (at > 0 && text.charCodeAt(at - 1) === code + A) return 0.15;
  return GAP[code]!;
}

function substitution(a: number, b: number): number {
  if (a === b) return 0;
  const x = a - A;
  const y = b - A;
  return x < 0 || x > 25 || y < 0 || y > 25 ? 1.5 : SUBSTITUTION[x * 26 + y]!;
}

/** Sound class of each letter, coarse; vowels and `h` have none. */
const MASK = new Uint32Array(26);
for (const [bit, letters] of ['bpfvw', 'cgkqxjszt', 'td', 'lr', 'mn', 'kgh', 'szx'].entries()) {
  for (const letter of letters) MASK[letter.charCodeAt(0) - A]! |= 1 << bit;
}

function soundMask(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) - A;
    if (code >= 0 && code < 26) mask |= MASK[code]!;
  }
  return mask;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** One name is compared with many words in a row. */
let lastName = '';
let lastMask = 0;
/** How many of its sounds a word may lack. */
let mostMissing = 1;

/**
 * How alike two words in Latin letters sound, 1 for equal, by a weighted edit distance: vowels, doubled letters, `h`
 * and letters of one sound class cost less, and so does an inflected ending on either word (at most four letters).
 * @param name of the brief, by `toLatin`
 * @param word of the source, by `toLatin`
 * @param least 0 to 1: what is less alike may come out as 0, which takes far less work to tell
 */
export function similarity(name: string, word: string, least = 0): number {
  if (name === word) return 1;
  const a = name.length > MOST_LETTERS ? name.slice(0, MOST_LETTERS) : name;
  const b = word.length > MOST_LETTERS ? word.slice(0, MOST_LETTERS) : word;
  if (a === '' || b === '') return 0;
  const shorter = Math.min(a.length, b.length);
  if (Math.abs(a.length - b.length) > 5 + 0.3 * shorter) return 0;
  // Cheap: words that share few sounds are not alike whatever their order.
  if (a !== lastName) {
    lastName = a;
    lastMask = soundMask(a);
    mostMissing = Math.max(1, 0.4 * bits(lastMask));
  }
  if (bits(lastMask & ~soundMask(b)) > mostMissing) return 0;
  // A name keeps its first sound in every language, but for a few classes of sounds and a silent h.
  const otherStart = substitution(a.charCodeAt(0), b.charCodeAt(0)) >= 0.9 && a[0] !== 'h' && b[0] !== 'h';
  const penalty = otherStart ? FIRST_SOUND : 0;
  const most = (1 - least) * shorter - penalty + ROUNDING;
  if (most < 0) return 0;
  let [previous, current] = ROWS;
  previous[0] = 0;
  for (let j = 0; j < b.length; j++) {
    gaps[j] = gap(b, j);
    previous[j + 1] = previous[j]! + gaps[j]!;
  }
  let best = Infinity;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const skip = gap(a, i - 1);
    current[0] = previous[0]! + skip;
    let lowest = current[0];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1]! + substitution(letter, b.charCodeAt(j - 1));
      const omit = previous[j]! + skip;
      const insert = current[j - 1]! + gaps[j - 1]!;
      const cost = Math.min(change, omit, insert);
      current[j] = cost;
      if (cost < lowest) lowest = cost;
    }
    [previous, current] = [current, previous];
    const left = a.length - i;
    // The name may end in letters that the source lacks ("Constantinople", "Konstantynopol").
    if (left <= 3) best = Math.min(best, previous[b.length]! + left * ENDING);
    // Costs only grow from letter to letter.
    if (lowest > most && best > most) return 0;
  }
  for (let j = Math.max(1, b.length - 4); j < b.length; j++) {
    best = Math.min(best, previous[j]! + (b.length - j) * ENDING * 0.7);
  }
  return Math.max(0, 1 - (best + penalty) / shorter);
}

/** The names of the Latin letters in Devanagari, in which Hindi spells acronyms: NSA is एनएसए. */
const DEVANAGARI_LETTERS = new Map(
  `a:ए b:बी c:सी d:डी e:ई f:एफ g:जी h:एच i:आई j:जे k:के l:एल m:एम n:एन o:ओ p:पी q:क्यू r:आर s:एस t:टी u:यू v:वी
   w:डब्ल्यू x:एक्स y:वाई z:जेड`
    .split(/\s+/u)
    .map((pair) => both(pair)),
);

/** An acronym as Hindi spells it. @param acronym in lower-case Latin letters */
export function spelledInDevanagari(acronym: string): string {
  return Array.from(acronym, (letter) => DEVANAGARI_LETTERS.get(letter) ?? letter).join('');
}
