/** Which commands of a package manager wait for a confirmation. */
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { packageAction, packageToolOf, showsOnly } from '../../model/package-actions.ts';
import { knownWords } from '../../model/script-values.ts';
import type { Confirmation, PackageManager } from '../../programs/package-tool.ts';
import type { Command } from '../../shell/script.ts';
import { isChosen, isNamed } from './chosen-commands.ts';
import { type PackageUse, packageUses } from './package-settings.ts';

/** A command that asks before it changes something, although nobody can answer. */
export interface AskingCommand {
  readonly run: RunStep;
  readonly command: Command;
  /** What it asks about; `perhaps`: it asks only if it finds something to do. */
  readonly about: 'install' | 'remove' | 'upgrade' | 'perhaps';
}

/**
 * The commands of a package manager that ask for confirmation, because no option, configuration or pipe answers in
 * advance. Commands without anything to do, and commands whose variables may hold the answer, are not included.
 *
 * @param commands only these, such as `apt-get install`; empty: all, except those of programs that seldom ask
 */
export function* askingCommands(
  file: DockerfileModel,
  manager: PackageManager,
  commands: readonly string[] = [],
): Iterable<AskingCommand> {
  for (const use of packageUses(file, manager, 'confirmation')) {
    const { command, run } = use;
    const confirmation = packageToolOf(command)?.confirmation;
    if (!isChosen(command, commands) || (confirmation?.seldom && !isNamed(command, commands))) continue;
    const about = confirmation && askedBy(command, confirmation);
    if (about && !isSettled(use, confirmation) && !mayHoldFlags(command, run, confirmation))
      yield { run, command, about };
  }
}

/** What a command asks about; `undefined` if it has nothing to do. */
function askedBy(command: Command, { asks, mayAsk }: Confirmation): AskingCommand['about'] | undefined {
  const action = packageAction(command);
  if (!action || !asks.includes(action)) return undefined;
  if (action === 'upgrade') return 'upgrade';
  if (action === 'create' || action === 'clean') return 'install';
  const { fileFlags = [] } = packageToolOf(command)!.packages;
  const isGiven =
    command.targets.length > 0 ||
    command.wrappers.some(({ name }) => name === 'xargs') ||
    (fileFlags.length > 0 && command.flag(...fileFlags) !== undefined);
  if (isGiven) return action === 'remove' ? 'remove' : 'install';
  const [subcommand] = command.operands;
  const isPossible =
    mayAsk?.subcommands.includes(subcommand?.text ?? '') || (mayAsk && command.flag(...mayAsk.flags));
  return isPossible ? 'perhaps' : undefined;
}

function isSettled({ command, previous, configured }: PackageUse, { onTwice = [] }: Confirmation): boolean {
  return (
    configured === true ||
    configured === 'unknown' ||
    showsOnly(command) ||
    isTwice(command, onTwice) ||
    isAnswered(command, previous)
  );
}

/** `-qq`, `-q -q`, `-q=2`: the second level of quiet implies yes. Source: apt-get(8). */
function isTwice({ flags }: Command, names: readonly string[]): boolean {
  const levels = flags.map(({ name, value }) => {
    if (names.includes(name)) return Number(value?.text ?? 1);
    return names.some((each) => name === `-${each}${each.at(-1)}`) ? 2 : 0;
  });
  return levels.reduce((sum, level) => sum + level, 0) >= 2;
}

/** `yes | apt-get …`, `echo y | apt-get …`, `apt-get … <<< y`. */
function isAnswered({ context, redirections }: Command, previous: Command | undefined): boolean {
  if (redirections.some(({ operator }) => operator.startsWith('<<'))) return true;
  if (context.pipeline.position === 0 || previous === undefined) return false;
  return (
    previous.is('yes') || (previous.is('echo|printf') && previous.words.some(({ text }) => /^y/i.test(text)))
  );
}

/** An unquoted variable may hold flags, unless its value is known. */
function mayHoldFlags(command: Command, run: RunStep, { answersNothing }: Confirmation): boolean {
  return command.words.some((word) => {
    if (word.literal || word.quoted || !/^\$\{?\w+\}?$/.test(word.text)) return false;
    const known = knownWords(run, command, word);
    return !known || known.some((text) => text.startsWith('-') && !answersNothing?.test(text));
  });
}
