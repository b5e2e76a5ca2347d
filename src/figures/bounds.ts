import { baseLanguage, type LanguageTag } from '../core/index.ts';

/** What a word beside a figure makes of it: no less than it, no more than it, or just below it. */
export type Bound = 'least' | 'most' | 'nearly';

export interface BoundWord {
  readonly bound: Bound;
  readonly text: string;
}

/** Words directly before a figure, and directly after it, separated by bars. */
interface BoundWords {
  readonly least: string;
  readonly most: string;
  readonly nearly?: string;
  readonly leastAfter?: string;
  readonly mostAfter?: string;
  readonly nearlyAfter?: string;
  /** What denies a bound when it stands shortly before it: "did not last more than". */
  readonly denial?: string;
}

/** Without "up to" and its like: writers use it of what is merely possible, beside "more than" for the same number. */
const WORDS: Readonly<Record<string, BoundWords>> = {
  ca: {
    least: 'almenys|com a mínim|més de|més d’|no menys de',
    most: 'menys de|com a màxim|com a molt|no més de',
    nearly: 'gairebé|quasi',
    denial: 'no|ni|mai|sense',
  },
  cs: {
    least: 'nejméně|alespoň|přinejmenším|minimálně|více než|víc než|přes|ne méně než',
    most: 'méně než|míň než|nejvýše|maximálně|nanejvýš|ne více než',
    nearly: 'téměř|skoro|bezmála',
    denial: 'ne|bez|ani',
  },
  de: {
    least: 'mindestens|wenigstens|zumindest|mehr als|über|nicht weniger als|nicht unter',
    most: 'weniger als|höchstens|maximal|unter|nicht mehr als|nicht über',
    nearly: 'fast|beinahe|knapp|nahezu',
    denial: 'nicht|kein|keine|keinen|nie|ohne|kaum',
  },
  en: {
    least:
      'at least|more than|over|no fewer than|no less than|not less than|not fewer than|upwards of|above|exceeding|in excess of|a minimum of|higher than|greater than',
    most: 'at most|less than|fewer than|under|below|no more than|not more than|a maximum of|lower than|at the most',
    nearly: 'nearly|almost|just under|close to|just below',
    leastAfter: 'or more',
    mostAfter: 'or less|or fewer',
    denial: 'not|no|never|without|nor|neither|hardly|rarely|cannot',
  },
  es: {
    least: 'al menos|por lo menos|como mínimo|más de|no menos de|por encima de',
    most: 'menos de|como máximo|a lo sumo|no más de|por debajo de',
    nearly: 'casi',
    leastAfter: 'o más',
    mostAfter: 'o menos',
    denial: 'no|ni|nunca|sin',
  },
  fi: {
    least: 'vähintään|ainakin|yli|enemmän kuin',
    most: 'enintään|korkeintaan|alle|vähemmän kuin',
    nearly: 'lähes|melkein',
    denial: 'ei|eivät|eikä',
  },
  fr: {
    least: "au moins|au minimum|plus de|plus d'|pas moins de|au-delà de",
    most: "moins de|moins d'|au plus|au maximum|pas plus de|pas plus d'",
    nearly: 'près de|presque',
    leastAfter: 'au moins|ou plus|au minimum',
    mostAfter: 'au plus|ou moins|au maximum',
    denial: "pas|ne|n'|jamais|sans|ni|guère",
  },
  hi: {
    least: 'कम से कम|न्यूनतम',
    most: 'अधिकतम|ज्यादा से ज्यादा',
    leastAfter: 'से अधिक|से ज्यादा',
    mostAfter: 'से कम',
    denial: 'नहीं',
  },
  it: {
    least: 'almeno|più di|oltre|non meno di|come minimo|al di sopra di',
    most: 'meno di|al massimo|non più di|non oltre|al di sotto di',
    nearly: 'quasi',
    leastAfter: 'o più',
    mostAfter: 'o meno',
    denial: 'non|né|mai|senza',
  },
  ja: {
    least: '少なくとも|最低',
    most: '多くとも|最大',
    leastAfter: '以上|を超え|超の|余り',
    mostAfter: '以下|未満|以内|足らず|を下回',
    nearlyAfter: '近く|近い',
  },
  nl: {
    least: 'ten minste|tenminste|minstens|minimaal|meer dan|ruim|niet minder dan',
    most: 'minder dan|hoogstens|maximaal|ten hoogste|niet meer dan',
    nearly: 'bijna',
    denial: 'niet|geen|nooit|zonder',
  },
  pl: {
    least: 'co najmniej|przynajmniej|ponad|więcej niż|powyżej|nie mniej niż|minimum',
    most: 'mniej niż|poniżej|najwyżej|co najwyżej|nie więcej niż|maksymalnie|maksimum',
    nearly: 'prawie|niemal|blisko',
    denial: 'nie|bez|ani',
  },
  pt: {
    least: 'pelo menos|ao menos|no mínimo|mais de|mais do que|acima de|não menos de',
    most: 'menos de|menos do que|no máximo|abaixo de|não mais de',
    nearly: 'quase',
    leastAfter: 'ou mais',
    mostAfter: 'ou menos',
    denial: 'não|nem|nunca|sem',
  },
  ru: {
    least:
      'как минимум|минимум|свыше|более|больше|более чем|больше чем|по меньшей мере|по крайней мере|не менее|не меньше',
    most: 'менее|меньше|менее чем|меньше чем|не более|не больше|максимум|не более чем|не свыше',
    nearly: 'почти',
    denial: 'не|без|ни',
  },
  uk: {
    least: 'щонайменше|принаймні|понад|більше|більше ніж|більш ніж|більш як|не менше|не менш ніж|мінімум',
    most: 'менше|менше ніж|менш ніж|не більше|не більш ніж|щонайбільше|максимум',
    nearly: 'майже',
    denial: 'не|без|ні',
  },
  zh: {
    least: '至少|超过|逾|多于|不少于|不低于|高于|最少',
    most: '少于|低于|不到|不足|最多|至多|不超过|不多于|不高于|未超过|没有超过',
    nearly: '近|将近|接近',
    leastAfter: '以上',
    mostAfter: '以下|以内',
    denial: '没有|并非',
  },
};

/** Scripts that put no space between words. */
const UNSPACED = new Set(['ja', 'zh']);

/** How far before a bound what denies it may stand, in characters. */
const DENIAL_REACH = 24;
const LONGEST = 20;

interface BoundPatterns {
  /** Whether any of those before the figure is there at all; looks from the end, where most texts have none. */
  readonly anyBefore: RegExp;
  readonly before: ReadonlyMap<Bound, RegExp>;
  readonly after: ReadonlyMap<Bound, RegExp>;
  readonly denial: RegExp | null;
}

/** By base subtag. */
const patterns = new Map<string, BoundPatterns>();

/**
 * The bound that stands directly beside a figure; null where there is none, or two that differ, or where it is denied.
 * @param start where the figure starts in the text
 * @param end where it ends
 */
export function boundBeside(text: string, start: number, end: number, language: LanguageTag): BoundWord | null {
  const compiled = patterns.get(language) ?? patternsOf(baseLanguage(language));
  if (compiled === null) return null;
  const { anyBefore, before, after, denial } = compiled;
  const from = Math.max(0, start - LONGEST - DENIAL_REACH);
  const lead = plain(text.slice(from, start));
  const tail = plain(text.slice(end, end + LONGEST));
  const found: BoundWord[] = [];
  // "No more than" is not "more than": the longest counts.
  let longest: { readonly word: BoundWord; readonly index: number } | null = null;
  for (const [bound, pattern] of anyBefore.test(lead) ? before : []) {
    const match = pattern.exec(lead);
    if (match === null || (longest !== null && longest.word.text.length >= match[1]!.length)) continue;
    longest = { word: { bound, text: match[1]! }, index: match.index };
  }
  if (longest !== null) {
    const ahead = lead.slice(Math.max(0, longest.index - DENIAL_REACH), longest.index + 1);
    if (denial?.test(ahead) === true) return null;
    found.push(longest.word);
  }
  for (const [bound, pattern] of after) {
    const match = pattern.exec(tail);
    if (match !== null) found.push({ bound, text: match[1]! });
  }
  const first = found[0];
  return first === undefined || found.some(({ bound }) => bound !== first.bound) ? null : first;
}

function plain(text: string): string {
  if (!/[’\u00A0\u202F]/u.test(text)) return text;
  return text.replaceAll('’', "'").replaceAll(/[\u00A0\u202F]/gu, ' ');
}

function patternsOf(base: string): BoundPatterns | null {
  const words = Object.hasOwn(WORDS, base) ? WORDS[base]! : null;
  return words === null ? null : (patterns.get(base) ?? compile(base, words));
}

function compile(base: string, words: BoundWords): BoundPatterns {
  const spaced = !UNSPACED.has(base);
  const alternatives = (list: string): string =>
    plain(list)
      .split('|')
      .toSorted((a, b) => b.length - a.length)
      .join('|');
  const before = new Map<Bound, RegExp>();
  const after = new Map<Bound, RegExp>();
  const add = (into: Map<Bound, RegExp>, bound: Bound, list: string | undefined): void => {
    if (list === undefined) return;
    const choice = alternatives(list);
    const source =
      into === after
        ? spaced
          ? `^\\s?(${choice})(?![\\p{L}\\p{M}])`
          : `^[\\p{Script=Han}\\p{Script=Katakana}ー]{0,4}?(${choice})`
        : spaced
          ? `(?:^|[^\\p{L}\\p{M}])(${choice})\\s?(?:the )?[$€£¥]?$`
          : `(${choice})$`;
    into.set(bound, new RegExp(source, 'iu'));
  };
  add(before, 'least', words.least);
  add(before, 'most', words.most);
  add(before, 'nearly', words.nearly);
  add(after, 'least', words.leastAfter);
  add(after, 'most', words.mostAfter);
  add(after, 'nearly', words.nearlyAfter);
  const denial =
    words.denial === undefined
      ? null
      : new RegExp(spaced ? `(?:^|[^\\p{L}])(?:${plain(words.denial)})(?![\\p{L}])|n't ` : words.denial, 'iu');
  const all = alternatives([words.least, words.most, words.nearly ?? []].flat().join('|'));
  const anyBefore = new RegExp(
    spaced ? `$(?<=(?:^|[^\\p{L}\\p{M}])(?:${all})\\s?(?:the )?[$€£¥]?)` : `$(?<=${all})`,
    'iu',
  );
  const compiled = { anyBefore, before, after, denial };
  patterns.set(base, compiled);
  return compiled;
}
