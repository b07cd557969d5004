/** What apt does and how it is told to: the questions that the rules about apt share. */
import type { CopyInstruction } from '../../dockerfile/tree.ts';
import { knownPrefix, knownText } from '../../dockerfile/value.ts';
import { filledPaths } from '../../model/copies.ts';
import { dataflow, isCopy, isRun } from '../../model/dataflow.ts';
import type { CopyStep, DockerfileModel, RunStep, Step } from '../../model/model.ts';
import { knownWords } from '../../model/script-values.ts';
import { readScript } from '../../shell/read.ts';
import type { Command, CommandFlag, Script, Word } from '../../shell/script.ts';
import { memoized } from '../../text/kept.ts';
import { baseName, isAbsolute, isWithin, normalizePath, resolvePath } from '../../text/paths.ts';
import { DASHES } from '../../text/typographic-dashes.ts';

/** The programs, as `Command.is` takes them. */
export const APT = 'apt-get|apt|aptitude';

/** Where apt keeps the package lists that `apt-get update` downloads. */
export const APT_LISTS = '/var/lib/apt/lists';

const APT_DIRECTORY = '/etc/apt';
const CONFIGURATION = ['/etc/apt/apt.conf', '/etc/apt/apt.conf.d'];

/**
 * The RUNs that download the package lists, each with the commands that do, in order.
 *
 * @example for (const [run, updates] of aptUpdatesIn(file)) …
 */
export const aptUpdatesIn: (file: DockerfileModel) => ReadonlyMap<RunStep, readonly Command[]> = memoized(
  (file) => {
    const updates = new Map<RunStep, Command[]>();
    for (const { command, run } of file.commandsNamed(APT, 'update')) {
      const known = updates.get(run);
      if (known) known.push(command);
      else updates.set(run, [command]);
    }
    return updates;
  },
);

/** Whether a command downloads the package lists. */
export function fetchesAptLists(command: Command): boolean {
  return command.is(APT, 'update');
}

/** The subcommands that bring installed packages up to date. */
export const APT_UPGRADE = 'upgrade|dist-upgrade|full-upgrade|safe-upgrade|dselect-upgrade';

/**
 * Whether a command does nothing, or fails, without the lists. The files it is given need none but for what they depend
 * on.
 */
export function needsAptLists(command: Command): boolean {
  if (command.is(APT, APT_UPGRADE)) return true;
  if (!command.is(APT, 'install|reinstall|satisfy|build-dep|source|download')) return false;
  if (command.wrappers.includes('xargs')) return true;
  return command.targets.some(({ text }) => !/^[./]|\.deb$/.test(text));
}

/**
 * Whether a command removes the package lists: it names them, or a directory above them. A path that depends on a
 * variable or on braces may be theirs.
 */
export function deletesAptLists(command: Command): boolean {
  switch (command.program) {
    case 'rm':
      return command.operands.some((word) => coversLists(word, isRecursive(command)));
    case 'find': {
      const deletes = command.flag('-delete') ?? command.words.find(({ text }) => text === 'rm');
      return deletes !== undefined && command.operands.some((word) => coversLists(word, true));
    }
    default:
      return command.is('apt-get|apt', 'distclean|dist-clean');
  }
}

/**
 * Whether a RUN leaves no lists behind its last update: it removes them there, itself or by a function or a trap, or by
 * a program of the author's own that may well do it.
 */
export const leavesNoAptLists: (run: RunStep) => boolean = memoized((run) => {
  const update = run.commandsNamed(APT, 'update').at(-1);
  let isBehind = update === undefined;
  for (const script of run.scripts) {
    for (const command of script.commands) {
      const isRemoval =
        isBehind && (removes(command, script) || removesThere(run, script, command) || isCleaner(command));
      if (isRemoval || removesAtExit(command, script)) return true;
      isBehind ||= command === update;
    }
  }
  return false;
});

function removes(command: Command, script: Script): boolean {
  if (command.context.inside.includes('function')) return false;
  return deletesAptLists(command) || (script.functions.has(command.name) && hasFunctionThatRemoves(script));
}

/** `rm -rf $LISTS/*` with a known variable, `cd /var/lib/apt && rm -rf lists/*`. */
function removesThere(run: RunStep, script: Script, command: Command): boolean {
  if (!command.is('rm') || command.context.inside.includes('function')) return false;
  const moves = script.commands.filter((one) => one.is('cd') && one.start < command.start);
  const target = moves.at(-1)?.operands[0];
  const workdir = knownText(run.before.workdir) ?? '';
  const directory = target ? resolvePath(workdir, target.text) : workdir;
  return command.operands
    .flatMap((word) => knownWords(run, command, word) ?? [])
    .map((text) => resolvePath(directory, text))
    .filter((path) => isWithin(path, resolvePath(APT_LISTS, '..')))
    .some((text) => coversLists({ text, literal: true }, isRecursive(command)));
}

function hasFunctionThatRemoves({ commands }: Script): boolean {
  return commands.some((command) => command.context.inside.includes('function') && deletesAptLists(command));
}

/** `trap 'rm -rf /var/lib/apt/lists/*' EXIT`. */
function removesAtExit(command: Command, script: Script): boolean {
  const [action, ...signals] = command.operands;
  if (!command.is('trap') || !action || !signals.some(({ text }) => /^(?:SIG)?EXIT$|^0$/i.test(text)))
    return false;
  const done = readScript(action.content, script.kind);
  return done.commands.some((one) => removes(one, script));
}

/** `/scripts/cleanup.sh`, `bash clean-layer.sh`. */
function isCleaner({ name, operands, nameWord }: Command): boolean {
  const isShell = /^(?:ba|da)?sh$/.test(name);
  return /clean/i.test(isShell ? (operands[0]?.text ?? '') : (nameWord?.text ?? ''));
}

function isRecursive(rm: Command): boolean {
  return rm.flag('-r', '-R', '--recursive') !== undefined;
}

function coversLists({ text, literal }: Pick<Word, 'text' | 'literal'>, recursive: boolean): boolean {
  if (!isAbsolute(text)) return false;
  if (!literal) return mayBeLists(text);
  const path = normalizePath(text);
  const isPattern = /[*?[]/.test(baseName(path));
  const directory = isPattern ? normalizePath(`${path}/..`) : path;
  return directory === APT_LISTS ? recursive || isPattern : recursive && isWithin(APT_LISTS, directory);
}

/** The part before the first `$` or brace must agree with the path of the lists. */
function mayBeLists(text: string): boolean {
  const known = /^[^$`{]*/.exec(text)![0];
  return APT_LISTS.startsWith(known) || known.startsWith(APT_LISTS);
}

/** A setting of apt, by the part of its name that is its alone. */
export type AptSetting = 'Assume-Yes' | 'Install-Recommends';

/** What apt's configuration says about a setting; `undefined`: nothing that this file writes. */
export type Configured = boolean | 'unknown' | undefined;

/** A command of apt where it stands. */
export interface AptUse {
  readonly command: Command;
  readonly run: RunStep;
  /** The command before it in the RUN. */
  readonly previous: Command | undefined;
  /** What its own options say about the setting, or else the configuration files written before it in the chain of stages. */
  readonly configured: Configured;
}

/** The commands of apt in a file, triggers of ONBUILD included, with what is configured about a setting. */
export function* aptUses(file: DockerfileModel, setting: AptSetting): Iterable<AptUse> {
  const uses = file.commandsNamed(APT);
  if (uses.length === 0) return;
  const written = configurationsIn(file);
  const before = configuredBefore(file, setting);
  let current: RunStep | undefined;
  let now: Configured;
  let next = 0;
  for (const { command, run, index } of uses) {
    if (run !== current) {
      current = run;
      now = run.before.variable('APT_CONFIG') ? 'unknown' : before(run);
      next = 0;
    }
    for (; next < index; next++) {
      const other = run.commands[next]!;
      const value = written.get(other)?.[setting];
      if (value !== undefined && !other.is(APT)) now = value;
    }
    const previous = run.commands[index - 1];
    yield { command, run, previous, configured: optionOf(command, setting) ?? now };
  }
}

/** What is configured when an instruction begins. */
function configuredBefore(file: DockerfileModel, setting: AptSetting): (step: Step) => Configured {
  const written = configurationsIn(file);
  if (written.size === 0) return () => undefined;
  return dataflow<Configured>(
    file,
    () => undefined,
    (before, step) => {
      if (isCopy(step)) return written.get(step)?.[setting] ?? before;
      return isRun(step)
        ? step.commands.reduce((now, command) => written.get(command)?.[setting] ?? now, before)
        : before;
    },
  );
}

type AptConfiguration = Readonly<Record<AptSetting, Configured>>;

/** What writes into the configuration of apt in a file, and what it says; most files have nothing of the kind. */
const configurationsIn = memoized(
  ({ copies, runs }: DockerfileModel): ReadonlyMap<Command | CopyStep, AptConfiguration> => {
    const configurations = new Map<Command | CopyStep, AptConfiguration>();
    const add = (by: Command | CopyStep, configured: (setting: AptSetting) => Configured) => {
      const configuration = {
        'Assume-Yes': configured('Assume-Yes'),
        'Install-Recommends': configured('Install-Recommends'),
      };
      if (Object.values(configuration).some((value) => value !== undefined))
        configurations.set(by, configuration);
    };
    for (const copy of copies) add(copy, (setting) => copied(copy, setting));
    for (const { commands } of runs)
      for (const command of commands)
        if (mayConfigure(command)) add(command, (setting) => configuredBy(command, setting));
    return configurations;
  },
);

/** The options that settle it behind a typographic dash, of which dockerfile/unicode-dash speaks. */
const MISPRINTED: Readonly<Record<AptSetting, RegExp>> = {
  'Assume-Yes': new RegExp(`^[${DASHES}]+-?(?:[a-z]{0,2}y[a-z]{0,2}|qq|yes|assume-yes|force-yes)$`),
  'Install-Recommends': new RegExp(`^[${DASHES}]+-?no-install-recommends$`),
};

/** `-o APT::Get::Assume-Yes=true` in one of its spellings. */
function optionOf(command: Command, setting: AptSetting): Configured {
  if (command.words.some(({ text }) => MISPRINTED[setting].test(text))) return 'unknown';
  const isOption = ({ name }: CommandFlag) => name === '-o' || name === '--option';
  const values = command.flags.filter(isOption).map(({ value }) => settingIn(value?.text ?? '', setting));
  return values.findLast((value) => value !== undefined);
}

/**
 * A COPY into the configuration of apt: a here-document says what, files of the context do not. A file lands under its own
 * name: `sources.list` in `/etc/apt` is no `apt.conf`.
 */
function copied(copy: CopyStep, setting: AptSetting): Configured {
  const { sources, heredocs } = copy.instruction as CopyInstruction;
  const path = knownText(copy.destination);
  const places =
    path === undefined
      ? [knownPrefix(copy.destination)]
      : filledPaths({
          destination: copy.destination,
          content: copy.content,
          intoDirectory: copy.intoDirectory || path === APT_DIRECTORY,
        });
  if (!places.some((place) => place === APT_DIRECTORY || isForConfiguration(place))) return undefined;
  if (sources.length > 0) return 'unknown';
  return heredocs.map(({ body }) => settingIn(body.text, setting)).findLast((value) => value !== undefined);
}

const MENTIONED = /assume-yes|install-recommends|\/etc\/apt\/apt\.conf/i;

function mayConfigure({ words, redirections }: Command): boolean {
  return (
    words.some(({ text }) => MENTIONED.test(text)) ||
    redirections.some(({ body }) => body !== undefined && MENTIONED.test(body.text))
  );
}

/** A command that writes a line of configuration, or puts a file where apt looks for them. */
function configuredBy(command: Command, setting: AptSetting): Configured {
  const texts = [...command.words, ...command.redirections.flatMap(({ body }) => body ?? [])];
  const value = texts.map(({ text }) => settingIn(text, setting)).findLast((found) => found !== undefined);
  if (value !== undefined) return value;
  return command.is('cp|mv|install|ln|curl|wget') && command.words.some(isConfiguration)
    ? 'unknown'
    : undefined;
}

function isConfiguration({ text }: Word): boolean {
  return isForConfiguration(text);
}

function isForConfiguration(path: string): boolean {
  return CONFIGURATION.some((place) => isWithin(path, place));
}

const SETTING_VALUES: Readonly<Record<AptSetting, RegExp>> = {
  'Assume-Yes': /Assume-Yes[\s="']+(\w+)/i,
  'Install-Recommends': /Install-Recommends[\s="']+(\w+)/i,
};

/** Source: apt.conf(5) for the syntax, apt-pkg/contrib/strutl.cc (StringToBool) for the words. */
function settingIn(text: string, setting: AptSetting): boolean | undefined {
  // Of the words that are asked for, most are shorter than a setting with its value.
  if (text.length <= setting.length) return undefined;
  const word = SETTING_VALUES[setting].exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  return /^(?:yes|true|with|on|enable|[1-9]\d*)$/.test(word);
}
