/** Reads a configuration file and all that it extends. */
import { readFile } from 'node:fs/promises';
import { nearest } from '../text/nearest.ts';
import type { Validators } from './built-in.ts';
import { type Document, documentWithoutPlaces, type Path, parseConfiguration } from './document.ts';
import { explain, pathIn } from './explain.ts';
import { allowedHint } from './hint.ts';
import { importModule, isPath, isScript, reasonOf, resolveModule } from './modules.ts';
import type { Origin, Sourced } from './origin.ts';
import { shownPath } from './paths.ts';
import { findPreset, type PresetName, presetNames, presetPrefix } from './presets.ts';
import type { Problem } from './problem.ts';
import type { ConfigurationFile, OneOrMore } from './shape.ts';

/** A file that was read. What was wrong with it is told, and left out of its content. */
export interface ReadFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the working directory, with forward slashes. */
  readonly shown: string;
  readonly text: string;
  readonly document: Document;
  readonly content: ConfigurationFile;
}

/** A file with what it builds on. */
export interface LinkedFile extends ReadFile {
  /** The files it extends itself, in order. */
  readonly extended: readonly LinkedFile[];
  /** The last preset that is named on the way to it. */
  readonly preset: Sourced<PresetName> | undefined;
}

/** What reading depends on, and where problems go. */
export interface Reading {
  readonly cwd: string;
  /** Whether packages may be loaded: whoever extends one runs what it holds. */
  readonly mayExecute: boolean;
  readonly validators: Validators;
  report(problem: Problem): void;
}

/** Where a file is asked for; nothing for the first. */
type Requester = { readonly file: ReadFile; readonly at: Path } | undefined;

/**
 * Reads a file and what it extends, at any depth, each file once. Problems are reported, not thrown; without a file there
 * was one.
 */
export async function readChain(path: string, reading: Reading): Promise<LinkedFile | undefined> {
  const known = new Map<string, LinkedFile | undefined>();

  async function read(
    path: string,
    from: Requester,
    above: readonly string[],
  ): Promise<LinkedFile | undefined> {
    if (above.includes(path)) {
      reportAt(reading, from, cycleProblem([...above, path], reading.cwd));
      return undefined;
    }
    if (known.has(path)) return known.get(path);
    const file = await readOne(path, from, reading);
    const linked = file && (await link(file, [...above, path]));
    known.set(path, linked);
    return linked;
  }

  async function link(file: ReadFile, above: readonly string[]): Promise<LinkedFile> {
    const extended: LinkedFile[] = [];
    let preset: LinkedFile['preset'];
    for (const [at, specifier] of listed(file.content.extends, 'extends')) {
      const named = findPreset(specifier);
      if (named) {
        preset = { value: named, origin: originIn(file, at) };
        continue;
      }
      const found = await findExtended(specifier, file, reading.mayExecute);
      if (typeof found !== 'string') reportAt(reading, { file, at }, found);
      const next = typeof found === 'string' ? await read(found, { file, at }, above) : undefined;
      if (next) extended.push(next);
      preset = next?.preset ?? preset;
    }
    return { ...file, extended, preset };
  }

  return read(path, undefined, []);
}

/** A file and all that it builds on; what is extended stands before what extends it. Each file is there once. */
export function filesOf(file: LinkedFile): readonly LinkedFile[] {
  const files = new Set<LinkedFile>();
  const add = (one: LinkedFile) => {
    if (files.has(one)) return;
    for (const extended of one.extended) add(extended);
    files.add(one);
  };
  add(file);
  return [...files];
}

/** The entries of a key that takes one or more texts, each with its path. */
export function listed(value: OneOrMore | undefined, key: string): readonly (readonly [Path, string])[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [[[key], value]] : value.map((one, index) => [[key, index], one]);
}

/** Where a part of a file stands. */
export function originIn({ shown, document }: ReadFile, path: Path): Origin {
  return { kind: 'file', file: shown, ...document.placeOfKey(path) };
}

/** The file that an entry of `extends` stands for, or what is wrong with the entry. */
async function findExtended(
  specifier: string,
  from: ReadFile,
  mayExecute: boolean,
): Promise<string | Problem> {
  if (specifier.startsWith(presetPrefix)) {
    const presets = presetNames.map((name) => presetPrefix + name);
    return { message: `unknown preset \`${specifier}\``, hint: allowedHint(specifier, 'Presets', presets) };
  }
  if (!mayExecute && (!isPath(specifier, from.path) || isScript(specifier)))
    return untrusted(`\`${specifier}\``);
  try {
    return await resolveModule(specifier, from.path);
  } catch (error) {
    const meant = nearest(specifier, presetNames);
    if (meant) {
      return {
        message: `unknown preset \`${specifier}\``,
        hint: `Did you mean \`${presetPrefix}${meant}\`?`,
      };
    }
    return {
      message: `the package \`${specifier}\` cannot be found: ${reasonOf(error)}`,
      hint: 'Install it, and see that its package.json names a YAML or JSON file. The path of a file begins with `./`.',
    };
  }
}

/** What is said when a configuration may not run code. */
export function untrusted(what: string): Problem {
  return {
    message: `${what} is not loaded, because this configuration is part of what is linted in CI`,
    hint: 'Loading it may run its code. Pass `--trust`, or name a configuration that you trust with `--config`.',
  };
}

async function readOne(path: string, from: Requester, reading: Reading): Promise<ReadFile | undefined> {
  const shown = shownPath(path, reading.cwd);
  const read = await readDocument(path, shown, from, reading);
  if (read === undefined) return undefined;
  const { document } = read;
  const value = document.value ?? {};
  const wrong = explain(reading.validators.file(value), document, (steps) => pathIn(value, steps));
  for (const { path, atKey, message, hint } of wrong) {
    const place = atKey ? document.placeOfKey(path) : document.placeOfValue(path);
    reading.report({ file: shown, ...place, message, ...(hint && { hint }) });
  }
  const wrongPaths = wrong.map(({ path }) => path);
  return { path, shown, ...read, content: soundContent(value, wrongPaths) };
}

async function readDocument(
  path: string,
  shown: string,
  from: Requester,
  reading: Reading,
): Promise<Pick<ReadFile, 'text' | 'document'> | undefined> {
  try {
    if (isScript(path)) {
      const { default: value } = await importModule(path);
      if (value === undefined) throw new Error('it has no default export');
      return { text: '', document: documentWithoutPlaces(value) };
    }
    const text = await readFile(path, 'utf8');
    const parsed = parseConfiguration(text);
    if ('value' in parsed) return { text, document: parsed };
    for (const problem of parsed) reading.report({ file: shown, ...problem });
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    reportAt(reading, from, {
      message: missing ? `there is no file \`${shown}\`` : `\`${shown}\` cannot be read: ${reasonOf(error)}`,
    });
  }
  return undefined;
}

/** Reports where a file was asked for: in the file that extends it, or nowhere if it is the first. */
function reportAt(reading: Reading, from: Requester, problem: Problem): void {
  reading.report({
    ...(from && { file: from.file.shown, ...from.file.document.placeOfValue(from.at) }),
    ...problem,
  });
}

function cycleProblem(paths: readonly string[], cwd: string): Problem {
  const cycle = paths.slice(paths.indexOf(paths.at(-1)!)).map((path) => shownPath(path, cwd));
  return {
    message: `\`${cycle[0]}\` extends itself: ${cycle.join(' → ')}`,
    hint: 'Take one of them out of `extends`.',
  };
}

/** A file's content without the parts that are wrong, so that the rest can be looked at and told about too. */
function soundContent(value: unknown, wrong: readonly Path[]): ConfigurationFile {
  if (wrong.some((path) => path.length === 0)) return {};
  const content = structuredClone(value) as Tree;
  for (const path of wrong) removePart(content, path.slice(0, depthOfPart(path)));
  return content;
}

type Tree = { [key: string | number]: Tree };

/** How far a path goes down to what is left out whole: a key, a rule, or what holds for the files of an override. */
function depthOfPart([key, , inOverride]: Path): number {
  if (key === 'rules') return 2;
  if (key === 'overrides') return inOverride === 'rules' ? 4 : 3;
  return 1;
}

function removePart(content: Tree, path: Path): void {
  const last = path.at(-1)!;
  const parent = path.slice(0, -1).reduce<Tree | undefined>((part, step) => part?.[step], content);
  if (Array.isArray(parent)) parent[Number(last)] = {};
  else if (parent) delete parent[last];
}
