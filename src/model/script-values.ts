/** Evaluates the words of a script: with the variables that the script itself certainly sets, and with ENV and ARG. */

import { expand, expandWords } from '../dockerfile/expand.ts';
import { joinValues, knownText, knownValue, unknownValue, type Value } from '../dockerfile/value.ts';
import { dialectOf } from '../programs/shells.ts';
import type { Assignment, Command, Script, Word } from '../shell/script.ts';
import { memoized } from '../text/memoized.ts';
import { pushTo } from '../text/multimap.ts';
import { lastAt } from '../text/search.ts';
import type { RunStep } from './model.ts';

/**
 * The words that a program receives for one word of its command, each as far as it is known: `$PACKAGES` is split
 * outside quotes.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN PK="gcc make" && apt-get install $PK\n').runs;
 * const command = run!.commands.at(-1)!;
 * shellWords(run!, command, command.targets[0]!); // => [{ parts: ['gcc'] }, { parts: ['make'] }]
 */
export function shellWords(run: RunStep, command: Command, word: Word): readonly Value[] {
  if (word.literal) return [knownValue(word.text)];
  const lookUp = lookUpIn(run, command);
  return lookUp && isReadable(word) ? expandWords(word.raw, '\\', lookUp) : [unknownWord(word)];
}

/**
 * The words that a program receives for one word of its command, as texts; `undefined` if any of them is not known.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN PK="gcc make" && apt-get install $PK $MORE\n').runs;
 * const command = run!.commands.at(-1)!;
 * command.targets.map((word) => knownWords(run!, command, word)); // => [['gcc', 'make'], undefined]
 */
export function knownWords(run: RunStep, command: Command, word: Word): readonly string[] | undefined {
  const texts = shellWords(run, command, word).map(knownText);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/**
 * The word that a program receives for one word of its command, such as a path; `undefined` if it is not known, or if there
 * are several.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nENV DIR=/app\nRUN cat "$DIR/a.txt" *.md\n').runs;
 * const command = run!.commands[0]!;
 * knownWord(run!, command, command.words[0]); // => '/app/a.txt'
 */
export function knownWord(run: RunStep, command: Command, word: Word | undefined): string | undefined {
  const texts = word && knownWords(run, command, word);
  return texts?.length === 1 ? texts[0] : undefined;
}

type LookUp = (name: string) => Value | undefined;

/** The longest chain of assignments of assignments that is followed. */
const MOST_STEPS = 30;

function lookUpIn(run: RunStep, command: Command): LookUp | undefined {
  const script = run.scripts.find((one) => placesIn(one).has(command));
  return script && ((name) => variableAt({ run, script, command, steps: 0 }, name));
}

/** The place of each command among the commands of a script. */
const placesIn = memoized(
  ({ commands }: Script): ReadonlyMap<Command, number> =>
    new Map(commands.map((command, index) => [command, index])),
);

/** A command that uses the value of a variable. */
interface Use {
  readonly run: RunStep;
  readonly script: Script;
  readonly command: Command;
  readonly steps: number;
}

/** The values that commands see, by variable: assignments of assignments ask for the same ones again and again. */
const seen = memoized((_: Command) => new Map<string, Value | undefined>());

/** The value that a command sees for a variable. */
function variableAt(use: Use, name: string): Value | undefined {
  const values = seen(use.command);
  if (!values.has(name)) values.set(name, variableOf(use, name));
  return values.get(name);
}

function variableOf({ run, script, command, steps }: Use, name: string): Value | undefined {
  const unknown = unknownValue('unsupported', name);
  const { settings, others } = settersIn(script);
  if (!/^[A-Za-z_]\w*$/.test(name) || steps > MOST_STEPS || others.has(name)) return unknown;
  if (command.wrappers.some((one) => one.assignments.some((assignment) => assignment.name === name)))
    return unknown;
  const setters = settings.get(name) ?? [];
  const setter = setters[lastAt(setters.length, (index) => setters[index]!.start, command.start - 1)];
  const { inside } = command.context;
  const comesLate = setters.at(-1) !== setter && (inside.includes('loop') || inside.includes('function'));
  if (comesLate || (setter && !isCertainFor(run, script, setter, command))) return unknown;
  // A variable that neither the script nor the file sets may still come from the shell, such as `$HOME` and `$UID`.
  if (!setter) return run.before.variable(name)?.value ?? unknown;
  const { value, append } = settingOf(setter, name)!;
  const before = { run, script, command: setter, steps: steps + 1 };
  const own = value ? assigned(value, (other) => variableAt(before, other)) : knownValue('');
  return append ? joinValues([variableAt(before, name) ?? knownValue(''), own]) : own;
}

function assigned(word: Word, lookUp: LookUp): Value {
  if (word.literal) return knownValue(word.text);
  return isReadable(word) ? expand(word.raw, '\\', lookUp) : unknownWord(word);
}

/** Whether a word contains no expansions but variables: no substitution, no braces, no `$1` or `$@`. */
function isReadable({ raw }: Word): boolean {
  return !/`|\$(?![A-Za-z_{])|\$\{(?![A-Za-z_])|(?<!\$)\{/.test(raw.text);
}

function unknownWord({ text }: Word): Value {
  return unknownValue('unsupported', text);
}

const DECLARE = 'export|declare|typeset|readonly|local';
const SET_TOO = 'read|mapfile|readarray|getopts|unset|printf';

/** How the variables of a script are set. */
interface Setters {
  /** By name, the commands that assign to it, in order. */
  readonly settings: ReadonlyMap<string, readonly Command[]>;
  /** The names that are set in other ways, which are not followed: by a loop, by `read`, by `${name:=…}`. */
  readonly others: ReadonlySet<string>;
}

const settersIn = memoized((script: Script): Setters => {
  const settings = new Map<string, Command[]>();
  const others = new Set(script.loopVariables);
  for (const [, name] of script.source.text.matchAll(/\$\{(\w+):?=/g)) others.add(name!);
  for (const command of script.commands) {
    if (command.is(SET_TOO)) for (const { text } of command.words) others.add(text);
    if (command.name !== '' && !command.is(DECLARE)) continue;
    for (const name of new Set(command.assignments.map((assignment) => assignment.name))) {
      pushTo(settings, name, command);
    }
  }
  for (const setters of settings.values()) setters.sort((a, b) => a.start - b.start);
  return { settings, others };
});

/** The assignment of a command to a variable that stays in force after it. */
function settingOf({ assignments }: Command, name: string): Assignment | undefined {
  return assignments.findLast((assignment) => assignment.name === name);
}

/** Whether a variable that one command sets certainly has that value when another runs. */
function isCertainFor(run: RunStep, script: Script, setter: Command, command: Command): boolean {
  const shell = shellAround(setter);
  const { after, mayFail, pipeline, inside } = setter.context;
  const isOutermost = run.instruction.json && shell === setter.wrappers.find(isShell);
  const depth = shell && !isOutermost ? shell.context.inside.length + 1 : 0;
  if (shell !== shellAround(command) || command.context.inside.includes('function')) return false;
  if (mayFail || pipeline.length > 1 || inside.length > depth || after === '||') return false;
  if (after !== '&&') return true;
  // After `&&` it is set only if everything before succeeded; so it is certain only for commands that depend on the
  // same.
  const places = placesIn(script);
  return looseEnds(script, depth)[places.get(command)!]! <= places.get(setter)!;
}

/** For each command of a script, the place of the last one, possibly itself, that no `&&` joins to the one before it. */
function looseEnds(script: Script, depth: number): readonly number[] {
  const known = looseEndsOf(script);
  const ends = known.get(depth) ?? findLooseEnds(script, depth);
  known.set(depth, ends);
  return ends;
}

/** By the depth of the commands that are examined. */
const looseEndsOf = memoized((_: Script) => new Map<number, readonly number[]>());

function findLooseEnds({ commands }: Script, depth: number): readonly number[] {
  let last = -1;
  return commands.map(({ context: { inside, after, pipeline } }, place) => {
    if (inside.length <= depth && after !== '&&' && pipeline.position === 0) last = place;
    return last;
  });
}

/** The `sh -c` in which a command runs. */
function shellAround({ wrappers }: Command): Command | undefined {
  return wrappers.findLast(isShell);
}

function isShell({ name }: Command): boolean {
  return dialectOf(name) !== undefined || name === 'su' || name === 'runuser';
}
