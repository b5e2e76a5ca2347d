import { findFigures } from '../figures/index.ts';
import type { Figure } from '../figures/index.ts';
import { findNames } from './names/find.ts';
import type { Name } from './names/find.ts';

/** Several checks read one sentence in a row, of the brief and of an English article: what they find is kept for a while. */
const MOST_KEPT = 64;
/** A long text is read once, and not worth keeping. */
const LONGEST_KEPT = 4000;

/** A function of a text that remembers its last answers. */
function remembering<Found>(find: (text: string) => readonly Found[]): (text: string) => readonly Found[] {
  const kept = new Map<string, readonly Found[]>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = find(text);
    if (text.length <= LONGEST_KEPT) {
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(text, found);
    }
    return found;
  };
}

/** The figures of an English sentence. */
export const englishFigures: (text: string) => readonly Figure[] = remembering((text) => findFigures(text, 'en'));

/** The names of an English sentence. */
export const englishNames: (text: string) => readonly Name[] = remembering(findNames);
