import { defineRule, type ProposedFix, prependCommand } from 'azml-lint';
import { type Activation, condaActivations, condaRootOf } from 'azml-lint/facts';

export default defineRule({
  id: 'conda/activate-in-run',
  title: 'An environment is activated in a RUN that cannot, or to no effect',
  level: { inference: 'error', training: 'error', other: 'error' },
  fix: 'unsafe',
  messages: {
    unprepared:
      '`{command}` needs a shell that conda has prepared, and that of a RUN is not: it fails with "CommandNotFoundError" or "Run ' +
      "'conda init' before\". Write `{setup} && {command}`.",
    alone:
      '`{command}` needs a shell that conda has prepared, and that of a RUN is not: it fails with "CommandNotFoundError" or "Run ' +
      "'conda init' before\". Prepared, it would hold to the end of this RUN only. Write `ENV PATH={prefix}/bin:$PATH` in its place.",
    lost:
      '`{command}` holds to the end of its RUN, and nothing follows it there: later RUNs and the container use the ' +
      'environment that they used before. Write `ENV PATH={prefix}/bin:$PATH` in its place.',
  },
  check({ file, report }) {
    for (const activation of condaActivations(file)) {
      const { command, environment, prepared, last } = activation;
      if (command.context.mayFail || (prepared !== false && !(prepared && last))) continue;
      const { end } = environment ?? command.head;
      const at = { start: command.head.start, end: Math.max(end, command.head.end) };
      const text = textOf(activation);
      const data = { command: text, setup: setupOf(activation), prefix: prefixOf(activation) };
      if (prepared) report({ at, message: 'lost', data, severity: 'warning' });
      else if (last) report({ at, message: 'alone', data });
      else report({ at, message: 'unprepared', data, fix: setUp(activation) });
    }
  },
});

/** `source activate x`, `conda activate x`. */
function textOf({ command, environment }: Activation): string {
  const script = command.is('source|.') ? command.operands[0]?.text : undefined;
  return [command.head.text, script, environment?.text].filter((text) => text !== undefined).join(' ');
}

/** What defines the functions, in any POSIX shell. */
function setupOf({ command, run }: Activation): string {
  if (command.name === 'micromamba') return 'eval "$(micromamba shell hook --shell posix)"';
  const root = condaRootOf(run.stage.image) ?? '"$(conda info --base)"';
  const conda = `. ${root}/etc/profile.d/conda.sh`;
  return command.name === 'mamba' ? `${conda} && . ${root}/etc/profile.d/mamba.sh` : conda;
}

function prefixOf({ run, environment }: Activation): string {
  const root = condaRootOf(run.stage.image) ?? '…';
  if (!environment || environment.text === 'base') return root;
  return environment.text.includes('/') ? environment.text : `${root}/envs/${environment.text}`;
}

/** Only what is plain text to the shell. */
function setUp(activation: Activation): ProposedFix | undefined {
  const setup = setupOf(activation);
  const edit = /["$&]/.test(setup) ? undefined : prependCommand(activation.run, activation.command, setup);
  return edit && { title: 'Load the functions of conda before', edits: [edit] };
}
