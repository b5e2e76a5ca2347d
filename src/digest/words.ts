import { languageName } from '../core/index.ts';
import type { Brief, BriefVerdict, ClaimVerdict, Fact, Finding } from '../core/index.ts';

/** A verdict as a reader meets it. The sign says the same as the word, so that nothing hangs on colour. */
export const VERDICTS: Readonly<
  Record<BriefVerdict, { readonly sign: string; readonly word: string; readonly meaning: string }>
> = {
  verified: {
    sign: '✓',
    word: 'Verified',
    meaning: 'Every figure, date, name and quotation was found in the original, or a reader approved it.',
  },
  review: { sign: '?', word: 'For review', meaning: 'Something could not be checked. Read it against the original.' },
  rejected: {
    sign: '✕',
    word: 'Held',
    meaning: 'Says something that its original does not. Not to be used as it stands.',
  },
};

/** In the order in which a reader wants them counted. */
export const VERDICT_ORDER: readonly BriefVerdict[] = ['verified', 'review', 'rejected'];

/** What a reader must know of a checked piece of a claim; null where there is nothing to say. */
export function factNote(fact: Fact): string | null {
  switch (fact.verdict) {
    case 'traced':
      return null;
    case 'converted':
      return 'converted';
    case 'contradicted':
      return 'the original says otherwise';
    case 'not-found':
      // Quoted words share nothing with the original's that rules could compare; that does not make them wrong.
      return fact.kind === 'quotation' ? 'could not be compared with the original' : 'not found in the original';
  }
}

/** What a reader must know of a claim as a whole; null where there is nothing to say. */
export function claimNote(verdict: ClaimVerdict): string | null {
  switch (verdict) {
    case 'supported':
      return null;
    case 'unchecked':
      return 'not checked';
    case 'unsupported':
      return 'not supported';
  }
}

/** What is doubtful about a brief, in the order of its text. */
export function doubts(brief: Brief): readonly Finding[] {
  return brief.findings
    .filter(({ severity }) => severity !== 'info')
    .toSorted((a, b) => (a.claim ?? -1) - (b.claim ?? -1));
}

/** `Point 3` or `Headline`; null where the brief as a whole is meant. */
export function placeOf(finding: Finding): string | null {
  if (finding.claim !== null) return `Point ${finding.claim + 1}`;
  return finding.target === null ? null : 'Headline';
}

const NO_ANCHOR = 'Some sentences share no figure, name or wording with the original that could be checked.';

/** Why a brief is not verified, one sentence each; empty for a verified one. */
export function reasons(
  brief: Brief,
): readonly { readonly place: string | null; readonly claim: number | null; readonly message: string }[] {
  if (brief.verdict === 'verified') return [];
  const found = doubts(brief).map((finding) => ({
    place: placeOf(finding),
    claim: finding.claim,
    message: finding.message,
  }));
  return found.length > 0 ? found : [{ place: null, claim: null, message: NO_ANCHOR }];
}

/** `5 of 7 facts found in the original`. */
export function tracing(brief: Brief): string {
  const found = brief.facts.filter(({ verdict }) => verdict === 'traced' || verdict === 'converted').length;
  if (brief.facts.length === 0) return 'no figure, date, name or quotation in it';
  return `${found} of ${count(brief.facts.length, 'fact')} found in the original`;
}

/** What made a brief: `extractive, apertium`. */
export function madeBy({ made }: Brief): string {
  return made.translator === null ? made.summariser : `${made.summariser}, ${made.translator}`;
}

/** `1 brief`, `2,000 briefs`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? singular : plural}`;
}

/** `French, Spanish and Catalan`; the rest is counted from `most` on. */
export function listing(items: readonly string[], most = 6): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  if (shown.length <= 1) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}`;
}

/** Who published it: the outlet, else the host of its address, else its file. */
export function outletOf(article: Brief['article']): string {
  if (article.outlet !== null && article.outlet.trim() !== '') return article.outlet.trim();
  try {
    if (article.url !== null && /^https?:/i.test(article.url))
      return new URL(article.url).hostname.replace(/^www\./, '');
  } catch {
    // Not an address: the file says where it comes from.
  }
  return article.path.split('/').at(-1) ?? article.path;
}

export function languageOf(article: Brief['article']): string {
  const name = languageName(article.language);
  return name === 'an unknown language' ? 'Unknown language' : name;
}

const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `Sunday 22 November 2026`, in UTC. */
export function longDay(instant: Date): string {
  return LONG_DAY.format(instant).replace(',', '');
}
