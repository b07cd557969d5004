/**
 * The syntax tree of a Dockerfile, as BuildKit reads it. Every word is a {@link Fragment}: its text is what the
 * builder sees, its span is what the author wrote.
 */
import type { Fragment, Span } from '../text/fragment.ts';
import type { SourceFile } from '../text/source.ts';

/** A parsed Dockerfile. Always complete: what could not be read is an `unknown` instruction and a problem. */
export interface Dockerfile {
  readonly source: SourceFile;
  /** The character that continues a line and escapes in words; set by `# escape=`. */
  readonly escape: '\\' | '`';
  /** Parser directives (`# syntax=`, `# escape=`, `# check=`) in order. */
  readonly directives: readonly Directive[];
  /** Instructions in order; an ONBUILD holds its trigger. */
  readonly instructions: readonly Instruction[];
  /** Every comment line that the builder skips, also those inside continued instructions; not directives. */
  readonly comments: readonly Comment[];
  /** Blank lines inside continued instructions, by line number from 1, as the file has them. */
  readonly emptyContinuationLines: readonly number[];
  /** The first tag of a template engine (`{%`, `{{#`) that begins a line outside heredocs: then this is no Dockerfile yet. */
  readonly template: Span | undefined;
  /** What BuildKit refuses, in order of place. */
  readonly problems: readonly SyntaxProblem[];
  /** The first template text (`{{…}}`) at which BuildKit stops as long as nothing has filled it in. */
  readonly unfilled: Span | undefined;
}

export interface Directive extends Span {
  /** In lower case. */
  readonly name: string;
  readonly value: Fragment;
  readonly line: number;
}

export interface Comment extends Span {
  /** What follows the `#`, untrimmed. The span includes the `#`. */
  readonly text: string;
  readonly line: number;
}

/** Something that BuildKit refuses to build. `code` chooses the message, `data` fills it in. */
export interface SyntaxProblem extends Span {
  readonly code: SyntaxProblemCode;
  readonly data: Readonly<Record<string, string>>;
  /** It is in what an ONBUILD holds: this build does not mind, that of an image on top stops. */
  readonly later?: boolean;
}

/** Each with its `data`; a name with `?` may be missing. `expected` says in words what should stand there. */
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
  /** text: a `'NAME` behind `<<` whose quote is not closed */
  | 'heredoc-quote'
  /** instruction, word: an ENV or LABEL word that is not `name=value` */
  | 'missing-equals'
  /** instruction, comment: what was meant as a comment behind an instruction */
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
  /** trigger: the instruction that may not stand in ONBUILD */
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
  /** All that follows the keyword, flags included, continuations and comments taken out. */
  readonly rest: Fragment;
  readonly flags: readonly Flag[];
  /**
   * The arguments as BuildKit's parser gives them: words, JSON strings, or the one raw text of a shell form. For ENV,
   * LABEL and ARG the words as written (in the legacy form name and value); for ONBUILD and unknown keywords none.
   */
  readonly args: readonly Fragment[];
  /** Whether the arguments were read as a JSON array. */
  readonly json: boolean;
  /** Those that the line opens; an ONBUILD and its trigger both have them. */
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
  /** Quotes and escapes taken off as BuildKit does; absent without `=`. */
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
  /** The image or stage name; absent when FROM stands alone. */
  readonly image?: Fragment;
  readonly as?: Fragment;
  readonly stageName?: Fragment;
}
/** How a command is given: as a JSON array of words, or as text for the shell. */
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
  /** No `=`: then the value is empty. */
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
  /** No instruction of BuildKit; the keyword as written is in `keyword`. */
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

/** The instruction type of a name: `InstructionOf<'ENV'>` is {@link EnvInstruction}, that of `'ADD'` {@link CopyInstruction}. */
export type InstructionOf<Name extends Instruction['name']> = Named<Instruction, Name>;
type Named<Candidate extends Instruction, Name> = Candidate extends unknown
  ? Name extends Candidate['name']
    ? Candidate
    : never
  : never;
