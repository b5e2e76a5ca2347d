import type { Fact, Finding, Severity, Span } from '../core/index.ts';
import { sameLanguage } from '../core/index.ts';
import { enclosedSpans } from '../text/quotations.ts';
import { contentStems, latinWordsOf } from './align.ts';
import type { Renderings } from './align.ts';
import { englishNames } from './english-facts.ts';
import { ENGLISH_SPEECH } from './languages/english.ts';
import { holdsName } from './names/match.ts';
import type { Name } from './names/find.ts';
import { similarity } from './names/letters.ts';
import { segmentOf, spanOf, wordsOf } from './source.ts';
import type { Source, Statement } from './source.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Quoted words without their marks. */
interface Quotation extends Range {
  /** Where the mark before them stands, or the words themselves where there is none (posts, dialogue). */
  readonly from: number;
  readonly to: number;
}

const SINGLE =
  /(?<![\p{L}\p{N}])(?:‘([^‘’\n]{1,400})’|‚([^‚‘’\n]{1,400})[‘’]|’([^‘’\n]{1,400})’|'([^'\n]{1,400})')(?![\p{L}\p{N}])/gu;

/** Quotations in any style of marks, outermost only, in order. */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = [];
  for (const { start, end } of enclosedSpans(text)) {
    if (/[([（]/u.test(text[start]!)) continue;
    found.push({ from: start, to: end, start: start + 1, end: end - 1 });
  }
  for (const match of /['’‘‚]/u.test(text) ? text.matchAll(SINGLE) : []) {
    found.push({
      from: match.index,
      to: match.index + match[0].length,
      start: match.index + 1,
      end: match.index + match[0].length - 1,
    });
  }
  const outer: Quotation[] = [];
  for (const quotation of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = outer.at(-1);
    if (last === undefined || quotation.from >= last.to) outer.push(quotation);
  }
  return outer;
}

const sourceQuotations = new WeakMap<Source, readonly Quotation[]>();

/** The quotations of the source: between marks (also over several sentences), in posts, and in dialogue after a dash. */
function quotationsOf(source: Source): readonly Quotation[] {
  const known = sourceQuotations.get(source);
  if (known !== undefined) return known;
  const found: Quotation[] = [];
  // Marks pair up within a paragraph, so that one that is never closed spoils no more than that.
  let start = 0;
  while (start < source.text.length) {
    const blank = source.text.indexOf('\n\n', start);
    const end = blank < 0 ? source.text.length : blank;
    for (const quotation of quotationsIn(source.text.slice(start, end))) {
      found.push({
        from: quotation.from + start,
        to: quotation.to + start,
        start: quotation.start + start,
        end: quotation.end + start,
      });
    }
    start = end + 2;
  }
  for (const segment of source.segments) {
    if (segment.kind === 'post' || /^[—–]\s|^-\s/u.test(source.text.slice(segment.start, segment.start + 2))) {
      found.push({ from: segment.start, to: segment.end, start: segment.start, end: segment.end });
    }
  }
  const sorted = found.toSorted((a, b) => a.from - b.from);
  sourceQuotations.set(source, sorted);
  return sorted;
}

/** Fewer words than this between quotation marks may be a title, a term or irony as well as somebody's words. */
const QUOTED_WORDS = 4;
/** English letters for one letter of the source, at most. Han and kana say more with one character. */
const MOST_LONGER = 2.2;
const MOST_LONGER_UNSPACED = 9;

/** What is known of the wording of quotations besides the two texts. */
export interface QuotationSetting {
  /** The statement was made as the rendering of its evidence, sentence by sentence: its wording needs no proof. */
  readonly aligned?: boolean | undefined;
  readonly renderings?: Renderings;
  /** Whether an earlier check, which had renderings, traced this quotation. */
  readonly known?: ((text: string) => boolean) | undefined;
}

/**
 * Checks that what the statement puts between quotation marks stands between quotation marks in its evidence, has
 * something in common with the words there, and is given to the same speaker.
 * @param facts facts of this statement, already traced
 */
export function checkQuotations(
  source: Source,
  statement: Statement,
  facts: readonly Fact[],
  setting: QuotationSetting = {},
): { facts: Fact[]; findings: Finding[] } {
  const quotations = quotationsIn(statement.text);
  const made: Fact[] = [];
  const findings: Finding[] = [];
  if (quotations.length === 0) return { facts: made, findings };
  const all = quotationsOf(source);
  const touching = (index: number): Quotation[] => {
    const segment = source.segments[index]!;
    return all.filter((quotation) => quotation.from < segment.end && segment.start < quotation.to);
  };
  const openMark = statement.segments.some((index) => ANY_MARK.test(segmentOf(source, index)));
  const here = [...new Set(statement.segments.flatMap((index) => touching(index)))];
  for (const quotation of quotations) {
    const text = statement.text.slice(quotation.start, quotation.end);
    const words = wordsOf(text);
    if (words.length === 0) continue;
    const add = (severity: Severity, message: string, at: Range | null): void => {
      findings.push({
        check: 'quotation',
        severity,
        message,
        claim: statement.claim,
        target: spanOf(statement.text, quotation.from, quotation.to),
        source: at === null ? null : clip(source, at),
      });
    };
    const short = words.length < QUOTED_WORDS || isTitle(text);
    const fact = (verdict: Fact['verdict'], at: Range | null): void => {
      made.push({
        kind: 'quotation',
        text,
        claim: statement.claim,
        start: quotation.start,
        end: quotation.end,
        value: text,
        unit: null,
        verdict,
        source: at === null ? null : clip(source, at),
      });
    };
    const comparable = (ranges: readonly Range[]): boolean =>
      words.length < QUOTED_WORDS ||
      setting.aligned === true ||
      setting.known?.(text) === true ||
      sharesWording(source, quotation, text, ranges, facts, setting.renderings);
    const doubtWording = (at: Range): void => {
      fact('not-found', null);
      add('warning', 'The words in quotation marks could not be compared with the original; compare them.', at);
    };
    if (here.length === 0 && openMark) {
      // A quotation of which the article has only one of the two marks.
      const evidence = statement.segments.map((index) => source.segments[index]!);
      if (comparable(evidence)) fact('traced', evidence[0]!);
      else doubtWording(evidence[0]!);
      continue;
    }
    if (here.length === 0) {
      // A title set off by capitals or italics in the source gets quotation marks in English.
      if (isTitle(text)) continue;
      fact('not-found', null);
      const severity = short || source.segments.some((segment) => segment.kind === 'unknown') ? 'warning' : 'error';
      add(
        severity,
        `The brief quotes “${shorten(text)}”, but nothing is quoted in the sentences that it is based on.`,
        null,
      );
      continue;
    }
    const match = bestMatch(source, quotation, text, here, facts);
    if (match === null) {
      fact('not-found', null);
      const longest = here.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
      add(
        short ? 'warning' : 'error',
        `The brief quotes “${shorten(text)}”, which is not among the words that the source quotes.`,
        longest,
      );
      continue;
    }
    const speaker = checkSpeaker(source, statement, quotation, match);
    // Words joined from two quotations are longer than either.
    const joined = text.length > MOST_LONGER * (match.end - match.start);
    if (speaker === null && !comparable(joined ? here : [match])) {
      doubtWording(match);
      continue;
    }
    fact(speaker === null ? 'traced' : 'contradicted', match);
    if (speaker !== null && !isTitle(text)) add(short ? 'warning' : speaker.severity, speaker.message, speaker.at);
  }
  return { facts: made, findings };
}

function clip(source: Source, at: Range): Span {
  return spanOf(source.text, at.start, Math.min(at.end, at.start + 2000));
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Words that all have capitals: the title of a work, the name of a programme. */
function isTitle(text: string): boolean {
  const words = wordsOf(text).filter((word) => word.text.length > 3);
  return words.length > 0 && words.every((word) => /^[\p{Lu}\p{N}]/u.test(word.text));
}

/** The quotation of the source that this may render: long enough, and holding what of its facts the source holds. */
function bestMatch(
  source: Source,
  quotation: Quotation,
  text: string,
  candidates: readonly Quotation[],
  facts: readonly Fact[],
): Quotation | null {
  const most = source.rules?.spaced === false ? MOST_LONGER_UNSPACED : MOST_LONGER;
  const inside = facts.filter(
    // A name stands in many places, and is traced to the first.
    (fact) =>
      fact.source !== null && fact.kind !== 'name' && fact.start >= quotation.start && fact.end <= quotation.end,
  );
  const span = { start: candidates[0]!.start, end: candidates.at(-1)!.end };
  const room = candidates.reduce((sum, candidate) => sum + candidate.end - candidate.start, 0);
  let best: Quotation | null = null;
  let bestScore = -1;
  for (const candidate of candidates) {
    const length = candidate.end - candidate.start;
    // English may join two quotations that an incise parts: "…", said X, "…".
    if (text.length > most * length + 12 && text.length > most * room + 12) continue;
    const held = inside.filter(
      (fact) => fact.source!.start < candidate.end && candidate.start < fact.source!.end,
    ).length;
    const lost = inside.filter((fact) => fact.source!.end <= span.start || fact.source!.start >= span.end).length;
    if (lost > 0 && held === 0) continue;
    const score = held * 10 - Math.abs(Math.log((text.length + 1) / (length + 1)));
    if (best === null || score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Share of the words of a quotation that must have a counterpart in the original: a figure, a name or a cognate. */
const ANCHORED = 0.1;
/** The same where both are English, or the one is compared with a rendering of the other. */
const SAME_WORDS = 0.4;
/** The least of them that must agree with a rendering, whatever figure or name the two have in common. */
const SOME_WORDS = 0.2;
/** Letters of a quotation for one of the original, beyond which one counterpart may well be an accident. */
const LEAST_RATIO = 0.4;
const MOST_RATIO = 2.6;
/** As `COGNATE` of the alignment, but for a few words that stand in the same place. */
const QUOTED_COGNATE = 0.75;
/** Characters of either that are compared: each word with each. */
const LONGEST_COMPARED = 3000;

/** Whether the words of a quotation have enough in common with those that it should render. */
function sharesWording(
  source: Source,
  quotation: Quotation,
  text: string,
  ranges: readonly Range[],
  facts: readonly Fact[],
  renderings: Renderings,
): boolean {
  const original = ranges
    .map(({ start, end }) => source.text.slice(start, end))
    .join('\n')
    .slice(0, LONGEST_COMPARED);
  const inside = facts.filter(
    (fact) =>
      fact.source !== null &&
      (fact.verdict === 'traced' || fact.verdict === 'converted') &&
      fact.start >= quotation.start &&
      fact.end <= quotation.end,
  );
  // A name stands in many places, and is traced to the first.
  const names = inside.filter((fact) => fact.kind === 'name' && original.includes(fact.source!.text));
  const figures = inside.filter(
    (fact) =>
      fact.kind !== 'name' && ranges.some(({ start, end }) => fact.source!.start < end && start < fact.source!.end),
  );
  const stems = contentStems(text.slice(0, LONGEST_COMPARED));
  const named = new Set(names.flatMap((fact) => contentStems(fact.text)));
  const own = latinWordsOf(original);
  const cognates = stems.filter(
    (stem) =>
      !named.has(stem) &&
      (own.has(stem) || [...own].some((word) => similarity(stem, word, QUOTED_COGNATE) >= QUOTED_COGNATE)),
  );
  const anchors = figures.length + names.length + cognates.length;
  const share = anchors / Math.max(1, stems.length - named.size + names.length + figures.length);
  if (sameLanguage(source.language, 'en')) return share >= SAME_WORDS;
  const rendered = source.segments.flatMap((segment, index) =>
    ranges.some(({ start, end }) => segment.start < end && start < segment.end) ? [renderings?.[index] ?? ''] : [],
  );
  if (rendered.some((rendering) => rendering !== '')) {
    const there = new Set(contentStems(rendered.join('\n')));
    const agreement = stems.filter((stem) => there.has(stem)).length / Math.max(1, stems.length);
    return agreement >= SAME_WORDS || (anchors > 0 && share >= ANCHORED && agreement >= SOME_WORDS);
  }
  const ratio = (text.length + 1) / (original.length + 1);
  const likely = source.rules?.spaced === false || (ratio >= LEAST_RATIO && ratio <= MOST_RATIO);
  return anchors >= (likely ? 1 : 2) && share >= ANCHORED;
}

const ANY_MARK = /["“”„‟«»‹›「」『』]/u;

interface SpeakerDoubt {
  readonly severity: Severity;
  readonly message: string;
  readonly at: Range;
}

/** Whether somebody else says it in the source. */
function checkSpeaker(
  source: Source,
  statement: Statement,
  quotation: Quotation,
  match: Quotation,
): SpeakerDoubt | null {
  const speaker = speakerOf(statement.text, quotation);
  if (speaker === null) return null;
  const own = source.segments.flatMap((segment, index) =>
    segment.start < match.to + 1 && match.from < segment.end ? [index] : [],
  );
  const firstOwn = own[0];
  const lastOwn = own.at(-1);
  if (firstOwn === undefined || lastOwn === undefined) return null;
  const around = [firstOwn - 2, firstOwn - 1, ...own, lastOwn + 1].filter(
    (index) => source.segments[index] !== undefined,
  );
  const named = attributionIn(source, own, match);
  if (holdsName(source, own, speaker)) return null;
  // A name that stands nowhere is told by the check of names.
  const everywhere = source.segments.map((_, index) => index);
  if (!holdsName(source, everywhere, speaker)) return null;
  const certain: Severity = source.rules?.spaced === false ? 'warning' : 'error';
  if (named !== null && named.explicit) {
    return {
      severity: certain,
      message: `The brief gives these words to “${speaker.text}”; the source to someone else (“${named.text}”).`,
      at: named,
    };
  }
  if (holdsName(source, around, speaker)) return null;
  return {
    severity: named === null ? 'warning' : certain,
    message: `The brief gives these words to “${speaker.text}”, who is not named near them in the source.`,
    at: named ?? match,
  };
}

/** The name that the English gives as speaker: nearest to a verb of saying outside the quotation. */
function speakerOf(text: string, quotation: Quotation): Name | null {
  const outside = ENGLISH_SPEECH.find(text).filter((cue) => cue.end <= quotation.from || cue.start >= quotation.to);
  if (outside.length === 0) return null;
  const quoted = quotationsIn(text);
  const names = englishNames(text).filter(
    (name) => !quoted.some((other) => name.start < other.to && other.from < name.end),
  );
  let best: Name | null = null;
  let distance = 60;
  for (const cue of outside) {
    for (const name of names) {
      const gap = Math.max(name.start - cue.end, cue.start - name.end, 0);
      if (gap < distance) {
        best = name;
        distance = gap;
      }
    }
  }
  return best;
}

/** Pronouns say nothing about who speaks. Lower case, of all languages of the tables. */
const PRONOUNS =
  /(?<!\p{L})(?:il|elle|ils|elles|lui|on|er|sie|él|ella|ellos|lui|lei|ele|ela|hij|zij|ze|ell|ella|on|ona|oni|он|она|они|він|вона|вони|hän|he)(?!\p{L})/iu;

/** What stands beside a mark of attribution in the sentences of a quotation: a name, or a noun such as "la direction". */
function attributionIn(
  source: Source,
  own: readonly number[],
  match: Quotation,
): (Range & { readonly text: string; readonly explicit: boolean }) | null {
  if (source.rules === null) return null;
  for (const index of own) {
    const segment = source.segments[index]!;
    const text = source.text.slice(segment.start, segment.end);
    for (const cue of source.rules.attribution.find(text)) {
      const start = segment.start + cue.start;
      const end = segment.start + cue.end;
      // Within the quotation only as an incise ("…, a déclaré M. X. …"): a comma before it.
      const within = start > match.start && end < match.end;
      if (within && !/,\s*$/u.test(source.text.slice(Math.max(match.start, start - 3), start))) continue;
      const after =
        /^(?:[^.,;:«»“”"()]|(?<=(?<!\p{L})\p{Lu}\p{Ll}{0,2})\.){0,60}/u
          .exec(source.text.slice(end, segment.end))?.[0]
          .trim() ?? '';
      const before = /[^.,;:«»“”"()]{0,60}$/u.exec(source.text.slice(segment.start, start))?.[0].trim() ?? '';
      const subject = after !== '' ? after : before;
      if (subject === '') continue;
      const explicit = !PRONOUNS.test(subject) && (/\p{Lu}/u.test(subject) || after !== '');
      return {
        start,
        end: Math.min(end + after.length + 1, segment.end),
        text: `${source.text.slice(start, end)} ${after}`.trim(),
        explicit,
      };
    }
  }
  return null;
}
