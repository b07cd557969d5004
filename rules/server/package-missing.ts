import { defineRule, type Install, knownWords, type RunStep } from 'azml-lint';
import {
  type ActivatedEnvironment,
  classifyCommands,
  hasUnknownEffects,
  type MadeEnvironment,
  possibleInstallsInto,
  programsOf,
  providesServer,
  SERVER_PACKAGE,
  serverOf,
} from 'azml-lint/facts';

/** Programs that may install anything, depending on their own files. */
const OTHER_INSTALLERS = 'python|poetry|pipenv|pdm|rye|hatch|make|uv|conda-unpack|tox';

export default defineRule({
  id: 'server/package-missing',
  title: 'The active environment has no inference server',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  messages: {
    missing:
      '`{variable}` makes `{prefix}` the active environment, and nothing installs `{package}` into it: the boot script ends with exit ' +
      'status 100. Install it there: `{install}`.',
    made: 'made here',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const activated = stage && serverOf(stage)?.activated;
    if (!stage || !activated) return;
    const runs = stage.ancestors.flatMap((one) => one.runs);
    if (inheritsPackages(activated.made) || runs.some((run) => mayInstallServer(run, activated))) return;
    const { binding, prefix, made } = activated;
    const { pair } = binding;
    if (!pair) return;
    report({
      at: pair.value ?? pair,
      message: 'missing',
      data: {
        variable: binding.name,
        prefix,
        package: SERVER_PACKAGE,
        install: installInto(made.command, prefix),
      },
      related: [{ at: made.command, message: 'made' }],
    });
  },
});

/** An environment created by uv has no pip. */
function installInto(made: Install['command'], prefix: string): string {
  if (made.is('uv')) return `uv pip install --python ${prefix} ${SERVER_PACKAGE}`;
  return `${prefix}/bin/python -m pip install ${SERVER_PACKAGE}`;
}

/** A copy of another environment, or one with access to the packages of the system. */
function inheritsPackages({ run, command }: MadeEnvironment): boolean {
  return command.words.some((word) => {
    const texts = knownWords(run, command, word);
    return texts === undefined || texts.includes('--clone') || texts.includes('--system-site-packages');
  });
}

/** By name, through a file, or in a way that cannot be examined. */
function mayInstallServer(run: RunStep, activated: ActivatedEnvironment): boolean {
  const byInstall = possibleInstallsInto(activated, run)
    .filter(({ manager }) => manager === 'pip' || manager === 'conda')
    .some(({ packages, files, command }) => {
      const readsFile = files.length > 0 || command.is(programsOf('conda'), 'env create|env update');
      return readsFile || packages.some((each) => each.name === undefined || providesServer(each));
    });
  if (byInstall || run.scripts.some(({ kind }) => kind === 'other')) return true;
  return classifyCommands(run).some((job) => {
    const { command } = job;
    const isVenv = command.flag('-m')?.value?.text === 'venv' || command.is('uv', 'venv|pip install');
    return hasUnknownEffects(job) || (command.is(OTHER_INSTALLERS) && !isVenv);
  });
}
