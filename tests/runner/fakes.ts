import { createHash } from 'node:crypto';
import { CONTRACT, InputError, NO_USAGE } from '../../src/core/index.ts';
import type {
  Article,
  ArticleReference,
  Brief,
  Reader,
  RunEvent,
  RunReport,
  Summariser,
  Translator,
  Writer,
} from '../../src/core/index.ts';
import { createMemoryStore } from '../../src/adapters/stores/memory.ts';
import { run } from '../../src/runner/index.ts';
import type { RunRequest } from '../../src/runner/index.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** An article of one paragraph a sentence; the first line is its title. */
export function articleOf(path: string, content: string, language: string): Article {
  const paragraphs = content.split('\n').filter((line) => line !== '');
  const text = paragraphs.join('\n\n');
  let start = 0;
  const segments = paragraphs.map((paragraph, index) => {
    const segment = {
      start,
      end: start + paragraph.length,
      kind: index === 0 ? ('title' as const) : ('sentence' as const),
      paragraph: index,
    };
    start += paragraph.length + 2;
    return segment;
  });
  return {
    path,
    url: null,
    outlet: null,
    sha256: hash(text),
    language,
    title: paragraphs[0] ?? null,
    publishedAt: '2020-04-16',
    text,
    segments,
    warnings: [],
  };
}

export type Files = Record<string, string>;

/** Reads from a table that a test may change between runs. Content that starts with `!` cannot be read. */
export function tableReader(files: Files, language = 'en'): Reader & { loads: string[] } {
  const loads: string[] = [];
  return {
    contract: CONTRACT,
    kind: 'reader',
    name: 'table',
    loads,
    async *list(): AsyncGenerator<ArticleReference> {
      for (const path of Object.keys(files).sort()) {
        const content = files[path]!;
        yield {
          path,
          fingerprint: async () => hash(content),
          async load() {
            loads.push(path);
            if (content.startsWith('!')) throw new InputError(path, `${path}: cannot be read`);
            return articleOf(path, content, language);
          },
        };
      }
    },
  };
}

export interface MemoryWriter extends Writer {
  readonly briefs: Map<string, Brief>;
  report: RunReport | null;
}

export function memoryWriter(): MemoryWriter {
  const briefs = new Map<string, Brief>();
  const writer: MemoryWriter = {
    contract: CONTRACT,
    kind: 'writer',
    name: 'memory',
    briefs,
    report: null,
    async write(brief) {
      briefs.set(brief.id, brief);
    },
    async remove(id) {
      briefs.delete(id);
    },
    has: async (id) => briefs.has(id),
    read: async (id) => briefs.get(id) ?? null,
    async finish(report) {
      writer.report = report;
    },
  };
  return writer;
}

/** Selects the title and every sentence, verbatim. */
export function selectAll(before: (article: Article) => Promise<void> = async () => {}): Summariser {
  return {
    contract: CONTRACT,
    kind: 'summariser',
    name: 'select-all',
    signature: 'select-all@1',
    sendsTextTo: null,
    method: 'extractive',
    limits: { tokensPerCall: 1e6 },
    supports: async ({ source, target }) => source === target,
    async summarise({ article, segments, language }) {
      await before(article);
      const claim = (segment: number) => {
        const { start, end } = article.segments[segment]!;
        return { text: segments[segment]!, evidence: [{ segment, start, end }] };
      };
      return {
        draft: { language, headline: claim(0), claims: article.segments.slice(1).map((_, index) => claim(index + 1)) },
        usage: NO_USAGE,
        warnings: [],
        prompt: null,
      };
    },
  };
}

/** A translator by table; what is not in it comes back in capitals. */
export function tableTranslator(
  table: Record<string, string> = {},
  languages: readonly string[] = ['fr'],
): Translator & { calls: number } {
  const translator: Translator & { calls: number } = {
    contract: CONTRACT,
    kind: 'translator',
    name: 'table',
    signature: 'table@1',
    sendsTextTo: null,
    quality: 'standard',
    limits: { charsPerCall: 1e6, segmentsPerCall: 1000 },
    calls: 0,
    supports: async ({ source }) => languages.includes(source),
    async translate({ segments }) {
      translator.calls += 1;
      return {
        segments: segments.map((segment) => table[segment] ?? segment.toUpperCase()),
        usage: NO_USAGE,
        warnings: [],
      };
    },
  };
  return translator;
}

/** A request with everything in memory; `over` replaces parts of it. */
export function requestOf(over: Partial<RunRequest> = {}): RunRequest {
  return {
    inputs: ['in'],
    reader: tableReader({}),
    writer: memoryWriter(),
    parts: { translator: null, summariser: selectAll(), witness: null },
    options: { route: 'auto', maxWords: 160, glossary: null },
    ledgerStore: createMemoryStore(),
    cacheStore: createMemoryStore(),
    out: 'out',
    concurrency: 4,
    maxCostUsd: null,
    force: false,
    retryFailed: false,
    ...over,
  };
}

export async function eventsOf(request: RunRequest): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run(request)) events.push(event);
  return events;
}

/** `path → outcome` of the article events. */
export function outcomes(events: readonly RunEvent[]): Record<string, string> {
  return Object.fromEntries(events.flatMap((event) => (event.type === 'article' ? [[event.path, event.outcome]] : [])));
}
