import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/core/index.ts';
import { claim, sampleArticle, verify } from './articles.ts';

const financing = sampleArticle('fr/cisco-financement.txt');
const startups = sampleArticle('fr/cisco-startups.txt');

type Row = readonly [text: string, evidence: readonly string[], check: Check, wrong: RegExp];

const FINANCING_HEADLINE = claim(financing, 'Cisco announces financing of $2.5 billion', 'publié mardi');
const STARTUPS_HEADLINE = claim(startups, 'Cisco bets $100 million on French start-ups', 'Cisco mise');

const WRONG_FINANCING: readonly Row[] = [
  ['Cisco announced a $2.5 million programme to help its customers.', ['publié mardi'], 'figure', /2\.5 million/],
  ['Cisco announced a programme of €2.5 billion to help its customers.', ['publié mardi'], 'figure', /€2\.5 billion/],
  ['A company can defer payment of 95% of its bill until 2022.', ['reporter à 2021'], 'date', /2022/],
  [
    'It pays nothing for the first five months, then 1% of the total each month for the next three.',
    ['trois premiers mois', 'cinq mois suivants'],
    'figure',
    /five months|next three|three/,
  ],
  [
    '"Our customers tell us that their cash will not last six months," explains Pierre Lemaire, the finance director.',
    ['Martin Delaunay'],
    'name',
    /Lemaire/,
  ],
  [
    'Requests for deferral will mainly concern videoconferencing and security tools.',
    ['porterait surtout'],
    'modality',
    /porterait/,
  ],
  ['"No employee is obliged to come on site," said Martin Delaunay.', ['Aucun salarié'], 'quotation', /la direction/],
  ['Contracts signed before April are covered.', ['ne sont pas couverts'], 'modality', /pas/],
  ['A company can defer payment of 59% of its bill until 2021.', ['reporter à 2021'], 'figure', /59%/],
  ['The consultancy Gartner says that deferring 95% of payments shifts the risk.', ['Orfea'], 'name', /Gartner/],
];

const WRONG_STARTUPS: readonly Row[] = [
  [
    'The American group Cisco will invest $100 billion in young French companies.',
    ['va investir'],
    'figure',
    /100 billion/,
  ],
  ['The American group Cisco will invest €100 million in young French companies.', ['va investir'], 'figure', /€100/],
  ['The Networking Academy was created by the group in 1987.', ['Networking Academy'], 'date', /1987/],
  ['Cisco commits to training 200,000 people in five years.', ['trois ans'], 'figure', /five years/],
  [
    'The announcement was made on Monday in Paris by John Chambers, after a meeting with Prime Minister Emmanuel Macron.',
    ['John Chambers'],
    'name',
    /Macron/,
  ],
  [
    'The group will cut up to 6,000 jobs worldwide, or 8% of its workforce, according to the American press.',
    ['pourrait supprimer'],
    'modality',
    /pourrait/,
  ],
  [
    '"France is changing its model and we want to be part of it," said Manuel Valls.',
    ['changer de modèle'],
    'quotation',
    /Chambers/,
  ],
  ['Management has confirmed this figure.', ["n'a pas confirmé"], 'modality', /pas/],
  [
    'The group could cut up to 6,000 jobs worldwide, or 18% of its workforce, according to the American press.',
    ['pourrait supprimer'],
    'figure',
    /18%/,
  ],
  ['A meeting is planned for March 3 at the headquarters in Nanterre.', ['Issy-les-Moulineaux'], 'name', /Nanterre/],
];

describe.each([
  ['cisco-financement', financing, FINANCING_HEADLINE, WRONG_FINANCING],
  ['cisco-startups', startups, STARTUPS_HEADLINE, WRONG_STARTUPS],
] as const)('wrong briefs of %s', (_, article, headline, rows) => {
  it.each(rows)('%s', (text, evidence, check, wrong) => {
    const verification = verify(article, headline, [claim(article, text, ...evidence)]);
    const errors = verification.findings.filter((finding) => finding.severity === 'error');
    expect(verification.verdict).toBe('rejected');
    expect(verification.claims[0]?.verdict).toBe('unsupported');
    expect(errors.map((finding) => finding.check)).toContain(check);
    const error = errors.find((finding) => finding.check === check)!;
    expect(`${error.target?.text ?? ''} ${error.message}`).toMatch(wrong);
    expect(verification.blocking.map(({ claim: index }) => index)).toEqual([0]);
    for (const { target, source } of errors) {
      expect(target === null ? '' : text.slice(target.start, target.end)).toBe(target?.text ?? '');
      expect(source === null ? '' : article.text.slice(source.start, source.end)).toBe(source?.text ?? '');
    }
  });
});

type Wording = readonly (readonly [text: string, ...evidence: string[]])[];

const RIGHT_FINANCING: readonly Wording[] = [
  [
    [
      'Cisco announced on Tuesday a $2.5 billion financing programme to help customers and partners through the health crisis.',
      'publié mardi',
    ],
    ['Contracts signed before April are not covered.', 'pas couverts'],
  ],
  [
    [
      'In a statement, Cisco announces a financing programme of 2.5 billion dollars for its customers and partners.',
      'publié mardi',
    ],
    [
      'For the first three months a company pays nothing; for the next five it pays 1% of the total each month.',
      'trois premiers mois',
      'cinq mois suivants',
    ],
  ],
  [
    ['A company can put off 95% of its bill until 2021.', 'reporter à 2021'],
    ['The balance is spread out from January 2021.', 'Le solde'],
  ],
  [
    ['The scheme is called the Business Resiliency Program.', 'Business Resiliency Program'],
    ['The $2.5bn will be managed by Cisco Capital, the financial arm of the group.', 'Cisco Capital'],
  ],
  [
    [
      '"Our customers tell us that their cash will not last six months," explains Martin Delaunay, finance director of the French subsidiary.',
      'Martin Delaunay',
    ],
  ],
  [
    [
      'According to Delaunay, requests for deferral would mainly concern videoconferencing and security tools, whose use has quadrupled since mid-March.',
      'porterait surtout',
    ],
  ],
  [
    [
      'The group also says that 19 of its sites remain open around the world, among them in the United States, India and Germany.',
      '19 de ses sites',
    ],
  ],
  [
    ['Nineteen of its sites, including in the US, India and Germany, stay open.', '19 de ses sites'],
    ['"No employee is obliged to come on site," management says.', 'Aucun salarié'],
  ],
  [
    [
      'The consultancy Orfea Conseil says that deferring 95% of payments "shifts the risk, it does not remove it".',
      'Orfea Conseil',
    ],
  ],
  [
    ['Cisco has reportedly not yet decided whether the programme will be extended in 2021.', 'pas encore décidé'],
    ['From January 2021 the remainder is paid in instalments.', 'Le solde'],
  ],
];

const RIGHT_STARTUPS: readonly Wording[] = [
  [
    [
      'The American group Cisco is to invest $100 million, or about €88 million, in young French companies.',
      'va investir',
    ],
    [
      'The announcement was made on Monday in Paris by its chairman, John Chambers, after talks with Prime Minister Manuel Valls.',
      'John Chambers',
    ],
  ],
  [
    ['US group Cisco will put 100 million dollars (about 88 million euros) into start-ups in France.', 'va investir'],
    ['It commits to training 200,000 people in networking over three years.', 'en trois ans'],
  ],
  [
    ['Cisco promises to train 200,000 people within three years.', 'en trois ans'],
    [
      'Courses go through the Networking Academy, a programme created in 1997 and now present in 165 countries.',
      'Networking Academy',
    ],
  ],
  [
    ['The Networking Academy, which dates from 1997, exists in 165 countries.', 'Networking Academy'],
    ['The €88 million will not be paid all at once.', "d'un coup"],
  ],
  [
    [
      'According to the economy ministry, a first third would be available before the end of the year.',
      'un premier tiers',
    ],
    ['No company name has been disclosed.', "Aucun nom d'entreprise"],
  ],
  [
    [
      'The group could cut up to 6,000 jobs worldwide, 8% of its workforce, according to the American press.',
      'pourrait supprimer',
    ],
    ['Management has not confirmed this figure.', 'pas confirmé'],
  ],
  [
    ['Up to 6,000 jobs, 8 per cent of the workforce, may go worldwide, the US press reports.', 'pourrait supprimer'],
    ['Asked about French employees, Mr Chambers declined to answer.', 'Interrogé'],
  ],
  [
    ['"We are not announcing any job cuts in France today," a spokeswoman said.', 'porte-parole'],
    ['A meeting is planned for March 3 at the headquarters in Issy-les-Moulineaux.', 'Issy-les-Moulineaux'],
  ],
  [
    [
      '"France is in the process of changing its model and we want to be part of it," said Mr Chambers.',
      'changer de modèle',
    ],
  ],
  [
    [
      'Prime Minister Manuel Valls welcomed it on Twitter: "Cisco chooses France: $100 million for our start-ups and 200,000 people trained in digital skills."',
      'Cisco choisit la France',
    ],
    [
      'Unions are asking for guarantees; a meeting takes place on 3 March in Issy-les-Moulineaux.',
      'Les syndicats',
      'Issy-les-Moulineaux',
    ],
  ],
];

describe.each([
  ['cisco-financement', financing, FINANCING_HEADLINE, RIGHT_FINANCING],
  ['cisco-startups', startups, STARTUPS_HEADLINE, RIGHT_STARTUPS],
] as const)('right briefs of %s in ten wordings', (_, article, headline, wordings) => {
  it.each(wordings.map((wording, index) => [index + 1, wording] as const))('wording %i', (__, wording) => {
    const verification = verify(
      article,
      headline,
      wording.map(([text, ...evidence]) => claim(article, text, ...evidence)),
    );
    const flagged = verification.findings.filter(
      (finding) => finding.severity !== 'info' && finding.check !== 'support',
    );
    expect(flagged).toEqual([]);
    expect(verification.blocking).toEqual([]);
    expect(verification.facts.every((fact) => fact.verdict === 'traced' || fact.verdict === 'converted')).toBe(true);
  });
});

describe('the trace of every figure, date, name and quotation', () => {
  it('holds the exact characters of the source', () => {
    const verification = verify(startups, STARTUPS_HEADLINE, [
      claim(startups, 'The American group Cisco is to invest $100 million, about €88 million.', 'va investir'),
      claim(startups, 'The Networking Academy, created in 1997, is present in 165 countries.', 'Networking Academy'),
      claim(startups, 'It is to train 200,000 people over three years.', 'en trois ans'),
    ]);
    const trace = verification.facts.map((fact) => [fact.kind, fact.text, fact.value, fact.unit, fact.source?.text]);
    expect(trace).toMatchInlineSnapshot(`
      [
        [
          "name",
          "Cisco",
          "Cisco",
          null,
          "Cisco",
        ],
        [
          "money",
          "$100 million",
          "100000000",
          "USD",
          "100 millions $",
        ],
        [
          "name",
          "French",
          "French",
          null,
          "françaises",
        ],
        [
          "name",
          "American",
          "American",
          null,
          "américain",
        ],
        [
          "name",
          "Cisco",
          "Cisco",
          null,
          "Cisco",
        ],
        [
          "money",
          "$100 million",
          "100000000",
          "USD",
          "100 millions de dollars",
        ],
        [
          "money",
          "€88 million",
          "88000000",
          "EUR",
          "88 millions d'euros",
        ],
        [
          "name",
          "Networking Academy",
          "Networking Academy",
          null,
          "Networking Academy",
        ],
        [
          "date",
          "1997",
          "1997",
          null,
          "1997",
        ],
        [
          "count",
          "165",
          "165",
          null,
          "165",
        ],
        [
          "count",
          "200,000",
          "200000",
          null,
          "200 000",
        ],
        [
          "duration",
          "three years",
          "3",
          "year",
          "trois ans",
        ],
      ]
    `);
    for (const fact of verification.facts) {
      expect(startups.text.slice(fact.source!.start, fact.source!.end)).toBe(fact.source!.text);
    }
  });
});
