import { readFileSync, statSync } from 'node:fs';
import { slashed } from '../config/paths.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { UserError } from './user-error.ts';

/**
 * The kind of a file: by its name and its text. What has another kind's name, and is none, is no Dockerfile either.
 *
 * @param path without it the text has no name, and is a Dockerfile
 * @throws {UserError} for a YAML that is nothing for Azure ML
 */
export async function kindOfFile(text: string, path: string | undefined): Promise<AnyKind> {
  if (path === undefined || isDockerfilePath(slashed(path))) return dockerfileKind;
  // The parsers of the other kinds are loaded only where there may be such a file.
  const { kindByName } = await import('../kinds/index.ts');
  const kind = kindByName(slashed(path)) ?? dockerfileKind;
  if (!kind.recognizes(text)) throw new UserError(kind.describeOther(text));
  return kind;
}

/** The kind with an id. */
export async function kindWithId(id: string): Promise<AnyKind> {
  return id === dockerfileKind.id ? dockerfileKind : (await import('../kinds/index.ts')).kindNamed(id);
}

/** In bytes: no kind but the Dockerfile has larger files, and that one is not recognized by its text. */
const largest = 1024 * 1024;

/**
 * Whether a file that nobody has named is to be linted: a Dockerfile by its name, or one of another kind by its name and text. One
 * that cannot be read is: reading it tells what is wrong.
 */
export async function isOfSomeKind(file: string): Promise<boolean> {
  if (isDockerfilePath(slashed(file))) return true;
  const { kindByName } = await import('../kinds/index.ts');
  const kind = kindByName(slashed(file));
  return kind === undefined || isRecognized(kind, file);
}

/** The same once it is known which kind has files of such a name. */
export function isRecognized(kind: AnyKind, file: string): boolean {
  try {
    return statSync(file).size <= largest && kind.recognizes(readFileSync(file, 'utf8'));
  } catch {
    return true;
  }
}
