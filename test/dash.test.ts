/** What is said about dash and bash, compared with the programs themselves. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { readDockerfile } from '../src/model/read-dockerfile.ts';
import { readScript } from '../src/shell/read.ts';
import type { BashFeature } from '../src/shell/script.ts';
import { verbatim } from '../src/text/fragment.ts';

const root = join(import.meta.dirname, '..');

function run(shell: string, args: readonly string[]) {
  const { status, stdout, stderr, error } = spawnSync(shell, args, { encoding: 'utf8', input: '' });
  if (error) throw error;
  return { status, stdout, stderr };
}

test.each<[BashFeature, string, { status?: number; stdout?: string; stderr?: RegExp }]>([
  ['[[', '[[ a ]]', { status: 127, stderr: /\[\[: not found/ }],
  ['==', '[ a == a ]', { status: 2, stderr: /unexpected operator/ }],
  ['((', 'i=0; (( i++ )); echo $i', { stdout: '0\n', stderr: /not found/ }],
  ['((', 'for ((i=0;i<2;i++)); do echo $i; done', { status: 2, stderr: /Syntax error/ }],
  ['brace expansion', 'echo /x/{a,b} c{1..3}', { stdout: '/x/{a,b} c{1..3}\n' }],
  ['array', 'a=(1 2)', { status: 2, stderr: /Syntax error/ }],
  ['array', 'a=x; echo ${a[0]}', { status: 2, stderr: /Bad substitution/ }],
  ['+=', 'b=1; b+=2; echo $b', { stdout: '1\n', stderr: /b\+=2: not found/ }],
  ['source', 'source /dev/null', { status: 127, stderr: /source: not found/ }],
  ['function', 'function f { echo a; }; f', { status: 2, stderr: /Syntax error/ }],
  ['process substitution', 'cat <(echo b)', { status: 2, stderr: /Syntax error/ }],
  ['here-string', 'cat <<< b', { status: 2, stderr: /Syntax error/ }],
  ['&>', 'echo x &> /dev/null', { stdout: 'x\n' }],
  ['&>', 'echo x >& /dev/null', { status: 2, stderr: /Syntax error/ }],
  ['|&', 'echo a |& cat', { status: 2, stderr: /Syntax error/ }],
  ["$'…'", "echo $'a'", { stdout: '$a\n' }],
  ['substitution in ${…}', 'a=x; echo ${a//x/y}', { status: 2, stderr: /Bad substitution/ }],
  ['substitution in ${…}', 'a=x; echo ${a:0:1}', { status: 2, stderr: /Bad substitution/ }],
  ['select', 'select x in a; do break; done', { status: 2, stderr: /Syntax error/ }],
  ['coproc', 'coproc true', { status: 127, stderr: /coproc: not found/ }],
  ['builtin', 'shopt -s nullglob', { status: 127, stderr: /shopt: not found/ }],
  ['builtin', 'declare a=1', { status: 127, stderr: /declare: not found/ }],
  ['builtin', 'pushd /', { status: 127, stderr: /pushd: not found/ }],
  ['echo -e', "echo -e 'a\\tb'", { stdout: '-e a\tb\n' }],
  ['echo -e', 'echo -n -e a', { stdout: '-e a' }],
])('dash does something else for %s: %s', (what, script, expected) => {
  expect(readScript(verbatim(script, 0), 'sh').bashisms.map((found) => found.what)).toContain(what);
  const got = run('dash', ['-c', script]);
  if (expected.status !== undefined) expect(got.status).toBe(expected.status);
  if (expected.stdout !== undefined) expect(got.stdout).toBe(expected.stdout);
  if (expected.stderr !== undefined) expect(got.stderr).toMatch(expected.stderr);
});

/** Scripts that people might write: those of the fixtures and of the pages. */
const scripts = globSync(['fixtures/dockerfiles/*.Dockerfile', 'rules/{apt,user,server,shell}/*.md'], {
  cwd: root,
}).flatMap((name) => {
  const text = readFileSync(join(root, name), 'utf8');
  const dockerfiles = name.endsWith('.md')
    ? [...text.matchAll(/^```dockerfile\n(.*?)^```/gms)].map((match) => match[1]!)
    : [text];
  return dockerfiles.flatMap((dockerfile) =>
    readDockerfile(dockerfile)
      .runs.filter(({ instruction }) => !instruction.json)
      .flatMap((one) => one.scripts)
      .filter(({ kind, source }) => kind !== 'other' && !/-l?c |eval/.test(source.text))
      .map(({ source }) => source.text),
  );
});

const slips =
  '; && || | & ( ) { } fi done then do esac ;; " \' ` $( ${ <<< if ! > in else case while # \\ [[ ]] )) (( $(( <( &> function f() <<E elif =( @(a) time'.split(
    ' ',
  );

const slipped = fc
  .record({
    script: fc.constantFrom(...scripts),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    word: fc.constantFrom('', ...slips),
    keeps: fc.boolean(),
  })
  .map(({ script, at, word, keeps }) => {
    const words = script.split(/(\s+|[;&|()"'`{}$<>])/);
    const index = Math.floor(at * (words.length - 1));
    words[index] = keeps ? `${words[index]} ${word} ` : word;
    return words.join('');
  });

test.each(['sh', 'bash'] as const)('no error is reported that %s does not see', (kind) => {
  expect(scripts.length).toBeGreaterThan(100);
  let errors = 0;
  fc.assert(
    fc.property(slipped, (script) => {
      const found = readScript(verbatim(script, 0), kind).errors.filter(
        ({ isDoubtful, consequence }) => !isDoubtful && !consequence,
      );
      // bash looks at what is in backticks, and at a nested script, only when it runs them.
      if (found.length === 0 || script.includes('`')) return;
      errors++;
      const { status, stderr } = run(kind === 'sh' ? 'dash' : 'bash', ['-n', '-c', script]);
      const isRefused = status !== 0 || /error|unexpected|unary operator|binary operator/.test(stderr);
      expect(isRefused, `${script}\n${found[0]!.message}`).toBe(true);
    }),
    { numRuns: 800, seed: 1 },
  );
  expect(errors).toBeGreaterThan(100);
});
