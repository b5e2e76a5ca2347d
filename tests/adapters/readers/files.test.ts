import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileReader, type FileReaderOptions } from '../../../src/adapters/readers/files.ts';
import type { ArticleReference } from '../../../src/core/adapters.ts';
import { InputError } from '../../../src/core/errors.ts';

const TEXT = 'Le groupe américain va investir cent millions de dollars dans les jeunes entreprises françaises.\n';
const { signal } = new AbortController();
let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'precis-files-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array = TEXT): string {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function list(inputs: readonly string[], options: FileReaderOptions = {}): Promise<ArticleReference[]> {
  const found: ArticleReference[] = [];
  for await (const reference of fileReader(options).list(inputs, signal)) found.push(reference);
  return found;
}

/** Paths inside the test's folder. */
async function names(inputs: readonly string[] = [root], options: FileReaderOptions = {}): Promise<string[]> {
  return (await list(inputs, options)).map(({ path }) => path.replace(`${root}/`, ''));
}

async function failure(input: string, options: FileReaderOptions = {}): Promise<InputError> {
  const [reference] = await list([input], options);
  const error: unknown = await reference!.load(signal).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error('expected an InputError', { cause: error });
  return error;
}

/** Root may read everything: as root, acts as nobody meanwhile. */
async function withoutPrivileges<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return await act();
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

describe('listing', () => {
  it('takes files of known kinds, sorted, and leaves the rest alone', async () => {
    for (const name of [
      'b.txt',
      'a/z.md',
      'a/b.HTML',
      'a.txt',
      'a/c.htm',
      '.hidden.txt',
      '.git/x.txt',
      'node_modules/m.txt',
      'photo.jpg',
      'c/Ä.markdown',
      'notes',
    ]) {
      write(name);
    }
    const warnings: string[] = [];
    expect(await names([root], { warn: (message) => warnings.push(message) })).toEqual([
      'a/b.HTML',
      'a/c.htm',
      'a/z.md',
      'a.txt',
      'b.txt',
      'c/Ä.markdown',
    ]);
    expect(warnings.join()).toContain('1 .jpg');
  });

  it('follows .precisignore files, each for its folder', async () => {
    for (const name of ['a.txt', 'draft.txt', 'old/a.txt', 'sub/a.txt', 'sub/b.txt', 'keep/draft.txt']) write(name);
    write('.precisignore', 'draft.txt\nold/\n!keep/draft.txt\n');
    write('sub/.precisignore', '/b.txt\n');
    expect(await names()).toEqual(['a.txt', 'keep/draft.txt', 'sub/a.txt']);
  });

  it('leaves out what precis wrote', async () => {
    write('a.txt');
    write('briefs/one.md');
    mkdirSync(join(root, 'briefs/.precis'));
    const warnings: string[] = [];
    expect(await names([root], { warn: (message) => warnings.push(message) })).toEqual(['a.txt']);
    expect(warnings.join()).toContain('briefs');
  });

  it('takes globs, as inputs and as include and exclude', async () => {
    for (const name of ['fr/a.txt', 'fr/b.md', 'de/a.txt', 'de/x.log']) write(name);
    expect(await names([join(root, '*/a.txt')])).toEqual(['de/a.txt', 'fr/a.txt']);
    expect(await names([join(root, '**/*.log')])).toEqual(['de/x.log']);
    expect(await names([root], { exclude: ['fr/**'] })).toEqual(['de/a.txt']);
    expect(await names([root], { include: ['*.log', '*.md'] })).toEqual(['de/x.log', 'fr/b.md']);
    expect((await failure(join(root, '*.none'))).message).toContain('no file matches');
  });

  it('takes a file whose name looks like a glob for itself', async () => {
    write('a[1].txt');
    expect(await names([join(root, 'a[1].txt')])).toEqual(['a[1].txt']);
  });

  it('lists a file once, however often it is named', async () => {
    const path = write('a.txt');
    expect(await names([path, root, path])).toEqual(['a.txt']);
  });

  it('follows links inside the folder once, and never out of it', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'precis-outside-'));
    try {
      writeFileSync(join(outside, 'secret.txt'), TEXT);
      write('a/one.txt');
      symlinkSync(root, join(root, 'a/loop'));
      symlinkSync(join(root, 'a'), join(root, 'b'));
      symlinkSync(join(root, 'a/one.txt'), join(root, 'link.txt'));
      symlinkSync(outside, join(root, 'out'));
      symlinkSync(join(outside, 'secret.txt'), join(root, 'out.txt'));
      symlinkSync(join(root, 'nowhere'), join(root, 'broken.txt'));
      const warnings: string[] = [];
      expect(await names([root], { warn: (message) => warnings.push(message) })).toEqual(['a/one.txt', 'link.txt']);
      expect(warnings.map((warning) => warning.replace(`${root}/`, '').split(':')[0])).toEqual([
        'broken.txt',
        'out',
        'out.txt',
      ]);
      // A link that is named is followed.
      expect(await names([join(root, 'out.txt')])).toEqual(['out.txt']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it.each(['un espace.txt', 'une\nligne.txt', '😀 é.txt', `${'n'.repeat(251)}.txt`, "l'été « & ».txt", '-.txt'])(
    'reads a file named %j',
    async (name) => {
      write(name);
      const [reference] = await list([root]);
      expect(reference?.path).toBe(`${root}/${name}`);
      expect((await reference!.load(signal)).path).toBe(`${root}/${name}`);
    },
  );

  it('is lazy: a folder of many files costs no memory for those to come', async () => {
    for (let index = 0; index < 300; index += 1) writeFileSync(join(root, `${index}.txt`), '');
    const iterator = fileReader().list([root], signal)[Symbol.asyncIterator]();
    expect((await iterator.next()).value?.path).toBe(`${root}/0.txt`);
    await iterator.return?.(undefined);
  });

  it('stops when aborted', async () => {
    write('a.txt');
    await expect(async () => {
      for await (const _ of fileReader().list([root], AbortSignal.abort())) expect(_).toBeUndefined();
    }).rejects.toThrow(/abort/u);
  });

  it('names a folder that may not be listed and goes on', async () => {
    write('a/one.txt');
    write('b.txt');
    chmodSync(join(root, 'a'), 0);
    chmodSync(root, 0o755);
    try {
      expect(await withoutPrivileges(async () => await names())).toEqual(['a', 'b.txt']);
    } finally {
      chmodSync(join(root, 'a'), 0o755);
    }
  });
});

describe('loading', () => {
  it('gives the article and the hash of its raw bytes', async () => {
    const path = write('a.txt', `Un titre\n${TEXT}`);
    const [reference] = await list([path]);
    expect(await reference!.fingerprint(signal)).toBe(createHash('sha256').update(`Un titre\n${TEXT}`).digest('hex'));
    expect(await reference!.load(signal)).toMatchObject({ path, title: 'Un titre', language: 'fr', publishedAt: null });
  });

  it('reads stdin once, for fingerprint and article both', async () => {
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(TEXT.slice(0, 12));
      yield Buffer.from(TEXT.slice(12));
    }
    const [reference] = await list(['-'], { stdin: stdin() });
    expect(await reference!.fingerprint(signal)).toBe(createHash('sha256').update(TEXT).digest('hex'));
    expect(await reference!.load(signal)).toMatchObject({ path: '-', text: TEXT.trim() });
  });

  it('reads a pipe once', async () => {
    const path = join(root, 'pipe');
    execFileSync('mkfifo', [path]);
    const [reference] = await list([path]);
    const writing = new Promise<void>((resolve, reject) => {
      import('node:fs/promises').then(async (fs) => await fs.writeFile(path, TEXT)).then(resolve, reject);
    });
    const fingerprint = await reference!.fingerprint(signal);
    await writing;
    expect(fingerprint).toBe(createHash('sha256').update(TEXT).digest('hex'));
    expect((await reference!.load(signal)).text).toBe(TEXT.trim());
  });

  it('goes by the content where the extension says nothing', async () => {
    const page =
      '<!DOCTYPE html>\n<html><head><title>Un titre</title></head><body><p>Un texte &amp; rien de plus.</p></body></html>';
    for (const name of ['page.txt', 'page', 'page.dat']) {
      const [reference] = await list([write(name, page)]);
      expect((await reference!.load(signal)).text).toBe('Un titre\n\nUn texte & rien de plus.');
    }
    const [matter] = await list([write('article', '---\ntitle: Un titre\n---\nLe **texte**.')]);
    expect((await matter!.load(signal)).text).toBe('Un titre\n\nLe texte.');
  });

  it('tells of a guessed encoding, and takes the given language', async () => {
    const [reference] = await list([write('a.txt', Buffer.from('L\x92\xe9t\xe9 fut tr\xe8s chaud.', 'latin1'))], {
      language: 'oc',
    });
    const article = await reference!.load(signal);
    expect(article.text).toBe('L’été fut très chaud.');
    expect(article.language).toBe('oc');
    expect(article.warnings.join()).toContain('encoding');
  });
});

describe('inputs that cannot be read', () => {
  it.each([
    ['an empty file', '', 'is empty'],
    ['white space', ' \n\u00a0\n', 'holds no text'],
    ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1]), 'binary'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'PDF'],
    ['only furniture', 'Partager sur Facebook\nTweeter\n', 'holds no text'],
  ])('%s', async (_name, content, message) => {
    const path = write('a.txt', content);
    const error = await failure(path);
    expect(error.path).toBe(path);
    expect(error.message).toContain(message);
    expect(error.message.startsWith(`${path}: `)).toBe(true);
    // Cause and way out.
    expect(error.message).toMatch(/[;,] /u);
  });

  it('a page without text', async () => {
    expect((await failure(write('a.html', '<html><body><script>x</script></body></html>'))).message).toContain(
      'holds no text',
    );
  });

  it('a file over the limit, without reading it', async () => {
    const path = write('big.txt', 'a '.repeat(50_000));
    expect((await failure(path, { maxBytes: 50_000 })).message).toContain('limit of 50 KB');
    expect(await (await list([path]))[0]!.fingerprint(signal)).toHaveLength(64);
  });

  it('a missing file', async () => {
    const error = await failure(join(root, 'none.txt'));
    expect(error.message).toContain('no such file');
    const [reference] = await list([join(root, 'none.txt')]);
    await expect(reference!.fingerprint(signal)).rejects.toBeInstanceOf(InputError);
  });

  it('a file that vanished after it was listed', async () => {
    const path = write('a.txt');
    const [reference] = await list([root]);
    rmSync(path);
    await expect(reference!.load(signal)).rejects.toThrow('no such file');
  });

  it('an abort is no fault of the input', async () => {
    const [reference] = await list([write('a.txt')]);
    const error: unknown = await reference!.load(AbortSignal.abort()).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(InputError);
    expect(error).toHaveProperty('name', 'AbortError');
  });

  it('a file without the right to read it', async () => {
    const path = write('a.txt');
    chmodSync(path, 0);
    const error = await withoutPrivileges(async () => await failure(path));
    expect(error.message).toContain('chmod');
  });
});
