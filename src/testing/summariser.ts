import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { AdapterError, CONTRACT, messageOf } from '../core/index.ts';
import type {
  Article,
  CallContext,
  Draft,
  Segment,
  SummariseRequest,
  SummariseResult,
  Summariser,
} from '../core/index.ts';
import { CANARY_KEY, contextWith, failureOf, pause, withServer } from './harness.ts';
import type { ContractCase, RemoteAdapter } from './harness.ts';
import { remoteCases } from './remote.ts';
import type { ReceivedRequest } from './server.ts';

/** A claim as the service is to say it: with the numbers of the segments that carry it. */
export interface ServiceClaim {
  readonly text: string;
  readonly segments: readonly number[];
}

export interface SummariserContract extends Omit<RemoteAdapter<Summariser>, 'answer'> {
  /** The service's answer that holds this draft. Segments are numbered as in `Article.segments`, from 0. */
  replyWith(
    draft: { readonly headline: ServiceClaim; readonly claims: readonly ServiceClaim[] },
    request: ReceivedRequest,
  ): string;
  /** What the service does not read, where there is such a language. @default none: nothing is tested */
  unsupported?: { readonly source: string; readonly target: string } | undefined;
}

const SENTENCES = [
  'La mairie de Roubaix ferme le pont du canal',
  'La mairie de Roubaix a fermé le pont du canal lundi 3 mars 2014.',
  'Les travaux dureront six semaines, selon le service technique.',
  'Le syndicat des boulangers craint une baisse de fréquentation.',
];

/** A short article in French, as a reader makes it. `variant` changes its text. */
export function sampleArticle(variant = 0): Article {
  const sentences = SENTENCES.map((sentence) => (variant === 0 ? sentence : `${sentence} (${variant})`));
  const text = `${sentences[0]!}\n\n${sentences.slice(1).join(' ')}`;
  let from = 0;
  const segments = sentences.map((sentence, index): Segment => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    return { start, end: from, kind: index === 0 ? 'title' : 'sentence', paragraph: Math.min(index, 1) };
  });
  return {
    path: 'pont.txt',
    url: null,
    outlet: null,
    sha256: createHash('sha256').update(text).digest('hex'),
    language: 'fr',
    title: sentences[0]!,
    publishedAt: '2014-03-03',
    text,
    segments,
    warnings: [],
  };
}

const GOOD = {
  headline: { text: 'Roubaix closes the canal bridge', segments: [0] },
  claims: [
    { text: 'Roubaix town hall closed the canal bridge on Monday 3 March 2014.', segments: [1] },
    { text: 'The work will take six weeks, and bakers fear for their custom.', segments: [2, 3] },
  ],
};

function summarise(
  adapter: Summariser,
  context: CallContext = contextWith(),
  variant = 0,
  more: Partial<SummariseRequest> = {},
): Promise<SummariseResult> {
  const article = sampleArticle(variant);
  const segments = article.segments.map(({ start, end }) => article.text.slice(start, end));
  return adapter.summarise(
    { article, segments, language: 'fr', target: 'en', maxWords: 60, glossary: null, ...more },
    context,
  );
}

/** What every remote summariser must do. For any test runner, as `translatorContract`. */
export function summariserContract(options: SummariserContract): ContractCase[] {
  const subject = {
    ...options,
    answer: (request: ReceivedRequest) => options.replyWith(GOOD, request),
    texts: SENTENCES,
    call: summarise,
  };
  const good = (request: ReceivedRequest) => ({ kind: 'reply', body: subject.answer(request) }) as const;
  const replying = (draft: typeof GOOD) => (request: ReceivedRequest) =>
    ({ kind: 'reply', body: options.replyWith(draft, request) }) as const;

  return [
    {
      name: 'says what it is',
      run: () =>
        withServer(subject, good, async (adapter) => {
          assert.equal(adapter.contract, CONTRACT);
          assert.equal(adapter.kind, 'summariser');
          assert.ok(adapter.name.length > 0);
          assert.equal(adapter.method, 'abstractive');
          assert.ok(adapter.limits.tokensPerCall > 0);
          assert.ok(!adapter.signature.includes(CANARY_KEY), 'the key stands in the signature');
          assert.equal(adapter.sendsTextTo, null, 'the test server is on this machine');
          await adapter.close?.();
          await adapter.close?.();
        }),
    },
    {
      name: 'turns an answer into a draft whose claims point at segments',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          const result = await summarise(adapter);
          const article = sampleArticle();
          assert.equal(result.draft.language, 'en');
          assert.equal(result.draft.headline.text, GOOD.headline.text);
          assert.deepEqual(
            result.draft.claims.map(({ text }) => text),
            GOOD.claims.map(({ text }) => text),
          );
          assert.deepEqual(
            result.draft.claims.map(({ evidence }) => evidence.map(({ segment }) => segment)),
            GOOD.claims.map(({ segments }) => segments),
          );
          assertEvidence(result.draft, article);
          assert.equal(result.usage.requests, sent().length);
          const key = sent().every(({ headers, body, url }) =>
            JSON.stringify([headers, body, url]).includes(CANARY_KEY),
          );
          assert.equal(key, options.usesKey ?? true, 'whether the key was sent');
          for (const sentence of SENTENCES) assert.ok(sent()[0]!.body.includes(sentence), 'every segment was sent');
        }),
    },
    {
      name: 'takes no evidence that does not exist',
      run: () =>
        withServer(
          subject,
          replying({ ...GOOD, claims: [{ text: 'The bridge was sold.', segments: [99] }, ...GOOD.claims.slice(1)] }),
          async (adapter) => {
            // Either the answer is refused, or the claim stands without the evidence, which the checks then find.
            try {
              assertEvidence((await summarise(adapter)).draft, sampleArticle());
            } catch (error) {
              assert.ok(error instanceof AdapterError && error.code === 'bad-response', messageOf(error));
            }
          },
        ),
    },
    {
      name: 'sends the findings when it is asked to repair',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          const { draft } = await summarise(adapter);
          const message = 'The source says six weeks, the claim says nine.';
          const finding = {
            check: 'figure',
            severity: 'error',
            message,
            claim: 1,
            target: null,
            source: null,
          } as const;
          await summarise(adapter, contextWith(), 0, { repair: { draft, findings: [finding] } });
          assert.ok(sent().at(-1)!.body.includes('nine'), 'the finding was sent');
        }),
    },
    {
      name: 'keeps overlapping calls apart',
      run: () =>
        withServer(
          subject,
          (request, number) => {
            const variant = /\((\d+)\)/.exec(request.body)?.[1] ?? '0';
            const claims = [{ text: `The bridge of call ${variant} is closed.`, segments: [1] }];
            return {
              kind: 'reply',
              afterMs: number % 2 === 0 ? 5 : 40,
              body: options.replyWith({ ...GOOD, claims }, request),
            };
          },
          async (adapter) => {
            const calls = [1, 2, 3, 4, 5, 6].map(async (variant) => {
              const { draft } = await summarise(adapter, contextWith(), variant);
              assert.equal(draft.claims[0]?.text, `The bridge of call ${variant} is closed.`);
            });
            await Promise.all(calls);
          },
        ),
    },
    {
      name: 'sends no text for a language that it does not read',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          assert.equal(await adapter.supports({ source: 'fr', target: 'en' }, contextWith()), true);
          if (options.unsupported === undefined) return;
          assert.equal(await adapter.supports(options.unsupported, contextWith()), false);
          const error = await failureOf(summarise(adapter, contextWith(), 0, { language: options.unsupported.source }));
          assert.ok(error instanceof AdapterError && error.code === 'unsupported-language', messageOf(error));
          await pause(20);
          assert.equal(sent().length, 0);
        }),
    },
    ...remoteCases(subject),
  ];
}

function assertEvidence(draft: Draft, article: Article): void {
  for (const { evidence } of [draft.headline, ...draft.claims]) {
    for (const { segment, start, end } of evidence) {
      const place = article.segments[segment];
      assert.ok(place !== undefined, `segment ${segment} exists`);
      assert.ok(start >= place.start && end <= place.end && start < end, `evidence lies within segment ${segment}`);
    }
  }
}
