import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { digestContent } from '../../src/digest/content.ts';
import { digestPage } from '../../src/digest/page/page.ts';
import { makeBrief, sampleBriefs, sampleReport } from './briefs.ts';
import type { Brief } from '../../src/core/index.ts';

const NOW = new Date('2024-03-14T05:00:00Z');

function pageOf(briefs: readonly Brief[], originals = true, report = sampleReport()): string {
  return [...digestPage(digestContent({ briefs, report, problems: [] }, originals, NOW))].join('');
}
const documentOf = (page: string) => parseHTML(page).document;
const words = (element: { textContent: string | null } | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the digest page', () => {
  const page = pageOf(sampleBriefs());
  const document = documentOf(page);
  const brief = (headline: string) =>
    [...document.querySelectorAll('article.b')].find((article) => words(article.querySelector('h2, h3')) === headline)!;

  it('allows its own style and script by hash, and nothing else', () => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')!.getAttribute('content')!;
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
    expect(scripts).toHaveLength(1);
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash(style)}; script-src ${hash(scripts[0]!)}; base-uri 'none'; form-action 'none'`,
    );
    expect(page).not.toMatch(/ style=| on[a-z]+=|<img|<link|src=/);
  });

  it('shows each brief with headline, date, outlet, language and verdict in words', () => {
    const about = words(brief('Novalia to open its battery factory in Tarragona').querySelector('.about'));
    expect(about).toBe('✓ Verified Le Courrier du Sud French 12 March 2024');
    expect(words(brief('Port of Tangier to be extended').querySelector('.about'))).toBe(
      '✓ Verified mina.example Arabic 1 March 2024',
    );
    expect(words(brief('Bank reports a profit').querySelector('.about'))).toBe('✕ Held Der Anzeiger German no date');
  });

  it('puts the sentence of the original beside the claim, with the figure marked on both sides', () => {
    const claim = brief('Novalia to open its battery factory in Tarragona').querySelectorAll('.claims > li')[0]!;
    const mark = claim.querySelector('.claim mark.fig')!;
    expect(words(mark)).toBe('€620 million');
    const source = claim.querySelector('.src')!;
    expect(source.getAttribute('lang')).toBe('fr');
    const twin = source.querySelector(`mark[data-f="${mark.getAttribute('data-f')}"]`);
    expect(words(twin)).toBe("620 millions d'euros");
    expect(words(source.querySelector('p'))).toContain("L'investissement s'élève à 620 millions d'euros à Tarragone.");
  });

  it('marks a name in the cited sentence, though it was traced to another', () => {
    const base = makeBrief({
      id: 'a',
      language: 'fr',
      lines: [
        { original: 'Durand part', claim: 'Durand leaves', facts: [['name', 'Durand', 'Durand']] },
        { original: 'Hier Durand a dit non.', claim: 'Durand said no.', facts: [['name', 'Durand', 'Durand']] },
      ],
    });
    const first = base.facts[0]!.source;
    const elsewhere = { ...base, facts: base.facts.map((fact) => ({ ...fact, source: first })) };
    const source = documentOf(pageOf([elsewhere])).querySelector('.claims .src')!;
    expect(source.querySelectorAll('p')).toHaveLength(1);
    expect(words(source.querySelector('mark'))).toBe('Durand');
  });

  it('gives right-to-left originals their direction', () => {
    const source = brief('Port of Tangier to be extended').querySelector('.claims .src')!;
    expect([source.getAttribute('lang'), source.getAttribute('dir')]).toEqual(['ar', 'rtl']);
  });

  it('says what was flagged and why, and marks it by more than colour', () => {
    const oil = brief('Olive oil rises by 12%');
    expect(words(oil.querySelector('.why'))).toBe('To be checked: Point 1: The name "Seville" is not in the original.');
    expect([...oil.querySelectorAll('.claim mark.n')].map(words)).toEqual([
      'Seville (not found in the original)',
      '9 (not found in the original)',
    ]);
    expect(words(oil.querySelector('.asides'))).toBe('The original also mentions Jaén.');
    expect(words(oil.querySelector('footer'))).toContain('the same article also as articles/copy.txt (counted once)');
  });

  it('says of a claim that it was not checked, or is not supported', () => {
    const [base] = sampleBriefs();
    const [first, second] = base!.claims;
    const doubtful: Brief = {
      ...base!,
      verdict: 'review',
      claims: [
        { ...first!, verdict: 'unchecked' },
        { ...second!, verdict: 'unsupported' },
      ],
    };
    const marks = [...documentOf(pageOf([doubtful])).querySelectorAll('.claim strong')].map(words);
    expect(marks).toEqual(['not checked', 'not supported']);
  });

  it('tells what was left out', () => {
    const left = brief('Novalia chooses Tarragona for its battery factory').querySelector('.left')!;
    expect(words(left.querySelector('summary'))).toBe('1 point left out, because the original does not bear it');
    expect(words(left.querySelector('li'))).toBe('The minister resigned. The original does not say so.');
  });

  it('holds the whole original, used sentences marked and linked both ways', () => {
    const article = brief('Novalia to open its battery factory in Tarragona');
    const original = article.querySelector('details.orig')!;
    expect(original.hasAttribute('open')).toBe(false);
    expect(words(original)).toContain('Le groupe fut fondé à Toulouse en économie mixte.');
    expect([...original.querySelectorAll('.u')].map(words)).toEqual([
      'Novalia ouvrira son usine de batteries à Tarragone',
      "L'investissement s'élève à 620 millions d'euros à Tarragone.",
      "L'usine de Novalia doit créer 450 emplois directs.",
    ]);
    const link = article.querySelectorAll('.claims > li')[1]!.querySelector('.src a')!.getAttribute('href')!;
    const sentence = document.querySelector(link)!;
    expect(words(sentence)).toBe("L'usine de Novalia doit créer 450 emplois directs.");
    expect(document.querySelector(sentence.nextElementSibling!.getAttribute('href'))).toBe(
      article.querySelectorAll('.claims > li')[1],
    );
  });

  it('leaves the originals out when asked, and keeps the evidence', () => {
    const without = pageOf(sampleBriefs(), false);
    expect(without).not.toContain('Le groupe fut fondé à Toulouse');
    expect(without).not.toContain('<details class="orig"');
    expect(words(documentOf(without).querySelector('.claims .src'))).not.toBe('');
  });

  it('tells a story of several sources before their briefs, contradictions with each side', () => {
    const story = document.querySelector('.story.many')!;
    expect(words(story.querySelector('.about'))).toBe(
      'Story 2 sources in 2 languages (French and Spanish) · first reported by Le Courrier du Sud, 12 March 2024',
    );
    const sides = [...story.querySelectorAll('.differ li')].map((side) => [
      words(side.querySelector('.value')),
      words(side.querySelector('.by')),
      words(side.querySelector('.src')),
      words(side.querySelector('.src mark')),
    ]);
    expect(sides).toEqual([
      ['450 1 source', 'Le Courrier du Sud', "L'usine de Novalia doit créer 450 emplois directs.", '450'],
      ['500 1 source', 'Diario de Levante', 'La planta creará 500 empleos directos.', '500'],
    ]);
    expect(words(story.querySelector('.agree li'))).toContain('2 of 2 sources: Le Courrier du Sud, Diario de Levante');
    expect(words(document.querySelector('.front li'))).toContain('2 sources · 1 contradiction');
    expect(document.querySelector(document.querySelector('.front a')!.getAttribute('href'))).toBe(story);
  });

  it('keeps held briefs apart from the stories', () => {
    const held = document.querySelector('#held')!;
    expect([...held.querySelectorAll('article.b')].map((article) => words(article.querySelector('h3')))).toEqual([
      'Bank reports a profit',
    ]);
    expect(words(held.querySelector('.why'))).toContain('Do not use it as it stands');
    expect(document.querySelectorAll('main article.b[data-v="rejected"]')).toHaveLength(1);
  });

  it('has every link within the page lead somewhere, and no id twice', () => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')!.slice(1));
    expect(targets.length).toBeGreaterThan(30);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('keeps the addresses of claims when other briefs come and go', () => {
    const of = (html: string) => /id="(b[0-9a-f]{8}-1)"/.exec(html)![1];
    const [first] = sampleBriefs();
    const alone = of(pageOf([first!]));
    expect(page).toContain(`id="${alone}"`);
  });

  it('says what the run came to, in numbers beside the bars', () => {
    const run = document.querySelector('#run')!;
    const table = (caption: string) =>
      [...run.querySelectorAll('table')].find((one) => words(one.querySelector('caption')) === caption)!;
    expect([...table('Verdicts').querySelectorAll('tr')].map(words)).toEqual([
      'Verified2 briefs',
      'For review2 briefs',
      'Held1 brief',
    ]);
    expect(words(table('Cost by service'))).toContain('openai:test$0.42');
    expect(words(table('Services'))).toContain('30,000');
    expect([...table('Slowest articles').querySelectorAll('rect')].map((bar) => bar.getAttribute('width'))).toEqual([
      '100',
      '60',
    ]);
    expect(words(run)).toContain('articles/x.txt: skipped, no engine for Basque');
    expect(words(run)).toContain('Text went toapi.openai.example');
    expect(words(run)).toContain('Time1 h 30 min');
  });

  it('offers filters for what there is', () => {
    const options = (name: string) => [...document.querySelectorAll(`select[name=${name}] option`)].map(words);
    expect(options('v')).toEqual(['All', 'Verified', 'For review', 'Held']);
    expect(options('l')).toEqual(['All', 'Spanish (2)', 'Arabic (1)', 'French (1)', 'German (1)']);
    expect(options('t')).toEqual(['All', expect.stringContaining('(2)')]);
  });

  it('survives a brief whose places do not fit its text', () => {
    const [base] = sampleBriefs();
    const broken: Brief = {
      ...base!,
      article: {
        ...base!.article,
        segments: [
          { start: 9, end: 3 },
          { start: 0, end: 99_999 },
        ],
      },
      facts: base!.facts.map((fact) => ({
        ...fact,
        start: 7000,
        end: 3,
        claim: 99,
        source: { start: 5, end: 1, text: '' },
      })),
    };
    expect(() => pageOf([broken])).not.toThrow();
  });
});
