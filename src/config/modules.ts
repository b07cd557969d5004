import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Whether an entry of `extends` or `plugins` names a file, not a package: it begins like a path, or is the name of a
 * file beside the configuration or below it.
 */
export function isPath(specifier: string, from: string): boolean {
  if (/^\.{1,2}(?:[/\\]|$)/.test(specifier) || isAbsolute(specifier)) return true;
  if (!/\.(?:ya?ml|json|[cm]?[jt]s)$/.test(specifier)) return false;
  return !/[/\\]/.test(specifier) || existsSync(resolve(dirname(from), specifier));
}

/** Whether a file is code, not data. */
export function isScript(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path);
}

/**
 * The file that a path or the name of a package refers to, as seen from a configuration file. Packages are found as
 * Node finds them for an `import` in that file.
 * @throws {Error} if there is no such package; whether a path exists is not checked.
 */
export async function resolveModule(specifier: string, from: string): Promise<string> {
  if (isPath(specifier, from)) return resolve(dirname(from), specifier);
  const { resolve: resolvePackage } = await import('import-meta-resolve');
  return fileURLToPath(resolvePackage(specifier, pathToFileURL(from).href));
}

/** Runs a module. @throws whatever it throws. */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}

/** Why something failed, in one line, without the paths that Node adds and without text of the file that was read. */
export function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return syntaxReason(error);
  if ((error as NodeJS.ErrnoException | null)?.code === 'ERR_INVALID_PACKAGE_CONFIG')
    return 'its package.json is not valid';
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]!.replace(/ imported from .*$/, '');
}

/**
 * The syntax error without text of the file; a wrong name in an import is quoted, because the file is then JavaScript.
 */
function syntaxReason({ message }: SyntaxError): string {
  if (message.startsWith('The requested module')) return message;
  return `it has a syntax error: ${message.replace(/ ?['"].*$/s, '')}`;
}
