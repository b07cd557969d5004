/** Entry scripts in a run: reported as files of their own, once, under their own comments; fixed, and known to the baseline. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';

const DOCKERFILE = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
COPY app /var/azureml-app
ENV AZUREML_ENTRY_SCRIPT=score.py
`;
const SCRIPT = `from azureml.contrib.services import aml_request


def init():
    pass


@aml_request.rawhttp
def run(request):
    return "ok"
`;
const FIXED = SCRIPT.replace('azureml.contrib.services', 'azureml_inference_server_http.api');
const FOUND = 'app/score.py:1:1: error entry-script/removed-import';

test('a script is a file of the report, after the one that leads to it', async () => {
  const { stdout, status } = await run({ '--format': 'json' });
  const { files, summary } = JSON.parse(stdout);
  expect(files.map(({ path }: { path: string }) => path)).toEqual(['Dockerfile', 'app/score.py']);
  expect(files[1].findings).toMatchObject([
    { rule: 'entry-script/removed-import', line: 1, related: [{ path: 'Dockerfile', line: 3 }] },
  ]);
  expect([summary.files, summary.fixable.unsafe, status]).toEqual([2, 1, 1]);
});

test('a script to which several Dockerfiles lead is reported once', async () => {
  const { stdout } = await run({}, { 'second.Dockerfile': DOCKERFILE });
  expect(stdout.split('\n').filter((line) => line.startsWith(FOUND))).toHaveLength(1);
});

test('what only the second of them shows about it is reported too', async () => {
  const nested = DOCKERFILE.replace('COPY app /var', 'COPY . /var').replace('=score.py', '=app/score.py');
  const files = {
    'second.Dockerfile': nested,
    'app/score.py': `import helper\n${FIXED}`,
    'app/helper.py': 'A = 1\n',
  };
  const { stdout } = await run({}, files);
  expect(stdout).toContain('app/score.py:1:8: error entry-script/import-not-found');
});

test.each([
  ['a comment above it', `# azml-lint ignore=entry-script/removed-import -- old image\n${SCRIPT}`],
  [
    'a comment behind it',
    SCRIPT.replace('\n', '  # azml-lint ignore=entry-script/removed-import -- old image\n'),
  ],
  ['a comment about the file', `${SCRIPT}# azml-lint ignore-file=entry-script/* -- old image\n`],
])('%s hides a finding in a script', async (_, script) => {
  const { stdout, status } = await run({ '--format': 'json' }, { 'app/score.py': script });
  const [, { findings, suppressed }] = JSON.parse(stdout).files;
  expect([findings.length, suppressed.length, status]).toEqual([0, 1, 0]);
});

test('a comment in a script that hides nothing is told', async () => {
  const script = `# azml-lint ignore=entry-script/no-init-run\n${FIXED}`;
  const { stdout } = await run({}, { 'app/score.py': script });
  expect(stdout).toContain('app/score.py:1:20: warning suppression/unused');
});

test('what a comment hides in a script that is a here-document is counted', async () => {
  const inside = `# azml-lint ignore=entry-script/removed-import -- old image\n${SCRIPT}`;
  const dockerfile = DOCKERFILE.replace(
    'COPY app /var/azureml-app',
    `COPY <<EOF /var/azureml-app/score.py\n${inside}EOF`,
  );
  const { stdout } = await run({ '--format': 'json' }, { Dockerfile: dockerfile });
  const [{ suppressed }] = JSON.parse(stdout).files;
  expect(suppressed).toMatchObject([{ rule: 'entry-script/removed-import', line: 4 }]);
});

test('fixes are written to the script, once', async () => {
  const { directory, stdout, stderr } = await run(
    { '--fix': '', '--unsafe': '', '--format': 'text' },
    { 'second.Dockerfile': DOCKERFILE },
  );
  expect(readFileSync(join(directory, 'app/score.py'), 'utf8')).toBe(FIXED);
  expect(stdout).not.toContain('removed-import');
  expect(stderr).toContain('1 fixed.');
});

test('a fix keeps the mark and the line ends of a file', async () => {
  const script = `\ufeff${SCRIPT.replaceAll('\n', '\r\n')}`;
  const { directory } = await run({ '--fix': '', '--unsafe': '' }, { 'app/score.py': script });
  expect(readFileSync(join(directory, 'app/score.py'), 'utf8')).toBe(
    `\ufeff${FIXED.replaceAll('\n', '\r\n')}`,
  );
});

test('a patch shows what a fix would change in the script', async () => {
  const { directory, stdout, stderr } = await run({ '--diff': '', '--unsafe': '', '--format': 'text' });
  expect(stdout).toContain('--- a/app/score.py\n+++ b/app/score.py\n@@ -1,5 +1,5 @@\n-from azureml.contrib');
  expect(stderr).toContain('1 of 2 files would change, by 1 fix.');
  expect(readFileSync(join(directory, 'app/score.py'), 'utf8')).toBe(SCRIPT);
});

test('the baseline knows a finding in a script by its line', async () => {
  const files = { old: '' };
  const { directory } = await run({ '--baseline': 'old', '--update-baseline': '' }, files);
  expect(readFileSync(join(directory, 'old'), 'utf8')).toContain('"file":"app/score.py"');
  const known = async () => (await runIn(directory, { '--baseline': 'old' })).stdout;
  expect(await known()).toBe('');
  writeFileSync(join(directory, 'app/score.py'), `# moved\n${SCRIPT}`);
  expect(await known()).toBe('');
});

test('a script that the configuration ignores is not reported', async () => {
  const { stdout } = await run({}, { '.azml-lint.yaml': 'ignore: app/**\n' });
  expect(stdout).toBe('');
});

test('SARIF has the script as an artifact of its own', async () => {
  const { stdout } = await run({ '--format': 'sarif' });
  const [{ results }] = JSON.parse(stdout).runs;
  const at = (uri: string) => ({ physicalLocation: { artifactLocation: { uri } } });
  expect(results).toMatchObject([
    {
      ruleId: 'entry-script/removed-import',
      locations: [at('app/score.py')],
      relatedLocations: [at('Dockerfile')],
      fixes: [{ artifactChanges: [{ artifactLocation: { uri: 'app/score.py' } }] }],
    },
  ]);
});

test('several threads report the same', async () => {
  const more = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`${index}.Dockerfile`, DOCKERFILE] as const),
  );
  const { directory, stdout } = await run({ '--jobs': '1' }, more);
  expect(stdout.split('\n').filter((line) => line.startsWith(FOUND))).toHaveLength(1);
  expect((await runIn(directory, { '--jobs': '3' })).stdout).toBe(stdout);
});

type Files = Readonly<Record<string, string>>;
type Options = Readonly<Record<string, string>>;

/** Lints a folder with a Dockerfile and its script. */
async function run(options: Options, files: Files = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-script-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const all = { '.git/HEAD': '', Dockerfile: DOCKERFILE, 'app/score.py': SCRIPT, ...files };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    if (content !== '' || path.startsWith('.git')) writeFileSync(join(directory, path), content);
  }
  return { directory, ...(await runIn(directory, options)) };
}

async function runIn(cwd: string, options: Options) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const io = { stdin: Readable.from(['']), stdout, stderr, env: {}, cwd: () => cwd };
  const given = { '--format': 'compact', ...options };
  const args = Object.entries(given).flatMap(([name, value]) => (value === '' ? [name] : [name, value]));
  const status = await main([...args, '--now', '2026-07-31', '.'], io);
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { status, stdout: out, stderr: err };
}
