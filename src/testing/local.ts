import assert from 'node:assert/strict';
import { AdapterError, CONTRACT, messageOf, segmentText } from '../core/index.ts';
import type { LanguagePair, SummariseRequest, Summariser, TranslationResult, Translator } from '../core/index.ts';
import { contextWith, failureOf } from './harness.ts';
import type { ContractCase } from './harness.ts';
import { sampleArticle } from './summariser.ts';

export interface LocalTranslatorContract {
  /** Makes the adapter, ready for `pair`. Each case makes its own and closes it. */
  readonly make: () => Promise<Translator>;
  readonly pair: LanguagePair;
  readonly unsupported: LanguagePair;
  /** A sentence of the source language; `number` stands in it as it is, and must stand in the translation. */
  readonly sentence: (number: number) => string;
}

/** What an engine on this machine must do. It is asked for no more than the remote ones, less what a service does. */
export function localTranslatorContract(options: LocalTranslatorContract): ContractCase[] {
  const { pair, unsupported, sentence } = options;
  const using = async (body: (adapter: Translator) => Promise<void>): Promise<void> => {
    const adapter = await options.make();
    try {
      await body(adapter);
    } finally {
      await adapter.close?.();
    }
  };
  const translate = (adapter: Translator, numbers: readonly number[]): Promise<TranslationResult> =>
    adapter.translate({ segments: numbers.map(sentence), pair, glossary: null }, contextWith());
  return [
    {
      name: 'says what it is',
      run: () =>
        using(async (adapter) => {
          assert.equal(adapter.contract, CONTRACT);
          assert.equal(adapter.kind, 'translator');
          assert.ok(adapter.name.length > 0 && adapter.signature.length > 0);
          assert.equal(adapter.sendsTextTo, null);
          assert.ok(adapter.limits.charsPerCall > 0 && adapter.limits.segmentsPerCall > 0);
          await adapter.close?.();
        }),
    },
    {
      name: 'keeps order and count, and costs nothing',
      run: () =>
        using(async (adapter) => {
          const numbers = Array.from({ length: 60 }, (_, index) => 100 + index);
          const result = await translate(adapter, numbers);
          assertNumbers(result.segments, numbers);
          assert.equal(result.usage.costUsd, 0);
        }),
    },
    {
      name: 'takes a segment that is very long',
      run: () =>
        using(async (adapter) => {
          const long = Array.from({ length: 200 }, (_, index) => sentence(1000 + index)).join(' ');
          const result = await adapter.translate(
            { segments: [sentence(1), long, sentence(2)], pair, glossary: null },
            contextWith(),
          );
          assert.equal(result.segments.length, 3);
          for (const number of [1000, 1199]) assert.match(result.segments[1]!, new RegExp(`${number}`));
        }),
    },
    {
      name: 'keeps overlapping calls apart',
      run: () =>
        using(async (adapter) => {
          const calls = Array.from({ length: 8 }, async (_, call) => {
            const numbers = [call * 10 + 100, call * 10 + 101, call * 10 + 102];
            assertNumbers((await translate(adapter, numbers)).segments, numbers);
          });
          await Promise.all(calls);
        }),
    },
    {
      name: 'stops when it is aborted, and still works for others',
      run: () =>
        using(async (adapter) => {
          const signal = AbortSignal.abort();
          const error = await failureOf(
            adapter.translate({ segments: [sentence(1)], pair, glossary: null }, contextWith({ signal })),
          );
          assert.ok(error instanceof Error && error.name === 'AbortError', `an AbortError, not ${messageOf(error)}`);
          assertNumbers((await translate(adapter, [7])).segments, [7]);
        }),
    },
    {
      name: 'refuses a pair that it does not do',
      run: () =>
        using(async (adapter) => {
          assert.equal(await adapter.supports(pair, contextWith()), true);
          assert.equal(await adapter.supports(unsupported, contextWith()), false);
          const error = await failureOf(
            adapter.translate({ segments: [sentence(1)], pair: unsupported, glossary: null }, contextWith()),
          );
          assert.ok(error instanceof AdapterError && error.code === 'unsupported-language', messageOf(error));
          assert.ok(!messageOf(error).includes(sentence(1)), 'article text stands in the error');
        }),
    },
  ];
}

function assertNumbers(segments: readonly string[], numbers: readonly number[]): void {
  assert.deepEqual(
    segments.map((segment) => Number(/\d+/.exec(segment)?.[0])),
    numbers,
  );
}

/** What a summariser that selects segments must do. */
export function extractiveContract(make: () => Promise<Summariser>): ContractCase[] {
  const article = sampleArticle();
  const segments = article.segments.map((_, index) => segmentText(article, index));
  const request: SummariseRequest = { article, segments, language: 'fr', target: 'fr', maxWords: 30, glossary: null };
  return [
    {
      name: 'says what it is',
      run: async () => {
        const adapter = await make();
        assert.equal(adapter.contract, CONTRACT);
        assert.equal(adapter.kind, 'summariser');
        assert.equal(adapter.method, 'extractive');
        assert.equal(adapter.sendsTextTo, null);
        await adapter.close?.();
      },
    },
    {
      name: 'selects whole segments, word for word, in their order',
      run: async () => {
        const { draft, usage, prompt } = await (await make()).summarise(request, contextWith());
        assert.equal(draft.language, 'fr');
        assert.ok(draft.claims.length > 0);
        let before = -1;
        for (const { text, evidence } of draft.claims) {
          assert.equal(evidence.length, 1);
          const { segment, start, end } = evidence[0]!;
          assert.equal(text, segments[segment]);
          assert.deepEqual(
            { start, end },
            { start: article.segments[segment]!.start, end: article.segments[segment]!.end },
          );
          assert.ok(segment > before);
          before = segment;
        }
        assert.equal(usage.costUsd, 0);
        assert.equal(prompt, null);
      },
    },
    {
      name: 'does the same twice',
      run: async () => {
        const adapter = await make();
        const first = await adapter.summarise(request, contextWith());
        assert.deepEqual(await adapter.summarise(request, contextWith()), first);
      },
    },
    {
      name: 'keeps to the words that it is given',
      run: async () => {
        const { draft } = await (await make()).summarise(request, contextWith());
        const words = draft.claims.flatMap(({ text }) => text.split(/\s+/));
        assert.ok(words.length <= request.maxWords, `${words.length} words`);
      },
    },
    {
      name: 'writes no other language than it reads',
      run: async () => {
        const adapter = await make();
        assert.equal(await adapter.supports({ source: 'fr', target: 'fr' }, contextWith()), true);
        assert.equal(await adapter.supports({ source: 'fr', target: 'en' }, contextWith()), false);
        const error = await failureOf(adapter.summarise({ ...request, target: 'en' }, contextWith()));
        assert.ok(error instanceof AdapterError && error.code === 'unsupported-language', messageOf(error));
      },
    },
    {
      name: 'stops when it is aborted',
      run: async () => {
        const error = await failureOf((await make()).summarise(request, contextWith({ signal: AbortSignal.abort() })));
        assert.ok(error instanceof Error && error.name === 'AbortError', messageOf(error));
      },
    },
  ];
}
