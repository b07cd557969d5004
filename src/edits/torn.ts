import { swallowedInstructions } from '../facts/builder/swallowed.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Finding } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt } from '../text/source.ts';

/**
 * A finding without a fix that would touch an instruction which has swallowed others: what the author meant by it can only be
 * told once the stray continuation is gone.
 */
export function withoutFixOfTorn(finding: Finding, file: DockerfileModel): Finding {
  if (!finding.fix?.edits.some((edit) => touchesTorn(edit, file))) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
}

/** By lines: what is put on a line of its own before or after such an instruction touches it too. */
function touchesTorn({ start, end }: Edit, file: DockerfileModel): boolean {
  const first = lineAt(file.source, start);
  const last = lineAt(file.source, Math.max(start, end - 1));
  return swallowedInstructions(file).some(({ by }) => first <= by.endLine && by.startLine <= last);
}
