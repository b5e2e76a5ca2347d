import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { readGlossary } from '../../config/glossary.ts';
import { briefSchema } from '../../runner/shapes.ts';
import { BRIEF_SCHEMA, canonicalLanguage, ConfigError, messageOf } from '../../core/index.ts';
import type { Brief, BriefVerdict, Finding, Glossary } from '../../core/index.ts';
import { checkPair, recheckBrief } from '../../verify/index.ts';
import { EXIT, writeLine } from '../io.ts';
import type { Io } from '../io.ts';
import { pathFrom } from '../session.ts';
import { count, paintFor, printable } from '../terminal.ts';
import type { Paint } from '../terminal.ts';

/** Lines that are written together: a write for each of a million lines takes longer than the checks. */
const LINES_PER_WRITE = 200;

interface Totals {
  readonly verdicts: Record<BriefVerdict, number>;
  broken: number;
}

/** `precis check BRIEF.json…` and `precis check --pairs FILE.jsonl`. Offline, deterministic, in order. */
export async function checkCommand(io: Io, files: string[], flags: Record<string, unknown>): Promise<number> {
  const pairs = flags['pairs'] as string | undefined;
  if (pairs === undefined && files.length === 0) {
    throw new ConfigError('name briefs (ID.json) to check, or a file of pairs with --pairs');
  }
  const glossary = flags['glossary'] === undefined ? null : readGlossary(pathFrom(io, flags['glossary'] as string));
  const totals: Totals = { verdicts: { verified: 0, review: 0, rejected: 0 }, broken: 0 };
  if (pairs !== undefined) await checkPairs(io, pairs, flags['json'] === true, glossary, totals);
  for (const file of files) {
    // `precis check briefs/*.json` names the report of the run too, which is no brief.
    if (files.length > 1 && basename(file) === 'run.json') continue;
    await checkBrief(io, file, flags['json'] === true, glossary, totals);
  }

  const { verified, review, rejected } = totals.verdicts;
  const broken = totals.broken > 0 ? `, ${totals.broken} could not be read` : '';
  io.stderr.write(
    `${count(verified + review + rejected, 'text')} checked: ${verified} verified, ${review} for review, ${rejected} rejected${broken}\n`,
  );
  if (verified + review + rejected === 0) return EXIT.usage;
  const failOn = (flags['failOn'] as string | undefined) ?? 'rejected';
  if (failOn === 'never') return EXIT.done;
  if (totals.broken > 0 || rejected > 0) return EXIT.problem;
  return failOn === 'review' && review > 0 ? EXIT.problem : EXIT.done;
}

async function checkBrief(
  io: Io,
  file: string,
  json: boolean,
  glossary: Glossary | null,
  totals: Totals,
): Promise<void> {
  let brief: Brief;
  try {
    brief = parseBrief(await readFile(pathFrom(io, file), 'utf8'));
    const result = recheckBrief(brief, glossary);
    totals.verdicts[result.verdict] += 1;
    if (json) {
      const { verdict, facts, findings, headline, claims } = result;
      await writeLine(
        io.stdout,
        JSON.stringify({ id: brief.id, path: file, verdict, headline, claims, facts, findings }),
      );
    } else {
      const paint = paintFor(io.stdout, io.env);
      io.stdout.write(`${verdictWord(result.verdict, paint)}  ${printable(file)}\n`);
      writeFindings(io, result.findings, paint);
    }
  } catch (error) {
    totals.broken += 1;
    const why = isMissing(error) ? 'there is no such file' : `cannot be checked: ${printable(messageOf(error))}`;
    io.stderr.write(`precis: ${printable(file)}: ${why}\n`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function parseBrief(text: string): Brief {
  const content: unknown = JSON.parse(text);
  const result = briefSchema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(
    `it is no brief of the schema ${BRIEF_SCHEMA} (${issue?.path.join('.') || 'as a whole'}: ${issue?.message})`,
  );
}

async function checkPairs(
  io: Io,
  file: string,
  json: boolean,
  glossary: Glossary | null,
  totals: Totals,
): Promise<void> {
  const input: Readable = file === '-' ? io.stdin : createReadStream(pathFrom(io, file), { encoding: 'utf8' });
  const lines = createInterface({ input, crlfDelay: Infinity });
  const failure = new Promise<never>((_, reject) => {
    input.once('error', (error) =>
      reject(new ConfigError(`${file}: cannot be read: ${messageOf(error)}`, { cause: error })),
    );
  });
  failure.catch(() => {});
  const paint = paintFor(io.stdout, io.env);
  let waiting: string[] = [];
  const flush = async () => {
    if (waiting.length > 0) await writeLine(io.stdout, waiting.join('\n'));
    waiting = [];
  };
  const work = async () => {
    let number = 0;
    for await (const line of lines) {
      number += 1;
      if (line.trim() === '') continue;
      const result = checkLine(line, number, glossary);
      if (result.verdict === undefined) totals.broken += 1;
      else totals.verdicts[result.verdict] += 1;
      if (json) waiting.push(JSON.stringify(result));
      else {
        waiting.push(
          `${result.verdict === undefined ? paint.red('unreadable') : verdictWord(result.verdict, paint)}  ${printable(String(result.id))}`,
        );
        for (const finding of result.findings) waiting.push(`  ${finding.severity}: ${printable(finding.message)}`);
        if (result.error !== undefined) waiting.push(`  ${printable(result.error)}`);
      }
      if (waiting.length >= LINES_PER_WRITE) await flush();
    }
    await flush();
  };
  await Promise.race([work(), failure]);
}

interface PairLine {
  readonly id: unknown;
  readonly verdict?: BriefVerdict;
  readonly facts: readonly unknown[];
  readonly findings: readonly Finding[];
  /** Why the line could not be checked. */
  readonly error?: string;
}

/** Each line answers for itself: a broken one is said to be broken and costs no other. */
function checkLine(line: string, number: number, glossary: Glossary | null): PairLine {
  const broken = (id: unknown, why: string): PairLine => ({
    id,
    facts: [],
    findings: [],
    error: `line ${number}: ${why}`,
  });
  let pair: Record<string, unknown>;
  try {
    pair = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return broken(null, 'this is no JSON');
  }
  if (typeof pair !== 'object' || pair === null) return broken(null, 'this is no JSON object');
  const { id = number, source, sourceLanguage, target, articleDate } = pair;
  if (typeof source !== 'string') return broken(id, '"source" is no text');
  if (typeof target !== 'string') return broken(id, '"target" is no text');
  const language = typeof sourceLanguage === 'string' ? canonicalLanguage(sourceLanguage) : null;
  if (language === null) return broken(id, '"sourceLanguage" is no language tag, such as fr or pt-BR');
  const { verdict, facts, findings } = checkPair({
    source,
    sourceLanguage: language,
    target,
    articleDate: typeof articleDate === 'string' ? articleDate : null,
    glossary,
  });
  return { id, verdict, facts, findings };
}

function verdictWord(verdict: BriefVerdict, paint: Paint): string {
  const word = verdict.padEnd(8);
  return verdict === 'verified' ? paint.green(word) : verdict === 'review' ? paint.yellow(word) : paint.red(word);
}

function writeFindings(io: Io, findings: readonly Finding[], paint: Paint): void {
  for (const { severity, message, claim } of findings) {
    if (severity === 'info') continue;
    const colour = severity === 'error' ? paint.red : paint.yellow;
    io.stdout.write(`  ${colour(severity)}: ${claim === null ? '' : `point ${claim + 1}: `}${printable(message)}\n`);
  }
}
