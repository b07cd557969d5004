import { baseName, type Command, type CopyStep, defineRule, knownText, positionAt } from 'azml-lint';
import { isTarArchive } from 'azml-lint/facts';

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
    const unpacking = file.commandsNamed('tar').filter(({ command }) => isPlainExtraction(command));
    for (const copy of unpacking.length > 0 ? file.copies : []) {
      const { stage, onbuild, from, instruction } = copy;
      if (instruction.name !== 'COPY' || onbuild || from || !stage.shipped) continue;
      const later = unpacking.filter(({ run }) => run.stage === stage && run.start > copy.start);
      for (const { word, name } of archivesOf(copy)) {
        const command = later.find((one) => names(one.command, name))?.command;
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
function archivesOf({ sources, destination, intoDirectory }: CopyStep) {
  return sources.flatMap(({ word, value }) => {
    const target = knownText(destination) ?? '';
    const name = !intoDirectory && isTarArchive(target) ? baseName(target) : baseName(knownText(value) ?? '');
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

/** Whether tar unpacks all of a file as ADD would. */
function isPlainExtraction(command: Command): boolean {
  return (
    command.flag('-x', '--extract', '--get') !== undefined &&
    command.flag('-f', '--file') !== undefined &&
    command.flag(...SELECTING) === undefined &&
    command.operands.length === 0
  );
}

function names(command: Command, archive: string): boolean {
  return baseName(command.flag('-f', '--file')?.value?.text ?? '') === archive;
}
