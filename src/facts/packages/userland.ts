import { isAzureMachineLearning } from '../../image/catalog.ts';
import { dashOf } from '../../image/posix-shell.ts';
import type { Stage } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import type { PackageManager } from '../../programs/package-tool.ts';
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

/** Whether the `wget` of a stage is that of GNU: BusyBox has one of its own, which a package replaces. */
export function hasGnuWget(stage: Stage): boolean | undefined {
  const userland = userlandOf(stage);
  if (userland !== 'busybox') return userland && true;
  return stage.ancestors.some(({ runs }) =>
    runs.some(({ installs }) =>
      installs.some(({ packages }) => packages.some(({ name }) => name === 'wget')),
    ),
  );
}
