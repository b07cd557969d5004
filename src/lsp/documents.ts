import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from 'vscode-languageserver-protocol/node';
import { type Encoding, Lines } from './positions.ts';
import { fileOfUri, namelessFile, uriOfFile } from './uris.ts';

/** A document of the client. */
export interface ClientDocument {
  /** As the client writes it. */
  readonly uri: string;
  /** Absolute; of a text in no file, the name that it would have. */
  readonly file: string;
  readonly isNameless: boolean;
  readonly language: string;
  readonly version: number;
  readonly text: string;
}

/** The documents that the client has open. */
export class Documents {
  readonly #byUri = new Map<string, ClientDocument>();
  readonly #uris = new Map<string, string>();
  readonly #encoding: Encoding;
  readonly #homeOf: () => string;

  /** @param homeOf the folder of a text that is in no file */
  constructor(encoding: Encoding, homeOf: () => string) {
    this.#encoding = encoding;
    this.#homeOf = homeOf;
  }

  open({ uri, languageId, version, text }: TextDocumentItem): ClientDocument {
    const file = fileOfUri(uri);
    return this.#put({
      uri,
      file: file ?? namelessFile(uri, this.#homeOf()),
      isNameless: file === undefined,
      language: languageId,
      version,
      text,
    });
  }

  /** The document with some changes, each of the text that the one before it left; `undefined` if it is not open. */
  change(
    { uri, version }: VersionedTextDocumentIdentifier,
    changes: readonly TextDocumentContentChangeEvent[],
  ): ClientDocument | undefined {
    const before = this.#byUri.get(uri);
    if (before === undefined) return undefined;
    const text = changes.reduce((now, change) => {
      // Some clients send `null` for what they have not.
      if (!('range' in change && change.range)) return change.text;
      const { start, end } = new Lines(now, this.#encoding).spanOf(change.range);
      return now.slice(0, start) + change.text + now.slice(end);
    }, before.text);
    return this.#put({ ...before, version, text });
  }

  close(uri: string): ClientDocument | undefined {
    const before = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    // The file may be open by another spelling, too.
    if (before !== undefined && this.#uris.get(before.file) === uri) this.#uris.delete(before.file);
    return before;
  }

  get(uri: string): ClientDocument | undefined {
    return this.#byUri.get(uri);
  }

  /** The document of a file, if it is open. */
  ofFile(file: string): ClientDocument | undefined {
    const uri = this.#uris.get(file);
    return uri === undefined ? undefined : this.#byUri.get(uri);
  }

  /** The URI of a file, as the client writes it. */
  uriOf(file: string): string {
    return this.#uris.get(file) ?? uriOfFile(file);
  }

  #put(document: ClientDocument): ClientDocument {
    this.#byUri.set(document.uri, document);
    this.#uris.set(document.file, document.uri);
    return document;
  }
}
