/** `azml-lint lsp` as a process, as an editor starts it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { directoryWith, faulty, onPosix, program } from './cli.ts';
import { Client, uriOf } from './lsp-client.ts';

/** A server, its client, and what it has written to standard error. */
function server(args: readonly string[] = [], cwd = directoryWith({ Dockerfile: faulty })) {
  const [command, ...first] = program();
  const child: ChildProcessWithoutNullStreams = spawn(command, [...first, 'lsp', ...args], { cwd });
  onTestFinished(() => void child.kill());
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const client = new Client(child.stdout, child.stdin);
  return { child, client, errors, ended, at: (path: string) => uriOf(join(cwd, path)) };
}

// Node for Windows does not accept the pipes that Wine creates.
describe.runIf(onPosix)('the language server', () => {
  test.each([[[]], [['--stdio']], [['--stdio', '--clientProcessId=1']]])(
    'started with %j, it tells what is wrong, and ends with status 0 when it is asked to',
    async (args) => {
      const { client, errors, ended, at } = server(args);
      await client.start({ workspaceFolders: [{ uri: at('.'), name: 'here' }] });
      client.open(at('Dockerfile'), faulty);
      const found = await client.published(at('Dockerfile'));
      expect(found.map(({ code }) => code)).toContain('apt/lists-kept');
      await client.stop();
      expect(await ended).toBe(0);
      expect(errors.join('')).toBe('');
    },
  );

  test('what a plugin prints is not taken for the protocol', async () => {
    const cwd = directoryWith({
      Dockerfile: faulty,
      '.azml-lint.yaml': 'plugins: ./rules.mjs\nrules:\n  apt/lists-kept: info\n',
      'rules.mjs': 'console.log("a word of mine"); export const rules = [];\n',
    });
    const { client, errors, at } = server(['--trust'], cwd);
    await client.start();
    client.open(at('Dockerfile'), faulty);
    const found = await client.published(at('Dockerfile'));
    expect(found.find(({ code }) => code === 'apt/lists-kept')?.severity).toBe(3);
    expect(errors.join('')).toBe('a word of mine\n');
  });

  test('options of the configuration hold for all that is opened', async () => {
    const { client, at } = server(['--rule', 'apt/lists-kept=warning']);
    await client.start();
    client.open(at('Dockerfile'), faulty);
    const found = await client.published(at('Dockerfile'));
    expect(found.find(({ code }) => code === 'apt/lists-kept')?.severity).toBe(2);
  });

  test.each(['', 'Content-Length: 99\r\n\r\n{'])(
    'it ends when its input does, with status 1, after %j too',
    async (begun) => {
      const { child, client, ended } = server();
      await client.start();
      child.stdin.write(begun);
      child.stdin.end();
      expect(await ended).toBe(1);
    },
  );

  test('it ends without a word when nobody reads what it says', async () => {
    const { child, client, errors, ended, at } = server();
    await client.start();
    child.stdout.destroy();
    client.open(at('Dockerfile'), faulty);
    expect(await ended).toBe(1);
    expect(errors.join('')).toBe('');
  });

  test('it ends when the process of the editor is gone', async () => {
    const editor = spawn(process.execPath, ['-e', '0']);
    await new Promise((resolve) => editor.on('exit', resolve));
    const { client, ended } = server();
    await client.start({ processId: editor.pid! });
    expect(await ended).toBe(1);
  });
});
