import { type DockerfileModel, defineRule, positionAt, type RunCommand, type RunStep } from 'azml-lint';

type Call = Pick<RunCommand, 'command' | 'run'>;

export default defineRule({
  id: 'shell/wget-and-curl',
  aliases: { DL4001: 'differs' },
  presetOptions: { hadolint: { report: 'each-run' } },
  title: 'A stage fetches with both wget and curl',
  level: { inference: 'info', training: 'info', other: 'info' },
  options: {
    defaults: { report: 'once' as 'once' | 'each-run' },
    schema: {
      report: {
        enum: ['once', 'each-run'],
        description:
          'Whether a stage is reported once, where the second program comes in, or at each RUN that fetches from there on.',
      },
    },
  },
  messages: {
    both:
      '`{command}` does what `{other}` does in line {line}: two programs to install and to update in one image. Fetch ' +
      'everything with `{other}`.',
    first: 'with `{command}` here',
  },
  check({ file, options, report }) {
    if (file.commandsNamed('wget').length === 0 || file.commandsNamed('curl').length === 0) return;
    for (const calls of callsByImage(file)) {
      for (const { command } of secondCalls(calls, options.report === 'each-run')) {
        const other = calls.find((call) => call.command.name !== command.name)!.command;
        const { line } = positionAt(file.source, other.start);
        report({
          at: command.nameWord!,
          message: 'both',
          data: { command: command.name, other: other.name, line },
          related: [{ at: other.nameWord!, message: 'first', data: { command: other.name } }],
        });
      }
    }
  },
});

/** The calls of each stage; those of triggers, which belong to the image that is built on this one, come together. */
function callsByImage({ stages, runs }: DockerfileModel): readonly (readonly Call[])[] {
  const triggers = runs.filter(({ onbuild }) => onbuild);
  return [...stages.map((stage) => stage.runs.filter(({ onbuild }) => !onbuild)), triggers].map(callsIn);
}

function callsIn(runs: readonly RunStep[]): readonly Call[] {
  return runs.flatMap((run) => run.commandsNamed('wget|curl').map((command) => ({ command, run })));
}

/** The first call in each RUN from where both programs have been called, or the very first of them alone. */
function secondCalls(calls: readonly Call[], inEachRun: boolean): readonly Call[] {
  const at = calls.findIndex(({ command }) => command.name !== calls[0]?.command.name);
  const second = calls[at];
  if (!second) return [];
  const rest = calls.slice(at + 1);
  const later = rest.filter(({ run }, index) => run !== (index === 0 ? second.run : rest[index - 1]!.run));
  return inEachRun ? [second, ...later] : [second];
}
