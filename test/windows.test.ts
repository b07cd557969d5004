/** Differences on Windows. Node for Windows runs here through Wine: see `.ci/windows`. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { azmlLint, directoryWith } from './cli.ts';

/** It has one fault, with a safe fix; its lines end as on Windows. */
const faulty = [
  'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1',
  'RUN apt-get update && \\',
  '    apt-get install --no-install-recommends curl && \\',
  '    rm -rf /var/lib/apt/lists/*',
  '',
].join('\r\n');
const fixed = faulty.replace('install --no', 'install -y --no');
const found = /apt\/asks-for-confirmation/;

/** A path in Windows' form: Wine shows the root as drive Z. */
const onZ = (path: string) => `Z:${path.replaceAll('/', '\\')}`;

describe('paths', () => {
  test.each([
    ['from the working directory', 'images\\Dockerfile'],
    ['with both slashes', 'images/sub\\Dockerfile'],
    ['with dots', '.\\images\\..\\images\\Dockerfile'],
    ['of a directory', 'images\\sub\\'],
    ['as a glob, which no shell of Windows expands', 'images\\*'],
    ['as a glob of directories', 'images\\**\\Dockerfile'],
  ])('%s: %s', async (_, path) => {
    const cwd = directoryWith({ 'images/Dockerfile': faulty, 'images/sub/Dockerfile': faulty });
    const { status, stdout, stderr } = await azmlLint(['--quiet', path], { cwd });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(found);
    expect(stdout).not.toContain('\\Dockerfile');
  });

  test('with a drive, of a file elsewhere', async () => {
    const elsewhere = directoryWith({ Dockerfile: faulty });
    const { status, stdout } = await azmlLint(['--quiet', onZ(join(elsewhere, 'Dockerfile'))], {
      cwd: directoryWith({}),
    });
    expect({ status, hasFound: found.test(stdout) }).toEqual({ status: 1, hasFound: true });
  });

  test('in SARIF they are URIs', async () => {
    const cwd = directoryWith({ 'images/my file/Dockerfile': faulty });
    const { stdout } = await azmlLint(['--format', 'sarif', 'images\\my file'], { cwd });
    const { runs } = JSON.parse(stdout);
    const { artifactLocation } = runs[0].results[0].locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe('images/my%20file/Dockerfile');
  });

  test('of names that differ only in case', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    const { status, stdout } = await azmlLint(['--quiet', 'DOCKERFILE'], { cwd });
    expect({ status, hasFound: found.test(stdout) }).toEqual({ status: 1, hasFound: true });
  });

  test.each(['nul', 'con', 'aux.Dockerfile', 'images\\nul'])('%s is no Dockerfile', async (name) => {
    const { status, stdout, stderr } = await azmlLint([name], { cwd: directoryWith({ Dockerfile: faulty }) });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(name.replace('\\', '/').split('/').at(-1));
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('configuration', () => {
  test('globs have slashes, whatever the paths have', async () => {
    const cwd = directoryWith({
      'images/Dockerfile': faulty,
      'vendor/Dockerfile': faulty,
      '.azml-lint.yaml': 'ignore: [vendor/**]\noverrides:\n  - files: images/**\n    rules: { apt/*: off }\n',
    });
    const { status, stdout } = await azmlLint(['--quiet', '.'], { cwd });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  test('a plugin is loaded', async () => {
    const plugin = `export const rules = [{
      id: 'acme/no-curl', title: 'curl is called',
      level: { inference: 'warning', training: 'warning', other: 'warning' },
      messages: { found: 'No curl.' },
      check({ file, report }) { report({ at: file.stages[0].from, message: 'found' }); },
    }];`;
    const cwd = directoryWith({
      Dockerfile: faulty,
      'rules/acme.mjs': plugin,
      '.azml-lint.yaml': 'plugins: ./rules/acme.mjs\n',
    });
    const { stdout, stderr } = await azmlLint(['--quiet', 'Dockerfile'], { cwd });
    expect(stdout + stderr).toContain('acme/no-curl');
  });

  describe('on another drive', () => {
    let drive = '';

    beforeAll(() => {
      drive = join(process.env.WINEPREFIX!, 'dosdevices/q:');
      rmSync(drive, { force: true });
      mkdirSync(join(process.env.WINEPREFIX!, 'q'), { recursive: true });
      symlinkSync('../q', drive);
    });
    afterAll(() => rmSync(drive, { force: true }));

    test('is extended where the command line names it', async () => {
      const policies = directoryWith({
        'policy.yaml': 'extends: ./more.yaml\n',
        'more.yaml': 'rules: { apt/*: off }\n',
      });
      rmSync(drive);
      symlinkSync(policies, drive);
      const cwd = directoryWith({ Dockerfile: faulty, 'own.yaml': 'extends: Q:\\policy.yaml\n' });
      for (const config of ['Q:\\policy.yaml', 'Q:/policy.yaml', 'own.yaml']) {
        const { status, stdout, stderr } = await azmlLint(['--quiet', '--config', config, 'Dockerfile'], {
          cwd,
        });
        expect({ config, status, stdout, stderr }).toEqual({ config, status: 0, stdout: '', stderr: '' });
      }
    });

    test('is linted from here', async () => {
      rmSync(drive);
      symlinkSync(directoryWith({ Dockerfile: faulty }), drive);
      const { status, stdout } = await azmlLint(['--format', 'json', 'Q:\\Dockerfile'], {
        cwd: directoryWith({}),
      });
      expect(status).toBe(1);
      expect(JSON.parse(stdout).files[0].path).toBe('Q:/Dockerfile');
    });
  });
});

describe('files that are written', () => {
  test('keep the line ends of Windows', async () => {
    const cwd = directoryWith({ 'images/Dockerfile': faulty });
    await azmlLint(['--fix', 'images\\Dockerfile'], { cwd });
    expect(readFileSync(join(cwd, 'images/Dockerfile'), 'utf8')).toBe(fixed);
  });

  test('a file that is read-only is left alone, and that is said', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    chmodSync(join(cwd, 'Dockerfile'), 0o444);
    const { status, stderr } = await azmlLint(['--fix', 'Dockerfile'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/Dockerfile: is not fixed: .*not writable/);
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(faulty);
  });

  test('through a junction', async () => {
    const cwd = directoryWith({ 'real/Dockerfile': faulty });
    symlinkSync('real', join(cwd, 'linked'), 'junction');
    const { status } = await azmlLint(['--fix', 'linked\\Dockerfile'], { cwd });
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, 'real/Dockerfile'), 'utf8')).toBe(fixed);
  });

  test('a report in folders that are not there yet', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    await azmlLint(['--format', 'json=out\\reports\\lint.json', 'Dockerfile'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'out/reports/lint.json'), 'utf8')).files).toHaveLength(1);
  });

  test('a baseline, which holds on every system', async () => {
    const cwd = directoryWith({ 'images/Dockerfile': faulty });
    const baseline = ['--baseline', 'old\\baseline.jsonl'];
    await azmlLint([...baseline, '--update-baseline', 'images\\Dockerfile'], { cwd });
    expect(readFileSync(join(cwd, 'old/baseline.jsonl'), 'utf8')).toContain('"../images/Dockerfile"');
    expect(await azmlLint([...baseline, '--quiet', 'images'], { cwd })).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  test('nothing else is left', async () => {
    const cwd = directoryWith({ Dockerfile: faulty });
    await azmlLint(['--fix', '--format', 'sarif=lint.sarif', 'Dockerfile'], { cwd });
    expect(existsSync(join(cwd, 'lint.sarif'))).toBe(true);
    const { stdout } = await azmlLint(['--diff', 'Dockerfile'], { cwd });
    expect(stdout).toBe('');
  });
});
