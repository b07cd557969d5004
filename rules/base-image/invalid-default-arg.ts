import { defineRule, type Stage } from 'azml-lint';
import { invalidWithoutArguments, managedBuildOf, variablesOfFrom } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/invalid-default-arg',
  aliases: { InvalidDefaultArgInFrom: 'differs' },
  presetOptions: { buildkit: { emptyArgs: true } },
  title: 'FROM is no valid image reference with the defaults of its ARGs',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    defaults:
      'With the defaults of its ARGs, `{written}` is `{text}`, which is no image reference: the build fails unless build ' +
      'arguments are given, and Azure ML gives none. Give it a default before the first FROM: `ARG {name}=…`.',
  },
  options: {
    defaults: { emptyArgs: false },
    schema: {
      emptyArgs: {
        type: 'boolean',
        description:
          'Whether an ARG that has no default, or is not declared, counts as empty, as it does for BuildKit. Else ' +
          '`base-image/unresolved` and `base-image/undefined-arg` speak about it, and this rule does not.',
      },
    },
  },
  check({ file, options, report }) {
    const managed = managedBuildOf(file);
    for (const stage of file.stages) {
      const word = stage.from.image;
      const text = word && invalidText(stage, options.emptyArgs);
      const variable = variableIn(stage);
      if (!word || text === undefined || !variable) continue;
      report({
        at: word,
        message: 'defaults',
        data: { written: word.text, text, name: variable.name },
        severity: managed && 'error',
      });
    }
  },
});

/** The value of FROM, if it is not an image reference. */
function invalidText(stage: Stage, emptyArgs: boolean): string | undefined {
  const { base } = stage;
  if (base.kind === 'invalid') {
    const complete = variablesOfFrom(stage).every(({ declared }) => declared);
    return complete || emptyArgs ? base.text : undefined;
  }
  return emptyArgs ? invalidWithoutArguments(stage) : undefined;
}

/** The first variable in FROM; without a variable, the text itself is wrong, and dockerfile/syntax-error reports it. */
function variableIn(stage: Stage) {
  const { image } = stage.from;
  return variablesOfFrom(stage).find(({ start, end }) => image && image.start <= start && end <= image.end);
}
