import type { AnyKind } from '../kinds/kind.ts';
import { textKind } from '../kinds/text/kind.ts';
import {
  contextFound,
  type Examination,
  type ExaminedOther,
  examine,
  type LintResult,
  type OtherResult,
} from '../lint.ts';
import { type Finding, isOfOneFile } from '../rule/finding.ts';
import type { Settings } from '../rule/settings.ts';
import { applyFixes, type Fixable } from './apply.ts';
import { type Examined, type Harm, harmOf } from './harm.ts';

/** Fixes that touch each other are applied one after the other, but not forever. */
const MOST_PASSES = 10;

/** Which fixes to make. */
export interface FixChoice {
  /** Also fixes that need a review. */
  readonly unsafe: boolean;
  /** Ids of the rules whose fixes are made; by default all. */
  readonly rules?: ReadonlySet<string> | undefined;
}

/** A fixed text, and what remains to be reported about it. */
export interface Fixed extends LintResult {
  readonly text: string;
  /** The fixed findings, each as it was when it was fixed. */
  readonly fixed: readonly Finding[];
  /** Findings whose fix would do harm; they are also in `findings`. */
  readonly refused: readonly RefusedFix[];
  readonly others: readonly FixedOther[];
}

/** A file that the fixed one leads to, and its own text fixed, if it is of a kind that is linted. */
export interface FixedOther extends OtherResult {
  readonly fixed?: Omit<Fixed, 'others'>;
}

export interface RefusedFix {
  readonly finding: Finding;
  readonly harm: Harm;
}

/** A text with its findings. */
interface Attempt extends Examination, Examined {
  readonly text: string;
}

/** The state of a pass. */
interface Step {
  readonly reached: Attempt;
  readonly fixed: readonly Fixable[];
  readonly refused: readonly RefusedFix[];
}

/**
 * Applies fixes to a text until no chosen and harmless fix remains. Pure; `--fix` writes the text.
 *
 * Each pass applies all fixes that do not touch each other. A refused fix makes way for those that it touches, and is
 * tried again after the text has changed, because what prevented it may be gone. Fixes that edit other files are not
 * applied.
 *
 * @param path how the file is shown
 * @param kind the kind of the file
 * @param brought findings in this file that came up in another
 */
export function fixSource(
  text: string,
  settings: Settings,
  choice: FixChoice,
  path?: string,
  kind?: AnyKind,
  brought?: readonly Finding[],
): Fixed {
  const fixed: Finding[] = [];
  let refused: readonly RefusedFix[] = [];
  const attempt = (changed: string): Attempt => ({
    text: changed,
    ...examine(changed, settings, path, kind, brought),
  });
  let now = attempt(text);
  for (let pass = 0; pass < MOST_PASSES; ) {
    const isRefused = new Set(refused.map(({ finding }) => finding));
    const open = now.findings.filter(fixableBy(choice)).filter((finding) => !isRefused.has(finding));
    const { applied } = applyFixes(now.text, open);
    const step = advance({ reached: now, fixed: [], refused }, applied, now, attempt);
    const isChanged = step.reached.text !== now.text;
    if (!isChanged && step.refused.length === refused.length) break;
    refused = isChanged ? [] : step.refused;
    if (!isChanged) continue;
    fixed.push(...step.fixed);
    now = step.reached;
    pass++;
  }
  const { source, findings, suppressed, others } = now;
  const context = contextFound(now.file, settings);
  return {
    text: now.text,
    source,
    ...(context && { context }),
    findings,
    suppressed,
    others: others.map(fixOther),
    fixed,
    refused,
  };

  function fixOther({ again, ...other }: ExaminedOther): FixedOther {
    if (other.kind === textKind.id) return other;
    const { others: _, ...result } = fixSource(
      other.source.text,
      again.settings,
      choice,
      other.source.path,
      again.kind,
      again.brought,
    );
    return { ...other, fixed: result };
  }
}

/**
 * Applies further fixes of a pass. If they do harm together, halves of them are tried, down to the individual fixes
 * that do the harm.
 *
 * @param origin the text before the pass, to which the places of all its fixes refer
 * @param attempt lints a text of the file
 */
function advance(
  step: Step,
  findings: readonly Fixable[],
  origin: Attempt,
  attempt: (text: string) => Attempt,
): Step {
  if (findings.length === 0) return step;
  const fixed = [...step.fixed, ...findings];
  const { text, edits } = applyFixes(origin.text, fixed);
  const after = attempt(text);
  const harm = harmOf({ origin, before: step.reached, after, fixed: findings, edits });
  if (harm === undefined) return { ...step, reached: after, fixed };
  const [finding, ...others] = findings;
  if (others.length === 0) return { ...step, refused: [...step.refused, { finding: finding!, harm }] };
  const middle = findings.length >> 1;
  const half = advance(step, findings.slice(0, middle), origin, attempt);
  return advance(half, findings.slice(middle), origin, attempt);
}

function fixableBy({ unsafe, rules }: FixChoice): (finding: Finding) => finding is Fixable {
  return (finding): finding is Fixable =>
    finding.fix !== undefined &&
    isOfOneFile(finding.fix) &&
    (unsafe || finding.fix.safety === 'safe') &&
    (rules === undefined || rules.has(finding.rule));
}
