/** Where suppressions are found: in the comments of the Dockerfile, and in those of the scripts inside it. */
import type { Comment, Dockerfile, Instruction } from '../../dockerfile/tree.ts';
import { slice } from '../../text/fragment.ts';
import { positionAt } from '../../text/source.ts';

/** All comments of a file, in order. BuildKit sees no comments in a here-document, but the shell that runs it does. */
export function allComments(dockerfile: Dockerfile): readonly Comment[] {
  const inScripts = dockerfile.instructions.flatMap((instruction) => inHeredocs(instruction, dockerfile));
  if (inScripts.length === 0) return dockerfile.comments;
  return [...dockerfile.comments, ...inScripts].sort((a, b) => a.start - b.start);
}

function inHeredocs(instruction: Instruction, { source }: Dockerfile): readonly Comment[] {
  const run = instruction.name === 'ONBUILD' ? instruction.trigger : instruction;
  if (run?.name !== 'RUN') return [];
  return run.heredocs.flatMap(({ body }) =>
    [...body.text.matchAll(/^[ \t]*#(.*)$/gm)].map((match) => {
      const [line, text] = match;
      const to = match.index + line.length;
      const { start, end } = slice(body, to - text!.length - 1, to);
      return { start, end, text: text!, line: positionAt(source, start).line };
    }),
  );
}
