import { knownText } from '../dockerfile/value.ts';
import { changedByRoot } from '../facts/commands/as-root.ts';
import { isPackageWork } from '../facts/commands/command-kind.ts';
import type { RunStep } from '../model/model.ts';
import { userText } from '../model/user.ts';
import type { ProposedFix } from '../rule/rule.ts';
import type { Edit } from '../text/edit.ts';
import { insertLinesAfter, insertLinesBefore } from './lines.ts';

/**
 * The fixes that let root run RUNs: `USER root` before them, and the user in force after them. Consecutive RUNs are
 * wrapped together, so each of them has the fix of all.
 *
 * There is no fix for a RUN that would then do something else, and only an unsafe one if files would belong to root
 * that the user could have made.
 */
export function runAsRoot(runs: readonly RunStep[]): ReadonlyMap<RunStep, ProposedFix> {
  const groups: RunStep[][] = [];
  for (const run of runs.filter((one) => changedByRoot(one) !== 'meaning')) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (last && last.stage === run.stage && last.index + 1 === run.index) group!.push(run);
    else groups.push([run]);
  }
  return new Map(
    groups.flatMap((group) => {
      const fix = wrapping(group);
      return fix ? group.map((run) => [run, fix] as const) : [];
    }),
  );
}

/** The instruction that returns to the user in force at a RUN: in its author's words, if they mean the same here. */
export function userLine(run: RunStep): string {
  const { user } = run.before;
  const [word] = user.step?.instruction.args ?? [];
  if (!user.step || !word) return `USER ${user.name}`;
  const [there, here] = [knownText(user.step.value(word)), knownText(run.value(word))];
  return there === here ? userText(user.step) : `USER ${there ?? user.name}`;
}

/**
 * For a message, where the USERs go that let root run a RUN; commands that have nothing to do with packages must not run as
 * root too.
 */
export function rootAround(run: RunStep, commands = 'its package commands'): string {
  const what = isPackageWork(run) ? 'this RUN' : `a RUN of ${commands} alone`;
  return `\`USER root\` before ${what} and \`${userLine(run)}\` after it`;
}

function wrapping(group: readonly RunStep[]): ProposedFix | undefined {
  const [first, last] = [group[0]!, group.at(-1)!];
  const { file, steps } = first.stage;
  const back = userLine(last);
  const above = insertLinesBefore(file, first.instruction, ['USER root']);
  const below = insertLinesAfter(file, last.instruction, [back]);
  if (!below) return undefined;
  // If a USER follows anyway, no further one is needed.
  const isSwitched = steps[last.index + 1]?.instruction.name === 'USER';
  const before = steps[first.index - 1]?.instruction;
  // If there is one right before as well, that one has to become root.
  const [word] = before?.name === 'USER' ? before.args : [];
  const replaced = word && isSwitched ? { start: word.start, end: word.end, text: 'root' } : undefined;
  const edits: readonly Edit[] = isSwitched ? [replaced ?? above] : [above, below];
  const safety = group.every((run) => changedByRoot(run) === 'nothing') ? 'safe' : 'unsafe';
  return { title: `Run it as root, and go back to \`${back}\``, edits, safety };
}
