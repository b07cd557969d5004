import { commands, type Diagnostic, env, languages, type Position, Uri, window } from 'vscode';
import { type Installation, pageOf } from './installation.ts';

/** Shows the page of the rule whose finding is at the cursor; several rules are offered for choice. */
export async function explainAtCursor(installation: Installation): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const found = findingsAt(languages.getDiagnostics(editor.document.uri), editor.selection.active);
  const rules = new Map(found.flatMap((finding) => entryOf(finding) ?? []));
  if (rules.size === 0) {
    void window.showInformationMessage('No finding of azml-lint is at the cursor.');
    return;
  }
  const rule = rules.size === 1 ? [...rules.keys()][0] : await window.showQuickPick([...rules.keys()]);
  if (rule === undefined) return;
  const page = pageOf(installation, rule);
  const link = rules.get(rule);
  if (page !== undefined) await commands.executeCommand('markdown.showPreviewToSide', Uri.file(page));
  else if (link !== undefined) await env.openExternal(link);
  else void window.showInformationMessage(`The rule ${rule} has no page.`);
}

/** Those at the position itself; if there is none, those of its line. */
function findingsAt(diagnostics: readonly Diagnostic[], position: Position): readonly Diagnostic[] {
  const own = diagnostics.filter(({ source }) => source === 'azml-lint');
  const exact = own.filter(({ range }) => range.contains(position));
  return exact.length > 0 ? exact : own.filter(({ range }) => range.start.line === position.line);
}

/** The rule of a finding, and the address of its page. */
function entryOf({ code }: Diagnostic): readonly [string, Uri | undefined][] | undefined {
  if (code === undefined) return undefined;
  return typeof code === 'object' ? [[String(code.value), code.target]] : [[String(code), undefined]];
}
