import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';

/** The parts of a MIME message, decoded. */
export function partsOf(message: string): Map<string, string> {
  const boundary = /boundary="([^"]+)"/.exec(message)![1]!;
  const parts = message.split(`--${boundary}`).slice(1, -1);
  return new Map(
    parts.map((part) => {
      const [head = '', ...body] = part.split('\r\n\r\n');
      const type = /Content-Type: ([^;]+)/i.exec(head)![1]!;
      const encoding = /Content-Transfer-Encoding: (\S+)/i.exec(head)?.[1];
      const text = body.join('\r\n\r\n');
      if (encoding === 'base64') return [type, Buffer.from(text, 'base64').toString('utf8')];
      if (encoding !== 'quoted-printable') return [type, text];
      const bytes = text
        .replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
      return [type, Buffer.from(bytes, 'latin1').toString('utf8')];
    }),
  );
}

/** The text of a form, whatever it is packed in. */
export async function readable(file: string, format: string): Promise<string> {
  const bytes = await readFile(file);
  if (format === 'eml') return [...partsOf(bytes.toString('utf8')).values()].join('\n');
  if (format === 'epub') {
    return Object.entries(unzipSync(bytes))
      .map(([name, content]) => `${name}\n${strFromU8(content)}`)
      .join('\n');
  }
  return bytes.toString('utf8');
}
