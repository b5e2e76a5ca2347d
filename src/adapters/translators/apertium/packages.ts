import { baseLanguage, type LanguageTag } from '../../../core/index.ts';
import { nodeOfTag } from './modes.ts';

/**
 * One language pair by the names that Debian gives it, newest first: releases before and after Debian 12 call some of
 * them otherwise, and the old names stay as transitional packages for a while.
 */
export type PairPackage = readonly string[];

const ENG_SPA: PairPackage = ['apertium-eng-spa', 'apertium-spa-eng', 'apertium-en-es'];
const ENG_CAT: PairPackage = ['apertium-eng-cat', 'apertium-cat-eng', 'apertium-en-ca'];

/**
 * The pairs that lead from a language to English, by `nodeOfTag`; the first set that can be had is taken. Measured on
 * FLORES-200: for French the way by Spanish beats the one by Catalan, and is less to download.
 */
const PAIRS_BY_LANGUAGE: Readonly<Record<string, readonly (readonly PairPackage[])[]>> = {
  fr: [
    [['apertium-fr-es', 'apertium-fra-spa', 'apertium-spa-fra'], ENG_SPA],
    [['apertium-fra-cat', 'apertium-fr-ca'], ENG_CAT],
  ],
  es: [[ENG_SPA]],
  ca: [[ENG_CAT]],
  pt: [[['apertium-es-pt', 'apertium-spa-por', 'apertium-por-spa'], ENG_SPA]],
  it: [[['apertium-spa-ita', 'apertium-es-it'], ENG_SPA]],
  gl: [[['apertium-es-gl', 'apertium-spa-glg'], ENG_SPA]],
  ro: [[['apertium-es-ro', 'apertium-spa-ron'], ENG_SPA]],
  is: [[['apertium-isl-eng', 'apertium-is-en']]],
  mk: [[['apertium-mkd-eng', 'apertium-mk-en']]],
  bg: [
    [
      ['apertium-mkd-bul', 'apertium-mk-bg'],
      ['apertium-mkd-eng', 'apertium-mk-en'],
    ],
  ],
  hbs: [[['apertium-hbs-eng', 'apertium-sh-en']]],
  eu: [[['apertium-eu-en', 'apertium-eus-eng']]],
  eo: [[['apertium-eo-en', 'apertium-epo-eng']]],
};

/** Sets of pairs that translate this language into English, preferred first; none where Debian has no such pair. */
export function pairsFor(language: LanguageTag): readonly (readonly PairPackage[])[] {
  const node = nodeOfTag(language);
  return node === null ? [] : (PAIRS_BY_LANGUAGE[node] ?? []);
}

/** Names of the Debian packages that translate this language into English, as Debian 12 calls them; empty where there are none. */
export function apertiumPackages(language: LanguageTag): string[] {
  return (pairsFor(language)[0] ?? []).map((names) => names[0]!);
}

/** Languages (BCP 47) that Debian has packages for. */
export function apertiumLanguages(): string[] {
  return Object.keys(PAIRS_BY_LANGUAGE)
    .flatMap((node) => (node === 'hbs' ? ['hr', 'bs', 'sr-Latn'] : [node]))
    .toSorted();
}

/** Languages without repetition, by what they are to Apertium: `fr-CA` and `fr` are one. */
export function distinctLanguages(languages: readonly LanguageTag[]): LanguageTag[] {
  const byNode = new Map<string, LanguageTag>();
  for (const language of languages) {
    const node = nodeOfTag(language) ?? baseLanguage(language);
    if (!byNode.has(node)) byNode.set(node, language);
  }
  return [...byNode.values()];
}
