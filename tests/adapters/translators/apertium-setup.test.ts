import { describe, expect, it } from 'vitest';
import { apertiumLanguages, apertiumPackages } from '../../../src/adapters/translators/apertium/packages.ts';
import { installable, installApertium, type SetupMachine } from '../../../src/adapters/translators/apertium/setup.ts';

interface FakeMachine extends SetupMachine {
  readonly commands: string[];
}

interface FakeSetting {
  /** Packages that apt knows of; what an `update` adds stands in `afterUpdate`. */
  readonly known?: readonly string[];
  readonly afterUpdate?: readonly string[];
  readonly programs?: readonly string[];
  readonly isRoot?: boolean;
  readonly sudoCode?: number;
  readonly listsAgeMs?: number | null;
  readonly installed?: readonly string[];
  /** Exit codes of successive installs; 0 when exhausted. */
  readonly installCodes?: number[];
  /** Languages that have a route once an install went well. */
  readonly routes?: readonly string[];
  readonly updateCode?: number;
}

const DEBIAN_12 = ['apertium-fr-es', 'apertium-eng-spa', 'apertium-en-es', 'apertium-eng-cat', 'apertium-es-pt'];

function machine(setting: FakeSetting = {}): FakeMachine {
  const commands: string[] = [];
  const ready = new Set(setting.installed);
  let known = setting.known ?? DEBIAN_12;
  const codes = [...(setting.installCodes ?? [])];
  return {
    commands,
    isRoot: setting.isRoot ?? true,
    hasProgram: async (name) => (setting.programs ?? ['apt-get', 'apt-cache', 'sudo']).includes(name),
    packageListsAgeMs: async () => (setting.listsAgeMs === undefined ? 1_000 : setting.listsAgeMs),
    hasRoute: async (language) => ready.has(language),
    async run(program, args, { onLine } = {}) {
      const command = [program, ...args].join(' ');
      if (program === 'apt-cache') {
        const blocks = args.slice(1).map((name) => {
          if (known.includes(name)) return `${name}:\n  Installed: (none)\n  Candidate: 1.0-1\n`;
          // Names that apt has only heard of, and names that it has not.
          return name.includes('spa-fra') ? '' : `${name}:\n  Installed: (none)\n  Candidate: (none)\n`;
        });
        return { code: 0, output: blocks.join('') };
      }
      commands.push(command);
      onLine?.(`running ${program}`);
      if (command === 'sudo -n true') return { code: setting.sudoCode ?? 0, output: '' };
      if (args.includes('update')) {
        known = setting.afterUpdate ?? known;
        return { code: setting.updateCode ?? 0, output: '' };
      }
      const code = codes.shift() ?? 0;
      if (code === 0) for (const language of setting.routes ?? ['fr', 'es']) ready.add(language);
      return { code, output: code === 0 ? '' : 'Reading…\nE: Unable to fetch some archives\n' };
    },
  };
}

const setting = { yes: true, signal: new AbortController().signal };

describe('package names', () => {
  it.each([
    ['fr', ['apertium-fr-es', 'apertium-eng-spa']],
    ['fr-BE', ['apertium-fr-es', 'apertium-eng-spa']],
    ['es', ['apertium-eng-spa']],
    ['ca', ['apertium-eng-cat']],
    ['pt-BR', ['apertium-es-pt', 'apertium-eng-spa']],
    ['it', ['apertium-spa-ita', 'apertium-eng-spa']],
    ['hr', ['apertium-hbs-eng']],
    ['sr-Latn', ['apertium-hbs-eng']],
    ['sr', []],
    ['de', []],
    ['zh', []],
    ['not a tag!', []],
  ])('of %s', (language, packages) => {
    expect(apertiumPackages(language)).toEqual(packages);
  });

  it('lists languages as tags', () => {
    expect(apertiumLanguages()).toEqual(expect.arrayContaining(['fr', 'hr', 'sr-Latn']));
    for (const language of apertiumLanguages()) expect(apertiumPackages(language).length).toBeGreaterThan(0);
  });
});

describe('what could be installed', () => {
  it('takes the names that this apt knows, by preference', async () => {
    const subject = machine({ known: ['apertium-fr-es', 'apertium-en-es', 'apertium-fra-cat', 'apertium-eng-cat'] });
    expect(await installable(['fr', 'de', 'pt'], subject)).toEqual([
      { language: 'fr', packages: ['apertium-fr-es', 'apertium-en-es'] },
      { language: 'de', packages: [] },
      { language: 'pt', packages: [] },
    ]);
  });

  it('falls back on the other way', async () => {
    const subject = machine({ known: ['apertium-fra-cat', 'apertium-eng-cat'] });
    expect(await installable(['fr'], subject)).toEqual([
      { language: 'fr', packages: ['apertium-fra-cat', 'apertium-eng-cat'] },
    ]);
  });
});

describe('installing', () => {
  it('installs as root without asking and without recommended packages, and checks the route', async () => {
    const subject = machine();
    const lines: string[] = [];
    const result = await installApertium(['fr', 'es', 'fr-CA', 'de'], {
      ...setting,
      machine: subject,
      onLine: (line) => lines.push(line),
    });
    expect(result).toMatchObject({
      outcome: 'installed',
      packages: ['apertium-fr-es', 'apertium-eng-spa'],
      unsupported: ['de'],
    });
    expect(result.message).toMatch(/ready for .*French.*no way from German/s);
    expect(subject.commands).toEqual([
      'env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 install --yes --no-install-recommends apertium-fr-es apertium-eng-spa',
    ]);
    expect(lines).toEqual(['running env']);
  });

  it('does nothing where every language has a route already', async () => {
    const subject = machine({ installed: ['fr'] });
    expect(await installApertium(['fr', 'de'], { ...setting, machine: subject })).toMatchObject({
      outcome: 'ready',
      ready: ['fr'],
      unsupported: ['de'],
      command: null,
    });
    expect(subject.commands).toEqual([]);
  });

  it('only says what it would do without consent', async () => {
    const subject = machine({ isRoot: false });
    const result = await installApertium(['fr'], { ...setting, yes: false, machine: subject });
    expect(result).toMatchObject({
      outcome: 'needs-consent',
      command: 'sudo apt-get install --no-install-recommends apertium-fr-es apertium-eng-spa',
    });
    expect(result.message).toMatch(/--yes/);
    expect(subject.commands).toEqual([]);
  });

  it('uses sudo where it needs no password', async () => {
    const subject = machine({ isRoot: false });
    expect(await installApertium(['es'], { ...setting, machine: subject })).toMatchObject({ outcome: 'installed' });
    expect(subject.commands.at(-1)).toMatch(/^sudo -n env DEBIAN_FRONTEND=noninteractive apt-get .*install --yes/);
  });

  it('never waits for a password that nobody can type', async () => {
    const subject = machine({ isRoot: false, sudoCode: 1 });
    const result = await installApertium(['fr'], { ...setting, machine: subject });
    expect(result).toMatchObject({ outcome: 'no-permission', command: expect.stringMatching(/^sudo apt-get/) });
    expect(result.message).toMatch(/sudo asks for a password/);
    expect(subject.commands).toEqual(['sudo -n true']);
  });

  it('lets a person at a terminal type it', async () => {
    const subject = machine({ isRoot: false, sudoCode: 1 });
    expect(await installApertium(['fr'], { ...setting, machine: subject, interactive: true })).toMatchObject({
      outcome: 'installed',
    });
    expect(subject.commands.at(-1)).toMatch(/^sudo env/);
  });

  it('says so where there is neither root nor sudo', async () => {
    const subject = machine({ isRoot: false, programs: ['apt-get', 'apt-cache'] });
    const result = await installApertium(['fr'], { ...setting, machine: subject });
    expect(result.outcome).toBe('no-permission');
    expect(result.message).toMatch(/sudo is not installed/);
  });

  it('names the packages where there is no apt', async () => {
    const subject = machine({ programs: [] });
    const result = await installApertium(['fr'], { ...setting, machine: subject });
    expect(result).toMatchObject({ outcome: 'no-apt', command: null });
    expect(result.message).toMatch(/apertium-fr-es/);
  });

  it.each([
    ['missing', null],
    ['old', 30 * 24 * 3_600_000],
  ])('fetches the package lists where they are %s', async (_name, listsAgeMs) => {
    const subject = machine({ known: listsAgeMs === null ? [] : DEBIAN_12, afterUpdate: DEBIAN_12, listsAgeMs });
    expect(await installApertium(['fr'], { ...setting, machine: subject })).toMatchObject({ outcome: 'installed' });
    expect(subject.commands.map((command) => /update|install /.exec(command)?.[0])).toEqual(['update', 'install ']);
  });

  it('fetches them once more where a package is unknown', async () => {
    const subject = machine({ known: [], afterUpdate: DEBIAN_12 });
    expect(await installApertium(['fr'], { ...setting, machine: subject })).toMatchObject({ outcome: 'installed' });
  });

  it('reports a system without such packages, and one without network', async () => {
    const without = await installApertium(['fr'], { ...setting, machine: machine({ known: [] }) });
    expect(without).toMatchObject({ outcome: 'failed' });
    expect(without.message).toMatch(/no such packages/);
    const offline = await installApertium(['fr'], { ...setting, machine: machine({ known: [], updateCode: 100 }) });
    expect(offline.message).toMatch(/is there a network/);
  });

  it('tries again with fresh lists where a package could not be fetched', async () => {
    const subject = machine({ installCodes: [100] });
    expect(await installApertium(['fr'], { ...setting, machine: subject })).toMatchObject({ outcome: 'installed' });
    expect(subject.commands.map((command) => /update|install /.exec(command)?.[0])).toEqual([
      'install ',
      'update',
      'install ',
    ]);
  });

  it("reports apt's own error", async () => {
    const result = await installApertium(['fr'], { ...setting, machine: machine({ installCodes: [100, 100] }) });
    expect(result).toMatchObject({ outcome: 'failed', ready: [] });
    expect(result.message).toMatch(/Unable to fetch some archives/);
  });

  it('does not call it done where no route came of it', async () => {
    const result = await installApertium(['fr'], { ...setting, machine: machine({ routes: [] }) });
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(result.message).toMatch(/still no route from French/);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(installApertium(['fr'], { yes: true, signal, machine: machine() })).rejects.toThrow(/abort/i);
  });
});
