import type { Fact, Finding } from '../core/index.ts';
import { sameLanguage, UNDETERMINED } from '../core/index.ts';
import { identifyLanguage } from '../text/language.ts';
import { contentStems, heldStems } from './align.ts';
import type { Renderings } from './align.ts';
import type { Support } from './decide.ts';
import { evidenceText, wordsOf } from './source.ts';
import type { Source, Statement } from './source.ts';

/** Share of a claim's content words that its evidence must hold, as a local translator renders it. */
const AGREEMENT = 0.5;
/** The same as cognates in the original itself, or beside one traced fact. */
const SOME_AGREEMENT = 0.25;
/** Letters of English for one of the source in a fair translation, by far. Han and kana say more with one character. */
const SPACED_RATIO = { least: 0.4, most: 2.6 };
const UNSPACED_RATIO = { least: 0.9, most: 9 };

/**
 * Whether the wording of a statement is tied to its evidence: by two traced facts, by one and some of its words, or by
 * its words alone as a local translator renders the evidence. A one-to-one translation is tied by its making, as long
 * as its length is that of a translation.
 * @param facts of this statement
 */
export function judgeSupport(
  source: Source,
  statement: Statement,
  facts: readonly Fact[],
  rendering: boolean,
  renderings: Renderings,
): { support: Support; findings: Finding[] } {
  const add = (message: string): { support: Support; findings: Finding[] } => ({
    support: 'unchecked',
    findings: [{ check: 'support', severity: 'warning', message, claim: statement.claim, target: null, source: null }],
  });
  if (statement.segments.length === 0) return add('No sentence of the article is given as evidence.');
  const evidence = evidenceText(source, statement);
  if (sameLanguage(source.language, 'en') && evidence.includes(statement.text.trim())) {
    return { support: 'supported', findings: [] };
  }
  if (rendering) {
    const ratio = lengthRatio(statement.text, evidence);
    const bounds = source.rules?.spaced === false ? UNSPACED_RATIO : SPACED_RATIO;
    const letters = lettersOf(evidence);
    // A few words may well be rendered by one, or one by a few.
    if (letters >= 30 && (ratio < bounds.least || ratio > bounds.most)) {
      const how = ratio < bounds.least ? 'shorter' : 'longer';
      return add(`The English is far ${how} than the sentence it renders: something may be missing or added.`);
    }
    return { support: 'supported', findings: [] };
  }
  if (statement.segments.some((index) => isForeign(source, index))) {
    return add('It rests on a sentence in another language than the rest of the article: read it before use.');
  }
  const traced = facts.filter(
    (fact) => fact.source !== null && (fact.verdict === 'traced' || fact.verdict === 'converted'),
  );
  const names = traced.filter(({ kind }) => kind === 'name');
  const anchors = new Set(traced.map((fact) => `${fact.value} ${fact.unit ?? ''}`)).size;
  // A name says who it is about, not what is said of them: it counts as an anchor, and not as wording too.
  const named = new Set(names.flatMap(({ text }) => contentStems(text)));
  const stems = contentStems(statement.text).filter((stem) => !named.has(stem));
  const agreement = agreementOf(source, statement, stems, renderings);
  const rendered = statement.segments.some((index) => (renderings?.[index] ?? '') !== '');
  const namesAlone = names.length === traced.length;
  if (anchors >= 2 && (agreement >= SOME_AGREEMENT || (!rendered && !namesAlone))) {
    return { support: 'supported', findings: [] };
  }
  if (anchors >= 1 && agreement >= SOME_AGREEMENT) return { support: 'supported', findings: [] };
  if (rendered && agreement >= AGREEMENT) return { support: 'supported', findings: [] };
  return add(
    rendered
      ? 'The wording has little in common with a translation of its evidence; compare it with the original.'
      : 'Too little in this sentence can be compared with the original: read it before use.',
  );
}

function agreementOf(source: Source, statement: Statement, stems: readonly string[], renderings: Renderings): number {
  if (stems.length === 0) return 0;
  // Each stem may stand in another segment of the evidence.
  const held = new Set(statement.segments.flatMap((index) => [...heldStems(source, index, stems, renderings)]));
  return held.size / stems.length;
}

/** Letters below which the language of a sentence is a guess. */
const TELLING_LETTERS = 40;

/**
 * Whether a segment is in another language than its article. Such a sentence (a caption, a line for a machine) is not
 * what the article says until somebody has read it.
 */
function isForeign(source: Source, index: number): boolean {
  const { start, end } = source.segments[index]!;
  const text = source.text.slice(start, end);
  if (lettersOf(text) < TELLING_LETTERS) return false;
  const { language, confident } = identifyLanguage(text);
  return confident && language !== UNDETERMINED && !sameLanguage(language, source.language);
}

function lettersOf(text: string): number {
  return wordsOf(text).reduce((sum, word) => sum + word.text.length, 0);
}

function lengthRatio(english: string, original: string): number {
  const letters = lettersOf(original);
  return letters === 0 ? 1 : lettersOf(english) / letters;
}
