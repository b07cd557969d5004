import { defineRule, type RunStep, type Stage } from 'azml-lint';
import { isPlainShell, type PlacedInstall, placedInstalls, programsOf } from 'azml-lint/facts';

/** Programs that are needed to make an environment, or beside any, whatever the Python. */
const TOOLS =
  /^(?:pip|setuptools|wheel|uv|pipx|pip-tools|virtualenv|poetry|conda(?:-.+)?|mamba|libmamba.*|boa|azure-cli|awscli|azcopy|pre-commit)$/;
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

/** A training base keeps its Python in conda itself. */
function isTrainingBase({ shipped, serves, image }: Stage): boolean {
  return shipped && !serves && image?.pythonPrefix === '/opt/miniconda' && image.bootsServer === false;
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
  if (environment)
    return 'name' in environment
      ? environment.name === 'base'
      : environment.prefix === run.stage.image?.pythonPrefix;
  const isUpdate = command.is(programsOf('conda'), 'env update') && command.wrappers.length === 0;
  const isNamed = command.flag('-n', '--name', '-p', '--prefix') !== undefined;
  return (
    isUpdate && !isNamed && isPlainShell(run.before.shell) && run.before.env('CONDA_PREFIX') === undefined
  );
}

function isForTools({ install: { packages, files } }: PlacedInstall): boolean {
  return files.length === 0 && packages.every(({ name }) => name !== undefined && TOOLS.test(name));
}
