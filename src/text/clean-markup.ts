/** Names of U+00A0 to U+00FF in order, as HTML has them. */
const LATIN_1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml'
).split(' ');

const ENTITIES = new Map<string, string>([
  ...LATIN_1.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    lsaquo: '‹',
    rsaquo: '›',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    bull: '•',
    euro: '€',
    trade: '™',
    permil: '‰',
    prime: '′',
    minus: '−',
    oelig: 'œ',
    OElig: 'Œ',
    scaron: 'š',
    Scaron: 'Š',
    Yuml: 'Ÿ',
    ensp: ' ',
    emsp: ' ',
    thinsp: '\u2009',
    zwnj: '\u200c',
    zwj: '\u200d',
    lrm: '',
    rlm: '',
  }),
]);

/** Replaces HTML character references that end in a semicolon; others ("AT&T") are text. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,9}));/gu,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
      return String.fromCodePoint(code);
    },
  );
}

const BLOCK_TAGS =
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 ' +
  'h5 h6 head header hr html li main nav ol option p pre section select summary table tbody td tfoot th thead title tr ul';
const INLINE_TAGS =
  'a abbr acronym b bdi bdo big br button cite code data del dfn em embed font i iframe img input ins kbd label link mark ' +
  'meta object param picture q s samp small source span strike strong sub sup svg path time tt u var video audio wbr';
const BLOCK = new Set(BLOCK_TAGS.split(' '));
const KNOWN = new Set([...BLOCK, ...INLINE_TAGS.split(' ')]);
/** Elements whose content is not text. */
const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'iframe',
  'object',
  'textarea',
  'select',
  'nav',
]);

/**
 * Takes HTML tags, comments and the content of scripts and styles out of a text, in one pass and in linear time.
 * Blocks leave a blank line, `<br>` a line break. Only real tags count: "x < 5" and "<Nom>" are text. Character
 * references are left alone.
 *
 * @param page whether the text is a whole page: then titles, navigation and form fields are left out too
 */
export function stripMarkup(text: string, page = false): string {
  if (!text.includes('<')) return text;
  const kept: string[] = [];
  let at = 0;
  // Where a closing mark is missing once, it is missing for all later openers: keeps the scan linear.
  const missing = new Set<string>();
  const find = (mark: string, from: number): number => {
    if (missing.has(mark)) return -1;
    const index = text.indexOf(mark, from);
    if (index === -1) missing.add(mark);
    return index;
  };
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open === -1) break;
    kept.push(text.slice(at, open));
    if (text.startsWith('<!--', open)) {
      const close = find('-->', open + 4);
      at = close === -1 ? open + 4 : close + 3;
      continue;
    }
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])|^<(!)doctype\b|^<(\?)xml\b/iu.exec(
      text.slice(open, open + 24),
    );
    const close = tag === null ? -1 : find('>', open);
    const name = tag?.[2]?.toLowerCase() ?? '';
    const isTag = tag !== null && close !== -1 && close - open < 20_000;
    if (!isTag || (name !== '' && !KNOWN.has(name) && !SILENT.has(name))) {
      kept.push('<');
      at = open + 1;
      continue;
    }
    at = close + 1;
    const isSilent = name === 'script' || name === 'style' || (page && SILENT.has(name));
    if (isSilent && tag[1] === '' && text[close - 1] !== '/') {
      const end = closingTag(text, name, at, missing);
      if (end !== -1) at = end;
    }
    if (name === 'br') kept.push('\n');
    else if (BLOCK.has(name) || name === '') kept.push('\n\n');
  }
  kept.push(text.slice(at));
  return kept.join('');
}

function closingTag(text: string, name: string, from: number, missing: Set<string>): number {
  if (missing.has(name)) return -1;
  const closing = new RegExp(`</${name}\\s{0,10}>`, 'giu');
  closing.lastIndex = from;
  const match = closing.exec(text);
  if (match !== null) return match.index + match[0].length;
  missing.add(name);
  return -1;
}
