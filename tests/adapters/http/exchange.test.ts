import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { badResponse, connect, forgetLanes } from '../../../src/adapters/http/index.ts';
import type { Endpoint, Question } from '../../../src/adapters/http/index.ts';
import { AdapterError, ConfigError, NO_USAGE, noJournal } from '../../../src/core/index.ts';
import type { CallContext, Usage } from '../../../src/core/index.ts';
import { recordingJournal, startServer } from '../../../src/testing/index.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => {
  server.resetHandlers();
  forgetLanes();
});
afterAll(() => server.close());

const KEY = 'canary-key-0123456789';
const URL = 'https://api.example.org/v1/do';
const setting = { env: {}, offline: false };
const bound: Usage = { ...NO_USAGE, requests: 1, inputTokens: 100, outputTokens: 50, costUsd: 0.5 };
const used: Usage = { ...bound, outputTokens: 7, costUsd: 0.1 };

const endpoint: Endpoint = {
  adapter: 'example',
  url: URL,
  key: KEY,
  keyName: 'EXAMPLE_KEY',
  model: 'm1',
  limits: {},
  attempts: 3,
};

function question(more: Partial<Question<string>> = {}): Question<string> {
  return {
    url: URL,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: '{"text":"Le pont de Roubaix est fermé"}',
    bound,
    usageOf: () => used,
    parse: (reply) => reply,
    texts: ['Le pont de Roubaix est fermé'],
    ...more,
  };
}

function context(more: Partial<CallContext> = {}): CallContext {
  return { signal: new AbortController().signal, journal: noJournal, ...more };
}

function ask(more: Partial<Question<string>> = {}, given: Partial<CallContext> = {}, part: Partial<Endpoint> = {}) {
  return connect({ ...endpoint, ...part }, setting).ask(question(more), context(given));
}

/** Reads every reply but one. */
function unless(unusable: string): (reply: string) => string {
  return (reply) => {
    if (reply === unusable) throw badResponse('example', 'unusable');
    return reply;
  };
}

function silent(): Usage {
  throw new Error('no usage in it');
}

async function failureOf(promise: Promise<unknown>): Promise<AdapterError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdapterError)) throw new Error(`no AdapterError: ${String(error)}`);
  return error;
}

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  server.use(http.post(URL, () => new HttpResponse(body, { status, headers })));

describe('errors say who, what and the way out', () => {
  it.each([
    [
      401,
      '{"error":{"message":"bad key"}}',
      'unauthorised',
      'example: the service refused the key (401: bad key); set EXAMPLE_KEY to a valid key',
    ],
    [403, '', 'unauthorised', 'set EXAMPLE_KEY'],
    [
      400,
      '{"message":"Value for target_lang not supported."}',
      'bad-request',
      '(400: Value for target_lang not supported.)',
    ],
    [404, '{"error":"model not found"}', 'bad-request', 'check url and model'],
    [413, '', 'bad-request', 'too long'],
    [402, '', 'quota', 'quota is used up (402)'],
    [456, '{"message":"Quota Exceeded"}', 'quota', 'quota is used up (456: Quota Exceeded)'],
    [429, '{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}', 'quota', 'quota'],
    [
      400,
      '{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}',
      'quota',
      'quota',
    ],
    [307, '', 'bad-request', 'redirects elsewhere (307)'],
  ])('%i %s', async (status, body, code, message) => {
    let requests = 0;
    server.use(
      http.post(URL, () => {
        requests++;
        return new HttpResponse(body, { status, headers: { location: 'https://elsewhere.example.org/' } });
      }),
    );
    const error = await failureOf(ask());
    expect(error).toMatchObject({ adapter: 'example', code, retryable: false, status });
    expect(error.message).toContain(message);
    expect(requests).toBe(1);
  });

  it("takes Google's 403 for a rate limit where it is one", async () => {
    let requests = 0;
    server.use(
      http.post(URL, () =>
        requests++ === 0
          ? HttpResponse.json({ error: { code: 403, message: 'User Rate Limit Exceeded' } }, { status: 403 })
          : HttpResponse.text('fine'),
      ),
    );
    expect((await ask()).value).toBe('fine');
  });

  it('hands on how long the service asked to be left alone', async () => {
    answer(429, '', { 'retry-after': '86400' });
    const error = await failureOf(ask());
    expect(error).toMatchObject({ code: 'rate-limited', retryable: true, retryAfterMs: 86_400_000 });
    expect(error.message).toContain('in 86400 s');
  });

  it('lets the adapter know better', async () => {
    answer(400, '{"message":"content filter"}');
    const error = await failureOf(ask({}, {}, { classify: () => ({ class: 'fatal', code: 'refused' }) }));
    expect(error).toMatchObject({ code: 'refused' });
  });

  it('says that nobody listens there', async () => {
    const closed = await startServer(() => ({ kind: 'close' }));
    await closed.close();
    const journal = recordingJournal();
    const error = await failureOf(ask({ url: closed.url }, { journal }, { url: closed.url, attempts: 1 }));
    expect(error).toMatchObject({ code: 'unavailable', retryable: true });
    expect(error.message).toMatch(/^example: cannot reach 127\.0\.0\.1:\d+ \(ECONNREFUSED\); is it running/);
    expect(journal.entries.map(({ what }) => what)).toEqual(['recall', 'begin', 'release']);
  });

  it('says that no answer came in time', async () => {
    const stalling = await startServer(() => ({ kind: 'stall' }));
    const journal = recordingJournal();
    const error = await failureOf(
      ask({ url: stalling.url, timeoutMs: 50 }, { journal }, { url: stalling.url, attempts: 1 }),
    );
    await stalling.close();
    expect(error).toMatchObject({ code: 'timeout', retryable: true });
    expect(error.message).toContain('within 0.05 s; raise timeoutMs');
    expect(journal.entries.at(-1)?.what).toBe('abandon');
  });

  it('waits longer than fetch does where it is told to', async () => {
    const slow = await startServer(() => ({ kind: 'reply', body: 'slow', afterMs: 1500 }));
    const before = getGlobalDispatcher();
    // Stands for the five minutes that fetch waits for the head of an answer.
    setGlobalDispatcher(new Agent({ headersTimeout: 200 }));
    try {
      const asking = { url: slow.url, attempts: 1 };
      expect(await failureOf(ask(asking, {}, { url: slow.url }))).toMatchObject({ code: 'unavailable' });
      const patient = await ask({ ...asking, timeoutMs: 600_000 }, {}, { url: slow.url });
      expect(patient.value).toBe('slow');
    } finally {
      setGlobalDispatcher(before);
      await slow.close();
    }
  });

  it('reads no endless answer', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(97);
    let sent = 0;
    server.use(
      http.post(URL, () => {
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            sent++;
            controller.enqueue(chunk);
          },
        });
        return new HttpResponse(body);
      }),
    );
    const error = await failureOf(ask());
    expect(error.message).toContain('longer than 32 MiB');
    expect(sent).toBeLessThan(80);
  });

  it('never shows a secret of the environment that a service echoes', async () => {
    answer(400, '{"message":"header x was tok-environment-secret-1 and Le pont"}');
    const connection = connect(endpoint, { env: { OTHER_TOKEN: 'tok-environment-secret-1' }, offline: false });
    const error = await failureOf(connection.ask(question(), context()));
    expect(error.message).not.toContain('environment-secret');
  });
});

describe('the journal', () => {
  it('remembers under a key that no secret is part of, whoever asks', async () => {
    answer(200, 'reply');
    const journal = recordingJournal();
    await ask({}, { journal });
    const other = 'another-key-9876543210';
    const again = await ask(
      { headers: { authorization: `Bearer ${other}`, 'content-type': 'application/json' } },
      { journal },
      { key: other },
    );
    expect(again).toEqual({ value: 'reply', usage: NO_USAGE, cached: true });
  });

  it('keeps a key in the body out of the name of the request', async () => {
    answer(200, 'reply');
    const journal = recordingJournal();
    await ask({ body: JSON.stringify({ q: 'x', api_key: KEY }) }, { journal });
    const other = 'another-key-9876543210';
    const again = await ask({ body: JSON.stringify({ q: 'x', api_key: other }) }, { journal }, { key: other });
    expect(again.cached).toBe(true);
  });

  it.each([
    ['body', { body: '{"text":"autre"}' }],
    ['address', { url: `${URL}?api-version=2` }],
    ['a header such as the version', { headers: { 'anthropic-version': '2026-10-21' } }],
  ])('takes another %s for another request', async (_, more) => {
    answer(200, 'reply');
    const journal = recordingJournal();
    await ask({}, { journal });
    expect((await ask(more, { journal })).cached).toBe(false);
  });

  it('asks once where the same question is asked twice at the same time', async () => {
    let requests = 0;
    server.use(
      http.post(URL, async () => {
        requests++;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return HttpResponse.text('reply');
      }),
    );
    const journal = recordingJournal();
    const answers = await Promise.all([ask({}, { journal }), ask({}, { journal }), ask({}, { journal })]);
    expect(requests).toBe(1);
    expect(answers.map(({ cached }) => cached)).toEqual([false, true, true]);
  });

  it('counts both askings where the first answer was unusable, and keeps the second', async () => {
    let requests = 0;
    server.use(http.post(URL, () => HttpResponse.text(requests++ === 0 ? 'nonsense' : 'sense')));
    const journal = recordingJournal();
    const result = await ask({ parse: unless('nonsense') }, { journal });
    expect(result).toMatchObject({
      value: 'sense',
      cached: false,
      usage: { requests: 2, outputTokens: 14, costUsd: 0.2 },
    });
    expect(journal.entries.map(({ what }) => what)).toEqual([
      'recall',
      'begin',
      'settle',
      'discard',
      'recall',
      'begin',
      'settle',
    ]);
    expect([...journal.replies.values()]).toEqual(['sense']);
  });

  it('asks again for a remembered reply that is unusable', async () => {
    answer(200, 'first');
    const journal = recordingJournal();
    await ask({}, { journal });
    answer(200, 'second');
    expect(await ask({ parse: unless('first') }, { journal })).toMatchObject({ value: 'second', cached: false });
  });

  it('lets the bound count where the reply does not say what it used', async () => {
    answer(200, 'reply');
    expect((await ask({ usageOf: silent })).usage).toEqual(bound);
  });

  it('is not asked about questions that cost nothing', async () => {
    server.use(http.get('https://api.example.org/v1/models', () => HttpResponse.text('list')));
    const journal = recordingJournal();
    const free = { url: '/v1/models', method: 'GET', body: null, bound: null } as const;
    expect((await ask(free, { journal })).value).toBe('list');
    expect(journal.entries).toEqual([]);
  });

  it('gives back what was reserved when the user stops before anything is sent', async () => {
    const controller = new AbortController();
    const journal = recordingJournal();
    const stopping = {
      ...journal,
      begin: (key: string, adapter: string, most: Usage) => {
        controller.abort();
        return journal.begin(key, adapter, most);
      },
    };
    let requests = 0;
    server.use(http.post(URL, () => HttpResponse.text(String(requests++))));
    await expect(ask({}, { signal: controller.signal, journal: stopping })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(journal.entries.map(({ what }) => what)).toEqual(['recall', 'begin', 'release']);
    expect(requests).toBe(0);
  });

  it('gives back what was reserved when nobody can say who asks', async () => {
    const journal = recordingJournal();
    const authorise = () => Promise.reject(new ConfigError('the token ran out'));
    await expect(ask({}, { journal }, { authorise })).rejects.toThrow('the token ran out');
    expect(journal.entries.map(({ what }) => what)).toEqual(['recall', 'begin', 'release']);
    // Its place is free again.
    answer(200, 'reply');
    expect((await ask({}, { journal }, { limits: { concurrency: 1 } })).value).toBe('reply');
  });

  it('sends the next request while the reply before is made durable', async () => {
    const journal = recordingJournal();
    let toDisk = (): void => {};
    const onDisk = new Promise<void>((resolve) => (toDisk = resolve));
    const slow = {
      ...journal,
      async begin(key: string, adapter: string, most: Usage) {
        const ticket = await journal.begin(key, adapter, most);
        return { ...ticket, settle: (reply: string, usage: Usage) => onDisk.then(() => ticket.settle(reply, usage)) };
      },
    };
    const bodies: string[] = [];
    server.use(
      http.post(URL, async ({ request }) => {
        bodies.push(await request.text());
        if (bodies.length === 2) toDisk();
        return HttpResponse.text('reply');
      }),
    );
    const alone: Partial<Endpoint> = { limits: { concurrency: 1 } };
    const answers = await Promise.all(
      ['one', 'two'].map((body) => ask({ body, texts: [body] }, { journal: slow }, alone)),
    );
    // The first reply comes to disk only when the second request has arrived.
    expect(bodies).toEqual(['one', 'two']);
    expect(answers.map(({ value }) => value)).toEqual(['reply', 'reply']);
    expect(journal.entries.filter(({ what }) => what === 'settle')).toHaveLength(2);
  });
});

describe('connect', () => {
  it.each(['not a url', 'ftp://example.org', 'https://user:pass@example.org'])('refuses %s', (url) => {
    expect(() => connect({ ...endpoint, url }, setting)).toThrow(ConfigError);
  });

  it.each(['key with spaces', 'line-break-key\n', 'clé-0123456789'])(
    'refuses the key %j, and does not show it',
    (key) => {
      const connecting = () => connect({ ...endpoint, key }, setting);
      expect(connecting).toThrow('example: the key in EXAMPLE_KEY holds a space, a line break');
      expect(connecting).not.toThrow(key.trim());
    },
  );

  it('allows nothing but this machine when offline', () => {
    const offline = { env: {}, offline: true };
    expect(() => connect(endpoint, offline)).toThrow('sends text to api.example.org, which --offline forbids');
    for (const url of ['http://localhost:11434', 'http://127.0.0.1:8080/v1', 'http://[::1]:5000']) {
      expect(connect({ ...endpoint, url }, offline).host).toBeNull();
    }
    expect(() => connect({ ...endpoint, url: 'http://127.0.0.1.example.org' }, offline)).toThrow(ConfigError);
  });

  it('sends no question to another origin', async () => {
    await expect(ask({ url: 'https://elsewhere.example.org/v1/do' })).rejects.toThrow('may only go to');
  });
});
