import type { Glossary, LanguageTag } from '../core/index.ts';
import { sameLanguage } from '../core/index.ts';
import { asData } from './prompt-fence.ts';

/** The most settled renderings that go into one prompt; longer source terms, being more specific, go first. */
const MOST_ENTRIES = 200;

/** The entries whose source term stands in the text, one `source = English` a line; `none` where there are none. */
export function glossaryLines(glossary: Glossary | null, language: LanguageTag, texts: readonly string[]): string {
  const text = texts.join('\n').toLowerCase();
  const lines = (glossary?.entries ?? [])
    .filter((entry) => entry.language === null || sameLanguage(entry.language, language))
    .filter((entry) => entry.source.trim() !== '' && text.includes(entry.source.toLowerCase()))
    .toSorted((a, b) => b.source.length - a.source.length)
    .slice(0, MOST_ENTRIES)
    .map(({ source, target, doNotTranslate }) => `${asData(source)} = ${asData(doNotTranslate ? source : target)}`);
  return lines.length === 0 ? 'none' : lines.join('\n');
}
