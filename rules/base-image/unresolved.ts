import { defineRule, type Stage, unknownParts } from 'azml-lint';
import { variablesOfFrom } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/unresolved',
  title: 'Base image depends on an ARG without a value',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    unresolved:
      'Which image this is depends on {args}: there is no default, and Azure ML builds environments without build ' +
      'arguments. Write one into the ARG (`ARG {first}=…`), or lint with `--build-arg {first}=…`.',
    declared: '`{arg}` is declared here without a default',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const args = argsWithoutValue(stage);
      const [first] = args;
      const word = stage.from.image;
      if (first === undefined || !word) continue;
      report({
        at: variablesOfFrom(stage).find(({ name }) => args.includes(name)) ?? word,
        message: 'unresolved',
        data: { first, args: args.map((arg) => `\`${arg}\``).join(' and ') },
        related: args.flatMap((arg) => {
          const declaration = file.globalArgs.get(arg)?.pair;
          return declaration ? [{ at: declaration, message: 'declared' as const, data: { arg } }] : [];
        }),
      });
    }
  },
});

/** The ARGs without a value that the image depends on. */
function argsWithoutValue({ base }: Stage): readonly string[] {
  if (base.kind !== 'image' && base.kind !== 'unresolved') return [];
  const unset = unknownParts(base.value).filter(({ reason }) => reason === 'unset-arg');
  return [...new Set(unset.map(({ name }) => name))];
}
