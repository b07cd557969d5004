import { type Command, dataflow, defineRule, isRun, knownText, type RunStep, type Step } from 'azml-lint';
import { memoized, packageCommands } from 'azml-lint/facts';

/** Asks of every channel that is in use, `defaults` among them. */
const ACCEPT = 'CONDA_PLUGINS_AUTO_ACCEPT_TOS';

export default defineRule({
  id: 'conda/terms-of-service',
  title: 'Packages come from `defaults`, whose terms nobody accepts',
  level: { inference: 'off', training: 'off', other: 'off' },
  messages: {
    defaults:
      '`{command}` takes packages from the channel `defaults`, and Miniconda since 25.5 stops unless its terms are accepted: ' +
      '"CondaToSNonInteractiveError". Accept them before, `conda tos accept`, or leave the channel out: `--override-channels -c conda-forge`.',
  },
  check({ file, report }) {
    const settled = dataflow(
      file,
      () => false,
      (is, step) => is || settles(step),
    );
    for (const { command, run } of packageCommands(file, 'conda', 'install', 'create', 'upgrade')) {
      if (command.name !== 'conda' || settled(run) || !usesDefaults(command)) continue;
      if (chosenAt(run) < command.start || command.assignments.some(({ name }) => name === ACCEPT)) continue;
      report({ at: command.head, message: 'defaults', data: { command: command.head.text } });
    }
  },
});

/** Where a RUN settles the matter, if it does. */
const chosenAt = memoized(
  ({ commands }: RunStep) => commands.find(choosesChannels)?.start ?? Number.POSITIVE_INFINITY,
);

/** Those that name packages: the channels of an environment file are in the file. */
function usesDefaults(command: Command): boolean {
  const isOffline = command.flag('--override-channels', '--offline', '--clone', '--use-local', '--dry-run');
  return !isOffline && command.targets.length > 0;
}

function settles(step: Step): boolean {
  if (isRun(step)) return step.commands.some(choosesChannels);
  const { instruction, value } = step;
  if (instruction.name !== 'ENV') return false;
  return instruction.pairs.some(
    (pair) =>
      pair.name.text === ACCEPT &&
      pair.value &&
      !/^(?:no|false|0)$/i.test(knownText(value(pair.value)) ?? ''),
  );
}

/** `conda tos accept`, `conda config --remove channels defaults`, a `.condarc`, a conda of conda-forge. */
function choosesChannels(command: Command): boolean {
  const { words, redirections } = command;
  if (
    command.is('conda', 'tos') ||
    (command.is('conda', 'config') && words.some(({ text }) => /channel/.test(text)))
  )
    return true;
  const texts = [...words, ...redirections.flatMap(({ target }) => target ?? [])].map(({ text }) => text);
  return texts.some((text) => /condarc|miniforge|mambaforge/i.test(text));
}
