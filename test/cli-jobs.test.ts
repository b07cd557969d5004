/** Worker threads share many files. The output is the same, byte for byte. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { azmlLint, directoryWith, onPosix, program, type Result } from './cli.ts';

type Files = Readonly<Record<string, string | Buffer>>;

/** Files of all kinds, each with different output. */
const many: Files = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `d${index % 7}/x${index}.Dockerfile`,
    `FROM ubuntu:${index % 3 === 0 ? 'latest' : '24.04'}
${index % 5 === 0 ? '# azml-lint ignore=DL3009 -- wanted\n' : ''}RUN apt-get update && \\
    apt-get install ${index % 2 === 0 ? '-y ' : ''}p${index}
${'ENV A=b\n'.repeat(index)}`,
  ]),
);

const odd: Files = {
  'd1/binary.Dockerfile': '\0',
  'd2/latin.Dockerfile': Buffer.from('FROM ubuntu:24.04\n# caf\xe9\nRUN apt-get update\n', 'latin1'),
  'd3/empty.Dockerfile': '',
};

/** The same command on the same files with one thread and with several. Only times differ. */
async function both(files: Files, args: readonly string[], prepare: (cwd: string) => void = () => undefined) {
  const run = async (jobs: number) => {
    const cwd = directoryWith(files);
    prepare(cwd);
    const result = await azmlLint([...args, '--jobs', String(jobs), '.'], { cwd });
    return { ...timeless(result), files: contentOf(cwd) };
  };
  const [one, several] = await Promise.all([run(1), run(3)]);
  return { one, several };
}

function timeless({ status, stdout, stderr }: Result): Result {
  return { status, stdout, stderr: stderr.replace(/in \d+\.\d\d s/, 'in TIME') };
}

function contentOf(directory: string): Readonly<Record<string, string>> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(directory.length), readFileSync(path, 'latin1')]),
  );
}

test.each<[string, string[], Files]>([
  ['text', [], {}],
  ['text in color', ['--color'], {}],
  ['json', ['-f', 'json'], {}],
  ['sarif', ['-f', 'sarif'], {}],
  ['statistics', ['--statistics'], {}],
  ['hidden findings', ['--show-suppressed'], {}],
  ['a configuration', ['--preset', 'all'], { '.azml-lint.yaml': 'ignore: d6\nrules: { apt/*: info }\n' }],
  ['configurations that differ', [], { 'd2/.azml-lint.yaml': 'rules: { apt/*: off }\nfailOn: error\n' }],
  ['a wrong configuration', [], { 'd3/.azml-lint.yaml': 'rules: { apt/nothing: off }\n' }],
  ['a diff', ['--diff'], {}],
  ['a diff with all fixes', ['--diff', '--unsafe'], {}],
  ['fixes', ['--fix'], {}],
  ['fixes of one rule', ['--fix', '--unsafe', '--rule-only', 'DL3009'], {}],
  ['an unknown rule to fix', ['--fix', '--rule-only', 'none'], {}],
  ['a baseline that is made', ['--now', '2026-01-31', '--baseline', 'old', '--update-baseline'], {}],
  ['a baseline that is not there', ['--baseline', 'old'], {}],
  ['selected rules', ['--select', 'base-image'], {}],
  [
    'a plugin',
    ['--trust'],
    {
      '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
      'plugin.mjs': `export const rules = [{
        id: 'acme/stage', title: 'There is a stage', messages: { there: 'There is {what}.' },
        level: { inference: 'info', training: 'info', other: 'info' },
        check({ file, report }) {
          if (file.source.text.includes('p13')) throw new Error('thirteen');
          for (const { from } of file.stages) report({ at: from, message: 'there', data: { what: 'one' } });
        },
      }];`,
    },
  ],
  [
    'findings in other files',
    ['--trust', '--baseline', 'old', '--update-baseline', '--show-suppressed', '--now', '2026-01-31'],
    {
      '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
      'plugin.mjs': `export const rules = [{
        id: 'acme/script', title: 'There is a script', messages: { there: 'There is {what}.' },
        level: { inference: 'info', training: 'info', other: 'info' },
        check({ file, report }) {
          const script = { path: 'score.py', text: 'def run():\\n  pass\\n', lineStarts: [0, 11, 18] };
          const at = { file: script, span: { start: 0, end: 7 } };
          for (const from of file.stages) {
            report({ at, message: 'there', data: { what: from.index }, related: [{ at: from, message: 'there', data: { what: 1 } }] });
          }
        },
      }];`,
    },
  ],
  [
    'a plugin that cannot be in a worker',
    ['--trust'],
    {
      '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
      'plugin.mjs': 'process.umask(0o22); export const rules = [];\n',
    },
  ],
])('%s', async (_, args, files) => {
  const { one, several } = await both({ ...many, ...odd, ...files }, args);
  expect(several).toEqual(one);
  expect(one.stdout + one.stderr).not.toBe('');
});

test.runIf(onPosix)('a file that has two names is fixed once', async () => {
  const { one, several } = await both(many, ['--fix'], (cwd) => {
    for (let index = 0; index < 40; index++)
      symlinkSync(
        `../d0/x${index * 7 < 60 ? index * 7 : 0}.Dockerfile`,
        join(cwd, `d6/z${index}.Dockerfile`),
      );
  });
  expect(several).toEqual(one);
  expect(one.stderr).not.toContain('is not fixed');
});

test('without --jobs it is as with one', async () => {
  const cwd = directoryWith(many);
  expect(timeless(await azmlLint(['.'], { cwd }))).toEqual(
    timeless(await azmlLint(['-j', '1', '.'], { cwd })),
  );
});

test('more threads than files do no harm', async () => {
  const cwd = directoryWith({ Dockerfile: 'FROM ubuntu:24.04\nUSER 1\n' });
  expect(timeless(await azmlLint(['-j', '64', '.'], { cwd }))).toEqual(
    timeless(await azmlLint(['-j', '1', '.'], { cwd })),
  );
});

test.runIf(onPosix)('Ctrl-C ends them all', async () => {
  // A plugin that never returns.
  const cwd = directoryWith({
    ...many,
    '.azml-lint.yaml': 'plugins: ./plugin.mjs\n',
    'plugin.mjs': `export const rules = [{
      id: 'acme/endless', title: 'It never ends', messages: { never: 'never said' },
      level: { inference: 'info', training: 'info', other: 'info' },
      check() { console.log('begun'); for (;;); },
    }];`,
  });
  const [command, ...first] = program();
  const child = spawn(command, [...first, '-j', '3', '.'], {
    cwd,
    // Not the environment of a CI, where the plugin would not be loaded.
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const closed = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
  child.kill('SIGINT');
  expect(await closed).toBe('SIGINT');
});
