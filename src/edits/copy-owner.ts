import type { CopyStep } from '../model/model.ts';
import type { Edit } from '../text/edit.ts';

/** The edit by which a COPY or ADD gives what it brings to a user. */
export function addChown({ instruction }: CopyStep, user: string): Edit {
  const { end } = instruction.keyword;
  return { start: end, end, text: ` --chown=${user}` };
}
