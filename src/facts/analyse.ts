import type { Dockerfile, Instruction } from '../dockerfile/tree.ts';
import { copyOrigin } from './copies.ts';
import type { File, Stage } from './file.ts';
import { readStage, type Surroundings } from './stage.ts';
import { globalBindings } from './variables.ts';

/** What the facts of a file depend on, besides its text. */
export interface Circumstances {
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly now: string;
  /** The family to assume for every stage that builds on an image. */
  readonly family?: 'inference' | 'training' | 'other' | undefined;
}

/** Finds out what holds at each instruction of a file. */
export function analyse(dockerfile: Dockerfile, circumstances: Circumstances): File {
  const [before, ...groups] = splitAtFrom(dockerfile.instructions);
  const globalArgs = globalBindings(before ?? [], dockerfile.escape, circumstances.buildArgs);
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  const copiedFrom = new Set<Stage>();
  const shipped = new Set<Stage>();
  const surroundings: Surroundings = {
    file: () => file,
    dockerfile,
    circumstances,
    globalArgs,
    stages,
    named,
    copiedFrom,
    shipped,
  };

  for (const group of groups) {
    const stage = readStage(group, surroundings);
    stages.push(stage);
    if (stage.name !== undefined) named.set(stage.name, stage);
  }
  const finalStage = stages[stages.length - 1];
  for (let stage = finalStage; stage !== undefined; stage = stage.parent) shipped.add(stage);
  for (const stage of stages) for (const origin of stagesReadBy(stage, surroundings)) copiedFrom.add(origin);

  const file: File = {
    source: dockerfile.source,
    dockerfile,
    now: circumstances.now,
    globalArgs,
    stages,
    finalStage,
    runs: stages.flatMap(({ runs }) => runs),
    copies: stages.flatMap(({ copies }) => copies),
    suppressions: [],
    malformedSuppressions: [],
    ruleNames: [],
    stageAt: (offset) => stageAt(stages, offset),
  };
  return file;
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

/** The stages that a stage copies or mounts from. */
function* stagesReadBy(stage: Stage, surroundings: Surroundings): Iterable<Stage> {
  for (const { from } of stage.copies) if (from?.kind === 'stage') yield from.stage;
  for (const run of stage.runs) {
    for (const mount of run.instruction.mounts) {
      const from = mount.options.find(({ key }) => key === 'from');
      const origin = from && copyOrigin(from.value, run, surroundings);
      if (origin?.kind === 'stage') yield origin.stage;
    }
  }
}

function stageAt(stages: readonly Stage[], offset: number): Stage | undefined {
  let low = 0;
  let high = stages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const stage = stages[middle]!;
    if (offset < stage.start) high = middle - 1;
    else if (middle < stages.length - 1 && offset >= stages[middle + 1]!.start) low = middle + 1;
    else return stage;
  }
  return undefined;
}
