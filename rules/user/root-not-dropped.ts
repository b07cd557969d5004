import { type DockerfileModel, defineRule, type Stage, type Step, type UserStep, userText } from 'azml-lint';
import {
  commandText,
  containerStartOf,
  describeSwallowed,
  dropsRootItself,
  endAsServerUser,
  hasUserBesidesRoot,
  SERVER_USER,
  type SwallowedInstruction,
  swallowedInstructions,
  whatIsServed,
} from 'azml-lint/facts';

interface Options {
  readonly stages: 'final' | 'all';
  readonly images: 'served' | 'all';
}

export default defineRule({
  id: 'user/root-not-dropped',
  aliases: { DL3002: 'differs' },
  title: 'The image ends as root',
  level: { inference: 'error', training: 'off', other: 'warning' },
  fix: 'safe',
  security: 7,
  options: {
    defaults: { stages: 'final', images: 'served' } as Options,
    schema: {
      stages: {
        enum: ['final', 'all'],
        description: 'Which stages must not end as root: the one that is built in the end, or each of them.',
      },
      images: {
        enum: ['served', 'all'],
        description:
          'Which images must not: those that wait to be called and have a user to go back to, or all, training images included.',
      },
    },
  },
  presetOptions: { hadolint: { stages: 'all', images: 'all' } },
  messages: {
    server:
      'Nothing takes `{user}` back before the end of the stage, so the inference server and the code of the model run ' +
      'as root. Add `USER {serverUser}` as the last instruction.',
    replaced:
      'Nothing takes `{user}` back before the end of the stage, so `{command}` runs as root. Add `USER {serverUser}` as ' +
      'the last instruction.',
    anybody:
      'Nothing takes `{user}` back before the end of the stage: whoever breaks into {what} owns the container. ' +
      'End with a user that is not root, such as `USER 1000`.',
    ends: 'The stage ends as `{user}`. End with a user that is not root, such as `USER 1000`.',
    swallowed:
      '`{written}` on line {line} changes nothing: a stray `{character}` on line {stray} makes it part of the {by} above it, so the ' +
      'image ends as root. Remove the `{character}`.',
    inherited: 'this stage goes on as root',
    part: 'part of the {by} above it',
  },
  check({ file, options, report }) {
    for (const { stage, step, isServed } of stagesAsRoot(file, options)) {
      const related = step.stage === stage ? [] : [{ at: stage.from, message: 'inherited' as const }];
      const user = userText(step);
      const swallowed = swallowedAfter(step, stage);
      if (swallowed) {
        const data = describeSwallowed(swallowed, file);
        report({
          at: step,
          message: 'swallowed',
          data,
          related: [{ at: swallowed, message: 'part', data: { by: data.by } }],
        });
      } else if (!isServed) {
        report({ at: step, message: 'ends', data: { user }, related });
      } else if (stage.family === 'inference') {
        const data = { user, serverUser: SERVER_USER };
        const fix = endAsServerUser(stage, step);
        const startup = containerStartOf(stage);
        if (startup.kind === 'unknown' || startup.kind === 'other') {
          const command = commandText(startup.step.instruction);
          report({ at: step, message: 'replaced', data: { ...data, command }, related, fix });
        } else report({ at: step, message: 'server', data, related, fix });
      } else {
        report({ at: step, message: 'anybody', data: { user, what: whatIsServed(stage)! }, related });
      }
    }
  },
});

/** A stage that ends as root, and whether its container waits to be called and has a user to go back to. */
interface RootStage {
  readonly stage: Stage;
  readonly step: UserStep;
  readonly isServed: boolean;
}

function* stagesAsRoot({ stages }: DockerfileModel, options: Options): Iterable<RootStage> {
  const isAll = options.stages === 'all';
  for (const stage of isAll ? stages : stages.slice(-1)) {
    const { root, step } = stage.atEnd.user;
    if (!root || !step || dropsRootItself(stage)) continue;
    // With all stages checked, only the stage that sets the user reports it.
    if (isAll && step.stage !== stage) continue;
    const hasUser = hasUserBesidesRoot(stage);
    const isServed = hasUser && whatIsServed(stage) !== undefined;
    if (isServed || options.images === 'all' || (isAll && hasUser)) yield { stage, step, isServed };
  }
}

/** The USER that was meant to drop root, but is part of another instruction. */
function swallowedAfter(user: Step, stage: Stage): SwallowedInstruction | undefined {
  const stages = stage.ancestors.filter(({ index }) => index >= user.stage.index);
  return swallowedInstructions(stage.file).find(
    ({ name, text, start }) =>
      name === 'USER' &&
      start > user.start &&
      stages.some((one) => one.start <= start && start < one.end) &&
      !/\s(?:root|0)(?::|$)/.test(text),
  );
}
