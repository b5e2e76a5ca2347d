import { FactTokens, hashText } from './near-duplicates-tokens.ts';

/**
 * What must agree before one article counts as a copy of another: its figures with what they count, and its names.
 * Coarse on purpose, without a language: where this is wrong, an article is briefed that need not have been.
 */

/** Words for small numbers, so that "trois morts" in one headline is "3 morts" in another. */
const NUMBER_WORDS: readonly (readonly [number, string])[] = [
  [2, 'deux zwei dos due dois duas twee dues two dwa dwie dva dvě два две дві kaksi'],
  [3, 'trois drei tres tre três drie three trzy tři три kolme'],
  [4, 'quatre vier cuatro quattro quatro four cztery čtyři четыре чотири neljä'],
  [5, 'cinq fünf cinco cinque vijf cinc five pięć pět пять пʼять viisi'],
  [6, 'six sechs seis zes sis sześć šest шесть шість kuusi'],
  [7, 'sept sieben siete sette sete zeven set seven siedem sedm семь сім seitsemän'],
  [8, 'huit acht ocho otto oito vuit eight osiem osm восемь вісім kahdeksan'],
  [9, 'neuf neun nueve nove negen nou nine dziewięć devět девять девʼять yhdeksän'],
  [10, 'dix zehn diez dieci dez tien deu ten dziesięć deset десять kymmenen'],
  [11, 'onze elf once undici eleven jedenaście jedenáct одиннадцать одинадцять'],
  [12, 'douze zwölf doce dodici doze twaalf dotze twelve dwanaście dvanáct двенадцать дванадцять'],
  [13, 'treize dreizehn trece tredici treze dertien tretze thirteen'],
  [14, 'quatorze vierzehn catorce quattordici catorze veertien fourteen'],
  [15, 'quinze fünfzehn quince quindici vijftien fifteen'],
  [16, 'seize sechzehn dieciséis sedici dezesseis dezasseis zestien setze sixteen'],
  [17, 'siebzehn diecisiete diciassette dezessete dezassete zeventien disset seventeen'],
  [18, 'achtzehn dieciocho diciotto dezoito achttien divuit eighteen'],
  [19, 'neunzehn diecinueve diciannove dezenove dezanove negentien dinou nineteen'],
  [20, 'vingt zwanzig veinte venti vinte twintig vint twenty dwadzieścia dvacet двадцать двадцять'],
  [30, 'trente dreißig treinta trenta trinta dertig thirty trzydzieści třicet тридцать'],
  [40, 'quarante vierzig cuarenta quaranta quarenta veertig forty czterdzieści čtyřicet сорок'],
  [50, 'cinquante fünfzig cincuenta cinquanta cinquenta vijftig fifty pięćdziesiąt padesát пятьдесят'],
  [60, 'soixante sechzig sesenta sessanta sessenta zestig seixanta sixty'],
  [70, 'siebzig setenta settanta zeventig seventy septante'],
  [80, 'achtzig ochenta ottanta oitenta tachtig vuitanta eighty'],
  [90, 'neunzig noventa novanta negentig noranta ninety nonante'],
  [100, 'cent hundert cien cento cem honderd hundred sto сто sata'],
  [1000, 'mille tausend mil duizend thousand tysiąc tisíc тысяча тисяча tuhat'],
];

const VALUE_OF_WORD = new Map(
  NUMBER_WORDS.flatMap(([value, words]) => words.split(' ').map((word) => [word, String(value)])),
);
const LONGEST_NUMBER_WORD = Math.max(...[...VALUE_OF_WORD.keys()].map((word) => word.length));

/** Words and signs after a figure that are its unit: alike units of different figures are no contradiction. */
const UNITS =
  /^(?:[%€$£¥]|percent|prozent|procent|mrd|mio|milliarde?n?|euros?|heures?|horas?|stunden?|ore|uur|hours?|ans?|años|anni|anos|jahre?n?|jaar|years?|ao[uû]t|ma[iyj]\p{L}?|(?:mill|mil[ij]|billion|bilh|d[oó]l+ar|jan|feb|f[ée]v|m[aä]r[sczt]|a[bpv]r|mag|ju[inl]|giu|lug|a[guo][ougt]|sep|set|o[ckt]t|out|nov|d[eiéè][czs])\p{L}*)$/u;

/** Tokens after a figure among which the words that it counts are looked for. */
const LOOK_AHEAD = 6;

/** Where a figure stands: hashes of its value, of the word it counts (0 for a unit), and of the two words after it. */
export interface FigureInPlace {
  readonly value: number;
  readonly counted: number;
  readonly following: number;
}

export interface CheckedFacts {
  readonly figures: readonly FigureInPlace[];
  /** Values in the headline: they may stand anywhere in the other text, but must stand there. */
  readonly headlineValues: readonly number[];
  /** Hashes of words written as names outside the headline. */
  readonly names: ReadonlySet<number>;
}

/** @param text as `Article.text`: paragraphs separated by blank lines, the headline first where there is one */
export function checkedFacts(text: string): CheckedFacts {
  const lineEnd = text.indexOf('\n');
  const first = lineEnd < 0 ? '' : text.slice(0, lineEnd);
  const headline = first.length <= 250 && !/[.。]\s*$/u.test(first) && !isDateline(first) ? first : '';
  return {
    // A year in a headline only says when.
    headlineValues: figuresOf(headline.replaceAll(/(?<!\p{N})(?:19|20)\d\d(?!\p{N})/gu, ' ')).map(({ value }) => value),
    figures: figuresOf(text.slice(headline.length)),
    names: namesOf(text.slice(headline.length)),
  };
}

function figuresOf(text: string): FigureInPlace[] {
  const figures: FigureInPlace[] = [];
  for (const line of text.split('\n')) {
    if (isDateline(line)) continue;
    const lower = line.toLowerCase();
    const tokens = new FactTokens(lower);
    while (tokens.next()) {
      const value = valueOf(tokens);
      if (value === null) continue;
      const following = wordsAfter(lower, tokens.end);
      const counted = following[0] ?? '';
      figures.push({
        value: hashText(value),
        counted: counted === '' || UNITS.test(counted) ? 0 : hashText(counted),
        following: hashText(following.join(' ')),
      });
    }
  }
  return figures;
}

/** "Publié le 9 novembre 2023 à 18 h 40": when a copy went online is no news. */
function isDateline(line: string): boolean {
  if (line.length > 70 || !/\p{N}/u.test(line)) return false;
  if (/[%€$£¥]/u.test(line) || /[.!?]\s*$/u.test(line)) return false;
  const numbers = line.match(/\p{N}+/gu) ?? [];
  const year = numbers.some((number) => /^(?:19|20)\p{N}\p{N}$/u.test(number));
  return (
    year &&
    numbers.length >= 2 &&
    numbers.every((number) => number.length <= 2 || /^(?:19|20)\p{N}\p{N}$/u.test(number))
  );
}

function valueOf(tokens: FactTokens): string | null {
  if (tokens.kind === 'han-number') return tokens.token;
  if (tokens.kind === 'word') {
    return tokens.end - tokens.start > LONGEST_NUMBER_WORD ? null : (VALUE_OF_WORD.get(tokens.token) ?? null);
  }
  if (tokens.kind !== 'number') return null;
  const { token } = tokens;
  // "1 200", "1.200" and "1,200" are written for each other; a part of three digits is taken for thousands.
  return !/[.,\u00a0\u202f ]/.test(token)
    ? token
    : token.replaceAll(/[.,\u00a0\u202f ](?=\p{N}{3}(?!\p{N}))/gu, '').replace(',', '.');
}

/** The next two words of the sentence that are not mere particles. */
function wordsAfter(line: string, from: number): string[] {
  const words: string[] = [];
  const tokens = new FactTokens(line, from);
  for (let ahead = 0; ahead < LOOK_AHEAD && words.length < 2 && tokens.next(); ahead += 1) {
    if (tokens.kind === 'stop') break;
    const { token } = tokens;
    if (token.length >= 3 || /^[%€$£¥\p{Lo}]$/u.test(token)) words.push(token);
  }
  return words;
}

const NAME = /[ \u00a0'’-](?<=[\p{L}\p{N},;].)(\p{Lu}\p{Ll}\p{L}+)/gu;

/** Capitalised words within a sentence; not acronyms, which are agencies as often as not. */
function namesOf(text: string): Set<number> {
  const names = new Set<number>();
  for (const [, name] of text.matchAll(NAME)) names.add(hashText(name!));
  return names;
}
