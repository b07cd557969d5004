/** Installations of azml-lint: the one in the extension, and one that the user names. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathOfSetting } from './settings.ts';

/** The folder of a package `azml-lint`. */
export interface Installation {
  readonly folder: string;
}

/**
 * The installation to use: that of the setting `azml-lint.path`, otherwise that of the extension. In an untrusted
 * workspace, the editor ignores what the workspace itself says about the setting.
 */
export function chosenInstallation(extensionPath: string): Installation {
  return { folder: pathOfSetting('path') ?? join(extensionPath, 'server') };
}

/** The program of an installation, which runs on Node. */
export function programOf({ folder }: Installation): string {
  return join(folder, 'dist/bin.cjs');
}

/** The page of a rule; `undefined` for rules of plugins. */
export function pageOf({ folder }: Installation, rule: string): string | undefined {
  const path = join(folder, 'rules', `${rule}.md`);
  return /^[\w-]+(?:\/[\w-]+)+$/.test(rule) && existsSync(path) ? path : undefined;
}
