// The extractive selection against the lead of an article and against chance, by ROUGE against the publisher's own lead
// paragraph, which is taken out of the article first; and its speed. After `npm run build`:
//   npm run bench -- extractive [FOLDER OF HTML]      (default: ../shared/data/wikinews-fr/documents, where present)
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { selectSegments } from '../dist/text/rank-select.js';
import { splitSentences } from '../dist/text/segment.js';
import { countWords, wordsOf } from '../dist/text/tokens.js';

const LANGUAGE = 'fr';
const WIKINEWS = fileURLToPath(new URL('../../shared/data/wikinews-fr/documents', import.meta.url));
const MIN_LEAD_WORDS = 15;

/** The title and blocks of a plain article page. */
function blocksOf(html) {
  return [...html.matchAll(/<(h1|h2|h3|p|li)>([\s\S]*?)<\/\1>/gu)]
    .map(([, tag, inner]) => ({
      tag,
      text: inner
        .replaceAll(/<[^>]+>/gu, ' ')
        .replaceAll('\u00ad', '')
        .replaceAll('&nbsp;', ' ')
        .replaceAll('&amp;', '&')
        .replaceAll(/\s+/gu, ' ')
        .trim(),
    }))
    .filter(({ text }) => text !== '');
}

function segmentsOf(title, blocks) {
  const segments = [{ kind: 'title', paragraph: 0, text: title }];
  blocks.forEach(({ tag, text }, index) => {
    const paragraph = index + 1;
    if (tag !== 'p' && text.length < 90) segments.push({ kind: 'heading', paragraph, text });
    else
      for (const { start, end } of splitSentences(text, LANGUAGE))
        segments.push({ kind: 'sentence', paragraph, text: text.slice(start, end) });
  });
  return segments;
}

function grams(words, size) {
  const counts = new Map();
  for (let at = 0; at + size <= words.length; at += 1) {
    const key = words.slice(at, at + size).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** ROUGE-N F1 (Lin, 2004) without stemming. */
function rouge(candidate, reference, size) {
  const [a, b] = [grams(wordsOf(candidate, LANGUAGE), size), grams(wordsOf(reference, LANGUAGE), size)];
  const total = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  let hits = 0;
  for (const [key, count] of a) hits += Math.min(count, b.get(key) ?? 0);
  return hits === 0 ? 0 : (2 * hits) / (total(a) + total(b));
}

/** Takes segments in the order given until the words are spent. */
function take(order, segments, maxWords) {
  const taken = [];
  let words = 0;
  for (const index of order) {
    const count = countWords(segments[index].text, LANGUAGE);
    if (words + count > maxWords) continue;
    taken.push(index);
    words += count;
  }
  return taken;
}

const mean = (rows, at) => (100 * rows.reduce((sum, row) => sum + row[at], 0)) / Math.max(1, rows.length);

export default async function extractive([folder = WIKINEWS] = []) {
  const methods = { selection: [], lead: [], chance: [] };
  for (const file of existsSync(folder) ? readdirSync(folder).toSorted() : []) {
    const [title, lead, ...rest] = blocksOf(readFileSync(join(folder, file), 'utf8'));
    if (lead === undefined || countWords(lead.text, LANGUAGE) < MIN_LEAD_WORDS || rest.length < 3) continue;
    const segments = segmentsOf(title.text, rest);
    const maxWords = Math.max(40, Math.round(1.5 * countWords(lead.text, LANGUAGE)));
    const sentences = segments.flatMap(({ kind }, index) => (kind === 'sentence' ? [index] : []));
    const chance = sentences.toSorted((a, b) => ((a * 7919 + 3) % 101) - ((b * 7919 + 3) % 101));
    const picks = {
      selection: selectSegments(segments, LANGUAGE, { maxWords }).claims,
      lead: take(sentences, segments, maxWords),
      chance: take(chance, segments, maxWords),
    };
    for (const [method, indices] of Object.entries(picks)) {
      const text = indices.map((index) => segments[index].text).join(' ');
      methods[method].push([rouge(text, lead.text, 1), rouge(text, lead.text, 2)]);
    }
  }

  const long = Array.from({ length: 5_000 }, (_, index) => ({
    kind: 'sentence',
    paragraph: Math.floor(index / 4),
    text: `La société numéro ${index} vend ${(index * 7919) % 1000} usines de la région ${(index * 31) % 97} à Lille pour le groupe ${index % 13}.`,
  }));
  const started = performance.now();
  selectSegments(long, LANGUAGE, { maxWords: 120 });
  const longMs = performance.now() - started;

  const rows = Object.entries(methods).map(([method, scores]) => ({
    method,
    articles: scores.length,
    rouge1: mean(scores, 0),
    rouge2: mean(scores, 1),
  }));
  const [selection, lead] = rows;
  return {
    table: rows.map(({ method, articles, rouge1, rouge2 }) => ({
      method,
      articles,
      'ROUGE-1': rouge1.toFixed(1),
      'ROUGE-2': rouge2.toFixed(1),
    })),
    figures: { rows, longMs },
    goals: {
      'ROUGE-2 over the lead': {
        wanted: '> 0',
        value: (selection.rouge2 - lead.rouge2).toFixed(2),
        met: selection.articles === 0 || selection.rouge2 > lead.rouge2,
      },
      '5,000 sentences, ms': { wanted: '<= 1000', value: longMs.toFixed(0), met: longMs <= 1_000 },
    },
  };
}
