import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/stores/sqlite.ts';
import { main } from '../../src/cli/main.ts';
import { outputFiles, parseGlossary } from '../../src/config/index.ts';
import { NO_USAGE } from '../../src/core/index.ts';
import { createLedger } from '../../src/runner/index.ts';
import { precis } from '../cli/harness.ts';
import { folderOf, sampleBriefs } from './briefs.ts';

let directory: string;
beforeEach(async () => {
  directory = await folderOf(sampleBriefs());
});
afterEach(() => rm(directory, { recursive: true }));

describe('precis digest', () => {
  it('writes the page, and names it on stdout', async () => {
    const { code, stdout, stderr } = await precis(['digest', directory], { cwd: directory });
    expect([code, stdout, stderr]).toEqual([0, 'digest.html\n', '5 briefs in 3 stories\n']);
    expect(await readFile(join(directory, 'digest.html'), 'utf8')).toContain('économie mixte');
  });

  it('writes the forms asked for, without originals where they must not go out', async () => {
    const { code, stdout } = await precis(['digest', directory, '--format', 'md,epub', '--no-originals', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ briefs: 5, stories: 3, problems: [] });
    expect((await readdir(directory)).filter((name) => name.startsWith('digest.'))).toEqual([
      'digest.epub',
      'digest.md',
    ]);
    expect(await readFile(join(directory, 'digest.md'), 'utf8')).not.toContain('économie mixte');
  });

  it('makes the digest without the files that are no briefs, names them, and exits 1', async () => {
    await writeFile(join(directory, 'cut.json'), '{"schema": "precis/brief@1", "id": "cu');
    await writeFile(join(directory, 'other.json'), '{"schema": "precis/brief@1", "id": "../x"}');
    const { code, stdout, stderr } = await precis(['digest', directory], { cwd: directory });
    expect([code, stdout]).toEqual([1, 'digest.html\n']);
    expect(stderr).toContain('cut.json: cannot be read: it is no JSON, perhaps cut short');
    expect(stderr).toContain('other.json: no brief (id:');
  });

  it('says what is wrong, and exits 2', async () => {
    const wrong = await precis(['digest', directory, '--format', 'pdf']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('there is no such form')]);
    expect((await precis(['digest', join(directory, 'nowhere')])).code).toBe(2);
    expect((await precis(['digest', join(directory, '.precis')])).code).toBe(2);
  });
});

describe('precis names', () => {
  it('lists names for people, as a glossary and as JSON', async () => {
    const people = await precis(['names', directory]);
    expect(people.stdout.split('\n')[0]).toBe('  Tarragone [fr]: Tarragona (2)');
    expect(people.stderr).toBe('4 names, 0 rendered in more than one way\n');
    const csv = await precis(['names', directory, '--csv']);
    expect(parseGlossary(csv.stdout, 'names').entries).toContainEqual(
      expect.objectContaining({ source: 'طنجة', target: 'Tangier', language: 'ar' }),
    );
    const json = await precis(['names', directory, '--json']);
    expect(JSON.parse(json.stdout)).toHaveLength(4);
  });
});

describe('precis serve', () => {
  /** Serves until the returned function is called, as Ctrl-C does. */
  async function serve(flags: readonly string[] = []): Promise<{ url: string; stop: () => Promise<number> }> {
    let interrupt = (): void => {};
    let ready: (address: string) => void = () => {};
    const url = new Promise<string>((resolve) => (ready = resolve));
    const sink = (heard: (text: string) => void) =>
      new Writable({
        write(chunk: Buffer, _, done) {
          heard(chunk.toString());
          done();
        },
      });
    const ended = main(['serve', directory, ...flags], {
      stdout: sink((text) => ready(text.trim())),
      stderr: sink(() => {}),
      stdin: Readable.from([]),
      env: {},
      cwd: directory,
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
    });
    return {
      url: await url,
      stop: () => {
        interrupt();
        return ended;
      },
    };
  }

  it('prints its address, ends with Ctrl-C, and tells the ledger of decisions', async () => {
    await mkdir(join(directory, '.precis'), { recursive: true });
    const store = openSqliteStore(outputFiles(directory).ledger);
    const ledger = createLedger(store);
    const path = 'articles/olive-oil.txt';
    const article = {
      path,
      fingerprint: 'f',
      settings: 's',
      id: 'olive-oil',
      outcome: 'written',
      verdict: 'review',
    } as const;
    const rest = {
      duplicateOf: null,
      language: 'es',
      reason: null,
      retry: false,
      usage: NO_USAGE,
      elapsedMs: 1,
      at: '',
    };
    await ledger.record({ ...article, ...rest });
    await ledger.recordBrief('olive-oil', { settings: 's', paths: [path], verdict: 'review', sketch: null });

    const { url, stop } = await serve();
    const entry = await fetch(url, { redirect: 'manual' });
    const cookie = entry.headers.get('set-cookie')!.split(';')[0]!;
    const { origin } = new URL(url);
    const page = await (await fetch(origin, { headers: { cookie } })).text();
    const token = /name="precis-token" content="([^"]+)"/.exec(page)![1]!;
    const answer = await fetch(`${origin}/approve`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json', 'x-precis-token': token },
      body: JSON.stringify({ id: 'olive-oil' }),
    });
    expect(answer.status).toBe(200);
    expect(await stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(await ledger.article(path)).toMatchObject({ verdict: 'verified', outcome: 'written' });
    expect(await ledger.brief('olive-oil')).toMatchObject({ verdict: 'verified' });
    await store.close?.();
  });

  it('waits for the first brief of a run that has just begun', async () => {
    for (const name of ['novalia-fr', 'novalia-es', 'olive-oil', 'port-ar', 'held/bank-de']) {
      await rm(join(directory, `${name}.json`));
    }
    const { url, stop } = await serve();
    const entry = await fetch(url, { redirect: 'manual' });
    const cookie = entry.headers.get('set-cookie')!.split(';')[0]!;
    const page = await fetch(new URL(url).origin, { headers: { cookie } });
    expect(await page.text()).toContain('No brief is ready to be read here.');
    expect(await stop()).toBe(0);
  });

  it('refuses what it cannot serve', async () => {
    expect((await precis(['serve', join(directory, 'nowhere')])).code).toBe(2);
    expect((await precis(['serve', directory, '--port', '70000'])).stderr).toContain('--port takes a number');
    await writeFile(join(directory, 'wrong.csv'), 'a,b\n');
    expect((await precis(['serve', directory, '--glossary', join(directory, 'wrong.csv')])).stderr).toContain(
      'must name the columns',
    );
  });
});
