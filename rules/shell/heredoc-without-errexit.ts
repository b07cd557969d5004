import { type Command, defineRule, type Heredoc, type RunStep } from 'azml-lint';
import { insertFirstLine } from 'azml-lint/facts';

/** Commands whose failure nobody would miss. */
const NEVER_FAIL = ':|true|echo|printf|set|unset|export|exit|shopt|trap';

export default defineRule({
  id: 'shell/heredoc-without-errexit',
  title: 'A here-document goes on after a failure',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'unsafe',
  messages: {
    goesOn:
      'If `{command}` fails, the build goes on: of a here-document, only the last command decides whether the RUN has ' +
      'failed. Write `set -e` as its first line.',
    fails: 'a failure here is not noticed',
  },
  check({ file, report }) {
    for (const run of file.runs) {
      for (const heredoc of run.instruction.heredocs) {
        const commands = commandsIn(heredoc, run);
        const command = commands && unnoticed(commands);
        if (!command) continue;
        report({
          at: heredoc,
          message: 'goesOn',
          data: { command: command.head.text },
          related: [{ at: command.head, message: 'fails' }],
          fix: { title: 'Begin with `set -e`', edits: [insertFirstLine(file, heredoc, 'set -e')] },
        });
      }
    }
  },
});

/** The commands of the script that a here-document is, without those in substitutions and functions. */
function commandsIn({ body }: Heredoc, { commands }: RunStep): readonly Command[] {
  return commands.filter(
    ({ start, end, context: { inside } }) =>
      body.start <= start &&
      end <= body.end &&
      !inside.includes('substitution') &&
      !inside.includes('function'),
  );
}

/** The first command whose failure is lost, because another statement follows and errexit is off. */
function unnoticed(commands: readonly Command[]): Command | undefined {
  if (commands.some((command) => command.is('trap') && command.words.some(({ text }) => text === 'ERR')))
    return undefined;
  const depth = Math.min(...commands.map(({ context }) => context.inside.length));
  const last = commands.findLast(
    ({ context: { inside, after, pipeline } }) =>
      inside.length === depth && after === ';' && pipeline.position === 0,
  );
  return commands.find(
    (command) =>
      last !== undefined &&
      command.end <= last.start &&
      command.name !== '' &&
      !command.is(NEVER_FAIL) &&
      !command.context.mayFail &&
      !command.context.options.errexit,
  );
}
