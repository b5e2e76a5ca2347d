import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ArticleEvent, Brief, RunEndEvent } from '../../src/core/index.ts';
import { honestDraft, sendJson, startBillingServer } from './billing-server.ts';
import type { BillingServer } from './billing-server.ts';
import { articleText, BIN, makeWorkplace } from './workplace.ts';
import type { Workplace } from './workplace.ts';

// Each test starts several processes.
vi.setConfig({ testTimeout: 60_000 });

let server: BillingServer;
let place: Workplace;
beforeAll(async () => {
  server = await startBillingServer(3);
});
afterAll(() => server.close());
beforeEach(() => {
  server.billed.clear();
  server.answer = (wire, response) => sendJson(response, honestDraft(wire));
});
afterEach(() => place.remove());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function eventsOf(stdout: string): (ArticleEvent | RunEndEvent)[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ArticleEvent | RunEndEvent);
}
const articlesOf = (stdout: string) =>
  eventsOf(stdout).filter((event): event is ArticleEvent => event.type === 'article');

function briefs(): Brief[] {
  return readdirSync(place.out)
    .filter((name) => name.endsWith('.json') && name !== 'run.json')
    .map((name) => JSON.parse(readFileSync(join(place.out, name), 'utf8')) as Brief);
}

/** Runs a shell script with a file system of its own at `$MOUNT`. */
function inMount(script: string, env: Record<string, string>) {
  return spawnSync('unshare', ['-r', '-m', 'sh', '-c', script], { env: { ...process.env, ...env }, encoding: 'utf8' });
}
const mountable = inMount('mount -t tmpfs tmpfs /mnt', {}).status === 0;

function environment(): Record<string, string> {
  return {
    HOME: place.root,
    PRECIS_CACHE: place.cache,
    PRECIS_HTTP_SUMMARISER_URL: server.url,
    NODE: process.execPath,
    BIN,
    IN: place.inputs,
    MOUNT: join(place.root, 'mount'),
  };
}

describe('a disk that is full', () => {
  // Mounting wants root or user namespaces; the limit on the size of files, below, wants neither.
  it.skipIf(!mountable)('stops the run with what to do, and the run goes on once there is space', async () => {
    place = makeWorkplace(60, server.url);
    mkdirSync(join(place.root, 'mount'));
    const result = inMount(
      `mount -t tmpfs -o size=400k tmpfs "$MOUNT" || exit 99
       $NODE "$BIN" run "$IN" --out "$MOUNT/out" --format none --quiet; echo "first $?"
       ls "$MOUNT/out" | grep -c tmp$
       mount -o remount,size=40m "$MOUNT"
       $NODE "$BIN" run "$IN" --out "$MOUNT/out" --format none --quiet; echo "second $?"
       ls "$MOUNT/out" | grep -c md$`,
      environment(),
    );
    expect(result.stderr).toMatch(
      /Stopped: (?:files|sqlite): cannot write .*free some space.*run the same command again/,
    );
    // No half-written file is left beside the briefs, and afterwards all are there.
    expect(result.stdout.trim().split('\n')).toEqual(['first 2', '0', 'second 0', '60']);
  });

  it('is told of the ledger and of the cache too, and nothing paid for is bought twice', async () => {
    place = makeWorkplace(150, server.url);
    // Writing past the limit fails as on a full disk, in the middle of a commit.
    const script = `trap '' XFSZ; ulimit -f 120
      exec $NODE "$BIN" run "$IN" --out "${place.out}" --summariser http --format none --quiet`;
    const limited = await new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const child = place.shell(script, environment());
      void child.ended.then(resolve);
    });
    expect(limited.stderr).toMatch(/Stopped: sqlite: cannot write .*\.db: .*free some space/);
    expect(limited.code).toBe(2);
    const before = new Map(server.billed);
    expect(before.size).toBeLessThan(150);
    const { code, stderr } = await place.run().ended;
    expect(`${code} ${stderr}`).toMatch(/^0 /);
    expect(briefs()).toHaveLength(150);
    const twice = [...server.billed.values()].filter((times) => times > 1).length;
    // At most those whose reply could not be stored: the ones in flight at the failure.
    expect(twice).toBeLessThanOrEqual(8);
  });
});

describe('a folder that cannot be written', () => {
  it('ends the run before anything is sent, with what to do', async () => {
    place = makeWorkplace(3, server.url);
    writeFileSync(place.out, 'a file where the folder should be');
    const { code, stderr } = await place.run().ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot write .*out.*name (?:a|another) folder .*--out/);
    expect(stderr).not.toMatch(/at .*\.js:\d+/);
    expect(server.billed.size).toBe(0);
  });

  it.skipIf(!mountable)('also where the file system is read-only, before the first run and between two', () => {
    place = makeWorkplace(3, server.url);
    mkdirSync(join(place.root, 'mount'));
    const run = '$NODE "$BIN" run "$IN" --format none --quiet --out';
    const result = inMount(
      `mount -t tmpfs -o size=40m tmpfs "$MOUNT" || exit 99
       ${run} "$MOUNT/out"; echo "first $?"
       mount -o remount,ro "$MOUNT"
       ${run} "$MOUNT/new"; echo "new $?"
       ${run} "$MOUNT/out"; echo "again $?"`,
      environment(),
    );
    expect(result.stdout.trim().split('\n')).toEqual(['first 0', 'new 2', 'again 2']);
    expect(result.stderr).toMatch(/cannot write \S*\/new/);
    expect(result.stderr).toMatch(/writable|name (?:a|another) folder/);
    expect(result.stderr).not.toMatch(/fault of precis/);
  });

  it('is not taken for the folder of articles: briefs would hide them', async () => {
    place = makeWorkplace(3, server.url);
    for (const out of [place.inputs, join(place.inputs, '.'), join(place.root, 'link')]) {
      if (basename(out) === 'link') symlinkSync(place.inputs, out);
      const { code, stderr } = await place.start('run', place.inputs, '--out', out).ended;
      expect([out, code]).toEqual([out, 2]);
      expect(stderr).toMatch(/--out .* is the folder of the articles .*name another/);
    }
    expect(readdirSync(place.inputs)).toHaveLength(3);
    // Inside one another they do no harm: the articles are read, the briefs are not.
    const inside = await place.start('run', place.inputs, '--out', join(place.inputs, 'briefs'), '--json').ended;
    expect(articlesOf(inside.stdout)).toHaveLength(3);
    const again = await place.start('run', place.inputs, '--out', join(place.inputs, 'briefs'), '--json').ended;
    expect(articlesOf(again.stdout).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    const above = await place.start('run', place.inputs, '--out', place.root, '--json').ended;
    expect(articlesOf(above.stdout)).toHaveLength(3);
  });
});

describe('a folder that changes while the run goes on', () => {
  it('costs a deleted file its brief, and takes a changed one as it is when its turn comes', async () => {
    place = makeWorkplace(8, server.url);
    const file = (number: number) => join(place.inputs, `article-000${number}.txt`);
    let first = true;
    server.answer = (wire, response) => {
      if (first) {
        first = false;
        unlinkSync(file(6));
        writeFileSync(file(7), articleText(77));
      }
      sendJson(response, honestDraft(wire));
    };
    const { code, stdout } = await place.run('--concurrency', '1', '--json').ended;
    expect(code).toBe(1);
    const events = articlesOf(stdout);
    expect(events).toHaveLength(8);
    expect(events.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { path: file(6), reason: expect.stringContaining('no such file') as string },
    ]);
    const changed = briefs().find(({ article }) => article.path === file(7))!;
    expect(changed.article.text).toContain('Line 77 reopened');
    // Changed under the hands of the run, after it was read: the next run sees that.
    writeFileSync(file(6), articleText(66));
    writeFileSync(file(7), '');
    const again = articlesOf((await place.run('--json').ended).stdout).filter(({ outcome }) => outcome !== 'unchanged');
    expect(again.map(({ path, outcome }) => `${basename(path)} ${outcome}`).toSorted()).toEqual([
      'article-0006.txt written',
      'article-0007.txt failed',
    ]);
    expect(again.find(({ outcome }) => outcome === 'failed')!.reason).toMatch(/is empty/);
  });
});

describe('two runs into one folder', () => {
  it('the second refuses, naming the first; afterwards the folder is free again, also after a kill', async () => {
    place = makeWorkplace(6, server.url);
    server.answer = () => {};
    const first = place.run();
    while (server.inFlight() === 0) await pause(5);
    const second = await place.run().ended;
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(new RegExp(`another run .*process ${first.child.pid} on \\S+, since \\d{4}-`));
    // Looking is allowed meanwhile.
    const status = JSON.parse((await place.start('status', place.out, '--json').ended).stdout) as {
      inFlight: { adapter: string }[];
      run: { endedAt: string | null };
    };
    expect(status.run.endedAt).toBeNull();
    expect(status.inFlight.map(({ adapter }) => adapter)).toContain('http');
    first.child.kill('SIGKILL');
    await first.ended;
    server.answer = (wire, response) => sendJson(response, honestDraft(wire));
    const { code, stderr } = await place.run().ended;
    expect(`${code} ${stderr}`).toMatch(/^0 [^]*in flight when the last run was killed/);
    expect(briefs()).toHaveLength(6);
  });
});

describe('names of all kinds', () => {
  const NAMES = [
    'with spaces  and tabs\there.txt',
    `"double" 'single' \`back\`.txt`,
    'two\nlines.txt',
    'emoji 😀 and éàü.txt',
    'decomposed e\u0301.txt',
    'Case.txt',
    'case.txt',
    'CASE.txt',
    '-dash.txt',
    '$(touch pwned); rm -rf *.txt',
    '100%.txt',
    `${'n'.repeat(251)}.txt`,
    `${'é'.repeat(125)}.txt`,
    'trailing dot..txt',
    '\\back\\slash.txt',
    '<b>bold.txt',
  ];

  it('are read, named in events as they are, and done only once', async () => {
    place = makeWorkplace(0, server.url);
    for (const [index, name] of NAMES.entries()) writeFileSync(join(place.inputs, name), articleText(index));
    const { code, stdout, stderr } = await place.run('--json').ended;
    expect(`${code} ${stderr}`).toMatch(/^0 /);
    const paths = articlesOf(stdout).map(({ path }) => path);
    expect(paths.toSorted()).toEqual(NAMES.map((name) => join(place.inputs, name)).toSorted());
    expect(briefs()).toHaveLength(NAMES.length);
    // What is written is named by content: no name of an input reaches a name of an output.
    for (const name of readdirSync(place.out)) expect(name).toMatch(/^(?:\.precis|run\.json|[a-z0-9-]+\.(?:json|md))$/);
    const again = articlesOf((await place.run('--json').ended).stdout);
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(existsSync(join(place.root, 'pwned'))).toBe(false);
  });

  it('links in a circle end, links out of the folder are not followed, and both are said', async () => {
    place = makeWorkplace(3, server.url);
    mkdirSync(join(place.inputs, 'sub'));
    mkdirSync(join(place.root, 'elsewhere'));
    writeFileSync(join(place.root, 'elsewhere', 'secret.txt'), articleText(90));
    writeFileSync(join(place.inputs, 'sub', 'deep.txt'), articleText(91));
    symlinkSync('..', join(place.inputs, 'sub', 'up'));
    symlinkSync('loop-b', join(place.inputs, 'loop-a'));
    symlinkSync('loop-a', join(place.inputs, 'loop-b'));
    symlinkSync(join(place.root, 'elsewhere'), join(place.inputs, 'out-of-it'));
    symlinkSync(join(place.root, 'nothing'), join(place.inputs, 'dangling.txt'));
    const { code, stdout, stderr } = await place.run('--json').ended;
    expect(code).toBe(0);
    expect(
      articlesOf(stdout)
        .map(({ path }) => basename(path))
        .toSorted(),
    ).toEqual(['article-0000.txt', 'article-0001.txt', 'article-0002.txt', 'deep.txt']);
    expect(stderr).toMatch(/out-of-it: leads out of the folder and was not followed/);
    expect(stderr).toMatch(/dangling\.txt: is a link that leads nowhere/);
  });

  it(
    '10,000 files in one folder are listed lazily: the first brief is there before the last is read',
    { timeout: 120_000 },
    async () => {
      place = makeWorkplace(0, server.url);
      for (let number = 0; number < 10_000; number += 1) {
        writeFileSync(join(place.inputs, `${number}.txt`), articleText(number));
      }
      const run = place.run('--concurrency', '64', '--max-cost', '0.4', '--json');
      const { code, stdout, stderr } = await run.ended;
      // The budget ends it early: what is shown is that so many files do not stand in the way of a start.
      expect(code).toBe(1);
      const end = eventsOf(stdout).at(-1) as RunEndEvent;
      expect(end.stopped).toMatchObject({ by: 'budget' });
      expect(end.outcomes.written).toBeGreaterThan(5);
      expect(end.elapsedMs).toBeLessThan(20_000);
      expect(stderr).toMatch(/\d+ of 10000 articles remain; at the average so far they would cost about \$\d/);
      rmSync(place.inputs, { recursive: true });
    },
  );
});
