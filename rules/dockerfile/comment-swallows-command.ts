import { defineRule, type Fragment, lineText, positionAt, type SourceFile } from 'azml-lint';
import { swallowedInstructions } from 'azml-lint/facts';

export default defineRule({
  id: 'dockerfile/comment-swallows-command',
  title: 'A comment in a continued command takes the following lines with it',
  level: { inference: 'error', training: 'error', other: 'error' },
  messages: {
    swallowed:
      'The lines of this RUN are one line for the shell, so that this comment goes on to its end, and `{lost}` on line {line} is never run. ' +
      'Put the comment on a line of its own above, or take it out.',
    lost: 'This is part of the comment',
  },
  check({ file, report }) {
    const instructions = swallowedInstructions(file);
    for (const run of file.runs)
      for (const comment of run.scripts.flatMap(({ comments }) => comments)) {
        const lost = swallowedLine(comment, file.source);
        // Without the continuation, the instruction is one.
        if (!lost || instructions.some(({ line }) => line === lost.line)) continue;
        report({
          at: lost.comment,
          message: 'swallowed',
          data: { lost: lost.text, line: lost.line },
          related: [{ at: lost, message: 'lost' }],
        });
      }
  },
});

/** The first line after its own that a comment goes on to, without what ends it, and the comment on its own line. */
function swallowedLine(comment: Fragment, source: SourceFile) {
  const own = positionAt(source, comment.start);
  const last = positionAt(source, comment.end).line;
  for (let line = own.line + 1; line <= last; line++) {
    const written = lineText(source, line);
    const text = written.replace(/[\\`]\s*$/, '').trim();
    if (text === '' || text.startsWith('#')) continue;
    const start = source.lineStarts[line - 1]! + written.indexOf(text);
    const end =
      comment.start +
      lineText(source, own.line)
        .slice(own.column - 1)
        .replace(/\s*[\\`]?\s*$/, '').length;
    return { start, end: start + text.length, text, line, comment: { start: comment.start, end } };
  }
  return undefined;
}
