import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentText, type Article } from '../../src/core/article.ts';
import { composeArticle, type ArticleParts } from '../../src/text/article.ts';

function compose(body: ArticleParts['body'], more: Partial<ArticleParts> = {}): Article {
  return composeArticle({ path: 'a.txt', body, ...more });
}

function kinds(article: Article): string[] {
  return article.segments.map(({ kind }, index) => `${kind}: ${segmentText(article, index)}`);
}

const LEAD = 'Le géant américain va investir cent millions de dollars dans les jeunes entreprises françaises.';

describe('title', () => {
  it.each([
    ['in a line of its own', `Cisco va investir en France\n${LEAD}`],
    ['in a line of its own, date below', `Cisco va investir en France\n16 Février 2015\n${LEAD}`],
    ['below the date', `16 février 2015\nCisco va investir en France\n${LEAD}`],
    [
      'glued to the first paragraph',
      `Cisco va investir en FranceLe géant américain va investir cent millions. ${LEAD}`,
    ],
    ['below the name of a section', `Économie\nCisco va investir en France\n${LEAD}`],
    ['with a date between', `Cisco va investir en France 16 février 2015 Le géant américain va investir. ${LEAD}`],
  ])('%s', (_name, body) => {
    const article = compose(body);
    expect(article.title).toBe('Cisco va investir en France');
    expect(segmentText(article, 0)).toBe(article.title);
    expect(article.segments[0]?.kind).toBe('title');
    const sentence = article.segments.findIndex(({ kind }) => kind === 'sentence');
    expect(segmentText(article, sentence)).toMatch(/^Le géant américain va investir/u);
  });

  it.each([
    ['a sentence', LEAD],
    [
      'brand names with inner capitals',
      `Les sites de LinkedIn et de YouTube ont été fermés hier par le gouvernement. ${LEAD}`,
    ],
    ['a name in quotation marks', `Le journal "Le Monde" annonce un plan. ${LEAD}`],
    ['a name in guillemets', `Le grand journal »Le Monde« annonce un plan. ${LEAD}`],
    ['a date inside a sentence', `Le conseil réuni depuis le 16 février 2015 Le Monde le dit. ${LEAD}`],
    ['a dateline', `Paris, le 3 mars 2014 – ${LEAD}`],
  ])('is not taken from %s', (_name, body) => {
    expect(compose(body).title).toBeNull();
  });

  it('that is stated is not repeated', () => {
    const article = compose(`Cisco va investir en France\n\n${LEAD}`, { title: 'Cisco va investir en France' });
    expect(article.text).toBe(`Cisco va investir en France\n\n${LEAD}`);
    const glued = compose(`Cisco va investir en France${LEAD}`, { title: 'Cisco va investir en France' });
    expect(glued.text).toBe(`Cisco va investir en France\n\n${LEAD}`);
  });

  it('that is stated takes a trail of links above its repetition with it', () => {
    const article = compose(['Accueil | Économie', 'Cisco va investir en France', LEAD], {
      title: 'Cisco va investir en France',
    });
    expect(article.text).toBe(`Cisco va investir en France\n\n${LEAD}`);
  });
});

describe('date', () => {
  it.each([
    [`date 2020-04 Dans un communiqué, le groupe annonce un programme. ${LEAD}`, '2020-04', 'Dans un communiqué'],
    [`16 février 2015\n${LEAD}`, '2015-02-16', 'Le géant'],
    [`22 mai 2012. - ${LEAD}`, '2012-05-22', 'Le géant'],
  ])('goes from the text into publishedAt: %s', (body, date, begin) => {
    const article = compose(body);
    expect(article.publishedAt).toBe(date);
    expect(article.text.startsWith(begin)).toBe(true);
  });

  it('leaves a place where it stands, apart from the sentence', () => {
    const article = compose(`Paris, le 3 mars 2014 – ${LEAD}`);
    expect(article.publishedAt).toBe('2014-03-03');
    expect(kinds(article)).toEqual(['heading: Paris, le 3 mars 2014 –', `sentence: ${LEAD}`]);
  });

  it('stays in the text where the metadata say otherwise', () => {
    const article = compose(`3 mars 2014\n\n${LEAD}`, { publishedAt: '2015-06-01' });
    expect(article.publishedAt).toBe('2015-06-01');
    expect(article.text).toContain('3 mars 2014');
  });

  it('that begins a sentence stays there', () => {
    const body = `Le 16 février 2015, le groupe a annoncé un plan. ${LEAD}`;
    const article = compose(body);
    expect(article.text).toBe(body);
    expect(article.publishedAt).toBeNull();
  });

  it('under the author is found, with the date of an update', () => {
    const article = compose(
      `Cisco va investir en France\nPar Jean Dupont\nPublié le 16/02/2015 à 12h30, mis à jour le 17/02/2015\n${LEAD}`,
    );
    expect(article.publishedAt).toBe('2015-02-16');
    expect(article.text).not.toContain('2015');
  });

  it.each([
    ['published and updated, the update first', 'Mis à jour le 04/03/2014 à 09:12\nPublié le 03/03/2014 à 18:05'],
    [
      'an outlet, an update and an author',
      'LE MONDE | 03.03.2014 à 18h05 • Mis à jour le 04.03.2014 | Par Jean Dupont',
    ],
    ['a section and an author', 'Économie | Mardi 3 mars 2014, 18h05 | Jean Dupont'],
    ['an author before it', 'Par Jean Dupont - 3 mars 2014'],
    ['an author behind it', 'Publié le 3 mars 2014 par Jean Dupont'],
    ['a later change behind it', 'Créé le 3 mars 2014 ; modifié le 5 mars 2014'],
  ])('is found in a line above the title, with %s', (_name, lines) => {
    const article = compose(`${lines}\nCisco va investir en France\n${LEAD}`);
    expect(article.publishedAt).toBe('2014-03-03');
    expect(article.title).toBe('Cisco va investir en France');
    expect(kinds(article).at(-1)).toBe(`sentence: ${LEAD}`);
    expect(kinds(article).filter((line) => line.startsWith('sentence'))).toHaveLength(1);
    if (lines.includes('Dupont')) expect(article.text).toContain('Jean Dupont');
  });

  it('is that of an update where no other is stated', () => {
    const article = compose(`Mis à jour le 04/03/2014\nCisco va investir en France\n${LEAD}`);
    expect(article.publishedAt).toBe('2014-03-04');
  });

  it('behind a title is not part of it', () => {
    const article = compose(`Cisco va investir en France - 3 mars 2014\n\n${LEAD}`);
    expect([article.title, article.publishedAt]).toEqual(['Cisco va investir en France', '2014-03-03']);
  });

  it.each([
    ['PARIS (AFP) -', 'Cisco va investir en France'],
    ['(ANSA) - TORINO, 3 MAR -', 'Cisco va investir en France'],
    ['MADRID, 3 Mar. (EUROPA PRESS) -', 'Cisco va investir en France'],
  ])('and place of an agency stand apart from the sentence: %s', (dateline, title) => {
    const article = compose(`${title}\n\n${dateline} ${LEAD}`);
    expect(kinds(article)).toEqual([`title: ${title}`, `heading: ${dateline}`, `sentence: ${LEAD}`]);
  });

  it('of an agency is not taken from a name with a party', () => {
    const body = 'Angela Merkel (CDU) - La chancelière allemande a reçu mardi quarante entreprises.';
    expect(kinds(compose(`Un titre assez court\n\n${body}`))[1]).toBe(`sentence: ${body}`);
  });

  it('under the author of a post belongs to the post', () => {
    const article = compose(
      `${LEAD}\n\nLa France avance !\npic.twitter.com/AbC\n— Manuel Valls (@manuelvalls)\n16 Février 2015\n\n${LEAD}`,
    );
    expect(article.publishedAt).toBeNull();
    expect(kinds(article)[1]).toBe('post: “La France avance !” — Manuel Valls, 16 Février 2015');
  });

  it('under a standfirst is found', () => {
    const article = compose([{ text: LEAD, kind: 'heading' }, '22 mai 2012. - Le lancement a été reporté hier soir.'], {
      title: 'Un titre',
    });
    expect(article.publishedAt).toBe('2012-05-22');
    expect(kinds(article)).toEqual([
      'title: Un titre',
      `sentence: ${LEAD}`,
      'sentence: Le lancement a été reporté hier soir.',
    ]);
  });
});

describe('segments', () => {
  it('tell headings, sentences and posts apart', () => {
    const article = compose(
      `Cisco va investir en France\n${LEAD} Une seconde phrase.\nDes fonds et des formations\n« L'accord (…) est [un] signal », dit-il.\nIl a écrit : Bravo ! pic.twitter.com/x — Jean Dupont (@jd) 3 mars 2014\nFin du texte`,
    );
    expect(kinds(article)).toEqual([
      'title: Cisco va investir en France',
      `sentence: ${LEAD}`,
      'sentence: Une seconde phrase.',
      'heading: Des fonds et des formations',
      "sentence: « L'accord (…) est [un] signal », dit-il.",
      'sentence: Il a écrit :',
      'post: “Bravo !” — Jean Dupont, 3 mars 2014',
      'sentence: Fin du texte',
    ]);
    expect(article.segments.map(({ paragraph }) => paragraph)).toEqual([0, 1, 1, 2, 3, 4, 5, 6]);
  });
});

describe('language', () => {
  it('is what the text is in, whatever the input says', () => {
    const article = compose(`${LEAD} ${LEAD}`, { declaredLanguage: 'en-US' });
    expect(article.language).toBe('fr');
    expect(article.warnings.join()).toContain('English');
  });

  it('is what the input says where the text is too short', () => {
    expect(compose('Bref.', { declaredLanguage: 'fr_FR' }).language).toBe('fr');
    expect(compose('Bref.', { declaredLanguage: 'not a tag' }).language).toBe('und');
  });

  it('is what the user says', () => {
    expect(compose(LEAD, { language: 'de' }).language).toBe('de');
  });
});

describe('untrusted metadata', () => {
  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['javascript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['not an address', null],
  ])('address %s', (url, expected) => {
    expect(compose(LEAD, { url }).url).toBe(expected);
  });

  it('is one line', () => {
    expect(compose(LEAD, { outlet: ' Le\n Monde\u202e ' }).outlet).toBe('Le Monde');
    expect(compose(LEAD, { title: 'Un\n titre\u00a0: &nbsp;' }).title).toBe('Un titre : &nbsp;');
  });
});

describe('any input', () => {
  const piece = fc.constantFrom(
    'Le groupe investit.',
    'Titre',
    '\n',
    '\n\n',
    '16 février 2015',
    'date 2020-04 ',
    '. ',
    '«',
    '»',
    '"',
    '(@a) ',
    '— A B (@c) 3 mars 2014',
    'pic.twitter.com/x',
    '<p>',
    '</p>',
    '<script>',
    '&amp;',
    '\u00ad',
    '\u00a0',
    '\ufeff',
    '\ud800',
    'é',
    'Tweeter',
    ' ',
    '…',
    '[1]',
    '•',
  );
  const body = fc
    .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary' })), { maxLength: 40 })
    .map((parts) => parts.join(''));

  it('becomes an article that keeps the contract', () => {
    fc.assert(
      fc.property(body, fc.option(fc.string({ unit: 'binary' }), { nil: null }), (text, title) => {
        const article = compose(text, { title });
        expect(article.text).toBe(article.text.normalize('NFC'));
        expect(article.sha256).toBe(createHash('sha256').update(article.text).digest('hex'));
        let at = 0;
        for (const [index, { start, end }] of article.segments.entries()) {
          expect(article.text.slice(at, start).trim()).toBe('');
          const segment = segmentText(article, index);
          expect(segment).toBe(segment.trim());
          expect(segment).not.toBe('');
          at = end;
        }
        expect(article.text.slice(at).trim()).toBe('');
        const opening = article.title === null ? null : segmentText(article, 0);
        expect(opening).toBe(article.title);
        expect(article.text).not.toMatch(/[\u00ad\u200b\u202e\ufeff\r]/u);
      }),
      { numRuns: 300 },
    );
  });

  it('never loses a word of plain sentences', () => {
    const words = fc.array(
      fc.constantFrom('le', 'plan', 'coûte', '200 000', 'euros', '3,5 %', 'M. Valls', '« oui »', 'U.S.A'),
      { minLength: 3, maxLength: 12 },
    );
    const sentence = words.map((list) => `Alors ${list.join(' ')}.`);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (sentences) => {
        const article = compose(sentences.join('\n\n'), { language: 'fr' });
        expect(article.text.replace(/\s+/gu, ' ')).toBe(sentences.join(' '));
      }),
    );
  });

  it.each([
    ['one line of 1 MB', 'Le groupe investit. '.repeat(50_000)],
    ['no space at all', 'é'.repeat(1_000_000)],
    ['a million handles', '(@a) '.repeat(200_000)],
    ['a hundred thousand lines', 'Le groupe\n'.repeat(100_000)],
    ['dashes and names', '— Jean Dupont '.repeat(70_000)],
    ['spaces', ' \u00a0'.repeat(500_000)],
    ['references', '&amp;'.repeat(200_000)],
    ['links', 'pic.twitter.com/a (@b) '.repeat(40_000)],
  ])('takes linear time: %s', (_name, text) => {
    const began = performance.now();
    compose(text);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
