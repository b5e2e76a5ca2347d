import { languageName } from '../../core/index.ts';
import type { Brief, DraftClaim, Finding } from '../../core/index.ts';

/**
 * What must not reach a reader as it stands: control characters (some end an XML document), bidirectional overrides,
 * embeddings and isolates (they can make 100 read as 001), the byte order mark, lone surrogates and noncharacters.
 * The marks U+200E and U+200F stay: right-to-left text needs them, and they turn nothing round.
 */
const UNSEEMLY =
  // eslint-disable-next-line no-control-regex -- these are the characters to remove
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\p{Surrogate}]/gu;

/** Text of unknown origin without the characters that deceive a reader or break a document. */
export function displayable(text: string): string {
  return text.replace(UNSEEMLY, '');
}

/** Characters that Markdown or HTML could take for markup anywhere in a line. */
const MARKUP = /[\\`*_{}[\]<>&|~]/g;

/** Letters, digits and the common signs of a sentence, one space between words, that begin with a letter. */
const PLAIN = /^[A-Za-z](?: ?[A-Za-z0-9.,;:!?'"“”‘’()%$€£/-])*$/u;

/** Text of unknown origin as Markdown that shows exactly that text: no markup, no HTML, no line of its own making. */
export function escapeMarkdown(text: string): string {
  // Most sentences hold nothing that could be taken for anything else.
  if (PLAIN.test(text)) return text;
  return displayable(text)
    .replace(/\s+/g, ' ')
    .replace(MARKUP, (character) =>
      character === '<' ? '&lt;' : character === '>' ? '&gt;' : character === '&' ? '&amp;' : `\\${character}`,
    )
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** A brief for people: what is doubtful first, then headline and claims, then the sentences they come from. */
export function briefMarkdown(brief: Brief): string {
  const cited = citedSegments(brief);
  const lines = [`# ${withReferences(brief.headline, cited, 'headline')}`, '', `*${about(brief)}*`, ''];
  lines.push(...standing(brief));
  for (const claim of brief.claims) lines.push(`- ${withReferences(claim, cited, claim.verdict)}`);
  lines.push('', `## In the original (${languageName(brief.article.language)})`, '');
  for (const [segment, number] of cited) {
    const place = brief.article.segments[segment];
    if (place === undefined) continue;
    lines.push(`${number}. ${escapeMarkdown(brief.article.text.slice(place.start, place.end))}`);
  }
  lines.push(...left(brief), '', '---', '', origin(brief), '');
  return lines.join('\n');
}

/** Segment index → its number in the list of sources, in the order of the text. */
function citedSegments(brief: Brief): Map<number, number> {
  const segments = new Set<number>();
  for (const { evidence } of [brief.headline, ...brief.claims])
    for (const { segment } of evidence) segments.add(segment);
  return new Map([...segments].sort((a, b) => a - b).map((segment, index) => [segment, index + 1]));
}

function withReferences(claim: DraftClaim, cited: ReadonlyMap<number, number>, verdict: string): string {
  const numbers = [...new Set(claim.evidence.map(({ segment }) => cited.get(segment)))].filter((n) => n !== undefined);
  const references = numbers.length === 0 ? '' : ` [${numbers.join(', ')}]`;
  const mark = verdict === 'unsupported' ? ' **(not supported)**' : '';
  return `${escapeMarkdown(claim.text)}${references}${mark}`;
}

function about(brief: Brief): string {
  const { article } = brief;
  const parts = [
    languageName(article.language),
    article.publishedAt === null ? null : readableDate(article.publishedAt),
    article.outlet,
    article.url !== null && /^https?:\/\//i.test(article.url) ? article.url : null,
    article.path,
  ];
  return parts
    .filter((part) => part !== null)
    .map(escapeMarkdown)
    .join(' · ');
}

const MONTH_AND_YEAR = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `2020-04-16…` → `16 April 2020`, `2020-04` → `April 2020`, `2020` → `2020`. */
export function readableDate(iso: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (match === null || match[2] === undefined) return iso;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3] ?? '1')));
  return match[3] === undefined ? MONTH_AND_YEAR.format(date) : DAY.format(date);
}

/** What a reader must know before the first claim. */
function standing(brief: Brief): string[] {
  const doubts = brief.findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (brief.verdict === 'verified') return [];
  const lead =
    brief.verdict === 'rejected'
      ? '**Held: do not use this brief as it stands.** What is wrong with it:'
      : '**For review.** What is doubtful, and why:';
  const reasons = doubts.map((finding) => `> - ${where(finding)}${escapeMarkdown(finding.message)}`);
  if (reasons.length === 0) {
    reasons.push('> - Some sentences share no figure, name or wording with the original that could be checked.');
  }
  return [`> ${lead}`, '>', ...reasons, ''];
}

function where(finding: Finding): string {
  if (finding.claim !== null) return `Point ${finding.claim + 1}: `;
  return finding.target === null ? '' : 'Headline: ';
}

/** What was left out, and what the source holds besides. */
function left(brief: Brief): string[] {
  const lines: string[] = [];
  if (brief.dropped.length > 0) {
    lines.push('', '## Left out, because the original does not bear it', '');
    for (const claim of brief.dropped) {
      const reason = claim.findings.find(({ severity }) => severity === 'error')?.message;
      lines.push(`- ~~${escapeMarkdown(claim.text)}~~${reason === undefined ? '' : ` ${escapeMarkdown(reason)}`}`);
    }
  }
  const notes = brief.findings.filter(({ severity }) => severity === 'info');
  const missing = notes.map((finding) => wordsLeftOut(finding, brief)).filter((words) => words !== null);
  const others = [
    ...notes.filter((finding) => wordsLeftOut(finding, brief) === null).map(({ message }) => message),
    // How it was read and by whom it was made: a fallback, a part of the page left out.
    ...brief.warnings,
  ];
  if (missing.length > 0) others.push(`In the original, but not in the brief: ${[...new Set(missing)].join(', ')}.`);
  if (others.length > 0) lines.push('', '## Notes', '', ...others.map((note) => `- ${escapeMarkdown(note)}`));
  if (brief.duplicates.length > 0) {
    lines.push('', '## The same article also as', '', ...brief.duplicates.map((path) => `- ${escapeMarkdown(path)}`));
  }
  return lines;
}

/** The words of the original that an omission is about: as they are written, not as the check understood them. */
function wordsLeftOut({ check, claim, target, source }: Finding, brief: Brief): string | null {
  if ((check !== 'figure' && check !== 'date') || claim !== null || target !== null || source === null) return null;
  return `“${brief.article.text.slice(source.start, source.end)}”`;
}

function origin(brief: Brief): string {
  const { made } = brief;
  const by = made.translator === null ? made.summariser : `${made.summariser}, ${made.translator}`;
  const traced = brief.facts.filter(({ verdict }) => verdict === 'traced' || verdict === 'converted').length;
  const facts =
    brief.facts.length === 0
      ? 'no figure, date, name or quotation in it'
      : `${traced} of ${brief.facts.length} facts traced to the original`;
  return escapeMarkdown(`precis ${made.precis} · ${made.route} (${by}) · ${brief.verdict}: ${facts}`);
}
