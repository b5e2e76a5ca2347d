/**
 * What the checks of wording and names know of one language. Figures have tables of their own in
 * `src/figures/languages`.
 *
 * Words stand apart by spaces, cues of several words by `|`. In a cue, `*` stands for any ending (`pourr*`) or beginning (`*rebbe`), `…` between two words
 * for at most three words (`n' … pas`). Case does not count. Leave a field empty where the language has no such
 * thing: the check then keeps silent instead of guessing.
 */
export interface LanguageRules {
  /** BCP 47 primary subtag. */
  readonly language: string;
  /** False where words are not separated by spaces: cues are then found anywhere in the text. */
  readonly spaced: boolean;
  /** About thirty of the most frequent words, none of them an English word: they tell the language of a sentence. */
  readonly functionWords: string;
  /**
   * Marks of hearsay: the press conditional ("aurait racheté"), "soll", "zou", "al parecer". English must say so
   * ("reportedly", "is said to", "would").
   */
  readonly reported: string;
  /** Marks of mere possibility: "pourrait", "könnte", "peut-être". English: "could", "may", "perhaps". */
  readonly possible: string;
  /**
   * Marks of ability, intention and expectation ("peut", "veut", "prévoit"). English has many ways to say so: where none
   * is seen, the sentence is not blamed.
   */
  readonly intended: string;
  /** Marks of a source that is named: "selon", "laut". English: "according to", "said". */
  readonly attribution: string;
  /** Where such a mark attributes nothing ("la théorie selon laquelle", "por segundo"); taken out before. @default none */
  readonly notAttribution?: string;
  /** Words that negate a statement. Prefixes ("in-") and verbs of refusing do not belong here. */
  readonly negation: string;
  /** Where a negation word negates nothing ("pas seulement", "nicht nur"); taken out before negations are counted. */
  readonly notNegation: string;
  /**
   * Words and beginnings of words that may hold a negation ("refus*", "un*", Czech "ne*"): where one is seen, an English
   * "not" is not blamed.
   */
  readonly mayNegate: string;
  /** Acronyms with their English counterparts, `_` for a space: `ONU=UN/United_Nations PIB=GDP`. */
  readonly acronyms: string;
  /** The four points of the compass, which tell apart North and South Korea: `north=nord*`, by space. */
  readonly compass: string;
  /**
   * Names and demonyms that CLDR lacks or that share no stem with it, by an English name of `names/peoples.ts`, one entry
   * a line: `Germany=allemand*`. `*` stands for any ending.
   */
  readonly places: string;
  /** Endings that a name takes by inflection or as an adjective, without the letters of the name itself. */
  readonly endings: string;
}
