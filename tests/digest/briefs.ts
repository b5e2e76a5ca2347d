import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileWriter } from '../../src/adapters/writers/files.ts';
import { BRIEF_SCHEMA, NO_USAGE } from '../../src/core/index.ts';
import type { Brief, BriefVerdict, Evidence, Fact, FactKind, Finding, RunReport } from '../../src/core/index.ts';

/** One sentence: the original, and its English where a claim is made of it. Facts are pairs of English and original. */
export interface Line {
  readonly original: string;
  readonly claim?: string;
  readonly facts?: readonly (readonly [kind: FactKind, english: string, original: string | null])[];
}

export interface BriefSpec {
  readonly id: string;
  readonly language: string;
  readonly outlet?: string | null;
  readonly url?: string | null;
  readonly publishedAt?: string | null;
  readonly verdict?: BriefVerdict;
  /** The first is the title and makes the headline. */
  readonly lines: readonly Line[];
  readonly findings?: readonly Partial<Finding>[];
  readonly dropped?: readonly string[];
  readonly duplicates?: readonly string[];
  readonly path?: string;
}

/** A brief whose offsets, evidence and facts fit together, as a run would have written it. */
export function makeBrief(spec: BriefSpec): Brief {
  const segments: { start: number; end: number }[] = [];
  let text = '';
  for (const { original } of spec.lines) {
    if (text !== '') text += segments.length === 1 ? '\n\n' : ' ';
    segments.push({ start: text.length, end: text.length + original.length });
    text += original;
  }
  const evidenceOf = (segment: number): Evidence[] => [{ segment, ...segments[segment]! }];
  const claimed = spec.lines.map((line, segment) => ({ ...line, segment })).filter(({ claim }) => claim !== undefined);
  const facts: Fact[] = [];
  for (const [position, { claim, facts: given = [], segment }] of claimed.entries()) {
    for (const [kind, english, original] of given) {
      const start = claim!.indexOf(english);
      const at = original === null ? -1 : text.indexOf(original, segments[segment]!.start);
      if (start < 0 || (original !== null && at < 0)) throw new Error(`no "${english}" / "${original}" in ${spec.id}`);
      facts.push({
        kind,
        text: english,
        claim: position === 0 ? null : position - 1,
        start,
        end: start + english.length,
        value: english,
        unit: null,
        verdict: original === null ? 'not-found' : 'traced',
        source: original === null ? null : { start: at, end: at + original.length, text: original },
      });
    }
  }
  const [headline, ...claims] = claimed.map(({ claim, segment }) => ({ text: claim!, evidence: evidenceOf(segment) }));
  return {
    schema: BRIEF_SCHEMA,
    id: spec.id,
    article: {
      path: spec.path ?? `articles/${spec.id}.txt`,
      url: spec.url ?? null,
      outlet: spec.outlet === undefined ? 'Le Courrier' : spec.outlet,
      sha256: createHash('sha256').update(text).digest('hex'),
      language: spec.language,
      title: spec.lines[0]!.original,
      publishedAt: spec.publishedAt === undefined ? '2024-03-12' : spec.publishedAt,
      text,
      segments,
    },
    headline: headline!,
    claims: claims.map((claim) => ({ ...claim, verdict: 'supported' })),
    facts,
    findings: (spec.findings ?? []).map(finding),
    dropped: (spec.dropped ?? []).map((dropped) => ({
      text: dropped,
      evidence: evidenceOf(0),
      findings: [finding({ severity: 'error', message: 'The original does not say so.' })],
    })),
    duplicates: spec.duplicates ?? [],
    verdict: spec.verdict ?? 'verified',
    made: { route: 'direct', translator: null, summariser: 'openai:test', prompt: null, precis: '0.1.0' },
    usage: NO_USAGE,
    warnings: [],
    signature: 'f'.repeat(64),
  };
}

export function finding(given: Partial<Finding>): Finding {
  return { check: 'support', severity: 'warning', message: '', claim: null, target: null, source: null, ...given };
}

/** A plant told by two outlets that differ, a near-silent third story, a right-to-left original, and a held one. */
export function sampleBriefs(): Brief[] {
  return [
    makeBrief({
      id: 'novalia-fr',
      language: 'fr',
      outlet: 'Le Courrier du Sud',
      url: 'https://courrier.example/novalia?a=1&b=2',
      lines: [
        {
          original: 'Novalia ouvrira son usine de batteries à Tarragone',
          claim: 'Novalia to open its battery factory in Tarragona',
          facts: [
            ['name', 'Novalia', 'Novalia'],
            ['name', 'Tarragona', 'Tarragone'],
          ],
        },
        {
          original: "L'investissement s'élève à 620 millions d'euros à Tarragone.",
          claim: 'Novalia will invest €620 million in the battery factory in Tarragona.',
          facts: [
            ['money', '€620 million', "620 millions d'euros"],
            ['name', 'Tarragona', 'Tarragone'],
          ],
        },
        {
          original: "L'usine de Novalia doit créer 450 emplois directs.",
          claim: 'The Novalia battery factory in Tarragona is to create 450 direct jobs.',
          facts: [['count', '450', '450']],
        },
        { original: 'Le groupe fut fondé à Toulouse en économie mixte.' },
      ],
    }),
    makeBrief({
      id: 'novalia-es',
      language: 'es',
      outlet: 'Diario de Levante',
      publishedAt: '2024-03-13',
      verdict: 'review',
      lines: [
        {
          original: 'Novalia elige Tarragona para su fábrica de baterías',
          claim: 'Novalia chooses Tarragona for its battery factory',
          facts: [['name', 'Novalia', 'Novalia']],
        },
        {
          original: 'La inversión asciende a 620 millones de euros.',
          claim: 'Novalia will invest €620 million in the battery factory in Tarragona.',
          facts: [['money', '€620 million', '620 millones de euros']],
        },
        {
          original: 'La planta creará 500 empleos directos.',
          claim: 'The Novalia battery factory in Tarragona is to create 500 direct jobs.',
          facts: [['count', '500', '500']],
        },
      ],
      findings: [{ message: 'The wording of this point could not be compared with the original.', claim: 1 }],
      dropped: ['The minister resigned.'],
    }),
    makeBrief({
      id: 'olive-oil',
      language: 'es',
      outlet: 'La Voz',
      publishedAt: '2024-02-01',
      verdict: 'review',
      url: 'http://voz.example/aceite',
      lines: [
        { original: 'El aceite sube un 12 %', claim: 'Olive oil rises by 12%', facts: [['percentage', '12%', '12 %']] },
        {
          original: 'Los productores de Jaén esperan más subidas.',
          claim: 'Producers in Seville expect 9 more rises.',
          facts: [
            ['name', 'Seville', null],
            ['count', '9', null],
          ],
        },
      ],
      findings: [
        { check: 'name', severity: 'warning', message: 'The name "Seville" is not in the original.', claim: 0 },
        { check: 'name', severity: 'info', message: 'The original also mentions Jaén.' },
      ],
      duplicates: ['articles/copy.txt'],
    }),
    makeBrief({
      id: 'port-ar',
      language: 'ar',
      outlet: null,
      url: 'https://www.mina.example/1',
      publishedAt: '2024-03-01',
      lines: [
        {
          original: 'توسعة الميناء في طنجة',
          claim: 'Port of Tangier to be extended',
          facts: [['name', 'Tangier', 'طنجة']],
        },
        {
          original: 'ستبلغ الكلفة 300 مليون درهم.',
          claim: 'The extension will cost 300 million dirhams.',
          facts: [['money', '300 million dirhams', '300 مليون درهم']],
        },
      ],
    }),
    makeBrief({
      id: 'bank-de',
      language: 'de',
      outlet: 'Der Anzeiger',
      publishedAt: null,
      verdict: 'rejected',
      lines: [
        { original: 'Bank meldet Verlust', claim: 'Bank reports a profit' },
        {
          original: 'Der Verlust betrug 3 Milliarden Euro.',
          claim: 'The profit was €3 billion.',
          facts: [['money', '€3 billion', '3 Milliarden Euro']],
        },
      ],
      findings: [{ severity: 'error', message: 'The original speaks of a loss.', claim: 0 }],
    }),
  ];
}

export function sampleReport(): RunReport {
  const usage = { requests: 12, inputTokens: 30_000, outputTokens: 4000, characters: 0, costUsd: 0.42 };
  const article = (id: string, elapsedMs: number, costUsd: number) => ({
    v: 1 as const,
    type: 'article' as const,
    path: `articles/${id}.txt`,
    id,
    outcome: 'written' as const,
    verdict: 'verified' as const,
    language: 'fr',
    usage: { ...usage, costUsd },
    elapsedMs,
  });
  return {
    schema: 'precis/run@1',
    startedAt: '2024-03-14T03:00:00.000Z',
    endedAt: '2024-03-14T04:30:00.000Z',
    precis: '0.1.0',
    route: 'auto',
    translator: 'auto',
    summariser: 'openai:test',
    sendsTextTo: ['api.openai.example'],
    outcomes: { written: 4, unchanged: 0, held: 1, skipped: 1, failed: 0 },
    verdicts: { verified: 2, review: 2, rejected: 1 },
    usage,
    elapsedMs: 5_400_000,
    stopped: null,
    stagesMs: { read: 900, translate: 0, summarise: 61_000, check: 1200, write: 90 },
    services: { 'openai:test': { requests: 12, failed: 1, cacheHits: 3, usage } },
    languages: { fr: 1, es: 2, ar: 1, de: 1 },
    slowest: [article('novalia-fr', 15_000, 0.2), article('port-ar', 9000, 0.1)],
    costliest: [article('novalia-fr', 15_000, 0.2), article('port-ar', 9000, 0.1)],
    unbriefed: [{ ...article('x', 3, 0), id: null, outcome: 'skipped', verdict: null, reason: 'no engine for Basque' }],
    warnings: ['articles/y.txt: left out 2 lines'],
  };
}

/** A folder as a run leaves it. */
export async function folderOf(briefs: readonly Brief[], report: RunReport | null = sampleReport()): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'precis-digest-'));
  const writer = createFileWriter(directory);
  await mkdir(join(directory, 'held'), { recursive: true });
  for (const brief of briefs) await writer.write(brief);
  if (report !== null) await writeFile(join(directory, 'run.json'), `${JSON.stringify(report)}\n`);
  return directory;
}
