import { isAbsolute, join } from 'node:path';
import { workspace } from 'vscode';

/** Settings that only a new server obeys. */
export const settingsOfServer = ['enable', 'path', 'config'] as const;

/** The path that a setting names, as an absolute one: it may be relative to the first folder of the workspace. */
export function pathOfSetting(name: 'path' | 'config'): string | undefined {
  const path = workspace.getConfiguration('azml-lint').get<string>(name, '').trim();
  if (path === '') return undefined;
  const base = workspace.workspaceFolders?.[0]?.uri.fsPath;
  return isAbsolute(path) || base === undefined ? path : join(base, path);
}
