import { BOOT_COMMAND, baseStartsServer, defineRule, SERVICE_DIRECTORY, serverReplacedBy } from 'azml-lint';

export default defineRule({
  id: 'server/command-replaced',
  title: 'The container starts something else than the inference server',
  level: { inference: 'warning', training: 'off', other: 'off' },
  messages: {
    replaced:
      '{instruction} replaces `{boot} {services}`, which starts nginx and the inference server, so the container never answers on ' +
      'port 5001. Remove it, or deploy with an `inference_config` that names the ports and paths of your own server.',
  },
  check({ file, report }) {
    const stage = file.finalStage;
    const step = stage && baseStartsServer(stage) ? serverReplacedBy(stage) : undefined;
    if (!step) return;
    const { name, rest } = step.instruction;
    report({
      at: rest,
      message: 'replaced',
      data: { instruction: name, boot: BOOT_COMMAND, services: SERVICE_DIRECTORY },
    });
  },
});
