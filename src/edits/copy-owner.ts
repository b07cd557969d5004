import type { CopyStep } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';

/** The edit that makes a user the owner of what a COPY or ADD copies. */
export function addChown({ instruction }: CopyStep, user: string): Edit {
  const { end } = instruction.keyword;
  return { start: end, end, text: ` --chown=${user}` };
}
