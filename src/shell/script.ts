/**
 * What a shell script does, as a flat list of commands in the order they stand. This is what rules ask:
 * `run.commands`, `command.is('apt-get', 'install')`, `command.flag('--no-install-recommends')`.
 */
import type { Fragment, Span } from '../text/fragment.ts';

/**
 * The shells whose scripts are read. `other` is any interpreter that is not a POSIX shell: its text is left alone.
 * An exec form counts as `sh`, though no shell reads it.
 */
export type ShellKind = 'bash' | 'sh' | 'other';

/** A script that was read. */
export interface Script {
  readonly kind: ShellKind;
  readonly source: Fragment;
  /** All commands, wherever they stand: chains, pipes, subshells, `if`, `for`, `$(…)`, functions; wrappers opened. */
  readonly commands: readonly Command[];
  /** What it is made of at its top, in order; of an exec form, the script that its shell is given. */
  readonly statements: readonly Statement[];
  /** The names of the functions it defines; what they do is among the commands. */
  readonly functions: ReadonlySet<string>;
  /** The variables that its loops set: `for name in …`. */
  readonly loopVariables: ReadonlySet<string>;
  /** Where the script does not parse. Commands before and after are still given. */
  readonly errors: readonly ScriptError[];
  /** Comments of the script itself, `#` included; those inside `$(…)` or a nested script are not listed. */
  readonly comments: readonly Fragment[];
  /** Syntax that POSIX sh does not have, where sh reads it; in a script for bash only that of its nested `sh -c`. */
  readonly bashisms: readonly BashSyntax[];
}

/** A statement at the top of a script: a list such as `a && b`, a compound command, or a single one; without `;`. */
export interface Statement extends Span {
  /** What `&&` and `||` tie together; a single part where there are none. */
  readonly parts: readonly Span[];
  /** What stands between the parts, one fewer than those. */
  readonly operators: readonly ('&&' | '||')[];
  /** Whether it is left to run in the background, by `&`. */
  readonly background: boolean;
  /** Whether errexit is in force before it, and after it. */
  readonly errexit: { readonly before: boolean; readonly after: boolean };
  /**
   * Whether, with errexit in force, it would go on after a failure of its own if errexit were ignored, as it is before
   * `&&`: a loop, `{ a; b; }`, a call of a function.
   */
  readonly reliesOnErrexit: boolean;
  /** Whether it may fail without errexit ending the script, as `a && b` does when `a` fails. */
  readonly failsUnnoticed: boolean;
}

export interface ScriptError extends Span {
  readonly message: string;
}

/** A place where a script needs bash. */
export interface BashSyntax extends Span {
  readonly what: BashFeature;
}

/** What of bash POSIX sh does not have. `pipefail` is known to newer shells, though not to the sh of Ubuntu 22.04. */
export type BashFeature =
  | '[['
  | '=='
  | '(('
  | 'brace expansion'
  | 'array'
  | '+='
  | 'source'
  | 'function'
  | 'process substitution'
  | 'here-string'
  | '&>'
  | '|&'
  | "$'…'"
  | 'substitution in ${…}'
  | 'select'
  | 'coproc'
  | 'pipefail'
  | 'builtin';

/** A word of a command, after the shell has taken off quotes and escapes. */
export interface Word extends Span {
  /**
   * The text with quotes and escapes taken off. Where the value depends on the run (`$x`, `$(…)`, globs do not),
   * the source of the expansion stands in it; see `literal`.
   */
  readonly text: string;
  /** `text` with the way back to the file: `cut(word.content, 0, 3)` is where its first three characters stand. */
  readonly content: Fragment;
  /** As written, quotes included. */
  readonly raw: Fragment;
  /** Whether `text` is what the program will see: no variable, substitution, or brace expansion in it. */
  readonly literal: boolean;
  /** Whether any part of it is quoted or escaped. */
  readonly quoted: boolean;
}

/** A simple command: `NAME=value name word… <redirection`. */
export interface Command extends Span {
  /** The program without its directory (`/usr/bin/apt-get` is `apt-get`), lower case kept; '' for bare assignments. */
  readonly name: string;
  /** The name by which its options are known: `pip` for `pip3.11`, else `name`. */
  readonly program: string;
  /** The word that names it. Absent for bare assignments. */
  readonly nameWord?: Word;
  /** What to call it and where to point: its name with the subcommands that stand right behind it, `apt-get install`. */
  readonly head: CommandHead;
  /** All words after the name, flags included. */
  readonly words: readonly Word[];
  /** The flags of `words`, read with the option table of the program. Flags of an unknown program that take a separate value are taken as bare. */
  readonly flags: readonly CommandFlag[];
  /** The words that are neither flags nor values of flags. For programs with subcommands, the first is the subcommand. */
  readonly operands: readonly Word[];
  /** `NAME=value` before the name, also behind `env` and `sudo`; and those that `export`, `declare` and their kin make. */
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /**
   * The programs that it is run by, outermost first: `sudo`, `env`, `xargs`, `sh` (of `sh -c`), … Each is a command of its own:
   * `conda run -n x` ends before what it runs. All commands of one `sh -c '…'` share the same object. Of these, only `find` (for
   * `-exec`) is also in `Script.commands`.
   */
  readonly wrappers: readonly Command[];
  /** The user it runs as, where `sudo`, `su`, `gosu` or their kin say so. */
  readonly user?: string;
  /** How it stands to the rest of the script. */
  readonly context: CommandContext;

  /**
   * Whether this is `name` with these subcommands, directly or by `python -m`: `is('pip', 'install')` also holds for
   * `pip3 install` and `python3 -m pip install`; `is('conda', 'env create')` looks past flags in between.
   * Alternatives are given with `|`, also of the name: `is('conda|mamba', 'install|env create')`.
   */
  is(name: string, subcommand?: string): boolean;
  /** The last flag of one of these names (`-y`, `--yes`), also inside a cluster (`-qy`). */
  flag(...names: readonly string[]): CommandFlag | undefined;
  /** The operands after the subcommands: for `pip install a b`, `a` and `b`; for other programs, all operands. */
  readonly targets: readonly Word[];
}

/** What a command is called by. The text has the name without its directory, and all subcommands. */
export interface CommandHead extends Span {
  readonly text: string;
}

/** One flag: `-y`, `--yes`, `--option=value`, `-o value`, or one letter of a cluster. The span covers its value. */
export interface CommandFlag extends Span {
  /**
   * With its dashes; for a letter of a cluster `-qy`: `-q` and `-y`, each with the span of its letter. A long option
   * that is abbreviated has its whole name here, where the program takes abbreviations: `--no-cache` of pip is
   * `--no-cache-dir`.
   */
  readonly name: string;
  readonly value?: Word;
  readonly word: Word;
}

export interface Assignment extends Span {
  readonly name: string;
  readonly value: Word | undefined;
  /** `NAME+=value`: what is assigned is put behind what was there. */
  readonly append?: true;
}

export interface Redirection extends Span {
  /** `<`, `>`, `>>`, `>&`, `&>`, `<<`, `<<<` … */
  readonly operator: string;
  readonly fileDescriptor?: number;
  readonly target?: Word;
  /** The text of a here-document. */
  readonly body?: Fragment;
}

export interface CommandContext {
  /** Index of the pipeline it is part of, and its place in it; `pipeline.length` 1 means no pipe. */
  readonly pipeline: { readonly index: number; readonly position: number; readonly length: number };
  /** What stands before it: nothing, `;` or a new line, `&&`, `||`, or `&`. */
  readonly after: '' | ';' | '&&' | '||' | '&';
  /** Innermost first. Empty at the top of the script. */
  readonly inside: readonly (
    | 'subshell'
    | 'group'
    | 'if'
    | 'condition'
    | 'loop'
    | 'case'
    | 'function'
    | 'substitution'
  )[];
  /** The whole statement at the top of the script that it belongs to, chain and compound included; without `;`. */
  readonly statement: Span;
  /** Whether its failure is ignored or decides something (`||` follows, `if` condition, `!`, `&`, inside `$(…)`). */
  readonly mayFail: boolean;
  /** The options of the shell in force when it runs, set by the interpreter's own options or by `set`. */
  readonly options: ShellOptions;
}

/** The options of a shell that decide which failures end a script. */
export interface ShellOptions {
  /** `set -e`. */
  readonly errexit: boolean;
  /** `set -o pipefail`. */
  readonly pipefail: boolean;
}
