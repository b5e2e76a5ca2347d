import { parseSinoNumber } from './sino.ts';
import { add, canonical, multiply, ratio, shift, toNumber } from './decimal.ts';
import type { LanguageRules } from './languages/types.ts';
import { FRACTION_SIGNS, lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Decimal } from './types.ts';

/** A number in digits, words or both, before anything is known of its unit. */
export interface ParsedNumber {
  /** Index of the first token after it. */
  readonly next: number;
  /** Most likely first. */
  readonly values: readonly Decimal[];
  /** Begins with digits. */
  readonly digits: boolean;
  /** Digits alone, without separators and scale word: may be a year or a day. */
  readonly plain: boolean;
  readonly ordinal: boolean;
  readonly fraction: boolean;
  readonly approximate: boolean;
  readonly vague: boolean;
  readonly weak: boolean;
  /** Power of ten of its last scale word, 0 without. */
  readonly power: number;
}

const MIXED_DENOMINATORS = new Set(['2', '3', '4', '5', '8', '16']);

interface Composition {
  next: number;
  values: Decimal[];
  power: number;
}

/** Reads the number that begins at token `start`, or null. */
export function parseNumber(tokens: readonly Token[], start: number, rules: LanguageRules): ParsedNumber | null {
  if (!rules.spaced) return parseSinoNumber(tokens, start);
  return digitsAlone(tokens, start) ?? new Composer(tokens, start, rules).parse();
}

/** Digits beside which nothing stands that could go on with the number: most numbers. */
function digitsAlone(tokens: readonly Token[], start: number): ParsedNumber | null {
  const { kind, numeral } = tokens[start]!;
  if (kind !== 'numeral') return null;
  const after = tokens[start + 1];
  const joins =
    after !== undefined &&
    (after.lexemes.length > 0 || after.kind === 'numeral' || after.word === '-' || FRACTION_SIGNS.has(after.word));
  if (joins) return null;
  return {
    next: start + 1,
    values: numeral!.values,
    digits: true,
    plain: numeral!.plain,
    ordinal: false,
    fraction: false,
    approximate: false,
    vague: false,
    weak: false,
    power: 0,
  };
}

/**
 * Adds up number words: a group below a thousand grows downwards (hundreds, tens, units), a scale word closes it.
 * Every step needs a smaller magnitude than the one before, so a number has at most some thirty words.
 */
class Composer {
  readonly #tokens: readonly Token[];
  readonly #start: number;
  readonly #rules: LanguageRules;
  /** What closed scales amount to, per candidate. */
  #total: Decimal[] = ['0'];
  #hasTotal = false;
  /** The open group below the last scale. */
  #group: Decimal[] | null = null;
  /** Only numbers below this may still be added to the group. */
  #floor = 1;
  #lastPower = 99;
  #saved: Composition | null = null;

  constructor(tokens: readonly Token[], start: number, rules: LanguageRules) {
    this.#tokens = tokens;
    this.#start = start;
    this.#rules = rules;
  }

  parse(): ParsedNumber | null {
    const first = this.#tokens[this.#start]!;
    if (first.kind === 'sign') return this.#fractionSign(first);
    if (first.kind === 'word' && first.lexemes.length === 0) return null;
    return this.#vague() ?? this.#halfScale() ?? this.#composed(first);
  }

  #token(index: number): Token | undefined {
    return this.#tokens[index];
  }

  /** `½`. */
  #fractionSign(token: Token): ParsedNumber | null {
    const sign = FRACTION_SIGNS.get(token.word);
    if (sign === undefined) return null;
    const value = ratio(String(sign[0]), String(sign[1]));
    const power = this.#scaleAt(this.#start + 1);
    return power === null
      ? this.#result({ next: this.#start + 1, values: [value], power: 0 }, { fraction: true })
      : this.#result({ next: this.#start + 2, values: [shift(value, power)], power }, {});
  }

  #scaleAt(index: number): number | null {
    const scale = lexeme(this.#token(index), 'scale');
    return scale === undefined ? null : Number(scale.value);
  }

  /** `several hundred`, `centaines de milliers`, `Millionen`: a bare scale word or collective in the plural. */
  #vague(): ParsedNumber | null {
    let index = this.#start;
    const several = lexeme(this.#token(index), 'several') !== undefined;
    if (several) index++;
    const token = this.#token(index);
    const scale = lexeme(token, 'scale');
    const collective = lexeme(token, 'collective');
    if (scale === undefined && collective === undefined) return null;
    if (!several && lexeme(token, 'cardinal') !== undefined) return null;
    // пара тысяч
    const pair = scale === undefined && collective!.value === '2' && this.#scaleAt(index + 1) !== null;
    let value = pair ? '1' : scale === undefined ? collective!.value : shift('1', Number(scale.value));
    let power = scale === undefined ? 0 : Number(scale.value);
    index++;
    for (;;) {
      const skip = lexeme(this.#token(index), 'of') === undefined ? 0 : 1;
      const next = this.#scaleAt(index + skip);
      if (next === null || next <= power) break;
      value = shift(value, next);
      power = next;
      index += skip + 1;
    }
    return this.#result({ next: index, values: [value], power }, { vague: true, approximate: true });
  }

  /** `half a million`, `un demi-million`. */
  #halfScale(): ParsedNumber | null {
    // eine halbe Million, un demi-million
    const one = lexeme(this.#token(this.#start), 'cardinal')?.value === '1' ? 1 : 0;
    const half = lexeme(this.#token(this.#start + one), 'fraction');
    if (half?.value !== '2') return null;
    let index = this.#start + one + 1;
    if (this.#token(index)?.word === '-') index++;
    if (lexeme(this.#token(index), 'cardinal')?.value === '1') index++;
    if (lexeme(this.#token(index), 'of') !== undefined) index++;
    const dozen = lexeme(this.#token(index), 'collective');
    const halved = dozen === undefined ? null : multiply('0.5', dozen.value);
    if (halved !== null) return this.#result({ next: index + 1, values: [halved], power: 0 }, { approximate: true });
    const power = this.#scaleAt(index);
    if (power === null) return null;
    return this.#result({ next: index + 1, values: [shift('0.5', power)], power }, {});
  }

  #composed(first: Token): ParsedNumber | null {
    let index = this.#start;
    let digits = false;
    let words = 0;
    let offset: Decimal | null = null;
    let negativeOffset = false;
    const offsetLexeme = lexeme(first, 'offset');
    if (offsetLexeme !== undefined) {
      negativeOffset = offsetLexeme.value.startsWith('-');
      offset = offsetLexeme.value.replace('-', '');
      index++;
    }
    for (;;) {
      let token = this.#token(index);
      if (token === undefined) break;
      let at = index;
      // A hyphen or a linking word holds a number together only where something that fits follows.
      let linked = false;
      if (index > this.#start && token.word === '-' && !token.spaced) token = this.#token(++at);
      if (this.#started && lexeme(token, 'and') !== undefined && lexeme(token, 'andHalf') === undefined) {
        const allowed = this.#rules.andAfterHundreds !== true || this.#floor >= 100 || this.#group === null;
        if (!allowed) break;
        linked = true;
        token = this.#token(++at);
        if (token?.word === '-' && !token.spaced) token = this.#token(++at);
      }
      if (token === undefined) break;
      if (token.kind === 'numeral') {
        const taken = linked || at !== index ? 0 : this.#takeNumeral(token, at);
        if (taken === 0) break;
        if (index === this.#start) digits = true;
        index = at + taken;
        continue;
      }
      const before: Composition = this.#snapshot(index);
      if (this.#takeCardinal(token, linked)) {
        if (offset !== null && this.#group !== null) {
          this.#group = this.#group.map((v) =>
            negativeOffset ? canonical(String(toNumber(v) - Number(offset))) : (add(v, offset!) ?? v),
          );
          offset = null;
          this.#floor = 1;
        }
        this.#saved = before;
        index = at + 1;
        words++;
        continue;
      }
      // 50 и более миллионов
      if (!linked && this.#started && lexeme(token, 'approx') !== undefined && this.#scaleAt(at + 1) !== null) {
        index = at + 1;
        continue;
      }
      const scale = lexeme(token, 'scale');
      if (scale !== undefined && !linked && (this.#started || lexeme(token, 'cardinal') !== undefined)) {
        const apart = scale.value === '1' && token.spaced;
        const taken = apart ? 'no' : this.#takeScale(Number(scale.value));
        if (taken === 'taken') {
          this.#saved = null;
          index = at + 1;
          words++;
          // `Mio.`, `tys.`: the full stop of an abbreviation belongs to it where the number goes on.
          continue;
        }
        if (taken === 'revert' && this.#saved !== null) {
          const saved = this.#saved;
          return saved.next > this.#start
            ? this.#result(saved, { digits, words })
            : this.#result(this.#snapshot(index), { digits, words });
        }
        break;
      }
      if (scale !== undefined && linked && this.#group === null && lexeme(token, 'cardinal') !== undefined) {
        // `mil e cem`: a bare hundred after a scale.
        if (this.#takeScale(Number(scale.value)) === 'taken') {
          index = at + 1;
          words++;
          continue;
        }
        break;
      }
      if (
        this.#group !== null &&
        lexeme(token, 'teen') !== undefined &&
        Number(this.#group[0]) % 100 < 10 &&
        !token.spaced
      ) {
        this.#group = this.#group.map((v) => add(v, '10') ?? v);
        this.#floor = 1;
        index = at + 1;
        continue;
      }
      if (this.#started && lexeme(token, 'andHalf') !== undefined && !linked) {
        this.#addHalf();
        index = at + 1;
        continue;
      }
      if (this.#group !== null && lexeme(token, 'decimalWord') !== undefined && !linked) {
        const tail = this.#decimalTail(at + 1);
        if (tail === null) break;
        this.#group = this.#group.map((v) => canonical(`${v}.${tail.digits}`));
        this.#floor = 1;
        index = tail.next;
        continue;
      }
      break;
    }
    if (!this.#started) return this.#loneWord(first);
    return this.#finish(index, digits, words);
  }

  get #started(): boolean {
    return this.#hasTotal || this.#group !== null;
  }

  #snapshot(next: number): Composition {
    return { next, values: this.#sum(), power: this.#hasTotal ? this.#lastPower : 0 };
  }

  #sum(): Decimal[] {
    if (this.#group === null) return this.#total;
    if (!this.#hasTotal) return this.#group;
    return this.#group.map((value, index) => add(this.#total[index] ?? this.#total[0]!, value) ?? value);
  }

  /** @returns how many tokens the numeral has, 0 where it does not belong here */
  #takeNumeral(token: Token, at: number): number {
    const numeral = token.numeral!;
    if (!this.#started) {
      this.#group = [...numeral.values];
      this.#floor = 1;
      const mixed = numeral.plain ? this.#fractionAfter(at + 1) : null;
      if (mixed === null) return 1;
      this.#group = this.#group.map((v) => add(v, mixed.value) ?? v);
      return 1 + mixed.count;
    }
    if (this.#group !== null || !numeral.plain) return 0;
    // `12 mille 500`, `2 millions 300 mille`.
    const number = numeral.values[0]!;
    const follows = this.#scaleAt(at + 1);
    const fits =
      (this.#lastPower === 3 && number.length === 3 && follows === null) ||
      (follows !== null && follows >= 3 && follows < this.#lastPower && number.length <= 3);
    if (!fits) return 0;
    this.#group = [number];
    this.#floor = 1;
    return 1;
  }

  /** The rest of a mixed fraction: `½` in `1½`, `1/2` in `2 1/2 million`. Quarters, thirds and the like only. */
  #fractionAfter(at: number): { value: Decimal; count: number } | null {
    const first = this.#token(at);
    const sign = first === undefined ? undefined : FRACTION_SIGNS.get(first.word);
    if (sign !== undefined) return { value: ratio(String(sign[0]), String(sign[1])), count: 1 };
    const [stroke, last] = [this.#token(at + 1), this.#token(at + 2)];
    if (stroke === undefined || last === undefined || stroke.word !== '/' || stroke.spaced || last.spaced) return null;
    const [top, bottom] = [first!.numeral, last.numeral];
    if (top?.plain !== true || bottom?.plain !== true) return null;
    const [a, b] = [top.groups[0]!, bottom.groups[0]!];
    if (!MIXED_DENOMINATORS.has(b) || Number(a) < 1 || Number(a) >= Number(b)) return null;
    return { value: ratio(a, b), count: 3 };
  }

  #takeCardinal(token: Token, linked: boolean): boolean {
    const cardinal = lexeme(token, 'cardinal');
    if (cardinal === undefined) return false;
    const value = Number(cardinal.value);
    // "$5 million a year": an article joins nothing
    if (this.#started && lexeme(token, 'per') !== undefined) return false;
    const scale = lexeme(token, 'scale');
    if (value >= 100 && scale !== undefined) return false;
    if (value === 10 && scale !== undefined && this.#group !== null && Number(this.#group[0]) % 100 < 10) return false;
    if (this.#group === null) {
      if (this.#hasTotal && (value >= 10 ** this.#lastPower || value === 0)) return false;
      this.#group = [cardinal.value];
      this.#floor = this.#floorOf(value);
      return true;
    }
    if (value > 0 && value < this.#floor) {
      this.#group = this.#group.map((v) => add(v, cardinal.value) ?? v);
      this.#floor = this.#floorOf(value);
      return true;
    }
    // ein-und-zwanzig: a unit stands before its ten, in one word.
    const open = Number(this.#group[0]) % 100;
    if (
      this.#rules.unitsFirst === true &&
      (linked || !token.spaced) &&
      open > 0 &&
      open < 10 &&
      value >= 20 &&
      value < 100 &&
      value % 10 === 0
    ) {
      this.#group = this.#group.map((v) => add(v, cardinal.value) ?? v);
      this.#floor = 1;
      return true;
    }
    return false;
  }

  #floorOf(value: number): number {
    if (!Number.isInteger(value)) return 1;
    if (value >= 100 && value % 100 === 0) return 100;
    if (this.#rules.vigesimal?.includes(value % 100) === true) return 20;
    return value >= 20 && value % 10 === 0 ? 10 : 1;
  }

  #takeScale(power: number): 'taken' | 'revert' | 'no' {
    if (power === 1) {
      // Finnish kaksi-kymmentä, also within kaksi-sataa-kolme-kymmentä
      const group = this.#group;
      if (group === null) return 'no';
      const unit = Number(group[0]) % 100;
      if (!(unit >= 1 && unit < 10)) return 'no';
      this.#group = group.map((v) => add(v, String(unit * 9)) ?? v);
      this.#floor = 10;
      return 'taken';
    }
    if (power === 2) {
      if (this.#group === null) {
        if (this.#hasTotal && this.#lastPower <= 2) return 'no';
        this.#group = ['100'];
        this.#floor = 100;
        return 'taken';
      }
      if (toNumber(this.#group[0]!) >= 100) {
        // quatre-vingt-cent: the last word begins another number
        return 'revert';
      }
      // The eighty of `quatre-vingt` is a scale of its own kind: see `vigesimal` in the French table.
      this.#group = this.#group.map((v) => shift(v, 2));
      this.#floor = 100;
      return 'taken';
    }
    if (power < this.#lastPower) {
      const factor = this.#group ?? ['1'];
      const closed = factor.map((v) => shift(v, power));
      this.#total = this.#hasTotal ? closed.map((v, i) => add(this.#total[i] ?? this.#total[0]!, v) ?? v) : closed;
      this.#hasTotal = true;
      this.#group = null;
      this.#lastPower = power;
      return 'taken';
    }
    if (power > this.#lastPower && this.#lastPower <= 6) {
      // mil millones, thousand million
      this.#total = this.#sum().map((v) => shift(v, power));
      this.#group = null;
      this.#lastPower = power;
      return 'taken';
    }
    return 'revert';
  }

  #addHalf(): void {
    if (this.#group !== null) {
      this.#group = this.#group.map((v) => add(v, '0.5') ?? v);
      this.#floor = 0;
    } else {
      this.#total = this.#total.map((v) => add(v, shift('0.5', this.#lastPower)) ?? v);
    }
  }

  #decimalTail(from: number): { digits: string; next: number } | null {
    let digits = '';
    let index = from;
    let group: number | null = null;
    for (; index < this.#tokens.length && index < from + 12; index++) {
      const token = this.#tokens[index]!;
      if (token.kind === 'numeral') {
        return digits === '' && token.numeral!.plain ? { digits: token.numeral!.groups[0]!, next: index + 1 } : null;
      }
      const value = lexeme(token, 'cardinal')?.value;
      if (value === undefined || value.includes('.')) break;
      if (value.length === 1 && group === null) digits += value;
      else if (group === null && digits === '') group = Number(value);
      else if (group !== null && value.length === 1 && group % 10 === 0) group += Number(value);
      else break;
    }
    if (group !== null) digits = String(group);
    return digits === '' ? null : { digits, next: index };
  }

  /** A word that is a number by itself but cannot begin a composition: an ordinal, a fraction, `double`. */
  #loneWord(first: Token): ParsedNumber | null {
    const ordinal = lexeme(first, 'ordinal');
    const isWeak = lexeme(first, 'weak') !== undefined;
    const fraction = lexeme(first, 'fraction');
    if (ordinal !== undefined) {
      const parsed = this.#ordinals(this.#start, '0', isWeak);
      // четверть, пятая: an ordinal or its fraction
      if (parsed === null || fraction === undefined || parsed.next > this.#start + 1) return parsed;
      return { ...parsed, values: [...parsed.values, ratio('1', fraction.value)] };
    }
    if (fraction !== undefined) {
      const value = ratio('1', fraction.value);
      return this.#result({ next: this.#start + 1, values: [value], power: 0 }, { fraction: true, weak: isWeak });
    }
    const multiple = lexeme(first, 'multiple');
    if (multiple !== undefined) {
      return this.#result({ next: this.#start + 1, values: [multiple.value], power: 0 }, { weak: true });
    }
    return null;
  }

  /** `vigésimo primero`, `двадцать первый`: ordinals add up like cardinals. */
  #ordinals(from: number, base: Decimal, weak: boolean): ParsedNumber | null {
    let value = base;
    let floor = Number.MAX_SAFE_INTEGER;
    let index = from;
    while (index < this.#tokens.length) {
      const skip = index > from && this.#token(index)?.word === '-' ? 1 : 0;
      const ordinal = lexeme(this.#token(index + skip), 'ordinal');
      if (ordinal === undefined || Number(ordinal.value) >= floor) break;
      value = add(value, ordinal.value) ?? value;
      floor = this.#floorOf(Number(ordinal.value));
      // décimo oitavo
      if (ordinal.value === '10') floor = 10;
      if (floor > Number(ordinal.value)) floor = 1;
      index += skip + 1;
    }
    return index === from
      ? null
      : this.#result({ next: index, values: [value], power: 0 }, { ordinal: true, weak: weak && index === from + 1 });
  }

  /** What may close a number: an ordinal, a fraction, a collective. */
  #finish(index: number, digits: boolean, words: number): ParsedNumber {
    let at = index;
    const link = this.#token(at);
    if (link?.word === '-' && !link.spaced) at++;
    const linked = lexeme(this.#token(at), 'and') !== undefined ? at + 1 : at;
    const sum = this.#snapshot(index);
    const weak =
      words === 1 && !digits && index === this.#start + 1 && lexeme(this.#token(this.#start), 'weak') !== undefined;
    for (const place of [at, linked]) {
      const ordinal = lexeme(this.#token(place), 'ordinal');
      if (ordinal === undefined || digits) continue;
      const value = Number(ordinal.value);
      const free = this.#group === null ? 10 ** this.#lastPower : this.#floor;
      const unit = Number(sum.values[0]) % 100;
      if (this.#rules.unitsFirst === true && place === linked && unit < 10 && value >= 20 && value < 100) {
        const whole = add(sum.values[0]!, ordinal.value);
        if (whole !== null) return this.#result({ next: place + 1, values: [whole], power: 0 }, { ordinal: true });
      }
      const weakHere = lexeme(this.#token(place), 'weak') !== undefined && free !== 10;
      if (value < free && !weakHere) {
        const rest = this.#ordinals(place, sum.values[0]!, false);
        if (rest !== null) return rest;
      } else if (value >= 100 && Number(sum.values[0]) < 100 && place === at) {
        const product = multiply(sum.values[0]!, ordinal.value);
        if (product !== null) return this.#result({ next: at + 1, values: [product], power: 0 }, { ordinal: true });
      }
    }
    const fraction = lexeme(this.#token(at), 'fraction');
    // 4–2 puoli kahdeksalta: half past seven
    const clock =
      lexeme(this.#token(at), 'halfBefore') !== undefined && lexeme(this.#token(at + 1), 'cardinal') !== undefined;
    if (fraction !== undefined && !clock && this.#fractionFollows(sum, fraction.value)) {
      const values = sum.values.map((v) => ratio(v, fraction.value));
      return this.#result({ next: at + 1, values, power: 0 }, { fraction: true, digits, words: 2 });
    }
    const collective = lexeme(this.#token(at), 'collective');
    if (collective !== undefined) {
      const values = sum.values.map((v) => multiply(v, collective.value) ?? v);
      const of = lexeme(this.#token(at + 1), 'of') === undefined ? 1 : 2;
      const scale = this.#scaleAt(at + of);
      // A couple of thousand is some thousand.
      if (scale !== null && collective.value === '2') {
        const order = [shift('1', scale)];
        return this.#result({ next: at + of + 1, values: order, power: scale }, { vague: true, approximate: true });
      }
      if (scale !== null && of === 2) {
        return this.#result(
          { next: at + 3, values: values.map((v) => shift(v, scale)), power: scale },
          { approximate: true, words: 2 },
        );
      }
      const couple = collective.value === '2' && weak;
      return this.#result({ next: at + 1, values, power: 0 }, { approximate: !couple, words: 2, weak: couple });
    }
    return this.#result(sum, { digits, words, weak });
  }

  /** `3 quarts` and `two thirds` are fractions; `20 thirds`, and `1 second` of time, are not. */
  #fractionFollows(sum: Composition, denominator: string): boolean {
    const top = toNumber(sum.values[0]!);
    return Number.isInteger(top) && top >= 1 && top <= Math.max(Number(denominator), 9) && top < 100;
  }

  #result(composition: Composition, flags: Partial<ParsedNumber> & { words?: number }): ParsedNumber {
    const token = this.#tokens[this.#start]!;
    return {
      next: composition.next,
      values: composition.values,
      digits: flags.digits ?? token.kind === 'numeral',
      plain: token.kind === 'numeral' && token.numeral!.plain && composition.next === this.#start + 1,
      ordinal: flags.ordinal ?? false,
      fraction: flags.fraction ?? false,
      approximate: flags.approximate ?? false,
      vague: flags.vague ?? false,
      weak: flags.weak ?? false,
      power: composition.power,
    };
  }
}
