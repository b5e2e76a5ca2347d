import { describe, expect, it } from 'vitest';
import { AdapterError, CONTRACT, noJournal, NO_USAGE, segmentText } from '../../src/core/index.ts';
import type { Article, DraftClaim, SummariseRequest, Summariser, Translator } from '../../src/core/index.ts';
import { briefArticle, planRoute } from '../../src/runner/index.ts';
import type { BriefOptions, Parts } from '../../src/runner/index.ts';
import { articleOf, selectAll, tableTranslator } from './fakes.ts';

const context = { signal: new AbortController().signal, journal: noJournal };
const options: BriefOptions = { route: 'auto', maxWords: 160, glossary: null };

const FRENCH = `Cisco investit en France
Le groupe Cisco va investir 100 millions de dollars dans les jeunes entreprises françaises.
Manuel Valls a salué lundi cette annonce.
Le groupe pourrait supprimer 6 000 emplois dans le monde.`;

const ENGLISH: Record<string, string> = {
  'Cisco investit en France': 'Cisco invests in France',
  'Le groupe Cisco va investir 100 millions de dollars dans les jeunes entreprises françaises.':
    'The Cisco group will invest $100 million in young French companies.',
  'Manuel Valls a salué lundi cette annonce.': 'Manuel Valls welcomed this announcement on Monday.',
  'Le groupe pourrait supprimer 6 000 emplois dans le monde.': 'The group could cut 6,000 jobs worldwide.',
};

const article = () => articleOf('in/cisco.txt', FRENCH, 'fr');

/** An abstractive summariser that answers each call with the next list of claims: [text, segments…]. */
function writer(...drafts: (readonly [string, ...number[]])[][]): Summariser & { requests: SummariseRequest[] } {
  const requests: SummariseRequest[] = [];
  const evidenceOf = (source: Article, segments: readonly number[]) =>
    segments.map((segment) => ({
      segment,
      start: source.segments[segment]!.start,
      end: source.segments[segment]!.end,
    }));
  return {
    contract: CONTRACT,
    kind: 'summariser',
    name: 'writer',
    signature: 'writer@1',
    sendsTextTo: null,
    method: 'abstractive',
    limits: { tokensPerCall: 1e5 },
    requests,
    supports: async ({ target }) => target === 'en',
    async summarise(request) {
      const [headline, ...claims] = drafts[Math.min(requests.length, drafts.length - 1)]!.map(
        ([text, ...segments]): DraftClaim => ({ text, evidence: evidenceOf(request.article, segments) }),
      );
      requests.push(request);
      return {
        draft: { language: 'en', headline: headline ?? { text: '', evidence: [] }, claims },
        usage: { ...NO_USAGE, requests: 1, inputTokens: 10, costUsd: 0.01 },
        warnings: [],
        prompt: { name: 'p', version: '1', sha256: 'x' },
      };
    },
  };
}

const parts = (
  summariser: Summariser,
  translator: Translator | null = null,
  witness: Translator | null = null,
): Parts => ({
  summariser,
  translator,
  witness,
});

const HEADLINE = ['Cisco invests $100 million in young French companies', 1] as const;
const INVEST = ['Cisco will invest $100 million in young French companies.', 1] as const;
const VALLS = ['Manuel Valls welcomed the announcement on Monday.', 2] as const;
const JOBS = ['The group could cut 6,000 jobs worldwide.', 3] as const;

describe('a route', () => {
  const english = { ...selectAll(), method: 'abstractive' as const };
  it.each([
    ['direct for a model that reads the language', 'fr', 'auto', writer([HEADLINE]), null, 'direct'],
    ['translate-first for one that reads English only', 'fr', 'auto', english, tableTranslator(), 'translate-first'],
    ['extract-first for a selection', 'fr', 'auto', selectAll(), tableTranslator(), 'extract-first'],
    ['no translation of English', 'en-GB', 'auto', selectAll(), tableTranslator(), 'extract-first'],
    ['what was asked for', 'fr', 'translate-first', writer([HEADLINE]), tableTranslator(), 'translate-first'],
  ] as const)('is %s', async (_, language, asked, summariser, translator, wanted) => {
    const plan = await planRoute(language, asked, { summariser, translator }, context);
    expect(plan.route).toBe(wanted);
    expect(plan.translator === null).toBe(wanted === 'direct' || language === 'en-GB');
  });

  it.each([
    ['und', 'auto', selectAll(), tableTranslator(), /--from/],
    ['de', 'auto', selectAll(), tableTranslator(), /no engine at hand can translate German/],
    ['fr', 'auto', selectAll(), null, /no engine at hand can translate French/],
    ['fr', 'direct', selectAll(), tableTranslator(), /cannot be direct/],
    ['fr', 'extract-first', writer([HEADLINE]), tableTranslator(), /wants the summariser "extractive"/],
  ] as const)('is refused for %s, %s', async (language, asked, summariser, translator, message) => {
    await expect(planRoute(language, asked, { summariser, translator }, context)).rejects.toThrow(message);
  });
});

describe('a brief', () => {
  it('of a selection: each sentence is the rendering of one segment', async () => {
    const brief = await briefArticle(article(), parts(selectAll(), tableTranslator(ENGLISH)), options, context);
    expect(brief.verdict).toBe('verified');
    expect(brief.claims.map(({ text }) => text)).toEqual(Object.values(ENGLISH).slice(1));
    for (const [index, { evidence }] of brief.claims.entries()) {
      expect(evidence.map(({ segment }) => segment)).toEqual([index + 1]);
      expect(brief.article.text.slice(evidence[0]!.start, evidence[0]!.end)).toBe(segmentText(article(), index + 1));
    }
    expect(brief.made).toMatchObject({ route: 'extract-first', translator: 'table', summariser: 'select-all' });
    expect(brief.facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'money', value: '100000000', unit: 'USD', verdict: 'traced' }),
      ]),
    );
  });

  it('of a rough translator is for review, with that as the reason', async () => {
    const rough = { ...tableTranslator(ENGLISH), quality: 'rough' as const };
    const brief = await briefArticle(article(), parts(selectAll(), rough), options, context);
    expect(brief.verdict).toBe('review');
    expect(brief.findings.some(({ check, severity }) => check === 'support' && severity === 'warning')).toBe(true);
  });

  it('is repaired with the finding and the earlier draft, and costs both requests', async () => {
    const wrong = ['Cisco will invest $100 billion in young French companies.', 1] as const;
    const summariser = writer([HEADLINE, wrong, VALLS, JOBS], [HEADLINE, INVEST, VALLS, JOBS]);
    const brief = await briefArticle(article(), parts(summariser), options, context);
    expect(summariser.requests).toHaveLength(2);
    const { repair } = summariser.requests[1]!;
    expect(repair!.draft.claims[0]!.text).toBe(wrong[0]);
    expect(repair!.findings[0]).toMatchObject({ check: 'figure', severity: 'error', claim: 0 });
    expect(brief.claims[0]!.text).toBe(INVEST[0]);
    expect(brief.verdict).not.toBe('rejected');
    expect(brief.dropped).toEqual([]);
    expect(brief.usage).toMatchObject({ requests: 2, costUsd: 0.02 });
    expect(brief.made.prompt).toMatchObject({ name: 'p' });
  });

  it('is repaired at most twice; then the claim is dropped with its reason', async () => {
    const wrong = ['Cisco will invest $100 billion in young French companies.', 1] as const;
    let round = 0;
    const summariser = writer(
      ...Array.from({ length: 5 }, () => [
        HEADLINE,
        [`${wrong[0].slice(0, -1)}${'!'.repeat((round += 1))}`, 1] as const,
        VALLS,
        JOBS,
      ]),
    );
    const brief = await briefArticle(article(), parts(summariser), options, context);
    expect(summariser.requests).toHaveLength(3);
    expect(brief.claims.map(({ text }) => text)).toEqual([VALLS[0], JOBS[0]]);
    expect(brief.dropped).toHaveLength(1);
    expect(brief.dropped[0]!.text).toContain('$100 billion');
    expect(brief.dropped[0]!.findings[0]).toMatchObject({ severity: 'error' });
    expect(brief.verdict).not.toBe('rejected');
  });

  it('is rejected where too little is left', async () => {
    const summariser = writer([
      HEADLINE,
      ['Cisco will invest $100 billion.', 1],
      ['It will cut 9,000 jobs.', 3],
      VALLS,
    ]);
    const brief = await briefArticle(article(), parts(summariser), options, context);
    expect(brief.verdict).toBe('rejected');
    expect(brief.claims).toHaveLength(3);
    expect(brief.dropped).toEqual([]);
  });

  it('gets its first sound claim for a headline that is wrong', async () => {
    const summariser = writer([['Cisco invests $100 billion in France', 1], INVEST, VALLS, JOBS]);
    const brief = await briefArticle(article(), parts(summariser), options, context);
    expect(brief.headline.text).toBe(INVEST[0]);
    expect(brief.dropped.map(({ text }) => text)).toEqual(['Cisco invests $100 billion in France']);
    expect(brief.verdict).not.toBe('rejected');
  });

  it('has a sentence of a machine translation made again that came out wrong', async () => {
    const table = { ...ENGLISH };
    const key = Object.keys(ENGLISH)[1]!;
    table[key] = 'The Cisco group will invest $100 billion in young French companies.';
    const inner = tableTranslator(table);
    const repairs: unknown[] = [];
    const translator: Translator = {
      ...inner,
      async translate(request, given) {
        if (request.repair === undefined) return inner.translate(request, given);
        repairs.push(request.repair);
        expect(request.segments).toEqual([key]);
        return { segments: [ENGLISH[key]!], usage: NO_USAGE, warnings: [] };
      },
    };
    const brief = await briefArticle(article(), parts(selectAll(), translator), options, context);
    expect(repairs).toHaveLength(1);
    expect(brief.claims[0]!.text).toContain('$100 million');
    expect(brief.verdict).toBe('verified');
  });

  it('shows the wording of unanchored claims to a local translator, and goes on without it', async () => {
    const vague = ['This announcement was welcomed.', 2] as const;
    const summariser = () => writer([HEADLINE, INVEST, vague, JOBS]);
    const asked: string[][] = [];
    const witness: Translator = {
      ...tableTranslator(),
      async translate({ segments }) {
        asked.push([...segments]);
        return { segments: segments.map((segment) => ENGLISH[segment]!), usage: NO_USAGE, warnings: [] };
      },
    };
    await briefArticle(article(), parts(summariser(), null, witness), options, context);
    // Of the claims only the vague one; the headline carries no verdict of its own and is always shown.
    expect(asked).toEqual([[Object.keys(ENGLISH)[1]!, Object.keys(ENGLISH)[2]!]]);

    const broken: Translator = {
      ...witness,
      translate: () =>
        Promise.reject(new AdapterError('it died', { adapter: 'table', code: 'unavailable', retryable: true })),
    };
    const brief = await briefArticle(article(), parts(summariser(), null, broken), options, context);
    expect(brief.verdict).toBe('review');
    expect(brief.warnings).toContain('table: it died');
  });

  it('fails where a translator returns another number of segments, or a summariser nothing', async () => {
    const short: Translator = {
      ...tableTranslator(),
      translate: async () => ({ segments: ['one'], usage: NO_USAGE, warnings: [] }),
    };
    await expect(briefArticle(article(), parts(selectAll(), short), options, context)).rejects.toThrow(
      /table: it returned 1 segments for 4/,
    );
    await expect(briefArticle(article(), parts(writer([])), options, context)).rejects.toThrow(/empty draft/);
  });

  it('has a signature of all that makes it', async () => {
    const make = async (over: Partial<BriefOptions>) =>
      (await briefArticle(article(), parts(selectAll(), tableTranslator(ENGLISH)), { ...options, ...over }, context))
        .signature;
    const same = await make({});
    expect(await make({})).toBe(same);
    expect(await make({ maxWords: 90 })).not.toBe(same);
    expect(await make({ glossary: { entries: [], sha256: 'other' } })).not.toBe(same);
  });
});
