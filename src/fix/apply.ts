import type { Edit, Finding, Fix } from '../rule/finding.ts';

/** What one pass of fixing did. */
export interface FixPass {
  readonly text: string;
  /** The findings whose fixes are in the text. */
  readonly applied: readonly Finding[];
}

/**
 * Applies the fixes of findings that do not touch each other; of two that do, the first by place wins and the other
 * waits for the next pass.
 */
export function applyFixes(
  text: string,
  findings: readonly Finding[],
  wanted: (fix: Fix) => boolean,
): FixPass {
  const applied: Finding[] = [];
  const edits: Edit[] = [];
  let reached = -1;
  const fixable = findings.filter(({ fix }) => fix && fix.edits.length > 0 && wanted(fix));
  fixable.sort((a, b) => a.fix!.edits[0]!.start - b.fix!.edits[0]!.start);
  for (const finding of fixable) {
    const { edits: own } = finding.fix!;
    if (own[0]!.start <= reached) continue;
    applied.push(finding);
    edits.push(...own);
    reached = own[own.length - 1]!.end;
  }
  return { text: applyEdits(text, edits), applied };
}

/** The text with edits carried out; they are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    pieces.push(text.slice(at, start), replacement);
    at = end;
  }
  return pieces.join('') + text.slice(at);
}
