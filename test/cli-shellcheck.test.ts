/** ShellCheck as part of a run of the command line. It must be installed: `apt-get install shellcheck`. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, directoryWith, onNode, onPosix, packageDirectory, program } from './cli.ts';
import { commandsShown, outputPattern, settledOutput } from './console.ts';

const BASE = 'FROM mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260715.v1\n';
const config = 'shellcheck: true\n';
const compact = ['-f', 'compact'];
/** There is no ShellCheck. */
const nowhere = { PATH: '/nowhere' };

// Debian's ShellCheck is no program of Windows.
describe.runIf(onPosix)('ShellCheck', () => {
  test('does what its page shows', async () => {
    const page = readFileSync('docs/shellcheck.md', 'utf8');
    const files = [...page.matchAll(/^```\w+ (\S+)\n(.*?)^```/gms)].map((match) => [match[1]!, match[2]!]);
    const cwd = directoryWith(Object.fromEntries(files));
    const shown = commandsShown(
      [...page.matchAll(/^```console\n(.*?)^```/gms)].map((match) => match[1]).join(''),
    );
    expect(shown).toHaveLength(2);
    for (const { command, output } of shown) {
      const { stdout } = await azmlLint(command.split(' ').slice(1), { cwd });
      expect(settledOutput(stdout)).toMatch(outputPattern(output));
    }
  });

  test('is switched on and off by options', async () => {
    const cwd = directoryWith({ Dockerfile: `${BASE}RUN ls $x\n`, '.azml-lint.yaml': config });
    const found = async (...options: readonly string[]) =>
      (await azmlLint([...compact, '--fail-on=never', ...options, 'Dockerfile'], { cwd })).stdout.match(
        /shellcheck\/SC\d+/g,
      );
    expect(await found()).toEqual(['shellcheck/SC2086', 'shellcheck/SC2154']);
    expect(await found('--no-shellcheck')).toBe(null);
    expect(await found('--no-config')).toBe(null);
    expect(await found('--no-config', '--shellcheck')).toEqual(['shellcheck/SC2086', 'shellcheck/SC2154']);
    expect(await found('--select', 'SC2086')).toEqual(['shellcheck/SC2086']);
    const { stderr } = await azmlLint(['--no-config', '--select', 'SC2086', 'Dockerfile'], { cwd });
    expect(stderr).toContain('--select SC2086: ShellCheck is not asked for\n  Add `--shellcheck`');
    expect(await found('--rule', 'SC2086=off')).toEqual(['shellcheck/SC2154']);
  });

  test('reads standard input', async () => {
    const input = `${BASE}RUN ls $x\n`;
    const { stdout } = await azmlLint([...compact, '--shellcheck', '--stdin-filename', 'Dockerfile', '-'], {
      input,
    });
    expect(stdout).toContain('Dockerfile:2:8: info shellcheck/SC2086');
  });

  test('says the same with any number of threads', async () => {
    const files = Array.from({ length: 40 }, (_, index) => [
      `d${index}/Dockerfile`,
      `${BASE}RUN ls $x${index}\n`,
    ]);
    const cwd = directoryWith({ ...Object.fromEntries(files), '.azml-lint.yaml': config });
    const [one, several] = await Promise.all(
      ['1', '3'].map((jobs) => azmlLint([...compact, '--jobs', jobs, '.'], { cwd })),
    );
    expect(one!.stdout.match(/shellcheck\/SC2086/g)).toHaveLength(40);
    expect(several).toEqual(one);
  });

  test('is in SARIF and in the baseline like any rule', async () => {
    const cwd = directoryWith({ Dockerfile: `${BASE}RUN ls $x\n`, '.azml-lint.yaml': config });
    const { stdout } = await azmlLint(['-f', 'sarif', 'Dockerfile'], { cwd });
    const [run] = JSON.parse(stdout).runs;
    const result = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'shellcheck/SC2086');
    const rule = run.tool.driver.rules[result.ruleIndex];
    expect(rule).toMatchObject({
      id: 'shellcheck/SC2086',
      helpUri: 'https://www.shellcheck.net/wiki/SC2086',
    });
    expect(
      run.tool.driver.rules.filter(({ id }: { id: string }) => id.startsWith('shellcheck/')),
    ).toHaveLength(2);
    expect(
      (await azmlLint(['--baseline', 'old.json', '--update-baseline', 'Dockerfile'], { cwd })).status,
    ).toBe(0);
    const again = await azmlLint([...compact, '--baseline', 'old.json', 'Dockerfile'], { cwd });
    expect(again).toMatchObject({ status: 0, stdout: '' });
    // A run without it says nothing about what it has found.
    const without = await azmlLint(['--no-shellcheck', '--baseline', 'old.json', 'Dockerfile'], { cwd });
    expect(without.stderr).not.toContain('no longer there');
  });

  test('that is missing is an error with a cure', async () => {
    const cwd = directoryWith({ Dockerfile: `${BASE}RUN ls $x\n`, '.azml-lint.yaml': config });
    const missing = await azmlLint(['Dockerfile'], { cwd, env: nowhere });
    expect(missing).toMatchObject({ status: 2, stdout: '' });
    expect(missing.stderr).toMatch(
      /^azml-lint: ShellCheck is not installed, and \.azml-lint\.yaml:1:1 asks for it\n {2}Install it: `apt-get install shellcheck`/,
    );
    const byOption = await azmlLint(['--no-config', '--shellcheck', 'Dockerfile'], { cwd, env: nowhere });
    expect(byOption.stderr).toContain('and --shellcheck asks for it');
    expect((await azmlLint(['--no-shellcheck', 'Dockerfile'], { cwd, env: nowhere })).status).toBe(0);
  });

  test('leaves nothing behind when it is interrupted', async () => {
    const cwd = directoryWith({
      Dockerfile: `${BASE}RUN ls $x\n`,
      'bin/shellcheck': '#!/bin/sh\nls >"$MARK"\nexec sleep 60\n',
      'tmp/.keep': '',
    });
    chmodSync(join(cwd, 'bin/shellcheck'), 0o755);
    const mark = join(cwd, 'mark');
    const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, TMPDIR: join(cwd, 'tmp'), MARK: mark };
    const [command, ...first] = program();
    const child = spawn(command, [...first, '--no-config', '--shellcheck', 'Dockerfile'], {
      cwd,
      env,
    });
    while (!existsSync(mark) || readFileSync(mark, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(join(cwd, 'tmp'))).toHaveLength(2);
    child.kill('SIGTERM');
    const [status, signal] = await once(child, 'exit');
    expect([status, signal]).toEqual([null, 'SIGTERM']);
    expect(readdirSync(join(cwd, 'tmp'))).toEqual(['.keep']);
  });

  describe('in the packages', () => {
    const script = `#!/bin/sh\necho '{"comments":[{"file":"0","line":2,"endLine":2,"column":1,"endColumn":3,"level":"error","code":2999,"message":"stranger","fix":null}]}'\n`;
    const inProject = 'node_modules/shellcheck/bin/shellcheck';
    const project = () => {
      const cwd = directoryWith({
        Dockerfile: `${BASE}RUN ls\n`,
        '.azml-lint.yaml': config,
        [inProject]: script.replace('2999', '2099'),
      });
      chmodSync(join(cwd, inProject), 0o755);
      return cwd;
    };

    test('of a project runs on the machine of its author', async () => {
      const { stdout } = await azmlLint([...compact, 'Dockerfile'], {
        cwd: project(),
        env: nowhere,
      });
      expect(stdout).toContain('shellcheck/SC2099 stranger');
    });

    test('of a project does not run in CI, unless it is trusted', async () => {
      const cwd = project();
      const env = { PATH: '/nowhere', CI: 'true' };
      const refused = await azmlLint([...compact, 'Dockerfile'], { cwd, env });
      expect(refused).toMatchObject({ status: 2, stdout: '' });
      expect(refused.stderr).toContain('ShellCheck is not installed');
      for (const option of ['--trust', '--config=.azml-lint.yaml']) {
        const { stdout } = await azmlLint([...compact, option, 'Dockerfile'], { cwd, env });
        expect(stdout).toContain('stranger');
      }
    });

    test.runIf(onNode)('beside azml-lint is as good as azml-lint itself', () => {
      const cwd = directoryWith({
        Dockerfile: `${BASE}RUN ls\n`,
        '.azml-lint.yaml': config,
        'own/node_modules/shellcheck/bin/shellcheck': script.replace('2999', '2098'),
      });
      chmodSync(join(cwd, 'own/node_modules/shellcheck/bin/shellcheck'), 0o755);
      const own = join(cwd, 'own/node_modules/azml-lint');
      cpSync(packageDirectory(), own, { recursive: true });
      const { stdout } = spawnSync(process.execPath, [join(own, 'dist/bin.cjs'), ...compact, 'Dockerfile'], {
        cwd,
        env: { PATH: '/nowhere', CI: 'true' },
        encoding: 'utf8',
      });
      expect(stdout).toContain('shellcheck/SC2098 stranger');
    });
  });
});
