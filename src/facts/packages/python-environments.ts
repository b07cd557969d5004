/**
 * The Python environments of an image: those that a RUN creates, the one that is active at the end, and what is
 * installed into which.
 */
import { knownPrefix, knownText } from '../../dockerfile/value.ts';
import type { Install } from '../../model/installs.ts';
import type { Binding, RunStep, Stage } from '../../model/model.ts';
import { packageAction, runsInEnvironment } from '../../model/package-actions.ts';
import { knownWord } from '../../model/script-values.ts';
import { dialectOf } from '../../programs/shells.ts';
import type { EffectiveShell } from '../../shell/interpreter.ts';
import type { Command } from '../../shell/script.ts';
import { baseName, isAbsolute, normalizePath, resolvePath } from '../../text/paths.ts';

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

/** The environments that are created in a stage and those it builds on, in order. */
function madeEnvironments(stage: Stage): readonly MadeEnvironment[] {
  return stage.ancestors.flatMap(({ runs }) =>
    runs.flatMap((run) =>
      run.commands.flatMap((command) => {
        const environment = madeBy(command, run);
        return environment ? { run, command, environment } : [];
      }),
    ),
  );
}

/**
 * Whether a stage installs a Python of its own: a new environment with one, or another version in the base's
 * environment.
 */
export function makesPython({ runs }: Stage): boolean {
  return runs.some(
    ({ commands, installs }) =>
      commands.some(
        (command) =>
          packageAction(command, 'conda') === 'create' ||
          (command.is('uv', 'venv') && command.flag('-p', '--python') !== undefined),
      ) ||
      installs.some(
        ({ manager, packages }) => manager === 'conda' && packages.some(({ name }) => name === 'python'),
      ),
  );
}

/** The environment that is active at the end of a stage, if the file creates and activates it. */
export function activatedEnvironment(stage: Stage): ActivatedEnvironment | undefined {
  const { image, atEnd } = stage;
  const candidates = [atEnd.env('AZUREML_CONDA_ENVIRONMENT_PATH'), atEnd.env('PATH')];
  for (const binding of candidates) {
    const prefix = binding?.by === 'ENV' ? prefixOf(binding) : undefined;
    if (!binding || prefix === undefined || prefix === image?.pythonPrefix) continue;
    const made = madeEnvironments(stage).find(({ environment }) => isAt(environment, prefix));
    if (made) return { prefix, binding, made };
  }
  return undefined;
}

/** Whether a name means the environment in a directory. */
function isAt(environment: EnvironmentName, prefix: string): boolean {
  return 'prefix' in environment
    ? environment.prefix === prefix
    : prefix.endsWith(`/envs/${environment.name}`);
}

/** The directory of the environment that a variable activates; for PATH, that of its first `…/bin`. */
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

function madeBy(command: Command, run: RunStep): EnvironmentName | undefined {
  if (packageAction(command, 'conda') === 'create') return namedBy(run, command);
  const isVenv = command.is('python') && command.flag('-m')?.value?.text === 'venv';
  if (!isVenv && !command.is('virtualenv') && !command.is('uv', 'venv')) return undefined;
  const directory = command.targets.findLast(({ text }) => !text.startsWith('-'));
  const workdir = knownText(run.before.workdir);
  const path = knownWord(run, command, directory);
  if (path === undefined) return undefined;
  if (isAbsolute(path)) return { prefix: normalizePath(path) };
  return workdir === undefined ? undefined : { prefix: resolvePath(workdir, path) };
}

/** The environment that `-p` or `-n` of conda names. */
function namedBy(run: RunStep, command: Command): EnvironmentName | undefined {
  const prefix = command.flag('-p', '--prefix')?.value;
  if (prefix) {
    const path = knownWord(run, command, prefix);
    return path === undefined ? undefined : { prefix: normalizePath(path) };
  }
  const name = knownWord(run, command, command.flag('-n', '--name')?.value);
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
): readonly Install[] {
  return placedInstalls(run)
    .filter(({ environment }) => environment !== undefined && isActive(environment, run, activated))
    .map(({ install }) => install);
}

/** What a RUN may install into an environment that the file activates: everything that does not certainly go elsewhere. */
export function possibleInstallsInto(activated: ActivatedEnvironment, run: RunStep): readonly Install[] {
  return placedInstalls(run)
    .filter(({ environment }) => environment === undefined || isActive(environment, run, activated))
    .map(({ install }) => install);
}

interface PlacedInstall {
  readonly install: Install;
  /** Its environment, if it is known; the active environment of the base image is `base`. */
  readonly environment: EnvironmentName | 'base' | undefined;
}

function placedInstalls(run: RunStep): readonly PlacedInstall[] {
  const switched = run.commands.find(activatesAnother)?.start ?? Number.POSITIVE_INFINITY;
  return run.installs.map((install) => ({
    install,
    environment: environmentOf(install, run, install.command.start > switched),
  }));
}

function environmentOf(
  { command, manager }: Install,
  run: RunStep,
  isSwitched: boolean,
): PlacedInstall['environment'] {
  const runner = command.wrappers.find(runsInEnvironment);
  if (manager === 'conda' || runner) return namedBy(run, runner ?? command);
  if (manager !== 'pip' || command.is('uv|pipx') || command.flag(...ELSEWHERE) || isSwitched)
    return undefined;
  // In `/opt/x/bin/python -m pip`, the interpreter decides.
  const program = command.wrappers.find(({ name }) => /^python[\d.]*$/.test(name)) ?? command;
  if (program.nameWord?.text.includes('/')) {
    const path = knownWord(run, program, program.nameWord);
    const isKnown = path !== undefined && isAbsolute(path);
    return isKnown ? { prefix: normalizePath(path.replace(/\/bin\/[^/]*$/, '')) } : undefined;
  }
  if (!isPlainShell(run.before.shell)) return undefined;
  const search = run.before.env('PATH');
  if (search?.by !== 'ENV') return 'base';
  const prefix = prefixOf(search);
  return prefix === undefined ? undefined : { prefix };
}

/** A shell that activates nothing by itself, unlike `conda run` and the files of a login shell. */
function isPlainShell({ words: [program, ...options] }: EffectiveShell): boolean {
  const isShell = program !== undefined && dialectOf(baseName(program)) !== undefined;
  return isShell && !options.some((option) => /^-(?:-login$|\w*[il])/.test(option));
}

function isActive(
  environment: EnvironmentName | 'base',
  { stage: { image } }: RunStep,
  activated: ActivatedEnvironment | undefined,
): boolean {
  if (environment === 'base') return activated === undefined;
  if (activated) return isAt(environment, activated.prefix);
  if ('name' in environment && environment.name === image?.condaEnvironment) return true;
  return image?.pythonPrefix !== undefined && isAt(environment, image.pythonPrefix);
}

/** `conda activate x && pip install …`, `. /opt/x/bin/activate && …`. */
function activatesAnother(command: Command): boolean {
  if (packageAction(command) === 'activate') return true;
  return command.is('source|.') && /activate/.test(command.operands[0]?.text ?? '');
}
