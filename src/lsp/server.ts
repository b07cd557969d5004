import type { Readable, Writable } from 'node:stream';
import {
  ApplyWorkspaceEditRequest,
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CompletionItem,
  type CompletionParams,
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
  type DocumentDiagnosticParams,
  DocumentDiagnosticRequest,
  ErrorCodes,
  type ExecuteCommandParams,
  ExecuteCommandRequest,
  ExitNotification,
  type HoverParams,
  HoverRequest,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  LogMessageNotification,
  type LogMessageParams,
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
import { fits, type Shape, shapes } from './shapes.ts';
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
  const reader = new StreamMessageReader(options.input);
  // Nobody is told of half a message, and its timer would keep the process of an editor that broke off in one.
  reader.partialMessageTimeout = 0;
  const connection = createProtocolConnection(
    reader,
    new StreamMessageWriter(options.output),
    // What the library complains about is what a client has sent: the client is told.
    {
      error: (message) => void log(connection, message),
      warn: () => undefined,
      info: () => undefined,
      log: () => undefined,
    },
  );
  return new Promise((resolve) => {
    const session = new Session(connection, options, resolve);
    session.listen();
  });
}

/** Tells the client what only those look at who look for a fault in it. If it is gone, nobody does. */
async function log(connection: ProtocolConnection, message: string): Promise<void> {
  const params: LogMessageParams = { type: MessageType.Error, message: `azml-lint: ${message}` };
  try {
    await connection.sendNotification(LogMessageNotification.type, params);
  } catch {
    // A failure to say it is not said either.
  }
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
  #isOver = false;
  #stopWatching = () => {};
  readonly #shown = new Set<string>();

  constructor(connection: ProtocolConnection, options: ServerOptions, ended: (ending: Ending) => void) {
    this.#connection = connection;
    this.#options = options;
    this.#ended = ended;
  }

  listen(): void {
    const on = this.#connection;
    on.onRequest(
      InitializeRequest.type,
      this.#asked(shapes.initialize, (params: InitializeParams) => this.#initialize(params)),
    );
    on.onNotification(InitializedNotification.type, () => this.#watchFiles());
    on.onRequest(ShutdownRequest.type, () => {
      this.#isShutDown = true;
      this.#started?.publisher.stop();
    });
    on.onNotification(ExitNotification.type, () => this.#end());
    on.onClose(() => this.#end());
    this.#options.input.once('end', () => this.#end());
    // Nobody reads what is written any more.
    this.#options.output.on('error', () => this.#end());
    on.onNotification(
      DidOpenTextDocumentNotification.type,
      this.#told(shapes.open, ({ textDocument }, { documents }) => this.#put(documents.open(textDocument))),
    );
    on.onNotification(
      DidChangeTextDocumentNotification.type,
      this.#told(shapes.change, ({ textDocument, contentChanges }, { documents }) =>
        this.#put(documents.change(textDocument, contentChanges)),
      ),
    );
    on.onNotification(
      DidCloseTextDocumentNotification.type,
      this.#told(shapes.ofDocument, ({ textDocument }, { documents, workspace, publisher }) => {
        const closed = documents.close(textDocument.uri);
        if (closed === undefined) return;
        workspace.close(closed.file);
        publisher.closed(closed.file);
      }),
    );
    on.onNotification(
      DidSaveTextDocumentNotification.type,
      // Without a client that watches files, this is when something else may be new too.
      this.#told(shapes.any, (_, { client }) => void (client.watches || this.#refresh())),
    );
    on.onNotification(
      DidChangeWatchedFilesNotification.type,
      this.#told(shapes.watchedFiles, ({ changes }) => {
        if (changes.some(({ uri }) => !/\/(?:\.git|node_modules)\//.test(uri))) this.#refresh();
      }),
    );
    on.onNotification(DidChangeConfigurationNotification.type, () => this.#refresh());
    on.onNotification(
      DidChangeWorkspaceFoldersNotification.type,
      this.#told(shapes.folders, ({ event: { added, removed } }, { workspace }) => {
        const gone = removed.flatMap(({ uri }) => fileOfUri(uri) ?? []);
        const kept = workspace.folders.filter((folder) => !gone.includes(folder));
        workspace.setFolders([...kept, ...added.flatMap(({ uri }) => fileOfUri(uri) ?? [])]);
        this.#refresh();
      }),
    );
    on.onRequest(
      DocumentDiagnosticRequest.type,
      this.#asked(shapes.ofDocument, async ({ textDocument, previousResultId }: DocumentDiagnosticParams) => {
        const { documents, publisher } = this.#ready();
        const document = documents.get(textDocument.uri);
        if (document === undefined) return { kind: 'full', items: [] };
        const { id, items } = await publisher.pulled(document.file);
        if (id === previousResultId) return { kind: 'unchanged', resultId: id };
        return { kind: 'full', resultId: id, items };
      }),
    );
    on.onRequest(
      CodeActionRequest.type,
      this.#asked(shapes.codeAction, async (params: CodeActionParams) => {
        const started = this.#ready();
        const document = started.documents.get(params.textDocument.uri);
        if (document === undefined) return [];
        await started.workspace.checkNow(document.file);
        return codeActionsAt(document, params, started);
      }),
    );
    on.onRequest(
      CodeActionResolveRequest.type,
      this.#asked(shapes.any, (action: CodeAction) => {
        const data = action.data as ActionData | undefined;
        return data === undefined ? action : resolved(action, data, this.#ready());
      }),
    );
    on.onRequest(
      ExecuteCommandRequest.type,
      this.#asked(shapes.command, ({ command, arguments: all }: ExecuteCommandParams) =>
        this.#execute(command, all?.[0]),
      ),
    );
    on.onRequest(
      HoverRequest.type,
      this.#asked(shapes.atPlace, async ({ textDocument, position }: HoverParams) => {
        const { documents, workspace, client } = this.#ready();
        const document = documents.get(textDocument.uri);
        if (document === undefined) return null;
        await workspace.checkNow(document.file);
        return hoverAt(document, position, workspace, client);
      }),
    );
    on.onRequest(
      CompletionRequest.type,
      this.#asked(shapes.atPlace, ({ textDocument, position }: CompletionParams) => {
        const { documents, workspace, client } = this.#ready();
        const document = documents.get(textDocument.uri);
        return document && completionsAt(document, position, workspace, client, this.#options.today());
      }),
    );
    on.onRequest(
      CompletionResolveRequest.type,
      this.#asked(shapes.any, (item: CompletionItem) => completed(item, this.#options.today())),
    );
    on.listen();
  }

  /** What answers a question, unless it is none of the protocol. */
  #asked<P, R>(shape: Shape, answer: (params: P) => R): (params: P) => R {
    return (params) => {
      if (!fits(params, shape))
        throw new ResponseError(ErrorCodes.InvalidParams, 'the parameters are not those of the protocol');
      return answer(params);
    };
  }

  /** What does something with a notification, unless it is none of the protocol: there is no answer to it, so that it is logged. */
  #told<P>(shape: Shape, work: (params: P, started: Started) => void): (params: P) => void {
    return (params) => {
      if (fits(params, shape)) this.#with((started) => work(params, started));
      else void log(this.#connection, `ignored, because it is not of the protocol: ${excerpt(params)}`);
    };
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
      this.#shown.clear();
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
    if (this.#shown.has(message)) return;
    this.#shown.add(message);
    this.#show(message, MessageType.Warning);
  }

  #show(message: string, type: MessageType): void {
    const params = { type, message: `azml-lint: ${message}` };
    this.#connection.sendNotification(ShowMessageNotification.type, params).catch(() => undefined);
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
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWatching();
    this.#started?.publisher.stop();
    this.#connection.dispose();
    // While it is open, the process goes on.
    this.#options.input.destroy();
    this.#ended(this.#isShutDown ? 'orderly' : 'sudden');
  }
}

/** The beginning of what a client has sent. */
function excerpt(params: unknown): string {
  return String(JSON.stringify(params)).slice(0, 200);
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
