import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutLong, fromStream, toStream } from '../../../src/adapters/translators/apertium/format.ts';
import { apertiumDefinition } from '../../../src/adapters/translators/apertium/index.ts';
import {
  installedModes,
  parseMode,
  routeToEnglish,
  type Mode,
} from '../../../src/adapters/translators/apertium/modes.ts';
import { AdapterError, ConfigError, type Translator } from '../../../src/core/index.ts';
import { callContext, fakeEngine, isRunning, type FakeEngine } from '../../fixtures/apertium/engine.ts';

const FRENCH = { source: 'fr', target: 'en' };
const SPANISH = { source: 'es', target: 'en' };

let engine: FakeEngine;
let open: Translator[];

beforeEach(async () => {
  engine = await fakeEngine();
  open = [];
});

afterEach(async () => {
  await Promise.all(open.map(async (made) => made.close?.()));
  await engine.remove();
});

async function translator(options?: Readonly<Record<string, unknown>>): Promise<Translator> {
  const made = await engine.translator(options);
  open.push(made);
  return made;
}

function request(segments: readonly string[], pair = FRENCH) {
  return { segments, pair, glossary: null };
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it did not fail'),
    (error: unknown) => error,
  );
}

describe('the adapter', () => {
  it('says what it is', async () => {
    const subject = await translator();
    expect(subject).toMatchObject({ kind: 'translator', name: 'apertium', quality: 'rough', sendsTextTo: null });
    expect(subject.signature).toMatch(/^apertium\/\d+ [0-9a-f]{16}$/);
  });

  it('goes through the pivot and keeps order and count', async () => {
    const subject = await translator();
    const segments = Array.from({ length: 100 }, (_, index) => `bonjour monde ${index}`);
    const result = await subject.translate(request(segments), callContext());
    expect(result.segments).toEqual(segments.map((_, index) => `hello world ${index}`));
    expect(result.warnings).toEqual([]);
  });

  it('reuses its programs for overlapping calls and keeps their answers apart', async () => {
    const subject = await translator();
    const calls = Array.from({ length: 20 }, (_, call) =>
      subject.translate(request([`bonjour ${call}`, `monde ${call}`]), callContext()),
    );
    const results = await Promise.all(calls);
    expect(results.map(({ segments }) => segments)).toEqual(calls.map((_, call) => [`hello ${call}`, `world ${call}`]));
    expect(await engine.starts()).toHaveLength(2);
  });

  it('supports exactly the languages with an installed route into English', async () => {
    const subject = await translator();
    const supported = async (source: string, target = 'en') => subject.supports({ source, target }, callContext());
    expect(await supported('fr')).toBe(true);
    expect(await supported('fr-CA')).toBe(true);
    expect(await supported('es', 'en-GB')).toBe(true);
    expect(await supported('de')).toBe(false);
    expect(await supported('en')).toBe(false);
    expect(await supported('fr', 'es')).toBe(false);
    expect(await supported('und')).toBe(false);
    expect(await engine.starts()).toEqual([]);
  });

  it('refuses an unsupported language with the way out, without starting anything', async () => {
    const subject = await translator();
    const error = await failure(subject.translate(request(['hallo'], { source: 'de', target: 'en' }), callContext()));
    expect(error).toBeInstanceOf(AdapterError);
    expect(error).toMatchObject({ code: 'unsupported-language', retryable: false });
    expect(String(error)).toMatch(/German to English; precis setup de/);
    expect(await engine.starts()).toEqual([]);
  });

  it('does not support a route whose programs or data are gone', async () => {
    await writeFile(join(engine.modes, 'por-eng.mode'), "lt-proc '/nowhere/por-eng.automorf.bin'");
    await writeFile(join(engine.modes, 'cat-eng.mode'), 'no-such-program-anywhere');
    await writeFile(join(engine.modes, 'ita-eng.mode'), 'cat /etc/passwd; rm -rf x');
    const subject = await translator();
    for (const source of ['pt', 'ca', 'it']) {
      expect(await subject.supports({ source, target: 'en' }, callContext())).toBe(false);
    }
  });

  it('checks its options strictly', async () => {
    for (const options of [{ timeoutMs: 0 }, { timeoutMs: '5' }, { modes: [] }, { modeDirectories: [] }]) {
      await expect(engine.translator(options)).rejects.toThrow(ConfigError);
    }
  });

  it('needs a language pair on a machine without one', async () => {
    const setting = { env: {}, offline: true, modelDirectory: '', prices: { asOf: '', prices: {} } };
    const needs = await apertiumDefinition.needs(setting);
    // On a machine with Apertium it is ready; on any other the remedy is named.
    const ready = (await installedModes(['/usr/share/apertium/modes'])).some(({ target }) => target === 'en');
    expect(needs.join()).toMatch(ready ? /^$/ : /precis setup fr --yes/);
  });

  it('lets no stream syntax of a segment through, and keeps every character', async () => {
    const subject = await translator();
    const segments = [
      '[a] {b} ^c$ d/e @f <g> \\h',
      'bonjour\0monde',
      'bonjour\nmonde',
      '\u0001x\u0085y',
      'a ~ b ~',
      '𝒳 😀 \ud800',
    ];
    const result = await subject.translate(request(segments), callContext());
    expect(result.segments).toEqual([
      '[a] {b} ^c$ d/e @f <g> \\h',
      'hello world',
      'hello world',
      'x y',
      'a ~ b ~',
      '𝒳 😀 \uFFFD',
    ]);
  });

  it('stays in step whatever the segments hold', async () => {
    const subject = await translator();
    const unit = fc.constantFrom(
      '\0',
      '\n',
      '[',
      ']',
      '\\',
      '^',
      '$',
      '/',
      '<',
      '>',
      '@',
      '{',
      '}',
      '~',
      '\u001f',
      'é',
      '😀',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit, maxLength: 30 }), { minLength: 1, maxLength: 8 }), async (noise) => {
        const segments = noise.flatMap((text, index) => [`mark${index}`, text, `bonjour${index}`]);
        const { segments: out } = await subject.translate(request(segments), callContext());
        expect(out).toHaveLength(segments.length);
        for (const index of noise.keys()) {
          expect(out[index * 3]).toBe(`mark${index}`);
          expect(out[index * 3 + 2]).toBe(`bonjour${index}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes very long segments, with and without white space', async () => {
    const subject = await translator();
    const words = Array.from({ length: 20_000 }, (_, index) => (index % 7 === 0 ? 'monde.' : 'bonjour')).join(' ');
    const solid = 'a'.repeat(200_000);
    const { segments } = await subject.translate(request([words, solid]), callContext());
    expect(segments[0]!.split(' ')).toHaveLength(20_000);
    expect(segments[0]!.startsWith('world. hello hello')).toBe(true);
    expect(segments[1]!.replaceAll(' ', '')).toBe(solid);
  });

  it('translates again without protection where the engine doubles a stand-in, and says so', async () => {
    const subject = await translator();
    // The dictionary turns "zwei" into two stand-ins of the kind that protect the amount.
    const result = await subject.translate(request(["zwei 88 millions d'euros"]), callContext());
    expect(result.segments).toEqual(["Xq1x Xq1x 88 millions d'euros"]);
    expect(result.warnings).toHaveLength(1);
    expect(result.warnings[0]).toMatch(/1 protected figure/);
  });
});

describe('when a program fails', () => {
  it('starts again and retries the sentence once', async () => {
    const subject = await translator();
    const segments = ['bonjour 1', 'einmal bonjour', 'bonjour 3'];
    const result = await subject.translate(request(segments), callContext());
    expect(result.segments).toEqual(['hello 1', 'einmal hello', 'hello 3']);
    // Both programs of the route once more; one may have been killed before it could say so.
    expect((await engine.starts()).length).toBeGreaterThan(2);
  });

  it('reports a sentence that it dies over twice, and goes on with the next call', async () => {
    const subject = await translator();
    await subject.translate(request(['bonjour']), callContext());
    const error = await failure(subject.translate(request(['monde', 'stirb', 'monde']), callContext()));
    expect(error).toMatchObject({ adapter: 'apertium', code: 'bad-response' });
    expect(String(error)).not.toContain('stirb');
    const after = await subject.translate(request(['bonjour monde']), callContext());
    expect(after.segments).toEqual(['hello world']);
  });

  it('does not let another call suffer from the deadly sentence', async () => {
    const subject = await translator();
    await subject.translate(request(['bonjour']), callContext());
    const bad = failure(subject.translate(request(['stirb']), callContext()));
    const good = subject.translate(request(Array.from({ length: 50 }, () => 'bonjour monde')), callContext());
    expect((await good).segments).toEqual(Array.from({ length: 50 }, () => 'hello world'));
    expect(await bad).toMatchObject({ code: 'bad-response' });
  });

  it('gives up on programs that cannot be kept running at all', async () => {
    await writeFile(join(engine.modes, 'deu-eng.mode'), 'false');
    const subject = await translator();
    const segments = Array.from({ length: 20 }, (_, index) => `a ${index}`);
    const error = await failure(subject.translate(request(segments, { source: 'de', target: 'en' }), callContext()));
    expect(error).toBeInstanceOf(AdapterError);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(?:unavailable|bad-response)$/) });
  });

  it('gives no sentence the translation of another where an answer is swallowed', async () => {
    const subject = await translator({ timeoutMs: 1_000 });
    const error = await failure(subject.translate(request(['bonjour 1', 'schluck', 'bonjour 3']), callContext()));
    expect(error).toMatchObject({ code: expect.stringMatching(/bad-response|timeout/) });
    expect((await subject.translate(request(['bonjour 4']), callContext())).segments).toEqual(['hello 4']);
  });

  it('kills programs that hang, with a timeout as the reason', async () => {
    const subject = await translator({ timeoutMs: 1_000 });
    await subject.translate(request(['bonjour']), callContext());
    const before = await engine.starts();
    const error = await failure(subject.translate(request(['haenge']), callContext()));
    expect(error).toMatchObject({ code: 'timeout', retryable: true });
    const after = await subject.translate(request(['bonjour']), callContext());
    expect(after.segments).toEqual(['hello']);
    expect(before.filter(isRunning)).toEqual([]);
  });
});

describe('stopping', () => {
  it('rejects at once when the signal is aborted, before or during a call', async () => {
    const subject = await translator();
    const aborted = AbortSignal.abort();
    expect(await failure(subject.translate(request(['bonjour']), callContext(aborted)))).toMatchObject({
      name: 'AbortError',
    });
    await subject.translate(request(['bonjour']), callContext());
    const controller = new AbortController();
    const start = Date.now();
    const pending = failure(subject.translate(request(['warte']), callContext(controller.signal)));
    await wait(50);
    controller.abort();
    expect(await pending).toMatchObject({ name: 'AbortError' });
    expect(Date.now() - start).toBeLessThan(1_000);
    // The late answer of the aborted call goes to nobody.
    expect((await subject.translate(request(['bonjour']), callContext())).segments).toEqual(['hello']);
  });

  it('ends every process on close, also with requests under way, and can be closed twice', async () => {
    const subject = await translator();
    await subject.translate(request(['bonjour']), callContext());
    await subject.translate(request(['hola'], SPANISH), callContext());
    const pids = await engine.starts();
    expect(pids.filter(isRunning)).toHaveLength(3);
    const pending = failure(subject.translate(request(['haenge']), callContext()));
    await wait(50);
    await subject.close?.();
    await subject.close?.();
    expect(await pending).toMatchObject({ code: 'unavailable' });
    expect(pids.filter(isRunning)).toEqual([]);
    expect(await failure(subject.translate(request(['bonjour']), callContext()))).toMatchObject({
      code: 'unavailable',
    });
  });

  it('leaves no process behind when its own is killed', async () => {
    const script = join(engine.directory, 'parent.mjs');
    const stage = fileURLToPath(new URL('../../fixtures/apertium/stage.mjs', import.meta.url));
    // The way the programs are started and joined, in a process that can be killed.
    await writeFile(
      script,
      `import { spawn } from 'node:child_process';
      const args = [${JSON.stringify(stage)}, ${JSON.stringify(join(engine.directory, 'fr-es.json'))}];
      const a = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
      const b = spawn(process.execPath, args, { stdio: [a.stdout, 'pipe', 'ignore'], detached: true });
      a.stdout.destroy();
      b.stdout.once('data', () => console.log(a.pid + ' ' + b.pid));
      a.stdin.write('x\\0');`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve) => parent.stdout.once('data', (data) => resolve(String(data))));
    const pids = line.trim().split(' ').map(Number);
    expect(pids.filter(isRunning)).toHaveLength(2);
    parent.kill('SIGKILL');
    for (let tries = 0; tries < 50 && pids.some(isRunning); tries++) await wait(100);
    expect(pids.filter(isRunning)).toEqual([]);
  });
});

function mode(name: string, source: string, target: string, variety = false): Mode {
  return { name, file: `/modes/${name}.mode`, source, target, variety };
}

describe('modes', () => {
  it('knows both namings, and varieties', async () => {
    for (const name of ['eng-cat_valencia', 'spa-eng_US', 'eco-fr-es', 'fr-es-anmor', 'hbs_HR-eng', 'README']) {
      await writeFile(join(engine.modes, `${name}.mode`), 'cat');
    }
    const modes = await installedModes([engine.modes, '/nowhere/at/all']);
    expect(modes.map(({ name, source, target, variety }) => [name, source, target, variety])).toEqual([
      ['eng-cat_valencia', 'en', 'ca', true],
      ['fr-es', 'fr', 'es', false],
      ['hbs_HR-eng', 'hbs', 'en', true],
      ['spa-eng', 'es', 'en', false],
      ['spa-eng_US', 'es', 'en', true],
    ]);
  });

  const installed = [
    mode('fra-cat', 'fr', 'ca'),
    mode('cat-eng', 'ca', 'en'),
    mode('fr-es', 'fr', 'es'),
    mode('spa-eng_US', 'es', 'en', true),
    mode('spa-eng', 'es', 'en'),
    mode('pt-es', 'pt', 'es'),
    mode('oc-ca', 'oc', 'ca'),
    mode('sc-oc', 'sc', 'oc'),
    mode('hbs-eng', 'hbs', 'en'),
    mode('a-b', 'nl', 'af'),
    mode('b-a', 'af', 'nl'),
  ];

  it.each([
    ['fr', 'fr-es,spa-eng'],
    ['fr-CA', 'fr-es,spa-eng'],
    ['es', 'spa-eng'],
    ['es-MX', 'spa-eng'],
    ['pt-BR', 'pt-es,spa-eng'],
    ['sc', 'sc-oc,oc-ca,cat-eng'],
    ['hr', 'hbs-eng'],
    ['bs', 'hbs-eng'],
    ['sr-Latn', 'hbs-eng'],
    ['sr', null],
    ['sr-Cyrl', null],
    ['nl', null],
    ['en', null],
    ['und', null],
    ['not a tag!', null],
  ])('takes %s by %s', (language, expected) => {
    expect(routeToEnglish(language, installed)?.name ?? null).toBe(expected);
  });

  it('takes the Catalan way where there is no other', () => {
    const withoutSpanish = installed.filter(({ source }) => source !== 'es');
    expect(routeToEnglish('fr', withoutSpanish)?.name).toBe('fra-cat,cat-eng');
  });

  it('reads a pipeline into programs, each told to answer at NUL', () => {
    const text =
      "lt-proc -w '/a b/x.bin' | cg-proc '/x.rlx' |apertium-tagger -g $2 '/t'|lt-proc $1 \"/g.bin\" | vislcg3 -g y\n";
    expect(parseMode(text, 'x')).toEqual([
      { program: 'lt-proc', args: ['-z', '-w', '/a b/x.bin'] },
      { program: 'cg-proc', args: ['-z', '/x.rlx'] },
      { program: 'apertium-tagger', args: ['-z', '-g', '/t'] },
      { program: 'lt-proc', args: ['-z', '-n', '/g.bin'] },
      { program: 'vislcg3', args: ['-g', 'y'] },
    ]);
  });

  it.each(['a; b', 'a && b', 'a $(b)', 'a `b`', 'a > b', 'a || b', "a 'b", 'a "$HOME"', '', 'a | | b', 'a $3', 'a &'])(
    'refuses %j as no plain pipeline',
    (text) => {
      expect(() => parseMode(text, 'x')).toThrow(/mode file of x/);
    },
  );
});

describe('the stream format', () => {
  it('escapes what has a meaning in it, and ends the request', () => {
    expect(toStream('\\[]{}$/@<>')).toBe('\\\\\\[\\]\\{\\}\\$\\/\\@\\<\\>[][\n]');
    expect(toStream('^~')).toBe('\uE05E\uE07E[][\n]');
    expect(toStream(' a\u00ADb\u00A0c\nd ')).toBe('ab c d[][\n]');
  });

  it('reads blanks, escapes and tags that a generator left', () => {
    expect(fromStream('a \\[b\\] \\<c\\> <prn> d[][\n]')).toBe('a [b] <c> d');
    expect(fromStream('[<b>]a[<\\/b>] \\\\')).toBe('<b>a</b> \\');
  });

  it('gives back any text without controls', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const expected = text
          .replaceAll(/[\u00AD\u200B\u2060\uFEFF\uE05E\uE07E]/g, '')
          .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
          .trim();
        expect(fromStream(toStream(text))).toBe(expected);
      }),
    );
  });

  it('never holds NUL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toStream(text)).not.toContain('\0');
      }),
      { numRuns: 50 },
    );
  });

  it('cuts long text into pieces that make the whole again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '. ', '😀', '\n'), maxLength: 300 }),
        fc.integer({ min: 2, max: 40 }),
        (text, limit) => {
          const pieces = cutLong(text, limit);
          expect(pieces.join('')).toBe(text);
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(limit);
            expect(piece).not.toMatch(/\p{Surrogate}/u);
          }
        },
      ),
    );
  });
});
