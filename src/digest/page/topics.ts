import type { Brief } from '../../core/index.ts';
import type { Story } from '../stories.ts';
import { count } from '../words.ts';

/** What a reader may want to follow: stories that several briefs tell, and names that run through several stories. */
export interface Topics {
  /** Key and label. */
  readonly stories: readonly (readonly [string, string])[];
  readonly names: readonly (readonly [string, string])[];
  /** Keys by id of the brief. */
  readonly byBrief: ReadonlyMap<string, readonly string[]>;
}

/** Entries of each kind in the filter by topic. */
const MOST_TOPICS = 60;

export function topicsOf(stories: readonly Story[]): Topics {
  const byBrief = new Map<string, string[]>();
  const tag = (brief: Brief, key: string): void => {
    byBrief.set(brief.id, [...(byBrief.get(brief.id) ?? []), key]);
  };
  const told = stories.filter(({ briefs }) => briefs.length > 1).slice(0, MOST_TOPICS);
  for (const [index, { briefs }] of told.entries()) for (const brief of briefs) tag(brief, `s${index}`);

  const names = new Map<string, Set<Story>>();
  for (const story of stories) {
    for (const name of story.briefs.flatMap(namesOf)) names.set(name, (names.get(name) ?? new Set()).add(story));
  }
  const followed = [...names]
    .filter(([, inStories]) => inStories.size > 1)
    .toSorted(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
    .slice(0, MOST_TOPICS);
  const keys = new Map(followed.map(([name], index) => [name, `n${index}`]));
  for (const brief of stories.flatMap(({ briefs }) => briefs)) {
    for (const name of namesOf(brief)) {
      const key = keys.get(name);
      if (key !== undefined) tag(brief, key);
    }
  }
  return {
    stories: told.map(({ headline, briefs }, index) => [`s${index}`, `${shortened(headline)} (${briefs.length})`]),
    names: followed.map(([name, { size }]) => [
      keys.get(name)!,
      `${shortened(name)} (${count(size, 'story', 'stories')})`,
    ]),
    byBrief,
  };
}

function namesOf({ facts }: Brief): string[] {
  const names = facts.filter(({ kind, verdict }) => kind === 'name' && verdict === 'traced');
  return [...new Set(names.map(({ text }) => text))];
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}
