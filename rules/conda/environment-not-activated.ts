import { defineRule, insertLinesAfter, type RunStep, type Stage, type Step } from 'azml-lint';
import {
  ACTIVATION_VARIABLES,
  type ActivationVariable,
  absentEnvironments,
  condaRootOf,
  isUsedOtherwise,
  type OwnEnvironment,
  ownEnvironments,
  pointingValue,
  pointsTo,
  serverOf,
  unnamedEnvironment,
} from 'azml-lint/facts';

/** Either of them makes an environment active. */
const ACTIVATES = ['AZUREML_CONDA_ENVIRONMENT_PATH', 'PATH'] as const;

export default defineRule({
  id: 'conda/environment-not-activated',
  title: 'An environment is made and not active',
  level: { inference: 'warning', training: 'info', other: 'off' },
  serving: true,
  fix: 'unsafe',
  messages: {
    partly:
      '`{prefix}` is only partly active: {variables} to it, so programs and libraries of the image are found before its own. ' +
      'Add `{line}`.',
    inactive:
      '`{prefix}` is made, and nothing makes it active: {who} in the environment of the image. Add `{line}`.',
    unnamed:
      '`{command}` makes an environment under the name in its file, and nothing makes it active: {who} in the environment of the ' +
      'image. Add `-p {prefix}` here, and `{line}`.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const isServer = stage !== undefined && serverOf(stage) !== undefined;
    // What is active is told by conda/activated-not-created then.
    if (!stage || absentEnvironments(stage).length > 0) return;
    if (!isServer && (stage.family !== 'training' || stage.serves)) return;
    const who = isServer ? 'the server runs' : 'jobs run';
    const made = ownEnvironments(stage, isServer);
    if (
      made.some(({ prefix }) =>
        ACTIVATION_VARIABLES.some((name) => pointsTo(stage, name, prefix) === undefined),
      )
    )
      return;
    const active = made.find(({ prefix }) => ACTIVATES.some((name) => pointsTo(stage, name, prefix)));
    const last = made.at(-1);
    if (active) {
      const missing = ACTIVATION_VARIABLES.filter((name) => pointsTo(stage, name, active.prefix) === false);
      if (isServer && missing.length > 0) report({ ...finding(stage, active, missing), message: 'partly' });
    } else if (last && !isUsedOtherwise(stage, last)) {
      const { at, data, fix } = finding(stage, last, ACTIVATION_VARIABLES);
      report({ at, message: 'inactive', data: { ...data, who }, fix });
    } else if (!last) {
      const unnamed = unnamedEnvironment(stage);
      if (!unnamed) return;
      const prefix = `${condaRootOf(stage.image)}/envs/model`;
      const data = { command: unnamed.head.text, who, prefix, line: lineOf(ACTIVATION_VARIABLES, prefix) };
      report({ at: unnamed.head, message: 'unnamed', data });
    }
  },
});

function finding(stage: Stage, made: OwnEnvironment, missing: readonly ActivationVariable[]) {
  const { prefix, run } = made;
  const line = lineOf(missing, prefix);
  const names = missing.map((name) => `\`${name}\``);
  const variables = `${names.join(' and ')} ${names.length === 1 ? 'does not point' : 'do not point'}`;
  const after = lastOf(stage, run);
  const edit = insertLinesAfter(stage.file, after.instruction, [line]);
  const fix = edit && { title: 'Make it active', edits: [edit] };
  return { at: made.command.head, data: { prefix, variables, line }, fix };
}

function lineOf(variables: readonly ActivationVariable[], prefix: string): string {
  return `ENV ${variables.map((name) => `${name}=${pointingValue(name, prefix)}`).join(' ')}`;
}

/** The last instruction that makes the environment or sets one of the variables. */
function lastOf(stage: Stage, run: RunStep): Step {
  const steps: readonly Step[] = ACTIVATION_VARIABLES.flatMap((name) => stage.envSetting(name)?.step ?? []);
  return steps.reduce((last, step) => (step.start > last.start ? step : last), run as Step);
}
