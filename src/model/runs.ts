import type { RunInstruction } from '../dockerfile/tree.ts';
import { knownText, knownValue } from '../dockerfile/value.ts';
import { readRun } from '../shell/run.ts';
import type { Command, Script } from '../shell/script.ts';
import { memoized } from '../text/kept.ts';
import { isWithin } from '../text/paths.ts';
import { copyOrigin, type KnownStages } from './copies.ts';
import { type Install, installsOf } from './installs.ts';
import type { RunMount, RunStep, Step } from './model.ts';
import { knownWords } from './script-values.ts';
import { resolveValue } from './workdir.ts';

/** The facts of a RUN. Its scripts are read when a rule first asks for them. */
export function runFacts(step: Step<RunInstruction>, known: KnownStages): RunStep {
  let scripts: readonly Script[] | undefined;
  let commands: readonly Command[] | undefined;
  let installs: readonly Install[] | undefined;
  const mounts = step.instruction.mounts.map((mount): RunMount => {
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
  });
  return {
    ...step,
    mounts,
    get scripts() {
      scripts ??= readRun(step.instruction, step.before.shell);
      return scripts;
    },
    get commands() {
      commands ??= this.scripts.flatMap((script) => script.commands);
      return commands;
    },
    get installs() {
      installs ??= this.commands.flatMap((command) =>
        installsOf(command, (word) => knownWords(this, command, word)),
      );
      return installs;
    },
    isMounted: (directory) => mounts.some((mount) => keepsOut(mount, directory)),
  };
}

/** What a command of a RUN installs. */
export function installsBy(run: RunStep, command: Command): readonly Install[] {
  return installsByCommand(run).get(command) ?? [];
}

const installsByCommand = memoized(({ installs }: RunStep): ReadonlyMap<Command, readonly Install[]> => {
  const byCommand = new Map<Command, Install[]>();
  for (const install of installs) {
    const known = byCommand.get(install.command);
    if (known) known.push(install);
    else byCommand.set(install.command, [install]);
  }
  return byCommand;
});

/** Whether what is written below a directory goes into the mount and not into the image. An unknown target may. */
function keepsOut({ type, target }: RunMount, directory: string): boolean {
  if (type !== 'cache' && type !== 'tmpfs') return false;
  const path = knownText(target);
  return path === undefined || isWithin(directory, path);
}
