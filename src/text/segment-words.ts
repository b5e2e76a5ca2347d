import { baseLanguage, type LanguageTag } from '../core/language.ts';

/**
 * What sentence segmentation must know of single languages: abbreviations, languages that write ordinals with a full
 * stop, and words that begin a sentence and are hardly ever part of a name.
 */

/** Abbreviations that something always follows: titles, "for example". Lower case, without the last stop. */
const NEVER_LAST: Readonly<Record<string, string>> = {
  '*': 'dr prof mr mrs ms st ste mt vs v cf abschn eds capt lt sgt cmdr rev hon e.g i.e viz mlle mme mmes mgr',
  en: 'gen sen rep gov messrs col maj adm pres dept',
  fr: 'm mm mme mmes mlle mlles mgr pr dr st ste cf env bd av p.-d.g',
  de:
    'hr fr frl dr prof dipl ing bspw bzw evtl geb ggf inkl exkl sog u.a u.ä vgl z.b z.t i.d.r o.ä s.o s.u u.u v.a d.h ' +
    'i.v i.h.v hl phil jur rer nat allg hrsg',
  es: 'sr sra srta sres dr dra dª dña prof lic ing gral cnel excmo excma ilmo ilma avda p.ej aprox mons ud uds vd vds',
  it: 'sig sigg sig.ra sig.na dott dr dott.ssa prof prof.ssa avv ing arch gen mons on ss cfr p.es geom cav',
  pt: 'sr sra srs sras dr dra drs prof profa profª eng arq exmo exma p.ex aprox gen',
  nl:
    'dhr mevr mw mr mrs dr drs ir ing prof burg wnd bijv d.w.z evt i.p.v i.v.m m.b.t o.a o.l.v resp t.a.v t.e.m t.o.v ' +
    'vgl z.g zgn n.a.v m.b.v a.s jl',
  ca: 'sr sra srs dr dra prof p.ex aprox il·lm mons',
  pl: 'dr prof mgr inż hab ul al św im np tzw tzn m.in ks gen płk kpt por',
  cs: 'dr prof ing mgr mudr judr phdr bc doc tzv tj např sv ul nám tzn resp gen plk kpt',
  sv: 'dr prof bl.a t.ex d.v.s dvs s.k f.d fr.o.m t.o.m',
  da: 'dr prof bl.a f.eks d.v.s dvs s.k f.d hr fr',
  fi: 'esim mm ym tri ns',
  ru: 'т.е т.н проф акад ген им ул св',
  uk: 'т.зв проф акад ген ім вул св',
};

/** Abbreviations that belong to the number after them; before anything else the stop ends the sentence. */
const BEFORE_NUMBER: Readonly<Record<string, string>> = {
  '*': 'no nos nr n nº núm num art arts p pp fig figs vol ch chap tel ca jan feb mar apr jun jul aug sep sept oct nov dec',
  fr: 'al éd hab tél janv févr avr juil déc',
  de: 'str abs bd kap mär okt dez jh',
  es: 'pág págs c máx mín',
  it: 'pag pagg artt nn',
  pt: 'pág págs máx mín',
  nl: 'blz geb',
  ca: 'pàg pàgs c màx mín',
  pl: 'str godz ok r',
  cs: 'č str',
  sv: 'kl',
  da: 'kl',
  fi: 'klo nro',
  ru: 'г стр рис табл',
  uk: 'м стор рис',
};

/** Abbreviations that may also end a sentence: only what follows tells. */
const SOMETIMES_LAST: Readonly<Record<string, string>> = {
  '*': 'etc inc corp co ltd plc llc bros jr sr a.m p.m al ph.d s.a s.a.s s.p.a s.r.l s.l a.g e.v d.c',
  en: 'u.s u.k u.n e.u a.m p.m d.c',
  fr: 'etc j.-c apr boul s.a m.d',
  de: 'usw etc u.s.w jh jhdt str co',
  es: 'etc ee.uu a.c d.c s.a cía admón',
  it: 'ecc etc a.c d.c s.p.a',
  pt: 'etc a.c d.c s.a ltda eua',
  nl: 'enz etc e.d e.a v.chr n.chr',
  ca: 'etc ee.uu a.c d.c s.a',
  pl: 'itd itp r w p.n.e n.e tys mln mld zł',
  cs: 'atd apod aj n.l př.n.l tis mil mld kč',
  sv: 'm.m o.s.v osv etc',
  da: 'm.m o.s.v osv m.v mv etc',
  fi: 'jne ym yms',
  ru: 'гг др т.д т.п руб долл млн млрд тыс р',
  uk: 'т.д т.п грн млн млрд тис р',
};

/** Where "16. Februar" is a sixteenth and not the end of a sentence. */
const ORDINAL_STOP = new Set('bs cs da de et fi hr hu is lb lv nb nn no pl sk sl sr tr'.split(' '));

/** Determiners, pronouns and conjunctions that open a sentence. */
const STARTERS: Readonly<Record<string, string>> = {
  en: 'the a an this that these those it he she they we i you in on at for but and however according after',
  fr:
    'le la les l un une des ce cet cette ces il elle ils elles on nous vous je j selon dans en pour mais et ainsi ' +
    'après avec aux au par sur depuis lors si c d qu à son sa ses leur leurs',
  de:
    'der die das ein eine einen einem einer des dem den er sie es wir ihr ich dies diese dieser dieses in im am auf ' +
    'bei nach mit für aber und doch so laut seit von zum zur auch als wenn wie was',
  es: 'el la los las un una unos unas este esta estos estas él ella ellos ellas se en por para pero y según tras con su sus de desde al es no',
  it:
    'il lo la i gli le l un uno una questo questa questi queste egli lui lei loro si in per ma e secondo dopo con nel ' +
    'nella su da al alla non è',
  pt: 'o a os as um uma uns umas este esta estes estas ele ela eles elas se em por para mas e segundo após com no na nos nas do da de',
  nl: 'de het een deze dit die dat hij zij ze wij we ik er in op bij na met voor maar en volgens ook als',
  ca: 'el la els les l un una uns unes aquest aquesta aquests aquestes ell ella en per però i segons després amb al als de del es',
};

/** What is known of the words of one language. */
interface WordTables {
  readonly neverLast: ReadonlySet<string>;
  readonly beforeNumber: ReadonlySet<string>;
  readonly sometimesLast: ReadonlySet<string>;
  readonly starters: ReadonlySet<string>;
  readonly ordinalStop: boolean;
}

/** By tag. Tags come from articles: no more than a few are kept. */
const tables = new Map<LanguageTag, WordTables>();
const MOST_TABLES = 100;

function tablesOf(language: LanguageTag): WordTables {
  let found = tables.get(language);
  if (found === undefined) {
    const base = baseLanguage(language);
    found = {
      neverLast: wordsOf(NEVER_LAST, base),
      beforeNumber: wordsOf(BEFORE_NUMBER, base),
      sometimesLast: wordsOf(SOMETIMES_LAST, base),
      starters: wordsOf(STARTERS, base),
      ordinalStop: ORDINAL_STOP.has(base),
    };
    if (tables.size >= MOST_TABLES) tables.clear();
    tables.set(language, found);
  }
  return found;
}

function wordsOf(table: Readonly<Record<string, string>>, base: string): ReadonlySet<string> {
  return new Set(`${table['*'] ?? ''} ${table[base] ?? ''}`.split(' ').filter((word) => word !== ''));
}

/** Whether this token, its last full stop taken off, is an abbreviation, and what can follow it. */
export function abbreviationKind(
  token: string,
  language: LanguageTag,
): 'never-last' | 'before-number' | 'sometimes-last' | null {
  const word = token.toLowerCase();
  const { neverLast, sometimesLast, beforeNumber } = tablesOf(language);
  if (neverLast.has(word)) return 'never-last';
  if (sometimesLast.has(word)) return 'sometimes-last';
  if (beforeNumber.has(word)) return 'before-number';
  return null;
}

export function writesOrdinalsWithStop(language: LanguageTag): boolean {
  return tablesOf(language).ordinalStop;
}

/** Whether a word, in any case, usually opens a sentence. False for every word of a language without a table. */
export function isSentenceStarter(word: string, language: LanguageTag): boolean {
  return tablesOf(language).starters.has(word.toLowerCase());
}
