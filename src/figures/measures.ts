import { CURRENCY_CODES } from './intl.ts';
import type { LanguageRules } from './languages/types.ts';
import type { ParsedNumber } from './numbers.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { FigureKind } from './types.ts';
import { symbolAt, UNITS } from './units.ts';

/** What a number counts, and where that ends. */
export interface UnitFound {
  readonly kind: FigureKind;
  readonly units: readonly string[];
  readonly next: number;
  /** End of the unit in the text, where it is no whole token. */
  readonly end: number;
  readonly power: number;
  /** Other meanings of the word, for which the number counts as it stands. */
  readonly unscaledUnits?: readonly string[];
}

/**
 * Marks the small coin of a currency in the tables: `/100 USD` for cents. Such an amount is read a second time as so many
 * of `cent`, so that it agrees with a bare number where a language has no word for the coin, but never with as many euros.
 */
const HUNDREDTH = '/100';

/** Reads what stands after a number: percent, currency, unit, speed, letter for a scale. */
export class UnitReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #rules: LanguageRules;
  /** What stands after a number is asked for several times in a row. */
  #last: { readonly parsed: ParsedNumber; readonly found: UnitFound | null } | null = null;

  constructor(text: string, tokens: readonly Token[], rules: LanguageRules) {
    this.#text = text;
    this.#tokens = tokens;
    this.#rules = rules;
  }

  /** `$5m`, `€3bn`, `12 M€`, `5k`: a letter for a scale, directly after digits. */
  scaleLetter(at: number): { power: number; next: number } | null {
    const token = this.#tokens[at];
    if (token === undefined || token.kind !== 'word' || token.end - token.start > LONGEST_SCALE) return null;
    const surface = this.#text.slice(token.start, token.end);
    const power = Object.hasOwn(SCALE_LETTERS, surface) ? SCALE_LETTERS[surface] : undefined;
    if (power === undefined) return null;
    return { power, next: at + 1 };
  }

  after(parsed: ParsedNumber): UnitFound | null {
    if (this.#last?.parsed === parsed) return this.#last.found;
    const found = this.#unitAfter(parsed);
    this.#last = { parsed, found };
    return found;
  }

  #unitAfter(parsed: ParsedNumber): UnitFound | null {
    const tokens = this.#tokens;
    let at = parsed.next;
    let power = 0;
    // `Mio.` before a unit
    if (tokens[at]?.word === '.' && parsed.power > 0 && !tokens[at]!.spaced) {
      if (tokens[at + 1] !== undefined && lexeme(tokens[at + 1], 'currency') !== undefined) at++;
    }
    const symbol = parsed.digits || parsed.power > 0 ? this.#unitSymbol(at) : null;
    const letter = parsed.digits && parsed.power === 0 ? this.scaleLetter(at) : null;
    if (letter !== null && lexeme(tokens[letter.next], 'currency') !== undefined) {
      power = letter.power;
      at = letter.next;
    } else if (symbol !== null && !(tokens[at]!.end > symbol.end && lexeme(tokens[at], 'unit') !== undefined)) {
      return this.#speed(symbol);
    } else if (
      letter !== null &&
      (this.#text.slice(tokens[at]!.start, tokens[at]!.end) === 'bn' || !tokens[at]!.spaced)
    ) {
      const surface = tokens[at]!.word;
      if (surface === 'bn' || surface === 'tn' || surface === 'k') {
        return { kind: 'count', units: [], next: letter.next, end: tokens[at]!.end, power: letter.power };
      }
    }
    if (tokens[at]?.word === '-' && tokens[at + 1] !== undefined) {
      if (!tokens[at]!.spaced && !tokens[at + 1]!.spaced) at++;
    }
    if (lexeme(tokens[at], 'caseSuffix') !== undefined && !tokens[at]!.spaced) at++;
    // les trois derniers mois, three more years
    if (lexeme(tokens[at], 'between') !== undefined && lexeme(tokens[at + 1], 'unit') !== undefined) at++;
    // trent'anni
    if (tokens[at]?.word === "'" && !tokens[at]!.spaced && !parsed.digits) at++;
    let skipped = 0;
    while (skipped < 2 && lexeme(tokens[at], 'of') !== undefined) {
      at++;
      skipped++;
      if (tokens[at]?.word === "'" || tokens[at]?.word === '’') at++;
    }
    const token = tokens[at];
    if (token === undefined) return null;
    const end = token.end;
    if (skipped === 0) {
      if (lexeme(token, 'pp') !== undefined) return { kind: 'percentage', units: ['pp'], next: at + 1, end, power };
      if (lexeme(token, 'percent') !== undefined) return { kind: 'percentage', units: ['%'], next: at + 1, end, power };
    }
    const currency = lexeme(token, 'currency');
    // "A $2.5 billion plan": the sign belongs to the number that it touches.
    const touches = token.spaced && tokens[at + 1]?.kind === 'numeral' && !tokens[at + 1]!.spaced;
    if (touches && !/\p{L}/u.test(token.word)) return null;
    if (currency !== undefined) {
      // Pounds are money or weight, and Finnish "sentti" is a cent or a centimetre.
      const other = lexeme(token, 'unit');
      const measures = other === undefined ? [] : [other.value];
      const codes = unitsOf(currency.value);
      return codes[0] === HUNDREDTH
        ? {
            kind: 'money',
            units: codes.slice(1),
            next: at + 1,
            end,
            power: power - 2,
            unscaledUnits: ['cent', ...measures],
          }
        : { kind: 'money', units: [...codes, ...measures], next: at + 1, end, power };
    }
    const code = end - token.start === 3 ? this.#text.slice(token.start, end) : '';
    if (CURRENCY_CODES.has(code)) return { kind: 'money', units: [code], next: at + 1, end, power };
    const unit = lexeme(token, 'unit') ?? lexeme(token, 'tail');
    if (unit === undefined || unit.value === '') return null;
    if (skipped > 0 && !parsed.fraction && parsed.power === 0 && !parsed.approximate) return null;
    if (unit.value === '10%') return { kind: 'percentage', units: ['%'], next: at + 1, end, power: 1 };
    if (unit.value === '%') return { kind: 'percentage', units: ['%'], next: at + 1, end, power };
    const units = unitsOf(unit.value);
    return this.#speed({ kind: kindOfUnit(units[0]!), units, next: at + 1, end, power });
  }

  /** `kilometres per second`, `miglia/h`: a length by a time. */
  #speed(length: UnitFound): UnitFound {
    const time = SPEEDS[length.units[0]!];
    if (time === undefined) return length;
    let at = length.next;
    const token = this.#tokens[at];
    if (token === undefined || (token.word !== '/' && lexeme(token, 'per') === undefined)) return length;
    at++;
    const last = this.#tokens[at];
    if (last === undefined) return length;
    const unit = last.word === 'h' || last.word === 's' ? last.word : lexeme(last, 'unit')?.value;
    const id = unit === undefined ? undefined : time[unit];
    return id === undefined ? length : { ...length, units: [id], next: at + 1, end: last.end };
  }

  /** A symbol such as `km²`, `°C`, `km/h` directly after the number. */
  #unitSymbol(at: number): UnitFound | null {
    const token = this.#tokens[at];
    if (token === undefined || token.kind === 'numeral') return null;
    if (this.#tokens[at - 1]!.end + 2 < token.start) return null;
    const found = symbolAt(this.#text, token.start, this.#rules.spaced);
    if (found === null) return null;
    let next = at;
    while (this.#tokens[next] !== undefined && this.#tokens[next]!.start < found.end) next++;
    return { kind: kindOfUnit(found.id), units: [found.id], next, end: found.end, power: 0 };
  }
}

const units = new Map<string, readonly string[]>();

/** The units that a value of the tables names, split once. */
function unitsOf(value: string): readonly string[] {
  let known = units.get(value);
  if (known === undefined) units.set(value, (known = value.split(' ')));
  return known;
}

const SPEEDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  km: { h: 'km/h', s: 'km/s' },
  mi: { h: 'mph', s: 'mi/s' },
  m: { s: 'm/s' },
};

const SCALE_LETTERS: Readonly<Record<string, number>> = {
  k: 3,
  K: 3,
  m: 6,
  M: 6,
  mn: 6,
  Mn: 6,
  b: 9,
  B: 9,
  bn: 9,
  Bn: 9,
  Md: 9,
  Mds: 9,
  G: 9,
  tn: 12,
  T: 12,
};

const LONGEST_SCALE = 3;

export function kindOfUnit(id: string): FigureKind {
  return UNITS[id]?.dimension === 'duration' ? 'duration' : 'quantity';
}
