import { AdapterError, addUsage, NO_USAGE } from '../../core/index.ts';
import type { Usage } from '../../core/index.ts';
import { badResponse } from './options.ts';

/** What one request to a translation service may hold. */
export interface BatchLimits {
  readonly textsPerRequest: number;
  /** In whatever `sizeOf` counts. */
  readonly sizePerRequest: number;
  /** The longest text that is sent in one piece, in UTF-16 units; a longer one is split and rejoined. */
  readonly charsPerText: number;
  /** @default the number of UTF-16 units */
  readonly sizeOf?: ((text: string) => number) | undefined;
}

export interface SentBatch {
  readonly texts: readonly string[];
  readonly usage: Usage;
}

/** Sends one batch. A single text must come back as exactly one that is not empty, or as an error `bad-response`. */
export type SendBatch = (texts: readonly string[]) => Promise<SentBatch>;

export interface Aligned {
  readonly texts: string[];
  readonly usage: Usage;
  readonly warnings: string[];
}

/**
 * Turns N texts into exactly N, whatever the service's limits and moods: long texts are split at sentences or
 * clauses, batches kept within the limits, and texts that came back dropped, merged, empty, of an unlikely length or
 * untranslated are asked for again one by one.
 * @throws whatever `send` throws
 */
export async function translateAligned(
  adapter: string,
  texts: readonly string[],
  limits: BatchLimits,
  send: SendBatch,
): Promise<Aligned> {
  const pieces: { readonly index: number; readonly text: string }[] = [];
  const parts: string[][] = texts.map(() => []);
  for (const [index, text] of texts.entries()) {
    // Nothing to translate, and nothing to pay for.
    if (!/\p{L}/u.test(text)) parts[index]!.push(text.trim());
    else for (const piece of splitLong(text, limits.charsPerText)) pieces.push({ index, text: piece });
  }
  let usage = NO_USAGE;
  let untranslated = 0;
  let misaligned = 0;
  const sendCounted = async (batch: readonly string[]): Promise<readonly string[]> => {
    const sent = await send(batch);
    usage = addUsage(usage, sent.usage);
    return sent.texts;
  };
  for (const batch of batches(pieces, limits)) {
    const sources = batch.map((piece) => piece.text);
    const replies = await sendCounted(sources);
    const aligned = replies.length === sources.length;
    if (!aligned) misaligned++;
    const isEmpty = (at: number): boolean => replies[at]?.trim() === '';
    for (const [at, { index, text }] of batch.entries()) {
      let translated = aligned ? replies[at]! : '';
      // What is missing here may stand in the text before or after.
      const suspect = isDoubtful(text, translated) || isEmpty(at - 1) || isEmpty(at + 1);
      if (sources.length > 1 && suspect) {
        translated = (await sendCounted([text]))[0] ?? '';
        if (translated.trim() === '') throw badResponse(adapter, 'the service returned an empty translation twice');
      }
      if (isUntranslated(text, translated)) untranslated++;
      parts[index]!.push(translated.trim());
    }
  }
  const warnings: string[] = [];
  if (misaligned > 0) {
    warnings.push(
      `${adapter}: returned another number of segments than it was sent ${times(misaligned)}; each was asked for again by itself`,
    );
  }
  if (untranslated > 0) {
    warnings.push(`${adapter}: returned ${untranslated} segment${untranslated === 1 ? '' : 's'} untranslated`);
  }
  return { texts: parts.map((part) => part.join(' ')), usage, warnings };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** Dropped, merged with its neighbour, or left as it was. Ratios leave room for Chinese, which is terse. */
function isDoubtful(source: string, translated: string): boolean {
  const length = translated.trim().length;
  if (length === 0 || isUntranslated(source, translated)) return true;
  return (source.length > 100 && length < source.length / 10) || length > source.length * 6 + 80;
}

/** A whole sentence that came back letter for letter: names and numbers alone may well do that. */
function isUntranslated(source: string, translated: string): boolean {
  return source.trim() === translated.trim() && (source.match(/\p{Ll}{2,}/gu)?.length ?? 0) >= 5;
}

function batches<T extends { readonly text: string }>(pieces: readonly T[], limits: BatchLimits): T[][] {
  const sizeOf = limits.sizeOf ?? ((text: string) => text.length);
  const result: T[][] = [];
  let batch: T[] = [];
  let size = 0;
  for (const piece of pieces) {
    const pieceSize = sizeOf(piece.text);
    if (batch.length > 0 && (batch.length >= limits.textsPerRequest || size + pieceSize > limits.sizePerRequest)) {
      result.push(batch);
      batch = [];
      size = 0;
    }
    batch.push(piece);
    size += pieceSize;
  }
  if (batch.length > 0) result.push(batch);
  return result;
}

/** Where a long text may be cut, from best to worst: after a sentence, a clause, a word. */
const CUTS = [/[.!?…。！？][»”"')\]]*\s*/gu, /[;:，、；：]\s*|,\s+|\s[–—]\s/gu, /\s+/gu];

/**
 * Cuts a text into pieces of at most `longest` UTF-16 units, each as long as its kind of cut allows. Nothing is lost
 * but white space at the cuts; a pair of surrogates is never parted.
 */
export function splitLong(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const window = rest.slice(0, longest);
    let cut = 0;
    for (const pattern of CUTS) {
      for (const match of window.matchAll(pattern)) cut = match.index + match[0].length;
      // A cut in the first third would make many small pieces.
      if (cut > longest / 3) break;
      cut = 0;
    }
    if (cut === 0) cut = /[\uD800-\uDBFF]$/.test(window) && longest > 1 ? longest - 1 : longest;
    const piece = rest.slice(0, cut).trim();
    if (piece !== '') pieces.push(piece);
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** Checks what came back for a batch: see `SendBatch`. @throws AdapterError `bad-response` for a single text */
export function checkedTexts(adapter: string, sent: readonly string[], received: readonly string[]): readonly string[] {
  if (sent.length > 1) return received;
  if (received.length !== 1) {
    throw badResponse(adapter, `the service returned ${received.length} segments for one`);
  }
  if (received[0]!.trim() === '') throw badResponse(adapter, 'the service returned an empty translation');
  return received;
}

/** The pair in question is none that the adapter does. Thrown before anything is sent. */
export function unsupportedPair(adapter: string, from: string, remedy: string): AdapterError {
  return new AdapterError(`${adapter}: does not translate ${from} into English; ${remedy}`, {
    adapter,
    code: 'unsupported-language',
    retryable: false,
  });
}
