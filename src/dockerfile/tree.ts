/**
 * The syntax tree of a Dockerfile, as BuildKit reads it. Every word is a {@link Fragment}: its text is what the builder
 * sees, its span is what the author wrote.
 */
import type { Fragment, Span } from '../text/fragment.ts';
import type { SourceFile } from '../text/source.ts';

/** A parsed Dockerfile. It is always complete: what cannot be read is an `UNKNOWN` instruction and a problem. */
export interface Dockerfile {
  readonly source: SourceFile;
  /** The character that continues a line and escapes in words; `# escape=` sets it. */
  readonly escape: '\\' | '`';
  /** Parser directives (`# syntax=`, `# escape=`, `# check=`) in order. */
  readonly directives: readonly Directive[];
  /** Instructions in order; an ONBUILD holds its trigger. */
  readonly instructions: readonly Instruction[];
  /** Every comment line that the builder skips, also inside continued instructions; directives are not included. */
  readonly comments: readonly Comment[];
  /** The line numbers (from 1) of blank lines inside continued instructions. */
  readonly emptyContinuationLines: readonly number[];
  /**
   * The first tag of a template engine (`{%`, `{{#`) that begins a line outside heredocs: the file is then not yet a
   * Dockerfile.
   */
  readonly template: Span | undefined;
  /** What BuildKit refuses, in order of place. */
  readonly problems: readonly SyntaxProblem[];
  /** The first template text (`{{…}}`) at which BuildKit fails until something fills it in. */
  readonly unfilled: Span | undefined;
}

export interface Directive extends Span {
  /** In lower case. */
  readonly name: string;
  readonly value: Fragment;
  readonly line: number;
}

export interface Comment extends Span {
  /** The text after the `#`, untrimmed. The span includes the `#`. */
  readonly text: string;
  readonly line: number;
}

/** Something that BuildKit refuses to build. `code` selects the message, `data` fills in its values. */
export interface SyntaxProblem extends Span {
  readonly code: SyntaxProblemCode;
  readonly data: Readonly<Record<string, string>>;
  /** The problem is in the trigger of an ONBUILD: this build succeeds, a build on top of the image fails. */
  readonly later?: boolean;
}

/** Each code with its `data`; a name with `?` is optional. `expected` says in words what is expected there. */
export type SyntaxProblemCode =
  /** Nothing but comments and blank lines. */
  | 'no-instruction'
  /** name, suggestion? */
  | 'unknown-instruction'
  /** instruction, flag, suggestion?; flags with their dashes */
  | 'unknown-flag'
  /** instruction, flag, value, expected */
  | 'bad-flag-value'
  /** instruction, flag */
  | 'repeated-flag'
  /** name */
  | 'unterminated-heredoc'
  /** text: a `'NAME` after `<<` whose quote is not closed */
  | 'heredoc-quote'
  /** instruction, word: an ENV or LABEL word that is not `name=value` */
  | 'missing-equals'
  /** instruction, comment: what was meant as a comment after an instruction */
  | 'late-comment'
  /** instruction: ENV, LABEL or ARG without a name before `=`; VOLUME with an empty path */
  | 'blank-name'
  /** instruction, element */
  | 'json-not-strings'
  /** instruction */
  | 'json-required'
  /** instruction, expected */
  | 'argument-count'
  /** name, value, expected */
  | 'bad-directive'
  /** name */
  | 'repeated-directive'
  /** trigger: the instruction that is not allowed in ONBUILD */
  | 'bad-onbuild'
  /** name */
  | 'bad-stage-name'
  /** word, expected */
  | 'bad-healthcheck'
  /** bytes */
  | 'line-too-long'
  /** key, value, expected, suggestion? */
  | 'bad-mount'
  /** key, type: an option that mounts of this type do not have */
  | 'mount-option-of-other-type'
  /** instruction, text: a quote that is not closed, in a word that BuildKit expands */
  | 'unterminated-quote'
  /** instruction, text: a `${…}` that BuildKit cannot read */
  | 'bad-substitution';

/** What every instruction has. */
export interface InstructionBase extends Span {
  /** The keyword as written. */
  readonly keyword: Fragment;
  /** Everything after the keyword, flags included, without continuations and comments. */
  readonly rest: Fragment;
  readonly flags: readonly Flag[];
  /**
   * The arguments as BuildKit's parser returns them: words, JSON strings, or the single raw text of a shell form. ENV,
   * LABEL and ARG have their words as written (in the legacy form name and value); ONBUILD and unknown keywords have
   * none.
   */
  readonly args: readonly Fragment[];
  /** Whether the arguments were read as a JSON array. */
  readonly json: boolean;
  /** The heredocs that the line opens; an ONBUILD and its trigger both have them. */
  readonly heredocs: readonly Heredoc[];
  /** First and last line, from 1; heredoc bodies included. */
  readonly startLine: number;
  readonly endLine: number;
  /** For the trigger of an ONBUILD: that ONBUILD. */
  readonly onbuild: boolean;
}

/** `--name` or `--name=value` before the arguments. The span covers both. */
export interface Flag extends Span {
  /** Without dashes, as written. */
  readonly name: string;
  /** Without quotes and escapes, as BuildKit reads it; absent without `=`. */
  readonly value?: Fragment;
}

/** `<<NAME` … `NAME`. The span is that of the opening `<<NAME`. */
export interface Heredoc extends Span {
  readonly name: string;
  readonly fileDescriptor: number;
  /** Whether variables are expanded in the body: the delimiter was not quoted. */
  readonly expand: boolean;
  /** `<<-`: leading tabs are cut. */
  readonly chomp: boolean;
  readonly body: Fragment;
}

/** `name=value`, or the legacy `name value`. The span covers both. */
export interface KeyValue extends Span {
  readonly name: Fragment;
  /** As written, quotes included, variables not expanded; absent for `ARG name`. */
  readonly value?: Fragment;
}

export interface FromInstruction extends InstructionBase {
  readonly name: 'FROM';
  /** The image or stage name; absent when FROM has no argument. */
  readonly image?: Fragment;
  readonly as?: Fragment;
  readonly stageName?: Fragment;
}
/** The form of a command: a JSON array of words, or text for the shell. */
export type CommandForm = 'exec' | 'shell';
export interface RunInstruction extends InstructionBase {
  readonly name: 'RUN';
  readonly form: CommandForm;
  readonly mounts: readonly Mount[];
}
/** One `--mount=` of a RUN; `options` in order, keys in lower case, a bare key has the value ''. */
export interface Mount extends Span {
  readonly type: string;
  readonly options: readonly MountOption[];
}
/** `key=value` or a bare `key`. The span covers both. */
export interface MountOption extends Span {
  readonly key: string;
  readonly value: Fragment;
  /** There is no `=`, and the value is empty. */
  readonly bare: boolean;
}
export interface CmdInstruction extends InstructionBase {
  readonly name: 'CMD';
  readonly form: CommandForm;
}
export interface EntrypointInstruction extends InstructionBase {
  readonly name: 'ENTRYPOINT';
  readonly form: CommandForm;
}
export interface HealthcheckInstruction extends InstructionBase {
  readonly name: 'HEALTHCHECK';
  /** `NONE` or `CMD` as written. */
  readonly kind?: Fragment;
  readonly form: CommandForm;
}
export interface ShellInstruction extends InstructionBase {
  readonly name: 'SHELL';
}
export interface CopyInstruction extends InstructionBase {
  readonly name: 'COPY' | 'ADD';
  /** Without heredocs. */
  readonly sources: readonly Fragment[];
  readonly destination?: Fragment;
}
export interface EnvInstruction extends InstructionBase {
  readonly name: 'ENV';
  readonly pairs: readonly KeyValue[];
  /** `ENV NAME value`. */
  readonly legacy: boolean;
}
export interface LabelInstruction extends InstructionBase {
  readonly name: 'LABEL';
  readonly pairs: readonly KeyValue[];
  readonly legacy: boolean;
}
export interface ArgInstruction extends InstructionBase {
  readonly name: 'ARG';
  readonly pairs: readonly KeyValue[];
}
export interface OnbuildInstruction extends InstructionBase {
  readonly name: 'ONBUILD';
  readonly trigger?: Instruction;
}
export interface ExposeInstruction extends InstructionBase {
  readonly name: 'EXPOSE';
}
export interface VolumeInstruction extends InstructionBase {
  readonly name: 'VOLUME';
}
export interface UserInstruction extends InstructionBase {
  readonly name: 'USER';
}
export interface WorkdirInstruction extends InstructionBase {
  readonly name: 'WORKDIR';
}
export interface StopsignalInstruction extends InstructionBase {
  readonly name: 'STOPSIGNAL';
}
export interface MaintainerInstruction extends InstructionBase {
  readonly name: 'MAINTAINER';
}
export interface UnknownInstruction extends InstructionBase {
  /** Not an instruction of BuildKit; `keyword` holds the keyword as written. */
  readonly name: 'UNKNOWN';
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CmdInstruction
  | EntrypointInstruction
  | HealthcheckInstruction
  | ShellInstruction
  | CopyInstruction
  | EnvInstruction
  | LabelInstruction
  | ArgInstruction
  | OnbuildInstruction
  | ExposeInstruction
  | VolumeInstruction
  | UserInstruction
  | WorkdirInstruction
  | StopsignalInstruction
  | MaintainerInstruction
  | UnknownInstruction;

/**
 * The instruction type of a name: `InstructionOf<'ENV'>` is {@link EnvInstruction}, `InstructionOf<'ADD'>` {@link
 * CopyInstruction}.
 */
export type InstructionOf<Name extends Instruction['name']> = Named<Instruction, Name>;
/** Those instructions of a union that may have a name; the union is distributed. */
export type Named<Candidate extends Instruction, Name> = Candidate extends unknown
  ? Name extends Candidate['name']
    ? Candidate
    : never
  : never;
