import { type Command, defineRule, insertWordAfter } from 'azml-lint';
import { hasGnuWget, mayHoldOptions } from 'azml-lint/facts';

const OPTION = '--progress=dot:giga';

/** Options that leave no progress in the log, or say which one. */
const SAYS_HOW =
  '-q --quiet -nv --no-verbose --progress -o --output-file -a --append-output -b --background --spider'.split(
    ' ',
  );

/** With these it fetches nothing. */
const ASKS = ['-V', '--version', '-h', '--help'];

export default defineRule({
  id: 'shell/wget-progress',
  aliases: { DL3047: 'differs' },
  title: 'wget fills the build log with its progress',
  level: { inference: 'info', training: 'info', other: 'info' },
  fix: 'safe',
  messages: {
    progress:
      '`wget` writes a line for each 50 KB into the build log, thousands for a model, and errors are lost among them. Add ' +
      '`{option}`.',
  },
  check({ file, report }) {
    for (const { command, run } of file.commandsNamed('wget')) {
      const isGnu = hasGnuWget(run, command);
      if (
        isGnu === false ||
        isOfBusybox(command) ||
        command.flag(...ASKS) ||
        saysHow(command) ||
        mayHoldOptions(run, command)
      )
        continue;
      const edits = [insertWordAfter(run, command, command.nameWord!, OPTION)];
      report({
        at: command.nameWord!,
        message: 'progress',
        data: { option: OPTION },
        fix: { title: `Add \`${OPTION}\``, edits, safety: isGnu ? 'safe' : 'unsafe' },
      });
    }
  },
});

/** `busybox wget` is another program, which stops at the option. */
function isOfBusybox({ wrappers }: Command): boolean {
  return wrappers.some(({ name }) => name === 'busybox');
}

function saysHow(command: Command): boolean {
  const isSet = command.flags.some(
    ({ name, value }) =>
      /^(?:-e|--execute)$/.test(name) && /^(?:quiet|verbose|progress|logfile)/.test(value?.text ?? ''),
  );
  return isSet || command.flag(...SAYS_HOW) !== undefined || isSilenced(command);
}

/** Whether what it tells, on standard error, goes to a file: `2>/dev/null`, `&>log`. */
function isSilenced({ redirections }: Command): boolean {
  return redirections.some(
    ({ operator, fileDescriptor, target }) =>
      operator.startsWith('&>') ||
      (operator === '>&' && fileDescriptor === undefined) ||
      (operator.startsWith('>') && fileDescriptor === 2 && !/^\d+$/.test(target?.text ?? '')),
  );
}
