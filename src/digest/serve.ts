import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { HELD } from '../adapters/writers/files.ts';
import { ConfigError, isAbort, messageOf } from '../core/index.ts';
import { digestContent } from './content.ts';
import { createDesk } from './desk.ts';
import type { DeskRequest } from './desk.ts';
import { contentSecurityPolicy, digestPage } from './page/page.ts';
import { ReviewError } from './review.ts';

const REVIEW_SCRIPT = readFileSync(new URL('./page/review.js', import.meta.url), 'utf8');

/** The only address that is listened on: this machine's own. */
const LOOPBACK = '127.0.0.1';
/** Bytes of a decision. */
const LONGEST_BODY = 64 * 1024;
/** How long a folder must be quiet, and at most waits, before readers are told of its changes, in milliseconds. */
const QUIET_MS = 400;
const PATIENCE_MS = 3000;

export interface ServeRequest extends DeskRequest {
  /** 0 for any free one. */
  readonly port: number;
  readonly signal: AbortSignal;
  /** Told of failures that concern no reader's decision. */
  readonly warn: (message: string) => void;
}

export interface DigestServer {
  /** With the token that lets its bearer in; for the user of this machine alone. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the digest of a folder on this machine, follows the folder, and takes readers' decisions.
 *
 * Who may come in: only the loopback address is bound; the name in `Host` must be this server's (no other site can be
 * made to resolve to it); the address printed carries a random token, which becomes a cookie that no script reads and
 * no other site sends; a decision must come from the page itself (`Origin`, JSON, and a second token).
 *
 * @throws ConfigError where the port is taken
 */
export async function serveDigest(request: ServeRequest): Promise<DigestServer> {
  const desk = createDesk(request);
  const key = randomBytes(24).toString('base64url');
  const reviewing = { script: REVIEW_SCRIPT, token: randomBytes(24).toString('base64url') };
  const listeners = new Set<ServerResponse>();
  let hosts: readonly string[] = [];

  async function page(response: ServerResponse): Promise<void> {
    const content = digestContent(await desk.read(request.signal), true, new Date());
    response.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${contentSecurityPolicy(reviewing)}; frame-ancestors 'none'`,
    });
    await pipeline(Readable.from(digestPage(content, reviewing)), response);
  }

  async function decide(path: string, message: IncomingMessage): Promise<string> {
    const body: unknown = JSON.parse(await readBody(message));
    switch (path) {
      case '/approve': {
        const { id } = approveBody.parse(body);
        await desk.approve(id);
        return 'Approved: it now counts as verified, with your word for it.';
      }
      case '/drop': {
        const { id, claim, text } = dropBody.parse(body);
        await desk.drop(id, claim, text);
        return 'The point was left out.';
      }
      case '/rename': {
        const { id, rendering, correction } = renameBody.parse(body);
        const changed = await desk.rename(id, rendering, correction);
        return `The glossary has it; ${changed} ${changed === 1 ? 'brief was' : 'briefs were'} put right.`;
      }
      default:
        throw new Refusal(404, 'There is nothing here.');
    }
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    response.write(': here\n\n');
    listeners.add(response);
    response.once('close', () => listeners.delete(response));
  }

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hosts.includes(message.headers.host ?? '')) throw new Refusal(403, 'Not under this name.');
    const url = new URL(message.url ?? '/', `http://${hosts[0]!}`);
    const given = url.searchParams.get('key');
    if (message.method === 'GET' && url.pathname === '/' && given !== null) {
      if (!same(given, key)) throw new Refusal(403, STRANGER);
      response.writeHead(303, {
        ...HEADERS,
        location: '/',
        'set-cookie': `${cookieName(message)}=${key}; HttpOnly; SameSite=Strict; Path=/`,
      });
      response.end();
      return;
    }
    if (!same(cookie(message, cookieName(message)), key)) throw new Refusal(403, STRANGER);
    if (message.method === 'GET' && url.pathname === '/') return page(response);
    if (message.method === 'GET' && url.pathname === '/events') return listen(response);
    if (message.method !== 'POST') throw new Refusal(404, 'There is nothing here.');
    if (!hosts.some((host) => message.headers.origin === `http://${host}`)) throw new Refusal(403, STRANGER);
    if (!/^application\/json\b/.test(message.headers['content-type'] ?? ''))
      throw new Refusal(415, 'JSON is expected.');
    const token = message.headers['x-precis-token'];
    if (typeof token !== 'string' || !same(token, reviewing.token)) throw new Refusal(403, 'Load the page again.');
    json(response, 200, await decide(url.pathname, message));
  }

  const server = createServer((message, response) => {
    answer(message, response).catch((error: unknown) => {
      if (isAbort(error) || response.headersSent) {
        response.destroy();
        return;
      }
      const [status, why] = explain(error);
      if (status === 500) request.warn(messageOf(error));
      if (message.method === 'POST') json(response, status, why);
      else response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`);
    });
  });
  server.requestTimeout = 30_000;
  const port = await listenOn(server, request.port);
  hosts = [`${LOOPBACK}:${port}`, `localhost:${port}`];
  const stopWatching = follow(request.directory, () => {
    for (const response of listeners) response.write('event: changed\ndata: \n\n');
  });

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      stopWatching();
      server.close(() => resolve());
      for (const response of listeners) response.end();
      server.closeAllConnections();
    });
    return closing;
  };
  request.signal.addEventListener('abort', () => void close(), { once: true });
  return { url: `http://${LOOPBACK}:${port}/?key=${key}`, close };
}

const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const STRANGER = 'Open the address that precis serve printed: it lets you in.';

const id = z.string().regex(/^[a-z0-9-]{1,80}$/);
const approveBody = z.strictObject({ id });
const dropBody = z.strictObject({ id, claim: z.int().nonnegative(), text: z.string() });
const renameBody = z.strictObject({ id, rendering: z.string().min(1), correction: z.string() });

/** A request that is turned away. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function explain(error: unknown): [status: number, message: string] {
  if (error instanceof Refusal) return [error.status, error.message];
  if (error instanceof ReviewError) return [409, error.message];
  if (error instanceof z.ZodError || error instanceof SyntaxError) return [400, 'This request cannot be understood.'];
  if (error instanceof ConfigError) return [500, error.message];
  return [500, 'That went wrong; the terminal of precis serve says why.'];
}

function json(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

/** Compares in constant time, whatever the lengths. */
function same(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

/** Cookies ignore ports: two servers at once need two names. */
function cookieName(message: IncomingMessage): string {
  return `precis-${message.socket.localPort ?? 0}`;
}

function cookie(message: IncomingMessage, name: string): string {
  for (const pair of (message.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LONGEST_BODY) throw new Refusal(413, 'This request is too long.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listenOn(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? 'it is taken; leave --port out for a free one' : error.message;
      reject(new ConfigError(`cannot listen on port ${port}: ${taken}`, { cause: error }));
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Calls `changed` when briefs come, go or change: once they have been quiet for a moment, or at the latest. */
function follow(directory: string, changed: () => void): () => void {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | null = null;
  let since = 0;
  const note = (_: string, name: string | null): void => {
    if (name !== null && (!name.endsWith('.json') || name.startsWith('.') || name.startsWith('digest.'))) return;
    const now = performance.now();
    if (timer === null) since = now;
    else clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = null;
        watchHeld();
        changed();
      },
      Math.max(0, Math.min(QUIET_MS, since + PATIENCE_MS - now)),
    );
  };
  const watchFolder = (folder: string): boolean => {
    try {
      watchers.push(watch(folder, { persistent: false }, note).on('error', () => {}));
      return true;
    } catch {
      // It is not there yet, or the system has no more watchers: the page then shows changes when it is loaded.
      return false;
    }
  };
  watchFolder(directory);
  let held = false;
  /** The first held brief makes the folder. */
  function watchHeld(): void {
    held ||= watchFolder(join(directory, HELD));
  }
  watchHeld();
  return () => {
    if (timer !== null) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
