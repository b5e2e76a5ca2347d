import { displayable } from '../adapters/writers/markdown.ts';
import { UNDETERMINED } from '../core/index.ts';
import type { LanguageTag } from '../core/index.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML or XML, in content and in quoted attributes alike. */
export function escapeMarkup(text: string): string {
  return displayable(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** Markup that is safe to emit. Made by `markup`, which escapes what it is given, and by `trusted`. */
export class Markup {
  readonly #text: string;
  private constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
  static of(text: string): Markup {
    return new Markup(text);
  }
}

export type Content = Markup | string | number | false | null | undefined | readonly Content[];

/**
 * Escapes everything but `Markup` that stands in the template; lists are joined, `false`, null and undefined are left
 * out. Attributes must be quoted, and void elements closed (`<br />`), so that the result is XHTML, too.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = strings[0]!;
  for (let index = 0; index < values.length; index++) text += render(values[index]) + strings[index + 1]!;
  return Markup.of(text);
}

function render(value: Content): string {
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string') return escapeMarkup(value);
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined || value === false) return '';
  let text = '';
  for (const item of value) text += render(item);
  return text;
}

/** The project's own CSS and JavaScript, which must not be escaped. Nothing read from an article comes here. */
export const trusted = (text: string): Markup => Markup.of(text);

/** An address that may become a link: absolute, http or https, without a password. Null for anything else. */
export function safeLink(url: string | null): URL | null {
  if (url === null) return null;
  try {
    const parsed = new URL(url);
    const web = parsed.protocol === 'https:' || parsed.protocol === 'http:';
    return web && parsed.hostname !== '' && parsed.username === '' && parsed.password === '' ? parsed : null;
  } catch {
    return null;
  }
}

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);
const attributes = new Map<LanguageTag, Markup>();

/** ` lang="ar" dir="rtl"` for an element that holds text in that language. */
export function inLanguage(language: LanguageTag): Markup {
  let known = attributes.get(language);
  if (known === undefined) {
    let direction = 'auto';
    try {
      const { script } = new Intl.Locale(language).maximize();
      if (script !== undefined && language !== UNDETERMINED) direction = RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
    } catch {
      // No language tag: the text itself says where it begins.
    }
    known = direction === 'auto' ? markup` dir="auto"` : markup` lang="${language}" dir="${direction}"`;
    attributes.set(language, known);
  }
  return known;
}
