import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Rooms and the floor each stands on: imports go down, or stay in the room. */
const FLOORS: Readonly<Record<string, number>> = {
  core: 0,
  text: 1,
  figures: 2,
  verify: 3,
  adapters: 3,
  testing: 4,
  runner: 4,
  digest: 5,
  evaluate: 5,
  queue: 5,
  config: 5,
  cli: 6,
  'index.ts': 7,
};

/** Each adapter kind stands by itself; what they share is in adapters/http. */
const ADAPTER_KINDS = ['readers', 'writers', 'translators', 'summarisers', 'stores'];

interface Import {
  readonly from: string;
  readonly to: string;
}

function imports(): Import[] {
  const found: Import[] = [];
  for (const entry of readdirSync(SRC, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(ts|mjs)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const source = readFileSync(file, 'utf8');
    for (const [, address] of source.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) {
      found.push({ from: relative(SRC, file), to: relative(SRC, resolve(dirname(file), address!)) });
    }
  }
  return found;
}

const room = (path: string) => path.split('/', 1)[0]!;

describe('the house', () => {
  const all = imports();

  it('has imports to look at', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it('knows every room', () => {
    const unknown = [...new Set(all.flatMap(({ from, to }) => [room(from), room(to)]))].filter(
      (name) => !(name in FLOORS),
    );
    expect(unknown).toEqual([]);
  });

  it('has imports that only go down', () => {
    const wrong = all.filter(({ from, to }) => {
      const [above, below] = [room(from), room(to)];
      return above !== below && FLOORS[above]! <= FLOORS[below]!;
    });
    expect(wrong).toEqual([]);
  });

  it('has a core that imports nothing', () => {
    const foreign = readdirSync(join(SRC, 'core')).filter((name) =>
      [...readFileSync(join(SRC, 'core', name), 'utf8').matchAll(/from '([^']+)'/g)].some(
        ([, address]) => !address!.startsWith('./'),
      ),
    );
    expect(foreign).toEqual([]);
  });

  it('has adapters that do not import each other', () => {
    const kindOf = (path: string) => path.split('/')[1]!;
    const wrong = all.filter(
      ({ from, to }) =>
        room(from) === 'adapters' &&
        room(to) === 'adapters' &&
        kindOf(from) !== kindOf(to) &&
        ADAPTER_KINDS.includes(kindOf(to)),
    );
    expect(wrong).toEqual([]);
  });

  it('has a runner that is handed its adapters', () => {
    expect(all.filter(({ from, to }) => room(from) === 'runner' && room(to) === 'adapters')).toEqual([]);
  });
});
