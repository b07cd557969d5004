/** What a file says to BuildKit about its checks. */

import {
  type CheckOptions,
  listsCheck,
  readCheckOptions,
  upToBlank,
} from '../../dockerfile/check-options.ts';
import { checkCommentAbove, commentsAbove, isIndented } from '../../dockerfile/comments-above.ts';
import type { Comment, Instruction } from '../../dockerfile/tree.ts';
import type { DockerfileModel } from '../../model/model.ts';

/** The build argument that replaces the directive `check` of a file. */
export const CHECK_ARGUMENT = 'BUILDKIT_DOCKERFILE_CHECK';

/**
 * Whether a file asks for an experimental check of BuildKit at an instruction: by its directive, the build argument that
 * replaces it, or the comment above the instruction.
 */
export function asksForCheck(file: DockerfileModel, instruction: Instruction, check: string): boolean {
  const above = checkCommentAbove(instruction, file.dockerfile)?.options;
  return [ofFile(file), above].some((options) => options && listsCheck(options.experimental, check));
}

function ofFile({ dockerfile, buildArgs }: DockerfileModel): CheckOptions | undefined {
  const given = buildArgs[CHECK_ARGUMENT];
  const directive = dockerfile.directives.find(({ name }) => name === 'check');
  const value = given ?? (directive && upToBlank(directive.value.text));
  return value === undefined ? undefined : readCheckOptions(value);
}

/** The last comment that BuildKit keeps for an instruction, whose text it takes as the description. */
export function descriptionAbove(
  { dockerfile }: DockerfileModel,
  instruction: Instruction,
): Comment | undefined {
  const comment = commentsAbove(dockerfile).get(instruction)?.at(-1);
  return comment && isIndented(comment, dockerfile) ? { ...comment, text: `#${comment.text}` } : comment;
}
