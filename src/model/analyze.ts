import { readPlaceholders } from '../dockerfile/placeholders.ts';
import type { Dockerfile, FromInstruction, Instruction } from '../dockerfile/tree.ts';
import type { CommandIndex } from '../shell/command-index.ts';
import { slice } from '../text/fragment.ts';
import { lastAt } from '../text/search.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { imagesOf } from './images.ts';
import { lazyContext } from './lazy-context.ts';
import type { DockerfileModel, RunCommand, Stage } from './model.ts';
import { indexOfCommands } from './runs.ts';
import { readStage, type StageContext } from './stage.ts';
import type { EvaluatedState } from './state.ts';
import { unknownSurroundings } from './surroundings.ts';
import { unusedStages } from './unused-stages.ts';
import { globalBindings } from './variables.ts';

/** Works out the state at each instruction of a file. */
export function analyze(parsed: Dockerfile, circumstances: AnalysisOptions): DockerfileModel {
  const { dockerfile, placeholders } = circumstances.tellsPlaceholders
    ? readPlaceholders(parsed)
    : { dockerfile: parsed, placeholders: [] };
  const [before, ...groups] = splitAtFrom(withFrom(dockerfile.instructions));
  const globalArgs = globalBindings(before ?? [], dockerfile.escape, circumstances.buildArgs);
  const stages: Stage[] = [];
  const ends = new Map<Stage, EvaluatedState>();
  const named = new Map<string, Stage>();
  const copiedFrom = new Set<Stage>();
  const shipped = new Set<Stage>();
  const stageNames = new Set(groups.flatMap(([from]) => nameOfStage(from)));
  const around: StageContext = {
    file: () => file,
    dockerfile,
    circumstances,
    globalArgs,
    stages,
    ends,
    named,
    stageNames,
    copiedFrom,
    shipped,
  };

  for (const group of groups) {
    const { stage, end } = readStage(group, around);
    stages.push(stage);
    ends.set(stage, end);
    if (stage.name !== undefined) named.set(stage.name, stage);
  }
  const finalStage = stages[stages.length - 1];
  for (let stage = finalStage; stage !== undefined; stage = stage.parent) shipped.add(stage);
  for (const stage of stages) for (const origin of stagesReadBy(stage)) copiedFrom.add(origin);

  const surroundings = circumstances.surroundings ?? unknownSurroundings;
  const runs = stages.flatMap((stage) => stage.runs);
  let commands: CommandIndex<RunCommand> | undefined;
  const file: DockerfileModel = {
    kind: 'dockerfile',
    source: dockerfile.source,
    dockerfile,
    placeholders,
    now: circumstances.now,
    tellsOfImages: circumstances.tellsOfImages ?? new Set(),
    images: imagesOf(stages),
    unused: circumstances.tellsUnusedStages ? unusedStages(stages) : [],
    surroundings,
    context: lazyContext(() => surroundings.contextOf(file)),
    buildArgs: circumstances.buildArgs,
    globalArgs,
    stages,
    finalStage,
    runs,
    copies: stages.flatMap(({ copies }) => copies),
    commandsNamed: (name, subcommand) => {
      commands ??= indexOfCommands(runs);
      return commands.named(name, subcommand);
    },
    stageAt: (offset) => stages[lastAt(stages.length, (index) => stages[index]!.start, offset)],
  };
  return file;
}

/**
 * A file without any FROM is a part of one: its instructions are those of a stage on an unknown image. The FROM that it
 * lacks has no text.
 */
function withFrom(instructions: readonly Instruction[]): readonly Instruction[] {
  const first = instructions.find(({ name }) => name !== 'ARG');
  if (first === undefined || instructions.some(({ name }) => name === 'FROM')) return instructions;
  const at = instructions[0]!;
  const nothing = slice(at.keyword, 0, 0);
  const { start, end } = nothing;
  const { startLine } = at;
  const from: FromInstruction = {
    name: 'FROM',
    start,
    end,
    keyword: nothing,
    rest: nothing,
    flags: [],
    args: [],
    json: false,
    heredocs: [],
    startLine,
    endLine: startLine,
    onbuild: false,
  };
  return [from, ...instructions];
}

/** The instructions before the first FROM, then those of each stage, FROM first. */
function splitAtFrom(instructions: readonly Instruction[]): Instruction[][] {
  const groups: Instruction[][] = [[]];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') groups.push([]);
    groups[groups.length - 1]!.push(instruction);
  }
  return groups;
}

/** The name that a FROM gives its stage, in lower case. */
function nameOfStage(from: Instruction | undefined): readonly string[] {
  return from?.name === 'FROM' && from.stageName ? [from.stageName.text.toLowerCase()] : [];
}

/** The stages that a stage copies or mounts from. */
function* stagesReadBy({ copies, runs }: Stage): Iterable<Stage> {
  for (const { from } of [...copies, ...runs.flatMap(({ mounts }) => mounts)]) {
    if (from?.kind === 'stage') yield from.stage;
  }
}
