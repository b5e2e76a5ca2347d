import { z } from 'zod';
import { BRIEF_SCHEMA } from '../core/index.ts';
import type { Brief, RunEvent, RunReport } from '../core/index.ts';

/*
 * The shapes that precis writes, for those who read them: JSON Schemas are generated from here into `schemas/`, and a
 * brief that comes back is checked against its own. Unknown keys are allowed: later versions add some.
 */

const offset = z.int().min(0);
const span = z.object({ start: offset, end: offset, text: z.string() });
const evidence = z.object({ segment: offset, start: offset, end: offset });
const draftClaim = z.object({ text: z.string(), evidence: z.array(evidence) });
const verdict = z.enum(['verified', 'review', 'rejected']);
const usage = z.object({
  requests: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  characters: z.number(),
  costUsd: z.number().nullable().describe('US dollars; null where no price is known'),
});

const finding = z.object({
  check: z.enum(['figure', 'date', 'name', 'quotation', 'modality', 'language', 'shape', 'support']),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  claim: offset.nullable().describe('index of the claim; null for the headline or the whole'),
  target: span.nullable(),
  source: span.nullable(),
});

const fact = z.object({
  kind: z.enum([
    'count',
    'percentage',
    'money',
    'quantity',
    'ordinal',
    'range',
    'time',
    'date',
    'duration',
    'name',
    'quotation',
  ]),
  text: z.string(),
  claim: offset.nullable(),
  start: offset,
  end: offset,
  value: z.string(),
  unit: z.string().nullable(),
  verdict: z.enum(['traced', 'converted', 'contradicted', 'not-found']),
  source: span.nullable(),
});

/** A brief as it stands in `ID.json`. Offsets are UTF-16 code units, half-open. */
export const briefSchema = z.object({
  schema: z.literal(BRIEF_SCHEMA),
  id: z.string().regex(/^[a-z0-9-]{1,80}$/),
  article: z.object({
    path: z.string(),
    url: z.string().nullable(),
    outlet: z.string().nullable(),
    sha256: z.string(),
    language: z.string(),
    title: z.string().nullable(),
    publishedAt: z.string().nullable(),
    text: z.string(),
    segments: z.array(z.object({ start: offset, end: offset })),
  }),
  headline: draftClaim,
  claims: z.array(draftClaim.extend({ verdict: z.enum(['supported', 'unchecked', 'unsupported']) })),
  facts: z.array(fact),
  findings: z.array(finding),
  dropped: z.array(draftClaim.extend({ findings: z.array(finding) })),
  duplicates: z.array(z.string()),
  verdict,
  made: z.object({
    route: z.enum(['direct', 'translate-first', 'extract-first']),
    translator: z.string().nullable(),
    summariser: z.string(),
    prompt: z.object({ name: z.string(), version: z.string(), sha256: z.string() }).nullable(),
    precis: z.string(),
  }),
  usage,
  warnings: z.array(z.string()),
  signature: z.string(),
}) satisfies z.ZodType<Brief>;

const v = z.literal(1);
const outcomes = z.object({
  written: offset,
  unchanged: offset,
  held: offset,
  skipped: offset,
  failed: offset,
});

const articleEvent = z.object({
  v,
  type: z.literal('article'),
  path: z.string(),
  id: z.string().nullable(),
  outcome: z.enum(['written', 'unchanged', 'held', 'skipped', 'failed']),
  verdict: verdict.nullable(),
  language: z.string().nullable(),
  reason: z.string().optional(),
  usage,
  elapsedMs: z.number(),
});

const verdicts = z.object({ verified: offset, review: offset, rejected: offset });
const stopped = z
  .object({ by: z.enum(['interrupt', 'budget', 'configuration', 'service', 'storage']), reason: z.string() })
  .nullable();

/** One line of `precis run --json`. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    v,
    type: z.literal('run-start'),
    startedAt: z.string(),
    out: z.string(),
    route: z.enum(['auto', 'direct', 'translate-first', 'extract-first']),
    translator: z.string(),
    summariser: z.string(),
    sendsTextTo: z.array(z.string()),
  }),
  articleEvent,
  z.object({ v, type: z.literal('warning'), message: z.string() }),
  z.object({
    v,
    type: z.literal('run-end'),
    outcomes,
    verdicts,
    usage,
    elapsedMs: z.number(),
    stopped,
  }),
]) satisfies z.ZodType<RunEvent>;

/** `run.json`: what the last run came to. */
export const reportSchema = z.object({
  schema: z.literal('precis/run@1'),
  startedAt: z.string(),
  endedAt: z.string(),
  precis: z.string(),
  route: z.enum(['auto', 'direct', 'translate-first', 'extract-first']),
  translator: z.string(),
  summariser: z.string(),
  sendsTextTo: z.array(z.string()),
  outcomes,
  verdicts,
  usage,
  elapsedMs: z.number(),
  stopped,
  stagesMs: z.object({
    read: z.number(),
    translate: z.number(),
    summarise: z.number(),
    check: z.number(),
    write: z.number(),
  }),
  services: z.record(z.string(), z.object({ requests: offset, failed: offset, cacheHits: offset, usage })),
  languages: z.record(z.string(), z.number()),
  slowest: z.array(articleEvent),
  costliest: z.array(articleEvent),
  unbriefed: z.array(articleEvent),
  warnings: z.array(z.string()),
}) satisfies z.ZodType<RunReport>;
