import { swallowedInstructions } from '../../facts/builder/swallowed.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { Span } from '../../text/fragment.ts';
import { lineAt } from '../../text/source.ts';

/**
 * Whether a span touches an instruction that swallowed others: what the author meant by it is known only after the
 * stray continuation is gone. Lines are compared: an edit that adds a line directly before or after such an instruction
 * touches it too.
 */
export function touchesTorn({ start, end }: Span, file: DockerfileModel): boolean {
  const first = lineAt(file.source, start);
  const last = lineAt(file.source, Math.max(start, end - 1));
  return swallowedInstructions(file).some(({ by }) => first <= by.endLine && by.startLine <= last);
}
