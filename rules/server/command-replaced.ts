import { defineRule, type ImageDefinition, type Stage } from 'azml-lint';
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
      '{cure}, or {give} an `inference_config` that names the ports and paths of your own server.',
    notStarted:
      '{instruction} does not run `{boot}`, so the inference server, which `{variable}` is for, never starts. {cure}, ' +
      'or {give} an `inference_config` that names the ports and paths of your own server.',
    port:
      '`{server}` listens on port {port} here and takes the place of `{boot}`: nothing answers on {public}. Write ' +
      '`--port {public}`, or {give} an `inference_config` that names port {port}.',
    environment: 'This environment has no `inference_config`',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    if (!stage || !isForServer(stage)) return;
    const words = wordsFor(stage);
    const uses = file.surroundings.definitions();
    const wrong = uses.filter(lacksRoutes);
    // Routes that are not complete are another rule's, and those of a batch deployment or a job are nobody's.
    if (!words || (uses.length > 0 && wrong.length === 0)) return;
    const give = wrong.length > 0 ? 'give the environment' : 'deploy with';
    report({
      ...words,
      data: { ...words.data, give },
      severity: wrong.length > 0 ? 'error' : undefined,
      related: wrong.map(({ at }) => ({ at, message: 'environment' })),
    });
  },
});

/** Nothing but the server of the image would be asked. */
function lacksRoutes({ inferenceConfig, deployment, isForJob }: ImageDefinition): boolean {
  return !inferenceConfig && !isForJob && deployment?.kind !== 'batch';
}

/** What is told of the command that a container starts; `undefined` if it starts the server where it is asked. */
function wordsFor(stage: Stage) {
  const startup = containerStartOf(stage);
  if (startup.kind === 'server') {
    const { port, portWord, step } = startup;
    if (port === undefined || port === PUBLIC_PORT) return undefined;
    const data = { server: SERVER_COMMAND, port, boot: BOOT, public: PUBLIC_PORT };
    return { at: portWord ?? step.instruction.rest, message: 'port', data } as const;
  }
  if (startup.kind !== 'other') return undefined;
  const { step, cmd } = startup;
  const { name: instruction, rest } = step.instruction;
  const variable = stage.family === 'inference' ? undefined : variableOf(stage);
  if (variable === undefined) {
    const cure = cmd ? 'Remove it and the CMD' : 'Remove it';
    const data = { instruction, boot: BOOT, public: PUBLIC_PORT, cure };
    return { at: rest, message: 'replaced', data } as const;
  }
  const cure = cmd ? `Write ${RIGHT} in the place of both` : `Write ${RIGHT} in its place`;
  return { at: rest, message: 'notStarted', data: { instruction, boot: BOOT, variable, cure } } as const;
}

/** On a training image, the variable that shows that the stage is for serving. */
function variableOf(stage: Stage): string | undefined {
  return ['AZUREML_ENTRY_SCRIPT', 'AML_APP_ROOT'].find((name) => stage.envSetting(name));
}
