import { describe, expect, it } from 'vitest';
import type { RankableSegment } from '../../src/text/rank-cohesion.ts';
import { selectSegments } from '../../src/text/rank-select.ts';
import { cosine, rankSegments } from '../../src/text/rank.ts';
import { countWords } from '../../src/text/tokens.ts';

const sentence = (text: string, paragraph = 1): RankableSegment => ({ kind: 'sentence', paragraph, text });
const title = (text: string): RankableSegment => ({ kind: 'title', paragraph: 0, text });
const score = (segments: readonly RankableSegment[], index: number, language = 'fr') =>
  rankSegments(segments, language)[index]!.score;

describe('rankSegments', () => {
  const body = [
    'La banque Orfea ferme douze agences en Bretagne.',
    'Le temps restera sec sur la région toute la semaine.',
    'La fermeture des agences de la banque commencera en mars.',
    'Un marché aux fleurs se tient chaque dimanche sur la place.',
  ];

  it('prefers what the article is about', () => {
    const ranked = rankSegments(
      body.map((text) => sentence(text)),
      'fr',
    );
    expect(ranked[2]!.score).toBeGreaterThan(ranked[1]!.score);
    expect(ranked[2]!.score).toBeGreaterThan(ranked[3]!.score);
  });

  it('prefers the beginning, other things equal', () => {
    const same = [sentence('La banque ferme une agence.'), sentence('La banque ferme une agence.', 2)];
    expect(score(same, 0)).toBeGreaterThan(score(same, 1));
  });

  it('prefers what the title names', () => {
    const segments = body.map((text) => sentence(text));
    expect(score([title('Un marché aux fleurs chaque dimanche'), ...segments], 4)).toBeGreaterThan(
      score(segments, 3) + 0.1,
    );
  });

  it('prefers figures and names, and puts questions and quotations behind', () => {
    const filler = sentence('Un mot pour ouvrir le texte du jour.');
    const variant = (text: string) => score([filler, sentence(text)], 1);
    const plain = variant('Le groupe a vendu une partie de ses usines.');
    expect(variant('Le groupe a vendu 12 de ses 40 usines à Dalmat.')).toBeGreaterThan(plain);
    expect(variant('Le groupe a-t-il vendu une partie de ses usines ?')).toBeLessThan(plain);
  });

  it('puts a voice without quotation marks behind, unless all is said so', () => {
    const filler = sentence('Un mot pour ouvrir le texte du jour.');
    const variant = (text: string) => score([filler, sentence(text)], 1);
    const told = variant("La foule a agrippé la journaliste de la chaîne, qui s'est enfuie.");
    expect(variant("J'ai été agrippée par la foule et je me suis enfuie de la place.")).toBeLessThan(told / 2);
    expect(variant("« J'ai eu peur », raconte la journaliste de la chaîne sur la place.")).toBeGreaterThan(told / 2);
  });

  it('scores titles and headings 0 and stays within 0 and 1.1', () => {
    const ranked = rankSegments(
      [title('Orfea'), { kind: 'heading', paragraph: 1, text: 'La banque' }, sentence(body[0]!)],
      'fr',
    );
    expect(ranked.map(({ score: value }) => value > 0)).toEqual([false, false, true]);
    expect(ranked[2]!.score).toBeLessThanOrEqual(1.1);
  });

  it('measures redundancy', () => {
    const [a, b, c] = rankSegments(
      [sentence(body[0]!), sentence('La banque Orfea ferme douze agences.'), sentence(body[1]!)],
      'fr',
    );
    expect(cosine(a!, b!)).toBeGreaterThan(0.8);
    expect(cosine(a!, c!)).toBeLessThan(0.1);
  });
});

describe('selectSegments', () => {
  const article = [
    title('Orfea ferme douze agences en Bretagne'),
    sentence('La banque Orfea ferme douze agences en Bretagne avant la fin de 2024.'),
    sentence('Elle emploie 340 personnes dans la région.'),
    sentence('La banque Orfea va fermer douze agences en Bretagne.', 2),
    sentence('Les syndicats de la banque appellent à la grève le 3 mars.', 2),
    sentence('Le temps restera sec sur la région toute la semaine.', 3),
  ];

  it('keeps within the words, in the order of the text, with the title above', () => {
    const selection = selectSegments(article, 'fr', { maxWords: 30 });
    expect(selection.headline).toBe(0);
    expect(selection.claims[0]).toBe(1);
    expect(selection.claims).toEqual(selection.claims.toSorted((a, b) => a - b));
    expect(selection.words).toBe(
      selection.claims.reduce((sum, index) => sum + countWords(article[index]!.text, 'fr'), 0),
    );
    expect(selection.words).toBeLessThanOrEqual(30);
  });

  it('does not say the same thing twice', () => {
    const { claims } = selectSegments(article, 'fr', { maxWords: 1000 });
    expect(claims).not.toContain(3);
  });

  it.each([5, 9, 13, 20, 40, 80])('never selects a pronoun without its antecedent nor exceeds %i words', (maxWords) => {
    const { claims, words, overLimit } = selectSegments(article, 'fr', { maxWords });
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.includes(2) && !claims.includes(1)).toBe(false);
    expect(overLimit).toBe(words > maxWords);
  });

  it('takes the best that fits where the best does not, and says where nothing does', () => {
    const long = sentence(`La banque Orfea ferme ${'beaucoup de très '.repeat(20)}grandes agences.`);
    const short = sentence('La banque Orfea perd cent clients.', 2);
    expect(selectSegments([title('Orfea'), long, short], 'fr', { maxWords: 10 })).toMatchObject({
      claims: [2],
      overLimit: false,
    });
    expect(selectSegments([title('Orfea'), long, short], 'fr', { maxWords: 3 })).toMatchObject({
      claims: [2],
      overLimit: true,
    });
  });

  it('makes a headline of a sentence where there is no title, and does not repeat it', () => {
    const { headline, claims } = selectSegments(article.slice(1), 'fr', { maxWords: 40 });
    expect(headline).not.toBeNull();
    expect(claims.length).toBeGreaterThan(0);
    expect(claims).not.toContain(headline);
  });

  it('briefs an article of one sentence, even a dangling or short one', () => {
    expect(selectSegments([sentence('Il reviendra.')], 'fr', { maxWords: 40 })).toMatchObject({
      claims: [0],
      headline: 0,
    });
    expect(selectSegments([], 'fr', { maxWords: 40 })).toEqual({
      claims: [],
      headline: null,
      words: 0,
      overLimit: false,
    });
    expect(selectSegments([title('Un titre')], 'fr', { maxWords: 40 }).claims).toEqual([]);
  });

  it('leaves out what is excluded, and what needs it', () => {
    const { claims } = selectSegments(article, 'fr', { maxWords: 60, excluded: new Set([1]) });
    expect(claims).not.toContain(1);
    expect(claims).not.toContain(2);
  });

  it('counts Chinese in words and stays within them', () => {
    const zh = ['中国政府星期二宣布投资一千二百万元。', '他拒绝回答记者的问题。', '投资项目将于三月在上海开始建设。'];
    const segments = [title('中国政府宣布投资'), ...zh.map((text) => sentence(text))];
    const { claims, words } = selectSegments(segments, 'zh', { maxWords: 22 });
    expect(claims).toContain(1);
    expect(claims).not.toEqual([2]);
    expect(words).toBeLessThanOrEqual(22);
  });

  it('takes 5,000 sentences in well under a second, the same each time', () => {
    const verbs = ['vend', 'achète', 'ferme', 'ouvre', 'cite', 'perd', 'gagne'];
    const segments = Array.from({ length: 5_000 }, (_, index) =>
      sentence(
        `La société numéro ${index} ${verbs[index % 7]!} ${(index * 7919) % 1000} usines de la région ${(index * 31) % 97} à Lille pour le groupe ${index % 13}.`,
        Math.floor(index / 4),
      ),
    );
    const started = performance.now();
    const first = selectSegments(segments, 'fr', { maxWords: 2_000 });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(selectSegments(segments, 'fr', { maxWords: 2_000 })).toEqual(first);
    expect(first.words).toBeLessThanOrEqual(2_000);
  });
});
