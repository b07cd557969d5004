/** Where a RUN activates an environment of conda, and whether its shell can. */
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import { dialectOf } from '../../programs/shells.ts';
import type { Command, Script, Word } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { baseName } from '../../text/paths.ts';
import { isPlainShell } from './python-environments.ts';

/** A command that activates an environment of conda: `conda activate x`, `source activate x`. */
export interface Activation {
  readonly run: RunStep;
  readonly command: Command;
  /** The environment, if the command names one. */
  readonly environment: Word | undefined;
  /** Whether the shell has the functions of conda, without which it fails; `undefined` if that is not known. */
  readonly prepared: boolean | undefined;
  /** No command follows it in its RUN, so it has no effect. */
  readonly last: boolean;
}

/** The activations of a file, in order. */
export function condaActivations(file: DockerfileModel): readonly Activation[] {
  const byConda = file.commandsNamed(programsOf('conda'), 'activate').map(({ command, run }) => ({
    run,
    command,
    environment: command.targets[0],
    prepared: isPrepared(run, command),
    last: isLast(run, command),
  }));
  // The script that conda brings for `source` needs no functions.
  const bySource = file.commandsNamed('source|.').flatMap(({ command, run }) => {
    const [script, environment] = command.operands;
    const isActivate = environment !== undefined && baseName(script?.text ?? '') === 'activate';
    return isActivate ? [{ run, command, environment, prepared: true, last: isLast(run, command) }] : [];
  });
  return [...byConda, ...bySource].sort((a, b) => a.command.start - b.command.start);
}

function isLast(run: RunStep, { start }: Command): boolean {
  return start === lastStart(run);
}

const lastStart = memoized(({ commands }: RunStep) =>
  commands.reduce((last, { start }) => Math.max(last, start), -1),
);

/** Where the shell of a RUN is set up, if it is. */
const setUpAt = memoized(({ commands }: RunStep) => commands.find(setsUp)?.start ?? Number.POSITIVE_INFINITY);

const scriptOf = memoized(
  ({ scripts }: RunStep): ReadonlyMap<Command, Script> =>
    new Map(scripts.flatMap((script) => script.commands.map((command) => [command, script] as const))),
);

/** The functions come from a script that is sourced, from `eval "$(conda shell.bash hook)"`, or from what a login reads. */
function isPrepared(run: RunStep, command: Command): boolean | undefined {
  const { before, stage } = run;
  if (setUpAt(run) < command.start) return true;
  const script = scriptOf(run).get(command);
  const mayBe =
    !isPlainShell(before.shell) ||
    before.variable('BASH_ENV') !== undefined ||
    command.wrappers.some(readsMore) ||
    script === undefined ||
    isOfLogin(script) ||
    stage.root.base.kind !== 'image' ||
    // Its SHELL activates the environment.
    /^docker\.io\/mambaorg\//.test(stage.root.base.reference.name);
  return mayBe ? undefined : false;
}

/** `. …/conda.sh`, `eval "$(conda shell.bash hook)"`. */
function setsUp({ name, operands, wrappers }: Command): boolean {
  const isSourced = [name, ...wrappers.map((one) => one.name)].some((one) =>
    /^(?:source|\.|eval)$/.test(one),
  );
  return isSourced || /^shell/.test(operands[0]?.text ?? '');
}

/** `bash -l -c`, `su -`, and what else may read files first. */
function readsMore({ name, words }: Command): boolean {
  return dialectOf(name) === undefined || words.some(({ text }) => /^-(?:-login$|\w*[il])/.test(text));
}

/** `#!/bin/bash -l`, functions of its own. */
function isOfLogin({ source, functions, kind }: Script): boolean {
  return kind === 'other' || functions.has('conda') || /^#!\S+(?:\s+\S+)*?\s+-\w*[il]/.test(source.text);
}
