import assert from 'node:assert/strict';
import { noJournal } from '../core/index.ts';
import type { CallContext, Usage } from '../core/index.ts';
import { startServer } from './server.ts';
import type { Behaviour, ReceivedRequest, TestServer } from './server.ts';

/** One thing that a contract asks for. `run` throws where it does not hold. */
export interface ContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** An adapter that calls a service over HTTP, and the service's side of it. */
export interface RemoteAdapter<A> {
  /**
   * Makes the adapter so that it calls the service at `url` with this key. Give it at most three attempts, so that
   * the cases of lasting failures are short. Each case has a server of its own.
   */
  make(service: { readonly url: string; readonly key: string }): Promise<A>;
  /** The service's good answer to a request that carries text. */
  answer(request: ReceivedRequest): string;
  /** The service's answer to any other request, such as for its list of languages. @default an empty object */
  answerOther?: ((request: ReceivedRequest) => string) | undefined;
  /** Whether a request carries article text. @default every POST */
  carriesText?: ((request: ReceivedRequest) => boolean) | undefined;
  /** Whether the adapter sends a key at all. @default true */
  usesKey?: boolean | undefined;
  /** How many requests one call of the suite makes when all goes well. @default 1 */
  requestsPerCall?: number | undefined;
}

/** What the shared cases need to know of the kind of adapter. */
export interface Subject<A> extends RemoteAdapter<A> {
  /** Makes one small call. `variant` changes the text, so that calls differ. */
  call(adapter: A, context: CallContext, variant: number): Promise<{ readonly usage: Usage }>;
  /** Pieces of the text that `call` sends, none of which may stand in an error. */
  readonly texts: readonly string[];
}

/** Looks like a key and stands nowhere else. */
export const CANARY_KEY = 'canary-4f9a1c77-e2b0-key-d5c3';

export function contextWith(part: Partial<CallContext> = {}): CallContext {
  return { signal: new AbortController().signal, journal: noJournal, ...part };
}

/** Runs `body` with a server that answers requests without text well and the others as told. */
export async function withServer<A>(
  subject: RemoteAdapter<A>,
  behave: (request: ReceivedRequest, number: number) => Behaviour,
  body: (adapter: A, sent: () => readonly ReceivedRequest[], server: TestServer) => Promise<void>,
): Promise<void> {
  const carriesText = subject.carriesText ?? ((request: ReceivedRequest) => request.method === 'POST');
  let number = 0;
  const server = await startServer((request) => {
    if (carriesText(request)) return behave(request, ++number);
    return { kind: 'reply', body: subject.answerOther?.(request) ?? '{}' };
  });
  try {
    const adapter = await subject.make({ url: server.url, key: CANARY_KEY });
    await body(adapter, () => server.requests.filter(carriesText), server);
  } finally {
    await server.close();
  }
}

/** What a promise is rejected with; fails where it is not. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'it succeeded where it had to fail' });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
