import { fileReader } from '../../adapters/readers/files.ts';
import { canonicalLanguage, ConfigError, languageName, messageOf } from '../../core/index.ts';
import type { Article } from '../../core/index.ts';
import { EXIT, writeLine } from '../io.ts';
import type { Io } from '../io.ts';
import { settingsFrom } from '../session.ts';
import { count, paintFor, printable } from '../terminal.ts';

/** `precis read INPUTS…`: what was understood of each input. */
export async function readCommand(io: Io, inputs: string[], flags: Record<string, unknown>): Promise<number> {
  const settings = await settingsFrom(io, flags);
  const language = settings.from === undefined ? undefined : canonicalLanguage(settings.from);
  if (language === null) throw new ConfigError(`--from ${settings.from}: this is no language tag; use fr, de, pt-BR`);
  const reader = fileReader({ stdin: io.stdin, ...(language === undefined ? {} : { language }) });
  const interrupted = new AbortController();
  const off = io.onInterrupt(() => interrupted.abort(new DOMException('interrupted', 'AbortError')));
  let read = 0;
  let failed = 0;
  try {
    for await (const reference of reader.list(inputs, interrupted.signal)) {
      try {
        const article = await reference.load(interrupted.signal);
        read += 1;
        await writeLine(
          io.stdout,
          flags['json'] === true ? JSON.stringify({ article: shown(article) }) : page(article, io),
        );
      } catch (error) {
        if (interrupted.signal.aborted) return EXIT.interrupted;
        failed += 1;
        io.stderr.write(`precis: ${printable(messageOf(error))}\n`);
      }
    }
  } finally {
    off();
  }
  if (read === 0) {
    if (failed === 0)
      io.stderr.write('precis: no article was found; name files (.txt, .md, .html) or folders that hold some\n');
    return EXIT.usage;
  }
  return failed > 0 ? EXIT.problem : EXIT.done;
}

function shown(article: Article) {
  const { path, url, outlet, sha256, language, title, publishedAt, text, segments, warnings } = article;
  return { path, url, outlet, sha256, language, title, publishedAt, text, segments, warnings };
}

function page(article: Article, io: Io): string {
  const paint = paintFor(io.stdout, io.env);
  const about = [
    languageName(article.language),
    article.publishedAt ?? 'no date',
    article.outlet,
    count(article.segments.length, 'segment'),
    article.path,
  ].filter((part) => part !== null);
  const lines = [paint.bold(printable(article.title ?? '(no title)')), paint.dim(printable(about.join(' · ')))];
  for (const warning of article.warnings) lines.push(paint.yellow(printable(warning)));
  let paragraph = -1;
  for (const [index, segment] of article.segments.entries()) {
    if (segment.kind === 'title') continue;
    if (segment.paragraph !== paragraph) lines.push('');
    paragraph = segment.paragraph;
    const mark = segment.kind === 'sentence' ? '' : paint.dim(` (${segment.kind})`);
    lines.push(
      `${paint.dim(String(index).padStart(4))}  ${printable(article.text.slice(segment.start, segment.end))}${mark}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
