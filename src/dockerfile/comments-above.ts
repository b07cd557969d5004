/** The comments that BuildKit keeps for an instruction, and what they say about its checks. */
import { memoized } from '../text/memoized.ts';
import { type CheckOptions, readCheckOptions, upToBlank } from './check-options.ts';
import type { Comment, Dockerfile, Instruction } from './tree.ts';

/**
 * The comment lines above each instruction, in order: all since the instruction before it, blank lines in between or not. A
 * line with only `#` takes back those above it.
 */
export const commentsAbove: (dockerfile: Dockerfile) => ReadonlyMap<Instruction, readonly Comment[]> =
  memoized((dockerfile) => {
    const { comments, instructions } = dockerfile;
    const above = new Map<Instruction, readonly Comment[]>();
    let next = 0;
    let line = 0;
    for (const instruction of instructions) {
      let kept: Comment[] = [];
      for (; next < comments.length && comments[next]!.line < instruction.startLine; next++) {
        const comment = comments[next]!;
        // Those inside the instruction before it do not count.
        if (comment.line <= line) continue;
        if (comment.text.trim() === '' && !isIndented(comment, dockerfile)) kept = [];
        else kept.push(comment);
      }
      above.set(instruction, kept);
      line = instruction.endLine;
    }
    return above;
  });

/** Whether blanks come before the `#`: BuildKit then keeps the `#` as a part of the text. */
export function isIndented({ start, line }: Comment, { source }: Dockerfile): boolean {
  return source.lineStarts[line - 1] !== start;
}

const CHECK = /^[\t\v\f\r ]*check[\t\v\f\r ]*=[\t\v\f\r ]*(\S.*)$/i;

/** A comment that says which checks are skipped, or asked for, at the instruction below it. */
export interface CheckComment {
  readonly comment: Comment;
  readonly options: CheckOptions;
}

/** The comment above an instruction in which BuildKit reads `check=`: the first one, and it must be right. */
export function checkCommentAbove(
  instruction: Instruction,
  dockerfile: Dockerfile,
): CheckComment | undefined {
  for (const comment of commentsAbove(dockerfile).get(instruction) ?? []) {
    const [, value] = CHECK.exec(comment.text) ?? [];
    if (value === undefined || isIndented(comment, dockerfile)) continue;
    const options = readCheckOptions(upToBlank(value));
    return options.wrong.length > 0 ? undefined : { comment, options };
  }
  return undefined;
}
