/** Installs for which there are no package lists of apt. */

import { isAzureMachineLearning } from '../../image/catalog.ts';
import { isOfficial } from '../../image/reference.ts';
import { dataflow, isRun } from '../../model/dataflow.ts';
import type { DockerfileModel, RunStep, Stage } from '../../model/model.ts';
import { packageAction, programsOf } from '../../model/package-actions.ts';
import { emptyScope, extendScope, findInScope, type Scope } from '../../model/scope.ts';
import type { Command } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { type ClassifiedCommand, classifyCommands, hasUnknownEffects } from '../commands/command-kind.ts';
import { APT_LISTS, deletesAptLists, fetchesAptLists, needsAptLists } from './apt.ts';
import { packageCommands } from './package-commands.ts';

/** The state of the package lists: the command that removed them, or … */
type Lists = Command | 'missing' | 'present' | 'unknown';

/** Programs that fetch the lists themselves. */
const FETCH_TOO = 'add-apt-repository|apt-add-repository|apt-fast|nala';

/** A command that installs or upgrades while there are no package lists, and the command that removed them. */
export interface InstallWithoutLists {
  readonly command: Command;
  /** `missing`: the base image has none, or old ones, and nothing has fetched any. */
  readonly lists: Command | 'missing';
}

/** The first command of each RUN that installs while there are no lists. */
export function installsWithoutLists(
  file: DockerfileModel,
): readonly (InstallWithoutLists & { readonly run: RunStep })[] {
  const runs = new Set(
    packageCommands(file, 'apt').flatMap(({ command, run }) => (isSureToNeedThem(command) ? run : [])),
  );
  return [...runs].flatMap((run) => {
    const found = installWithoutLists(run);
    return found ? { ...found, run } : [];
  });
}

/** Earlier RUNs are examined only if it matters. */
function installWithoutLists(run: RunStep): InstallWithoutLists | undefined {
  if (run.onbuild || run.isMounted(APT_LISTS)) return undefined;
  let lists: Lists | undefined;
  for (const job of classifyCommands(run)) {
    const { command } = job;
    if (isSureToNeedThem(command)) {
      lists ??= listsBefore(run);
      if (lists !== 'present' && lists !== 'unknown' && !asksForWhatIsThere(command, run))
        return { command, lists };
    }
    const effect = effectOf(job);
    if (effect === command) lists = removed(lists ?? listsBefore(run), command);
    else lists = effect ?? lists;
  }
  return undefined;
}

/** The state of the lists before a RUN. */
function listsBefore(run: RunStep): Lists {
  return listsIn(run.stage.file)(run);
}

const listsIn = memoized((file: DockerfileModel) =>
  dataflow<Lists>(file, listsOfBase, (lists, step) =>
    isRun(step) && !step.isMounted(APT_LISTS) ? classifyCommands(step).reduce(after, lists) : lists,
  ),
);

/** The packages that are certainly installed before a RUN. */
const installedIn = memoized((file: DockerfileModel) =>
  dataflow<Scope<true>>(
    file,
    () => emptyScope(),
    (installed, step) =>
      isRun(step)
        ? installers(step).reduce((now, command) => installedBy(command, step, now), installed)
        : installed,
  ),
);

/** The commands of a RUN that change which packages are installed. */
function installers(run: RunStep): readonly Command[] {
  return run.commandsNamed(`${programsOf('apt')}|dpkg`);
}

/** Installed packages need no lists when they are requested again. */
function asksForWhatIsThere(command: Command, run: RunStep): boolean {
  if (command.flag('--reinstall')) return false;
  const packages = packagesOf(command, run);
  const own = installers(run);
  const installed = own
    .slice(0, own.indexOf(command))
    .reduce((now, one) => installedBy(one, run, now), installedIn(run.stage.file)(run));
  return packages.length > 0 && packages.every((name) => name !== undefined && findInScope(installed, name));
}

function installedBy(command: Command, run: RunStep, installed: Scope<true>): Scope<true> {
  if (packageAction(command, 'apt') === 'remove' || command.is('dpkg')) return emptyScope();
  const { inside, mayFail } = command.context;
  const isCertain =
    !run.onbuild && !mayFail && inside.every((what) => what === 'group' || what === 'subshell');
  const names = packagesOf(command, run).filter((name) => name !== undefined);
  return isCertain ? extendScope(installed, new Map(names.map((name) => [name, true]))) : installed;
}

/** The packages that a command installs in any version; `undefined` for one that is not known, or has a version. */
function packagesOf(command: Command, run: RunStep): readonly (string | undefined)[] {
  const installs = run.installsBy(command).filter(({ manager }) => manager === 'apt');
  return installs.flatMap(({ packages }) =>
    packages.map(({ name, specifier }) => (specifier === '' ? name : undefined)),
  );
}

/** A command in a function runs when the function is called, and one that may fail may be a mere test. */
function isSureToNeedThem(command: Command): boolean {
  const { inside, mayFail } = command.context;
  return needsAptLists(command) && !mayFail && !inside.includes('function');
}

/** The official images of Docker and those of Azure ML have no lists, or outdated ones; others may have their own. */
function listsOfBase({ base }: Stage): Lists {
  if (base.kind !== 'image') return 'unknown';
  const { reference } = base;
  return isAzureMachineLearning(reference.name) || isOfficial(reference) ? 'missing' : 'unknown';
}

function after(lists: Lists, job: ClassifiedCommand): Lists {
  const effect = effectOf(job);
  return effect === job.command ? removed(lists, job.command) : (effect ?? lists);
}

/** The effect of a command on the lists: the command itself if it removes them; `undefined` if it has none. */
function effectOf(job: ClassifiedCommand): Command | 'present' | 'unknown' | undefined {
  const { command } = job;
  if (fetchesAptLists(command)) return 'present';
  if (deletesAptLists(command)) return command;
  return command.is(FETCH_TOO) || hasUnknownEffects(job) ? 'unknown' : undefined;
}

function removed(lists: Lists, by: Command): Lists {
  return lists === 'missing' ? lists : by;
}
