import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIGURE_LANGUAGES, findFigures } from '../../src/figures/index.ts';
import type { Figure } from '../../src/figures/index.ts';
import { figureUnit, figureValue } from '../../src/verify/figures-words.ts';

const FOLDER = new URL('../fixtures/figures/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

/** `money 2500000000 USD`; the first word is `vague` or `about` where that matters more than the kind. */
function describeFigure(figure: Figure, wanted: string): string {
  const kind = figure.vague ? 'vague' : wanted.startsWith('about ') && figure.approximate ? 'about' : figure.kind;
  return [kind, figureValue(figure), figureUnit(figure)].filter((part) => part !== null).join(' ');
}

interface Case {
  readonly expression: string;
  readonly wanted: string;
}

function casesOf(file: string): Case[] {
  return readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [expression, wanted] = line.split(' | ') as [string, string];
      return { expression, wanted };
    });
}

it('has a table for every language with rules, more than 400 cases in all', () => {
  expect(FILES.map((file) => file.slice(0, -4)).sort()).toEqual([...FIGURE_LANGUAGES].sort());
  expect(FILES.flatMap(casesOf).length).toBeGreaterThanOrEqual(400);
});

for (const file of FILES) {
  const language = file.slice(0, -4);
  describe(`figures in ${language}`, () => {
    it.each(casesOf(file))('$expression is $wanted', ({ expression, wanted }) => {
      const figures = findFigures(expression, language);
      const found = figures.filter((figure) => !figure.weak);
      const chosen = found.length > 0 ? found : figures;
      expect(chosen.map((figure) => describeFigure(figure, wanted))).toEqual([wanted]);
    });
  });
}
