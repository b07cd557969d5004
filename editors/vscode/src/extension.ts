/** What the editor calls: commands, and the server when a file needs it. */
import { commands, type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { explainAtCursor } from './explain.ts';
import { needsServer } from './relevance.ts';
import { ServerSession } from './server-session.ts';
import { settingsOfServer } from './settings.ts';

let session: ServerSession | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('azml-lint', { log: true });
  const server = new ServerSession(context.extensionPath, output);
  session = server;

  const startFor = (document: TextDocument) => {
    if (needsServer(document)) server.start();
  };
  context.subscriptions.push(
    output,
    commands.registerCommand('azml-lint.restart', () => server.restart()),
    commands.registerCommand('azml-lint.showOutput', () => output.show()),
    commands.registerCommand('azml-lint.fixAll', fixAll),
    commands.registerCommand('azml-lint.explain', () => explainAtCursor(server.installation)),
    commands.registerCommand('azml-lint.askForReason', askForReason),
    workspace.onDidOpenTextDocument(startFor),
    workspace.onDidSaveTextDocument(startFor),
    workspace.onDidGrantWorkspaceTrust(() => server.restartIfRunning()),
    workspace.onDidChangeConfiguration((change) => {
      if (settingsOfServer.some((name) => change.affectsConfiguration(`azml-lint.${name}`)))
        void server.restart().then(() => workspace.textDocuments.forEach(startFor));
    }),
  );
  workspace.textDocuments.forEach(startFor);
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

/** As when the editor fixes on saving: what is safe, in the file that is edited. */
async function fixAll(): Promise<void> {
  await commands.executeCommand('editor.action.codeAction', {
    kind: 'source.fixAll.azml-lint',
    apply: 'first',
  });
}

/** The server has an action that ignores a finding: its comment says why, which only the user knows. */
async function askForReason(action: object): Promise<void> {
  const reason = await window.showInputBox({
    title: 'Ignore with a reason',
    prompt: 'The reason is in the comment, for those who read it later.',
  });
  if (reason !== undefined) await commands.executeCommand('azml-lint.ignore', { ...action, reason });
}
