import type { InitializeParams } from 'vscode-languageserver-protocol/node';
import { uriOfFile } from './uris.ts';

/** The folders that a client has opened, by whichever of the three ways it says so. */
export function folderUris({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  if (rootUri) return [rootUri];
  return rootPath ? [uriOfFile(rootPath)] : [];
}
