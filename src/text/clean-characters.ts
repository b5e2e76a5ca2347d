/**
 * What stands in U+0080–U+009F: never text, but Windows-1252 read as Latin-1, so that “ ” ’ – and € can be restored.
 * In the order of the code page; a dot where it has no character.
 */
const WINDOWS_1252 = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

const NOT_TEXT =
  // C0 controls but tab and line ends, DEL; soft hyphen; zero-width, bidi and invisible characters; tags; BOM.
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what is to go
  /[\u{f8ff}\u0000-\u0008\u000e-\u001f\u007f\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Latin letters, typographic marks and line ends that are as they should be: most text of Europe, told in one look. */
const PLAIN = /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*$/;

/** Stands for a space inside a number meanwhile; a private-use character. */
const GROUPING = '\u{f8ff}';

/**
 * Normalises the characters of a text, and nothing that a reader could see: NFC; line ends to `\n`; soft hyphens,
 * zero-width, bidi and control characters go (joiners stay where a script or an emoji needs them); Windows-1252
 * characters that were read as Latin-1 are restored; every kind of space becomes a plain one, save a non-breaking one
 * that groups digits (`200 000`), which becomes U+00A0, so that a number stays one number and can be told from two.
 */
export function cleanCharacters(text: string): string {
  if (PLAIN.test(text)) return text;
  // U+0085 is a line end of mainframes, and the ellipsis of Windows-1252 where others of its characters are about.
  const newLine = /[\u0080-\u0084\u0086-\u009f]/u.test(text) ? /\r\n?|[\v\f\u2028]/gu : /\r\n?|[\v\f\u0085\u2028]/gu;
  return text
    .replace(newLine, '\n')
    .replace(/\u2029/gu, '\n\n')
    .replace(/[\u0080-\u009f]/gu, (character) => {
      const restored = WINDOWS_1252[character.charCodeAt(0) - 0x80];
      return restored === undefined || restored === '.' ? '' : restored;
    })
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(NOT_TEXT, '')
    .replace(
      // oxlint-disable-next-line no-misleading-character-class -- the variation selector is meant
      /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{M}\u{1f000}-\u{1ffff}\u2600-\u27bf\ufe0f])[\u200c\u200d]/gu,
      '',
    )
    .replace(/[\u00a0\u202f\u2007\u2009](?<=(?<!\d)\d{1,3}.)(?=\d{3}(?!\d))/gu, GROUPING)
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, ' ')
    .replaceAll(GROUPING, '\u00a0')
    .normalize('NFC');
}
