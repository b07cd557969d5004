/** Whether a package may be in an environment that the file makes: the question behind "nothing installs it". */
import type { Package } from '../../model/installs.ts';
import type { RunStep, Stage } from '../../model/model.ts';
import { knownWords } from '../../model/script-values.ts';
import { classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';
import type { FilledInstall } from './installed-files.ts';
import {
  type ActivatedEnvironment,
  type MadeEnvironment,
  possibleInstallsInto,
} from './python-environments.ts';

/** Programs that may install anything, depending on their own files. */
const OTHER_INSTALLERS = 'python|poetry|pipenv|pdm|rye|hatch|make|uv|conda-unpack|tox';

/**
 * Whether a package may be in the environment that a stage activates: it is installed by name, may come from a file or a
 * script, or the environment is a copy of another one. What other packages bring is not known here.
 *
 * @param isWanted whether a package is the one, or brings it
 */
export function mayHavePackage(
  stage: Stage,
  activated: ActivatedEnvironment,
  isWanted: (each: Package) => boolean,
): boolean {
  const runs = stage.ancestors.flatMap((one) => one.runs);
  return inheritsPackages(activated.made) || runs.some((run) => mayInstall(run, activated, isWanted));
}

/** A copy of another environment, or one with access to the packages of the system. */
function inheritsPackages({ run, command }: MadeEnvironment): boolean {
  return command.words.some((word) => {
    const texts = knownWords(run, command, word);
    return texts === undefined || texts.includes('--clone') || texts.includes('--system-site-packages');
  });
}

/** Whether an install may bring a package: by name, or through what is not known. */
export function mayBring(
  { packages, perhaps, isPartial }: FilledInstall,
  isWanted: (each: Package) => boolean,
): boolean {
  return isPartial || [...packages, ...perhaps].some((each) => each.name === undefined || isWanted(each));
}

/** By name, through a file, or in a way that cannot be examined. */
function mayInstall(
  run: RunStep,
  activated: ActivatedEnvironment,
  isWanted: (each: Package) => boolean,
): boolean {
  const byInstall = possibleInstallsInto(activated, run)
    .filter(({ manager }) => manager === 'pip' || manager === 'conda')
    .some((install) => mayBring(install, isWanted));
  if (byInstall || run.scripts.some(({ kind }) => kind === 'other')) return true;
  return classifyCommands(run).some((job) => {
    const { command } = job;
    const isVenv = command.flag('-m')?.value?.text === 'venv' || command.is('uv', 'venv|pip install');
    return hasUnknownEffects(job) || (command.is(OTHER_INSTALLERS) && !isVenv);
  });
}
