import { existsSync } from 'node:fs';
import { type LogOutputChannel, window, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { configurationNames } from '../../../src/config/discovery.ts';
import { chosenInstallation, type Installation, programOf } from './installation.ts';
import { pathOfSetting } from './settings.ts';

/** The language server of this window: at most one runs, and it is started by the first file that needs it. */
export class ServerSession {
  readonly #extensionPath: string;
  readonly #output: LogOutputChannel;
  #client: LanguageClient | undefined;
  /** What was asked for last. Starts and stops follow one another. */
  #work: Promise<void> = Promise.resolve();

  constructor(extensionPath: string, output: LogOutputChannel) {
    this.#extensionPath = extensionPath;
    this.#output = output;
  }

  /** The installation whose server runs, or would. */
  get installation(): Installation {
    return chosenInstallation(this.#extensionPath);
  }

  /** Starts the server, unless one runs or linting is off. */
  start(): Promise<void> {
    return this.#next(() => this.#begin());
  }

  stop(): Promise<void> {
    return this.#next(() => this.#end());
  }

  restart(): Promise<void> {
    return this.#next(async () => {
      await this.#end();
      await this.#begin();
    });
  }

  restartIfRunning(): Promise<void> {
    return this.#next(async () => {
      if (this.#client === undefined) return;
      await this.#end();
      await this.#begin();
    });
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => {
      this.#output.error(error instanceof Error ? error : String(error));
    });
    return this.#work;
  }

  async #begin(): Promise<void> {
    if (this.#client !== undefined || !workspace.getConfiguration('azml-lint').get('enable', true)) return;
    const program = programOf(this.installation);
    if (!existsSync(program)) {
      void window.showErrorMessage(
        `azml-lint is not installed where \`azml-lint.path\` says: no ${program}.`,
      );
      return;
    }
    this.#output.info(`Starting ${program}`);
    const client = clientOf(program, argumentsOfServer(), this.#output);
    await client.start();
    this.#client = client;
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.dispose();
  }
}

/** In an untrusted workspace, the editor ignores what the workspace itself says about the configuration. */
function argumentsOfServer(): readonly string[] {
  const config = pathOfSetting('config');
  return config === undefined ? ['lsp'] : ['lsp', '--config', config];
}

/** What a Dockerfile may copy or obey, so that its findings depend on it as it is typed. */
const FILES_AROUND = ['*requirements*.txt', '*.{docker,aml,git}ignore'];

/** The server runs on the Node of the editor, which a module is started with. */
function clientOf(program: string, args: readonly string[], outputChannel: LogOutputChannel): LanguageClient {
  return new LanguageClient(
    'azml-lint',
    'azml-lint',
    { module: program, args: [...args], transport: TransportKind.stdio },
    {
      documentSelector: [
        ...['dockerfile', 'yaml', 'json', 'jsonc', 'python'].flatMap((language) => [
          { scheme: 'file', language },
          { scheme: 'untitled', language },
        ]),
        ...[...configurationNames, ...FILES_AROUND].map((name) => ({
          scheme: 'file',
          pattern: `**/${name}`,
        })),
      ],
      initializationOptions: { trust: workspace.isTrusted, askForReason: true, showsMessages: true },
      outputChannel,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'azml-lint',
    },
  );
}
