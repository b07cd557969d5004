import type { Readable, Writable } from 'node:stream';
import {
  CodeActionRequest,
  createProtocolConnection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ErrorCodes,
  ExitNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  MessageType,
  type ProtocolConnection,
  RegistrationRequest,
  ResponseError,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { FolderOptions } from '../workspace/folder.ts';
import { Workspace } from '../workspace/workspace.ts';
import { codeActionsAt } from './actions.ts';
import { capabilities } from './capabilities.ts';
import { type Client, clientOf } from './client.ts';
import { Documents } from './documents.ts';
import { folderUris } from './folders.ts';
import { watchProcess } from './parent-process.ts';
import { Publisher } from './publisher.ts';
import { fileOfUri } from './uris.ts';

/** What the server is started with. */
export interface ServerOptions extends Pick<FolderOptions, 'today'> {
  readonly input: Readable;
  readonly output: Writable;
  /** Where the server was started: the folder of texts that are in none. Absolute. */
  readonly cwd: string;
  /** The settings that hold whatever the files of a folder say, as options of the command line. */
  readonly load: FolderOptions['load'];
  /** Called with what has failed within. */
  fail(error: unknown): void;
}

/** How a session ended: the client said so after it had asked for a shutdown, or it is just gone. */
export type Ending = 'orderly' | 'sudden';

/** Speaks the Language Server Protocol until the client leaves. Writes nothing but the protocol to the output. */
export function serve(options: ServerOptions): Promise<Ending> {
  const connection = createProtocolConnection(
    new StreamMessageReader(options.input),
    new StreamMessageWriter(options.output),
    { error: options.fail, warn: () => undefined, info: () => undefined, log: () => undefined },
  );
  return new Promise((resolve) => {
    const session = new Session(connection, options, resolve);
    session.listen();
  });
}

/** What is there from the time at which the client introduces itself. */
interface Started {
  readonly client: Client;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly publisher: Publisher;
}

class Session {
  readonly #connection: ProtocolConnection;
  readonly #options: ServerOptions;
  readonly #ended: (ending: Ending) => void;
  #started: Started | undefined;
  #isShutDown = false;
  #stopWatching = () => {};
  readonly #told = new Set<string>();

  constructor(connection: ProtocolConnection, options: ServerOptions, ended: (ending: Ending) => void) {
    this.#connection = connection;
    this.#options = options;
    this.#ended = ended;
  }

  listen(): void {
    const on = this.#connection;
    on.onRequest(InitializeRequest.type, (params) => this.#initialize(params));
    on.onNotification(InitializedNotification.type, () => this.#watchFiles());
    on.onRequest(ShutdownRequest.type, () => {
      this.#isShutDown = true;
      this.#started?.publisher.stop();
    });
    on.onNotification(ExitNotification.type, () => this.#end());
    on.onClose(() => this.#end());
    this.#options.input.once('end', () => this.#end());
    on.onNotification(DidOpenTextDocumentNotification.type, ({ textDocument }) =>
      this.#with(({ documents }) => this.#put(documents.open(textDocument))),
    );
    on.onNotification(DidChangeTextDocumentNotification.type, ({ textDocument, contentChanges }) =>
      this.#with(({ documents }) => this.#put(documents.change(textDocument, contentChanges))),
    );
    on.onNotification(DidCloseTextDocumentNotification.type, ({ textDocument }) =>
      this.#with(({ documents, workspace, publisher }) => {
        const closed = documents.close(textDocument.uri);
        if (closed === undefined) return;
        workspace.close(closed.file);
        publisher.closed(closed.file);
      }),
    );
    on.onNotification(DidSaveTextDocumentNotification.type, () =>
      // Without a client that watches files, this is when something else may be new too.
      this.#with(({ client }) => void (client.watches || this.#refresh())),
    );
    on.onNotification(DidChangeWatchedFilesNotification.type, ({ changes }) => {
      if (changes.some(({ uri }) => !/\/(?:\.git|node_modules)\//.test(uri))) this.#refresh();
    });
    on.onNotification(DidChangeConfigurationNotification.type, () => this.#refresh());
    on.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) =>
      this.#with(({ workspace }) => {
        const gone = removed.flatMap(({ uri }) => fileOfUri(uri) ?? []);
        const kept = workspace.folders.filter((folder) => !gone.includes(folder));
        workspace.setFolders([...kept, ...added.flatMap(({ uri }) => fileOfUri(uri) ?? [])]);
        this.#refresh();
      }),
    );
    on.onRequest(DocumentDiagnosticRequest.type, async ({ textDocument, previousResultId }) => {
      const { documents, publisher } = this.#ready();
      const document = documents.get(textDocument.uri);
      if (document === undefined) return { kind: 'full', items: [] };
      const { id, items } = await publisher.pulled(document.file);
      if (id === previousResultId) return { kind: 'unchanged', resultId: id };
      return { kind: 'full', resultId: id, items };
    });
    on.onRequest(CodeActionRequest.type, async (params) => {
      const started = this.#ready();
      const document = started.documents.get(params.textDocument.uri);
      if (document === undefined) return [];
      await started.workspace.checkNow(document.file);
      return codeActionsAt(document, params, started);
    });
    on.listen();
  }

  #initialize(params: InitializeParams) {
    if (this.#started !== undefined)
      throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is initialized already');
    const client = clientOf(params);
    const { load, today, cwd, fail } = this.#options;
    const folders = folderUris(params).flatMap((uri) => fileOfUri(uri) ?? []);
    const workspace = new Workspace({
      load: () => load,
      today,
      tell: (message) => this.#tell(message),
    });
    const documents = new Documents(client.encoding, () => workspace.folders[0] ?? cwd);
    workspace.setFolders(folders);
    const publisher = new Publisher(this.#connection, workspace, documents, client, fail);
    this.#started = { client, documents, workspace, publisher };
    if (typeof params.processId === 'number')
      this.#stopWatching = watchProcess(params.processId, () => this.#end());
    return capabilities(client);
  }

  #put(document: ReturnType<Documents['get']>): void {
    if (document === undefined) return;
    const { workspace, publisher } = this.#ready();
    const { file, text, language, isNameless } = document;
    workspace.put({ file, text, language, isNameless });
    publisher.touch(file);
  }

  #refresh(): void {
    this.#with(({ workspace, publisher }) => {
      this.#told.clear();
      workspace.refresh();
      publisher.touchAll();
    });
  }

  #watchFiles(): void {
    this.#with(({ client }) => {
      if (!client.watches) return;
      const registrations = [
        {
          id: 'files',
          method: DidChangeWatchedFilesNotification.method,
          registerOptions: { watchers: [{ globPattern: '**/*' }] },
        },
      ];
      this.#connection.sendRequest(RegistrationRequest.type, { registrations }).catch(() => undefined);
    });
  }

  /** Tells the user something once. */
  #tell(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    void this.#connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `azml-lint: ${message}`,
    });
  }

  /** What comes before the client has introduced itself is not looked at. */
  #with(work: (started: Started) => void): void {
    if (this.#started === undefined || this.#isShutDown) return;
    try {
      work(this.#started);
    } catch (error) {
      this.#options.fail(error);
    }
  }

  #ready(): Started {
    if (this.#started === undefined)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized');
    if (this.#isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is shut down');
    return this.#started;
  }

  #end(): void {
    this.#stopWatching();
    this.#started?.publisher.stop();
    this.#connection.dispose();
    this.#ended(this.#isShutDown ? 'orderly' : 'sudden');
  }
}
