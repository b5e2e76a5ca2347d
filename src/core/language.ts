/** A BCP 47 language tag, such as `fr`, `pt-BR` or `zh`. `und` where the language is not known. */
export type LanguageTag = string;

export const UNDETERMINED: LanguageTag = 'und';

export interface LanguagePair {
  readonly source: LanguageTag;
  readonly target: LanguageTag;
}

/**
 * The tag in canonical form (`FR_fr` → `fr-FR`), or null where it is not a well-formed BCP 47 tag.
 */
export function canonicalLanguage(tag: string): LanguageTag | null {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** The language subtag alone: `pt-BR` → `pt`. */
export function baseLanguage(tag: LanguageTag): string {
  const end = tag.indexOf('-');
  return (end === -1 ? tag : tag.slice(0, end)).toLowerCase();
}

/** Made when first used: it takes as long as the reading of a short article. */
let englishNames: Intl.DisplayNames | null = null;
/** Names by tag, of which a run meets a few. */
const knownNames = new Map<LanguageTag, string>();
const MOST_KNOWN = 500;

/** The English name of a language, for messages: `fr` → `French`. Falls back to the tag. */
export function languageName(tag: LanguageTag): string {
  if (tag === UNDETERMINED) return 'an unknown language';
  const known = knownNames.get(tag);
  if (known !== undefined) return known;
  let name = tag;
  try {
    englishNames ??= new Intl.DisplayNames('en', { type: 'language' });
    name = englishNames.of(tag) ?? tag;
  } catch {
    // Not a tag: it names itself.
  }
  if (knownNames.size < MOST_KNOWN) knownNames.set(tag, name);
  return name;
}

/** Whether two tags name the same language, region and script aside. */
export function sameLanguage(a: LanguageTag, b: LanguageTag): boolean {
  return baseLanguage(a) === baseLanguage(b);
}
