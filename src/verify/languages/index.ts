import type { LanguageTag } from '../../core/index.ts';
import { baseLanguage } from '../../core/index.ts';
import { compileCues, compileWords } from './cues.ts';
import type { Cues } from './cues.ts';
import { ca } from './ca.ts';
import { cs } from './cs.ts';
import { de } from './de.ts';
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
import { uk } from './uk.ts';
import { zh } from './zh.ts';
import type { LanguageRules } from './types.ts';

const TABLES: readonly LanguageRules[] = [fr, de, es, it, pt, nl, ca, pl, cs, ru, uk, fi, zh, ja, hi];

/** The rules of a language, ready to be matched. */
export interface CompiledRules {
  readonly language: string;
  readonly spaced: boolean;
  readonly functionWords: ReadonlySet<string>;
  readonly reported: Cues;
  readonly possible: Cues;
  readonly intended: Cues;
  readonly attribution: Cues;
  readonly notAttribution: Cues;
  readonly negation: Cues;
  readonly notNegation: Cues;
  readonly mayNegate: Cues;
  /** Folded foreign acronym → English counterparts. */
  readonly acronyms: ReadonlyMap<string, readonly string[]>;
  /** English point of the compass → stems, folded by the reader. */
  readonly compass: ReadonlyMap<string, readonly string[]>;
  /** English name → names in this language, `*` for any ending. */
  readonly places: ReadonlyMap<string, readonly string[]>;
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
  const { language, spaced } = table;
  return {
    language,
    spaced,
    endings: table.endings.split(' ').filter(Boolean),
    functionWords: compileWords(table.functionWords),
    reported: compileCues(table.reported, spaced),
    possible: compileCues(table.possible, spaced),
    intended: compileCues(table.intended, spaced),
    attribution: compileCues(table.attribution, spaced),
    notAttribution: compileCues(table.notAttribution ?? '', spaced),
    negation: compileCues(table.negation, spaced),
    notNegation: compileCues(table.notNegation, spaced),
    mayNegate: compileCues(table.mayNegate, spaced),
    acronyms: new Map(
      entries(table.acronyms, ' ').map(([foreign, english]) => [
        foreign.toLowerCase(),
        english.replaceAll('_', ' ').split('/'),
      ]),
    ),
    compass: new Map(entries(table.compass, ' ').map(([point, stems]) => [point, stems.split('/')])),
    places: new Map(entries(table.places, '\n').map(([english, names]) => [english, names.split('/')])),
  };
}

/** The `a=b` of a table field. */
function entries(field: string, separator: string): [string, string][] {
  const found: [string, string][] = [];
  for (const entry of field.split(separator)) {
    const equals = entry.indexOf('=');
    if (equals > 0) found.push([entry.slice(0, equals).trim(), entry.slice(equals + 1).trim()]);
  }
  return found;
}
