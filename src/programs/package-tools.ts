import { apk } from './apk.ts';
import { apt, aptitude } from './apt.ts';
import { conda, mamba } from './conda.ts';
import { gem } from './gem.ts';
import { go } from './go.ts';
import { npm, pnpm, yarn } from './node.ts';
import type { PackageAction, PackageTool } from './package-tool.ts';
import { pip, pipx, uv } from './python.ts';
import { dnf, microdnf, tdnf, yum } from './rpm.ts';
import { zypper } from './zypper.ts';

/** All package managers that are known. */
export const packageTools: readonly PackageTool[] = [
  apt,
  aptitude,
  apk,
  yum,
  dnf,
  microdnf,
  tdnf,
  zypper,
  pip,
  pipx,
  uv,
  conda,
  mamba,
  npm,
  yarn,
  pnpm,
  gem,
  go,
];

const byProgram: ReadonlyMap<string, PackageTool> = new Map(
  packageTools.flatMap((tool) => tool.programs.map((program) => [program, tool] as const)),
);

/** The package manager with a program; `program` is its name without version, `pip` for `pip3.11`. */
export function packageTool(program: string): PackageTool | undefined {
  return byProgram.get(program);
}

const actions: ReadonlyMap<PackageTool, ReadonlyMap<string, PackageAction>> = new Map(
  packageTools.map((tool) => [
    tool,
    new Map(
      Object.entries(tool.actions).flatMap(([action, subcommands]) =>
        subcommands.split(',').map((subcommand) => [subcommand.trim(), action as PackageAction] as const),
      ),
    ),
  ]),
);

/**
 * The action of a subcommand: `update` of apt is a `refresh`.
 *
 * @param second the next operand, which may be part of its name, as in `env create`
 */
export function actionOf(tool: PackageTool, first: string, second?: string): PackageAction | undefined {
  const known = actions.get(tool)!;
  return (second === undefined ? undefined : known.get(`${first} ${second}`)) ?? known.get(first);
}
