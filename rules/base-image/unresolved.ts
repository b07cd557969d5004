import { defineRule, type Stage, unknownParts, variablesOfFrom } from 'azml-lint';

export default defineRule({
  id: 'base-image/unresolved',
  title: 'Base image depends on an ARG without a value',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    unresolved:
      'The image to build on is known only when `{arg}` is given, and Azure ML builds an environment without build ' +
      'arguments. Give it a default (`ARG {arg}=…`), or lint with `--build-arg {arg}=…`.',
    declared: '`{arg}` is declared here without a default',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const arg = argInTheWay(stage);
      const word = stage.from.image;
      if (arg === undefined || !word) continue;
      const declaration = file.globalArgs.get(arg)?.pair;
      report({
        at: variablesOfFrom(stage).find(({ name }) => name === arg) ?? word,
        message: 'unresolved',
        data: { arg },
        related: declaration ? [{ at: declaration, message: 'declared', data: { arg } }] : [],
      });
    }
  },
});

/** The first ARG without a value that the image depends on. */
function argInTheWay({ base }: Stage): string | undefined {
  if (base.kind !== 'image' && base.kind !== 'unresolved') return undefined;
  return unknownParts(base.value).find(({ reason }) => reason === 'unset-arg')?.name;
}
