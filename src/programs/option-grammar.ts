/** How the options of programs are described. */

/** How a program reads its options. Lists hold options with their dashes, separated by blanks. */
export interface OptionGrammar {
  /** Options that take a value, as the next word or attached. */
  readonly valued?: string;
  /** Options whose value, if any, is attached: `-i.bak`, `--color=auto`. */
  readonly attached?: string;
  /** Options without value that users abbreviate or rules ask for; they are also needed to complete abbreviations. */
  readonly bare?: string;
  /** Whether a long option may be shortened to any unambiguous prefix. */
  readonly abbreviates?: true;
  /** The first operand is a subcommand; the table may hold its own grammar under `program subcommand`. */
  readonly subcommands?: true;
  /** The words after the first operand belong to another program. */
  readonly stops?: true;
  /** Options after which all words are operands: `python -m module …`. */
  readonly last?: string;
  /** Options that are followed by a command of another program, up to `;` or `+`: `find -exec rm {} \;`. */
  readonly commands?: string;
  /** `-o=value` is `-o` with `value`, not with `=value`. */
  readonly equals?: true;
  /** A value is always the next word, also for a letter inside a cluster: `bash -eco pipefail '…'`. */
  readonly detached?: true;
  /** A single dash begins a whole name: `find -name`, `go -mod`. */
  readonly singleDash?: true;
  /** `+x` is an option too. */
  readonly plus?: true;
  /** The first word may be a cluster without dash: `tar xzf`. */
  readonly bundle?: true;
  /** Options of two letters within a cluster: wget's `-nv`. */
  readonly pairs?: string;
  /** The only letters that are options; other words with a dash are operands, such as the mode `-x` of chmod. */
  readonly letters?: string;
  /** Words with a dash are never options. */
  readonly none?: true;
}
