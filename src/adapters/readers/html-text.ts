import type { Paragraph, ParagraphKind } from '../../text/clean.ts';
import { isElement, type PageElement, type PageNode } from './html-dom.ts';

/** Elements whose content is never text of the article. */
const SILENT = new Set(
  (
    'script style noscript template svg math head iframe object embed button select textarea input form canvas audio ' +
    'video figcaption dialog del s strike noframes'
  ).split(' '),
);
/** Classes of the quotations that services embed posts with. */
export const EMBEDS = [
  'twitter-tweet',
  'twitter-video',
  'instagram-media',
  'bluesky-embed',
  'mastodon-embed',
  'fb-post',
] as const;
/** Classes and ids of what is for screen readers alone, and of what readers wrote under the article. */
const NOT_THE_ARTICLE =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|(?:reader-|user-)?comments?(?:-(?:area|list|section|wrapper|thread))?|commentaires|comentarios|comentários|commenti|kommentare|reacties|disqus_thread)(?=\s|$)/iu;
/** Of what stands around the article, where the whole body is taken. */
const PAGE_PART =
  /(?:^|\s)(?:(?:site|page|main|global)-(?:footer|header|nav)|footer|navbar|breadcrumbs?|cookie-(?:banner|notice|consent))(?=\s|$)/iu;
/** Left out where the whole body is taken: around the article rather than in it. */
const AROUND = new Set(['nav', 'footer', 'aside']);
const BLOCK = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 header ' +
    'hgroup hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

type Step =
  { readonly node: PageNode; readonly kind: ParagraphKind } | { readonly leave: 'paragraph' | 'post' | 'row' };

/**
 * The text of an element in paragraphs, broken where a browser would break it. Iterative: hostile pages nest deeper
 * than the stack.
 */
export function blockText(root: PageNode, wholeBody: boolean): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let parts: string[] = [];
  let kind: ParagraphKind = 'text';
  // Inside an embedded post or a table row, blocks are joined: words, author and date belong together.
  let joined = 0;
  let joint = ' ';
  const flush = (next: ParagraphKind): void => {
    const text = parts
      .join('')
      .replace(/\s+/gu, (space) => (space.includes('\u00a0') || space.includes('\u202f') ? space : ' '))
      .trim();
    if (text !== '') paragraphs.push({ text, kind });
    parts = [];
    kind = next;
  };
  const stack: Step[] = [{ node: root, kind: 'text' }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if ('leave' in step) {
      if (step.leave === 'paragraph') {
        if (joined > 0) parts.push(joint);
        else flush('text');
      } else {
        joined -= 1;
        joint = ' ';
        if (joined === 0) flush('text');
      }
      continue;
    }
    const { node } = step;
    if (node.nodeType === 3) {
      parts.push(node.textContent ?? '');
      continue;
    }
    const raised = isElement(node) && node.localName.toLowerCase() === 'sup' ? raisedFigure(node, parts) : null;
    if (raised !== null) {
      parts.push(raised);
      continue;
    }
    if (!isElement(node) && node.nodeType !== 9 && node.nodeType !== 11) continue;
    const name = isElement(node) ? node.localName.toLowerCase() : '';
    if (isElement(node) && node !== root && isLeftOut(node, name, wholeBody)) continue;
    if (name === 'br') {
      // A line that ends like a sentence is a paragraph; a line that does not is broken for looks.
      const line = parts.join('').trimEnd();
      if (joined === 0 && (line === '' || /[.!?…:»”"]$/u.test(line))) flush(kind);
      else parts.push(' ');
      continue;
    }
    const own = kindOf(name) ?? step.kind;
    const isPost = isElement(node) && name === 'blockquote' && isEmbed(node);
    if (isPost || name === 'tr') {
      if (joined === 0) flush(name === 'tr' ? 'item' : 'text');
      joined += 1;
      joint = name === 'tr' ? ' · ' : ' ';
      stack.push({ leave: isPost ? 'post' : 'row' });
    } else if (BLOCK.has(name)) {
      if (joined === 0) flush(own);
      stack.push({ leave: 'paragraph' });
    }
    const children = node.childNodes;
    for (let index = children.length - 1; index >= 0; index -= 1) stack.push({ node: children[index]!, kind: own });
  }
  flush('text');
  return paragraphs.map((paragraph) => ({ ...paragraph, text: paragraph.text.replace(/(?: · ?)+$/u, '') }));
}

function kindOf(name: string): ParagraphKind | null {
  if (/^h[1-6]$/u.test(name)) return 'heading';
  if (name === 'li' || name === 'td' || name === 'th' || name === 'dd') return 'item';
  return null;
}

function isLeftOut(element: PageElement, name: string, wholeBody: boolean): boolean {
  if (SILENT.has(name)) return true;
  if (wholeBody && AROUND.has(name)) return true;
  if (element.getAttribute('hidden') !== null || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style') ?? '';
  if (/display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden/iu.test(style)) return true;
  // The body itself may be called "comments" by what is switched on in the page.
  if (name !== 'body' && name !== 'main' && name !== 'article') {
    const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
    if (NOT_THE_ARTICLE.test(names) || (wholeBody && PAGE_PART.test(names))) return true;
  }
  // Footnote marks: "[1]".
  return name === 'sup' && /^\s*\[?\d{1,3}\]\s*$/u.test(element.textContent ?? '');
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A raised figure as what it is: "10⁶" and "m²" keep it, a mark of a footnote after a word goes. As plain digits it
 * would make another number of the one before it. Null where there is none.
 */
function raisedFigure(element: PageElement, parts: readonly string[]): string | null {
  const figure = /^\s*(\d{1,3})\s*$/u.exec(element.textContent ?? '')?.[1];
  if (figure === undefined) return null;
  if (/\p{L}{3}$|[.,;:!?»”")\]]$/u.test(parts.at(-1) ?? '')) return '';
  return figure.replace(/\d/gu, (digit) => RAISED[Number(digit)]!);
}

function isEmbed(element: PageElement): boolean {
  const classes = (element.getAttribute('class') ?? '').split(/\s+/u);
  return EMBEDS.some((name) => classes.includes(name));
}
