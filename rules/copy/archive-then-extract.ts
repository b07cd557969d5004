import { type Command, type CopyStep, defineRule, positionAt } from 'azml-lint';
import { isTarArchive } from 'azml-lint/facts';

const UNPACKERS = 'tar|gunzip|bunzip2|unlzma|unxz|uncompress|zcat|gzcat|unzip';

export default defineRule({
  id: 'copy/archive-then-extract',
  aliases: { DL3010: 'differs' },
  title: 'An archive is copied and then unpacked',
  level: { inference: 'info', training: 'info', other: 'info' },
  messages: {
    unpacked:
      '`{archive}` stays in this layer after line {line} has unpacked it, so that every node pulls it twice. ADD unpacks it by itself: ' +
      '`ADD {source} {directory}`.',
    here: 'Unpacked here',
  },
  check({ file, report }) {
    const unpacking = file
      .commandsNamed(UNPACKERS)
      .flatMap(({ command, run }) => unpackedBy(command).map((archive) => ({ command, run, archive })));
    for (const copy of unpacking.length > 0 ? file.copies : []) {
      const { stage, onbuild, from, instruction } = copy;
      if (instruction.name !== 'COPY' || onbuild || from || !stage.shipped) continue;
      for (const { word, name } of archivesOf(copy)) {
        const later = unpacking.find(
          ({ archive, run }) => archive === name && run.stage === stage && run.start > copy.start,
        );
        const command = later?.command;
        if (!command) continue;
        const { line } = positionAt(file.source, command.start);
        const directory = command.flag('-C', '--directory')?.value?.text ?? './';
        report({
          at: word,
          message: 'unpacked',
          data: { archive: name, line, source: word.text, directory },
          related: [{ at: command.head, message: 'here' }],
        });
      }
    }
  },
});

/** The archives that a COPY brings, with their names in the image. */
function archivesOf({ instruction: { destination, sources }, intoDirectory }: CopyStep) {
  return sources.flatMap((word) => {
    const target = lastPart(destination.text);
    const name = !intoDirectory && isTarArchive(target) ? target : lastPart(word.text);
    return isTarArchive(name) ? [{ word, name }] : [];
  });
}

/** What only tar can do: take some of the files, or put them elsewhere. */
const SELECTING = [
  '--strip-components',
  '--strip',
  '--transform',
  '--xform',
  '--exclude',
  '-X',
  '-O',
  '--to-stdout',
];

/** The names of the archives that a command unpacks as a whole, as ADD would. */
function unpackedBy(command: Command): readonly string[] {
  if (!command.is('tar')) return command.operands.map(({ text }) => lastPart(text));
  const file = command.flag('-f', '--file')?.value;
  const isWhole = command.operands.length === 0 && command.flag(...SELECTING) === undefined;
  return file && isWhole && command.flag('-x', '--extract', '--get') ? [lastPart(file.text)] : [];
}

/** The last part of a path of Linux or Windows, without quotes. */
function lastPart(path: string): string {
  return path.replaceAll(/["']/g, '').split(/[/\\]/).at(-1)!;
}
