import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the summariser of docs/wire-format.md sends it. */
export interface WireRequest {
  readonly article: { readonly title: string | null };
  readonly segments: readonly { readonly id: number; readonly text: string }[];
}

/** What a test makes of one request; the default is an honest answer after the latency. */
export type Answer = (request: WireRequest, response: ServerResponse, attempt: number) => void;

/** A service that counts and bills: each request that arrives is charged, whatever becomes of it. */
export interface BillingServer {
  readonly url: string;
  /** Requests that arrived, by the title of their article. */
  readonly billed: Map<string, number>;
  /** Requests that wait for their answer now. */
  inFlight(): number;
  answer: Answer;
  close(): Promise<void>;
}

/** The first two sentences, verbatim, as claims: right by construction for an English article. */
export function honestDraft({ segments }: WireRequest) {
  const [title, ...body] = segments;
  const claim = ({ id, text }: { id: number; text: string }) => ({ text, evidence: [id] });
  return {
    headline: claim(title!),
    claims: body.slice(0, 2).map(claim),
    usage: { inputTokens: 100, outputTokens: 50 },
  };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export async function startBillingServer(latencyMs: number): Promise<BillingServer> {
  const billed = new Map<string, number>();
  let waiting = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const wire = JSON.parse(body) as WireRequest;
      const key = wire.article.title ?? wire.segments[0]!.text;
      const attempt = (billed.get(key) ?? 0) + 1;
      billed.set(key, attempt);
      waiting += 1;
      response.once('close', () => (waiting -= 1));
      setTimeout(() => running.answer(wire, response, attempt), latencyMs);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: BillingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    billed,
    inFlight: () => waiting,
    answer: (wire, response) => sendJson(response, honestDraft(wire)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return running;
}
