import { type Command, defineRule } from 'azml-lint';

/** Questions of frameworks about the GPUs of the machine, in the text of `python -c`. */
const QUESTIONS =
  /\btorch\.cuda\.(?:is_available|device_count|get_device_\w+|current_device|mem_get_info)\(|\btf\.(?:config\.(?:experimental\.)?list_physical_devices\(\s*['"]GPU|test\.(?:is_gpu_available|gpu_device_name)\()|\bjax\.devices\(\s*['"]gpu/;

export default defineRule({
  id: 'gpu/queried-in-build',
  title: 'The build asks for a GPU',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  messages: {
    smi:
      '`{command}` finds no GPU and no driver in a build, which runs on a machine without them: it stops with "command not ' +
      'found" or "couldn\'t communicate with the NVIDIA driver". Run it in the job or in the container instead.',
    asks:
      '`{question}` asks for a GPU, and the machine that builds has none: the answer is no, whatever runs the image later. ' +
      'Ask in the job or in the container instead.',
  },
  check({ file, report }) {
    for (const { command } of file.commandsNamed('nvidia-smi')) {
      if (isAnswerIgnored(command)) continue;
      report({ at: command.nameWord!, message: 'smi', data: { command: command.head.text } });
    }
    for (const { command } of file.commandsNamed('python')) {
      const program = command.flag('-c')?.value;
      const question = program && QUESTIONS.exec(program.text)?.[0];
      if (!program || question === undefined || isAnswerIgnored(command)) continue;
      report({ at: program, message: 'asks', data: { question: question.replace(/\(.*/, '()') } });
    }
  },
});

/** `nvidia-smi || true`, `if nvidia-smi; then …`: the build knows what to do without a GPU. */
function isAnswerIgnored({ context }: Command): boolean {
  return context.mayFail || context.inside.includes('condition') || context.inside.includes('if');
}
