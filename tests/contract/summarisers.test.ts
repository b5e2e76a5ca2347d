import { describe, expect, it } from 'vitest';
import { httpSummariserDefinition } from '../../src/adapters/summarisers/http.ts';
import { summariserContract } from '../../src/testing/index.ts';
import type { ServiceClaim } from '../../src/testing/index.ts';

const wire = ({ text, segments }: ServiceClaim) => ({ text, evidence: segments });

describe('http holds the contract of a summariser:', () => {
  const contract = summariserContract({
    make: ({ url, key }) =>
      httpSummariserDefinition.create(
        { url, attempts: 3, languages: ['fr'] },
        {
          env: { PRECIS_HTTP_SUMMARISER_KEY: key },
          offline: false,
          modelDirectory: '/nowhere',
          prices: { asOf: '2026-11-22', prices: {} },
        },
      ),
    replyWith: ({ headline, claims }) => JSON.stringify({ headline: wire(headline), claims: claims.map(wire) }),
    unsupported: { source: 'de', target: 'en' },
  });
  it.concurrent.each(contract.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
