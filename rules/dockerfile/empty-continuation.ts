import {
  type DockerfileModel,
  defineRule,
  deleteLines,
  type Instruction,
  lineSpan,
  positionAt,
} from 'azml-lint';

export default defineRule({
  id: 'dockerfile/empty-continuation',
  aliases: { NoEmptyContinuation: 'same' },
  presetOptions: { buildkit: { place: 'last' } },
  title: 'A blank line stands in the midst of an instruction',
  level: { inference: 'warning', training: 'warning', other: 'warning' },
  fix: 'safe',
  messages: {
    blank:
      'This line is blank, and still {instruction} goes on below it: Docker has announced that it will refuse that. Remove ' +
      'the line, or write `#` on it.',
  },
  options: {
    defaults: { place: 'blank' as 'blank' | 'last' },
    schema: {
      place: {
        enum: ['blank', 'last'],
        description: 'Where it is reported: at the first blank line, or at the last line of the instruction.',
      },
    },
  },
  check({ file, options, report }) {
    for (const { instruction, lines } of instructionsWithBlanks(file)) {
      const [first] = lines;
      const line = options.place === 'blank' ? first! : lastLine(instruction, file);
      const edits = lines.map((one) => deleteLines(file, one, one)).filter((edit) => edit !== undefined);
      const fix = { title: 'Remove the blank lines', edits };
      report({
        at: lineSpan(file.source, line),
        message: 'blank',
        data: { instruction: instruction.name },
        fix,
      });
    }
  },
});

/** The instructions with blank lines in them, and these lines, both in order. */
function instructionsWithBlanks({ dockerfile }: DockerfileModel) {
  const blanks = dockerfile.emptyContinuationLines;
  let next = 0;
  return dockerfile.instructions.flatMap((instruction) => {
    while (next < blanks.length && blanks[next]! < instruction.startLine) next++;
    const from = next;
    while (next < blanks.length && blanks[next]! <= instruction.endLine) next++;
    return next > from ? [{ instruction, lines: blanks.slice(from, next) }] : [];
  });
}

/** The last line before the bodies of here-documents. */
function lastLine({ heredocs, rest, endLine }: Instruction, { source }: DockerfileModel): number {
  return heredocs.length > 0 ? positionAt(source, rest.end).line : endLine;
}
