/**
 * What is known about a Dockerfile beyond its text: which image each stage builds on, and what holds at each
 * instruction. This is what rules ask; whatever cannot be decided from the file alone is `undefined` or an unknown
 * {@link Value}, never a guess.
 */

import type { BuildContext } from '../context/context.ts';
import type { Placeholder } from '../dockerfile/placeholders.ts';
import type {
  CmdInstruction,
  CopyInstruction,
  Dockerfile,
  EntrypointInstruction,
  EnvInstruction,
  FromInstruction,
  HealthcheckInstruction,
  Instruction,
  InstructionOf,
  KeyValue,
  Mount,
  RunInstruction,
} from '../dockerfile/tree.ts';
import type { Value } from '../dockerfile/value.ts';
import type { CatalogImage } from '../image/catalog.ts';
import type { ImageFamily } from '../image/family.ts';
import type { ImageFault } from '../image/image-fault.ts';
import type { ImageReference } from '../image/reference.ts';
import type { EffectiveShell } from '../shell/interpreter.ts';
import type { Command, Script } from '../shell/script.ts';
import type { Fragment, Span } from '../text/fragment.ts';
import type { SourceFile } from '../text/source.ts';
import type { Install } from './installs.ts';

/** What is known about a file of any kind. */
export interface FileModel {
  /** The id of its kind: `dockerfile`, `azureml-yaml`. */
  readonly kind: string;
  readonly source: SourceFile;
  /** The day to judge ages by, `YYYY-MM-DD`. */
  readonly now: string;
  /** Every place that names an image of a registry, in order. */
  readonly images: readonly ImageUse[];
  /** What of the faults of images the rules that are on tell: see {@link ImageFault}. */
  readonly tellsOfImages: ReadonlySet<ImageFault>;
  /** Words that no rule speaks about but one about placeholders, in order of place. */
  readonly placeholders: readonly Span[];
  /** The files that the build can reach; all of them are unknown unless `lint` is given a context. */
  readonly context: BuildContext;
}

/** A place that names an image of a registry. */
export interface ImageUse {
  /** Whether it is built on or run as it is (FROM, `image:`), or only copied or mounted from (`COPY --from`, `RUN --mount`). */
  readonly role: 'base' | 'source';
  /** The words that name it. */
  readonly word: Fragment;
  readonly base: BaseImage;
  /** The stage of a Dockerfile that names it. */
  readonly stage?: Stage;
  /** An environment of Azure ML brings a Python of its own (`conda_file`), so that nothing runs on that of the image. */
  readonly ownPython?: boolean;
}

/** One Dockerfile and all that is known about it. */
export interface DockerfileModel extends FileModel {
  readonly kind: 'dockerfile';
  /** As it was meant, where documentation text is left in it: see {@link Placeholder}. */
  readonly dockerfile: Dockerfile;
  /** Documentation text that was never filled in, in order of place. No other rule speaks about those words. */
  readonly placeholders: readonly Placeholder[];
  /** ARGs before the first FROM, by name. */
  readonly globalArgs: ReadonlyMap<string, Binding>;
  /** In order of the file. */
  readonly stages: readonly Stage[];
  /** The stage that is built when no target is given: the last one. */
  readonly finalStage: Stage | undefined;
  /** The RUNs of all stages, in order, triggers of ONBUILD included. */
  readonly runs: readonly RunStep[];
  /** The COPYs and ADDs of all stages, in order, triggers of ONBUILD included. */
  readonly copies: readonly CopyStep[];
  /**
   * The commands of all RUNs of which `command.is(name, subcommand)` holds, in order; the others are not looked at, so
   * that a rule about a program costs nothing in a file that does not call it.
   *
   * @example for (const { command, run } of file.commandsNamed('pip', 'install')) …
   */
  commandsNamed(name: string, subcommand?: string): readonly RunCommand[];
  /** The stage a place of the file belongs to; a FROM belongs to the stage it begins. */
  stageAt(offset: number): Stage | undefined;
}

/** What kind of image a stage builds on in the end. `unknown`: it cannot be resolved. */
export type Family = ImageFamily | 'scratch' | 'unknown';

/** A FROM and all up to the next one. */
export interface Stage extends Span {
  readonly file: DockerfileModel;
  readonly index: number;
  /** The name given with AS, in lower case as BuildKit compares it. */
  readonly name: string | undefined;
  readonly from: FromInstruction;
  readonly base: Base;
  /** The stage it builds on, when it builds on one. Always an earlier one. */
  readonly parent: Stage | undefined;
  /** The first stage of the chain: its base is an image, scratch or unknown. */
  readonly root: Stage;
  /** It and those it builds on, the root first: all whose layers are in its image. */
  readonly ancestors: readonly Stage[];
  readonly family: Family;
  /**
   * Its container, or that of the final stage where that builds on it, is to serve a model by the inference server of
   * Azure ML: on an inference image, and on a training image whose CMD or ENTRYPOINT runs `runsvdir` or whose ENV sets
   * AZUREML_ENTRY_SCRIPT or AML_APP_ROOT.
   */
  readonly serves: boolean;
  /** What the catalog says about the image at the root of the chain, or about the one that was meant by a misspelled name. */
  readonly image: CatalogImage | undefined;
  /** `--platform` of the FROM, when it has a value. */
  readonly platform: PlatformFlag | undefined;
  /**
   * All instructions after the FROM that have the arguments they need, in order, each with what holds there; a RUN is a {@link RunStep}, a COPY a {@link CopyStep}. */
  readonly steps: readonly Step[];
  readonly runs: readonly RunStep[];
  readonly copies: readonly CopyStep[];
  /** What holds before the first instruction. */
  readonly atStart: State;
  /** What holds after the last, with what the image says of its containers. */
  readonly atEnd: EndState;
  /** The variables that its ENVs and those of its ancestors leave set, each where it was last set. */
  readonly envSettings: readonly EnvSetting[];
  /** Where one of them is set; `undefined` when no ENV of the file sets it. */
  envSetting(name: string): EnvSetting | undefined;
  /** It is the stage that is built when no target is given. */
  readonly final: boolean;
  /** Its layers are part of the image: it is the final stage, or the final stage builds on it. */
  readonly shipped: boolean;
  /** Another stage copies or mounts from it. */
  readonly copiedFrom: boolean;
  /** The steps of one instruction, triggers of ONBUILD not included. */
  stepsOf<Name extends Instruction['name']>(name: Name): readonly Step<InstructionOf<Name>>[];
}

/** `--platform` of a FROM. The span is that of the flag. */
export interface PlatformFlag extends Span {
  /** As written. */
  readonly word: Fragment;
  readonly value: Value;
}

/** What a FROM names. */
export type Base =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  | BaseImage
  /** Not decidable: a variable without a value in it. */
  | { readonly kind: 'unresolved'; readonly value: Value }
  /** A value that is no image reference, `<image_name>` for one. */
  | { readonly kind: 'invalid'; readonly text: string };

export interface BaseImage {
  readonly kind: 'image';
  /** The whole word with its variables put in; unknown where the tag is not decidable. */
  readonly value: Value;
  /** What the image is for, by the catalog or by the form of its name. */
  readonly family: ImageFamily;
  /** With exact places when the reference stands in the FROM as it is; else all its parts have the span of the whole word. */
  readonly reference: ImageReference;
  /** The repository has capitals, which BuildKit refuses: `reference` has it in lower case. */
  readonly upperCase: boolean;
  /** What the catalog says about it. */
  readonly image: CatalogImage | undefined;
  /** For a name that does not exist: the image of the catalog that it is a misspelling of. */
  readonly meant: CatalogImage | undefined;
}

/** An instruction and what holds just before it is carried out. */
export interface Step<I extends Instruction = Instruction> extends Span {
  readonly instruction: I;
  readonly stage: Stage;
  /** Index in the stage's steps; the trigger of an ONBUILD has that of the ONBUILD. */
  readonly index: number;
  /** It is the trigger of an ONBUILD: not carried out in this build, but in that of an image built on this one. */
  readonly onbuild: boolean;
  readonly before: State;
  /** The value of a word with the variables in force here. */
  value(word: Fragment): Value;
}

/** What holds at a place of a stage. */
export interface State {
  readonly user: User;
  readonly shell: EffectiveShell;
  /** Absolute as far as it is known. */
  readonly workdir: Value;
  /** The variable that an expansion or a command would see: ENV before ARG. `undefined`: not set in this file. */
  variable(name: string): Binding | undefined;
  /** The environment variable of the image, ENV only. `undefined`: not set in this file nor known of the base. */
  env(name: string): Binding | undefined;
  /** Every ENV in force that this file sets. */
  envs(): readonly Binding[];
}

/**
 * What holds at the end of a stage, and with it what its image says of the containers made from it, be it said in this stage or
 * in one that it builds on. What the base image says that no stage of the file builds is not known.
 */
export interface EndState extends State {
  /** The ENTRYPOINT in force. One without words, `ENTRYPOINT []`, takes back that of the base. */
  readonly entrypoint: Step<EntrypointInstruction> | undefined;
  /** The CMD in force: an ENTRYPOINT of a stage takes back the CMD of what that stage builds on. */
  readonly cmd: Step<CmdInstruction> | undefined;
  /** The HEALTHCHECK in force; the `kind` of one that switches the check off is `NONE`. */
  readonly healthcheck: Step<HealthcheckInstruction> | undefined;
  readonly stopSignal: StopSignal | undefined;
  /** All ports of EXPOSE, in order: none is ever taken back. */
  readonly exposed: readonly ExposedPort[];
  /** The label of a name as it was last set. A name is put together from variables as a value is. */
  label(name: string): Label | undefined;
  /** Every label whose name is known. */
  labels(): readonly Label[];
}

/** A label of the image, with the LABEL that sets it. */
export interface Label {
  readonly name: string;
  readonly value: Value;
  readonly pair: KeyValue;
  readonly step: Step<InstructionOf<'LABEL'>>;
}

/** What an EXPOSE names: `8000`, `8000-8010/udp`. */
export interface ExposedPort {
  readonly word: Fragment;
  readonly value: Value;
  readonly step: Step<InstructionOf<'EXPOSE'>>;
}

/** The signal that stops a container. */
export interface StopSignal {
  readonly word: Fragment;
  readonly value: Value;
  readonly step: Step<InstructionOf<'STOPSIGNAL'>>;
}

/** A variable and where it was set. */
export interface Binding {
  readonly name: string;
  readonly value: Value;
  /** ENV or ARG of this file, or the environment of the base image as the catalog knows it. */
  readonly by: 'ENV' | 'ARG' | 'base';
  /** Where it was set; absent for the base's. */
  readonly pair?: KeyValue;
}

/** Who runs commands. */
export interface User {
  /** Without the group; `undefined`: unknown. */
  readonly name: string | undefined;
  /** Whether that is root; `undefined`: unknown. */
  readonly root: boolean | undefined;
  /** The instruction that says so; absent: the base image's default. */
  readonly step?: Step<InstructionOf<'USER'>>;
}

/** A RUN with what it does. */
export interface RunStep extends Step<RunInstruction> {
  readonly scripts: readonly Script[];
  /** The commands of all its scripts. */
  readonly commands: readonly Command[];
  /**
   * Those of its commands of which `command.is(name, subcommand)` holds, in order; the others are not looked at.
   *
   * @example run.commandsNamed('apt-get|apt', 'install')
   */
  commandsNamed(name: string, subcommand?: string): readonly Command[];
  /** The packages it installs, manager by manager. */
  readonly installs: readonly Install[];
  /** What one of its commands installs. */
  installsBy(command: Command): readonly Install[];
  /** The user that one of its commands runs as: the one in force, unless `sudo`, `su`, `gosu` or their kin say otherwise. */
  userOf(command: Command): User;
  readonly mounts: readonly RunMount[];
  /** Whether a cache or tmpfs mount covers a directory, so that what is left there is not in the image. */
  isMounted(directory: string): boolean;
}

/** A command with the RUN that it is in. */
export interface RunCommand {
  readonly command: Command;
  readonly run: RunStep;
  /** Its index among the commands of the RUN. */
  readonly index: number;
}

/** `--mount` with its places. */
export interface RunMount {
  readonly mount: Mount;
  /** `bind`, `cache`, `tmpfs`, `secret`, `ssh`. */
  readonly type: string;
  /** Absolute. */
  readonly target: Value;
  /** What its `from` names; `undefined`: the build context, or nothing at all. */
  readonly from: CopyOrigin | undefined;
}

/** A COPY or ADD that has all its arguments. */
export type CompleteCopy = CopyInstruction & { readonly destination: Fragment };

/** A COPY or ADD with its places. */
export interface CopyStep extends Step<CompleteCopy> {
  /** As the builder reads them, variables put in, relative to the context or to the root of `from`. Heredocs are not among them. */
  readonly sources: readonly CopiedSource[];
  /** Absolute as far as it is known, without a slash at the end. */
  readonly destination: Value;
  /** Certainly a directory: it ends in a slash, or several files go there. */
  readonly intoDirectory: boolean;
  /** What `--from` names; `undefined`: the build context. */
  readonly from: CopyOrigin | undefined;
  /** What it brings, as far as its sources tell. */
  readonly content: CopiedContent;
  /** The places that it fills, as far as they are known: its destination, or the files that it puts there. */
  readonly destinationPaths: readonly string[];
}

/** What a COPY brings. */
export interface CopiedContent {
  /** The names of what is certainly a single file, here-documents among them. */
  readonly names: readonly string[];
  /** Something else is brought too: a directory, an archive, or what only the build knows. */
  readonly isTree: boolean;
}

export interface CopiedSource {
  readonly word: Fragment;
  readonly value: Value;
}

/** What `--from` names. `other`: a named context, or not decidable. */
export type CopyOrigin =
  | { readonly kind: 'stage'; readonly word: Fragment; readonly stage: Stage }
  | { readonly kind: 'image'; readonly word: Fragment; readonly base: BaseImage }
  | { readonly kind: 'other'; readonly word: Fragment; readonly value: Value };

/** A variable of the image with the ENV that sets it. */
export interface EnvSetting {
  readonly name: string;
  readonly value: Value;
  readonly pair: KeyValue;
  readonly step: Step<EnvInstruction>;
}
