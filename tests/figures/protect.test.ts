import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Glossary } from '../../src/core/index.ts';
import { renderEnglish } from '../../src/figures/english.ts';
import { findFigures } from '../../src/figures/find.ts';
import { hedgeBefore } from '../../src/figures/hedges.ts';
import { protect, restore } from '../../src/figures/protect.ts';
import { translateProtected } from '../../src/figures/protected-translation.ts';
import { correctScaleWords } from '../../src/figures/scale-words.ts';

function glossary(...entries: [source: string, target: string, language?: string][]): Glossary {
  return {
    sha256: '',
    entries: entries.map(([source, target, language]) => ({
      source,
      target,
      language: language ?? null,
      doNotTranslate: source === target,
    })),
  };
}

function finding(text: string): Finding {
  return {
    check: 'figure',
    severity: 'error',
    message: '',
    claim: 0,
    target: null,
    source: { start: 0, end: text.length, text },
  };
}

/** What a segment becomes where the engine changes nothing. */
function throughIdentity(segment: string, language: string, setting = {}): string {
  const { text, spans } = protect(segment, language, setting);
  const restored = restore(text, spans);
  expect(restored.lost).toEqual([]);
  return restored.text;
}

describe('renderEnglish', () => {
  it.each([
    ['fr', '2,5 milliards de dollars', '$2.5 billion'],
    ['fr', "88 millions d'euros", '€88 million'],
    ['fr', '88 millions d’euros', '€88 million'],
    ['fr', '100 millions $', '$100 million'],
    ['fr', '12,5 M€', '€12.5 million'],
    ['fr', '3 Md€', '€3 billion'],
    ['fr', '400 000 euros', '€400,000'],
    ['fr', "2 billions d'euros", '€2 trillion'],
    ['fr', '9,50 euros', '€9.50'],
    ['fr', '95 %', '95%'],
    ['fr', '0,3 %', '0.3%'],
    ['fr', '200 000', '200,000'],
    ['fr', '1,5 million', '1.5 million'],
    ['fr', '16 février 2015', '16 February 2015'],
    ['fr', '16 Février 2015', '16 February 2015'],
    ['fr', 'février 2015', 'February 2015'],
    ['es', '3.400 millones de euros', '€3.4 billion'],
    ['es', '2 mil millones de dólares', '$2 billion'],
    ['es', '12.500 euros', '€12,500'],
    ['it', '1,2 miliardi di euro', '€1.2 billion'],
    ['it', '310 milioni di dollari', '$310 million'],
    ['pt', '45 milhões de dólares', '$45 million'],
    ['ca', "620 milions d'euros", '€620 million'],
    ['de', '12,5 Mrd. Euro', '€12.5 billion'],
    ['de', '1,3 Mio. Euro', '€1.3 million'],
    ['nl', '2 miljard euro', '€2 billion'],
    // Not certain, or not a figure by itself.
    ['fr', 'des milliers', null],
    ['fr', '2.500 millions', null],
    ['fr', 'hier', null],
    ['fr', 'un', null],
  ])('%s: %s → %s', (language, text, expected) => {
    const figures = findFigures(text, language).filter((figure) => figure.text === text);
    expect(figures.length === 0 ? null : renderEnglish(figures[0]!, language)).toBe(expected);
  });
});

describe('protect and restore', () => {
  it.each([
    ['Cisco lance un programme de 2,5 milliards de dollars.', 'Cisco lance un programme de $2.5 billion.'],
    ["100 millions $ (environ 88 millions d'euros)", '$100 million (environ €88 million)'],
    ['coûte 400 000 euros', 'coûte 400 000 euros'],
    ['95 % de 200 000 personnes', '95 % de 200 000 personnes'],
    ['voir www.cisco.com.', 'voir www.cisco.com.'],
    ['entre 3 et 5 millions de dollars', 'entre $3 million and $5 million'],
    ["de 3 à 5 milliards d'euros", 'de €3 billion to €5 billion'],
  ])('%j', (segment, expected) => {
    expect(throughIdentity(segment, 'fr')).toBe(expected);
  });

  it.each([
    ['3 milliards de personnes', '3 billion personnes', '3000000000 personnes'],
    ["500 millions d'utilisateurs", '500 million utilisateurs', '500000000 utilisateurs'],
    ['1,2 million de tonnes', '1.2 million tonnes', '1200000 tonnes'],
    ['une trentaine de pays', 'about 30 pays', '30 pays'],
    ['une centaine de pays', 'about 100 pays', '100 pays'],
    ['deux tiers des pays', 'two thirds des pays', 'Xq1x des pays'],
    ["jusqu'à 6 000 emplois", 'up to 6 000 emplois', 'Xq1x 6 000 emplois'],
    ["jusqu'à 2020", "jusqu'à 2020", "jusqu'à 2020"],
    [', soit 8 % du total', ', or 8 % du total', ', Xq1x 8 % du total'],
    ['quel que soit 8 % du total', 'quel que soit 8 % du total', 'quel que soit 8 % du total'],
    ['Il vient à 21 h 30.', 'Il vient at 21:30.', 'Il vient Xq1x.'],
    ['Il dure 1 h 30.', 'Il dure 1 h 30.', 'Il dure 1 h 30.'],
    ['(12h02 UTC)', '(12:02 UTC)', '(Xq1x UTC)'],
    ['depuis mars 2011', 'depuis March 2011', 'depuis Xq1x'],
    ['depuis la mi-mars', 'depuis mid-March', 'depuis Xq1x'],
    ['Il vient fin août 2020', 'Il vient in late August 2020', 'Il vient Xq1x'],
    ['Le 16 février 2015', 'Le 16 février 2015', 'Le 16 février 2015'],
    ['les années 1970', 'les 1970s', 'les Xq1x'],
    ["900 000 mètres cubes d'eau", "900,000 cubic metres d'eau", "Xq1x d'eau"],
    ['de 2 à 3 millions de personnes', 'de 2 à 3 million personnes', 'de 2 à 3000000 personnes'],
  ])('for a rule-based engine: %j', (segment, expected, sent) => {
    expect(protect(segment, 'fr', { countsAsDigits: true }).text).toBe(sent);
    expect(throughIdentity(segment, 'fr', { countsAsDigits: true })).toBe(expected);
  });

  it.each([
    ['https://example.org/a_b?x=1.', 'https://example.org/a_b?x=1'],
    ['(www.cisco.com)', 'www.cisco.com'],
    ['pic.twitter.com/Qz7LmN42', 'pic.twitter.com/Qz7LmN42'],
    ['#FrenchTech !', '#FrenchTech'],
    ['de @cisco:', '@cisco'],
    ['à jean.petit@exemple.fr,', 'jean.petit@exemple.fr'],
  ])('keeps the address in %j', (segment, address) => {
    const { spans } = protect(segment, 'fr');
    expect(spans.map(({ english }) => english)).toEqual([address]);
  });

  it.each(['3 # 4', '@ 5', 'a@b', '5.5 et 6', 'M.Houdré', 'etc...'])('sees no address in %j', (segment) => {
    expect(protect(segment, 'fr').spans).toEqual([]);
  });

  it('renders glossary terms: longest first, whole words, of the language, in any case but acronyms', () => {
    const terms = glossary(
      ['banque', 'bank'],
      ['banque centrale', 'central bank'],
      ['SMIC', 'minimum wage', 'fr'],
      ['Generalitat', 'Generalitat'],
      ['Strom', 'power', 'de'],
      [' ', 'nothing'],
    );
    const segment = 'Banque centrale, banques, banque, smic, SMIC, Generalitat, Strom';
    expect(throughIdentity(segment, 'fr', { glossary: terms })).toBe(
      'central bank, banques, bank, smic, minimum wage, Generalitat, Strom',
    );
    expect(protect(segment, 'fr', { glossary: terms }).spans).toHaveLength(4);
  });

  it('protects what a finding names, and everything when asked', () => {
    const segment = 'Le 16 février 2015, 95 % de 200 000 personnes.';
    expect(protect(segment, 'fr', { also: ['95 %'] }).text).toBe('Le 16 février 2015, Xq1x de 200 000 personnes.');
    expect(throughIdentity(segment, 'fr', { all: true })).toBe('Le 16 February 2015, 95% de 200,000 personnes.');
  });

  it('prefers what was named first where spans overlap, and takes names', () => {
    const segment = 'Pablo Iglesias et 3 millions de dollars';
    const names = [
      { start: 0, end: 14, english: 'Pablo Iglesias' },
      { start: 6, end: 14, english: 'never' },
    ];
    expect(protect(segment, 'fr', { names }).text).toBe('Xq1x et Xq2x');
  });

  it('takes no stand-in that the text holds', () => {
    const { text, spans } = protect('xq1x et 3 millions de dollars', 'fr');
    expect(text).toBe('xq1x et Xq2x');
    expect(restore(text, spans)).toEqual({ text: 'xq1x et $3 million', lost: [] });
  });

  it('uses the stand-in of the engine', () => {
    const { text, spans } = protect('3 millions de dollars', 'fr', { placeholder: (number) => `⟦${number}⟧` });
    expect(text).toBe('⟦1⟧');
    expect(restore('so ⟦1⟧.', spans)).toEqual({ text: 'so $3 million.', lost: [] });
  });

  it('notices stand-ins that are gone or doubled, whatever their case', () => {
    const { spans } = protect("3 millions de dollars, 4 millions d'euros", 'fr');
    expect(restore('XQ1X and xq2x', spans)).toEqual({ text: '$3 million and €4 million', lost: [] });
    expect(restore('Xq1x', spans).lost.map(({ source }) => source)).toEqual(["4 millions d'euros"]);
    expect(restore('Xq1x Xq1x Xq2x', spans).lost.map(({ source }) => source)).toEqual(['3 millions de dollars']);
    expect(restore('Xq1xs Xq2x', spans).lost).toHaveLength(1);
  });

  it('leaves out what is excepted', () => {
    const segment = "3 millions de dollars, 4 millions d'euros";
    expect(protect(segment, 'fr', { except: new Set(['3 millions de dollars']) }).text).toBe(
      '3 millions de dollars, Xq1x',
    );
  });

  it('changes nothing but what it renders, in any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(
        '2,5 milliards de dollars',
        '3 millions',
        'Xq1x',
        '@ab',
        'www.a.fr',
        "d'",
        ' ',
        'à 21 h 30',
        '88 M€',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, countsAsDigits) => {
        const segment = pieces.join(' ');
        const { text, spans } = protect(segment, 'fr', { countsAsDigits });
        const restored = restore(text, spans);
        expect(restored.lost).toEqual([]);
        // With each English put back to its source, the segment is there again, but for the space after "d'".
        const back = restore(
          text,
          spans.map((span) => ({ ...span, english: span.source })),
        );
        expect(back.text.replaceAll(' ', '')).toBe(segment.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps every value: what it renders reads the same in English', () => {
    const amount = fc
      .tuple(
        fc.integer({ min: 1, max: 999 }),
        fc.nat({ max: 99 }),
        fc.constantFrom('millions', 'milliards'),
        fc.constantFrom('de dollars', "d'euros", 'de livres sterling'),
      )
      .map(([whole, part, scale, currency]) => `${whole}${part === 0 ? '' : `,${part}`} ${scale} ${currency}`);
    fc.assert(
      fc.property(amount, (text) => {
        const [source] = findFigures(text, 'fr');
        const [english] = findFigures(throughIdentity(text, 'fr'), 'en');
        expect(english?.readings[0]).toEqual(source?.readings[0]);
      }),
    );
  });

  it('takes linear time', () => {
    const slow: string[] = [];
    for (const unit of ['3 millions de dollars ', 'www.', '@a ', 'a.', '1', 'aaaa@']) {
      const long = unit.repeat(Math.ceil(60_000 / unit.length));
      const start = performance.now();
      const { text, spans } = protect(long, 'fr', { countsAsDigits: true });
      restore(text, spans);
      slow.push(...(performance.now() - start > 6_000 ? [unit] : []));
    }
    expect(slow).toEqual([]);
  });
});

describe('hedges', () => {
  it.each([
    ["jusqu'à 30", 'fr', 'up to'],
    ['jusqu’à 30', 'fr', 'up to'],
    ['Pas moins de 30', 'fr', 'no less than'],
    [', soit environ 30', 'fr', 'or about'],
    ['qui soit 30', 'fr', null],
    ['hasta 30', 'es', 'up to'],
    ['fino a 30', 'it', 'up to'],
    ['até 30', 'pt', 'up to'],
    ['menys de 30', 'ca', 'less than'],
    ['bis zu 30', 'de', null],
    ['xhasta 30', 'es', null],
  ])('%j (%s)', (text, language, expected) => {
    expect(hedgeBefore(text, text.indexOf('30'), language)?.english ?? null).toBe(expected);
  });
});

describe('scale words', () => {
  it.each([
    ['it cost 2 billion euros', "il a coûté 2 billions d'euros", 'fr', 'it cost 2 trillion euros'],
    ['it cost 2.5 million dollars', '2,5 milliards de dollars', 'fr', 'it cost 2.5 billion dollars'],
    ['$3.4 million', '3.400 millones de dólares', 'es', '$3.4 billion'],
    [
      '3 million people and 3 billion',
      '3 millions de personnes et 3 milliards',
      'fr',
      '3 million people and 3 billion',
    ],
    // Right already, or not certain.
    ['$2.5 billion', '2,5 milliards de dollars', 'fr', '$2.5 billion'],
    ['2 million', '2 milliards et 2 billions', 'fr', '2 million'],
    ['5 million', '2 milliards', 'fr', '5 million'],
    ['a million reasons', 'des milliers de raisons', 'fr', 'a million reasons'],
  ])('%j from %j', (translation, source, language, expected) => {
    expect(correctScaleWords(translation, source, language)).toBe(expected);
  });
});

async function swap(texts: readonly string[]): Promise<string[]> {
  return texts.map((text) => text.replace('95', '59'));
}

describe('translateProtected', () => {
  const setting = { language: 'fr', glossary: null };

  it('gives one English segment for each, in order, with figures by rule', async () => {
    const seen: string[] = [];
    const { segments, warnings } = await translateProtected(
      ['Il a 88 millions d’euros.', 'Rien.', '95 % de 200 000'],
      setting,
      async (texts) => {
        seen.push(...texts);
        return texts.map((text) => text.replace('Il a', 'It has').replace('Rien', 'Nothing'));
      },
    );
    expect(seen).toEqual(['Il a Xq1x.', 'Rien.', '95 % de 200 000']);
    expect(segments).toEqual(['It has €88 million.', 'Nothing.', '95% de 200,000']);
    expect(warnings).toEqual([]);
  });

  it('translates again without the stand-in that was lost, and warns', async () => {
    const { segments, warnings } = await translateProtected(
      ["88 millions d'euros et 3 millions de dollars", 'bien'],
      setting,
      async (texts) => texts.map((text) => text.replace('Xq1x', '').replace("88 millions d'euros", '88 million euros')),
    );
    expect(segments[0]).toBe('88 million euros et 3 millions de dollars');
    expect(warnings.join()).toMatch(/2 protected figures/);
    expect(segments[1]).toBe('bien');
  });

  it('protects the figure that a finding names, at once', async () => {
    const repair = [{ previous: '59% of it', findings: [finding('95 %')] }];
    const seen: string[] = [];
    const { segments } = await translateProtected(['95 % de tout'], { ...setting, repair }, async (texts) => {
      seen.push(...texts);
      return swap(texts);
    });
    expect(seen).toEqual(['Xq1x de tout']);
    expect(segments).toEqual(['95% de tout']);
  });

  it('does so by itself where the rendering holds another value', async () => {
    expect((await translateProtected(['95 % de tout'], setting, swap)).segments).toEqual(['95% de tout']);
  });

  it('protects every figure where a finding names no place', async () => {
    const repair = [{ previous: '', findings: [{ ...finding('x'), source: null }] }];
    expect((await translateProtected(['95 % de tout'], { ...setting, repair }, swap)).segments).toEqual([
      '95% de tout',
    ]);
  });

  it('protects a number that the rendering lost, in one more round', async () => {
    const seen: string[] = [];
    const { segments, warnings } = await translateProtected(
      ['les sept moteurs', 'les deux moteurs'],
      setting,
      async (texts) => {
        seen.push(...texts);
        return texts.map((text) => text.replace('sept', 'set').replace('deux', 'both').replace('moteurs', 'engines'));
      },
    );
    expect(segments).toEqual(['les 7 engines', 'les both engines']);
    expect(seen).toEqual(['les sept moteurs', 'les deux moteurs', 'les Xq1x moteurs']);
    expect(warnings).toEqual([]);
  });

  it('gives a reviewer one more round', async () => {
    let rounds = 0;
    const { segments } = await translateProtected(
      ['en Inde'],
      { ...setting, review: () => [{ start: 3, end: 7, english: 'India' }] },
      async (texts) => {
        rounds += 1;
        return texts.map((text) => text.replace('en', 'in').replace('Inde', 'Indian'));
      },
    );
    expect(segments).toEqual(['in India']);
    expect(rounds).toBe(2);
  });

  it('passes on what the engine throws', async () => {
    await expect(
      translateProtected(['a'], setting, async () => {
        throw new Error('dead');
      }),
    ).rejects.toThrow('dead');
  });
});
