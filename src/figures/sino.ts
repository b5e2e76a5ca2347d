import { add, canonical, ratio, shift } from './decimal.ts';
import type { ParsedNumber } from './numbers.ts';
import { lexeme } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { Decimal } from './types.ts';

/**
 * Reads a Chinese or Japanese number: digits and characters mixed, sections of 10 to 1000, scales of 10⁴, 10⁸, 10¹²
 * (`九万一千`, `1億2300万`, `二〇〇八`), fractions (`三分之一`), and orders of magnitude (`数十亿`).
 */
export function parseSinoNumber(tokens: readonly Token[], start: number, nested = false): ParsedNumber | null {
  let index = start;
  let total: Decimal[] = ['0'];
  let section: Decimal = '0';
  let digit: Decimal[] | null = null;
  let started = false;
  let closed = false;
  let vague = false;
  let approximate = false;
  let lastBig = 99;
  let lastSmall = 99;
  let raised = false;
  let positional = '';
  let between: Decimal | null = null;
  const first = tokens[start]!;
  if (lexeme(first, 'several') !== undefined) {
    if (lexeme(tokens[start + 1], 'scale') === undefined) return null;
    vague = true;
    index++;
    digit = ['1'];
  }
  for (; index < tokens.length; index++) {
    const token = tokens[index]!;
    if (token.kind === 'numeral') {
      if (digit !== null || positional !== '') break;
      digit = [...token.numeral!.values];
      started = true;
      continue;
    }
    const cardinal = lexeme(token, 'cardinal');
    if (cardinal !== undefined) {
      if (digit !== null) {
        // 二〇〇八: characters in place of digits
        if (cardinal.value.length !== 1 || section !== '0' || closed || first.kind === 'numeral') break;
        if (positional === '') positional = digit[0]!;
        positional += cardinal.value;
        if (positional.length > 40) break;
        digit = [positional];
        continue;
      }
      if (cardinal.value === '0' && started) continue;
      digit = [cardinal.value];
      started = true;
      continue;
    }
    const whole = digit !== null || section !== '0' || closed;
    if (lexeme(token, 'decimalWord') !== undefined && whole && first.kind === 'word') {
      let fraction = '';
      while (fraction.length < 20) {
        const next = lexeme(tokens[index + 1 + fraction.length], 'cardinal')?.value;
        if (next === undefined || next.length !== 1) break;
        fraction += next;
      }
      if (fraction === '') break;
      digit = (digit ?? ['0']).map((value) => canonical(`${value}.${fraction}`));
      index += fraction.length;
      continue;
    }
    const scale = lexeme(token, 'scale');
    if (scale !== undefined) {
      const power = Number(scale.value);
      // 二三十: twenty or thirty
      if (positional.length === 2 && Number(positional[1]) === Number(positional[0]) + 1) {
        digit = [positional[1]!];
        between = shift(positional[0]!, power);
        approximate = true;
      }
      if (!started && !vague && power > 3) {
        vague = true;
        digit = ['1'];
      }
      if (power <= 3) {
        if (power >= lastSmall && !vague) break;
        const factor = digit ?? ['1'];
        section = add(section, shift(factor[0]!, power)) ?? section;
        lastSmall = power;
      } else {
        const factor: Decimal[] =
          section === '0' ? (digit ?? ['1']) : digit === null ? [section] : [add(section, digit[0]!) ?? section];
        if (power < lastBig) {
          total = factor.map((value, place) => add(total[place] ?? total[0]!, shift(value, power)) ?? value);
        } else if (section === '0' && digit === null && power > lastBig && !raised) {
          // 万亿: once
          total = total.map((value) => shift(value, power));
          raised = true;
        } else break;
        lastBig = power;
        section = '0';
        lastSmall = 99;
      }
      digit = null;
      positional = '';
      closed = true;
      started = true;
      continue;
    }
    if (started && lexeme(token, 'several') !== undefined && lexeme(tokens[index + 1], 'scale') !== undefined) {
      // 20多万, 十数万: more than that
      approximate = true;
      continue;
    }
    break;
  }
  if (!started) return sinoOrdinalOrWord(tokens, start);
  let values = total;
  if (section !== '0') values = values.map((value) => add(value, section) ?? value);
  if (digit !== null) {
    const rest = digit;
    // 三万五: thirty-five thousand, as people say it; with a zero between, 30,005.
    const before = tokens[index - 2];
    const power = Number(lexeme(before, 'scale')?.value ?? 0);
    const colloquial = power >= 2 && tokens[index - 1]!.kind === 'word' && /^[1-9]$/.test(rest[0]!);
    values = closed
      ? values.flatMap((value) => {
          const sum = add(value, rest[0]!) ?? value;
          return colloquial ? [sum, add(value, shift(rest[0]!, power - 1)) ?? value] : [sum];
        })
      : rest.map((value) => (positional === '' ? value : canonical(value)));
  }
  if (between !== null && values.length === 1) values = [values[0]!, between];
  if (lexeme(tokens[index], 'andHalf') !== undefined) {
    values = values.map((value) => add(value, '0.5') ?? value);
    index++;
  }
  // 四十余个: more than that
  if (lexeme(tokens[index], 'several') !== undefined && values[0]!.endsWith('0')) approximate = true;
  // 三分之一: the denominator comes first.
  if (!nested && lexeme(tokens[index], 'fractionOf') !== undefined) {
    const top = parseSinoNumber(tokens, index + 1, true);
    if (top !== null && !top.fraction) {
      return {
        ...top,
        values: values.map((value) => ratio(top.values[0]!, value)),
        digits: first.kind === 'numeral',
        plain: false,
        fraction: true,
        weak: false,
      };
    }
  }
  const lone = index === start + 1 && first.kind === 'word';
  return {
    next: index,
    values,
    digits: first.kind === 'numeral',
    plain: first.kind === 'numeral' ? first.numeral!.plain && index === start + 1 : positional.length === 4,
    ordinal: false,
    fraction: false,
    approximate: approximate || vague,
    vague,
    weak: lone,
    power: lastBig === 99 ? 0 : lastBig,
  };
}

function sinoOrdinalOrWord(tokens: readonly Token[], start: number): ParsedNumber | null {
  const token = tokens[start]!;
  const base = {
    next: start + 1,
    digits: false,
    plain: false,
    ordinal: false,
    fraction: false,
    approximate: false,
    vague: false,
    weak: true,
    power: 0,
  };
  const fraction = lexeme(token, 'fraction');
  if (fraction !== undefined) return { ...base, values: [ratio('1', fraction.value)], fraction: true };
  const ordinal = lexeme(token, 'ordinal');
  if (ordinal !== undefined) return { ...base, values: [ordinal.value], ordinal: true };
  const collective = lexeme(token, 'collective') ?? lexeme(token, 'multiple');
  return collective === undefined ? null : { ...base, values: [collective.value] };
}
