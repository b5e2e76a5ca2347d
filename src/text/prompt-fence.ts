import { createHash } from 'node:crypto';

/** One numbered line of fenced material. Several lines may share a number: the pieces of an over-long segment. */
export interface FencedLine {
  readonly number: number;
  /** Stands in brackets before the text, such as `title`. */
  readonly label?: string | undefined;
  readonly text: string;
}

/**
 * Material between two tags that carry a mark nobody can guess: `<article-5c1e…>` … `</article-5c1e…>`.
 *
 * The mark is made from the material itself, so that the same request has the same bytes (caches, journals) and yet
 * no text can hold its own mark: to write it down would change it.
 */
export function fence(kind: string, lines: readonly FencedLine[]): string {
  return wrap(
    kind,
    lines.map((line) => {
      const label = line.label === undefined ? '' : `(${line.label}) `;
      return `[${line.number}] ${label}${asData(line.text)}`;
    }),
  );
}

/** As `fence`, for material without numbers: each item is one line. Without items, an empty fence. */
export function fenceLines(kind: string, lines: readonly string[]): string {
  return wrap(kind, lines.map(asData));
}

function wrap(kind: string, lines: readonly string[]): string {
  const body = lines.join('\n');
  let mark = '';
  // The loop runs once but for a text that found a fixed point of SHA-256.
  for (let round = 0; mark === '' || body.includes(mark); round += 1) {
    mark = createHash('sha256').update(`precis fence ${round}\n${kind}\n${body}`).digest('hex').slice(0, 16);
  }
  return body === '' ? `<${kind}-${mark}>\n</${kind}-${mark}>` : `<${kind}-${mark}>\n${body}\n</${kind}-${mark}>`;
}

/** C0 and C1 controls but for white space; they have no place in an article and some terminals and models obey them. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g;

/**
 * Characters that nobody sees but a model reads: zero-width space and word joiner, BOM, bidirectional overrides,
 * Unicode tags and the supplementary variation selectors (both are used to smuggle text). Joiners that scripts need
 * (U+200C, U+200D) stay.
 */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E01EF}]/gu;

/** Any mark of a chat template: some local servers turn these into control tokens wherever they stand. */
const BRACKETED_TOKEN = /\[(\/?[A-Z][A-Z_]{2,30})\]/g;

/** Text without controls, invisible characters and broken surrogates, white space collapsed. */
export function asPlainLine(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(CONTROLS, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\s\u0085]+/g, ' ')
    .trim();
}

/**
 * Text as one line that no reader can take for the end of the material: as `asPlainLine`, with tags and the control
 * tokens of chat templates defused (`<|im_end|>` → `‹|im_end|>`, `[INST]` → `(INST)`). A `<` before a space or a digit
 * is a sign of comparison and stays.
 */
export function asData(text: string): string {
  return asPlainLine(text)
    .replaceAll(/<(?=[^\s\d=<])/gu, '‹')
    .replaceAll(BRACKETED_TOKEN, '($1)');
}
