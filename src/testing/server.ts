import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server does with one request. */
export type Behaviour =
  | {
      readonly kind: 'reply';
      readonly status?: number | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly body: string | ((request: ReceivedRequest) => string);
      /** Milliseconds before the answer. */
      readonly afterMs?: number | undefined;
    }
  /** Never answers. */
  | { readonly kind: 'stall' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'close' }
  /** Announces the whole body, sends half of it and closes. */
  | { readonly kind: 'cut'; readonly body: (request: ReceivedRequest) => string };

export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  close(): Promise<void>;
}

/**
 * A service on this machine, on a port of its own.
 * @param behave what to do with a request; `number` counts from 1
 */
export async function startServer(
  behave: (request: ReceivedRequest, number: number) => Behaviour,
): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    void serve(incoming, response);
  });
  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await receive(incoming);
    requests.push(request);
    await act(behave(request, requests.length), request, response);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  let body = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) body += String(chunk);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    headers,
    body,
  };
}

async function act(behaviour: Behaviour, request: ReceivedRequest, response: ServerResponse): Promise<void> {
  switch (behaviour.kind) {
    case 'stall':
      return;
    case 'close':
      response.destroy();
      return;
    case 'cut': {
      const body = Buffer.from(behaviour.body(request));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) });
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
      return;
    }
    case 'reply': {
      const { status = 200, headers = {}, body, afterMs = 0 } = behaviour;
      if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : body(request));
    }
  }
}
