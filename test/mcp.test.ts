/** The server for agents in this process; `cli-mcp.test.ts` starts the installed one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { schemaValidator } from '../src/mcp/json-schema.ts';
import { answerTo } from '../src/mcp/request.ts';
import { mcpServer, type ServerOptions } from '../src/mcp/server.ts';
import { directoryWith, faulty } from './cli.ts';
import { agentsPage, type Called, call, clientWith } from './mcp-client.ts';

const validator = await schemaValidator();

interface Asked extends Partial<ServerOptions> {
  readonly roots?: readonly string[];
}

async function connected({ roots, ...options }: Asked = {}): Promise<Client> {
  const defaults = { cwd: '/nowhere', env: {}, config: undefined, trust: false, today: () => '2026-07-31' };
  const server = mcpServer({ ...defaults, ...options }, validator);
  const [near, far] = InMemoryTransport.createLinkedPair();
  const client = clientWith(roots === undefined ? {} : { roots });
  await Promise.all([server.connect(far), client.connect(near)]);
  onTestFinished(() => client.close());
  return client;
}

async function ask(tool: string, given: Record<string, unknown>, options?: Asked): Promise<Called> {
  return call(await connected(options), tool, given);
}

test('there are four tools that change nothing, each described', async () => {
  const client = await connected();
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['lint', 'fix', 'explain', 'images']);
  for (const { description, annotations, inputSchema } of tools) {
    expect(description!.length).toBeGreaterThan(100);
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
    expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
  }
  expect(client.getInstructions()).toContain('`lint`');
  expect(client.getServerVersion()).toMatchObject({ name: 'azml-lint' });
});

test('docs/agents.md: the dialogue', async () => {
  const { files, turns } = agentsPage();
  const client = await connected({ cwd: directoryWith(files) });
  expect(turns.map(({ tool }) => tool)).toEqual(['lint', 'fix', 'images']);
  for (const { tool, given, shown } of turns) {
    const { texts } = await call(client, tool, given);
    expect(texts[0]!.trimEnd()).toBe(shown);
  }
});

test('docs/agents.md: what is to be copied starts the server', () => {
  const { files } = agentsPage();
  const started = { command: 'npx', args: ['-y', 'azml-lint', 'mcp'] };
  expect(JSON.parse(files['.mcp.json']!)).toEqual({ mcpServers: { 'azml-lint': started } });
  expect(JSON.parse(files['.vscode/mcp.json']!)).toEqual({
    servers: { 'azml-lint': { type: 'stdio', ...started } },
  });
});

describe('lint', () => {
  test('a text without a name', async () => {
    const { texts, data, isError } = await ask('lint', { text: faulty, rules: ['apt/lists-kept'] });
    expect(isError).toBe(false);
    expect(texts).toEqual([
      expect.stringMatching(
        /^<stdin>:2:5: warning apt\/lists-kept .*\n1 file: 1 warning\. 1 can be fixed \(1 safe, 0 unsafe\)\. `explain` .*$/,
      ),
    ]);
    expect(data).toMatchObject({
      findings: [
        {
          file: '<stdin>',
          line: 2,
          column: 5,
          severity: 'warning',
          rule: 'apt/lists-kept',
          fix: { safety: 'safe' },
        },
      ],
      notShown: 0,
      files: 1,
      problems: [],
    });
  });

  test('a path, with what is around it', async () => {
    const { data } = await ask('lint', { path: 'Dockerfile' }, { cwd: 'examples/scoring' });
    const { findings, folder, files } = data as {
      findings: { file: string; rule: string; related?: object[] }[];
      folder: string;
      files: number;
    };
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'Dockerfile pip/unquoted-specifier',
      'Dockerfile copy/source-not-uploaded',
      'deployment.yml deployment/wrong-port',
      'code/score.py entry-script/run-signature',
    ]);
    expect(findings[1]!.related).toEqual([expect.objectContaining({ file: 'deployment.yml', line: 6 })]);
    expect({ folder, files }).toEqual({ folder: 'examples/scoring', files: 3 });
  });

  test('a text with a name has what is around that file, whatever is on the disk', async () => {
    const cwd = directoryWith({
      '.azml-lint.yaml': 'rules: { apt/lists-kept: error }\n',
      'images/Dockerfile': 'FROM ubuntu:24.04\n',
    });
    const given = { text: faulty, filename: 'images/Dockerfile', rules: ['apt/lists-kept'] };
    const { texts } = await ask('lint', given, { cwd });
    expect(texts[0]).toMatch(/^images\/Dockerfile:2:5: error apt\/lists-kept/);
  });

  test('build arguments resolve FROM', async () => {
    const text = 'ARG BASE\nFROM ${BASE}\nRUN apt-get update\nUSER 1000\n';
    const old = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1';
    const given = { text, rules: ['base-image/deprecated'] };
    expect((await ask('lint', given)).texts[0]).toMatch(/^1 file: nothing found\./);
    expect((await ask('lint', { ...given, buildArgs: { BASE: old } })).texts[0]).toContain(
      'base-image/deprecated',
    );
  });

  test('of too many findings, the worst', async () => {
    const text = `FROM ubuntu:24.04\n${'RUN apt-get install curl\n'.repeat(5)}RUN cd "\n`;
    const { data, texts } = await ask('lint', { text, maxFindings: 2 });
    const { findings, notShown } = data as { findings: { severity: string }[]; notShown: number };
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(notShown).toBeGreaterThan(3);
    expect(texts[0]).toContain(`${notShown} findings not shown (\`maxFindings\`).`);
  });

  test('of too many files, the first', async () => {
    const names = Array.from({ length: 302 }, (_, index) => `d${String(index).padStart(3, '0')}/Dockerfile`);
    const cwd = directoryWith(Object.fromEntries(names.map((name) => [name, 'FROM ubuntu:24.04\n'])));
    const { data } = await ask('lint', { path: '.', rules: ['apt'] }, { cwd });
    expect(data).toMatchObject({
      files: 300,
      notes: [
        'only 300 of 302 files are linted, up to `d299/Dockerfile`: give a directory further down, such as `d300`',
      ],
    });
  });

  test('a YAML of Azure ML', async () => {
    const text =
      '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: AzureML-mine\nimage: ubuntu:24.04\n';
    const { texts } = await ask(
      'lint',
      { text, filename: 'environment.yml', rules: ['environment'] },
      { cwd: directoryWith({}) },
    );
    expect(texts[0]).toMatch(/^environment\.yml:2:7: \w+ environment\/reserved-name/);
  });

  test('secrets stay where they are', async () => {
    const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ456789';
    const text = `FROM ubuntu:24.04\nENV GITHUB_TOKEN=${secret}\nRUN curl -H "Authorization: token ${secret}" https://x.example\n`;
    for (const tool of ['lint', 'fix']) {
      const cwd = directoryWith({ Dockerfile: text });
      const answer = await ask(tool, { path: 'Dockerfile' }, { cwd });
      expect(answer.isError).toBe(false);
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  test('text that acts in a terminal or a log does not', async () => {
    const text =
      'FROM ubuntu:24.04\nRUN echo \u001b[2J \u202e && apt-get install "::error::x" ##vso[task.x]\n';
    const { texts } = await ask(
      'lint',
      { text, filename: 'a\u001b[2J/Dockerfile' },
      { cwd: directoryWith({}) },
    );
    expect(texts.join('')).not.toMatch(/[\u001b\u202e]|::error|##vso/);
  });
});

describe('what cannot be done is answered with what can', () => {
  test.each<[string, string, Record<string, unknown>, RegExp]>([
    ['nothing given', 'lint', {}, /^give either `path`, or `text`/],
    ['both given', 'lint', { path: 'Dockerfile', text: 'FROM x' }, /^give either `path`, or `text`/],
    ['a name for a path', 'lint', { path: 'Dockerfile', filename: 'x' }, /^give either/],
    [
      'a path that is not there',
      'lint',
      { path: 'Dockerfil' },
      /did you mean `Dockerfile`\?\n {2}Of a file that is not saved yet/,
    ],
    ['a glob that leads out', 'lint', { path: '{..,.}/*' }, /there is no such file/],
    ['nothing to lint', 'lint', { path: 'empty' }, /^there is no Dockerfile or .* in `empty`$/],
    [
      'all of it ignored',
      'lint',
      { path: 'ignored' },
      /^the configuration ignores all 1 files in `ignored`\n/,
    ],
    ['an unknown rule', 'lint', { path: 'Dockerfile', rules: ['apt/lists-kep'] }, /apt\/lists-kept/],
    ['a directory to fix', 'fix', { path: '.' }, /^`\.` is a directory\n/],
    ['a rule that is not there', 'explain', { rule: 'apt/lists-kep' }, /did you mean `apt\/lists-kept`\?/],
    ['no image', 'images', { image: 'Not An Image' }, /^`Not An Image` is no image\n/],
    ['no day', 'images', { supportedOn: '2026-02-30' }, /^`2026-02-30` is no day/],
    [
      'a version nobody has',
      'images',
      { python: '3.99' },
      /^no image that is supported on 2026-07-31 has python 3\.99\n.*3\.12/,
    ],
    ['an unknown argument', 'lint', { pth: 'x' }, /there is no argument `pth`/],
    ['a wrong type', 'images', { most: 'ten' }, /`most` must be integer/],
    ['a text too large', 'lint', { text: 'x'.repeat(1_000_001) }, /`text` must NOT have more than 1000000/],
    ['a binary', 'lint', { path: 'binary' }, /binary: is a binary file/],
  ])('%s', async (_, tool, given, message) => {
    const cwd = directoryWith({
      Dockerfile: faulty,
      'empty/readme.txt': '',
      binary: Buffer.from([0x46, 0, 1]),
      'ignored/Dockerfile': faulty,
      '.azml-lint.yaml': 'ignore: [ignored]\n',
    });
    const { isError, texts } = await ask(tool, given, { cwd });
    expect({ isError, text: texts.join() }).toEqual({ isError: true, text: expect.stringMatching(message) });
  });

  test('a tool that is not there', async () => {
    await expect(ask('delete', {})).rejects.toThrow('delete');
  });
});

describe('paths stay in the workspace', () => {
  const outside = () => directoryWith({ Dockerfile: faulty, 'secret.txt': 'x' });

  test.each(['lint', 'fix'])('%s: none leads out, by its name or through a link', async (tool) => {
    const other = outside();
    const cwd = directoryWith({ Dockerfile: faulty, '.git/config': 'x' });
    symlinkSync(other, join(cwd, 'link'));
    symlinkSync(join(other, 'Dockerfile'), join(cwd, 'Dockerfile.link'));
    const client = await connected({ cwd });
    for (const path of [
      '..',
      '../x',
      join(other, 'Dockerfile'),
      'link/Dockerfile',
      'Dockerfile.link',
      '.git/config',
      '/etc/passwd',
    ]) {
      expect(await call(client, tool, { path })).toMatchObject({
        isError: true,
        texts: [expect.stringMatching(/ is outside of the workspace\n {2}Paths lead into `/)],
      });
      const named = await call(client, tool, { text: faulty, filename: path });
      expect(named.isError).toBe(true);
    }
  });

  test('it is what the client says, and else the working directory', async () => {
    const [one, other] = [
      directoryWith({ 'a/Dockerfile': faulty }),
      directoryWith({ 'b/Dockerfile': faulty }),
    ];
    const client = await connected({
      cwd: outside(),
      roots: [one!, other!, '/not/there'],
    });
    expect((await call(client, 'lint', { path: 'a/Dockerfile' })).data).toMatchObject({ folder: one });
    expect((await call(client, 'lint', { path: 'b/Dockerfile' })).data).toMatchObject({ folder: other });
    expect(await call(client, 'lint', { path: 'Dockerfile' })).toMatchObject({ isError: true });
    const nowhere = await connected({ cwd: one!, roots: [] });
    expect((await call(nowhere, 'lint', { path: 'a/Dockerfile' })).isError).toBe(false);
  });
});

describe('a file is found however an agent names it', () => {
  test.each([
    ['relative', () => 'a b/Dockerfile'],
    ['absolute', (folder: string) => join(folder, 'a b/Dockerfile')],
    ['an address', (folder: string) => pathToFileURL(join(folder, 'a b/Dockerfile')).href],
    [
      'absolute, without the links on the way',
      (folder: string) => join(realpathSync(folder), 'a b/Dockerfile'),
    ],
  ])('%s', async (_, named) => {
    const folder = join(directoryWith({}), 'link');
    symlinkSync(directoryWith({ 'a b/Dockerfile': faulty }), folder);
    for (const given of [{ path: named(folder) }, { text: faulty, filename: named(folder) }])
      expect((await ask('lint', given, { cwd: folder })).data).toMatchObject({
        folder,
        findings: expect.arrayContaining([expect.objectContaining({ file: 'a b/Dockerfile' })]),
      });
  });

  test('a text with the name of a file elsewhere: which name it may have', async () => {
    const { isError, texts } = await ask('lint', { text: faulty, filename: '/else/Dockerfile' });
    expect({ isError, texts }).toEqual({
      isError: true,
      texts: [expect.stringContaining('with the last part of its name as `filename`')],
    });
  });

  test.runIf(process.platform !== 'win32')('a pipe is not waited for', async () => {
    const cwd = directoryWith({});
    execFileSync('mkfifo', [join(cwd, 'Dockerfile')]);
    expect(await ask('lint', { path: 'Dockerfile' }, { cwd })).toMatchObject({
      isError: true,
      texts: ['Dockerfile: is neither a file nor a directory'],
    });
  });
});

describe('folders of the client', () => {
  const folder = () => directoryWith({ 'a/Dockerfile': faulty });
  const lint = { name: 'lint', arguments: { path: 'a/Dockerfile' } };

  test('those that are no folders on this system do not count', async () => {
    const cwd = folder();
    const roots = ['vscode-vfs://github/acme/models', 'file://host/share', cwd];
    const { data } = await ask('lint', { path: 'a/Dockerfile' }, { cwd: '/nowhere', roots });
    expect(data).toMatchObject({ folder: cwd });
  });

  test('a client that answers with an error has none', async () => {
    const cwd = folder();
    const client = await connected({ cwd, roots: [] });
    client.setRequestHandler('roots/list', () => Promise.reject(new Error('not now')));
    expect((await client.callTool(lint)).structuredContent).toMatchObject({ folder: cwd });
  });

  test('nor has one that does not answer', { timeout: 15_000 }, async () => {
    const cwd = folder();
    const client = await connected({ cwd, roots: [] });
    client.setRequestHandler('roots/list', () => new Promise(() => {}));
    expect((await client.callTool(lint)).structuredContent).toMatchObject({ folder: cwd });
  });
});

describe('a directory', () => {
  const files = Array.from({ length: 60 }, (_, index) => [`d${index}/Dockerfile`, faulty] as const);

  test('leaves others their turn after each file', async () => {
    const client = await connected({ cwd: directoryWith(Object.fromEntries(files)) });
    let turns = 0;
    let isDone = false;
    const whole = call(client, 'lint', { path: '.' }).finally(() => {
      isDone = true;
    });
    for (; !isDone; turns++) await setImmediate();
    expect((await whole).data).toMatchObject({ files: files.length });
    expect(turns).toBeGreaterThanOrEqual(files.length);
  });

  test('is not searched to its end where it has thousands of files', async () => {
    const many = Array.from(
      { length: 3100 },
      (_, index) => [`Dockerfile.${index}`, 'FROM scratch\n'] as const,
    );
    const given = { path: '.', rules: ['apt/lists-kept'] };
    const { data } = await ask('lint', given, { cwd: directoryWith(Object.fromEntries(many)) });
    expect(data).toMatchObject({
      files: 300,
      notes: [expect.stringMatching(/^only 300 of 3000 and more files are linted/)],
    });
  });

  test('is left when nobody waits for it any longer', async () => {
    const folder = directoryWith(Object.fromEntries(files));
    const stopped = new AbortController();
    const around = { folders: [folder], env: {}, config: undefined, trust: false, today: '2026-07-31' };
    const answer = answerTo({ path: '.' }, { ...around, signal: stopped.signal });
    stopped.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });
});

describe('fix', () => {
  const text = 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install curl\nUSER 1000\n';

  test('shows the diff and the text, and writes nothing', async () => {
    const cwd = directoryWith({ Dockerfile: text });
    const rules = ['apt/asks-for-confirmation'];
    const { texts, data } = await ask('fix', { path: 'Dockerfile', rules }, { cwd });
    const after = text.replace('install', 'install -y');
    const diff =
      '--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,3 +1,3 @@\n FROM ubuntu:24.04\n-RUN apt-get update && apt-get install curl\n+RUN apt-get update && apt-get install -y curl\n USER 1000\n';
    expect(texts).toEqual([`1 fix, not written yet. The diff:\n\n${diff}`, after]);
    expect(data).toEqual({ fixes: 1, diff, text: after, folder: cwd, notes: [] });
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(text);
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });

  test('neither does it write the files around', async () => {
    const cwd = directoryWith({});
    const files = ['Dockerfile', 'deployment.yml', 'code/score.py', '.amlignore', 'model/churn.pkl'];
    mkdirSync(join(cwd, 'code'));
    mkdirSync(join(cwd, 'model'));
    for (const file of files) writeFileSync(join(cwd, file), readFileSync(join('examples/scoring', file)));
    const { data } = await ask('fix', { path: 'Dockerfile', unsafe: true }, { cwd });
    expect(data).toMatchObject({ fixes: 2, diff: expect.stringContaining('+++ b/deployment.yml') });
    for (const file of files)
      expect(readFileSync(join(cwd, file))).toEqual(readFileSync(join('examples/scoring', file)));
  });

  test('unsafe fixes are told of, and made if they are wanted', async () => {
    const given = { text: 'FROM ubuntu:24.04\nRUN apt-get update\n', rules: ['apt/lists-kept'] };
    const safe = await ask('fix', given);
    expect(safe.texts[0]).toMatch(
      /^There is no safe fix; \d+ fix(es)? must be looked at afterwards: ask with `unsafe`\.$/,
    );
    const unsafe = await ask('fix', { ...given, unsafe: true });
    expect(unsafe.data).toMatchObject({ fixes: 1, text: 'FROM ubuntu:24.04\n' });
  });

  test('nothing to fix', async () => {
    const { texts, data } = await ask('fix', { text: 'FROM scratch\n' });
    expect(texts[0]).toBe('There is nothing to fix automatically.');
    expect(data).toMatchObject({ fixes: 0, diff: '' });
  });

  test('the text of a file with a secret stays in it', async () => {
    const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ456789';
    const cwd = directoryWith({ Dockerfile: `${text}ENV TOKEN=${secret}\n` });
    const { data } = await ask('fix', { path: 'Dockerfile' }, { cwd });
    expect(data).not.toHaveProperty('text');
    expect(data).toMatchObject({
      notes: expect.arrayContaining([expect.stringMatching(/^the whole text is left out/)]),
    });
  });
});

describe('explain', () => {
  test.each(['apt/lists-kept', 'DL3009'])('%s is a page, without what is for tests', async (rule) => {
    const { texts } = await ask('explain', { rule });
    expect(texts[0]).toMatch(/^# apt\/lists-kept\n/);
    expect(texts[0]).toContain('## Good');
    expect(texts[0]).not.toMatch(/^## (?:Fixed|Cured|Differences)$/m);
    expect((await ask('explain', { rule, full: true })).texts[0]).toMatch(/^## Differences$/m);
  });

  test('a group is the list of its rules, and a code of ShellCheck its page there', async () => {
    expect((await ask('explain', { rule: 'apt' })).texts[0]).toMatch(/^- `apt\/lists-kept`: .* \(DL3009\)$/m);
    expect((await ask('explain', { rule: 'SC2086' })).texts[0]).toContain(
      'https://www.shellcheck.net/wiki/SC2086',
    );
  });
});

describe('images', () => {
  interface Image {
    readonly image: string;
    readonly family: string;
    readonly python?: string;
    readonly cuda?: string;
    readonly supported?: boolean;
    readonly supportedUntil?: string;
  }
  const images = async (given: Record<string, unknown>) =>
    (await ask('images', given)).data as { images: Image[]; notShown: number };

  test('which base for Python 3.12 scoring, supported until when', async () => {
    const { images: found } = await images({ purpose: 'inference', python: '3.12', cuda: 'none' });
    expect(found[0]).toMatchObject({
      image: 'mcr.microsoft.com/azureml/minimal-py312-inference:latest',
      supportedUntil: '2027-05-31',
      supported: true,
    });
    for (const one of found) expect(one).toMatchObject({ family: 'inference', python: '3.12', cuda: 'none' });
  });

  test.each([
    [{ cuda: '12' }, ({ cuda }: Image) => cuda!.startsWith('12.')],
    [{ ubuntu: '24.04' }, (one: Image) => (one as { ubuntu?: string }).ubuntu === '24.04'],
    [{ purpose: 'training' }, ({ family }: Image) => family === 'training'],
    [{ python: '3.12' }, ({ python }: Image) => /^3\.12(\.|$)/.test(python!)],
    [{ supportedOn: '2028-06-01' }, ({ supportedUntil }: Image) => supportedUntil! >= '2028-06-01'],
  ])('%j', async (filter, isMeant) => {
    const { images: found, notShown } = await images({ ...filter, most: 100 });
    expect(found.length).toBeGreaterThan(0);
    expect(notShown).toBe(0);
    expect(found.filter((one) => !isMeant(one))).toEqual([]);
  });

  test('at most ten, and how many more', async () => {
    const { texts, data } = await ask('images', {});
    const { images: found, notShown } = data as { images: Image[]; notShown: number };
    expect(found).toHaveLength(10);
    expect(texts[0]).toContain(`${notShown} more images: filter further`);
  });

  test('one of them, with what takes its place', async () => {
    const image = 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20240418.v1';
    const { images: found } = await images({ image });
    expect(found).toMatchObject([
      {
        image,
        status: 'deprecated',
        supported: false,
        replacement: 'mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04:20260715.v1',
      },
    ]);
  });
});

describe('a configuration that is found', () => {
  const files = {
    Dockerfile: faulty,
    '.azml-lint.yaml': 'plugins: [./plugin.mjs]\n',
    'plugin.mjs': 'globalThis.pluginsRun = (globalThis.pluginsRun ?? 0) + 1;\nexport const rules = [];\n',
  };
  const timesRun = () => (globalThis as { pluginsRun?: number }).pluginsRun ?? 0;

  test('runs no code, and says how it may', async () => {
    const before = timesRun();
    for (const given of [
      { path: 'Dockerfile' },
      { text: faulty },
      { text: faulty, filename: 'x/Dockerfile' },
    ]) {
      const { isError, texts } = await ask('lint', given, { cwd: directoryWith(files) });
      expect({ isError, text: texts[0] }).toEqual({
        isError: true,
        text: expect.stringMatching(/`\.\/plugin\.mjs` is not loaded.*\n.*`--trust`/),
      });
    }
    expect(timesRun()).toBe(before);
  });

  test('may run code where the server was started with --trust, or with --config', async () => {
    const cwd = directoryWith(files);
    for (const options of [{ trust: true }, { config: join(cwd, '.azml-lint.yaml') }]) {
      const { isError } = await ask('lint', { path: 'Dockerfile' }, { cwd, ...options });
      expect(isError).toBe(false);
    }
    expect(timesRun()).toBeGreaterThan(0);
  });
});
