import { readFile } from 'node:fs/promises';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { noJournal } from '../../../src/core/index.ts';
import type { AdapterSetting, CallContext } from '../../../src/core/index.ts';

/** A reply in the shape that a service's documentation gives, with the page and its date. */
export interface Fixture {
  readonly page: string;
  readonly date: string;
  readonly status: number;
  readonly reply: unknown;
}

export async function fixture(name: string): Promise<Fixture> {
  return JSON.parse(await readFile(new URL(`../../fixtures/services/${name}.json`, import.meta.url), 'utf8'));
}

export interface Recorded {
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Answers every POST to this address, and keeps the requests. */
export function answering(server: SetupServer, url: string, ...replies: readonly Fixture[]): Recorded[] {
  const recorded: Recorded[] = [];
  server.use(
    http.post(url, async ({ request }) => {
      const reply = replies[Math.min(recorded.length, replies.length - 1)]!;
      recorded.push({ url: request.url, headers: request.headers, body: await request.json() });
      return new HttpResponse(reply.reply === null ? '' : JSON.stringify(reply.reply), {
        status: reply.status,
        headers: { 'content-type': 'application/json', 'retry-after': '0' },
      });
    }),
  );
  return recorded;
}

export function settingOf(env: Record<string, string>, offline = false): AdapterSetting {
  const prices = {
    deepl: { perMillionCharacters: 25 },
    google: { perMillionCharacters: 20 },
    azure: { perMillionCharacters: 10 },
  };
  return { env, offline, modelDirectory: '/nowhere', prices: { asOf: '2026-11-22', prices } };
}

export function callContext(more: Partial<CallContext> = {}): CallContext {
  return { signal: new AbortController().signal, journal: noJournal, ...more };
}

export const FRENCH = { source: 'fr', target: 'en' } as const;
