import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesInEnglish } from '../../src/text/english-articles.ts';
import { beginAsSource, capitalsInEnglish } from '../../src/text/english-capitals.ts';
import { datesInEnglish } from '../../src/text/english-dates.ts';
import { joinDigitGroups, numeralInEnglish, numeralsInEnglish } from '../../src/text/english-numerals.ts';
import { quotesInEnglish } from '../../src/text/english-quotes.ts';
import { spacesInEnglish, toEnglishStyle } from '../../src/text/english-style.ts';

describe('numerals', () => {
  it.each([
    ['2,5', 'fr', '2.5'],
    ['0,3', 'fr', '0.3'],
    ['0,125', 'fr', '0.125'],
    ['200 000', 'fr', '200,000'],
    ['200\u00A0000', 'fr', '200,000'],
    ['12\u202F345\u202F678,9', 'fr', '12,345,678.9'],
    ['1.234', 'es', '1,234'],
    ['1.234,5', 'es', '1,234.5'],
    ['12.500', 'it', '12,500'],
    ['1.234.567', 'de', '1,234,567'],
    ['3,75', 'pt', '3.75'],
    ['1.340', 'pt', '1,340'],
    ['11,3', 'ca', '11.3'],
    ['9.800', 'nl', '9,800'],
    ['2015', 'fr', '2015'],
    // The Swiss, and English usage in languages with a decimal point.
    ["1'234", 'de', '1,234'],
    ['1,234', 'ja', '1,234'],
    ['1,234.5', 'zh', '1,234.5'],
    // Nobody can know.
    ['1,234', 'es', null],
    ['2.5', 'fr', null],
    ['2.500', 'fr', null],
    ['1.23', 'es', null],
    ['1.2.3', 'de', null],
    ['192.168.1.1', 'es', null],
    ['16.02.2015', 'de', null],
    ['1234 567', 'fr', null],
    ['1,2,3', 'fr', null],
    ['0.123', 'es', null],
  ])('%s in %s is %s', (numeral, language, expected) => {
    expect(numeralInEnglish(numeral, language)).toBe(expected);
  });

  it.each([
    ['it has 2,5 points', 'il a 2,5 points', 'fr', 'it has 2.5 points'],
    ['some 200 000 people', 'quelque 200 000 personnes', 'fr', 'some 200,000 people'],
    ['some 200000 people', 'quelque 200 000 personnes', 'fr', 'some 200,000 people'],
    ['1.234 people', '1.234 personas', 'es', '1,234 people'],
    // Already English: not a numeral of the source.
    ['2.5 points', '2,5 points', 'fr', '2.5 points'],
    ['1,234 people', '1.234 personas', 'es', '1,234 people'],
    ['the A320,5', 'l’A 320,5', 'fr', 'the A320,5'],
    ['IP 192.168.1.1', 'IP 192.168.1.1', 'es', 'IP 192.168.1.1'],
    ['2,5 and 2,5', '2,5 et 2,5', 'fr', '2.5 and 2.5'],
    ['en 2015 200 people', 'en 2015 200 personnes', 'fr', 'en 2015 200 people'],
    ['2,5', '2,5', 'en', '2,5'],
  ])('%j from %j (%s)', (translation, source, language, expected) => {
    expect(numeralsInEnglish(translation, source, language)).toBe(expected);
  });

  it('joins only what is one number', () => {
    expect(joinDigitGroups('9 800 sur 12\u00A0345\u202F678, 2015 200, 16 20 et 3 0001')).toBe(
      '9800 sur 12345678, 2015 200, 16 20 et 3 0001',
    );
  });
});

describe('quotation marks', () => {
  it.each([
    ['« Oui », dit-il', 'fr', '“Oui”, dit-il'],
    ['«\u00A0Oui\u00A0»', 'fr', '“Oui”'],
    ['« Il a dit : « non » hier »', 'fr', '“Il a dit : ‘non’ hier”'],
    ['« Il a dit “non” hier »', 'fr', '“Il a dit ‘non’ hier”'],
    ['„Ja“, sagte er', 'de', '“Ja”, sagte er'],
    ['»Ja«, sagte er', 'de', '“Ja”, sagte er'],
    ['«Sí», dijo', 'es', '“Sí”, dijo'],
    ['"Yes", he said', 'fr', '“Yes”, he said'],
    ['he said "yes" and "no".', 'fr', 'he said “yes” and “no”.'],
    ['“Yes”', 'fr', '“Yes”'],
    ['("Yes")', 'fr', '(“Yes”)'],
    // Quotations that begin or end elsewhere.
    ['« Une citation qui continue', 'fr', '“Une citation qui continue'],
    ['qui finit ici », dit-il', 'fr', 'qui finit ici”, dit-il'],
    ['it’s the bank’s', 'fr', 'it’s the bank’s'],
    ['l’« autre »', 'fr', 'l’“autre”'],
  ])('%j (%s)', (text, language, expected) => {
    expect(quotesInEnglish(text, language)).toBe(expected);
  });
});

describe('dates', () => {
  it.each([
    ['the 16 of February of 2015', 'es', 'on 16 February 2015'],
    ['On 16 of February of 2015', 'es', 'On 16 February 2015'],
    ['It dates 16 Février 2015', 'fr', 'It dates 16 February 2015'],
    ['On 1er mars', 'fr', 'On 1 March'],
    ['since the 3 March', 'fr', 'since 3 March'],
    ['The Tuesday 3 March, it', 'fr', 'On Tuesday 3 March, it'],
    ['18 november 2022', 'pt', '18 November 2022'],
    ['16 Februar 2015', 'de', '16 February 2015'],
    ['the 12 giugno', 'it', 'on 12 June'],
    ['in February of 2015', 'es', 'in February 2015'],
    // No dates.
    ['he may 3 times', 'fr', 'he may 3 times'],
    ['the planet mars', 'fr', 'the planet mars'],
    ['32 March', 'fr', '32 March'],
    ['12,3 mars', 'fr', '12,3 mars'],
    ['16 Février', 'de', '16 Février'],
  ])('%j (%s)', (text, language, expected) => {
    expect(datesInEnglish(text, language)).toBe(expected);
  });
});

describe('spaces', () => {
  it.each([
    ['95 % of', '95% of'],
    ['yes ; no : why ? oh !', 'yes; no: why? oh!'],
    ['( so ) [ so ]', '(so) [so]'],
    ['3 : 2', '3 : 2'],
    ['the .NET way', 'the .NET way'],
    ['end .', 'end.'],
    ['a\u00A0b\u202Fc', 'a b c'],
    ['25 € and 30€', '€25 and €30'],
    ['100 $', '$100'],
    ['US$ 5', 'US$ 5'],
    ['$25', '$25'],
  ])('%j', (text, expected) => {
    expect(spacesInEnglish(text)).toBe(expected);
  });
});

describe('capitals', () => {
  it.each([
    ['Cisco Launches a program', 'Cisco lance un programme', 'Cisco launches a program'],
    ['Cisco Systems launches', 'Cisco Systems lance', 'Cisco Systems launches'],
    ['he has said Me: no', "Il m'a dit : non", 'he has said me: no'],
    ['France has AROUND 30', 'La France a autour de 30', 'France has around 30'],
    ['the GDP of the UN', "le PIB de l'ONU", 'the GDP of the UN'],
    ['the GENERAL DIRECTOR', 'le PDG', 'the general director'],
    ['in UNESCO', "à l'UNESCO", 'in UNESCO'],
    ['He is here. The other too', 'Il est là. L’autre aussi', 'He is here. The other too'],
    ['In Germany and I', 'En Allemagne et moi', 'In Germany and I'],
    ['18 November 2022', '18 novembro 2022', '18 November 2022'],
    ['On 22 May 2012', 'Le 22 mai 2012', 'On 22 May 2012'],
    ['THE BIG NEWS', 'LA GRANDE NOUVELLE', 'THE BIG NEWS'],
  ])('%j from %j', (translation, source, expected) => {
    expect(capitalsInEnglish(translation, source)).toBe(expected);
  });

  it('begins as the source begins', () => {
    expect(beginAsSource('no less', 'Pas moins')).toBe('No less');
    expect(beginAsSource('“it has', '« Il a')).toBe('“It has');
    expect(beginAsSource('no less', 'pas moins')).toBe('no less');
    expect(beginAsSource('www.cisco.com', 'Www')).toBe('www.cisco.com');
  });
});

describe('articles', () => {
  it.each([
    ["Tarragona's the mayor, Pere Vidal, recalled it.", "Tarragona's mayor, Pere Vidal, recalled it."],
    ['It was Lyon’s the best year.', 'It was Lyon’s best year.'],
    ['stolen in the 2018, and', 'stolen in 2018, and'],
    ['in the 2018 World Cup', 'in the 2018 World Cup'],
    ['the 95% of the payments', '95% of the payments'],
    ['the 95% majority', 'the 95% majority'],
    ['60 to the 70%', '60 to 70%'],
    ['imports of the India and', 'imports of India and'],
    ['the France team', 'the France team'],
    ['live in United States.', 'live in the United States.'],
    ['the United States', 'the United States'],
    ['the Congo, where', 'the Congo, where'],
  ])('%j', (text, expected) => {
    expect(articlesInEnglish(text)).toBe(expected);
  });
});

function digits(value: string): string {
  return value.replaceAll(/\D/g, '');
}

describe('the whole', () => {
  it.each([
    [
      'On 16 February 2015, 95 % of the 200 000 people .',
      'Le 16 février 2015, 95 % des 200 000 personnes.',
      'On 16 February 2015, 95% of the 200,000 people.',
    ],
    ['« We have 2,5 points » : so', '« Nous avons 2,5 points » : voilà', '“We have 2.5 points”: so'],
    ['in 165 country, six month', 'dans 165 pays, six mois', 'in 165 countries, six months'],
    ['in 1 country', 'dans 1 pays', 'in 1 country'],
    ['the six month plan', 'le plan de six mois', 'the six month plan'],
    ['tré\u00ADsorerie', 'tré\u00ADsorerie', 'trésorerie'],
  ])('%j', (translation, source, expected) => {
    expect(toEnglishStyle(translation, { source, language: 'fr' })).toBe(expected);
  });

  it('leaves English as it is', () => {
    const english = '“We paid $2.5 billion”, he said on 16 February 2015; 95% of 200,000 people (in the US) agreed: 3.';
    expect(toEnglishStyle(english, { source: english, language: 'en' })).toBe(english);
  });

  const languages = fc.constantFrom('fr', 'es', 'it', 'pt', 'ca', 'de', 'nl', 'en');
  const word = fc.constantFrom(
    'le',
    'a',
    '«',
    '»',
    '"',
    '„',
    '%',
    ':',
    '(',
    ')',
    'mars',
    'March',
    'of',
    'the',
    'of 2015',
    '€',
    '.',
    ',',
    'Cisco',
    'VAT',
  );
  const number = fc.oneof(
    fc.nat({ max: 99_999 }).map(String),
    fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })).map(([a, b]) => `${a}.${String(b).padStart(3, '0')}`),
    fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 99 })).map(([a, b]) => `${a},${b}`),
    fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.nat({ max: 999 }))
      .map(([a, b]) => `${a} ${String(b).padStart(3, '0')}`),
  );
  const text = fc.array(fc.oneof(word, number), { maxLength: 15 }).map((parts) => parts.join(' '));

  it('never changes a digit, whatever it restyles', () => {
    fc.assert(
      fc.property(text, languages, (source, language) => {
        const restyled = toEnglishStyle(source, { source, language });
        // Only a leading zero of a day may go.
        expect(digits(restyled)).toBe(
          digits(source.replaceAll(/(?<!\d)0(?=[1-9](?:\.|º)? (?:of |de )?(?:mars|March))/g, '')),
        );
      }),
    );
  });

  it('gives the same when it is run twice', () => {
    fc.assert(
      fc.property(text, (source) => {
        const once = toEnglishStyle(source, { source, language: 'fr' });
        // The numerals of the second run's source are English already.
        expect(toEnglishStyle(once, { source: once, language: 'en' })).toBe(once);
      }),
    );
  });

  it('takes linear time and never throws', () => {
    const slow: string[] = [];
    for (const unit of [
      '1',
      '1 ',
      '1,',
      '1.',
      '«',
      '» ',
      '" ',
      'A',
      'a ',
      '% ',
      'the 1 ',
      '16 ',
      '(',
      ' ',
      'the the ',
    ]) {
      const long = unit.repeat(Math.ceil(300_000 / unit.length));
      const start = performance.now();
      toEnglishStyle(long, { source: long, language: 'fr' });
      slow.push(...(performance.now() - start > 3_000 ? [unit] : []));
    }
    expect(slow).toEqual([]);
  });
});
