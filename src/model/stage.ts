import { isComplete } from '../dockerfile/completeness.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Dockerfile, FromInstruction, Instruction, InstructionOf } from '../dockerfile/tree.ts';
import { knownText, knownValue, unknownValue, type Value } from '../dockerfile/value.ts';
import { isPlain } from '../image/plain-images.ts';
import { DEFAULT_SHELL } from '../shell/interpreter.ts';
import type { Fragment } from '../text/fragment.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { familyOfBase, imageOfBase, resolveBase } from './base.ts';
import { copyFacts } from './copies.ts';
import { isCopy, isRun } from './dataflow.ts';
import { envSettingsOf } from './env-settings.ts';
import { endState } from './image-config.ts';
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
import { runFacts } from './runs.ts';
import { emptyScope } from './scope.ts';
import { isForServing } from './serving.ts';
import { type EvaluatedState, lookUpValue, stateOf, withBindings, withParts } from './state.ts';
import { defaultUser, parseUser } from './user.ts';
import { argBindings, envBindings, globalValue } from './variables.ts';
import { resolveValue } from './workdir.ts';

/** What a stage is read in: the file, and what came before. The sets are filled once all stages are read. */
export interface StageContext {
  /** The facts that the stages will be part of. */
  readonly file: () => DockerfileModel;
  readonly dockerfile: Dockerfile;
  readonly circumstances: AnalysisOptions;
  readonly globalArgs: ReadonlyMap<string, Binding>;
  readonly stages: readonly Stage[];
  /** What holds at the end of each of them. */
  readonly ends: ReadonlyMap<Stage, EvaluatedState>;
  readonly named: ReadonlyMap<string, Stage>;
  readonly stageNames: ReadonlySet<string>;
  readonly copiedFrom: ReadonlySet<Stage>;
  readonly shipped: ReadonlySet<Stage>;
}

/** Reads one stage: its FROM and the instructions up to the next. Also gives what holds at its end. */
export function readStage(
  instructions: readonly Instruction[],
  around: StageContext,
): { readonly stage: Stage; readonly end: EvaluatedState } {
  const [from, ...rest] = instructions as readonly [FromInstruction, ...Instruction[]];
  const { escape } = around.dockerfile;
  const lookUp = (name: string) => globalValue(name, around.globalArgs);
  const base = resolveBase(from, escape, around.named, lookUp);
  const parent = base.kind === 'stage' ? base.stage : undefined;
  const root = parent?.root;
  const steps: Step[] = [];
  const runs: RunStep[] = [];
  const copies: CopyStep[] = [];
  const atStart = parent ? around.ends.get(parent)! : startOf(base);
  const name = from.stageName && knownText(expand(from.stageName, escape, lookUp))?.toLowerCase();

  let serves: boolean | undefined;
  let envSettings: readonly EnvSetting[] | undefined;
  let byName: ReadonlyMap<string, readonly Step[]> | undefined;
  let state: EvaluatedState = atStart;
  let atEnd: EndState | undefined;
  const stage: Stage = {
    get file() {
      return around.file();
    },
    index: around.stages.length,
    name,
    from,
    start: from.start,
    end: instructions[instructions.length - 1]!.end,
    base,
    parent,
    get root() {
      return root ?? stage;
    },
    family: familyOfBase(base, around.circumstances.family),
    get ancestors() {
      return withParents(stage);
    },
    get envSettings() {
      envSettings ??= envSettingsOf(stage);
      return envSettings;
    },
    envSetting: (wanted) => stage.envSettings.find((setting) => setting.name === wanted),
    get serves() {
      serves ??= isForServing(stage.shipped ? around.stages[around.stages.length - 1]! : stage);
      return serves;
    },
    image: imageOfBase(base),
    platform: platformFlag(from, (word) => expand(word, escape, lookUp)),
    steps,
    runs,
    copies,
    atStart,
    get atEnd() {
      atEnd ??= endState(state, stage);
      return atEnd;
    },
    get final() {
      return stage === around.stages[around.stages.length - 1];
    },
    get shipped() {
      return around.shipped.has(stage);
    },
    get copiedFrom() {
      return around.copiedFrom.has(stage);
    },
    stepsOf: (wanted) => {
      byName ??= groupedByName(steps);
      return (byName.get(wanted) ?? []) as readonly Step<InstructionOf<typeof wanted>>[];
    },
  };

  for (const [index, instruction] of rest.filter(isComplete).entries()) {
    const step = withFacts(stepOf(instruction, stage, index, state, escape, false));
    steps.push(step);
    collect(step);
    if (instruction.name === 'ONBUILD' && instruction.trigger) {
      collect(withFacts(stepOf(instruction.trigger, stage, index, state, escape, true)));
    }
    state = afterInstruction(state, step, around);
  }
  return { stage, end: state };

  function withFacts(step: Step): Step {
    if (isStep(step, 'RUN')) return runFacts(step, around);
    return isCompleteCopy(step) ? copyFacts(step, around) : step;
  }

  function collect(step: Step): void {
    if (isRun(step)) runs.push(step);
    else if (isCopy(step)) copies.push(step);
  }
}

/** A stage and those it builds on, the first of them first. */
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
    const group = groups.get(step.instruction.name);
    if (group) group.push(step);
    else groups.set(step.instruction.name, [step]);
  }
  return groups;
}

function isCompleteCopy(step: Step): step is Step<CompleteCopy> {
  const { instruction } = step;
  return (instruction.name === 'COPY' || instruction.name === 'ADD') && instruction.destination !== undefined;
}

function isStep<Name extends Instruction['name']>(step: Step, name: Name): step is Step<InstructionOf<Name>> {
  return step.instruction.name === name;
}

function stepOf(
  instruction: Instruction,
  stage: Stage,
  index: number,
  before: EvaluatedState,
  escape: '\\' | '`',
  onbuild: boolean,
): Step {
  const { start, end } = instruction;
  const value = (word: Parameters<typeof expand>[0]) =>
    expand(word, escape, (name) => lookUpValue(before, name));
  return { instruction, stage, index, start, end, onbuild, before, value };
}

/** What holds at the beginning of a stage that builds on an image. */
function startOf(base: Base): EvaluatedState {
  const image = imageOfBase(base);
  const plain = base.kind === 'scratch' || isPlainBase(base);
  const env = new Map<string, Binding>();
  if (plain) env.set('PATH', { name: 'PATH', value: unknownValue('base-image', 'PATH'), by: 'base' });
  for (const [name, text] of Object.entries(image?.environment ?? {})) {
    env.set(name, { name, value: knownValue(text), by: 'base' });
  }
  return stateOf({
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

/** What holds after an instruction. */
function afterInstruction(state: EvaluatedState, step: Step, around: StageContext): EvaluatedState {
  const { instruction } = step;
  const { escape } = around.dockerfile;
  const lookUp = (name: string) => lookUpValue(state, name);
  if (isStep(step, 'USER')) {
    const [word] = step.instruction.args;
    return word ? withParts(state, { user: { ...parseUser(step.value(word)), step } }) : state;
  }
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
