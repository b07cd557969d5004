import { swallowedInstructions } from '../facts/builder/swallowed.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Finding } from '../rule/finding.ts';
import type { Edit } from '../text/edit.ts';
import { lineAt } from '../text/source.ts';

/**
 * The finding without its fix, if the fix would touch an instruction that swallowed others: what the author meant by it
 * is known only after the stray continuation is gone.
 */
export function withoutFixOfTorn(finding: Finding, file: DockerfileModel): Finding {
  if (!finding.fix?.edits.some((edit) => touchesTorn(edit, file))) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
}

/** Compares lines: an edit that adds a line directly before or after such an instruction touches it too. */
function touchesTorn({ start, end }: Edit, file: DockerfileModel): boolean {
  const first = lineAt(file.source, start);
  const last = lineAt(file.source, Math.max(start, end - 1));
  return swallowedInstructions(file).some(({ by }) => first <= by.endLine && by.startLine <= last);
}
