/** Lines that build an image: `docker build` and its kin in workflows, Makefiles and scripts; the action that does it. */
import type { SourceFile } from '../text/source.ts';
import { parseYaml } from '../yaml-tree/parse.ts';
import { entryOf, textOf, type YamlNode } from '../yaml-tree/tree.ts';
import type { NamedBuild } from './named-build.ts';
import { directoryOf, resolveBelowRoot } from './places.ts';

/**
 * A program that builds. For all of them the Dockerfile that is named is as seen from the working directory, for `az acr build` too,
 * whose help says otherwise. Source: https://github.com/Azure/azure-cli/blob/dev/src/azure-cli/azure/cli/command_modules/acr/build.py
 */
const PROGRAM =
  /\b(?:(?:docker|podman|nerdctl)[ \t]+(?:image[ \t]+|buildx[ \t]+|builder[ \t]+)?build|buildah[ \t]+(?:bud|build)|az[ \t]+acr[ \t]+build)(?=[ \t\\])/g;

/** Options that have no value. Sources: `docker buildx build --help`, `podman build --help`, `az acr build --help`. */
const FLAGS: ReadonlySet<string> = new Set([
  ...[
    '-q',
    '-D',
    '--quiet',
    '--debug',
    '--no-cache',
    '--pull',
    '--push',
    '--load',
    '--rm',
    '--force-rm',
    '--squash',
  ],
  ...[
    '--check',
    '--compress',
    '--no-logs',
    '--no-wait',
    '--no-format',
    '--no-push',
    '--layers',
    '--squash-all',
  ],
  ...['--verbose', '--only-show-errors', '--disable-content-trust'],
]);

/** A build as it is written. */
interface WrittenBuild {
  readonly folder: string;
  readonly dockerfile: string | undefined;
  /** Where a `cd` before it leads. */
  readonly directory: string;
  readonly start: number;
  readonly end: number;
}

/** The builds that a script or workflow carries out, once for each folder in which it may run. */
export function buildLines(file: SourceFile, by: string): readonly NamedBuild[] {
  const found = [...writtenBuilds(file.text), ...actionBuilds(file.text, by)];
  const folders = [...new Set([directoryOf(by), '/'])];
  return found.flatMap((build) => folders.flatMap((folder) => placed(build, folder, file, by)));
}

function placed(
  { folder, dockerfile, directory, start, end }: WrittenBuild,
  at: string,
  file: SourceFile,
  by: string,
): readonly NamedBuild[] {
  const own = resolveBelowRoot(at, directory);
  const context = own === undefined ? undefined : resolveBelowRoot(own, folder);
  if (own === undefined || context === undefined) return [];
  const path = resolveBelowRoot(dockerfile === undefined ? context : own, dockerfile ?? 'Dockerfile');
  return path === undefined ? [] : [{ dockerfile: path, context, at: { file, span: { start, end } }, by }];
}

/** So many characters before a command are looked at. */
const LONGEST_BEFORE = 200;

/** What a command says is not searched for another one, so that no text takes longer than its length. */
function writtenBuilds(text: string): readonly WrittenBuild[] {
  const builds: WrittenBuild[] = [];
  for (let found = matchAt(PROGRAM, text, 0); found !== null; ) {
    const start = found.index;
    const { words, end } = wordsFrom(text, start + found[0].length);
    const before = text.slice(Math.max(0, start - LONGEST_BEFORE), start).replace(/^[\s\S]*\n/, '');
    const build = /^[ \t]*(?:-[ \t]+)?(?:#|\/\/|REM\b)/.test(before) ? undefined : readArguments(words);
    const directory = directoryBefore(before);
    if (build && !isUnknown(directory)) builds.push({ ...build, directory, start, end });
    found = matchAt(PROGRAM, text, end);
  }
  return builds;
}

/** Where a `cd` right before a command leads. */
function directoryBefore(before: string): string {
  return /(?:^|[\s;&(])cd[ \t]+["']?([^\s"';&|]+)["']?[ \t]*(?:&&|;)[ \t]*$/.exec(before)?.[1] ?? '.';
}

/** The words of a command, as far as it goes. Quotes are off; lines that end in a backslash go on. */
function wordsFrom(text: string, from: number) {
  const words: string[] = [];
  let at = from;
  let end = from;
  for (;;) {
    at = skipped(text, at);
    const [whole = ''] =
      matchAt(
        /(?:"[^"\n]*"|'[^'\n]*'|\$\{\{[^}\n]{0,200}\}\}|\$\([^()\n]{0,200}\)|\\.|[^\s"';&|<>()`\\])+/y,
        text,
        at,
      ) ?? [];
    if (whole === '') return { words, end };
    words.push(whole.replace(/["']/g, ''));
    at += whole.length;
    end = at;
  }
}

function skipped(text: string, at: number): number {
  return at + (matchAt(/(?:[ \t]|\\\r?\n)*/y, text, at)?.[0].length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readArguments(words: readonly string[]): Pick<WrittenBuild, 'folder' | 'dockerfile'> | undefined {
  let dockerfile: string | undefined;
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const [name, given] = word.startsWith('--')
      ? splitOption(word)
      : [word.slice(0, 2), word.slice(2) || undefined];
    if (!word.startsWith('-') || word === '-') operands.push(word);
    else if (!FLAGS.has(name)) {
      const value = given ?? words[++at];
      if (name === '-f' || name === '--file') dockerfile = value;
    }
  }
  const [folder] = operands;
  const asked = [folder ?? '-', dockerfile ?? ''].map(withoutWorkingDirectory);
  if (operands.length !== 1 || asked.some(isUnknown) || asked[0] === '-') return undefined;
  return { folder: asked[0]!, dockerfile: dockerfile === undefined ? undefined : asked[1]! };
}

function splitOption(word: string): readonly [name: string, value: string | undefined] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** A path that begins with the working directory, as seen from there. */
function withoutWorkingDirectory(path: string): string {
  return path.replace(/^(?:\$\(pwd\)|\$\{?PWD\}?|\$\{\{ *github\.workspace *\}\})(?=\/|$)/, '.');
}

/** Variables, template text, an address, a path of another computer. */
function isUnknown(path: string): boolean {
  return /[$%{}<>*]|^[\w+.-]+:|^git@|^\/|^~/.test(path);
}

/** The steps of a GitHub workflow that use `docker/build-push-action`. Source: its README, `context` and `file`. */
function actionBuilds(text: string, by: string): readonly WrittenBuild[] {
  if (!by.startsWith('/.github/') || !text.includes('docker/build-push-action')) return [];
  const jobs = parseYaml(text).documents.map(({ root }) => entryOf(root, 'jobs')?.value);
  const steps = jobs.flatMap(valuesOf).flatMap((job) => itemsOf(entryOf(job, 'steps')?.value));
  return steps.flatMap((step) => {
    const uses = entryOf(step, 'uses')?.value;
    if (uses === undefined || !textOf(uses)?.startsWith('docker/build-push-action')) return [];
    const given = entryOf(step, 'with')?.value;
    const [folder = '.', dockerfile] = ['context', 'file'].map((key) => {
      const value = entryOf(given, key)?.value;
      return value?.type === 'scalar' ? withoutWorkingDirectory(value.text.text) : undefined;
    });
    if (isUnknown(folder) || isUnknown(dockerfile ?? '')) return [];
    return [{ folder, dockerfile, directory: '.', start: uses.start, end: uses.end }];
  });
}

function valuesOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'mapping' ? node.entries.map(({ value }) => value) : [];
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'sequence' ? node.items : [];
}
