import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';
import type jschardet from 'jschardet';
import { restoreDoubleEncoded } from './mojibake.ts';

export interface DecodedText {
  readonly text: string;
  /** Name of the encoding, and what it rests on. */
  readonly encoding: string;
  readonly certain: boolean;
}

/** Bytes that the guess is made from: jschardet is slow on long input and no better. */
const SAMPLE_BYTES = 64_000;

/**
 * Decodes text of unknown encoding: byte order mark, then strict UTF-8, then what the text itself declares (HTML), then
 * a statistical guess. What was encoded twice is restored.
 *
 * All single-byte decoding is by iconv-lite: `TextDecoder('windows-1252')` of Node 20 turns 0x80–0x9F into control
 * characters and loses “ ” ’ and €.
 *
 * @param declared an encoding that the content names
 */
export function decodeText(bytes: Uint8Array, declared?: string | null): DecodedText {
  const found = decodeBytes(bytes, declared);
  const restored = restoreDoubleEncoded(found.text);
  return restored === null ? found : { text: restored, encoding: 'UTF-8 that was encoded twice', certain: false };
}

function decodeBytes(bytes: Uint8Array, declared: string | null | undefined): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(buffer, [0xef, 0xbb, 0xbf])) {
    return { text: buffer.subarray(3).toString('utf8'), encoding: 'UTF-8', certain: true };
  }
  if (startsWith(buffer, [0xff, 0xfe, 0, 0])) return decoded(buffer.subarray(4), 'utf-32le', true);
  if (startsWith(buffer, [0, 0, 0xfe, 0xff])) return decoded(buffer.subarray(4), 'utf-32be', true);
  if (startsWith(buffer, [0xff, 0xfe])) return decoded(buffer.subarray(2), 'utf-16le', true);
  if (startsWith(buffer, [0xfe, 0xff])) return decoded(buffer.subarray(2), 'utf-16be', true);
  const wide = utf16WithoutMark(buffer);
  if (wide !== null) return decoded(buffer, wide, true);
  // Escape sequences of ISO-2022-JP are ASCII, so valid UTF-8 too.
  if (buffer.subarray(0, SAMPLE_BYTES).includes('\u001b$')) {
    return { text: new TextDecoder('iso-2022-jp').decode(buffer), encoding: 'ISO-2022-JP', certain: true };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(buffer), encoding: 'UTF-8', certain: true };
  } catch {
    // Not UTF-8, or UTF-8 with a damaged byte: a few broken sequences among many good ones.
    if (mostlyUtf8(buffer)) return { text: buffer.toString('utf8'), encoding: 'UTF-8', certain: false };
  }
  if (declared && iconv.encodingExists(declared) && !/^utf-?8$/iu.test(declared)) {
    // Browsers read Latin-1 as Windows-1252, and so did whoever wrote the page.
    return decoded(
      buffer,
      /^(?:iso-?8859-?1|latin-?1|us-ascii|ascii)$/iu.test(declared) ? 'windows-1252' : declared,
      true,
    );
  }
  const guess = detector().detect(sampleAround(buffer)).encoding;
  const usable = guess !== null && iconv.encodingExists(guess) && !/^(?:ascii|utf-?8|iso-8859-1)$/iu.test(guess);
  return decoded(buffer, usable ? guess : 'windows-1252', false);
}

/** Loaded at the first text of unknown encoding: most runs have none, and 40 modules take a while. */
function detector(): Pick<typeof jschardet, 'detect'> {
  return createRequire(import.meta.url)('jschardet') as typeof jschardet;
}

function decoded(buffer: Buffer, encoding: string, certain: boolean): DecodedText {
  return { text: iconv.decode(buffer, encoding), encoding, certain };
}

function startsWith(buffer: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => buffer[index] === byte);
}

/** UTF-16 of European text has a zero in every second byte. */
function utf16WithoutMark(buffer: Buffer): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(buffer.length, 4_000) & ~1;
  if (length < 4) return null;
  let [even, odd] = [0, 0];
  for (let index = 0; index < length; index += 2) {
    if (buffer[index] === 0) even += 1;
    if (buffer[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

function mostlyUtf8(buffer: Buffer): boolean {
  const text = buffer.toString('utf8');
  const damaged = text.split('\ufffd').length - 1;
  let beyondAscii = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) beyondAscii += 1;
  return damaged * 10 < beyondAscii;
}

/** From the first byte beyond ASCII: a long ASCII head says nothing. */
function sampleAround(buffer: Buffer): Buffer {
  let first = 0;
  while (first < buffer.length && buffer[first]! < 0x80) first += 1;
  const start = Math.max(0, first - 1_000);
  return buffer.subarray(start, start + SAMPLE_BYTES);
}

/** First bytes, as Latin-1, of files that people take for articles: PDF, ZIP (docx), images, programs, archives. */
const SIGNATURES = [
  '%PDF-',
  'PK\u0003\u0004',
  '\u0089PNG',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  '\u007fELF',
  'MZ\u0090',
  '\u001f\u008b',
  'Rar!',
  '7z\u00bc',
  '\u00d0\u00cf\u0011\u00e0',
  'SQLite format',
];

/** Whether bytes are no text in any encoding: a known signature, or zeros and controls all over. */
export function isBinary(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8_000));
  const beginning = head.toString('latin1', 0, 16);
  if (SIGNATURES.some((signature) => beginning.startsWith(signature))) return true;
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]) || startsWith(head, [0, 0, 0xfe, 0xff]))
    return false;
  if (utf16WithoutMark(head) !== null) return false;
  let controls = 0;
  // By index: to iterate over bytes takes ten times as long.
  for (let index = 0; index < head.length; index += 1) {
    const byte = head[index]!;
    if (byte === 0) return true;
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b && byte !== 0x1a)) controls += 1;
  }
  return controls > head.length * 0.05;
}
