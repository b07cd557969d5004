import { type Command, defineRule, insertWordAfter, type ProposedFix } from 'azml-lint';
import { type Download, downloadsOf, isVerified, mayHoldOptions, wouldBeRefused } from 'azml-lint/facts';

/** With these it ends with an error, shows the status, asks for no content, or reads further options. */
const SETTLED =
  '-f --fail --fail-with-body -w --write-out -I --head -K --config -V --version -h --help'.split(' ');

export default defineRule({
  id: 'download/error-ignored',
  title: 'curl takes an error page for the file',
  level: { inference: 'info', training: 'info', other: 'off' },
  fix: 'unsafe',
  messages: {
    kept:
      'If the server answers with an error, `curl` stores its page as `{file}`, and the build goes on: the endpoint or the job ' +
      'finds out. Add `-f`.',
    run:
      'If the server answers with an error, `{reader}` runs its page, or nothing, and the build may go on. Fetch a file, with ' +
      '`-f`, and run that: `curl -f -o /tmp/script {address} && {reader} /tmp/script`.',
  },
  check({ file, report }) {
    for (const download of downloadsOf(file)) {
      const { command, run, becomes, files, reader } = download;
      if (!command.is('curl') || run.onbuild || !run.stage.shipped || isSettled(download)) continue;
      if (becomes === 'file' && !isVerified(download) && !wouldBeRefused(download)) {
        const data = { file: files[0]!.text };
        report({ at: command.head, message: 'kept', data, fix: failing(download) });
      } else if (becomes === 'script') {
        const data = { reader: nameOf(reader), address: command.operands[0]?.text ?? '…' };
        report({ at: command.head, message: 'run', data });
      }
    }
  },
});

function isSettled({ command, run }: Download): boolean {
  return command.flag(...SETTLED) !== undefined || mayHoldOptions(run, command);
}

/** The shell that runs it: the program of `sh -c "$(curl …)"` is what it prints. */
function nameOf(reader: Command | undefined): string {
  const program = /^[$`]/.test(reader?.name ?? '') ? reader?.wrappers.at(-1) : reader;
  return program?.name ?? 'sh';
}

/** Adds the letter to other ones, if there are any: `-fsSL`. */
function failing({ command, run }: Download): ProposedFix {
  const title = 'Add `-f`';
  const letters = command.flags.find(
    ({ word }) => /^-[A-Za-z]{2,}$/.test(word.text) && word.literal && !word.quoted,
  );
  if (!letters) return { title, edits: [insertWordAfter(run, command, command.nameWord!, '-f')] };
  const at = letters.word.start + 1;
  return { title, edits: [{ start: at, end: at, text: 'f' }] };
}
