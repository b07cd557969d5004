/** What a command does with packages, whatever its package manager calls it. */
import {
  type PackageAction,
  type PackageManager,
  type PackageTool,
  packageManagers,
} from '../programs/package-tool.ts';
import { actionOf, packageTool, packageTools } from '../programs/package-tools.ts';
import type { Command } from '../shell/script.ts';

const programs: ReadonlyMap<PackageManager, string> = new Map(
  packageManagers.map((manager) => [
    manager,
    packageTools.flatMap((tool) => (tool.manager === manager ? tool.programs : [])).join('|'),
  ]),
);

/** The programs of a package manager, in the form for `command.is`: `conda|mamba|micromamba`. */
export function programsOf(manager: PackageManager): string {
  return programs.get(manager)!;
}

/**
 * What a command does with packages.
 *
 * @param manager the only package manager of interest
 * @returns `undefined` for a command of no package manager, or of another one, or with an unknown subcommand
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN apt-get update && pip install flask && make install\n').runs;
 * run!.commands.map((command) => packageAction(command)); // => ['refresh', 'install', undefined]
 */
export function packageAction(command: Command, manager?: PackageManager): PackageAction | undefined {
  const tool = packageToolOf(command);
  if (!tool || (manager !== undefined && tool.manager !== manager)) return undefined;
  const [first, second] = command.operands;
  return actionOf(tool, first?.text ?? '', second?.text);
}

/** The package manager that a command calls, with its description. */
export function packageToolOf({ program }: Command): PackageTool | undefined {
  return packageTool(program);
}

/** Whether an option makes a command only show what it would do, or its usage: `--dry-run`, `--help`. */
export function showsOnly(command: Command): boolean {
  const { showsOnly: names = [] } = packageToolOf(command) ?? {};
  return names.length > 0 && command.flag(...names) !== undefined;
}

/** Whether a command runs another program in an environment: `conda run`. */
export function runsInEnvironment(command: Command): boolean {
  const runs = packageToolOf(command)?.runs;
  return runs !== undefined && command.operands[0]?.text === runs;
}

/**
 * Whether a value switches something on: the words of apt (apt-pkg/contrib/strutl.cc, StringToBool), which others use
 * too.
 */
export function isOn(value: string): boolean {
  return /^(?:yes|true|with|on|enable|[1-9]\d*)$/i.test(value);
}

/** Whether a command calls a package manager, whatever it does. */
export function isOfManager(command: Command, manager: PackageManager): boolean {
  return packageToolOf(command)?.manager === manager;
}
