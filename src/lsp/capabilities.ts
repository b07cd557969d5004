import { type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver-protocol/node';
import { version } from '../version.ts';
import { commands, FIX_ALL, QUICK_FIX } from './actions.ts';
import type { Client } from './client.ts';
import { triggerCharacters } from './completion.ts';

/** What the server offers a client. */
export function capabilities(client: Client): InitializeResult {
  return {
    serverInfo: { name: 'azml-lint', version },
    capabilities: {
      positionEncoding: client.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      ...(client.pulls && {
        diagnosticProvider: {
          identifier: 'azml-lint',
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
      codeActionProvider: { codeActionKinds: [QUICK_FIX, FIX_ALL], resolveProvider: client.resolvesEdits },
      executeCommandProvider: { commands: Object.values(commands) },
      hoverProvider: true,
      completionProvider: { triggerCharacters, resolveProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
