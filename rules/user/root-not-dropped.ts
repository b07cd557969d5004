import {
  defineRule,
  type InstructionOf,
  linesBelow,
  type ProposedFix,
  SERVER_USER,
  type Stage,
  type Step,
  writtenUser,
} from 'azml-lint';

export default defineRule({
  id: 'user/root-not-dropped',
  aliases: ['DL3002'],
  title: 'The image ends as root',
  level: { inference: 'error', training: 'off', other: 'warning' },
  fix: 'safe',
  security: 7,
  options: {
    defaults: { stages: 'final' as 'final' | 'all' },
    schema: {
      stages: {
        enum: ['final', 'all'],
        description: 'Which stages must not end as root: the one that is built in the end, or each of them.',
      },
    },
  },
  messages: {
    server:
      'Nothing takes `{user}` back before the end of the stage, so the inference server and the code of the model run ' +
      'as root. Add `USER {serverUser}` as the last instruction.',
    anybody:
      'Nothing takes `{user}` back before the end of the stage: whoever breaks into the process owns the container. ' +
      'End with a `USER` that is not root.',
    inherited: 'this stage goes on as root',
  },
  check({ file, options, report }) {
    for (const stage of options.stages === 'all' ? file.stages : file.stages.slice(-1)) {
      const { root, step } = stage.atEnd.user;
      if (!root || !step || stage.image?.defaultUser === 'root') continue;
      // With all stages asked, the one that says so is enough.
      if (options.stages === 'all' && step.stage !== stage) continue;
      const related = step.stage === stage ? [] : [{ at: stage.from, message: 'inherited' as const }];
      const user = writtenUser(step);
      if (stage.family === 'inference') {
        const data = { user, serverUser: SERVER_USER };
        report({ at: step, message: 'server', data, related, fix: dropped(stage, step) });
      } else {
        report({ at: step, message: 'anybody', data: { user }, related });
      }
    }
  },
});

/** A stage that others build on may have to stay root's for them. */
function dropped(stage: Stage, user: Step<InstructionOf<'USER'>>): ProposedFix | undefined {
  if (!stage.final || !stage.image?.hasDockeruser) return undefined;
  const last = stage.steps.at(-1) ?? user;
  const edit = linesBelow(stage.file, stage.steps.length > 0 ? last.instruction : stage.from, [
    `USER ${SERVER_USER}`,
  ]);
  return edit && { title: `End with \`USER ${SERVER_USER}\``, edits: [edit] };
}
