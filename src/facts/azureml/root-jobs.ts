/** What root does in an image beyond packages of the system. */
import type { InstructionOf } from '../../dockerfile/tree.ts';
import type { RunStep, Stage, Step } from '../../model/model.ts';
import { programsOf } from '../../model/package-actions.ts';
import { swallowedInstructions } from '../builder/swallowed.ts';
import { type ClassifiedCommand, classifyCommands } from '../commands/command-kind.ts';

/** Programs that install into an environment, which on some images belongs to root. */
export const ENVIRONMENT_TOOLS = `${programsOf('pip')}|${programsOf('conda')}`;

/** A command that root runs because of a USER, and that is not about packages of the system. */
export interface RootJob {
  readonly job: ClassifiedCommand;
  readonly run: RunStep;
  readonly user: Step<InstructionOf<'USER'>>;
}

/**
 * Those in the RUNs of a shipped stage that a USER makes root's, unless the image itself runs as root and has no other
 * user.
 *
 * @param allowed programs, or programs with a subcommand, that may run as root
 */
export function jobsBeyondPackages(stage: Stage, allowed: readonly string[]): readonly RootJob[] {
  if (!stage.shipped || stage.image?.defaultUser === 'root') return [];
  return stage.runs.flatMap((run) => {
    const { root, step: user } = run.before.user;
    if (!root || !user || run.onbuild) return [];
    const jobs = classifyCommands(run).filter((job) => isBeyondPackages(job, run, allowed));
    return jobs.map((job) => ({ job, run, user }));
  });
}

function isBeyondPackages(
  { command, work, name }: ClassifiedCommand,
  run: RunStep,
  allowed: readonly string[],
): boolean {
  if (work === 'packages' || work === 'unknown' || !run.userOf(command).root) return false;
  // An instruction that a stray continuation has made part of the RUN is not a command.
  if (swallowedInstructions(run.stage.file).some(({ start }) => start === command.start)) return false;
  const ownsEnvironment = run.stage.image?.environmentOwner === 'root';
  if (ownsEnvironment && command.is(ENVIRONMENT_TOOLS)) return false;
  return !allowed.some((one) => one === name || command.is(...programAndSubcommand(one)));
}

function programAndSubcommand(text: string): [name: string, subcommand?: string] {
  const [name = '', ...subcommands] = text.trim().split(/\s+/);
  return subcommands.length > 0 ? [name, subcommands.join(' ')] : [name];
}
