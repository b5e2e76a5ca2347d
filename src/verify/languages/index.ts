import type { LanguageTag } from '../../core/index.ts';
import { baseLanguage } from '../../core/index.ts';
import { compileCues, compileWords } from './cues.ts';
import type { Cues } from './cues.ts';
import { fr } from './fr.ts';
import type { LanguageRules } from './types.ts';

const TABLES: readonly LanguageRules[] = [fr];

/** The rules of a language, ready to be matched. */
export interface CompiledRules {
  readonly language: string;
  readonly spaced: boolean;
  readonly functionWords: ReadonlySet<string>;
  readonly reported: Cues;
  readonly possible: Cues;
  readonly attribution: Cues;
  readonly negation: Cues;
  readonly notNegation: Cues;
  /** Folded foreign acronym → English counterparts. */
  readonly acronyms: ReadonlyMap<string, readonly string[]>;
  readonly endings: readonly string[];
}

const compiled = new Map<string, CompiledRules>();

/** Languages with rules for wording and names, in the order of their tables. */
export const RULED_LANGUAGES: readonly string[] = TABLES.map((table) => table.language);

/** The rules for a language tag, or null where precis has none. Compiled once, when first asked for. */
export function rulesFor(tag: LanguageTag): CompiledRules | null {
  const language = baseLanguage(tag);
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const table = TABLES.find((candidate) => candidate.language === language);
  if (table === undefined) return null;
  const rules = compileRules(table);
  compiled.set(language, rules);
  return rules;
}

function compileRules(table: LanguageRules): CompiledRules {
  const { language, spaced, endings } = table;
  return {
    language,
    spaced,
    endings,
    functionWords: compileWords(table.functionWords),
    reported: compileCues(table.reported, spaced),
    possible: compileCues(table.possible, spaced),
    attribution: compileCues(table.attribution, spaced),
    negation: compileCues(table.negation, spaced),
    notNegation: compileCues(table.notNegation, spaced),
    acronyms: new Map(
      table.acronyms
        .split(' ')
        .filter((entry) => entry.includes('='))
        .map((entry) => {
          const [foreign, english] = entry.split('=', 2) as [string, string];
          return [foreign.toLowerCase(), english.replaceAll('\u00a0', ' ').split('/')];
        }),
    ),
  };
}
