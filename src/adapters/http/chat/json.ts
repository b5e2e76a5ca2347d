/** The most beginnings of an object that are tried in one reply, so that no reply takes quadratic time. */
const MOST_BEGINNINGS = 40;

/**
 * Finds the JSON object that a model meant, whatever stands around it: code fences, prose, thinking, an example before
 * the answer. Objects are tried from the last to the first and the first that `accept` takes wins. Trailing commas and
 * raw line breaks inside strings are mended; an object that is not closed is never used, for it may be cut.
 *
 * @param accept returns null for a value that is not the answer
 */
export function findJson<T>(text: string, accept: (value: unknown) => T | null): T | null {
  const whole = parsed(text);
  if (whole !== undefined) {
    const value = accept(whole);
    if (value !== null) return value;
  }
  for (const source of objectsIn(afterThinking(text)).toReversed()) {
    const value = parsed(source) ?? parsed(mended(source));
    if (value === undefined) continue;
    const accepted = accept(value);
    if (accepted !== null) return accepted;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What follows the last closing tag of a reasoning model's thoughts; some servers leave out the opening one. */
function afterThinking(text: string): string {
  let end = 0;
  for (const tag of ['</think>', '</thinking>', '</reasoning>', '◁/think▷']) {
    const at = text.lastIndexOf(tag);
    if (at >= 0) end = Math.max(end, at + tag.length);
  }
  // The tag may be part of the answer itself; then nothing useful follows it.
  return text.includes('{', end) ? text.slice(end) : text;
}

/** The outermost `{…}` of a text, in order. A `{` that is never closed is stepped over. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  let from = text.indexOf('{');
  for (let tries = 0; from >= 0 && tries < MOST_BEGINNINGS; tries += 1) {
    const end = closing(text, from);
    if (end > 0) found.push(text.slice(from, end));
    from = text.indexOf('{', end > 0 ? end : from + 1);
  }
  return found;
}

/** The offset after the `}` that closes the object at `start`, or -1. */
function closing(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '{') {
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The same object without commas before a closing bracket and with control characters in strings escaped. */
function mended(source: string): string {
  let out = '';
  let inString = false;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at]!;
    if (inString) {
      if (character === '\\') {
        out += character + (source[at + 1] ?? '');
        at += 1;
        continue;
      }
      if (character === '"') inString = false;
      out += character < ' ' ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character;
    } else if (character === ',' && closes(source, at + 1)) {
      continue;
    } else {
      if (character === '"') inString = true;
      out += character;
    }
  }
  return out;
}

const WHITE_SPACE = /\s/;

function closes(source: string, from: number): boolean {
  for (let at = from; at < source.length; at += 1) {
    if (!WHITE_SPACE.test(source[at]!)) return source[at] === '}' || source[at] === ']';
  }
  return false;
}
