import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../src/adapters/http/index.ts';
import { main } from '../../src/cli/main.ts';
import { startServer } from '../../src/testing/index.ts';
import type { Behaviour, ReceivedRequest } from '../../src/testing/index.ts';

const KEY = 'canary-5d1e88b0-run-key-a7f3';
const ARTICLE = `Le pont de Roubaix est fermé

La mairie de Roubaix a fermé le pont du canal lundi 3 mars 2014. Les travaux dureront six semaines, selon le service
technique. Le syndicat des boulangers craint une baisse de fréquentation dans les commerces du quartier.
`;

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'precis-canary-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs the command line in process, in a home of its own, and returns all that it said. */
async function precis(
  home: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ said: string; code: number }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let said = '';
  for (const stream of [stdout, stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await main(args, {
    stdout,
    stderr,
    stdin: new PassThrough(),
    env: { HOME: home, ...env },
    cwd: home,
    onInterrupt: () => () => {},
  });
  return { said, code };
}

/** Every byte under a folder, as text. */
async function everything(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'article.txt');
  const contents = await Promise.all(
    files.map(async (entry) => {
      try {
        return await readFile(join(entry.parentPath, entry.name), 'latin1');
      } catch (error) {
        // SQLite may take its -shm file away meanwhile: what is gone leaves no trace.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' && entry.name.endsWith('-shm')) return '';
        throw error;
      }
    }),
  );
  expect(files.length).toBeGreaterThan(0);
  return contents.join('\n');
}

/** Sends the key back wherever a service could. */
const echo = `${KEY} Authorization: Bearer ${KEY} ${encodeURIComponent(KEY)}`;
const failure = (status: number): Behaviour => ({
  kind: 'reply',
  status,
  headers: { 'retry-after': '0', 'x-echo': KEY },
  body: JSON.stringify({ message: echo, error: { message: echo, code: KEY } }),
});
const translating = (request: ReceivedRequest): string => {
  const { text = [], segments = [] }: { text?: string[]; segments?: string[] } = JSON.parse(request.body);
  const english = [...text, ...segments].map((_, index) => `The town hall closed bridge number ${index}.`);
  return JSON.stringify({ segments: english, translations: english.map((line) => ({ text: line })), note: echo });
};

const behaviours: [name: string, (request: ReceivedRequest) => Behaviour][] = [
  ...[400, 401, 403, 404, 413, 429, 456, 500, 503].map((status): [string, () => Behaviour] => [
    `status ${status}`,
    () => failure(status),
  ]),
  ['a page', () => ({ kind: 'reply', body: `<html>${echo}</html>` })],
  ['JSON of another shape', () => ({ kind: 'reply', body: JSON.stringify({ [KEY]: echo }) })],
  ['a closed connection', () => ({ kind: 'close' })],
  ['half an answer', () => ({ kind: 'cut', body: translating })],
  ['a redirect', () => ({ kind: 'reply', status: 302, headers: { location: `http://127.0.0.1:9/${KEY}` }, body: '' })],
  ['a good answer with the key beside it', (request) => ({ kind: 'reply', body: translating(request) })],
];

const services = [
  ['deepl', 'DEEPL_API_KEY', 'DEEPL_SERVER_URL'],
  ['http', 'PRECIS_HTTP_TRANSLATOR_KEY', 'PRECIS_HTTP_TRANSLATOR_URL'],
] as const;

describe.each(services)('a run with %s leaves no trace of its key', (translator, keyName, urlName) => {
  it.concurrent.each(behaviours)('after %s', async (name, behave) => {
    const home = join(directory, `${translator}-${name.replaceAll(' ', '-')}`);
    await mkdir(home);
    await writeFile(join(home, 'article.txt'), ARTICLE);
    const adapter = JSON.stringify([[translator, { attempts: 2 }]]);
    await writeFile(join(home, 'precis.config.json'), `{"translator": ${adapter}, "route": "translate-first"}`);
    const server = await startServer(behave);
    const { said, code } = await precis(home, ['run', join(home, 'article.txt'), '--out', 'out', '--json'], {
      [keyName]: KEY,
      [urlName]: server.url,
    });
    await server.close();
    forgetLanes();
    expect(said).toContain('"type":"run-end"');
    expect(server.requests.length).toBeGreaterThan(0);
    expect(JSON.stringify(server.requests)).toContain(KEY);
    expect(said).toContain('"type":"run-end"');
    // Nothing at all could be briefed in most of these.
    expect([0, 1, 2]).toContain(code);
    const left = said + (await everything(home));
    expect(left).not.toContain(KEY);
    expect(left).not.toContain('d1e88b0-run-key');
  });
});
