/** Findings in another file than the linted one, or about one, in every report and in the baseline. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Ajv } from 'ajv';
import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';
import { strictJsonSchema } from './report-samples.ts';

const DOCKERFILE = 'FROM scratch\nCOPY score.py /app/\n';
const SCRIPT = `import os\nTOKEN = "ghp_${'Ab1'.repeat(12)}"\ndef run(data):\n    return data\n`;
const FIXED = 'def init():\\n    pass\\n\\n';

/** Reports two findings about a script: one at the COPY, one in the script; the fix of the first changes the script. */
const plugin = `
import { readFileSync } from 'node:fs';
export const rules = [{
  id: 'acme/no-init',
  title: 'The entry script has no init',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: { copied: '\`{script}\` has no \`init\`.', here: 'only this is there', run: '\`run\` is slow.' },
  fix: 'safe',
  check({ file, report }) {
    const text = readFileSync(new URL('score.py', import.meta.url), 'utf8');
    const script = { path: 'score.py', text, lineStarts: [0] };
    for (let at = text.indexOf('\\n'); at !== -1; at = text.indexOf('\\n', at + 1)) script.lineStarts.push(at + 1);
    const start = text.indexOf('def run');
    const place = { file: script, span: { start, end: start + 7 } };
    const [copy] = file.copies;
    report({
      at: copy, message: 'copied', data: { script: script.path },
      related: [{ at: place, message: 'here' }],
      fix: { title: 'Write it', edits: [], elsewhere: [{ file: script, edits: [{ start, end: start, text: '${FIXED}' }] }] },
    });
    report({ at: place, message: 'run', related: [{ at: copy, message: 'here' }] });
  },
}];
`;

describe('reports', () => {
  test('text shows the code of the other file below its path', async () => {
    const { stdout, stderr } = await run(directoryWith());
    expect(stdout).toBe(`Dockerfile:2:1  warning  acme/no-init
  \`score.py\` has no \`init\`.
  2 │ COPY score.py /app/
    │ ^^^^^^^^^^^^^^^^^^^ Fix (safe, by hand): Write it
  score.py:
  3 + def init():
  4 +     pass
  5 +
  3 │ def run(data):
    │ ------- only this is there

score.py:3:1  warning  acme/no-init
  \`run\` is slow.
  3 │ def run(data):
    │ ^^^^^^^
  Dockerfile:
  2 │ COPY score.py /app/
    │ ------------------- only this is there

https://unpkg.com/azml-lint@0.1.0/rules/acme/no-init.md

`);
    expect(stderr).toMatch(/^2 files in \d\.\d\d s: 2 warnings\.\n$/);
  });

  test('compact names the other file', async () => {
    expect((await run(directoryWith(), '--format', 'compact')).stdout).toBe(
      'Dockerfile:2:1: warning acme/no-init `score.py` has no `init`.\n' +
        'score.py:3:1: warning acme/no-init `run` is slow.\n',
    );
  });

  test('json says of which file a place is, where it is another one', async () => {
    const report = JSON.parse((await run(directoryWith(), '--format', 'json')).stdout);
    const ajv = new Ajv({ allowUnionTypes: true, validateFormats: false });
    expect(ajv.validate(strictJsonSchema(), report), ajv.errorsText()).toBe(true);
    const inScript = { path: 'score.py', line: 3, column: 1, endLine: 3, endColumn: 8 };
    const inDockerfile = { line: 2, column: 1, endLine: 2, endColumn: 20 };
    expect(report.files).toMatchObject([
      {
        path: 'Dockerfile',
        findings: [
          {
            data: { script: 'score.py' },
            related: [inScript],
            fix: {
              edits: [],
              elsewhere: [{ path: 'score.py', edits: [{ line: 3, column: 1, endLine: 3, endColumn: 1 }] }],
            },
          },
        ],
      },
      {
        path: 'score.py',
        findings: [{ line: 3, column: 1, data: {}, related: [{ ...inDockerfile, path: 'Dockerfile' }] }],
      },
    ]);
    expect(report.files.flatMap(({ findings }: { findings: object[] }) => findings)[0]).not.toHaveProperty(
      'path',
    );
    expect(report.summary.fixable).toEqual({ safe: 0, unsafe: 0 });
  });

  test('sarif has its own artifact for each place', async () => {
    const log = JSON.parse((await run(directoryWith(), '--format', 'sarif')).stdout);
    const [first, second] = log.runs[0].results;
    const at = (uri: string) => ({ physicalLocation: { artifactLocation: { uri } } });
    expect(first).toMatchObject({
      message: { text: '`score.py` has no `init`. [score.py:3](1): only this is there.' },
      locations: [at('Dockerfile')],
      relatedLocations: [at('score.py')],
      fixes: [{ artifactChanges: [{ artifactLocation: { uri: 'score.py' } }] }],
    });
    expect(first.fixes[0].artifactChanges).toHaveLength(1);
    expect(second).toMatchObject({ locations: [at('score.py')], relatedLocations: [at('Dockerfile')] });
    expect(second.partialFingerprints.primaryLocationLineHash).toMatch(/:1$/);
  });

  test('no secret of the other file is shown', async () => {
    const cwd = directoryWith(
      SCRIPT.replace('def run', 'def run(token="ghp_'.concat('Ab1'.repeat(12), '"): #')),
    );
    for (const format of ['text', 'compact', 'json', 'sarif'])
      expect((await run(cwd, '--format', format)).stdout).not.toContain('Ab1Ab1');
  });
});

test('--fix leaves a fix alone that needs another file', async () => {
  const cwd = directoryWith();
  const { stdout } = await run(cwd, '--fix', '--format', 'compact');
  expect(stdout.split('\n')).toHaveLength(3);
  expect(readFileSync(join(cwd, 'score.py'), 'utf8')).toBe(SCRIPT);
  expect((await run(cwd, '--diff')).stdout).toBe('');
});

describe('the baseline', () => {
  test('knows a finding by the file that it lies in', async () => {
    const cwd = directoryWith();
    const known = async () => (await run(cwd, '--baseline', 'old', '--format', 'compact')).stdout;
    await run(cwd, '--baseline', 'old', '--update-baseline');
    const entries = readFileSync(join(cwd, 'old'), 'utf8').trim().split('\n').slice(1);
    expect(entries.map((entry) => JSON.parse(entry))).toMatchObject([
      { file: 'Dockerfile', instruction: 'COPY score.py /app/' },
      { file: 'score.py', instruction: 'def run(data):' },
    ]);
    expect(await known()).toBe('');

    // Both entries apply after lines have moved, and that of the script is gone when its line changes.
    writeFileSync(join(cwd, 'score.py'), `# moved\n${SCRIPT}`);
    writeFileSync(join(cwd, 'Dockerfile'), `# moved\n${DOCKERFILE}`);
    expect(await known()).toBe('');
    writeFileSync(join(cwd, 'score.py'), SCRIPT.replace('def run(data)', 'def run(rows)'));
    expect(await known()).toBe('score.py:3:1: warning acme/no-init `run` is slow.\n');
  });
});

/** Lints the Dockerfile of a directory, with findings only of the plugin's rule. */
async function run(cwd: string, ...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const io = { stdin: Readable.from(['']), stdout, stderr, env: {}, cwd: () => cwd };
  const status = await main([...args, '--now', '2026-07-31', 'Dockerfile'], io);
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { status, stdout: out, stderr: err };
}

function directoryWith(script = SCRIPT): string {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-elsewhere-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'Dockerfile'), DOCKERFILE);
  writeFileSync(join(directory, 'score.py'), script);
  writeFileSync(join(directory, 'plugin.mjs'), plugin);
  writeFileSync(join(directory, '.azml-lint.yaml'), 'plugins: ./plugin.mjs\n');
  return directory;
}
