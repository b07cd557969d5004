import { parseDockerfile } from '../dockerfile/parse.ts';
import { lintSource } from '../lint.ts';
import type { Finding } from '../rule/finding.ts';
import type { LintResult, Settings } from '../rule/settings.ts';
import { applyFixes } from './apply.ts';

/** Fixes that touch each other are applied one after the other, but not for ever. */
const MOST_PASSES = 10;

/** Which fixes are wanted. */
export interface FixChoice {
  /** Also those that should be looked at. */
  readonly unsafe: boolean;
  /** Ids of the rules whose fixes are wanted; without it, all. */
  readonly rules?: ReadonlySet<string> | undefined;
}

/** A fixed text, and what is still to be said of it. */
export interface Fixed extends LintResult {
  readonly text: string;
  /** The findings that are fixed, each as it was when it was fixed. */
  readonly fixed: readonly Finding[];
  /** Findings whose fix would have broken the file or brought a new error; they are among `findings` too. */
  readonly refused: readonly RefusedFix[];
}

export interface RefusedFix {
  readonly finding: Finding;
  readonly because: 'syntax' | 'new-error';
  /** For a new error: the rule that would report it. */
  readonly rule?: string;
}

/** A text with what was found in it. */
interface Attempt extends LintResult {
  readonly text: string;
  readonly problems: number;
  readonly errors: ReadonlyMap<string, number>;
}

/** Fixes a text until no wanted fix is left. Pure; the text is what `--fix` writes. */
export function fixSource(text: string, settings: Settings, choice: FixChoice): Fixed {
  const fixed: Finding[] = [];
  const refused = new Map<string, RefusedFix>();
  let now = attempt(text, settings);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const open = now.findings.filter((finding) => isWanted(finding, choice) && !refused.has(keyOf(finding)));
    const { text: next, applied } = applyFixes(now.text, open, () => true);
    if (next === now.text) break;
    const all = attempt(next, settings);
    if (harm(now, all) === undefined) {
      fixed.push(...applied);
      now = all;
    } else {
      // Some fix of this pass does harm: apply them one by one, and leave out those that do.
      const careful = applyOneByOne(now, applied, settings);
      fixed.push(...careful.fixed);
      for (const one of careful.refused) refused.set(keyOf(one.finding), one);
      now = careful.reached;
    }
  }
  const { findings, suppressed } = now;
  const left = new Set(findings.map(keyOf));
  return {
    text: now.text,
    findings,
    suppressed,
    fixed,
    refused: [...refused].filter(([key]) => left.has(key)).map(([, one]) => one),
  };
}

/** Applies fixes from the last to the first, so that the places of those still to come stay right. */
function applyOneByOne(before: Attempt, findings: readonly Finding[], settings: Settings) {
  const fixed: Finding[] = [];
  const refused: RefusedFix[] = [];
  let reached = before;
  for (const finding of [...findings].reverse()) {
    const next = attempt(applyFixes(reached.text, [finding], () => true).text, settings);
    const because = harm(reached, next);
    if (because) {
      refused.push({ finding, ...because });
    } else {
      fixed.unshift(finding);
      reached = next;
    }
  }
  return { reached, fixed, refused };
}

function attempt(text: string, settings: Settings): Attempt {
  const result = lintSource(text, settings);
  const errors = new Map<string, number>();
  for (const { rule, severity } of result.findings)
    if (severity === 'error') errors.set(rule, (errors.get(rule) ?? 0) + 1);
  return { ...result, text, problems: parseDockerfile(text).problems.length, errors };
}

/** What a change does that no fix may do. */
function harm(before: Attempt, after: Attempt): Omit<RefusedFix, 'finding'> | undefined {
  if (after.problems > before.problems) return { because: 'syntax' };
  for (const [rule, count] of after.errors) {
    if (count > (before.errors.get(rule) ?? 0)) return { because: 'new-error', rule };
  }
  return undefined;
}

function isWanted({ fix, rule, internal }: Finding, { unsafe, rules }: FixChoice): boolean {
  if (!fix || internal || (rules && !rules.has(rule))) return false;
  return unsafe || fix.safety === 'safe';
}

/** Recognises a finding whose place moved because something before it was fixed. */
function keyOf({ rule, messageId, message, fix }: Finding): string {
  return JSON.stringify([rule, messageId, message, fix?.edits.map(({ text }) => text)]);
}
