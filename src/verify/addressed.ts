import type { Finding } from '../core/index.ts';
import { speaksToModel } from '../text/prompt-injection.ts';
import type { Source } from './source.ts';

/**
 * The first passage of the article that addresses a machine rather than a reader. What a model made of such an article
 * may be the passage's doing, whatever its figures: the brief is for a person to look at.
 */
export function checkAddressed(source: Source): Finding[] {
  for (const { start, end } of source.segments) {
    const text = source.text.slice(start, end);
    if (!speaksToModel(text)) continue;
    return [
      {
        check: 'support',
        severity: 'warning',
        message:
          'The article holds a passage that seems to be written for a machine, not for readers: compare the brief with the original.',
        claim: null,
        target: null,
        source: { start, end, text },
      },
    ];
  }
  return [];
}
