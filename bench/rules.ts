import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { dockerfileKind } from '../src/kinds/dockerfile/kind.ts';
import { analyze } from '../src/model/analyze.ts';
import type { DockerfileModel } from '../src/model/model.ts';
import { findingsOf, isOn } from '../src/rule/check.ts';
import { isAboutKind } from '../src/rule/rule.ts';
import type { Settings } from '../src/rule/settings.ts';

/** What is done before the rules. */
export const steps: readonly string[] = ['parsing', 'model', 'shell'];

/** Times in milliseconds. */
export interface Cost {
  /** What takes the time: a step before the rules, or the id of a rule. */
  readonly of: string;
  /** In the order of a run: the first rule that asks a question pays for its answer. */
  first: number;
  /** On a second run, when all answers are known: the rule's own cost. */
  again: number;
}

/**
 * The cost of some files: the steps before the rules, and each rule. Rules about suppressions run after all others and
 * are left out.
 */
export function costs(texts: readonly string[], settings: Settings): readonly Cost[] {
  const parsing = costOf('parsing');
  const model = costOf('model');
  const shell = costOf('shell');
  const finders = settings.rules
    .filter((setting) => isOn(setting) && setting.rule.about !== 'suppressions')
    .filter(({ rule }) => isAboutKind(rule, dockerfileKind.id))
    .map((setting) => ({ setting, cost: costOf(setting.rule.id) }));
  for (const text of texts) {
    const dockerfile = spent(parsing, 'first', () => parseDockerfile(text, { asMeant: true }));
    const file = spent(model, 'first', () => analyze(dockerfile, settings));
    spent(shell, 'first', () => readCommands(file));
    for (const round of ['first', 'again'] as const) {
      for (const { setting, cost } of finders)
        spent(cost, round, () => findingsOf(setting, file, dockerfileKind));
    }
  }
  return [parsing, model, shell, ...finders.map(({ cost }) => cost)];
}

/** Reads the commands, which are otherwise read when they are first needed. */
function readCommands({ runs }: DockerfileModel): number {
  return runs.reduce((sum, { commands }) => sum + commands.length, 0);
}

function costOf(what: string): Cost {
  return { of: what, first: 0, again: 0 };
}

function spent<Result>(cost: Cost, round: 'first' | 'again', work: () => Result): Result {
  const start = performance.now();
  const result = work();
  cost[round] += performance.now() - start;
  return result;
}
