import { describe, expect, it } from 'vitest';
import { loadPins } from '../../../../src/adapters/translators/bergamot/pins.ts';
import {
  type ModelOffer,
  bestOffers,
  fileUrl,
  parseRemoteSettings,
  parseStorageRegistry,
} from '../../../../src/adapters/translators/bergamot/registry.ts';

const BASE = new URL('https://models.example/bucket/');
const HASH = 'ab'.repeat(32);

function storageEntry(changes: object = {}) {
  return {
    architecture: 'tiny',
    releaseStatus: 'Release',
    sourceLanguage: 'fr',
    targetLanguage: 'en',
    files: {
      model: { path: 'models/fr-en/x/model.fren.intgemm.alphas.bin.gz', uncompressedSize: 10, uncompressedHash: HASH },
      lexicalShortlist: { path: 'models/fr-en/x/lex.gz' },
      vocab: { path: 'models/fr-en/x/vocab.gz' },
    },
    ...changes,
  };
}

function parseStorage(...entries: object[]): ModelOffer[] {
  const offers = parseStorageRegistry({ baseUrl: 'https://evil.example', models: { any: entries } }, BASE, loadPins());
  if (offers === null) throw new Error('not a registry');
  return offers;
}

function settingsRecord(fileType: string, changes: object = {}) {
  return {
    name: `${fileType}.fren.intgemm.alphas.bin`,
    sourceLanguage: 'fr',
    targetLanguage: 'en',
    architecture: 'base',
    version: '2.0',
    fileType,
    decompressedSize: 10,
    decompressedHash: HASH,
    attachment: { hash: HASH, size: 5, filename: 'x', location: `main/${fileType}.zst`, mimetype: 'x' },
    ...changes,
  };
}

function parseSettings(...records: object[]): ModelOffer[] {
  const offers = parseRemoteSettings({ data: records }, BASE, {}, 'settings.example');
  if (offers === null) throw new Error('not a registry');
  return offers;
}

describe('fileUrl', () => {
  it('keeps a path below the base', () => {
    expect(fileUrl(BASE, 'models/fr-en/x.gz')?.href).toBe('https://models.example/bucket/models/fr-en/x.gz');
  });

  it.each([
    '',
    '/etc/passwd',
    '//evil.example/x',
    'https://evil.example/x',
    '../x',
    'a/../../x',
    'a/..',
    './x',
    'a//b',
    '%2e%2e/x',
    'a/%2e%2e/%2e%2e/x',
    '..\\x',
    'a?b',
    'a#b',
    'a\nb',
    'javascript:x',
  ])('refuses %j', (path) => {
    expect(fileUrl(BASE, path)).toBeNull();
  });
});

describe('parseStorageRegistry', () => {
  it('reads a model, and takes files from the configured base alone', () => {
    const [offer] = parseStorage(storageEntry());
    expect(offer).toMatchObject({ source: 'fr', architecture: 'tiny', release: true, pinned: false });
    expect(offer!.gemmPrecision).toBe('int8shiftAlphaAll');
    expect(offer!.files.map(({ url }) => url.host)).toEqual(Array(3).fill('models.example'));
  });

  it('reads a model with two vocabularies', () => {
    const { vocab, ...files } = storageEntry().files;
    const [offer] = parseStorage(storageEntry({ files: { ...files, srcVocab: vocab, trgVocab: vocab } }));
    expect(offer!.files.map(({ role }) => role)).toEqual(['model', 'lex', 'srcvocab', 'trgvocab']);
  });

  it('reads the precision from the file name', () => {
    const { model, ...files } = storageEntry().files;
    const renamed = { ...model, path: 'models/model.fren.intgemm8.bin.gz' };
    expect(parseStorage(storageEntry({ files: { ...files, model: renamed } }))[0]!.gemmPrecision).toBe('int8shiftAll');
  });

  it('leaves out what is unsafe or incomplete, and keeps the rest', () => {
    const { files } = storageEntry();
    const bad = [
      { architecture: '../../tmp' },
      { sourceLanguage: '../x' },
      { files: { ...files, lexicalShortlist: { path: '../../secret' } } },
      { files: { ...files, vocab: undefined } },
      { files: { ...files, model: { ...files.model, uncompressedHash: undefined } } },
      { files: { ...files, model: { ...files.model, uncompressedHash: 'x' } } },
      { files: null },
    ];
    const offers = parseStorage(...bad.map((changes) => storageEntry(changes)), storageEntry());
    expect(offers).toHaveLength(1);
  });

  it('refuses an answer of another shape', () => {
    for (const answer of [null, [], 'x', {}, { models: [] }]) {
      expect(parseStorageRegistry(answer, BASE, {})).toBeNull();
    }
  });

  it('recognises the pinned release by the hash of its model, and then expects its gzip files', () => {
    const pinned = loadPins()['fr']!['base-memory']!;
    const { files } = storageEntry();
    const model = { ...files.model, uncompressedSize: pinned.raw.size, uncompressedHash: pinned.raw.sha256 };
    const [offer] = parseStorage(storageEntry({ architecture: 'base-memory', files: { ...files, model } }));
    expect(offer!.pinned).toBe(true);
    expect(offer!.files.map(({ compressed }) => compressed.size)).toEqual([23_175_075, 2_649_934, 409_706]);
    expect(offer!.files[2]!.compressed.sha256).toBe('8d15b219ffd32327b4cabf0d94a05a4fecb8923a4f386badbcbe5e86ede453a7');
  });
});

describe('parseRemoteSettings', () => {
  it('puts the records of a model together', () => {
    const records = [settingsRecord('model'), settingsRecord('lex'), settingsRecord('vocab')];
    const [offer] = parseSettings(...records, settingsRecord('model', { architecture: 'tiny' }));
    expect(offer).toMatchObject({ architecture: 'base', version: '2.0', release: true, registry: 'settings.example' });
    expect(offer!.files.map(({ role }) => role)).toEqual(['model', 'lex', 'vocab']);
  });

  it('takes an alpha for no release', () => {
    const alpha = ['model', 'lex', 'vocab'].map((type) => settingsRecord(type, { version: '1.0a1' }));
    expect(parseSettings(...alpha)[0]!.release).toBe(false);
  });

  it('leaves out a model of which a file is unsafe or missing', () => {
    const escape = { attachment: { ...settingsRecord('lex').attachment, location: '../x' } };
    expect(parseSettings(settingsRecord('model'), settingsRecord('lex', escape), settingsRecord('vocab'))).toEqual([]);
    expect(parseSettings(settingsRecord('model'), settingsRecord('lex'))).toEqual([]);
    const huge = { attachment: { ...settingsRecord('lex').attachment, size: 1e12 } };
    expect(parseSettings(settingsRecord('model'), settingsRecord('lex', huge), settingsRecord('vocab'))).toEqual([]);
  });
});

const offer = (architecture: string, changes: Partial<ModelOffer> = {}): ModelOffer => ({
  ...parseStorage(storageEntry())[0]!,
  architecture,
  ...changes,
});
const best = (...offers: ModelOffer[]) => bestOffers(offers)[0]!;

describe('bestOffers', () => {
  it('prefers a release to any architecture, then base-memory, base, tiny, and unknown ones last', () => {
    const nightly = offer('base-memory', { release: false });
    const order = ['base-memory', 'base', 'tiny', 'other'];
    for (let from = 0; from < order.length; from++) {
      const rest = order.slice(from).map((name) => offer(name));
      expect(best(nightly, ...rest.toReversed()).architecture).toBe(order[from]);
      expect(best(nightly, ...rest.toReversed()).release).toBe(true);
    }
  });

  it('prefers the known release, else the newest version', () => {
    expect(best(offer('tiny', { version: '9.0' }), offer('tiny', { version: '1.0', pinned: true })).pinned).toBe(true);
    const versions = ['1.0', '1.10', '1.9'].map((version) => offer('tiny', { version }));
    expect(best(...versions).version).toBe('1.10');
  });
});

describe('the pins', () => {
  it('hold a size and a hash for each file', () => {
    const all = Object.values(loadPins()).flatMap((architectures) => Object.values(architectures));
    expect(all.length).toBeGreaterThan(60);
    for (const { size, sha256 } of all.flatMap((files) => Object.values(files))) {
      expect(size).toBeGreaterThan(1000);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
