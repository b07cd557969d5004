/** The exec form of a CMD, an ENTRYPOINT or a HEALTHCHECK that has a shell form. */
import { type JsonFault, jsonFault, looksLikeJson } from '../../dockerfile/json-fault.ts';
import type { HealthcheckInstruction } from '../../dockerfile/tree.ts';
import { knownText } from '../../dockerfile/value.ts';
import { isOwnProgram, type StartStep } from '../../model/container-start.ts';
import type { Stage, Step } from '../../model/model.ts';
import { triggeredSteps } from '../../model/triggers.ts';
import { DEFAULT_SHELL } from '../../shell/interpreter.ts';
import { readRun } from '../../shell/run.ts';
import type { Command, Script } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { baseName } from '../../text/paths.ts';
import { overlapsAny } from '../../text/spans.ts';

/** An instruction with a command that runs in a container. */
export type ContainerStep = StartStep | Step<HealthcheckInstruction>;

/** What a command in shell form is as an exec form. */
export interface ExecForm {
  /** The JSON array. */
  readonly text: string;
  /**
   * - `plain`: the same words, without a quote or anything else that a shell reads
   * - `words`: the words that the shell makes of the text
   * - `shell`: only a shell can run it, and the array names one
   * - `broken`: it was meant as an exec form, and is not JSON
   * - `empty`: there is no command
   */
  readonly kind: 'plain' | 'words' | 'shell' | 'broken' | 'empty';
  /** Why it is not JSON. */
  readonly fault?: JsonFault;
}

/**
 * The CMDs, ENTRYPOINTs and HEALTHCHECKs in shell form that a stage carries out, triggers of ONBUILD first. Those that
 * BuildKit refuses are left out, and those in which `exec` puts the program in the place of the shell.
 */
export function shellForms(stage: Stage): readonly ContainerStep[] {
  const { problems } = stage.file.dockerfile;
  return [...triggeredSteps(stage), ...stage.steps]
    .filter(isContainerStep)
    .filter((step) => !step.instruction.json && !overlapsAny(step, problems) && !replacesShell(step));
}

function isContainerStep(step: Step): step is ContainerStep {
  const { instruction } = step;
  return /^(?:CMD|ENTRYPOINT)$/.test(instruction.name) || isCheck(step);
}

function isCheck({ instruction }: Step): boolean {
  return instruction.name === 'HEALTHCHECK' && instruction.kind?.text.toUpperCase() !== 'NONE';
}

/** Whether a SHELL of the file, or of an ONBUILD, decides which shell runs the text of shell forms at a step. */
export function hasOwnShell({ before, stage }: Step): boolean {
  const isShell = ({ instruction }: Step) => instruction.name === 'SHELL';
  return before.shell !== DEFAULT_SHELL || stage.ancestors.some((one) => triggeredSteps(one).some(isShell));
}

/** A shell form as an exec form. */
export function execFormOf(step: ContainerStep): ExecForm {
  const text = step.instruction.args.at(-1);
  const [script] = scriptsIn(step);
  if (!text || !script) return { kind: 'empty', text: '[]' };
  const fault = looksLikeJson(text.text) ? jsonFault(text) : undefined;
  if (fault) {
    const better = fault.words ? jsonOf(fault.words) : inShell('exec …').text;
    return { kind: 'broken', text: better, fault };
  }
  const line = /["']/.test(text.text) ? text.text : text.text.replaceAll(/\s+/g, ' ');
  const command = onlyCommand(script);
  if (!command) return inShell(line);
  if (PLAIN.test(line)) return { kind: 'plain', text: jsonOf(line.split(' ')) };
  const words = wordsOf(command);
  return words ? { kind: 'words', text: jsonOf(words) } : inShell(`exec ${line}`);
}

/** Whether the program of a shell form may be a script that only a shell starts, because it has no `#!` line. */
export function mayLackInterpreter(step: ContainerStep): boolean {
  const copied = step.stage.ancestors.flatMap(({ copies }) =>
    copies.flatMap(({ sources, destinationPaths }) =>
      [...sources.map(({ value }) => knownText(value) ?? ''), ...destinationPaths].map(baseName),
    ),
  );
  return scriptsIn(step).some(({ commands }) =>
    commands.some((command) => isOwnProgram(command) || copied.includes(command.name)),
  );
}

/** Whether all that a shell form starts is another shell: `CMD bash`, which people type into. */
export function startsShell(step: ContainerStep): boolean {
  const [command, ...others] = scriptsIn(step).flatMap(({ commands }) => commands);
  if (!command || others.length > 0) return false;
  return (
    command.is('sh|bash|ash|dash|zsh') && command.words.every(({ text }) => /^-[il]$|^--login$/.test(text))
  );
}

function replacesShell(step: ContainerStep): boolean {
  const last = scriptsIn(step)[0]?.commands.at(-1);
  return last?.wrappers.some(({ name }) => name === 'exec') ?? false;
}

const scriptsIn = memoized(({ instruction, before }: ContainerStep): readonly Script[] =>
  readRun(instruction, before.shell),
);

function jsonOf(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

function inShell(script: string): ExecForm {
  return { kind: 'shell', text: jsonOf([...DEFAULT_SHELL.words, script]) };
}

/** Words that mean nothing else to a shell. */
const PLAIN = /^[\w./:@%+,-][\w./:@%+,=-]*(?: [\w./:@%+,=-]+)*$/;

/** Commands that a shell carries out itself. */
const OF_SHELL =
  /^(?:\.|:|alias|bg|break|builtin|cd|command|declare|eval|exec|exit|export|fg|getopts|hash|jobs|let|local|read|readonly|return|set|shift|shopt|source|time|times|trap|type|ulimit|umask|unset|wait)$/;

/** The command of a script that is all of it, and that needs no shell. */
function onlyCommand({ commands, statements, errors, kind }: Script): Command | undefined {
  const [command] = commands;
  if (!command?.nameWord || commands.length + statements.length !== 2 || errors.length > 0) return undefined;
  const { assignments, redirections, context, wrappers, name } = command;
  const isApart = context.inside.length > 0 || context.after !== '' || statements[0]!.background;
  const byShell = [name, ...wrappers.map((wrapper) => wrapper.name)].some((one) => OF_SHELL.test(one));
  const isMore = assignments.length + redirections.length > 0 || kind === 'other';
  return isApart || byShell || isMore ? undefined : command;
}

/** The words that a shell makes of a command, if they do not depend on what it finds when it runs. */
function wordsOf({ nameWord, words, wrappers }: Command): readonly string[] | undefined {
  const all = nameWord ? [nameWord, ...words] : words;
  const isCertain = all.every(({ literal, quoted, raw }) => literal && (quoted || !/[*?[~!]/.test(raw.text)));
  return isCertain && wrappers.length === 0 ? all.map(({ text }) => text) : undefined;
}
