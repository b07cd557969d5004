/** Fixing files that depend on each other: each sees what the others are by then, and what remains is told of the texts in the end. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../src/cli/main.ts';

/** Each kind of file tells what it sees of the other one; the Dockerfile tells it in the YAML, too. */
const plugin = `
const own = { title: 'What a file sees', level: { inference: 'info', training: 'info', other: 'info' } };
export const rules = [{
  ...own,
  id: 'acme/from-yaml',
  kinds: ['azureml-yaml'],
  messages: { sees: 'sees {text}' },
  check({ file, report }) {
    const other = file.surroundings.model('Dockerfile');
    report({ at: { start: 0, end: 1 }, message: 'sees', data: { text: other.source.text.split('\\n')[1] } });
  },
}, {
  ...own,
  id: 'acme/from-dockerfile',
  messages: { sees: 'sees {text}', inside: 'built by {text}' },
  check({ file, report }) {
    for (const { at } of file.surroundings.definitions()) {
      const text = at.file.text.split('\\n')[0];
      report({ at: file.dockerfile.instructions[0], message: 'sees', data: { text } });
      report({ at, message: 'inside', data: { text: file.source.path } });
    }
  },
}];
`;

const FILES = {
  'rules.mjs': plugin,
  '.azml-lint.yaml': 'plugins: ./rules.mjs\n',
  '.git/HEAD': '',
  'a.txt': '',
  Dockerfile: 'FROM scratch\nADD a.txt /opt/\n',
};
const ONLY = ['--select', 'acme,copy/add-instead-of-copy'];
const YAML = 'name: mine\nbuild:\n  path: .\n';

test.each(['Before.yml', 'env.yml'])('what %s tells of the Dockerfile is true in the end', async (name) => {
  const directory = directoryWith({ ...FILES, [name]: YAML });
  const fixed = await run(directory, ...ONLY, '--fix', '--unsafe');
  expect(readFileSync(join(directory, 'Dockerfile'), 'utf8')).toContain('COPY a.txt');
  const now = await run(directory, ...ONLY);
  expect(fixed.stdout).toBe(now.stdout);
  expect(now.stdout).toContain('sees COPY a.txt /opt/');
});

test('all that is found in a YAML is in one report, by place, and its comments hide it once', async () => {
  const files = async (content: string) => {
    const { stdout } = await run(
      directoryWith({ ...FILES, 'env.yml': content }),
      ...ONLY,
      '--format',
      'json',
    );
    const { files: all } = JSON.parse(stdout) as {
      files: { path: string; findings: { rule: string; line: number }[]; suppressed: unknown[] }[];
    };
    return all.map(({ path, findings, suppressed }) => [
      path,
      findings.map(({ rule, line }) => `${line} ${rule}`),
      suppressed.length,
    ]);
  };
  const dockerfile = ['Dockerfile', ['1 acme/from-dockerfile', '2 copy/add-instead-of-copy'], 0];
  expect(await files(YAML)).toEqual([
    dockerfile,
    ['env.yml', ['1 acme/from-yaml', '3 acme/from-dockerfile'], 0],
  ]);
  expect(
    await files(YAML.replace('path: .', 'path: . # azml-lint ignore=acme/from-dockerfile -- so')),
  ).toEqual([dockerfile, ['env.yml', ['1 acme/from-yaml'], 1]]);
});

test('a baseline knows what the Dockerfile tells of a YAML among the findings of the YAML', async () => {
  const directory = directoryWith({ ...FILES, 'env.yml': YAML });
  await run(directory, '--baseline', 'old', '--update-baseline');
  const entries = readFileSync(join(directory, 'old'), 'utf8').split('\n');
  const ofYaml = entries.filter((one) => one.includes('"env.yml"') && one.includes('acme/'));
  expect(ofYaml).toHaveLength(2);
  expect((await run(directory, '--baseline', 'old')).stdout).toBe('');
});

const SERVING = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\nCOPY app /var/azureml-app\n';
const SCRIPT =
  'import azureml.contrib.services.aml_request as r\n\n\ndef init():\n    pass\n\n\ndef run(data):\n    return r\n';

test('a script with two names is one file: reported once, written once', async () => {
  const files = {
    '.git/HEAD': '',
    'a.Dockerfile': `${SERVING}ENV AZUREML_ENTRY_SCRIPT=other.py\n`,
    'b.Dockerfile': `${SERVING}ENV AZUREML_ENTRY_SCRIPT=score.py\n`,
    'app/score.py': SCRIPT,
  };
  const directory = directoryWith(files);
  symlinkSync('score.py', join(directory, 'app/other.py'));
  const { stdout } = await run(directory);
  expect(stdout.split('\n').filter((line) => line.includes('removed-import'))).toHaveLength(1);
  const { status, stderr } = await run(directory, '--fix', '--unsafe', '--format', 'text');
  expect([status, stderr]).toEqual([0, expect.stringContaining('1 fixed.')]);
  expect(readFileSync(join(directory, 'app/score.py'), 'utf8')).toContain(
    'import azureml_inference_server_http',
  );
});

test('what the second Dockerfile shows about a script is fixed, and told, though nothing is wrong for the first', async () => {
  const files = {
    '.git/HEAD': '',
    // The package may be there.
    'a.Dockerfile': `${SERVING}RUN pip install azureml-contrib-services==1.0\nENV AZUREML_ENTRY_SCRIPT=score.py\n`,
    'b.Dockerfile': `${SERVING}ENV AZUREML_ENTRY_SCRIPT=score.py\n`,
    'app/score.py': `from . import helper\n${SCRIPT}`,
    'app/helper.py': '',
  };
  const directory = directoryWith(files);
  const before = await run(directory);
  expect(before.stdout).toContain('app/score.py:2:8: error entry-script/removed-import');
  const fixed = await run(directory, '--fix', '--unsafe');
  expect(fixed.stdout).toBe((await run(directory)).stdout);
  expect(fixed.stdout).toContain('app/score.py:1:6: error entry-script/import-not-found');
});

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'azml-lint-fix-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

async function run(cwd: string, ...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const io = { stdin: Readable.from(['']), stdout, stderr, env: {}, cwd: () => cwd };
  const format = args.includes('--format') ? [] : ['--format', 'compact'];
  const status = await main([...format, ...args, '--now', '2026-07-31', '.'], io);
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { status, stdout: out, stderr: err };
}
