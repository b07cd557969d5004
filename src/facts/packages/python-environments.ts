/**
 * The Python environments of an image: those that a RUN creates, the one that is active at the end, and what is
 * installed into which.
 */
import { knownPrefix, knownText } from '../../dockerfile/value.ts';
import { condaRootOf } from '../../image/conda-root.ts';
import type { Binding, RunCommand, RunStep, Stage } from '../../model/model.ts';
import { packageAction, programsOf, runsInEnvironment } from '../../model/package-actions.ts';
import { knownWord } from '../../model/script-values.ts';
import { dialectOf } from '../../programs/shells.ts';
import type { EffectiveShell } from '../../shell/interpreter.ts';
import type { Command } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { baseName, isAbsolute, normalizePath, resolvePath } from '../../text/paths.ts';
import { minorOf } from './environment-files.ts';
import { environmentFileOf, type FilledInstall, filledInstalls, installFor } from './installed-files.ts';

const CONDA = programsOf('conda');

/** An environment as a command names it: conda finds a name below its `envs`. */
export type EnvironmentName = { readonly prefix: string } | { readonly name: string };

/** An environment that a RUN creates. */
export interface MadeEnvironment {
  readonly run: RunStep;
  readonly command: Command;
  readonly environment: EnvironmentName;
}

/** An environment that this file activates instead of the base image's. */
export interface ActivatedEnvironment {
  readonly prefix: string;
  /** What activates it: AZUREML_CONDA_ENVIRONMENT_PATH, or PATH. */
  readonly binding: Binding;
  /** The command that creates it. */
  readonly made: MadeEnvironment;
}

/**
 * The environments that are created in a stage and those it builds on, in order. An environment whose name depends on the
 * build, or is in a file that is not known, is not among them.
 *
 * @example
 * const { finalStage } = readDockerfile('FROM ubuntu\nRUN conda create -y -n x && python -m venv /v\n');
 * madeEnvironments(finalStage!).map(({ environment }) => environment); // => [{ name: 'x' }, { prefix: '/v' }]
 */
export const madeEnvironments: (stage: Stage) => readonly MadeEnvironment[] = memoized((stage) =>
  stage.ancestors.flatMap(({ runs }) =>
    runs.flatMap((run) =>
      run.commands.flatMap((command) => {
        const environment = madeBy(command, run);
        return environment ? { run, command, environment } : [];
      }),
    ),
  ),
);

/** The commands that create environments of which the place is not known: it is in a file, or depends on the build. */
export const unknownEnvironments: (stage: Stage) => readonly RunCommand[] = memoized((stage) => {
  const known = new Set(madeEnvironments(stage).map(({ command }) => command));
  return stage.ancestors.flatMap(({ runs }) =>
    runs.flatMap((run) =>
      run.commands.flatMap((command, index) =>
        makesEnvironment(command) && !known.has(command) ? [{ run, command, index }] : [],
      ),
    ),
  );
});

/**
 * Whether a stage may have an environment in a directory besides those of its base: it is created there, or somewhere
 * that is not known. conda creates those that a file names below `envs`.
 */
export function mayMakeEnvironment(stage: Stage, prefix: string): boolean {
  if (madeEnvironments(stage).some(({ environment }) => isEnvironmentAt(environment, prefix))) return true;
  return unknownEnvironments(stage).some(
    ({ command }) => prefix.includes('/envs/') || command.flag('-p', '--prefix') || !command.is(CONDA),
  );
}

/**
 * Whether a stage installs a Python of its own: a new environment with one, or another version in the base's
 * environment.
 */
export function makesPython({ runs }: Stage): boolean {
  return runs.some(
    (run) =>
      run.commands.some(
        (command) =>
          packageAction(command, 'conda') === 'create' ||
          (command.is('uv', 'venv') && command.flag('-p', '--python') !== undefined),
      ) ||
      filledInstalls(run).some(
        ({ manager, packages }) => manager === 'conda' && packages.some(({ name }) => name === 'python'),
      ),
  );
}

/** The environment that is active at the end of a stage, if the file creates and activates it. */
export const activatedEnvironment: (stage: Stage) => ActivatedEnvironment | undefined = memoized((stage) => {
  const { image, atEnd } = stage;
  const candidates = [atEnd.env('AZUREML_CONDA_ENVIRONMENT_PATH'), atEnd.env('PATH')];
  for (const binding of candidates) {
    const prefix = binding?.by === 'ENV' ? prefixOf(binding) : undefined;
    if (!binding || prefix === undefined || prefix === image?.pythonPrefix) continue;
    const made = madeEnvironments(stage).find(({ environment }) => isEnvironmentAt(environment, prefix));
    if (made) return { prefix, binding, made };
  }
  return undefined;
});

/** Whether a name means the environment in a directory. */
export function isEnvironmentAt(environment: EnvironmentName, prefix: string): boolean {
  return 'prefix' in environment
    ? environment.prefix === prefix
    : prefix.endsWith(`/envs/${environment.name}`);
}

/**
 * The directory of the environment that a variable activates; for PATH, that of its first entry, `…/bin`. `undefined` if
 * it is not known.
 */
function prefixOf({ name, value }: Binding): string | undefined {
  if (name !== 'PATH') {
    const text = knownText(value);
    return text !== undefined && isAbsolute(text) ? normalizePath(text) : undefined;
  }
  const [first, ...others] = knownPrefix(value).split(':');
  if (first === undefined || (others.length === 0 && knownText(value) === undefined)) return undefined;
  return isAbsolute(first) && first.endsWith('/bin')
    ? normalizePath(first.slice(0, -'/bin'.length))
    : undefined;
}

/** `conda create`, `python -m venv`, `virtualenv`, `uv venv`. */
function makesEnvironment(command: Command): boolean {
  const isVenv = command.is('python') && command.flag('-m')?.value?.text === 'venv';
  const isConda = packageAction(command, 'conda') === 'create';
  return isConda || isVenv || command.is('virtualenv') || command.is('uv', 'venv');
}

function madeBy(command: Command, run: RunStep): EnvironmentName | undefined {
  if (!makesEnvironment(command)) return undefined;
  if (packageAction(command, 'conda') === 'create') return environmentNamedBy(run, command);
  const directory = command.targets.findLast(({ text }) => !text.startsWith('-'));
  const workdir = knownText(run.before.workdir);
  const path = knownWord(run, command, directory);
  if (path === undefined) return undefined;
  if (isAbsolute(path)) return { prefix: normalizePath(path) };
  return workdir === undefined ? undefined : { prefix: resolvePath(workdir, path) };
}

/**
 * The Python of an environment, as `3.12`: the one that conda or uv is asked for, the one whose interpreter makes it, or
 * that of the base image. `undefined` if it is not known.
 */
export function pythonOf({ run, command }: MadeEnvironment): string | undefined {
  if (packageAction(command, 'conda') === 'create') {
    const packages = filledInstalls(run)
      .filter((install) => install.command === command)
      .flatMap((install) => install.packages);
    return minorOf(packages.find(({ name }) => name === 'python')?.specifier);
  }
  const asked = command.is('python') ? command.nameWord : command.flag('-p', '--python')?.value;
  const named = /^(?:.*\/)?(?:python)?(\d[\d.]*)$/.exec(knownWord(run, command, asked) ?? '')?.[1];
  if (named?.includes('.')) return minorOf(named);
  const isPlain = asked === undefined || /^python3?$/.test(asked.text);
  const isOfBase = run.before.env('PATH')?.by !== 'ENV' && isPlainShell(run.before.shell);
  return isPlain && isOfBase ? minorOf(run.stage.image?.python) : undefined;
}

/**
 * The environment that `-p` or `-n` of conda names, or the environment file; `undefined` without any of them, or if it
 * depends on the build.
 */
function environmentNamedBy(run: RunStep, command: Command): EnvironmentName | undefined {
  const prefix = command.flag('-p', '--prefix')?.value;
  if (prefix) {
    const path = knownWord(run, command, prefix);
    return path === undefined ? undefined : { prefix: normalizePath(path) };
  }
  const flag = command.flag('-n', '--name');
  const name = flag
    ? knownWord(run, command, flag.value)
    : environmentFileOf(run, command)?.environment.name?.text;
  return name === undefined ? undefined : { name };
}

/** Options that make pip install outside the environment. */
const ELSEWHERE = ['-t', '--target', '--prefix', '--root', '--python'];

/**
 * What a RUN certainly installs into the environment that is active at the end of its stage.
 *
 * @param activated that environment; `undefined` for that of the base image
 */
export function installsIntoActive(
  run: RunStep,
  activated: ActivatedEnvironment | undefined,
): readonly FilledInstall[] {
  return placedInstalls(run)
    .filter(({ environment }) => environment !== undefined && isActive(environment, run, activated))
    .map(({ install }) => install);
}

/** What a RUN may install into an environment that the file activates: everything that does not certainly go elsewhere. */
export function possibleInstallsInto(
  activated: ActivatedEnvironment,
  run: RunStep,
): readonly FilledInstall[] {
  return placedInstalls(run)
    .filter(({ environment }) => environment === undefined || isActive(environment, run, activated))
    .map(({ install }) => install);
}

/** An install with the environment that it goes to. */
export interface PlacedInstall {
  /** With the packages of the files that it reads. */
  readonly install: FilledInstall;
  /** Its environment, if it is known; the active environment of the base image is `base`. */
  readonly environment: EnvironmentName | 'base' | undefined;
}

/**
 * What a RUN installs with pip and conda, each with its environment: the one that `-n` or `-p` names, that of the
 * interpreter that is called by its path, that of the first directory of PATH, or that of the base image.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN /v/bin/pip install numpy && pip install scipy\n').runs;
 * placedInstalls(run!).map(({ environment }) => environment); // => [{ prefix: '/v' }, 'base']
 */
export const placedInstalls: (run: RunStep) => readonly PlacedInstall[] = memoized((run) => {
  const switched = run.commands.find(activatesAnother)?.start ?? Number.POSITIVE_INFINITY;
  return filledInstalls(run).map((install) => {
    const environment = environmentOf(install.of, run, install.command.start > switched);
    const python = install.perhaps.length > 0 ? pythonIn(environment, run) : undefined;
    return { install: python === undefined ? install : installFor(install, python), environment };
  });
});

/** The Python of an environment that the file makes, or of the base image; `undefined` if it is not known. */
function pythonIn(environment: PlacedInstall['environment'], { stage }: RunStep): string | undefined {
  if (environment === undefined) return undefined;
  const { image } = stage;
  if (environment === 'base' || isEnvironmentAt(environment, image?.pythonPrefix ?? ''))
    return minorOf(image?.python);
  const prefix = 'prefix' in environment ? environment.prefix : `/envs/${environment.name}`;
  const made = madeEnvironments(stage).findLast((one) => isEnvironmentAt(one.environment, prefix));
  return made && pythonOf(made);
}

function environmentOf(
  { command, manager }: FilledInstall['of'],
  run: RunStep,
  isSwitched: boolean,
): PlacedInstall['environment'] {
  const runner = command.wrappers.find(runsInEnvironment);
  if (manager === 'conda' || runner)
    return environmentNamedBy(run, runner ?? command) ?? unnamedOf(runner ?? command, run, isSwitched);
  if (manager === 'pip' && command.is('uv', 'pip')) return environmentOfUv(command, run, isSwitched);
  if (manager !== 'pip' || command.is('uv|pipx') || command.flag(...ELSEWHERE) || isSwitched)
    return undefined;
  // In `/opt/x/bin/python -m pip`, the interpreter decides.
  const program = command.wrappers.find(({ name }) => /^python[\d.]*$/.test(name)) ?? command;
  if (program.nameWord?.text.includes('/')) {
    const path = knownWord(run, program, program.nameWord);
    const isKnown = path !== undefined && isAbsolute(path);
    return isKnown ? { prefix: normalizePath(path.replace(/\/bin\/[^/]*$/, '')) } : undefined;
  }
  return environmentOnPath(run);
}

/** The environment whose programs a plain shell finds first. */
function environmentOnPath({ before }: RunStep): PlacedInstall['environment'] {
  if (!isPlainShell(before.shell)) return undefined;
  const search = before.env('PATH');
  if (search?.by !== 'ENV') return 'base';
  const prefix = prefixOf(search);
  return prefix === undefined ? undefined : { prefix };
}

/**
 * `uv pip install`: the environment that `--python` names, or VIRTUAL_ENV; with `--system` that of PATH. Source: uv's manual,
 * "Using environments".
 */
function environmentOfUv(command: Command, run: RunStep, isSwitched: boolean): PlacedInstall['environment'] {
  const asked = command.flag('-p', '--python')?.value;
  const active = run.before.variable('VIRTUAL_ENV');
  if (command.flag('-t', '--target', '--prefix') || (isSwitched && !asked)) return undefined;
  if (!asked && !active) return command.flag('--system') ? environmentOnPath(run) : undefined;
  const path = asked ? knownWord(run, command, asked) : knownText(active!.value);
  const isKnown = path !== undefined && isAbsolute(path);
  return isKnown ? { prefix: normalizePath(path.replace(/\/bin\/python[^/]*$/, '')) } : undefined;
}

/**
 * The environment of a conda command that names none: CONDA_PREFIX, else that of conda itself. An environment file may
 * name another.
 */
function unnamedOf(command: Command, run: RunStep, isSwitched: boolean): EnvironmentName | undefined {
  const isNamed = command.flag('-n', '--name', '-p', '--prefix') !== undefined;
  const readsFile = command.operands[0]?.text === 'env';
  const prefix = condaRootOf(run.stage.image);
  const isCertain = !isNamed && !readsFile && !isSwitched && packageAction(command) !== 'create';
  if (!isCertain || prefix === undefined || !command.is('conda') || !isPlainShell(run.before.shell))
    return undefined;
  const isActivated = run.before.variable('CONDA_PREFIX') !== undefined;
  const isOwn = run.stage.image?.pythonPrefix === prefix;
  return isActivated || !isOwn || command.nameWord?.text.includes('/') ? undefined : { prefix };
}

/** A shell that activates nothing by itself, unlike `conda run` and the files of a login shell. */
export function isPlainShell({ words: [program, ...options] }: EffectiveShell): boolean {
  const isShell = program !== undefined && dialectOf(baseName(program)) !== undefined;
  return isShell && !options.some((option) => /^-(?:-login$|\w*[il])/.test(option));
}

function isActive(
  environment: EnvironmentName | 'base',
  { stage: { image } }: RunStep,
  activated: ActivatedEnvironment | undefined,
): boolean {
  if (environment === 'base') return activated === undefined;
  if (activated) return isEnvironmentAt(environment, activated.prefix);
  if ('name' in environment && environment.name === image?.condaEnvironment) return true;
  return image?.pythonPrefix !== undefined && isEnvironmentAt(environment, image.pythonPrefix);
}

/** `conda activate x`, `. /opt/x/bin/activate`: what follows in the script is in another environment. */
export function activatesAnother(command: Command): boolean {
  if (packageAction(command) === 'activate') return true;
  return command.is('source|.') && /activate/.test(command.operands[0]?.text ?? '');
}
