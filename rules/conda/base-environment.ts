import { type Command, defineRule, type RunStep, type Stage } from 'azml-lint';
import {
  type EnvironmentName,
  isPlainShell,
  madeEnvironments,
  type PlacedInstall,
  placedInstalls,
  programsOf,
  unknownEnvironments,
} from 'azml-lint/facts';

/** Programs that are needed to make an environment, or beside any, whatever the Python. */
const TOOLS =
  /^(?:pip|setuptools|wheel|uv|pipx|pip-tools|virtualenv|poetry|conda(?:-.+)?|mamba|libmamba.*|boa|azure-cli|awscli|azcopy|pre-commit)$/;
/** What conda itself is made of: another version of it is a patch, and is of use there alone. */
const PARTS =
  /^(?:idna|certifi|urllib3|requests|cryptography|charset-normalizer|cffi|pycparser|pyopenssl|pysocks|tqdm|brotli.*|zstandard|ruamel[.-]yaml.*|truststore|packaging|platformdirs|pluggy|jsonpatch|jsonpointer|distro|boltons|frozendict|archspec|menuinst)$/;
const MOST_RELATED = 5;

export default defineRule({
  id: 'conda/base-environment',
  title: 'Packages are installed into the base environment of conda',
  level: { inference: 'off', training: 'info', other: 'off' },
  messages: {
    base:
      '`{command}` changes the base environment of `{image}`, whose Python moves from tag to tag (3.10 to 3.12 in 2026): make one ' +
      'of your own before, and put it on PATH: `conda create -y -p /azureml-envs/job python=3.12`, `ENV PATH=/azureml-envs/job/bin:$PATH`.',
    also: 'this does, too',
  },
  check({ file, report }) {
    for (const stage of file.stages) {
      const [first, ...others] = isTrainingBase(stage) ? installsIntoBase(stage) : [];
      if (!first) continue;
      const related = others.slice(0, MOST_RELATED).map(({ command }) => ({
        at: command.head,
        message: 'also' as const,
      }));
      const data = { command: first.command.head.text, image: stage.image!.name };
      report({ at: first.command.head, message: 'base', data, related });
    }
  },
});

/** A training base with Open MPI keeps its Python in conda itself; the older ones no longer change. */
function isTrainingBase({ shipped, serves, image }: Stage): boolean {
  return shipped && !serves && image?.family === 'training-base-openmpi';
}

function installsIntoBase(stage: Stage): readonly PlacedInstall['install'][] {
  return stage.runs.flatMap((run) =>
    placedInstalls(run)
      .filter((placed) => isBase(placed, run) && !isForTools(placed))
      .map(({ install }) => install),
  );
}

/** Also `conda env update` of a file, which may name another environment but mostly names none that exists. */
function isBase({ environment, install: { command } }: PlacedInstall, run: RunStep): boolean {
  if (environment === 'base') return command.flag('--user', '--dry-run') === undefined;
  if (environment) return isBaseNamed(environment, run) && !isMeant(command, run);
  const isUpdate = command.is(programsOf('conda'), 'env update') && command.wrappers.length === 0;
  const isNamed = command.flag('-n', '--name', '-p', '--prefix') !== undefined;
  return (
    isUpdate && !isNamed && isPlainShell(run.before.shell) && run.before.env('CONDA_PREFIX') === undefined
  );
}

function isBaseNamed(environment: EnvironmentName, { stage: { image } }: RunStep): boolean {
  return 'name' in environment ? environment.name === 'base' : environment.prefix === image?.pythonPrefix;
}

/** A file that has an environment of its own, and names this one, means it. */
function isMeant(command: Command, { stage }: RunStep): boolean {
  const { nameWord } = command;
  const isNamed =
    nameWord?.text.includes('/') || command.flag('-n', '--name', '-p', '--prefix') !== undefined;
  return isNamed && (madeEnvironments(stage).length > 0 || unknownEnvironments(stage).length > 0);
}

function isForTools({ install: { packages, files } }: PlacedInstall): boolean {
  return files.length === 0 && packages.every(({ name = '' }) => TOOLS.test(name) || PARTS.test(name));
}
