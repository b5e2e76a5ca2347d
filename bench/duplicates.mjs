// The index of near-duplicates: time and memory an article, and what it finds of planted copies and updates.
// After `npm run build`:  npm run bench -- duplicates [ARTICLES]
import { createDuplicateIndex } from '../dist/text/near-duplicates.js';

const WORDS = 400;
/** A word of letters for each number. */
const wordOf = (number) =>
  String(number * 7919 + 1024)
    .split('')
    .map((digit) => 'bdfgklmnrt'[Number(digit)] + 'aeiou'[number % 5])
    .join('');
const VOCABULARY = Array.from({ length: 4_000 }, (_, index) => wordOf(index));

/** Pseudo-random prose, the same for the same seed: sentences of 20 words, figures, names, two lines in common with all. */
function article(seed) {
  let state = (seed * 2654435761) >>> 0;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8;
  const paragraphs = [`Titre ${VOCABULARY[next() % VOCABULARY.length]} du journal`];
  for (let words = 0; words < WORDS; words += 80) {
    const sentences = Array.from({ length: 4 }, () =>
      Array.from({ length: 20 }, (_, at) => {
        const word = VOCABULARY[next() % VOCABULARY.length];
        if (at % 9 === 5) return String(next() % 900);
        return at % 7 === 3 ? word[0].toUpperCase() + word.slice(1) : word;
      }).join(' '),
    );
    paragraphs.push(`${sentences.join('. ')}.`);
  }
  return [...paragraphs, 'Tous droits réservés au journal du soir et à ses agences.'];
}

const join = (paragraphs) => paragraphs.join('\n\n');
const copies = {
  'another headline': ([, ...body]) => join(['Autre titre pour la même dépêche', ...body]),
  'a paragraph cut': (paragraphs) => join(paragraphs.toSpliced(3, 1)),
  'cut to half': (paragraphs) => join(paragraphs.slice(0, Math.ceil(paragraphs.length / 2))),
  'a line added': (paragraphs) => join([...paragraphs, 'Plus de détails suivront dans notre édition du soir.']),
};
const updates = {
  'one figure changed': (paragraphs) =>
    join(
      paragraphs.with(
        2,
        paragraphs[2].replace(/\d+/u, (figure) => String(Number(figure) + 37)),
      ),
    ),
  'one name changed': (paragraphs) =>
    join(paragraphs.with(2, paragraphs[2].replace(/(?<=\p{L} )\p{Lu}\p{L}+/u, 'Zelmara'))),
};

export default async function duplicates([count = '20000'] = []) {
  const articles = Number(count);
  const index = createDuplicateIndex();
  let strangers = 0;
  const started = performance.now();
  for (let seed = 0; seed < articles; seed += 1)
    if (index.add(`a${seed}`, join(article(seed))) !== null) strangers += 1;
  const perArticleMs = (performance.now() - started) / articles;
  const bytes = index.bytes / Math.max(1, index.size);

  const sample = Math.min(200, articles);
  const rate = (variant, wanted) => {
    let right = 0;
    for (let number = 0; number < sample; number += 1) {
      const seed = Math.floor((number * articles) / sample);
      const paragraphs = article(seed);
      if (wanted) {
        right += index.add('copy', variant(paragraphs))?.of === `a${seed}` ? 1 : 0;
      } else {
        const alone = createDuplicateIndex();
        alone.add('original', join(paragraphs));
        right += alone.add('update', variant(paragraphs)) === null ? 1 : 0;
      }
    }
    return right / sample;
  };
  const rows = [
    ...Object.entries(copies).map(([variant, make]) => ({ variant, wanted: 'copy', right: rate(make, true) })),
    ...Object.entries(updates).map(([variant, make]) => ({ variant, wanted: 'news', right: rate(make, false) })),
  ];
  const worst = (wanted) => Math.min(...rows.filter((row) => row.wanted === wanted).map(({ right }) => right));
  return {
    table: rows.map(({ variant, wanted, right }) => ({ variant, wanted, right: right.toFixed(3) })),
    figures: { articles, perArticleMs, bytesPerArticle: bytes, strangers, rows },
    goals: {
      'copies found': { wanted: '>= 0.97', value: worst('copy').toFixed(3), met: worst('copy') >= 0.97 },
      'updates kept': { wanted: '1', value: worst('news').toFixed(3), met: worst('news') === 1 },
      'strangers merged': { wanted: '0', value: String(strangers), met: strangers === 0 },
      'ms an article': { wanted: '<= 3', value: perArticleMs.toFixed(2), met: perArticleMs <= 3 },
      'bytes an article': { wanted: '<= 2000', value: bytes.toFixed(0), met: bytes <= 2_000 },
    },
  };
}
