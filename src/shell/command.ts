import { alternativesIn } from './alternatives.ts';
import { type Arguments, readArguments } from './arguments.ts';
import type {
  Assignment,
  Command,
  CommandContext,
  CommandFlag,
  CommandHead,
  Redirection,
  Word,
} from './script.ts';
import type { SimpleCommand } from './syntax.ts';

/** What is known about a command when it is found. */
export interface CommandParts extends SimpleCommand {
  readonly wrappers: readonly Command[];
  readonly user: string | undefined;
  readonly context: CommandContext;
}

/** A command that answers questions; its options are read when they are first needed. */
export function commandOf(parts: CommandParts): Command {
  return new ReadCommand(parts);
}

/** The name of the program that a word calls, without its directory. */
export function programName(word: Word | undefined): string {
  if (!word) return '';
  const { text, literal } = word;
  // `$(which pip)` and `${DIR}/pip`: the directory may be unknown, the name must be known.
  const name = text.slice(text.lastIndexOf('/') + 1);
  return literal || /^[\w.+-]+$/.test(name) ? name || text : text;
}

/** The name of a program in the option tables and for `is`: `pip3.11` and `pip.exe` are `pip`. */
export function canonicalName(name: string): string {
  // Most names need no change.
  if (!/^p(?:ip|y)|\.exe$/.test(name)) return name;
  return name.replace(/\.exe$/, '').replace(/^(pip|pipx|python|pypy)[\d.]+$/, '$1');
}

class ReadCommand implements Command {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly program: string;
  declare readonly nameWord?: Word;
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  readonly wrappers: readonly Command[];
  declare readonly user?: string;
  readonly context: CommandContext;
  #arguments: Arguments | undefined;

  constructor({ span, words, assignments, redirections, wrappers, user, context }: CommandParts) {
    const [nameWord, ...rest] = words;
    this.start = span.start;
    this.end = span.end;
    this.name = programName(nameWord);
    this.program = canonicalName(this.name);
    if (nameWord) this.nameWord = nameWord;
    this.words = rest;
    this.assignments = assignments;
    this.redirections = redirections;
    this.wrappers = wrappers;
    if (user !== undefined) this.user = user;
    this.context = context;
  }

  get #read(): Arguments {
    this.#arguments ??= readArguments(this.program, this.words);
    return this.#arguments;
  }

  get flags(): readonly CommandFlag[] {
    return this.#read.flags;
  }

  get operands(): readonly Word[] {
    return this.#read.operands;
  }

  get targets(): readonly Word[] {
    return this.operands.slice(this.#read.subcommands);
  }

  get head(): CommandHead {
    const subcommands = this.operands.slice(0, this.#read.subcommands);
    const adjacent = subcommands.filter((word, index) => word === this.words[index]);
    const start = this.nameWord?.start ?? this.start;
    const end = adjacent[adjacent.length - 1]?.end ?? this.nameWord?.end ?? this.end;
    return { text: [this.name, ...subcommands.map(({ text }) => text)].join(' '), start, end };
  }

  is(name: string, subcommand?: string): boolean {
    const names = alternativesIn(name);
    if (!names.includes(this.program) && !names.includes(this.name)) return false;
    return subcommand === undefined || alternativesIn(subcommand).some((path) => this.#hasSubcommand(path));
  }

  #hasSubcommand(path: string): boolean {
    return path.split(' ').every((word, index) => this.operands[index]?.text === word);
  }

  flag(...names: readonly string[]): CommandFlag | undefined {
    return this.flags.findLast((flag) => names.includes(flag.name));
  }
}
