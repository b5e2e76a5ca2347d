import { Lexicon } from '../lexicon.ts';
import { ca } from './ca.ts';
import { cs } from './cs.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fi } from './fi.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import type { LanguageRules } from './types.ts';
import { uk } from './uk.ts';
import { zh } from './zh.ts';

const RULES: Readonly<Record<string, LanguageRules>> = {
  ca,
  cs,
  de,
  en,
  es,
  fi,
  fr,
  hi,
  it,
  ja,
  nl,
  pl,
  pt,
  ru,
  uk,
  zh,
};

/** For a language without rules: digits, symbols, ISO dates. */
const UNKNOWN: LanguageRules = { language: 'und', decimal: ',', spaceGroups: true, spaced: true, cardinals: {} };

const lexicons = new Map<string, Lexicon>();

/** Whether there are rules for a language (base subtag). */
export function hasFigureRules(language: string): boolean {
  return Object.hasOwn(RULES, language);
}

/** Base subtags of all languages with rules. */
export const FIGURE_LANGUAGES: readonly string[] = Object.keys(RULES);

/** The words of a language (base subtag), made at first use. */
export function lexiconOf(language: string): Lexicon {
  const rules = hasFigureRules(language) ? RULES[language]! : UNKNOWN;
  let lexicon = lexicons.get(rules.language);
  if (lexicon === undefined) {
    lexicon = new Lexicon(rules);
    lexicons.set(rules.language, lexicon);
  }
  return lexicon;
}
