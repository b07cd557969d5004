/**
 * The settings of an image for its containers: ENTRYPOINT, CMD, HEALTHCHECK, STOPSIGNAL, LABEL and EXPOSE, as a stage
 * inherits them from the one that it builds on. Source: https://docs.docker.com/reference/dockerfile/
 */
import { knownText } from '../dockerfile/value.ts';
import { memoized } from '../text/memoized.ts';
import type { DockerfileModel, EndState, ExposedPort, Label, Stage, StopSignal } from './model.ts';
import { emptyScope, extendScope, findInScope, type Scope, scopeEntries } from './scope.ts';
import { EvaluatedState } from './state.ts';

/** The state at the end of a stage with the configuration of its image, which is worked out when it is first needed. */
export class StageEnd extends EvaluatedState implements EndState {
  readonly #stage: Stage;

  constructor({ parts }: EvaluatedState, stage: Stage) {
    super(parts);
    this.#stage = stage;
  }

  get entrypoint(): EndState['entrypoint'] {
    return entrypoints(this.#stage.file).get(this.#stage);
  }

  get cmd(): EndState['cmd'] {
    return commands(this.#stage.file).get(this.#stage);
  }

  get healthcheck(): EndState['healthcheck'] {
    return healthchecks(this.#stage.file).get(this.#stage);
  }

  get stopSignal(): StopSignal | undefined {
    return stopSignals(this.#stage.file).get(this.#stage);
  }

  get exposed(): readonly ExposedPort[] {
    return this.#stage.ancestors.flatMap(portsOf);
  }

  label(name: string): Label | undefined {
    return findInScope(this.#labels, name);
  }

  labels(): readonly Label[] {
    return [...scopeEntries(this.#labels).values()];
  }

  get #labels(): Scope<Label> {
    return labels(this.#stage.file).get(this.#stage)!;
  }
}

const entrypoints = inherited<EndState['entrypoint']>(
  undefined,
  (before, stage) => stage.stepsOf('ENTRYPOINT').at(-1) ?? before,
);

/** "If CMD is defined from the base image, setting ENTRYPOINT will reset CMD to an empty value." */
const commands = inherited<EndState['cmd']>(undefined, (before, stage) => {
  const isReset = stage.stepsOf('ENTRYPOINT').length > 0;
  return stage.stepsOf('CMD').at(-1) ?? (isReset ? undefined : before);
});

const healthchecks = inherited<EndState['healthcheck']>(
  undefined,
  (before, stage) => stage.stepsOf('HEALTHCHECK').at(-1) ?? before,
);

const stopSignals = inherited<StopSignal | undefined>(undefined, (before, stage) => {
  const step = stage.stepsOf('STOPSIGNAL').at(-1);
  const [word] = step?.instruction.args ?? [];
  return step && word ? { word, value: step.value(word), step } : before;
});

const labels = inherited<Scope<Label>>(emptyScope(), (before, stage) => extendScope(before, labelsOf(stage)));

/** The labels that a stage sets itself. A label whose name only the build knows is left out. */
function labelsOf(stage: Stage): ReadonlyMap<string, Label> {
  const own = new Map<string, Label>();
  for (const step of stage.stepsOf('LABEL')) {
    for (const pair of step.instruction.pairs) {
      const name = knownText(step.value(pair.name));
      const value = pair.value ? step.value(pair.value) : { parts: [] };
      if (name !== undefined) own.set(name, { name, value, pair, step });
    }
  }
  return own;
}

function portsOf(stage: Stage): readonly ExposedPort[] {
  return stage
    .stepsOf('EXPOSE')
    .flatMap((step) => step.instruction.args.map((word) => ({ word, value: step.value(word), step })));
}

/** A value at the end of each stage, from the stage itself and from the value of the stage that it builds on. */
function inherited<T>(
  atFirst: T,
  next: (before: T, stage: Stage) => T,
): (file: DockerfileModel) => ReadonlyMap<Stage, T> {
  return memoized(({ stages }: DockerfileModel) => {
    const atEnd = new Map<Stage, T>();
    for (const stage of stages)
      atEnd.set(stage, next(stage.parent ? atEnd.get(stage.parent)! : atFirst, stage));
    return atEnd;
  });
}
