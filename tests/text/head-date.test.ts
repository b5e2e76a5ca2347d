import { describe, expect, it } from 'vitest';
import { dateAtHead, normaliseDate } from '../../src/text/head-date.ts';

describe('dateAtHead', () => {
  it.each([
    ['fr', 'date 2020-04 Dans un communiqué', '2020-04', 'Dans un communiqué'],
    ['fr', '2020-04-16', '2020-04-16', ''],
    ['fr', '16 février 2015', '2015-02-16', ''],
    ['fr', '16 Février 2015 Le groupe', '2015-02-16', 'Le groupe'],
    ['fr', '1er août 2015', '2015-08-01', ''],
    ['fr', 'Publié le lundi 16 février 2015 à 12h30', '2015-02-16', ''],
    ['fr', 'Paris, le 3 mars 2014 – Le groupe', '2014-03-03', 'Le groupe'],
    ['fr', '22 mai 2012. - Prévu initialement', '2012-05-22', 'Prévu initialement'],
    ['fr', '22 août 2012, Espagne. - Le Parti', '2012-08-22', 'Le Parti'],
    ['fr', 'Février 2015', '2015-02', ''],
    ['fr', 'date 2020', '2020', ''],
    ['de', '16.02.2015', '2015-02-16', ''],
    ['de', '16. Februar 2015', '2015-02-16', ''],
    ['de', 'BERLIN, 16.02.2015 (dpa) - Die Firma', '2015-02-16', 'Die Firma'],
    ['de', 'Montag, 16. März 2015, 12:30 Uhr', '2015-03-16', ''],
    ['es', '16 de febrero de 2015', '2015-02-16', ''],
    ['it', '3 ottobre 2022', '2022-10-03', ''],
    ['pt', '16 de fevereiro de 2015', '2015-02-16', ''],
    ['nl', '6 februari 2024', '2024-02-06', ''],
    ['ca', '16 de febrer de 2015', '2015-02-16', ''],
    ['ca', '3 d’abril de 2015', '2015-04-03', ''],
    ['en', 'February 16, 2015', '2015-02-16', ''],
    ['pl', '16 lutego 2015', '2015-02-16', ''],
    ['cs', '16. února 2015', '2015-02-16', ''],
    ['ru', '16 февраля 2015', '2015-02-16', ''],
    ['ja', '2015年2月16日', '2015-02-16', ''],
    ['fr', '2015/02/16', '2015-02-16', ''],
    ['fr', '16/02/2015 - 12:30', '2015-02-16', ''],
  ])('%s: %s', (language, text, value, rest) => {
    const date = dateAtHead(text, language);
    expect(date?.value).toBe(value);
    expect(text.slice(date?.end).trim()).toBe(rest);
  });

  it.each([
    ['fr', 'Le groupe a annoncé le 16 février 2015 un plan'],
    ['fr', '2 500 personnes sont venues'],
    ['fr', '2015 a été une bonne année'],
    ['fr', '31 février 2015'],
    ['fr', '16 personnes 2015'],
    ['en', '03/04/2015'],
    ['fr', ''],
  ])('no date, %s: %s', (language, text) => {
    expect(dateAtHead(text, language)).toBeNull();
  });
});

describe('normaliseDate', () => {
  it.each([
    ['2020', '2020'],
    ['2020-04', '2020-04'],
    ['2020-04-16', '2020-04-16'],
    ['2023-11-09T18:40:00+01:00', '2023-11-09T18:40:00+01:00'],
    ['2023-11-09T18:40:00+0100', '2023-11-09T18:40:00+01:00'],
    ['2023-11-09T18:40:00Z', '2023-11-09T18:40:00Z'],
    ['2023-11-09 18:40', '2023-11-09'],
    ['20231109', '2023-11-09'],
    ['Mon, 16 Feb 2015 10:00:00 +0100', '2015-02-16T09:00:00.000Z'],
    ['16 février 2015', '2015-02-16'],
    ['2020-13-40', null],
    ['hier', null],
    ['', null],
  ])('%s', (text, value) => {
    expect(normaliseDate(text, 'fr')).toBe(value);
  });
});
