import { describe, expect, it } from 'vitest';
import { checkPair } from '../../src/verify/index.ts';
import { findNames } from '../../src/verify/names/find.ts';
import { similarity, toLatin } from '../../src/verify/names/letters.ts';

describe('names in English', () => {
  it.each([
    ['The minister met Angela Merkel in Paris on Monday.', ['Angela Merkel', 'Paris']],
    ['However, nothing happened in March.', []],
    ['Yesterday the Bank of Japan raised rates.', ['Bank of Japan']],
    ["Novak Djokovic's coach left.", ['Novak Djokovic']],
    ['U.S. and EU officials met.', ['U.S.', 'EU']],
    ['Ludwig van Beethoven was born in Bonn.', ['Ludwig van Beethoven', 'Bonn']],
    ['The CEO of the company spoke.', []],
    ['It cost CZK 300 and 200 USD.', []],
    ['She said: "Nobody knows."', []],
    ['Running costs rose. Hamas denied it.', ['Hamas']],
  ])('%s', (text, expected) => {
    const names = findNames(text).filter((name) => name.parts.some((part) => part.kind !== 'common'));
    expect(names.map((name) => name.text)).toEqual(expected);
  });
});

/** Names as each language writes them, and as English does. */
const SAME: readonly (readonly [language: string, source: string, english: string])[] = [
  ['fr', "L'Allemagne et les Pays-Bas votent.", 'Germany and the Netherlands vote.'],
  ['fr', 'Les autorités genevoises ont tranché.', 'The Geneva authorities decided.'],
  ['fr', "L'ONU, l'OTAN et l'UE protestent ; le PIB recule.", 'The UN, NATO and the EU protest; GDP falls.'],
  ['fr', "L'Organisation mondiale de la santé alerte.", 'The WHO warns.'],
  ['fr', 'Le pape François est en Égypte.', 'Pope Francis is in Egypt.'],
  ['fr', 'La Méditerranée et la mer Noire se réchauffent.', 'The Mediterranean and the Black Sea are warming.'],
  [
    'de',
    'Die Berliner Polizei und US-Präsident Bidens Team in München.',
    "Berlin police and US President Biden's team in Munich.",
  ],
  [
    'de',
    'Das Zürcher Gericht und Österreichs Kanzler Nehammer.',
    'The Zurich court and Austria’s Chancellor Nehammer.',
  ],
  ['es', 'La capital londinense y el Reino Unido esperan a EE. UU.', 'London and the United Kingdom await the US.'],
  ['es', 'Los holandeses vencieron a los estadounidenses.', 'The Dutch beat the Americans.'],
  ['it', 'Il governo tedesco e la città di Monaco di Baviera.', 'The German government and the city of Munich.'],
  ['it', 'La Cina, il Giappone e la Svizzera.', 'China, Japan and Switzerland.'],
  ['pt', 'Os EUA e a Polônia condenam Moscou.', 'The US and Poland condemn Moscow.'],
  [
    'nl',
    'De Duitse regering en het Verenigd Koninkrijk in Den Haag.',
    'The German government and the United Kingdom in The Hague.',
  ],
  ['ca', 'El govern alemany i Nova York.', 'The German government and New York.'],
  ['pl', 'Prezydentem Macronem i Morawieckiego w Niemczech.', 'President Macron and Morawiecki in Germany.'],
  ['pl', 'Wielka Brytania i Włochy, mieszkańcy Monachium.', 'Britain and Italy, people of Munich.'],
  ['cs', 'Rafajova schůzka s Babišem ve Vídni a v Německu.', "Rafaj's meeting with Babiš in Vienna and in Germany."],
  ['cs', 'Spisovatelka Rowlingová navštívila Řecko.', 'The writer Rowling visited Greece.'],
  ['ru', 'Владимир Путин и Джонсон в Вашингтоне.', 'Vladimir Putin and Johnson in Washington.'],
  ['fr', 'La Corée du Nord et les Sud-Coréens.', 'North Korea and the South Koreans.'],
  ['pl', 'Korea Południowa milczy.', 'South Korea is silent.'],
  ['ru', 'Немецкие и китайские власти, США и ООН.', 'German and Chinese authorities, the US and the UN.'],
  ['uk', 'Володимир Зеленський у Києві та Львові.', 'Volodymyr Zelensky in Kyiv and Lviv.'],
  ['fi', 'Saksan liittokansleri Merkelin vierailu Lontoossa.', "German Chancellor Merkel's visit to London."],
  ['zh', '美国总统拜登访问德国和北京。', 'US President Biden visits Germany and Beijing.'],
  ['ja', 'アメリカのトランプ大統領がドイツを訪問した。', 'US President Trump visited Germany.'],
  ['hi', 'प्रधानमंत्री नरेंद्र मोदी ने जर्मनी और दिल्ली में कहा।', 'Prime Minister Narendra Modi said in Germany and Delhi.'],
];

/** The same with one name that stands nowhere. */
const WRONG: readonly (readonly [language: string, source: string, english: string, name: string])[] = [
  ['fr', "L'Allemagne vote.", 'Austria votes.', 'Austria'],
  ['fr', 'Le premier ministre Manuel Valls a parlé.', 'Prime Minister Emmanuel Macron spoke.', 'Macron'],
  ['de', 'Argentinien zahlt nicht.', 'Spain does not pay.', 'Spain'],
  ['de', 'Der Spieler Klose ist verletzt.', 'The player Guenther is injured.', 'Guenther'],
  ['es', 'El presidente Peña Nieto habló.', 'President Kowalski spoke.', 'Kowalski'],
  ['it', 'Il Giappone vince.', 'Lebanon wins.', 'Lebanon'],
  ['pt', 'O Brasil venceu.', 'Sweden won.', 'Sweden'],
  ['nl', 'België wint van Kroatië.', 'Belgium beats Slovenia.', 'Slovenia'],
  ['ca', 'El president Puigdemont va parlar.', 'President Horvath spoke.', 'Horvath'],
  ['pl', 'Premier Morawiecki był w Rzymie.', 'Prime Minister Morawiecki was in London.', 'London'],
  ['cs', 'Řecko žádá o pomoc.', 'Norway asks for help.', 'Norway'],
  ['ru', 'Путин прибыл в Москву.', 'Putin arrived in Vienna.', 'Vienna'],
  ['uk', 'Зеленський виступив у Києві.', 'Poroshenko spoke in Kyiv.', 'Poroshenko'],
  ['fi', 'Merkel vieraili Lontoossa.', 'Merkel visited Madrid.', 'Madrid'],
  ['zh', '美国总统拜登访问德国。', 'US President Biden visits France.', 'France'],
  ['ja', 'トランプ大統領がドイツを訪問した。', 'President Trump visited Spain.', 'Spain'],
  ['hi', 'नरेंद्र मोदी जर्मनी में हैं।', 'Narendra Modi is in Canada.', 'Canada'],
  ['fr', 'La Corée du Sud proteste.', 'North Korea protests.', 'North Korea'],
  ['de', 'Nordkoreas Armee schweigt.', "South Korea's army is silent.", 'South Korea'],
  ['es', 'El ejército norcoreano calla.', 'The South Korean army is silent.', 'South Korean'],
  ['ru', 'Южная Корея молчит.', 'North Korea is silent.', 'North Korea'],
  ['zh', '韩国总统发表讲话。', 'The president of North Korea spoke.', 'North Korea'],
];

const names = (sourceLanguage: string, source: string, target: string) =>
  checkPair({ source, sourceLanguage, target }).findings.filter((finding) => finding.check === 'name');

describe('names across languages', () => {
  it.each(SAME)('%s: %s', (language, source, english) => {
    expect(names(language, source, english)).toEqual([]);
    const facts = checkPair({ source, sourceLanguage: language, target: english }).facts;
    for (const fact of facts.filter(({ kind }) => kind === 'name')) {
      expect(fact.verdict).toBe('traced');
      expect(fact.source === null || source.slice(fact.source.start, fact.source.end) === fact.source.text).toBe(true);
    }
  });

  it.each(WRONG)('%s: %s ≠ %s', (language, source, english, name) => {
    const [finding] = names(language, source, english);
    expect(finding?.target?.text).toBe(name);
  });

  it('is sure of a place that the tables know, and careful where spelling may differ', () => {
    expect(names('fr', "L'Allemagne vote.", 'Austria votes.')[0]?.severity).toBe('error');
    expect(names('zh', '美国总统访问德国。', 'The US president visits France.')[0]?.severity).toBe('warning');
  });
});

describe('a script without a table', () => {
  it('is not judged, since everything would seem to be missing', () => {
    expect(names('ar', 'وصل الرئيس الفرنسي إلى القاهرة', 'The French president arrived in Cairo.')).toEqual([]);
    expect(names('ko', '프랑스 대통령이 서울에 도착했다', 'The French president arrived in Seoul.')).toEqual([]);
    expect(names('sv', 'Statsminister Andersson besökte Malmö.', 'Prime Minister Andersson visited Malmö.')).toEqual(
      [],
    );
    expect(
      names('sv', 'Statsminister Andersson besökte Malmö.', 'Prime Minister Kowalski visited Malmö.'),
    ).toHaveLength(1);
  });
});

describe('likeness of sound', () => {
  it.each([
    ['Putin', 'Путиным'],
    ['Johnson', 'Джонсон'],
    ['Trump', 'トランプ'],
    ['Gandhi', 'गांधी'],
    ['Constantinople', 'Konstantynopola'],
    ['Tchaikovsky', 'Чайковский'],
  ])('%s is %s', (a, b) => {
    expect(similarity(toLatin(a), toLatin(b))).toBeGreaterThan(0.6);
  });

  it.each([
    ['Putin', 'Меркель'],
    ['Stalin', 'Starmer'],
    ['Austria', 'Albanien'],
    ['Macron', 'Manuel'],
  ])('%s is not %s', (a, b) => {
    expect(similarity(toLatin(a), toLatin(b))).toBeLessThan(0.75);
  });
});

describe('capitalised nouns of the source that English translates', () => {
  const doubts = (sourceLanguage: string, source: string, target: string) =>
    checkPair({ source, sourceLanguage, target }).findings.filter(
      (finding) => finding.check === 'name' && finding.severity !== 'info',
    );

  it.each([
    [
      'fr',
      'Les aides de l’État seront votées lors des Journées du livre.',
      'Aid of the State will be voted at the Days of the book.',
    ],
    [
      'es',
      'El Ministerio de Economía, Comercio e Industria informó ayer.',
      'The Ministry of Economy, Trade and Industry reported yesterday.',
    ],
    [
      'pl',
      'Kontrola w firmie: zrobił ją Wojewódzki Inspektorat Ochrony Środowiska.',
      'The check was made by the Inspectorate for Environmental Protection.',
    ],
    [
      'cs',
      'Mluvil s ním ostravský primátor a jeden z blanenských čtenářů.',
      'He spoke to the mayor of Ostrava and to a reader from Blansko.',
    ],
  ])('%s: %s', (language, source, english) => {
    expect(doubts(language, source, english)).toEqual([]);
  });

  it('still doubts a name that gave way to a common word', () => {
    expect(doubts('cs', 'Řeka teče severně od města Rockhampton.', 'The river flows north of Senate.')).toHaveLength(1);
    expect(
      doubts('es', 'Allí están Agremex y la banca.', 'There are the Labor Government and the banks.'),
    ).toHaveLength(1);
  });
});
