import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Brief, Finding } from '../../src/core/index.ts';
import { NO_USAGE } from '../../src/core/index.ts';
import { checkPair, decide, recheckBrief, verifyDraft } from '../../src/verify/index.ts';
import { articleOf, claim, verify } from './articles.ts';

const finding = (severity: Finding['severity'], index: number | null): Finding => ({
  check: 'figure',
  severity,
  message: 'x',
  claim: index,
  target: null,
  source: null,
});

describe('decide', () => {
  it('verifies only where everything is supported and nothing warns', () => {
    expect(decide('supported', ['supported'], []).verdict).toBe('verified');
    expect(decide('supported', ['supported'], [finding('info', 0)]).verdict).toBe('verified');
    expect(decide('supported', ['supported'], [finding('warning', 0)]).verdict).toBe('review');
    expect(decide('supported', ['unchecked'], []).verdict).toBe('review');
    expect(decide('unchecked', ['supported'], []).verdict).toBe('review');
  });

  it('rejects on an error and says which claims block, the headline first', () => {
    const decision = decide('supported', ['supported', 'unchecked'], [finding('error', 1), finding('error', null)]);
    expect(decision.verdict).toBe('rejected');
    expect(decision.headline).toBe('unsupported');
    expect(decision.claims).toEqual(['supported', 'unsupported']);
    expect(decision.blocking.map(({ claim: index }) => index)).toEqual([null, 1]);
  });
});

const article = articleOf('fr', [
  'La société Novatel a vendu 1 200 voitures à Lyon en mars 2019.',
  'Son directeur, Paul Durand, espère une reprise rapide.',
  'Le syndicat organise une manifestation samedi devant la préfecture.',
  'Novatel emploie 4 500 personnes à Grenoble.',
  'La ville attend une décision.',
]);
const headline = claim(article, 'Novatel sold 1,200 cars in Lyon', 'vendu');
const segments = (text: string, ...evidence: string[]) =>
  verify(article, headline, [claim(article, text, ...evidence)]).claims[0]!.evidence.map(({ segment }) => segment);

describe('evidence is earned', () => {
  it('keeps evidence that holds the facts', () => {
    expect(segments('Novatel sold 1,200 cars in Lyon in March 2019.', 'vendu')).toEqual([0]);
  });

  it('moves a claim to the segment that holds its facts', () => {
    expect(segments('Novatel employs 4,500 people in Grenoble.', 'manifestation')).toEqual([3]);
    const { claims, findings } = verify(article, headline, [
      claim(article, 'Novatel employs 4,500 people in Grenoble.', 'manifestation'),
    ]);
    expect(claims[0]!.verdict).toBe('supported');
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const [evidence] = claims[0]!.evidence;
    expect(article.text.slice(evidence!.start, evidence!.end)).toContain('4 500');
  });

  it('adds the segment that a claim draws on besides', () => {
    expect(segments('Novatel sold 1,200 cars in Lyon and employs 4,500 people in Grenoble.', 'vendu')).toEqual([0, 3]);
  });

  it('does not gather single figures from anywhere', () => {
    const { verdict, findings } = verify(article, headline, [
      claim(article, 'The union demonstrates on Saturday with 4,500 people.', 'manifestation'),
    ]);
    expect(verdict).not.toBe('verified');
    expect(findings.some(({ check, severity }) => check === 'figure' && severity !== 'info')).toBe(true);
  });

  it('does not look elsewhere for a figure that the evidence contradicts', () => {
    const text = 'Novatel sold 4,500 cars in Lyon in March 2019.';
    expect(segments(text, 'vendu')).toEqual([0]);
    const { findings, verdict } = verify(article, headline, [claim(article, text, 'vendu')]);
    expect(verdict).not.toBe('verified');
    const [wrong] = findings.filter(({ check, severity }) => check === 'figure' && severity !== 'info');
    expect(wrong?.target?.text).toBe('4,500');
  });

  it('leaves out evidence that names no segment, and never calls the claim supported', () => {
    const made = { text: 'The city awaits a decision.', evidence: [{ segment: 99, start: 0, end: 5 }] };
    const { claims, verdict } = verify(article, headline, [made]);
    expect(claims[0]!.evidence.every(({ segment }) => segment < article.segments.length)).toBe(true);
    expect(verdict).not.toBe('verified');
  });
});

describe('support', () => {
  const vague = claim(article, 'The town hopes for news soon.', 'attend');

  it('is unchecked where nothing can be compared', () => {
    const { claims, verdict, findings } = verify(article, headline, [vague]);
    expect(claims[0]!.verdict).toBe('unchecked');
    expect(verdict).toBe('review');
    expect(findings).toContainEqual(expect.objectContaining({ check: 'support', severity: 'warning', claim: 0 }));
  });

  it('agrees with the evidence as a local translator renders it', () => {
    const renderings = article.segments.map((_, index) => (index === 4 ? 'The city is waiting for a decision.' : null));
    const agreeing = claim(article, 'The city waits for a decision.', 'attend');
    expect(verify(article, headline, [agreeing], { renderings }).claims[0]!.verdict).toBe('supported');
    expect(verify(article, headline, [vague], { renderings }).claims[0]!.verdict).toBe('unchecked');
  });

  it('is given to a one-to-one translation of fair length only', () => {
    const setting = { method: 'translation' } as const;
    const fair = claim(
      article,
      'The union is organising a demonstration on Saturday in front of the prefecture.',
      'syndicat',
    );
    const cut = claim(article, 'The union.', 'syndicat');
    expect(verify(article, headline, [fair], setting).claims[0]!.verdict).toBe('supported');
    expect(verify(article, headline, [cut], setting).claims[0]!.verdict).toBe('unchecked');
  });

  it('takes an exact sentence of an English article', () => {
    const english = articleOf('en', ['The town hopes for news soon.', 'Nothing else is known.']);
    const { verdict } = verify(english, claim(english, 'Nothing else is known.', 'Nothing'), [
      claim(english, 'The town hopes for news soon.', 'town'),
    ]);
    expect(verdict).toBe('verified');
  });

  it('never passes a rough translation or a language without rules', () => {
    const right = claim(article, 'Novatel sold 1,200 cars in Lyon in March 2019.', 'vendu');
    expect(verify(article, headline, [right]).verdict).toBe('verified');
    const rough = verify(article, headline, [right], { roughTranslator: true });
    expect(rough.verdict).toBe('review');
    expect(rough.findings).toContainEqual(
      expect.objectContaining({ check: 'support', severity: 'warning', message: expect.stringContaining('rough') }),
    );
    const swedish = articleOf('sv', ['Novatel sålde 1 200 bilar i Lyon 2019.']);
    const foreign = verify(swedish, claim(swedish, 'Novatel sold 1,200 cars', 'sålde'), [
      claim(swedish, 'Novatel sold 1,200 cars in Lyon in 2019.', 'sålde'),
    ]);
    expect(foreign.verdict).toBe('review');
    expect(foreign.findings.some(({ message }) => message.includes('Swedish'))).toBe(true);
  });
});

describe('omissions', () => {
  it('lists what is left out as information, at most five', () => {
    const { findings } = verify(article, headline, [
      claim(article, 'Paul Durand hopes for a quick recovery.', 'reprise'),
    ]);
    const left = findings.filter(({ severity }) => severity === 'info');
    expect(left.some(({ source }) => source?.text.includes('4'))).toBe(true);
    expect(left.length).toBeLessThanOrEqual(5);
  });
});

function briefOf(text: string): Brief {
  const made = claim(article, text, 'vendu');
  const verification = verifyDraft({
    draft: { language: 'en', headline, claims: [made] },
    article,
    glossary: null,
    maxWords: 100,
    method: 'abstractive',
    roughTranslator: false,
  });
  return {
    schema: 'precis/brief@1',
    id: 'x',
    article: { ...article, outlet: null, segments: article.segments.map(({ start, end }) => ({ start, end })) },
    headline: verification.headline,
    claims: verification.claims,
    facts: verification.facts,
    findings: verification.findings,
    dropped: [],
    duplicates: [],
    verdict: verification.verdict,
    made: {
      route: 'direct',
      translator: null,
      summariser: 'x',
      prompt: { name: 'x', version: '1', sha256: 'x' },
      precis: '0',
    },
    usage: NO_USAGE,
    warnings: [],
    signature: 'x',
  };
}

describe('recheckBrief', () => {
  // `articleOf` lays out its own text: the hash is that of another.
  const brief = { ...briefOf('Novatel sold 1,200 cars in Lyon in March 2019.') };
  const hashed: Brief = { ...brief, article: { ...brief.article, sha256: hashOf(brief.article.text) } };

  it('gives a sound brief its verdict again', () => {
    const again = recheckBrief(hashed);
    expect(again.verdict).toBe('verified');
    expect(again.facts).toEqual(hashed.facts);
  });

  it('takes a claim for a rendering in extract-first alone, whether a prompt was ours or not', () => {
    const vague = [
      { ...hashed.claims[0]!, text: 'Everybody was delighted with the outcome.', verdict: 'unchecked' as const },
    ];
    const written = (route: Brief['made']['route']): Brief => ({
      ...hashed,
      claims: vague,
      facts: hashed.facts.filter((fact) => fact.claim === null),
      made: { ...hashed.made, route, prompt: null },
    });
    expect(recheckBrief(written('direct')).claims[0]!.verdict).toBe('unchecked');
    expect(recheckBrief(written('translate-first')).claims[0]!.verdict).toBe('unchecked');
    expect(recheckBrief(written('direct')).verdict).not.toBe('verified');
  });

  it('finds an edited figure', () => {
    const edited = hashed.claims.map((made) => ({ ...made, text: made.text.replace('1,200', '1,300') }));
    const again = recheckBrief({ ...hashed, claims: edited });
    expect(again.verdict).toBe('rejected');
    expect(again.findings.some(({ check, severity }) => check === 'figure' && severity === 'error')).toBe(true);
  });

  it.each([
    ['text', { ...hashed, article: { ...hashed.article, text: `${hashed.article.text} ` } }],
    ['segments', { ...hashed, article: { ...hashed.article, segments: [{ start: 5, end: 2 }] } }],
    [
      'evidence',
      {
        ...hashed,
        claims: hashed.claims.map((made) => ({ ...made, evidence: [{ segment: 0, start: 0, end: 9999 }] })),
      },
    ],
    ['facts', { ...hashed, facts: hashed.facts.map((fact) => ({ ...fact, start: fact.start + 1 })) }],
  ])('finds tampered %s', (_, tampered) => {
    const again = recheckBrief(tampered);
    expect(again.verdict).toBe('rejected');
    expect(again.blocking[0]!.findings.length).toBeGreaterThan(0);
  });

  it('keeps a quotation that was traced by a rendering, not one that was edited since', () => {
    const said = articleOf('de', ['„Ohne die Schließung geht es nicht weiter“, sagte Karin Vogt am 3. März 2019.']);
    const text = '"It cannot go on without the closure", Karin Vogt said on 3 March 2019.';
    const quoting = claim(said, text, 'Vogt');
    const title = claim(said, 'Karin Vogt spoke on 3 March 2019', 'Vogt');
    const rendered = 'Without the closure it cannot go on, said Karin Vogt on 3 March 2019.';
    const made = verify(said, title, [quoting], { renderings: [rendered] });
    const written: Brief = {
      ...hashed,
      ...made,
      dropped: [],
      article: { ...hashed.article, ...said, sha256: hashOf(said.text) },
    };
    const doubts = (one: Brief) => recheckBrief(one).findings.filter(({ check }) => check === 'quotation');
    expect(made.facts.find(({ kind }) => kind === 'quotation')?.verdict).toBe('traced');
    expect(doubts(written)).toEqual([]);
    const edited = written.claims.map((one) => ({ ...one, text: one.text.replace('without', 'but for') }));
    expect(doubts({ ...written, claims: edited })).toHaveLength(1);
    expect(recheckBrief({ ...written, claims: edited, facts: [] }).verdict).toBe('review');
  });

  it('keeps the reason of a rough translation', () => {
    const rough = verify(
      article,
      headline,
      [claim(article, 'Novatel sold 1,200 cars in Lyon in March 2019.', 'vendu')],
      {
        roughTranslator: true,
      },
    );
    expect(recheckBrief({ ...hashed, findings: rough.findings, verdict: 'review' }).verdict).toBe('review');
  });
});

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('checkPair', () => {
  it('answers with the shapes of a brief', () => {
    const pair = checkPair({
      source: 'La société a vendu 1 200 voitures en Allemagne.',
      sourceLanguage: 'fr',
      target: 'The company sold 1,300 cars in Germany.',
    });
    expect(pair.verdict).toBe('rejected');
    expect(pair.facts.map(({ kind, verdict }) => [kind, verdict])).toContainEqual(['name', 'traced']);
    expect(pair.findings[0]).toMatchObject({ check: 'figure', severity: 'error', claim: 0 });
  });

  it('follows a glossary', () => {
    const request = {
      source: 'Die Amsel GmbH wurde verkauft.',
      sourceLanguage: 'de',
      target: 'Blackbird Industries was sold.',
    };
    const glossary = {
      entries: [{ source: 'Amsel GmbH', target: 'Blackbird Industries', language: 'de', doNotTranslate: false }],
      sha256: 'x',
    };
    expect(checkPair({ ...request, glossary }).findings.map(({ check }) => check)).not.toContain('name');
    expect(checkPair({ ...request, glossary }).verdict).toBe('verified');
  });

  it('is for review where nothing can be compared', () => {
    const pair = checkPair({ source: 'Es regnete stark.', sourceLanguage: 'de', target: 'It was raining hard.' });
    expect(pair.verdict).toBe('review');
    expect(checkPair({ source: '', sourceLanguage: 'fr', target: 'It rains.' }).verdict).toBe('review');
  });
});
