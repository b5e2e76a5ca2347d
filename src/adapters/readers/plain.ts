import { decodeText } from './decode.ts';
import type { Format, ParsedInput } from './format.ts';

/** Plain text, of any encoding. Takes what no other format claims. */
export const plainText: Format = {
  name: 'plain text',
  extensions: ['.txt', '.text'],
  sniff: () => true,
  parse: async (bytes): Promise<ParsedInput> => {
    const { text, encoding, certain } = decodeText(bytes);
    return { body: text, warnings: certain ? [] : [guessWarning(encoding)] };
  },
};

export function guessWarning(encoding: string): string {
  return `the encoding is not stated and was taken for ${encoding}; save the file as UTF-8 if characters look wrong`;
}
