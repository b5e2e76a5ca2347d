import type { Fact, Finding, Severity, Span } from '../core/index.ts';
import {
  ENGLISH_ATTRIBUTIONS,
  ENGLISH_HEDGES,
  ENGLISH_NEGATIONS,
  ENGLISH_NOT_NEGATIONS,
  ENGLISH_WEAK_HEDGES,
  holdsNegation,
} from './languages/english.ts';
import type { Cues } from './languages/cues.ts';
import type { CompiledRules } from './languages/index.ts';
import { similarity, toLatin } from './names/letters.ts';
import { spanOf, wordsOf } from './source.ts';
import type { Source, Statement } from './source.ts';

type Range = { readonly start: number; readonly end: number };

/** A clause of the evidence, as far as punctuation tells. Offsets into the source's text. */
interface Clause extends Range {
  /**
   * Whether the claim tells it: a fact of the claim was traced to it, it shares the most words with the claim, or the
   * claim renders all of the evidence. Null where nothing ties the claim to any clause.
   */
  readonly told: boolean | null;
}

export interface ModalitySetting {
  /** The statement renders its evidence one to one: all of it is told. @default false */
  readonly rendering?: boolean | undefined;
}

/**
 * Checks that what the source only supposes, denies or attributes does not come out as plain fact.
 *
 * An error needs a clear case: the clause of the evidence that the claim tells (by a figure or name traced to it, or
 * because it is the only one) carries the mark, and the claim has nothing that could stand for it. Everything less
 * clear is a warning or nothing, since languages negate and hedge in different ways.
 * @param facts facts of this statement, already traced
 */
export function checkModality(
  source: Source,
  statement: Statement,
  facts: readonly Fact[],
  setting: ModalitySetting = {},
): Finding[] {
  const { rules } = source;
  if (rules === null || statement.segments.length === 0) return [];
  const split = statement.segments.flatMap((index) => clausesOf(source, index, setting.rendering === true));
  if (split.length === 0) return [];
  const clauses = tieToClaim(source, statement.text, facts, split);
  const findings: Finding[] = [];
  const add = (severity: Severity, message: string, target: Span | null, at: Range): void => {
    findings.push({
      check: 'modality',
      severity,
      message,
      claim: statement.claim,
      target,
      source: spanOf(source.text, at.start, at.end),
    });
  };
  checkHedge(source, rules, statement, clauses, add);
  checkNegation(source, rules, statement, clauses, add);
  checkAttribution(source, rules, statement, clauses, add);
  return findings;
}

type Add = (severity: Severity, message: string, target: Span | null, at: Range) => void;

const BOUNDARY = /[,;:.!?()«»“”„"—–、。，；：]+/gu;
/** Clauses shorter than this are set phrases between commas and belong to what is around them. */
const SHORT_CLAUSE = 12;

function clausesOf(source: Source, index: number, rendering: boolean): Clause[] {
  const segment = source.segments[index]!;
  const text = source.text.slice(segment.start, segment.end);
  const ranges: { start: number; end: number }[] = [];
  let start = 0;
  const push = (end: number): void => {
    const last = ranges.at(-1);
    if (last !== undefined && end - start < SHORT_CLAUSE) last.end = segment.start + end;
    else ranges.push({ start: segment.start + start, end: segment.start + end });
  };
  for (const match of text.matchAll(BOUNDARY)) {
    // "2,5" and "1.000" hold no boundary.
    if (/\d$/u.test(text.slice(0, match.index).slice(-1)) && /\d/u.test(text[match.index + match[0].length] ?? ''))
      continue;
    if (match.index > start) push(match.index);
    start = match.index + match[0].length;
  }
  if (start < text.length) push(text.length);
  return ranges.map((range) => ({ ...range, told: rendering || ranges.length === 1 ? true : null }));
}

/** Decides which clauses of several a claim tells. */
function tieToClaim(source: Source, text: string, facts: readonly Fact[], clauses: readonly Clause[]): Clause[] {
  if (clauses.every((clause) => clause.told !== null)) return [...clauses];
  const words = wordsOf(text)
    .map((word) => toLatin(word.text))
    .filter((latin) => latin.length >= 5);
  const anchors = clauses.map((clause) => {
    const traced = facts.filter(
      (fact) => fact.source !== null && fact.source.start < clause.end && clause.start < fact.source.end,
    ).length;
    const own = wordsOf(source.text, clause.start, clause.end).map((word) => toLatin(word.text));
    const shared = words.filter((word) =>
      own.some((other) => other.length >= 5 && similarity(word, other, COGNATE) >= COGNATE),
    ).length;
    return 2 * traced + shared;
  });
  const most = Math.max(...anchors);
  return clauses.map((clause, index) => ({
    ...clause,
    told: most === 0 ? null : anchors[index]! >= Math.max(1, most / 2),
  }));
}

/** Two words of different languages that sound so much alike are one word, mostly. */
const COGNATE = 0.8;

function first(cues: Cues, source: Source, clause: Range): Range | null {
  const found = cues.find(source.text.slice(clause.start, clause.end))[0];
  return found === undefined ? null : { start: clause.start + found.start, end: clause.start + found.end };
}

function quote(source: Source, at: Range): string {
  return source.text.slice(at.start, at.end).replaceAll(/\s+/gu, ' ');
}

const FUTURE = /(?<![\p{L}'’])(?:will|shall|is going to|are going to|'ll|’ll)(?!\p{L})/iu;

function checkHedge(
  source: Source,
  rules: CompiledRules,
  statement: Statement,
  clauses: readonly Clause[],
  add: Add,
): void {
  const future = /will|shall|going|['’]ll/iu.test(statement.text) ? FUTURE.exec(statement.text) : null;
  const hedges = ENGLISH_HEDGES.find(statement.text).length;
  if (hedges > 0 && (future === null || hedges > ENGLISH_WEAK_HEDGES.find(statement.text).length)) return;
  const target = future === null ? null : spanOf(statement.text, future.index, future.index + future[0].length);
  for (const clause of clauses) {
    const at = first(rules.possible, source, clause) ?? first(rules.reported, source, clause);
    const cue = at === null ? '' : quote(source, at);
    if (at !== null && clause.told !== false) {
      const clear = rules.spaced && clause.told === true && (clauses.length === 1 || future !== null);
      add(
        clear ? 'error' : 'warning',
        `The brief states as certain what the source only supposes: it says “${cue}”.`,
        target,
        at,
      );
      return;
    }
    if (future !== null && hedges === 0 && clause.told === true) {
      const intended = first(rules.intended, source, clause);
      if (intended !== null) {
        add(
          'warning',
          `The brief says “${future[0]}” where the source says “${quote(source, intended)}”, which is less certain.`,
          target,
          intended,
        );
        return;
      }
    }
  }
}

/** Negations that are left when set phrases are taken out. Offsets into the source's text. */
function negationsIn(source: Source, rules: CompiledRules, clause: Range): Range[] {
  const text = source.text.slice(clause.start, clause.end);
  const harmless = rules.notNegation.find(text);
  return rules.negation
    .find(text)
    .filter((found) => !harmless.some((other) => other.start < found.end && found.start < other.end))
    .map((found) => ({ start: clause.start + found.start, end: clause.start + found.end }));
}

function checkNegation(
  source: Source,
  rules: CompiledRules,
  statement: Statement,
  clauses: readonly Clause[],
  add: Add,
): void {
  const { text } = statement;
  const harmless = ENGLISH_NOT_NEGATIONS.find(text);
  const here = ENGLISH_NEGATIONS.find(text).filter(
    (found) =>
      !harmless.some((other) => other.start < found.end && found.start < other.end) &&
      // "No. 11" is a number.
      !/^\.?\s?\d/u.test(text.slice(found.end, found.end + 3)),
  );
  const negated = clauses.map((clause) => ({ clause, at: negationsIn(source, rules, clause)[0] ?? null }));
  const there = negated.filter(({ at }) => at !== null);
  if (here.length === 0 && there.length > 0) {
    if (harmless.length > 0 || holdsNegation(text)) {
      // "refused", "only", "whether or not": said in another way, or else lost; too unsure for a word of blame.
      return;
    }
    const told = there.find(({ clause }) => clause.told) ?? there.find(({ clause }) => clause.told === null);
    if (told === undefined || told.at === null) return;
    const severity = rules.spaced && told.clause.told === true ? 'error' : 'warning';
    add(severity, `The source negates this (“${quote(source, told.at)}”); the brief does not.`, null, told.at);
    return;
  }
  if (
    here.length > 0 &&
    there.length === 0 &&
    !clauses.some((clause) => first(rules.mayNegate, source, clause) !== null)
  ) {
    const found = here[0]!;
    const whole = clauses[0]!;
    add(
      'warning',
      `The brief says “${text.slice(found.start, found.end)}”; no negation was found in the source.`,
      spanOf(text, found.start, found.end),
      { start: whole.start, end: clauses.at(-1)!.end },
    );
  }
}

/** The first mark of a named source that is neither a set phrase nor negated ("nie podała"). */
function attributionIn(source: Source, rules: CompiledRules, clause: Range): Range | null {
  const text = source.text.slice(clause.start, clause.end);
  const found = rules.attribution.find(text);
  if (found.length === 0) return null;
  const harmless = rules.notAttribution.find(text);
  const negations = rules.spaced ? rules.negation.find(text) : [];
  const at = found.find(
    ({ start, end }) =>
      !harmless.some((other) => other.start < end && start < other.end) &&
      !negations.some((other) => other.start < start && start - other.end <= 1),
  );
  return at === undefined ? null : { start: clause.start + at.start, end: clause.start + at.end };
}

function checkAttribution(
  source: Source,
  rules: CompiledRules,
  statement: Statement,
  clauses: readonly Clause[],
  add: Add,
): void {
  if (ENGLISH_ATTRIBUTIONS.find(statement.text).length > 0 || ENGLISH_HEDGES.find(statement.text).length > 0) return;
  // The words of a quotation are attributed by the quotation itself.
  if (/["“”«»]/u.test(statement.text)) return;
  for (const clause of clauses) {
    const at = attributionIn(source, rules, clause);
    // The clause that names the source often stands apart: "selon la direction, …".
    if (at === null || (clauses.length > 2 && clause.told === false && !clauses.some((other) => other.told === true)))
      continue;
    add('warning', `The source attributes this (“${quote(source, at)}”); the brief states it as fact.`, null, at);
    return;
  }
}
