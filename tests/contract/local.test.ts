import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractiveDefinition } from '../../src/adapters/summarisers/extractive.ts';
import { extractiveContract, localTranslatorContract } from '../../src/testing/index.ts';
import { fakeEngine } from '../fixtures/apertium/engine.ts';
import type { FakeEngine } from '../fixtures/apertium/engine.ts';
import { settingOf } from '../adapters/translators/service.ts';

describe('extractive holds the contract of a selecting summariser:', () => {
  const contract = extractiveContract(() => extractiveDefinition.create({}, settingOf({})));
  it.each(contract.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

describe('apertium, over a stand-in for its programs, holds the contract of an engine:', () => {
  let engine: FakeEngine;
  beforeAll(async () => {
    engine = await fakeEngine();
  });
  afterAll(() => engine.remove());
  const contract = localTranslatorContract({
    make: () => engine.translator(),
    pair: { source: 'fr', target: 'en' },
    unsupported: { source: 'de', target: 'en' },
    sentence: (number) => `bonjour monde ${number}.`,
  });
  it.each(contract.map(({ name, run }) => [name, run] as const))('%s', async (_, run) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
