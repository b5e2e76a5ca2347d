// Seconds and size of the digest of 2,000 briefs, and how soon Chromium shows it. After `npm run build`:
//   npm run bench -- digest
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFileWriter } from '../dist/adapters/writers/files.js';
import { DIGEST_FORMATS, writeDigest } from '../dist/digest/index.js';

const BRIEFS = 2000;
const signal = new AbortController().signal;

const SYLLABLES = [
  'ba',
  'ke',
  'lo',
  'mi',
  'nu',
  'ra',
  'se',
  'to',
  'vi',
  'zu',
  'dar',
  'fel',
  'gon',
  'hul',
  'jen',
  'pri',
  'quo',
];
const DEEDS = [
  ['opens', 'factory', 'batteries'],
  ['closes', 'mine', 'copper'],
  ['buys', 'ferry', 'passengers'],
  ['recalls', 'medicine', 'patients'],
  ['settles', 'strike', 'drivers'],
  ['sells', 'bank', 'branches'],
  ['floods', 'valley', 'houses'],
  ['wins', 'election', 'seats'],
  ['launches', 'satellite', 'antennas'],
  ['fines', 'airline', 'delays'],
  ['restores', 'theatre', 'paintings'],
];
const LANGUAGES = ['fr', 'es', 'de', 'pt', 'it', 'ar', 'ja'];

export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'precis-bench-'));
  try {
    const writer = createFileWriter(folder);
    for (let number = 0; number < BRIEFS; number++) await writer.write(briefOf(number));
    const rows = [];
    for (const format of DIGEST_FORMATS) {
      const started = performance.now();
      const { files, stories } = await writeDigest(folder, { formats: [format], signal });
      const seconds = (performance.now() - started) / 1000;
      rows.push({ form: format, stories, seconds: round(seconds, 2), mb: round(statSync(files[0]).size / 1e6, 1) });
    }
    const html = rows.find(({ form }) => form === 'html');
    const shown = await openInChromium(join(folder, 'digest.html'));
    return {
      table: rows,
      figures: { briefs: BRIEFS, rows, chromium: shown ?? 'not found' },
      goals: {
        'seconds to make digest.html': most(10, html.seconds),
        ...(shown && {
          'ms to first paint': most(2000, shown.firstPaintMs),
          'ms until loaded': most(5000, shown.loadedMs),
          'ms to search everything': most(2000, shown.searchMs),
        }),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const round = (number, digits) => Number(number.toFixed(digits));
const most = (wanted, value) => ({ wanted: `at most ${wanted}`, value, met: value <= wanted });

/** Null where there is no Chromium. The median of three openings. */
async function openInChromium(file) {
  let executablePath;
  try {
    executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const openings = [];
    for (let opening = 0; opening < 3; opening++) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      await page.goto(pathToFileURL(file).href);
      const { firstPaintMs, loadedMs } = await page.evaluate(() => ({
        firstPaintMs: Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime),
        loadedMs: Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd),
      }));
      const searchMs = await page.evaluate(async () => {
        const shown = document.getElementById('shown');
        const field = document.querySelector('input[name=q]');
        const started = performance.now();
        field.value = 'kestrel';
        field.form.requestSubmit();
        while (!shown.value.includes(' of ')) await new Promise((resolve) => setTimeout(resolve, 5));
        return Math.round(performance.now() - started);
      });
      openings.push({ firstPaintMs, loadedMs, searchMs });
      await page.close();
    }
    const median = (key) => openings.map((opening) => opening[key]).sort((a, b) => a - b)[1];
    return { firstPaintMs: median('firstPaintMs'), loadedMs: median('loadedMs'), searchMs: median('searchMs') };
  } finally {
    await browser.close();
  }
}

/** A name that no other event has: three or four syllables from a number. */
function nameOf(seed) {
  let [rest, name] = [(seed * 2_654_435_761) % 4_294_967_296, ''];
  for (let part = 0; part < 3; part++) {
    name += SYLLABLES[rest % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return name[0].toUpperCase() + name.slice(1);
}

/** A brief of eight claims from an article of thirty sentences; of every seven briefs three tell one event. */
function briefOf(number) {
  const event = number % 7 < 3 ? number - (number % 7) : number;
  const [verb, thing, counted] = DEEDS[event % DEEDS.length];
  const [firm, town] = [nameOf(event * 2 + 1), nameOf(event * 2 + 2)];
  const figure = (claim) => 100 + ((event * 7919 + claim * 104_729) % 900);
  const subject = `${firm} ${verb} ${thing} in ${town}`;
  let text = '';
  const segments = Array.from({ length: 30 }, (_, sentence) => {
    if (sentence > 0) text += sentence % 5 === 0 ? '\n\n' : ' ';
    const start = text.length;
    text += `${firm} de ${town}, phrase ${sentence} : ${figure(sentence)} emplois et un texte qui continue comme continuent les phrases des journaux.`;
    return { start, end: text.length };
  });
  const evidenceOf = (segment) => [{ segment, ...segments[segment] }];
  const facts = [];
  const claims = Array.from({ length: 8 }, (_, index) => {
    const segment = index * 3;
    const value = String(figure(segment));
    const claim = `${firm} said on Tuesday in ${town} that the ${thing} would count ${value} ${counted} in phase ${index + 1} of its plan.`;
    const add = (kind, english, original) => {
      const start = claim.indexOf(english);
      const at = text.indexOf(original, segments[segment].start);
      facts.push({
        kind,
        text: english,
        claim: index,
        start,
        end: start + english.length,
        value: english,
        unit: null,
        verdict: 'traced',
        source: { start: at, end: at + original.length, text: original },
      });
    };
    add('name', firm, firm);
    add('name', town, town);
    add('count', value, value);
    return { text: claim, evidence: evidenceOf(segment), verdict: 'supported' };
  });
  return {
    schema: 'precis/brief@1',
    id: `bench-${number}`,
    article: {
      path: `articles/${number}.txt`,
      url: `https://outlet-${number % 40}.example/${number}`,
      outlet: `Outlet ${number % 40}`,
      sha256: createHash('sha256').update(text).digest('hex'),
      language: LANGUAGES[number % LANGUAGES.length],
      title: null,
      publishedAt: `2024-03-${String(1 + (event % 28)).padStart(2, '0')}`,
      text,
      segments,
    },
    headline: { text: subject, evidence: evidenceOf(0) },
    claims,
    facts,
    findings:
      number % 3 === 0
        ? [
            {
              check: 'support',
              severity: 'warning',
              message: 'One sentence could not be checked.',
              claim: 2,
              target: null,
              source: null,
            },
          ]
        : [],
    dropped: [],
    duplicates: [],
    verdict: number % 3 === 0 ? 'review' : 'verified',
    made: { route: 'direct', translator: null, summariser: 'bench', prompt: null, precis: '0.1.0' },
    usage: { requests: 1, inputTokens: 0, outputTokens: 0, characters: 0, costUsd: 0 },
    warnings: [],
    signature: '0'.repeat(64),
  };
}
