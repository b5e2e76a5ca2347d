import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apertiumDefinition } from '../../src/adapters/translators/apertium/index.ts';
import {
  installedModes,
  routeToEnglish,
  SYSTEM_MODE_DIRECTORIES,
} from '../../src/adapters/translators/apertium/modes.ts';
import { apertiumPackages } from '../../src/adapters/translators/apertium/packages.ts';
import { installable } from '../../src/adapters/translators/apertium/setup.ts';
import type { Translator } from '../../src/core/index.ts';
import { callContext, isRunning } from '../fixtures/apertium/engine.ts';

/** Needs the packages of fr, es, it, pt and ca: `precis setup fr es it pt ca --engine apertium --yes`. */
let translator: Translator;

beforeAll(async () => {
  translator = await apertiumDefinition.create(
    {},
    { env: process.env, offline: true, modelDirectory: '', prices: { asOf: '', prices: {} } },
  );
});

afterAll(async () => {
  await translator.close?.();
});

async function english(language: string, ...segments: string[]): Promise<readonly string[]> {
  const request = { segments, pair: { source: language, target: 'en' }, glossary: null };
  const result = await translator.translate(request, callContext());
  expect(result.segments).toHaveLength(segments.length);
  return result.segments;
}

/** Sentences of a sample article, roughly: the reader has its own tests. */
function sentencesOf(path: string): string[] {
  const file = fileURLToPath(new URL(`../../content/${path}`, import.meta.url));
  const text = readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  return text.split(/\n+|(?<=\p{L}{2}[.!?] )(?=\p{Lu})/u).filter((line) => line.trim() !== '');
}

describe('the engine', () => {
  it.each([
    ['fr', 'fr-es,spa-eng'],
    ['es', 'spa-eng'],
    ['pt', 'pt-es,spa-eng'],
    ['it', 'ita-spa,spa-eng'],
    ['ca', 'cat-eng'],
  ])('has a route from %s by %s', async (language, route) => {
    const modes = await installedModes(SYSTEM_MODE_DIRECTORIES);
    expect(routeToEnglish(language, modes)?.name).toBe(route);
    expect(await translator.supports({ source: language, target: 'en' }, callContext())).toBe(true);
  });

  it('does not support what has no route', async () => {
    for (const source of ['de', 'nl', 'ru', 'zh', 'ja', 'en']) {
      expect(await translator.supports({ source, target: 'en' }, callContext())).toBe(false);
    }
  });

  it('is known to apt by the names that set-up uses', async () => {
    for (const { language, packages } of await installable([
      'fr',
      'es',
      'it',
      'pt',
      'ca',
      'gl',
      'ro',
      'is',
      'hr',
      'mk',
      'eu',
      'eo',
    ])) {
      expect(packages).toEqual(apertiumPackages(language));
      expect(packages.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['fr', 'Le président a annoncé mardi une réforme.', /The president has announced .*reform/],
    ['es', 'El gobierno aprobó ayer la ley.', /The government approved yesterday the law\./],
    ['it', 'Il governo ha approvato la legge.', /The government has approved the law\./],
    ['pt', 'O governo aprovou ontem a lei.', /The government approved yesterday the law\./],
    ['ca', 'El govern va aprovar ahir la llei.', /approved yesterday the law\./],
  ])('translates %s', async (language, source, expected) => {
    expect((await english(language, source))[0]).toMatch(expected);
  });

  it('marks no unknown word and leaves no tag', async () => {
    const [text] = await english('fr', 'La trésorerzzz du flurbistan gnagne x, y et z.');
    expect(text).toContain('trésorerzzz');
    expect(text).toContain('flurbistan');
    expect(text).not.toMatch(/[*#@<>^$\\[\]{}]/);
  });

  it('gives every printable ASCII character back', async () => {
    const marks = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).filter((mark) =>
      /[^\w"]/.test(mark),
    );
    const segments = marks.map((mark) => `Paris ${mark} Madrid`);
    const found = await english('es', ...segments);
    for (const [index, mark] of marks.entries()) expect(found[index]).toContain(mark);
  });

  it('stays in step whatever the segments hold', async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        '\0',
        '\n',
        '[',
        ']',
        '[][\n]',
        '\\',
        '^',
        '$',
        '/',
        '<',
        '>',
        '@',
        '{',
        '}',
        '~',
        '*',
        '#',
        '+',
        '.[]',
      ),
      fc.constantFrom(
        '\u001F',
        '\u00AD',
        '\u200D',
        'é',
        'ß',
        '中',
        'א',
        '😀',
        '\uD800',
        ' ',
        'y',
        'de la',
        "l'",
        'Q.',
        '1 000',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit, maxLength: 25 }), { minLength: 1, maxLength: 6 }), async (noise) => {
        const segments = noise.flatMap((text, index) => [text, `Zqxj${index}w`]);
        const found = await english('fr', ...segments);
        for (const index of noise.keys()) expect(found[index * 2 + 1]).toBe(`Zqxj${index}w`);
      }),
      { numRuns: 150 },
    );
  });

  it('takes a very long segment', async () => {
    const words = 'Le président a annoncé une réforme. '.repeat(2_000);
    const [text] = await english('fr', words);
    expect(text!.match(/announced/g)!.length).toBeGreaterThan(1_990);
    const [solid] = await english('fr', 'a'.repeat(30_000));
    expect(solid!.replaceAll(' ', '')).toHaveLength(30_000);
  });

  it('ends every process on close', async () => {
    const other = await apertiumDefinition.create(
      {},
      { env: process.env, offline: true, modelDirectory: '', prices: { asOf: '', prices: {} } },
    );
    const before = engineProcesses();
    const request = { segments: ['Hola.'], pair: { source: 'es', target: 'en' }, glossary: null };
    await other.translate(request, callContext());
    const started = engineProcesses().filter((pid) => !before.includes(pid));
    expect(started.length).toBeGreaterThan(8);
    await other.close?.();
    expect(started.filter(isRunning)).toEqual([]);
  });
});

/** Children of this process. */
function engineProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(process.pid);
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe('figures and names', () => {
  it.each([
    ['fr', 'Cisco annonce un programme de financement de 2,5 milliards de dollars.', '$2.5 billion'],
    ['fr', 'Il va investir 100 millions $, soit environ 88 millions d’euros.', '$100 million, or about €88 million'],
    ['fr', 'Il peut reporter à 2021 le règlement de 95 % de sa facture.', '95% of his bill'],
    ['fr', 'Cisco va former 200 000 personnes en trois ans.', '200,000 people in three years'],
    ['fr', 'Il pourrait supprimer jusqu’à 6 000 emplois.', 'up to 6,000'],
    ['fr', 'Le 16 février 2015, il a tweeté.', 'On 16 February 2015'],
    ['fr', 'Il parle depuis mars 2011.', 'March 2011'],
    ['fr', 'Un plan de 556 postes sur 9 800 salariés.', '9,800'],
    ['fr', 'Ils étaient une trentaine de pays.', 'about 30 countries'],
    ['fr', 'La séance commence à 21 h 30.', 'at 21:30'],
    ['fr', '3 milliards de personnes ont voté.', '3 billion people'],
    ['es', 'La empresa facturó 1.400 millones de euros.', '€1.4 billion'],
    ['es', 'Hubo 12.500 heridos y hasta 30 muertos.', '12,500'],
    ['it', 'Il valore è di 1,7 milioni di euro.', '€1.7 million'],
    ['pt', 'A empresa angariou 45 milhões de dólares.', '$45 million'],
    ['ca', 'La inversió és de 620 milions d’euros.', '€620 million'],
    ['ca', 'Hi havia una trentena de persones.', 'about 30'],
    ['fr', 'Le groupe travaille en Inde et aux États-Unis.', 'India'],
    ['fr', 'Le projet est géré par Cisco Capital.', 'Cisco Capital'],
    ['es', 'Lo dijo ayer Pablo Iglesias en Madrid.', 'Pablo Iglesias'],
    ['pt', 'A fábrica fica em Viana do Castelo.', 'Viana do Castelo'],
    ['fr', 'Voir pic.twitter.com/Qz7LmN42 ou #FrenchTech.', 'pic.twitter.com/Qz7LmN42'],
  ])('%s: %s', async (language, source, expected) => {
    expect((await english(language, source))[0]).toContain(expected);
  });

  it.each([
    [
      'fr',
      'fr/cisco-startups.txt',
      [
        '$100 million',
        '€88 million',
        '200,000 people',
        '1997',
        '165 countries',
        '16 February 2015',
        'Manuel Valls',
        '6,000',
        'Networking Academy',
        '@manuelvalls',
      ],
    ],
    [
      'fr',
      'fr/cisco-financement.txt',
      [
        '$2.5 billion',
        '95%',
        '1%',
        '2021',
        'Nineteen',
        '19 of',
        'United States',
        'India',
        'Germany',
        'Martin Delaunay',
        'Cisco Capital',
      ],
    ],
    ['es', 'es/novalia.md', ['€620 million', '2,300', '€1.4 billion', 'Elena Ferrer', 'Marc Soler']],
    [
      'it',
      'it/ceramica.txt',
      ['$310 million', '1.2 billion', 'Germany', 'France', 'Paolo Ferrari', 'Giulia Montanari'],
    ],
    ['pt', 'pt/lumar.md', ['$45 million', '€41 million', 'Porto', 'Inês Barreto', '60,000']],
    ['ca', 'ca/novalia.md', ['€620 million', '€3.1 million', 'Pere Vidal', '11.3%']],
  ])('of %s %s come out right', async (language, path, expected) => {
    const text = (await english(language, ...sentencesOf(path))).join('\n');
    for (const part of expected) expect(text).toContain(part);
    expect(text).not.toMatch(/[\u00AD«»„]|Xq\d|<[a-z]+>|\d [%€]/);
  });
});

const WIKINEWS = fileURLToPath(new URL('../../../shared/data/wikinews-fr/documents', import.meta.url));

// Extra, where the data to develop on is at hand.
describe.skipIf(!existsSync(WIKINEWS))('a hundred real articles', () => {
  it('come out whole, in English, without markup', async () => {
    let words = 0;
    const start = performance.now();
    for (const name of readdirSync(WIKINEWS)) {
      const html = readFileSync(`${WIKINEWS}/${name}`, 'utf8').replaceAll(/<title>[^<]*<\/title>|<[^>]*>/g, '\n');
      const segments = html
        .split(/\n+|(?<=\p{L}{2}[.!?] )(?=\p{Lu})/u)
        .map((line) => line.trim())
        .filter((line) => /\p{L}/u.test(line));
      const found = await english('fr', ...segments);
      words += segments.join(' ').split(/\s+/).length;
      for (const [index, text] of found.entries()) {
        expect(text).toMatch(/[\p{L}\d]/u);
        expect(text).not.toMatch(/\u00AD|Xq\d|<[a-z]+>|«|»/);
        const untranslated = text === segments[index] && text.split(/\s+/).length > 6;
        expect(untranslated).toBe(false);
      }
    }
    const perSecond = Math.round((words / (performance.now() - start)) * 1000);
    expect(words).toBeGreaterThan(20_000);
    expect(perSecond).toBeGreaterThan(200);
  });
});
