import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleEvent, Brief } from '../../src/core/index.ts';
import { honestDraft, sendJson, startBillingServer } from './billing-server.ts';
import type { BillingServer } from './billing-server.ts';
import { chance, FAULTS, faultySummary, failTransport, INVENTED, REASON } from './faults.ts';
import type { Fault } from './faults.ts';
import { makeWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

const ARTICLES = 260;
const SHARE = 0.3;

/** Short patience, so that stalls and repeats fit into a test. */
const OPTIONS = { timeoutMs: 500, attempts: 3, concurrency: 32 };

function configure(place: Workplace, settings: Record<string, unknown>): string {
  const file = join(place.root, 'faults.config.json');
  writeFileSync(file, JSON.stringify({ concurrency: 32, ...settings }));
  return file;
}

function eventsOf(stdout: string): ArticleEvent[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ArticleEvent)
    .filter(({ type }) => type === 'article');
}

function briefsIn(folder: string): Brief[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'run.json')
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Brief);
}

const sentencesOf = (brief: Brief) => [brief.headline, ...brief.claims].map(({ text }) => text);

/** Every figure that the brief states stands in the article. */
function expectOnlySourceFigures(brief: Brief): void {
  const own = new Set(brief.article.text.match(/\d+/g));
  for (const sentence of sentencesOf(brief)) {
    for (const figure of sentence.replaceAll(/(?<=\d),(?=\d{3})/g, '').match(/\d+/g) ?? [])
      expect([brief.article.path, figure, own.has(figure)]).toEqual([brief.article.path, figure, true]);
  }
}

describe('a summariser that fails or lies in three requests of ten', () => {
  let server: BillingServer;
  /** What the service did, by the title of the article, in order; null for an honest answer. */
  const did = new Map<string, (Fault | null)[]>();
  beforeAll(async () => {
    server = await startBillingServer(4);
    server.answer = (wire, response, attempt) => {
      const title = wire.article.title!;
      const fault =
        chance(title, attempt, 'whether') < SHARE
          ? FAULTS[Math.floor(chance(title, attempt, 'which') * FAULTS.length)]!
          : null;
      did.set(title, [...(did.get(title) ?? []), fault]);
      if (fault === null) sendJson(response, honestDraft(wire));
      else faultySummary(fault, wire, response);
    };
  });
  afterAll(() => server.close());

  it(
    'is caught each time: briefed, held or failed with the true reason, and nothing invented is verified',
    { timeout: 60_000 },
    async () => {
      const place = makeWorkplace(ARTICLES, server.url);
      try {
        const config = configure(place, { summariser: ['http', OPTIONS] });
        const flags = ['--out', place.out, '--config', config, '--quiet', '--format', 'none', '--json'];
        const { code, stdout, stderr } = await place.start('run', place.inputs, ...flags).ended;
        expect(`${code} ${stderr}`).toMatch(/^[01] /);
        const events = eventsOf(stdout);
        expect(events).toHaveLength(ARTICLES);
        const outcomes = new Set(events.map(({ outcome }) => outcome));
        expect([...outcomes].filter((outcome) => !['written', 'held', 'failed'].includes(outcome))).toEqual([]);
        // All kinds were met, or this test shows nothing.
        expect(new Set([...did.values()].flat().filter((fault) => fault !== null))).toEqual(new Set(FAULTS));
        expect(events.filter(({ outcome }) => outcome === 'written').length).toBeGreaterThan(ARTICLES * 0.6);

        for (const { path, outcome, reason } of events) {
          if (outcome === 'written') continue;
          const title = titleOf(path);
          const faults = (did.get(title) ?? []).filter((fault) => fault !== null);
          expect([path, outcome, faults.length > 0]).toEqual([path, outcome, true]);
          const last = did.get(title)!.at(-1);
          const fitting = outcome === 'failed' ? [last!] : faults;
          const told = fitting.some((fault) => REASON[fault].test(reason ?? ''));
          expect([path, outcome, reason, fitting, told]).toEqual([path, outcome, reason, fitting, true]);
        }

        const briefs = briefsIn(place.out);
        expect(briefs).toHaveLength(events.filter(({ outcome }) => outcome === 'written').length);
        for (const brief of briefs) {
          if (brief.verdict !== 'verified') continue;
          expectOnlySourceFigures(brief);
          for (const sentence of sentencesOf(brief)) {
            expect(sentence).not.toMatch(/Zoltan|Quistgaard|Ouagadougou|98,?765/);
            expect(sentence).not.toMatch(/conseil|habitants/);
          }
          // Each claim's evidence holds it, wherever the service said that it stands.
          for (const { text, evidence } of brief.claims) {
            const shown = evidence.map(({ start, end }) => brief.article.text.slice(start, end)).join(' ');
            for (const figure of text.match(/\d+/g) ?? []) expect(shown).toContain(figure);
          }
        }
        for (const held of briefsIn(join(place.out, 'held'))) expect(held.verdict).toBe('rejected');

        // What passes by itself is taken up again; what the service would answer likewise, only when asked to.
        server.answer = (wire, response) => sendJson(response, honestDraft(wire));
        const lasting = events.filter(
          ({ outcome, reason }) => outcome === 'failed' && /JSON|shape|segment/.test(reason!),
        );
        const again = eventsOf((await place.start('run', place.inputs, ...flags).ended).stdout);
        expect(
          again
            .filter(({ outcome }) => outcome === 'failed')
            .map(({ path }) => path)
            .sort(),
        ).toEqual(lasting.map(({ path }) => path).sort());
        const last = eventsOf((await place.start('run', place.inputs, ...flags, '--retry-failed').ended).stdout);
        expect(last.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      } finally {
        place.remove();
      }
    },
  );

  function titleOf(path: string): string {
    const number = Number(/article-(\d+)/.exec(path)![1]);
    return [...did.keys()].find((title) => title.startsWith(`Line ${number} reopens`)) ?? '';
  }
});

const TOWNS = ['Leeds', 'Dover', 'Derby', 'Hull', 'Perth', 'Cardiff'];

/** French sentences that `englishOf` can put right. */
function frenchText(number: number): string {
  const town = TOWNS[number % TOWNS.length]!;
  return [
    `La ligne ${number} rouvre près de ${town}`,
    '',
    `La ligne ${number} a rouvert près de ${town} après ${number + 3} mois de travaux.`,
    `La compagnie a dépensé ${number * 3 + 111} millions de livres pour la section ${number + 40}.`,
    `Les trains transportent ${number * 13 + 1900} voyageurs par jour vers le dépôt ${number + 61}.`,
    '',
  ].join('\n');
}

/** A figure, or the word that stands for it when a check has asked for another rendering. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^La ligne (\S+) rouvre près de (\S+)$/, 'Line $1 reopens near $2'],
  [
    /^La ligne (\S+) a rouvert près de (\S+) après (.+?)( mois|) de travaux\.$/,
    'Line $1 reopened near $2 after $3$4 of work.',
  ],
  [/^La compagnie a dépensé (.+) pour la section (\S+)\.$/, 'The company spent $1 on section $2.'],
  [
    /^Les trains transportent (\S+) voyageurs par jour vers le dépôt (\S+)\.$/,
    'The trains carry $1 passengers a day to depot $2.',
  ],
];

function englishOf(french: string): string {
  for (const [pattern, english] of RULES) {
    if (!pattern.test(french)) continue;
    return french.replace(pattern, english).replace(' mois', ' months').replace('millions de livres', 'million pounds');
  }
  return french;
}

type TranslationFault = Fault | 'one too few' | 'one too many' | 'merged' | 'blank' | 'copied';
const TRANSLATION_FAULTS: readonly TranslationFault[] = [
  ...(['429', '500', 'close', 'stall', 'html', 'half', 'wrong shape', 'figures', 'names'] as const),
  ...(['one too few', 'one too many', 'merged', 'blank', 'copied'] as const),
];

function faultyTranslation(fault: TranslationFault, french: readonly string[], response: ServerResponse): void {
  const english = french.map(englishOf);
  if (failTransport(fault as Fault, response)) return;
  const segments = (list: readonly string[]) => sendJson(response, { segments: list });
  switch (fault) {
    case 'one too few':
      return segments(english.slice(1));
    case 'one too many':
      return segments([...english, 'And that is all.']);
    case 'merged':
      return segments([english.join(' ')]);
    case 'blank':
      return segments(english.map((text, index) => (index === 0 ? '  ' : text)));
    case 'copied':
      return segments(french);
    case 'half':
      response.writeHead(200).end('{"segments":["Line');
      return;
    case 'wrong shape':
      return sendJson(response, { translations: english });
    case 'figures':
      return segments(english.map((text) => text.replace(/\d+(?=\D*$)/, INVENTED.figure)));
    case 'names':
      return segments(english.map((text) => text.replace(/(?<=near )\w+/, INVENTED.place)));
    default:
      throw new Error(`no such translation: ${fault}`);
  }
}

describe('a translator that fails or lies in three requests of ten', () => {
  const met = new Set<TranslationFault>();
  const asked = new Map<string, number>();
  let server: Server;
  let url: string;
  let honest = false;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        const { segments } = JSON.parse(body) as { segments: string[] };
        const key = segments.join('\n');
        const attempt = (asked.get(key) ?? 0) + 1;
        asked.set(key, attempt);
        const lies = !honest && chance(key, attempt, 'whether') < SHARE;
        const fault = TRANSLATION_FAULTS[Math.floor(chance(key, attempt, 'which') * TRANSLATION_FAULTS.length)]!;
        setTimeout(() => {
          if (!lies) return sendJson(response, { segments: segments.map(englishOf) });
          met.add(fault);
          faultyTranslation(fault, segments, response);
        }, 4);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is caught each time, and segments stay with their sentences', { timeout: 60_000 }, async () => {
    const place = makeWorkplace(0, 'http://127.0.0.1:1');
    try {
      rmSync(place.inputs, { recursive: true });
      mkdirSync(place.inputs);
      for (let number = 0; number < ARTICLES; number += 1) {
        writeFileSync(join(place.inputs, `article-${number}.txt`), frenchText(number));
      }
      const config = configure(place, { translator: ['http', { url, ...OPTIONS }], from: 'fr' });
      const flags = ['--out', place.out, '--config', config, '--quiet', '--format', 'none', '--json'];
      const { code, stdout, stderr } = await place.start('run', place.inputs, ...flags).ended;
      expect(`${code} ${stderr}`).toMatch(/^[01] /);
      const events = eventsOf(stdout);
      expect(events).toHaveLength(ARTICLES);
      for (const { path, outcome, reason } of events) {
        expect([path, ['written', 'held', 'failed'].includes(outcome)]).toEqual([path, true]);
        if (outcome !== 'written') expect([path, reason ?? '']).toEqual([path, expect.stringMatching(/\S{3}/)]);
      }
      expect(met).toEqual(new Set(TRANSLATION_FAULTS));
      const written = briefsIn(place.out);
      expect(written.length).toBeGreaterThan(ARTICLES * 0.6);
      for (const brief of written) {
        if (brief.verdict !== 'verified') continue;
        expectOnlySourceFigures(brief);
        for (const { text, evidence } of brief.claims) {
          const source = evidence.map(({ start, end }) => brief.article.text.slice(start, end)).join(' ');
          // The sentence of its own source and no other; a repair may have set "£218 million" for "218 million pounds".
          const plain = (english: string) =>
            english.replace(/£([\d,]+) million/, (_, sum: string) => `${sum.replace(',', '')} million pounds`);
          expect([brief.article.path, plain(text)]).toEqual([brief.article.path, englishOf(source)]);
        }
      }
      expect(written.filter(({ verdict }) => verdict === 'verified').length).toBeGreaterThan(ARTICLES * 0.5);

      // No failure outlasts the service's bad day.
      honest = true;
      const last = eventsOf((await place.start('run', place.inputs, ...flags, '--retry-failed').ended).stdout);
      expect(last.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    } finally {
      place.remove();
    }
  });
});
