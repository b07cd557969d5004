import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../src/cli/command-line.ts';
import { UsageError } from '../src/cli/errors.ts';
import { plainInvocation } from '../src/cli/fast-path.ts';
import type { LintOptions } from '../src/cli/invocation.ts';
import type { Io } from '../src/cli/io.ts';

const io = { ...process, env: { TAG: 'from-env' }, stdout: { columns: 80 } } as unknown as Io;
const parse = (...args: string[]) => parseCommandLine(args, io, []);

/** The options of a lint, without those that are always set. */
function lintOptions(...args: string[]): Partial<LintOptions> {
  const invocation = parse(...args);
  if (invocation.command !== 'lint') throw new Error(`it is ${invocation.command}`);
  return invocation.options;
}

describe('options of a lint', () => {
  test.each<[string[], Partial<LintOptions>]>([
    [
      [],
      { paths: ['.'], reports: [{ format: 'text' }], quiet: false, rules: {}, buildArgs: {}, trust: false },
    ],
    [['a', 'b', '-'], { paths: ['a', 'b', '-'] }],
    [['12', '0x10', '1e3'], { paths: ['12', '0x10', '1e3'] }],
    [['--', '-x', '--y'], { paths: ['-x', '--y'] }],
    [['--quiet', 'Dockerfile'], { quiet: true, paths: ['Dockerfile'] }],
    [['--format', 'json', 'Dockerfile'], { reports: [{ format: 'json' }], paths: ['Dockerfile'] }],
    [
      ['-f', 'text', '--format=sarif=a=b.sarif'],
      { reports: [{ format: 'text' }, { format: 'sarif', file: 'a=b.sarif' }] },
    ],
    [
      ['--rule', 'a/b=off', '--rule', 'c=error', '--rule', 'a/b=info'],
      { rules: { 'a/b': 'info', c: 'error' } },
    ],
    [
      ['--build-arg', 'TAG', '--build-arg', 'NONE', '--build-arg', 'a.b=c=d'],
      { buildArgs: { TAG: 'from-env', 'a.b': 'c=d' } },
    ],
    [['--build-arg', 'EMPTY='], { buildArgs: { EMPTY: '' } }],
    [['--preset', 'strict', '--preset', 'all'], { preset: 'all' }],
    [
      ['--fail-on', 'never', '--max-findings', '0', '--category', 'x'],
      { failOn: 'never', maxFindings: 0, category: 'x' },
    ],
    [['--no-color'], { color: false }],
    [['--color'], { color: true }],
    [['--color', 'Dockerfile'], { color: true, paths: ['Dockerfile'] }],
    [['--color', 'never', 'Dockerfile'], { color: false, paths: ['Dockerfile'] }],
    [['--color=always'], { color: true }],
    [['--color=never', '--color', 'always'], { color: true }],
    [['--color', '--', 'never'], { color: true, paths: ['never'] }],
    [['--no-color', 'always'], { color: false, paths: ['always'] }],
    [['--now', '2026-02-28'], { now: '2026-02-28' }],
    [['-c', 'x.yaml', '--trust'], { config: 'x.yaml', trust: true }],
    [['--no-config'], { config: false }],
    [['--no-config', '--config', 'x.yaml'], { config: 'x.yaml' }],
    [['--config', 'x.yaml', '--no-config', 'Dockerfile'], { config: false, paths: ['Dockerfile'] }],
    [['--config=false'], { config: 'false' }],
    [['--no-baseline'], { baseline: false }],
    [['--quiet', '--no-quiet', '--no-fix'], { quiet: false }],
    [['--select', 'apt,DL3007', '--select', 'user/*'], { select: ['apt', 'DL3007', 'user/*'] }],
    [['-o', 'out.txt'], { reports: [{ format: 'text', file: 'out.txt' }] }],
    [
      ['-f', 'json', '-f', 'sarif=x', '--output', 'y'],
      {
        reports: [
          { format: 'json', file: 'y' },
          { format: 'sarif', file: 'x' },
        ],
      },
    ],
    [['--statistics'], { reports: [{ format: 'statistics' }] }],
    [
      ['--statistics', '-f', 'json=x'],
      { reports: [{ format: 'statistics' }, { format: 'json', file: 'x' }] },
    ],
    [['--force-ignore', '--list-files'], { forceIgnore: true, listFiles: true }],
    [['-j', '3'], { jobs: 3 }],
    [['--fix'], { fix: { mode: 'write', unsafe: false, rules: [] } }],
    [
      ['--diff', '--fix', '--unsafe', '--rule-only', 'a/b,c', '--rule-only', 'd'],
      { fix: { mode: 'diff', unsafe: true, rules: ['a/b', 'c', 'd'] } },
    ],
    [[], { baselineAction: 'apply' }],
    [['--baseline', 'b', '--update-baseline'], { baseline: 'b', baselineAction: 'update' }],
    [['--prune-baseline'], { baselineAction: 'prune' }],
    [['--show-suppressed', '--sarif-suppressed'], { showSuppressed: true, sarifSuppressed: true }],
    [['--stdin-filename', 'x/Dockerfile', '-'], { stdinFilename: 'x/Dockerfile', paths: ['-'] }],
  ])('%j', (args, expected) => {
    expect(lintOptions(...args)).toMatchObject(expected);
  });

  test('without a day it is today', () => {
    expect(lintOptions().now).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

describe('wrong use says what is wrong and what there is', () => {
  test.each<[string[], string, string?]>([
    [['--formt', 'text'], 'there is no option `--formt`; did you mean `--format`?', 'azml-lint --help'],
    [['-x'], 'there is no option `-x`'],
    [['--zzzzzz'], 'there is no option `--zzzzzz`'],
    [['--json'], 'there is no option `--json`; did you mean `--format json`?'],
    [['--exit-zero'], 'there is no option `--exit-zero`; did you mean `--fail-on never`?'],
    [['--no-config=x'], '`--no-config` takes no value'],
    [['config', '-'], 'the command needs an argument, and `-` is none'],
    [['completion', '-'], 'the command needs an argument, and `-` is none'],
    [['--select', 'apt,'], '`--select` needs a name on each side of a comma'],
    [['--diff', '-f', 'json'], '`--diff` takes the place of `--format json` on standard output'],
    [['completion', 'pwsh'], 'there is no shell `pwsh`', 'Did you mean `powershell`?'],
    [['rules', '--quiet'], 'there is no option `--quiet`'],
    [['--format'], '`--format` needs a value'],
    [['--config='], '`--config` needs a value'],
    [['--format', 'jsn'], 'there is no format `jsn`', 'Did you mean `json`?'],
    [['--format', 'sarif='], '`--format sarif=` names no file'],
    [['--format', 'text', '--format', 'json'], 'two reports cannot both go to standard output', '=out.sarif'],
    [['--format', 'text=a', '--format', 'json=a'], 'two reports cannot both go to `a`'],
    [['--rule', 'apt/lists-kept'], '`--rule apt/lists-kept` is not ID=SEVERITY'],
    [['--rule', 'apt/lists-kept=fatal'], 'there is no severity `fatal`', '`off`, `info`, `warning`, `error`'],
    [['--build-arg', '=x'], '`--build-arg =x` has no name'],
    [['--fail-on', 'warn'], 'there is no severity `warn`', 'Did you mean `warning`? There is: `error`'],
    [['--fail-on', 'none'], 'there is no severity `none`', 'Did you mean `never`?'],
    [['--rule', 'apt/upgrade=warn'], 'there is no severity `warn`', 'Did you mean `warning`?'],
    [['--max-findings', '-3'], '`--max-findings -3` is not a whole number from 0'],
    [['--max-findings', 'ten'], '`--max-findings ten` is not a whole number from 0'],
    [['--max-findings', '9'.repeat(20)], 'is not a whole number from 0'],
    [['--jobs', '0'], '`--jobs 0` is not a whole number from 1'],
    [['--jobs', '1.5'], '`--jobs 1.5` is not a whole number from 1'],
    ...[
      'preset',
      'rule',
      'format',
      'now',
      'fail-on',
      'category',
      'stdin-filename',
      'select',
      'build-arg',
      'output',
      'jobs',
      'max-findings',
      'rule-only',
    ].map((name): [string[], string] => [[`--no-${name}`], `there is no option \`--no-${name}\``]),
    [['--preset', 'all', '--no-preset'], 'there is no option `--no-preset`'],
    [['rules', '--no-format'], 'there is no option `--no-format`'],
    [['--no-confg'], 'there is no option `--no-confg`; did you mean `--no-config`?'],
    [['--no-formt'], 'there is no option `--no-formt`'],
    [['-v'], 'there is no option `-v`; did you mean `-V`?'],
    [['rules', '-F', 'json'], 'there is no option `-F`; did you mean `-f`?'],
    [['--color=sometimes'], 'there is no choice of colors `sometimes`', '`auto`'],
    [
      ['--stdin-filename', 'x', 'Dockerfile'],
      '`--stdin-filename` names standard input, which is not read',
      '`-`',
    ],
    [['--stdin-filename', 'x'], '`--stdin-filename` names standard input, which is not read'],
    [['--statistics', '-f', 'text'], 'two reports cannot both go to standard output'],
    [['-f', 'text=a', '-o', 'b'], '`--output b` has nothing to hold'],
    [['-f', 'text=a', '-f', 'json', '-o', 'a'], 'two reports cannot both go to `a`'],
    [['--select', 'apt', '--update-baseline'], '`--update-baseline` and `--select` do not go together'],
    [['--prune-baseline', '--select', 'apt'], '`--prune-baseline` and `--select` do not go together'],
    [['--diff', '--update-baseline'], '`--diff` and `--update-baseline` do not go together'],
    [['completion', 'cmd'], 'there is no shell `cmd`', '`powershell`'],
    [['--now', '2026-02-30'], '`--now 2026-02-30` is not a day'],
    [['--now', 'today'], '`--now today` is not a day'],
    [['explain'], 'the command needs an argument'],
    [['explain', 'a', 'b'], 'there is one argument too many: `b`'],
    [['config'], 'the command needs an argument'],
    [['init', 'x'], 'there is one argument too many: `x`'],
  ])('%j', (args, message, hint = '') => {
    const error = errorOf(() => parse(...args));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

function errorOf(action: () => unknown): UsageError {
  try {
    action();
  } catch (error) {
    return error as UsageError;
  }
  throw new Error('nothing is thrown');
}

test('a command line of nothing but paths means the same with and without yargs', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('-', 'help', 'rules', 'x', '"a b"', "'", '12', 'a=b', '--'),
  );
  fc.assert(
    fc.property(fc.array(word), (args) => {
      const plain = plainInvocation(args, io);
      fc.pre(plain !== undefined);
      expect(plain).toEqual(parse(...args));
    }),
  );
});
