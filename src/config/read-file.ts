/** Reads one configuration file and reports its problems. */
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { Validators } from './built-in.ts';
import { quotedList } from './did-you-mean.ts';
import { configurationNames } from './discovery.ts';
import type { Located } from './locate.ts';
import { importModule, isScript, reasonOf } from './modules.ts';
import type { Origin } from './origin.ts';
import { type Document, documentWithoutPlaces, type Path, parseConfiguration } from './parse-config.ts';
import { shownPath } from './paths.ts';
import type { Problem } from './problem.ts';
import { readRegularFile, UnreadableFile } from './regular-file.ts';
import { type ConfigurationFile, keySchemas } from './schema.ts';
import { type Explained, explainSchemaError, pathIn } from './schema-errors.ts';
import type { Tree } from './tree.ts';

/** A file that was read. Its invalid parts were reported and are left out of its content. */
export interface ReadFile extends Located {
  /** Relative to the working directory, with forward slashes. */
  readonly shown: string;
  readonly text: string;
  readonly document: Document;
  readonly content: ConfigurationFile;
}

/** What reading depends on, and where problems are reported. */
export interface Reading {
  readonly cwd: string;
  /** Whether packages may be loaded: extending a package runs its code. */
  readonly mayExecute: boolean;
  /** The user named the first file; otherwise a search found it. */
  readonly explicit: boolean;
  /** An editor asks. */
  readonly editor: boolean;
  /** The text of a file that counts before what is on the disk. */
  readonly openText: ((file: string) => string | undefined) | undefined;
  /** Where the first file, and the files it names, may be. */
  readonly tree: Tree;
  readonly validators: Validators;
  report(problem: Problem): void;
}

/** The place that refers to a file; nothing for the first file. */
export type Requester = { readonly file: ReadFile; readonly at: Path } | undefined;

/** The place of a part of a file. */
export function originIn({ shown, document }: ReadFile, path: Path): Origin {
  return { kind: 'file', file: shown, ...document.placeOfKey(path) };
}

/** Reads a file. Problems are reported; if it cannot be read at all, the result is empty. */
export async function readOne(
  located: Located,
  from: Requester,
  reading: Reading,
): Promise<ReadFile | undefined> {
  const { path } = located;
  const shown = shownPath(path, reading.cwd);
  const mayQuote = isScript(path) || (from === undefined && isNamedAsOne(path, reading.explicit));
  const read = await readDocument(path, shown, from, reading, mayQuote);
  if (read === undefined) return undefined;
  const { document } = read;
  const value = document.value ?? {};
  const foreign = whyNotConfiguration(value, mayQuote);
  const wrong =
    foreign.length > 0
      ? foreign
      : explainSchemaError(reading.validators.file(value), document, (steps) => pathIn(value, steps));
  for (const { path, atKey, message, hint } of wrong) {
    const place = atKey ? document.placeOfKey(path) : document.placeOfValue(path);
    reading.report({ file: shown, ...place, message, ...(hint && { hint }) });
  }
  const wrongPaths = foreign.length > 0 ? [[]] : wrong.map(({ path }) => path);
  return { ...located, shown, ...read, content: soundContent(value, wrongPaths) };
}

/** Whether a file has the name of a configuration, wherever a link with that name leads. */
function isNamedAsOne(path: string, explicit: boolean): boolean {
  try {
    const name = basename(realpathSync(path));
    return explicit
      ? /\.(?:ya?ml|json)$/.test(name)
      : (configurationNames as readonly string[]).includes(name);
  } catch {
    return false;
  }
}

/**
 * Why a value cannot be a configuration at all. A stranger's `extends` can name any file, even one with a password in
 * it, so that nothing in such a file is quoted.
 *
 * @param mayQuote the file has the name of a configuration, so that an unknown key is a misprint
 */
function whyNotConfiguration(value: unknown, mayQuote: boolean): readonly Explained[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = Array.isArray(value) ? 'a list' : 'text';
    return [{ path: [], message: `the configuration must be a mapping, not ${what}` }];
  }
  if (mayQuote) return [];
  const known = Object.keys(keySchemas);
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown === undefined) return [];
  const hint = `Keys: ${quotedList(known)}.`;
  return [{ path: [unknown], atKey: true, message: 'a configuration has no such key', hint }];
}

/** No configuration is larger, in bytes. */
const largest = 1024 * 1024;

async function readDocument(
  path: string,
  shown: string,
  from: Requester,
  reading: Reading,
  mayQuote: boolean,
): Promise<Pick<ReadFile, 'text' | 'document'> | undefined> {
  try {
    if (isScript(path)) {
      const { default: value } = await importModule(path);
      if (value === undefined) throw new Error('it has no default export');
      return { text: '', document: documentWithoutPlaces(value) };
    }
    const text = reading.openText?.(path) ?? readRegularFile(path, largest);
    const parsed = parseConfiguration(text);
    if ('value' in parsed) return { text, document: parsed };
    for (const problem of parsed)
      reading.report({ file: shown, ...problem, ...(mayQuote ? {} : { message: 'this is no YAML' }) });
  } catch (error) {
    reportAt(reading, from, { message: unreadable(shown, error) });
  }
  return undefined;
}

function unreadable(shown: string, error: unknown): string {
  if (error instanceof UnreadableFile) return `\`${shown}\` ${error.message}`;
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? `there is no file \`${shown}\``
    : `\`${shown}\` cannot be read: ${reasonOf(error)}`;
}

/** Reports a problem at the place that refers to a file; for the first file there is no such place. */
export function reportAt(reading: Reading, from: Requester, problem: Problem): void {
  reading.report({
    ...(from && { file: from.file.shown, ...from.file.document.placeOfValue(from.at) }),
    ...problem,
  });
}

/** A file's content without its invalid parts, so that the rest can be used and checked too. */
function soundContent(value: unknown, wrong: readonly Path[]): ConfigurationFile {
  if (wrong.some((path) => path.length === 0)) return {};
  const content = structuredClone(value) as Parts;
  for (const path of wrong) removePart(content, path.slice(0, depthOfPart(path)));
  return content;
}

type Parts = { [key: string | number]: Parts };

/** How deep the part that is left out begins: a key, a rule, or a setting in an override. */
function depthOfPart([key, , inOverride]: Path): number {
  if (key === 'rules') return 2;
  if (key === 'overrides') return inOverride === 'rules' ? 4 : 3;
  return 1;
}

function removePart(content: Parts, path: Path): void {
  const last = path.at(-1)!;
  const parent = path.slice(0, -1).reduce<Parts | undefined>((part, step) => part?.[step], content);
  if (Array.isArray(parent)) parent[Number(last)] = {};
  else if (parent) delete parent[last];
}
