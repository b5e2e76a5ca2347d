/** Values that must never be shown, gathered from every connection of this process. */
const secrets = new Set<string>();

/** The shortest value that is treated as a secret: shorter ones would blank out ordinary words. */
const SHORTEST_SECRET = 6;

/** The most characters of a service's own words that a message repeats. */
const LONGEST_QUOTATION = 200;

/** How many characters in a row of the article's text a message may repeat at most. */
const LONGEST_ECHO = 11;

const SECRET_NAME = /key|token|secret|passw|credential|auth(?!or)/i;

/** Control characters, zero-width characters and marks that change the direction of text on a terminal. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** From here on `redact` blanks this value out, plain or URL-encoded. */
export function protectSecret(value: string): void {
  if (value.length < SHORTEST_SECRET) return;
  secrets.add(value);
  secrets.add(encodeURIComponent(value));
}

/** Protects the value of every environment variable whose name says that it holds a secret. */
export function protectEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.length >= 8 && SECRET_NAME.test(name)) protectSecret(value);
  }
}

/**
 * Makes words that came from outside fit for a message: no control characters, no known secret, nothing that looks
 * like a key, at most 200 characters.
 */
export function redact(text: string): string {
  let clean = text.slice(0, 4000);
  for (const secret of secrets) clean = clean.replaceAll(secret, '[redacted]');
  clean = clean
    .replaceAll(UNPRINTABLE, ' ')
    .replaceAll(/\b(bearer|deepl-auth-key|basic)\s+\S+/gi, '$1 [redacted]')
    .replaceAll(/\b(?:sk|pk|rk|key|gsk|AIza)[-_]?[\w*-]{6,}/g, (found) => (/[\d*]/.test(found) ? '[redacted]' : found))
    .replaceAll(/[\w*-]{20,}/g, (found) => (/[\d*]/.test(found) ? '[redacted]' : found))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return clean.length > LONGEST_QUOTATION ? `${clean.slice(0, LONGEST_QUOTATION - 1)}…` : clean;
}

/**
 * A service's own error message, redacted; null where it repeats the article's text.
 * @param texts the article's text in the request
 */
export function quotable(message: string, texts: readonly string[]): string | null {
  const clean = redact(message);
  if (clean === '') return null;
  const words = plain(clean);
  const source = plain(texts.join('\n'));
  for (const text of texts) {
    const whole = plain(text);
    if (whole.length >= 4 && whole.length <= LONGEST_ECHO && words.includes(whole)) return null;
  }
  for (let at = 0; at + LONGEST_ECHO < words.length; at++) {
    if (source.includes(words.slice(at, at + LONGEST_ECHO + 1))) return null;
  }
  return clean;
}

function plain(text: string): string {
  return text.replaceAll(UNPRINTABLE, ' ').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
