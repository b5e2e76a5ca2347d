import { decodeEntities, stripMarkup } from '../../text/clean-markup.ts';
import { decodeText } from './decode.ts';
import { asciiHead, type Format, type ParsedInput } from './format.ts';
import { guessWarning } from './plain.ts';

/** Takes a page apart; `parseHtml` itself, or the same in a worker thread. */
export type PageParser = (html: string, signal: AbortSignal) => Promise<ParsedInput>;

export function htmlFormat(parser: PageParser): Format {
  return {
    name: 'HTML',
    extensions: ['.html', '.htm', '.xhtml'],
    sniff: (head) =>
      /^(?:\u00ef\u00bb\u00bf|\s|<!--[^>]{0,500}-->){0,20}<(?:!doctype\s+html|html|head|body|meta|article)[\s>]/iu.test(
        asciiHead(head),
      ),
    parse: async (bytes, signal): Promise<ParsedInput> => {
      const declared = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{2,30})/iu.exec(
        asciiHead(bytes.subarray(0, 4_096)),
      )?.[1];
      const { text, encoding, certain } = decodeText(bytes, declared);
      const parsed = await parser(text, signal);
      return certain ? parsed : { ...parsed, warnings: [...parsed.warnings, guessWarning(encoding)] };
    },
  };
}

/** The text of a page without any structure: for pages that defeat or stall the parser. */
export function plainPage(html: string, why: string): ParsedInput {
  const title = /<title[^>]{0,200}>([^<]{1,500})<\/title/iu.exec(html)?.[1];
  return {
    title: title === undefined ? null : decodeEntities(title),
    body: decodeEntities(stripMarkup(html, true)),
    warnings: [`the page was read as plain text and may hold more than the article: ${why}`],
  };
}
