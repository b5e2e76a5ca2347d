import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';

/** What the bytes 0x80–0xBF of UTF-8 look like when they are read as Windows-1252, holes of that table included. */
const CONTINUATION = '[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
const DOUBLE = new RegExp(`[Â-ß]${CONTINUATION}|[à-ï]${CONTINUATION}{2}|[ð-ô]${CONTINUATION}{3}`, 'gu');
/** "Ã " whose no-break space became a plain one: an à, where the rest of the text is of this kind. */
const LOST_SPACE = /Ã {1,2}(?=\S)/gu;

/** "â€" whose third byte has no character in Windows-1252 and got lost: a closing quotation mark. */
const LOST_END = /â€(?!€)/gu;

/** Fewer sequences than this may be chance. */
const LEAST = 3;
/** ...and so may those beside as many other letters with accents. */
const LEAST_SHARE = 0.6;

/**
 * Restores text that was UTF-8, was read as Windows-1252 and saved again ("Ã©" for "é", "â€™" for "’"); null where it
 * is no such text. Only whole sequences are restored, so that what else the text holds stays as it is.
 */
export function restoreDoubleEncoded(text: string): string | null {
  if (!/[Ââ-ïÃ]/u.test(text)) return null;
  let beyondAscii = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) beyondAscii += 1;
  let found = 0;
  let covered = 0;
  const restored = text.replace(DOUBLE, (sequence) => {
    const original = originalOf(sequence);
    if (original === null) return sequence;
    found += 1;
    covered += sequence.length;
    return original;
  });
  if (found < LEAST || covered < beyondAscii * LEAST_SHARE) return null;
  return restored.replace(LOST_SPACE, 'à ').replace(LOST_END, '”');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function originalOf(sequence: string): string | null {
  const bytes = Array.from(sequence, (character) => {
    const code = character.codePointAt(0)!;
    return code <= 0xff ? code : iconv.encode(character, 'windows-1252')[0]!;
  });
  try {
    return utf8.decode(Buffer.from(bytes));
  } catch {
    return null;
  }
}
