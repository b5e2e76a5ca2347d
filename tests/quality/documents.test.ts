import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/index.ts';
import { verifyDraft } from '../../src/verify/index.ts';
import { findNames } from '../../src/verify/names/find.ts';
import { articleOf } from '../verify/articles.ts';
import { injections, seeded } from './inject.ts';

/**
 * Whole Finnish articles with their English translation (WMT 2016), one error put in at a time: what is found, what is
 * flagged without reason, and whether the claim is moved to its own sentence when it names a wrong one. Pinned to the
 * corpus by hash; not measured where the corpus is not at hand.
 */
const DATA = new URL('../../../shared/data/wmt16-fi-en/', import.meta.url);
const FINNISH = new URL('newstest2016-fien-src.fi.sgm', DATA);
const ENGLISH = new URL('newstest2016-fien-ref.en.sgm', DATA);
const SHA256 = [
  'ed9f01caf9a8db3573ce8e2de1719ad8a677539fc999ace0a20ff4a5ac78104f',
  '13b2b2647fc90c4cf4de2ed8e583b1944e490758994c4a43b6687aaecd206ded',
];
/** Enough documents for a stable measure, few enough for a test. */
const DOCUMENTS = 40;
/** Names of other articles, put in the place of a name. */
const STRANGERS = ['Kowalczyk', 'Mozambique', 'Birmingham', 'Guerrero', 'Uruguay', 'Takahashi'];

interface Document {
  readonly finnish: readonly string[];
  readonly english: readonly string[];
}

function documents(): Document[] {
  const read = (url: URL): string[][] =>
    readFileSync(url, 'utf8')
      .split('<doc ')
      .slice(1)
      .map((doc) =>
        [...doc.matchAll(/<seg id="\d+">(.*?)<\/seg>/gu)].map(([, text]) =>
          text!
            .replaceAll('&quot;', '"')
            .replaceAll('&amp;', '&')
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .trim(),
        ),
      );
  const english = read(ENGLISH);
  return read(FINNISH).map((finnish, index) => ({ finnish, english: english[index]! }));
}

const hash = (url: URL): string => createHash('sha256').update(readFileSync(url)).digest('hex');

const FACTUAL = new Set(['figure', 'date', 'name']);

describe.skipIf(!existsSync(FINNISH))('whole documents, Finnish to English', () => {
  it('are the corpus of these floors', () => {
    expect([hash(FINNISH), hash(ENGLISH)]).toEqual(SHA256);
  });

  it('keeps recall, false alarms and the right sentence at their floors', () => {
    const random = seeded(16);
    const wrong: Record<string, { made: number; found: number }> = {};
    let sentences = 0;
    let alarms = 0;
    let moved = 0;
    let home = 0;
    for (const { finnish, english } of documents().slice(0, DOCUMENTS)) {
      const article = articleOf('fi', finnish);
      const check = (texts: readonly string[], evidence: (index: number) => number) =>
        verifyDraft({
          draft: {
            language: 'en',
            headline: { text: 'News', evidence: [] },
            claims: texts.map((text, index) => ({ text, evidence: [{ segment: evidence(index), start: 0, end: 1 }] })),
          },
          article,
          glossary: null,
          maxWords: 10_000,
          method: 'abstractive',
          roughTranslator: false,
        });
      const faults = (findings: readonly Finding[], claim: number): Finding[] =>
        findings.filter(
          (finding) => finding.claim === claim && finding.severity !== 'info' && FACTUAL.has(finding.check),
        );
      const clean = check(english, (index) => index);
      const sound: number[] = [];
      for (const index of english.keys()) {
        sentences++;
        if (faults(clean.findings, index).length > 0) alarms++;
        else sound.push(index);
      }
      // The same claims, each naming a sentence far from its own.
      const astray = check(english, (index) => (index + 3) % finnish.length);
      for (const [index, { evidence }] of astray.claims.entries()) {
        const anchored = clean.facts.filter((fact) => fact.claim === index && fact.source !== null).length;
        if (anchored < 3 || finnish.length < 8) continue;
        moved++;
        if (evidence.some(({ segment }) => segment === index)) home++;
      }
      for (const index of sound) {
        const sentence = english[index]!;
        const errors: { kind: string; text: string; start: number; end: number }[] = [...injections(sentence, random)];
        const name = findNames(sentence).find(
          ({ parts }) => parts.length === 1 && parts[0]!.kind !== 'common' && parts[0]!.text.length > 3,
        );
        if (name !== undefined) {
          const stranger = STRANGERS[Math.floor(random() * STRANGERS.length)]!;
          const text = sentence.slice(0, name.start) + stranger + sentence.slice(name.end);
          errors.push({ kind: 'name', text, start: name.start, end: name.start + stranger.length });
        }
        for (const error of errors) {
          const tally = (wrong[error.kind] ??= { made: 0, found: 0 });
          tally.made++;
          const { findings } = check([error.text], () => index);
          const hit = faults(findings, 0).some(
            ({ target }) => target !== null && target.start < error.end && error.start < target.end,
          );
          if (hit) tally.found++;
        }
      }
    }
    const recall = Object.fromEntries(Object.entries(wrong).map(([kind, { made, found }]) => [kind, found / made]));
    const measured = {
      ...recall,
      falseAlarms: alarms / sentences,
      home: home / moved,
      counts: wrong,
      moved,
      sentences,
    };
    expect(recall['name']).toBeGreaterThanOrEqual(0.98);
    expect(recall['figure']).toBeGreaterThanOrEqual(0.97);
    expect(recall['unit']).toBeGreaterThanOrEqual(0.96);
    expect(recall['weekday']).toBeGreaterThanOrEqual(0.95);
    expect(recall['month']).toBeGreaterThanOrEqual(0.8);
    expect(measured.falseAlarms).toBeLessThanOrEqual(0.105);
    expect(measured.home).toBeGreaterThanOrEqual(0.82);
  }, 120_000);
});
