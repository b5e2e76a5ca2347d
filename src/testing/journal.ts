import { BudgetError } from '../core/index.ts';
import type { Journal, Usage } from '../core/index.ts';

export interface JournalEntry {
  readonly what: 'recall' | 'begin' | 'settle' | 'release' | 'abandon' | 'discard';
  readonly key: string;
  /** The bound of a `begin`, the usage of a `settle`. */
  readonly usage?: Usage | undefined;
}

/** A journal in memory that writes down what is done to it. */
export interface RecordingJournal extends Journal {
  readonly entries: readonly JournalEntry[];
  /** Stored replies by key. */
  readonly replies: ReadonlyMap<string, string>;
  /** From now on `begin` throws a `BudgetError`. */
  exhaust(): void;
}

export function recordingJournal(): RecordingJournal {
  const entries: JournalEntry[] = [];
  const replies = new Map<string, string>();
  let exhausted = false;
  return {
    entries,
    replies,
    exhaust: () => {
      exhausted = true;
    },
    async recall(key) {
      entries.push({ what: 'recall', key });
      return replies.get(key) ?? null;
    },
    async begin(key, _adapter, bound) {
      if (exhausted) throw new BudgetError('the budget does not cover the next request');
      entries.push({ what: 'begin', key, usage: bound });
      return {
        async settle(reply, usage) {
          // A real journal writes to a disk here: whoever does not wait is found out.
          await new Promise((resolve) => setTimeout(resolve, 5));
          replies.set(key, reply);
          entries.push({ what: 'settle', key, usage });
        },
        release: async () => void entries.push({ what: 'release', key }),
        abandon: async () => void entries.push({ what: 'abandon', key }),
      };
    },
    async discard(key) {
      replies.delete(key);
      entries.push({ what: 'discard', key });
    },
  };
}
