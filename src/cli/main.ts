import { readFileSync, statSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './io.ts';
import type { Io } from './io.ts';

export { processIo } from './io.ts';

/** A command's work: the module is loaded only when the command is given, so that `--help` starts at once. */
type Act = (io: Io, operands: string[], flags: Record<string, unknown>) => Promise<number>;
type Load = (operands: string[], flags: Record<string, unknown>) => Promise<Act>;

/**
 * Runs one invocation.
 * @param argv without the interpreter and the script
 * @returns the exit code; see `EXIT`
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.done;
  const program = build(io, async (load, operands, flags) => {
    code = await (await load())(io, operands, flags);
  });
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error, io);
  }
}

type Run = (load: () => Promise<Act>, operands: string[], flags: Record<string, unknown>) => Promise<void>;

function build(io: Io, act: Run): Command {
  const program = new Command('precis');
  program
    .description('English briefs of articles in other languages, each claim checked against its source.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });

  const command = (name: string, description: string, load: Load): Command =>
    program
      .command(name)
      .description(description)
      .action(async (...given: unknown[]) => {
        const operands = given.slice(0, -2).flat() as string[];
        const flags = given.at(-2) as Record<string, unknown>;
        await act(() => load(operands, flags), operands, flags);
      });

  withRunFlags(
    command('run', 'brief articles into a folder', async (inputs, flags) => {
      // A folder is worth a thread, which loads while this one does.
      if (inputs.some(isFolder) && flags['dryRun'] !== true) (await import('../runner/workbench.ts')).beginThread();
      return (await import('./commands/run.ts')).runCommand;
    }).argument('<inputs...>', 'files, folders, globs, or - for stdin'),
  )
    .option('--out <dir>', 'folder for the briefs (default: briefs)')
    .option('--max-cost <usd>', 'most that the run may cost, in US dollars', numeric)
    .addOption(new Option('--fail-on <verdict>', 'what makes the exit code 1').choices(['rejected', 'review', 'never']))
    .option('--force', 'do again what is done')
    .option('--retry-failed', 'take up failed articles again')
    .option('--dry-run', 'only say what it would cost and take')
    .option(
      '--format <names>',
      'digest forms, separated by commas: html, md, atom, json, eml, epub (default: html), or none',
    )
    .option('--no-originals', 'leave the full source texts out of the digest')
    .option('-q, --quiet', 'no progress, only problems and the summary')
    .option('--json', 'events on stdout, one JSON object a line');

  command(
    'check',
    'check briefs, or pairs of sentences, again; offline',
    async () => (await import('./commands/check.ts')).checkCommand,
  )
    .argument('[briefs...]', 'ID.json files')
    .option('--pairs <file>', 'JSONL of {id, source, sourceLanguage, target}; - for stdin')
    .option('--glossary <file>', 'CSV of settled renderings')
    .addOption(new Option('--fail-on <verdict>', 'what makes the exit code 1').choices(['rejected', 'review', 'never']))
    .option('--json', 'one verdict a line on stdout');

  command('read', 'show what is understood of an input', async () => (await import('./commands/read.ts')).readCommand)
    .argument('<inputs...>', 'files, folders, globs, or - for stdin')
    .option('--from <lang>', 'language of all articles')
    .option('--json', 'one article a line on stdout')
    .option('--config <file>', 'settings file');

  withRunFlags(
    command(
      'estimate',
      'say what a run would cost and take; sends nothing',
      async () => (await import('./commands/estimate.ts')).estimateCommand,
    ).argument('<inputs...>', 'files, folders, globs, or - for stdin'),
  )
    .option('--out <dir>', 'folder of the briefs, to leave out what is done (default: briefs)')
    .option('--json', 'one JSON object on stdout');

  command(
    'setup',
    'make a translator ready for these languages',
    async () => (await import('./commands/setup.ts')).setupCommand,
  )
    .argument('[languages...]', 'such as fr de')
    .option('--for <inputs...>', 'the languages that these articles are in')
    .option('--engine <name>', 'bergamot or apertium only')
    .option('-y, --yes', 'install without asking')
    .option('--no-input', 'never ask')
    .option('--offline', 'no download')
    .option('--json', 'one JSON object on stdout');

  command(
    'models',
    'list, pull or remove translation models',
    async () => (await import('./commands/models.ts')).modelsCommand,
  )
    .argument('<action>', 'list, pull or remove')
    .argument('[languages...]', 'such as fr de')
    .option('--available', 'list what can be pulled, too')
    .option('--offline', 'no download')
    .option('--json', 'JSON on stdout');

  command(
    'adapters',
    'list every adapter and what it needs',
    async () => (await import('./commands/adapters.ts')).adaptersCommand,
  )
    .option('--json', 'JSON on stdout')
    .option('--config <file>', 'settings file');

  command(
    'names',
    'collect the names of a batch with their renderings',
    async () => (await import('./commands/names.ts')).namesCommand,
  )
    .argument('<dir>', 'folder of briefs')
    .option('--csv', 'as a glossary on stdout')
    .option('--json', 'JSON on stdout');

  command(
    'status',
    'show what is done, held, failed and in flight',
    async () => (await import('./commands/status.ts')).statusCommand,
  )
    .argument('[dir]', 'folder of briefs', 'briefs')
    .option('--json', 'JSON on stdout');

  command(
    'digest',
    'make the digest of a folder of briefs again',
    async () => (await import('./commands/digest.ts')).digestCommand,
  )
    .argument('<dir>', 'folder of briefs')
    .option('--format <names>', 'html, md, atom, json, eml, epub, separated by commas')
    .option('--no-originals', 'leave the full source texts out')
    .option('--json', 'JSON on stdout');

  command(
    'serve',
    'read and review a digest in the browser, on this machine',
    async () => (await import('./commands/serve.ts')).serveCommand,
  )
    .argument('<dir>', 'folder of briefs')
    .option('--port <number>', 'port on the loopback address (default: any free one)', numeric)
    .option('--glossary <file>', 'CSV that corrected names go to (default: DIR/glossary.csv)');

  command(
    'doctor',
    'look at this machine: engines, models, keys, folders',
    async () => (await import('./commands/doctor.ts')).doctorCommand,
  )
    .option('--online', 'also ask whether the endpoints answer')
    .option('--config <file>', 'settings file')
    .option('--json', 'JSON on stdout');

  return program;
}

/** A hint, no more: what cannot be looked at is told of by the reader, for this input alone. */
function isFolder(input: string): boolean {
  try {
    return statSync(input).isDirectory();
  } catch {
    return false;
  }
}

function withRunFlags(command: Command): Command {
  return command
    .option('--translator <name>', 'translator, or several separated by commas (default: auto, local engines only)')
    .option('--summariser <name>', 'summariser, such as openai:MODEL (default: extractive)')
    .addOption(
      new Option('--route <route>', 'way of an article (default: auto)').choices([
        'auto',
        'direct',
        'translate-first',
        'extract-first',
      ]),
    )
    .option('--from <lang>', 'language of all articles (default: found out for each)')
    .option('--max-words <n>', 'most words of the claims together (default: 160)', numeric)
    .option('--glossary <file>', 'CSV of settled renderings')
    .option('--concurrency <n>', 'articles in flight (default: 8)', numeric)
    .option('--offline', 'no download and no service')
    .option('--config <file>', 'settings file');
}

function numeric(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) throw new InvalidArgumentError('It must be a number.');
  return number;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
