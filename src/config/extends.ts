/** Reads a configuration file and everything that it extends. */
import { closestMatch } from '../text/closest-match.ts';
import { allowedHint } from './did-you-mean.ts';
import { type Located, locate, OutOfTree } from './locate.ts';
import { isPath, isScript, reasonOf } from './modules.ts';
import type { Sourced } from './origin.ts';
import type { Path } from './parse-config.ts';
import { shownPath } from './paths.ts';
import { findPreset, type PresetName, presetNames, presetPrefix } from './presets.ts';
import type { Problem } from './problem.ts';
import { originIn, type ReadFile, type Reading, type Requester, readOne, reportAt } from './read-file.ts';
import type { OneOrMore } from './schema.ts';
import { isInTree } from './tree.ts';

/** A file with the files that it extends. */
export interface LinkedFile extends ReadFile {
  /** The files that it extends itself, in order. */
  readonly extended: readonly LinkedFile[];
  /** The last preset that is named on the way to it. */
  readonly preset: Sourced<PresetName> | undefined;
}

/**
 * Reads a file and what it extends, at any depth, each file once. Problems are reported, not thrown; if there is no
 * file, a problem was reported.
 */
export async function readChain(path: string, reading: Reading): Promise<LinkedFile | undefined> {
  const known = new Map<string, LinkedFile | undefined>();

  async function read(
    { path, tree }: Located,
    from: Requester,
    above: readonly string[],
  ): Promise<LinkedFile | undefined> {
    if (above.includes(path)) {
      reportAt(reading, from, cycleProblem([...above, path], reading.cwd));
      return undefined;
    }
    if (known.has(path)) return known.get(path);
    const file = await readOne({ path, tree }, from, reading);
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
      const found = await findExtended(specifier, file, reading);
      if ('message' in found) reportAt(reading, { file, at }, found);
      const next = 'path' in found ? await read(found, { file, at }, above) : undefined;
      if (next) extended.push(next);
      preset = next?.preset ?? preset;
    }
    return { ...file, extended, preset };
  }

  if (isInTree(path, reading.tree)) return read({ path, tree: reading.tree }, undefined, []);
  reading.report({ file: shownPath(path, reading.cwd), ...outOfTree('this configuration') });
  return undefined;
}

/** A file and everything that it extends, each file once; a file comes after those that it extends. */
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

/** The file that an entry of `extends` refers to, or the problem with the entry. */
async function findExtended(
  specifier: string,
  from: ReadFile,
  { mayExecute, editor }: Reading,
): Promise<Located | Problem> {
  if (specifier.startsWith(presetPrefix)) {
    const presets = presetNames.map((name) => presetPrefix + name);
    return { message: `unknown preset \`${specifier}\``, hint: allowedHint(specifier, 'Presets', presets) };
  }
  if (!mayExecute && (!isPath(specifier, from.path) || isScript(specifier)))
    return untrusted(`\`${specifier}\``, editor);
  try {
    return await locate(specifier, from);
  } catch (error) {
    if (error instanceof OutOfTree) return outOfTree(`\`${specifier}\``);
    if (isPath(specifier, from.path))
      return { message: `\`${specifier}\` cannot be read: ${reasonOf(error)}` };
    const meant = closestMatch(specifier, presetNames);
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

/** The problem for a configuration that must not run code. */
export function untrusted(what: string, editor: boolean): Problem {
  if (editor)
    return {
      message: `${what} is not loaded, because nobody has said that this folder is trusted`,
      hint: 'Loading it may run its code. Start the language server with `--trust`, or trust the folder in the editor.',
    };
  return {
    message: `${what} is not loaded, because this configuration was found, not named: such a one runs no code in CI or for an agent`,
    hint: 'Loading it may run its code. Pass `--trust`, or name a configuration that you trust with `--config`.',
  };
}

/** The problem for a configuration that names a file it must not read. */
export function outOfTree(what: string): Problem {
  return {
    message: `${what} is not read, because it lies outside of the repository`,
    hint: 'A configuration that is found reaches what is in its repository or, without one, in its directory. Name one that may reach further with `--config`, or pass `--trust`.',
  };
}

function cycleProblem(paths: readonly string[], cwd: string): Problem {
  const cycle = paths.slice(paths.indexOf(paths.at(-1)!)).map((path) => shownPath(path, cwd));
  return {
    message: `\`${cycle[0]}\` extends itself: ${cycle.join(' → ')}`,
    hint: 'Take one of them out of `extends`.',
  };
}
