import { BRIEF_SCHEMA, NO_USAGE, type Brief } from '../../src/core/index.ts';
import type { CorpusBrief } from './stories-corpus.ts';

/** Makes a brief as the runner writes it, of an article whose text is the claims themselves. */
export function briefOf(
  entry: Pick<CorpusBrief, 'language' | 'date' | 'outlet' | 'headline' | 'claims'>,
  id: string,
): Brief {
  const parts = [entry.headline, ...entry.claims];
  const text = parts.join('\n\n');
  let at = 0;
  const segments = parts.map((part) => {
    const segment = { start: at, end: at + part.length };
    at += part.length + 2;
    return segment;
  });
  const claim = (index: number) => ({ text: parts[index]!, evidence: [{ segment: index, ...segments[index]! }] });
  return {
    schema: BRIEF_SCHEMA,
    id,
    article: {
      path: `${entry.language}/${id}.txt`,
      url: null,
      outlet: entry.outlet,
      sha256: id,
      language: entry.language,
      title: entry.headline,
      publishedAt: entry.date,
      text,
      segments,
    },
    headline: claim(0),
    claims: entry.claims.map((_, index) => ({ ...claim(index + 1), verdict: 'supported' })),
    facts: [],
    findings: [],
    dropped: [],
    duplicates: [],
    verdict: 'verified',
    made: { route: 'extract-first', translator: 'test', summariser: 'extractive', prompt: null, precis: '0.0.0' },
    usage: NO_USAGE,
    warnings: [],
    signature: id,
  };
}
