import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../../src/adapters/stores/lock.ts';
import { createMemoryStore } from '../../../src/adapters/stores/memory.ts';
import { openSqliteStore } from '../../../src/adapters/stores/sqlite.ts';
import { ConfigError } from '../../../src/core/index.ts';
import type { Store } from '../../../src/core/index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'precis-store-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const kinds: [string, () => Store][] = [
  ['sqlite', () => openSqliteStore(join(directory, 'store.db'))],
  ['memory', createMemoryStore],
];

describe.each(kinds)('the %s store', (_, open) => {
  it('gets what was put, the newest value, and null for the rest', async () => {
    const store = open();
    await store.put('a', '1');
    await store.put('a', 'zwei « € » \u0000 😀');
    expect(await store.get('a')).toBe('zwei « € » \u0000 😀');
    expect(await store.get('b')).toBeNull();
    await store.delete('a');
    expect(await store.get('a')).toBeNull();
    await store.close?.();
  });

  it('sees a put before it is committed', async () => {
    const store = open();
    const put = store.put('a', '1');
    expect(await store.get('a')).toBe('1');
    await put;
    await store.close?.();
  });

  it('lists by prefix in the order of the keys, more than a page of them', async () => {
    const store = open();
    const keys = Array.from({ length: 1203 }, (_value, index) => `p/${String(index).padStart(5, '0')}`);
    await Promise.all([...keys, 'o/9', 'p', 'q/1'].map((key) => store.put(key, key)));
    const listed: string[] = [];
    for await (const [key, value] of store.list('p/')) {
      expect(value).toBe(key);
      listed.push(key);
    }
    expect(listed).toEqual(keys);
    await store.close?.();
  });
});

describe('the sqlite store', () => {
  it('keeps what was put when it is opened again', async () => {
    const file = join(directory, 'store.db');
    const first = openSqliteStore(file);
    await Promise.all(Array.from({ length: 100 }, (_, index) => first.put(`k${index}`, String(index))));
    await first.close?.();
    const second = openSqliteStore(file);
    expect(await second.get('k99')).toBe('99');
    await second.close?.();
  });

  it('loses nothing that it said was durable when the process is killed', async () => {
    const file = join(directory, 'store.db');
    const script = join(directory, 'writer.mjs');
    const sqlite = new URL('../../../node_modules/@photostructure/sqlite/dist/index.mjs', import.meta.url).href;
    // The same settings as the store's own, in a process that can be killed in the middle of writing.
    writeFileSync(
      script,
      `import { DatabaseSync } from ${JSON.stringify(sqlite)};
       const database = new DatabaseSync(${JSON.stringify(file)});
       database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
       const put = database.prepare('INSERT INTO entry (key, value) VALUES (?, ?)');
       for (let i = 0; ; i += 1) { put.run('k' + i, Buffer.from('x'.repeat(500))); process.stdout.write(i + '\\n'); }`,
    );
    await openSqliteStore(file).close?.();
    const writer = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    writer.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.length > 400) writer.kill('SIGKILL');
    });
    await new Promise((resolve) => writer.on('close', resolve));
    const durable = output.split('\n').filter((line) => line !== '').length - 1;
    expect(durable).toBeGreaterThan(10);
    const store = openSqliteStore(file);
    for (let index = 0; index < durable; index += 1) expect(await store.get(`k${index}`)).not.toBeNull();
    await store.close?.();
  });

  it('says what to do where its file is no database', () => {
    const file = join(directory, 'broken.db');
    writeFileSync(file, 'this is no database, and long enough to be taken for a damaged one'.repeat(20));
    expect(() => openSqliteStore(file)).toThrow(ConfigError);
    expect(() => openSqliteStore(file)).toThrow(/broken\.db.*move a damaged file away/);
  });
});

describe('the lock of a folder', () => {
  it('is held by one, names the holder to others, and is free again', () => {
    const file = join(directory, '.precis', 'lock.db');
    const lock = lockFolder(file);
    expect(() => lockFolder(file)).toThrow(new RegExp(`another run .*process ${process.pid} on`));
    lock.release();
    lockFolder(file).release();
  });
});
