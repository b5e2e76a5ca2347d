import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractiveDefinition } from '../../../src/adapters/summarisers/extractive.ts';
import { fileReader } from '../../../src/adapters/readers/files.ts';
import { opensDangling } from '../../../src/text/rank-openers.ts';
import { AdapterError, ConfigError, noJournal, NO_USAGE } from '../../../src/core/index.ts';
import type {
  AdapterSetting,
  Article,
  CallContext,
  Segment,
  SegmentKind,
  SummariseRequest,
} from '../../../src/core/index.ts';

const setting: AdapterSetting = {
  env: {},
  offline: true,
  modelDirectory: '/nowhere',
  prices: { asOf: '2024-01-01', prices: {} },
};
const context = (signal = new AbortController().signal): CallContext => ({ signal, journal: noJournal });

function articleOf(language: string, ...parts: (readonly [SegmentKind, string])[]): Article {
  let text = '';
  const segments = parts.map(([kind, words], paragraph): Segment => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += words;
    return { start, end: text.length, kind, paragraph };
  });
  return {
    path: 'fr/banque.txt',
    url: null,
    outlet: null,
    sha256: '0'.repeat(64),
    language,
    title: null,
    publishedAt: null,
    text,
    segments,
    warnings: [],
  };
}

const article = articleOf(
  'fr',
  ['title', 'Orfea ferme douze agences'],
  ['sentence', 'La banque Orfea ferme douze agences en Bretagne avant 2025.'],
  ['heading', 'La colère des syndicats'],
  ['sentence', '« Nous irons en grève le 3 mars », a prévenu Anne Leroy.'],
  ['sentence', 'Le groupe emploie 340 personnes dans la région de Brest.'],
);

const requestFor = (of: Article, change: Partial<SummariseRequest> = {}): SummariseRequest => ({
  article: of,
  segments: of.segments.map(({ start, end }) => of.text.slice(start, end)),
  language: of.language,
  target: of.language,
  maxWords: 100,
  glossary: null,
  ...change,
});

describe('extractive', async () => {
  const summariser = await extractiveDefinition.create({}, setting);

  it('makes of each claim exactly the text of one segment, and of the title the headline', async () => {
    const { draft, usage, prompt, warnings } = await summariser.summarise(requestFor(article), context());
    expect(draft.language).toBe('fr');
    expect(draft.headline).toEqual({
      text: 'Orfea ferme douze agences',
      evidence: [{ segment: 0, start: 0, end: 25 }],
    });
    expect(draft.claims.map(({ evidence }) => evidence[0]!.segment)).toEqual([1, 3, 4]);
    for (const { text, evidence } of draft.claims) {
      expect(evidence).toHaveLength(1);
      const { segment, start, end } = evidence[0]!;
      expect(article.segments[segment]).toMatchObject({ start, end, kind: 'sentence' });
      expect(article.text.slice(start, end)).toBe(text);
    }
    expect({ usage, prompt, warnings }).toEqual({ usage: NO_USAGE, prompt: null, warnings: [] });
  });

  it('selects from a translation and points at the original', async () => {
    const english = [
      'Orfea closes twelve branches',
      'The bank Orfea closes twelve branches in Brittany before 2025.',
      'Anger',
      '“We will strike on 3 March”, warned Anne Leroy.',
      'The group employs 340 people in the Brest area.',
    ];
    const { draft } = await summariser.summarise(
      requestFor(article, { segments: english, language: 'en', target: 'en' }),
      context(),
    );
    expect(draft.language).toBe('en');
    expect(draft.headline.text).toBe(english[0]);
    expect(draft.claims[0]).toEqual({ text: english[1], evidence: [{ segment: 1, start: 27, end: 86 }] });
  });

  it('warns where the only sentence is longer than what was asked for', async () => {
    const { draft, warnings } = await summariser.summarise(requestFor(article, { maxWords: 4 }), context());
    expect(draft.claims).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/10 words, more than the 4/u)]);
  });

  it('asked to repair, does without the segments in which an error was found', async () => {
    const request = requestFor(article, { maxWords: 22 });
    const { draft } = await summariser.summarise(request, context());
    const { segment } = draft.claims[0]!.evidence[0]!;
    const finding = { check: 'figure', message: 'm', target: null, source: null } as const;
    const again = await summariser.summarise(
      {
        ...request,
        repair: {
          draft,
          findings: [
            { ...finding, severity: 'error', claim: 0 },
            { ...finding, severity: 'warning', claim: 1 },
          ],
        },
      },
      context(),
    );
    const used = again.draft.claims.map(({ evidence }) => evidence[0]!.segment);
    expect(used).not.toContain(segment);
    expect(used).toContain(draft.claims[1]!.evidence[0]!.segment);
  });

  it('reads and writes one language only', async () => {
    expect(await summariser.supports({ source: 'pt-BR', target: 'pt' }, context())).toBe(true);
    expect(await summariser.supports({ source: 'fr', target: 'en' }, context())).toBe(false);
    const error: unknown = await summariser
      .summarise(requestFor(article, { target: 'en' }), context())
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AdapterError);
    expect(error).toMatchObject({ code: 'unsupported-language', retryable: false });
  });

  it('stops where the run was stopped', async () => {
    await expect(summariser.summarise(requestFor(article), context(AbortSignal.abort()))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('needs nothing, sends nothing, takes no option', async () => {
    expect(await extractiveDefinition.needs(setting)).toEqual([]);
    expect(summariser).toMatchObject({ name: 'extractive', method: 'extractive', sendsTextTo: null, contract: 1 });
    await expect(extractiveDefinition.create({ maxWords: 3 }, setting)).rejects.toThrow(ConfigError);
  });

  it('refuses texts that do not match the segments', async () => {
    await expect(summariser.summarise(requestFor(article, { segments: ['Orfea'] }), context())).rejects.toThrow(
      RangeError,
    );
  });
});

describe('extractive over content/', async () => {
  const summariser = await extractiveDefinition.create({}, setting);
  const { signal } = new AbortController();
  const articles: Article[] = [];
  for await (const reference of fileReader().list(
    [fileURLToPath(new URL('../../../content', import.meta.url))],
    signal,
  )) {
    articles.push(await reference.load(signal));
  }
  const briefOf = async (of: Article, maxWords: number) =>
    (await summariser.summarise(requestFor(of, { maxWords }), context())).draft;

  it('reads all of it', () => {
    expect(articles.length).toBeGreaterThanOrEqual(14);
  });

  it.each([40, 80, 120])(
    'keeps to %i words, to whole segments, to their order, and to sentences that stand alone',
    async (maxWords) => {
      for (const of of articles) {
        const { claims, headline } = await briefOf(of, maxWords);
        const used = claims.map(({ evidence }) => evidence[0]!.segment);
        expect(claims.length, of.path).toBeGreaterThan(0);
        expect(claims.flatMap(({ text }) => text.split(/\s+/u)).length, of.path).toBeLessThanOrEqual(maxWords);
        expect(used).toEqual([...new Set(used)].toSorted((a, b) => a - b));
        expect(headline.text).not.toBe('');
        for (const index of used) {
          const { start, end, kind } = of.segments[index]!;
          expect(kind === 'sentence' || kind === 'post', of.path).toBe(true);
          const before = of.segments.slice(0, index).findLastIndex((segment) => segment.kind === 'sentence');
          const dangles = kind === 'sentence' && opensDangling(of.text.slice(start, end), of.language) === true;
          expect(dangles && !used.includes(before), `${of.path}: ${of.text.slice(start, end)}`).toBe(false);
        }
      }
    },
  );

  it('finds the terms of Cisco’s programme, and what it brings to France', async () => {
    const said = async (name: string) => {
      const { headline, claims } = await briefOf(
        articles.find(({ path }) => path.endsWith(name))!,
        120,
      );
      return [headline, ...claims]
        .map(({ text }) => text)
        .join(' ')
        .replaceAll(/\s/gu, ' ');
    };
    const programme = await said('cisco-financement.txt');
    for (const fact of ['2,5 milliards de dollars', '2021', '95 %', 'trois premiers mois', '1 %', '19 de ses sites']) {
      expect(programme).toContain(fact);
    }
    const startUps = await said('cisco-startups.txt');
    for (const fact of ['100 millions de dollars', "88 millions d'euros", '200 000 personnes', '1997', '165 pays']) {
      expect(startUps).toContain(fact);
    }
  });
});
