import type { Check, Fact, FactVerdict, Finding, Severity, Span } from '../core/index.ts';
import { baseLanguage } from '../core/index.ts';
import { findFigures } from '../figures/index.ts';
import type { Figure, PartialDate } from '../figures/index.ts';
import { englishFigures } from './english-facts.ts';
import { clausesOf } from './figures-roles.ts';
import type { ClauseOf } from './figures-roles.ts';
import { objectionTo } from './figures-context.ts';
import { matchFigures } from './figures.ts';
import type { FigureMatch } from './figures.ts';
import { figureUnit, figureValue, unitInWords } from './figures-words.ts';

/** The figures of an article, found once and used for each of its claims. Offsets count from the article's start. */
export interface SourceFigures {
  readonly text: string;
  readonly bounds: readonly { readonly start: number; readonly end: number }[];
  readonly language: string;
  readonly articleDate: PartialDate | null;
  /** Figures of each segment, in the order of segments. */
  readonly segments: readonly (readonly Figure[])[];
}

export interface FigureRequest {
  /** The English sentence. */
  readonly claim: string;
  /** Its index, or null for the headline. */
  readonly claimIndex: number | null;
  readonly source: SourceFigures;
  /** Indexes of the segments that it names as evidence. */
  readonly evidence: readonly number[];
}

export interface FigureCheck {
  readonly facts: readonly Fact[];
  readonly findings: readonly Finding[];
  /** Figures of the claim that the evidence holds: what anchors it there. */
  readonly anchors: number;
}

/**
 * Finds the figures of an article, segment by segment.
 * @param articleDate ISO date at any precision, or null
 */
export function sourceFigures(
  text: string,
  segments: readonly { readonly start: number; readonly end: number }[],
  language: string,
  articleDate: string | null,
): SourceFigures {
  // What is told of an English article often stands there as it is, and is read once for both.
  const find =
    articleDate === null && baseLanguage(language) === 'en'
      ? englishFigures
      : (segment: string): readonly Figure[] => findFigures(segment, language, { articleDate });
  return {
    text,
    bounds: segments,
    language,
    articleDate: parseIsoDate(articleDate),
    segments: segments.map(({ start, end }) =>
      find(text.slice(start, end)).map((figure) => ({
        ...figure,
        start: figure.start + start,
        end: figure.end + start,
      })),
    ),
  };
}

/** Checks the figures of one English sentence against its evidence, then against the rest of the article. */
export function checkFigures(request: FigureRequest): FigureCheck {
  const { claim, claimIndex, source } = request;
  const named = new Set(request.evidence);
  const figures = englishFigures(claim);
  if (figures.length === 0) return { facts: [], findings: [], anchors: 0 };
  const evidence: Figure[] = [];
  const rest: Figure[] = [];
  source.segments.forEach((list, index) => {
    const into = named.has(index) ? evidence : rest;
    for (const figure of list) into.push(figure);
  });
  const matches = matchFigures(figures, evidence, rest, {
    articleDate: source.articleDate,
    ...(figures.length < 3 ? {} : { clauses: clausesOfBoth(claim, source, named) }),
    verbatim: (figure) => verbatimIn(figure, source, request.evidence),
  });
  const facts: Fact[] = [];
  const findings: Finding[] = [];
  let anchors = 0;
  const around = { claim, source: source.text, language: source.language, evidence };
  for (const match of matches) {
    if (match.outcome === 'skipped') continue;
    const objection =
      match.outcome === 'traced' && match.source !== null ? objectionTo(match.figure, match.source, around) : null;
    const wrong = objection?.severity === 'error';
    if (!wrong && (match.outcome === 'traced' || match.outcome === 'converted')) anchors++;
    const fact = factOf(match, claimIndex);
    facts.push(wrong ? { ...fact, verdict: 'contradicted' } : fact);
    const finding = objection === null ? findingOf(match, claimIndex) : findingAbout(match, objection, claimIndex);
    if (finding !== null) findings.push(finding);
  }
  return { facts, findings, anchors };
}

/** Clauses of the claim, and of the evidence: those of one segment never count as those of another. */
function clausesOfBoth(
  claim: string,
  source: SourceFigures,
  named: ReadonlySet<number>,
): { claim: ClauseOf; source: ClauseOf } {
  const clauses = new Map<number, ClauseOf>();
  const segments = [...named].sort((a, b) => a - b).flatMap((index) => source.bounds[index] ?? []);
  return {
    claim: clausesOf(claim),
    source: (offset) => {
      const place = segments.findIndex(({ start, end }) => start <= offset && offset < end);
      const bounds = segments[place];
      if (bounds === undefined) return -1;
      let clauseOf = clauses.get(place);
      if (clauseOf === undefined) {
        clauseOf = clausesOf(source.text.slice(bounds.start, bounds.end));
        clauses.set(place, clauseOf);
      }
      return place * 1_000_000 + clauseOf(offset - bounds.start);
    },
  };
}

/** A number word of the claim that the evidence holds letter for letter: part of an English name left as it is. */
function verbatimIn(figure: Figure, source: SourceFigures, evidence: readonly number[]): Figure | null {
  if (!/^\p{Lu}\p{L}/u.test(figure.text)) return null;
  for (const index of evidence) {
    const bounds = source.bounds[index];
    if (bounds === undefined) continue;
    const at = source.text.indexOf(figure.text, bounds.start);
    if (at < 0 || at + figure.text.length > bounds.end) continue;
    const around = (source.text[at - 1] ?? '') + (source.text[at + figure.text.length] ?? '');
    if (!/\p{L}/u.test(around)) return { ...figure, start: at, end: at + figure.text.length };
  }
  return null;
}

function factOf(match: FigureMatch, claim: number | null): Fact {
  const { figure } = match;
  return {
    kind: figure.kind,
    text: figure.text,
    claim,
    start: figure.start,
    end: figure.end,
    value: figureValue(figure),
    unit: figureUnit(figure),
    verdict: VERDICTS[match.outcome],
    source: match.source === null ? null : spanOf(match.source),
  };
}

const VERDICTS: Readonly<Record<FigureMatch['outcome'], FactVerdict>> = {
  traced: 'traced',
  elsewhere: 'traced',
  converted: 'converted',
  contradicted: 'contradicted',
  'not-found': 'not-found',
  skipped: 'traced',
};

function findingOf(match: FigureMatch, claim: number | null): Finding | null {
  const { figure, source, outcome, relation } = match;
  const make = (severity: Severity, message: string) => findingAbout(match, { severity, message }, claim);
  const here = `“${figure.text}”`;
  const there = source === null ? '' : `“${source.text}”`;
  switch (outcome) {
    case 'skipped':
      return null;
    case 'traced':
      if (relation === 'rounded') return make('info', `${here} rounds ${there} of the original.`);
      if (relation === 'points') {
        return make('warning', `${here} and ${there} of the original confuse percentage points and per cent.`);
      }
      return null;
    case 'converted':
      if (figure.kind === 'money' && source?.kind === 'money') {
        const severity = figure.approximate ? 'info' : 'warning';
        return make(severity, `${here} is converted from ${there} of the original, which gives no rate of exchange.`);
      }
      return make('info', `${here} is converted from ${there} of the original.`);
    case 'elsewhere':
      return make('warning', `${here} stands in the article (${there}), but not in the sentences given as evidence.`);
    case 'contradicted':
      if (relation === 'unit') {
        return make(
          'error',
          `${here} does not agree with the original, which has ${there}${unitsApart(figure, source)}.`,
        );
      }
      if (relation === 'swapped') {
        return make('error', `${here} is said of the wrong thing: the original has ${there} in its place.`);
      }
      return make('error', `${here} does not agree with the original, which has ${there}.`);
    case 'not-found':
      return make('error', `${here} is not in the original.`);
  }
}

function findingAbout(
  { figure, source }: FigureMatch,
  said: Pick<Finding, 'severity' | 'message'>,
  claim: number | null,
): Finding {
  return {
    check: checkOf(figure),
    severity: said.severity,
    message: said.message,
    claim,
    target: spanOf(figure),
    source: source === null ? null : spanOf(source),
  };
}

/** Both units in words, where they tell more than the two texts do. */
function unitsApart(figure: Figure, source: Figure | null): string {
  if (source === null) return '';
  const here = unitInWords(figureUnit(figure));
  const there = unitInWords(figureUnit(source));
  return here === there ? ': the unit is another' : `: ${here} instead of ${there}`;
}

/** What a finding about a figure is filed under. */
export function checkOf(figure: Figure): Check {
  return figure.kind === 'date' || figure.kind === 'time' ? 'date' : 'figure';
}

function spanOf(figure: Figure): Span {
  return { start: figure.start, end: figure.end, text: figure.text };
}

/** The parts of an ISO date, as far as it goes; null for anything else. */
export function parseIsoDate(text: string | null): PartialDate | null {
  const match = text === null ? null : /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text);
  if (match === null) return null;
  return {
    year: Number(match[1]),
    ...(match[2] === undefined ? {} : { month: Number(match[2]) }),
    ...(match[3] === undefined ? {} : { day: Number(match[3]) }),
  };
}
