/**
 * What is known about a Dockerfile beyond its text: the image that each stage builds on, and the state at each
 * instruction. Rules ask this model; anything that the file alone does not decide is `undefined` or an unknown {@link
 * Value}, never a guess.
 */

import type { BuildContext } from '../context/context.ts';
import type { FileEntry } from '../context/files.ts';
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
import type { ImageDefinition, ScriptUse } from './definitions.ts';
import type { Install } from './installs.ts';

/** What is known about a file of any kind. */
export interface FileModel {
  /** The id of its kind: `dockerfile`, `azureml-yaml`. */
  readonly kind: string;
  readonly source: SourceFile;
  /** The day with which ages are compared, `YYYY-MM-DD`. */
  readonly now: string;
  /** Every place that names an image of a registry, in order. */
  readonly images: readonly ImageUse[];
  /** The faults of images that the enabled rules report: see {@link ImageFault}. */
  readonly tellsOfImages: ReadonlySet<ImageFault>;
  /** Words that only a rule about placeholders may report, in order of place. */
  readonly placeholders: readonly Span[];
  /** What nothing uses, in order of place; no rule but the one that says so reports what is in it. */
  readonly unused: readonly Span[];
  /** What is around the file, as far as it is known. */
  readonly surroundings: Surroundings;
}

/**
 * What surrounds one linted file: an interface, answered lazily by a project, so that nothing is read before a rule asks.
 */
export interface Surroundings {
  /**
   * Whether Azure ML builds the image itself, according to the configuration. `auto`: it does if an Azure ML YAML names the
   * Dockerfile, see {@link isManagedBuild}.
   */
  readonly managedBuild: boolean | 'auto';
  /** The build context of the linted Dockerfile. */
  contextOf(file: DockerfileModel): BuildContext;
  /** A context with a name of its own: `--build-context NAME=DIR`. */
  namedContext(name: string): BuildContext | undefined;
  /** The environments in Azure ML YAML that build from the linted Dockerfile, and the deployments that use them. */
  definitions(): readonly ImageDefinition[];
  /** What is at a path, as seen from the folder of the linted file; `unknown` outside of the project. */
  stat(path: string): FileEntry;
  /** The names in a directory, in order; `undefined` if they are not known. */
  list(directory: string): readonly string[] | undefined;
  /** A text file at such a path. */
  read(path: string): SourceFile | undefined;
  /**
   * A Dockerfile or an Azure ML YAML at such a path, with everything that is known about it; `undefined` if there is no such
   * file, or it is not known.
   */
  model(path: string): FileModel | undefined;
  /** How the linted Python file is loaded, if it is an entry script. */
  readonly scriptUses: readonly ScriptUse[];
}

/** A place that names an image of a registry. */
export interface ImageUse {
  /** Whether it is built on or run (FROM, `image:`), or only copied or mounted from (`COPY --from`, `RUN --mount`). */
  readonly role: 'base' | 'source';
  /** The words that name it. */
  readonly word: Fragment;
  readonly base: BaseImage;
  /** The stage of a Dockerfile that names it. */
  readonly stage?: Stage;
  /** An Azure ML environment has a Python of its own (`conda_file`), so nothing runs on that of the image. */
  readonly ownPython?: boolean;
}

/** One Dockerfile and everything that is known about it. */
export interface DockerfileModel extends FileModel {
  readonly kind: 'dockerfile';
  /** The files that the build can reach, as far as they are known. It is looked for when it is asked. */
  readonly context: BuildContext;
  /** As it was meant, if documentation text is left in it: see {@link Placeholder}. */
  readonly dockerfile: Dockerfile;
  /** Documentation text that was never filled in, in order of place. Other rules report nothing about those words. */
  readonly placeholders: readonly Placeholder[];
  /** The values of ARGs that `docker build --build-arg` gives. */
  readonly buildArgs: Readonly<Record<string, string>>;
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
   * The commands of all RUNs for which `command.is(name, subcommand)` holds, in order. Others are not looked at, so a
   * rule about a program costs nothing in a file that does not call it.
   *
   * @example for (const { command, run } of file.commandsNamed('pip', 'install')) …
   */
  commandsNamed(name: string, subcommand?: string): readonly RunCommand[];
  /** The stage that contains a place of the file; a FROM belongs to the stage it begins. */
  stageAt(offset: number): Stage | undefined;
}

/** The kind of image that a stage ultimately builds on. `unknown`: it cannot be resolved. */
export type Family = ImageFamily | 'scratch' | 'unknown';

/** A FROM and everything up to the next one. */
export interface Stage extends Span {
  readonly file: DockerfileModel;
  readonly index: number;
  /** The name after AS, in lower case as BuildKit compares it. */
  readonly name: string | undefined;
  readonly from: FromInstruction;
  readonly base: Base;
  /** The stage it builds on, if it builds on one: always an earlier stage. */
  readonly parent: Stage | undefined;
  /** The first stage of the chain: its base is an image, scratch or unknown. */
  readonly root: Stage;
  /** This stage and those it builds on, root first: all stages whose layers are in its image. */
  readonly ancestors: readonly Stage[];
  readonly family: Family;
  /**
   * Its container, or that of the final stage if that builds on it, serves a model with the inference server of Azure
   * ML: on an inference image, and on a training image whose CMD or ENTRYPOINT runs `runsvdir` or whose ENV sets
   * AZUREML_ENTRY_SCRIPT or AML_APP_ROOT.
   */
  readonly serves: boolean;
  /** The catalog's entry for the image at the root of the chain, or for the one meant by a misspelled name. */
  readonly image: CatalogImage | undefined;
  /** `--platform` of the FROM, when it has a value. */
  readonly platform: PlatformFlag | undefined;
  /**
   * All instructions after the FROM that have the arguments they need, in order, each with the state before it; a RUN is
   * a {@link RunStep}, a COPY a {@link CopyStep}.
   */
  readonly steps: readonly Step[];
  readonly runs: readonly RunStep[];
  readonly copies: readonly CopyStep[];
  /** The state before the first instruction. */
  readonly atStart: State;
  /** The state after the last instruction, with the settings of the image for its containers. */
  readonly atEnd: EndState;
  /** The variables that its ENVs and those of its ancestors leave set, each where it was last set. */
  readonly envSettings: readonly EnvSetting[];
  /** Where a variable is set; `undefined` when no ENV of the file sets it. */
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
  /** Not known: it contains a variable without a value. */
  | { readonly kind: 'unresolved'; readonly value: Value }
  /** A value that is not an image reference, such as `<image_name>`. */
  | { readonly kind: 'invalid'; readonly text: string };

export interface BaseImage {
  readonly kind: 'image';
  /** The whole word after expansion; unknown if the tag is not known. */
  readonly value: Value;
  /** The purpose of the image, from the catalog or from the form of its name. */
  readonly family: ImageFamily;
  /** With exact places if the FROM has the reference as it is; otherwise all its parts have the span of the whole word. */
  readonly reference: ImageReference;
  /** The repository has capitals, which BuildKit refuses: `reference` has it in lower case. */
  readonly upperCase: boolean;
  /** The catalog's entry for it. */
  readonly image: CatalogImage | undefined;
  /** For a name that does not exist: the image of the catalog whose name was misspelled. */
  readonly meant: CatalogImage | undefined;
}

/** An instruction and the state just before it. */
export interface Step<I extends Instruction = Instruction> extends Span {
  readonly instruction: I;
  readonly stage: Stage;
  /** The index among the stage's steps; the trigger of an ONBUILD has that of the ONBUILD. */
  readonly index: number;
  /** It is the trigger of an ONBUILD: not carried out in this build, but in that of an image built on this one. */
  readonly onbuild: boolean;
  readonly before: State;
  /** The value of a word with the variables in force here. */
  value(word: Fragment): Value;
}

/** The state at a place of a stage. */
export interface State {
  readonly user: User;
  readonly shell: EffectiveShell;
  /** Absolute as far as it is known. */
  readonly workdir: Value;
  /** The variable that an expansion or a command sees: ENV before ARG. `undefined`: not set in this file. */
  variable(name: string): Binding | undefined;
  /**
   * The environment variable of the image, from ENV only. `undefined`: not set in this file and not known from the
   * base.
   */
  env(name: string): Binding | undefined;
  /** Every ENV in force that this file sets. */
  envs(): readonly Binding[];
}

/**
 * The state at the end of a stage, together with the settings of its image for containers, whether from this stage or
 * from one that it builds on. The settings of an external base image are not known.
 */
export interface EndState extends State {
  /** The ENTRYPOINT in force. One without words, `ENTRYPOINT []`, resets that of the base. */
  readonly entrypoint: Step<EntrypointInstruction> | undefined;
  /** The CMD in force: an ENTRYPOINT of a stage resets the CMD of what that stage builds on. */
  readonly cmd: Step<CmdInstruction> | undefined;
  /** The HEALTHCHECK in force; the `kind` of one that switches the check off is `NONE`. */
  readonly healthcheck: Step<HealthcheckInstruction> | undefined;
  readonly stopSignal: StopSignal | undefined;
  /** All ports of EXPOSE, in order; no instruction removes a port. */
  readonly exposed: readonly ExposedPort[];
  /** The last value of a label. Its name may contain variables, as its value may. */
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

/** One port or range of an EXPOSE: `8000`, `8000-8010/udp`. */
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

/** The user that runs commands. */
export interface User {
  /** Without the group; `undefined`: unknown. */
  readonly name: string | undefined;
  /** Whether it is root; `undefined`: unknown. */
  readonly root: boolean | undefined;
  /** The instruction that sets it; absent: the base image's default. */
  readonly step?: Step<InstructionOf<'USER'>>;
}

/** A RUN with its commands and mounts. */
export interface RunStep extends Step<RunInstruction> {
  readonly scripts: readonly Script[];
  /** The commands of all its scripts. */
  readonly commands: readonly Command[];
  /**
   * Those of its commands for which `command.is(name, subcommand)` holds, in order; others are not looked at.
   *
   * @example run.commandsNamed('apt-get|apt', 'install')
   */
  commandsNamed(name: string, subcommand?: string): readonly Command[];
  /** The packages it installs, manager by manager. */
  readonly installs: readonly Install[];
  /** What one of its commands installs. */
  installsBy(command: Command): readonly Install[];
  /**
   * The user as whom one of its commands runs: the one in force, unless `sudo`, `su`, `gosu` or a similar program
   * changes it.
   */
  userOf(command: Command): User;
  readonly mounts: readonly RunMount[];
  /** Whether a cache or tmpfs mount covers a directory, so that files left there are not in the image. */
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
  /** The origin that its `from` names; `undefined`: the build context, or none at all. */
  readonly from: CopyOrigin | undefined;
}

/** A COPY or ADD that has all its arguments. */
export type CompleteCopy = CopyInstruction & { readonly destination: Fragment };

/** A COPY or ADD with its places. */
export interface CopyStep extends Step<CompleteCopy> {
  /**
   * As the builder reads them, after expansion, relative to the context or to the root of `from`. Heredocs are not
   * included.
   */
  readonly sources: readonly CopiedSource[];
  /** Absolute as far as it is known, without a slash at the end. */
  readonly destination: Value;
  /** Certainly a directory: it ends in a slash, or several files are copied there. */
  readonly intoDirectory: boolean;
  /** The origin that `--from` names; `undefined`: the build context. */
  readonly from: CopyOrigin | undefined;
  /** What it copies, as far as its sources show. */
  readonly content: CopiedContent;
  /** The places that it fills, as far as they are known: its destination, or the files that it creates there. */
  readonly destinationPaths: readonly string[];
}

/** What a COPY brings into the image. */
export interface CopiedContent {
  /** The names of certain single files, including here-documents. */
  readonly names: readonly string[];
  /** It also copies something else: a directory, an archive, or what only the build knows. */
  readonly isTree: boolean;
}

export interface CopiedSource {
  readonly word: Fragment;
  readonly value: Value;
}

/** The origin that `--from` names. `other`: a named context, or not known. */
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
