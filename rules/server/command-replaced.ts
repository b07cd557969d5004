import { defineRule, type Stage } from 'azml-lint';
import {
  BOOT_COMMAND,
  containerStartOf,
  isForServer,
  PUBLIC_PORT,
  SERVER_COMMAND,
  SERVICE_DIRECTORY,
} from 'azml-lint/facts';

const BOOT = `${BOOT_COMMAND} ${SERVICE_DIRECTORY}`;
const RIGHT = `\`CMD ["${BOOT_COMMAND}", "${SERVICE_DIRECTORY}"]\``;

export default defineRule({
  id: 'server/command-replaced',
  title: 'The container starts something else than the inference server',
  level: { inference: 'warning', training: 'off', other: 'off' },
  serving: true,
  messages: {
    replaced:
      '{instruction} replaces `{boot}`, which starts nginx on port {public} and the inference server: neither runs. ' +
      '{cure}, or deploy with an `inference_config` that names the ports and paths of your own server.',
    notStarted:
      '{instruction} does not run `{boot}`, so the inference server, which `{variable}` is for, never starts. {cure}, ' +
      'or deploy with an `inference_config` that names the ports and paths of your own server.',
    port:
      '`{server}` listens on port {port} here and takes the place of `{boot}`: nothing answers on {public}. Write ' +
      '`--port {public}`, or deploy with an `inference_config` that names port {port}.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || !isForServer(stage)) return;
    const startup = containerStartOf(stage);
    if (startup.kind === 'server') {
      const { port, portWord, step } = startup;
      if (port === undefined || port === PUBLIC_PORT) return;
      const data = { server: SERVER_COMMAND, port, boot: BOOT, public: PUBLIC_PORT };
      report({ at: portWord ?? step.instruction.rest, message: 'port', data });
    } else if (startup.kind === 'other') {
      const { step, cmd } = startup;
      const { name: instruction, rest } = step.instruction;
      const variable = stage.family === 'inference' ? undefined : variableOf(stage);
      if (variable === undefined) {
        const cure = cmd ? 'Remove it and the CMD' : 'Remove it';
        report({
          at: rest,
          message: 'replaced',
          data: { instruction, boot: BOOT, public: PUBLIC_PORT, cure },
        });
      } else {
        const cure = cmd ? `Write ${RIGHT} in the place of both` : `Write ${RIGHT} in its place`;
        report({ at: rest, message: 'notStarted', data: { instruction, boot: BOOT, variable, cure } });
      }
    }
  },
});

/** On a training image, the variable that shows that the stage is for serving. */
function variableOf(stage: Stage): string | undefined {
  return ['AZUREML_ENTRY_SCRIPT', 'AML_APP_ROOT'].find((name) => stage.envSetting(name));
}
