import {
  allCommands,
  baseName,
  type Command,
  defineRule,
  knownWord,
  type RunStep,
  type Stage,
  type Word,
} from 'azml-lint';
import {
  condaRootOf,
  type EnvironmentName,
  isEnvironmentAt,
  mayMakeEnvironment,
  packageAction,
  programsOf,
} from 'azml-lint/facts';

/** The environments that images of Azure ML have: `amlenv`, `minimal`, `mlflow`, `ptca`. Source: the catalog. */
const OF_IMAGES = [
  '/opt/miniconda/envs/amlenv',
  '/azureml-envs/minimal',
  '/azureml-envs/mlflow',
  '/opt/conda/envs/ptca',
];
/** Those that are asked for by name. */
const NAMES = ['amlenv', 'ptca'];

export default defineRule({
  id: 'conda/wrong-environment',
  title: 'The environment of another image is named',
  level: { inference: 'warning', training: 'warning', other: 'off' },
  messages: {
    absent:
      '`{image}` has no environment `{environment}`, and nothing here makes it: that of this image is `{prefix}`. Write `{instead}`.',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      const { stage } = run;
      const { image } = stage;
      const prefix = image?.pythonPrefix;
      if (!image || prefix === undefined) continue;
      for (const command of allCommands(run)) {
        const named = namedBy(run, command);
        if (!named || isGuarded(command) || isThere(stage, named, prefix)) continue;
        const { word, form } = named;
        report({
          at: word,
          message: 'absent',
          data: { image: image.name, environment: word.text, prefix, instead: form(prefix) },
        });
      }
    }
  },
});

/** `if [ -d /opt/conda/envs/ptca ]; then …`: a file for several images. */
function isGuarded({ context: { mayFail, inside } }: Command): boolean {
  return mayFail || inside.includes('if') || inside.includes('case');
}

interface Named {
  readonly word: Word;
  readonly environment: EnvironmentName;
  /** How the same command names another one. */
  readonly form: (prefix: string) => string;
}

function namedBy(run: RunStep, command: Command): Named | undefined {
  if (!command.is(programsOf('conda'))) return byPath(run, command);
  if (packageAction(command) === 'create') return undefined;
  const isActivation = packageAction(command) === 'activate';
  const word = isActivation ? command.targets[0] : command.flag('-n', '--name', '-p', '--prefix')?.value;
  const text = knownWord(run, command, word);
  if (!word || text === undefined) return undefined;
  const environment = text.includes('/') ? { prefix: text } : { name: text };
  return {
    word,
    environment,
    form: (prefix) => (isActivation ? `${command.head.text} ${prefix}` : `-p ${prefix}`),
  };
}

/** `/opt/miniconda/envs/amlenv/bin/pip`. */
function byPath(run: RunStep, command: Command): Named | undefined {
  const text = knownWord(run, command, command.nameWord);
  const [, prefix, program] = /^(.+)\/bin\/([^/]+)$/.exec(text ?? '') ?? [];
  if (!command.nameWord || prefix === undefined) return undefined;
  return { word: command.nameWord, environment: { prefix }, form: (other) => `${other}/bin/${program}` };
}

/** Anything that is not known to belong to another image may be there. */
function isThere(stage: Stage, { environment }: Named, prefix: string): boolean {
  const isKnown =
    'name' in environment ? NAMES.includes(environment.name) : OF_IMAGES.includes(environment.prefix);
  if (!isKnown || isEnvironmentAt(environment, prefix)) return true;
  const place =
    'prefix' in environment
      ? environment.prefix
      : `${condaRootOf(stage.image) ?? ''}/envs/${environment.name}`;
  return mayMakeEnvironment(stage, place) || baseName(prefix) === baseName(place);
}
