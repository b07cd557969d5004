/** The server for agents as it is installed: started by the protocol's own client, over standard input and output. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import type { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { directoryWith, faulty, program } from './cli.ts';
import { call, clientWith } from './mcp-client.ts';

interface Started {
  readonly cwd: string;
  readonly roots?: readonly string[];
  readonly mode?: 'legacy' | 'auto';
  readonly args?: readonly string[];
}

async function started({ cwd, args = [], ...options }: Started): Promise<Client> {
  const client = clientWith(options);
  const [command, ...first] = program();
  await client.connect(
    new StdioClientTransport({ command, args: [...first, 'mcp', ...args], cwd, env: {}, stderr: 'ignore' }),
  );
  onTestFinished(() => client.close());
  return client;
}

const project = () => realpathSync(directoryWith({ 'images/Dockerfile': faulty }));

describe.each(['legacy', 'auto'] as const)('a client of the protocol, %s', (mode) => {
  test('finds the tools, and each answers', async () => {
    const client = await started({ cwd: project(), mode });
    expect(client.getProtocolEra()).toBe(mode === 'auto' ? 'modern' : 'legacy');
    expect(client.getServerVersion()).toMatchObject({ name: 'azml-lint', version: manifest.version });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['lint', 'fix', 'explain', 'images']);
    const { data } = await call(client, 'lint', { path: 'images', rules: ['apt/lists-kept'] });
    expect(data).toMatchObject({
      findings: [{ file: 'images/Dockerfile', line: 2, rule: 'apt/lists-kept' }],
    });
    const fixed = await call(client, 'fix', { path: 'images/Dockerfile', rules: ['apt/lists-kept'] });
    expect(fixed.texts[0]).toMatch(/^\+RUN .*rm -rf \/var\/lib\/apt\/lists/m);
    expect((await call(client, 'explain', { rule: 'DL3009' })).texts[0]).toMatch(/^# apt\/lists-kept\n/);
    expect((await call(client, 'images', { purpose: 'inference' })).texts[0]).toContain(
      'minimal-py312-inference',
    );
    expect(await call(client, 'lint', { path: '/etc/hostname' })).toMatchObject({ isError: true });
  });

  test('tells its folders, which are then the only ones', async () => {
    const [cwd, root] = [project(), project()];
    const client = await started({ cwd, roots: [root], mode });
    expect((await call(client, 'lint', { path: 'images' })).data).toMatchObject({ folder: root });
    expect(await call(client, 'lint', { path: cwd })).toMatchObject({ isError: true });
  });
});

test('what plugins print is not in the way of the protocol', async () => {
  const cwd = directoryWith({
    Dockerfile: faulty,
    '.azml-lint.yaml': 'plugins: [./plugin.mjs]\n',
    'plugin.mjs': 'console.log("loaded");\nconsole.info({});\nexport const rules = [];\n',
  });
  const client = await started({ cwd, args: ['--trust'] });
  const errors: Error[] = [];
  client.onerror = (error) => errors.push(error);
  const { isError } = await call(client, 'lint', { path: 'Dockerfile' });
  expect({ isError, errors }).toEqual({ isError: false, errors: [] });
});

/** Writes lines to the server, and returns what it says until it ends. */
async function conversation(
  lines: readonly string[],
): Promise<{ status: unknown; stdout: string; stderr: string }> {
  const [command, ...first] = program();
  const child = spawn(command, [...first, 'mcp'], { cwd: directoryWith({}), env: {}, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  for (const line of lines) child.stdin.write(`${line}\n`);
  const asked = lines.filter((line) => line.includes('"id"')).length;
  while (output.stdout.split('\n').length <= asked) await once(child.stdout, 'data');
  child.stdin.end();
  const [status] = await once(child, 'close');
  return { status, ...output };
}

const hello = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
});

test('ends when the client closes its end, and has said nothing but the protocol', async () => {
  const { status, stdout, stderr } = await conversation([hello]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { protocolVersion: '2025-06-18' } });
});

test('what was asked is still answered when the client has closed its end', async () => {
  const [command, ...first] = program();
  const files = Array.from({ length: 40 }, (_, index) => [`d${index}/Dockerfile`, faulty] as const);
  const ask = (id: number, name: string, given: object) =>
    JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: given } });
  const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 3 } };
  const { stdout, status } = spawnSync(command, [...first, 'mcp'], {
    cwd: directoryWith(Object.fromEntries(files)),
    env: {},
    encoding: 'utf8',
    timeout: 20_000,
    input: [
      hello,
      JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
      ask(2, 'lint', { path: '.' }),
      ask(3, 'lint', { path: '.' }),
      JSON.stringify(cancelled),
      '',
    ].join('\n'),
  });
  expect(status).toBe(0);
  const ids = stdout.trimEnd().split('\n');
  expect(ids.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2]);
});

test('what is no message of the protocol does not end it', async () => {
  const list = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' });
  const { status, stdout } = await conversation(['no JSON', hello, '{"jsonrpc":"2.0"}', '[]', list]);
  expect(status).toBe(0);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number });
  expect(answers.map(({ id }) => id)).toEqual([1, 2]);
});
