import type { Paragraph } from '../../text/clean.ts';

/** What a format finds in a file. Strings are raw; `composeArticle` cleans them. */
export interface ParsedInput {
  readonly title?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly outlet?: string | null | undefined;
  /** In any form that `normaliseDate` reads. */
  readonly publishedAt?: string | null | undefined;
  /** What the file says that its language is. */
  readonly language?: string | null | undefined;
  /** Raw text where the format has no paragraphs of its own, else its paragraphs. */
  readonly body: string | readonly Paragraph[];
  readonly warnings: readonly string[];
}

/**
 * A kind of file that can hold an article. A further one (docx, pdf, eml) is one more file beside this with one such
 * object, and one more entry in `FORMATS` of `files.ts`.
 */
export interface Format {
  /** As it stands in messages: `HTML`. */
  readonly name: string;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** Whether the content is of this format, for inputs without a known extension; given the first 4 KB. */
  sniff(head: Uint8Array): boolean;
  /** @throws Error whose message says what is wrong and what to do about it, without naming the file */
  parse(bytes: Uint8Array, signal: AbortSignal): Promise<ParsedInput>;
}

/** The first bytes as characters, whatever their encoding: enough to look for ASCII marks. */
export function asciiHead(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
}
