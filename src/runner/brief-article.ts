import { addUsage, AdapterError, BRIEF_SCHEMA, NO_USAGE, segmentText } from '../core/index.ts';
import type {
  Article,
  Brief,
  CallContext,
  Draft,
  DraftClaim,
  DroppedClaim,
  Finding,
  Glossary,
  PromptId,
  Route,
  Stage,
  SummariseRequest,
  Summariser,
  TranslationRepair,
  Translator,
  Usage,
} from '../core/index.ts';
import type { Verification, VerifyRequest } from '../verify/index.ts';
import { briefId, sha256 } from './identity.ts';
import { planRoute, TARGET } from './route.ts';
import type { Plan } from './route.ts';
import { precisVersion } from './version.ts';

/** A call context that is told where the time goes. */
export interface StageContext extends CallContext {
  readonly onStage?: ((stage: Stage, ms: number) => void) | undefined;
}

/** What does the work. The runner is handed adapters and never makes one. */
export interface Parts {
  readonly translator: Translator | null;
  readonly summariser: Summariser;
  /**
   * A translator on this machine that renders the evidence of claims which share no figure or name with it, so that
   * their wording can be compared; null where there is none. Never a paid service.
   */
  readonly witness: Translator | null;
  /** The checks, where they are made elsewhere than here: in another thread. @default verifyDraft */
  readonly verify?: ((request: VerifyRequest) => Promise<Verification>) | undefined;
}

export interface BriefOptions {
  readonly route: Route | 'auto';
  /** English words of the claims together; in extract-first, source words of the selection. */
  readonly maxWords: number;
  readonly glossary: Glossary | null;
}

/** Rounds in which an adapter is asked to mend what the checks found, before claims are dropped. */
const REPAIR_ROUNDS = 2;

/** A brief stands when at least this share of the drafted claims is left. */
const SHARE_TO_STAND = 0.5;

/** What the adapters have made so far, and what it took. */
interface Work {
  draft: Draft;
  /** The English of each source segment, where a translator rendered it. */
  renderings: readonly (string | null)[];
  usage: Usage;
  warnings: string[];
  prompt: PromptId | null;
  madeBy: string | null;
  rough: boolean;
}

/**
 * Briefs one article: plans the route, drafts, checks, asks for repairs, drops what stays wrong, and judges.
 * The only way an article becomes a brief; the runner and the queue's worker both call it.
 *
 * @throws UnsupportedLanguageError where no engine at hand can do the article's language
 * @throws AdapterError where an adapter failed
 * @throws BudgetError where the budget does not cover the next request
 */
export async function briefArticle(
  article: Article,
  parts: Parts,
  options: BriefOptions,
  context: StageContext,
): Promise<Brief> {
  const plan = await planRoute(article.language, options.route, parts, context);
  const work = await draftArticle(article, parts.summariser, plan, options, context);

  const verify = async (): Promise<Verification> => {
    const from = performance.now();
    const verifyDraft = parts.verify ?? (await import('../verify/index.ts')).verifyDraft;
    const verification = await verifyDraft({
      draft: work.draft,
      article,
      glossary: options.glossary,
      // In extract-first the limit counts source words, and the summariser has kept it.
      maxWords: plan.route === 'extract-first' ? Infinity : options.maxWords,
      method:
        plan.route === 'extract-first' ? (plan.translator === null ? 'extractive' : 'translation') : 'abstractive',
      roughTranslator: work.rough,
      renderings: work.renderings,
    });
    context.onStage?.('check', performance.now() - from);
    return verification;
  };

  let checked = await verify();
  for (let round = 0; round < REPAIR_ROUNDS && checked.blocking.length > 0; round += 1) {
    const mended = await repair(article, parts.summariser, plan, options, work, checked, context);
    if (!mended) break;
    checked = await verify();
  }
  if (await renderUnchecked(article, parts.witness, plan, work, checked, context)) checked = await verify();

  const dropped: DroppedClaim[] = [];
  if (checked.blocking.length > 0) {
    const kept = dropBlocking(work.draft, checked, dropped);
    if (kept !== null) {
      work.draft = kept;
      checked = await verify();
    } else {
      dropped.length = 0;
    }
  }

  return {
    schema: BRIEF_SCHEMA,
    id: briefId(article),
    article: {
      path: article.path,
      url: article.url,
      outlet: article.outlet,
      sha256: article.sha256,
      language: article.language,
      title: article.title,
      publishedAt: article.publishedAt,
      text: article.text,
      segments: article.segments.map(({ start, end }) => ({ start, end })),
    },
    headline: checked.headline,
    claims: checked.claims,
    facts: checked.facts,
    findings: checked.findings,
    dropped,
    duplicates: [],
    verdict: checked.verdict,
    made: {
      route: plan.route,
      translator: work.madeBy,
      summariser: parts.summariser.name,
      prompt: work.prompt,
      precis: precisVersion(),
    },
    usage: work.usage,
    warnings: [...article.warnings, ...new Set(work.warnings)],
    signature: sha256(article.sha256, settingsSignature(parts, options)),
  };
}

/** Hash of everything but the article that determines a brief. */
export function settingsSignature(parts: Parts, options: BriefOptions): string {
  return sha256(
    precisVersion(),
    options.route,
    String(options.maxWords),
    options.glossary?.sha256 ?? '',
    parts.translator?.signature ?? '',
    parts.summariser.signature,
    parts.witness?.signature ?? '',
  );
}

async function draftArticle(
  article: Article,
  summariser: Summariser,
  plan: Plan,
  options: BriefOptions,
  context: StageContext,
): Promise<Work> {
  const originals = article.segments.map((_, index) => segmentText(article, index));
  const work: Work = {
    draft: { language: TARGET, headline: { text: '', evidence: [] }, claims: [] },
    renderings: originals.map(() => null),
    usage: NO_USAGE,
    warnings: [],
    prompt: null,
    madeBy: null,
    rough: false,
  };
  const { translator } = plan;

  if (plan.route === 'translate-first' && translator !== null) {
    work.renderings = await translate(article, translator, originals, options, work, context);
  }
  const reads = plan.route === 'translate-first' ? TARGET : article.language;
  const request: SummariseRequest = {
    article,
    segments: plan.route === 'translate-first' ? work.renderings.map((text) => text ?? '') : originals,
    language: reads,
    target: plan.route === 'extract-first' ? article.language : TARGET,
    maxWords: options.maxWords,
    glossary: options.glossary,
  };
  await summarise(summariser, request, work, context);

  if (plan.route === 'extract-first' && translator !== null) {
    const selected = [work.draft.headline, ...work.draft.claims];
    const english = await translate(
      article,
      translator,
      selected.map((claim) => claim.text),
      options,
      work,
      context,
    );
    work.draft = withTexts(work.draft, english);
  }
  return work;
}

async function summarise(
  summariser: Summariser,
  request: SummariseRequest,
  work: Work,
  context: StageContext,
): Promise<void> {
  const result = await timed('summarise', context, () => summariser.summarise(request, context));
  if (result.draft.claims.length === 0 && result.draft.headline.text.trim() === '') {
    throw new AdapterError('it returned an empty draft', {
      adapter: summariser.name,
      code: 'bad-response',
      retryable: false,
    });
  }
  work.draft = result.draft;
  work.usage = addUsage(work.usage, result.usage);
  work.warnings.push(...result.warnings);
  work.prompt = result.prompt;
}

async function translate(
  article: Article,
  translator: Translator,
  segments: readonly string[],
  options: BriefOptions,
  work: Work,
  context: StageContext,
  repairs?: readonly (TranslationRepair | null)[],
): Promise<readonly string[]> {
  const request = {
    segments,
    pair: { source: article.language, target: TARGET },
    glossary: options.glossary,
    ...(repairs === undefined ? {} : { repair: repairs }),
  };
  const result = await timed('translate', context, () => translator.translate(request, context));
  if (result.segments.length !== segments.length) {
    throw new AdapterError(`it returned ${result.segments.length} segments for ${segments.length}`, {
      adapter: translator.name,
      code: 'bad-response',
      retryable: false,
    });
  }
  work.usage = addUsage(work.usage, result.usage);
  work.warnings.push(...result.warnings);
  work.madeBy = result.madeBy ?? translator.name;
  work.rough ||= (result.quality ?? translator.quality) === 'rough';
  return result.segments;
}

async function timed<T>(stage: Stage, context: StageContext, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    return await work();
  } finally {
    context.onStage?.(stage, performance.now() - from);
  }
}

/** Asks whoever wrote the English to mend it. @returns false where that cannot change anything */
async function repair(
  article: Article,
  summariser: Summariser,
  plan: Plan,
  options: BriefOptions,
  work: Work,
  checked: Verification,
  context: StageContext,
): Promise<boolean> {
  const findings = checked.blocking.flatMap((blocking) => blocking.findings);
  if (plan.route === 'extract-first') {
    return plan.translator === null
      ? false
      : repairTranslation(article, plan.translator, options, work, findings, context);
  }
  const before = work.draft;
  await summarise(
    summariser,
    {
      article,
      segments:
        plan.route === 'translate-first'
          ? work.renderings.map((text) => text ?? '')
          : article.segments.map((_, index) => segmentText(article, index)),
      language: plan.route === 'translate-first' ? TARGET : article.language,
      target: TARGET,
      maxWords: options.maxWords,
      glossary: options.glossary,
      repair: { draft: before, findings },
    },
    work,
    context,
  );
  return JSON.stringify(before) !== JSON.stringify(work.draft);
}

async function repairTranslation(
  article: Article,
  translator: Translator,
  options: BriefOptions,
  work: Work,
  findings: readonly Finding[],
  context: StageContext,
): Promise<boolean> {
  const english = [work.draft.headline, ...work.draft.claims];
  const faulty = english
    .map((claim, index) => ({
      claim,
      index,
      findings: findings.filter((finding) => (finding.claim === null ? index === 0 : finding.claim === index - 1)),
    }))
    .filter((entry) => entry.findings.length > 0 && entry.claim.evidence.length > 0);
  if (faulty.length === 0) return false;
  const sources = faulty.map(({ claim }) =>
    claim.evidence.map(({ start, end }) => article.text.slice(start, end)).join(' '),
  );
  const repairs = faulty.map(({ claim, findings: found }) => ({ previous: claim.text, findings: found }));
  const again = await translate(article, translator, sources, options, work, context, repairs);
  let changed = false;
  const texts = english.map((claim) => claim.text);
  for (const [position, { index }] of faulty.entries()) {
    const text = again[position]!;
    changed ||= text !== texts[index];
    texts[index] = text;
  }
  work.draft = withTexts(work.draft, texts);
  return changed;
}

/** Has a local translator render the evidence of claims that no anchor supports. @returns whether anything was rendered */
async function renderUnchecked(
  article: Article,
  witness: Translator | null,
  plan: Plan,
  work: Work,
  checked: Verification,
  context: StageContext,
): Promise<boolean> {
  if (witness === null || plan.route !== 'direct') return false;
  const wanted = new Set<number>();
  for (const claim of [checked.headline, ...checked.claims]) {
    if ('verdict' in claim && claim.verdict !== 'unchecked') continue;
    for (const { segment } of claim.evidence) if (work.renderings[segment] === null) wanted.add(segment);
  }
  const pair = { source: article.language, target: TARGET };
  if (wanted.size === 0 || !(await witness.supports(pair, context))) return false;
  const order = [...wanted].toSorted((a, b) => a - b);
  try {
    const result = await witness.translate(
      { segments: order.map((index) => segmentText(article, index)), pair, glossary: null },
      context,
    );
    const renderings = [...work.renderings];
    for (const [position, index] of order.entries()) renderings[index] = result.segments[position] ?? null;
    work.renderings = renderings;
    return true;
  } catch (error) {
    context.signal.throwIfAborted();
    // The witness only adds support: without it the claims stay unchecked, which the brief says.
    work.warnings.push(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/**
 * The draft without the claims that the checks refuse, or null where too little is left to be a brief. A refused
 * headline is replaced by the first claim that stands.
 */
function dropBlocking(draft: Draft, checked: Verification, dropped: DroppedClaim[]): Draft | null {
  const blocking = new Set(checked.blocking.map(({ claim }) => claim));
  const claims: DraftClaim[] = [];
  const about = (claim: number | null) => checked.findings.filter((finding) => finding.claim === claim);
  for (const [index, claim] of checked.claims.entries()) {
    const { text, evidence } = claim;
    if (blocking.has(index)) dropped.push({ text, evidence, findings: about(index) });
    else claims.push({ text, evidence });
  }
  if (claims.length === 0 || claims.length < draft.claims.length * SHARE_TO_STAND) return null;
  let { headline } = checked;
  if (blocking.has(null)) {
    dropped.push({ ...headline, findings: about(null) });
    headline = claims[0]!;
  }
  return { ...draft, headline, claims };
}

function withTexts(draft: Draft, [headline, ...claims]: readonly string[]): Draft {
  return {
    language: TARGET,
    headline: { ...draft.headline, text: headline ?? '' },
    claims: draft.claims.map((claim, index) => ({ ...claim, text: claims[index] ?? '' })),
  };
}
