/** Stand-ins for protected spans, as `src/figures/protect.ts` makes them by default. */
const STAND_IN = /\bXq\d{1,4}x\b/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Whether any of the texts holds something that the service must not touch. */
export function holdsStandIns(texts: readonly string[]): boolean {
  return texts.some((text) => text.search(STAND_IN) >= 0);
}

/**
 * Writes plain text as XML or HTML in which stand-ins are marked as not to be translated.
 * @param open such as `<span translate="no">`
 * @param close such as `</span>`
 */
export function markUp(text: string, open: string, close: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(STAND_IN, (standIn) => `${open}${standIn}${close}`);
}

/** Back to plain text: tags go, entities become what they stand for. */
export function unmark(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (entity, decimal, hex, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? entity;
      const code = typeof decimal === 'string' ? Number.parseInt(decimal, 10) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    });
}
