import { sameLanguage, type Glossary, type LanguageTag } from '../core/index.ts';
import { renderEnglish } from './english.ts';
import { findFigures } from './find.ts';
import { hedgeBefore } from './hedges.ts';
import { clockInEnglish, periodInEnglish } from './moments.ts';
import type { Figure } from './types.ts';

/** A stretch of a segment with its settled English. Offsets are UTF-16, half-open, into the segment. */
export interface SettledSpan {
  readonly start: number;
  readonly end: number;
  readonly english: string;
}

export interface ProtectSetting {
  /** Every figure that can be rendered with certainty, not only money and counts with a scale word. @default false */
  readonly all?: boolean | undefined;
  readonly glossary?: Glossary | null | undefined;
  /** Texts that must be protected where they stand in the segment: what a check found wrong in an earlier rendering. */
  readonly also?: readonly string[] | undefined;
  /** Names, as far as the caller knows them. */
  readonly names?: readonly SettledSpan[] | undefined;
  /**
   * For rule-based engines, whose dictionaries lack such words: writes counts with a scale word out in digits ("3
   * milliards de personnes" → "3000000000 personnes"), which keeps the grammar of the sentence, and so "une trentaine";
   * protects hedges before figures ("jusqu'à"). A neural engine does better without.
   * @default false
   */
  readonly countsAsDigits?: boolean | undefined;
  /**
   * The stand-in for the span of this number, counted from 1: one word that the engine takes over unchanged. It must
   * hold the number. @default `Xq1x`, a word that no dictionary has and that reads as a name; for a neural engine take
   * what its vocabulary copies best
   */
  readonly placeholder?: ((number: number) => string) | undefined;
  /** Spans, by their source text, that are to be left to the engine: those that were lost the first time. */
  readonly except?: ReadonlySet<string> | undefined;
}

/** What stands in for a piece of the segment while an engine translates the rest. */
export interface ProtectedSpan {
  readonly placeholder: string;
  /** The text that it stands for. */
  readonly source: string;
  readonly english: string;
}

export interface ProtectedText {
  readonly text: string;
  /** In the order of the text. */
  readonly spans: readonly ProtectedSpan[];
}

interface Candidate extends SettledSpan {
  /** Digits stand in rather than a word. */
  readonly digits?: string | null | undefined;
}

/** From this value on a count or an amount is written with a scale word in English, and so often is in the source. */
const SCALE_DIGITS = 7;

/** Addresses of the web, of mail and of social networks. Each alternative starts with its own literal: linear. */
const ADDRESS =
  /(?<![\p{L}\d])(?:https?:\/\/[^\s<>«»“”"]+|www\.[^\s<>«»“”"]+|[@#][\p{L}\d_]{2,}|(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,10}\/[^\s<>«»“”"]+)|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}/gu;

/** Ends a sentence rather than an address. */
const TRAILING_PUNCTUATION = /[.,;:!?)\]'’…]+$/u;

/** "millions *de* personnes": gone once the number stands in digits. */
const PARTITIVE = /^\s+(?:de |di |d['’])/i;

/** What a stand-in must not touch. */
const LETTER_BEFORE = /[\p{L}\p{M}\p{N}_]$/u;

/**
 * Replaces what an engine must not touch by stand-ins: addresses, glossary terms, names, and figures that are rendered
 * by rule. `restore` puts the English in their place; with an engine that changes nothing, that is all that changes.
 *
 * Bare numbers are left in the text, since engines need them for agreement; `toEnglishStyle` sets them afterwards.
 * @param language the language of the segment
 */
export function protect(segment: string, language: LanguageTag, setting: ProtectSetting = {}): ProtectedText {
  const { except, placeholder = (number: number) => `Xq${number}x` } = setting;
  const candidates = [
    ...glossarySpans(segment, language, setting.glossary ?? null),
    ...addressSpans(segment),
    ...figureSpans(segment, language, setting),
    ...(setting.names ?? []),
  ];
  const chosen: Candidate[] = [];
  const occupied = new Uint8Array(segment.length);
  for (const candidate of candidates) {
    const { start, end } = candidate;
    if (except?.has(segment.slice(start, end)) === true || occupied.subarray(start, end).includes(1)) continue;
    // "À£ 2,5 milliards": a stand-in that touches a letter would become part of its word, and be lost.
    if (LETTER_BEFORE.test(segment.slice(Math.max(0, start - 2), start))) continue;
    occupied.fill(1, start, end);
    chosen.push(candidate);
  }
  chosen.sort((a, b) => a.start - b.start);
  const spans: ProtectedSpan[] = [];
  const lower = segment.toLowerCase();
  const taken = new Set<string>();
  let text = '';
  let at = 0;
  let number = 0;
  for (const { start, end, english, digits } of chosen) {
    let standIn = typeof digits === 'string' && !taken.has(digits) && !lower.includes(digits) ? digits : '';
    while (standIn === '' || taken.has(standIn) || lower.includes(standIn.toLowerCase())) {
      number += 1;
      standIn = placeholder(number);
    }
    taken.add(standIn);
    spans.push({ placeholder: standIn, source: segment.slice(start, end), english });
    text += segment.slice(at, start) + standIn;
    // "d'utilisateurs": what was swallowed with the number parted it from the next word.
    if (isWordBoundary(segment, end) && !isWordBoundary(`0${segment[end] ?? ''}`, 1)) text += ' ';
    at = end;
  }
  return { text: text + segment.slice(at), spans };
}

/**
 * Puts the English of protected spans in the place of their stand-ins, whatever the engine did to their case.
 * @returns the text, and the spans whose stand-in is gone or stands there more than once: the caller translates again
 *   with these in `except` (by their `source`)
 */
export function restore(
  translated: string,
  spans: readonly ProtectedSpan[],
): { readonly text: string; readonly lost: readonly ProtectedSpan[] } {
  if (spans.length === 0) return { text: translated, lost: [] };
  const byKey = new Map(spans.map((span) => [span.placeholder.toLowerCase(), span]));
  const seen = new Map<string, number>();
  const text = translated.replaceAll(standInPattern([...byKey.keys()]), (match) => {
    const key = match.toLowerCase();
    const span = byKey.get(key);
    if (span === undefined) return match;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return span.english;
  });
  const lost = spans.filter((span) => seen.get(span.placeholder.toLowerCase()) !== 1);
  return { text, lost };
}

function standInPattern(keys: readonly string[]): RegExp {
  // One look-up a word, however many stand-ins there are; only stand-ins that are no words need a pattern of their own.
  if (keys.every((key) => /^[\p{L}\d]+$/u.test(key))) return /[\p{L}\d]+/gu;
  const alternatives = keys.toSorted((a, b) => b.length - a.length).map(escapeRegExp);
  return new RegExp(`(?:${alternatives.join('|')})`, 'giu');
}

function figureSpans(segment: string, language: LanguageTag, setting: ProtectSetting): Candidate[] {
  const spans: Candidate[] = [];
  const { countsAsDigits = false, all = false, also = [] } = setting;
  for (const figure of findFigures(segment, language)) {
    const asked = all || also.some((text) => concerns(text, figure));
    const scaled = hasScale(figure);
    let span: Candidate | null = null;
    const compound =
      figure.kind === 'quantity' && /\p{L}\s\p{L}/u.test(figure.text) ? renderEnglish(figure, language) : null;
    if (compound !== null && (countsAsDigits || asked)) {
      span = { start: figure.start, end: figure.end, english: compound };
    } else if (figure.kind === 'count' || figure.kind === 'quantity') {
      const hard = countsAsDigits && (scaled || isCollective(figure) || fractionInEnglish(figure) !== null);
      if (hard || asked)
        span = countSpan(segment, language, figure, countsAsDigits && (scaled || isCollective(figure)));
    } else if (asked || (scaled && (figure.kind === 'money' || figure.kind === 'range'))) {
      const english = renderEnglish(figure, language);
      if (english !== null) span = { start: figure.start, end: figure.end, english };
      else if (figure.kind === 'range' && countsAsDigits) span = upperEndSpan(segment, language, figure);
    }
    if (span !== null) spans.push(span);
    const isAmount = ['count', 'quantity', 'money', 'percentage'].includes(figure.kind);
    // A bare year or so many hours may be a time: "until" is right there.
    const mayBeTime = /^\d{4}$/.test(figure.text);
    const hedge = countsAsDigits && isAmount && !mayBeTime ? hedgeBefore(segment, figure.start, language) : null;
    if (hedge !== null) spans.push(hedge);
    const moment = countsAsDigits || asked ? momentIn(segment, figure, language) : null;
    if (moment !== null) spans.push(moment);
  }
  return spans;
}

/** The number of a count or quantity, without what is counted: that is the engine's to translate. */
function countSpan(segment: string, language: LanguageTag, figure: Figure, asDigits: boolean): Candidate | null {
  const number = figure.kind === 'count' ? figure : numberAlone(figure, language);
  if (number === null) return null;
  const fraction = fractionInEnglish(number);
  if (fraction !== null) return { start: number.start, end: number.end, english: fraction };
  const rendered = renderEnglish(number, language);
  if (rendered === null) return null;
  const english = isCollective(number) ? `about ${rendered}` : rendered;
  const after = segment.slice(number.end, number.end + 8);
  const partitive = hasScale(number) || isCollective(number) ? (PARTITIVE.exec(after)?.[0].trimEnd().length ?? 0) : 0;
  const digits = asDigits ? digitsOf(number) : null;
  return { start: number.start, end: number.end + partitive, english, digits };
}

/** The scaled number at the end of a range: "3 millions" of "2 à 3 millions", which in English carries the scale alone too. */
function upperEndSpan(segment: string, language: LanguageTag, figure: Figure): Candidate | null {
  for (const match of figure.text.matchAll(/\s(?=\d)/g)) {
    const text = figure.text.slice(match.index + 1);
    const [found, ...more] = findFigures(text, language).filter((other) => !other.weak);
    if (found?.kind !== 'count' || found.text !== text || more.length > 0) continue;
    const start = figure.start + match.index + 1;
    return countSpan(segment, language, { ...found, start, end: figure.end }, true);
  }
  return null;
}

/** The count at the start of a quantity: "1,2 million" of "1,2 million de tonnes". */
function numberAlone(figure: Figure, language: LanguageTag): Figure | null {
  const wanted = JSON.stringify(figure.readings[0]?.value);
  const words = figure.text.split(/(?=\s)/);
  for (let count = words.length - 1; count > 0; count--) {
    const text = words.slice(0, count).join('');
    const [found, ...more] = findFigures(text, language).filter((other) => !other.weak);
    const isWhole = found?.kind === 'count' && found.text === text && more.length === 0;
    if (isWhole && JSON.stringify(found.readings[0]?.value) === wanted) {
      return { ...found, start: figure.start, end: figure.start + text.length };
    }
  }
  return null;
}

function concerns(text: string, figure: Figure): boolean {
  const wanted = text.trim();
  return wanted !== '' && (figure.text.includes(wanted) || wanted.includes(figure.text));
}

function momentIn(segment: string, figure: Figure, language: LanguageTag): Candidate | null {
  return clockInEnglish(segment, figure, language) ?? periodInEnglish(segment, figure, language);
}

/** "une trentaine", "un centenar": to rule-based engines a noun, or worse (Catalan "una trentena" → "one thirtieth"). */
function isCollective(figure: Figure): boolean {
  return /^(?:une?|una|un|uma)\s+\p{L}+(?:aine|ena|ina|inaio|enar)$/iu.test(figure.text) && digitsOf(figure) !== '12';
}

/** "deux tiers", "trois quarts": plural in English, which engines forget. */
function fractionInEnglish(figure: Figure): string | null {
  const value = figure.readings[0]?.value;
  if (value?.type !== 'number' || !/^\p{L}+\s\p{L}+$/u.test(figure.text)) return null;
  return { '2/3': 'two thirds', '0.75': 'three quarters' }[value.number] ?? null;
}

/** Whether a scale word belongs to it, so that engines are apt to get it wrong. */
function hasScale(figure: Figure): boolean {
  const digits = digitsOf(figure) ?? '';
  return digits.length >= SCALE_DIGITS && /\p{L}/u.test(figure.text);
}

/** Its value in digits alone, or null where it is no whole number. */
function digitsOf(figure: Figure): string | null {
  const value = figure.readings[0]?.value;
  const number = value?.type === 'range' ? value.to : value?.type === 'number' ? value.number : '';
  return /^\d+$/.test(number) ? number : null;
}

function addressSpans(segment: string): Candidate[] {
  const spans: Candidate[] = [];
  for (const match of segment.matchAll(ADDRESS)) {
    const text = match[0].replace(TRAILING_PUNCTUATION, '');
    if (text.length > 1) spans.push({ start: match.index, end: match.index + text.length, english: text });
  }
  return spans;
}

function glossarySpans(segment: string, language: LanguageTag, glossary: Glossary | null): Candidate[] {
  const spans: Candidate[] = [];
  const lower = segment.toLowerCase();
  // Lower-casing may change the length of a text (İ): then only the exact form is looked for.
  const folded = lower.length === segment.length;
  for (const { source, target, language: only, doNotTranslate } of glossary?.entries ?? []) {
    if (source.trim() === '' || (only !== null && !sameLanguage(only, language))) continue;
    const isAcronym = source === source.toUpperCase();
    const [haystack, needle] = folded && !isAcronym ? [lower, source.toLowerCase()] : [segment, source];
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
      const end = at + needle.length;
      if (isWordBoundary(segment, at) && isWordBoundary(segment, end)) {
        spans.push({ start: at, end, english: doNotTranslate ? segment.slice(at, end) : target });
      }
    }
  }
  // A longer term holds a shorter one.
  return spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
}

const WORD_CHARACTER = /[\p{L}\p{M}\d]/u;

function isWordBoundary(text: string, at: number): boolean {
  return !(WORD_CHARACTER.test(text[at - 1] ?? '') && WORD_CHARACTER.test(text[at] ?? ''));
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
