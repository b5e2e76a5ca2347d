import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetLanes } from '../../src/adapters/http/index.ts';
import { main } from '../../src/cli/main.ts';
import { startServer } from '../../src/testing/index.ts';
import type { Behaviour, ReceivedRequest } from '../../src/testing/index.ts';
import {
  anthropicReply,
  geminiReply,
  mistralReply,
  OLLAMA_SHOW,
  ollamaReply,
  openaiReply,
} from '../adapters/summarisers/chat-fixtures.ts';

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

/** Every byte under a folder, as text. SQLite may take a side file away meanwhile: then all is read again. */
async function everything(folder: string): Promise<string> {
  for (let reading = 1; ; reading += 1) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name !== 'article.txt');
    try {
      const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')));
      expect(files.length).toBeGreaterThan(0);
      return contents.join('\n');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || reading === 5) throw error;
    }
  }
}

/** Sends the key back wherever a service could. */
const echo = `${KEY} Authorization: Bearer ${KEY} ${encodeURIComponent(KEY)}`;
const failure = (status: number): Behaviour => ({
  kind: 'reply',
  status,
  headers: { 'retry-after': '0', 'x-echo': KEY },
  body: JSON.stringify({ message: echo, error: { message: echo, code: KEY } }),
});
interface Wire {
  readonly text?: readonly string[];
  readonly segments?: readonly string[];
  readonly contents?: readonly string[];
  readonly inputs?: readonly unknown[];
  readonly q?: readonly string[];
}

/** A right answer of a translation service, with the key beside it wherever a field may hold anything. */
const translated = (shape: (lines: string[]) => object) => (request: ReceivedRequest) => {
  const { text, segments, contents, inputs, q }: Wire = JSON.parse(request.body);
  const lines = (text ?? segments ?? contents ?? inputs ?? q ?? []).map(
    (_, index) => `The town hall closed bridge number ${index}.`,
  );
  return JSON.stringify({ ...shape(lines), note: echo });
};

/** A right answer of a language model, which quotes the key that it was asked with. */
const summarised = (reply: (text: string) => object) => () => {
  const headline = { text: 'The bridge at Roubaix is closed', segments: [1] };
  const claims = [{ text: `The town hall closed the bridge on Monday 3 March 2014. ${KEY}`, segments: [2] }];
  return JSON.stringify({ ...reply(JSON.stringify({ headline, claims })), note: echo });
};

interface Service {
  readonly keyName: string;
  /** Its part of the configuration file. */
  readonly settings: (url: string) => object;
  readonly answer: (request: ReceivedRequest) => string;
  /** Of requests that carry no text, which come before those that do. */
  readonly other?: { readonly path: string; readonly body: object };
}

const translator = (
  name: string,
  keyName: string,
  shape: (lines: string[]) => object,
  more: { options?: object; other?: Service['other'] } = {},
): Service => ({
  keyName,
  settings: (url) => ({ translator: [[name, { url, attempts: 2, ...more.options }]], route: 'translate-first' }),
  answer: translated(shape),
  ...(more.other === undefined ? {} : { other: more.other }),
});

const model = (name: string, keyName: string, path: string, reply: (text: string) => object, more: object = {}) => ({
  keyName,
  settings: (url: string) => ({
    summariser: [name, { model: 'm', baseUrl: `${url}${path}`, attempts: 2, ...more }],
    route: 'direct',
  }),
  answer: summarised(reply),
});

const services: Record<string, Service> = {
  deepl: translator('deepl', 'DEEPL_API_KEY', (lines) => ({ translations: lines.map((text) => ({ text })) })),
  http: translator('http', 'PRECIS_HTTP_TRANSLATOR_KEY', (segments) => ({ segments })),
  google: translator(
    'google',
    'GOOGLE_ACCESS_TOKEN',
    (lines) => ({ translations: lines.map((translatedText) => ({ translatedText })) }),
    { options: { project: 'press-review' } },
  ),
  azure: translator('azure', 'AZURE_TRANSLATOR_KEY', (lines) => ({
    value: lines.map((text) => ({ translations: [{ language: 'en', text }] })),
  })),
  libretranslate: translator('libretranslate', 'LIBRETRANSLATE_API_KEY', (translatedText) => ({ translatedText }), {
    other: { path: '/languages', body: [{ code: 'fr', name: 'French', targets: ['en'] }] },
  }),
  openai: model('openai', 'OPENAI_API_KEY', '/v1', openaiReply),
  mistral: model('mistral', 'MISTRAL_API_KEY', '/v1', mistralReply),
  anthropic: model('anthropic', 'ANTHROPIC_API_KEY', '', anthropicReply),
  gemini: model('gemini', 'GEMINI_API_KEY', '', geminiReply),
  ollama: {
    ...model('ollama', 'OLLAMA_KEY', '', ollamaReply, { keyVariable: 'OLLAMA_KEY' }),
    other: { path: '/api/show', body: OLLAMA_SHOW },
  },
};

const behaviours: [name: string, (request: ReceivedRequest, answer: Service['answer']) => Behaviour][] = [
  ...[400, 401, 403, 404, 413, 429, 456, 500, 503].map((status): [string, () => Behaviour] => [
    `status ${status}`,
    () => failure(status),
  ]),
  ['a page', () => ({ kind: 'reply', body: `<html>${echo}</html>` })],
  ['JSON of another shape', () => ({ kind: 'reply', body: JSON.stringify({ [KEY]: echo }) })],
  ['a closed connection', () => ({ kind: 'close' })],
  ['half an answer', (_, answer) => ({ kind: 'cut', body: answer })],
  ['a redirect', () => ({ kind: 'reply', status: 302, headers: { location: `http://127.0.0.1:9/${KEY}` }, body: '' })],
  ['a good answer with the key beside it', (request, answer) => ({ kind: 'reply', body: answer(request) })],
];

describe.each(Object.entries(services))('a run with %s leaves no trace of its key', (service, given) => {
  it.concurrent.each(behaviours)('after %s', async (name, behave) => {
    const home = join(directory, `${service}-${name.replaceAll(' ', '-')}`);
    await mkdir(home);
    await writeFile(join(home, 'article.txt'), ARTICLE);
    const server = await startServer((request) =>
      given.other?.path === request.url
        ? { kind: 'reply', body: JSON.stringify(given.other.body) }
        : behave(request, given.answer),
    );
    await writeFile(join(home, 'precis.config.json'), JSON.stringify(given.settings(server.url)));
    const { said, code } = await precis(home, ['run', join(home, 'article.txt'), '--out', 'out', '--json'], {
      [given.keyName]: KEY,
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
