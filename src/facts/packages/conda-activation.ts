/** Where a RUN activates an environment of conda, and whether its shell can. */
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import { dialectOf } from '../../programs/shells.ts';
import type { Command, Script, Word } from '../../shell/script.ts';
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

function isLast({ commands }: RunStep, { start }: Command): boolean {
  return commands.every((other) => other.start <= start);
}

/** The functions come from a script that is sourced, from `eval "$(conda shell.bash hook)"`, or from what a login reads. */
function isPrepared(run: RunStep, command: Command): boolean | undefined {
  const { commands, scripts, before, stage } = run;
  const isSetUp = commands.some((other) => other.start < command.start && setsUp(other));
  if (isSetUp) return true;
  const script = scripts.find((one) => one.commands.includes(command));
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
