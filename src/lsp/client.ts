import type { InitializeParams } from 'vscode-languageserver-protocol/node';
import { type Encoding, encodings } from './positions.ts';

/** What the client can do, as far as it matters. */
export interface Client {
  readonly encoding: Encoding;
  /** It asks for diagnostics by itself. */
  readonly pulls: boolean;
  /** It can be told to ask again. */
  readonly refreshes: boolean;
  readonly takesRelatedInformation: boolean;
  readonly takesCodeDescription: boolean;
  readonly takesTags: boolean;
  /** It takes edits with the versions of documents. */
  readonly takesVersions: boolean;
  /** It asks for the edit of an action when that is chosen. */
  readonly resolvesEdits: boolean;
  /** It makes edits that the server asks it to make. */
  readonly appliesEdits: boolean;
  /** Text that it inserts may have places to fill in. */
  readonly takesSnippetEdits: boolean;
  /** It has a command that asks for the reason of a comment. */
  readonly asksForReasons: boolean;
  /** Over a finding it shows the message by itself, beside what the server says. */
  readonly showsMessages: boolean;
  /** Whoever uses it trusts the folders, so that plugins may run. */
  readonly trusts: boolean;
  /** It can be told to watch files. */
  readonly watches: boolean;
  readonly showsDocuments: boolean;
}

/** Reads what a client says that it can do. */
export function clientOf({ capabilities, initializationOptions: options }: InitializeParams): Client {
  const { general, textDocument, workspace, window } = capabilities;
  const offered = general?.positionEncodings ?? ['utf-16'];
  const pushed = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const told = pulled?.relatedInformation === undefined ? pushed : pulled;
  return {
    encoding: encodings.find((one) => one === offered.find((name) => isKnown(name))) ?? 'utf-16',
    pulls: isThere(pulled),
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    takesRelatedInformation: told?.relatedInformation === true,
    takesCodeDescription: (pulled?.codeDescriptionSupport ?? pushed?.codeDescriptionSupport) === true,
    takesTags: isThere(pulled?.tagSupport ?? pushed?.tagSupport),
    takesVersions: workspace?.workspaceEdit?.documentChanges === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    appliesEdits: workspace?.applyEdit === true,
    takesSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    asksForReasons: isTrue(options, 'askForReason'),
    showsMessages: isTrue(options, 'showsMessages'),
    trusts: isTrue(options, 'trust'),
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsDocuments: window?.showDocument?.support === true,
  };
}

/** Some clients say `null` for what they cannot do. */
function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isTrue(options: unknown, name: string): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, name) === true;
}

function isKnown(name: string): boolean {
  return (encodings as readonly string[]).includes(name);
}
