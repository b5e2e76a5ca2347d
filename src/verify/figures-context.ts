import { boundBeside } from '../figures/index.ts';
import type { Figure } from '../figures/index.ts';
import { isRange } from './figures-agree.ts';
import { signObjection } from './figures-signs.ts';

/** What stands around the figures of a claim and of its evidence. */
export interface Surroundings {
  readonly claim: string;
  /** The text that the offsets of the evidence count in. */
  readonly source: string;
  readonly language: string;
  readonly evidence: readonly Figure[];
}

/** Why a figure is doubtful although its number stands in the evidence. */
export interface Objection {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

type Judge = (figure: Figure, source: Figure, around: Surroundings) => Objection | null;

const JUDGES: readonly Judge[] = [rangeObjection, signObjection, boundObjection, scaleObjection];

/**
 * What the words and signs beside a figure say against it. Where the evidence holds its number several times, only
 * what all of them say counts: it is not certain which of them is meant.
 * @param source the figure of the evidence that carries it
 */
export function objectionTo(figure: Figure, source: Figure, around: Surroundings): Objection | null {
  for (const judge of JUDGES) {
    const objection = judge(figure, source, around);
    if (objection === null) continue;
    const others = around.evidence.filter((other) => other !== source && sameNumber(other, source));
    if (others.every((other) => judge(figure, other, around) !== null)) return objection;
  }
  return null;
}

function sameNumber(a: Figure, b: Figure): boolean {
  const numbers = numbersOf(b);
  return numbersOf(a).some((number) => numbers.includes(number));
}

function numbersOf(figure: Figure): string[] {
  return figure.readings.flatMap(({ value }) =>
    value.type === 'number' ? [value.number] : value.type === 'range' ? [value.from, value.to] : [],
  );
}

/** "From 4% to 3.5%" where the source goes from 3.5 % to 4 %. Scores turn round with the side they are told from. */
function rangeObjection(figure: Figure, source: Figure, { claim, evidence }: Surroundings): Objection | null {
  const [said, held] = [figure.readings[0]!, source.readings[0]!];
  if (said.value.type !== 'range' || held.value.type !== 'range') return null;
  const { from, to } = said.value;
  if (from === to || held.value.from !== to || held.value.to !== from) return null;
  const score = said.unit === null && held.unit === null && !/(?:from|between)\s+$/iu.test(before(claim, figure, 10));
  if (score) return null;
  const straight = evidence.some((other) =>
    other.readings.some(({ value }) => value.type === 'range' && value.from === from && value.to === to),
  );
  if (straight || !isRange(figure)) return null;
  return {
    severity: 'error',
    message: `“${figure.text}” turns “${source.text}” of the original round.`,
  };
}

/** Up to `length` characters before a figure. */
function before(text: string, figure: Figure, length: number): string {
  return text.slice(Math.max(0, figure.start - length), figure.start);
}

/** "At most 30" where the source has at least 30. A bound that only one of the two states is no contradiction. */
function boundObjection(figure: Figure, source: Figure, around: Surroundings): Objection | null {
  if (isRange(figure) || isRange(source) || figure.weak || figure.vague) return null;
  if (!figure.readings.some(({ value }) => value.type === 'number')) return null;
  const said = boundBeside(around.claim, figure.start, figure.end, 'en');
  if (said === null) return null;
  const held = boundBeside(around.source, source.start, source.end, around.language);
  if (held === null || held.bound === said.bound) return null;
  const bounds = [said.bound, held.bound];
  // Nearly thirty are at most thirty.
  if (!bounds.includes('least')) return null;
  return {
    severity: bounds.includes('nearly') ? 'warning' : 'error',
    message: `“${said.text}” beside “${figure.text}” does not agree with the original, which has “${held.text}” beside “${source.text}”.`,
  };
}

/** "30 degrees Fahrenheit" where the source says degrees: languages other than English mean Celsius. */
function scaleObjection(figure: Figure, source: Figure, { source: text, language }: Surroundings): Objection | null {
  const plain = source.readings.every(({ unit }) => unit === '°');
  if (!plain || figure.readings[0]!.unit !== '°F' || /^en\b/u.test(language)) return null;
  if (/°\s?F\b|fahrenh|фаренг|华氏|華氏|ファーレンハイト|फ़ारेनहाइट|फारेनहाइट/iu.test(text)) return null;
  return { severity: 'warning', message: `“${figure.text}”: the original has “${source.text}”, and no Fahrenheit.` };
}
