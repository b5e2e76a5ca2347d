import { describe, expect, it } from 'vitest';
import { checkPair } from '../../src/verify/index.ts';
import { quotationsIn } from '../../src/verify/quotations.ts';
import { articleOf, claim, verify } from './articles.ts';

describe('quotation marks', () => {
  it.each([
    ['He said "yes".', ['yes']],
    ['Il a dit « oui » hier.', [' oui ']],
    ['Er sagte: „Ja“ und ging.', ['Ja']],
    ['Er sagte »Ja« und ging.', ['Ja']],
    ['Hij zei ‘ja’ en ging.', ['ja']],
    ['彼は「はい」と言った。', ['はい']],
    ['他说：“好的。”然后走了。', ['好的。']],
    ['Він сказав: «Так».', ['Так']],
    ['"A « b » c"', ['A « b » c']],
    ["The players' strike isn't over; it's 'final'.", ['final']],
    ['No marks at all (but brackets).', []],
  ])('%s', (text, expected) => {
    expect(quotationsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});

const article = articleOf('fr', [
  'Le maire Paul Durand et la ministre Claire Martin ont inauguré le pont.',
  '« Ce pont va changer la vie de nos habitants », a déclaré Claire Martin.',
  'Paul Durand a salué un « projet exemplaire ».',
  'Le chantier a duré trois ans.',
]);
const headline = claim(article, 'Mayor Paul Durand and minister Claire Martin open bridge', 'inauguré');
const found = (text: string, ...evidence: string[]) =>
  verify(article, headline, [claim(article, text, ...evidence)]).findings.filter(
    (finding) => finding.check === 'quotation',
  );

describe('quotations of a brief', () => {
  it.each([
    ['"This bridge will change the lives of our residents," Claire Martin said.', 'changer la vie'],
    ['The bridge "will change the lives of our residents", said Martin.', 'changer la vie'],
    ['Claire Martin said the bridge would change lives.', 'changer la vie'],
    ['Paul Durand praised an "exemplary project".', 'exemplaire'],
  ])('right: %s', (text, evidence) => {
    expect(found(text, evidence)).toEqual([]);
  });

  it('blames another speaker', () => {
    const [finding] = found(
      '"This bridge will change the lives of our residents," Paul Durand said.',
      'changer la vie',
    );
    expect(finding?.severity).toBe('error');
    expect(finding?.message).toContain('Claire Martin');
  });

  it('blames words that nobody is quoted with', () => {
    const [finding] = found('"The works lasted three long years," he said.', 'trois ans');
    expect(finding?.severity).toBe('error');
    expect(finding?.target?.text).toBe('"The works lasted three long years,"');
  });

  it('blames a quotation far longer than what is quoted', () => {
    const [finding] = found(
      'Paul Durand praised "an exemplary project that will bring jobs, tourists and new hope to the whole of the region".',
      'exemplaire',
    );
    expect(finding?.severity).toBe('error');
  });

  it('lets the title of a work have marks of its own', () => {
    expect(found('The film "The Long Bridge" tells of three years of works.', 'trois ans')).toEqual([]);
  });

  it('traces a quotation to its words', () => {
    const { facts } = verify(article, headline, [
      claim(article, '"This bridge will change the lives of our residents," Claire Martin said.', 'changer la vie'),
    ]);
    const fact = facts.find(({ kind }) => kind === 'quotation');
    expect(fact?.verdict).toBe('traced');
    expect(fact?.source?.text.trim()).toBe('Ce pont va changer la vie de nos habitants');
  });

  it('takes a post for a quotation of its author', () => {
    const post = articleOf('fr', [
      'La ministre a réagi sur Twitter :',
      'Bravo à toutes les équipes du pont ! Claire Martin',
    ]);
    const withPost = {
      ...post,
      segments: post.segments.map((segment, index) => ({
        ...segment,
        kind: index === 1 ? ('post' as const) : segment.kind,
      })),
    };
    const { findings } = verify(
      withPost,
      claim(withPost, 'The minister reacted on Twitter', 'réagi'),
      [claim(withPost, '"Well done to all the teams of the bridge," tweeted Claire Martin.', 'Bravo')],
      { renderings: ['The minister reacted on Twitter:', 'Congratulations to all the teams of the bridge!'] },
    );
    expect(findings.filter((finding) => finding.check === 'quotation')).toEqual([]);
  });
});

describe('the words of a quotation', () => {
  const INVENTED = '"The unions have ruined this company with their endless strikes", said Karin Vogt.';
  const closure = articleOf('de', [
    'Novatel schließt das Werk in Halle Ende 2026.',
    '„Wir haben alle Möglichkeiten geprüft, aber ohne die Schließung geht es nicht weiter“, sagte Karin Vogt.',
  ]);
  const closing = claim(closure, 'Novatel closes plant in Halle', 'Werk');
  const checked = (text: string, setting: Parameters<typeof verify>[3] = {}) => {
    const { verdict, findings, facts } = verify(closure, closing, [claim(closure, text, 'Schließung')], setting);
    return {
      verdict,
      fact: facts.find(({ kind }) => kind === 'quotation')?.verdict,
      doubts: findings.filter(({ check }) => check === 'quotation').map(({ severity }) => severity),
    };
  };

  it.each([
    ['de', closure.text.slice(closure.segments[1]!.start), INVENTED],
    [
      'fr',
      '« Nous avons étudié toutes les pistes, mais il faut fermer », a déclaré Karin Vogt.',
      '"The unions have ruined this company with their endless strikes", said Karin Vogt.',
    ],
  ])('invented in a pair: for review, never rejected (%s)', (sourceLanguage, source, target) => {
    const pair = checkPair({ source, sourceLanguage, target });
    expect(pair.verdict).toBe('review');
    const [doubt] = pair.findings.filter(({ check }) => check === 'quotation');
    expect(doubt).toMatchObject({
      severity: 'warning',
      message: 'The words in quotation marks could not be compared with the original; compare them.',
    });
    expect(target.slice(doubt!.target!.start, doubt!.target!.end)).toBe(doubt!.target!.text);
    expect(source.slice(doubt!.source!.start, doubt!.source!.end)).toBe(doubt!.source!.text);
    const fact = pair.facts.find(({ kind }) => kind === 'quotation');
    expect(fact?.verdict).toBe('not-found');
  });

  it('are traced by their cognates, their figures or their names', () => {
    const verdictOf = (source: string, target: string) =>
      checkPair({ source, sourceLanguage: 'fr', target }).facts.find(({ kind }) => kind === 'quotation')?.verdict;
    const said = (words: string) => `« ${words} », a déclaré Karin Vogt.`;
    const english = (words: string) => `"${words}", said Karin Vogt.`;
    const bridge = english('This bridge will change the lives of our residents');
    expect(verdictOf(said('Ce pont va changer la vie de nos habitants'), bridge)).toBe('traced');
    const wait = english('We waited 17 weeks for an answer');
    expect(verdictOf(said('Nous avons attendu 17 semaines une réponse'), wait)).toBe('traced');
    const lyon = english('We all love living in Lyon');
    expect(verdictOf(said('Nous aimons tous vivre à Lyon'), lyon)).toBe('traced');
    // The same anchors outside of the quotation prove nothing of it.
    expect(
      verdictOf('« Il faut fermer », a déclaré Karin Vogt à Lyon.', english('We all love living in Lyon')),
    ).not.toBe('traced');
  });

  it('of a brief: a warning, and no anchor for its support', () => {
    expect(checked(INVENTED)).toEqual({ verdict: 'review', fact: 'not-found', doubts: ['warning'] });
  });

  it('agree with a rendering or are doubted', () => {
    const renderings = [
      'Novatel closes the plant in Halle at the end of 2026.',
      '"We examined all possibilities, but without the closure it cannot go on," said Karin Vogt.',
    ];
    const right = '"We examined every possibility, but without closure it cannot go on", said Karin Vogt.';
    expect(checked(right, { renderings })).toEqual({ verdict: 'verified', fact: 'traced', doubts: [] });
    expect(checked(INVENTED, { renderings })).toEqual({ verdict: 'review', fact: 'not-found', doubts: ['warning'] });
  });

  it('of a one-to-one translation are aligned by its making', () => {
    expect(checked(INVENTED, { method: 'translation' }).fact).toBe('traced');
  });
});
