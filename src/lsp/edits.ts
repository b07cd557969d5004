import type { WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import type { Edit } from '../text/edit.ts';
import type { Folder } from '../workspace/folder.ts';
import type { SuppressionEdit } from '../workspace/suppress.ts';
import type { Client } from './client.ts';
import type { ClientDocument, Documents } from './documents.ts';
import { linesOf } from './positions.ts';

/** Edits of one file, whose path is as its folder shows it. */
interface ChangedFile {
  readonly file: { readonly path: string; readonly text: string };
  readonly edits: readonly Edit[];
}

/** Edits of some files as the client takes them: of documents that are open, with the versions that they are for. */
export function workspaceEdit(
  all: readonly ChangedFile[],
  folder: Folder,
  { client, documents }: { readonly client: Client; readonly documents: Documents },
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

/** A comment with a place to fill in for the reason. */
export function snippetEdit(
  { uri, version, text }: ClientDocument,
  { start, before, after }: SuppressionEdit,
  { encoding }: Client,
): WorkspaceEdit {
  const position = linesOf({ text }, encoding).positionAt(start);
  const value = `${before.replace(/[\\$}]/g, '\\$&')}\${1:why this is right here}${after}`;
  return {
    documentChanges: [
      {
        textDocument: { uri, version },
        edits: [{ range: { start: position, end: position }, snippet: { kind: 'snippet', value } }],
      },
    ],
  };
}
