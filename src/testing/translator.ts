import assert from 'node:assert/strict';
import { AdapterError, CONTRACT, messageOf } from '../core/index.ts';
import type { CallContext, LanguagePair, TranslationRequest, TranslationResult, Translator } from '../core/index.ts';
import { CANARY_KEY, contextWith, failureOf, pause, withServer } from './harness.ts';
import type { ContractCase, RemoteAdapter } from './harness.ts';
import { remoteCases } from './remote.ts';
import type { ReceivedRequest } from './server.ts';

export interface TranslatorContract extends Omit<RemoteAdapter<Translator>, 'answer'> {
  /** The texts that a request asks to be translated, free of any markup that the adapter wrapped them in. */
  textsIn(request: ReceivedRequest): readonly string[];
  /** The service's answer that gives these translations, in order. */
  replyWith(translations: readonly string[], request: ReceivedRequest): string;
  /** A pair that the service does. @default fr to en */
  pair?: LanguagePair | undefined;
  /** A pair that it does not. @default Klingon to English, `tlh` */
  unsupported?: LanguagePair | undefined;
}

const TEXTS = [
  'La première phrase parle du maire de Roubaix.',
  'La deuxième évoque une usine abandonnée depuis longtemps.',
  'La troisième cite le syndicat des boulangers.',
  'La quatrième revient sur la fermeture du pont.',
  'La cinquième conclut sans rien promettre.',
];

/** Stands for a translation: one can tell which text it is of. */
function translated(text: string): string {
  return `English of: ${text}`;
}

/**
 * What every remote translator must do. For any test runner:
 *
 *     for (const { name, run } of translatorContract({ make, textsIn, replyWith })) it(name, run);
 */
export function translatorContract(options: TranslatorContract): ContractCase[] {
  const pair = options.pair ?? { source: 'fr', target: 'en' };
  const unsupported = options.unsupported ?? { source: 'tlh', target: 'en' };
  const subject = {
    ...options,
    answer: (request: ReceivedRequest) => options.replyWith(options.textsIn(request).map(translated), request),
    texts: TEXTS,
    call: (adapter: Translator, context: CallContext, variant: number) =>
      translate(
        adapter,
        TEXTS.map((text) => (variant === 0 ? text : `${text} (${variant})`)),
        context,
      ),
  };
  const translate = (
    adapter: Translator,
    segments: readonly string[],
    context: CallContext = contextWith(),
    more: Partial<TranslationRequest> = {},
  ): Promise<TranslationResult> => adapter.translate({ segments, pair, glossary: null, ...more }, context);
  const good = (request: ReceivedRequest) => ({ kind: 'reply', body: subject.answer(request) }) as const;

  return [
    {
      name: 'says what it is',
      run: () =>
        withServer(subject, good, async (adapter) => {
          assert.equal(adapter.contract, CONTRACT);
          assert.equal(adapter.kind, 'translator');
          assert.ok(adapter.name.length > 0);
          assert.ok(['rough', 'standard'].includes(adapter.quality));
          assert.ok(adapter.limits.charsPerCall > 0 && adapter.limits.segmentsPerCall > 0);
          assert.ok(!adapter.signature.includes(CANARY_KEY), 'the key stands in the signature');
          assert.equal(adapter.sendsTextTo, null, 'the test server is on this machine');
          await adapter.close?.();
          await adapter.close?.();
        }),
    },
    {
      name: 'keeps order and count',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          const result = await translate(adapter, TEXTS);
          assert.deepEqual(result.segments, TEXTS.map(translated));
          assert.equal(result.usage.requests, sent().length);
          assert.deepEqual(result.warnings, []);
          const key = sent().every(({ headers, body, url }) =>
            JSON.stringify([headers, body, url]).includes(CANARY_KEY),
          );
          assert.equal(key, options.usesKey ?? true, 'whether the key was sent');
        }),
    },
    {
      name: 'takes more segments than one request does',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          const count = adapter.limits.segmentsPerCall + 3;
          const many = Array.from({ length: count }, (_, index) => `Voici la phrase qui porte le mot repère${index}.`);
          const result = await translate(adapter, many);
          assert.deepEqual(result.segments, many.map(translated));
          assert.ok(sent().length >= 2);
          for (const request of sent()) {
            assert.ok(options.textsIn(request).length <= adapter.limits.segmentsPerCall, 'within its own limit');
          }
        }),
    },
    {
      name: 'splits a segment that is too long, and loses nothing of it',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          const count = Math.ceil(adapter.limits.charsPerCall / 40) * 2;
          const marks = Array.from({ length: count }, (_, index) => `repère${index}z`);
          const long = marks.map((mark) => `Cette phrase contient le mot ${mark}.`).join(' ');
          const result = await translate(adapter, ['Une phrase courte avant.', long, 'Une phrase courte après.']);
          assert.equal(result.segments.length, 3);
          assert.equal(result.segments[0], translated('Une phrase courte avant.'));
          assert.equal(result.segments[2], translated('Une phrase courte après.'));
          const found = result.segments[1]!.match(/repère\d+z/g);
          assert.deepEqual(found, marks);
          assert.ok(sent().length >= 2);
        }),
    },
    {
      name: 'notices a segment that the service dropped, and gets it',
      run: () => repairs((translations) => translations.slice(0, -1)),
    },
    {
      name: 'notices two segments that the service merged, and gets them apart',
      run: () =>
        repairs(([first, second, ...others]) =>
          second === undefined ? [first!] : [`${first!} ${second}`, '', ...others],
        ),
    },
    {
      name: 'reports a segment that stays empty',
      run: () =>
        withServer(
          subject,
          (request) => ({
            kind: 'reply',
            body: options.replyWith(
              options.textsIn(request).map(() => ''),
              request,
            ),
          }),
          async (adapter) => {
            const error = await failureOf(translate(adapter, TEXTS));
            assert.ok(error instanceof AdapterError && error.code === 'bad-response', messageOf(error));
          },
        ),
    },
    {
      name: 'warns of a segment that stays untranslated',
      run: () =>
        withServer(
          subject,
          (request) => ({ kind: 'reply', body: options.replyWith(options.textsIn(request), request) }),
          async (adapter) => {
            const result = await translate(adapter, TEXTS);
            assert.equal(result.segments.length, TEXTS.length);
            assert.ok(result.warnings.length > 0);
          },
        ),
    },
    {
      name: 'sends text that looks like markup as it is',
      run: () =>
        withServer(subject, good, async (adapter) => {
          const text = 'Le prix <b>monte</b> & la valeur de x &lt; y "reste" stable.';
          const result = await translate(adapter, [text]);
          assert.match(result.segments[0]!, /<b>monte<\/b> & la valeur de x &lt; y/);
        }),
    },
    {
      name: 'keeps a term that is not to be translated',
      run: () =>
        withServer(subject, good, async (adapter) => {
          const entry = {
            source: 'maire de Roubaix',
            target: 'maire de Roubaix',
            language: 'fr',
            doNotTranslate: true,
          };
          const result = await translate(adapter, TEXTS, contextWith(), {
            glossary: { entries: [entry], sha256: 'g' },
          });
          assert.equal(result.segments.length, TEXTS.length);
          assert.match(result.segments[0]!, /maire de Roubaix/);
          assert.doesNotMatch(result.segments.join(' '), /Xq\d|<|&amp;/);
        }),
    },
    {
      name: 'keeps overlapping calls apart',
      run: () =>
        withServer(
          subject,
          (request, number) => ({ kind: 'reply', afterMs: number % 2 === 0 ? 5 : 40, body: subject.answer(request) }),
          async (adapter) => {
            const calls = Array.from({ length: 6 }, async (_, variant) => {
              const segments = TEXTS.map((text) => `${text} Appel ${variant}.`);
              const result = await translate(adapter, segments);
              assert.deepEqual(result.segments, segments.map(translated));
            });
            await Promise.all(calls);
          },
        ),
    },
    {
      name: 'sends no text for a pair that it does not do',
      run: () =>
        withServer(subject, good, async (adapter, sent) => {
          assert.equal(await adapter.supports(pair, contextWith()), true);
          assert.equal(await adapter.supports(unsupported, contextWith()), false);
          assert.equal(await adapter.supports({ source: 'und', target: 'en' }, contextWith()), false);
          const error = await failureOf(
            adapter.translate({ segments: TEXTS, pair: unsupported, glossary: null }, contextWith()),
          );
          assert.ok(error instanceof AdapterError && error.code === 'unsupported-language', messageOf(error));
          await pause(20);
          assert.equal(sent().length, 0);
        }),
    },
    ...remoteCases(subject),
  ];

  /** The service damages every batch, and does single texts well. */
  async function repairs(damage: (translations: readonly string[]) => readonly string[]): Promise<void> {
    await withServer(
      subject,
      (request) => {
        const translations = options.textsIn(request).map(translated);
        const damaged = translations.length > 1 ? damage(translations) : translations;
        return { kind: 'reply', body: options.replyWith(damaged, request) };
      },
      async (adapter, sent) => {
        const result = await translate(adapter, TEXTS);
        assert.deepEqual(result.segments, TEXTS.map(translated));
        assert.equal(result.usage.requests, sent().length, 'every request is counted');
      },
    );
  }
}
