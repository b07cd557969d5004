import { type Command, defineRule, type Fragment, slice } from 'azml-lint';

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
      if (isAnswerIgnored(command)) continue;
      for (const program of programsOf(command)) {
        const { 0: call = '', index = 0 } = QUESTIONS.exec(program.text) ?? {};
        if (call === '') continue;
        const question = call.replace(/\(.*/, '');
        const at = slice(program, index, index + question.length);
        report({ at, message: 'asks', data: { question: `${question}()` } });
      }
    }
  },
});

/** The text of `python -c` and of `python <<EOF`. */
function programsOf(command: Command): readonly Fragment[] {
  const program = command.flag('-c')?.value?.content;
  return [program, ...command.redirections.map(({ body }) => body)].filter((text) => text !== undefined);
}

/** `nvidia-smi || true`, `if nvidia-smi; then …`: the build knows what to do without a GPU. */
function isAnswerIgnored({ context }: Command): boolean {
  return context.mayFail || context.inside.includes('condition') || context.inside.includes('if');
}
