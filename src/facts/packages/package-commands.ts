import type { DockerfileModel, RunCommand, RunStep } from '../../model/model.ts';
import { packageAction, programsOf } from '../../model/package-actions.ts';
import type { PackageAction, PackageManager } from '../../programs/package-tool.ts';
import type { Command } from '../../shell/script.ts';
import { pushTo } from '../../text/multimap.ts';

/**
 * The commands of a package manager in a file, in order; with actions, those that do one of these.
 *
 * @example
 * const file = readDockerfile('FROM ubuntu\nRUN apt-get update && apt-get -y dist-upgrade\n');
 * packageCommands(file, 'apt', 'upgrade').map(({ command }) => command.head.text); // => ['apt-get dist-upgrade']
 */
export function packageCommands(
  file: DockerfileModel,
  manager: PackageManager,
  ...actions: readonly PackageAction[]
): readonly RunCommand[] {
  const commands = file.commandsNamed(programsOf(manager));
  if (actions.length === 0) return commands;
  return commands.filter(({ command }) => {
    const action = packageAction(command);
    return action !== undefined && actions.includes(action);
  });
}

/** The commands of a package manager in a file by their RUN. */
export function packageCommandsByRun(
  file: DockerfileModel,
  manager: PackageManager,
): ReadonlyMap<RunStep, readonly Command[]> {
  const byRun = new Map<RunStep, Command[]>();
  for (const { command, run } of packageCommands(file, manager)) pushTo(byRun, run, command);
  return byRun;
}
