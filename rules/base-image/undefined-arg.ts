import { closestMatch, type DockerfileModel, defineRule, positionAt, type Stage } from 'azml-lint';
import { isImageReference, variablesOfFrom } from 'azml-lint/facts';

/** With more ARGs there is no suggestion: comparing with each takes too long. */
const MOST_TO_COMPARE = 100;

export default defineRule({
  id: 'base-image/undefined-arg',
  aliases: { UndefinedArgInFrom: 'same' },
  title: 'FROM uses an ARG that is not declared before the first FROM',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    misspelled:
      'No ARG before the first FROM declares `{name}`, so it has no value here. Did you mean `{meant}`?',
    inStage:
      '`{name}` has no value here: a FROM sees only ARGs that stand before the first FROM. Move the ARG of line {line} there.',
    undeclared:
      'No ARG declares `{name}`, so it has no value here, and `--build-arg {name}=…` does not give it one. Add ' +
      '`ARG {name}=…` before the first FROM.',
    declared: 'Declared here, inside a stage',
  },
  check({ file, report }) {
    const inStages = argsOfStages(file);
    for (const stage of file.stages) {
      const undeclared = variablesOfFrom(stage).filter(
        (use) => !use.declared && !isQuotedAway(use.name, file),
      );
      const severity = stopsBuild(stage) ? 'error' : undefined;
      for (const use of new Map(undeclared.map((one) => [one.name, one])).values()) {
        const { name } = use;
        const meant = suggestionFor(name, file);
        const pair = inStages.get(name);
        const line = pair && positionAt(file.source, pair.start).line;
        if (pair && line !== undefined)
          report({
            at: use,
            message: 'inStage',
            data: { name, line },
            severity,
            related: [{ at: pair, message: 'declared' }],
          });
        else if (meant !== undefined)
          report({ at: use, message: 'misspelled', data: { name, meant }, severity });
        else report({ at: use, message: 'undeclared', data: { name }, severity });
      }
    }
  },
});

/** Whether nothing can be built without the value. */
function stopsBuild({ base, platform }: Stage): boolean {
  const isEmptyPlatform = platform?.value.parts.length === 0;
  return isEmptyPlatform || (base.kind === 'invalid' && !isImageReference(base.text));
}

/** `ARG "NAME=value"` declares `"NAME`: the quote is the mistake, which dockerfile/syntax-error reports. */
function isQuotedAway(name: string, { globalArgs }: DockerfileModel): boolean {
  return globalArgs.has(`"${name}`) || globalArgs.has(`'${name}`);
}

/** The first ARG of each name inside a stage. */
function argsOfStages({ stages }: DockerfileModel) {
  const pairs = stages.flatMap((stage) =>
    stage.stepsOf('ARG').flatMap(({ instruction }) => instruction.pairs),
  );
  return new Map(pairs.reverse().map((pair) => [pair.name.text, pair]));
}

function suggestionFor(name: string, { globalArgs }: DockerfileModel): string | undefined {
  if (globalArgs.size > MOST_TO_COMPARE) return undefined;
  return closestMatch(name, globalArgs.keys(), Math.min(2, name.length - 1));
}
