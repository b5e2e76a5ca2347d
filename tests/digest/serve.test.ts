import { readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWriter } from '../../src/adapters/writers/files.ts';
import { readGlossary } from '../../src/config/index.ts';
import type { Brief } from '../../src/core/index.ts';
import { serveDigest } from '../../src/digest/serve.ts';
import type { DigestServer } from '../../src/digest/serve.ts';
import { folderOf, makeBrief, sampleBriefs } from './briefs.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let directory: string;
let server: DigestServer;
let origin: string;

beforeEach(async () => {
  directory = await folderOf(sampleBriefs());
  server = await serveDigest({
    directory,
    port: 0,
    glossaryFile: join(directory, 'glossary.csv'),
    readGlossary,
    signal: new AbortController().signal,
    warn: (message) => expect.unreachable(message),
    now: () => new Date('2024-03-14T09:00:00Z'),
  });
  origin = new URL(server.url).origin;
});
afterEach(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** As `fetch`, but any header may be set. */
function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, path, headers, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}

/** What a browser has after it opened the printed address: its cookie and the page's token. */
async function enter(): Promise<{ cookie: string; page: string; post: Record<string, string> }> {
  const { pathname, search } = new URL(server.url);
  const entry = await ask(`${pathname}${search}`);
  const cookie = String(entry.headers['set-cookie']).split(';')[0]!;
  const { body: page } = await ask('/', { cookie });
  const token = /name="precis-token" content="([^"]+)"/.exec(page)![1]!;
  const post = { cookie, origin, 'content-type': 'application/json', 'x-precis-token': token };
  return { cookie, page, post };
}
const read = async (path: string) => JSON.parse(await readFile(join(directory, path), 'utf8')) as Brief;

describe('precis serve', () => {
  it('listens on this machine only, and lets in who has the key', async () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
    expect((await ask('/')).status).toBe(403);
    expect((await ask('/?key=wrong')).status).toBe(403);
    const { pathname, search } = new URL(server.url);
    const entry = await ask(`${pathname}${search}`);
    expect([entry.status, entry.headers['location']]).toEqual([303, '/']);
    expect(String(entry.headers['set-cookie'])).toMatch(/^precis-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    const { page } = await enter();
    expect(page).toContain('Novalia to open its battery factory');
    expect(page.match(/class="approve"/g)).toHaveLength(2);
  });

  it('answers under no other name: a site that resolves to this machine gets nothing', async () => {
    const { cookie } = await enter();
    for (const host of ['evil.example', `evil.example:${new URL(origin).port}`, '127.0.0.1']) {
      expect((await ask('/', { cookie, host })).status, host).toBe(403);
    }
    expect((await ask('/', { cookie, host: `localhost:${new URL(origin).port}` })).status).toBe(200);
  });

  it('sends the policy of the page, extended by itself alone', async () => {
    const { cookie, page } = await enter();
    const { headers } = await ask('/', { cookie });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+' 'sha256-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(page.match(/<script>/g)).toHaveLength(2);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('approves a brief', async () => {
    const { post } = await enter();
    const answer = await ask('/approve', post, JSON.stringify({ id: 'olive-oil' }));
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      200,
      { message: expect.stringContaining('verified') as string },
    ]);
    const brief = await read('olive-oil.json');
    expect(brief.verdict).toBe('verified');
    expect(brief.findings.at(-1)!.message).toBe('Approved by a reader on 14 March 2024.');
    expect((await ask('/approve', post, JSON.stringify({ id: 'olive-oil' }))).status).toBe(409);
  });

  it('takes no decision from elsewhere', async () => {
    const { post } = await enter();
    const body = JSON.stringify({ id: 'olive-oil' });
    const refused: Record<string, Record<string, string>> = {
      'another origin': { ...post, origin: 'http://evil.example' },
      'no origin': { ...post, origin: '' },
      'a form': { ...post, 'content-type': 'text/plain' },
      'no token': { ...post, 'x-precis-token': 'x' },
      'no cookie': { ...post, cookie: '' },
    };
    for (const [why, headers] of Object.entries(refused)) {
      expect([403, 415], why).toContain((await ask('/approve', headers, body)).status);
    }
    expect((await read('olive-oil.json')).verdict).toBe('review');
  });

  it('refuses what it does not understand, and keeps running', async () => {
    const { post, cookie } = await enter();
    expect((await ask('/approve', post, '{')).status).toBe(400);
    expect((await ask('/approve', post, '{"id":"../../etc/passwd"}')).status).toBe(400);
    expect((await ask('/drop', post, '{"id":"olive-oil","claim":-1,"text":""}')).status).toBe(400);
    expect((await ask('/drop', post, 'x'.repeat(70_000))).status).toBe(413);
    expect((await ask('/nothing', post, '{}')).status).toBe(404);
    expect((await ask('/run.json', { cookie })).status).toBe(404);
    expect((await ask('/..%2f..%2fetc/passwd', { cookie })).status).toBe(404);
    expect((await ask('/', { cookie })).status).toBe(200);
  });

  it('drops a claim and corrects a name', async () => {
    const { post } = await enter();
    const text = 'The Novalia battery factory in Tarragona is to create 450 direct jobs.';
    expect((await ask('/drop', post, JSON.stringify({ id: 'novalia-fr', claim: 1, text }))).status).toBe(200);
    expect((await read('novalia-fr.json')).claims).toHaveLength(1);
    const rename = JSON.stringify({ id: 'novalia-fr', rendering: 'Novalia', correction: 'Novalia SA' });
    const answer = await ask('/rename', post, rename);
    expect(JSON.parse(answer.body)).toEqual({ message: 'The glossary has it; 2 briefs were put right.' });
    expect((await read('novalia-fr.json')).headline.text).toBe('Novalia SA to open its battery factory in Tarragona');
    expect(await readFile(join(directory, 'glossary.csv'), 'utf8')).toContain('Novalia,Novalia SA,,');
  });

  it('tells the page when a run adds a brief, and only then', async () => {
    const { cookie } = await enter();
    const { hostname, port } = new URL(origin);
    let heard = '';
    const open = request({ hostname, port, path: '/events', headers: { cookie } });
    const ready = new Promise<void>((resolve) => {
      open.on('response', (response) => {
        response.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
        response.once('data', () => resolve());
      });
    });
    open.on('error', () => {}).end();
    await ready;
    await writeFile(join(directory, 'digest.html'), 'x');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(heard).not.toContain('changed');
    const added = makeBrief({ id: 'late', language: 'fr', lines: [{ original: 'Tard', claim: 'A late brief' }] });
    await createFileWriter(directory).write(added);
    await expect.poll(() => heard, { timeout: 5000 }).toContain('event: changed');
    expect((await ask('/', { cookie })).body).toContain('A late brief');
    open.destroy();
  });

  it('says where a port is taken', async () => {
    const { port } = new URL(origin);
    const again = serveDigest({
      directory,
      port: Number(port),
      glossaryFile: 'x',
      readGlossary,
      signal: new AbortController().signal,
      warn: () => {},
    });
    await expect(again).rejects.toThrow(`cannot listen on port ${port}: it is taken`);
  });
});
