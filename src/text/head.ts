import type { LanguageTag } from '../core/language.ts';
import type { Paragraph } from './clean.ts';
import { dateAtHead } from './head-date.ts';
import { abbreviationKind, isSentenceStarter } from './segment-words.ts';

export interface Head {
  readonly title: string | null;
  readonly publishedAt: string | null;
  /** The paragraphs without the title and without a date that went into `publishedAt`. */
  readonly paragraphs: readonly Paragraph[];
}

/** What follows a date in the line above an article and is no text of it. */
const UPDATED =
  /^[,;|·–-]?\s?\(?(?:mis(?:e)? à jour|modifié|updated|aktualisiert|zuletzt|actualizad[oa]|aggiornato|atualizad[oa]|bijgewerkt|actualitzat)(?!\p{L}).{0,60}$/iu;

/** Who wrote it, behind the date: "Publié le 3 mars 2014 par Jean Dupont". */
const BYLINE = /^[,;|·–-]?\s?(?:par|von|por|di|da|door|by|per|przez)(?:\s\p{Lu}[\p{L}.'’-]{0,30}){1,5}$/u;

/** Words that tie a date to its sentence. */
const BEFORE_DATE =
  /^(?:du|au|dès|jusqu|vers|ce|am|vom|bis|zum|ab|ao|até|del|dal|dall|fino|al|desde|hasta|op|van|sinds|tot|per|fins|dia|día|since|until|from|on|of|by)$/iu;
/** Titles are rarely longer; a longer first line is text. */
const MAX_TITLE = 200;
const FINAL = /[.…:;,。](?:["»”’)\]」]|\s[»)])*$/u;

/**
 * Finds title and date at the head of an article: in lines of their own, glued to the first paragraph or to each other,
 * before or after one another. What is already stated is not looked for, but its repetition in the text goes. A date
 * leaves the text only when `publishedAt` says the same; a place before it stays.
 */
export function readHead(
  paragraphs: readonly Paragraph[],
  stated: { readonly title: string | null; readonly publishedAt: string | null; readonly language: LanguageTag },
): Head {
  const { language } = stated;
  let { title, publishedAt } = stated;
  const above = titleLines(title === null ? paragraphs : fromTitle(paragraphs, title), language);
  let rest = above.rest;
  publishedAt ??= above.publishedAt;
  // A date line, a title line and a dateline are three steps in any order.
  for (let step = 0; step < 3 && rest.length > 0; step += 1) {
    const dated = takeDate(rest, publishedAt, language);
    if (dated !== null) {
      ({ publishedAt, rest } = dated);
      const named = dated.line === null || title !== null ? null : titleBeforeDate(dated.line.text);
      if (named !== null && !(rest[0] !== undefined && isTitle(rest[0], rest[1]))) title = named;
      else if (dated.line !== null) above.lines.push(dated.line);
    }
    const [first] = rest;
    if (first === undefined) break;
    if (title !== null) {
      const without = withoutTitle(first, title);
      if (without === null) continue;
      rest = without === '' ? rest.slice(1) : [{ ...first, text: without }, ...rest.slice(1)];
      continue;
    }
    const [, second, third] = rest;
    // A section's name above the title ("Économie").
    if (
      step === 0 &&
      isSectionName(first) &&
      second !== undefined &&
      second.text.length >= 25 &&
      isTitle(second, third)
    ) {
      title = second.text;
      rest = [{ ...first, kind: 'heading' }, ...rest.slice(2)];
      continue;
    }
    if (isTitle(first, rest[1]) && dateAtHead(first.text, language) === null) {
      title = first.text;
      rest = rest.slice(1);
      continue;
    }
    const glued = gluedTitle(first, language);
    if (glued !== null) {
      title = glued.title;
      publishedAt ??= glued.publishedAt;
      rest = [{ ...first, text: glued.rest }, ...rest.slice(1)];
    }
  }
  // Under a standfirst: only a date that is set off from its paragraph.
  for (let index = 1; index <= 2 && index < rest.length; index += 1) {
    const dated = takeDate(rest.slice(index), publishedAt, language, true);
    if (dated === null) continue;
    ({ publishedAt } = dated);
    rest = [...rest.slice(0, index), ...(dated.line === null ? [] : [dated.line]), ...dated.rest];
    break;
  }
  return { title, publishedAt: publishedAt ?? above.updatedAt, paragraphs: [...above.lines, ...withoutAgency(rest)] };
}

/** "Novalia investit à Nantes - 3 mars 2014"; a place has fewer words. */
function titleBeforeDate(line: string): string | null {
  const before = /^([^–—|]{10,180}?)\s[-–—]\s[^–—]{4,40}$/u.exec(line)?.[1];
  return before !== undefined &&
    before.split(' ').length >= 4 &&
    !BYLINE.test(before.replace(/^\p{Lu}/u, (c) => c.toLowerCase()))
    ? before
    : null;
}

/** When a page was changed, which is not when it was published. */
const UPDATE =
  /^(?:mis(?:e)? à jour|modifié|updated|last updated|aktualisiert|zuletzt|actualizad[oa]|aggiornato|ultimo aggiornamento|atualizad[oa]|bijgewerkt|actualitzat|aktualizacja)(?=[\s:])/iu;
const PARTS = /\s*[|•·]\s*|\s[-–—]\s/u;
/** Lines above an article in which its date is looked for. */
const MOST_LINES = 4;

/**
 * Lines about the article at its head, in parts: "LE MONDE | 03.03.2014 à 18h05 • Mis à jour le 04.03.2014 | Par Jean
 * Dupont"; and one that only says when it was changed. They stay, as headings.
 */
function titleLines(
  paragraphs: readonly Paragraph[],
  language: LanguageTag,
): { lines: Paragraph[]; rest: Paragraph[]; publishedAt: string | null; updatedAt: string | null } {
  const lines: Paragraph[] = [];
  const rest: Paragraph[] = [];
  let publishedAt: string | null = null;
  let updatedAt: string | null = null;
  for (const [index, paragraph] of paragraphs.entries()) {
    const line = index < MOST_LINES && paragraph.kind !== 'post' ? readTitleLine(paragraph.text, language) : null;
    if (line === null) {
      rest.push(paragraph);
      continue;
    }
    for (const part of line.parts) lines.push({ text: part, kind: 'heading' });
    publishedAt ??= line.publishedAt;
    updatedAt ??= line.updatedAt;
  }
  return { lines, rest, publishedAt, updatedAt };
}

function readTitleLine(
  text: string,
  language: LanguageTag,
): { parts: string[]; publishedAt: string | null; updatedAt: string | null } | null {
  if (text.length > 180) return null;
  const parts = text.split(PARTS).filter((part) => part !== '');
  let publishedAt: string | null = null;
  let updatedAt: string | null = null;
  for (const part of parts) {
    const date = dateAtHead(part.replace(UPDATE, 'date'), language);
    if (date !== null && date.bare && part.replace(UPDATE, 'date').slice(date.end).trim() === '') {
      if (UPDATE.test(part)) updatedAt ??= date.value;
      else publishedAt ??= date.value;
    } else if (part.length > 60 || part.split(' ').length > 8 || /[!?:;,…]$/u.test(part)) return null;
  }
  if (publishedAt === null) return updatedAt !== null && parts.length === 1 ? { parts, publishedAt, updatedAt } : null;
  // A bare date is a line of its own kind; a title with its date behind a dash is a title.
  const isPiped = /[|•·]/u.test(text);
  const startsWithDate = dateAtHead(text, language)?.bare === true;
  return parts.length >= 2 && isPiped && !startsWithDate ? { parts, publishedAt, updatedAt } : null;
}

/** Where an agency wrote it: "PARIS (AFP) - ", "(ANSA) - TORINO, 3 MAR - ". */
const AGENCY =
  /^(?:\p{Lu}[\p{L}.'’ /,-]{1,40}(?:,\s\d{1,2}\s\p{L}{3,5}\.?)?\s)?\((?:(?:afp|reuters|ap|dpa|apa|ats|belga|efe|europa press|ansa|agi|adnkronos|askanews|lapresse|lusa|anp|pap|sid|sda|keystone-ats|keystone-sda|epd|kna|dapd|acn|agência brasil|tass|interfax|xinhua)(?:[/-][\p{L}\d]{1,12}){0,3})\)\s?[-–—]\s(?:\p{Lu}{3,20},\s\d{1,2}\s\p{Lu}{3,4}\s[-–—]\s)?(?=["«“„]?\s?[\p{Lu}\d])/iu;

/** What stands before the first sentence and is no part of it becomes a line of its own. */
function withoutAgency(paragraphs: readonly Paragraph[]): Paragraph[] {
  for (let index = 0; index < Math.min(3, paragraphs.length); index += 1) {
    const paragraph = paragraphs[index]!;
    // The agency stands in brackets, behind a place at most.
    const isLikely = paragraph.kind === 'text' && paragraph.text.slice(0, 120).includes('(');
    const dateline = isLikely ? AGENCY.exec(paragraph.text)?.[0] : undefined;
    if (dateline === undefined || dateline.length === paragraph.text.length) continue;
    return [
      ...paragraphs.slice(0, index),
      { text: dateline.trim(), kind: 'heading' },
      { ...paragraph, text: paragraph.text.slice(dateline.length) },
      ...paragraphs.slice(index + 1),
    ];
  }
  return [...paragraphs];
}

function takeDate(
  paragraphs: readonly Paragraph[],
  publishedAt: string | null,
  language: LanguageTag,
  onlySetOff = false,
): { publishedAt: string; rest: Paragraph[]; line: Paragraph | null } | null {
  const [first, ...others] = paragraphs;
  if (first === undefined || first.kind === 'post') return null;
  const date = dateAtHead(first.text, language);
  if (date === null) return null;
  const behind = first.text.slice(date.end).trim();
  const after = UPDATED.test(behind) ? '' : behind;
  if (date.bare && BYLINE.test(behind)) {
    const value = publishedAt ?? date.value;
    return { publishedAt: value, rest: others, line: { text: behind, kind: 'heading' } };
  }
  // "Le 16 février 2015 le groupe …", "2020-04 …" without a break: the date belongs to the sentence.
  if (after !== '' && !/^["«“„([\p{Lu}\p{Lo}\d]/u.test(after)) return null;
  const setOff = /[-–—|•·:.)]$/u.test(first.text.slice(0, date.end).trimEnd());
  const opensSentence = /^(?:le|am|el|il|den|em|op|on)\s/iu.test(first.text) && !setOff;
  if (after !== '' && (opensSentence || (onlySetOff && !setOff))) return null;
  const value = publishedAt ?? date.value;
  const agrees = value.startsWith(date.value) || date.value.startsWith(value);
  if (!date.bare) {
    if (after !== '' && !setOff) return null;
    const place = first.text.slice(0, date.end).trim();
    const dateline: Paragraph = { text: place, kind: 'heading' };
    return after === ''
      ? { publishedAt: value, rest: others, line: { ...first, kind: 'heading' } }
      : { publishedAt: value, rest: [dateline, { ...first, text: after }, ...others], line: null };
  }
  if (!agrees) return null;
  // The finer of two that agree.
  const finer = date.value.length > value.length ? date.value : value;
  return { publishedAt: finer, rest: after === '' ? others : [{ ...first, text: after }, ...others], line: null };
}

function isSectionName({ text, kind }: Paragraph): boolean {
  return kind === 'text' && /^\p{Lu}[\p{L}-]{2,20}$/u.test(text);
}

function isTitle(first: Paragraph, second: Paragraph | undefined): boolean {
  if (second === undefined || first.kind === 'item' || first.kind === 'post') return false;
  const { text } = first;
  if (text.length > MAX_TITLE || FINAL.test(text) || !/\p{L}/u.test(text)) return false;
  if (first.kind === 'heading') return true;
  const words = text.split(' ').length;
  if (/[!?]["»”]?$/u.test(text)) return words <= 15 && second.text.length > text.length;
  return (words >= 2 || /\p{Script=Han}/u.test(text)) && !/^[—–]/u.test(text);
}

/** Without a kicker or a trail of links ("Portada | Galicia") that stands above a repeated title. */
function fromTitle(paragraphs: readonly Paragraph[], title: string): Paragraph[] {
  const at = paragraphs.slice(0, 4).findIndex(({ text }) => sameWords(text, title));
  const above = paragraphs.slice(0, Math.max(at, 0));
  const isTrail = above.every(
    ({ text, kind }) => kind !== 'post' && text.length <= 60 && !FINAL.test(text) && !/\d/u.test(text),
  );
  return isTrail ? paragraphs.slice(Math.max(at, 0)) : [...paragraphs];
}

/** The paragraph without the title it begins with; null where it does not begin with it. */
function withoutTitle(paragraph: Paragraph, title: string): string | null {
  const { text } = paragraph;
  if (sameWords(text, title)) return '';
  if (text.length <= title.length || !text.startsWith(title)) return null;
  const after = text.slice(title.length);
  // Glued ("… en FranceLe groupe") or followed by a new beginning; not a sentence that opens with the title's words.
  const beginning = after.replace(/^[\s|:–—-]{0,4}/u, '');
  return /^["«“„(\p{Lu}\d]/u.test(beginning) && title.split(' ').length >= 3 ? beginning : null;
}

function sameWords(text: string, title: string): boolean {
  const words = wordsOnly(title);
  return !holdsMore(text, words.length) && wordsOnly(text) === words;
}

/** Whether a text has more plain letters and figures than so many characters: a paragraph against a title. */
function holdsMore(text: string, characters: number): boolean {
  let count = 0;
  for (let at = 0; at < text.length && count <= characters; at += 1) {
    if (/[A-Za-z0-9]/.test(text[at]!)) count += 1;
  }
  return count > characters;
}

function wordsOnly(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * A title that the scraper glued to the first sentence, on strong evidence only: a small letter met by a capitalised
 * word that opens sentences ("… en FranceLe géant"), or a date that stands between them without punctuation.
 */
function gluedTitle(
  paragraph: Paragraph,
  language: LanguageTag,
): { title: string; rest: string; publishedAt: string | null } | null {
  if (paragraph.kind === 'post') return null;
  const head = paragraph.text.slice(0, MAX_TITLE + 40);
  for (const match of head.matchAll(/(?<=[\p{Ll}\d%]|[^\s([«“„»][»”")!?])(?=(\p{Lu}\p{Ll}{0,11})[\s'’])/gu)) {
    const title = head.slice(0, match.index).trim();
    if (endsEarlier(title, language)) return null;
    if (!isSentenceStarter(match[1]!, language) || title.split(' ').length < 3) continue;
    return { title, rest: paragraph.text.slice(match.index), publishedAt: null };
  }
  for (const match of head.matchAll(/ (?=\d)/gu)) {
    const title = head.slice(0, match.index).trim();
    if (endsEarlier(title, language)) return null;
    const date = dateAtHead(paragraph.text.slice(match.index + 1), language);
    if (date === null || date.start !== 0 || title.split(' ').length < 3) continue;
    const rest = paragraph.text.slice(match.index + 1 + date.end).trim();
    const lastWord = /[\p{L}\p{N}]+$/u.exec(title)?.[0] ?? '';
    // "Depuis le 16 février 2015 Cisco …" is one sentence: a date after a small word belongs to it.
    if (BEFORE_DATE.test(lastWord) || isSentenceStarter(lastWord, language)) continue;
    const opener = /^["«“„]?\s?(\p{Lu}[\p{L}]*)/u.exec(rest)?.[1];
    if (opener === undefined || !isSentenceStarter(opener, language)) continue;
    return { title: title.replace(/[\s|,–—-]+$/u, ''), rest, publishedAt: date.value };
  }
  return null;
}

/** Whether a sentence ends inside what would be the title. */
function endsEarlier(title: string, language: LanguageTag): boolean {
  for (const match of title.matchAll(/([\p{L}\d]+)\.(?=\s)/gu)) {
    if (abbreviationKind(match[1]!, language) === null && match[1]!.length > 2) return true;
  }
  return title.length > MAX_TITLE;
}
