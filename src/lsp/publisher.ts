import type { Diagnostic, ProtocolConnection } from 'vscode-languageserver-protocol/node';
import {
  DiagnosticRefreshRequest,
  PublishDiagnosticsNotification,
} from 'vscode-languageserver-protocol/node';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Documents } from './documents.ts';

/** In milliseconds. Edits that wait in the queue come before their answer, but not forever. */
const LONGEST_WAIT = 40;

/** In milliseconds. What other files say of an edit is looked at when no more edits come. */
const QUIET = 120;

/** What the client has of a file. */
interface Given {
  readonly text: string;
  readonly id: string;
}

/**
 * Sees to it that the client has the diagnostics of what is found: it is sent them or, if it asks by itself, told to ask again.
 * What is edited comes first, at once; everything else when it is quiet.
 */
export class Publisher {
  readonly #connection: ProtocolConnection;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #client: Client;
  readonly #fail: (error: unknown) => void;
  readonly #given = new Map<string, Given>();
  /** The files of which the client was sent diagnostics without asking. */
  readonly #sent = new Set<string>();
  readonly #urgent = new Set<string>();
  #turn = 0;
  #waitingSince: number | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #ids = 0;
  #isOver = false;

  constructor(
    connection: ProtocolConnection,
    workspace: Workspace,
    documents: Documents,
    client: Client,
    fail: (error: unknown) => void,
  ) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#client = client;
    this.#fail = fail;
  }

  /** A document has been opened or edited. */
  touch(file: string): void {
    this.#urgent.add(file);
    const turn = ++this.#turn;
    this.#waitingSince ??= performance.now();
    // The connection hands over one message in each turn: while more come, this is not the last.
    setImmediate(() =>
      setImmediate(() => {
        const isLast = turn === this.#turn;
        const hasWaited = performance.now() - (this.#waitingSince ?? Infinity) > LONGEST_WAIT;
        if (isLast || hasWaited) this.#enqueue(() => this.#answerEdits());
      }),
    );
  }

  /** Something has changed that any file may depend on. */
  touchAll(): void {
    clearTimeout(this.#quiet);
    if (this.#isOver) return;
    this.#quiet = setTimeout(() => this.#enqueue(() => this.#answerRest()), QUIET);
  }

  /** A document was closed. */
  closed(file: string): void {
    this.#urgent.delete(file);
    this.#enqueue(async () => this.#send([file]));
    this.touchAll();
  }

  /** The diagnostics of a document, for a client that asks. */
  async pulled(file: string): Promise<{ readonly id: string; readonly items: Diagnostic[] }> {
    await this.#enqueue(async () => {
      this.#urgent.delete(file);
      const files = await this.#workspace.checkNow(file);
      this.#send(files);
      if (!this.#workspace.isSurrounded(file)) await this.#answerRest();
    });
    this.touchAll();
    this.#takeBack(file);
    const items = this.#diagnosticsOf(file);
    return { id: this.#giving(file, items).id, items };
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#quiet);
  }

  /** One thing after the other; a failure of one does not keep the next from being done. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(() => (this.#isOver ? undefined : work()));
    this.#work = done.catch((error: unknown) => this.#fail(error));
    return this.#work;
  }

  async #answerEdits(): Promise<void> {
    this.#waitingSince = undefined;
    for (const file of [...this.#urgent]) {
      this.#urgent.delete(file);
      // A client that asks has asked by itself.
      if (!this.#client.pulls) this.#send(await this.#workspace.checkNow(file), file);
    }
    this.touchAll();
  }

  async #answerRest(): Promise<void> {
    const pause = async () => {
      await new Promise(setImmediate);
      return this.#urgent.size > 0 || this.#isOver ? ('stop' as const) : ('go on' as const);
    };
    const files = await this.#workspace.checkRest(pause);
    // A question may have had a file linted before: what that found elsewhere is news to the client all the same.
    if (this.#urgent.size > 0) this.#send(files);
    else this.#send([...files, ...this.#workspace.reported, ...this.#given.keys()]);
  }

  /**
   * Sends the diagnostics of files as far as they are news.
   *
   * @param answered a document whose diagnostics are sent even if they are the same: they are those of another version
   */
  #send(files: Iterable<string>, answered?: string): void {
    let isNews = false;
    for (const file of new Set(files)) {
      const document = this.#documents.ofFile(file);
      const items = this.#diagnosticsOf(file);
      if (this.#client.pulls && document !== undefined) {
        isNews ||= this.#given.has(file) && textOf(items) !== this.#given.get(file)!.text;
        continue;
      }
      const before = this.#given.get(file);
      if (before === undefined && items.length === 0 && document === undefined) continue;
      if (before?.text === textOf(items) && file !== answered) continue;
      this.#giving(file, items);
      if (items.length === 0 && document === undefined) this.#given.delete(file);
      this.#publish(file, items);
    }
    if (isNews && this.#client.refreshes)
      this.#connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
  }

  #publish(file: string, diagnostics: Diagnostic[]): void {
    if (diagnostics.length === 0) this.#sent.delete(file);
    else this.#sent.add(file);
    const version = this.#documents.ofFile(file)?.version;
    const params = {
      uri: this.#documents.uriOf(file),
      ...(version !== undefined && { version }),
      diagnostics,
    };
    // If it cannot be sent, the client is gone.
    this.#connection.sendNotification(PublishDiagnosticsNotification.type, params).catch(() => undefined);
  }

  /** A client keeps what it was sent beside what it asks for: of a file that it has opened since, it would show both. */
  #takeBack(file: string): void {
    if (this.#sent.has(file)) this.#publish(file, []);
  }

  #diagnosticsOf(file: string): Diagnostic[] {
    const report = this.#workspace.reportOn(file);
    if (report === undefined) return [];
    const folder = this.#workspace.folderOf(file);
    return diagnosticsOf(report, this.#client, ({ path }) => this.#documents.uriOf(folder.fileOf(path)));
  }

  #giving(file: string, items: readonly Diagnostic[]): Given {
    const text = textOf(items);
    const before = this.#given.get(file);
    const given = before?.text === text ? before : { text, id: String(++this.#ids) };
    this.#given.set(file, given);
    return given;
  }
}

function textOf(items: readonly Diagnostic[]): string {
  return JSON.stringify(items);
}
