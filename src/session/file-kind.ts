import { readFileSync, statSync } from 'node:fs';
import { slashed } from '../config/paths.ts';
import { dockerfileKind } from '../kinds/dockerfile/kind.ts';
import { isDockerfilePath } from '../kinds/dockerfile/names.ts';
import type { AnyKind } from '../kinds/kind.ts';
import { UserError } from './user-error.ts';

/**
 * The kind of a file, from its name and its text. A file with the name of another kind, but without a text of that kind, is
 * not a Dockerfile either.
 *
 * @param path without it the text has no name, and is a Dockerfile
 * @throws {UserError} for a text that is not of the kind that its name belongs to: a YAML that is not for Azure ML
 */
export async function kindOfFile(text: string, path: string | undefined): Promise<AnyKind> {
  const kind = (path === undefined ? undefined : await otherKindOf(path)) ?? dockerfileKind;
  if (!kind.recognizes(text)) throw new UserError(kind.describeOther(text));
  return kind;
}

/** The kind with an id. */
export async function kindWithId(id: string): Promise<AnyKind> {
  return id === dockerfileKind.id ? dockerfileKind : (await import('../kinds/index.ts')).kindNamed(id);
}

/** Larger files are not read to recognize them. In bytes. */
const largest = 1024 * 1024;

/**
 * The kind that has files with such a name but does not recognize the text of this one, which then is not to be linted;
 * otherwise `undefined`. A file that cannot be read is to be linted: reading it again reports why.
 */
export async function refusingKind(file: string): Promise<AnyKind | undefined> {
  const kind = await otherKindOf(file);
  return kind === undefined || isRecognized(kind, file) ? undefined : kind;
}

/**
 * The same for the text of standard input.
 *
 * @param read called only if the text decides
 */
export async function kindRefusingText(
  path: string,
  read: () => Promise<string>,
): Promise<AnyKind | undefined> {
  const kind = await otherKindOf(path);
  return kind === undefined || kind.recognizes(await read()) ? undefined : kind;
}

/** The kind of files with such a name; `undefined` if they are Dockerfiles whatever their text. */
async function otherKindOf(path: string): Promise<AnyKind | undefined> {
  if (isDockerfilePath(slashed(path))) return undefined;
  // The parsers of other kinds are loaded only if there may be such a file.
  const { kindByName } = await import('../kinds/index.ts');
  return kindByName(slashed(path));
}

/** What the kinds that can be named are called: `Dockerfile`, `Azure ML YAML`. */
export async function kindTitles(): Promise<readonly string[]> {
  const { kinds } = await import('../kinds/index.ts');
  return kinds.filter(({ isReachedOnly }) => !isReachedOnly).map(({ title }) => title);
}

/** Whether a kind that has files with such a name recognizes the text of this one. */
export function isRecognized(kind: AnyKind, file: string): boolean {
  try {
    const stats = statSync(file);
    // Reading a pipe would take from it what is to be linted.
    if (!stats.isFile()) return true;
    return stats.size <= largest && kind.recognizes(readFileSync(file, 'utf8'));
  } catch {
    return true;
  }
}
