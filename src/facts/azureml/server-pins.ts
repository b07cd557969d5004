/** Versions beside the inference server that its releases rule out. */
import {
  conflictWithServer,
  SERVER_PACKAGE,
  type ServerRelease,
  serverReleasesWithin,
} from '../../image/inference-server.ts';
import type { Package } from '../../model/installs.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { type FilledInstall, filledInstalls } from '../packages/installed-files.ts';

/** A package in a version that the inference server does not work with. */
export interface ServerConflict {
  readonly each: Package;
  /** The newest release that the server may have. */
  readonly release: ServerRelease;
  /** What that release requires of the package: `~=2.12.0`. */
  readonly required: string;
}

/** A conflict with the server that the same command asks for, so that pip refuses the two together. */
export interface RefusedBesideServer extends ServerConflict {
  readonly server: Package;
  readonly stage: Stage;
}

/** What pip refuses in one command, since a release of the server that is asked for in it requires something else. */
export function refusedBesideServer(file: DockerfileModel): readonly RefusedBesideServer[] {
  return file.runs.flatMap((run) =>
    filledInstalls(run).flatMap((install) =>
      refusedIn(install).map((refused) => ({ ...refused, stage: run.stage })),
    ),
  );
}

function refusedIn({ manager, command, packages }: FilledInstall) {
  const server = packages.find(({ name, specifier }) => name === SERVER_PACKAGE && specifier !== '');
  const releases = server && serverReleasesWithin(server.specifier);
  if (manager !== 'pip' || !server || !releases?.length || command.flag('--no-deps', '--use-deprecated'))
    return [];
  return serverConflicts(releases, packages).map((conflict) => ({ ...conflict, server }));
}

/** The packages that none of some releases of the server accepts. */
export function serverConflicts(
  releases: readonly ServerRelease[],
  packages: readonly Package[],
): readonly ServerConflict[] {
  const [release] = releases;
  return packages.flatMap((each) => {
    const { name, specifier } = each;
    if (name === undefined || specifier === '' || !release) return [];
    const required = releases.map((one) => conflictWithServer(one, name, specifier));
    const [first] = required;
    return first !== undefined && required.every((range) => range !== undefined)
      ? [{ each, release, required: first }]
      : [];
  });
}

/** Whether a server in a stage is the matter of Azure ML: the stage serves, or its base brings a finished environment. */
export function isPlaceOfServer({ serves, image }: Stage): boolean {
  return serves || image?.condaEnvironment !== undefined;
}
