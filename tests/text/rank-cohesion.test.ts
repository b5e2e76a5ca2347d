import { describe, expect, it } from 'vitest';
import { bundleSegments, type RankableSegment } from '../../src/text/rank-cohesion.ts';
import { opensDangling } from '../../src/text/rank-openers.ts';

/** One paragraph a list entry, `|` between its sentences; `#` marks a heading, `=` the title, `@` a post. */
function parse(paragraphs: readonly string[]): RankableSegment[] {
  return paragraphs.flatMap((text, paragraph) => {
    const kind = text.startsWith('#')
      ? 'heading'
      : text.startsWith('=')
        ? 'title'
        : text.startsWith('@')
          ? 'post'
          : 'sentence';
    return text
      .replace(/^[#=@]/u, '')
      .split('|')
      .map((sentence) => ({ kind, paragraph, text: sentence.trim() }) as const);
  });
}

const bundles = (language: string, ...paragraphs: string[]) => bundleSegments(parse(paragraphs), language);

describe('opensDangling', () => {
  it.each([
    ['fr', 'Il a refusé de répondre.'],
    ['fr', 'Cette décision a surpris.'],
    ['fr', "C'est une première."],
    ['fr', '« Elle ne viendra pas », dit Paul.'],
    ['fr', 'En 2023, il a perdu la moitié de sa fortune.'],
    ['fr', 'Créé il y a trente ans, ce terminal disparaît.'],
    ['fr', 'Dans ce cas, les élus voteront.'],
    ['fr', 'Selon lui, rien ne presse.'],
    ['fr', 'En revanche, les ventes montent.'],
    ['fr', 'Son avocat dément.'],
    ['de', 'Dies gilt auch für Berlin.'],
    ['de', 'Damit steigt der Preis.'],
    ['de', 'Das teilte die Polizei mit.'],
    ['de', 'Seine Frau lebt in Köln.'],
    ['es', 'Este acuerdo vence mañana.'],
    ['es', 'Sin embargo, nadie firmó.'],
    ['es', 'Afirmó que no lo sabía.'],
    ['it', 'Questo accordo scade domani.'],
    ['it', 'Il suo avvocato nega.'],
    ['it', 'Lo ha comunicato la procura.'],
    ['it', 'Due potrebbero trovarsi a New York.'],
    ['fr', 'Trois sont morts sur le coup.'],
    ['pt', 'Ela recusou comentar.'],
    ['pt', 'Além disso, os preços subiram.'],
    ['nl', 'Ook de trein staakt.'],
    ['nl', 'Volgens hem is dat onzin.'],
    ['ca', 'La seva dona viu a Girona.'],
    ['ca', 'Aquesta ampliació costaria molt.'],
    ['en', 'However, sales rose.'],
    ['en', 'It will close in May.'],
    ['en', 'In 2019, they sold it.'],
    ['pl', 'Jednak cena wzrosła.'],
    ['cs', 'Podle něj je to chyba.'],
    ['ru', 'Он отказался отвечать.'],
    ['ru', 'Кроме того, цены выросли.'],
    ['uk', 'Однак ціни зросли.'],
    ['fi', 'Hän ei vastannut.'],
    ['zh', '他拒绝回答。'],
    ['zh', '此外，价格上涨。'],
    ['ja', 'しかし、価格は上がった。'],
    ['ja', '同社は否定した。'],
  ])('%s leans: %s', (language, text) => {
    expect(opensDangling(text, language)).toBe(true);
  });

  it.each([
    ['fr', 'Le groupe a refusé.'],
    ['fr', 'Il y a deux ans, le pont a cédé.'],
    ['fr', 'Ce mardi, la banque a fermé.'],
    ['fr', 'Cette semaine, trois trains ont été supprimés.'],
    ['fr', 'Selon la police, trois hommes ont fui.'],
    ['fr', 'Après la guerre, Martin est parti.'],
    ['de', 'Das Unternehmen schweigt.'],
    ['de', 'Es gibt keine Verletzten.'],
    ['de', 'Diese Woche tagt der Rat.'],
    ['es', 'Este martes cerró la fábrica.'],
    ['it', 'La procura nega.'],
    ['it', 'Due uomini potrebbero essere a New York.'],
    ['pt', 'Esta semana choveu em Lisboa.'],
    ['nl', 'Het bedrijf zwijgt.'],
    ['nl', 'Deze week staakt de trein.'],
    ['en', 'The company declined.'],
    ['en', 'This week the bank closed.'],
    ['en', 'There are no injuries.'],
    ['ru', 'В Москве прошёл дождь.'],
    ['zh', '中国政府宣布投资。'],
    ['zh', '其他国家反对。'],
    ['ja', 'これまでに三人が死亡した。'],
  ])('%s stands alone: %s', (language, text) => {
    expect(opensDangling(text, language)).toBe(false);
  });

  it('does not know languages without a table', () => {
    expect(opensDangling('Han nektet å svare.', 'no')).toBeNull();
  });
});

describe('bundleSegments', () => {
  it('brings along the sentence that a pronoun refers to, over paragraphs and headings', () => {
    expect(
      bundles(
        'fr',
        '=Titre du journal',
        'Le maire est parti à Lyon.',
        '#Un départ remarqué',
        'Il reviendra en mars 2025.',
      ),
    ).toEqual([null, [1], null, [1, 3]]);
  });

  it('follows a chain of pronouns to its end', () => {
    expect(
      bundles('fr', 'Le maire est parti à Lyon.|Il reviendra en mars 2025.|Cela suffira aux habitants du lieu.')[2],
    ).toEqual([0, 1, 2]);
  });

  it('does not select what has no antecedent at all', () => {
    expect(bundles('fr', 'Il reviendra en mars prochain.')).toEqual([null]);
  });

  it('lets the first sentence lean on the title', () => {
    const lead = "C'est aujourd'hui que les 334 464 candidats connaissent leurs notes.";
    expect(bundles('fr', '=Les résultats du bac', lead, 'Elles tombent à midi à Paris.')).toEqual([null, [1], [1, 2]]);
    expect(bundles('fr', '=Un titre', '« Nous avons perdu », a-t-il dit.')).toEqual([null, null]);
  });

  it('brings along what a date points back at', () => {
    expect(
      bundles(
        'fr',
        "La France retire 2 000 soldats d'ici à juin.|Les 1 550 soldats qui resteront après cette date trient.",
      ),
    ).toEqual([[0], [0, 1]]);
  });

  it('gives up on a chain that is too long', () => {
    const chain = Array.from({ length: 7 }, (_, index) => `Il reviendra une autre fois ${index}.`).join('|');
    expect(bundles('fr', `Le maire est parti à Lyon.|${chain}`).at(-1)).toBeNull();
  });

  it('never selects titles, headings, fragments and page furniture', () => {
    expect(
      bundles(
        'fr',
        '=Un titre de journal complet',
        '#Une rubrique de journal',
        'Pas question.',
        '© Le Journal, tous droits réservés',
        'Lire aussi : le marché des vins',
      ),
    ).toEqual([null, null, null, null, null]);
  });

  it('keeps a quotation of several sentences whole, with who said it', () => {
    expect(
      bundles(
        'fr',
        '« Nous avons perdu la bataille. | Nous gagnerons la guerre demain », a dit Anne Leroy. | La séance est levée à midi.',
      ),
    ).toEqual([[0, 1], [0, 1], [2]]);
  });

  it('brings the speaker for words that are all quotation', () => {
    expect(
      bundles('fr', '« Nous avons perdu la bataille », explique Anne Leroy. | « Nous gagnerons la guerre demain. »'),
    ).toEqual([[0], [0, 1]]);
    expect(bundles('de', 'Anne Leroy ist nicht zufrieden. | „Wir haben die Schlacht verloren.“')[1]).toEqual([0, 1]);
    expect(bundles('zh', '市长对此表示不满。|「我们不会接受这个结果。」')[1]).toEqual([0, 1]);
  });

  it('does not select words that nobody says', () => {
    expect(bundles('fr', '« Nous avons perdu la bataille hier. »', 'La séance est levée à midi.')).toEqual([null, [1]]);
  });

  it('brings the name where only a pronoun speaks', () => {
    expect(
      bundles('fr', 'Anne Leroy ne désarme pas hier. | « Nous gagnerons la guerre demain », a-t-elle ajouté mardi.')[1],
    ).toEqual([0, 1]);
    expect(bundles('es', 'Ana Ruiz no se rinde todavía. | «Vamos a ganar la guerra mañana», añadió.')[1]).toEqual([
      0, 1,
    ]);
  });

  it('brings what a colon announces, and nothing that announces in vain', () => {
    expect(bundles('fr', 'Le maire a réagi sur Twitter :', '@Merci aux pompiers de la ville.')).toEqual([[0, 1], [1]]);
    expect(bundles('fr', 'Le maire a réagi sur Twitter :')).toEqual([null]);
  });

  it('keeps the sentences of an embedded post together', () => {
    expect(bundles('fr', '@Merci aux pompiers. | Nous sommes fiers. | Jean Martin, 3 mars 2014')).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  it('is not led astray by a quotation mark that nothing closes', () => {
    expect(bundles('fr', '« Le pont a cédé hier soir. | La route est fermée jusque lundi.')).toEqual([[0], [1]]);
  });

  it('in a language without a table leans sentences without name or figure on the one before', () => {
    const [, plain, figure, name, opening] = bundles(
      'no',
      'Ordføreren reiste til Bergen i går.|Det er helt uvanlig her.|Turen kostet 500 kroner.|Hun møtte Kari Nilsen der.',
      'Byen er stengt for alle.',
    );
    expect([plain, figure, name, opening]).toEqual([[0, 1], [2], [3], [4]]);
  });
});
