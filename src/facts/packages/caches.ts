/** The downloads that package managers keep, and whether they stay in the layer of a RUN. */
import { knownText, knownValue } from '../../dockerfile/value.ts';
import type { DockerfileModel, RunStep } from '../../model/model.ts';
import { isOn, packageAction, packageToolOf, programsOf, showsOnly } from '../../model/package-actions.ts';
import type { PackageCache, PackageManager } from '../../programs/package-tool.ts';
import type { Command } from '../../shell/script.ts';
import { memoized } from '../../text/memoized.ts';
import { deletesContents } from '../commands/deletions.ts';
import { commandsSchema, isChosen } from './chosen-commands.ts';
import { environmentOf, valueOf } from './environment.ts';
import { packageCommandsByRun } from './package-commands.ts';
import { isMisprinted } from './package-settings.ts';

/**
 * The commands of a RUN that leave their downloads in its layer: these are kept outside of any cache mount, and neither
 * the manager nor `rm` removes them later in the RUN.
 *
 * @example
 * const [run] = readDockerfile('FROM ubuntu\nRUN pip install flask && uv pip install six --no-cache\n').runs;
 * cachesLeft(run!, 'pip').map(({ head }) => head.text); // => ['pip install']
 * const [other] = readDockerfile('FROM ubuntu\nRUN conda install -y numpy && mamba install -y scipy && mamba clean -a\n').runs;
 * cachesLeft(other!, 'conda').map(({ head }) => head.text); // => ['conda install']
 */
export function cachesLeft(run: RunStep, manager: PackageManager): readonly Command[] {
  return run.commandsNamed(programsOf(manager)).filter((command) => {
    const cache = packageToolOf(command)?.cache;
    const action = packageAction(command);
    if (!cache || !action || !cache.filledBy.includes(action)) return false;
    if (showsOnly(command) || isSwitchedOff(run, command, cache)) return false;
    const directories = directoriesOf(run, command, cache);
    if (!directories || directories.some((directory) => isMounted(run, directory))) return false;
    const at = run.commands.indexOf(command);
    return !cleanersIn(run)
      .filter(({ index }) => index > at)
      .some(({ later }) => empties(later, command, cache) || deletesCache(later, directories));
  });
}

/** The few commands of a RUN that may empty a cache, by a manager or by `rm`. */
const cleanersIn = memoized(({ commands }: RunStep) =>
  commands
    .map((later, index) => ({ later, index }))
    .filter(({ later }) => later.is('rm|find') || packageAction(later) === 'clean'),
);

/** Which caches count. */
export interface CacheOptions {
  readonly commands: readonly string[];
  readonly stages: 'shipped' | 'all';
}

/** The options of a rule about a cache that is kept. */
export const cacheOptions = {
  defaults: { commands: [] as readonly string[], stages: 'shipped' as 'shipped' | 'all' },
  schema: {
    commands: commandsSchema,
    stages: {
      enum: ['shipped', 'all'],
      description: '`shipped`: the stages whose layers are in the image that is built. `all`: every stage.',
    },
  },
} as const;

/** The RUNs of a file that leave downloads of a package manager in the image, each with the commands that do. */
export function* keptCaches(
  file: DockerfileModel,
  manager: PackageManager,
  { commands, stages }: CacheOptions,
): Iterable<{ readonly run: RunStep; readonly left: readonly [Command, ...Command[]] }> {
  for (const run of packageCommandsByRun(file, manager).keys()) {
    if (stages === 'shipped' && !run.stage.shipped) continue;
    const [first, ...others] = cachesLeft(run, manager).filter((command) => isChosen(command, commands));
    if (first) yield { run, left: [first, ...others] };
  }
}

function isSwitchedOff(run: RunStep, command: Command, { offBy }: PackageCache): boolean {
  if (!offBy) return false;
  if (offBy.flags.length > 0 && command.flag(...offBy.flags)) return true;
  if (command.words.some((word) => isMisprinted(word, { on: offBy.flags, off: [] }))) return true;
  return offBy.variables.some((name) => {
    const value = environmentOf(run, command, name);
    const text = value && knownText(value);
    if (value === undefined || text === '') return false;
    return text === undefined || offBy.byAnyValue || isOn(text);
  });
}

/** The directories of the cache; `undefined` if they are not known. */
function directoriesOf(
  run: RunStep,
  command: Command,
  { directories, movedBy }: PackageCache,
): readonly string[] | undefined {
  const flag = movedBy && movedBy.flags.length > 0 ? command.flag(...movedBy.flags)?.value : undefined;
  const moved = [
    ...(flag ? [valueOf(flag)] : []),
    ...(movedBy?.variables ?? []).flatMap((name) => environmentOf(run, command, name) ?? []),
  ].map(knownText);
  if (moved.length === 0) return directories;
  return moved.every((text) => text !== undefined) ? moved : undefined;
}

/** Homes of users; caches in them are below `~`. */
const HOME = /^(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)(?=\/|$)/;

function isMounted(run: RunStep, directory: string): boolean {
  const home = knownText(run.before.env('HOME')?.value ?? knownValue('/root')) ?? '/root';
  const user = run.before.user.name;
  const homes = [home, '/root', ...(user === undefined ? [] : [`/home/${user}`])];
  return homes.some((one) => run.isMounted(directory.replace(HOME, one)));
}

/** Whether a later command empties the cache that an earlier one filled. */
function empties(later: Command, earlier: Command, { cleanedBy, sharedWith = [] }: PackageCache): boolean {
  const isSame = packageToolOf(later) === packageToolOf(earlier) || sharedWith.includes(later.program);
  if (!isSame || packageAction(later) !== 'clean') return false;
  const { flags, operands } = cleanedBy ?? {};
  if (!flags && !operands) return true;
  return (
    (flags !== undefined && later.flag(...flags) !== undefined) ||
    (operands !== undefined && later.targets.some(({ text }) => operands.includes(text)))
  );
}

/** `rm -rf ~/.cache/pip`, `rm -rf /root/.cache`, `rm -rf /var/cache/apk/*`. */
function deletesCache(command: Command, directories: readonly string[]): boolean {
  return directories.some((directory) => deletesContents(command, inHome(directory), inHome));
}

/** A path with one name for all homes. */
function inHome(path: string): string {
  return path.replace(HOME, '/~');
}
