import { type Command, defineRule, knownText, knownWord, type RunStep } from 'azml-lint';

export default defineRule({
  id: 'shell/cd',
  aliases: { DL3003: 'differs' },
  presetOptions: { hadolint: { calls: 'all' } },
  title: 'A RUN changes the directory where WORKDIR could',
  level: { inference: 'off', training: 'off', other: 'off' },
  options: {
    defaults: { calls: 'replaceable' as 'replaceable' | 'all' },
    schema: {
      calls: {
        enum: ['replaceable', 'all'],
        description:
          'Which calls of `cd` are reported: those that WORKDIR can replace as they stand, or all of them.',
      },
    },
  },
  messages: {
    lost:
      '`{command}` has no effect: the next instruction begins in the working directory again. Write ' +
      '`WORKDIR {directory}` after this RUN.',
    first:
      '`{command}` holds for this RUN only, and nobody sees it above the RUN. Write `WORKDIR {directory}` before it{back}.',
    within:
      '`{command}` changes the directory for the rest of this RUN, out of sight of the other instructions. Split the RUN ' +
      'here, with `WORKDIR {directory}` between the parts.',
  },
  check({ file, options, report }) {
    for (const { command, run, index } of firstCalls(file.commandsNamed('cd'))) {
      if (run.onbuild) continue;
      const place = placeOf(command, run, index);
      const directory = directoryOf(command, run);
      if (options.calls === 'replaceable' && (place === 'within' || directory === undefined)) continue;
      const data = { command: textOf(command), directory: directory ?? command.operands[0]?.text ?? '…' };
      if (place !== 'first') report({ at: command, message: place, data });
      else report({ at: command, message: place, data: { ...data, back: backFrom(run) } });
    }
  },
});

/** The first call in each RUN: one instruction is one thing to change. */
function firstCalls<Call extends { readonly run: RunStep }>(calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ run }, at) => calls[at - 1]?.run !== run);
}

/**
 * - `lost`: the last command of the script
 * - `first`: the first command, and everything after it depends on it and stays in its directory
 * - `within`: any other
 */
function placeOf({ context }: Command, run: RunStep, index: number): 'lost' | 'first' | 'within' {
  const { inside, mayFail, pipeline } = context;
  if (inside.length > 0 || mayFail || pipeline.length > 1) return 'within';
  if (index === run.commands.length - 1) return 'lost';
  const others = run.commands.slice(index + 1);
  const stays = others.every((other) => !other.is('cd|pushd') && other.context.after !== '||');
  return index === 0 && stays && run.instruction.mounts.length === 0 ? 'first' : 'within';
}

/** The directory as WORKDIR would have it; `undefined`: home, the one before, or known only in the run. */
function directoryOf(command: Command, run: RunStep): string | undefined {
  const [word, ...more] = command.operands;
  const directory = knownWord(run, command, word);
  return more.length > 0 || directory === undefined || /^[-~]|[*?[]/.test(directory) ? undefined : directory;
}

/** What returns to the directory in force. */
function backFrom({ before }: RunStep): string {
  const directory = knownText(before.workdir);
  return directory === undefined ? '' : `, and \`WORKDIR ${directory}\` after it`;
}

function textOf({ name, operands }: Command): string {
  return [name, ...operands.map(({ text }) => text)].join(' ');
}
