import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { AdapterError, addUsage, ConfigError, NO_USAGE, noJournal } from '../../core/index.ts';
import type { AdapterSetting, CallContext, Journal, RequestTicket, Usage } from '../../core/index.ts';
import { attemptOnce } from './attempt.ts';
import type { Classify } from './failure.ts';
import { laneFor } from './governor.ts';
import type { Lane, LaneLimits, Outcome, Ready } from './governor.ts';
import { retryAfterMs, statedLimits } from './headers.ts';
import { protectEnvironment, protectSecret } from './redact.ts';
import { abortable } from './wait.ts';

/** One remote service as one adapter talks to it. */
export interface Endpoint {
  /** The adapter's name, which begins every message. */
  readonly adapter: string;
  /** Base address, such as `https://api.deepl.com`. Every question goes to its origin and nowhere else. */
  readonly url: string;
  /** The key, or null. It tells accounts apart and is kept out of all messages; the adapter puts it into headers. */
  readonly key: string | null;
  /** The environment variable that holds the key, or null where the service needs none. */
  readonly keyName: string | null;
  /** Requests to different models are paced apart. Null for a service without models. */
  readonly model: string | null;
  readonly limits: LaneLimits;
  /** Milliseconds for one attempt, until the whole answer is there. @default 60_000 */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds from the first attempt by which the answer must be there. Time in the queue before does not count.
   * A service that asks for a longer rest than what is left fails the call, with `retryAfterMs` in the error.
   * @default 7_200_000
   */
  readonly deadlineMs?: number | undefined;
  /** The most attempts, the first included. @default 8 */
  readonly attempts?: number | undefined;
  readonly classify?: Classify | undefined;
  /**
   * Headers that say who asks and that may change while a request waits for its turn, such as a token that runs out
   * within the hour: made anew for each attempt. What it throws ends the call.
   */
  readonly authorise?: ((context: CallContext) => Promise<Readonly<Record<string, string>>>) | undefined;
}

/** One request and how its reply is to be understood. */
export interface Question<T> {
  /** Absolute, or relative to the endpoint's. */
  readonly url: string;
  /** @default 'POST' */
  readonly method?: 'GET' | 'POST' | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** As it is sent. Null with GET. */
  readonly body: string | null;
  /**
   * The most that the request can cost, `costUsd` null where no price is known.
   * Null: the request is free and carries no article text, so it is neither written down nor remembered.
   */
  readonly bound: Usage | null;
  /** What the request used, by its reply. Where it throws, the bound counts. */
  usageOf(reply: string): Usage;
  /**
   * Reads the reply. Where it throws an `AdapterError` with code `bad-response`, the stored reply is forgotten and
   * the same question asked once more; what is thrown then reaches the caller. Anything else thrown passes at once.
   */
  parse(reply: string): T;
  /** The article's text in the request: a message that repeats it is not passed on. */
  readonly texts: readonly string[];
  /** Overrides of the endpoint's, such as one short attempt for a look at whether a local server runs. */
  readonly timeoutMs?: number | undefined;
  readonly attempts?: number | undefined;
}

export interface Answer<T> {
  readonly value: T;
  /** What was used now: nothing where the reply was remembered; both askings where it was asked twice. */
  readonly usage: Usage;
  /** Whether the reply was remembered from an earlier request. */
  readonly cached: boolean;
}

/** The one way for a request out of the program. */
export interface Connection {
  /** The host that text goes to, or null where it stays on this machine: the adapter's `sendsTextTo`. */
  readonly host: string | null;
  /**
   * Recalls the reply, or sends the request at the pace that the service bears.
   * @throws AdapterError, BudgetError, or the signal's reason
   */
  ask<T>(question: Question<T>, context: CallContext): Promise<Answer<T>>;
}

/** @throws ConfigError where the address is unusable, or needs the network while working offline */
export function connect(endpoint: Endpoint, setting: Pick<AdapterSetting, 'env' | 'offline'>): Connection {
  const base = parseAddress(endpoint);
  const host = isLoopback(base.hostname) ? null : base.host;
  if (setting.offline && host !== null) {
    throw new ConfigError(`${endpoint.adapter}: sends text to ${host}, which --offline forbids; name a local engine`);
  }
  if (endpoint.key !== null && !/^[\x21-\x7e]+$/.test(endpoint.key)) {
    throw new ConfigError(
      `${endpoint.adapter}: the key in ${endpoint.keyName ?? 'the environment'} holds a space, a line break or another character that no key has; set it again`,
    );
  }
  protectEnvironment(setting.env);
  if (endpoint.key !== null) protectSecret(endpoint.key);
  const lane = laneFor(base.host, endpoint.key, endpoint.model, endpoint.limits);
  // Node loads its client with the first of its classes that is used, which takes 30 ms: now, and not between the first
  // article and its request.
  void new Headers();
  return { host, ask: (question, context) => ask(endpoint, base, lane, question, context) };
}

/** Whether an address is on this machine. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

function parseAddress(endpoint: Endpoint): URL {
  const url = URL.canParse(endpoint.url) ? new URL(endpoint.url) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ConfigError(`${endpoint.adapter}: the address is not an http or https URL`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigError(
      `${endpoint.adapter}: an address must not hold a user name or password; put the key into the environment`,
    );
  }
  return url;
}

async function ask<T>(
  endpoint: Endpoint,
  base: URL,
  lane: Lane,
  question: Question<T>,
  context: CallContext,
): Promise<Answer<T>> {
  const url = new URL(question.url, base);
  if (url.origin !== base.origin) throw new Error(`${endpoint.adapter}: a question may only go to ${base.origin}`);
  const key = journalKey(endpoint, url, question);
  let usage = NO_USAGE;
  for (let asking = 1; ; asking++) {
    const { reply, used, cached } = await obtain(endpoint, url, lane, key, question, context);
    usage = addUsage(usage, used);
    try {
      return { value: question.parse(reply), usage, cached };
    } catch (error) {
      const unusable = error instanceof AdapterError && error.code === 'bad-response';
      if (unusable && question.bound !== null) await context.journal.discard(key);
      if (!unusable || asking === 2) throw error;
    }
  }
}

interface Reply {
  readonly reply: string;
  readonly used: Usage;
  readonly cached: boolean;
}

/** Questions under way by journal and key: the same one is not asked twice at the same time. */
const underWay = new WeakMap<Journal, Map<string, Promise<unknown>>>();

async function obtain<T>(
  endpoint: Endpoint,
  url: URL,
  lane: Lane,
  key: string,
  question: Question<T>,
  context: CallContext,
): Promise<Reply> {
  const { journal, signal } = context;
  signal.throwIfAborted();
  // Each request under way listens to the run's signal: that many are meant, and no leak to warn of.
  setMaxListeners(0, signal);
  if (question.bound === null || journal === noJournal) return await send(endpoint, url, lane, key, question, context);
  let asking = underWay.get(journal);
  if (asking === undefined) underWay.set(journal, (asking = new Map()));
  for (let earlier = asking.get(key); earlier !== undefined; earlier = asking.get(key)) {
    await abortable(
      earlier.catch(() => undefined),
      signal,
    );
  }
  const task = (async (): Promise<Reply> => {
    const stored = await journal.recall(key);
    if (stored !== null) return { reply: stored, used: NO_USAGE, cached: true };
    if (question.bound !== null) journal.foresee?.(endpoint.adapter, question.bound);
    return await send(endpoint, url, lane, key, question, context);
  })();
  asking.set(key, task);
  try {
    return await task;
  } finally {
    asking.delete(key);
  }
}

async function send<T>(
  endpoint: Endpoint,
  url: URL,
  lane: Lane,
  key: string,
  question: Question<T>,
  context: CallContext,
): Promise<Reply> {
  const patience = {
    signal: context.signal,
    attempts: question.attempts ?? endpoint.attempts ?? 8,
    deadlineMs: endpoint.deadlineMs ?? 7_200_000,
    standby: context.standby,
  };
  const bound = question.bound;
  const units = bound === null ? 0 : unitsOf(bound);
  const landed = await lane.runReady(units, patience, async (): Promise<Ready<Landed>> => {
    // Written down and reserved shortly before its turn: those that wait behind it hold no budget.
    const ticket = bound === null ? null : await context.journal.begin(key, endpoint.adapter, bound);
    return {
      send: (remainingMs) => sendOnce(endpoint, url, question, context, ticket, remainingMs),
      cancel: async () => ticket?.release(),
    };
  });
  // The service is done with it: its place is another's while the reply is made durable.
  await landed.ticket?.settle(landed.reply, landed.used);
  return { reply: landed.reply, used: landed.used, cached: false };
}

/** A reply that is not written down yet. */
interface Landed {
  readonly reply: string;
  readonly used: Usage;
  readonly ticket: RequestTicket | null;
}

/** One attempt. The ticket of one that failed is settled when it returns, that of one that landed is in its value. */
async function sendOnce<T>(
  endpoint: Endpoint,
  url: URL,
  question: Question<T>,
  context: CallContext,
  ticket: RequestTicket | null,
  remainingMs: number,
): Promise<Outcome<Landed>> {
  let credentials: Readonly<Record<string, string>>;
  try {
    credentials = (await endpoint.authorise?.(context)) ?? {};
  } catch (error) {
    await ticket?.release();
    throw error;
  }
  const attempt = await attemptOnce(
    {
      url,
      method: question.method ?? 'POST',
      headers: { ...question.headers, ...credentials },
      body: question.body,
      timeoutMs: Math.min(question.timeoutMs ?? endpoint.timeoutMs ?? 60_000, remainingMs),
      origin: { adapter: endpoint.adapter, host: url.host, keyName: endpoint.keyName, texts: question.texts },
      classify: endpoint.classify,
    },
    context.signal,
  );
  if ('reply' in attempt) {
    const reply = withoutKey(endpoint, attempt.reply);
    const used = usageOrBound(question, reply);
    return {
      ok: true,
      value: { reply, used, ticket },
      units: unitsOf(used),
      limits: statedLimits(attempt.headers, Date.now()),
    };
  }
  if ('aborted' in attempt) {
    await (attempt.sent ? ticket?.abandon() : ticket?.release());
    throw attempt.aborted;
  }
  await (attempt.failure.free ? ticket?.release() : ticket?.abandon());
  const headers = attempt.headers;
  return {
    ok: false,
    class: attempt.failure.class,
    error: attempt.failure.error,
    retryAfterMs: headers === null ? null : retryAfterMs(headers, Date.now()),
    limits: headers === null ? null : statedLimits(headers, Date.now()),
  };
}

function usageOrBound<T>(question: Question<T>, reply: string): Usage {
  try {
    return question.usageOf(reply);
  } catch {
    return question.bound ?? NO_USAGE;
  }
}

/** What a lane's second bucket counts: tokens of a language model, characters of a translation service. */
function unitsOf(usage: Usage): number {
  return usage.inputTokens + usage.outputTokens + usage.characters;
}

/** Replies are stored, and a service may send back what it was sent. */
function withoutKey({ key }: Endpoint, text: string): string {
  if (key === null || key === '') return text;
  return text.replaceAll(key, '[key]').replaceAll(encodeURIComponent(key), '[key]');
}

/** Names a request by all that determines its reply and by no secret. */
function journalKey<T>(endpoint: Endpoint, url: URL, question: Question<T>): string {
  const bare = (text: string): string => withoutKey(endpoint, text);
  const headers = Object.entries(question.headers)
    .map(([name, value]) => [name.toLowerCase(), bare(value)] as const)
    // Who asks does not determine the reply, and tokens change by the hour.
    .filter(([name]) => !/auth|key|token/.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const parts = [endpoint.adapter, question.method ?? 'POST', bare(url.href), headers, bare(question.body ?? '')];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
