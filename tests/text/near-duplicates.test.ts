import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDuplicateIndex } from '../../src/text/near-duplicates.ts';

const HEAD = 'Orfea ferme douze agences en Bretagne';
const BODY = [
  "La banque Orfea va fermer douze agences en Bretagne avant la fin de l'année, a annoncé mardi la direction à Rennes. Les 340 salariés concernés seront reclassés dans les villes voisines, selon le communiqué du groupe.",
  '« Nos clients viennent de moins en moins au guichet », explique Anne Leroy, directrice régionale. Les visites ont reculé de 23 % en trois ans, et la moitié des opérations se font désormais par téléphone.',
  "Les syndicats appellent à la grève le 3 mars. Ils rappellent que le bénéfice du groupe a atteint 1,2 milliard d'euros l'an dernier, son meilleur résultat depuis la création de la banque par Paul Orfea.",
  "À Morlaix, la maire Claire Guillou juge la décision brutale. La ville compte 15 000 habitants et n'aura plus qu'une agence, ouverte le matin.",
];
const ORIGINAL = [HEAD, ...BODY].join('\n\n');

/** Whether the second text counts as a copy of the first. */
function isCopy(first: string, second: string): boolean {
  const index = createDuplicateIndex();
  expect(index.add('first', first)).toBeNull();
  const found = index.add('second', second);
  return found?.of === 'first' && found.similarity > 0.5 && found.similarity <= 1;
}

describe('a copy', () => {
  it.each<[string, string]>([
    ['the same text', ORIGINAL],
    ['another headline', ['Bretagne : la banque supprime ses guichets', ...BODY].join('\n\n')],
    ['no headline', BODY.join('\n\n')],
    [
      'a headline with a figure of the text in another spelling',
      ['Bretagne : 12 agences ferment', ...BODY].join('\n\n'),
    ],
    ['a line cut', [HEAD, BODY[0], BODY[1], BODY[3]].join('\n\n')],
    ['cut to half', [HEAD, BODY[0], BODY[1]].join('\n\n')],
    ['a line added', [HEAD, ...BODY, 'La direction doit recevoir les élus bretons la semaine prochaine.'].join('\n\n')],
    [
      'a line added with a figure',
      [HEAD, ...BODY, 'La direction recevra 14 maires bretons la semaine prochaine.'].join('\n\n'),
    ],
    ['another agency', ORIGINAL.replace('du groupe.', 'du groupe (AFP).')],
    ['a date line of its own', ORIGINAL.replace('\n\n', '\n\nPublié le 9 novembre 2023 à 18 h 40\n\n')],
    ['other white space and spelling of figures', ORIGINAL.replaceAll('15 000', '15\u202f000').replaceAll("'", '’')],
    ['two words changed', ORIGINAL.replace('brutale', 'inacceptable').replace('désormais', 'maintenant')],
  ])('%s', (_, text) => {
    expect(isCopy(ORIGINAL, text)).toBe(true);
  });

  it('is found whichever came first', () => {
    expect(isCopy([HEAD, BODY[0], BODY[1], BODY[3]].join('\n\n'), ORIGINAL)).toBe(true);
    expect(isCopy(BODY.join('\n\n'), ORIGINAL)).toBe(true);
    // The earlier one was only the first half: the later has as much again to say.
    expect(isCopy([HEAD, BODY[0]].join('\n\n'), ORIGINAL)).toBe(false);
  });

  it('of a copy is a copy of the first', () => {
    const index = createDuplicateIndex();
    index.add('a', ORIGINAL);
    index.add('b', BODY.join('\n\n'));
    expect(index.add('c', [HEAD, BODY[0], BODY[1], BODY[3]].join('\n\n'))).toMatchObject({ of: 'a' });
    expect(index.size).toBe(1);
  });

  it('is found in scripts without spaces', () => {
    const body =
      '中国政府星期二宣布投资一千二百万元，用于改善上海市的公共交通。市长表示，新的地铁线路将于三月开工，预计两年后完工。居民对此表示欢迎，但也担心施工期间的噪音和交通堵塞问题。';
    expect(isCopy(`上海投资公共交通\n\n${body}`, `地铁新线三月开工\n\n${body}`)).toBe(true);
    expect(
      isCopy(body, body.replace('一千二百万元', '一千三百万元').replace('三月', '五月').replaceAll('市长', '省长')),
    ).toBe(false);
  });
});

describe('no copy', () => {
  it.each<[string, string]>([
    ['one figure changed', ORIGINAL.replace('340 salariés', '500 salariés')],
    ['a number word changed', ORIGINAL.replace('fermer douze agences', 'fermer quatorze agences')],
    ['a figure changed to one that stands elsewhere', ORIGINAL.replace('de 23 %', 'de 3 %')],
    ['a scale changed', ORIGINAL.replace('1,2 milliard', '1,2 million')],
    ['a currency changed', ORIGINAL.replace("milliard d'euros", 'milliard de dollars')],
    ['a date changed', ORIGINAL.replace('le 3 mars', 'le 3 mai')],
    ['a percentage changed in the headline only', ORIGINAL.replace(HEAD, 'Orfea ferme quinze agences en Bretagne')],
    [
      'a line added that counts anew',
      `${ORIGINAL}\n\nMise à jour : selon la préfecture, 360 salariés perdent leur poste.`,
    ],
    ['a name changed', ORIGINAL.replaceAll('Anne Leroy', 'Sophie Marchal')],
    ['a town changed throughout', ORIGINAL.replaceAll('Bretagne', 'Normandie').replaceAll('Rennes', 'Rouen')],
    ['as much again of its own', `${ORIGINAL}\n\n${BODY.join(' ').split(' ').toReversed().join(' ')}`],
    [
      'another story about the same bank',
      [
        'Orfea nomme un nouveau président',
        "La banque Orfea a nommé mardi à Rennes un nouveau président, Marc Dubreuil. Il succède à Jean Kerbrat, en poste depuis 2011. Le bénéfice du groupe a atteint 1,2 milliard d'euros l'an dernier.",
        'Marc Dubreuil, 52 ans, dirigeait la filiale belge. Il prendra ses fonctions le 1er avril, a précisé la direction.',
      ].join('\n\n'),
    ],
  ])('%s', (_, text) => {
    expect(isCopy(ORIGINAL, text)).toBe(false);
  });

  it('is an empty text, nor is one ever found', () => {
    const index = createDuplicateIndex();
    expect(index.add('a', '')).toBeNull();
    expect(index.add('b', ' \n ')).toBeNull();
    expect(index.size).toBe(0);
  });
});

describe('the index', () => {
  const words = Array.from({ length: 900 }, (_, index) => `mot${((index * 7919) % 9973).toString(36)}`);
  /** Pseudo-random prose that shares its vocabulary, its closing line, and nothing else, with the others. */
  function prose(seed: number, length: number): string {
    let state = (seed * 2654435761) >>> 0;
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8;
    return `${Array.from({ length }, () => words[next() % words.length]).join(' ')}. Tous droits réservés au journal du soir et à ses agences.`;
  }

  it('keeps about 1 KB an article, whatever its length, and answers in a millisecond or so', () => {
    const index = createDuplicateIndex();
    const started = performance.now();
    for (let number = 0; number < 1_500; number += 1) expect(index.add(`a${number}`, prose(number, 300))).toBeNull();
    const elapsedMs = performance.now() - started;
    expect(index.add('copy', prose(77, 300))).toMatchObject({ of: 'a77' });
    expect(index.bytes / index.size).toBeLessThan(1_200);
    expect(elapsedMs / 1_500).toBeLessThan(5);

    const long = createDuplicateIndex();
    for (let number = 0; number < 6; number += 1) long.add(`a${number}`, prose(number, 20_000));
    expect(long.bytes / 6).toBeLessThan(6_000);
  });

  it('takes a megabyte without a space, or of figures, in its stride', () => {
    const index = createDuplicateIndex();
    const started = performance.now();
    for (const text of [
      'a'.repeat(1e6),
      '1 '.repeat(1e5),
      '1.'.repeat(1e5),
      '政'.repeat(1e5),
      'Ab '.repeat(1e5),
      '«'.repeat(1e6),
    ]) {
      index.add(text.slice(0, 3), text);
      index.add(`${text.slice(0, 3)}2`, text);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function lineAt(text: string, index: number): string {
  return text.slice(text.lastIndexOf('\n', index) + 1).split('\n', 1)[0]!;
}

/** Deterministic variants of an article that must be found, and others that must not. */
function variants(text: string): { copies: string[]; others: string[] } {
  const paragraphs = text.split(/\n\s*\n/u).filter((paragraph) => paragraph.trim() !== '');
  const [head = '', ...body] = paragraphs;
  const without = (at: number) => [head, ...body.filter((_, index) => index !== at)].join('\n\n');
  const figure = /(?<![\p{N}.,])\p{N}{1,3}(?![\p{N}.,:])/gu;
  const figures = [...text.matchAll(figure)].filter(
    ({ index }) => index > head.length && lineAt(text, index).length > 80,
  );
  const changed = (which: number) => {
    const match = figures[which]!;
    return `${text.slice(0, match.index)}${Number(match[0]) + 37}${text.slice(match.index + match[0].length)}`;
  };
  return {
    copies: [
      ['Un tout autre titre pour la même dépêche', ...body].join('\n\n'),
      body.join('\n\n'),
      without(body.length - 1),
      without(Math.floor(body.length / 2)),
      [head, ...body, 'Plus de détails suivront dans notre prochaine édition.'].join('\n\n'),
    ],
    others:
      figures.length === 0 ? [] : [changed(0), changed(Math.floor(figures.length / 2)), changed(figures.length - 1)],
  };
}

function score(texts: readonly string[]) {
  const counts = { copies: 0, found: 0, others: 0, wrong: 0, strangers: 0 };
  const index = createDuplicateIndex();
  texts.forEach((text, number) => {
    if (index.add(String(number), text) !== null) counts.strangers += 1;
  });
  texts.forEach((text, number) => {
    const { copies, others } = variants(text);
    for (const copy of copies) {
      counts.copies += 1;
      if (index.add('copy', copy)?.of === String(number)) counts.found += 1;
    }
    for (const other of others) {
      counts.others += 1;
      const single = createDuplicateIndex();
      single.add('original', text);
      if (single.add('other', other) !== null) counts.wrong += 1;
    }
  });
  return counts;
}

const strip = (html: string) =>
  html
    .replaceAll(/<(script|style|head|nav|footer|aside)\b[\s\S]*?<\/\1>/giu, '')
    .replaceAll(/<\/(?:p|h\d|li|blockquote)>/giu, '\n\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:nbsp|shy|mdash);/gu, ' ')
    .replaceAll(/[ \t]+/gu, ' ')
    .replaceAll(/\n\s*\n\s*/gu, '\n\n')
    .trim();

describe('on real articles', () => {
  it('finds the copies of the articles in content/ and loses no changed figure', () => {
    const folder = new URL('../../content/', import.meta.url);
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:txt|md|html)$/u.test(name) && name !== 'README.md')
      .toSorted()
      .map((name) =>
        readFileSync(new URL(name, folder), 'utf8')
          .replaceAll('\r\n', '\n')
          .replace(/^---\n[\s\S]*?\n---\n/u, '')
          .replaceAll(/\n+/gu, '\n\n'),
      )
      .map((text) => (text.includes('<html') ? strip(text) : text));
    expect(texts.length).toBeGreaterThanOrEqual(14);
    const counts = score(texts);
    expect(counts.strangers).toBe(0);
    expect(counts.found / counts.copies).toBeGreaterThanOrEqual(0.97);
    expect(counts.wrong).toBe(0);
  });

  const wikinews = new URL('../../../shared/data/wikinews-fr/documents/', import.meta.url);
  // Extra, where the data lies beside the project: real prose of 100 authors.
  describe.skipIf(!existsSync(wikinews))('wikinews-fr', () => {
    it('finds copies, keeps updates and strangers apart', () => {
      const texts = readdirSync(wikinews)
        .toSorted()
        .map((name) => strip(readFileSync(new URL(name, wikinews), 'utf8')));
      const counts = score(texts);
      expect(counts.strangers).toBe(0);
      expect(counts.found / counts.copies).toBeGreaterThanOrEqual(0.95);
      expect(counts.wrong / counts.others).toBeLessThanOrEqual(0.02);
    });
  });
});
