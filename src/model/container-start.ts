import type { CmdInstruction, EntrypointInstruction } from '../dockerfile/tree.ts';
import { knownText, knownValue } from '../dockerfile/value.ts';
import { BOOT_COMMAND, PUBLIC_PORT, SERVER_COMMAND, SERVER_MODULE } from '../image/contract.ts';
import { readRun } from '../shell/run.ts';
import type { Command, Script, Word } from '../shell/script.ts';
import { type Fragment, slice } from '../text/fragment.ts';
import { memoized } from '../text/memoized.ts';
import { baseName } from '../text/paths.ts';
import type { Stage, Step } from './model.ts';
import { programsOf } from './package-actions.ts';
import { parseUser } from './user.ts';

/** An instruction that decides what a container starts. */
export type StartStep = Step<CmdInstruction> | Step<EntrypointInstruction>;

/**
 * What a container of a stage starts, from the ENTRYPOINT and CMD of the file.
 *
 * - `base`: the file sets neither, so the base image decides
 * - `services`: runit, and with it nginx and the inference server
 * - `server`: the inference server alone, without nginx, with its port if that is known
 * - `unknown`: the author's own script or program, which may start any of these in the end
 * - `other`: something that starts none of them
 */
export type ContainerStart =
  | { readonly kind: 'base' }
  | {
      readonly kind: 'services' | 'unknown' | 'other';
      readonly step: StartStep;
      /** The CMD that adds words to the ENTRYPOINT. */
      readonly cmd: StartStep | undefined;
    }
  | {
      readonly kind: 'server';
      readonly step: StartStep;
      readonly port: number | undefined;
      /** The words that set the port; absent if it is the default. */
      readonly portWord: Fragment | undefined;
      /** The value of `--entry_script`, which is stronger than AZUREML_ENTRY_SCRIPT; absent after a `cd`, since it is relative. */
      readonly entryScript: Fragment | undefined;
    };

/** Reads the ENTRYPOINT and the CMD in force at the end of a stage. If there are both, the step is the ENTRYPOINT. */
export const containerStartOf: (stage: Stage) => ContainerStart = memoized((stage) => {
  const given = startStepsOf(stage);
  const [step, more] = given;
  if (!step) return { kind: 'base' };
  const scripts = given.flatMap(scriptsOf);
  const commands = scripts.flatMap((script) => script.commands);
  if (commands.some((command) => names(command, [BOOT_COMMAND])))
    return { kind: 'services', step, cmd: more };
  if (scripts.some(({ kind }) => kind === 'other') || commands.some(isOwnProgram))
    return { kind: 'unknown', step, cmd: more };
  if (!commands.some((command) => names(command, [SERVER_COMMAND, SERVER_MODULE])))
    return { kind: commands.some(mayRunAnything) ? 'unknown' : 'other', step, cmd: more };
  // If nginx is started too, requests go to nginx.
  if (commands.some((command) => names(command, ['nginx']))) return { kind: 'unknown', step, cmd: more };
  const portWord = optionIn(scripts, 'port');
  const entryScript = commands.some((command) => command.is('cd|pushd'))
    ? undefined
    : optionIn(scripts, 'entry_script');
  if (!portWord) return { kind: 'server', step, port: PUBLIC_PORT, portWord, entryScript };
  const text = knownText(step.value(portWord)) ?? '';
  return { kind: 'server', step, port: /^\d+$/.test(text) ? Number(text) : undefined, portWord, entryScript };
});

/** The scripts of a CMD or an ENTRYPOINT, which start every stage on top of the one that has it. */
const scriptsOf = memoized(({ instruction, before }: StartStep) => readRun(instruction, before.shell));

/**
 * The instruction that makes a container of a stage start neither runit nor the inference server.
 *
 * @returns `undefined` when one of them is started after all, or when the author's own script or program may start it
 */
export function serverOverride(stage: Stage): StartStep | undefined {
  const startup = containerStartOf(stage);
  return startup.kind === 'other' ? startup.step : undefined;
}

/** The ENTRYPOINT and the CMD of the file that are in force at the end of a stage, without empty ones. */
export function startStepsOf({ atEnd }: Stage): readonly StartStep[] {
  return [atEnd.entrypoint, atEnd.cmd].filter((step) => step !== undefined).filter((step) => !isEmpty(step));
}

/** Programs that switch to another user and then run the given program; `sudo` and `su` name the user. */
const DROPS_ROOT =
  /^(?:gosu|su-exec|setpriv|setuidgid|s6-setuidgid|chpst|runuser|setuser|capsh|start-stop-daemon)$/;
/** The same in a script inside the file. */
const DROPS_ROOT_IN_SCRIPT =
  /(?:^|&&|\|\||;|\bexec\b)[ \t]*(?:gosu|su-exec|setpriv|setuidgid|s6-setuidgid|chpst|runuser|setuser|su|sudo[ \t]+-u)[ \t]+\S/m;

/**
 * Whether the start program of a stage's container drops root's privileges by itself, and so needs them: its ENTRYPOINT
 * or CMD calls `gosu` or a similar program, or a script does that the file contains as a here-document.
 */
export function dropsRootItself(stage: Stage): boolean {
  const steps = startStepsOf(stage);
  if (steps.flatMap(scriptsOf).some(({ commands }) => commands.some(becomesAnother))) return true;
  return (
    steps.length > 0 &&
    stage.ancestors
      .flatMap(({ copies }) => copies)
      .some(({ instruction }) =>
        instruction.heredocs.some(({ body }) => DROPS_ROOT_IN_SCRIPT.test(body.text)),
      )
  );
}

/** All words count: the CMD adds words to an ENTRYPOINT, and `tini -- gosu …` runs the last of them. */
function becomesAnother({ nameWord, words, wrappers, user }: Command): boolean {
  if (user !== undefined && parseUser(knownValue(user)).root !== true) return true;
  const programs = [...(nameWord ? [nameWord] : []), ...words].map(({ text }) => baseName(text));
  const givesUser = words.some(({ text }) => text.startsWith('--userspec'));
  return (
    givesUser || [...wrappers.map(({ name }) => name), ...programs].some((name) => DROPS_ROOT.test(name))
  );
}

/** `ENTRYPOINT []` resets the setting of the base image. */
function isEmpty({ instruction }: StartStep): boolean {
  return instruction.args.length === 0;
}

function names({ nameWord, words }: Command, programs: readonly string[]): boolean {
  return [...(nameWord ? [nameWord] : []), ...words].some(({ text }) =>
    programs.some((program) => text.includes(program)),
  );
}

/** Directories of programs that are part of the image. */
const SYSTEM = /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$|^\/opt\/(?:mini)?conda\/|^\/azureml-envs\//;

/** A script, judging by its name, or a program that is not part of the base image. */
export function isOwnProgram({ nameWord, words }: Command): boolean {
  if (!nameWord) return false;
  if (!nameWord.literal || [nameWord, ...words].some(({ text }) => /\.(?:ba)?sh$/.test(text))) return true;
  return nameWord.text.includes('/') && !SYSTEM.test(nameWord.text);
}

/** Programs that run what their words say. */
const RUNNERS = `sh|bash|dash|exec|eval|env|tini|dumb-init|python|${programsOf('conda')}|xargs|nohup`;

function mayRunAnything(command: Command): boolean {
  return command.is(RUNNERS) && command.words.some(({ literal }) => !literal);
}

/** The value of an option of the server, wherever it is: the CMD adds words to an ENTRYPOINT. */
function optionIn(scripts: readonly Script[], name: string): Fragment | undefined {
  const words = scripts.flatMap(({ commands }) =>
    commands.flatMap(({ nameWord, words }): readonly Word[] => (nameWord ? [nameWord, ...words] : words)),
  );
  const option = `--${name}`;
  const at = words.findLastIndex(({ text }) => text === option || text.startsWith(`${option}=`));
  const word = words[at];
  if (!word) return undefined;
  return word.text === option ? words[at + 1]?.raw : slice(word.raw, word.raw.text.indexOf('=') + 1);
}
