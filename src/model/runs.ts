import type { Mount, RunInstruction } from '../dockerfile/tree.ts';
import { knownText, knownValue } from '../dockerfile/value.ts';
import { CommandIndex } from '../shell/command-index.ts';
import { readRun } from '../shell/run.ts';
import type { Command, Script } from '../shell/script.ts';
import { memoized } from '../text/memoized.ts';
import { pushTo } from '../text/multimap.ts';
import { isWithin } from '../text/paths.ts';
import { copyOrigin, type KnownStages } from './copies.ts';
import { type Install, installsOf } from './installs.ts';
import type { RunCommand, RunMount, RunStep, Step, User } from './model.ts';
import { knownWords } from './script-values.ts';
import { ReadStep, type StepPlace } from './step.ts';
import { effectiveUser } from './user.ts';
import { resolveValue } from './workdir.ts';

function mountFacts(mount: Mount, step: Step, known: KnownStages): RunMount {
  const option = (...keys: readonly string[]) => mount.options.find(({ key }) => keys.includes(key));
  const target = option('target', 'dst', 'destination');
  const path = target ? step.value(target.value) : knownValue('');
  const from = option('from');
  return {
    mount,
    type: mount.type,
    target: resolveValue(step.before.workdir, path),
    from: from && copyOrigin(from.value, step, known, false),
  };
}

/** A RUN. Its scripts are read when they are first needed. */
export class ReadRun extends ReadStep<RunInstruction> implements RunStep {
  readonly mounts: readonly RunMount[];
  #scripts: readonly Script[] | undefined;
  #commands: readonly Command[] | undefined;
  #commandIndex: CommandIndex<RunCommand> | undefined;
  #installs: readonly Install[] | undefined;

  constructor(instruction: RunInstruction, place: StepPlace, known: KnownStages) {
    super(instruction, place);
    this.mounts = instruction.mounts.map((mount) => mountFacts(mount, this, known));
  }

  get scripts(): readonly Script[] {
    this.#scripts ??= readRun(this.instruction, this.before.shell);
    return this.#scripts;
  }

  get commands(): readonly Command[] {
    this.#commands ??= this.scripts.flatMap((script) => script.commands);
    return this.#commands;
  }

  commandsNamed(name: string, subcommand?: string): readonly Command[] {
    this.#commandIndex ??= indexOfCommands([this]);
    return this.#commandIndex.named(name, subcommand).map(({ command }) => command);
  }

  get installs(): readonly Install[] {
    this.#installs ??= this.commands.flatMap((command) =>
      installsOf(command, (word) => knownWords(this, command, word)),
    );
    return this.#installs;
  }

  installsBy(command: Command): readonly Install[] {
    return installsByCommand(this).get(command) ?? [];
  }

  userOf(command: Command): User {
    return effectiveUser(this.before.user, command);
  }

  isMounted(directory: string): boolean {
    return this.mounts.some((mount) => keepsOut(mount, directory));
  }
}

/** The commands of some RUNs by the program that they call. */
export function indexOfCommands(runs: readonly RunStep[]): CommandIndex<RunCommand> {
  return new CommandIndex(
    runs.flatMap((run) => run.commands.map((command, index) => ({ command, run, index }))),
  );
}

/** The installs of a RUN by their command. */
const installsByCommand = memoized(({ installs }: RunStep): ReadonlyMap<Command, readonly Install[]> => {
  const byCommand = new Map<Command, Install[]>();
  for (const install of installs) {
    pushTo(byCommand, install.command, install);
  }
  return byCommand;
});

/** Whether files below a directory go into the mount and not into the image. With an unknown target they may. */
function keepsOut({ type, target }: RunMount, directory: string): boolean {
  if (type !== 'cache' && type !== 'tmpfs') return false;
  const path = knownText(target);
  return path === undefined || isWithin(directory, path);
}
