/** Reads a configuration file and all that it extends. */
import { readFile } from 'node:fs/promises';
import type { Validators } from './built-in.ts';
import { type Document, documentWithoutPlaces, type Path, parseConfiguration } from './document.ts';
import { explain, pathIn } from './explain.ts';
import { importModule, isPath, isScript, reasonOf, resolveModule } from './modules.ts';
import { allowedHint, nearest } from './nearest.ts';
import type { Origin, Sourced } from './origin.ts';
import { shownPath } from './paths.ts';
import { findPreset, type PresetName, presetNames, presetPrefix } from './presets.ts';
import type { Problem } from './problem.ts';
import type { ConfigurationFile, OneOrMore } from './shape.ts';

/** A file of the chain. What was wrong with it is told, and left out of its content. */
export interface LinkedFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the working directory, with forward slashes. */
  readonly shown: string;
  readonly document: Document;
  readonly content: ConfigurationFile;
}

export interface Chain {
  /** What is extended stands before what extends it. Each file is there once. */
  readonly files: readonly LinkedFile[];
  /** The last preset that is named on the way. */
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

/** Where a file is asked for. */
interface Request {
  readonly path: string;
  /** Nothing for the first file. */
  readonly from: { readonly file: LinkedFile; readonly at: Path } | undefined;
}

/** Reads a file and what it extends, at any depth. Problems are reported, not thrown. */
export async function readChain(path: string, reading: Reading): Promise<Chain> {
  const files: LinkedFile[] = [];
  const done = new Set<string>();
  let preset: Chain['preset'];

  async function read(request: Request, above: readonly string[]): Promise<void> {
    if (above.includes(request.path)) {
      reportAt(reading, request.from, cycleProblem([...above, request.path], reading.cwd));
      return;
    }
    if (done.has(request.path)) return;
    done.add(request.path);
    const file = await readLinkedFile(request, reading);
    if (file === undefined) return;
    for (const [at, specifier] of listed(file.content.extends, 'extends')) {
      const named = findPreset(specifier);
      if (named) preset = { value: named, origin: originIn(file, at) };
      else {
        const extended = await findExtended(specifier, file, reading.mayExecute);
        if (typeof extended === 'string') {
          await read({ path: extended, from: { file, at } }, [...above, request.path]);
        } else reportAt(reading, { file, at }, extended);
      }
    }
    files.push(file);
  }

  await read({ path, from: undefined }, []);
  return { files, preset };
}

/** The entries of a key that takes one or more texts, each with its path. */
export function listed(value: OneOrMore | undefined, key: string): readonly (readonly [Path, string])[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [[[key], value]] : value.map((one, index) => [[key, index], one]);
}

/** Where a part of a file stands. */
export function originIn({ shown, document }: LinkedFile, path: Path): Origin {
  return { kind: 'file', file: shown, ...document.placeOfKey(path) };
}

/** The file that an entry of `extends` stands for, or what is wrong with the entry. */
async function findExtended(
  specifier: string,
  from: LinkedFile,
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

async function readLinkedFile(request: Request, reading: Reading): Promise<LinkedFile | undefined> {
  const shown = shownPath(request.path, reading.cwd);
  const document = await readDocument(request, shown, reading);
  if (document === undefined) return undefined;
  const value = document.value ?? {};
  const wrong = explain(reading.validators.file(value), document, (steps) => pathIn(value, steps));
  for (const { path, atKey, message, hint } of wrong) {
    const place = atKey ? document.placeOfKey(path) : document.placeOfValue(path);
    reading.report({ file: shown, ...place, message, ...(hint && { hint }) });
  }
  return {
    path: request.path,
    shown,
    document,
    content: soundContent(
      value,
      wrong.map(({ path }) => path),
    ),
  };
}

async function readDocument(
  request: Request,
  shown: string,
  reading: Reading,
): Promise<Document | undefined> {
  try {
    if (isScript(request.path)) {
      const { default: value } = await importModule(request.path);
      if (value === undefined) throw new Error('it has no default export');
      return documentWithoutPlaces(value);
    }
    const parsed = parseConfiguration(await readFile(request.path, 'utf8'));
    if ('value' in parsed) return parsed;
    for (const problem of parsed) reading.report({ file: shown, ...problem });
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    reportAt(reading, request.from, {
      message: missing ? `there is no file \`${shown}\`` : `\`${shown}\` cannot be read: ${reasonOf(error)}`,
    });
  }
  return undefined;
}

/** Reports where a file was asked for: in the file that extends it, or nowhere if it is the first. */
function reportAt(reading: Reading, from: Request['from'], problem: Problem): void {
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
