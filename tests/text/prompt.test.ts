import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadPrompt, parsePrompt, PROMPT_NAMES, renderPrompt } from '../../src/text/prompt.ts';

const FILE = `---
name: summarise
version: '2'
description: A test.
variables: [article, maxWords]
---

# System

Be brief: {{maxWords}} words.

## Not a section of its own

# User

{{article}}
`;

const parse = (source: string) => parsePrompt(source, 'summarise', 'summarise.md');

describe('prompt files', () => {
  test.each(PROMPT_NAMES)('%s is well formed, and its id is the hash of its file', (name) => {
    const { id, variables } = loadPrompt(name);
    const file = readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url));
    expect(id).toEqual({ name, version: '1', sha256: createHash('sha256').update(file).digest('hex') });
    expect(variables.length).toBeGreaterThan(0);
  });

  test('there is no file that nobody loads', () => {
    const files = readdirSync(new URL('../../prompts/', import.meta.url)).map((file) => file.replace(/\.md$/, ''));
    expect(files.toSorted()).toEqual([...PROMPT_NAMES].toSorted());
  });

  test('the article stands last, after everything that is the same for every article', () => {
    for (const [name, variable] of [
      ['summarise', 'article'],
      ['combine', 'notes'],
      ['translate', 'sentences'],
    ] as const) {
      const { system, user } = loadPrompt(name);
      expect(system).not.toContain('{{');
      expect(user!.trimEnd().endsWith(`{{${variable}}}`)).toBe(true);
    }
  });

  test('sections and variables are read', () => {
    const prompt = parse(FILE);
    expect(prompt.system).toBe('Be brief: {{maxWords}} words.\n\n## Not a section of its own');
    expect(prompt.user).toBe('{{article}}');
    expect(prompt.variables).toEqual(['article', 'maxWords']);
    expect(prompt.id.version).toBe('2');
  });

  test('CRLF makes no difference to the text', () => {
    expect(parse(FILE.replaceAll('\n', '\r\n')).system).toBe(parse(FILE).system);
  });

  test.each([
    ['no front matter', FILE.replace('---\n', ''), 'no front matter'],
    ['another name', FILE.replace('summarise', 'else'), 'names it else, expected summarise'],
    ['an undeclared variable', FILE.replace('[article, ', '['), 'uses article without naming it'],
    ['an unused variable', FILE.replace('[article', '[tone, article'), 'names tone under variables without using it'],
    ['an unknown key', FILE.replace("version: '2'", "version: '2'\nmodel: x"), 'model'],
    ['a version that is a number', FILE.replace("'2'", '2'), 'version'],
    ['broken YAML', FILE.replace('[article', '[[article'), 'not YAML'],
    ['an unknown section', FILE.replace('# User', '# Human'), 'unknown section "# Human"'],
    ['an empty section', FILE.replace('{{article}}\n', '').replace('[article, ', '['), 'an empty section'],
  ])('%s is refused, with the file named', (_, source, message) => {
    expect(() => parse(source)).toThrow(message);
    expect(() => parse(source)).toThrow('summarise.md');
  });

  test("a user's directory takes the place of single prompts", () => {
    const directory = mkdtempSync(join(tmpdir(), 'precis-prompts-'));
    writeFileSync(join(directory, 'summarise.md'), FILE);
    expect(loadPrompt('summarise', directory).id.version).toBe('2');
    expect(loadPrompt('combine', directory).id).toEqual(loadPrompt('combine').id);
  });
});

describe('rendering', () => {
  test('is a single pass: a value is never expanded', () => {
    const { user, system } = renderPrompt(parse(FILE), { article: '{{maxWords}} $& $1 {{article}}', maxWords: '60' });
    expect(user).toBe('{{maxWords}} $& $1 {{article}}');
    expect(system).toContain('60 words');
  });

  test('missing and surplus values are mistakes of the caller', () => {
    expect(() => renderPrompt(parse(FILE), { article: 'x' })).toThrow('missing maxWords');
    expect(() => renderPrompt(parse(FILE), { article: 'x', maxWords: '1', tone: 'y' })).toThrow('surplus tone');
    expect(() => renderPrompt(parse(FILE), { article: 'x', toString: 'y' })).toThrow('missing maxWords');
  });
});
