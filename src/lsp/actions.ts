import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import type { Finding } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import type { SourceFile } from '../text/source.ts';
import type { Folder } from '../workspace/folder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import { SOURCE } from './diagnostics.ts';
import type { ClientDocument, Documents } from './documents.ts';
import { linesOf } from './positions.ts';

export const QUICK_FIX = CodeActionKind.QuickFix;
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.azml-lint`;

/** What actions are made from. */
export interface ActionContext {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly documents: Documents;
}

/** The actions for a place of a document. */
export function codeActionsAt(
  document: ClientDocument,
  { range, context: { only, diagnostics } }: CodeActionParams,
  context: ActionContext,
): CodeAction[] {
  const report = context.workspace.reportOn(document.file);
  if (report === undefined || !wants(only, QUICK_FIX)) return [];
  const lines = linesOf(report.source, context.client.encoding);
  const asked = lines.spanOf(range);
  const folder = context.workspace.folderOf(document.file);
  return report.findings
    .filter(({ span }) => span.start <= asked.end && asked.start <= span.end)
    .flatMap((finding) => fixActions(finding, diagnostics, folder, context));
}

/** Whether an action of a kind is asked for. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}

function fixActions(
  finding: Finding,
  diagnostics: readonly Diagnostic[],
  folder: Folder,
  context: ActionContext,
): CodeAction[] {
  const { fix, file } = finding;
  if (fix === undefined) return [];
  const isSafe = fix.safety === 'safe';
  const all = [{ file, edits: fix.edits }, ...(fix.elsewhere ?? [])].filter(({ edits }) => edits.length > 0);
  return [
    {
      title: isSafe ? fix.title : `${fix.title} (unsafe: look at it afterwards)`,
      kind: QUICK_FIX,
      diagnostics: diagnostics.filter((one) => isAbout(one, finding, context.client)),
      ...(isSafe && { isPreferred: true }),
      edit: workspaceEdit(all, folder, context),
    },
  ];
}

/** Whether a diagnostic is that of a finding. */
function isAbout(
  { source, code, range }: Diagnostic,
  { rule, file, span }: Finding,
  client: Client,
): boolean {
  if (source !== SOURCE || code !== rule) return false;
  const own = linesOf(file, client.encoding).rangeOf(span);
  return JSON.stringify([own.start, own.end]) === JSON.stringify([range.start, range.end]);
}

/** Edits of some files as the client takes them. */
function workspaceEdit(
  all: readonly { readonly file: SourceFile; readonly edits: readonly Edit[] }[],
  folder: Folder,
  { client, documents }: ActionContext,
): WorkspaceEdit {
  const changed = all.map(({ file, edits }) => {
    const at = folder.fileOf(file.path);
    const lines = linesOf(file, client.encoding);
    const newTexts = edits.map((edit) => ({ range: lines.rangeOf(edit), newText: edit.text }));
    return { uri: documents.uriOf(at), version: documents.ofFile(at)?.version ?? null, edits: newTexts };
  });
  if (!client.takesVersions)
    return { changes: Object.fromEntries(changed.map(({ uri, edits }) => [uri, edits])) };
  return {
    documentChanges: changed.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })),
  };
}
