import { parseHTML } from 'linkedom';

/** The part of the DOM that reading needs; the project compiles without the browser's types. */
export interface PageNode {
  /** 1 for an element, 3 for text. */
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<PageNode>;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  replaceWith(node: PageNode): void;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
}

export interface PageDocument extends PageElement {
  createTextNode(text: string): PageNode;
  readonly documentElement: PageElement | null;
  readonly body: PageElement;
}

export function parsePage(html: string): PageDocument {
  // linkedom puts a fragment without <html> directly under the document, where nothing finds it.
  const page = /<html[\s>]/iu.test(html.slice(0, 20_000)) ? html : `<!doctype html><html><body>${html}</body></html>`;
  return parseHTML(page).document;
}

export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}
