import type { Brief, RunReport } from '../core/index.ts';
import type { Batch } from './read.ts';
import { groupStories } from './stories.ts';
import type { Story } from './stories.ts';

/** What every form of the digest shows. */
export interface DigestContent {
  /** Verified briefs and those for review, grouped by event: newest first, among those of a day the most told. */
  readonly stories: readonly Story[];
  /** Rejected briefs: in no story, and told apart everywhere. */
  readonly held: readonly Brief[];
  readonly report: RunReport | null;
  /** When the batch ended, as far as is known. The same batch makes the same digest. */
  readonly madeAt: Date;
  /** Whether full source texts are part of it. Evidence sentences always are. */
  readonly originals: boolean;
}

/** @param now for a batch that no run has reported on */
export function digestContent(batch: Batch, originals: boolean, now: Date): DigestContent {
  const ended = new Date(batch.report?.endedAt ?? Number.NaN);
  return {
    stories: groupStories(batch.briefs.filter(({ verdict }) => verdict !== 'rejected')),
    held: batch.briefs.filter(({ verdict }) => verdict === 'rejected'),
    report: batch.report,
    madeAt: Number.isNaN(ended.getTime()) ? now : ended,
    originals,
  };
}

/** Every brief that is not held, in the order of the stories. */
export function tellable({ stories }: DigestContent): Brief[] {
  return stories.flatMap(({ briefs }) => briefs);
}
