import { defineRule, type RunStep, type Word } from 'azml-lint';
import { absentEnvironments, activatesAnother, type CatalogImage, isPlainShell } from 'azml-lint/facts';

const VARIABLE = 'CONDA_PREFIX';
const USE = /\$(?:CONDA_PREFIX\b|\{CONDA_PREFIX\})/;

export default defineRule({
  id: 'conda/activated-not-created',
  title: 'An environment that nobody has made is active',
  level: { inference: 'error', training: 'info', other: 'off' },
  messages: {
    absent:
      '{variables} into `{prefix}`, which `{image}` does not have and nothing here makes: its Python and its packages are not found. ' +
      'Make it before, or name that of the image, `{own}`.',
    unset:
      '`$CONDA_PREFIX` is empty here: `conda activate` sets it, and `{image}` does not. Write `{own}`, its environment, in its place.',
    also: 'and here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    for (const { prefix, places } of stage ? absentEnvironments(stage) : []) {
      const [first, ...others] = places;
      if (!first) continue;
      const names = places.map(({ variable }) => `\`${variable}\``);
      const variables = names.length === 1 ? `${names[0]} points` : `${names.join(' and ')} point`;
      const { name, pythonPrefix } = stage!.image!;
      report({
        at: first.at,
        message: 'absent',
        data: { variables, prefix, image: name, own: pythonPrefix! },
        related: others.map(({ at }) => ({ at, message: 'also' })),
      });
    }
    for (const run of file.runs) {
      const own = lacksVariable(run.stage.image) ? run.stage.image?.pythonPrefix : undefined;
      const word = own === undefined ? undefined : useOf(run);
      if (word && own !== undefined)
        report({ at: word, message: 'unset', data: { image: run.stage.image!.name, own } });
    }
  },
});

/** The bases; the environments of Azure ML's curated images often set it. */
function lacksVariable(image: CatalogImage | undefined): boolean {
  if (!image || image.environment[VARIABLE] !== undefined) return false;
  return ['inference-minimal', 'inference-base', 'curated-inference', 'training-base-openmpi'].includes(
    image.family,
  );
}

/** The first word that needs it, unless the shell or the script may set it. */
function useOf(run: RunStep): Word | undefined {
  const { before, commands } = run;
  if (before.variable(VARIABLE) || !isPlainShell(before.shell)) return undefined;
  for (const command of commands) {
    const sets = command.assignments.some(({ name }) => name === VARIABLE) || activatesAnother(command);
    if (sets || command.is('source|.|eval') || command.wrappers.some(({ name }) => name !== 'sudo'))
      return undefined;
    const word = command.words.find(({ literal, raw }) => !literal && USE.test(raw.text));
    if (word) return word;
  }
  return undefined;
}
