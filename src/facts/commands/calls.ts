/** The programs that a RUN calls, and whether a call matches a policy: `curl`, `apt* upgrade`, `pip install --pre`. */

import type { RunStep } from '../../model/model.ts';
import type { Command, Word } from '../../shell/script.ts';
import type { Span } from '../../text/fragment.ts';
import { matchesGlob } from '../../text/glob.ts';

/** The part of a command that a pattern matches. */
export interface CommandMatch extends Span {
  /** The matched words, as the command has them. */
  readonly text: string;
}

/**
 * The commands of a RUN in order of place, including those that only run others, as `sudo` does. A call of a function that
 * the script defines is not included, but the commands in the function are.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN sudo -E apt-get update && env A=1 make\n').runs;
 * run!.commands.map(({ name }) => name); // => ['apt-get', 'make']
 * allCommands(run!).map(({ name }) => name); // => ['sudo', 'apt-get', 'env', 'make']
 */
export function allCommands({ scripts }: RunStep): readonly Command[] {
  const calls = scripts.flatMap(({ commands, functions }) =>
    commands.flatMap((command) => [...command.wrappers, ...(functions.has(command.name) ? [] : [command])]),
  );
  return [...new Set(calls)].sort((a, b) => a.start - b.start);
}

/**
 * Compares a command with a pattern: the program, its first arguments, and flags at any place, separated by blanks. All but
 * flags may be globs; a word that is known only in the run matches nothing.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN apt-get -y dist-upgrade\n').runs;
 * matchCommand(run!.commands[0]!, 'apt* *upgrade')?.text; // => 'apt-get dist-upgrade'
 * matchCommand(run!.commands[0]!, 'apt* install'); // => undefined
 */
export function matchCommand(command: Command, pattern: string): CommandMatch | undefined {
  const [program = '', ...words] = pattern.trim().split(/\s+/);
  const { name, nameWord } = command;
  if (!nameWord || !(command.is(program) || matchesGlob(program, name))) return undefined;
  const flags = words.filter(isFlag).map((flag) => command.flag(flag));
  const operands = words
    .filter((word) => !isFlag(word))
    .map((glob, index) => operandLike(glob, command.operands[index]));
  if (!flags.every(isFound) || !operands.every(isFound)) return undefined;
  const text = [name, ...operands.map((word) => word.text), ...flags.map((flag) => flag.name)].join(' ');
  const { start, end } = flags[0] ?? { start: nameWord.start, end: operands.at(-1)?.end ?? nameWord.end };
  return { text, start, end };
}

function isFlag(word: string): boolean {
  return word.startsWith('-');
}

function operandLike(glob: string, word: Word | undefined): Word | undefined {
  return word?.literal && matchesGlob(glob, word.text) ? word : undefined;
}

function isFound<Part>(part: Part | undefined): part is Part {
  return part !== undefined;
}
