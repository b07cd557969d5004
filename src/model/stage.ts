import { isComplete } from '../dockerfile/completeness.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Dockerfile, FromInstruction, Instruction, InstructionOf } from '../dockerfile/tree.ts';
import { knownText, knownValue, unknownValue, type Value } from '../dockerfile/value.ts';
import { isPlain } from '../image/plain-images.ts';
import { DEFAULT_SHELL } from '../shell/interpreter.ts';
import type { Fragment } from '../text/fragment.ts';
import { pushTo } from '../text/multimap.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { familyOfBase, imageOfBase, resolveBase } from './base.ts';
import { ReadCopy } from './copies.ts';
import { isCopy, isRun } from './dataflow.ts';
import { envSettingsOf } from './env-settings.ts';
import { StageEnd } from './image-config.ts';
import type {
  Base,
  Binding,
  CompleteCopy,
  CopyStep,
  DockerfileModel,
  EndState,
  EnvSetting,
  PlatformFlag,
  RunStep,
  Stage,
  Step,
} from './model.ts';
import { ReadRun } from './runs.ts';
import { emptyScope } from './scope.ts';
import { isForServing } from './serving.ts';
import { EvaluatedState, lookUpValue, withBindings, withParts } from './state.ts';
import { ReadStep } from './step.ts';
import { defaultUser, parseUser } from './user.ts';
import { argBindings, envBindings, globalValue } from './variables.ts';
import { resolveValue } from './workdir.ts';

/** What reading a stage needs: the file, and the stages before it. The sets are filled after all stages are read. */
export interface StageContext {
  /** The model that the stages will be part of. */
  readonly file: () => DockerfileModel;
  readonly dockerfile: Dockerfile;
  readonly circumstances: AnalysisOptions;
  readonly globalArgs: ReadonlyMap<string, Binding>;
  readonly stages: readonly Stage[];
  /** The state at the end of each of them. */
  readonly ends: ReadonlyMap<Stage, EvaluatedState>;
  readonly named: ReadonlyMap<string, Stage>;
  readonly stageNames: ReadonlySet<string>;
  readonly copiedFrom: ReadonlySet<Stage>;
  readonly shipped: ReadonlySet<Stage>;
}

/** Reads one stage: its FROM and the instructions up to the next FROM. Also returns the state at its end. */
export function readStage(
  instructions: readonly Instruction[],
  around: StageContext,
): { readonly stage: Stage; readonly end: EvaluatedState } {
  const [from, ...rest] = instructions as readonly [FromInstruction, ...Instruction[]];
  const stage = new ReadStage(from, instructions[instructions.length - 1]!.end, around);
  for (const instruction of rest) if (isComplete(instruction)) stage.add(instruction);
  return { stage, end: stage.state };
}

class ReadStage implements Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: FromInstruction;
  readonly start: number;
  readonly end: number;
  readonly base: Base;
  readonly parent: Stage | undefined;
  readonly root: Stage;
  readonly family: Stage['family'];
  readonly image: Stage['image'];
  readonly platform: PlatformFlag | undefined;
  readonly steps: Step[] = [];
  readonly runs: RunStep[] = [];
  readonly copies: CopyStep[] = [];
  readonly atStart: EvaluatedState;
  readonly #around: StageContext;
  /** The state after the last instruction so far. */
  state: EvaluatedState;
  #atEnd: EndState | undefined;
  #serves: boolean | undefined;
  #envSettings: readonly EnvSetting[] | undefined;
  #stepsByName: ReadonlyMap<string, readonly Step[]> | undefined;

  constructor(from: FromInstruction, end: number, around: StageContext) {
    const { escape } = around.dockerfile;
    const lookUp = (name: string) => globalValue(name, around.globalArgs);
    const base = resolveBase(from, escape, around.named, lookUp);
    this.#around = around;
    this.index = around.stages.length;
    this.name = from.stageName && knownText(expand(from.stageName, escape, lookUp))?.toLowerCase();
    this.from = from;
    this.start = from.start;
    this.end = end;
    this.base = base;
    this.parent = base.kind === 'stage' ? base.stage : undefined;
    this.root = this.parent?.root ?? this;
    this.family = familyOfBase(base, around.circumstances.family);
    this.image = imageOfBase(base);
    this.platform = platformFlag(from, (word) => expand(word, escape, lookUp));
    this.atStart = this.parent ? around.ends.get(this.parent)! : startOf(base);
    this.state = this.atStart;
  }

  /** Adds the next instruction. */
  add(instruction: Instruction): void {
    const step = this.#stepOf(instruction, false);
    this.#collect(step);
    if (instruction.name === 'ONBUILD' && instruction.trigger)
      this.#collect(this.#stepOf(instruction.trigger, true));
    this.steps.push(step);
    this.state = afterInstruction(this.state, step, this.#around);
  }

  #stepOf(instruction: Instruction, onbuild: boolean): Step {
    const around = this.#around;
    const { escape } = around.dockerfile;
    const place = { stage: this, index: this.steps.length, before: this.state, escape, onbuild };
    if (instruction.name === 'RUN') return new ReadRun(instruction, place, around);
    return isCompleteCopy(instruction)
      ? new ReadCopy(instruction, place, around)
      : new ReadStep(instruction, place);
  }

  #collect(step: Step): void {
    if (isRun(step)) this.runs.push(step);
    else if (isCopy(step)) this.copies.push(step);
  }

  get file(): DockerfileModel {
    return this.#around.file();
  }

  get ancestors(): readonly Stage[] {
    return withParents(this);
  }

  get envSettings(): readonly EnvSetting[] {
    this.#envSettings ??= envSettingsOf(this);
    return this.#envSettings;
  }

  envSetting(name: string): EnvSetting | undefined {
    return this.envSettings.find((setting) => setting.name === name);
  }

  get atEnd(): EndState {
    this.#atEnd ??= new StageEnd(this.state, this);
    return this.#atEnd;
  }

  get serves(): boolean {
    this.#serves ??= isForServing(this.shipped ? this.#around.stages.at(-1)! : this);
    return this.#serves;
  }

  get final(): boolean {
    return this === this.#around.stages.at(-1);
  }

  get shipped(): boolean {
    return this.#around.shipped.has(this);
  }

  get copiedFrom(): boolean {
    return this.#around.copiedFrom.has(this);
  }

  stepsOf<Name extends Instruction['name']>(name: Name): readonly Step<InstructionOf<Name>>[] {
    this.#stepsByName ??= groupedByName(this.steps);
    return (this.#stepsByName.get(name) ?? []) as readonly Step<InstructionOf<Name>>[];
  }
}

/** A stage and those it builds on, root first. */
function withParents(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at: Stage | undefined = stage; at; at = at.parent) chain.push(at);
  return chain.reverse();
}

function platformFlag(
  { flags }: FromInstruction,
  valueOf: (word: Fragment) => Value,
): PlatformFlag | undefined {
  const flag = flags.find(({ name }) => name === 'platform');
  if (!flag?.value) return undefined;
  return { start: flag.start, end: flag.end, word: flag.value, value: valueOf(flag.value) };
}

function groupedByName(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    pushTo(groups, step.instruction.name, step);
  }
  return groups;
}

function isCompleteCopy(instruction: Instruction): instruction is CompleteCopy {
  return (instruction.name === 'COPY' || instruction.name === 'ADD') && instruction.destination !== undefined;
}

/** The state at the beginning of a stage that builds on an image. */
function startOf(base: Base): EvaluatedState {
  const image = imageOfBase(base);
  const plain = base.kind === 'scratch' || isPlainBase(base);
  const env = new Map<string, Binding>();
  if (plain) env.set('PATH', { name: 'PATH', value: unknownValue('base-image', 'PATH'), by: 'base' });
  for (const [name, text] of Object.entries(image?.environment ?? {})) {
    env.set(name, { name, value: knownValue(text), by: 'base' });
  }
  return new EvaluatedState({
    user: base.kind === 'scratch' ? defaultUser('root') : defaultUser(image?.defaultUser),
    shell: DEFAULT_SHELL,
    workdir: startingDirectory(base),
    envs: emptyScope(),
    args: emptyScope(),
    base: { env, complete: plain },
  });
}

function isPlainBase(base: Base): boolean {
  return base.kind === 'image' && isPlain(base.reference);
}

function startingDirectory(base: Base): Value {
  if (base.kind === 'scratch' || isPlainBase(base)) return knownValue('/');
  const workdir = imageOfBase(base)?.workdir;
  return workdir === undefined ? unknownValue('base-image', 'WORKDIR') : knownValue(workdir);
}

/** The state after an instruction. */
function afterInstruction(state: EvaluatedState, step: Step, around: StageContext): EvaluatedState {
  const { instruction } = step;
  const { escape } = around.dockerfile;
  const lookUp = (name: string) => lookUpValue(state, name);
  switch (instruction.name) {
    case 'ARG': {
      const { buildArgs } = around.circumstances;
      return withBindings(
        state,
        'ARG',
        argBindings(instruction.pairs, escape, buildArgs, around.globalArgs, lookUp),
      );
    }
    case 'ENV':
      return withBindings(state, 'ENV', envBindings(instruction.pairs, escape, lookUp));
    case 'USER': {
      const [word] = instruction.args;
      return word
        ? withParts(state, {
            user: { ...parseUser(step.value(word)), step: step as NonNullable<typeof state.user.step> },
          })
        : state;
    }
    case 'WORKDIR': {
      const [word] = instruction.args;
      return word ? withParts(state, { workdir: resolveValue(state.workdir, step.value(word)) }) : state;
    }
    case 'SHELL':
      return instruction.json
        ? withParts(state, { shell: { words: instruction.args.map(({ text }) => text) } })
        : state;
    default:
      return state;
  }
}
