import type { AnswerSchema } from '../../http/chat/protocol.ts';
import type { Reading } from '../../http/chat/ask.ts';
import { cleanSentence } from '../../http/chat/clean.ts';

const CLAIM_SCHEMA: AnswerSchema = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    segments: { type: 'array', items: { type: 'integer' } },
  },
  required: ['text', 'segments'],
  additionalProperties: false,
};

/** The form of a brief as the model gives it; the example in `prompts/summarise.md` has it, too. */
export const BRIEF_ANSWER: { readonly name: string; readonly schema: AnswerSchema } = {
  name: 'brief',
  schema: {
    type: 'object',
    properties: { headline: CLAIM_SCHEMA, claims: { type: 'array', items: CLAIM_SCHEMA } },
    required: ['headline', 'claims'],
    additionalProperties: false,
  },
};

/** A sentence with the numbers that carry it, from 1, each valid, in ascending order. */
export interface NumberedClaim {
  readonly text: string;
  readonly numbers: readonly number[];
}

export interface BriefAnswer {
  readonly headline: NumberedClaim;
  readonly claims: readonly NumberedClaim[];
  readonly warnings: readonly string[];
}

/** More claims than any brief has: the rest of a flood is left out, with a warning. */
const MOST_CLAIMS = 60;

/**
 * Reads a brief out of the JSON of a reply. Only headline, claims and numbers are looked at; every other field is
 * ignored. Sentences are cleaned; a number that names no line is dropped; a claim whose numbers are all wrong is kept
 * without any, for the checks to find what carries it.
 * @param lineCount numbers from 1 to this are valid
 */
export function readBriefAnswer(value: unknown, lineCount: number): Reading<BriefAnswer> {
  const object = briefIn(value);
  if (object === null) return { ok: false, problem: isObject(value) ? 'its object has no list "claims"' : null };
  const warnings = new Set<string>();

  const { claims: given } = object;
  if (given.length > MOST_CLAIMS)
    warnings.add(`the reply had ${given.length} claims; the first ${MOST_CLAIMS} are used`);
  const claims: NumberedClaim[] = [];
  for (const item of given.slice(0, MOST_CLAIMS)) {
    const claim = readClaim(item, lineCount, warnings);
    if (claim !== null) claims.push(claim);
  }
  if (claims.length === 0) return { ok: false, problem: 'it has no claims with text' };

  const headline = readClaim(object.headline, lineCount, warnings);
  if (headline === null) warnings.add('the reply had no headline; its first claim takes the place');
  return { ok: true, value: { headline: headline ?? claims[0]!, claims, warnings: [...warnings] } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with the claims: the value itself, or the one field that small models wrap around it. */
function briefIn(value: unknown): { readonly headline: unknown; readonly claims: readonly unknown[] } | null {
  if (!isObject(value)) return null;
  const { headline, claims } = value;
  if (Array.isArray(claims)) return { headline, claims };
  const inner = Object.values(value);
  return inner.length === 1 && isObject(inner[0]) && 'claims' in inner[0] ? briefIn(inner[0]) : null;
}

function readClaim(item: unknown, lineCount: number, warnings: Set<string>): NumberedClaim | null {
  const text = typeof item === 'string' ? item : isObject(item) ? item['text'] : null;
  if (typeof text !== 'string') return null;
  const cleaned = cleanSentence(text, lineCount);
  for (const removed of cleaned.removed) warnings.add(`${removed} in a claim was removed`);
  if (cleaned.text === '') return null;

  const numbers = new Set<number>();
  for (const number of [...numbersIn(isObject(item) ? item['segments'] : null), ...cleaned.citations]) {
    if (number >= 1 && number <= lineCount) numbers.add(number);
    else warnings.add(`a claim named segment ${number}, which does not exist`);
  }
  return { text: cleaned.text, numbers: [...numbers].toSorted((a, b) => a - b) };
}

/** Integers of a list, or of what small models give instead: a single number, `"[3]"`, `"3-5"`. */
function numbersIn(value: unknown): number[] {
  if (Array.isArray(value)) return value.slice(0, 200).flatMap((item) => (Array.isArray(item) ? [] : numbersIn(item)));
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [value] : [];
  if (typeof value !== 'string') return [];
  const range = /^\W*(\d{1,6})\s*[-–]\s*(\d{1,6})\W*$/.exec(value.slice(0, 40));
  if (range !== null) {
    const [first, last] = [Number(range[1]), Number(range[2])];
    if (last >= first && last - first < 20)
      return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  }
  return Array.from(value.slice(0, 200).matchAll(/\d{1,6}/g), (match) => Number(match[0]));
}
