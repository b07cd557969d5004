import { defineRule, type Stage, unknownParts } from 'azml-lint';
import { invalidWithoutArguments, managedBuildOf, variablesOfFrom } from 'azml-lint/facts';

export default defineRule({
  id: 'base-image/unresolved',
  title: 'Base image depends on an ARG without a value',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    unresolved:
      'Which image this is depends on {args}: there is no default, and Azure ML builds environments without build ' +
      'arguments. Write one into the ARG (`ARG {first}=…`), or lint with `--build-arg {first}=…`.',
    stops:
      'There is no default for {args}, and Azure ML builds without build arguments: this is then {left}, and the build stops. Write one into ' +
      'the ARG: `ARG {first}=…`.',
    named: 'This makes Azure ML build the image',
    declared: '`{arg}` is declared here without a default',
  },
  check({ file, report }) {
    const managed = managedBuildOf(file);
    for (const stage of file.stages) {
      const args = argsWithoutValue(stage);
      const [first] = args;
      const word = stage.from.image;
      if (first === undefined || !word) continue;
      const text = managed && invalidWithoutArguments(stage);
      const told = { first, args: args.map((arg) => `\`${arg}\``).join(' and ') };
      const declared = args.flatMap((arg) => {
        const at = file.globalArgs.get(arg)?.pair;
        return at ? [{ at, message: 'declared', data: { arg } } as const] : [];
      });
      const at = variablesOfFrom(stage).find(({ name }) => args.includes(name)) ?? word;
      if (!managed || text === undefined) {
        report({ at, message: 'unresolved', data: told, related: declared });
      } else {
        const left = text === '' ? 'empty' : `\`${text}\`, which is no image`;
        const named = managed.namedAt.map((place) => ({ at: place, message: 'named' }) as const);
        report({
          at,
          message: 'stops',
          data: { ...told, left },
          severity: 'error',
          related: [...declared, ...named],
        });
      }
    }
  },
});

/** The ARGs without a value that the image depends on. */
function argsWithoutValue({ base }: Stage): readonly string[] {
  if (base.kind !== 'image' && base.kind !== 'unresolved') return [];
  const unset = unknownParts(base.value).filter(({ reason }) => reason === 'unset-arg');
  return [...new Set(unset.map(({ name }) => name))];
}
