/**
 * A shell script as a flat list of its commands in written order. Rules ask for `run.commands`, `command.is('apt-get',
 * 'install')`, `command.flag('--no-install-recommends')`.
 */
import type { Fragment, Span } from '../text/fragment.ts';
import type { Origin } from '../text/source.ts';

/**
 * The shells whose scripts are read. `other` is any interpreter that is not a POSIX shell: its text is not read. An
 * exec form counts as `sh`, although no shell reads it.
 */
export type ShellKind = 'bash' | 'sh' | 'other';

/** A script that was read. */
export interface Script {
  readonly kind: ShellKind;
  readonly source: Fragment;
  /** All commands, wherever they are: chains, pipes, subshells, `if`, `for`, `$(…)`, functions, and inside wrappers. */
  readonly commands: readonly Command[];
  /** The top-level parts, in order; for an exec form, the parts of the script that its shell receives. */
  readonly statements: readonly Statement[];
  /** The names of the functions it defines; `commands` includes the commands in them. */
  readonly functions: ReadonlySet<string>;
  /** The variables that its loops set: `for name in …`. */
  readonly loopVariables: ReadonlySet<string>;
  /** Where the script does not parse. Commands before and after are still listed. */
  readonly errors: readonly ScriptError[];
  /** Comments of the script itself, `#` included; those inside `$(…)` or a nested script are not listed. */
  readonly comments: readonly Fragment[];
  /** Syntax that POSIX sh does not have, where sh reads it; in a script for bash, only in its nested `sh -c`. */
  readonly bashisms: readonly BashSyntax[];
}

/** A statement at the top of a script: a list such as `a && b`, a compound command, or a single one; without `;`. */
export interface Statement extends Span {
  /** The parts that `&&` and `||` join; a single part without these operators. */
  readonly parts: readonly Span[];
  /** The operators between the parts, one fewer than the parts. */
  readonly operators: readonly ('&&' | '||')[];
  /** Whether `&` runs it in the background. */
  readonly background: boolean;
  /** Whether errexit is in force before it, and after it. */
  readonly errexit: { readonly before: boolean; readonly after: boolean };
  /**
   * Whether, with errexit in force, it relies on errexit to stop at its own failures: it would go on if errexit were
   * ignored, as it is before `&&`. That is so for a loop, `{ a; b; }` and a call of a function.
   */
  readonly reliesOnErrexit: boolean;
  /** Whether it may fail without errexit ending the script, as `a && b` does when `a` fails. */
  readonly failsUnnoticed: boolean;
}

/** Where a script does not parse: at the words that cannot be there, or at those that need something after them. */
export interface ScriptError extends Span {
  readonly message: string;
  /** What is wrong. */
  readonly code: ScriptErrorCode;
  /** The word that the parser expected: `fi`, `then`, `)`, `command`; or the kind of quote that is not closed. */
  readonly expected?: string;
  /** The shell that reads the script: the one of a nested script may be another. */
  readonly shell: ShellKind;
  /** An error before it in the same script is most likely its cause. */
  readonly consequence?: true;
  /** Not every shell of this kind may refuse it: dash reads some words of bash otherwise, and without an error. */
  readonly isDoubtful: boolean;
}

/**
 * - `unexpected`: a word or an operator that cannot be there
 * - `unclosed`: a quote or a substitution that does not end
 * - `no-end`: a compound command that does not end
 * - `missing`: a word or a command is not there
 * - `other`: anything else
 */
export type ScriptErrorCode = 'unexpected' | 'unclosed' | 'no-end' | 'missing' | 'other';

/** A place where a script needs bash. */
export interface BashSyntax extends Span {
  readonly what: BashFeature;
  /** It is in a script that the RUN's own script or exec form gives to another shell: `sh -c '…'`. */
  readonly nested: boolean;
}

/** Features of bash that POSIX sh does not have. Newer shells have `pipefail`, but not the sh of Ubuntu 22.04. */
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
  | 'echo -e'
  | 'builtin';

/** A word of a command, after the shell has removed quotes and escapes. */
export interface Word extends Span {
  /**
   * The text without quotes and escapes. If the value depends on the run (`$x`, `$(…)`; not globs), the text has the
   * source of the expansion in it; see `literal`.
   */
  readonly text: string;
  /** `text` with the way back to the file: `slice(word.content, 0, 3)` is the place of its first three characters. */
  readonly content: Fragment;
  /** As written, quotes included. */
  readonly raw: Fragment;
  /** Whether `text` is exactly what the program receives: it has no variable, substitution or brace expansion. */
  readonly literal: boolean;
  /** Whether any part of it is quoted or escaped. */
  readonly quoted: boolean;
  /** Where it is written, if not in the linted file: in one that a command reads. */
  readonly origin?: Origin;
}

/**
 * A simple command: `NAME=value name word… <redirection`. It begins where its wrappers do: that of `sudo make` is all of
 * it, its `nameWord` is `make`.
 */
export interface Command extends Span {
  /** The program without its directory (`/usr/bin/apt-get` is `apt-get`), lower case kept; '' for bare assignments. */
  readonly name: string;
  /** The name by which its options are known: `pip` for `pip3.11`, else `name`. */
  readonly program: string;
  /** The word that names it. Absent for bare assignments. */
  readonly nameWord?: Word;
  /** What to call it and where to point: its name with the subcommands that directly follow it, `apt-get install`. */
  readonly head: CommandHead;
  /** All words after the name, flags included. */
  readonly words: readonly Word[];
  /**
   * The flags among `words`, read with the option table of the program. A flag of an unknown program is taken to have
   * no separate value.
   */
  readonly flags: readonly CommandFlag[];
  /** The words that are neither flags nor values of flags. For programs with subcommands, the first is the subcommand. */
  readonly operands: readonly Word[];
  /** `NAME=value` before the name, also after `env` and `sudo`; and those of `export`, `declare` and similar commands. */
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /**
   * The programs that run this one, outermost first: `sudo`, `env`, `xargs`, `sh` (of `sh -c`), … Each is a command of its
   * own: `conda run -n x` ends before the command that it runs. All commands of one `sh -c '…'` share the same object. Of
   * these, only `find` (for `-exec`) is also in `Script.commands`.
   */
  readonly wrappers: readonly Command[];
  /** The user it runs as, if `sudo`, `su`, `gosu` or a similar program changes it. */
  readonly user?: string;
  /** How it relates to the rest of the script. */
  readonly context: CommandContext;

  /**
   * Whether this is `name` with these subcommands, directly or through `python -m`: `is('pip', 'install')` also holds
   * for `pip3 install` and `python3 -m pip install`; `is('conda', 'env create')` allows flags in between. Alternatives
   * are separated by `|`, also in the name: `is('conda|mamba', 'install|env create')`.
   */
  is(name: string, subcommand?: string): boolean;
  /** The last flag of one of these names (`-y`, `--yes`), also inside a cluster (`-qy`). */
  flag(...names: readonly string[]): CommandFlag | undefined;
  /** The operands after the subcommands: for `pip install a b`, `a` and `b`; for other programs, all operands. */
  readonly targets: readonly Word[];
}

/** The words that name a command. The text has the name without its directory, and all subcommands. */
export interface CommandHead extends Span {
  readonly text: string;
}

/** One flag: `-y`, `--yes`, `--option=value`, `-o value`, or one letter of a cluster. The span covers its value. */
export interface CommandFlag extends Span {
  /**
   * With its dashes. A cluster `-qy` gives `-q` and `-y`, each with the span of its letter. An abbreviated long option
   * has its whole name here, if the program accepts abbreviations: `--no-cache` of pip is `--no-cache-dir`.
   */
  readonly name: string;
  readonly value?: Word;
  readonly word: Word;
}

export interface Assignment extends Span {
  readonly name: string;
  readonly value: Word | undefined;
  /** `NAME+=value`: the value is appended. */
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
  /** The index of its pipeline, and its place in it; a `pipeline.length` of 1 means no pipe. */
  readonly pipeline: { readonly index: number; readonly position: number; readonly length: number };
  /** What precedes it: nothing, `;` or a new line, `&&`, `||`, or `&`. */
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
  /** The whole top-level statement that contains it, without `;`. */
  readonly statement: Span;
  /**
   * Whether its failure is ignored or decides something (before `||`, in an `if` condition, after `!`, before `&`, in
   * `$(…)`).
   */
  readonly mayFail: boolean;
  /** The options of the shell in force when it runs, from the interpreter's own options or from `set`. */
  readonly options: ShellOptions;
}

/** The options of a shell that decide which failures end a script. */
export interface ShellOptions {
  /** `set -e`. */
  readonly errexit: boolean;
  /** `set -o pipefail`. */
  readonly pipefail: boolean;
}
