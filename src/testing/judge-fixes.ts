import { applyEdits } from '../fix/apply.ts';
import { fixSource, type RefusedFix } from '../fix/fix.ts';
import { describeHarm } from '../fix/harm.ts';
import type { Finding } from '../rule/finding.ts';
import type { BadCase } from './cases.ts';
import { indented, LEGEND, markedOtherwise } from './drawing.ts';
import { settingsFor } from './lint-with.ts';
import { readMarkers } from './markers.ts';
import type { Prepared } from './prepare.ts';

/** What is wrong with the fixes of the findings in a bad case, or with what it says about them. */
export function judgeFixes(
  { rule, given: { fixed }, text, settings }: Prepared<BadCase<unknown>>,
  findings: readonly Finding[],
): readonly string[] {
  const fixable = findings.filter(hasFix);
  if (fixable.length === 0) return fixed ? ['it says `fixed`, but no finding has a fix'] : [];
  const idle = fixable.filter(({ fix }) => applyEdits(text, fix!.edits) === text);
  if (idle.length > 0) return idle.map(({ fix }) => `the fix "${fix!.title}" changes nothing`);
  const choice = { unsafe: true, rules: new Set([rule.id]) };
  const result = fixSource(text, settingsFor(rule, settings), choice);
  if (result.refused.length > 0) return result.refused.map(refusal);
  const left = result.findings.filter((finding) => finding.rule === rule.id);
  const endless = 'the fixes come to no end: the fixed text has findings with a fix again';
  return [
    ...(left.some(hasFix) ? [endless] : []),
    ...judgeFixed(fixed, result.text, left, findings.length - fixable.length),
  ];
}

/**
 * Compares a fixed text with the one that a case gives.
 *
 * @param mostLeft how many findings may be left where the case does not say which
 */
function judgeFixed(
  wanted: string | false | undefined,
  found: string,
  left: readonly Finding[],
  mostLeft: number,
): readonly string[] {
  if (wanted === undefined) {
    const what = 'a finding has a fix, so the case must say `fixed`. This is what becomes of it';
    return [`${what}:\n\n${indented(found)}`];
  }
  if (wanted === false) {
    const isClean = left.length <= mostLeft;
    return isClean ? [] : [`the fixed text is not clean:\n\n${markedOtherwise(found, [], left)}`];
  }
  const { text, markers } = readMarkers(wanted);
  if (text !== found)
    return [`the fixes make this of it:\n\n${indented(found)}\n\n  and not:\n\n${indented(text)}`];
  const drawing = markedOtherwise(found, markers, left);
  return drawing ? [`in the fixed text ${LEGEND}:\n\n${drawing}`] : [];
}

function hasFix({ fix }: Finding): boolean {
  return fix !== undefined;
}

function refusal({ finding, harm }: RefusedFix): string {
  return `the fix "${finding.fix!.title}" does harm: ${describeHarm(harm)}`;
}
