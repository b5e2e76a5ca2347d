/**
 * Words separated by commas. A word may end in `*` (any ending of up to five letters) or `**` (anything) and an entry may hold several
 * words (`pour cent`). All in lower case.
 */
export type WordList = string;

/** Words by the number they stand for. Keys are numbers (`1.5` is written as a string key). */
export type WordsByNumber = Readonly<Record<string, WordList>>;

/**
 * What precis knows about figures in one language. Every field but the first five may be left out; months, weekdays,
 * percent and currency names that CLDR knows are added from `Intl`. See docs/adding-a-language.md.
 */
export interface LanguageRules {
  /** Base subtag: `fr`. */
  readonly language: string;
  /** The decimal sign. Both are always tried; this one comes first where both are possible. */
  readonly decimal: ',' | '.';
  /** Whether thousands may be separated by an ordinary space: `10 000`. */
  readonly spaceGroups: boolean;
  /** Whether an apostrophe may stand inside a word: `п'ять`. */
  readonly wordApostrophe?: boolean;
  /** Whether words are separated by spaces. False for Chinese and Japanese. */
  readonly spaced: boolean;
  /** Number words that add up: 0 to 19, the tens, and irregular hundreds (`quinientos`). With 1.5 and its like. */
  readonly cardinals: WordsByNumber;
  /** Words that multiply, by power of ten: 2 hundred, 3 thousand, 6 million. Mind the long scale: 9 is `milliard`. */
  readonly scales?: WordsByNumber;
  /** Words that may stand inside a number: `and`, `et`, `y`. */
  readonly and?: WordList;
  /** Whether `and` joins only after hundreds and thousands (`a hundred and five`, never `twenty and five`). */
  readonly andAfterHundreds?: boolean;
  /** Number words written together: parts that only occur inside words (`zwan`, `двух`), by number. */
  readonly compoundParts?: WordsByNumber;
  /** Whether `cardinals` and `scales` may be written together: `einundzwanzig`, `duemila`. */
  readonly compounds?: boolean;
  /** Units may come before tens: `ein-und-zwanzig`. */
  readonly unitsFirst?: boolean;
  /** After a unit, makes it a teen: Finnish `kaksitoista`. */
  readonly teens?: WordList;
  /** Twenty-based tens, to which up to 19 may be added: `quatre-vingt-dix-sept`. */
  readonly vigesimal?: readonly number[];
  /** Ends of words after a number part, by unit id or `` for none: `jährig` → year. */
  readonly tails?: Readonly<Record<string, WordList>>;
  /** Words that are more often no figure: `un`, `neuf`, `second`. They support a claim, but are never demanded. */
  readonly weak?: WordList;
  /** Begin words that tell a number of parts: `двухлинзовый`, `zweistöckig`. They support a claim only. */
  readonly prefixes?: WordsByNumber;
  /** Names of eras whose years are counted, by the year before their first: `令和` 2018. */
  readonly reigns?: WordsByNumber;
  /** Names of centuries written with a capital, by century: `Ottocento` 19. */
  readonly namedCenturies?: WordsByNumber;
  readonly ordinals?: WordsByNumber;
  /** Directly after digits: `th`, `ème`, `º`. */
  readonly ordinalSuffixes?: WordList;
  /** Case endings joined to digits by a hyphen, `3-х`, that make no ordinal. */
  readonly caseSuffixes?: WordList;
  /** Directly before digits: `第`. */
  readonly ordinalPrefixes?: WordList;
  /** Whether a full stop after digits may mark an ordinal: `3. Platz`. */
  readonly ordinalDot?: boolean;
  /** By denominator, singular and plural. 2 is `half` as a noun or adjective. */
  readonly fractions?: WordsByNumber;
  /** After a number with `and`: `et demi`, `y medio`. */
  readonly andHalf?: WordList;
  /** Fractions said the other way round, denominator first: `三分之一`, `3分の1`. */
  readonly fractionOf?: WordList;
  /** Nouns that count: dozen 12, centaine 100, pair 2. */
  readonly collectives?: WordsByNumber;
  /** double 2, triple 3, twice 2. */
  readonly multiples?: WordsByNumber;
  /** `several`, `数`: before a scale word it makes an order of magnitude. */
  readonly several?: WordList;
  readonly percent?: WordList;
  readonly percentagePoints?: WordList;
  /** By ISO 4217 code, or several by likelihood (`SEK NOK`); `/100 USD` for the small coin. */
  readonly currencies?: Readonly<Record<string, WordList>>;
  /** By unit id of `units.ts`. */
  readonly units?: Readonly<Record<string, WordList>>;
  /** By number 1 to 12, added to those of `Intl`. */
  readonly months?: WordsByNumber;
  /** By number 1 (Monday) to 7, added to those of `Intl`. */
  readonly weekdays?: WordsByNumber;
  /** Month and weekday words that are words of their own; they need a number or a preposition beside them. */
  readonly calendarWeak?: WordList;
  /** Whether a day may follow its month: `April 16`. */
  readonly monthBeforeDay?: boolean;
  readonly century?: WordList;
  /** Before the number of a decade: `années`, `lata`. */
  readonly decade?: WordList;
  /** After it, joined or after an ordinal: `er`, `-х годов`, `年代`. */
  readonly decadeAfter?: WordList;
  /** Decades as one word: `nineties` 90. */
  readonly decades?: WordsByNumber;
  /** Word before or after a year: `year`, `roku`, `года`. */
  readonly year?: WordList;
  readonly beforeCommonEra?: WordList;
  /** By days from today: `-1` yesterday. */
  readonly relativeDays?: WordsByNumber;
  /** Prepositions after which a number of four digits is a year and a month name is one: `in`, `since`. */
  readonly datePrepositions?: WordList;
  /** Words that may stand between number, unit, month and year: `of`, `de`, `d`. */
  readonly of?: WordList;
  /** After the hour: `h`, `Uhr`, `時`, `o'clock`. */
  readonly hour?: WordList;
  /** After the minute of a time: `min`, `分`. */
  readonly minute?: WordList;
  readonly am?: WordList;
  readonly pm?: WordList;
  /** By hour: noon 12, midnight 0. */
  readonly namedHours?: WordsByNumber;
  /** `halb`: half an hour before the hour named next. */
  readonly halfBefore?: WordList;
  /** `half past`: half an hour after the hour named next. */
  readonly halfPast?: WordList;
  readonly quarterPast?: WordList;
  readonly quarterTo?: WordList;
  /** `at`: before a bare hour. */
  readonly at?: WordList;
  /** Words for a quantity, by number and unit: `24 h` → `round the clock`. They support a claim, but are not demanded. */
  readonly idioms?: WordsByNumber;
  /** Between a number and its unit: `trois derniers mois`, `three more years`. */
  readonly between?: WordList;
  /** Between a length and a time, for speeds: `per`, `par`, `à l'`. */
  readonly per?: WordList;
  /** `one in three`, `un sur trois`. */
  readonly outOf?: WordList;
  /** `from … to`, `between … and`: words that join the ends of a range. */
  readonly to?: WordList;
  /** about, environ, more than, at least. */
  readonly approximately?: WordList;
  /** Before or after a number, a number sign: `No.`, `n°`. */
  readonly numberSign?: WordList;
  /** The word for the decimal sign: `point`, `virgule`. */
  readonly decimalWord?: WordList;
  /** Numbers added or taken before the next number, such as Hindi `साढ़े` (+0.5); keys are signed decimals. */
  readonly offsets?: WordsByNumber;
}
