import { describe, expect, it } from 'vitest';
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
    const { findings } = verify(withPost, claim(withPost, 'The minister reacted on Twitter', 'réagi'), [
      claim(withPost, '"Well done to all the teams of the bridge," tweeted Claire Martin.', 'Bravo'),
    ]);
    expect(findings.filter((finding) => finding.check === 'quotation')).toEqual([]);
  });
});
