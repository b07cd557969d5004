import type { RunStep } from '../model/model.ts';
import { packageToolOf } from '../model/package-actions.ts';
import type { ProposedFix } from '../rule/rule.ts';
import type { Command } from '../shell/script.ts';
import { insertWordAfter } from './words.ts';

/** The fix that answers the questions of a package manager in advance: `-y`. */
export function answerInAdvance(run: RunStep, command: Command): ProposedFix | undefined {
  const answer = packageToolOf(command)?.confirmation?.answer;
  const place = answer?.isGlobal ? command.nameWord : command.operands[0];
  if (!answer || !place) return undefined;
  const { option } = answer;
  return { title: `Add \`${option}\``, edits: [insertWordAfter(run, command, place, option)] };
}
