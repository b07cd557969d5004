/** What happens to the package lists of apt in a RUN. */

import { knownText } from '../../dockerfile/value.ts';
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { packageAction, packageToolOf, programsOf } from '../../model/package-actions.ts';
import { knownWords } from '../../model/script-values.ts';
import { isShell } from '../../programs/shells.ts';
import { readScript } from '../../shell/read.ts';
import type { Command, Script } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';
import { isWithin, resolvePath } from '../../text/paths.ts';
import { coversContents, deletesContents, isRecursive } from '../commands/deletions.ts';
import { packageCommands } from './package-commands.ts';

/** The directory of the package lists that `apt-get update` downloads. */
export const APT_LISTS = '/var/lib/apt/lists';

/**
 * The RUNs that download the package lists, each with the commands that do, in order.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN apt-get update && make\n');
 * [...aptUpdatesIn(file)].map(([run, updates]) => [run.index, updates.length]); // => [[0, 1]]
 */
export const aptUpdatesIn: (file: DockerfileModel) => ReadonlyMap<RunStep, readonly Command[]> = memoized(
  (file) => {
    const updates = new Map<RunStep, Command[]>();
    for (const { command, run } of packageCommands(file, 'apt', 'refresh')) {
      pushTo(updates, run, command);
    }
    return updates;
  },
);

/** Whether a command downloads the package lists. */
export function fetchesAptLists(command: Command): boolean {
  return packageAction(command, 'apt') === 'refresh';
}

/**
 * Whether a command does nothing, or fails, without the lists. Local package files need them only for their
 * dependencies.
 */
export function needsAptLists(command: Command): boolean {
  const action = packageAction(command, 'apt');
  if (action === 'upgrade') return true;
  if (!action || !packageToolOf(command)!.needsLists?.includes(action)) return false;
  if (command.wrappers.some(({ name }) => name === 'xargs')) return true;
  return command.targets.some(({ text }) => !/^[./]|\.deb$/.test(text));
}

/**
 * Whether a command removes the package lists: it names them, or a directory above them. A path that depends on a
 * variable or on braces may be theirs.
 */
export function deletesAptLists(command: Command): boolean {
  return deletesContents(command, APT_LISTS) || command.is('apt-get|apt', 'distclean|dist-clean');
}

/**
 * Whether a RUN leaves no lists after its last update: it removes them there, itself or by a function or a trap, or by
 * the author's own program that may well do so.
 */
export const leavesNoAptLists: (run: RunStep) => boolean = memoized((run) => {
  const update = run.commandsNamed(programsOf('apt')).findLast(fetchesAptLists);
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
    .some((text) => coversContents({ text, literal: true }, APT_LISTS, isRecursive(command)));
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
  return /clean/i.test(isShell(name) ? (operands[0]?.text ?? '') : (nameWord?.text ?? ''));
}
