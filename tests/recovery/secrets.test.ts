import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { honestDraft, sendJson, startBillingServer } from './billing-server.ts';
import type { Answer, BillingServer } from './billing-server.ts';
import { makeWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

/** The key that `makeWorkplace` puts into the environment. */
const KEY = 'canary-key-0123456789';

const echoes: [string, Answer][] = [
  ['refuses it and quotes it', (_, response) => sendJson(response, { error: { message: `invalid key ${KEY}` } }, 401)],
  [
    'calls the request bad and quotes the headers',
    (_, response) => sendJson(response, { error: `Authorization: Bearer ${KEY}` }, 400),
  ],
  [
    'fails with a page that quotes it',
    (_, response) => response.writeHead(500, { 'content-type': 'text/html' }).end(`<h1>${KEY}</h1>`),
  ],
  [
    'has used up its quota',
    (_, response) => sendJson(response, { error: { code: 'insufficient_quota', message: KEY } }, 402),
  ],
  [
    'sends it on to another place',
    (_, response) => response.writeHead(302, { location: `http://127.0.0.1:9/?key=${KEY}` }).end(),
  ],
  ['answers something that is no JSON', (_, response) => response.end(`<${KEY}>`)],
  ['answers JSON of another shape', (_, response) => sendJson(response, { [KEY]: KEY })],
  [
    'closes in the middle',
    (_, response) => void response.writeHead(200, { 'content-length': '9999' }).write(KEY, () => response.destroy()),
  ],
  [
    'writes it into its draft',
    (wire, response) => {
      const draft = honestDraft(wire);
      sendJson(response, { ...draft, claims: [...draft.claims, { text: `The key is ${KEY}.`, evidence: [1] }] });
    },
  ],
];

/** Everything that a run left behind: briefs, reports, databases with their logs, cache. */
function everythingIn(place: Workplace): string {
  return readdirSync(place.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');
}

let server: BillingServer;
beforeAll(async () => {
  server = await startBillingServer(1);
});
afterAll(() => server.close());

describe('the key of a service that', () => {
  it.each(echoes)('%s stands in no event, error, file or cache', { timeout: 60_000 }, async (_, answer) => {
    server.answer = answer;
    const place = makeWorkplace(2, server.url);
    try {
      const runs = [
        await place.run('--json', '--config', place.hasty).ended,
        await place.start('status', place.out).ended,
        await place.start('doctor').ended,
        await place.start('adapters', '--json').ended,
      ];
      expect(runs[0]!.stdout).toContain('run-end');
      for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(KEY);
      const left = everythingIn(place);
      expect(left).toContain('ledger.db');
      expect(left).not.toContain(KEY);
    } finally {
      place.remove();
    }
  });
});
