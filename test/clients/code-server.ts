/** VS Code with the packed extension, as a page in Chromium. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { client } from './client.ts';

/** Everything that would cover the editor, ask the network or differ from day to day is off. */
const quiet = {
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.editor.empty.hint': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export interface CodeServer {
  /** The address of a window with a folder. */
  urlOf(folder: string): string;
  stop(): void;
}

/** Builds and packs the extension, and installs it into a code-server of its own. */
export async function startCodeServer(settings: object = {}): Promise<CodeServer> {
  const home = mkdtempSync(join(tmpdir(), 'azml-lint-vscode-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
  };
  mkdirSync(join(home, 'user/User'), { recursive: true });
  writeFileSync(join(home, 'user/User/settings.json'), JSON.stringify({ ...quiet, ...settings }));
  const folders = ['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
  const run = (...args: readonly string[]) =>
    execFileSync(client('code-server'), [...folders, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  run('--install-extension', packExtension(home));

  const server = spawn(
    client('code-server'),
    [
      ...folders,
      '--auth',
      'none',
      '--bind-addr',
      '127.0.0.1:0',
      '--disable-telemetry',
      '--disable-update-check',
    ],
    // A group of its own: it is stopped with all that it has started.
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const stop = () => {
    try {
      process.kill(-server.pid!);
    } catch {
      // It has ended by itself.
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  };
  let said = '';
  const address = await new Promise<string>((found, failed) => {
    const listen = (text: string) => {
      said += text;
      const [, url] = /listening on (http:\S+)/.exec(said) ?? [];
      if (url !== undefined) found(url);
    };
    server.stdout.setEncoding('utf8').on('data', listen);
    server.stderr.setEncoding('utf8').on('data', listen);
    server.on('exit', () => failed(new Error(`code-server does not start:\n${said}`)));
  });
  return { urlOf: (folder) => `${address}?folder=${encodeURIComponent(folder)}`, stop };
}

/** The path of the packed extension. It is checked by the compiler and packed by the tools of its own folder. */
function packExtension(directory: string): string {
  const cwd = resolve('editors/vscode');
  const vsix = join(directory, 'azml-lint.vsix');
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  run(process.execPath, resolve('node_modules/typescript/bin/tsc'), '--noEmit');
  run(process.execPath, 'build.mjs');
  run(
    client('node24'),
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--out',
    vsix,
  );
  return vsix;
}
