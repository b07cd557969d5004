import { isAzureMachineLearning } from '../../image/catalog.ts';
import { dashOf } from '../../image/posix-shell.ts';
import type { RunStep, Stage } from '../../model/model.ts';
import { packageAction, programsOf } from '../../model/package-actions.ts';
import type { PackageManager } from '../../programs/package-tool.ts';
import type { Command } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';

/** Whose basic programs an image has. */
export type Userland = 'gnu' | 'busybox';

/**
 * Whose basic programs a stage has: those of GNU, as Debian, Ubuntu and Fedora have them, or those of BusyBox, as Alpine and
 * Wolfi have them. The name of the base image tells, or else the package managers that the stage and its ancestors call.
 *
 * @returns `undefined` when neither does
 *
 * @example
 * const { finalStage } = readDockerfile('FROM python:3.12-alpine\n');
 * userlandOf(finalStage!); // => 'busybox'
 */
export const userlandOf: (stage: Stage) => Userland | undefined = memoized((stage) => {
  const { base } = stage.root;
  if (base.kind === 'image') {
    const { name, tag } = base.reference;
    if (isAzureMachineLearning(name) || OF_GNU.has(name)) return 'gnu';
    if (dashOf(base.reference, base.image, false)) return 'gnu';
    if (/(?:^|[^a-z])(?:alpine|busybox|wolfi)/.test(`${name}:${tag?.text.text ?? ''}`)) return 'busybox';
  }
  if (calls(stage, ['apk'])) return 'busybox';
  return calls(stage, ['apt', 'yum', 'dnf', 'zypper']) ? 'gnu' : undefined;
});

/** Official images of distributions other than Debian and Ubuntu with GNU's programs. */
const OF_GNU: ReadonlySet<string> = new Set(
  'fedora centos rockylinux almalinux oraclelinux amazonlinux archlinux clearlinux'
    .split(' ')
    .map((name) => `docker.io/library/${name}`),
);

function calls({ ancestors }: Stage, managers: readonly PackageManager[]): boolean {
  const programs = managers.map(programsOf).join('|');
  return ancestors.some(({ runs }) => runs.some((run) => run.commandsNamed(programs).length > 0));
}

/**
 * Whether the `wget` that a command calls is that of GNU: BusyBox has one of its own, which a package replaces until it is removed.
 *
 * @returns `undefined` when it is not known
 */
export function hasGnuWget({ stage }: RunStep, command: Command): boolean | undefined {
  const userland = userlandOf(stage);
  if (userland !== 'busybox') return userland && true;
  const before = stage.ancestors.flatMap(({ runs }) =>
    runs.filter(({ instruction }) => instruction.start < command.start),
  );
  const install = before
    .flatMap(({ installs }) => installs)
    .findLast((one) => one.command.start < command.start && one.packages.some(({ name }) => name === 'wget'));
  if (!install) return false;
  const group = install.command.flag('-t', '--virtual')?.value?.text;
  return !before.some(({ commands }) =>
    commands.some(
      (one) =>
        install.command.start < one.start &&
        one.start < command.start &&
        packageAction(one, 'apk') === 'remove' &&
        one.targets.some(({ text, literal }) => !literal || text === 'wget' || text === group),
    ),
  );
}
