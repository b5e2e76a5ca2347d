import { describe, expect, it } from 'vitest';
import { checkFigures, sourceFigures } from '../../src/verify/check-figures.ts';
import type { FigureCheck } from '../../src/verify/check-figures.ts';

function check(source: string, language: string, claim: string, articleDate: string | null = null): FigureCheck {
  const figures = sourceFigures(source, [{ start: 0, end: source.length }], language, articleDate);
  return checkFigures({ claim, claimIndex: 0, source: figures, evidence: [0] });
}

const flagged = (result: FigureCheck): string[] =>
  result.findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.target!.text);

/** Source language, source, English that says the same. */
const RIGHT: [string, string, string][] = [
  ['fr', 'Il reviendra dans quinze jours.', 'He will be back in two weeks.'],
  ['fr', 'Le trajet dure 1h30.', 'The journey takes an hour and a half.'],
  ['fr', 'Dans les années 80, tout a changé.', 'Everything changed in the 1980s.'],
  ['fr', 'Le train part à 21 h.', 'The train leaves at 9 pm.'],
  ['fr', 'Ils ont acheté une douzaine de voitures.', 'They bought twelve cars.'],
  ['fr', 'Au XIXe siècle, la ville a grandi.', 'The town grew in the 19th century.'],
  ['fr', 'La moitié des voix.', '50% of the votes.'],
  ['fr', 'Un tiers des salariés.', 'A third of the staff.'],
  ['fr', '1,2 Md€ de pertes.', 'Losses of €1,200 million.'],
  ['fr', 'Une dette de 3 milliards de francs suisses.', 'A debt of three billion Swiss francs.'],
  ['fr', 'Il a couru 10 kilomètres.', 'He ran about six miles.'],
  ['fr', 'Un loyer de 87,9 millions.', 'A rent of about 88 million.'],
  ['fr', 'Le jeudi 16 avril 2020, le groupe a parlé.', 'On Thursday, April 16, 2020, the group spoke.'],
  ['fr', 'Un Français sur trois.', 'One in three French people.'],
  ['fr', 'Une centaine de personnes.', 'About a hundred people.'],
  ['fr', 'Coût : 100 millions de dollars.', 'It costs $100 million (about €88 million).'],
  ['de', 'Rund 3.400 Millionen Euro.', 'About €3.4 billion.'],
  ['de', 'Anderthalb Stunden.', 'An hour and a half.'],
  ['de', 'Um halb drei.', 'At 2:30.'],
  ['de', 'Der 24-jährige Fahrer.', 'The 24-year-old driver.'],
  ['de', 'Am Mittwochnachmittag.', 'On Wednesday afternoon.'],
  ['es', 'Mil millones de euros.', 'One billion euros.'],
  ['es', 'En veinte años.', 'Within two decades.'],
  ['it', "Negli ultimi trent'anni.", 'Over the last three decades.'],
  ['pt', 'R$ 2,5 bilhões.', '2.5 billion reais.'],
  ['nl', 'Een op de vijf Nederlanders.', 'One in five Dutch people.'],
  ['pl', 'W latach 90. XX wieku.', 'In the 1990s.'],
  ['cs', 'Pětadvacet lidí.', 'Twenty-five people.'],
  ['ru', 'В 9 часов вечера 5 мая.', 'At 9 pm on May 5.'],
  ['uk', 'Понад 2-х мільйонів людей.', 'More than two million people.'],
  ['zh', '一千二百万元。', '12 million yuan.'],
  ['zh', '约三分之一的人。', 'About a third of the people.'],
  ['zh', '百分之五。', '5 percent.'],
  ['ja', '数十億ドルの損失。', 'Losses of billions of dollars.'],
  ['ja', '午後9時30分。', 'At 9:30 pm.'],
  ['fi', 'Kaksikymmentäviisi prosenttia.', '25 per cent.'],
  ['fi', 'Puolitoista miljoonaa euroa.', 'One and a half million euros.'],
  ['hi', 'डेढ़ लाख लोग।', '150,000 people.'],
  ['ca', "Dos milions i mig d'euros.", '€2.5 million.'],
];

/** Source language, source, wrong English, the figure that is wrong. */
const WRONG: [string, string, string, string][] = [
  ['fr', 'Cisco dispose de 2,5 millions de dollars.', 'Cisco has 2.5 billion dollars.', '2.5 billion dollars'],
  ['fr', 'Cisco dispose de 2,5 milliards de dollars.', 'Cisco has 2.5 billion euros.', '2.5 billion euros'],
  ['fr', 'Le 16 avril 2020.', 'On April 16, 2019.', 'April 16, 2019'],
  ['fr', 'Le 16 avril 2020.', 'On May 16, 2020.', 'May 16, 2020'],
  ['fr', 'Il est arrivé mardi.', 'He arrived on Thursday.', 'Thursday'],
  ['fr', '95 % des salariés.', '59% of the staff.', '59%'],
  ['fr', 'Une hausse de 5 %.', 'A rise of 5 million.', '5 million'],
  ['fr', '10 kilomètres de bouchons.', '10 miles of queues.', '10 miles'],
  ['fr', 'Un loyer de 87,9 millions.', 'A rent of 88 million.', '88 million'],
  ['fr', 'Trois ans de prison.', 'Three months in prison.', 'Three months'],
  ['fr', '100 millions de dollars.', '€100 million.', '€100 million'],
  ['fr', '100 millions de dollars.', '€88 million.', '€88 million'],
  ['fr', 'Les trois dirigeants.', 'The four leaders.', 'four'],
  ['fr', 'Le train part à 21 h.', 'The train leaves at 9 am.', '9 am'],
  ['fr', 'Il est troisième.', 'He is fourth.', 'fourth'],
  ['fr', 'Au XIXe siècle.', 'In the 18th century.', '18th century'],
  ['fr', 'De 5 à 10 %.', 'From 5 to 15%.', '5 to 15%'],
  ['de', 'Der 24-jährige Fahrer.', 'The 42-year-old driver.', '42-year'],
  ['es', 'Mil millones de euros.', 'One million euros.', 'One million euros'],
  ['ru', 'Пятьсот рублей.', '600 roubles.', '600 roubles'],
  ['zh', '90亿美元。', '$900 million.', '$900 million'],
  ['ja', '昨年は5月に3人。', 'Last year there were four in May.', 'four'],
  ['hi', 'डेढ़ लाख लोग।', '15,000 people.', '15,000'],
];

describe('checkFigures', () => {
  it.each(RIGHT)('%s: %s = %s', (language, source, claim) => {
    expect(flagged(check(source, language, claim))).toEqual([]);
  });

  it.each(WRONG)('%s: %s ≠ %s (%s)', (language, source, claim, wrong) => {
    const result = check(source, language, claim);
    expect(flagged(result)).toContain(wrong);
    expect(result.findings.find((finding) => finding.target?.text === wrong)?.severity).toBe('error');
  });

  it('catches figures that are all there but belong to other things', () => {
    const source =
      'Les clients ne paient rien pendant les trois premiers mois, puis 1 % du montant les cinq mois suivants.';
    const right = 'Customers pay nothing for three months, then 1% for the next five.';
    expect(flagged(check(source, 'fr', right))).toEqual([]);
    expect(flagged(check(source, 'fr', 'Customers pay nothing for five months, then 1% for three.'))).toEqual([
      'three',
    ]);
    const years = 'De 5 millions en 2019 à 7 millions en 2020.';
    expect(flagged(check(years, 'fr', 'It was 5 million in 2019 and 7 million in 2020.'))).toEqual([]);
    expect(flagged(check(years, 'fr', 'It was 7 million in 2019 and 5 million in 2020.'))).toHaveLength(2);
  });

  it('gives the exact characters of the source for what it traces', () => {
    const source = 'Le groupe a dépensé 2,5 milliards de dollars en 2019.';
    const { facts } = check(source, 'fr', 'The group spent $2.5 billion in 2019.');
    expect(facts).toEqual([
      {
        kind: 'money',
        text: '$2.5 billion',
        claim: 0,
        start: 16,
        end: 28,
        value: '2500000000',
        unit: 'USD',
        verdict: 'traced',
        source: { start: 20, end: 44, text: '2,5 milliards de dollars' },
      },
      expect.objectContaining({ kind: 'date', value: '2019', verdict: 'traced' }),
    ]);
    for (const fact of facts) expect(source.slice(fact.source!.start, fact.source!.end)).toBe(fact.source!.text);
  });

  it('resolves relative dates and weekdays from the date of the article', () => {
    const source = 'Il est arrivé hier.';
    expect(flagged(check(source, 'fr', 'He arrived on Wednesday.', '2020-04-16'))).toEqual([]);
    expect(flagged(check(source, 'fr', 'He arrived on Monday.', '2020-04-16'))).toEqual(['Monday']);
    expect(flagged(check('Le 16 avril.', 'fr', 'On Thursday, April 16, 2020.', '2020-04-20'))).toEqual([]);
  });

  it('warns of a figure that only the rest of the article holds', () => {
    const text = 'Le chiffre est 12. Le total est 345.';
    const segments = [
      { start: 0, end: 18 },
      { start: 19, end: 36 },
    ];
    const source = sourceFigures(text, segments, 'fr', null);
    const [finding] = checkFigures({ claim: 'The figure is 345.', claimIndex: 3, source, evidence: [0] }).findings;
    expect(finding).toMatchObject({ severity: 'warning', claim: 3, source: { start: 32, end: 35, text: '345' } });
  });

  it('tells conversions from errors', () => {
    const converted = check('Il a couru 10 kilomètres.', 'fr', 'He ran 6.2 miles.');
    expect(converted.facts[0]).toMatchObject({ verdict: 'converted', unit: 'mi' });
    expect(converted.findings[0]).toMatchObject({ severity: 'info' });
    expect(check('Il a couru 10 kilomètres.', 'fr', 'He ran 8 miles.').facts[0]!.verdict).toBe('contradicted');
  });

  it('names both units where they differ', () => {
    const messages = check('Il a payé 5 millions de dollars.', 'fr', 'He paid 5 million euros.').findings;
    expect(messages[0]?.message).toMatch(/: euros instead of US dollars\.$/u);
    expect(check('Il a 30 hectares.', 'fr', 'He has 30 km.').findings[0]?.message).toMatch(
      /: kilometres instead of hectares\.$/u,
    );
  });
});
