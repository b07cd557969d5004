import {
  defineRule,
  type Instruction,
  type InstructionOf,
  insertLinesAfter,
  type ProposedFix,
  type Stage,
  type Step,
  userText,
} from 'azml-lint';
import {
  containerStartOf,
  describeSwallowed,
  dropsRootItself,
  isAzureMachineLearning,
  SERVER_USER,
  type SwallowedInstruction,
  startStepsOf,
  swallowedInstructions,
  TRAINING_PORTS,
} from 'azml-lint/facts';

export default defineRule({
  id: 'user/root-not-dropped',
  aliases: { DL3002: 'differs' },
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
    replaced:
      'Nothing takes `{user}` back before the end of the stage, so `{command}` runs as root. Add `USER {serverUser}` as ' +
      'the last instruction.',
    anybody:
      'Nothing takes `{user}` back before the end of the stage: whoever breaks into {what} owns the container. ' +
      'End with a user that is not root, such as `USER 1000`.',
    swallowed:
      '`{written}` on line {line} changes nothing: a stray `{character}` on line {stray} makes it part of the {by} above it, so the ' +
      'image ends as root. Remove the `{character}`.',
    inherited: 'this stage goes on as root',
    part: 'part of the {by} above it',
  },
  check({ file, options, report }) {
    for (const stage of options.stages === 'all' ? file.stages : file.stages.slice(-1)) {
      const { root, step } = stage.atEnd.user;
      if (!root || !step || !hasServerUser(stage)) continue;
      // With all stages checked, only the stage that sets the user reports it.
      if (options.stages === 'all' && step.stage !== stage) continue;
      const related = step.stage === stage ? [] : [{ at: stage.from, message: 'inherited' as const }];
      if (dropsRootItself(stage) || (options.stages === 'final' && !isServed(stage))) continue;
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
      } else if (stage.family === 'inference') {
        const data = { user, serverUser: SERVER_USER };
        const fix = dropped(stage, step);
        const startup = containerStartOf(stage);
        if (startup.kind === 'unknown' || startup.kind === 'other') {
          const command = commandIn(startup.step.instruction);
          report({ at: step, message: 'replaced', data: { ...data, command }, related, fix });
        } else report({ at: step, message: 'server', data, related, fix });
      } else {
        report({ at: step, message: 'anybody', data: { user, what: whatIsServed(stage) }, related });
      }
    }
  },
});

/** An inference image that runs as root, or as an unknown user, has no other user to return to. */
function hasServerUser({ family, image, root }: Stage): boolean {
  if (image)
    return image.defaultUser !== 'root' && (family !== 'inference' || image.defaultUser !== undefined);
  const { base } = root;
  return base.kind !== 'image' || !isAzureMachineLearning(base.reference.name);
}

/** Other images are reported only if something in them accepts requests. */
function isServed(stage: Stage): boolean {
  if (stage.family === 'inference') return true;
  return startsSomething(stage) || exposedPorts(stage).length > 0;
}

function whatIsServed(stage: Stage): string {
  if (startsSomething(stage)) return 'what it starts';
  return `what listens on port ${exposedPorts(stage).join(' and ')}`;
}

function startsSomething(stage: Stage): boolean {
  return startStepsOf(stage).some(({ instruction }) => !SHELL.test(commandIn(instruction)));
}

/** The ports of a file, except for the line that is copied from the training images. */
function exposedPorts(stage: Stage): readonly string[] {
  const copied = TRAINING_PORTS.join(' ');
  return stage.atEnd.exposed
    .filter(({ step }) => step.instruction.args.map(({ text }) => text).join(' ') !== copied)
    .map(({ word }) => word.text);
}

/** A container that starts only a shell is for a person at a terminal. */
const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z)?sh(?: -[li]+)*$/;

function commandIn({ args, json, rest }: Instruction): string {
  return json ? args.map(({ text }) => text).join(' ') : rest.text.trim();
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

/**
 * A stage that others build on may have to stay root for them. What the file starts, and what an image on top of it
 * does by ONBUILD, may need root too.
 */
function dropped(stage: Stage, user: Step<InstructionOf<'USER'>>): ProposedFix | undefined {
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
