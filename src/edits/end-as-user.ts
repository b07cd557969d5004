import { SERVER_USER } from '../image/contract.ts';
import { startStepsOf } from '../model/container-start.ts';
import type { Stage } from '../model/model.ts';
import type { UserStep } from '../model/user.ts';
import type { ProposedFix } from '../rule/rule.ts';
import { insertLinesAfter } from './lines.ts';

/**
 * The fix that lets an inference image end as the user of the server.
 *
 * A stage that others build on may have to stay root for them. What the file starts, and what an image on top of it
 * does by ONBUILD, may need root too.
 */
export function endAsServerUser(stage: Stage, user: UserStep): ProposedFix | undefined {
  if (!stage.final || !stage.image?.hasDockeruser || stage.ancestors.some(takesAccount)) return undefined;
  const mayNeedRoot =
    startStepsOf(stage).length > 0 || stage.ancestors.some((one) => one.stepsOf('ONBUILD').length > 0);
  const last = stage.steps.at(-1) ?? user;
  const edit = insertLinesAfter(stage.file, stage.steps.length > 0 ? last.instruction : stage.from, [
    `USER ${SERVER_USER}`,
  ]);
  const safety = mayNeedRoot ? 'unsafe' : 'safe';
  return edit && { title: `End with \`USER ${SERVER_USER}\``, edits: [edit], safety };
}

/** `userdel dockeruser`, `usermod -l app dockeruser`. */
function takesAccount({ runs }: Stage): boolean {
  return runs.some(({ commands }) =>
    commands.some(
      (command) =>
        command.is('userdel|deluser|usermod') && command.words.some(({ text }) => text === SERVER_USER),
    ),
  );
}
