import { defineRule, deleteKeyValue, knownText } from 'azml-lint';
import { isStartedByServices, readersOf, unlessRead } from 'azml-lint/facts';

const VARIABLE = 'AZUREML_DEBUG_PORT';

export default defineRule({
  id: 'server/debug-port',
  title: 'The server waits for a debugger',
  level: { inference: 'error', training: 'off', other: 'off' },
  serving: true,
  fix: 'safe',
  messages: {
    waits:
      '`{variable}` makes the server wait for a debugger before it loads the entry script, so the endpoint never becomes healthy. ' +
      'Remove it from the image, and set it only where you debug.',
    read: 'read here: write what is meant, before you remove the variable',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const setting = stage?.envSetting(VARIABLE);
    if (!stage || !setting || knownText(setting.value) === '') return;
    if (!isStartedByServices(stage)) return;
    const { pair, step } = setting;
    const edits = [deleteKeyValue(file, step.instruction, pair)];
    const related = readersOf(file, VARIABLE, pair).places.map((at) => ({ at, message: 'read' as const }));
    // Without this ENV, an earlier one would apply.
    const isLast = step.before.env(VARIABLE) === undefined;
    const fix = isLast ? unlessRead(file, pair, { title: `Remove \`${VARIABLE}\``, edits }) : undefined;
    report({ at: pair, message: 'waits', data: { variable: VARIABLE }, related, fix });
  },
});
