import { SERVER_USER_DIRECTORIES } from '../../image/contract.ts';
import type { RunStep } from '../../model/model.ts';
import { packageAction, packageToolOf } from '../../model/package-actions.ts';
import {
  ACCOUNTS,
  COMPRESSING,
  COPYING,
  DIRECTORIES,
  NAMING,
  PERMISSIONS,
  QUIET,
  SYSTEM,
} from '../../programs/everyday.ts';
import type { PackageAction } from '../../programs/package-tool.ts';
import { isShell } from '../../programs/shells.ts';
import type { Command, Script } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { namesOf } from '../../text/names.ts';
import { baseName, isAbsolute, isWithin, normalizePath } from '../../text/paths.ts';
import { isForPackages, writtenTo } from './downloads.ts';

/**
 * The kind of a command.
 *
 * - `packages`: packages of the operating system, or the files and accounts for their installation; also commands that
 *   change nothing, such as `test`
 * - `script`: a script of which only its name is known
 * - `unknown`: a program or a download whose name is known only in the run
 * - `other`: anything else
 */
export type CommandKind = 'packages' | 'script' | 'unknown' | 'other';

const PACKAGE_WORK = namesOf(
  `${QUIET} ${PERMISSIONS} ${ACCOUNTS} ${DIRECTORIES} ${SYSTEM} ${NAMING} ${COPYING} ${COMPRESSING} ` +
    'gdebi mktemp find xargs sudo . source eval',
);

/** Programs that examine files and leave nothing. */
const CHECKS = namesOf('flake8 pylint mypy pyright shellcheck hadolint yamllint bandit');

/** Actions of package managers that only show something, empty a cache, or end with their shell. */
const QUESTIONS: readonly (PackageAction | undefined)[] = ['show', 'look', 'clean', 'activate'];

/** Directories that only root can write, except those that the images give to the user of their server. */
const ROOT_DIRECTORIES = ['/opt', '/usr', '/etc', '/bin', '/sbin', '/lib', '/lib64', '/boot', '/root'];

/** `apt-get`, `dpkg-reconfigure`, `update-ca-certificates`, … */
const PACKAGE_WORK_BEGINS = /^(?:apt|dpkg|debconf|update)-/;

/** A command with its kind. */
export interface ClassifiedCommand {
  readonly command: Command;
  readonly work: CommandKind;
  /** The name for messages: `pip install`, or `setup.sh` for `bash /tmp/setup.sh`. */
  readonly name: string;
}

/** The commands of a RUN with their kinds, in order. */
export const classifyCommands: (run: RunStep) => readonly ClassifiedCommand[] = memoized(({ scripts }) =>
  scripts.flatMap((script) =>
    script.commands.map((command, index) => {
      const work = workOf(command, script, script.commands[index + 1]);
      const isRoots = work !== 'packages' && needsRoot(command, script, index);
      return new Classified(command, work, isRoots);
    }),
  ),
);

/** Whether root may run all of a RUN: it is about packages of the operating system, or the files and accounts for them. */
export function isPackageWork(run: RunStep): boolean {
  return classifyCommands(run).every(({ work }) => work === 'packages');
}

class Classified implements ClassifiedCommand {
  readonly command: Command;
  readonly work: CommandKind;
  /** Its kind, regardless of the directories that only root can write. */
  readonly #kind: CommandKind;

  constructor(command: Command, kind: CommandKind, isRoots: boolean) {
    this.command = command;
    this.work = isRoots ? 'packages' : kind;
    this.#kind = kind;
  }

  get name(): string {
    return nameOf(this.command, this.#kind);
  }
}

function nameOf({ name, head, operands }: Command, work: CommandKind): string {
  return work === 'script' && isShell(name) && operands[0] ? baseName(operands[0].text) : head.text;
}

/** Whether a command may do the work of apt without saying so: a script, or a download that a shell runs. */
export function hasUnknownEffects({ command, work }: ClassifiedCommand): boolean {
  return work === 'script' || work === 'unknown' || (work === 'other' && isShell(command.name));
}

function workOf(command: Command, script: Script, next: Command | undefined): CommandKind {
  const { name, nameWord } = command;
  // A call of a function does what its body does, and those commands are in the list.
  if (!nameWord || script.functions.has(name)) return 'packages';
  // `sh -c "$(curl …)"` runs a download; the commands of a substitution directly follow it.
  if (/[$`]/.test(name)) return next && isDownload(next) && isInside(next, nameWord) ? 'other' : 'unknown';
  if (isDownload(command)) return workOfDownload(command);
  if (isShell(name)) return workOfShell(command);
  const isSystem = packageToolOf(command)?.system || PACKAGE_WORK.has(name) || PACKAGE_WORK_BEGINS.test(name);
  if (isSystem || changesNothing(command)) return 'packages';
  return isScript(command) ? 'script' : 'other';
}

function isScript({ name }: Command): boolean {
  return /\.(?:ba|da)?sh$/.test(name);
}

/** `node --version`, `flake8 app`, `pip list`; and `conda activate`, whose effect ends with its shell. */
function changesNothing(command: Command): boolean {
  const { name, words } = command;
  const asksForVersion = words.length === 1 && /^(?:-v|-V|--version|-version|--help)$/.test(words[0]!.text);
  return (
    asksForVersion ||
    CHECKS.has(name) ||
    command.is('ruff', 'check') ||
    QUESTIONS.includes(packageAction(command))
  );
}

/**
 * Whether a download or an installer writes where only root can: `curl -o /usr/local/bin/x`, `sh installer.sh -p
 * /opt/x`, `wget URL/x.tgz && tar xf x.tgz -C /opt`.
 *
 * @param index the index of the command in its script
 */
function needsRoot(command: Command, script: Script, index: number): boolean {
  const isDownloading = isDownload(command);
  if (!isDownloading && !isShell(command.name) && !isScript(command)) return false;
  if (rootOnlyPath(command) !== undefined) return true;
  const written = (isDownloading && writtenTo(command)) || [];
  return written.some(({ text }) => {
    const taker = takersForRoot(script).get(baseName(text.replace(/[?#].*$/, '')));
    return taker !== undefined && taker > index;
  });
}

/** For each file name among the words of commands, the index of the last such command that names a directory of root. */
const takersForRoot = memoized(({ commands }: Script): ReadonlyMap<string, number> => {
  const takers = new Map<string, number>();
  commands.forEach((command, index) => {
    if (rootOnlyPath(command) === undefined) return;
    const { nameWord, words } = command;
    for (const { text } of nameWord ? [nameWord, ...words] : words) takers.set(baseName(text), index);
  });
  return takers;
});

/**
 * The directory in the words of a command that only root can write, except in the first word, which is read: `-C /opt`,
 * `-p /opt/x`, `--prefix=/opt/x`, the destination of a clone or a copy.
 */
export function rootOnlyPath({ words, operands, flags, redirections }: Command): string | undefined {
  const values = [...flags.map(({ value }) => value), ...redirections.map(({ target }) => target)];
  return [...words.filter((word) => word !== operands[0]), ...values]
    .map((word) => (word?.text ?? '').replace(/^--?[\w-]+=/, ''))
    .find(isOfRoot);
}

/** The directory of root that a command writes to by default: `make install`, `npm install --global`. */
export function usualPath(command: Command): string | undefined {
  const has = (pattern: RegExp) => command.words.some(({ text }) => pattern.test(text));
  const builds = command.is('make|gmake|ninja')
    ? has(/^install$/)
    : command.is('cmake') && has(/^--install$/);
  if (builds) return has(/^(?:DESTDIR|prefix|PREFIX)=|^--prefix/) ? undefined : '/usr/local';
  return command.is('npm|pnpm') && has(/^(?:-g|--global)$/) && !has(/^--prefix/) ? '/usr/lib' : undefined;
}

function isOfRoot(text: string): boolean {
  if (!isAbsolute(text)) return false;
  const path = normalizePath(text);
  const isWithinAny = (directories: readonly string[]) => directories.some((one) => isWithin(path, one));
  return isWithinAny(ROOT_DIRECTORIES) && !isWithinAny(SERVER_USER_DIRECTORIES);
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A shell whose script was not read: it comes from a file, from standard input, or is created in the run. */
function workOfShell(command: Command): CommandKind {
  if (command.flag('-c')) return 'unknown';
  const isPiped = command.context.pipeline.position > 0;
  return isPiped || command.operands.some(({ text }) => text.startsWith('<(')) ? 'other' : 'script';
}

function isDownload(command: Command): boolean {
  return command.is('curl|wget');
}

/** Judged by what is downloaded and where it is written. A download into a pipe or a variable is judged by its consumer. */
function workOfDownload(command: Command): CommandKind {
  const { pipeline, inside } = command.context;
  if (pipeline.position < pipeline.length - 1) return 'packages';
  const written = writtenTo(command);
  if (written === undefined)
    return inside[0] === 'substitution' || command.is('curl') ? 'packages' : 'unknown';
  const places = [...written, ...command.operands];
  if (places.some(isForPackages)) return 'packages';
  return places.every((word) => word.literal) || written.some((word) => word.literal) ? 'other' : 'unknown';
}
