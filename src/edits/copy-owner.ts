import type { CopyStep } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';

/**
 * The edit that makes a user the owner of what a COPY or ADD copies.
 *
 * @example
 * const text = 'FROM ubuntu\nCOPY src /app\n';
 * const [copy] = readDockerfile(text).copies;
 * applyEdits(text, [addChown(copy!, '1000')]); // => 'FROM ubuntu\nCOPY --chown=1000 src /app\n'
 */
export function addChown({ instruction }: CopyStep, user: string): Edit {
  const { end } = instruction.keyword;
  return { start: end, end, text: ` --chown=${user}` };
}
