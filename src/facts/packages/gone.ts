import { certainlyRuns } from '../commands/certain.ts';
/** Packages that a command asks for although the release of the image does not have them. */

import { knownPrefix } from '../../dockerfile/value.ts';
import { type GonePackage, gonePackage } from '../../image/gone-packages.ts';
import { type OsRelease, osReleaseOf } from '../../image/os-release.ts';
import type { Package } from '../../model/installs.ts';
import type { DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import type { Command, Word } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { memoized } from '../../text/memoized.ts';
import { isWithin } from '../../text/paths.ts';
import { packageCommands } from './package-commands.ts';

/** A package that is no longer there. */
export interface GoneInstall {
  readonly word: Word;
  readonly gone: GonePackage;
  /** The release in words: `Ubuntu 24.04`. */
  readonly release: string;
  /** Where the file adds another source, which may have the package. */
  readonly source: Span | undefined;
}

const NAMES = { debian: 'Debian', ubuntu: 'Ubuntu' } as const;

/**
 * The packages that commands of a file install by name although the release of their image no longer has them. Only of
 * images whose release is known; not where a version is given, nor where the failure is expected or the command depends
 * on a condition.
 */
export function goneInstalls(file: DockerfileModel): readonly GoneInstall[] {
  return packageCommands(file, 'apt', 'install').flatMap(({ command, run }) => {
    const release = releaseOf(run.stage);
    if (!release || !certainlyRuns(command)) return [];
    const packages = run.installsBy(command).flatMap((install) => install.packages);
    return packages.flatMap((each) => installOf(each, run, command, release));
  });
}

function installOf(
  { name, specifier, word }: Package,
  run: RunStep,
  command: Command,
  release: OsRelease,
): readonly GoneInstall[] {
  const gone = name !== undefined && specifier === '' ? gonePackage(name, release) : undefined;
  if (!gone) return [];
  const source = sourceBefore(run, command);
  return [{ word, gone, release: `${NAMES[release.distribution]} ${release.number}`, source }];
}

/** The release of Debian or Ubuntu that a stage is made of, from the catalog or the tag. */
function releaseOf({ image, root: { base } }: Stage): OsRelease | undefined {
  if (image?.ubuntu !== undefined) return { distribution: 'ubuntu', number: image.ubuntu };
  return base.kind === 'image' ? osReleaseOf(base.reference) : undefined;
}

/** Where a source is added in a stage or one that it builds on, before a command. */
function sourceBefore(run: RunStep, command: Command): Span | undefined {
  return run.stage.ancestors.flatMap(addedSources).find(({ start }) => start < command.start);
}

const SOURCES = '/etc/apt/sources.list';

const addedSources = memoized((stage: Stage): readonly Span[] => [
  ...stage.runs.flatMap((run) => run.commands.filter(addsSource).map(({ head }) => head)),
  ...stage.copies.filter(({ destination }) => isWithin(knownPrefix(destination), '/etc/apt')),
]);

function addsSource(command: Command): boolean {
  if (command.is('add-apt-repository|apt-add-repository')) return true;
  // `curl … | bash` of an archive's own script.
  if (command.is('bash|sh') && command.context.pipeline.position > 0) return true;
  if (command.is('dpkg') && command.flag('-i', '--install') && command.operands.some(isOfRepository))
    return true;
  const texts = [...command.words, ...command.redirections.flatMap(({ target }) => target ?? [])];
  return !command.is('rm|cat|ls|grep') && texts.some(({ text }) => text.includes(SOURCES));
}

/** A package that only brings a source and its key: `packages-microsoft-prod.deb`, `cuda-keyring_1.1-1_all.deb`. */
function isOfRepository({ text }: Word): boolean {
  return /(?:repo|keyring|release|sources?|prod|config)[^/]*\.deb$/.test(text);
}
