import { existsSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { restingServices } from '../../adapters/http/governor.ts';
import { fileReader } from '../../adapters/readers/files.ts';
import { adapterSetting, assemble } from '../../config/index.ts';
import type { Settings } from '../../config/index.ts';
import { ConfigError, messageOf } from '../../core/index.ts';
import { createWorkbench, run } from '../../runner/index.ts';
import type { RunEndEvent, RunStartEvent } from '../../core/index.ts';
import { EXIT, writeLine } from '../io.ts';
import type { Io } from '../io.ts';
import { DEFAULT_OUT, openOutput, pathFrom, settingsFrom } from '../session.ts';
import { createSummary } from '../summary.ts';
import { createStatusLine, dollars, duration, paintFor, printable } from '../terminal.ts';

/** How long articles under way may take to end after the first Ctrl-C, in milliseconds. */
const GRACE_MS = 30_000;

/** `precis run INPUTS…` */
export async function runCommand(io: Io, inputs: string[], flags: Record<string, unknown>): Promise<number> {
  if (flags['dryRun'] === true) return (await import('./estimate.ts')).estimateCommand(io, inputs, flags);
  const settings = await settingsFrom(io, flags);
  const out = pathFrom(io, settings.out ?? DEFAULT_OUT);
  for (const input of inputs) {
    if (input !== '-' && sameFolder(pathFrom(io, input), out)) {
      throw new ConfigError(
        `--out ${out} is the folder of the articles itself, and what precis writes is never read as articles; name another folder, such as ${join(input, 'briefs')}`,
      );
    }
  }
  const digest = await digestAfter(out, flags, io);
  const assembly = await assemble(settings, io);
  try {
    const output = await openOutput(io, out);
    try {
      return await runInto(out, inputs, flags, settings, assembly, output, digest, io);
    } finally {
      await output.close();
    }
  } finally {
    await assembly.close();
  }
}

async function runInto(
  out: string,
  inputs: string[],
  flags: Record<string, unknown>,
  settings: Settings,
  assembly: Awaited<ReturnType<typeof assemble>>,
  output: Awaited<ReturnType<typeof openOutput>>,
  digest: () => Promise<string | null>,
  io: Io,
): Promise<number> {
  const json = flags['json'] === true;
  const paint = paintFor(io.stderr, io.env);
  const status = createStatusLine(io.stderr, flags['quiet'] === true);
  const summary = createSummary();
  const reading = {
    stdin: io.stdin,
    ...(assembly.from === undefined ? {} : { language: assembly.from }),
    ...(settings.include === undefined ? {} : { include: settings.include }),
    ...(settings.exclude === undefined ? {} : { exclude: settings.exclude }),
  };
  const workbench = createWorkbench();
  const reader = fileReader({
    ...reading,
    compose: workbench.compose,
    warn: (message) => status.log(paint.yellow(printable(message))),
  });
  const interrupts = listenForInterrupts(io, (message) => status.log(message));
  const state = { done: 0, held: 0, failed: 0, skipped: 0, costUsd: 0 as number | null, total: null as number | null };
  const counting = countInputs(fileReader(reading), inputs, interrupts.stop).then((total) => {
    state.total = total;
  });
  const startedMs = performance.now();
  let end: RunEndEvent | null = null;
  let unbriefed = 0;

  try {
    status.start(() => progress(state, startedMs));
    for await (const event of run({
      inputs,
      reader,
      writer: output.writer,
      parts: assembly,
      options: { route: assembly.route, maxWords: assembly.maxWords, glossary: assembly.glossary },
      ledgerStore: output.ledgerStore,
      cacheStore: output.cacheStore,
      out,
      concurrency: assembly.concurrency,
      maxCostUsd: settings.maxCostUsd ?? null,
      force: flags['force'] === true,
      retryFailed: flags['retryFailed'] === true,
      workbench,
      prices: (await adapterSetting(settings, io)).prices,
      stop: interrupts.stop,
      signal: interrupts.hard,
    })) {
      if (json) await writeLine(io.stdout, JSON.stringify(event));
      switch (event.type) {
        case 'run-start':
          if (flags['quiet'] !== true) status.log(paint.dim(opening(event)));
          break;
        case 'article':
          summary.add(event);
          state.done += 1;
          if (event.outcome === 'held' || event.outcome === 'failed' || event.outcome === 'skipped')
            state[event.outcome] += 1;
          state.costUsd =
            state.costUsd === null || event.usage.costUsd === null ? null : state.costUsd + event.usage.costUsd;
          if (event.outcome === 'failed') unbriefed += 1;
          break;
        case 'warning':
          status.log(paint.yellow(printable(event.message)));
          break;
        case 'run-end':
          end = event;
          break;
      }
    }
  } finally {
    status.stop();
    interrupts.close();
    await workbench.close();
    await counting;
  }
  if (end === null) return EXIT.interrupted;

  const shown = relative(io.cwd, out) || '.';
  for (const line of summary.lines(end, shown, paint)) io.stderr.write(`${line}\n`);
  const made = end.outcomes.written + end.outcomes.unchanged + end.outcomes.held > 0 ? await digest() : null;
  if (made !== null) io.stderr.write(`${made}\n`);
  if (end.stopped?.by === 'budget') io.stderr.write(`${remaining(state, end)}\n`);
  return exitCode(end, assembly.failOn, state.done, unbriefed, inputs, io);
}

/**
 * What makes the digest at the end of a run, and says where it is. The briefs are written by then: a digest that fails
 * is told of and costs nothing else.
 * @throws ConfigError where `--format` is wrong, before anything is done
 */
async function digestAfter(out: string, flags: Record<string, unknown>, io: Io): Promise<() => Promise<string | null>> {
  const { format, originals } = flags;
  if (format === 'none') return async () => null;
  const { parseFormats, writeDigest } = await import('../../digest/index.ts');
  const formats = typeof format === 'string' ? parseFormats(format) : undefined;
  return async () => {
    try {
      const signal = new AbortController().signal;
      const { files } = await writeDigest(out, { formats, originals: originals !== false, signal });
      return `\nTo read: ${files.map((file) => printable(relative(io.cwd, file))).join(', ')}`;
    } catch (error) {
      return `precis: the digest could not be made: ${printable(messageOf(error))}`;
    }
  };
}

function sameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    // One of them is not there yet.
    return false;
  }
}

function opening(event: RunStartEvent): string {
  const where =
    event.sendsTextTo.length === 0
      ? 'The text stays on this machine.'
      : `Article text goes to ${event.sendsTextTo.join(' and ')}.`;
  return `${event.summariser}, ${event.translator}, route ${event.route}. ${where}`;
}

interface State {
  readonly done: number;
  readonly held: number;
  readonly failed: number;
  readonly skipped: number;
  readonly costUsd: number | null;
  readonly total: number | null;
}

function progress(state: State, startedMs: number): string {
  const elapsedMs = performance.now() - startedMs;
  const rate = state.done / (elapsedMs / 1000);
  const left = state.total !== null && state.done > 0 ? (state.total - state.done) / rate : null;
  const parts = [
    `${state.done}${state.total === null ? '' : `/${state.total}`} articles`,
    state.done > 0 ? `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s` : null,
    left !== null && left > 1 ? `${duration(left * 1000)} left` : null,
    state.costUsd !== 0 ? `${dollars(state.costUsd)} so far` : null,
    state.held > 0 ? `${state.held} held` : null,
    state.failed > 0 ? `${state.failed} failed` : null,
    state.skipped > 0 ? `${state.skipped} skipped` : null,
    ...restingServices().map(({ service, restsMs }) => `nothing to ${service} for ${duration(restsMs)}`),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** What the budget left undone, and what it would cost at the price of what was done. */
function remaining(state: State, end: RunEndEvent): string {
  const briefed = end.outcomes.written + end.outcomes.held;
  if (state.total === null) return 'The rest can be done with a larger --max-cost.';
  const left = state.total - state.done;
  const each = briefed === 0 || end.usage.costUsd === null ? null : end.usage.costUsd / briefed;
  const cost = each === null ? '' : `; at the average so far they would cost about ${dollars(each * left)}`;
  return `${left} of ${state.total} articles remain${cost}. The same command with a larger --max-cost goes on.`;
}

/** The number of inputs, for the progress line only. Null where it cannot be known without reading them. */
async function countInputs(
  reader: ReturnType<typeof fileReader>,
  inputs: readonly string[],
  signal: AbortSignal,
): Promise<number | null> {
  if (inputs.includes('-')) return null;
  let total = 0;
  try {
    for await (const _ of reader.list(inputs, signal)) total += 1;
    return total;
  } catch {
    // The run itself meets the same fault and reports it.
    return null;
  }
}

/** One Ctrl-C ends gracefully, a second at once. */
function listenForInterrupts(io: Io, say: (message: string) => void) {
  const stop = new AbortController();
  const hard = new AbortController();
  const abort = () => hard.abort(new DOMException('interrupted', 'AbortError'));
  let grace: NodeJS.Timeout | null = null;
  const close = io.onInterrupt(() => {
    if (stop.signal.aborted) return abort();
    stop.abort(new DOMException('interrupted', 'AbortError'));
    say('Stopping: what is under way is finished. Ctrl-C again stops at once; nothing done is lost.');
    grace = setTimeout(abort, GRACE_MS);
    grace.unref();
  });
  return {
    stop: stop.signal,
    hard: hard.signal,
    close() {
      if (grace !== null) clearTimeout(grace);
      close();
    },
  };
}

function exitCode(
  end: RunEndEvent,
  failOn: 'rejected' | 'review' | 'never',
  done: number,
  failed: number,
  inputs: readonly string[],
  io: Io,
): number {
  const { outcomes, verdicts, stopped } = end;
  if (stopped?.by === 'interrupt') return EXIT.interrupted;
  if (stopped?.by === 'configuration' || stopped?.by === 'storage') return EXIT.usage;
  if (stopped !== null) return EXIT.problem;
  if (done === 0) {
    const missing = inputs.filter(
      (input) => input !== '-' && !/[*?[{]/.test(input) && !existsSync(pathFrom(io, input)),
    );
    const reason = missing.length > 0 ? `there is no ${missing.map(printable).join(', ')}` : 'no article was found';
    io.stderr.write(`precis: ${reason}; name files (.txt, .md, .html) or folders that hold some\n`);
    return EXIT.usage;
  }
  if (outcomes.written + outcomes.unchanged + outcomes.held === 0) return EXIT.usage;
  if (failOn === 'never') return EXIT.done;
  if (failed > 0 || verdicts.rejected > 0) return EXIT.problem;
  return failOn === 'review' && verdicts.review > 0 ? EXIT.problem : EXIT.done;
}
