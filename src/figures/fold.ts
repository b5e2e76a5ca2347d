/**
 * Brings spellings of one word together for look-up: lower case, NFC, one apostrophe, Russian ё as е, Hindi without
 * nukta and with anusvara for chandrabindu. Keeps other accents: `mars` and `März` are words of different languages.
 */
export function fold(word: string): string {
  let ascii = true;
  for (let index = 0; index < word.length && ascii; index++) ascii = word.charCodeAt(index) < 0x80;
  const lower = word.toLowerCase();
  if (ascii) return lower;
  return lower.normalize('NFC').replace(/[ёँ़’]/gu, (sign) => FOLDED[sign] ?? sign);
}

const FOLDED: Readonly<Record<string, string>> = { ё: 'е', 'ँ': 'ं', '़': '', '’': "'" };
