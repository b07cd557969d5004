import { applyEdits } from '../edits/apply-edits.ts';
import { fixSource, type RefusedFix } from '../fix/fix.ts';
import { describeHarm } from '../fix/harm.ts';
import type { Finding } from '../rule/finding.ts';
import { kindOfCase } from './case-kind.ts';
import type { InvalidCase } from './cases.ts';
import { settingsFor } from './lint-with.ts';
import { indented, LEGEND, markerDiff } from './marker-diff.ts';
import type { MarkedText } from './markers.ts';
import type { PreparedCase } from './prepared-case.ts';
import { checkEach, differs, type Problems } from './problems.ts';

/** The problems of the fixes in an invalid case, or of what the case says about them. */
export function checkFixes(
  { rule, given: { fixed, safety }, text, readForm, settings }: PreparedCase<InvalidCase<unknown>>,
  findings: readonly Finding[],
): Problems {
  const fixable = findings.filter(hasFix);
  if (fixable.length === 0) {
    const said = [...(fixed ? ['fixed'] : []), ...(safety ? ['safety'] : [])];
    return said.map((key) => `it says \`${key}\`, but no finding has a fix`);
  }
  const idle = fixable.filter(({ fix }) => applyEdits(text, fix!.edits) === text);
  if (idle.length > 0) return idle.map(({ fix }) => `the fix "${fix!.title}" changes nothing`);
  const choice = { unsafe: true, rules: new Set([rule.id]) };
  const result = fixSource(text, settingsFor(rule, settings), choice, undefined, kindOfCase(rule, text));
  if (result.refused.length > 0) return result.refused.map(refusal);
  const left = result.findings.filter((finding) => finding.rule === rule.id);
  const endless = 'the fixes come to no end: the fixed text has findings with a fix again';
  return [
    ...(left.some(hasFix) ? [endless] : []),
    ...checkEach('safety', safety, fixable, ({ fix }, wanted) => differs(fix!.safety, wanted)),
    ...checkFixed(
      typeof fixed === 'string' ? readForm(fixed) : fixed,
      result.text,
      left,
      findings.length - fixable.length,
    ),
  ];
}

/**
 * Compares a fixed text with that of the case.
 *
 * @param mostLeft how many findings may remain if the case does not say which
 */
function checkFixed(
  wanted: MarkedText | false | undefined,
  found: string,
  left: readonly Finding[],
  mostLeft: number,
): Problems {
  if (wanted === undefined) {
    const what = 'a finding has a fix, so the case must say `fixed`. This is what becomes of it';
    return [`${what}:\n\n${indented(found)}`];
  }
  if (wanted === false) {
    const isClean = left.length <= mostLeft;
    return isClean ? [] : [`the fixed text is not clean:\n\n${markerDiff(found, [], left)}`];
  }
  const { text, markers } = wanted;
  if (text !== found)
    return [`the fixes make this of it:\n\n${indented(found)}\n\n  and not:\n\n${indented(text)}`];
  const diff = markerDiff(found, markers, left);
  return diff ? [`in the fixed text ${LEGEND}:\n\n${diff}`] : [];
}

function hasFix({ fix }: Finding): boolean {
  return fix !== undefined;
}

function refusal({ finding, harm }: RefusedFix): string {
  return `the fix "${finding.fix!.title}" does harm: ${describeHarm(harm)}`;
}
