/** The environments of Python that a file makes, and whether anything uses them. */
import { knownText } from '../../dockerfile/value.ts';
import { condaRootOf } from '../../image/conda-root.ts';
import { SERVER_PACKAGES } from '../../image/inference-server.ts';
import type { Stage } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import type { Command } from '../../shell/script.ts';
import { isWithin } from '../../text/paths.ts';
import { ACTIVATION_VARIABLES, pointsTo, prefixIn } from './activation-variables.ts';
import {
  isEnvironmentAt,
  isPlainShell,
  type MadeEnvironment,
  madeEnvironments,
  placedInstalls,
  unknownEnvironments,
} from './python-environments.ts';

const CONDA = programsOf('conda');

/** An environment that the file makes for its image, with its directory. */
export interface OwnEnvironment extends MadeEnvironment {
  readonly prefix: string;
}

/**
 * The environments that a stage makes for what it runs: those of conda, and for a server also others that are meant
 * for it. What takes the place of the image's own is not among them.
 */
export function ownEnvironments(stage: Stage, isServer: boolean): readonly OwnEnvironment[] {
  return madeEnvironments(stage).flatMap((made) => {
    const prefix = prefixIn(stage.image, made.environment);
    if (prefix === undefined || prefix === stage.image?.pythonPrefix) return [];
    const isWanted = made.command.is(CONDA) || (isServer && isForServer(stage, prefix));
    return isWanted ? [{ ...made, prefix }] : [];
  });
}

/** Other environments are often for tools: this one has the server, or PATH or the boot script names it. */
function isForServer(stage: Stage, prefix: string): boolean {
  const isNamed = ACTIVATION_VARIABLES.some((name) => pointsTo(stage, name, prefix));
  const hasServer = stage.ancestors.some(({ runs }) =>
    runs.some((run) =>
      placedInstalls(run).some(
        ({ install, environment }) =>
          typeof environment === 'object' &&
          isEnvironmentAt(environment, prefix) &&
          install.packages.some(({ name }) => name !== undefined && SERVER_PACKAGES.includes(name)),
      ),
    ),
  );
  return isNamed || hasServer;
}

const LINKS = 'ln|cp|mv|tar|conda-pack';
/** Into `.bashrc`, which the shell of a job may read and a server does not. */
const WRITES = 'echo|printf|tee|sed';

/** Whether an environment is used without being active: by a CMD, another variable, `.bashrc`, a link to its programs. */
export function isUsedOtherwise(stage: Stage, { prefix, environment }: OwnEnvironment): boolean {
  const name = 'name' in environment ? environment.name : prefix.slice(prefix.lastIndexOf('/') + 1);
  const names = (text: string) => text.includes(prefix) || text.split(/[\s"']+/).includes(name);
  const { entrypoint, cmd, shell } = stage.atEnd;
  const starts = [entrypoint, cmd].flatMap((step) => step?.instruction.args ?? []).map(({ text }) => text);
  const values = stage.envSettings.map(({ value }) => knownText(value) ?? '');
  const written = stage.ancestors
    .flatMap(({ runs }) => runs.flatMap(({ commands }) => commands))
    .filter((command) => command.is(stage.serves ? LINKS : `${LINKS}|${WRITES}`))
    .flatMap(({ words }) => words.map(({ text }) => text));
  const isLinked = written.some((text) => names(text) || isWithin(text, prefix));
  return isLinked || [...starts, ...values, ...shell.words].some(names);
}

/**
 * The command that makes the only environment of a stage, under a name that is in its file, `conda env create -f
 * environment.yml`, where nothing uses it; `undefined` if it may be used.
 */
export function unnamedEnvironment(stage: Stage) {
  const [only, ...others] = unknownEnvironments(stage);
  const isSet = ACTIVATION_VARIABLES.some((name) => stage.atEnd.env(name)?.by === 'ENV');
  const isOther =
    !isPlainShell(stage.atEnd.shell) || stage.envSettings.some(({ name }) => /^CONDA_/.test(name));
  if (!only || others.length > 0 || isSet || isOther || condaRootOf(stage.image) === undefined)
    return undefined;
  const { command } = only;
  const isOfFile =
    command.is(CONDA, 'env create') && command.flag('-n', '--name', '-p', '--prefix') === undefined;
  const mayUse = stage.ancestors.some(({ runs }) =>
    runs.some(({ commands }) => commands.some((one) => [one, ...one.wrappers].some(mayActivate))),
  );
  const isStarted = [stage.atEnd.entrypoint, stage.atEnd.cmd].some((step) => step !== undefined);
  return isOfFile && !mayUse && (!isStarted || stage.serves) ? command : undefined;
}

function mayActivate(command: Command): boolean {
  return command.is('source|.|echo|ln') || command.is(CONDA, 'run|activate|init');
}
