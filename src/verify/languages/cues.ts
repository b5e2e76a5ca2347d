/** Finds the places of a set of cues in a text. */
export interface Cues {
  /** Half-open UTF-16 ranges, in order, without overlap. */
  find(text: string): readonly { readonly start: number; readonly end: number }[];
}

const NONE: Cues = { find: () => [] };

/** The words of a table field, in lower case. */
export function compileWords(list: string): ReadonlySet<string> {
  return new Set(list.toLowerCase().split(/\s+/u).filter(Boolean));
}

/**
 * Makes a matcher of `a|b c|d*|*e|ne … pas`. The expression has no nested or adjacent unbounded repetition: matching is
 * linear in the text. A gap (`…`) spans at most three words of at most thirty letters.
 * @param spaced whether words are separated: then a cue matches whole words only
 */
export function compileCues(list: string, spaced: boolean): Cues {
  const alternatives = list
    .split('|')
    .map((cue) => cue.trim())
    .filter(Boolean)
    // Longest first, since the first alternative that matches wins.
    .sort((a, b) => b.length - a.length)
    .map((cue) => cueSource(cue, spaced));
  if (alternatives.length === 0) return NONE;
  const before = spaced ? '(?<![\\p{L}\\p{M}\\p{N}])' : '';
  const expression = new RegExp(`${before}(?:${alternatives.join('|')})`, 'giu');
  return {
    find: (text) => {
      const found: { start: number; end: number }[] = [];
      for (const match of text.matchAll(expression)) {
        found.push({ start: match.index, end: match.index + match[0].length });
      }
      return found;
    },
  };
}

const GAP = '(?:[ \\u00a0]?[\\p{L}\\p{M}\\p{N}]{1,30}){0,3}?';
const SPACE = '[ \\u00a0\\n]';

function cueSource(cue: string, spaced: boolean): string {
  let source = '';
  let glued = true;
  for (const word of cue.split(' ')) {
    if (word === '…') {
      source += GAP;
      glued = false;
      continue;
    }
    const open = word.endsWith('*');
    const any = word.startsWith('*') ? '[\\p{L}\\p{M}]{2,14}' : '';
    const stem = (open ? word.slice(0, -1) : word)
      .replace(/^\*/u, '')
      .replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
      .replaceAll("'", "['’]");
    const elided = /['’]$/u.test(word);
    source += (glued ? '' : SPACE) + any + stem + (open ? '[\\p{L}\\p{M}]{0,12}' : '');
    if (spaced && !elided) source += '(?![\\p{L}\\p{M}\\p{N}])';
    glued = elided;
  }
  return source;
}
