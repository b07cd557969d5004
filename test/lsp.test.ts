/** The language server, in this process, with a client of its own. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ApplyWorkspaceEditRequest,
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  FileChangeType,
  HoverRequest,
  LogMessageNotification,
  type LogMessageParams,
  type MarkupContent,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { rules } from '../rules/index.generated.ts';
import { baselineOf } from '../src/baseline/baseline.ts';
import { writeBaseline } from '../src/baseline/baseline-text.ts';
import { settingsOf } from '../src/config/settings.ts';
import { applyEdits } from '../src/edits/apply-edits.ts';
import { dockerfileKind } from '../src/kinds/dockerfile/kind.ts';
import { lintSource } from '../src/lint.ts';
import { Lines } from '../src/lsp/positions.ts';
import { type Ending, serve } from '../src/lsp/server.ts';
import { taggedRules } from '../src/lsp/tags.ts';
import { fileOfUri } from '../src/lsp/uris.ts';
import { Client, PULLED, PUSHED, uriOf } from './lsp-client.ts';

const FROM = 'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\n';
const LISTS = `${FROM}USER root\nRUN apt-get update && apt-get install -y --no-install-recommends libpng-tools\nUSER dockeruser\n`;
const SERVED = `${FROM}COPY app /var/azureml-app\nENV AZUREML_ENTRY_SCRIPT=score.py\n`;

const made: { directory: string; client: Client; failures: unknown[] }[] = [];

afterEach(() => {
  for (const { directory, client, failures } of made.splice(0)) {
    client.connection.dispose();
    rmSync(directory, { recursive: true });
    expect(failures).toEqual([]);
  }
});

/** A server for a folder with some files, and its client. */
async function started(
  files: Readonly<Record<string, string>> = {},
  capabilities: ClientCapabilities = PUSHED,
  options: { initializationOptions?: unknown; isFolderOpen?: boolean; folders?: readonly string[] } = {},
) {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'azml lint ü-')));
  for (const [path, text] of Object.entries({ '.git/HEAD': 'ref: refs/heads/main\n', ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const [input, output] = [new PassThrough(), new PassThrough()];
  const failures: unknown[] = [];
  const ended: Promise<Ending> = serve({
    input,
    output,
    cwd: directory,
    load: { editor: true },
    today: () => '2026-11-01',
    fail: (error) => failures.push(error),
  });
  const client = new Client(output, input);
  made.push({ directory, client, failures });
  const { isFolderOpen = true, initializationOptions, folders = ['.'] } = options;
  const result = await client.start({
    capabilities,
    initializationOptions,
    workspaceFolders: isFolderOpen
      ? folders.map((name) => ({ uri: uriOf(`${directory}/${name}`), name }))
      : null,
  });
  const at = (path: string) => uriOf(join(directory, path));
  return { client, at, directory, ended, result };
}

const codesOf = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
const has = (code: string) => (params: { diagnostics: readonly Diagnostic[] }) =>
  codesOf(params.diagnostics).includes(code);
const lacks = (code: string) => (params: { diagnostics: readonly Diagnostic[] }) =>
  !codesOf(params.diagnostics).includes(code);

/** The text of a document after an action. */
function changedBy(text: string, { edit }: CodeAction): string {
  const [change] = (edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
  const lines = new Lines(text, 'utf-16');
  return applyEdits(
    text,
    (change!.edits as readonly TextEdit[]).map(({ range, newText }) => ({
      ...lines.spanOf(range),
      text: newText,
    })),
  );
}

/** The actions at a place that a text marks. */
async function actionsAt(client: Client, uri: string, text: string, words: string): Promise<CodeAction[]> {
  const position = new Lines(text, 'utf-16').positionAt(text.indexOf(words));
  const found = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [...(client.diagnostics.get(uri)?.diagnostics ?? [])] },
  });
  return (found ?? []) as CodeAction[];
}

async function hoverAt(
  client: Client,
  uri: string,
  text: string,
  words: string,
): Promise<string | undefined> {
  const position = new Lines(text, 'utf-16').positionAt(text.indexOf(words) + 1);
  const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  return (hover?.contents as MarkupContent | undefined)?.value;
}

/** What is proposed at the `|` of a text. */
async function proposed(client: Client, uri: string, marked: string, language?: string) {
  const text = marked.replace('|', '');
  client.open(uri, text, language);
  await client.published(uri);
  const position = new Lines(text, 'utf-16').positionAt(marked.indexOf('|'));
  const items = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position,
  });
  return (items ?? []) as CompletionItem[];
}

describe('diagnostics', () => {
  test('are sent when a document is opened, with all that a client can show', async () => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), LISTS);
    const [diagnostic] = await client.published(at('Dockerfile'));
    expect(diagnostic).toMatchObject({
      code: 'apt/lists-kept',
      source: 'azml-lint',
      severity: 1,
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 18 } },
      codeDescription: { href: expect.stringContaining('apt/lists-kept') },
      data: { rule: 'apt/lists-kept', fix: { safety: 'safe' } },
    });
  });

  test('change with the text, and are gone when nothing is wrong any more', async () => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    const version = client.change(at('Dockerfile'), SERVED.replace('COPY app /var/azureml-app\n', ''));
    const now = await client.published(at('Dockerfile'), (params) => params.version === version);
    expect(codesOf(now)).not.toContain('apt/lists-kept');
  });

  test('a change within a line is placed in the units that were agreed upon', async () => {
    const utf8 = { ...PUSHED, general: { positionEncodings: ['utf-8', 'utf-16'] } };
    const { client, at, result } = await started({}, utf8);
    expect(result.capabilities.positionEncoding).toBe('utf-8');
    const text = `${FROM}USER root\nRUN echo "é😀" && apt-get update\r\nUSER dockeruser\n`;
    client.open(at('Dockerfile'), text);
    const found = await client.published(at('Dockerfile'), has('apt/lists-kept'));
    const start = 'RUN echo "é😀" && '.length + 1 + 2;
    expect(found.find(({ code }) => code === 'apt/lists-kept')?.range.start.character).toBe(start);
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: at('Dockerfile'), version: 7 },
      contentChanges: [
        {
          range: { start: { line: 2, character: start }, end: { line: 2, character: start + 14 } },
          text: 'true',
        },
      ],
    });
    const changed = await client.published(at('Dockerfile'), ({ version }) => version === 7);
    expect(codesOf(changed)).not.toContain('apt/lists-kept');
  });

  test('what is on its way out is tagged as such, by rules that there are', async () => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), `${LISTS}MAINTAINER a\n`);
    const found = await client.published(at('Dockerfile'), has('dockerfile/maintainer'));
    expect(found.find(({ code }) => code === 'dockerfile/maintainer')?.tags).toEqual([2]);
    expect(found.find(({ code }) => code === 'apt/lists-kept')).not.toHaveProperty('tags');
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining([...taggedRules]));
  });

  test('a client that asks gets them when it asks, and the same answer only by name', async () => {
    const { client, at, result } = await started({}, PULLED);
    expect(result.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    client.open(at('Dockerfile'), LISTS);
    const ask = (previousResultId?: string) =>
      client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: at('Dockerfile') },
        ...(previousResultId !== undefined && { previousResultId }),
      });
    const first = await ask();
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'apt/lists-kept' }] });
    expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    expect(client.diagnostics.get(at('Dockerfile'))).toBeUndefined();
  });

  test('a client that asks is sent those of files that it has not open, until it opens them', async () => {
    const { client, at } = await started(
      { 'app/score.py': 'def init():\n    pass\n', '.azml-lint.yaml': 'plugins: ./plugin.js\n' },
      PULLED,
    );
    const ask = (uri: string) =>
      client.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    client.open(at('Dockerfile'), SERVED);
    await ask(at('Dockerfile'));
    const published = await client.published(
      at('.azml-lint.yaml'),
      ({ diagnostics }) => diagnostics.length > 0,
    );
    expect(published.map(({ message }) => message).join()).toContain('is not loaded');
    client.open(at('.azml-lint.yaml'), 'plugins: ./plugin.js\n', 'yaml');
    const answer = await ask(at('.azml-lint.yaml'));
    expect(answer).toMatchObject({ items: [{ source: 'azml-lint' }] });
    await client.published(at('.azml-lint.yaml'), ({ diagnostics }) => diagnostics.length === 0);
  });

  test('an entry script is looked at as the Dockerfile loads it, with the text that is open', async () => {
    const { client, at } = await started({ Dockerfile: SERVED, 'app/score.py': 'def init():\n    pass\n' });
    client.open(at('app/score.py'), 'def init():\n    pass\n', 'python');
    expect(codesOf(await client.published(at('app/score.py'), has('entry-script/no-init-run')))).toEqual([
      'entry-script/no-init-run',
    ]);
    client.change(at('app/score.py'), 'def init():\n    pass\n\n\ndef run(data):\n    return data\n');
    await client.published(at('app/score.py'), lacks('entry-script/no-init-run'));
  });

  test('a finding in another file is told of that file, and goes with the document that led to it', async () => {
    const files = { 'app/score.py': 'def init():\n    pass\n' };
    const { client, at } = await started(files);
    client.open(at('Dockerfile'), SERVED);
    await client.published(at('app/score.py'), has('entry-script/no-init-run'));
    client.close(at('Dockerfile'));
    await client.published(at('app/score.py'), lacks('entry-script/no-init-run'));
  });

  test('a finding in another file is told, even if a question had the document linted first', async () => {
    const { client, at } = await started({ 'app/score.py': 'def init():\n    pass\n' });
    client.open(at('Dockerfile'), SERVED);
    await hoverAt(client, at('Dockerfile'), SERVED, 'mcr');
    const found = await client.published(at('app/score.py'), has('entry-script/no-init-run'));
    expect(codesOf(found)).toEqual(['entry-script/no-init-run']);
  });

  test('a change on the disk is seen when the client tells of it', async () => {
    const { client, at, directory } = await started({ 'app/score.py': 'def init():\n    pass\n' });
    client.open(at('Dockerfile'), SERVED);
    await client.published(at('app/score.py'), has('entry-script/no-init-run'));
    writeFileSync(
      join(directory, 'app/score.py'),
      'def init():\n    pass\n\n\ndef run(data):\n    return data\n',
    );
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: at('app/score.py'), type: FileChangeType.Changed }],
    });
    await client.published(at('app/score.py'), lacks('entry-script/no-init-run'));
  });

  test('a client that watches nothing gets what is new on the disk when a document is saved', async () => {
    const blind = { ...PUSHED, workspace: { workspaceEdit: { documentChanges: true } } };
    const { client, at, directory } = await started({}, blind);
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    writeFileSync(join(directory, '.azml-lint.yaml'), 'rules:\n  apt/lists-kept: off\n');
    await client.connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri: at('Dockerfile') },
    });
    await client.published(at('Dockerfile'), lacks('apt/lists-kept'));
  });

  test('what is in no file is looked at all the same, and a language decides what it is', async () => {
    const { client, at } = await started({}, PUSHED, { isFolderOpen: false });
    client.open('untitled:Untitled-1', LISTS);
    await client.published('untitled:Untitled-1', has('apt/lists-kept'));
    client.open(at('build.txt'), LISTS, 'plaintext');
    client.open(at('other.txt'), LISTS, 'dockerfile');
    await client.published(at('other.txt'), has('apt/lists-kept'));
    expect(await client.published(at('build.txt'))).toEqual([]);
  });
});

describe('a configuration', () => {
  test('counts as it is typed, and one that is broken does not take the findings away', async () => {
    const { client, at } = await started({ '.azml-lint.yaml': '' });
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    client.open(at('.azml-lint.yaml'), 'rules:\n  apt/lists-kept: info\n', 'yaml');
    await client.published(at('Dockerfile'), ({ diagnostics }) =>
      diagnostics.some(({ severity }) => severity === 3),
    );
    client.change(at('.azml-lint.yaml'), 'rules:\n  apt/lists-kep: info\n');
    const [problem] = await client.published(at('.azml-lint.yaml'), has('configuration'));
    expect(problem).toMatchObject({
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 15 } },
    });
    expect(problem?.message).toContain('Did you mean `apt/lists-kept`');
    expect(codesOf(client.diagnostics.get(at('Dockerfile'))!.diagnostics)).toContain('apt/lists-kept');
  });

  test.each([
    ['is not run', undefined, true],
    ['is run where the editor says that the folder is trusted', { trust: true }, false],
  ])('the code of a plugin %s', async (_, initializationOptions, isRefused) => {
    const files = {
      '.azml-lint.yaml': 'plugins: ./rules.mjs\n',
      'rules.mjs': 'export const rules = [];\n',
    };
    const { client, at } = await started(files, PUSHED, { initializationOptions });
    client.open(at('.azml-lint.yaml'), files['.azml-lint.yaml'], 'yaml');
    const found = await client.published(at('.azml-lint.yaml'));
    expect(found.map(({ message }) => message)).toEqual(
      isRefused ? [expect.stringContaining('nobody has said that this folder is trusted')] : [],
    );
  });

  test('what it ignores is not told', async () => {
    const files = { '.azml-lint.yaml': 'ignore: old/**\n', 'old/Dockerfile': LISTS };
    const { client, at } = await started(files);
    client.open(at('old/Dockerfile'), LISTS);
    expect(await client.published(at('old/Dockerfile'))).toEqual([]);
  });

  test('what its baseline hides is not told, and what is new is', async () => {
    const { source, findings } = lintSource(LISTS, settingsOf({}));
    const places = { source, anchorAt: dockerfileKind.anchorsIn(LISTS) };
    const files = {
      '.azml-lint.yaml': 'baseline: old.json\n',
      'old.json': writeBaseline(baselineOf('Dockerfile', findings, places, '2026-11-01', [])),
    };
    const { client, at } = await started(files);
    client.open(at('Dockerfile'), LISTS);
    expect(await client.published(at('Dockerfile'))).toEqual([]);
    client.change(at('Dockerfile'), `${LISTS}MAINTAINER a\n`);
    await client.published(at('Dockerfile'), has('dockerfile/maintainer'));
  });
});

describe('actions', () => {
  test('a safe fix is preferred and carries the version that it is for', async () => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    const [fix] = await actionsAt(client, at('Dockerfile'), LISTS, 'apt-get update');
    expect(fix).toMatchObject({
      kind: 'quickfix',
      isPreferred: true,
      diagnostics: [{ code: 'apt/lists-kept' }],
    });
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
    expect(changedBy(LISTS, fix!)).toContain('libpng-tools && rm -rf /var/lib/apt/lists/*\n');
  });

  test('one that is to be looked at says so', async () => {
    const { client, at } = await started();
    const text = LISTS.replace(' --no-install-recommends', '');
    client.open(at('Dockerfile'), text);
    await client.published(at('Dockerfile'), has('apt/recommends-installed'));
    const actions = await actionsAt(client, at('Dockerfile'), text, 'apt-get install');
    const fix = actions.find(({ title }) => title.startsWith('Add `--no-install-recommends`'));
    expect(fix?.title).toContain('unsafe');
    expect(fix?.isPreferred).toBeUndefined();
  });

  test('one that changes another file too has the version of that if it is open, and none if it is not', async () => {
    const script = 'def init():\n    pass\n';
    const files = {
      'app/score.py': script,
      '.azml-lint.yaml': 'plugins: ./rules.mjs\n',
      'rules.mjs': `const level = { inference: 'warning', training: 'warning', other: 'warning' };
        export const rules = [{
          id: 'acme/two', title: 'Two files', messages: { m: 'Found' }, fix: 'safe', level,
          check({ file, report }) {
            const other = file.surroundings.read('app/score.py');
            const edit = { start: other.text.length, end: other.text.length, text: '# end\\n' };
            const fix = { title: 'Write both', edits: [{ start: 0, end: 0, text: '# 1\\n' }], elsewhere: [{ file: other, edits: [edit] }] };
            report({ at: file.stages[0].from, message: 'm', fix });
          },
        }];`,
    };
    const trust = { initializationOptions: { trust: true } };
    const { client, at } = await started(files, PUSHED, trust);
    client.open(at('app/score.py'), script, 'python');
    client.open(at('Dockerfile'), SERVED);
    const version = client.change(at('app/score.py'), `# 😀\n${script}`);
    await client.published(at('Dockerfile'), has('acme/two'));
    const edits = async () => {
      const found = await actionsAt(client, at('Dockerfile'), SERVED, 'FROM');
      const changes = found.find(({ title }) => title === 'Write both')?.edit?.documentChanges ?? [];
      return (changes as readonly TextDocumentEdit[]).map(({ textDocument, edits: [edit] }) => [
        textDocument,
        (edit as TextEdit).range.start.line,
      ]);
    };
    const own = [{ uri: at('Dockerfile'), version: expect.any(Number) }, 0];
    expect(await edits()).toEqual([own, [{ uri: at('app/score.py'), version }, 3]]);
    client.close(at('app/score.py'));
    expect(await edits()).toEqual([own, [{ uri: at('app/score.py'), version: null }, 2]]);
  });

  test('all safe fixes are made when that is asked for', async () => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    const actions = await actionsAt(client, at('Dockerfile'), LISTS, 'FROM');
    const all = actions.find(({ kind }) => kind === 'source.fixAll.azml-lint');
    const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, all!);
    expect(changedBy(LISTS, resolved)).toBe(LISTS.replace('tools', 'tools && rm -rf /var/lib/apt/lists/*'));
  });

  const ignored: readonly [string, string, string, string, string][] = [
    ['Dockerfile', LISTS, 'apt-get update', 'here', '# azml-lint ignore=apt/lists-kept -- \nRUN apt'],
    [
      'Dockerfile',
      `# syntax=docker/dockerfile:1\n${LISTS}`,
      'apt-get update',
      'in this file',
      '# syntax=docker/dockerfile:1\n# azml-lint ignore-file=apt/lists-kept -- \nFROM',
    ],
    [
      'Dockerfile',
      `FROM ubuntu:24.04 AS other\n${LISTS}`,
      'apt-get update',
      'in this stage',
      '# azml-lint ignore-stage=apt/lists-kept -- \nFROM mcr',
    ],
    [
      'Dockerfile',
      LISTS.replace('RUN apt-get', 'RUN true && \\\r\n    apt-get'),
      'apt-get update',
      'here',
      'RUN true && \\\r\n    # azml-lint ignore=apt/lists-kept -- \r\n    apt-get',
    ],
    [
      'environment.yml',
      'name: a\nimage: docker.io/library/python:latest\n',
      'latest',
      'here',
      '# azml-lint ignore=base-image/latest-tag -- \nimage',
    ],
  ];
  test.each(ignored)('%s: %j is ignored at %j %s', async (name, text, words, where, expected) => {
    const { client, at } = await started();
    client.open(at(name), text, name.endsWith('yml') ? 'yaml' : 'dockerfile');
    await client.published(at(name), ({ diagnostics }) => diagnostics.length > 0);
    const actions = await actionsAt(client, at(name), text, words);
    const ignore = actions.find(({ title }) => title.startsWith('Ignore') && title.includes(where));
    const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, ignore!);
    expect(changedBy(text, resolved)).toContain(expected);
  });

  test('a finding in an entry script is ignored there', async () => {
    const text = 'def init():\n    pass\n';
    const { client, at } = await started({ Dockerfile: SERVED, 'app/score.py': text });
    client.open(at('app/score.py'), text, 'python');
    const [{ range }] = (await client.published(at('app/score.py'), has('entry-script/no-init-run'))) as [
      Diagnostic,
    ];
    const found = (await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: at('app/score.py') },
      range,
      context: { diagnostics: [] },
    })) as CodeAction[];
    const ignore = found.find(({ title }) => title.includes('in this file'));
    const resolved = await client.connection.sendRequest(CodeActionResolveRequest.type, ignore!);
    expect(changedBy(text, resolved)).toBe(`# azml-lint ignore-file=entry-script/no-init-run -- \n${text}`);
  });

  test('a client with places to fill in gets one for the reason', async () => {
    const workspace = {
      ...PUSHED.workspace,
      workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    };
    const { client, at } = await started({}, { ...PUSHED, workspace });
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    const actions = await actionsAt(client, at('Dockerfile'), LISTS, 'apt-get update');
    const ignore = actions.find(({ title }) => title.startsWith('Ignore'));
    const { edit } = await client.connection.sendRequest(CodeActionResolveRequest.type, ignore!);
    expect(JSON.stringify(edit)).toContain('-- ${1:why this is right here}');
  });

  test('a client that makes edits but asks for none has the comment inserted by a command', async () => {
    const capabilities = { ...PUSHED, textDocument: {}, workspace: { applyEdit: true } };
    const { client, at } = await started({}, capabilities);
    const text = `${LISTS}${LISTS.slice(FROM.length).repeat(40)}`;
    client.open(at('Dockerfile'), text);
    await client.published(at('Dockerfile'));
    const found = await actionsAt(client, at('Dockerfile'), text, 'apt-get update');
    const ignore = found.find(({ title }) => title === 'Ignore apt/lists-kept here, with a reason');
    expect(ignore?.edit).toBeUndefined();
    const applied = new Promise<WorkspaceEdit>((resolve) => {
      client.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
        resolve(edit);
        return { applied: true };
      });
    });
    await client.connection.sendRequest(ExecuteCommandRequest.type, ignore!.command!);
    const [edit] = (await applied).changes![at('Dockerfile')]!;
    expect(edit!.newText).toBe('# azml-lint ignore=apt/lists-kept -- \n');
  });

  test('a client that can do nothing gets edits where few findings are, and no more actions than a menu takes', async () => {
    const { client, at } = await started({}, {});
    const text = `${LISTS}${LISTS.slice(FROM.length).repeat(150)}`;
    client.open(at('Dockerfile'), text);
    await client.published(at('Dockerfile'));
    const [here] = (await actionsAt(client, at('Dockerfile'), text, 'apt-get update')).filter(({ title }) =>
      title.startsWith('Ignore apt/lists-kept'),
    );
    expect(here?.edit?.changes?.[at('Dockerfile')]?.[0]?.newText).toContain('ignore=apt/lists-kept');
    const all = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: at('Dockerfile') },
      range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    expect(all!.filter(({ title }) => title.startsWith('Ignore'))).toEqual([]);
    expect(all!.length).toBeLessThan(210);
  });

  test('a client that asks for the reason itself has the comment inserted', async () => {
    const initializationOptions = { askForReason: true };
    const { client, at } = await started({}, PUSHED, { initializationOptions });
    client.open(at('Dockerfile'), LISTS);
    await client.published(at('Dockerfile'), has('apt/lists-kept'));
    const actions = await actionsAt(client, at('Dockerfile'), LISTS, 'apt-get update');
    const { command } = actions.find(({ title }) => title.startsWith('Ignore'))!;
    expect(command?.command).toBe('azml-lint.askForReason');
    const applied = new Promise<CodeAction>((resolve) => {
      client.connection.onRequest('workspace/applyEdit', ({ edit }) => {
        resolve({ title: '', edit });
        return { applied: true };
      });
    });
    await client.connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'azml-lint.ignore',
      arguments: [{ ...command!.arguments![0], reason: 'it is small\nand old' }],
    });
    expect(changedBy(LISTS, await applied)).toContain(
      '# azml-lint ignore=apt/lists-kept -- it is small and old\nRUN',
    );
  });
});

describe('a hover', () => {
  test('shows the page of a finding', async () => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), LISTS);
    const shown = await hoverAt(client, at('Dockerfile'), LISTS, 'apt-get update');
    expect(shown).toContain('**error**');
    expect(shown).toContain('downloads the package lists of the whole distribution');
    expect(shown).not.toContain('## Bad');
    expect(shown).not.toMatch(/\]\((?!https:)/);
  });

  test.each([
    ['FROM', 'mcr.microsoft.com', /dockeruser[\s\S]*3\.12/],
    [
      'a variable',
      'AZUREML_ENTRY_SCRIPT',
      /the entry script, relative to AML_APP_ROOT[\s\S]*main\.py[\s\S]*Source/,
    ],
  ])('shows what is known of %s', async (_, words, expected) => {
    const { client, at } = await started();
    client.open(at('Dockerfile'), SERVED);
    expect(await hoverAt(client, at('Dockerfile'), SERVED, words)).toMatch(expected);
  });

  test.each(['next\nCOPY', 'next /a', 'next,target'])(
    'shows at %j what the stage is built on',
    async (words) => {
      const { client, at } = await started();
      const text = `ARG V=1\n${FROM.trim()} AS Base\nFROM base AS next\nFROM next\nCOPY --from=next /a /b\nRUN --mount=from=next,target=/c true\n`;
      client.open(at('Dockerfile'), text);
      const shown = await hoverAt(client, at('Dockerfile'), text, words);
      expect(shown).toMatch(/^The stage of line 3, which is built on\n\n[\s\S]*dockeruser/m);
    },
  );

  test('shows a variable in a script and in a YAML, and nothing where nothing is known', async () => {
    const { client, at } = await started();
    const script = 'import os\nmodel = os.environ["AZUREML_MODEL_DIR"]\n';
    client.open(at('train.py'), script, 'python');
    expect(await hoverAt(client, at('train.py'), script, 'AZUREML_MODEL_DIR')).toContain('finds the model');
    expect(await hoverAt(client, at('train.py'), script, 'import')).toBeUndefined();
  });

  test('text of a file cannot act in it', async () => {
    const text =
      'FROM ubuntu:24.04\nRUN cat <<`![x](https://evil.example/)`\n![x](https://evil.example/)<img src=x>\n';
    const { client, at } = await started();
    client.open(at('Dockerfile'), text);
    const found = await client.published(at('Dockerfile'), ({ diagnostics }) => diagnostics.length > 0);
    for (const { range } of found) {
      const hover = await client.connection.sendRequest(HoverRequest.type, {
        textDocument: { uri: at('Dockerfile') },
        position: range.start,
      });
      expect((hover!.contents as MarkupContent).value).not.toMatch(/(?<![\\`])!\[x\]\(|<img/);
    }
  });
});

describe('proposals', () => {
  const cases: readonly [string, string, string, string, string?][] = [
    [
      'images in FROM',
      'Dockerfile',
      'FROM mcr.microsoft.com/azureml/min|',
      'mcr.microsoft.com/azureml/minimal-py312-inference',
    ],
    [
      'tags of an image',
      'Dockerfile',
      'FROM mcr.microsoft.com/azureml/minimal-py312-inference:|\n',
      'mcr.microsoft.com/azureml/minimal-py312-inference:',
    ],
    ['stages before a FROM', 'Dockerfile', 'FROM ubuntu:24.04 AS tools\nRUN true\n\nFROM |\n', 'tools'],
    [
      'stages in COPY',
      'Dockerfile',
      'FROM ubuntu:24.04 AS tools\nFROM ubuntu:24.04\nCOPY --from=|\n',
      'tools',
    ],
    ['rules in a comment', 'Dockerfile', '# azml-lint ignore=apt/lists-kept,ap|\nFROM a\n', 'apt/upgrade'],
    [
      'images in a YAML',
      'environment.yml',
      'name: a\nbuild:\n  path: .\nimage: mcr|\n',
      'mcr.microsoft.com/azureml/',
      'yaml',
    ],
    ['keys of a configuration', '.azml-lint.yaml', 'fail|', 'failOn: ', 'yaml'],
    ['severities', '.azml-lint.yaml', 'rules:\n  apt/lists-kept: |', 'warning', 'yaml'],
    ['rules of a configuration', '.azml-lint.yaml', 'rules:\n  ap|', 'apt/lists-kept: ', 'yaml'],
    ['presets', '.azml-lint.yaml', 'extends: |', 'azml-lint:recommended', 'yaml'],
    ['keys of an override', '.azml-lint.yaml', 'overrides:\n  - files: a\n    ru|', 'rules: ', 'yaml'],
    ['options of a rule', '.azml-lint.yaml', 'rules:\n  base-image/not-allowed:\n    al|', 'allow: ', 'yaml'],
  ];
  test.each(cases)('%s', async (_, name, marked, expected, language) => {
    const { client, at } = await started();
    const items = await proposed(client, at(name), marked, language);
    expect(items.map(({ filterText }) => filterText)).toContainEqual(expect.stringContaining(expected));
  });

  test.each([
    ['{ "ex|": 1 }', 'extends'],
    ['{ ex| }', '"extends": '],
    ['{\n  "rules": {\n    "apt/li|"\n  }\n}', 'apt/lists-kept'],
    ['{\n  "rules": {\n    "apt/lists-kept": "war|"\n  }\n}', 'warning'],
    ['{\n  "rules": {\n    "apt/lists-kept": war|\n  }\n}', '"warning"'],
    ['{ "shellcheck": | }', 'true'],
  ])('in JSON, what is proposed at %j is written so that it stays JSON', async (marked, expected) => {
    const { client, at } = await started();
    const items = await proposed(client, at('.azml-lint.json'), marked, 'json');
    expect(items.map(({ textEdit }) => textEdit?.newText)).toContain(expected);
  });

  test('a line that is too long to be typed does not keep it busy', async () => {
    const { client, at } = await started();
    expect(await proposed(client, at('Dockerfile'), `${FROM}RUN ${'--mount='.repeat(40_000)}|\n`)).toEqual(
      [],
    );
  });

  test('an image says what is known of it when it is looked at', async () => {
    const { client, at } = await started();
    const items = await proposed(client, at('Dockerfile'), 'FROM |\n');
    const old = items.find(({ label }) => label.includes('ubuntu18.04-py37'));
    expect(old?.tags).toEqual([1]);
    const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, old!);
    expect((resolved.documentation as MarkupContent).value).toContain('18.04');
  });
});

describe('a session', () => {
  test('ends in order after a shutdown, and suddenly without one', async () => {
    const orderly = await started();
    await orderly.client.stop();
    expect(await orderly.ended).toBe('orderly');
    const sudden = await started();
    sudden.client.connection.end();
    expect(await sudden.ended).toBe('sudden');
  });

  test.each<[string, object]>([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: { uri: 5 }, position: { line: 0, character: 0 } }],
    ['textDocument/completion', { textDocument: { uri: 'file:///Dockerfile' }, position: null }],
    ['textDocument/completion', { textDocument: { uri: 'a:b' }, position: { line: 0, character: 0.5 } }],
    ['textDocument/codeAction', { textDocument: { uri: 'a:b' }, range: { start: 0, end: 1 }, context: {} }],
    ['textDocument/diagnostic', { textDocument: 'a' }],
    ['workspace/executeCommand', { command: 'azml-lint.ignore', arguments: 7 }],
    ['initialize', { processId: null, rootUri: null }],
  ])('a question %s that is none of the protocol, %j, is refused as such', async (method, params) => {
    const { client } = await started();
    const refused = client.connection.sendRequest(method, params);
    await expect(refused).rejects.toMatchObject({ code: ErrorCodes.InvalidParams });
  });

  test.each<[string, object]>([
    ['textDocument/didOpen', { textDocument: { uri: 'file:///tmp/Dockerfile' } }],
    ['textDocument/didOpen', {}],
    ['textDocument/didChange', { textDocument: {}, contentChanges: [] }],
    ['textDocument/didChange', { textDocument: { uri: 'HERE', version: 5 }, contentChanges: [{}] }],
    [
      'textDocument/didChange',
      {
        textDocument: { uri: 'HERE', version: 5 },
        contentChanges: [{ range: { start: { line: 0 }, end: { line: 9 } }, text: '' }],
      },
    ],
    ['textDocument/didClose', {}],
    ['workspace/didChangeWatchedFiles', {}],
    ['workspace/didChangeWorkspaceFolders', { event: { added: [{}], removed: [] } }],
  ])(
    'a notification %s that is none of the protocol, %j, is logged and does nothing',
    async (method, params) => {
      const { client, at } = await started();
      client.open(at('Dockerfile'), LISTS);
      await client.published(at('Dockerfile'));
      const logged = new Promise<LogMessageParams>((resolve) => {
        client.connection.onNotification(LogMessageNotification.type, resolve);
      });
      const here = JSON.parse(JSON.stringify(params).replace('HERE', at('Dockerfile')));
      void client.connection.sendNotification(method, here);
      expect((await logged).message).toContain('not of the protocol');
      expect(await hoverAt(client, at('Dockerfile'), LISTS, 'mcr')).toContain('dockeruser');
    },
  );

  test('of several folders, each has its own configuration; one may come and go', async () => {
    const { client, at, directory } = await started(
      {
        'strict/Dockerfile': LISTS,
        'lax/Dockerfile': LISTS,
        'lax/.azml-lint.yaml': 'rules:\n  apt/*: off\n',
      },
      PUSHED,
      { folders: ['strict', 'lax/'] },
    );
    client.open(at('strict/Dockerfile'), LISTS);
    client.open(at('lax/Dockerfile'), LISTS);
    await client.published(at('strict/Dockerfile'), has('apt/lists-kept'));
    await client.published(at('lax/Dockerfile'), lacks('apt/lists-kept'));
    const folderOf = (name: string) => ({ uri: at(name), name });
    rmSync(join(directory, 'lax/.azml-lint.yaml'));
    void client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { removed: [folderOf('lax')], added: [folderOf('new')] },
    });
    await client.published(at('lax/Dockerfile'), has('apt/lists-kept'));
    await client.published(at('strict/Dockerfile'), has('apt/lists-kept'));
  });

  test('a change of a text that is not open does nothing, and one beyond its ends is at its ends', async () => {
    const { client, at } = await started();
    client.change(at('Other'), LISTS);
    client.open(at('Dockerfile'), FROM);
    const range = { start: { line: 99, character: 99 }, end: { line: 999, character: 9 } };
    void client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: at('Dockerfile'), version: 7 },
      contentChanges: [{ range, text: LISTS.slice(FROM.length) }],
    });
    const found = await client.published(at('Dockerfile'), has('apt/lists-kept'));
    expect(found[0]!.range.start).toEqual({ line: 2, character: 4 });
    expect(client.diagnostics.has(at('Other'))).toBe(false);
  });

  test('refuses what comes before it has begun', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    void serve({ input, output, cwd: '/', load: {}, today: () => '2026-11-01', fail: () => undefined });
    const client = new Client(output, input);
    const hover = { textDocument: { uri: 'file:///a' }, position: { line: 0, character: 0 } };
    await expect(client.connection.sendRequest(HoverRequest.type, hover)).rejects.toThrow('not initialized');
    client.connection.dispose();
  });
});

test.each([
  ['file:///c%3A/a%20b/Dockerfile', 'C:\\a b\\Dockerfile'],
  ['file:///C:/a%20b/Dockerfile', 'C:\\a b\\Dockerfile'],
  ['file://server/share/Dockerfile', '\\\\server\\share\\Dockerfile'],
  ['untitled:c:\\Dockerfile', undefined],
])('on Windows, %s is the file %s', (uri, file) => {
  expect(fileOfUri(uri, true)).toBe(file);
});

test.each([
  ['file:///a/b%20c/D%C3%BCckerfile', '/a/b c/Dückerfile'],
  ['untitled:Untitled-1', undefined],
  ['git:/a/Dockerfile', undefined],
  ['file://server/share/%2F', undefined],
  ['%%%', undefined],
])('%s is the file %s', (uri, file) => {
  expect(
    fileOfUri(uri)
      ?.replace(/^[A-Z]:/, '')
      .replaceAll('\\', '/'),
  ).toBe(file);
});

test.each([
  ['a\nbc\r\nd\re', 'utf-16', [0, 2, 4, 6, 7, 8, 9]],
  ['\u{feff}aé😀b\n', 'utf-8', [1, 2, 3, 5, 6]],
] as const)('places of %j in %s lead back to where they are', (text, encoding, offsets) => {
  const lines = new Lines(text, encoding);
  expect(offsets.map((offset) => lines.offsetAt(lines.positionAt(offset)))).toEqual([...offsets]);
});

const REAL = [LISTS, SERVED, `${LISTS}\n${SERVED}# azml-lint ignore=apt/* -- a\nRUN <<EOF\nset -e\nEOF\n`];

test('half-typed text breaks nothing: whatever is typed, every question has an answer', async () => {
  const { client, at } = await started({ 'app/score.py': 'def init():\n    pass\n' });
  const uri = at('Dockerfile');
  client.open(uri, LISTS);
  const piece = fc.oneof(
    fc.string({ maxLength: 8, unit: 'binary' }),
    fc.constantFrom(
      '\\\n',
      '\r',
      '<<EOF',
      '"',
      '${',
      'FROM ',
      '# azml-lint ignore=',
      '--from=',
      '`',
      '\u{feff}',
      '😀',
    ),
  );
  const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(12), piece), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...REAL), edits, fc.nat(400), async (start, typed, asked) => {
      const text = typed.reduce(
        (now, [at, length, piece]) => now.slice(0, at) + piece + now.slice(at + length),
        start,
      );
      const version = client.change(uri, text);
      const position = new Lines(text, 'utf-16').positionAt(Math.min(asked, text.length));
      const textDocument = { uri };
      const context = { diagnostics: [] };
      const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
      await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
      await client.connection.sendRequest(CompletionRequest.type, { textDocument, position });
      await client.connection.sendRequest(CodeActionRequest.type, { textDocument, range: whole, context });
      const found = await client.published(uri, (params) => params.version === version);
      const lines = new Lines(text, 'utf-16');
      for (const { range } of found) expect(lines.rangeOf(lines.spanOf(range))).toEqual(range);
    }),
    { numRuns: 100 },
  );
});
