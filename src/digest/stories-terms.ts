import { stemOf } from '../text/tokens.ts';

/**
 * The English of briefs as terms that can be compared: names, figures, and stems in which words that news uses for each
 * other fall together. Translators choose among "killed", "dead" and "victims"; the event is the same.
 */

const FUNCTION_WORDS = new Set(
  (
    'a an the this that these those its it he she they them his her their our we you i and or but nor so yet as at by for ' +
    'from in into of off on onto out over per than through to toward towards under until up upon via with within without ' +
    'about above after again against all almost along already also although among another any around because been ' +
    'before being below between both can could did do does doing down during each either else even ever every few ' +
    'first following had has have having here how however if is just least less like made make makes many may might more ' +
    'most much must near nearly neither no none not now only other others own same several shall should since some still ' +
    'such then there therefore three too two very was were what when where whether which while who whom whose why will ' +
    'would be am are said says long high wide deep tall according including number numbers amount amounts takes take taken'
  ).split(' '),
);

/** Words for the same thing, one row each; the first names the row. */
const CONCEPTS: readonly string[] = [
  'job jobs post posts position positions workplace workplaces',
  'employee employees staff worker workers workforce personnel',
  'power electricity',
  'sell sells sold sale',
  'buy buys bought purchase purchased acquire acquires acquired acquisition takeover',
  'open opens opened opening inaugurate inaugurated inaugurates inauguration reopened reopen reopens',
  'close closes closed closing closure closures shut shuts',
  'branch branches',
  'build builds built building construction construct constructed',
  'factory factories plant plants',
  'begin begins began begun start starts started starting launch launches launched',
  'strike strikes',
  'theft thefts steal steals stolen stole thief thieves robbery',
  'election elections',
  'attack attacks attacked hack hacked hackers hacker attackers attacker',
  'agreement accord deal',
  'boss director president chairman chief manager ceo',
  'drug drugs medicine medicines treatment treatments',
  'company companies firm firms group',
  'raise raises raised obtain obtains obtained',
  'train trains',
  'home homes house houses household households',
  'derail derails derailed derailment',
  'approve approves approved approval',
  'worldwide world global',
  'announce announces announced announcement',
  'affect affects affected concern concerned concerns',
  'painting paintings picture pictures',
  'pay pays paid payment payments',
  'flood floods flooded flooding',
  'collision collide collides collided crash crashes crashed',
  'quake earthquake',
  'blaze fire fires',
];

/** What a figure measures, or what became of those it counts: of two different ones, different figures are no surprise. */
const MEASURES: readonly string[] = [
  'death dead deaths die died dies dying kill killed kills victim victims fatality fatalities toll',
  'injury injured injuries injuring wounded wounds hurt',
  'evacuate evacuated evacuation evacuees evacuating displaced',
  'missing disappeared unaccounted',
  'arrest arrests arrested detain detained detention',
  'rescue rescued rescues',
  'trapped stranded buried',
  'restored restore reconnected',
  'infection infected infections',
  'cut cuts cutting axe axed layoff layoffs lay laying laid dismissal dismiss dismissed redundant redundancies redundancy shed',
  'hire hires hired hiring hirings recruit recruits recruited create creates created creation',
  'employ employs employed',
  'value valued values worth valuation',
  'cost costs costing price priced prices',
  'invest invests invested investment investments investing',
  'profit profits earn earned earns earnings',
  'loss losses',
  'sales revenue revenues turnover invoiced',
  'damage damages',
  'turnout participation',
  'bonus bonuses premium',
  'fine fined fines penalty penalties',
  'ransom',
  'deficit deficits',
  'debt debts',
  'budget budgets',
  'aid subsidy subsidies grant grants',
  'loan loans',
  'tax taxes',
  'bail',
  'unemployment jobless',
  'inflation',
  'wage wages salary salaries',
  'magnitude',
  'age aged',
];

const conceptOf = new Map<string, string>();
for (const row of [...CONCEPTS, ...MEASURES]) {
  const words = row.split(' ');
  for (const word of words) conceptOf.set(stemOf(singular(word)), words[0]!.toUpperCase());
}

/** The keys of `MEASURES`: `DEATH`, `PROFIT`. */
export const MEASURE_KEYS: ReadonlySet<string> = new Set(MEASURES.map((row) => row.split(' ', 1)[0]!.toUpperCase()));

/** Without the ending of a plural or of a third person: the S stemmer (Harman, 1991). */
function singular(word: string): string {
  if (/(?<![ae])ies$/u.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?<![aeo])es$/u.test(word)) return word.slice(0, -1);
  return /(?<![us])s$/u.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

/** A word of a claim. */
export interface Term {
  /** UTF-16 offset into the text. */
  readonly start: number;
  readonly end: number;
  /** `DEATH` for a concept, a stem, or a lower-case name. */
  readonly key: string;
  /** As `key`, but with names as stems too: the same for a name within a sentence and at its start. */
  readonly stem: string;
  /** Written with a capital where no sentence begins. */
  readonly name: boolean;
}

const WORD = /[\p{L}\p{M}]+/gu;
const CALENDAR =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/u;

/** The content words of an English sentence with their places; weekdays and months are none. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  let sentenceStart = true;
  let from = 0;
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const { index } = match;
    if (/[.!?:]["”’)]?\s+["“‘(]?$/u.test(text.slice(Math.max(from, index - 6), index))) sentenceStart = true;
    from = index + word.length;
    const { lower, stem, plain, calendar, functional } = lookUp(word);
    const name = !sentenceStart && !calendar && word !== lower && /^\p{Lu}/u.test(word);
    sentenceStart = false;
    if (word.length < 2 || calendar || (functional && !name)) continue;
    terms.push({ start: index, end: from, key: name ? nameKey(lower) : plain, stem: name ? stem : plain, name });
  }
  return terms;
}

interface KnownWord {
  readonly lower: string;
  readonly stem: string;
  /** The concept, or the stem. */
  readonly plain: string;
  readonly calendar: boolean;
  readonly functional: boolean;
}

/** Words come again and again: what is known of each is kept, up to so many. */
const KNOWN_WORDS = 20_000;
const knownWords = new Map<string, KnownWord>();

function lookUp(word: string): KnownWord {
  let known = knownWords.get(word);
  if (known === undefined) {
    const lower = word.toLowerCase();
    const stem = stemOf(singular(lower));
    known = {
      lower,
      stem,
      plain: conceptOf.get(stem) ?? stem,
      calendar: CALENDAR.test(lower),
      functional: FUNCTION_WORDS.has(lower),
    };
    if (knownWords.size >= KNOWN_WORDS) knownWords.clear();
    knownWords.set(word, known);
  }
  return known;
}

/** Peoples and their countries count as one name. */
const DEMONYMS: ReadonlyMap<string, string> = new Map(
  (
    'german:germany french:france spanish:spain italian:italy portuguese:portugal dutch:netherlands belgian:belgium ' +
    'swiss:switzerland american:states british:britain russian:russia chinese:china polish:poland japanese:japan ' +
    'ukrainian:ukraine european:europe catalan:catalonia austrian:austria greek:greece turkish:turkey swedish:sweden ' +
    'danish:denmark norwegian:norway finnish:finland czech:czechia hungarian:hungary romanian:romania irish:ireland ' +
    'scottish:scotland mexican:mexico brazilian:brazil canadian:canada indian:india israeli:israel iranian:iran ' +
    'moroccan:morocco algerian:algeria egyptian:egypt galician:galicia'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
);

/** Names are compared without diacritics, but whole. */
export function nameKey(lower: string): string {
  const plain = lower.normalize('NFD').replaceAll(/\p{M}+/gu, '');
  return DEMONYMS.get(plain) ?? plain;
}

/** The figures of a text as they are compared between briefs: digits without separators of thousands. */
export function figureKeys(text: string): string[] {
  const keys: string[] = [];
  for (const [figure] of text.matchAll(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu)) {
    const key = figure.replaceAll(/,(?=\p{Nd}{3}(?!\p{Nd}))/gu, '');
    // A single digit is in every brief.
    if (key.length > 1) keys.push(key);
  }
  return keys;
}
