import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/text/segment.ts';

function split(text: string, language: string): string[] {
  return splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
}

/** Each case: language, then the sentences that the joined text must come apart into. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['titles', 'fr', ['M. Valls a rencontré Mme. Merkel et le Dr. Martin.', 'Il est content.']],
  ['initials', 'en', ['George W. Bush met J. K. Rowling.', 'The talks went well.']],
  ['hyphenated initials', 'fr', ['J.-C. Trichet a parlé.', 'Le marché a réagi.']],
  ['acronym inside', 'en', ['The U.S. Congress voted.', 'It was close.']],
  ['acronym at the end', 'en', ['He lives in the U.S.', 'The vote was close.']],
  ['German abbreviations', 'de', ['Das gilt z. B. für Dr. Müller.', 'Die Firma, d. h. der Vorstand, schweigt.']],
  ['German ordinals', 'de', ['Am 16. Februar kam die 2. Mannschaft im 20. Jahrhundert an.', 'Das war alles.']],
  ['decimals', 'fr', ['Le taux est de 3.5 et de 2,5 %.', 'Il baisse.']],
  ['year at the end', 'de', ['Das war im Jahr 2015.', 'Die Firma wuchs.']],
  ['French year', 'fr', ['C’était en 2015.', 'Le groupe a grandi.']],
  ['numbered', 'fr', ['1. Le groupe investit.', '2. Il embauche.']],
  ['number abbreviations', 'es', ['El art. 5 y la pág. 12 lo dicen.', 'No hay duda.']],
  ['etc. inside', 'fr', ['Des pommes, des poires, etc. et des noix.', 'Tout est là.']],
  ['etc. at the end', 'fr', ['Des pommes, des poires, etc.', 'Le reste suit.']],
  ['ellipsis before a capital', 'fr', ['Il hésite… puis il part…', 'Le train attend.']],
  ['three dots', 'fr', ['Il hésite... puis il part...', 'Le train attend.']],
  ['bracketed omission', 'fr', ['« Il est parti (…) Il ne reviendra [pas] », dit-elle.', 'Elle pleure.']],
  ['question in a quotation', 'fr', ['« Quoi ? » demande-t-il.', '« Rien. » répond-elle.']],
  ['whole quotation', 'fr', ['Il a dit : « Je pars. Je ne reviens pas. »', 'Puis il est parti.']],
  ['attribution', 'fr', ['« Je pars ! », a dit M. Valls.', 'Elle reste.']],
  ['dash attribution', 'fr', ['« Je pars ! » – a-t-il dit.', 'Elle reste.']],
  ['nested guillemets', 'fr', ['« Il a dit « Oui. Je viens. » hier. »', 'Elle doute.']],
  ['mixed quotes', 'en', ['He said: “It is over. We go home." and left.', 'She stayed.']],
  ['straight quotes', 'nl', ['"Het is klaar. We gaan." zei hij.', 'Zij bleef.']],
  ['German quotes', 'de', ['„Wir gehen. Jetzt!“, sagte er.', 'Sie blieb.']],
  ['reversed guillemets', 'de', ['»Wir gehen. Jetzt!« sagte er.', '»Nein«, sagte sie.']],
  ['source in brackets', 'fr', ['« Nous partons. » (AFP)', 'Le groupe confirme.']],
  ['brackets', 'es', ['El plan (es caro. Muy caro.) sigue.', 'La gente espera.']],
  ['prefix of a name', 'it', ['Il sig. Rossi e l’on. Bianchi parlano.', 'La sala ascolta.']],
  ['Portuguese', 'pt', ['O Sr. Silva e a Dra. Costa vieram.', 'Não ficaram.']],
  ['Catalan', 'ca', ['El Sr. Puig va dir que sí.', 'Ningú no ho va creure.']],
  ['lower-case brand', 'en', ['Apple won.', 'iPhone sales rose.']],
  ['a domain', 'fr', ['Le site example.com a fermé.', 'Il rouvrira.']],
  ['exclamation in brackets', 'fr', ['Il paie (!) et sourit.', 'Elle rit.']],
];

describe('splitSentences', () => {
  it.each(CASES)('%s', (_name, language, sentences) => {
    expect(split(sentences.join(' '), language)).toEqual(sentences);
  });

  it.each([
    [
      'fr',
      'Il y a 70 000 personnes."C\'est un plan", dit-il.',
      ['Il y a 70 000 personnes.', '"C\'est un plan", dit-il.'],
    ],
    ['fr', 'Il dit : "C\'est un plan."Le groupe attend.', ['Il dit : "C\'est un plan."', 'Le groupe attend.']],
    [
      'es',
      'MADRID, 3 Mar. (EUROPA PRESS) - El grupo invierte.',
      ['MADRID, 3 Mar. (EUROPA PRESS) - El grupo invierte.'],
    ],
    ['fr', 'Les sites en Allemagne.Le groupe investit.', ['Les sites en Allemagne.', 'Le groupe investit.']],
    [
      'fr',
      'C’était en 2015.Le groupe a grandi de 5 %.Il continue.',
      ['C’était en 2015.', 'Le groupe a grandi de 5 %.', 'Il continue.'],
    ],
    ['fr', 'Il a dit « oui ».Elle a dit non.', ['Il a dit « oui ».', 'Elle a dit non.']],
    ['fr', 'Visitez Example.Com ou Booking.Com et U.S.A ou M.Valls, St.Gallen.', null],
    ['de', 'Am 16.Februar traf Dr.Müller die Firma.', null],
    ['en', 'Write to John.Smith@Example.Org or see www.Example.Org/News.Html today.', null],
  ] as const)('run-together sentences, %s: %s', (language, text, expected) => {
    expect(split(text, language)).toEqual(expected ?? [text]);
  });

  it('splits Japanese and Chinese, and not inside corner brackets', () => {
    expect(split('首相は「行きます。必ず。」と述べた。会議は続く。', 'ja')).toEqual([
      '首相は「行きます。必ず。」と述べた。',
      '会议は続く。'.replace('会议', '会議'),
    ]);
    expect(split('今天下雨。明天放晴！', 'zh')).toEqual(['今天下雨。', '明天放晴！']);
  });

  it('splits a long quotation at its sentences', () => {
    const sentence = 'Nous avons travaillé pendant des années pour que ce projet voie enfin le jour dans notre pays.';
    const text = `« ${Array.from({ length: 5 }, () => sentence).join(' ')} »`;
    expect(split(text, 'fr').length).toBe(5);
  });

  it('loses nothing, overlaps nowhere, and never throws', () => {
    const pieces = fc.constantFrom(
      '.',
      '!',
      '?',
      '…',
      '«',
      '»',
      '"',
      '“',
      '(',
      ')',
      ' ',
      ' ',
      'M',
      'a',
      'Le',
      '3',
      '\n',
      '😀',
      '\ud83d',
      '「',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }),
        fc.constantFrom('fr', 'de', 'ja', 'und'),
        (parts, language) => {
          const text = parts.join('');
          let at = 0;
          for (const { start, end } of splitSentences(text, language)) {
            expect(text.slice(at, start).trim()).toBe('');
            expect(end).toBeGreaterThan(start);
            expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
            at = end;
          }
          expect(text.slice(at).trim()).toBe('');
        },
      ),
    );
  });

  it.each([
    ['short sentences', 'Le mot. '.repeat(125_000)],
    ['no spaces', 'a'.repeat(1_000_000)],
    ['stops', '.'.repeat(1_000_000)],
    ['open quotation marks', '« '.repeat(500_000)],
    ['brackets', '('.repeat(500_000) + ')'.repeat(500_000)],
    ['run together', 'mots.Le'.repeat(140_000)],
    ['words', 'mot '.repeat(250_000)],
    ['Chinese', '今天下雨'.repeat(250_000)],
  ])('takes time linear in a paragraph of 1 MB: %s', (_name, text) => {
    const began = performance.now();
    splitSentences(text, 'fr');
    // Generous for a busy machine: the quadratic behaviour that this guards against takes minutes.
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
