import type { Finding, Severity, Span } from '../core/index.ts';
import { baseLanguage, languageName, sameLanguage } from '../core/index.ts';
import { rulesFor, RULED_LANGUAGES } from './languages/index.ts';
import { ENGLISH_FUNCTION_WORDS } from './languages/english.ts';
import { evidenceText, spanOf, wordsOf } from './source.ts';
import type { Source, Statement } from './source.ts';
import { untranslated } from './untranslated.ts';

/** What a model says about its work instead of doing it. Matched at the start of a sentence of the brief. */
const CHATTER =
  /^[\s"'“*#-]{0,4}(?:(?:sure|certainly|of course|okay|ok|absolutely)[,!.:]\s{1,3}(?:here|i|i'll|below|let me)\b|(?:here(?:'s| is| are)|below is|the following is)\s(?:the|a|an|your|my|is)?\s?(?:[\p{L}-]{1,20}\s){0,4}?(?:summary|translation|brief|headline|claims?|json|version|rewrite|output)\b|(?:as|i am|i'm) an? (?:ai|artificial intelligence|(?:large )?language model)\b|i(?:'m| am)? (?:cannot|can't|can not|unable to|sorry|apologi[sz]e)\b[^.]{0,40}\b(?:assist|help|translate|summari[sz]e|provide|comply|fulfil|request|but)|(?:in summary|summary|translation|translated text|english translation|output|answer|response|headline|claims?)\s?:\s|please (?:let me know|provide|note that as)\b|let me know if\b|i hope this helps\b|the (?:article|text|passage) (?:you provided|provided above|below))/iu;

/** Pieces of an instruction to a model. */
const INSTRUCTION =
  /\b(?:ignore (?:all |any )?(?:the )?(?:previous|prior|above) (?:instructions?|prompts?)|system prompt|return only (?:the )?json|respond (?:only )?(?:with|in) json|do not (?:add|invent) (?:any )?(?:information|facts)|you are a (?:helpful )?(?:assistant|translator|summari[sz]er)|at most \d+ words|target language|<\/?(?:article|segments?|source|instructions?)>)/iu;

const MARKUP =
  /<\/?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,200})?\/?>|<!--|&(?:[a-z]{2,8}|#\d{2,6});|!?\[[^\][]{1,200}\]\([^()\s]{1,500}\)|\*\*|__(?=\S)|```|^#{1,6}\s|^\s*[-*]\s(?=\S)/iu;

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'()]{1,500}/giu;

/** Control characters save tab and line breaks, bidirectional controls, zero-width and other invisible characters. */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/u;

/** Too short for an untranslated statement. */
const QUOTED_TITLE = /[“"«„][^“”"«»„]{1,40}[”"»“]/gu;

/** A headline longer than this is none. */
const HEADLINE_WORDS = 30;

/** Checks that one sentence of the brief is a clean English sentence, made by no accident. */
export function checkShape(source: Source, statement: Statement): Finding[] {
  const { text, claim } = statement;
  const findings: Finding[] = [];
  const add: Add = (check, severity, message, at) => {
    const target = at == null ? null : 'index' in at ? spanOf(text, at.index, at.index + at[0].length) : at;
    findings.push({ check, severity, message, claim, target, source: null });
  };
  const what = claim === null ? 'The headline' : 'The sentence';
  if (text.trim() === '') {
    add('shape', 'error', `${what} is empty.`);
    return findings;
  }
  const invisible = INVISIBLE.exec(text);
  if (invisible !== null) {
    const code = invisible[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    add('shape', 'error', `${what} holds an invisible control character (U+${code}).`, invisible);
  }
  const chatter = CHATTER.exec(text);
  if (chatter !== null) {
    add('shape', 'error', `${what} is talk of the model about its work: “${chatter[0].trim()}”.`, chatter);
  }
  const evidence = evidenceText(source, statement);
  const instruction = INSTRUCTION.exec(text);
  // An article about prompts may hold such words itself; but then no English brief of it needs to give orders.
  if (instruction !== null && !evidence.toLowerCase().includes(instruction[0].toLowerCase())) {
    add('shape', 'error', `${what} repeats an instruction to a model: “${instruction[0]}”.`, instruction);
  }
  const markup = MARKUP.exec(text);
  if (markup !== null && !evidence.includes(markup[0].trim())) {
    add('shape', 'error', `${what} holds markup that is not in the source: “${markup[0].trim()}”.`, markup);
  }
  for (const address of text.matchAll(ADDRESS)) {
    if (source.text.includes(address[0].replace(/[.,;:!?]+$/u, ''))) continue;
    add('shape', 'error', `The web address “${address[0]}” is not in the source.`, address);
  }
  checkLanguage(source, statement, evidence, add);
  if (claim === null) {
    const words = wordsOf(text).length;
    if (words > HEADLINE_WORDS && words > 2 * wordsOf(evidence).length) {
      add('shape', 'warning', `The headline has ${words} words.`);
    }
  }
  return findings;
}

type Add = (
  check: 'shape' | 'language',
  severity: Severity,
  message: string,
  at?: RegExpExecArray | Span | null,
) => void;

function checkLanguage(source: Source, statement: Statement, evidence: string, add: Add): void {
  const { text } = statement;
  const words = wordsOf(text).map((word) => word.text);
  const letters = words.join('');
  const latin = letters.replaceAll(/[^\p{Script=Latin}\p{N}\p{M}]/gu, '').length;
  if (letters.length > 0 && latin < 0.6 * letters.length) {
    add('language', 'error', 'The sentence is not in English: most of it is in another script.');
    return;
  }
  if (sameLanguage(source.language, 'en')) return;
  if (words.length >= 6 && fold(text) === fold(evidence)) {
    add('language', 'error', 'The sentence is a copy of the original, not English.');
    return;
  }
  const lower = words.filter((word) => /^\p{Ll}/u.test(word));
  const english = words.filter((word) => ENGLISH_FUNCTION_WORDS.has(word.toLowerCase())).length;
  const looksLike = foreignLanguage(words, english, source);
  // The title of a work keeps its language.
  if (looksLike !== null) {
    const unquoted = wordsOf(text.replaceAll(QUOTED_TITLE, ' ')).map((word) => word.text);
    const language = foreignLanguage(unquoted, english, source);
    if (language !== null) {
      add('language', 'error', `The sentence is not in English: it looks like ${languageName(language)}.`);
      return;
    }
  }
  const left = untranslated(source, statement);
  if (left !== null) {
    add('language', 'error', `The words “${left.text}” were left untranslated.`, left);
    return;
  }
  if (lower.length >= 9 && english === 0) {
    add('language', 'warning', 'The sentence holds no common English word and may not be English.');
  }
}

let languagesByWord: Map<string, string[]> | null = null;

/** The languages of which a word is a function word. */
function languagesOf(word: string): readonly string[] {
  if (languagesByWord === null) {
    languagesByWord = new Map();
    for (const language of RULED_LANGUAGES) {
      const rules = rulesFor(language);
      if (rules === null || !rules.spaced) continue;
      for (const known of rules.functionWords) {
        const languages = languagesByWord.get(known);
        if (languages === undefined) languagesByWord.set(known, [language]);
        else languages.push(language);
      }
    }
  }
  return languagesByWord.get(word) ?? [];
}

/** The language whose function words outnumber those of English, that of the source before others. */
function foreignLanguage(words: readonly string[], english: number, source: Source): string | null {
  const counts = new Map<string, number>();
  for (const word of words) {
    for (const language of languagesOf(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  for (const language of [baseLanguage(source.language), ...RULED_LANGUAGES]) {
    const foreign = counts.get(language) ?? 0;
    if (foreign >= 3 && foreign > english && foreign >= 0.15 * words.length) return language;
  }
  return null;
}

function fold(text: string): string {
  return wordsOf(text.toLowerCase())
    .map((word) => word.text)
    .join(' ');
}

/** Checks that concern the brief as a whole: its length, and claims that stand twice. */
export function checkWhole(claims: readonly string[], maxWords: number, countsWords: boolean): Finding[] {
  const findings: Finding[] = [];
  const add = (severity: Severity, message: string, claim: number | null): void => {
    findings.push({ check: 'shape', severity, message, claim, target: null, source: null });
  };
  if (claims.length === 0) add('error', 'The brief holds no sentence.', null);
  const words = claims.reduce((sum, claim) => sum + claim.split(/\s+/u).filter(Boolean).length, 0);
  if (countsWords && words > Math.ceil(maxWords * 1.1)) {
    add('warning', `The brief has ${words} words; at most ${maxWords} were asked for.`, null);
  }
  const seen = new Map<string, number>();
  for (const [index, claim] of claims.entries()) {
    const key = fold(claim);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else if (key !== '') add('warning', `The sentence stands twice (also as sentence ${first + 1}).`, index);
  }
  return findings;
}
