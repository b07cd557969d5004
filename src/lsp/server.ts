import type { Readable, Writable } from 'node:stream';
import {
  ApplyWorkspaceEditRequest,
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  CompletionResolveRequest,
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
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  MessageType,
  type ProtocolConnection,
  RegistrationRequest,
  ResponseError,
  ShowDocumentRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { FolderOptions } from '../workspace/folder.ts';
import { suppressionScopes } from '../workspace/suppress.ts';
import { Workspace } from '../workspace/workspace.ts';
import {
  type ActionData,
  codeActionsAt,
  commands,
  type IgnoreArguments,
  ignoring,
  resolved,
} from './actions.ts';
import { capabilities } from './capabilities.ts';
import { type Client, clientOf } from './client.ts';
import { completed, completionsAt } from './completion.ts';
import { Documents } from './documents.ts';
import { folderUris } from './folders.ts';
import { hoverAt } from './hover.ts';
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
    on.onRequest(CodeActionResolveRequest.type, (action) => {
      const data = action.data as ActionData | undefined;
      return data === undefined ? action : resolved(action, data, this.#ready());
    });
    on.onRequest(ExecuteCommandRequest.type, ({ command, arguments: [argument] = [] }) =>
      this.#execute(command, argument),
    );
    on.onRequest(HoverRequest.type, async ({ textDocument, position }) => {
      const { documents, workspace, client } = this.#ready();
      const document = documents.get(textDocument.uri);
      if (document === undefined) return null;
      await workspace.checkNow(document.file);
      return hoverAt(document, position, workspace, client);
    });
    on.onRequest(CompletionRequest.type, ({ textDocument, position }) => {
      const { documents, workspace, client } = this.#ready();
      const document = documents.get(textDocument.uri);
      return document && completionsAt(document, position, workspace, client, this.#options.today());
    });
    on.onRequest(CompletionResolveRequest.type, (item) => completed(item, this.#options.today()));
    on.listen();
  }

  async #execute(command: string, argument: unknown): Promise<null> {
    const started = this.#ready();
    const { client, documents, workspace } = started;
    if (command === commands.openPage && typeof argument === 'string' && /^https?:/.test(argument)) {
      if (client.showsDocuments)
        await this.#connection.sendRequest(ShowDocumentRequest.type, { uri: argument, external: true });
      else this.#show(argument, MessageType.Info);
    }
    if (command === commands.ignore && isIgnoreArguments(argument)) {
      const document = documents.get(argument.uri);
      const subject = document && workspace.subject(document.file);
      const edit = subject && ignoring(argument, subject, started);
      if (edit === undefined) this.#show('there is no place for such a comment', MessageType.Warning);
      else await this.#connection.sendRequest(ApplyWorkspaceEditRequest.type, { edit });
    }
    return null;
  }

  #initialize(params: InitializeParams) {
    if (this.#started !== undefined)
      throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is initialized already');
    const client = clientOf(params);
    const { load, today, cwd, fail } = this.#options;
    const folders = folderUris(params).flatMap((uri) => fileOfUri(uri) ?? []);
    const workspace = new Workspace({
      load: () => (client.trusts ? { ...load, trust: true } : load),
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
    this.#show(message, MessageType.Warning);
  }

  #show(message: string, type: MessageType): void {
    void this.#connection.sendNotification(ShowMessageNotification.type, {
      type,
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
    // While it is open, the process goes on.
    this.#options.input.destroy();
    this.#ended(this.#isShutDown ? 'orderly' : 'sudden');
  }
}

function isIgnoreArguments(argument: unknown): argument is IgnoreArguments {
  if (typeof argument !== 'object' || argument === null) return false;
  const { uri, rule, start, scope, reason } = argument as Record<string, unknown>;
  return (
    typeof uri === 'string' &&
    typeof rule === 'string' &&
    typeof start === 'number' &&
    (suppressionScopes as readonly unknown[]).includes(scope) &&
    (reason === undefined || typeof reason === 'string')
  );
}
