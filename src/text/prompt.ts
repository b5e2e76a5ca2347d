import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

import type { Glossary, LanguageTag, PromptId } from '../core/index.ts';
import { ConfigError, messageOf, sameLanguage } from '../core/index.ts';
import { asData } from './prompt-fence.ts';

/** The prompts that precis comes with; each is `prompts/NAME.md`. */
export const PROMPT_NAMES = [
  'summarise',
  'combine',
  'repair-summary',
  'repair-json',
  'answer-schema',
  'translate',
  'repair-translation',
] as const;

export type PromptName = (typeof PROMPT_NAMES)[number];

/** A prompt file: front matter, then the sections `# System` and `# User`, at least one of them. */
export interface Prompt {
  readonly id: PromptId;
  readonly description: string;
  /** Exactly the names that stand as `{{name}}` in the sections. */
  readonly variables: readonly string[];
  /** Null where the prompt continues a conversation that has a system message already. */
  readonly system: string | null;
  /** Null where the prompt only adds to the system message. */
  readonly user: string | null;
}

/** `prompts/` of the package: the same two steps up from `src/text` and from `dist/text`. */
const PACKAGE_PROMPTS = fileURLToPath(new URL('../../prompts/', import.meta.url));

const VARIABLE = /\{\{([A-Za-z]+)\}\}/g;

/**
 * Reads a prompt by name.
 * @param directory of the user's own prompts, which take the place of the package's prompts of the same name
 * @throws ConfigError where the file is malformed or the package's own cannot be read
 */
export function loadPrompt(name: PromptName, directory?: string): Prompt {
  const own = directory === undefined ? null : join(directory, `${name}.md`);
  const path = own !== null && existsSync(own) ? own : join(PACKAGE_PROMPTS, `${name}.md`);
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`prompt ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return parsePrompt(source, name, path);
}

/**
 * @param name that the front matter has to state
 * @param origin the file, for messages
 * @throws ConfigError with what is wrong and where
 */
export function parsePrompt(source: string, name: string, origin: string): Prompt {
  const wrong = (what: string): ConfigError => new ConfigError(`prompt ${origin}: ${what}`);
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source);
  if (match === null) throw wrong('no front matter between two lines of ---');
  const head = readHead(match[1]!, wrong);
  if (head.name !== name) throw wrong(`its front matter names it ${head.name}, expected ${name}`);

  const sections = splitSections(match[2]!);
  for (const title of sections.keys()) {
    if (title !== 'System' && title !== 'User') throw wrong(`unknown section "# ${title}"; known are System and User`);
  }
  const system = sections.get('System') ?? null;
  const user = sections.get('User') ?? null;
  if (system === null && user === null) throw wrong('no section "# System" or "# User"');
  if (system === '' || user === '') throw wrong('an empty section');

  const used = new Set(Array.from(`${system ?? ''}\n${user ?? ''}`.matchAll(VARIABLE), (found) => found[1]!));
  const undeclared = [...used].filter((variable) => !head.variables.includes(variable));
  const unused = head.variables.filter((variable) => !used.has(variable));
  if (undeclared.length > 0) throw wrong(`uses ${undeclared.join(', ')} without naming it under variables`);
  if (unused.length > 0) throw wrong(`names ${unused.join(', ')} under variables without using it`);

  const sha256 = createHash('sha256').update(source).digest('hex');
  return {
    id: { name, version: head.version, sha256 },
    description: head.description,
    variables: head.variables,
    system,
    user,
  };
}

const headSchema = z.strictObject({
  name: z.string(),
  /** Text, such as '1': a number would lose its zeros. */
  version: z.string(),
  description: z.string(),
  variables: z.array(z.string()),
});

function readHead(yaml: string, wrong: (what: string) => ConfigError): z.infer<typeof headSchema> {
  let head: unknown;
  try {
    head = parseYaml(yaml);
  } catch (error) {
    throw wrong(`its front matter is not YAML: ${messageOf(error)}`);
  }
  const result = headSchema.safeParse(head);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw wrong(`its front matter: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`);
}

function splitSections(body: string): Map<string, string> {
  const sections = new Map<string, string>();
  let title: string | null = null;
  let lines: string[] = [];
  const close = (): void => {
    if (title !== null) sections.set(title, lines.join('\n').trim());
  };
  for (const line of body.split(/\r?\n/)) {
    if (line.startsWith('# ')) {
      close();
      title = line.slice(2).trim();
      lines = [];
    } else {
      lines.push(line);
    }
  }
  close();
  return sections;
}

/** The texts of a prompt with its variables filled in; empty where it has no such section. */
export interface RenderedPrompt {
  readonly system: string;
  readonly user: string;
}

/**
 * Fills in the variables in one pass: what stands in a value is never expanded, however it looks.
 * @throws RangeError where a variable has no value or a value has no variable
 */
export function renderPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): RenderedPrompt {
  const missing = prompt.variables.filter((name) => !Object.hasOwn(values, name));
  const surplus = Object.keys(values).filter((name) => !prompt.variables.includes(name));
  if (missing.length > 0 || surplus.length > 0) {
    throw new RangeError(
      `prompt ${prompt.id.name}: missing ${missing.join(', ') || 'none'}, surplus ${surplus.join(', ') || 'none'}`,
    );
  }
  const fill = (text: string): string => text.replaceAll(VARIABLE, (_, name: string) => values[name]!);
  return { system: fill(prompt.system ?? ''), user: fill(prompt.user ?? '') };
}

/** The most settled renderings that go into one prompt; longer source terms, being more specific, go first. */
const MOST_ENTRIES = 200;

/** The entries whose source term stands in the text, one `source = English` a line; `none` where there are none. */
export function glossaryLines(glossary: Glossary | null, language: LanguageTag, texts: readonly string[]): string {
  const text = texts.join('\n').toLowerCase();
  const lines = (glossary?.entries ?? [])
    .filter((entry) => entry.language === null || sameLanguage(entry.language, language))
    .filter((entry) => entry.source.trim() !== '' && text.includes(entry.source.toLowerCase()))
    .toSorted((a, b) => b.source.length - a.source.length)
    .slice(0, MOST_ENTRIES)
    .map(({ source, target, doNotTranslate }) => `${asData(source)} = ${asData(doNotTranslate ? source : target)}`);
  return lines.length === 0 ? 'none' : lines.join('\n');
}
