/** What an image installs into each of its Python environments, and which Python each install is for. */
import { isOfficial } from '../../image/reference.ts';
import type { Install, Package } from '../../model/installs.ts';
import type { DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import { memoized } from '../../text/memoized.ts';
import { pushTo } from '../../text/multimap.ts';
import type { FilledInstall } from './installed-files.ts';
import {
  isEnvironmentAt,
  type MadeEnvironment,
  madeEnvironments,
  type PlacedInstall,
  placedInstalls,
  pythonOf,
} from './python-environments.ts';

/** An environment with what pip and conda install into it. */
export interface FilledEnvironment {
  /** The stage whose image has it. */
  readonly stage: Stage;
  /** The command that makes it; `undefined`: the environment of the base image, or one that is not known. */
  readonly made: MadeEnvironment | undefined;
  /** It is not known which one it is; then the installs are those of one command. */
  readonly unknown: boolean;
  /** In order. */
  readonly installs: readonly EnvironmentInstall[];
}

export interface EnvironmentInstall {
  readonly run: RunStep;
  /** With the packages of the files that it reads. */
  readonly install: FilledInstall;
  /** The Python that it is for, as `3.12`; `undefined` if it is not known. */
  readonly python: string | undefined;
}

/**
 * The environments of a file that something is installed into: those of each stage that no other one builds on, with what
 * the stages below it install.
 *
 * @example
 * const file = readDockerfile('FROM python:3.12-slim\nRUN pip install flask\nRUN python -m pip install gunicorn\n');
 * filledEnvironments(file).map(({ installs }) => installs.map(({ python }) => python)); // => [['3.12', '3.12']]
 */
export const filledEnvironments: (file: DockerfileModel) => readonly FilledEnvironment[] = memoized(
  (file) => {
    if (!file.runs.some(({ installs }) => installs.some(mayBeOfPip))) return [];
    const parents = new Set(file.stages.map(({ parent }) => parent));
    return file.stages.filter((stage) => !parents.has(stage)).flatMap(environmentsIn);
  },
);

/** An environment file of conda may have packages of pip. */
function mayBeOfPip({ manager, command }: Install): boolean {
  return (
    manager === 'pip' || (manager === 'conda' && command.is(programsOf('conda'), 'env create|env update'))
  );
}

function environmentsIn(stage: Stage): readonly FilledEnvironment[] {
  const groups = new Map<string, (PlacedInstall & { readonly run: RunStep })[]>();
  for (const run of stage.ancestors.flatMap(({ runs }) => runs))
    for (const placed of placedInstalls(run)) pushTo(groups, keyOf(placed, stage), { ...placed, run });
  return [...groups].map(([key, placed]) => {
    const { environment } = placed[0]!;
    const made =
      environment === undefined || environment === 'base' ? undefined : makerOf(environment, stage);
    const own = made ? pythonOf(made) : key === BASE ? pythonOfBase(stage) : undefined;
    const python = changedPython(placed.map(({ install }) => install)) ?? own;
    return {
      stage,
      made,
      unknown: environment === undefined,
      installs: placed.map(({ run, install }) => ({ run, install, python: namedPython(install) ?? python })),
    };
  });
}

const BASE = 'base';

/** The same for all names of an environment. */
function keyOf({ environment, install }: PlacedInstall, { image }: Stage): string {
  if (environment === undefined) return `at ${install.command.start}`;
  if (environment === 'base') return BASE;
  const isOfBase =
    ('name' in environment && environment.name === image?.condaEnvironment) ||
    (image?.pythonPrefix !== undefined && isEnvironmentAt(environment, image.pythonPrefix));
  if (isOfBase) return BASE;
  return 'name' in environment ? environment.name : environment.prefix.replace(/^.*\/envs\//, '');
}

function makerOf(environment: MadeEnvironment['environment'], stage: Stage): MadeEnvironment | undefined {
  return madeEnvironments(stage).findLast(({ environment: one }) => {
    if ('prefix' in environment) return isEnvironmentAt(one, environment.prefix);
    return 'name' in one ? one.name === environment.name : isEnvironmentAt(environment, one.prefix);
  });
}

/** The Python of the base image, unless conda may replace it. */
function pythonOfBase({ image, root, ancestors }: Stage): string | undefined {
  const installs = ancestors.flatMap(({ runs }) => runs).flatMap((run) => placedInstalls(run));
  const isReplaced = installs.some(
    ({ environment, install }) => environment === undefined && changesPython(install),
  );
  if (isReplaced) return undefined;
  if (image) return minorOf(image.python);
  const { base } = root;
  const isPython =
    base.kind === 'image' && isOfficial(base.reference) && base.reference.familiar === 'python';
  return isPython ? minorOf(base.reference.tag?.text.text) : undefined;
}

function changesPython({ manager, packages }: FilledInstall): boolean {
  return manager === 'conda' && packages.some(isPython);
}

/** The Python that conda is asked for last. */
function changedPython(installs: readonly FilledInstall[]): string | undefined {
  const asked = installs.filter(changesPython).at(-1)?.packages.findLast(isPython);
  return asked && minorOf(asked.specifier.replace(/^=+/, ''));
}

function isPython({ name }: Package): boolean {
  return name === 'python';
}

/** `3.9` of `python3.9 -m pip` and `pip3.9`. */
function namedPython({ command }: FilledInstall): string | undefined {
  const programs = [command, ...command.wrappers].flatMap(({ nameWord }) => nameWord?.text ?? []);
  return programs.flatMap((text) => /(?:python|pip)(\d\.\d+)$/.exec(text)?.[1] ?? []).at(0);
}

/** `3.12` for `3.12.4`, `3.12-slim` and `3.12.*`. */
function minorOf(version: string | undefined): string | undefined {
  return /^(\d+\.\d+)(?:[.-]|$)/.exec(version ?? '')?.[1];
}
