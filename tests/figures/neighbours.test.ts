import { describe, expect, it } from 'vitest';
import { findFigures } from '../../src/figures/index.ts';

/** The figures of a kind, as they stand in the text. */
const written = (text: string, language: string, kind: string) =>
  findFigures(text, language)
    .filter((figure) => figure.kind === kind)
    .map((figure) => figure.text);

describe('a sign of money', () => {
  it.each([
    ['en', 'Cisco announces a $2.5 billion financing programme.', '$2.5 billion'],
    ['en', 'It was an $8 billion deal.', '$8 billion'],
    ['en', 'He showed a €5 note and one £10 note.', '€5'],
    ['fr', 'Il a vendu un $100 000 contrat.', '$100 000'],
    ['de', 'Ein €50-Schein lag dort.', '€50'],
    ['es', 'Es una $500 factura.', '$500'],
  ])('in %s belongs to the number that it touches, not to the word before it: %s', (language, text, wanted) => {
    expect(written(text, language, 'money')[0]).toBe(wanted);
  });

  it.each([
    ['en', 'He paid a dollar.', 'a dollar'],
    ['fr', 'Il a payé 5 €.', '5 €'],
    ['fr', 'Il a payé 100 millions $ en 2015.', '100 millions $'],
    ['de', 'Das kostet 5 € 2024 noch.', '5 €'],
  ])('in %s stands after the number, too: %s', (language, text, wanted) => {
    expect(written(text, language, 'money')[0]).toBe(wanted);
  });
});
