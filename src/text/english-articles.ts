/** Countries that English names with an article. */
const WITH_ARTICLE = [
  'United States',
  'United Kingdom',
  'United Arab Emirates',
  'Netherlands',
  'Philippines',
  'Bahamas',
  'Maldives',
  'Central African Republic',
  'Dominican Republic',
  'Czech Republic',
];

/** Whether English says "the" before this country's name. */
export function takesArticle(country: string): boolean {
  return WITH_ARTICLE.includes(country);
}

/** Places that take an article in other languages of Europe, in English only in special cases. */
const WITHOUT_ARTICLE = regionNames().filter((name) => !WITH_ARTICLE.includes(name) && !/^(?:Congo|Gambia)/.test(name));

/** What follows a noun rather than an adjective: "the Morocco and", but not "the Morocco team". */
const AFTER_NOUN =
  '(?=[.,;:!?)”’]|$| (?:and|or|but|in|to|for|from|with|by|at|on|as|than|has|have|had|is|are|was|were|will|would|can|could|that|which|who|after|before|since|until)\\b)';

const SUPERFLUOUS = new RegExp(`\\b(t|T)he (${WITHOUT_ARTICLE.join('|')})${AFTER_NOUN}`, 'gu');

const LACKING = new RegExp(
  `\\b(in|to|of|from|with|and|or|by|for|than|into|between|among|at|on) (${WITH_ARTICLE.join('|')})(?![\\p{L}-])`,
  'gu',
);

/** Romance languages give a year and a share an article: "nel 2018", "el 95 % de los pagos". */
const BEFORE_YEAR = new RegExp(
  `\\b(in|of|since|until|by|from|to|and|or|between|among) the ((?:1[5-9]|20)\\d\\d)${AFTER_NOUN}`,
  'gu',
);
const BEFORE_SHARE = /\bthe (?=\d[\d.,]*% of\b)|(?<=\d%? to )the (?=\d[\d.,]*%)/g;

/** A rule engine that turns "the mayor of Tarragona" round keeps the article: "Tarragona's the mayor". */
const AFTER_POSSESSIVE = /(?<=\p{Lu}\p{Ll}+['’]s )the (?=\p{Ll})/gu;

function regionNames(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const found = letters.flatMap((first) => letters.flatMap((second) => names.of(first + second) ?? []));
  return [...new Set([...found, 'Turkey'])]
    .filter((name) => /^[\p{L} -]+$/u.test(name))
    .toSorted((a, b) => b.length - a.length);
}

/** Sets or drops "the" before countries, years and shares, and after a possessive, as English does. Changes no other word and no value. */
export function articlesInEnglish(text: string): string {
  return text
    .replaceAll(SUPERFLUOUS, (_match, _t: string, name: string) => name)
    .replaceAll(LACKING, '$1 the $2')
    .replaceAll(BEFORE_YEAR, '$1 $2')
    .replaceAll(BEFORE_SHARE, '')
    .replaceAll(AFTER_POSSESSIVE, '');
}
