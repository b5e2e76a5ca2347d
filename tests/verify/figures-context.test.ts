import { describe, expect, it } from 'vitest';
import { checkFigures, sourceFigures } from '../../src/verify/check-figures.ts';

/** The severities of all findings that are more than information. */
function severities(language: string, source: string, claim: string): string[] {
  const figures = sourceFigures(source, [{ start: 0, end: source.length }], language, null);
  return checkFigures({ claim, claimIndex: 0, source: figures, evidence: [0] })
    .findings.map(({ severity }) => severity)
    .filter((severity) => severity !== 'info');
}

type Case = [language: string, source: string, claim: string, severity: 'error' | 'warning' | null];

function table(name: string, cases: readonly Case[]): void {
  describe.each([name])('%s', () => {
    it.each(cases)('%s: %s → %s: %s', (language, source, claim, severity) => {
      expect(severities(language, source, claim)).toEqual(severity === null ? [] : [severity]);
    });
  });
}

table('the ends of a range', [
  ['fr', 'Le taux passe de 3,5 % à 4 %.', 'The rate goes from 4% to 3.5%.', 'error'],
  ['fr', 'Le taux passe de 3,5 % à 4 %.', 'The rate goes from 3.5% to 4%.', null],
  ['fr', 'Le taux passe de 3,5 % à 4 %.', 'The rate rose to 4% from 3.5%.', null],
  ['fr', "L'âge passe de 62 à 64 ans.", 'The age goes from 64 to 62.', 'error'],
  ['de', 'Sie stiegen von 62 auf 64 Euro.', 'They went from 64 to 62 euros.', 'error'],
  ['de', 'Bayern unterlag mit 2:3.', 'Bayern lost 3-2.', null],
  ['de', 'Von 3 % auf 4 % und dann von 4 % auf 3 %.', 'In the end from 4% to 3%.', null],
]);

table('the sign of a number', [
  ['de', 'Es waren minus 12 Grad.', 'It was 12 degrees.', 'error'],
  ['de', 'Es waren minus 12 Grad.', 'It was minus 12 degrees.', null],
  ['de', 'Es waren minus 12 Grad.', 'It was -12 degrees.', null],
  ['de', 'Es waren minus 12 Grad.', 'It was 12 degrees below zero.', null],
  ['fr', 'Le PIB a évolué de -0,4 % en mars.', 'GDP moved by 0.4% in March.', 'warning'],
  ['fr', 'Le PIB a évolué de −0,4 % en mars.', 'GDP moved by 0.4% in March.', 'warning'],
  ['fr', 'Le PIB a évolué de −0,4 % en mars.', 'GDP fell 0.4% in March.', null],
  ['fr', 'Le PIB (-0,4 %) inquiète.', 'GDP (-0.4%) is a worry.', null],
  ['fr', 'Il en reste 3 -4 % au plus.', 'There are 3 to 4% left.', null],
  ['fr', 'Il faut au moins 50 hectares.', 'It takes 50 hectares.', null],
  ['es', 'Por lo menos 6 meses.', 'Valid for 6 months.', null],
  ['fr', 'Le Covid-19 a tué 3 personnes.', 'Covid-19 killed 3 people.', null],
  ['zh', '气温降到零下12度。', 'The temperature was 12 degrees.', 'error'],
  ['ru', 'Было минус 12 градусов.', 'It was 12 degrees.', 'error'],
  ['ru', 'Было минус 12 градусов.', 'It was -12 degrees.', null],
]);

table('the bounds of a number', [
  ['fr', 'Au moins 30 morts dans le pays.', 'At most 30 dead in the country.', 'error'],
  ['fr', 'Au moins 30 morts dans le pays.', 'At least 30 dead in the country.', null],
  ['fr', 'Au moins 30 morts dans le pays.', 'More than 30 dead in the country.', null],
  ['fr', 'Au moins 30 morts dans le pays.', '30 dead in the country.', null],
  ['fr', 'Plus de 300 euros.', 'Fewer than 300 euros.', 'error'],
  ['fr', 'Près de 30 morts.', 'More than 30 dead.', 'warning'],
  ['fr', 'Près de 30 morts.', 'Under 30 dead.', null],
  ['fr', 'Pas plus de 30 euros.', 'No more than 30 euros.', null],
  ['fr', 'Pas plus de 30 euros.', 'At most 30 euros.', null],
  ['fr', 'Pas moins de 30 euros.', 'At least 30 euros.', null],
  ['fr', 'Cela ne coûte plus de 30 euros.', 'It costs less than 30 euros.', null],
  ['de', 'Weniger als 40 Euro.', 'More than 40 euros.', 'error'],
  ['de', 'Nicht mehr als 40 Euro.', 'At most 40 euros.', null],
  ['de', 'Nicht mehr als 40 Euro.', 'At least 40 euros.', 'error'],
  ['de', 'Es kostet nicht mehr als 40 Euro.', 'It does not cost more than 40 euros.', null],
  ['es', 'Más de 25 personas.', 'Fewer than 25 people.', 'error'],
  ['it', 'Meno di 25 persone.', 'Over 25 people.', 'error'],
  ['pt', 'Pelo menos 25 pessoas.', 'At most 25 people.', 'error'],
  ['nl', 'Minder dan 25 mensen.', 'More than 25 people.', 'error'],
  ['ca', 'Almenys 25 persones.', 'At most 25 people.', 'error'],
  ['pl', 'Co najmniej 25 osób.', 'At most 25 people.', 'error'],
  ['cs', 'Méně než 25 lidí.', 'More than 25 people.', 'error'],
  ['ru', 'Не менее 25 человек.', 'At least 25 people.', null],
  ['ru', 'Не менее 25 человек.', 'At most 25 people.', 'error'],
  ['uk', 'Щонайменше 25 людей.', 'Fewer than 25 people.', 'error'],
  ['zh', '至少25人。', 'At most 25 people.', 'error'],
  ['zh', '不超过25人。', 'No more than 25 people.', null],
  ['ja', '25人以上。', 'Fewer than 25 people.', 'error'],
  ['ja', '25人未満。', 'Fewer than 25 people.', null],
  ['hi', 'कम से कम 25 लोग।', 'At most 25 people.', 'error'],
  ['fi', 'Yli 25 ihmistä.', 'Fewer than 25 people.', 'error'],
  ['fr', 'Au moins 30 ici, moins de 30 ailleurs.', 'Fewer than 30 elsewhere.', null],
]);

table('the scale of degrees', [
  ['fr', 'Il fait 30 degrés à Paris.', 'It is 30 degrees Fahrenheit in Paris.', 'warning'],
  ['fr', 'Il fait 30 degrés à Paris.', 'It is 30 degrees Celsius in Paris.', null],
  ['fr', 'Il fait 30 degrés (Fahrenheit) à New York.', 'It is 30 degrees Fahrenheit in New York.', null],
]);
