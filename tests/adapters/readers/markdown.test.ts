import { describe, expect, it } from 'vitest';
import { markdownParagraphs, parseMarkdown } from '../../../src/adapters/readers/markdown.ts';

describe('front matter', () => {
  it('gives title, date, language, address and outlet as they are written', () => {
    const parsed = parseMarkdown(
      '---\ntitle: "Un titre"\ndate: 2020-04\nlang: fr\nurl: https://example.org/a\nsource: Le Courrier\ntags: [a, b]\nnested:\n  title: non\n---\nLe texte.\n',
    );
    expect(parsed).toMatchObject({
      title: 'Un titre',
      publishedAt: '2020-04',
      language: 'fr',
      url: 'https://example.org/a',
      outlet: 'Le Courrier',
      body: [{ text: 'Le texte.', kind: 'text' }],
      warnings: [],
    });
  });

  it('is read line by line where it is no valid YAML', () => {
    const parsed = parseMarkdown('---\ntitle: Macron : le discours\ndate: 16 février 2015\n---\nLe texte.');
    expect(parsed).toMatchObject({ title: 'Macron : le discours', publishedAt: '16 février 2015' });
    expect(parsed.warnings).toHaveLength(1);
  });

  it('runs nothing and expands nothing without bound', () => {
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\ntitle: Un titre\n---\nTexte.`;
    expect(parseMarkdown(bomb).title).toBe('Un titre');
    expect(parseMarkdown('---\ntitle: !!js/function "function(){}"\n---\nTexte.').body).toEqual([
      { text: 'Texte.', kind: 'text' },
    ]);
  });

  it('is text where it does not end, and where it is a line between paragraphs', () => {
    expect(parseMarkdown('---\ntitle: x\nLe texte.').body).toContainEqual({
      text: 'title: x\nLe texte.',
      kind: 'text',
    });
    expect(parseMarkdown('---\n\nUn texte.\n\n---\n\nFin.').body).toHaveLength(2);
  });

  it('takes an address as source for the address', () => {
    expect(parseMarkdown('---\nsource: https://example.org/b\n---\nx')).toMatchObject({
      url: 'https://example.org/b',
      outlet: null,
    });
  });
});

describe('front matter that is never closed', () => {
  it('ends at the first blank line, with a warning', () => {
    const parsed = parseMarkdown('---\ntitle: Un titre\ndate: 2014-03\n\nLe texte.\n');
    expect(parsed).toMatchObject({ title: 'Un titre', publishedAt: '2014-03', body: [{ text: 'Le texte.' }] });
    expect(parsed.warnings.join()).toMatch(/never closed/u);
  });
});

describe('markdownParagraphs', () => {
  it('leaves out what was struck out, and the marks of directives', () => {
    expect(markdownParagraphs('Il investit ~~45~~ 54 millions.\n\n:::note\nUne note.\n:::')).toEqual([
      { text: 'Il investit 54 millions.', kind: 'text' },
      { text: 'Une note.', kind: 'text' },
    ]);
  });

  it('strips markup and keeps words', () => {
    const text = [
      '# Un *grand* titre #',
      '',
      'Le **groupe** investit [100 millions](https://example.org "x") de _dollars_ ![logo](a.png) `ici`[^1].',
      'Suite de la phrase 2 * 3 * 4 et snake_case_name.',
      '',
      'Sous-titre',
      '----------',
      '> Une « citation » <b>forte</b> &amp; juste.',
      '',
      '- un point',
      '- deux points',
      '',
      '| Pays | Sites |',
      '|------|-------|',
      '| Inde | 19 |',
      '',
      '```js',
      'alert(1)',
      '```',
      '<script>alert(2)</script>',
      '',
      '* * *',
      '[^1]: non',
      '1\\. Fin.',
    ].join('\n');
    expect(markdownParagraphs(text)).toEqual([
      { text: 'Un grand titre', kind: 'heading' },
      {
        text: 'Le groupe investit 100 millions de dollars  ici.\nSuite de la phrase 2 * 3 * 4 et snake_case_name.',
        kind: 'text',
      },
      { text: 'Sous-titre', kind: 'heading' },
      { text: 'Une « citation » forte & juste.', kind: 'text' },
      { text: 'un point', kind: 'item' },
      { text: 'deux points', kind: 'item' },
      { text: 'Pays · Sites', kind: 'item' },
      { text: 'Inde · 19', kind: 'item' },
      { text: '1. Fin.', kind: 'text' },
    ]);
  });

  it.each([
    ['brackets', '['.repeat(300_000)],
    ['links', '[a]('.repeat(100_000)],
    ['stars', '*a '.repeat(200_000)],
    ['underscores', '_'.repeat(500_000)],
    ['backticks', '`a'.repeat(200_000)],
    ['quotes', '> '.repeat(200_000)],
  ])('takes linear time: %s', (_name, text) => {
    const began = performance.now();
    markdownParagraphs(text);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
