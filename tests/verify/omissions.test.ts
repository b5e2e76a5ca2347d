import { describe, expect, it } from 'vitest';
import { articleOf, claim, verify } from './articles.ts';

const article = articleOf('fr', [
  'La compagnie Novatel a perdu 2,5 milliards de dollars en mars 2019.',
  'Deux salariés sur 4 500 visiteurs ont vu 12 % de la salle lundi, en janvier, pendant 7 ans.',
  'Le président Manuel Valls a parlé le 3 mars 2018 à Lyon.',
  'Valls reviendra à Lyon avec trois amis pour 30 hectares de terrain en 2020.',
  'La Poste a versé 3 euros.',
]);
const headline = claim(article, 'Novatel speaks', 'Novatel');
const left = (text: string, evidence = 'Novatel') =>
  verify(article, headline, [claim(article, text, evidence)]).findings.filter(
    ({ severity, claim: of }) => severity === 'info' && of === null,
  );

describe('omissions', () => {
  it('lists the most telling first, in the words of the source', () => {
    expect(left('Novatel lost money.').map(({ message }) => message)).toEqual([
      'The brief leaves out “2,5 milliards de dollars”.',
      'The brief leaves out “12 %”.',
      'The brief leaves out “30 hectares”.',
      'The brief does not mention “Manuel Valls”, which the article names twice.',
      'The brief does not mention “Lyon”, which the article names twice.',
    ]);
  });

  it('leaves alone what tells nothing by itself: weekdays, months, bare years, small counts', () => {
    const text = left('Novatel lost $2.5 billion, said Manuel Valls in Lyon.').map(({ source }) => source?.text);
    expect(text).toEqual(['12 %', '30 hectares', '4 500 visiteurs', '3 euros', '3 mars 2018']);
  });

  it('leaves alone what the brief has in another form', () => {
    expect(left('Novatel lost 2,500 million dollars.').map(({ source }) => source?.text)).not.toContain(
      '2,5 milliards de dollars',
    );
  });

  it('leaves alone the day of the article itself', () => {
    const dated = articleOf(
      'fr',
      ['Novatel a parlé le 3 mars à Lyon.', 'Elle parlera le 5 mars à Brest.'],
      '2018-03-03',
    );
    const { findings } = verify(dated, claim(dated, 'Novatel speaks', 'Novatel'), [
      claim(dated, 'Novatel spoke in Lyon.', 'Novatel'),
    ]);
    const dates = findings.filter(({ check, severity }) => check === 'date' && severity === 'info');
    expect(dates.map(({ source }) => source?.text)).toEqual(['5 mars']);
  });
});
