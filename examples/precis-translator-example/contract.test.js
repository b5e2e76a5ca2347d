// Everything that precis asks of a translator over HTTP, run against a local server: `npm test`.
import { test } from 'node:test';
import { translatorContract } from 'precis/testing';
import definition from './index.js';

const cases = translatorContract({
  make: ({ url, key }) =>
    definition.create(
      { url, attempts: 3 },
      { env: { EXAMPLE_API_KEY: key }, offline: false, modelDirectory: '', prices: { asOf: '2026-01-01', prices: {} } },
    ),
  textsIn: ({ body }) => JSON.parse(body).texts,
  replyWith: (texts) => JSON.stringify({ translations: texts.map((text) => ({ text })) }),
});

for (const { name, run } of cases) test(name, run);
