/** Which releases of pip a command may run on, and what they no longer accept. */
import { isSubrange, rangesMeet, type VersionRange, versionRange } from '../../image/version-range.ts';
import { type Install, type Package, versionsOf } from '../../model/installs.ts';
import type { DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import {
  BUNDLED_PIP,
  LAST_PIP,
  NEWEST_PIP,
  REMOVED_OPTIONS,
  type RemovedOption,
  UPGRADED_PIP,
} from '../../programs/pip-releases.ts';
import type { Command, CommandFlag } from '../../shell/script.ts';
import { filledEnvironments } from './environment-installs.ts';
import { packageCommands } from './package-commands.ts';

/** An option of a pip command that pip has removed. */
export interface RemovedUse {
  readonly run: RunStep;
  readonly command: Command;
  readonly flag: CommandFlag;
  readonly removed: RemovedOption;
  /** Whether the pip in force is known to be one without it. */
  readonly certain: boolean;
}

/** The options of pip commands that pip has removed, but for those that the pip in force still has. */
export function* removedOptionsIn(file: DockerfileModel): Iterable<RemovedUse> {
  for (const { command, run } of packageCommands(file, 'pip')) {
    if (command.program !== 'pip') continue;
    for (const flag of command.flags) {
      const removed = REMOVED_OPTIONS.find((one) => isMeant(flag, one));
      if (!removed || isOld(run.stage)) continue;
      const releases = pipAt(command, run);
      const without = versionRange(`>=${removed.since}`)!;
      if (releases && !rangesMeet(releases, without)) continue;
      const certain = releases !== undefined && isSubrange(releases, without);
      yield { run, command, flag, removed, certain };
    }
  }
}

function isMeant({ name, value: given }: CommandFlag, { names, value }: RemovedOption): boolean {
  return names.includes(name) && (value === undefined || value === given?.text);
}

/** A base whose pip is that of its day: Python 2, Ubuntu 18.04, Debian 9 and older. */
function isOld({ image, root: { base } }: Stage): boolean {
  if (image?.ubuntu) return Number(image.ubuntu) < 20;
  if (base.kind !== 'image') return false;
  const { familiar, tag } = base.reference;
  const text = tag?.text.text ?? '';
  if (familiar === 'python') return /^(?:2|3\.[0-6])(?!\d)/.test(text);
  return (
    /(?:^|[^\d])1[0-8]\.(?:04|10)|trusty|xenial|bionic|wheezy|jessie|stretch/.test(text) ||
    (familiar === 'debian' && /^[6-9](?!\d)/.test(text))
  );
}

/** The releases that pip may have at a command: what installed it last, or what comes with its Python. */
function pipAt(command: Command, run: RunStep): VersionRange | undefined {
  const python = pythonAt(command, run.stage.file);
  const installed = run.stage.ancestors
    .flatMap(({ runs }) => runs)
    .flatMap(({ installs }) => installs)
    .filter(
      ({ manager, command: { start } }) =>
        (manager === 'pip' || manager === 'conda') && start < command.start,
    )
    .flatMap((install) => install.packages.map((each) => pipFrom(each, install, python)))
    .findLast((range) => range !== undefined);
  if (installed) return installed;
  const bundled = python === undefined ? undefined : BUNDLED_PIP[python];
  return bundled === undefined ? undefined : versionRange(`>=${bundled}`);
}

function pipFrom(each: Package, { command, manager }: Install, python: string | undefined) {
  if (each.name !== 'pip') return undefined;
  if (each.specifier !== '') return versionsOf(each, manager);
  if (!command.flag('-U', '--upgrade')) return undefined;
  return versionRange(`>=${python === undefined ? UPGRADED_PIP : (LAST_PIP[python] ?? NEWEST_PIP)}`);
}

function pythonAt(command: Command, file: DockerfileModel): string | undefined {
  for (const { installs } of filledEnvironments(file)) {
    const own = installs.find(({ install }) => install.command === command);
    if (own) return own.python;
  }
  return undefined;
}
