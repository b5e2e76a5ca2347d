import { describe, expect, it } from 'vitest';
import { parseAnalyses } from '../../../src/adapters/translators/apertium/engine.ts';
import { damagedNames, missingRegions, type NameOracle } from '../../../src/adapters/translators/apertium/names.ts';

/** As the real engine answers: tags by word, and what it makes of a text alone. */
function oracle(
  tags: Readonly<Record<string, readonly string[]>>,
  translations: Readonly<Record<string, string>>,
): NameOracle {
  return {
    analyse: async (text) =>
      Object.hasOwn(tags, text)
        ? [{ surface: text, tags: tags[text]! }]
        : text.split(' ').map((surface) => ({ surface, tags: tags[surface] ?? [] })),
    translate: async (text) => translations[text] ?? text,
  };
}

const FRENCH = oracle(
  {
    Selon: ['pr'],
    Les: ['det.def.mf.pl'],
    La: ['det.def.f.sg'],
    Hier: ['adv'],
    Il: ['prn.pro'],
    Le: ['det.def.m.sg'],
    le: ['det.def.m.sg'],
    de: ['pr'],
    avec: ['pr'],
    Président: ['n.m.sg'],
    Marie: ['np.ant', 'vblex.pri'],
    Blanc: ['adj.m.sg', 'n.m.sg'],
    'Nations Unies': ['np.al'],
    Cisco: ['np.al'],
    Capital: ['n.m.sg', 'adj.m.sg'],
    Porto: ['n.m.sg', 'np.loc'],
    Conseil: ['n.m.sg'],
    État: ['n.m.sg'],
    Allemands: ['n.m.pl'],
    Catalogne: ['np.loc'],
    Petit: ['adj.m.sg'],
  },
  {
    'Marie Blanc': 'Marie White',
    Blanc: 'White',
    'Nations Unies': 'United Nations',
    'Le Havre': 'The Havre',
    'Cisco Capital': 'Cisco Main',
    'Viana do Castelo': 'Viana of the Castle',
    Porto: 'Port',
    Conseil: 'Council',
    État: 'State',
    Allemands: 'Germans',
    allemands: 'Germans',
    Petit: 'Small',
    petit: 'small',
    'Orfea de Catalogne': 'Orfea of Catalonia',
    'en Inde': 'in Indian',
    "l'Italie": 'Italy',
    'au Mali': 'to Mali',
    'Bourg-en-Bresse': 'Bourg-in-Bresse',
  },
);

async function names(segment: string, ...others: string[]): Promise<string[]> {
  const [found] = await damagedNames([segment, ...others], 'fr', FRENCH);
  return found!.map(({ start, end, english }) => `${segment.slice(start, end)} → ${english}`);
}

describe('names that the engine would damage', () => {
  it.each([
    ['Selon Marie Blanc, rien ne change.', ['Marie Blanc → Marie Blanc']],
    ['La visite du Président Marie Blanc.', ['Marie Blanc → Marie Blanc']],
    ['Les Nations Unies sont là.', []],
    ['Un port près du Le Havre.', ['Le Havre → Le Havre']],
    ['Géré par Cisco Capital hier.', ['Cisco Capital → Cisco Capital']],
    ['Cela vient de Viana do Castelo hier.', ['Viana do Castelo → Viana do Castelo']],
    ['Elle vit dans Porto depuis.', ['Porto → Porto']],
    ['Le chef avec Petit hier.', ['Petit → Petit']],
    ['Le conseil de Petit hier.', []],
    ['Un accord avec Allemands et.', []],
    ["Le coup d'État du matin.", []],
    ['Petit pays.', []],
    ['On vit à Bourg-en-Bresse.', ['Bourg-en-Bresse → Bourg-en-Bresse']],
    ['Il dit à Mme Blanc que.', ['Mme Blanc → Ms Blanc']],
    ["C'est M. Le Goff qui.", ['M. Le Goff → Mr Le Goff']],
    ['Le projet Orfea de Catalogne.', []],
    ['Elle va en Inde et au Mali.', ['Inde → India']],
    ["C'est l'Italie.", []],
    ['GRÈVE DES TRAINS EN FRANCE Marie Blanc', []],
  ])('%j', async (segment, expected) => {
    expect(await names(segment)).toEqual(expected);
  });

  it('knows a surname again, also at the start of a sentence of another segment', async () => {
    const [, second] = await damagedNames(['Hier encore Marie Blanc parlait.', 'Blanc a dit non.'], 'fr', FRENCH);
    expect(second).toEqual([{ start: 0, end: 5, english: 'Blanc' }]);
    expect(await names('Blanc a dit non.')).toEqual([]);
  });

  it('does not throw on any text', async () => {
    for (const text of ['', ' ', '.', 'A', '«»', "l'", 'M. ', 'É'.repeat(500), '\uD800', 'a b'.repeat(100)]) {
      await expect(damagedNames([text], 'fr', FRENCH)).resolves.toHaveLength(1);
    }
  });
});

describe('countries that a rendering lost', () => {
  it.each([
    ['Elle va en Inde et en France.', 'She goes to Indian and to France.', 'fr', ['Inde → India']],
    ['Elle va aux États-Unis.', 'She goes to the United States.', 'fr', []],
    ['Il commercio con la Turchia.', 'The trade with the Turkish.', 'it', ['la Turchia → Turkey']],
    ['Il commercio con la Turchia.', 'The trade with Türkiye.', 'it', []],
    ['in Francia e', 'in Francia and', 'it', ['Francia → France']],
    ['Rien ici.', 'Nothing here.', 'fr', []],
  ])('%j', (segment, translation, language, expected) => {
    const found = missingRegions(segment, translation, language);
    expect(found.map(({ start, end, english }) => `${segment.slice(start, end)} → ${english}`)).toEqual(expected);
  });
});

it('reads what an analyser says', () => {
  const stream = '^Le Monde/Le Monde<np><al>$ ^a\\/b/*a\\/b$ ^Blanc/Blanc<adj><m>/Blanc<n><m><sg>$[][\n]';
  expect(parseAnalyses(stream)).toEqual([
    { surface: 'Le Monde', tags: ['np.al'] },
    { surface: 'a\\/b', tags: [] },
    { surface: 'Blanc', tags: ['adj.m', 'n.m.sg'] },
  ]);
});
