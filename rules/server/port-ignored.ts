import { defineRule, deleteKeyValue } from 'azml-lint';
import { isStartedByServices, PUBLIC_PORT, readersOf, unlessRead } from 'azml-lint/facts';

const VARIABLE = 'SERVER_PORT';

export default defineRule({
  id: 'server/port-ignored',
  title: 'SERVER_PORT has no effect',
  level: { inference: 'info', training: 'off', other: 'off' },
  serving: true,
  fix: 'safe',
  messages: {
    ignored:
      '`{variable}` has no effect: the server sets it itself, and nginx answers on port {port} whatever it says. ' +
      'Remove it; another port is a matter of the `inference_config`.',
    read: 'read here: write what is meant, before you remove the variable',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const setting = stage?.envSetting(VARIABLE);
    if (!stage || !setting || !isStartedByServices(stage)) return;
    const { pair, step } = setting;
    const edits = [deleteKeyValue(file, step.instruction, pair)];
    const data = { variable: VARIABLE, port: PUBLIC_PORT };
    const related = readersOf(file, VARIABLE, pair).places.map((at) => ({ at, message: 'read' as const }));
    const fix = unlessRead(file, pair, { title: `Remove \`${VARIABLE}\``, edits });
    report({ at: pair, message: 'ignored', data, related, fix });
  },
});
