/** What apt does and how it is told to: the questions that the rules about apt share. */
import type { CopyInstruction } from '../dockerfile/tree.ts';
import { knownPrefix } from '../dockerfile/value.ts';
import type { Command, CommandFlag, Word } from '../shell/script.ts';
import { carried, isCopy, isRun } from './carry.ts';
import type { Copy, File, Run, Stage } from './file.ts';
import { baseName, isAbsolute, isWithin, normalise } from './paths.ts';

/** The programs, as `Command.is` takes them. */
export const APT = 'apt-get|apt|aptitude';

/** Where apt keeps the package lists that `apt-get update` downloads. */
export const APT_LISTS = '/var/lib/apt/lists';

const CONFIGURATION = ['/etc/apt/apt.conf', '/etc/apt/apt.conf.d'];

/** Whether a command downloads the package lists. */
export function fetchesLists(command: Command): boolean {
  return command.is(APT, 'update');
}

/** Whether a command looks packages up in the lists; the files it is given need none but for what they depend on. */
export function needsLists(command: Command): boolean {
  if (!command.is(APT, 'install|reinstall|satisfy|build-dep|source|download')) return false;
  return command.targets.some(({ text }) => !/^[./]|\.deb$/.test(text));
}

/** A command that installs from lists which an earlier RUN fetched. */
export interface ListsUse {
  readonly run: Run;
  readonly command: Command;
}

/**
 * Who uses the lists that a RUN fetches and leaves: the first such command of each later RUN, of the same stage or of
 * those that build on it, up to where they are fetched again.
 */
export function usesOfLists(file: File): ReadonlyMap<Run, readonly ListsUse[]> {
  const uses = new Map<Run, ListsUse[]>();
  const byStages = new Map<Stage, ListsUse[]>();
  for (const stage of [...file.stages].reverse()) {
    let later = byStages.get(stage) ?? [];
    for (const run of [...stage.runs].reverse()) {
      if (run.onbuild || run.isMounted(APT_LISTS)) continue;
      const fetch = run.commands.findIndex(fetchesLists);
      if (fetch !== -1) {
        uses.set(run, later);
        later = [];
      }
      const command = run.commands.find((one, at) => (fetch === -1 || at < fetch) && needsLists(one));
      if (command) later.push({ run, command });
    }
    const siblings = stage.parent && byStages.get(stage.parent);
    if (siblings) for (const use of later) siblings.push(use);
    else if (stage.parent) byStages.set(stage.parent, later);
  }
  return uses;
}

/**
 * Whether a command removes the package lists: it names them, or a directory above them. A path that depends on a
 * variable or on braces may be theirs.
 */
export function removesLists(command: Command): boolean {
  if (command.is('apt-get|apt', 'distclean|dist-clean')) return true;
  if (command.is('rm')) return command.operands.some((word) => coversLists(word, isRecursive(command)));
  const deletes = command.flag('-delete') ?? command.words.find(({ text }) => text === 'rm');
  return (
    command.is('find') && deletes !== undefined && command.operands.some((word) => coversLists(word, true))
  );
}

function isRecursive(rm: Command): boolean {
  return rm.flag('-r', '-R', '--recursive') !== undefined;
}

function coversLists({ text, literal }: Word, recursive: boolean): boolean {
  if (!isAbsolute(text)) return false;
  if (!literal) return mayBeLists(text);
  const path = normalise(text);
  const isPattern = /[*?[]/.test(baseName(path));
  const directory = isPattern ? normalise(`${path}/..`) : path;
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
  readonly run: Run;
  /** The command before it in the RUN. */
  readonly previous: Command | undefined;
  /** What its own options say about the setting, or else the configuration files written before it in the chain of stages. */
  readonly configured: Configured;
}

/** The commands of apt in a file, triggers of ONBUILD included, with what is configured about a setting. */
export function* aptUses(file: File, setting: AptSetting): Iterable<AptUse> {
  const written = carried<Configured>(
    file,
    () => undefined,
    (before, step) => {
      if (isCopy(step)) return copied(step, setting) ?? before;
      return isRun(step)
        ? step.commands.reduce((now, command) => configuredBy(command, setting) ?? now, before)
        : before;
    },
  );
  for (const run of file.runs) {
    let now = run.before.variable('APT_CONFIG') ? 'unknown' : written(run);
    let previous: Command | undefined;
    for (const command of run.commands) {
      if (command.is(APT)) yield { command, run, previous, configured: optionOf(command, setting) ?? now };
      else now = configuredBy(command, setting) ?? now;
      previous = command;
    }
  }
}

/** `-o APT::Get::Assume-Yes=true` in one of its spellings. */
function optionOf(command: Command, setting: AptSetting): boolean | undefined {
  const isOption = ({ name }: CommandFlag) => name === '-o' || name === '--option';
  const values = command.flags.filter(isOption).map(({ value }) => settingIn(value?.text ?? '', setting));
  return values.findLast((value) => value !== undefined);
}

/** A COPY into the configuration of apt: a here-document says what, files of the context do not. */
function copied({ destination, instruction }: Copy, setting: AptSetting): Configured {
  const path = knownPrefix(destination);
  if (!CONFIGURATION.some((place) => isWithin(path, place) || path === '/etc/apt')) return undefined;
  const { sources, heredocs } = instruction as CopyInstruction;
  if (sources.length > 0) return 'unknown';
  return heredocs.map(({ body }) => settingIn(body.text, setting)).findLast((value) => value !== undefined);
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
  return CONFIGURATION.some((place) => isWithin(text, place));
}

const SETTING_VALUES: Readonly<Record<AptSetting, RegExp>> = {
  'Assume-Yes': /Assume-Yes[\s="']+(\w+)/i,
  'Install-Recommends': /Install-Recommends[\s="']+(\w+)/i,
};

/** Source: apt.conf(5) for the syntax, apt-pkg/contrib/strutl.cc (StringToBool) for the words. */
function settingIn(text: string, setting: AptSetting): boolean | undefined {
  const word = SETTING_VALUES[setting].exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  return /^(?:yes|true|with|on|enable|[1-9]\d*)$/.test(word);
}
