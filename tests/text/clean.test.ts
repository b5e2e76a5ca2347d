import { describe, expect, it } from 'vitest';
import { cleanCharacters } from '../../src/text/clean-characters.ts';
import { isFurniture } from '../../src/text/clean-furniture.ts';
import { decodeEntities, stripMarkup } from '../../src/text/clean-markup.ts';
import { separatePosts } from '../../src/text/clean-posts.ts';
import { cleanParagraphs, splitParagraphs } from '../../src/text/clean.ts';

describe('cleanCharacters', () => {
  it.each([
    ['soft hyphens', 'pre\u00admier lan\u00adceur', 'premier lanceur'],
    ['non-breaking spaces before punctuation', 'Oui\u00a0: 5\u202f% \u00ab\u00a0non\u00a0\u00bb', 'Oui : 5 % « non »'],
    ['grouped digits stay one number', '1\u202f425,67 et 200\u00a0000', '1\u00a0425,67 et 200\u00a0000'],
    ['a year and a number stay two', '2015\u00a0200 000', '2015\u00a0200 000'.replace('\u00a0', ' ')],
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['a byte order mark', '\ufeffTexte', 'Texte'],
    ['zero-width and bidi marks', 'a\u200bb\u200e\u202ec\u2066d\u2069\u2060', 'abcd'],
    ['joiners that a script or an emoji needs', 'می\u200cخواهم 👩\u200d🚒', 'می\u200cخواهم 👩\u200d🚒'],
    ['joiners that nothing needs', 'a\u200cb\u200dc', 'abc'],
    ['the ellipsis of Windows-1252 among others of its characters', 'l\u0092été\u0085 oui', 'l’été… oui'],
    ['the line end of mainframes', 'a\u0085b', 'a\nb'],
    ['composition', 'e\u0301te\u0301', 'été'],
    ['Windows-1252 read as Latin-1', '\u0093Bonjour\u0094 l\u0092euro \u0080', '“Bonjour” l’euro €'],
    ['controls', 'a\u0000b\u0007c', 'abc'],
    ['half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
  ])('%s', (_name, text, expected) => {
    expect(cleanCharacters(text)).toBe(expected);
  });
});

describe('markup in plain text', () => {
  it.each([
    ['<p>Un <b>plan</b>.</p><p>Deux.</p>', 'Un plan.\n\n\n\nDeux.'],
    ['x < 5 et y > 3, <Nom> et a<b', 'x < 5 et y > 3, <Nom> et a<b'],
    ['a<script>alert("x < y")</script>b<style>p{}</style>c', 'abc'],
    ['a<!-- <b>non</b> -->b', 'ab'],
    ['un<br/>deux', 'un\ndeux'],
    ['fin <b', 'fin <b'],
  ])('%s', (text, expected) => {
    expect(stripMarkup(text).trim()).toBe(expected);
  });

  it('decodes references that end in a semicolon, and nothing else', () => {
    expect(decodeEntities('caf&eacute; &amp; th&#233; &#x20AC; &laquo;&nbsp;AT&T &inconnu; &#xD800; R&D')).toBe(
      'café & thé € «\u00a0AT&T &inconnu; \ufffd R&D',
    );
  });

  it.each([
    ['tags that do not close', '<p '.repeat(300_000)],
    ['comments that do not close', '<!-- '.repeat(200_000)],
    ['scripts that do not close', '<script>'.repeat(120_000)],
  ])('takes linear time: %s', (_name, text) => {
    const began = performance.now();
    stripMarkup(text);
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

describe('isFurniture', () => {
  it.each([
    'Partager sur Facebook',
    'Partager sur Twitter 12',
    'Tweeter',
    'Lire aussi : Cisco supprime 6 000 emplois',
    'À lire aussi : un autre article.',
    'Nous utilisons des cookies pour améliorer votre expérience. Tout accepter',
    'Auf Facebook teilen',
    'Teilen: Facebook WhatsApp E-Mail Drucken',
    'Lesen Sie auch: Noch ein Text',
    'Diese Website verwendet Cookies.',
    'Compartir en Facebook',
    'Lea también: otro artículo',
    'Este sitio web utiliza cookies.',
    'Condividi su WhatsApp',
    'Leggi anche: un altro articolo',
    'Questo sito utilizza i cookie.',
    'Partilhar no Facebook',
    'Leia também: outro artigo',
    'Deel op FacebookDeel via WhatsApp',
    'Lees ook: nog een artikel',
    'Wij gebruiken cookies.',
    'Comparteix a Twitter',
    'Llegiu també: un altre article',
    'Aquest lloc web utilitza cookies.',
    'Share on Facebook',
    'Read more: another article',
    'We use cookies.',
    'Publicité',
    'Czytaj także: inny artykuł',
    'Udostępnij na Facebook',
    'À LIRE AUSSI - Novalia dans la tourmente',
    'Accueil > Économie > Industrie',
    'Tous droits réservés © 2014 Le Journal',
    '© Riproduzione riservata',
    'RIPRODUZIONE RISERVATA',
    'Commentaires (12)',
    'Archivado en: Economía, Vigo',
    'Une publication partagée par Marie Durand (@marie)',
  ])('%s', (line) => {
    expect(isFurniture(line)).toBe(true);
  });

  it.each([
    'Partager sur Facebook est devenu un réflexe pour les jeunes.',
    'Facebook et Twitter ont perdu des utilisateurs.',
    'Facebook',
    'Accueil : 3 200 visiteurs.',
    'Accueil - trois mille visiteurs sont venus hier.',
    "Copyright et droit d'auteur : le Parlement vote mardi.",
    'Les cookies au chocolat sont chers.',
    'Le règlement sur les cookies entre en vigueur en mai 2018.',
    'Lire aussi les petites lignes est utile.',
    'Teilen ist das neue Haben',
    'Save the Children a ouvert un camp.',
    'Des fonds et des formations',
    '',
  ])('is of the article: %s', (line) => {
    expect(isFurniture(line)).toBe(false);
  });
});

describe('cleanParagraphs', () => {
  const left = (lines: string[], kind: 'text' | 'item' = 'text'): string[] =>
    cleanParagraphs(
      lines.map((text, index) => ({ text, kind: index === 0 ? 'text' : kind })),
      'fr',
    ).paragraphs.map(({ text }) => text);

  it('leaves out the links under a cross-reference that names none', () => {
    expect(left(['À lire aussi', 'Les usines qui ferment', 'Dix chiffres sur l’emploi', 'Il signe.'], 'item')).toEqual([
      'Il signe.',
    ]);
    expect(left(['Lire aussi :', 'Les usines qui ferment', 'Les syndicats prudents', 'Il signe.'])).toEqual([
      'Les syndicats prudents',
      'Il signe.',
    ]);
    expect(left(['À lire', 'Le livre de Jean Dupont, paru mardi, raconte une usine.'])).toHaveLength(1);
  });

  it('leaves out the name of a network only beside other buttons', () => {
    expect(left(['Tweeter', 'LinkedIn', 'Il signe.'])).toEqual(['Il signe.']);
    expect(left(['Il signe.', 'LinkedIn', 'Il attend.'])).toContain('LinkedIn');
  });
});

describe('splitParagraphs', () => {
  it('puts a quotation over several lines together', () => {
    expect(texts('« Un plan.\nTrois ans.\nEt Nantes », dit-elle.\nFin.')).toEqual([
      '« Un plan. Trois ans. Et Nantes », dit-elle.',
      'Fin.',
    ]);
    expect(texts('„Ein Plan.\nDrei Jahre.“\nSchluss.')).toEqual(['„Ein Plan. Drei Jahre.“', 'Schluss.']);
    expect(texts('« Jamais fermé.\nUn autre.\nFin.')).toEqual(['« Jamais fermé.', 'Un autre.', 'Fin.']);
    expect(texts('« Ouvert.\n\nUn autre », dit-il.')).toHaveLength(2);
  });
});

describe('separatePosts', () => {
  it('takes the quoted words before the author for the post, not the sentence before them', () => {
    expect(
      separatePosts('Le plan a été salué. "Bravo à tous" https://t.co/x1 — Marc Petit (@mpetit) 3 mars 2014'),
    ).toEqual([
      { text: 'Le plan a été salué.', isPost: false },
      { text: '"Bravo à tous" — Marc Petit, 3 mars 2014', isPost: true },
    ]);
  });

  it('reads the handles of other networks, and the time of a post', () => {
    expect(separatePosts('Nous attendons. — CGT (@cgt.bsky.social) 4 mars 2014 à 18:05')).toEqual([
      { text: '“Nous attendons.” — CGT, 4 mars 2014', isPost: true },
    ]);
    expect(separatePosts('Nous attendons. — CGT (@cgt@piaille.fr) 4 mars 2014')).toEqual([
      { text: '“Nous attendons.” — CGT, 4 mars 2014', isPost: true },
    ]);
  });

  it('keeps words, author and date as a quotation, in the midst of a paragraph', () => {
    const text =
      'Le ministre a tweeté : Avec #Cisco, la France avance ! pic.twitter.com/AbC — Manuel Valls (@manuelvalls) 16 Février 2015 Le plan suit.';
    expect(separatePosts(text)).toEqual([
      { text: 'Le ministre a tweeté :', isPost: false },
      { text: '“Avec #Cisco, la France avance !” — Manuel Valls, 16 Février 2015', isPost: true },
      { text: 'Le plan suit.', isPost: false },
    ]);
  });

  it('keeps quotation marks that are there, and works without a date or a link', () => {
    expect(separatePosts('« Bravo ! » https://t.co/x1 — Jean Dupont (@jd)')).toEqual([
      { text: '« Bravo ! » — Jean Dupont', isPost: true },
    ]);
    expect(separatePosts('Merci à tous. — Anna Beck (@ab) March 3, 2014')).toEqual([
      { text: '“Merci à tous.” — Anna Beck, March 3, 2014', isPost: true },
    ]);
  });

  it('takes only the last sentence of a long paragraph for the post', () => {
    const lead = 'Le ministre a parlé longuement de son projet devant la presse. '.repeat(6);
    const parts = separatePosts(`${lead}Quelle journée ! pic.twitter.com/a — Jean Dupont (@jd) 3 mars 2014`);
    expect(parts.at(-1)?.text).toBe('“Quelle journée !” — Jean Dupont, 3 mars 2014');
    expect(parts[0]?.text).toBe(lead.trim());
  });

  it('leaves a handle in running text alone', () => {
    const text = 'Jean Dupont (@jdupont), député, a critiqué le plan.';
    expect(separatePosts(text)).toEqual([{ text, isPost: false }]);
  });

  it('removes links of posts everywhere', () => {
    expect(separatePosts('Le plan pic.twitter.com/AbC avance https://t.co/Ab1.')[0]?.text).toBe('Le plan avance.');
  });
});

function texts(raw: string): string[] {
  return splitParagraphs(raw).map(({ text }) => text);
}

describe('splitParagraphs', () => {
  it('cuts at blank lines and at line ends', () => {
    expect(texts('Un titre\r\nPremier paragraphe.\r\n\r\nSecond paragraphe.')).toEqual([
      'Un titre',
      'Premier paragraphe.',
      'Second paragraphe.',
    ]);
  });

  it('joins lines wrapped at a fixed width', () => {
    const raw =
      'Le groupe américain va investir cent millions de dollars dans les\njeunes entreprises françaises, a annoncé son président à Paris lundi,\nà l’issue d’un entretien.\nUne seconde phrase.';
    expect(texts(raw)).toEqual([
      'Le groupe américain va investir cent millions de dollars dans les jeunes entreprises françaises, a annoncé son président à Paris lundi, à l’issue d’un entretien.',
      'Une seconde phrase.',
    ]);
  });

  it('resolves tags and references that a scraper left', () => {
    expect(texts('<p>Un &amp; deux</p>&lt;p&gt;Trois&nbsp;%&lt;/p&gt;')).toEqual(['Un & deux', 'Trois %']);
  });

  it('knows list items', () => {
    expect(splitParagraphs('• un point\n- deux points')).toEqual([
      { text: 'un point', kind: 'item' },
      { text: '- deux points', kind: 'item' },
    ]);
  });
});

describe('cleanParagraphs', () => {
  it('puts a space where sentences ran into each other, and nowhere else', () => {
    const { paragraphs } = cleanParagraphs(
      [{ text: 'Des sites en Allemagne.Le groupe de M.Valls cite Booking.Com et 3.5 points.', kind: 'text' }],
      'fr',
    );
    expect(paragraphs[0]?.text).toBe('Des sites en Allemagne. Le groupe de M.Valls cite Booking.Com et 3.5 points.');
  });

  it('counts what it leaves out', () => {
    const cleaned = cleanParagraphs(splitParagraphs('Le plan avance.\nTweeter\nPartager sur Facebook'), 'fr');
    expect(cleaned.paragraphs.map(({ text }) => text)).toEqual(['Le plan avance.']);
    expect(cleaned.leftOut).toBe(2);
  });

  it('takes footnote marks out of the text, which would count as figures', () => {
    const { paragraphs } = cleanParagraphs([{ text: 'Le Parti populaire[1] et [2] autres.', kind: 'text' }], 'fr');
    expect(paragraphs[0]?.text).toBe('Le Parti populaire et [2] autres.');
  });
});
