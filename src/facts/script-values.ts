/** What the words of a script come to: with the variables that the script itself sets for certain, and with ENV and ARG. */
import { expand, expandWords } from '../dockerfile/expand.ts';
import { joinValues, knownText, knownValue, unknownValue, type Value } from '../dockerfile/value.ts';
import type { Assignment, Command, Script, Word } from '../shell/script.ts';
import { verbatim } from '../text/fragment.ts';
import type { Run } from './file.ts';

/**
 * The words that a program gets for one word of its command, each as far as it is known: `$PACKAGES` is split where it
 * stands outside quotes.
 *
 * @example `PK='gcc make' && apt-get install $PK` gives `gcc` and `make` for `$PK`
 */
export function shellWords(run: Run, command: Command, word: Word): readonly Value[] {
  if (word.literal) return [knownValue(word.text)];
  const lookUp = lookUpIn(run, command);
  return lookUp && isReadable(word) ? expandWords(word.raw, '\\', lookUp) : [unknownWord(word)];
}

/** The same as texts; `undefined` where any of it is not known. */
export function knownWords(run: Run, command: Command, word: Word): readonly string[] | undefined {
  const texts = shellWords(run, command, word).map(knownText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

type LookUp = (name: string) => Value | undefined;

/** Assignments of assignments are followed this far. */
const MOST_STEPS = 8;

function lookUpIn(run: Run, command: Command, steps = 0): LookUp | undefined {
  const script = run.scripts.find(({ commands }) => commands.includes(command));
  return script && ((name) => variableAt({ run, script, command, steps }, name));
}

/** A command that asks for the value of a variable. */
interface Use {
  readonly run: Run;
  readonly script: Script;
  readonly command: Command;
  readonly steps: number;
}

/** The value that a command sees under a name. */
function variableAt(use: Use, name: string): Value | undefined {
  const { run, script, command, steps } = use;
  const unknown = unknownValue('unsupported', name);
  if (!/^[A-Za-z_]\w*$/.test(name) || steps > MOST_STEPS || isSetOtherwise(script, name)) return unknown;
  if (command.under.some((one) => one.assignments.some((assignment) => assignment.name === name)))
    return unknown;
  const settings = script.commands.filter((one) => settingOf(one, name) !== undefined);
  const setter = settings.findLast(({ start }) => start < command.start);
  const { inside } = command.context;
  const comesLate = settings.at(-1) !== setter && (inside.includes('loop') || inside.includes('function'));
  if (comesLate || (setter && !isCertainFor(run, script, setter, command))) return unknown;
  if (!setter) return run.value(verbatim(`\${${name}}`, 0));
  const { value, append } = settingOf(setter, name)!;
  const own = value ? assigned(value, lookUpIn(run, setter, steps + 1)!) : knownValue('');
  return append
    ? joinValues([variableAt({ ...use, command: setter, steps: steps + 1 }, name) ?? knownValue(''), own])
    : own;
}

function assigned(word: Word, lookUp: LookUp): Value {
  if (word.literal) return knownValue(word.text);
  return isReadable(word) ? expand(word.raw, '\\', lookUp) : unknownWord(word);
}

/** Whether variables are all that is to be put in: no substitution, no braces, no `$1` or `$@`. */
function isReadable({ raw }: Word): boolean {
  return !/`|\$(?![A-Za-z_{])|\$\{(?![A-Za-z_])|(?<!\$)\{/.test(raw.text);
}

function unknownWord({ text }: Word): Value {
  return unknownValue('unsupported', text);
}

const DECLARE = 'export|declare|typeset|readonly|local';
const SET_TOO = 'read|mapfile|readarray|getopts|unset|printf';

/** `NAME=value` that stays in force behind its command. */
function settingOf(command: Command, name: string): Assignment | undefined {
  if (command.name !== '' && !command.is(DECLARE)) return undefined;
  return command.assignments.findLast((assignment) => assignment.name === name);
}

/** Whether a script sets a variable in a way that is not followed. */
function isSetOtherwise({ loopVariables, commands, source }: Script, name: string): boolean {
  return (
    loopVariables.has(name) ||
    new RegExp(`\\$\\{${name}:?=`).test(source.text) ||
    commands.some((command) => command.is(SET_TOO) && command.words.some(({ text }) => text === name))
  );
}

/** Whether a variable that one command sets has that value when another runs, as nothing between them is left to chance. */
function isCertainFor(run: Run, { commands }: Script, setter: Command, command: Command): boolean {
  const shell = shellAround(setter);
  const { after, mayFail, pipeline, inside } = setter.context;
  const isOutermost = run.instruction.json && shell === setter.under.find(isShell);
  const depth = shell && !isOutermost ? shell.context.inside.length + 1 : 0;
  if (shell !== shellAround(command) || command.context.inside.includes('function')) return false;
  if (mayFail || pipeline.length > 1 || inside.length > depth || after === '||') return false;
  if (after !== '&&') return true;
  // Behind `&&` it is set only if what comes before went well, and so only what hangs on it in the same way can be sure.
  const between = commands.slice(commands.indexOf(setter) + 1, commands.indexOf(command) + 1);
  return between
    .filter((one) => one.context.inside.length <= depth)
    .every((one) => one.context.after === '&&' || one.context.pipeline.position > 0);
}

/** The `sh -c` that a command runs in. */
function shellAround({ under }: Command): Command | undefined {
  return under.findLast(isShell);
}

function isShell({ name }: Command): boolean {
  return /^(?:ba|da|a)?sh$|^su$|^runuser$/.test(name);
}
