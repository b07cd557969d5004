import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { azmlLint, directoryWith, only, onPosix } from './cli.ts';

const rule = only('apt/asks-for-confirmation');
const old = 'FROM ubuntu:24.04\nRUN apt-get install curl\nUSER 1000\n';
const baseline = 'baseline.jsonl';
const header = '{"baseline":"azml-lint","version":1}';

function run(args: readonly string[], cwd: string, more: Parameters<typeof azmlLint>[1] = {}) {
  return azmlLint([...rule, '--now', '2026-07-31', ...args], { cwd, ...more });
}

/** A directory with some files whose findings are in a baseline of the first of July. */
async function adopted(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = directoryWith(files);
  await run(['--now', '2026-07-01', '--baseline', baseline, '--update-baseline'], cwd);
  return cwd;
}

/** The subjects of the entries of a baseline. */
function entriesIn(cwd: string): readonly string[] {
  const [first, ...lines] = readFileSync(join(cwd, baseline), 'utf8').trimEnd().split('\n');
  expect(first).toBe(header);
  return lines.map((line) => {
    const { file, rule: id, count, since } = JSON.parse(line);
    return `${file} ${id} ${count} ${since}`;
  });
}

describe('--baseline', () => {
  test('hides what was there, and says how old the oldest is', async () => {
    const cwd = await adopted({ Dockerfile: old });
    const { status, stdout, stderr } = await run(['--baseline', baseline], cwd);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/nothing found\. 1 in the baseline, the oldest for 30 days\.\n$/);
  });

  test('new findings fail', async () => {
    const cwd = await adopted({ Dockerfile: old });
    writeFileSync(join(cwd, 'Dockerfile'), `# moved\n\n${old}RUN apt-get install git\n`);
    const { status, stdout } = await run(['--baseline', baseline, '-q'], cwd);
    expect(status).toBe(1);
    expect(stdout.match(/apt\/asks-for-confirmation/g)).toHaveLength(1);
    expect(stdout).toContain('6:5  warning');
  });

  test('of the configuration, relative to it; from any directory', async () => {
    const cwd = await adopted({ 'a/b/Dockerfile': old, '.azml-lint.yaml': `baseline: ${baseline}\n` });
    expect(await run([], cwd)).toMatchObject({ status: 0 });
    expect(await run(['Dockerfile'], join(cwd, 'a/b'))).toMatchObject({ status: 0 });
    expect(entriesIn(cwd)).toEqual(['a/b/Dockerfile apt/asks-for-confirmation 1 2026-07-01']);
  });

  test('for standard input with a name; without one there is none', async () => {
    const cwd = await adopted({ Dockerfile: old });
    const args = ['--baseline', baseline, '-'];
    expect(await run(['--stdin-filename', 'Dockerfile', ...args], cwd, { input: old })).toMatchObject({
      status: 0,
    });
    expect(await run(args, cwd, { input: old })).toMatchObject({ status: 1 });
  });

  test('every report can tell what it hides', async () => {
    const cwd = await adopted({ Dockerfile: old });
    const args = ['--baseline', baseline];
    const text = await run([...args, '--show-suppressed', '-q'], cwd);
    expect(text.stdout).toContain('2:5  warning  apt/asks-for-confirmation');
    expect(text.stdout).toContain('  In the baseline since 2026-07-01.\n');
    const json = JSON.parse((await run([...args, '--format', 'json'], cwd)).stdout);
    expect(json).toMatchObject({
      files: [{ findings: [], suppressed: [{ suppression: { kind: 'baseline', since: '2026-07-01' } }] }],
      summary: { warning: 0, suppressed: 0, baselined: 1 },
    });
    const sarif = JSON.parse((await run([...args, '--format', 'sarif', '--sarif-suppressed'], cwd)).stdout);
    expect(sarif.runs[0].results).toMatchObject([{ suppressions: [{ kind: 'external' }] }]);
    const plain = JSON.parse((await run([...args, '--format', 'sarif'], cwd)).stdout);
    expect(plain.runs[0].results).toEqual([]);
  });

  test('does not hide that a rule failed', async () => {
    const plugin = `export const rules = [{
      id: 'other/one', title: 'A rule of its own', messages: { m: 'Found' },
      level: { inference: 'warning', training: 'warning', other: 'warning' },
      check() { throw new Error('no'); },
    }];`;
    const cwd = await adopted({ Dockerfile: old });
    writeFileSync(join(cwd, 'plugin.mjs'), plugin);
    writeFileSync(join(cwd, '.azml-lint.yaml'), 'plugins: ./plugin.mjs\n');
    const before = entriesIn(cwd);
    const { status, stdout } = await run(['--baseline', baseline, '--update-baseline'], cwd);
    expect(status).toBe(2);
    expect(stdout).toContain('Internal error in rule other/one');
    expect(entriesIn(cwd)).toEqual(before);
  });
});

describe('entries that are out of date', () => {
  const others = { 'b/Dockerfile': old.replace('curl', 'git'), 'c/Dockerfile': old.replace('curl', 'vim') };

  test('are told with their files, and do no harm', async () => {
    const cwd = await adopted({ Dockerfile: old, ...others });
    writeFileSync(join(cwd, 'b/Dockerfile'), 'FROM ubuntu:24.04\nUSER 1000\n');
    rmSync(join(cwd, 'c'), { recursive: true });
    const { status, stderr } = await run(['--baseline', baseline], cwd);
    expect(status).toBe(0);
    expect(stderr).toContain(
      'azml-lint: baseline.jsonl: 2 findings no longer there, in b/Dockerfile, c/Dockerfile\n  `--prune-baseline` removes them.\n',
    );
  });

  test('are taken out by --prune-baseline, and nothing is added', async () => {
    const cwd = await adopted({ Dockerfile: `${old}RUN apt-get install curl\n`, ...others });
    expect(entriesIn(cwd)[0]).toContain('Dockerfile apt/asks-for-confirmation 2');
    writeFileSync(join(cwd, 'Dockerfile'), old);
    writeFileSync(join(cwd, 'b/Dockerfile'), 'FROM ubuntu:24.04\nRUN apt-get install new\nUSER 1000\n');
    const { status, stderr } = await run(['--baseline', baseline, '--prune-baseline'], cwd);
    expect(status).toBe(1);
    expect(stderr).toContain('azml-lint: wrote baseline.jsonl: 2 findings (0 added, 2 removed)\n');
    expect(entriesIn(cwd)).toEqual([
      'Dockerfile apt/asks-for-confirmation 1 2026-07-01',
      'c/Dockerfile apt/asks-for-confirmation 1 2026-07-01',
    ]);
  });

  test.each([['--prune-baseline'], ['--update-baseline']])(
    'of files that were not linted are kept by %s, unless the file is gone',
    async (option) => {
      const cwd = await adopted({ Dockerfile: old, ...others, 'd/Dockerfile': old });
      rmSync(join(cwd, 'c'), { recursive: true });
      rmSync(join(cwd, 'd'), { recursive: true });
      mkdirSync(join(cwd, 'c'));
      await run(['--baseline', baseline, option, 'Dockerfile', 'c'], cwd);
      expect(entriesIn(cwd).map((entry) => entry.split(' ')[0])).toEqual([
        'Dockerfile',
        'b/Dockerfile',
        'd/Dockerfile',
      ]);
    },
  );

  test('of files that cannot be read are kept', async () => {
    const cwd = await adopted({ Dockerfile: old, ...others });
    writeFileSync(join(cwd, 'b/Dockerfile'), Buffer.from([0, 1, 2]));
    const { status } = await run(['--baseline', baseline, '--update-baseline'], cwd);
    expect(status).toBe(2);
    expect(entriesIn(cwd)).toHaveLength(3);
  });
});

describe('--update-baseline', () => {
  test('adds what is new, takes out what is gone, keeps the days', async () => {
    const cwd = await adopted({ Dockerfile: old, 'b/Dockerfile': old });
    writeFileSync(join(cwd, 'Dockerfile'), `${old}RUN apt-get install git\n`);
    writeFileSync(join(cwd, 'b/Dockerfile'), 'FROM ubuntu:24.04\nUSER 1000\n');
    const { status, stdout, stderr } = await run(['--baseline', baseline, '--update-baseline'], cwd);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('azml-lint: wrote baseline.jsonl: 2 findings (1 added, 1 removed)\n');
    expect([...entriesIn(cwd)].sort()).toEqual([
      'Dockerfile apt/asks-for-confirmation 1 2026-07-01',
      'Dockerfile apt/asks-for-confirmation 1 2026-07-31',
    ]);
  });

  test('writes nothing where nothing has changed', async () => {
    const cwd = await adopted({ Dockerfile: old });
    const { stderr } = await run(['--baseline', baseline, '--update-baseline'], cwd);
    expect(stderr).not.toContain('wrote');
  });

  test('after --fix: what is fixed does not get into it', async () => {
    const cwd = directoryWith({ Dockerfile: old });
    await run(['--fix', '--baseline', baseline, '--update-baseline'], cwd);
    expect(entriesIn(cwd)).toEqual([]);
  });

  test.runIf(onPosix)('makes the directory, keeps a link', async () => {
    const cwd = directoryWith({ Dockerfile: old, real: `${header}\n` });
    await run(['--baseline', 'new/place/list', '--update-baseline'], cwd);
    expect(readFileSync(join(cwd, 'new/place/list'), 'utf8')).toContain('"file":"../../Dockerfile"');
    symlinkSync('real', join(cwd, baseline));
    await run(['--baseline', baseline, '--update-baseline'], cwd);
    expect(readFileSync(join(cwd, 'real'), 'utf8')).toContain('"file":"Dockerfile"');
  });

  test('never writes over something else', async () => {
    const cwd = directoryWith({ Dockerfile: old });
    const { status, stderr } = await run(['--baseline', 'Dockerfile', '--update-baseline'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain('azml-lint: Dockerfile:1: this is no baseline of azml-lint');
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(old);
  });
});

describe('what is wrong with a baseline is told with the place and the cure', () => {
  test.each<[string, string | undefined, string]>([
    [
      'missing',
      undefined,
      'azml-lint: baseline.jsonl: there is no such baseline\n  Write it with `azml-lint --update-baseline`.\n',
    ],
    [
      'in conflict',
      `${header}\n<<<<<<< ours\n`,
      'azml-lint: baseline.jsonl:2: a merge conflict is left\n  Keep the entries of both sides.\n',
    ],
    ['broken', `${header}\n{}\n`, 'azml-lint: baseline.jsonl:2: this is no entry of a baseline\n  Write the'],
    [
      'of a later version',
      '{"baseline":"azml-lint","version":9}\n',
      'azml-lint: baseline.jsonl:1: this is version 9',
    ],
  ])('%s', async (_, text, message) => {
    const files = text === undefined ? {} : { [baseline]: text };
    const cwd = directoryWith({ Dockerfile: old, 'b.Dockerfile': old, ...files });
    const { status, stderr } = await run(['--baseline', baseline], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.split('baseline.jsonl').length).toBe(2);
  });

  test.each([['--update-baseline'], ['--prune-baseline']])('%s without a baseline', async (option) => {
    const { status, stderr } = await run([option], directoryWith({ Dockerfile: old }));
    expect(status).toBe(2);
    expect(stderr).toContain(`\`${option}\`: there is no baseline\n  Name it with \`--baseline FILE\``);
  });

  test('both at once', async () => {
    const { status, stderr } = await run(['--update-baseline', '--prune-baseline'], directoryWith({}));
    expect(status).toBe(2);
    expect(stderr).toContain('do not go together');
  });
});

describe('a locked rule', () => {
  const files = {
    Dockerfile: old,
    'policy.yaml': 'rules: { apt/asks-for-confirmation: error }\nlocked: apt/asks-for-confirmation\n',
  };

  test('is not hidden by the baseline of the repository', async () => {
    const cwd = await adopted({ Dockerfile: old, 'policy.yaml': files['policy.yaml'] });
    writeFileSync(join(cwd, '.azml-lint.yaml'), `extends: ./policy.yaml\nbaseline: ${baseline}\n`);
    const { status, stdout } = await azmlLint(['-q'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain('apt/asks-for-confirmation');
    await azmlLint(['--update-baseline'], { cwd });
    expect(entriesIn(cwd).filter((entry) => entry.includes('apt/asks-for-confirmation'))).toEqual([]);
  });

  test('is hidden by the baseline that whoever runs it names', async () => {
    const cwd = directoryWith({ ...files, '.azml-lint.yaml': 'extends: ./policy.yaml\n' });
    await azmlLint(['--baseline', baseline, '--update-baseline'], { cwd });
    const { stdout } = await azmlLint(['--baseline', baseline, '-q'], { cwd });
    expect(stdout).not.toContain('apt/asks-for-confirmation');
  });
});

describe('suppressions', () => {
  const text = `FROM ubuntu:24.04
# azml-lint ignore=apt/asks-for-confirmation -- curl is there already
RUN apt-get install curl
USER 1000
`;

  test('are counted, and told where that is asked for', async () => {
    const cwd = directoryWith({ Dockerfile: text });
    const quiet = await run([], cwd);
    expect(quiet).toMatchObject({ status: 0, stdout: '' });
    expect(quiet.stderr).toMatch(/nothing found\. 1 suppressed\.\n$/);
    const told = await run(['--show-suppressed'], cwd);
    expect(told.status).toBe(0);
    expect(told.stdout).toContain('Dockerfile:3:5  warning  apt/asks-for-confirmation  DL3014\n');
    expect(told.stdout).toContain('\n  Suppressed on line 2: curl is there already\n');
  });

  test('get into SARIF only where that is asked for', async () => {
    const cwd = directoryWith({ Dockerfile: text });
    const results = async (...args: string[]) =>
      JSON.parse((await run(['--format', 'sarif', ...args], cwd)).stdout).runs[0].results;
    expect(await results()).toEqual([]);
    expect(await results('--sarif-suppressed')).toMatchObject([
      { suppressions: [{ kind: 'inSource', justification: 'curl is there already' }] },
    ]);
  });

  test('end with their day', async () => {
    const cwd = directoryWith({ Dockerfile: text.replace(' --', ' until=2026-07-30 --') });
    expect(await run([], cwd)).toMatchObject({ status: 1 });
    expect(await azmlLint([...rule, '--now', '2026-07-30'], { cwd })).toMatchObject({ status: 0 });
  });
});

test('a baseline that cannot be written is told', async () => {
  const cwd = directoryWith({ Dockerfile: old, 'file/x': '' });
  chmodSync(join(cwd, 'file/x'), 0o444);
  const { status, stderr } = await run(['--baseline', 'file/x/list', '--update-baseline'], cwd);
  expect(status).toBe(2);
  expect(stderr).toContain('azml-lint: file/x/list: cannot be ');
});
