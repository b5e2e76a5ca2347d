import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIN } from '../recovery/workplace.ts';
import { emptyHome, lines, precis } from './harness.ts';

const ENGLISH = `North Line opens a bridge

The North Line opened a bridge of 300 metres near Leeds on Monday. It cost 12 million pounds. “We waited nine years for it,” said Mary Field, who runs the line.
`;
const POLISH = `Nowy most pod Krakowem

Nowy most pod Krakowem otwarto w poniedziałek po dziewięciu latach budowy. Kosztował on dwanaście milionów złotych i ma trzysta metrów długości.
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'precis-cli-'));
  mkdirSync(join(root, 'in'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer) => writeFileSync(join(root, 'in', name), content);
const run = (...argv: string[]) =>
  precis(['run', join(root, 'in'), '--out', join(root, 'out'), '--offline', '--format', 'none', ...argv], {
    cwd: root,
  });

describe('precis', () => {
  it('shows help without a command, and calls it wrong usage', async () => {
    const { code, stderr } = await precis([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: precis');
  });

  it.each([
    [['--help'], 0, /brief articles into a folder/],
    [['run', '--help'], 0, /--max-cost/],
    [['--version'], 0, /^\d+\.\d+\.\d+/],
  ] as const)('%j → %d', async (argv, wanted, text) => {
    const { code, stdout } = await precis(argv);
    expect(code).toBe(wanted);
    expect(stdout).toMatch(text);
  });

  it.each([
    [['rum'], /Did you mean run/],
    [['run'], /missing required argument/],
    [['run', 'x', '--rout', 'direct'], /--route/],
    [['run', 'x', '--route', 'sideways'], /Allowed choices are auto, direct/],
    [['run', 'x', '--max-words', 'many'], /--max-words.* must be a number/],
    [['run', 'x', '--translator', 'depl'], /did you mean "deepl"/],
    [['run', 'x', '--glossary', '/nowhere.csv'], /glossary .*nowhere\.csv: cannot be read/],
    [['check'], /name briefs/],
    [['models', 'eat'], /there is list, pull and remove/],
    [['status', '/nowhere'], /no run has written here/],
  ] as const)('%j is wrong usage: exit code 2 and a way out', async (argv, message) => {
    const { code, stdout, stderr } = await precis(argv);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('loads commander alone to show its help', () => {
    // What is loaded decides how fast help comes: each further library costs tens of milliseconds.
    const { stdout } = spawnSync(process.execPath, ['--import', probe(), BIN, '--help'], { encoding: 'utf8' });
    const loaded = stdout.split('\n').filter((line) => line.startsWith('LOADED '));
    expect(loaded.length).toBeGreaterThan(0);
    expect([...new Set(loaded.map((line) => /node_modules\/([^/]+)/.exec(line)?.[1]).filter(Boolean))]).toEqual([
      'commander',
    ]);
  });

  it('ends quietly when nobody reads on', () => {
    put('a.txt', ENGLISH);
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `${process.execPath} ${BIN} read ${join(root, 'in')} ${BIN} --json | head -c 10`],
      {
        encoding: 'utf8',
        env: { ...process.env, HOME: emptyHome },
      },
    );
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|at /);
  });
});

/** A module that prints every module that is resolved after it. */
function probe(): string {
  const hooks = `export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    if (found.url.startsWith('file:')) process.stdout.write('LOADED ' + found.url + '\\n');
    return found;
  }`;
  const register = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}));`;
  return `data:text/javascript,${encodeURIComponent(register)}`;
}

describe('precis run', () => {
  it('briefs an English article as it is, and does nothing twice', async () => {
    put('bridge.txt', ENGLISH);
    const first = await run('--json');
    expect(first.stderr).toContain('1 brief');
    expect(first.code).toBe(0);
    const events = lines(first.stdout);
    expect(events.map(({ type }) => type)).toEqual(['run-start', 'article', 'run-end']);
    expect(events.every(({ v }) => v === 1)).toBe(true);
    expect(events[1]).toMatchObject({ outcome: 'written', language: 'en', verdict: 'verified' });
    const id = events[1]!['id'] as string;
    expect(readdirSync(join(root, 'out')).sort()).toEqual(['.precis', `${id}.json`, `${id}.md`, 'run.json']);
    const again = lines((await run('--json')).stdout);
    expect(again[1]).toMatchObject({ outcome: 'unchanged', id });
  });

  it('lets each bad input cost only itself, and says what is wrong with it', async () => {
    put('good.txt', ENGLISH);
    put('empty.txt', '');
    put('blank.txt', ' \n\n ');
    put('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 255, 254, 0, 9]));
    put('huge.txt', Buffer.alloc(50_000_000, 'words '));
    mkdirSync(join(root, 'in', 'nothing'));
    const { code, stderr, stdout } = await run('--json');
    expect(code).toBe(1);
    const outcome = Object.fromEntries(
      lines(stdout)
        .filter(({ type }) => type === 'article')
        .map((event) => [(event['path'] as string).split('/').at(-1), event]),
    );
    expect(outcome['good.txt']).toMatchObject({ outcome: 'written' });
    for (const [name, reason] of [
      ['empty.txt', /empty/],
      ['blank.txt', /no text|empty/],
      ['picture.txt', /binary|no text|not text/],
      ['huge.txt', /50\.?0? ?MB|too large|larger than/],
    ] as const) {
      expect(outcome[name]).toMatchObject({ outcome: 'failed' });
      expect(outcome[name]!['reason']).toMatch(reason);
      expect(outcome[name]!['reason']).toContain(name);
      expect(stderr).toContain(name);
    }
    // Told to skip the verdict, the exit code follows.
    expect((await run('--fail-on', 'never')).code).toBe(0);
  });

  it('names what would do a language that no engine at hand can do; that is no failure', async () => {
    put('good.txt', ENGLISH);
    put('most.txt', POLISH);
    const { code, stderr } = await run();
    expect(code).toBe(0);
    expect(stderr).toContain('1 article in Polish');
    expect(stderr).toContain('precis setup pl');
    expect(stderr).toContain('most.txt');
  });

  it.each([
    ['a folder without articles', [], /no article was found/],
    ['a path that is not there', ['/nowhere/at/all'], /nowhere/],
  ])('ends with 2 where nothing can be briefed: %s', async (_, inputs, message) => {
    const argv = inputs.length === 0 ? [join(root, 'in')] : inputs;
    const { code, stderr } = await precis(['run', ...argv, '--out', join(root, 'out'), '--offline'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('runs without a home: replies are kept beside the briefs', async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'precis-homeless-')), 'briefs');
    const result = await precis(['run', '-', '--out', out], { stdin: ENGLISH, env: { HOME: '/dev/null' } });
    expect(result.stderr).toContain('cannot be written');
    expect(result.code).toBe(0);
    expect(existsSync(join(out, '.precis', 'replies.db'))).toBe(true);
  });

  it('names a wrong flag as it was typed', async () => {
    const wrong = async (value: string) => (await precis(['run', 'x', '--max-words', value])).stderr;
    expect(await wrong('many')).toContain("'--max-words <n>' argument 'many' is invalid. It must be a number.");
    expect(await wrong('5')).toContain('--max-words: ');
  });

  it('reads stdin', async () => {
    const { code } = await precis(['run', '-', '--out', join(root, 'out'), '--offline', '--format', 'none'], {
      cwd: root,
      stdin: ENGLISH,
    });
    expect(code).toBe(0);
    expect(readdirSync(join(root, 'out')).filter((name) => name.endsWith('.md'))).toHaveLength(1);
  });

  it('keeps two articles of one name apart, and no title can lead out of the folder', async () => {
    for (const [folder, place] of [
      ['a', 'Leeds'],
      ['b', 'Dover'],
    ] as const) {
      mkdirSync(join(root, 'in', folder));
      writeFileSync(
        join(root, 'in', folder, 'same.txt'),
        `../../../etc/passwd\n\n${ENGLISH.split('\n\n')[1]!.replace('Leeds', place)}`,
      );
    }
    expect((await run()).code).toBe(0);
    expect(readdirSync(join(root, 'out')).filter((name) => name.endsWith('.json') && name !== 'run.json')).toHaveLength(
      2,
    );
    expect(existsSync(join(root, 'etc'))).toBe(false);
  });

  it('says first where the text goes', async () => {
    put('good.txt', ENGLISH);
    expect((await run()).stderr).toContain('The text stays on this machine.');
  });

  it('refuses a service that would be needed offline', async () => {
    put('good.txt', ENGLISH);
    const { code, stderr } = await precis(['run', join(root, 'in'), '--offline', '--translator', 'deepl'], {
      cwd: root,
      env: { DEEPL_API_KEY: 'canary-key-0123456789:fx' },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--offline forbids/);
    expect(stderr).not.toContain('canary-key');
  });
});

describe('precis read', () => {
  it('prints one article a line', async () => {
    put('bridge.txt', ENGLISH);
    const { code, stdout } = await precis(['read', join(root, 'in'), '--json'], { cwd: root });
    expect(code).toBe(0);
    const [line] = lines(stdout) as unknown as [
      { article: { text: string; title: string; language: string; segments: { start: number; end: number }[] } },
    ];
    expect(line.article).toMatchObject({ language: 'en', title: 'North Line opens a bridge' });
    expect(line.article.segments.map(({ start, end }) => line.article.text.slice(start, end)).at(1)).toBe(
      'The North Line opened a bridge of 300 metres near Leeds on Monday.',
    );
  });
});

describe('precis check', () => {
  const pair = (id: string, source: string, target: string) =>
    JSON.stringify({ id, source, sourceLanguage: 'fr', target });

  it('answers each pair in order, and a broken line for itself', async () => {
    const file = join(root, 'pairs.jsonl');
    writeFileSync(
      file,
      [
        pair('right', 'Le pont coûte 2,5 milliards de dollars.', 'The bridge costs $2.5 billion.'),
        'no json',
        pair('wrong', 'Le pont coûte 2,5 milliards de dollars.', 'The bridge costs $2.5 million.'),
        JSON.stringify({ id: 7, source: 'x', target: 'y' }),
      ].join('\n'),
    );
    const { code, stdout } = await precis(['check', '--pairs', file, '--json'], { cwd: root });
    expect(code).toBe(1);
    const answers = lines(stdout);
    expect(answers.map(({ id }) => id)).toEqual(['right', null, 'wrong', 7]);
    expect(answers[0]).toMatchObject({ verdict: 'verified' });
    expect(answers[1]).toMatchObject({ error: expect.stringContaining('line 2') as string });
    expect(answers[2]).toMatchObject({ verdict: 'rejected' });
    expect(JSON.stringify(answers[2]!['facts'])).toContain('2,5 milliards de dollars');
    expect(answers[3]).toMatchObject({ error: expect.stringContaining('sourceLanguage') as string });
  });

  it('checks a brief again, and finds one that was edited by hand', async () => {
    put('bridge.txt', ENGLISH);
    const id = lines((await run('--json')).stdout)[1]!['id'] as string;
    const file = join(root, 'out', `${id}.json`);
    expect((await precis(['check', file], { cwd: root })).code).toBe(0);
    // As a shell gives OUT/*.json.
    expect((await precis(['check', file, join(root, 'out', 'run.json')], { cwd: root })).code).toBe(0);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('12 million', '13 million'));
    const { code, stdout } = await precis(['check', file], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('rejected');
    expect((await precis(['check', join(root, 'out', 'run.json')], { cwd: root })).code).toBe(2);
  });
});

describe('precis adapters', () => {
  it('lists what each needs, without asking any service', async () => {
    const { stdout } = await precis(['adapters', '--json']);
    const listed = JSON.parse(stdout) as { name: string; kind: string; ready: boolean; needs: string[] }[];
    expect(listed.map(({ name, kind }) => `${kind} ${name}`)).toEqual(
      expect.arrayContaining([
        'translator bergamot',
        'translator apertium',
        'translator deepl',
        'summariser extractive',
        'summariser openai',
      ]),
    );
    const deepl = listed.find(({ name }) => name === 'deepl')!;
    expect(deepl).toMatchObject({ ready: false });
    expect(deepl.needs.join()).toContain('DEEPL_API_KEY');
    expect(listed.find(({ name }) => name === 'extractive')).toMatchObject({ ready: true, needs: [] });
  });
});

describe('precis doctor', () => {
  it('shows that a key is there, and never the key', async () => {
    const { code, stdout } = await precis(['doctor'], { env: { OPENAI_API_KEY: 'sk-canary-0123456789' } });
    expect(code).toBe(0);
    expect(stdout).toContain('OPENAI_API_KEY');
    expect(stdout).not.toContain('canary');
  });
});
